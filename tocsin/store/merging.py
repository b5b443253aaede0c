"""The merged events, kept beside the statements until a new report makes them stale."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, insert, select

from tocsin.errors import UsageError
from tocsin.judgement import Judgement
from tocsin.merge import Memory, merge
from tocsin.merge.versions import standing
from tocsin.reading import JSON, Reading
from tocsin.record import Event, Evidence, Merged
from tocsin.record_json import contradiction_as_json, event_as_json, saying_as_json, toll_as_json
from tocsin.report import Report
from tocsin.store import tables, view
from tocsin.store.days import follow_days, read_episode
from tocsin.store.facets import Entry, entries, event_entry
from tocsin.store.filters import Filters
from tocsin.store.history import note_changes, successor
from tocsin.store.outlets import read_outlets
from tocsin.store.rows import Rows
from tocsin.store.sayings import keep_sayings
from tocsin.store.summary import FRESHNESS, summarise
from tocsin.store.why import SHORTEST

MARK = {"name": "merged", "value": "fresh"}
"""Stands in the database as long as its merged events are those of all its readings."""


def is_fresh(connection: Connection) -> bool:
    """Whether nothing was written since the events were merged."""
    return connection.scalar(select(tables.mark.c.value).where(tables.mark.c.name == MARK["name"])) is not None


def forget_merged(connection: Connection) -> None:
    """Note that nothing of the merged events stands any more: whoever wrote them writes all anew."""
    make_stale(connection)
    connection.execute(delete(tables.mark).where(tables.mark.c.name == FRESHNESS))


def make_stale(connection: Connection) -> None:
    """Note that the events are no longer those of all readings."""
    connection.execute(delete(tables.mark).where(tables.mark.c.name == MARK["name"]))


@dataclass(slots=True)
class Written:
    """What this process wrote when it merged last, so that only what differs is written now.

    `stamp` is the moment of it; where the database has another, somebody else has merged since and all is written anew.
    """

    stamp: str | None = None
    rows: Rows = field(default_factory=Rows)
    entered: dict[str, Entry] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)


def remerge(
    connection: Connection,
    readings: Iterable[Reading],
    judgements: Iterable[Judgement],
    memory: Memory | None = None,
    written: Written | None = None,
) -> None:
    """Merge all readings, as judged, and keep what they come to in the place of what stood there.

    `memory` is what the last merging left, and `written` what it wrote: then only what differs is merged and written.
    """
    versions = list(readings)
    by_id = standing(versions)
    merged = merge(versions, judgements, read_outlets(connection), memory)
    known = written if written is not None else Written()
    if known.stamp is None or known.stamp != _stamp(connection):
        known.rows, known.entered, known.numbers = Rows(), {}, {}
        view.forget_events(connection)
    known.stamp = None  # until all is written: what is broken off is written anew
    reports = {key: reading.report for key, reading in by_id.items()}
    lines = [{"key": key, "kind": kind, "json": json.dumps(record)} for key, kind, record in _records(merged, reports)]
    known.rows.put(connection, view.merged, lines)
    told = {found.key: found for reading in by_id.values() for found in entries(reading) if found.kind == "mention"}
    entered = {event.id: event_entry(event, told, _words(event, reports)) for event in merged.events}
    _index_events(connection, entered, known)
    summarise(connection, merged, known.numbers, reports.values(), known.rows)
    keep_sayings(connection, merged.sayings)
    follow_days(connection, merged.events)
    note_changes(connection, merged.events, merged.updates)
    make_stale(connection)
    connection.execute(insert(tables.mark), MARK)
    known.stamp = _stamp(connection)


def _index_events(connection: Connection, entered: Mapping[str, Entry], known: Written) -> None:
    """Index the events of which something else is told than before; the others keep their numbers."""
    stale = [key for key, entry in known.entered.items() if entered.get(key) != entry]
    view.forget_entries(connection, (known.numbers.pop(key) for key in stale))
    new: list[tuple[int | None, Entry]] = [(None, entry) for key, entry in entered.items() if key not in known.numbers]
    known.numbers |= view.index_entries(connection, new)
    known.entered = dict(entered)


def _stamp(connection: Connection) -> str | None:
    """When the events were merged last, by whichever process."""
    return connection.scalar(select(tables.mark.c.value).where(tables.mark.c.name == FRESHNESS))


def read_events(connection: Connection, filters: Filters) -> Iterator[JSON]:
    """The events that the filters ask for, in the order of their days; those without a day come last."""
    keys = [key for _, key in connection.execute(view.matching(filters, kind="event"))]
    found = {key: read_merged(connection, key) for key in keys}
    yield from sorted(filter(None, found.values()), key=_day)


def read_merged(connection: Connection, key: str) -> JSON | None:
    """The event, toll or contradiction of that id, or the only one whose id begins so; an event with its episode.

    The id of an event that is no more leads to the one that holds most of its accounts.
    """
    record = _record_of(connection, key)
    if record is None and (heir := successor(connection, key)):
        record = _record_of(connection, heir)
    if record is not None and "mentions" in record:
        record["episode"] = read_episode(connection, record["id"])
    return record


def _record_of(connection: Connection, key: str) -> JSON | None:
    exact = connection.scalar(select(view.merged.c.json).where(view.merged.c.key == key))
    if exact:
        record: JSON = json.loads(exact)
        return record
    # An index serves only the two comparisons; the ids of events are hashes, and none begins with a "z".
    begins = (
        (view.merged.c.key >= key)
        & (view.merged.c.key < f"{key}z")
        & view.merged.c.key.startswith(key, autoescape=True)
    )
    rows = connection.execute(select(view.merged.c.json).where(begins).limit(2)).all()
    return json.loads(rows[0].json) if len(rows) == 1 and len(key) >= SHORTEST else None


def read_contradictions(connection: Connection, about: str) -> list[JSON]:
    """The contradictions about an event or a toll."""
    rows = connection.scalars(select(view.merged.c.json).where(view.merged.c.kind == "contradiction"))
    return [row for row in map(json.loads, rows) if row["about"] == about]


def read_sayings(connection: Connection, filters: Filters) -> Iterator[JSON]:
    """The sayings of which any claim is what the filters ask for, in the order of their days."""
    wanted = {key for _, key in connection.execute(view.matching(filters, kind="claim"))}
    rows = connection.scalars(select(view.merged.c.json).where(view.merged.c.kind == "saying"))
    found = [saying for saying in map(json.loads, rows) if wanted.intersection(saying["claims"])]
    yield from sorted(found, key=lambda saying: (saying["carriers"][0]["day"] or "9999", saying["id"]))


def members(connection: Connection, key: str) -> list[str]:
    """The ids of the mentions and figures that an event, toll or contradiction stands on."""
    record = read_merged(connection, key)
    if record is None:
        return []
    if "about" in record:
        return members(connection, record["about"])
    if "carriers" in record:
        return list(record["claims"])
    figures = [option["value"]["id"] for toll in record.get("tolls", [record]) for option in toll["options"]]
    return [*record.get("mentions", ()), *figures]


def judged(connection: Connection, key: str) -> list[str]:
    """What a judgement about that id is about: the mentions of an event, the figures of a toll, or itself."""
    record = read_merged(connection, key)
    if record is not None:
        if "mentions" in record:
            return list(record["mentions"])
        if "best" in record:
            return members(connection, key)
        raise UsageError(f"{key}: judge the event or toll that is contested")
    found = connection.execute(view.named_so(key)).scalars().all()
    if len(found) != 1 or len(key) < SHORTEST:
        raise UsageError(f"{key}: {'several ids begin so' if len(found) > 1 else 'no such event, mention or figure'}")
    return list(found)


def _words(event: Event, reports: Mapping[str, Report]) -> str:
    """The sentences that an event is told in."""
    return " ".join(reports[item.report].cut(item.span) for item in event.evidence)


def _records(merged: Merged, reports: Mapping[str, Report]) -> Iterator[tuple[str, str, JSON]]:
    def cut(evidence: Evidence) -> str:
        return reports[evidence.report].cut(evidence.span)

    for event in merged.events:
        yield event.id, "event", event_as_json(event, merged, cut)
    tolls = {toll.id: toll for toll in (*merged.tolls, *(toll for event in merged.events for toll in event.tolls))}
    for toll in tolls.values():
        yield toll.id, "toll", toll_as_json(toll, merged, cut)
    for row in merged.contradictions:
        yield row.id, "contradiction", contradiction_as_json(row, merged, cut)
    for saying in merged.sayings:
        yield saying.id, "saying", saying_as_json(saying, merged, cut)


def _day(event: JSON) -> tuple[str, str]:
    date = event["date"]
    return (date and date["value"]["from"]) or "9999", event["id"]
