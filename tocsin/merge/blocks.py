"""Under which keys strands are looked up, so that only those are compared that can be one event.

A key is a kind of action, a place and a few days. Strands that name a town stand under the cells of the map around it
and under its province and country; those that name only a province or country look among what lies inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from math import floor

from tocsin.merge.accounts import NARROW
from tocsin.merge.places import depth
from tocsin.merge.strands import Strand
from tocsin.values import Place

CELL = 0.5
"""Degrees of a cell of the map. Four grids are laid half a cell apart: two points within a quarter of a degree share a
cell of at least one."""

BUCKET = 4
"""Days under one key."""

RECENT = timedelta(days=7)
"""How long before its publication an account without a day may have happened, to be found by place."""

LONGEST = 31
"""Days of a stretch of time that is still looked up by its days."""

GRIDS = ((0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.5, 0.5))

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Keys:
    """Where a strand is to be found, and where it looks for others."""

    own: tuple[Key, ...]
    sought: tuple[Key, ...]


def keys_of(strand: Strand) -> Keys:
    """The keys of a strand. One that names neither place nor day has none, and is found by its names alone."""
    times = list(_times(strand))
    own: set[Key] = set()
    sought: set[Key] = set()
    for place in _places(strand):
        if depth(place) >= NARROW:
            cells = {("at", strand.kind, cell, time) for cell in _cells(place) for time in times}
            inside = {("in", strand.kind, area, time) for area in _areas(place) for time in times}
            own |= cells | inside
            sought |= cells | {("wide", *key[1:]) for key in inside}
        else:
            wide = [(strand.kind, area, time) for area in _areas(place)[-1:] for time in times]
            own.update(("wide", *key) for key in wide)
            sought.update((name, *key) for key in wide for name in ("in", "wide"))
    return Keys(tuple(own), tuple(sought))


def _places(strand: Strand) -> list[Place]:
    """The place told; where the report is set, if none is told or the one told is not on the map."""
    told = [strand.place] if strand.place else []
    return told if told and told[0].resolved else [*told, *([strand.around] if strand.around else [])]


def _cells(place: Place) -> Iterator[tuple[object, ...]]:
    if place.lat is None or place.lon is None:
        yield (place.name.casefold(), place.country)
        return
    for number, (north, east) in enumerate(GRIDS):
        yield number, floor(place.lat / CELL + north), floor(place.lon / CELL + east)


def _areas(place: Place) -> list[tuple[str, str | None]]:
    """The country and the province of a place; of a country the country alone."""
    if place.country is None:
        return []
    country: list[tuple[str, str | None]] = [(place.country, None)]
    admin = place.admin1 or (place.name if place.level in ("province", "region") else None)
    return [*country, (place.country, admin)] if admin and place.level != "country" else country


def _times(strand: Strand) -> Iterator[int]:
    if strand.start and strand.end:
        first, last = strand.start - timedelta(1), strand.end + timedelta(1)
        if (last - first).days > LONGEST:
            return
    elif strand.published:
        first, last = strand.published - RECENT, strand.published
    else:
        return
    yield from range(first.toordinal() // BUCKET, last.toordinal() // BUCKET + 1)
