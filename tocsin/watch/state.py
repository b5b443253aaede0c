"""What the watch remembers between two polls and over a restart: a small SQLite file beside the file of sources.

It belongs to the machine that polls and not to the record, which may be in another database and outlive it: losing it
costs one more look at everything, and nothing twice in the record.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tocsin.errors import StoreError
from tocsin.watch.fetch import NEVER_ASKED, Validators

TABLES = """
CREATE TABLE IF NOT EXISTS source (
    name TEXT PRIMARY KEY, etag TEXT, modified TEXT, due REAL NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0,
    asked REAL, answered REAL, news REAL, items INTEGER NOT NULL DEFAULT 0, reason TEXT
);
CREATE TABLE IF NOT EXISTS seen (
    source TEXT NOT NULL, key TEXT NOT NULL, tries INTEGER NOT NULL, at REAL NOT NULL, PRIMARY KEY (source, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS log (at REAL NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS log_at ON log (at);
"""
DAY = 86_400.0
SEEN_FOR = 120 * DAY
"""A key that no feed has shown for so long is forgotten."""
LOG_FOR = 30 * DAY
TRIES = 3
"""So often is a page asked for that does not come, each time its source is polled."""


@dataclass(frozen=True, slots=True)
class Health:
    """How a source does; times in seconds since 1970."""

    name: str
    due: float = 0.0
    failures: int = 0
    asked: float | None = None
    answered: float | None = None
    news: float | None = None
    items: int = 0
    reason: str | None = None
    validators: Validators = NEVER_ASKED

    def validated(self, validators: Validators) -> Health:
        """The same, with what the host gave to ask by."""
        return replace(self, validators=validators)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line of the intake log: what was not taken, and why."""

    at: float
    source: str
    url: str
    reason: str


class State:
    """The remembered. May be used by many threads."""

    def __init__(self, path: Path) -> None:
        try:
            self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=30.0)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.executescript(TABLES)
        except sqlite3.Error as error:
            raise StoreError(f"{path}: {error}") from error
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def health(self, name: str) -> Health:
        """How a source does."""
        rows = self._rows(
            "SELECT due, failures, asked, answered, news, items, reason, etag, modified FROM source WHERE name = ?",
            name,
        )
        for *told, etag, modified in rows:
            return Health(name, *told).validated(Validators(etag, modified))
        return Health(name)

    def answered(self, name: str, due: float, validators: Validators, *, new: int) -> None:
        """A source was polled; so many of its items were new."""
        now = time.time()
        self._rows(
            "INSERT INTO source (name, etag, modified, due, asked, answered, news, items) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET etag = excluded.etag, modified = excluded.modified, due = excluded.due, "
            "failures = 0, asked = excluded.asked, answered = excluded.answered, reason = NULL, "
            "news = coalesce(excluded.news, news), items = items + excluded.items",
            *(name, validators.etag, validators.modified, due, now, now, now if new else None, new),
        )

    def failed(self, name: str, due: float, reason: str) -> None:
        """A source could not be polled."""
        self._rows(
            "INSERT INTO source (name, due, asked, failures, reason) VALUES (?, ?, ?, 1, ?) "
            "ON CONFLICT (name) DO UPDATE SET due = excluded.due, asked = excluded.asked, failures = failures + 1, "
            "reason = excluded.reason",
            *(name, due, time.time(), reason),
        )

    def is_new(self, source: str, key: str) -> bool:
        """Whether an item is to be fetched. One that is known is noted as seen again."""
        rows = self._rows("SELECT tries FROM seen WHERE source = ? AND key = ?", source, key)
        if rows and rows[0][0] >= TRIES:
            self._rows("UPDATE seen SET at = ? WHERE source = ? AND key = ?", time.time(), source, key)
        return not rows or rows[0][0] < TRIES

    def taken(self, source: str, keys: Iterable[str]) -> None:
        """Items are in the record. Said only when they are: what a kill cuts off is fetched again."""
        for key in keys:
            self._try(source, key, TRIES)

    def missed(self, source: str, key: str, *, for_good: bool) -> None:
        """An item did not come; after some tries, or where it is gone, it is not asked for again."""
        self._try(source, key, TRIES if for_good else 1)

    def refuse(self, source: str, url: str, reason: str) -> None:
        """Keep in the log what was not taken."""
        self._rows("INSERT INTO log VALUES (?, ?, ?, ?)", time.time(), source, url, reason)

    def refusals(self, most: int) -> Iterator[Refusal]:
        """The last lines of the log, the newest first."""
        rows = self._rows("SELECT at, source, url, reason FROM log ORDER BY at DESC, rowid DESC LIMIT ?", most)
        return (Refusal(*row) for row in rows)

    def tidy(self) -> None:
        """Forget what no source shows any more."""
        self._rows("DELETE FROM seen WHERE at < ?", time.time() - SEEN_FOR)
        self._rows("DELETE FROM log WHERE at < ?", time.time() - LOG_FOR)

    def _try(self, source: str, key: str, tries: int) -> None:
        self._rows(
            "INSERT INTO seen VALUES (?, ?, ?, ?) "
            "ON CONFLICT (source, key) DO UPDATE SET tries = tries + ?, at = excluded.at",
            *(source, key, tries, time.time(), tries),
        )

    def _rows(self, statement: str, *values: object) -> list[Any]:
        with self._lock:
            return self._database.execute(statement, values).fetchall()
