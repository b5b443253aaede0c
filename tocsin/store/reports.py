"""Reports as lists and pages name them: without their texts, and with their copies and versions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select

from tocsin.store import summary, tables

LOOKED_UP = 500
"""Reports looked up in one query."""


@dataclass(frozen=True, slots=True)
class Head:
    """A report without its text. `number` is its row, `size` how many characters it has."""

    number: int
    key: str
    sha256: str
    title: str | None
    outlet: str | None
    url: str | None
    published: date | None
    language: str
    captured_at: str | None
    size: int


@dataclass(frozen=True, slots=True)
class CopyOf:
    """That one report reprints another, and how much of it."""

    report: str
    original: str
    kind: str
    share: float


def read_heads(connection: Connection, keys: Iterable[str]) -> dict[str, Head]:
    """The heads of reports by their ids; of several versions the last one kept."""
    wanted = sorted(set(keys))
    found: dict[str, Head] = {}
    for start in range(0, len(wanted), LOOKED_UP):
        chosen = _heads().where(tables.report.c.key.in_(wanted[start : start + LOOKED_UP]))
        rows = connection.execute(chosen.order_by(tables.report.c.id)).mappings()
        found |= {row["key"]: Head(**row) for row in rows}
    return found


def read_versions(connection: Connection, key: str) -> list[Head]:
    """All versions of one report, the last one kept first."""
    chosen = _heads().where(tables.report.c.key == key).order_by(tables.report.c.id.desc())
    return [Head(**row) for row in connection.execute(chosen).mappings()]


def read_latest(connection: Connection, *, most: int, before: tuple[date | None, int] | None = None) -> list[Head]:
    """The reports last published, those without a date last. `before` is the date and number of the last one shown."""
    table = tables.report.c
    chosen = _heads().order_by(table.published.is_(None), table.published.desc(), table.id.desc()).limit(most)
    if before:
        day, number = before
        undated = table.published.is_(None)
        if day is None:
            chosen = chosen.where(undated, table.id < number)
        else:
            chosen = chosen.where(or_(undated, table.published < day, and_(table.published == day, table.id < number)))
    return [Head(**row) for row in connection.execute(chosen).mappings()]


def read_copies(connection: Connection, key: str) -> list[CopyOf]:
    """What a report copies, and what copies it."""
    copy = summary.copy.c
    chosen = select(copy.report, copy.original, copy.kind, copy.share).where(
        or_(copy.report == key, copy.original == key)
    )
    return [CopyOf(**row) for row in connection.execute(chosen.order_by(copy.original, copy.report)).mappings()]


def _heads() -> Select[Any]:
    table = tables.report.c
    return select(
        table.id.label("number"),
        table.key,
        table.sha256,
        table.title,
        table.outlet,
        table.url,
        table.published,
        table.language,
        table.captured_at,
        func.length(table.text).label("size"),
    )


def read_kept(connection: Connection, *, most: int) -> list[Head]:
    """The reports kept last."""
    chosen = _heads().order_by(tables.report.c.id.desc()).limit(most)
    return [Head(**row) for row in connection.execute(chosen).mappings()]


def read_passed_over(connection: Connection, *, most: int) -> list[tuple[Head, str]]:
    """The reports kept last of those in which nothing was looked for, each with the reason."""
    said = tables.statement.c
    cell = select(tables.cell.c.id).where(tables.cell.c.name == "passed_over").scalar_subquery()
    chosen = (
        select(said.report_id, tables.value.c.json)
        .join(tables.value, tables.value.c.id == said.value_id)
        .where(said.cell_id == cell)
        .order_by(said.id.desc())
        .limit(most)
    )
    reasons = {row.report_id: str(json.loads(row.json)) for row in connection.execute(chosen)}
    heads = connection.execute(_heads().where(tables.report.c.id.in_(reasons))).mappings()
    found = {head.number: head for head in (Head(**row) for row in heads)}
    return [(found[number], reason) for number, reason in reasons.items() if number in found]


def read_publishers(connection: Connection, *, most: int) -> list[dict[str, Any]]:
    """The outlets of the record with how much they published, those of most reports first."""
    table = summary.outlet
    chosen = select(table).where(table.c.name != "").order_by(table.c.reports.desc(), table.c.name).limit(most)
    return [dict(row) for row in connection.execute(chosen).mappings()]
