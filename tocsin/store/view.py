"""The tables that are made anew at will: an index of what is told, for filtering, and the merged events.

They may be dropped at any time: `VIEW` names their shape, and a database with another one rebuilds them when opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    Index,
    MetaData,
    Select,
    String,
    Table,
    UniqueConstraint,
    delete,
    false,
    func,
    insert,
    select,
)

from tocsin.reading import Reading
from tocsin.store import tables
from tocsin.store.dialect import Key, Words
from tocsin.store.facets import Entry, Facet, FacetName, Kind, entries
from tocsin.store.filters import Filters, folded, words_of
from tocsin.store.tables import AnyText

VIEW = "11"
"""Raise it whenever the tables below or what is put in them change."""

MARK = "view"
"""The mark under which a database notes which of them it has."""

LOOKED_UP = 500
"""Names looked up in one query."""

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

name = Table(
    "view_name",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=False),
    Column("facet", String(10), nullable=False),
    Column("value", AnyText, nullable=False),
    UniqueConstraint("value", "facet"),
)

found_under = Table(
    "view_found_under",
    metadata,
    Column("name_id", Key, primary_key=True, autoincrement=False),
    Column("entry_id", Key, primary_key=True, autoincrement=False),
    Index("ix_view_found_under_entry_id", "entry_id"),
    sqlite_with_rowid=False,
)

merged = Table(
    "view_merged",
    metadata,
    Column("key", AnyText, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("json", AnyText, nullable=False),
)


entry_words = Words("view_entry_words")
"""The words of claims and events, by the number of their entry."""

report_words = Words("view_report_words")
"""The words of reports, by their number."""


def make_anew(connection: Connection) -> None:
    """Drop the index and leave it empty."""
    metadata.drop_all(connection)
    metadata.create_all(connection)
    entry_words.make_anew(connection)
    report_words.make_anew(connection)


def index_readings(connection: Connection, readings: Mapping[int, Reading]) -> None:
    """Put readings into the index, in the place of what stood there of the same reports."""
    forget(connection, readings)
    report_words.put(
        connection, ((n, words_of(f"{r.report.title or ''} {r.report.text}")) for n, r in readings.items())
    )
    index_entries(connection, [(number, found) for number, reading in readings.items() for found in entries(reading)])


def forget(connection: Connection, reports: Iterable[int]) -> None:
    """Take reports out of the index."""
    report_words.forget(connection, select(tables.report.c.id).where(tables.report.c.id.in_(reports)))
    _remove(connection, entry.c.report_id.in_(reports))


def forget_events(connection: Connection) -> None:
    """Take the merged events out of the index."""
    _remove(connection, entry.c.kind == "event")


def forget_entries(connection: Connection, numbers: Iterable[int]) -> None:
    """Take some entries out of the index."""
    wanted = list(numbers)
    for start in range(0, len(wanted), LOOKED_UP):
        _remove(connection, entry.c.id.in_(wanted[start : start + LOOKED_UP]))


def index_entries(connection: Connection, found: list[tuple[int | None, Entry]]) -> dict[str, int]:
    """Put entries into the index and tell the number of each; those of no report are events."""
    first = (connection.scalar(select(func.max(entry.c.id))) or 0) + 1
    numbered = list(enumerate(found, first))
    names = _names(connection, {facet for _, (_, item) in numbered for facet in item.facets})
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
    links = [
        {"name_id": names[facet], "entry_id": number} for number, (_, item) in numbered for facet in sorted(item.facets)
    ]
    if rows:
        connection.execute(insert(entry), rows)
    if links:
        connection.execute(insert(found_under), links)
    entry_words.put(connection, ((number, words_of(item.words)) for number, (_, item) in numbered if item.words))
    return {item.key: number for number, (_, item) in numbered}


def _remove(connection: Connection, condition: ColumnElement[bool]) -> None:
    gone = select(entry.c.id).where(condition)
    connection.execute(delete(found_under).where(found_under.c.entry_id.in_(gone)))
    entry_words.forget(connection, gone)
    connection.execute(delete(entry).where(condition))


def _names(connection: Connection, facets: set[Facet]) -> dict[Facet, int]:
    """The numbers of names, given to those that have none yet."""
    wanted = sorted({value for _, value in facets})
    known: dict[Facet, int] = {}
    for start in range(0, len(wanted), LOOKED_UP):
        chosen = select(name).where(name.c.value.in_(wanted[start : start + LOOKED_UP]))
        known |= {(row.facet, row.value): row.id for row in connection.execute(chosen)}
    first = (connection.scalar(select(func.max(name.c.id))) or 0) + 1
    new = dict(zip(sorted(facets - known.keys()), count(first)))
    if new:
        rows = [{"id": number, "facet": facet, "value": value} for (facet, value), number in new.items()]
        connection.execute(insert(name), rows)
    return known | new


def matching(filters: Filters, *, kind: Kind | None = None) -> Select[int, str]:
    """The report and the key of all that the filters ask for, in the order it was told."""
    chosen = select(entry.c.report_id, entry.c.key).where(*conditions(filters)).order_by(entry.c.id)
    return chosen.where(entry.c.kind == kind) if kind else chosen


def reports_with(matches: Select[int, str]) -> Select[int]:
    """The reports of these matches, each once."""
    found = matches.order_by(None).subquery()
    return select(found.c.report_id).where(found.c.report_id.is_not(None)).distinct().order_by(found.c.report_id)


def reports_of(keys: Iterable[str]) -> Select[int]:
    """The reports in which mentions, claims or figures of these ids stand."""
    return select(entry.c.report_id).where(entry.c.key.in_(list(keys)), entry.c.report_id.is_not(None)).distinct()


def named_so(key: str) -> Select[str]:
    """The mentions and figures whose id begins so, two at most."""
    begins = entry.c.key.startswith(key, autoescape=True)
    return select(entry.c.key).where(begins, entry.c.kind.in_(("mention", "figure"))).distinct().limit(2)


def conditions(filters: Filters) -> Iterator[ColumnElement[bool]]:
    """The conditions on entries that the filters stand for."""
    if filters.since:
        yield entry.c.last_day >= filters.since
    if filters.until:
        yield entry.c.first_day <= filters.until
    yield from named(filters, entry.c.id)


def named(filters: Filters, number: ColumnElement[int]) -> Iterator[ColumnElement[bool]]:
    """The conditions on names, for a table in which `number` is that of the entry."""
    if filters.place:
        yield number.in_(_under("place", name.c.value == folded(filters.place)))
    if filters.type:
        yield number.in_(_under("type", name.c.value == folded(filters.type)))
    if filters.speaker:
        yield number.in_(_under("speaker", _has_words(filters.speaker)))
    if filters.outlet:
        yield number.in_(_under("outlet", _has_words(filters.outlet)))
    if filters.words:
        asked = words_of(filters.words)
        yield entry_words.holding(number, asked) if asked else false()


def _under(facet: FacetName, condition: ColumnElement[bool]) -> Select[int]:
    names = select(name.c.id).where(name.c.facet == facet, condition)
    return select(found_under.c.entry_id).where(found_under.c.name_id.in_(names))


def _has_words(words: str) -> ColumnElement[bool]:
    return (" " + name.c.value + " ").contains(f" {folded(words)} ", autoescape=True)
