"""What holds of every text: spans, totality, and that resolving again equals finding again."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tocsin.timex import Anchors, expressions, resolve, resolve_all
from tocsin.timex.words import VOCABULARY

WORDS = sorted(VOCABULARY)
FIGURES = [
    "5",
    "31",
    "2022",
    "1989",
    "'89",
    "90s",
    "5th",
    "2022-01-05",
    "31/12/2021",
    "05/01/2022",
    "5:30",
    "p.m.",
    "1,200",
]
GAPS = [" ", ", ", "-", "–", " (", ") ", ". ", "\n", "\n\n", "'s ", ""]
PIECES = st.tuples(
    st.sampled_from(
        [*WORDS, *(word.capitalize() for word in WORDS), *FIGURES, "police", "İzmir", "said", "will", "old"]
    ),
    st.sampled_from(GAPS),
)
TEXTS = st.lists(PIECES, max_size=30).map(lambda pieces: "".join(word + gap for word, gap in pieces)) | st.text(
    max_size=80
)
DAYS = st.none() | st.dates()


@given(TEXTS)
def test_expressions_are_in_order_inside_the_text_and_apart(text: str) -> None:
    found = list(expressions(text))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= after.start for one, after in pairwise(found))
    assert all(text[one.start : one.end].strip() == text[one.start : one.end] for one in found)


@given(TEXTS, DAYS, DAYS, DAYS)
def test_every_expression_resolves_for_any_anchors(
    text: str, published: date | None, previous: date | None, period: date | None
) -> None:
    for found in expressions(text):
        value = resolve(found, Anchors(published, previous, period))
        assert value.value
        assert not (value.start and value.end) or value.start <= value.end


@given(TEXTS, DAYS, DAYS)
def test_resolving_again_equals_finding_again(text: str, first: date | None, corrected: date | None) -> None:
    found = tuple(expressions(text))
    list(resolve_all(found, first))
    assert list(resolve_all(found, corrected)) == list(resolve_all(expressions(text), corrected))


@given(TEXTS)
def test_without_anchors_only_what_is_stated_has_days(text: str) -> None:
    for _, value in resolve_all(expressions(text), None):
        assert value.basis in ("stated", "previous") or (value.start is None and value.end is None)


def test_a_corrected_day_of_publication_moves_what_hangs_on_it_and_nothing_else() -> None:
    found = tuple(expressions("Police fired on Monday and on 5 January 2022."))
    first = [value.value for _, value in resolve_all(found, date(2022, 1, 7))]
    corrected = [value.value for _, value in resolve_all(found, date(2022, 1, 14))]
    assert first == ["2022-01-03", "2022-01-05"]
    assert corrected == ["2022-01-10", "2022-01-05"]


def test_each_value_says_what_it_was_counted_from() -> None:
    text = "Miners struck on 2 January 2022. Two days later, and again on Thursday, police came."
    told = [(value.basis, value.anchor) for _, value in resolve_all(expressions(text), date(2022, 1, 7))]
    assert told == [("stated", None), ("previous", date(2022, 1, 2)), ("publication", date(2022, 1, 7))]
