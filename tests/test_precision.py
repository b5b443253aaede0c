from __future__ import annotations

import pytest

from tocsin.precision import acled_precision, ucdp_precision
from tocsin.values import Level, PlacePrecision


@pytest.mark.parametrize(
    ("level", "precision", "acled", "ucdp"),
    [
        ("sub-city", "exact", 1, 1),
        ("city", "exact", 1, 1),
        ("city", "near", 2, 2),
        ("city", "area", 2, 2),
        ("district", "area", 2, 3),
        ("province", "area", 3, 4),
        ("region", "area", 3, 5),
        ("country", "area", 3, 6),
        ("supranational", "area", 3, 7),
        (None, "unresolved", None, None),
    ],
)
def test_codes_follow_from_level_and_precision(
    level: Level | None, precision: PlacePrecision, acled: int | None, ucdp: int | None
) -> None:
    assert acled_precision(level, precision) == acled
    assert ucdp_precision(level, precision) == ucdp
