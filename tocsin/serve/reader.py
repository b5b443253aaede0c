"""Reads the reports that are sent to the desk, one at a time, with tools that are loaded once."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from functools import cache

from tocsin.pipeline import Tools, read_report
from tocsin.read import Reject, Source, read_all
from tocsin.reading import JSON, Reading
from tocsin.report import content_hash
from tocsin.serve.beside import Beside
from tocsin.settings import Settings
from tocsin.store import Added, Store


class Reader:
    """The way of a report into the record. `apart` reads in a process beside the desk."""

    def __init__(self, store: Store, settings: Settings, *, apart: bool = False) -> None:
        self._store = store
        self._settings = settings
        self._beside = Beside(_read_beside) if apart else None
        self._reading = threading.Lock()

    def read(self, given: JSON) -> tuple[Reading | Reject, Added]:
        """Read a report of those fields (`text` or `html`, and optionally `id`, `url`, `title`, …) and keep it."""
        told = given if given.get("id") else given | {"id": _id(given)}
        if self._beside:
            answer: tuple[Reading | Reject, Added] = self._beside.ask((self._store.address, self._settings, told))
            return answer
        with self._reading:
            return read_and_keep(self._store, self._settings, told)

    def stop(self) -> None:
        """End the process that reads."""
        if self._beside:
            self._beside.stop()


def read_and_keep(store: Store, settings: Settings, told: JSON) -> tuple[Reading | Reject, Added]:
    """Read one report and keep it, or keep why it could not be read."""
    body = json.dumps(told).encode("utf-8")
    source = Source("sent to the desk", "line", body)
    report = next(iter(read_all([source])))
    if isinstance(report, Reject):
        store.add([], rejects=[_named(report)])
        return report, Added()
    reading = read_report(report, _tools(settings))
    captures = {source.sha256: body} if told.get("html") else {}
    return reading, store.add([reading], captures=captures)


def _read_beside(asked: tuple[str, Settings, JSON]) -> tuple[Reading | Reject, Added]:
    address, settings, told = asked
    return read_and_keep(_opened(address), settings, told)


@cache
def _opened(address: str) -> Store:
    return Store.open(address, create=False)


@cache
def _tools(settings: Settings) -> Tools:
    """Loaded once, when the first report is sent."""
    return Tools.open(settings)


def _named(reject: Reject) -> Reject:
    """A reject that is told apart from others sent the same way: by the moment it came."""
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    return Reject(f"sent to the desk at {moment}", None, reject.reason, reject.kind)


def _id(given: JSON) -> str:
    """An id for a report that brings none: its address, or else a hash of its words."""
    names = ("url",) if given.get("url") else ("title", "text", "html")
    return content_hash(*(str(given.get(name) or "") for name in names))
