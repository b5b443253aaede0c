"""Text without capitals or with nothing else: names get theirs back, and no letter moves."""

from __future__ import annotations

import pytest
from conftest import parsed, report
from hypothesis import given
from hypothesis import strategies as st

from tocsin.parse import segment
from tocsin.parse.casing import case_of, recased
from tocsin.parse.damage import repaired
from tocsin.parse.parser import load
from tocsin.settings import DEFAULT_PIPELINE

SEEN = load(DEFAULT_PIPELINE).vocab.strings
SMALL = (
    "ranchi: the police opened fire on a crowd near doranda on monday.they killed two persons, i k oraon said. "
    "a curfew was imposed on the town, and nobody was let into the old bazaar by the state government until the "
    "evening. residents of hinoo said that they don't know why the police fired."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "GUERRILLAS OF THE FMLN KILLED TWO SOLDIERS IN USULUTAN",
            "Guerrillas of the FMLN killed two soldiers in Usulutan",
        ),
        ("COL. TULIO PRADA SPOKE ON MONDAY, 5 MAY", "Col. Tulio Prada spoke on Monday, 5 May"),
        ("they may march on bogota with mr bush", "They may march on Bogota with Mr Bush"),
        ("troops of the united states entered el salvador", "Troops of the United States entered El Salvador"),
        ("muslim shopkeepers and i don't agree", "Muslim shopkeepers and I don't agree"),
        (
            "a.k. mitra and i k jadeja were torching shops countrywide",
            "A.K. Mitra and I K Jadeja were torching shops countrywide",
        ),
        ("workers of the cgt set up twenty-seven roadblocks", "Workers of the CGT set up twenty-seven roadblocks"),
    ],
)
def test_names_get_their_capitals_back(text: str, expected: str) -> None:
    assert recased(text, SEEN) == expected


@given(st.text())
def test_no_letter_moves(text: str) -> None:
    assert len(recased(text, SEEN)) == len(text)
    assert len(repaired(text)) == len(text)


def test_what_a_text_is_written_in() -> None:
    assert case_of(SMALL) == "small letters"
    assert case_of(SMALL.upper()) == "capitals"
    assert case_of("Police opened fire on a crowd near Doranda on Monday. Two persons were killed.") == "as it is"
    assert case_of("on my way home, two men were shot at the bus stop") == "as it is"


def test_sentences_without_capitals_end_where_they_end() -> None:
    one = report(SMALL)
    assert [one.cut(piece.span).split()[0] for piece in segment(one)] == ["ranchi:", "they", "a", "residents"]


def test_tokens_stand_where_they_stood() -> None:
    one = parsed(SMALL)
    for sentence in one.sentences:
        assert sentence.tokens.text.lower() == one.cut(sentence.span)


def test_damaged_marks_are_read_for_what_they_were() -> None:
    assert repaired("the court\u00e2\u20ac\u2122s order") == "the court  's order"
    tokens = [token.text for token in parsed("The court\u00e2\u20ac\u2122s order was ignored.").sentences[0].tokens]
    assert "'s" in tokens
