"""Alerts on their way: each is raised once, kept for the feed, and told to the webhook until it is heard."""

from __future__ import annotations

import hashlib
import hmac
import json
import sqlite3
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tocsin.alerts.alert import Alert
from tocsin.errors import StoreError
from tocsin.reading import JSON

TABLES = """
CREATE TABLE IF NOT EXISTS alert (id TEXT PRIMARY KEY, at REAL NOT NULL, json TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS raised (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS waiting (id TEXT PRIMARY KEY, tries INTEGER NOT NULL, due REAL NOT NULL, reason TEXT);
"""
TRIES = 12
FIRST_WAIT = 30.0
"""Seconds before the second try; each further wait is twice as long, a day and a half in all."""

TIMEOUT = 15.0
SHOWN = 200
"""Alerts that the feed holds."""


@dataclass(frozen=True, slots=True)
class Sent:
    """An alert as it was raised, and when, in seconds since 1970."""

    at: float
    alert: JSON


def signature(secret: str, moment: str, body: bytes) -> str:
    """What a webhook checks: HMAC-SHA256 of the moment, a full stop and the body."""
    return hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()


class Outbox:
    """What was raised and what is still to be told, in a small SQLite file beside the file of rules."""

    def __init__(self, path: Path, *, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        try:
            self._database = sqlite3.connect(path, isolation_level=None, timeout=30.0)
            self._database.executescript(TABLES)
        except sqlite3.Error as error:
            raise StoreError(f"{path}: {error}") from error

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def raise_new(self, found: Iterable[Alert], *, tell: bool) -> list[Alert]:
        """Of the alerts found those that were not raised before; `tell` lets a webhook hear of them."""
        new = []
        for alert in found:
            keys = [self._rows("SELECT 1 FROM raised WHERE key = ?", key) for key in alert.keys]
            self._database.execute("BEGIN IMMEDIATE")
            self._database.executemany("INSERT OR IGNORE INTO raised VALUES (?)", [(key,) for key in alert.keys])
            if not any(keys):
                told = json.dumps(alert.as_json(), ensure_ascii=False)
                self._rows("INSERT OR IGNORE INTO alert VALUES (?, ?, ?)", alert.id, self._clock(), told)
                if tell:
                    self._rows("INSERT OR IGNORE INTO waiting VALUES (?, 0, 0, NULL)", alert.id)
                new.append(alert)
            self._database.execute("COMMIT")
        return new

    def sent(self) -> list[Sent]:
        """The last alerts, the newest first."""
        rows = self._rows("SELECT at, json FROM alert ORDER BY at DESC, id LIMIT ?", SHOWN)
        return [Sent(at, json.loads(told)) for at, told in rows]

    def waiting(self) -> list[tuple[str, int, str | None]]:
        """The alerts a webhook has not heard yet: id, tries, what went wrong last."""
        return [tuple(row) for row in self._rows("SELECT id, tries, reason FROM waiting ORDER BY id")]

    def deliver(self, url: str, secret: str) -> int:
        """Tell a webhook what is due; how many it heard. What fails is told later, and may then come twice."""
        heard = 0
        due = self._rows(
            "SELECT waiting.id, tries, json FROM waiting JOIN alert USING (id) WHERE due <= ? ORDER BY at",
            self._clock(),
        )
        with httpx.Client(timeout=TIMEOUT, follow_redirects=False) as client:
            for key, tries, told in due:
                reason = _post(client, url, secret, told.encode(), moment=str(int(self._clock())))
                if reason is None or tries + 1 >= TRIES:
                    self._rows("DELETE FROM waiting WHERE id = ?", key)
                    heard += reason is None
                else:
                    self._rows(
                        "UPDATE waiting SET tries = ?, due = ?, reason = ? WHERE id = ?",
                        *(tries + 1, self._clock() + FIRST_WAIT * 2**tries, reason, key),
                    )
        return heard

    def _rows(self, statement: str, *values: object) -> list[Any]:
        return self._database.execute(statement, values).fetchall()


def _post(client: httpx.Client, url: str, secret: str, body: bytes, *, moment: str) -> str | None:
    headers = {
        "Content-Type": "application/json",
        "X-Tocsin-Moment": moment,
        "X-Tocsin-Signature": f"sha256={signature(secret, moment, body)}",
    }
    try:
        answer = client.post(url, content=body, headers=headers)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return str(error) or type(error).__name__
    return None if answer.is_success else f"it answers {answer.status_code}"
