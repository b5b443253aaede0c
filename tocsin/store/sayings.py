"""What was said, each saying once: rows for lists by speaker, by event and by spread; made anew with the events."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Literal, get_args

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    Index,
    Integer,
    String,
    Table,
    delete,
    func,
    insert,
    or_,
    select,
)

from tocsin.merge.sources import PRONOUNS
from tocsin.reading import JSON
from tocsin.record import Saying
from tocsin.store import view
from tocsin.store.dialect import Key
from tocsin.store.filters import Filters
from tocsin.store.tables import AnyText

Order = Literal["latest", "spread", "speaker"]
ORDERS: tuple[Order, ...] = get_args(Order)

saying = Table(
    "view_saying",
    view.metadata,
    Column("number", Key, primary_key=True, autoincrement=False),
    Column("key", AnyText, nullable=False, unique=True),
    Column("speaker", AnyText),
    Column("stance", String(20), nullable=False),
    Column("first_day", Date),
    Column("latest", Integer, nullable=False),
    Column("carriers", Integer, nullable=False),
    Column("denied", Boolean, nullable=False),
    Column("changed", Boolean, nullable=False),
)
Index("ix_view_saying_latest", saying.c.latest.desc(), saying.c.number)
Index("ix_view_saying_spread", saying.c.carriers.desc(), saying.c.latest.desc(), saying.c.number)
Index("ix_view_saying_speaker", saying.c.speaker, saying.c.carriers)

said = Table(
    "view_said",
    view.metadata,
    Column("claim", AnyText, primary_key=True),
    Column("saying", Key, nullable=False, index=True),
)

about = Table(
    "view_said_about",
    view.metadata,
    Column("event", AnyText, primary_key=True),
    Column("saying", Key, primary_key=True, index=True),
)


@dataclass(frozen=True, slots=True)
class Speaks:
    """Who speaks, how many things they said, and by how many reports these are carried."""

    speaker: str
    sayings: int
    carriers: int


def keep_sayings(connection: Connection, sayings: Iterable[Saying]) -> None:
    """Put the rows of all sayings in the place of those that stood there."""
    for table in (saying, said, about):
        connection.execute(delete(table))
    numbered = list(zip(count(1), sayings))
    _insert(connection, saying, [_row(number, one) for number, one in numbered])
    _insert(connection, said, list(_said(numbered)))
    links = {(event, number) for number, one in numbered for event in one.events}
    _insert(connection, about, [{"event": event, "saying": number} for event, number in sorted(links)])


@dataclass(frozen=True, slots=True)
class Asked:
    """Which sayings are asked for, and in which order; `denied` asks for those that somebody denies."""

    filters: Filters
    order: Order = "latest"
    denied: bool = False


def read_said(connection: Connection, asked: Asked, *, most: int, skip: int = 0) -> list[JSON]:
    """Sayings in an order, from a place in it on: the latest first, or those that most reports carry."""
    orders: dict[Order, tuple[ColumnElement[Any], ...]] = {
        "latest": (saying.c.latest.desc(), saying.c.number),
        "spread": (saying.c.carriers.desc(), saying.c.latest.desc(), saying.c.number),
        "speaker": (saying.c.speaker.is_(None), saying.c.speaker, saying.c.latest.desc(), saying.c.number),
    }
    chosen = select(saying.c.key).where(*_conditions(asked)).order_by(*orders[asked.order])
    return _records(connection, list(connection.scalars(chosen.offset(skip).limit(most))))


def read_events_said(connection: Connection, asked: Asked, *, most: int, skip: int = 0) -> list[str]:
    """The events that sayings are about, those first of which most is said."""
    numbers = select(saying.c.number).where(*_conditions(asked))
    chosen = (
        select(about.c.event)
        .where(about.c.saying.in_(numbers))
        .group_by(about.c.event)
        .order_by(func.count().desc(), about.c.event)
    )
    return list(connection.scalars(chosen.offset(skip).limit(most)))


def read_said_about(connection: Connection, event: str, *, most: int) -> list[JSON]:
    """What was said about an event, what is carried most first."""
    chosen = (
        select(saying.c.key)
        .join(about, about.c.saying == saying.c.number)
        .where(about.c.event == event)
        .order_by(saying.c.carriers.desc(), saying.c.latest, saying.c.number)
        .limit(most)
    )
    return _records(connection, list(connection.scalars(chosen)))


def read_saying_of(connection: Connection, claim: str) -> JSON | None:
    """The saying that a claim is part of, or that has this id itself."""
    owner = select(said.c.saying).where(said.c.claim == claim).scalar_subquery()
    key = connection.scalar(select(saying.c.key).where(or_(saying.c.number == owner, saying.c.key == claim)))
    return next(iter(_records(connection, [key])), None) if key else None


def count_said(connection: Connection, asked: Asked) -> int:
    """How many sayings there are."""
    return connection.scalar(select(func.count()).select_from(saying).where(*_conditions(asked))) or 0


def read_speakers(connection: Connection, asked: Asked, *, most: int) -> list[Speaks]:
    """Who speaks most, by how many reports carry it."""
    sayings, carriers = func.count().label("sayings"), func.sum(saying.c.carriers).label("carriers")
    chosen = (
        select(saying.c.speaker, sayings, carriers)
        .where(func.lower(saying.c.speaker).not_in(PRONOUNS), *_conditions(asked))
        .group_by(saying.c.speaker)
        .order_by(carriers.desc(), saying.c.speaker)
        .limit(most)
    )
    return [Speaks(row.speaker, row.sayings, row.carriers) for row in connection.execute(chosen)]


def _conditions(asked: Asked) -> Iterator[ColumnElement[bool]]:
    """A saying is found where any of its claims is; nothing is looked up where nothing is asked."""
    told = asked.filters
    if asked.denied:
        yield saying.c.denied
    if any((told.place, told.since, told.until, told.type, told.speaker, told.outlet, told.words)):
        entry = view.entry.c
        matches = select(entry.key).where(entry.kind == "claim", *view.conditions(told))
        yield saying.c.number.in_(select(said.c.saying).where(said.c.claim.in_(matches)))


def _records(connection: Connection, keys: Sequence[str]) -> list[JSON]:
    chosen = select(view.merged.c.key, view.merged.c.json).where(view.merged.c.key.in_(keys))
    found = {row.key: json.loads(row.json) for row in connection.execute(chosen)}
    return [found[key] for key in keys if key in found]


def _row(number: int, one: Saying) -> dict[str, object]:
    first = one.carriers[0].day
    return {
        "number": number,
        "key": one.id,
        "speaker": one.speaker,
        "stance": one.stance,
        "first_day": first,
        "latest": first.toordinal() if first else 0,
        "carriers": len(one.carriers),
        "denied": bool(one.denied_by),
        "changed": one.is_changed,
    }


def _said(numbered: Iterable[tuple[int, Saying]]) -> Iterator[dict[str, object]]:
    given: set[str] = set()
    for number, one in numbered:
        for claim in one.claims:
            if claim not in given:
                given.add(claim)
                yield {"claim": claim, "saying": number}


def _insert(connection: Connection, table: Table, rows: list[dict[str, object]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
