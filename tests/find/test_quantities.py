from __future__ import annotations

import pytest
from conftest import sentence
from hypothesis import given
from hypothesis import strategies as st

from tocsin.find.counting import count
from tocsin.find.quantities import read_number, stated


@pytest.mark.parametrize(
    ("words", "low", "best", "high"),
    [
        ("26", 26, 26, 26),
        ("at least 18", 18, 18, None),
        ("no fewer than three", 3, 3, None),
        ("more than 3,000", 3000, 3000, None),
        ("up to 20", None, 20, 20),
        ("as many as 15", None, 15, 15),
        ("fewer than 10", None, 10, 10),
        ("about 50", None, 50, None),
        ("an estimated 300", None, 300, None),
        ("between 5 and 7", 5, 5, 7),
        ("24-30", 24, 24, 30),
        ("five to seven", 5, 5, 7),
        ("two hundred and fifty", 250, 250, 250),
        ("half a dozen", 6, 6, 6),
        ("more than two dozen", 24, 24, None),
        ("1.5 million", 1_500_000, 1_500_000, 1_500_000),
        ("dozens of", 12, 12, None),
        ("hundreds of", 100, 100, None),
        ("tens of thousands of", 10_000, 10_000, None),
        ("several hundred", 200, 300, None),
        ("several", 2, 3, None),
    ],
)
def test_stated(words: str, low: int | None, best: int, high: int | None) -> None:
    found = stated(words)
    assert found is not None
    assert (found.low, found.best, found.high) == (low, best, high)


@pytest.mark.parametrize("words", ["", "the", "a 35-year-old", "$400", "3.7%", "the 40-member", "brave"])
def test_no_number_is_made_up(words: str) -> None:
    assert stated(words) is None


@pytest.mark.parametrize(("words", "rule"), [("dozens", "acled-dozens-12"), ("hundreds", "acled-hundreds-100")])
def test_a_convention_is_named(words: str, rule: str) -> None:
    found = stated(words)
    assert found is not None
    assert found.rule == rule


@given(st.integers(min_value=0, max_value=99_999_999))
def test_digits_read_back(number: int) -> None:
    assert read_number(f"{number:,}") == number


@given(st.text(max_size=60))
def test_bounds_hold_around_best(words: str) -> None:
    found = stated(words)
    if found:
        assert found.low is None or found.low <= found.best
        assert found.high is None or found.best <= found.high


@pytest.mark.parametrize(
    ("text", "noun", "best"),
    [
        ("Gunmen killed a rancher and his brother.", "rancher", 2),
        ("Gunmen killed the mayor and party leader.", "mayor", 1),
        ("A family of four was killed.", "family", 4),
        ("The blast killed two soldiers and a child.", "soldiers", 3),
        ("Police arrested a group of 20 students.", "group", 20),
        ("Police arrested a couple in Lima.", "couple", 2),
        ("Dozens of people were hurt.", "Dozens", 12),
        ("The bomb killed ten.", "ten", 10),
    ],
)
def test_count(text: str, noun: str, best: int) -> None:
    token = next(token for token in sentence(text).tokens if token.text == noun)
    found = count(token)
    assert found is not None
    assert found.best == best


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Raiders killed 30 cows.", "cows"),
        ("Police detained several buses.", "buses"),
        ("Nobody was killed.", "Nobody"),
        ("No civilians were killed.", "civilians"),
        ("The police were attacked.", "police"),
    ],
)
def test_not_people(text: str, noun: str) -> None:
    token = next(token for token in sentence(text).tokens if token.text == noun)
    assert count(token, plural_counts=True) is None
