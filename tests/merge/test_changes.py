"""What became of events, and which of them follow one another day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wire import ORURO, POTOSI, Count, Told, reading

from tocsin.merge import merge
from tocsin.merge.changes import Change, Standing, as_json, changes, from_json, standing_of
from tocsin.merge.episodes import Daily, episodes
from tocsin.reading import Reading
from tocsin.values import Place

A = Standing("a", ("m1", "m2"), "single source", ("post",), (), {"killed, people": (4, 4, 4)})


def riot(name: str, place: Place, day: str, **more: object) -> Reading:
    counts = [Count("4 people", 4)] if not more else []
    return reading(
        name,
        f"Riots broke out. 4 people died. {name} has these words.",
        Told("Riots broke out.", "riot", place, day, counts=counts, **more),  # type: ignore[arg-type]
        outlet=f"Outlet {name}",
        published=day,
    )


def told(before: list[Standing], after: list[Standing]) -> set[tuple[str, str, str]]:
    return {(one.kind, one.event, one.what) for one in changes(before, after)}


def test_what_is_told_of_one_event() -> None:
    after = replace(
        A, status="disputed", sources=("post", "wire"), deniers=("police",), tolls={"killed, people": (4, 18, None)}
    )
    assert list(changes([A], [after])) == [
        Change("raised", "a", "killed, people", 4, 18),
        Change("denied", "a", "police", "single source", "disputed"),
        Change("corroborated", "a", "wire", 1, 2),
    ]
    assert list(changes([A], [A])) == []


def test_what_is_told_of_several_events() -> None:
    both = replace(A, mentions=("m1", "m2", "m3"))
    b = Standing("b", ("m3",), "claimed")
    assert told([], [A]) == {("new", "a", "")}
    assert told([A, b], [both]) == {("joined", "a", "b")}
    assert told([both], [A, b]) == {("parted", "b", "a")}
    assert told([A, b], [A]) == {("withdrawn", "b", "")}


def test_an_event_under_a_new_id_goes_on() -> None:
    earlier = replace(A, id="z", mentions=("m0", "m1", "m2"))
    assert told([A], [earlier]) == set()


def test_what_is_remembered_comes_back() -> None:
    (event,) = merge([riot("a", ORURO, "2022-03-04")]).events
    kept = standing_of(event)
    assert from_json(kept.id, as_json(kept)) == kept


def shown(*readings: Reading) -> list[tuple[str, int]]:
    return [(one.place, len(one.events)) for one in merge(readings).episodes]


def test_a_crowd_that_gathers_again_is_one_episode() -> None:
    days = [riot(name, ORURO, day) for name, day in (("a", "2022-03-04"), ("b", "2022-03-05"), ("c", "2022-03-06"))]
    assert shown(*days) == [("Oruro", 3)]
    assert shown(*days, riot("d", ORURO, "2022-03-09")) == [("Oruro", 3)]
    assert shown(riot("a", ORURO, "2022-03-04"), riot("b", POTOSI, "2022-03-05")) == []


def test_attacks_of_two_days_are_one_episode_only_where_one_actor_is_named() -> None:
    def attack(name: str, day: int, by: str) -> Daily:
        when = date(2022, 3, day)
        return Daily(name, "ASSAULT 6", "ASSAULT", "Lagos", when, when, frozenset({by}))

    assert episodes([attack("a", 4, "gunmen"), attack("b", 5, "police")]) == ()
    (found,) = episodes([attack("b", 5, "red guard"), attack("c", 7, "red guard"), attack("a", 4, "red guard")])
    assert (found.events, found.start, found.end) == (("a", "b"), date(2022, 3, 4), date(2022, 3, 5))
