"""Whose names a desk withholds: kept up to date with what is read, so that no page waits for all persons to be read."""

from __future__ import annotations

import threading

from tocsin.masking import Mask, Named
from tocsin.store import Store
from tocsin.store.judging import read_judgements
from tocsin.store.sourced import read_persons


class Masks:
    """The mask of a record as it is now. It hides nothing where the desk has not asked for it."""

    def __init__(self, store: Store, *, asked: bool) -> None:
        self.asked = asked
        self._store = store
        self._lock = threading.Lock()
        self._named = Named()
        self._mask = Mask()
        self._last = 0

    def now(self) -> Mask:
        """The mask, with all who were named since it was last asked for."""
        if not self.asked:
            return self._mask
        with self._lock:
            with self._store.seeing() as connection:
                found = read_persons(connection, after=self._last)
                if found.last < self._last:
                    self._named, found = Named(), read_persons(connection)
                judgements = list(read_judgements(connection))
            self._named.add(found.actors, found.speakers, judgements)
            self._last = found.last
            fresh = self._named.mask()
            if fresh.names != self._mask.names:
                self._mask = fresh
            return self._mask
