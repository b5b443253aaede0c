"""One short row for each merged event, with what lists, maps and timelines ask for; made anew with the events."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    delete,
    insert,
    select,
)
from sqlalchemy import (
    Date as DateColumn,
)

from tocsin.record import Copy, Event, Merged, Toll
from tocsin.report import Report
from tocsin.store import tables, view
from tocsin.store.dialect import Key
from tocsin.store.rows import Rows
from tocsin.store.tables import AnyText
from tocsin.values import Date, FigureKind

GIVERS = 3
"""Sources of a number that its row names; its page names all."""

COUNTED: tuple[FigureKind, ...] = ("killed", "injured", "detained")
"""The kinds of figures that stand in every row."""

event = Table(
    "view_event",
    view.metadata,
    Column("entry_id", Key, primary_key=True, autoincrement=False),
    Column("key", AnyText, nullable=False, index=True),
    Column("first_day", DateColumn),
    Column("last_day", DateColumn),
    Column("status", String(20), nullable=False),
    Column("action", AnyText, nullable=False),
    Column("sub_event", AnyText),
    Column("quad", SmallInteger, nullable=False),
    Column("actor", AnyText),
    Column("recipient", AnyText),
    Column("place", AnyText),
    Column("country", String(2)),
    Column("admin1", AnyText),
    Column("level", String(20)),
    Column("precision", String(20)),
    Column("lat", Float),
    Column("lon", Float),
    Column("radius_km", Float),
    Column("reports", Integer, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("contradictions", Integer, nullable=False),
    Column("judged", Boolean, nullable=False),
    Column("weight", Integer, nullable=False),
    Column("reliability", String(1)),
    Column("credibility", SmallInteger),
    Column("latest", Integer, nullable=False, comment="its first day as a number, 0 where none is known: for sorting"),
    *(Column(f"{kind}_{bound}", Integer) for kind in COUNTED for bound in ("low", "best", "high")),
    Index("ix_view_event_weight", "judged", "weight", "entry_id"),
)
# What a page about all events asks is answered from an index alone: the rows themselves are wide.
Index("ix_view_event_latest", event.c.latest.desc(), event.c.weight.desc(), event.c.entry_id)
Index("ix_view_event_totals", event.c.status, event.c.first_day, event.c.last_day, event.c.lat)
Index(
    "ix_view_event_places",
    event.c.lat,
    event.c.lon,
    event.c.radius_km,
    event.c.place,
    event.c.country,
    event.c.level,
    event.c.killed_best,
)

member = Table(
    "view_member",
    view.metadata,
    Column("key", AnyText, primary_key=True),
    Column("event", AnyText, nullable=False, index=True),
)

copy = Table(
    "view_copy",
    view.metadata,
    Column("report", AnyText, primary_key=True),
    Column("original", AnyText, primary_key=True, index=True),
    Column("kind", String(10), nullable=False),
    Column("share", Float, nullable=False),
)


MATERIAL_CONFLICT = 4
"""The quad class of acts of conflict."""

CONTESTED = 10_000
"""What a contradiction weighs in the queue: more than any toll."""

outlet = Table(
    "view_outlet",
    view.metadata,
    Column("name", AnyText, primary_key=True),
    Column("reports", Integer, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("last", DateColumn),
)

FRESHNESS = "freshness"
"""The mark under which a database notes what its merged events are made of."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """When the events were merged, from how many reports, and how new these are: days and moments in ISO."""

    merged_at: str | None = None
    reports: int = 0
    published: str | None = None
    captured_at: str | None = None

    @property
    def version(self) -> str:
        """What tells one state of the merged events from every other."""
        return f"{self.merged_at} {self.reports}"


def read_freshness(connection: Connection) -> Freshness:
    """What the merged events are made of."""
    told = connection.scalar(select(tables.mark.c.value).where(tables.mark.c.name == FRESHNESS))
    return Freshness(**json.loads(told)) if told else Freshness()


toll = Table(
    "view_toll",
    view.metadata,
    Column("key", AnyText, primary_key=True),
    Column("event", AnyText, index=True),
    Column("kind", String(20), nullable=False),
    Column("who", AnyText),
    Column("low", Integer),
    Column("best", Integer, nullable=False),
    Column("high", Integer),
    Column("sources", Integer, nullable=False),
    Column("options", Integer, nullable=False),
    Column("day", DateColumn),
    Column("place", AnyText),
    Column("country", String(2)),
    Column("level", String(20)),
    Column("names", AnyText, nullable=False),
    Index("ix_view_toll_kind", "kind", "best"),
)


def summarise(
    connection: Connection, merged: Merged, entries: dict[str, int], reports: Iterable[Report], rows: Rows
) -> None:
    """Make these the rows of all events. `entries` are their numbers in the index, `rows` what was written before."""
    told = list(reports)
    note_freshness(
        connection,
        reports=len(told),
        published=max((one.published.isoformat() for one in told if one.published), default=None),
        captured_at=max((one.captured_at.isoformat() for one in told if one.captured_at), default=None),
    )
    against = Counter(row.about for row in merged.contradictions)
    rows.put(connection, event, [_row(one, entries[one.id], against) for one in merged.events])
    rows.put(connection, outlet, _outlets(told, merged.copies))
    rows.put(connection, member, list(_members(merged.events)))
    rows.put(connection, copy, [_copy(one) for one in merged.copies])
    tolls = {one.id: one for one in (*merged.tolls, *(toll for event in merged.events for toll in event.tolls))}
    names = {source.key: source.name for source in merged.sources}
    rows.put(connection, toll, [_toll(one, names) for one in tolls.values() if not one.denied])


def note_freshness(connection: Connection, *, reports: int, published: str | None, captured_at: str | None) -> None:
    """Note that the events were merged now, from so many reports, the last of which is so new."""
    told = {
        "merged_at": datetime.now(UTC).isoformat(timespec="microseconds"),
        "reports": reports,
        "published": published,
        "captured_at": captured_at,
    }
    connection.execute(delete(tables.mark).where(tables.mark.c.name == FRESHNESS))
    connection.execute(insert(tables.mark), {"name": FRESHNESS, "value": json.dumps(told)})


def _row(one: Event, entry: int, against: Mapping[str, int]) -> dict[str, object]:
    contradictions = sum(against.get(key, 0) for key in (one.id, *(toll.id for toll in one.tolls)))
    counts = _counts(one.tolls)
    place = one.place.value if one.place else None
    date = one.date.value if one.date else None
    return {
        "entry_id": entry,
        "key": one.id,
        "first_day": date and (date.start or date.end),
        "last_day": date and (date.end or date.start),
        "status": one.status,
        "action": one.action,
        "sub_event": one.acled.value if one.acled else None,
        "quad": one.quad,
        "actor": one.actor.value.name if one.actor else None,
        "recipient": one.recipient.value.name if one.recipient else None,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "level": place.level if place else None,
        "precision": place.precision if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "radius_km": place.radius_km if place else None,
        "reports": len(one.reports),
        "sources": len(one.sources),
        "contradictions": contradictions,
        "judged": bool(one.judgements),
        "weight": _weight(one, contradictions, counts["killed_best"] or 0),
        "reliability": one.grade.reliability if one.grade else None,
        "credibility": one.grade.credibility if one.grade else None,
        "latest": _latest(date),
        **counts,
    }


def _latest(date: Date | None) -> int:
    day = date and (date.start or date.end)
    return day.toordinal() if day else 0


def _weight(one: Event, contradictions: int, killed: int) -> int:
    """How much an event needs a look: what is contested first, then the deadliest, then what only one source tells."""
    if one.status in ("historical", "hypothetical"):
        return 0
    conflict = one.quad == MATERIAL_CONFLICT
    told = one.status in ("corroborated", "claimed", "single source", "disputed")
    return CONTESTED * min(contradictions, 9) + min(killed, CONTESTED - 1) * 2 + (conflict and told)


def _counts(tolls: Iterable[Toll]) -> dict[str, int | None]:
    """The largest toll of each kind: groups may overlap and are never added."""
    counts: dict[str, int | None] = {f"{kind}_{bound}": None for kind in COUNTED for bound in ("low", "best", "high")}
    for toll in sorted(tolls, key=lambda toll: toll.best):
        if toll.kind in COUNTED and not toll.denied:
            counts |= {f"{toll.kind}_low": toll.low, f"{toll.kind}_best": toll.best, f"{toll.kind}_high": toll.high}
    return counts


def _members(events: Iterable[Event]) -> Iterator[dict[str, object]]:
    """What an event may be addressed by: its mentions, its tolls, and the figures in them."""
    given: set[str] = set()
    for one in events:
        figures = (option.value.id for toll in one.tolls for option in (*toll.options, *toll.superseded))
        for key in (*one.mentions, *(toll.id for toll in one.tolls), *figures):
            if key not in given:
                given.add(key)
                yield {"key": key, "event": one.id}


def _copy(one: Copy) -> dict[str, object]:
    return {"report": one.report, "original": one.original, "kind": one.kind, "share": one.share}


def _toll(one: Toll, names: Mapping[str, str]) -> dict[str, object]:
    place = one.place
    chief = one.options[0]
    givers = [names[source] for source in chief.sources if source in names]
    claimed = " (claimed)" if givers and chief.value.voice != "outlet" else ""
    return {
        "key": one.id,
        "event": one.event,
        "kind": one.kind,
        "who": one.who,
        "low": one.low,
        "best": one.best,
        "high": one.high,
        "sources": len(one.sources),
        "options": len(one.options),
        "day": max((option.day for option in one.options if option.day), default=None),
        "place": place.name if place else None,
        "country": place.country if place else None,
        "level": place.level if place else None,
        "names": "; ".join(givers[:GIVERS]) + claimed,
    }


def _outlets(reports: Iterable[Report], copies: Iterable[Copy]) -> list[dict[str, object]]:
    """How many reports each outlet published, how many of them were copies, and when the last came out."""
    copied = {copy.report for copy in copies if copy.kind != "part"}
    by_name: dict[str, list[Report]] = {}
    for report in reports:
        by_name.setdefault(report.outlet or "", []).append(report)
    return [
        {
            "name": name,
            "reports": len(told),
            "copies": sum(report.id in copied for report in told),
            "last": max((report.published for report in told if report.published), default=None),
        }
        for name, told in sorted(by_name.items())
    ]
