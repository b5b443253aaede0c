from __future__ import annotations

from dataclasses import replace

import pytest
from wire import BOLIVIA, LAGOS, ORURO, ORURO_DEPARTMENT, POTOSI, SQUARE

from tocsin.merge.places import distance_km, lies_in, place_key, place_of
from tocsin.values import Place

UNKNOWN = Place(ORURO.span, "Vila Vila")


@pytest.mark.parametrize(
    ("inner", "outer", "inside"),
    [
        (ORURO, BOLIVIA, True),
        (SQUARE, ORURO, True),
        (SQUARE, BOLIVIA, True),
        (SQUARE, POTOSI, False),
        (ORURO, ORURO_DEPARTMENT, True),
        (POTOSI, ORURO_DEPARTMENT, False),
        (ORURO_DEPARTMENT, BOLIVIA, True),
        (LAGOS, BOLIVIA, False),
        (ORURO, ORURO, False),
        (BOLIVIA, ORURO, False),
        (UNKNOWN, BOLIVIA, False),
    ],
)
def test_lies_in(inner: Place, outer: Place, inside: bool) -> None:
    assert lies_in(inner, outer) is inside


def test_one_place_under_two_names_has_one_key() -> None:
    assert place_key(ORURO) == place_key(replace(ORURO, name="Uru Uru"))
    assert place_key(ORURO) != place_key(POTOSI)


def test_places_without_an_id_are_told_apart_by_name_and_point() -> None:
    assert place_key(UNKNOWN) == place_key(replace(UNKNOWN, name="VILA VILA"))
    assert place_key(UNKNOWN) != place_key(replace(UNKNOWN, lat=1.0, lon=2.0))


def test_an_event_is_at_the_narrowest_place_named_known_or_not() -> None:
    assert place_of([BOLIVIA, ORURO]) == ORURO
    assert place_of([UNKNOWN, ORURO]) == ORURO
    assert place_of([UNKNOWN, BOLIVIA]) == UNKNOWN
    assert place_of([]) is None


def test_distance_of_oruro_and_potosi() -> None:
    assert 200 < distance_km(ORURO, POTOSI) < 260
