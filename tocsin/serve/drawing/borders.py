"""The borders that maps are drawn on: Natural Earth as it ships, or a file of the desk's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from tocsin.errors import UsageError

Kind = Literal["country", "border", "disputed"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """One ring or line, with the box that it lies in (west, south, east, north). Loaded once and known by itself."""

    kind: Kind
    line: tuple[Point, ...]
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Borders:
    """All shapes, who is to be credited, and the GeoJSON as browsers get it. Loaded once and known by itself."""

    shapes: tuple[Shape, ...]
    credit: str
    geojson: bytes


@cache
def borders(path: Path | None = None) -> Borders:
    """The borders of a file, or those that ship. Raises `UsageError` where the file is no GeoJSON of areas or lines."""
    source = path or files("tocsin.serve").joinpath("static", "borders.json")
    try:
        content = source.read_bytes()
        told = json.loads(content)
        shapes = tuple(shape for feature in told["features"] for shape in _shapes(feature))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path}: no GeoJSON of borders ({type(error).__name__}: {error})") from error
    return Borders(shapes, str(told.get("credit") or (path.name if path else "")), content)


def _shapes(feature: dict[str, Any]) -> Iterator[Shape]:
    kind = feature.get("properties", {}).get("is", "country")
    for line in _lines(feature["geometry"]):
        points = tuple((float(x), float(y)) for x, y, *_ in line)
        if len(points) > 1:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            yield Shape(kind, points, (min(xs), min(ys), max(xs), max(ys)))


def _lines(geometry: dict[str, Any]) -> Iterator[list[list[float]]]:
    parts = geometry["coordinates"]
    depth = {"LineString": 0, "Polygon": 1, "MultiLineString": 1, "MultiPolygon": 2}[geometry["type"]]
    lines = [parts] if depth == 0 else parts if depth == 1 else [ring for polygon in parts for ring in polygon]
    yield from lines
