"""Episodes in the store: which events follow one another day by day, made anew place by place."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict
from datetime import date

from sqlalchemy import Column, Connection, Table, delete, insert, select

from tocsin.merge.episodes import Daily, daily, episodes
from tocsin.reading import JSON
from tocsin.record import Episode, Event
from tocsin.store import view
from tocsin.store.tables import AnyText

LOOKED_UP = 500
"""Ids looked up in one query."""

day = Table(
    "view_day",
    view.metadata,
    Column("event", AnyText, primary_key=True),
    Column("series", AnyText, nullable=False, index=True),
    Column("episode", AnyText),
    Column("json", AnyText, nullable=False),
)

episode = Table(
    "view_episode",
    view.metadata,
    Column("key", AnyText, primary_key=True),
    Column("series", AnyText, nullable=False, index=True),
    Column("json", AnyText, nullable=False),
)


def follow_days(connection: Connection, events: Iterable[Event], *, gone: Collection[str] | None = None) -> None:
    """Link events to episodes, in the place of those that are gone; none means all that stood."""
    if gone is None:
        touched = set[str]()
        connection.execute(delete(day))
        connection.execute(delete(episode))
    else:
        touched = set(_series_of(connection, gone))
        _forget(connection, gone)
    days = [one for event in events if (one := daily(event))]
    touched |= {one.series for one in days}
    if days:
        lines = [{"event": one.event, "series": one.series, "json": _as_text(one)} for one in days]
        connection.execute(insert(day), lines)
    for start in range(0, len(touched), LOOKED_UP):
        _link(connection, sorted(touched)[start : start + LOOKED_UP])


def read_episode(connection: Connection, event: str) -> JSON | None:
    """The episode that an event is a part of: its days, place, and all its events in their order."""
    return read_episodes_of(connection, [event]).get(event)


def read_episodes_of(connection: Connection, events: Collection[str]) -> dict[str, JSON]:
    """The episodes that events are parts of, by event; those that are a part of none are left out."""
    chosen = select(day.c.event, episode.c.json).join(episode, day.c.episode == episode.c.key)
    return {row.event: json.loads(row.json) for row in connection.execute(chosen.where(day.c.event.in_(events)))}


def read_episodes(connection: Connection, *, most: int) -> list[JSON]:
    """Episodes, those of most events first."""
    found = [json.loads(row) for row in connection.scalars(select(episode.c.json))]
    return sorted(found, key=lambda one: (-len(one["events"]), one["from"], one["id"]))[:most]


def _series_of(connection: Connection, events: Collection[str]) -> Iterator[str]:
    wanted = sorted(events)
    for start in range(0, len(wanted), LOOKED_UP):
        chosen = select(day.c.series).where(day.c.event.in_(wanted[start : start + LOOKED_UP])).distinct()
        yield from connection.scalars(chosen)


def _forget(connection: Connection, events: Collection[str]) -> None:
    wanted = sorted(events)
    for start in range(0, len(wanted), LOOKED_UP):
        connection.execute(delete(day).where(day.c.event.in_(wanted[start : start + LOOKED_UP])))


def _link(connection: Connection, series: Collection[str]) -> None:
    connection.execute(delete(episode).where(episode.c.series.in_(series)))
    told = [_from_text(row) for row in connection.scalars(select(day.c.json).where(day.c.series.in_(series)))]
    of_event = {one.event: one.series for one in told}
    connection.execute(day.update().where(day.c.series.in_(series)).values(episode=None))
    for found in episodes(told):
        line = {"key": found.id, "series": of_event[found.events[0]], "json": json.dumps(_as_json(found))}
        connection.execute(insert(episode), line)
        for start in range(0, len(found.events), LOOKED_UP):
            chosen = day.c.event.in_(found.events[start : start + LOOKED_UP])
            connection.execute(day.update().where(chosen).values(episode=found.id))


def _as_json(found: Episode) -> JSON:
    told = asdict(found)
    start, end = told.pop("start"), told.pop("end")
    return told | {"from": start.isoformat(), "to": end.isoformat(), "events": list(found.events)}


def _as_text(one: Daily) -> str:
    told = asdict(one) | {"start": one.start.isoformat(), "end": one.end.isoformat(), "names": sorted(one.names)}
    return json.dumps(told)


def _from_text(text: str) -> Daily:
    told = json.loads(text)
    days = {name: date.fromisoformat(told[name]) for name in ("start", "end")}
    return Daily(**{**told, **days, "names": frozenset(told["names"])})
