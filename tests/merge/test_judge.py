from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wire import ORURO, POTOSI, Count, Told, reading

from tocsin.errors import MalformedInput, UsageError
from tocsin.judgement import Judgement, JudgementKind, as_json, from_json, in_force, signed
from tocsin.merge import merge
from tocsin.merge.judge import anchor, check_cell, decide
from tocsin.reading import Reading
from tocsin.statement import Value

DAY = "2022-03-04"
NOON = datetime(2022, 3, 6, 12, tzinfo=UTC)


def riot(name: str, town: object = ORURO) -> Reading:
    text = f"Riots broke out. Four people died. {name} has these words alone."
    count = Count("Four people", 4, who="people")
    return reading(name, text, Told("Riots broke out.", "riot", town, DAY, counts=[count]), outlet=f"Outlet {name}")  # type: ignore[arg-type]


def judged(
    kind: JudgementKind,
    *readings: Reading,
    after: int = 0,
    cell: str | None = None,
    value: Value = None,
    undoes: str | None = None,
) -> Judgement:
    """A judgement on the first mention of each reading, so many minutes after noon."""
    anchors = tuple(anchor(one.report, one.mentions[0], cell=cell, side=number) for number, one in enumerate(readings))
    moment = NOON + timedelta(minutes=after)
    return signed(Judgement("", kind, "analyst:Ana Flores", moment, "seen there", anchors, cell, value, undoes))


A, B, C = riot("a"), riot("b"), riot("c", POTOSI)


def sizes(readings: list[Reading], *judgements: Judgement) -> list[int]:
    return sorted(len(event.mentions) for event in merge(readings, judgements).events)


def test_same_joins_and_different_parts_before_anything_else() -> None:
    assert sizes([A, B, C]) == [1, 2]
    assert sizes([A, B, C], judged("same", A, C)) == [3]
    assert sizes([A, B, C], judged("different", A, B)) == [1, 1, 1]
    assert sizes([A, B, C], judged("different", A, B), judged("same", B, C)) == [1, 2]


def test_a_b_and_b_c_against_a_c_is_a_conflict_and_the_difference_holds() -> None:
    judgements = [judged("same", A, B), judged("same", B, C, after=1), judged("different", A, C, after=2)]
    merged = merge([A, B, C], judgements)
    (conflict,) = merged.conflicts
    assert (set(conflict.same), conflict.different) == ({judgements[0].id, judgements[1].id}, judgements[2].id)
    assert sizes([A, B, C], *judgements) == [1, 2]


def test_undoing_a_judgement_restores_the_record_and_undoing_that_brings_it_back() -> None:
    join = judged("same", A, C)
    undo = judged("undo", after=1, undoes=join.id)
    again = judged("undo", after=2, undoes=undo.id)
    assert merge([A, B, C], [join, undo]) == merge([A, B, C])
    assert merge([A, B, C], [join, undo, again]) == merge([A, B, C], [join])


def test_what_is_rejected_is_left_out_and_what_is_accepted_last_is_back() -> None:
    reject = judged("reject", A)
    assert sizes([A, B], reject) == [1]
    merged = merge([A, B], [reject, judged("accept", A, after=1)])
    assert [event.accepted for event in merged.events] == ["analyst:Ana Flores, 2022-03-06"]
    assert sizes([A, B], reject, judged("accept", A, after=1)) == [2]


def test_a_corrected_cell_comes_first_and_what_was_read_stays_its_rival() -> None:
    value: Value = (("name", "Potosí"), ("geonameid", 2), ("lat", -19.58), ("lon", -65.75), ("level", "city"))
    (event,) = merge([A], [judged("correct", A, cell="place", value=value)]).events
    assert event.place is not None
    assert event.place.rule == "corrected by analyst:Ana Flores, 2022-03-06"
    assert [option.value.name for option in event.place.options] == ["Potosí", "Oruro"]


def test_a_correction_moves_an_account_to_the_event_it_belongs_to() -> None:
    value: Value = (("name", "Potosí"), ("geonameid", 2), ("lat", -19.58), ("lon", -65.75), ("level", "city"))
    assert sizes([A, C], judged("correct", A, cell="place", value=value)) == [2]


def test_a_corrected_number_comes_first() -> None:
    figure = B.figures[0]
    held = anchor(B.report, figure, cell="count")
    told: Value = (("low", 9), ("best", 9), ("high", 9))
    fix = signed(Judgement("", "correct", "analyst:Ana Flores", NOON, "counted", (held,), "count", told))
    (event,) = merge([A, B], [fix]).events
    assert [option.value.best for option in event.tolls[0].options] == [9, 4]


def test_a_judgement_moves_with_the_words_it_was_made_on() -> None:
    later = replace(B, mentions=(replace(B.mentions[0], id="moved", action="protest"),), figures=())
    decisions, _ = decide([judged("reject", B)], {"b": later})
    assert (set(decisions.rejected), decisions.orphans) == ({"moved"}, ())


def test_a_judgement_whose_words_are_read_no_more_is_an_orphan() -> None:
    reject = judged("reject", B)
    assert merge([A, replace(B, mentions=())], [reject]).orphans == (reject,)
    assert merge([A], [reject]).orphans == (reject,)


def test_a_judgement_comes_back_from_its_line() -> None:
    value: Value = (("name", "Potosí"), ("lat", -19.58))
    made = judged("correct", A, cell="place", value=value)
    assert from_json(as_json(made)) == made


@pytest.mark.parametrize("change", [{"reason": "another"}, {"kind": "reject"}, {"by": ""}, {"anchors": [{}]}])
def test_a_line_that_was_tampered_with_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(MalformedInput):
        from_json(as_json(judged("accept", A)) | change)


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [("mention", "colour", "red"), ("mention", "place", "Oruro"), ("figure", "count", None), ("mention", "count", 4)],
)
def test_a_value_that_is_none_for_its_cell_is_refused(kind: str, cell: str, value: object) -> None:
    with pytest.raises(UsageError):
        check_cell(kind, cell, value)  # type: ignore[arg-type]


@given(st.permutations([judged("same", A, C), judged("different", A, B, after=1), judged("reject", B, after=2)]))
def test_judgements_count_by_when_they_were_made(order: list[Judgement]) -> None:
    assert in_force(order) == in_force(sorted(order, key=lambda one: one.order))
    assert merge([A, B, C], order) == merge([C, B, A], reversed(order))
