"""The tables that are made anew at will: an index of what is told, for filtering, and the merged events.

They may be dropped at any time: `VIEW` names their shape, and a database with another one rebuilds them when opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    ForeignKey,
    Index,
    MetaData,
    Select,
    String,
    Table,
    delete,
    exists,
    func,
    insert,
    select,
)

from tocsin.reading import Reading
from tocsin.store.dialect import Key
from tocsin.store.facets import Entry, FacetName, Kind, entries
from tocsin.store.filters import Filters, folded
from tocsin.store.tables import AnyText

VIEW = "2"
"""Raise it whenever the tables below or what is put in them change."""

MARK = "view"
"""The mark under which a database notes which of them it has."""

metadata = MetaData()

entry = Table(
    "view_entry",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=False),
    Column("report_id", Key, index=True),
    Column("kind", String(10), nullable=False),
    Column("key", AnyText, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
)

facet = Table(
    "view_facet",
    metadata,
    Column("entry_id", Key, ForeignKey("view_entry.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String(10), primary_key=True),
    Column("value", AnyText, primary_key=True),
    Index("ix_view_facet_value", "name", "value"),
)

merged = Table(
    "view_merged",
    metadata,
    Column("key", AnyText, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("json", AnyText, nullable=False),
)


def make_anew(connection: Connection) -> None:
    """Drop the index and leave it empty."""
    metadata.drop_all(connection)
    metadata.create_all(connection)


def index_readings(connection: Connection, readings: Mapping[int, Reading]) -> None:
    """Put readings into the index, in the place of what stood there of the same reports."""
    forget(connection, readings)
    index_entries(connection, [(number, found) for number, reading in readings.items() for found in entries(reading)])


def forget(connection: Connection, reports: Iterable[int]) -> None:
    """Take reports out of the index."""
    connection.execute(delete(entry).where(entry.c.report_id.in_(reports)))


def index_entries(connection: Connection, found: list[tuple[int | None, Entry]]) -> None:
    """Put entries into the index; those of no report are events."""
    first = (connection.scalar(select(func.max(entry.c.id))) or 0) + 1
    numbered = list(enumerate(found, first))
    rows = [
        {
            "id": number,
            "report_id": report,
            "kind": item.kind,
            "key": item.key,
            "first_day": item.period[0],
            "last_day": item.period[1],
        }
        for number, (report, item) in numbered
    ]
    facets = [
        {"entry_id": number, "name": name, "value": value}
        for number, (_, item) in numbered
        for name, value in sorted(item.facets)
    ]
    if rows:
        connection.execute(insert(entry), rows)
    if facets:
        connection.execute(insert(facet), facets)


def matching(filters: Filters, *, kind: Kind | None = None) -> Select[int, str]:
    """The report and the key of all that the filters ask for, in the order it was told."""
    chosen = select(entry.c.report_id, entry.c.key).where(*_conditions(filters)).order_by(entry.c.id)
    return chosen.where(entry.c.kind == kind) if kind else chosen


def reports_with(matches: Select[int, str]) -> Select[int]:
    """The reports of these matches, each once."""
    found = matches.order_by(None).subquery()
    return select(found.c.report_id).where(found.c.report_id.is_not(None)).distinct().order_by(found.c.report_id)


def _conditions(filters: Filters) -> Iterator[ColumnElement[bool]]:
    if filters.since:
        yield entry.c.last_day >= filters.since
    if filters.until:
        yield entry.c.first_day <= filters.until
    if filters.place:
        yield _has("place", facet.c.value == folded(filters.place))
    if filters.type:
        yield _has("type", facet.c.value == folded(filters.type))
    if filters.speaker:
        yield _has("speaker", _has_words(filters.speaker))
    if filters.outlet:
        yield _has("outlet", _has_words(filters.outlet))


def _has(name: FacetName, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(facet.c.entry_id == entry.c.id, facet.c.name == name, condition)


def _has_words(words: str) -> ColumnElement[bool]:
    return (" " + facet.c.value + " ").contains(f" {folded(words)} ", autoescape=True)
