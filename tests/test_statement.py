"""Values of statements keep through their JSON."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.statement import Statement, Value, value_as_json, value_from_json

scalars = st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False) | st.text()
values = scalars | st.dictionaries(st.text(), scalars).map(lambda parts: tuple(parts.items()))


@given(values)
def test_a_value_keeps_through_json(value: Value) -> None:
    assert value_from_json(value_as_json(value)) == value


def test_parts_are_written_as_an_object_without_blanks() -> None:
    assert value_as_json((("name", "Gao"), ("lat", 16.27))) == '{"name":"Gao","lat":16.27}'


@pytest.mark.parametrize(("origin", "person"), [("analyst:D. Traoré", True), ("events/0.1", False), ("", False)])
def test_who_asserts_it(origin: str, person: bool) -> None:
    assert Statement("mention", "m", "type", origin=origin).by_person() is person
