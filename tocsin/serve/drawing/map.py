"""The map, drawn by the server: circles as wide as what is known of a place, on borders that say whose they are."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from markupsafe import Markup, escape
from numpy.typing import NDArray

from tocsin.serve.drawing.borders import Borders, Point, Shape
from tocsin.serve.drawing.svg import drawing, group, tag
from tocsin.serve.words import counted, where
from tocsin.store.situation import Circle

WIDTH, HEIGHT = 900, 520
LEAST_DEGREES = 2.4
"""A map is never nearer than this: a point read from a text is not known better."""

MARGIN = 0.18
LEAST_RADIUS = 5.0
KM_IN_DEGREE = 111.2
STEEPEST = 84.0
"""Degrees north and south where a Mercator map ends."""

LABELLED = 14
LETTER = 6.4
"""Pixels that a letter of a label is wide, about."""

Box = tuple[float, float, float, float]
Link = Callable[[Circle], str]


@dataclass(frozen=True, slots=True)
class View:
    """A piece of the world on the drawing. Mercator, since it keeps shapes and the circles round."""

    west: float
    top: float
    scale: float

    def __call__(self, lon: float, lat: float) -> Point:
        """Where a point of the world is drawn."""
        return (lon - self.west) * self.scale, (self.top - mercator(lat)) * self.scale

    @property
    def box(self) -> Box:
        """The degrees that are seen: west, south, east, north."""
        south = self.top - HEIGHT / self.scale
        return self.west, latitude(south), self.west + WIDTH / self.scale, latitude(self.top)


def mercator(lat: float) -> float:
    """A latitude as the map stretches it, in degrees of longitude."""
    within = math.radians(max(-STEEPEST, min(STEEPEST, lat)))
    return math.degrees(math.log(math.tan(math.pi / 4 + within / 2)))


def latitude(stretched: float) -> float:
    """The latitude that `mercator` stretched."""
    return math.degrees(2 * math.atan(math.exp(math.radians(stretched))) - math.pi / 2)


def view_of(circles: Sequence[Circle]) -> View:
    """The piece of the world that holds all circles, with room around them. Countries count where nothing nearer is."""
    near = [circle for circle in circles if circle.level not in ("country", "supranational", "region")]
    circles = near or [circle for circle in circles if circle.level != "supranational"]
    if not circles:
        return View(-180, mercator(75), WIDTH / 360)
    boxes = [_box(circle) for circle in circles]
    west, east = min(box[0] for box in boxes), max(box[2] for box in boxes)
    south, north = mercator(min(box[1] for box in boxes)), mercator(max(box[3] for box in boxes))
    width = max(east - west, LEAST_DEGREES) * (1 + 2 * MARGIN)
    height = max(north - south, LEAST_DEGREES) * (1 + 2 * MARGIN)
    scale = min(WIDTH / width, HEIGHT / height)
    middle = ((west + east) / 2, (south + north) / 2)
    return View(middle[0] - WIDTH / scale / 2, middle[1] + HEIGHT / scale / 2, scale)


def _box(circle: Circle) -> Box:
    reach = min(circle.radius_km, 400) / KM_IN_DEGREE
    return circle.lon - reach, circle.lat - reach, circle.lon + reach, circle.lat + reach


def world_map(circles: Sequence[Circle], borders: Borders, link: Link) -> Markup:
    """The map of all circles. `link` is the address of what happened at one."""
    view = view_of(circles)
    ordered = sorted(circles, key=lambda circle: -circle.radius_km)
    parts = [
        tag("rect", width=WIDTH, height=HEIGHT, class_="sea"),
        _land(borders, view),
        group([_circle(circle, view, link) for circle in ordered]),
        group(_labels(circles, view), class_="labels", aria_hidden="true"),
    ]
    told = f"Map of {counted(sum(circle.events for circle in circles), 'event')} in {counted(len(circles), 'place')}"
    return drawing(WIDTH, HEIGHT, parts, label=told, class_="map")


def _circle(circle: Circle, view: View, link: Link) -> Markup:
    x, y = view(circle.lon, circle.lat)
    told = f"{where(circle.place, circle.country, circle.level)}: {counted(circle.events, 'event')}"
    size = radius(circle, view)
    ring = tag("circle", cx=round(x, 1), cy=round(y, 1), r=size, class_="reach" if size > LEAST_RADIUS else "point")
    # A dot in the middle of a wide area would be a pin: it is given to points only, its size by how many events.
    dot = tag("circle", cx=round(x, 1), cy=round(y, 1), r=_dot(circle), class_="dot") if not _is_wide(circle) else ""
    return tag("a", tag("title", told), ring, dot, href=link(circle), aria_label=told, class_=_kind(circle))


def radius(circle: Circle, view: View) -> float:
    """How far the place reaches, in pixels; never smaller than can be hit with a finger."""
    stretch = 1 / max(math.cos(math.radians(min(abs(circle.lat), STEEPEST))), 0.1)
    return round(max(circle.radius_km / KM_IN_DEGREE * view.scale * stretch, LEAST_RADIUS), 1)


def _dot(circle: Circle) -> float:
    return round(min(3.5 + 2.2 * math.log2(circle.events), 16), 1)


def _is_wide(circle: Circle) -> bool:
    return circle.level in ("province", "region", "country", "supranational")


def _kind(circle: Circle) -> str:
    return "place wide" if _is_wide(circle) else "place"


def _labels(circles: Sequence[Circle], view: View) -> Iterator[Markup]:
    """The names of the places of most events, as far as they do not cover one another."""
    taken: list[Box] = []
    for circle in circles[:LABELLED]:
        x, y = view(circle.lon, circle.lat)
        width = len(circle.place) * LETTER
        beside = 0.0 if _is_wide(circle) else _dot(circle) + 4
        left = x - width / 2 if _is_wide(circle) else x + beside
        box = (left, y - 9, left + width, y + 5)
        if all(box[2] < other[0] or other[2] < box[0] or box[3] < other[1] or other[3] < box[1] for other in taken):
            taken.append(box)
            yield tag("text", circle.place, x=round(left, 1), y=round(y + 4, 1), class_="label")


@lru_cache(maxsize=64)
def _land(borders: Borders, view: View) -> Markup:
    seen = [shape for shape in borders.shapes if _meets(shape.box, view.box)]
    paths = ((kind, "".join(_path(shape, view) for shape in seen if shape.kind == kind)) for kind in KINDS)
    return Markup("").join(Markup(f'<path class="{kind}" d="{escape(path)}"/>') for kind, path in paths if path)


KINDS = ("country", "border", "disputed")


def _meets(box: Box, other: Box) -> bool:
    return box[0] <= other[2] and other[0] <= box[2] and box[1] <= other[3] and other[1] <= box[3]


def _path(shape: Shape, view: View) -> str:
    """The line in whole pixels, without the points that would fall on one another or lie far outside."""
    # Most shapes lie inside the view as they are; those of the whole world are drawn in a few milliseconds so.
    lines = _stretched(shape) if _is_inside(shape.box, view.box) else _stretched_points(_clipped(shape, view))
    if not len(lines):
        return ""
    pixels = np.rint((lines - (view.west, view.top)) * (view.scale, -view.scale)).astype(int)
    moved = np.concatenate(([True], np.any(np.diff(pixels, axis=0) != 0, axis=1)))
    points = pixels[moved].tolist()
    if len(points) < 2:
        return ""
    return "M" + "L".join(f"{x} {y}" for x, y in points) + ("Z" if shape.kind == "country" else "")


@cache
def _stretched(shape: Shape) -> NDArray[np.float64]:
    """The points of a shape with their latitudes stretched, which no view changes."""
    return _stretched_points(shape.line)


def _stretched_points(line: Iterable[Point]) -> NDArray[np.float64]:
    points = np.array(list(line), dtype=np.float64).reshape(-1, 2)
    within = np.radians(np.clip(points[:, 1], -STEEPEST, STEEPEST))
    return np.column_stack((points[:, 0], np.degrees(np.log(np.tan(np.pi / 4 + within / 2)))))


def _is_inside(box: Box, view: Box) -> bool:
    return view[0] <= box[0] and view[1] <= box[1] and box[2] <= view[2] and box[3] <= view[3]


def _clipped(shape: Shape, view: View) -> Iterable[Point]:
    """The line cut to somewhat more than what is seen. Rings are closed along the edge; lines run on outside."""
    west, south, east, north = view.box
    pad = (east - west) * 0.1
    if shape.kind != "country":
        return shape.line
    ring: Sequence[Point] = shape.line
    for axis, limit, keep_above in (
        (0, west - pad, True),
        (0, east + pad, False),
        (1, south - pad, True),
        (1, north + pad, False),
    ):
        ring = list(_cut(ring, axis, limit, keep_above=keep_above))
    return ring


def _cut(ring: Sequence[Point], axis: int, limit: float, *, keep_above: bool) -> Iterator[Point]:
    for number, point in enumerate(ring):
        before = ring[number - 1]
        inside, was_inside = ((p[axis] >= limit) if keep_above else (p[axis] <= limit) for p in (point, before))
        if inside != was_inside:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            yield before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])
        if inside:
            yield point
