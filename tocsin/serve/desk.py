"""What a desk is made of: its record, its settings, and what it remembers between requests."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from tocsin.serve.merger import Merger
from tocsin.serve.meters import Meters
from tocsin.serve.reader import Reader
from tocsin.serve.who import Access
from tocsin.settings import Settings
from tocsin.store import Store
from tocsin.store.access import write_deed

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """What whoever runs a desk may vary.

    `borders` is a GeoJSON file of the desk's own, `tiles` the address of raster tiles ({z}/{x}/{y}) under the map.
    `stale_after` is when the record counts as old.
    """

    name: str = "Tocsin"
    borders: Path | None = None
    tiles: str | None = None
    stale_after: timedelta = timedelta(hours=24)
    max_body: int = 12 * MEGABYTE
    reads_a_minute: int = 1_200
    writes_a_minute: int = 120


@dataclass(frozen=True, slots=True)
class Desk:
    """One record, served: with who may ask, what keeps it merged, and what reads the reports that are sent to it."""

    store: Store
    settings: DeskSettings = field(default_factory=DeskSettings)
    access: Access = field(default_factory=Access)
    meters: Meters = field(default_factory=Meters)
    merger: Merger = field(init=False)
    reader: Reader = field(init=False)
    reading: Settings = field(default_factory=Settings.from_environment)

    def __post_init__(self) -> None:
        object.__setattr__(self, "merger", Merger(self.store))
        object.__setattr__(self, "reader", Reader(self.store, self.reading))

    def note(self, who: str, what: str, about: str) -> None:
        """Put what somebody did, or was refused, into the log."""
        with self.store.changing() as connection:
            write_deed(connection, who, what, about)
