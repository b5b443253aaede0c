"""How exactly a place is known, in the codes of other data sets, from its level and precision."""

from __future__ import annotations

from tocsin.values import Level, PlacePrecision

ACLED_LEVELS: dict[Level, int] = {"sub-city": 1, "city": 1, "district": 2}
UCDP_LEVELS: dict[Level, int] = {
    "sub-city": 1,
    "city": 1,
    "district": 3,
    "province": 4,
    "region": 5,
    "country": 6,
    "supranational": 7,
}


def acled_precision(level: Level | None, precision: PlacePrecision) -> int | None:
    """ACLED's `geo_precision`: 1 the town, 2 near it or its district, 3 what is wider; none without a point."""
    if level is None or precision == "unresolved":
        return None
    code = ACLED_LEVELS.get(level, 3)
    return 2 if code == 1 and precision != "exact" else code


def ucdp_precision(level: Level | None, precision: PlacePrecision) -> int | None:
    """UCDP's `where_prec`: 1 the place, 2 near it, 3 district, 4 province, 5 region, 6 country, 7 beyond countries."""
    if level is None or precision == "unresolved":
        return None
    code = UCDP_LEVELS[level]
    return 2 if code == 1 and precision != "exact" else code
