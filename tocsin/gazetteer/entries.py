"""What the gazetteer holds before it is packed: entries, their names, and how far each reaches."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import IntEnum

from tocsin.values import Level

LEVELS: tuple[Level, ...] = ("sub-city", "city", "district", "province", "region", "country", "supranational")
"""In the order of their number in the packed file."""


class NameKind(IntEnum):
    """How a name stands to its place."""

    OWN = 0
    OTHER = 1
    """Another spelling of its own name, or the name in another script."""
    BARE = 2
    """The name of a division without its word ("Rapides" for "Rapides Parish")."""
    PEOPLE = 3
    """A demonym: points at the place and is none."""
    SHORT = 4
    """Read only after a town and a comma ("Mansfield, La.")."""
    FORMER = 5
    """A former, foreign or local name that does not resemble its own."""


NAME_COST = {NameKind.OTHER: 0.4, NameKind.BARE: 0.8, NameKind.FORMER: 2.0}
"""Powers of ten of people by which a name is likelier to mean a place whose own name it is."""


class Kind(IntEnum):
    """What a place is, where the level does not say it."""

    TOWN = 0
    DIVISION = 1
    COUNTRY = 2
    REGION = 3
    FEATURE = 4
    """A water, mountain, pass or other feature of the land."""
    AIRPORT = 5
    SPOT = 6
    """A square, quarter or building."""
    CAPITAL = 7
    """A town that is the capital of a country."""


@dataclass(slots=True)
class Entry:
    """One place with all its names. `code` is what other entries name it by ("US", "US.LA", "US.LA.079").

    `iso` is the ISO 3166-2 code of a division.
    """

    name: str
    kind: Kind
    level: Level
    lat: float = math.nan
    lon: float = math.nan
    geonameid: int = 0
    population: int = 0
    country: str = ""
    code: str = ""
    iso: str = ""
    admin1: str = ""
    admin2: str = ""
    radius_km: float = math.nan
    names: list[tuple[str, NameKind]] = field(default_factory=list)


# Dwellers to a square kilometre of a built-up town; the world's towns lie between two and ten thousand.
TOWN_DENSITY = 3_000.0
SMALLEST_TOWN_KM = 1.0
# Where nothing tells the size: about a village, an American county, an Indian state.
USUAL_RADIUS: dict[Level, float] = {
    "sub-city": 1.0,
    "city": 2.0,
    "district": 25.0,
    "province": 100.0,
    "region": 150.0,
    "country": 300.0,
    "supranational": 1_500.0,
}


def town_radius(population: int) -> float:
    """Radius of a disc that holds the population at the usual density of towns, in kilometres."""
    return round(max(SMALLEST_TOWN_KM, math.sqrt(max(population, 0) / TOWN_DENSITY / math.pi)), 1)


def area_radius(square_km: float) -> float:
    """Radius of a disc of that area, in kilometres."""
    return round(math.sqrt(square_km / math.pi), 1)
