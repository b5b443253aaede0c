"""The middle of a division, from its towns."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

EARTH_KM = 6371.0
KM_PER_DEGREE = 111.2


def middle(lats: NDArray[np.float64], lons: NDArray[np.float64]) -> tuple[float, float, float]:
    """Latitude, longitude and radius in kilometres of an area known by the towns in it.

    The point is the middle of the towns' convex hull, which crowded corners do not pull. The radius lies between
    that of a disc of the hull's area, which is too small where few towns are known, and the way to the farthest town.
    """
    lon0 = float(lons[0])
    east = (lons - lon0 + 540.0) % 360.0 - 180.0
    points = np.unique(np.column_stack([east, lats]), axis=0)
    corners = _hull([(float(x), float(y)) for x, y in points])
    x, y, area = _centroid(corners)
    if area < 1e-6:
        x, y = float(points[:, 0].mean()), float(points[:, 1].mean())
    squeeze = math.cos(math.radians(y))
    reach = float(np.hypot((points[:, 0] - x) * squeeze, points[:, 1] - y).max()) * KM_PER_DEGREE
    disc = math.sqrt(area * squeeze / math.pi) * KM_PER_DEGREE
    return y, (x + lon0 + 540.0) % 360.0 - 180.0, round((disc + reach) / 2, 1)


def _hull(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Corners of the convex hull, by Andrew's monotone chain; `points` are sorted."""
    if len(points) < 3:
        return points
    lower = _chain(points)
    upper = _chain(points[::-1])
    return lower[:-1] + upper[:-1]


def _chain(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    chain: list[tuple[float, float]] = []
    for point in points:
        while len(chain) >= 2 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _centroid(corners: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Centroid and area of a polygon, by the shoelace formula."""
    twice = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(corners, corners[1:] + corners[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        twice += cross
        x += (x0 + x1) * cross
        y += (y0 + y1) * cross
    if abs(twice) < 1e-9:
        return corners[0][0], corners[0][1], 0.0
    return x / (3 * twice), y / (3 * twice), abs(twice) / 2
