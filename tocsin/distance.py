"""How far apart two points of the earth are."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance of two points given in degrees (haversine formula)."""
    first, second = radians(lat), radians(other_lat)
    across = sin(radians(other_lon - lon) / 2) ** 2
    square = sin((second - first) / 2) ** 2 + cos(first) * cos(second) * across
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(square)))
