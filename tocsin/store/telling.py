"""What single reports tell, found without folding the whole record: claims page by page, readings by report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from tocsin.reading import Reading
from tocsin.store import tables, view
from tocsin.store.filters import Filters
from tocsin.store.reader import read_readings
from tocsin.store.summary import member


@dataclass(frozen=True, slots=True)
class Found:
    """A claim that was looked for: its number in the index, and its reading."""

    number: int
    key: str
    reading: Reading


def read_claims(connection: Connection, filters: Filters, *, most: int, before: int | None = None) -> list[Found]:
    """Claims, the last kept first. `before` is the number of the last one shown."""
    entry = view.entry.c
    chosen = (
        select(entry.id, entry.report_id, entry.key)
        .where(entry.kind == "claim", *view.conditions(filters))
        .order_by(entry.id.desc())
        .limit(most)
    )
    rows = connection.execute(chosen.where(entry.id < before) if before is not None else chosen).all()
    readings = dict(read_readings(connection, sorted({row.report_id for row in rows})))
    return [Found(row.id, row.key, readings[row.report_id]) for row in rows]


def read_telling(connection: Connection, key: str) -> Reading | None:
    """The reading in which a mention, claim or figure of that id stands."""
    subject = tables.subject.c
    number = connection.scalar(select(subject.report_id).where(subject.key == key, subject.kind != "report"))
    return next((reading for _, reading in read_readings(connection, [number])), None) if number is not None else None


def read_readings_of(connection: Connection, keys: Iterable[str]) -> dict[str, Reading]:
    """The readings of reports by their ids; of several versions the last one kept."""
    report = tables.report.c
    numbers = list(connection.scalars(select(report.id).where(report.key.in_(sorted(set(keys)))).order_by(report.id)))
    return {reading.report.id: reading for _, reading in read_readings(connection, numbers)}


def read_event_of(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """The events that mentions, tolls and figures belong to, by their ids."""
    wanted = sorted(set(keys))
    found: dict[str, str] = {}
    for start in range(0, len(wanted), view.LOOKED_UP):
        chosen = select(member.c.key, member.c.event).where(member.c.key.in_(wanted[start : start + view.LOOKED_UP]))
        found |= {row.key: row.event for row in connection.execute(chosen)}
    return found
