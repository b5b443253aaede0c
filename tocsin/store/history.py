"""What became of events: noted whenever they are merged, told since a day, and led on from ids that are no more."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import count

from sqlalchemy import Connection, delete, func, insert, select, update

from tocsin.merge.changes import Change, Standing, as_json, changes, from_json, standing_of
from tocsin.reading import JSON
from tocsin.record import Event, Update
from tocsin.report import content_hash
from tocsin.store import tables
from tocsin.store.dialect import insert_new
from tocsin.store.summary import event as rows
from tocsin.store.summary import member

LOOKED_UP = 500
"""Ids looked up in one query."""


def note_changes(
    connection: Connection,
    events: Iterable[Event],
    updates: Iterable[Update],
    *,
    touched: Collection[str] | None = None,
) -> None:
    """Note what became of events, now that these are merged.

    `touched` are the ids of the events that stood where these stand now; none means all that stood.
    """
    after = [standing_of(event) for event in events]
    before = list(_remembered(connection, touched))
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    known = {one.id: one for one in before}
    owner = {mention: one.id for one in after for mention in one.mentions}
    told = [*changes(before, after)]
    lines = [(one, _details(one)) for one in told]
    lines += [(Change("superseded", owner.get(one.mention or "", "")), _update_as_json(one)) for one in updates]
    _write_changes(connection, lines, moment)
    _remember(connection, [one for one in after if known.get(one.id) != one], known.keys() - {one.id for one in after})


def read_changes(
    connection: Connection, *, since: date | None = None, event: str | None = None, most: int | None = None
) -> Iterator[JSON]:
    """What became of events since a day, the latest first, each with how its event stands now."""
    told = tables.change
    chosen = select(told).order_by(told.c.id.desc()).limit(most)
    if since:
        chosen = chosen.where(told.c.at >= since.isoformat())
    if event:
        chosen = chosen.where(told.c.event == event)
    found = connection.execute(chosen).all()
    shown = _rows(connection, {row.event for row in found})
    for row in found:
        yield {"at": row.at, "kind": row.kind, "event": row.event, **json.loads(row.json), "now": shown.get(row.event)}


def successor(connection: Connection, key: str) -> str | None:
    """The event that holds most accounts of one whose id is no more."""
    told = connection.scalar(select(tables.address.c.json).where(tables.address.c.key == key))
    if told is None:
        return None
    mentions: list[str] = json.loads(told)["mentions"]
    held: dict[str, int] = {}
    for start in range(0, len(mentions), LOOKED_UP):
        chosen = select(member.c.event).where(member.c.key.in_(mentions[start : start + LOOKED_UP]))
        for owner in connection.scalars(chosen):
            held[owner] = held.get(owner, 0) + 1
    return max(held, key=lambda owner: (held[owner], owner), default=None)


def _remembered(connection: Connection, touched: Collection[str] | None) -> Iterator[Standing]:
    told = tables.address.c
    chosen = select(told.key, told.json).where(told.live)
    if touched is None:
        yield from (from_json(row.key, json.loads(row.json)) for row in connection.execute(chosen))
        return
    wanted = sorted(touched)
    for start in range(0, len(wanted), LOOKED_UP):
        found = connection.execute(chosen.where(told.key.in_(wanted[start : start + LOOKED_UP])))
        yield from (from_json(row.key, json.loads(row.json)) for row in found)


def _remember(connection: Connection, after: Sequence[Standing], gone: Iterable[str]) -> None:
    """Keep what is to be compared next time. An id that is no more keeps its accounts, so that it can lead on."""
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    for start in range(0, len(after), LOOKED_UP):
        keys = [one.id for one in after[start : start + LOOKED_UP]]
        connection.execute(delete(tables.address).where(tables.address.c.key.in_(keys)))
    lines = [{"key": one.id, "at": moment, "live": True, "json": json.dumps(as_json(one))} for one in after]
    if lines:
        connection.execute(insert(tables.address), lines)
    retired = sorted(gone)
    for start in range(0, len(retired), LOOKED_UP):
        keys = retired[start : start + LOOKED_UP]
        connection.execute(update(tables.address).where(tables.address.c.key.in_(keys)).values(live=False))


def _write_changes(connection: Connection, lines: Sequence[tuple[Change, JSON]], moment: str) -> None:
    """Add what is new. What a page changed is known by its versions, and told once."""
    first = (connection.scalar(select(func.max(tables.change.c.id))) or 0) + 1
    told = [
        {
            "id": number,
            "key": _key(one, details, moment),
            "at": moment,
            "kind": one.kind,
            "event": one.event,
            "json": json.dumps(details),
        }
        for number, (one, details) in zip(count(first), lines)
    ]
    if told:
        connection.execute(insert_new(connection, tables.change), told)


def _key(one: Change, details: JSON, moment: str) -> str:
    if one.kind == "superseded":
        return content_hash(one.kind, *(str(details[name]) for name in ("earlier", "later", "what", "before", "after")))
    return content_hash(one.kind, one.event, one.what, moment)


def _details(one: Change) -> JSON:
    return {"what": one.what, "before": one.before, "after": one.after}


def _update_as_json(one: Update) -> JSON:
    return {
        "what": f"{one.what}, {one.who}",
        "before": one.before,
        "after": one.after,
        "earlier": {"report": one.earlier, "sha256": one.earlier_sha256, "words": one.words[0]},
        "later": {"report": one.report, "sha256": one.sha256, "words": one.words[1]},
    }


def _rows(connection: Connection, keys: Collection[str]) -> dict[str, JSON]:
    """How events stand now, in short."""
    wanted, found = sorted(keys), dict[str, JSON]()
    shown = (rows.c.key, rows.c.status, rows.c.action, rows.c.sub_event, rows.c.place, rows.c.first_day, rows.c.reports)
    for start in range(0, len(wanted), LOOKED_UP):
        chosen = select(*shown).where(rows.c.key.in_(wanted[start : start + LOOKED_UP]))
        for row in connection.execute(chosen):
            day = row.first_day and row.first_day.isoformat()
            found[row.key] = {**dict(row._mapping), "first_day": day}
    return found
