"""What a desk is made of: its record, its settings, and what it remembers between requests."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from tocsin.store import Store

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """What whoever runs a desk may vary.

    `borders` is a GeoJSON file of the desk's own, `tiles` the address of raster tiles ({z}/{x}/{y}) under the map.
    `mask` leaves the names of private persons out of every page. `stale_after` is when the record counts as old.
    """

    name: str = "Tocsin"
    borders: Path | None = None
    tiles: str | None = None
    mask: bool = False
    stale_after: timedelta = timedelta(hours=24)
    max_body: int = 5 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Desk:
    """One record, served."""

    store: Store
    settings: DeskSettings = field(default_factory=DeskSettings)
