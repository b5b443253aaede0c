"""Places shown on a grid, for desks whose readers must not learn where exactly something was told to have happened."""

from __future__ import annotations

import math
from typing import Any

from tocsin.reading import JSON

KM_IN_DEGREE = 111.2


def blurred(record: JSON, km: float) -> JSON:
    """The record with every point moved to the middle of its square of so many kilometres, and told to be that wide."""
    told: JSON = _plain(record, km)
    return told


def _plain(value: Any, km: float) -> Any:
    if isinstance(value, list):
        return [_plain(part, km) for part in value]
    if not isinstance(value, dict):
        return value
    told = {name: _plain(part, km) for name, part in value.items()}
    lat, lon = value.get("lat"), value.get("lon")
    return told if lat is None or lon is None else told | _moved(lat, lon, value.get("radius_km") or 0.0, km)


def _moved(lat: float, lon: float, radius: float, km: float) -> JSON:
    """A square is as wide near the poles as at the equator. Half its diagonal is how far away the point may be."""
    step = km / KM_IN_DEGREE
    middle = _middle(lat, step)
    across = step / max(math.cos(math.radians(middle)), 0.05)
    reach = max(radius, km * math.sqrt(2) / 2)
    return {"lat": round(middle, 4), "lon": round(_middle(lon, across), 4), "radius_km": round(reach, 1)}


def _middle(value: float, step: float) -> float:
    return (math.floor(value / step) + 0.5) * step
