"""GeoJSON (RFC 7946): a point for each event that is placed; the others stand in it without a geometry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from tocsin.export import rows
from tocsin.export.lines import json_line
from tocsin.export.shown import latitude, longitude
from tocsin.reading import JSON
from tocsin.store import Sourced


def write(items: Iterable[Sourced], out: TextIO) -> None:
    """One FeatureCollection, a feature a line. `radius_km` tells how far round the point an event may lie."""
    out.write('{"type": "FeatureCollection", "features": [')
    for number, item in enumerate(items):
        out.write(("\n" if number == 0 else ",\n") + json_line(_feature(item)))
    out.write("\n]}\n")


def _feature(item: Sourced) -> JSON:
    lat, lon = latitude(item), longitude(item)
    point = None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]}
    told = {column.name: column.value(item) if column.value else None for column in rows.COLUMNS}
    return {"type": "Feature", "id": item.event["id"], "geometry": point, "properties": told}
