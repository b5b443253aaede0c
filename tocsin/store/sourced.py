"""The merged events one by one with the heads of their reports: in one order, and in flat memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice

from sqlalchemy import Connection, func, select

from tocsin.event import Actor, Speaker
from tocsin.judgement import Judgement
from tocsin.merge.outlets import Outlets
from tocsin.outlet import Outlet
from tocsin.reading import JSON
from tocsin.span import Span
from tocsin.store import tables, view
from tocsin.store.days import read_episodes_of
from tocsin.store.filters import Filters
from tocsin.store.judging import read_judgements
from tocsin.store.outlets import read_outlets

AT_ONCE = 200
"""Events in memory at a time; each has some kilobytes of JSON."""


NOWHERE = Span("text", 0, 1)
"""Where persons stand that were asked for without their reports."""


@dataclass(frozen=True, slots=True)
class ReportHead:
    """A report without its text: how a list of sources names it. `house` is what is known of its outlet."""

    id: str
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published: date | None = None
    language: str = "und"
    captured_at: datetime | None = None
    house: Outlet | None = None

    @property
    def known_since(self) -> date | None:
        """The day on which a desk could first know it: that of the capture, or else of publication."""
        return self.captured_at.date() if self.captured_at else self.published


@dataclass(frozen=True, slots=True)
class Sourced:
    """A merged event as public JSON, and the heads of the reports that tell of it, copies left out.

    `judged_at` is when a person last decided anything about it, or took a decision back.
    """

    event: JSON
    reports: Mapping[str, ReportHead]
    judged_at: datetime | None = None


def read_sourced(connection: Connection, filters: Filters, *, new_since: date | None = None) -> Iterator[Sourced]:
    """The events that the filters ask for, by first day and then by id; those without a day come last.

    `new_since` asks for those which a report of that day or later tells of.
    """
    found = view.matching(filters, kind="event").order_by(None)
    first, key = view.entry.c.first_day, view.entry.c.key
    rows = connection.execution_options(yield_per=AT_ONCE).execute(found.order_by(first.is_(None), first, key))
    keys = (row.key for row in rows)
    known, decided = read_outlets(connection), _decided(read_judgements(connection))
    while chunk := list(islice(keys, AT_ONCE)):
        events = _events(connection, chunk)
        heads = read_report_heads(connection, {report for event in events for report in event["reports"]})
        for event in events:
            told = {report: _housed(heads[report], known) for report in event["reports"] if report in heads}
            if new_since is None or any(_since(head, new_since) for head in told.values()):
                yield Sourced(event, told, _judged_at(event, decided))


@dataclass(frozen=True, slots=True)
class Persons:
    """Actors and speakers that reports name, each wording once, and the number of the last statement looked at."""

    actors: list[Actor]
    speakers: list[Speaker]
    last: int


def read_persons(connection: Connection, *, after: int = 0) -> Persons:
    """All actors and speakers, or those that only statements behind `after` name."""
    last = connection.scalar(select(func.max(tables.statement.c.id))) or 0
    return Persons(
        [Actor("actor", told["name"], NOWHERE, told.get("sector")) for told in _values(connection, "actor", after)],
        [
            Speaker(told["name"], None, told.get("role"), told.get("organisation"))
            for told in _values(connection, "speaker", after)
        ],
        last,
    )


def _values(connection: Connection, cell: str, after: int) -> Iterator[JSON]:
    said = tables.statement.c
    of_cell = select(tables.cell.c.id).where(tables.cell.c.name == cell).scalar_subquery()
    chosen = select(tables.value.c.json).where(
        tables.value.c.id.in_(select(said.value_id).where(said.cell_id == of_cell, said.id > after))
    )
    return (json.loads(row) for row in connection.scalars(chosen))


def read_report_heads(connection: Connection, keys: Iterable[str]) -> dict[str, ReportHead]:
    """The heads of reports by their ids; of several versions the last one kept."""
    wanted, table = sorted(keys), tables.report.c
    found: dict[str, ReportHead] = {}
    for start in range(0, len(wanted), AT_ONCE):
        columns = (table.key, table.outlet, table.title, table.url, table.published, table.language, table.captured_at)
        chosen = select(*columns).where(table.key.in_(wanted[start : start + AT_ONCE])).order_by(table.id)
        for row in connection.execute(chosen):
            captured = datetime.fromisoformat(row.captured_at) if row.captured_at else None
            found[row.key] = ReportHead(*row[:-1], captured)
    return found


def _housed(head: ReportHead, known: Outlets) -> ReportHead:
    return replace(head, house=known.named(head.outlet)) if head.outlet else head


def _decided(judgements: Iterable[Judgement]) -> dict[str, datetime]:
    """When anything was last decided about a mention or figure; taking back counts as deciding."""
    moments: dict[str, datetime] = {}
    made: dict[str, Judgement] = {}
    for one in sorted(judgements, key=lambda judgement: judgement.order):
        made[one.id] = one
        moments.update((anchor.subject, one.made_at) for anchor in _undone(one, made).anchors)
    return moments


def _undone(judgement: Judgement, made: Mapping[str, Judgement]) -> Judgement:
    """What a judgement takes back, through all takings back of takings back; itself where it takes back nothing."""
    while judgement.undoes and judgement.undoes in made:
        judgement = made[judgement.undoes]
    return judgement


def _judged_at(event: JSON, decided: Mapping[str, datetime]) -> datetime | None:
    if not decided:
        return None
    figures = (option["value"]["id"] for toll in event["tolls"] for option in (*toll["options"], *toll["superseded"]))
    return max((decided[name] for name in (*event["mentions"], *figures) if name in decided), default=None)


def _events(connection: Connection, keys: list[str]) -> list[JSON]:
    chosen = select(view.merged.c.key, view.merged.c.json).where(view.merged.c.key.in_(keys))
    by_key = {row.key: json.loads(row.json) for row in connection.execute(chosen)}
    episodes = read_episodes_of(connection, keys)
    return [by_key[key] | {"episode": episodes.get(key)} for key in keys if key in by_key]


def _since(head: ReportHead, day: date) -> bool:
    return head.known_since is not None and head.known_since >= day
