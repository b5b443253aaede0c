"""A map of the errors of places: a line from where gold has a place to where it was put. Plain SVG, opened anywhere."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path

from tocsin.distance import kilometres
from tocsin.evaluate.scores import Miss, Point

WIDTH = 1_400
LEAST_DEGREES = 20.0
"""A map is never nearer than this, so that countries can be told apart."""
MARGIN = 0.08
STYLE = (
    ".land{fill:#f1efe9;stroke:#c4bfb2;stroke-width:.5}.gap{stroke:#b3261e;stroke-width:1;opacity:.6}"
    ".gold{fill:#1b6e3c}.found{fill:#b3261e}text{font:13px sans-serif;fill:#333}"
)

Placed = Callable[[Point], tuple[float, float]]
"""From a point of the world to one of the drawing."""
Box = tuple[float, float, float, float]


def error_map(misses: Iterable[Miss], title: str) -> str:
    """An SVG of all misses that were put somewhere, longest first. Green is gold, red is what was found."""
    told = [(miss, miss.gold_at, miss.found_at) for miss in misses]
    apart = [(miss, gold, found) for miss, gold, found in told if gold and found]
    apart.sort(key=lambda one: -kilometres(*one[1], *one[2]))
    west, south, east, north = box = _box([point for _, gold, found in apart for point in (gold, found)])
    height = round(WIDTH * (north - south) / (east - west))
    scale = WIDTH / (east - west)

    def at(point: Point) -> tuple[float, float]:
        return round((point[1] - west) * scale, 1), round((north - point[0]) * scale, 1)

    land, credit = _land(box, at)
    lines = [line for one in apart for line in _line(*one, at)]
    words = f"{title}: {len(apart)} places put elsewhere than in gold. Green: gold. Red: found. {credit}"
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height + 24}" role="img">',
            f"<title>{escape(title)}</title><style>{STYLE}</style>",
            *land,
            *lines,
            f'<text x="8" y="{height + 17}">{escape(words)}</text>',
            "</svg>\n",
        )
    )


def write_error_map(misses: Iterable[Miss], title: str, path: Path) -> None:
    """Write the map of a corpus's errors to a file."""
    path.write_text(error_map(misses, title), encoding="utf-8")


def _box(points: Sequence[Point]) -> Box:
    """West, south, east and north of the piece of the world that holds all points."""
    if not points:
        return -180.0, -60.0, 180.0, 85.0
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    tall = max(max(lats) - min(lats), LEAST_DEGREES / 2) * (0.5 + MARGIN)
    wide = max(max(lons) - min(lons), LEAST_DEGREES) * (0.5 + MARGIN)
    lat, lon = (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2
    return max(-180.0, lon - wide), max(-90.0, lat - tall), min(180.0, lon + wide), min(90.0, lat + tall)


def _land(box: Box, at: Placed) -> tuple[list[str], str]:
    """The countries that meet a box, from the borders that ship with the pages, and who is to be credited."""
    told = json.loads(files("tocsin").joinpath("serve", "static", "borders.json").read_text(encoding="utf-8"))
    drawn = []
    for ring in _rings(told["features"]):
        if _meets(ring, box):
            points = " ".join("{},{}".format(*at((lat, lon))) for lon, lat in ring)
            drawn.append(f'<polygon class="land" points="{points}"/>')
    return drawn, str(told["credit"])


def _rings(features: Iterable[dict[str, object]]) -> Iterator[list[list[float]]]:
    for feature in features:
        shape = feature["geometry"]
        assert isinstance(shape, dict)
        if shape["type"] == "MultiPolygon":
            yield from (ring for polygon in shape["coordinates"] for ring in polygon)
        elif shape["type"] == "Polygon":
            yield from shape["coordinates"]


def _meets(ring: Sequence[Sequence[float]], box: Box) -> bool:
    west, south, east, north = box
    lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
    return max(lons) >= west and min(lons) <= east and max(lats) >= south and min(lats) <= north


def _line(miss: Miss, gold: Point, found: Point, at: Placed) -> Iterator[str]:
    (x1, y1), (x2, y2) = at(gold), at(found)
    told = escape(f"{miss.gold} read as {miss.found}, {math.floor(kilometres(*gold, *found))} km")
    yield f'<line class="gap" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"><title>{told}</title></line>'
    yield f'<circle class="gold" cx="{x1}" cy="{y1}" r="2.5"/>'
    yield f'<circle class="found" cx="{x2}" cy="{y2}" r="2.5"/>'
