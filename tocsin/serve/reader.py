"""Reads the reports that are sent to the desk, one at a time, with tools that are loaded once."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime

from tocsin.pipeline import Tools, read_report
from tocsin.read import Reject, Source, read_all
from tocsin.reading import JSON, Reading
from tocsin.report import Report, content_hash
from tocsin.settings import Settings
from tocsin.store import Added, Store


class Reader:
    """The way of a report into the record."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._tools: Tools | None = None
        self._reading = threading.Lock()

    def read(self, given: JSON) -> tuple[Reading | Reject, Added]:
        """Read a report of those fields (`text` or `html`, and optionally `id`, `url`, `title`, …) and keep it."""
        told = given if given.get("id") else given | {"id": _id(given)}
        body = json.dumps(told).encode("utf-8")
        source = Source("sent to the desk", "line", body)
        report = next(iter(read_all([source])))
        if isinstance(report, Reject):
            self._store.add([], rejects=[_named(report)])
            return report, Added()
        with self._reading:
            reading = self._found(report)
        captures = {source.sha256: body} if given.get("html") else {}
        return reading, self._store.add([reading], captures=captures)

    def _found(self, report: Report) -> Reading:
        self._tools = self._tools or Tools.open(self._settings)
        return read_report(report, self._tools)


def _named(reject: Reject) -> Reject:
    """A reject that is told apart from others sent the same way: by the moment it came."""
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    return Reject(f"sent to the desk at {moment}", None, reject.reason, reject.kind)


def _id(given: JSON) -> str:
    """An id for a report that brings none: its address, or else a hash of its words."""
    names = ("url",) if given.get("url") else ("title", "text", "html")
    return content_hash(*(str(given.get(name) or "") for name in names))
