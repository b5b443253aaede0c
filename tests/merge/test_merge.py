from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wire import BOLIVIA, LAGOS, ORURO, ORURO_DEPARTMENT, POTOSI, SQUARE, Count, Said, Told, reading

from tocsin.merge import merge
from tocsin.merge.merge import Memory
from tocsin.reading import Reading
from tocsin.record import Event, Merged
from tocsin.values import Place

RIOT = "Riots broke out."
DAY = "2022-03-04"


def riot(name: str, place: Place | None, day: str | None = DAY, **more: object) -> Reading:
    """One report that tells of riots in its own words."""
    kept = {key: more.pop(key) for key in ("outlet", "published", "said", "title", "url") if key in more}
    text = f"{RIOT} This is the wording of {name} alone. It ends here."
    told = Told(RIOT, "riot", place, day, **more)  # type: ignore[arg-type]
    return reading(name, text, told, **{"outlet": f"Outlet {name}", **kept})  # type: ignore[arg-type]


def places_of(merged: Merged) -> list[tuple[str | None, int]]:
    return sorted((event.place.value.name if event.place else "", len(event.mentions)) for event in merged.events)


def only(merged: Merged) -> Event:
    assert len(merged.events) == 1
    return merged.events[0]


@pytest.mark.parametrize(
    ("first", "second", "events"),
    [
        (riot("a", ORURO), riot("b", ORURO), [("Oruro", 2)]),
        (riot("a", ORURO), riot("b", POTOSI), [("Oruro", 1), ("Potosí", 1)]),
        (riot("a", ORURO), riot("b", ORURO, "2022-03-05"), [("Oruro", 1), ("Oruro", 1)]),
        (riot("a", ORURO), riot("b", BOLIVIA), [("Oruro", 2)]),
        (riot("a", LAGOS), riot("b", BOLIVIA), [("Bolivia", 1), ("Lagos", 1)]),
        (riot("a", POTOSI), riot("b", ORURO_DEPARTMENT), [("Oruro Department", 1), ("Potosí", 1)]),
        (riot("a", ORURO), riot("b", ORURO_DEPARTMENT), [("Oruro", 2)]),
        (riot("a", ORURO), riot("b", SQUARE), [("Plaza 10 de Febrero", 2)]),
        (riot("a", ORURO), riot("b", ORURO, "2022-03-02", until="2022-03-05"), [("Oruro", 2)]),
        (riot("a", ORURO), riot("b", ORURO, "2022-02-01", until="2022-03-31"), [("Oruro", 1), ("Oruro", 1)]),
        (riot("a", ORURO), riot("b", ORURO, None), [("Oruro", 2)]),
        (riot("a", ORURO), riot("b", ORURO, None, published="2022-03-20"), [("Oruro", 1), ("Oruro", 1)]),
        (riot("a", ORURO), riot("b", None), [("", 1), ("Oruro", 1)]),
        (riot("a", ORURO), riot("b", ORURO, type="ASSAULT"), [("Oruro", 1), ("Oruro", 1)]),
        (riot("a", ORURO), riot("b", ORURO, factuality="planned"), [("Oruro", 1), ("Oruro", 1)]),
    ],
)
def test_kind_place_and_day_make_an_event(first: Reading, second: Reading, events: list[tuple[str, int]]) -> None:
    assert places_of(merge([first, second])) == events


def test_a_country_alone_joins_no_event_where_several_towns_fit() -> None:
    merged = merge([riot("a", ORURO), riot("b", POTOSI), riot("c", BOLIVIA)])
    assert places_of(merged) == [("Bolivia", 1), ("Oruro", 1), ("Potosí", 1)]


def test_a_report_that_tells_town_and_country_apart_means_two_events() -> None:
    text = "Riots shook Oruro. Riots shook Bolivia."
    told = [Told("Riots shook Oruro.", "riot", ORURO, DAY), Told("Riots shook Bolivia.", "riot", BOLIVIA, DAY)]
    assert len(merge([reading("a", text, *told)]).events) == 2


def test_an_account_without_place_joins_the_only_such_event_of_its_report() -> None:
    text = "Riots shook Oruro. The riots went on."
    told = [Told("Riots shook Oruro.", "riot", ORURO, DAY), Told("The riots went on.", "riot")]
    assert places_of(merge([reading("a", text, *told)])) == [("Oruro", 2)]


def test_sides_that_exclude_each_other_part_two_attacks_of_one_day() -> None:
    by_police = riot("a", ORURO, actors=[("actor", "police", "COP"), ("recipient", "marchers", "CVL")])
    by_rebels = riot("b", ORURO, actors=[("actor", "rebels", "REB"), ("recipient", "marchers", "CVL")])
    by_army = riot("c", ORURO, actors=[("actor", "soldiers", "MIL")])
    assert places_of(merge([by_police, by_rebels, by_army])) == [("Oruro", 1), ("Oruro", 2)]


# -- status ---------------------------------------------------------------------------------------------------------


def test_a_claim_is_no_fact_by_being_printed_often() -> None:
    readings = [
        reading(
            name,
            f"{RIOT} So says the minister, {name} writes.",
            Told(RIOT, "riot", ORURO, DAY, voice="claimed", said=0),
            said=[Said(RIOT, "Minister Ana Flores")],
            outlet=name,
        )
        for name in ("a", "b", "c")
    ]
    event = only(merge(readings))
    assert (event.status, event.sources, event.reports) == ("claimed", ("minister ana flores",), ("a", "b", "c"))


def test_an_outlet_that_attributes_what_it_tells_counts_by_its_speaker() -> None:
    text = "Riots broke out. Police said that shops were looted in riots."
    told = [
        Told("Riots broke out.", "riot", ORURO, DAY),
        Told("shops were looted in riots", "riot", ORURO, DAY, voice="claimed", said=0),
    ]
    event = only(merge([reading("a", text, *told, said=[Said("shops were looted in riots", "Police")])]))
    assert (event.status, event.sources) == ("single source", ("police",))


@pytest.mark.parametrize(
    ("second", "status"),
    [
        (riot("b", ORURO), "corroborated"),
        (riot("b", ORURO, outlet="Outlet a"), "single source"),
        (riot("b", ORURO, factuality="negated"), "disputed"),
        (riot("b", ORURO, voice="denied"), "disputed"),
        (riot("b", ORURO, factuality="failed"), "disputed"),
    ],
)
def test_status_of_two_accounts(second: Reading, status: str) -> None:
    assert only(merge([riot("a", ORURO), second])).status == status


@pytest.mark.parametrize(
    "factuality", ["attempted", "planned", "threatened", "predicted", "hypothetical", "historical"]
)
def test_what_did_not_happen_now_keeps_its_word(factuality: str) -> None:
    assert only(merge([riot("a", ORURO, factuality=factuality)])).status == factuality


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"voice": "denied"}, "denied"),
        ({"factuality": "negated"}, "negated"),
        ({"factuality": "failed"}, "attempted"),
        ({"factuality": "attempted", "voice": "denied"}, "denied"),
    ],
)
def test_what_somebody_denies_is_no_mere_negation(told: dict[str, str], status: str) -> None:
    assert only(merge([riot("a", ORURO, **told)])).status == status


def test_an_attempt_is_neither_done_nor_against_it() -> None:
    merged = merge([riot("a", ORURO), riot("b", ORURO, factuality="attempted")])
    assert {event.status for event in merged.events} == {"single source", "attempted"}
    assert not merged.contradictions


def test_both_sides_of_a_contradiction_are_kept_with_their_sentences() -> None:
    merged = merge([riot("a", ORURO), riot("b", ORURO, factuality="negated")])
    (row,) = merged.contradictions
    assert (row.kind, row.about) == ("occurrence", only(merged).id)
    assert [(side.says, side.sources, side.evidence[0].report) for side in row.sides] == [
        ("it happened", ("outlet a",), "a"),
        ("it did not", ("outlet b",), "b"),
    ]


# -- copies ---------------------------------------------------------------------------------------------------------

WIRE = (
    "Riots broke out in the market after the price of gas was raised for the third time this year. Traders pulled down "
    "their shutters and buses turned back at the bridge."
)


def test_a_reprint_is_no_second_source() -> None:
    told = Told("Riots broke out in the market", "riot", ORURO, DAY)
    original = reading("a", WIRE, told, outlet="Andes Wire", published="2022-03-05")
    # The reprint of the next day was read with another day and place; the original's reading stands.
    reprint = reading(
        "b", WIRE, Told(told.sentence, "riot", ORURO, "2022-03-05"), outlet="Daily", published="2022-03-06"
    )
    event = only(merge([reprint, original]))
    assert (event.status, event.reports, event.copies) == ("single source", ("a",), ("b",))
    assert event.date is not None
    assert str(event.date.value.start) == DAY


# -- figures --------------------------------------------------------------------------------------------------------


def dead(name: str, best: int, *, published: str = "2022-03-05", speaker: str | None = None, **more: object) -> Reading:
    text = f"Riots broke out. {best} people died. {name} has these words. {speaker or ''} spoke."
    count = Count(f"{best} people", best, said=0 if speaker else None, **more)  # type: ignore[arg-type]
    told = Told("Riots broke out.", "riot", ORURO, DAY, counts=[count])
    said = [Said(f"{best} people died", speaker)] if speaker else []
    return reading(name, text, told, outlet=f"Outlet {name}", published=published, said=said)


def toll(*readings: Reading) -> tuple[int, int, int | None]:
    (only_toll,) = only(merge(readings)).tolls
    return only_toll.low, only_toll.best, only_toll.high


def test_a_toll_is_low_best_high_over_sources_and_the_value_of_most_sources_is_best() -> None:
    assert toll(dead("a", 7), dead("b", 5), dead("c", 5)) == (5, 5, 7)


def test_one_speaker_in_many_reports_is_one_source_of_a_toll() -> None:
    crowd = [dead(name, 9, speaker="Mayor Luis Quispe") for name in ("a", "b", "c")]
    assert toll(*crowd, dead("d", 4), dead("e", 4)) == (4, 4, 9)


def test_a_source_is_counted_by_what_it_said_last() -> None:
    early = dead("a", 4, speaker="Mayor Luis Quispe")
    late = dead("b", 18, speaker="Quispe", published="2022-03-07")
    merged = merge([late, early])
    (only_toll,) = only(merged).tolls
    assert [option.value.best for option in only_toll.options] == [18]
    assert [option.value.best for option in only_toll.superseded] == [4]
    assert merged.contradictions == ()


def test_an_open_bound_stays_open() -> None:
    assert toll(dead("a", 18, low=18), dead("b", 20)) == (18, 18, None)


def test_numbers_of_one_day_whose_bounds_do_not_meet_are_a_contradiction() -> None:
    merged = merge([dead("a", 3), dead("b", 12)])
    (row,) = merged.contradictions
    assert [side.says for side in row.sides] == ["3", "12"]
    assert merge([dead("a", 12, low=10), dead("b", 12)]).contradictions == ()


def test_parts_additions_forecasts_and_denials_are_no_tolls() -> None:
    for more in ({"part_of": "x"}, {"adds_to": "x"}, {"factuality": "predicted"}, {"voice": "denied"}):
        assert only(merge([dead("a", 3, more=more)])).tolls == ()


def test_groups_are_never_added_or_mixed() -> None:
    event = only(merge([dead("a", 3, who="police officers"), dead("b", 12, who="armed rioters")]))
    assert [(toll.who, toll.best) for toll in event.tolls] == [("attackers or rioters", 12), ("security forces", 3)]


def test_aggregates_stay_out_of_events_and_are_fused_at_their_own_scope() -> None:
    wide = {"scope": "aggregate"}
    merged = merge([dead("a", 3), dead("b", 164, more=wide), dead("c", 225, more=wide, published="2022-03-09")])
    assert [toll.best for toll in only(merged).tolls] == [3]
    assert [(toll.low, toll.high) for toll in merged.tolls] == [(164, 225)]


def test_figures_of_a_whole_country_are_of_no_one_event() -> None:
    town = dead("a", 3)
    text = "Riots went on. 40 people died."
    told = Told("Riots went on.", "riot", BOLIVIA, DAY, counts=[Count("40 people", 40)])
    merged = merge([town, reading("b", text, told, outlet="Outlet b")])
    assert [[toll.best for toll in event.tolls] for event in merged.events] == [[3]]
    assert [(toll.best, toll.place and toll.place.name) for toll in merged.tolls] == [(40, "Bolivia")]


def test_aggregates_of_two_countries_are_not_one() -> None:
    here = reading("a", "In Oruro 20 people died.", counts=[Count("20 people", 20)], places=[ORURO])
    there = reading("b", "In Lagos 30 people died.", counts=[Count("30 people", 30)], places=[LAGOS])
    assert sorted(toll.best for toll in merge([here, there]).tolls) == [20, 30]


# -- invariants -----------------------------------------------------------------------------------------------------

PLACES = st.sampled_from([ORURO, POTOSI, SQUARE, BOLIVIA, ORURO_DEPARTMENT, LAGOS, None])
DAYS = st.sampled_from([None, ("2022-03-03", None), ("2022-03-04", None), ("2022-03-02", "2022-03-05")])
ACTORS = st.sampled_from([(), (("actor", "police", "COP"),), (("actor", "rebels", "REB"),)])


@st.composite
def tellings(draw: st.DrawFn) -> Told:
    start, end = draw(DAYS) or (None, None)
    return Told(
        RIOT,
        draw(st.sampled_from(["riot", "clash"])),
        draw(PLACES),
        start,
        end,
        factuality=draw(st.sampled_from(["happened", "negated", "planned"])),
        voice=draw(st.sampled_from(["outlet", "claimed", "denied"])),
        actors=draw(ACTORS),
        counts=[Count("Riots", draw(st.integers(1, 30)), said=draw(st.sampled_from([None, 0])))],
        said=draw(st.sampled_from([None, 0])),
    )


@st.composite
def archives(draw: st.DrawFn) -> list[Reading]:
    count = draw(st.integers(1, 6))
    return [
        reading(
            f"r{number}",
            f"{RIOT} {draw(st.sampled_from([WIRE, f'Other words stand in number {number} of them all.']))}",
            *draw(st.lists(tellings(), max_size=4)),
            outlet=draw(st.sampled_from(["Andes Wire", "Daily", None])),
            published=draw(st.sampled_from(["2022-03-04", "2022-03-06", None])),
            said=[Said("broke out", draw(st.sampled_from(["Ana Flores", "Flores", "a witness", None])))],
        )
        for number in range(count)
    ]


@settings(max_examples=60, deadline=None)
@given(archives(), st.randoms(use_true_random=False))
def test_the_record_does_not_depend_on_order_or_repetition(readings: list[Reading], chance) -> None:  # type: ignore[no-untyped-def]
    record = merge(readings)
    assert merge(chance.sample(readings, len(readings))) == record
    assert merge([*readings, *readings]) == record


@settings(max_examples=60, deadline=None)
@given(archives())
def test_every_mention_has_one_event_and_every_cell_its_evidence(readings: list[Reading]) -> None:
    record = merge(readings)
    mentions = [mention for event in record.events for mention in event.mentions]
    assert sorted(mentions) == sorted(mention.id for item in readings for mention in item.mentions)
    keys = {source.key for source in record.sources}
    for event in record.events:
        assert event.evidence
        assert event.reports
        assert {*event.sources, *event.deniers} <= keys
        assert all(option.evidence and option.sources for toll in event.tolls for option in toll.options)
        assert all(toll.low <= toll.best and (toll.high is None or toll.best <= toll.high) for toll in event.tolls)


@settings(max_examples=30, deadline=None)
@given(archives())
def test_an_event_is_told_of_one_town_and_never_of_two(readings: list[Reading]) -> None:
    towns = {"Oruro", "Potosí", "Lagos"}
    for event in merge(readings).events:
        if event.place and not event.copies:
            assert len({option.value.name for option in event.place.options} & towns) <= 1


def test_all_orders_of_a_hard_case_give_one_record() -> None:
    readings = [riot("a", ORURO), riot("b", BOLIVIA), riot("c", None), riot("d", ORURO, None), riot("e", POTOSI)]
    records = {merge(order) for order in permutations(readings)}
    assert len(records) == 1


# -- numbers withdrawn, parts, rivals --------------------------------------------------------------------------------


def test_a_smaller_number_of_the_same_day_is_a_part_and_no_earlier_value() -> None:
    text = "Riots broke out. 164 people died. It counts 103 dead in the city alone."
    counts = [Count("164 people", 164), Count("103 dead", 103)]
    (only_toll,) = only(merge([reading("a", text, Told("Riots broke out.", "riot", ORURO, DAY, counts=counts))])).tolls
    assert (only_toll.best, only_toll.superseded) == (164, ())
    assert [option.value.best for option in only_toll.parts] == [103]


def test_a_number_that_is_withdrawn_stands_no_more() -> None:
    withdrawn = dead("b", 164, published="2022-03-06", speaker="Information Ministry", more={"voice": "denied"})
    merged = merge([dead("a", 164), withdrawn])
    (only_toll,) = only(merged).tolls
    assert only_toll.denied
    assert [side.says for side in merged.contradictions[0].sides] == ["164", "not 164"]
    (beside,) = only(merge([dead("a", 164), withdrawn, dead("c", 160)])).tolls
    assert [option.value.best for option in beside.options] == [160, 164]


def test_the_dead_of_a_town_are_not_those_of_one_building_in_it() -> None:
    stormed = "Protesters stormed the town hall of Oruro."
    counted = "Twelve officers have been killed in Oruro."
    hall = [("actor", "protesters", None), ("recipient", "the town hall", None)]
    first = reading("a", stormed, Told(stormed, "attack", ORURO, "2022-03-04", type="ASSAULT", actors=hall))
    counts = [Count("Twelve officers", 12, who="officers")]
    told = Told(counted, "kill", ORURO, type="ASSAULT", counts=counts)
    second = reading("b", counted, told)
    (mention,) = second.mentions
    second = replace(second, mentions=(replace(mention, figures=(second.figures[0].id,)),))
    assert [len(event.mentions) for event in merge([first, second]).events] == [1, 1]


def test_rival_culprits_are_a_contradiction_with_both_sentences() -> None:
    text = "Riots broke out. The rebels blamed the army. The army blamed the rebels."
    claims = [Said("The rebels blamed the army.", "Rebel spokesman Juan Quispe", "accuses")]
    claims += [Said("The army blamed the rebels.", "General Luis Flores", "accuses")]
    told = reading("a", text, Told("Riots broke out.", "riot", ORURO, DAY), said=claims)
    about = told.mentions[0].id
    blamed = zip(told.claims, ("the army", "the rebels"), strict=True)
    with_blames = replace(told, claims=tuple(replace(one, about=(about,), blames=(name,)) for one, name in blamed))
    (row,) = merge([with_blames]).contradictions
    assert (row.kind, [side.says for side in row.sides]) == ("blame", ["army", "rebels"])
    assert [told.report.cut(side.evidence[0].span) for side in row.sides] == [
        "The rebels blamed the army.",
        "The army blamed the rebels.",
    ]


# -- what one merging leaves to the next -----------------------------------------------------------------------------


@settings(max_examples=30, deadline=None)
@given(archives(), st.lists(st.tuples(st.booleans(), st.integers(0, 20)), min_size=1, max_size=8))
def test_a_record_that_follows_is_the_record_merged_anew(
    readings: list[Reading], steps: list[tuple[bool, int]]
) -> None:
    memory = Memory()
    standing: dict[str, Reading] = {}
    for add, number in steps:
        chosen = readings[number % len(readings) :][:3]
        for one in chosen:
            if add:
                standing[one.report.id] = one
            else:
                standing.pop(one.report.id, None)
        assert merge(standing.values(), memory=memory) == merge(standing.values())
