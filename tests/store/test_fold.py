"""Statements are the whole of a reading."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from readings import oruro, passed_over, readings

from tocsin.reading import Reading
from tocsin.store.fold import fold, statements


@settings(max_examples=40)
@given(readings())
def test_a_reading_folds_from_its_statements(reading: Reading) -> None:
    assert fold(reading.report, statements(reading)) == reading


@pytest.mark.parametrize("reading", [oruro(), passed_over()])
def test_a_full_and_an_empty_reading_fold(reading: Reading) -> None:
    assert fold(reading.report, statements(reading)) == reading


def test_every_cell_of_an_account_points_at_the_report() -> None:
    cells = [cell for cell in statements(oruro()) if cell.kind != "report"]
    assert cells
    assert [cell for cell in cells if not cell.evidence] == []


def test_a_cell_names_its_finder_and_the_claim_it_is_told_in() -> None:
    cells = {(cell.subject, cell.property): cell for cell in statements(oruro())}
    assert cells["m-gas", "place"].origin.startswith("places/")
    assert cells["m-gas", "type"].origin.startswith("events/")
    assert cells["m-denied", "type"].claim == "c-quispe"
    assert cells["m-gas", "type"].claim is None
