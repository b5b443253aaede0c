"""A made-up record of any size: one merged week of invented news, kept many times over with other ids, days, places.

What is measured on it is how it is asked, not how it was merged, which would take an hour at this size.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, Text, func, insert, literal_column, select

from tocsin.evaluate.generator import Rates, made
from tocsin.store import Store, merging, sayings, summary, tables, view

ASIDES, CLAIMS = 1.15, 0.4
"""With these a report tells 2.5 deeds on the average, and four reports in ten quote somebody."""

WEEK = timedelta(days=7)
LAST_DAY = "2021-12-31"
CHUNK = 5_000
_ID = re.compile(r'"([0-9a-f]{16}|r\d+)"')

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shift:
    """The numbers that a copy's rows lie behind those of the first, and which copy it is."""

    copy: int
    sizes: Mapping[str, int]

    def number(self, table: str, value: int | None) -> int | None:
        """A row number of that table in this copy."""
        return None if value is None else value + self.copy * self.sizes[table]

    def id(self, value: str | None) -> str | None:
        """An id in this copy."""
        return f"{value}x{self.copy}" if value is not None and self.copy else value

    def day(self, value: date | None) -> date | None:
        """A day in this copy: some weeks later."""
        return value + WEEK * self.copy if value else value

    def name(self, value: str | None) -> str | None:
        """The name of a place in this copy."""
        return f"{value} {self.copy}" if value and self.copy else value

    def json(self, text: str) -> str:
        """JSON with the ids of this copy."""
        return _ID.sub(rf'"\1x{self.copy}"', text) if self.copy else text


def make_large(address: str, mentions: int, *, base: int = 5_000, seed: int = 1) -> tuple[int, int]:
    """Fill an empty record with about so many mentions. Tells how many reports and mentions are in it.

    One that holds reports already is left as it is.
    """
    if kept := _kept(address):
        return kept
    readings, _ = made(min(base, mentions), seed=seed, rates=Rates(asides=ASIDES, claims=CLAIMS))
    told = sum(len(reading.mentions) for reading in readings)
    copies = max(1, round(mentions / told))
    target = Store.open(address)
    with TemporaryDirectory(prefix="tocsin-bench-") as folder:
        week = Store.open(str(Path(folder, "week.db")))
        week.add(readings)
        week.merge()
        with week.seeing() as source:
            sizes = {name: _size(source, column) for name, column in NUMBERED.items()}
            places = set(source.scalars(select(view.name.c.id).where(view.name.c.facet == "place")))
            for copy in range(copies):
                with target.changing() as connection:
                    _put(source, connection, Shift(copy, sizes), places)
    _mark_as_merged(target, copies * len(readings))
    return copies * len(readings), copies * told


def _kept(address: str) -> tuple[int, int] | None:
    store = Store.open(address)
    with store.seeing() as connection:
        reports = connection.scalar(select(func.count()).select_from(tables.report)) or 0
        mentions = select(func.count()).select_from(tables.subject).where(tables.subject.c.kind == "mention")
        return (reports, connection.scalar(mentions) or 0) if reports else None


def _mark_as_merged(store: Store, reports: int) -> None:
    """Note that the events are those of the reports."""
    with store.changing() as connection:
        merging.make_stale(connection)
        connection.execute(insert(tables.mark), merging.MARK)
        summary.note_freshness(connection, reports=reports, published=LAST_DAY, captured_at=None)


def _put(source: Connection, target: Connection, shift: Shift, places: set[int]) -> None:
    for table, rule in RULES:
        if table in ONCE and shift.copy:
            continue
        rows = (rule(shift, dict(row)) for row in source.execute(select(table)).mappings())
        _insert(target, table, rows)
    own = view.name.c.facet == "place"
    names = source.execute(select(view.name).where(own) if shift.copy else select(view.name)).mappings()
    _insert(target, view.name, (_name(shift, dict(row)) if row["id"] in places else dict(row) for row in names))
    links = source.execute(select(view.found_under)).mappings()
    _insert(target, view.found_under, (_link(shift, dict(row), places) for row in links))
    for words, number in ((view.entry_words, "entry"), (view.report_words, "report")):
        chosen: Any = select(literal_column("rowid"), literal_column("words")).select_from(_named(words.name))
        told = source.execute(chosen)
        words.put(target, ((shift.number(number, row[0]) or 0, row[1].split()) for row in told))


def _name(shift: Shift, row: Row) -> Row:
    return row | {"id": shift.number("name", row["id"]), "value": shift.name(row["value"])}


def _link(shift: Shift, row: Row, places: set[int]) -> Row:
    name = shift.number("name", row["name_id"]) if row["name_id"] in places else row["name_id"]
    return {"name_id": name, "entry_id": shift.number("entry", row["entry_id"])}


def _insert(target: Connection, table: Table, rows: Iterable[Row]) -> None:
    waiting: list[Row] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) >= CHUNK:
            target.execute(insert(table), waiting)
            waiting = []
    if waiting:
        target.execute(insert(table), waiting)


def _size(source: Connection, column: Column[Any]) -> int:
    return (source.scalar(select(func.max(column))) or 0) + 1


def _named(name: str) -> Table:
    return Table(name, MetaData(), Column("words", Text))


# -- what becomes of each row in a copy --------------------------------------------------------------------------------


def _report(to: Shift, row: Row) -> Row:
    return row | {"id": to.number("report", row["id"]), "key": to.id(row["key"]), "published": to.day(row["published"])}


def _subject(to: Shift, row: Row) -> Row:
    numbers = {"id": to.number("subject", row["id"]), "report_id": to.number("report", row["report_id"])}
    return row | numbers | {"key": to.id(row["key"])}


def _statement(to: Shift, row: Row) -> Row:
    subjects = {name: to.number("subject", row[name]) for name in ("subject_id", "claim_id")}
    return (
        row | subjects | {"id": to.number("statement", row["id"]), "report_id": to.number("report", row["report_id"])}
    )


def _entry(to: Shift, row: Row) -> Row:
    numbers = {"id": to.number("entry", row["id"]), "report_id": to.number("report", row["report_id"])}
    days = {name: to.day(row[name]) for name in ("first_day", "last_day")}
    return row | numbers | days | {"key": to.id(row["key"])}


def _merged(to: Shift, row: Row) -> Row:
    return row | {"key": to.id(row["key"]), "json": to.json(row["json"])}


def _event(to: Shift, row: Row) -> Row:
    days = {name: to.day(row[name]) for name in ("first_day", "last_day")}
    moved: Row = {}
    if row["lat"] is not None:
        moved = {
            "lat": (row["lat"] + to.copy * 0.7 + 60) % 120 - 60,
            "lon": (row["lon"] + to.copy * 3.1 + 180) % 360 - 180,
        }
    told = {"entry_id": to.number("entry", row["entry_id"]), "key": to.id(row["key"]), "place": to.name(row["place"])}
    return row | days | moved | told | {"latest": row["latest"] and row["latest"] + WEEK.days * to.copy}


def _toll(to: Shift, row: Row) -> Row:
    told = {"key": to.id(row["key"]), "event": to.id(row["event"]), "place": to.name(row["place"])}
    return row | told | {"day": to.day(row["day"])}


def _saying(to: Shift, row: Row) -> Row:
    told = {
        "number": to.number("saying", row["number"]),
        "key": to.id(row["key"]),
        "first_day": to.day(row["first_day"]),
    }
    return row | told | {"latest": row["latest"] and row["latest"] + WEEK.days * to.copy}


def _ids(*names: str, saying: bool = False) -> Callable[[Shift, Row], Row]:
    def rule(to: Shift, row: Row) -> Row:
        numbers = {"saying": to.number("saying", row["saying"])} if saying else {}
        return row | {name: to.id(row[name]) for name in names} | numbers

    return rule


def _same(_to: Shift, row: Row) -> Row:
    return row


ONCE = (tables.value, tables.cell, tables.origin, summary.outlet)

RULES: tuple[tuple[Table, Callable[[Shift, Row], Row]], ...] = (
    (tables.value, _same),
    (tables.cell, _same),
    (tables.origin, _same),
    (summary.outlet, _same),
    (tables.report, _report),
    (tables.subject, _subject),
    (tables.statement, _statement),
    (view.entry, _entry),
    (view.merged, _merged),
    (summary.event, _event),
    (summary.member, _ids("key", "event")),
    (summary.copy, _ids("report", "original")),
    (summary.toll, _toll),
    (sayings.saying, _saying),
    (sayings.said, _ids("claim", saying=True)),
    (sayings.about, _ids("event", saying=True)),
)

NUMBERED: dict[str, Column[Any]] = {
    "report": tables.report.c.id,
    "subject": tables.subject.c.id,
    "statement": tables.statement.c.id,
    "entry": view.entry.c.id,
    "name": view.name.c.id,
    "saying": sayings.saying.c.number,
}
