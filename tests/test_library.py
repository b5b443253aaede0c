from __future__ import annotations

import subprocess
import sys
from datetime import date
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tocsin
from tocsin import library
from tocsin.errors import UsageError
from tocsin.reading import as_json

TEXT = """Drivers blocked a road in Almaty on Sunday. Police arrested 12 people there on Monday.

The mayor said on Tuesday that at least 14 people had been injured since Saturday. A march is planned for next Friday.
"""


def test_a_text_is_read_with_its_day_of_publication() -> None:
    reading = tocsin.read(TEXT, published="2023-03-15", outlet="Steppe Courier")

    assert (reading.report.published, reading.report.outlet) == (date(2023, 3, 15), "Steppe Courier")
    assert {place.name for place in reading.places} == {"Almaty"}
    assert date(2023, 3, 12) in {value.start for value in reading.dates}


def test_spans_found_by_others_are_resolved_in_the_order_given() -> None:
    text = "The road from Aktau to Zhanaozen in Mangystau."
    spans = [(text.index(name), text.index(name) + len(name)) for name in ("Zhanaozen", "Aktau")]

    assert [place.name for place in tocsin.resolve(text, spans)] == ["Zhanaozen", "Aktau"]


@pytest.mark.parametrize("span", [(0, 0), (3, 2), (0, 99), (-1, 2)])
def test_a_span_that_is_none_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no such span"):
        tocsin.resolve("Almaty", [span])


def test_folders_that_can_be_called_are_folders_still() -> None:
    assert isinstance(tocsin.read, ModuleType)
    assert isinstance(tocsin.merge, ModuleType)
    assert tocsin.read.Reject.__module__ == "tocsin.read.rejects"
    assert tocsin.merge([]).events == ()


def test_importing_the_package_loads_nothing_slow() -> None:
    code = "import sys, tocsin; print([name for name in ('spacy', 'numpy', 'marisa_trie') if name in sys.modules])"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'reed'"):
        _ = tocsin.reed


@settings(max_examples=20, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_a_corrected_day_of_publication_equals_reading_anew(day: date) -> None:
    before = library.read(TEXT, published=date(2023, 3, 15))

    assert as_json(tocsin.redated(before, day)) == as_json(library.read(TEXT, published=day))


def test_redating_leaves_the_reading_it_was_given_as_it_was() -> None:
    before = library.read(TEXT, published=date(2023, 3, 15))
    told = as_json(before)
    tocsin.redated(before, date(2021, 1, 1))

    assert as_json(before) == told


def test_a_report_without_a_day_has_to_be_read_again() -> None:
    with pytest.raises(UsageError, match="read the report again"):
        tocsin.redated(library.read("Crowds marched in Almaty on Sunday."), date(2021, 1, 1))
