"""When two places are one, and when one lies inside the other."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, radians, sqrt

from tocsin.values import Place

DEPTH = {"sub-city": 6, "city": 5, "district": 4, "province": 3, "region": 2, "country": 1, "supranational": 0}
EARTH_KM = 6371.0

SPOTS = frozenset(
    (
        "street st avenue ave road rd drive lane boulevard block square highway bridge park market station airport "
        "hospital school university mosque church prison barracks checkpoint hotel building mall court terrace alley"
    ).split()
)
"""Words that end the name of a spot inside a town, or on the way to one."""


def place_of(places: Sequence[Place]) -> Place | None:
    """The place of an event among those a mention names: the narrowest, resolved before unresolved, then the first.

    A village that is not on the map still is a place of its own: two of one country are never one for that country.
    """
    return min(places, key=lambda place: (-depth(place), not place.resolved, place.span), default=None)


def place_key(place: Place) -> str:
    """Equal for two names of one place. An unresolved place is known by its name alone."""
    if place.geonameid is not None:
        return f"{place.geonameid}"
    where = f"{place.lat:.2f} {place.lon:.2f}" if place.lat is not None and place.lon is not None else "?"
    return f"{place.name.casefold()} {place.country or '?'} {where}"


def is_spot(place: Place) -> bool:
    """Whether a place is a street or building that is not on the map: it may lie in any town told beside it."""
    return not place.resolved and place.name.rsplit(" ", 1)[-1].casefold().strip(".") in SPOTS


def is_wide(place: Place | None) -> bool:
    """Whether a place is a province, a country or more: what happens there is many things in many places."""
    return place is not None and depth(place) < DEPTH["district"]


def depth(place: Place) -> int:
    """How narrow a place is, from 0 (several countries) to 6 (a square or a street). Unresolved ones count as towns."""
    return DEPTH[place.level] if place.level else DEPTH["city"]


def lies_in(inner: Place, outer: Place) -> bool:
    """Whether `inner` is a narrower place inside `outer`: same country, and same division or within reach."""
    if not (inner.resolved and outer.resolved) or depth(inner) <= depth(outer):
        return False
    if outer.country is None or inner.country != outer.country:
        return False
    if outer.level == "country":
        return True
    if outer.level in ("province", "region"):
        return inner.admin1 is not None and inner.admin1 in (outer.admin1, outer.name)
    return distance_km(inner, outer) <= (outer.radius_km or 0.0)


def distance_km(first: Place, second: Place) -> float:
    """Great-circle distance of two resolved places."""
    lat1, lon1, lat2, lon2 = (radians(angle or 0.0) for angle in (first.lat, first.lon, second.lat, second.lon))
    half = (1 - cos(lat2 - lat1)) / 2 + cos(lat1) * cos(lat2) * (1 - cos(lon2 - lon1)) / 2
    return 2 * EARTH_KM * asin(sqrt(half))
