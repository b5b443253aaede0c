"""What stands on one page about many events: how many, where, on which days; and their rows, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select

from tocsin.store import view
from tocsin.store.filters import Filters
from tocsin.store.summary import event

LONGEST_ON_TIMELINE = 7
"""Days of an event that still stands on a timeline: "in January" is no day of anything."""


@dataclass(frozen=True, slots=True)
class Circle:
    """Events of one place, by how many there are and how many of them are not yet settled."""

    place: str
    country: str | None
    level: str | None
    lat: float
    lon: float
    radius_km: float
    events: int
    killed: int


@dataclass(frozen=True, slots=True)
class Totals:
    """How many events there are, by what is known of them."""

    events: int
    unplaced: int
    undated: int
    first_day: date | None
    last_day: date | None
    statuses: dict[str, int]


@dataclass(frozen=True, slots=True)
class After:
    """Where a page of rows begins: behind this day, weight and number."""

    day: date | None
    number: int
    weight: int = 0


def read_totals(connection: Connection, filters: Filters) -> Totals:
    """Counts of the events that the filters ask for."""
    table = event.c
    chosen = select(
        table.status,
        func.count().label("events"),
        func.sum(case((table.lat.is_(None), 1), else_=0)).label("unplaced"),
        func.sum(case((table.first_day.is_(None), 1), else_=0)).label("undated"),
        func.min(table.first_day).label("first_day"),
        func.max(table.last_day).label("last_day"),
    ).where(*conditions(filters))
    rows = connection.execute(chosen.group_by(table.status)).all()
    return Totals(
        events=sum(row.events for row in rows),
        unplaced=sum(row.unplaced for row in rows),
        undated=sum(row.undated for row in rows),
        first_day=min((row.first_day for row in rows if row.first_day), default=None),
        last_day=max((row.last_day for row in rows if row.last_day), default=None),
        statuses={row.status: row.events for row in rows},
    )


def read_circles(connection: Connection, filters: Filters, *, most: int) -> list[Circle]:
    """The places of the events, those of most events first."""
    table = event.c
    events = func.count().label("events")
    chosen = (
        select(
            func.min(table.place).label("place"),
            func.min(table.country).label("country"),
            func.min(table.level).label("level"),
            table.lat,
            table.lon,
            table.radius_km,
            events,
            func.coalesce(func.max(table.killed_best), 0).label("killed"),
        )
        .where(table.lat.is_not(None), *conditions(filters))
        .group_by(table.lat, table.lon, table.radius_km)
        .order_by(events.desc(), table.lat, table.lon)
        .limit(most)
    )
    rows = connection.execute(chosen).mappings()
    return [Circle(**{**row, "radius_km": row["radius_km"] or 0.0}) for row in rows]


def read_days(connection: Connection, filters: Filters) -> dict[date, int]:
    """How many events began on each day, without those of which no week is known.

    What reports tell as background, of years before, would leave no room for what is news; it is shown when asked for.
    """
    table = event.c
    background = [] if filters.status or filters.since else [table.status != "historical"]
    chosen = (
        select(table.first_day, table.last_day, func.count().label("events"))
        .where(table.first_day.is_not(None), *background, *conditions(filters))
        .group_by(table.first_day, table.last_day)
    )
    days: dict[date, int] = {}
    for row in connection.execute(chosen):
        if (row.last_day - row.first_day).days < LONGEST_ON_TIMELINE:
            days[row.first_day] = days.get(row.first_day, 0) + row.events
    return dict(sorted(days.items()))


def read_rows(
    connection: Connection, filters: Filters, *, most: int, after: After | None = None
) -> list[dict[str, Any]]:
    """The rows of events, the latest day first and within it what weighs most; those without a day come last."""
    chosen = _rows(filters).limit(most)
    if after:
        chosen = chosen.where(_behind(after))
    return [dict(row) for row in connection.execute(chosen).mappings()]


def read_unplaced(connection: Connection, filters: Filters, *, most: int) -> list[dict[str, Any]]:
    """The rows of events that have no place on the map."""
    chosen = _rows(filters).where(event.c.lat.is_(None)).limit(most)
    return [dict(row) for row in connection.execute(chosen).mappings()]


def read_queue(connection: Connection, *, most: int, skip: int = 0) -> list[dict[str, Any]]:
    """The rows of events that nobody has judged and that need a look, those that need it most first."""
    chosen = (
        select(event)
        .where(event.c.judged.is_(False), event.c.weight > 0)
        .order_by(event.c.weight.desc(), event.c.entry_id)
        .offset(skip)
        .limit(most)
    )
    return [dict(row) for row in connection.execute(chosen).mappings()]


def read_queue_length(connection: Connection) -> int:
    """How many events wait for a look."""
    return connection.scalar(select(func.count()).where(event.c.judged.is_(False), event.c.weight > 0)) or 0


def read_row(connection: Connection, key: str) -> dict[str, Any] | None:
    """The row of one event."""
    row = connection.execute(select(event).where(event.c.key == key)).mappings().first()
    return dict(row) if row else None


def read_keys(connection: Connection) -> frozenset[str]:
    """The ids of all events."""
    return frozenset(connection.scalars(select(event.c.key)))


def _rows(filters: Filters) -> Select[Any]:
    order = (event.c.latest.desc(), event.c.weight.desc(), event.c.entry_id)
    return select(event).where(*conditions(filters)).order_by(*order)


def _behind(after: After) -> ColumnElement[bool]:
    table = event.c
    latest = after.day.toordinal() if after.day else 0
    same_weight = and_(table.weight == after.weight, table.entry_id > after.number)
    later = or_(table.weight < after.weight, same_weight)
    return and_(table.latest <= latest, or_(table.latest < latest, later))


def conditions(filters: Filters) -> Iterator[ColumnElement[bool]]:
    """The conditions on rows of events that the filters stand for."""
    if filters.since:
        yield event.c.last_day >= filters.since
    if filters.until:
        yield event.c.first_day <= filters.until
    if filters.status:
        yield event.c.status == filters.status
    yield from _graded(filters.grade or "")
    yield from view.named(filters, event.c.entry_id)


def _graded(grade: str) -> Iterator[ColumnElement[bool]]:
    """The conditions that an event is graded so or better."""
    for mark in grade:
        yield event.c.credibility <= int(mark) if mark.isdigit() else event.c.reliability <= mark
