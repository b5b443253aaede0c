"""Keeps the events merged while the desk is open, off the path of those who read."""

from __future__ import annotations

import logging
import threading
import time
from functools import cache

from tocsin.errors import TocsinError
from tocsin.serve.beside import Beside
from tocsin.store import Store

log = logging.getLogger("tocsin.serve")

EVERY = 2.0
"""Seconds between looks at whether somebody has written; other programs write to the record too."""

PATIENCE = 3.0
"""Seconds that whoever changed something waits for the events to follow; then the page says that they will."""


class Merger:
    """A thread that has the events merged anew whenever the record has changed, in a process beside the desk."""

    def __init__(self, store: Store, *, apart: bool = False) -> None:
        self._store = store
        self._beside = Beside(merge_record) if apart else None
        self._merging = threading.Lock()
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to look."""
        self._thread = threading.Thread(target=self._run, name="merger", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End, when what is being merged is merged; a little later at the most."""
        self.close()
        if self._beside:
            self._beside.stop()
        if self._thread:
            self._thread.join(timeout=5)

    @property
    def stopping(self) -> bool:
        """Whether the desk is closing, so that nobody should go on listening."""
        return self._stop.is_set()

    def close(self) -> None:
        """Let those who listen know that the desk is closing."""
        self._stop.set()
        self._wake.set()

    def follow(self) -> bool:
        """Have a change merged, and wait for it as long as a reader would. Tells whether it is done."""
        if self._thread is None:
            self._merge()
            return True
        self._wake.set()
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self._store.is_merged():
                return True
            time.sleep(0.02)
        return False

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._merge()
            except TocsinError as error:
                if not self._stop.is_set():
                    log.warning("not merged, to be tried again: %s", error)
            self._wake.wait(EVERY)
            self._wake.clear()

    def _merge(self) -> None:
        with self._merging:
            if self._store.is_merged():
                return
            if self._beside:
                self._beside.ask(self._store.address)
            else:
                self._store.merge()


def merge_record(address: str) -> None:
    """Bring the events of a record up to date."""
    _opened(address).merge()


@cache
def _opened(address: str) -> Store:
    return Store.open(address, create=False)
