"""Headline figures: the largest tolls of each kind, each by itself, since nothing may be added up."""

from __future__ import annotations

from heapq import nlargest
from typing import Any

from sqlalchemy import Connection, RowMapping, or_, select

from tocsin.store.facets import country_names
from tocsin.store.filters import Filters, folded
from tocsin.store.situation import conditions
from tocsin.store.summary import COUNTED, event, toll

TELLING = ("corroborated", "single source", "disputed", "claimed")
"""Statuses of events whose figures may stand in a headline: a forecast is no toll."""

LOOKED_AT = 60
"""Tolls of no event that are looked through for those of a place."""


def read_headlines(connection: Connection, filters: Filters, *, most: int) -> dict[str, list[dict[str, Any]]]:
    """The largest tolls of each kind, those of events and those over a place and period, largest first."""
    narrow = any((filters.place, filters.type, filters.speaker, filters.outlet, filters.words))
    of_events = (_of_few if narrow else _of_all)(connection, filters, 3 * most)
    return {kind: _once([*of_events[kind], *_of_none(connection, filters, kind)])[:most] for kind in COUNTED}


def _once(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The largest first, and a number that one source gives several times only once: with the place it is given for."""
    best: dict[tuple[object, ...], dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: (row["place"] is None, -row["options"], row["key"])):
        best.setdefault((row["best"], row["names"]), row)
    return sorted(best.values(), key=lambda row: (-row["best"], row["key"]))


def _of_all(connection: Connection, filters: Filters, most: int) -> dict[str, list[dict[str, Any]]]:
    """The largest tolls come first in the index by kind and number."""
    return {
        kind: [
            dict(row)
            for row in connection.execute(
                select(toll)
                .join(event, event.c.key == toll.c.event)
                .where(toll.c.kind == kind, event.c.status.in_(TELLING), *conditions(filters))
                .order_by(toll.c.best.desc(), toll.c.key)
                .limit(most)
            ).mappings()
        ]
        for kind in COUNTED
    }


def _of_few(connection: Connection, filters: Filters, most: int) -> dict[str, list[dict[str, Any]]]:
    """Few events are of a place or a word: they are gone through once for the largest numbers, then their tolls."""
    bests = {kind: event.c[f"{kind}_best"] for kind in COUNTED}
    counted = or_(*(best.is_not(None) for best in bests.values()))
    chosen = select(event.c.key, *bests.values()).where(counted, event.c.status.in_(TELLING), *conditions(filters))
    rows = connection.execute(chosen).all()
    found: dict[str, list[dict[str, Any]]] = {}
    for at, kind in enumerate(COUNTED, 1):
        largest = nlargest(most, (row for row in rows if row[at] is not None), key=lambda row: (row[at], row[0]))
        of_kind = select(toll).where(toll.c.event.in_([row[0] for row in largest]), toll.c.kind.concat("") == kind)
        found[kind] = [dict(row) for row in connection.execute(of_kind).mappings()]
    return found


def _of_none(connection: Connection, filters: Filters, kind: str) -> list[dict[str, Any]]:
    """Tolls of no event are found by place and day; other filters ask for what they have not."""
    if filters.type or filters.speaker or filters.outlet or filters.status:
        return []
    chosen = select(toll).where(toll.c.event.is_(None), toll.c.kind == kind)
    if filters.since:
        chosen = chosen.where(toll.c.day >= filters.since)
    if filters.until:
        chosen = chosen.where(toll.c.day <= filters.until)
    rows = connection.execute(chosen.order_by(toll.c.best.desc(), toll.c.key).limit(LOOKED_AT)).mappings()
    return [dict(row) for row in rows if filters.place is None or _is_in(row, filters.place)]


def _is_in(row: RowMapping, place: str) -> bool:
    names = (row["place"], *country_names(row["country"]))
    return folded(place) in {folded(name) for name in names if name}
