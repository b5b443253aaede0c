"""Merging made-up weeks: the same in any order and however sharded, and one report touches little."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wire import LAGOS, ORURO, Count, Told, reading

from tocsin.evaluate.generator import made, shuffled
from tocsin.evaluate.merging import bench_merge
from tocsin.merge import merge
from tocsin.merge.match import Matching
from tocsin.merge.merge import Memory
from tocsin.reading import Reading

READINGS, TRUTH = made(250, seed=5)
DAY = "2022-03-04"


def told(matching: Matching) -> set[frozenset[str]]:
    return {
        frozenset(account.mention.id for strand in cluster for account in strand.accounts)
        for cluster in matching.clusters()
    }


def matched(readings: list[Reading]) -> Matching:
    matching = Matching()
    for one in readings:
        matching.add(one)
    return matching


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 1000))
def test_the_order_of_arrival_does_not_matter(seed: int) -> None:
    assert merge(shuffled(READINGS, seed)) == merge(READINGS)
    assert told(matched(list(shuffled(READINGS, seed)))) == told(matched(READINGS))


def test_merging_is_idempotent() -> None:
    assert merge([*READINGS, *READINGS]) == merge(READINGS)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.integers(0, len(READINGS) - 1), max_size=20))
def test_removing_reports_removes_exactly_what_stood_on_them(gone: set[int]) -> None:
    matching = matched(READINGS)
    list(matching.clusters())
    for number in sorted(gone):
        matching.remove(READINGS[number].report.id)
    assert told(matching) == told(matched([one for number, one in enumerate(READINGS) if number not in gone]))


def test_a_report_read_again_takes_the_place_of_its_first_reading() -> None:
    matching = matched(READINGS)
    changed = replace(READINGS[0], mentions=())
    matching.add(changed)
    assert told(matching) == told(matched([changed, *READINGS[1:]]))


def test_one_report_touches_little() -> None:
    matching = matched(READINGS[:-1])
    list(matching.clusters())
    before = matching.examined
    matching.add(READINGS[-1])
    list(matching.clusters())
    assert matching.examined - before < 60


def test_every_cells_evidence_stands_in_its_report() -> None:
    texts = {one.report.id: one.report.text for one in READINGS}
    for event in merge(READINGS).events:
        cells = (event.place, event.date, event.actor, event.recipient, event.acled)
        for item in (one for cell in cells if cell for option in cell.options for one in option.evidence):
            assert 0 <= item.span.start < item.span.end <= len(texts[item.report])


def test_made_weeks_are_merged_well() -> None:
    (size,) = bench_merge([600])
    assert size.precision > 0.95
    assert size.recall > 0.8
    assert size.false <= 0.05 * max(20, size.shown)


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (("attack", "the market", 3), ("attack", "the market", 4), True),
        (("attack", "the market", 3), ("attack", "the barracks", 12), False),
        (("attack", "the market", 3), ("explosion", "the barracks", 3), False),
        (("shoot", "the market", 3), ("kill", "the market", 3), True),
    ],
)
def test_twins_of_one_town_and_day(first: tuple[str, str, int], second: tuple[str, str, int], together: bool) -> None:
    readings = []
    for name, (action, target, dead) in zip("ab", (first, second), strict=True):
        text = f"It happened there. {dead} people died. {name} has these words alone."
        told_by = Told(
            "It happened there.",
            action,
            ORURO,
            DAY,
            type="ASSAULT",
            actors=[("recipient", target, None)],
            counts=[Count(f"{dead} people", dead, who="people")],
        )
        readings.append(reading(name, text, told_by, outlet=f"Outlet {name}"))
    assert (len(merge(readings).events) == 1) is together


def test_an_event_is_graded_by_its_sources() -> None:
    def by(outlet: str, town: object = ORURO) -> Reading:
        told_by = Told("It happened there.", "attack", town, DAY, type="ASSAULT")  # type: ignore[arg-type]
        return reading(outlet, f"It happened there. {outlet} has these words alone.", told_by, outlet=outlet)

    events = merge([by("Reuters"), by("Nowhere Post"), by("Elsewhere Post", LAGOS)]).events
    grades = {(event.grade.reliability, event.grade.credibility) for event in events if event.grade}
    assert grades == {("B", 2), ("F", 3)}


@settings(max_examples=6, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 60), st.booleans()), min_size=2, max_size=5))
def test_a_made_week_that_grows_and_shrinks_is_merged_as_at_once(steps: list[tuple[int, int, bool]]) -> None:
    week, _ = made(500, seed=4)
    memory = Memory()
    standing = {reading.report.id: reading for reading in week[:200]}
    assert merge(standing.values(), memory=memory).events == merge(standing.values()).events
    for start, count, add in steps:
        for one in week[start : start + count]:
            if add:
                standing[one.report.id] = one
            else:
                standing.pop(one.report.id, None)
        assert merge(standing.values(), memory=memory) == merge(standing.values())
