"""Rows of derived tables, written where they differ from those that were written before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, delete, insert

Row = Mapping[str, Any]
AT_ONCE = 500
"""Rows deleted in one statement."""


class Rows:
    """The rows of tables as this process wrote them last. A table that it has not written yet is emptied first."""

    def __init__(self) -> None:
        self._written: dict[str, dict[Any, list[Row]]] = {}

    def put(self, connection: Connection, table: Table, rows: Iterable[Row]) -> None:
        """Make these the rows of a table: those of one first key stand and fall together."""
        first = next(iter(table.primary_key.columns))
        told: dict[Any, list[Row]] = {}
        for row in rows:
            told.setdefault(row[first.name], []).append(row)
        before = self._written.get(table.name)
        if before is None:
            connection.execute(delete(table))
            before = {}
        stale = [key for key, own in before.items() if told.get(key) != own]
        for start in range(0, len(stale), AT_ONCE):
            connection.execute(delete(table).where(first.in_(stale[start : start + AT_ONCE])))
        new = [dict(row) for key, own in told.items() if before.get(key) != own for row in own]
        if new:
            connection.execute(insert(table), new)
        self._written[table.name] = told
