"""Nothing that a report says can act on the terminal or on a spreadsheet."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.cli.safe import csv_cell, json_text, safe, safe_piece, shortened

ANY = st.text(st.characters())
UNSAFE = ("Cc", "Cs", "Zl", "Zp")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[31mred", "�[31mred"),
        ("a\nb\tc  d", "a b c d"),
        ("left\u202eright", "left�right"),
        ("soft\u00adhyphen\ufeff", "softhyphen"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("[bold]", "[bold]"),
        ("half\ud800", "half�"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert safe(text) == shown


@given(ANY)
def test_no_control_is_ever_shown(text: str) -> None:
    for shown in (safe(text), safe_piece(text), shortened(text, 20)):
        assert not {unicodedata.category(sign) for sign in shown} & set(UNSAFE)


@given(ANY)
def test_json_says_the_same_without_controls(text: str) -> None:
    written = json_text({"a": text})
    assert json.loads(written) == {"a": text}
    assert not {unicodedata.category(sign) for sign in written} & set(UNSAFE)


@given(ANY, st.integers(1, 40))
def test_shortened_text_is_short(text: str, length: int) -> None:
    assert len(shortened(text, length)) <= length + 1


@pytest.mark.parametrize(
    ("value", "cell"),
    [("=1+1", "'=1+1"), ("@sum", "'@sum"), ("-2", "'-2"), (-17.98, -17.98), ("riot", "riot"), (None, None)],
)
def test_no_cell_is_a_formula(value: object, cell: object) -> None:
    assert csv_cell(value) == cell
