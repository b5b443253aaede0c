"""What a desk is made of: its record, its settings, and what it remembers between requests."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from tocsin.reading import JSON
from tocsin.serve.answers import Forbidden
from tocsin.serve.blur import blurred
from tocsin.serve.masks import Masks
from tocsin.serve.merger import Merger
from tocsin.serve.meters import Meters
from tocsin.serve.reader import Reader
from tocsin.serve.remembered import Remembered
from tocsin.serve.who import Access
from tocsin.settings import Settings
from tocsin.store import Store
from tocsin.store.access import write_deed

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """What whoever runs a desk may vary.

    `borders` is a GeoJSON file of the desk's own, `tiles` the address of raster tiles ({z}/{x}/{y}) under the map.
    `stale_after` is when the record counts as old. `masked` leaves out the names of private persons in every page and
    answer; `blur_km` shows places on a grid of so many kilometres and no nearer.
    """

    name: str = "Tocsin"
    borders: Path | None = None
    tiles: str | None = None
    stale_after: timedelta = timedelta(hours=24)
    masked: bool = False
    blur_km: float = 0.0
    max_body: int = 12 * MEGABYTE
    reads_a_minute: int = 1_200
    writes_a_minute: int = 120


@dataclass(frozen=True, slots=True)
class Desk:
    """One record, served: with who may ask, what keeps it merged, and what reads the reports that are sent to it.

    `apart` merges and reads in processes of their own, so that pages do not wait for them: for a desk that people use.
    """

    store: Store
    settings: DeskSettings = field(default_factory=DeskSettings)
    access: Access = field(default_factory=Access)
    meters: Meters = field(default_factory=Meters)
    remembered: Remembered = field(default_factory=Remembered)
    merger: Merger = field(init=False)
    reader: Reader = field(init=False)
    masks: Masks = field(init=False)
    reading: Settings = field(default_factory=Settings.from_environment)
    apart: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "merger", Merger(self.store, apart=self.apart))
        object.__setattr__(self, "reader", Reader(self.store, self.reading, apart=self.apart))
        object.__setattr__(self, "masks", Masks(self.store, asked=self.settings.masked))

    def shown(self, told: JSON) -> JSON:
        """What was found, as it may leave the house: every page and every answer passes through here."""
        told = self.masks.now().json(told)
        return blurred(told, self.settings.blur_km) if self.settings.blur_km else told

    def refuse_private(self, *names: str | None) -> None:
        """Raise `Forbidden` where somebody looks for a private person by name, and names are left out here."""
        if self.settings.masked and any(map(self.masks.now().asks_for, names)):
            raise Forbidden("this desk leaves out the names of private persons, and finds nobody by them")

    def note(self, who: str, what: str, about: str) -> None:
        """Put what somebody did, or was refused, into the log."""
        with self.store.changing() as connection:
            write_deed(connection, who, what, about)
