"""Readings kept while they pass by on their way to whoever prints them."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tocsin.reading import Reading
from tocsin.store.store import BATCH, Store
from tocsin.store.writer import Added

if TYPE_CHECKING:
    from tocsin.read import Reject


@dataclass(slots=True)
class Keeper:
    """Keeps what passes through `keep`, a batch to a transaction, and counts what was new.

    `captures` is filled by whoever reads pages: their bytes by SHA-256. What has passed is kept even where the run is
    interrupted.
    """

    store: Store
    captures: dict[str, bytes] = field(default_factory=dict)
    added: Added = field(default_factory=Added)
    _readings: list[Reading] = field(default_factory=list)
    _rejects: list[Reject] = field(default_factory=list)

    def keep(self, items: Iterable[Reading | Reject]) -> Generator[Reading | Reject]:
        """Pass items on and keep them."""
        try:
            for item in items:
                self._take(item)
                yield item
        finally:
            self._write()

    def _take(self, item: Reading | Reject) -> None:
        if isinstance(item, Reading):
            self._readings.append(item)
        else:
            self._rejects.append(item)
        if len(self._readings) >= BATCH:
            self._write()

    def _write(self) -> None:
        if self._readings or self._rejects:
            self.added += self.store.add(self._readings, captures=self.captures, rejects=self._rejects)
            self._readings, self._rejects = [], []
            self.captures.clear()
