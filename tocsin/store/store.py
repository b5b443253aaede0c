"""The store: what was read is kept here, and asked for again."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

from sqlalchemy import Connection, Engine, delete, insert, select

from tocsin.event import Actor, Claim, Mention, Speaker
from tocsin.judgement import Judgement
from tocsin.merge import merge
from tocsin.merge.judge import Decisions, decide
from tocsin.merge.outlets import Outlets
from tocsin.outlet import Outlet
from tocsin.reading import JSON, Reading
from tocsin.record import Merged
from tocsin.store import dialect, judging, merging, tables, view
from tocsin.store.facets import Kind
from tocsin.store.filters import Filters
from tocsin.store.following import Follower
from tocsin.store.history import read_changes
from tocsin.store.judging import Decision
from tocsin.store.opening import open_engine
from tocsin.store.outlets import read_outlets, write_outlets
from tocsin.store.reader import CHUNK, read_readings
from tocsin.store.sourced import Sourced, read_persons, read_sourced
from tocsin.store.why import Reason, read_reasons
from tocsin.store.writer import Added, write, write_captures, write_rejects
from tocsin.values import Figure

if TYPE_CHECKING:
    from tocsin.read import Reject

BATCH = 32
"""Readings in one transaction: some seconds of reading, which is the most that a killed run loses."""

EVERYTHING = Filters()

Record = TypeVar("Record", Mention, Claim, Figure)


@dataclass(frozen=True, slots=True)
class Told(Generic[Record]):
    """A mention, claim or figure, and the reading it stands in."""

    reading: Reading
    record: Record


@dataclass(frozen=True, slots=True)
class Store:
    """One database. Open it with `Store.open`; every call is a transaction of its own."""

    address: str
    engine: Engine
    _follower: Follower = field(default_factory=Follower, repr=False, compare=False)

    @classmethod
    def open(cls, address: str, *, create: bool = True) -> Store:
        """Open the database at a path (SQLite) or URL. It is made where there is none, unless `create` is false."""
        store = cls(address, open_engine(address, create=create))
        store._index_if_outdated()
        return store

    def pooled(self) -> Store:
        """The same record for a desk, which asks a server many times a second and keeps its connections open."""
        return Store(self.address, dialect.pooled(self.engine))

    def add(
        self,
        readings: Iterable[Reading],
        *,
        captures: Mapping[str, bytes] | None = None,
        rejects: Iterable[Reject] = (),
    ) -> Added:
        """Keep readings, a batch to a transaction. What is there already is left alone.

        `captures` holds the bytes of pages by their SHA-256; `rejects` are the inputs that could not be read.
        """
        added = Added()
        for batch in batches(readings, BATCH):
            added += self._add_batch(batch)
        with self._writing() as connection:
            write_captures(connection, captures or {})
            write_rejects(connection, rejects)
        return added

    def readings(self, filters: Filters = EVERYTHING) -> Iterator[Reading]:
        """The readings in which anything is told that the filters ask for; all of them where they ask for nothing."""
        return (reading for _, reading in self._readings(self._reports(filters)))

    def mentions(self, filters: Filters = EVERYTHING) -> Iterator[Told[Mention]]:
        """The accounts of events that the filters ask for."""
        for reading, keys in self._told("mention", filters):
            yield from (Told(reading, mention) for mention in reading.mentions if mention.id in keys)

    def claims(self, filters: Filters = EVERYTHING) -> Iterator[Told[Claim]]:
        """The claims that the filters ask for."""
        for reading, keys in self._told("claim", filters):
            yield from (Told(reading, claim) for claim in reading.claims if claim.id in keys)

    def figures(self, filters: Filters = EVERYTHING) -> Iterator[Told[Figure]]:
        """The figures that the filters ask for."""
        for reading, keys in self._told("figure", filters):
            yield from (Told(reading, figure) for figure in reading.figures if figure.id in keys)

    def events(self, filters: Filters = EVERYTHING) -> list[JSON]:
        """The merged events that the filters ask for, as public JSON, by day. They are merged anew where stale."""
        self._merge_if_stale()
        with self._reading() as connection:
            return list(merging.read_events(connection, filters))

    def sourced(self, filters: Filters = EVERYTHING, *, new_since: date | None = None) -> Iterator[Sourced]:
        """The merged events that the filters ask for, one by one with the heads of their reports, by day.

        Use it where there may be many: only some hundred are in memory. `new_since` asks for those that a report of
        that day or later tells of.
        """
        self._merge_if_stale()
        with self._reading() as connection:
            yield from read_sourced(connection, filters, new_since=new_since)

    def persons(self) -> tuple[list[Actor], list[Speaker]]:
        """All actors and speakers that reports name, each wording once: whose names may be masked hangs on them."""
        with self._reading() as connection:
            found = read_persons(connection)
        return found.actors, found.speakers

    def sayings(self, filters: Filters = EVERYTHING) -> list[JSON]:
        """What was said, each once with all that carry it, where any of its claims is what the filters ask for."""
        self._merge_if_stale()
        with self._reading() as connection:
            return list(merging.read_sayings(connection, filters))

    def record(self, key: str) -> JSON | None:
        """The public JSON of the event, toll or contradiction of that id."""
        self._merge_if_stale()
        with self._reading() as connection:
            return merging.read_merged(connection, key)

    def changes(self, since: date | None = None, *, event: str | None = None, most: int | None = None) -> list[JSON]:
        """What became of events since a day: new, raised, denied, corroborated, superseded; the latest first."""
        self._merge_if_stale()
        with self._reading() as connection:
            return list(read_changes(connection, since=since, event=event, most=most))

    def merge(self) -> None:
        """Bring the merged events up to date, where something was written since. Use it off the path of readers."""
        self._merge_if_stale()

    def is_merged(self) -> bool:
        """Whether the merged events are those of all readings."""
        with self._reading() as connection:
            return merging.is_fresh(connection)

    def seeing(self) -> AbstractContextManager[Connection]:
        """One transaction that sees one state of the database: for this room's functions that read for pages."""
        return self._reading()

    def changing(self) -> AbstractContextManager[Connection]:
        """One transaction of the only writer: for this room's functions that write for a desk."""
        return self._writing()

    def merged(self) -> Merged:
        """The record of all readings: events, tolls, contradictions, copies and sources."""
        return merge(self.readings(), self.judgements(), self.outlets())

    def judge(self, decision: Decision) -> Judgement:
        """Keep a person's decision about events, mentions, tolls or figures. The record follows it from now on.

        Raises `UsageError` where the ids stand for nothing that such a decision can be made on.
        """
        if decision.kind == "undo":
            with self._reading() as connection:
                judgement = judging.undoing(decision, judging.judgement_named(connection, decision.ids[0]))
        else:
            judgement = judging.made(decision, *self._judged(decision.ids))
        self.add_judgements([judgement])
        return judgement

    def judgements(self) -> list[Judgement]:
        """All judgements in the order they were made, with those that were taken back."""
        with self._reading() as connection:
            return list(judging.read_judgements(connection))

    def add_judgements(self, judgements: Iterable[Judgement]) -> int:
        """Keep judgements made elsewhere. Those that are there already are left alone; tells how many were new."""
        with self._writing() as connection:
            new = judging.write_judgements(connection, judgements)
            if new:
                merging.make_stale(connection)
        return new

    def decisions(self) -> Decisions:
        """What the judgements in force come to now, with those that conflict and those that hang on nothing."""
        return decide(self.judgements(), {reading.report.id: reading for reading in self.readings()})[0]

    def outlets(self) -> Outlets:
        """All outlets that are known: as a desk has set them, or as they ship."""
        with self._reading() as connection:
            return read_outlets(connection)

    def set_outlets(self, outlets: Iterable[Outlet], *, by: str) -> None:
        """Keep what a desk knows of outlets."""
        with self._writing() as connection:
            write_outlets(connection, outlets, by=by)
            merging.make_stale(connection)

    def rejects(self) -> list[Reject]:
        """What could not be read, by name and line."""
        from tocsin.read import Reject  # noqa: PLC0415 - it loads what reads pages, which nothing else here needs

        chosen = select(tables.reject).order_by(tables.reject.c.source, tables.reject.c.line)
        with self._reading() as connection:
            rows = connection.execute(chosen).all()
        return [Reject(row.source, row.line or None, row.reason, row.kind) for row in rows]

    def capture(self, sha256: str) -> bytes | None:
        """The bytes of that hash as they came, where they were kept."""
        kept = select(tables.capture.c.zlib).where(tables.capture.c.sha256 == sha256)
        with self._reading() as connection:
            data = connection.scalar(kept)
        return zlib.decompress(data) if data is not None else None

    def has_capture(self, sha256: str) -> bool:
        """Whether the bytes of that hash were kept."""
        with self._reading() as connection:
            kept = select(tables.capture.c.sha256).where(tables.capture.c.sha256 == sha256)
            return connection.scalar(kept) is not None

    def why(self, key: str) -> list[Reason]:
        """Every statement behind what has that id, with its words in context; none for an unknown id.

        The id is that of a mention, claim, figure or report, or of an event, toll or contradiction.
        """
        self._merge_if_stale()
        with self._reading() as connection:
            return list(read_reasons(connection, merging.members(connection, key) or [key]))

    def rebuild(self) -> None:
        """Make the index anew from the statements."""
        with self._writing() as connection:
            view.make_anew(connection)
            numbers = list(connection.scalars(select(tables.report.c.id).order_by(tables.report.c.id)))
            for chunk in batches(numbers, CHUNK):
                view.index_readings(connection, dict(read_readings(connection, chunk)))
            merging.forget_merged(connection)
            connection.execute(delete(tables.mark).where(tables.mark.c.name == view.MARK))
            connection.execute(insert(tables.mark), {"name": view.MARK, "value": view.VIEW})

    def _judged(self, ids: Iterable[str]) -> tuple[list[list[str]], dict[str, Reading]]:
        """The mentions and figures that ids stand for, and the readings they are in."""
        self._merge_if_stale()
        with self._reading() as connection:
            sides = [merging.judged(connection, key) for key in ids]
            chosen = view.reports_of(name for names in sides for name in names)
            numbers = sorted(connection.scalars(chosen))
            found = {reading.report.id: reading for _, reading in read_readings(connection, numbers)}
        return sides, found

    def _add_batch(self, batch: Sequence[Reading]) -> Added:
        with self._writing() as connection:
            written = write(connection, batch)
            view.index_readings(connection, written.readings)
            if written.readings:
                merging.make_stale(connection)
        return written.added

    def _index_if_outdated(self) -> None:
        with self._reading() as connection:
            built = connection.scalar(select(tables.mark.c.value).where(tables.mark.c.name == view.MARK))
        if built != view.VIEW:
            self.rebuild()

    def _merge_if_stale(self) -> None:
        with self._reading() as connection:
            if merging.is_fresh(connection):
                return
        self._follower.follow(self.engine, self.address)

    def _reports(self, filters: Filters) -> list[int]:
        if filters == EVERYTHING:
            chosen = select(tables.report.c.id).order_by(tables.report.c.id)
        else:
            chosen = view.reports_with(view.matching(filters))
        with self._reading() as connection:
            return list(connection.scalars(chosen))

    def _told(self, kind: Kind, filters: Filters) -> Iterator[tuple[Reading, set[str]]]:
        keys: dict[int, set[str]] = {}
        with self._reading() as connection:
            for report, key in connection.execute(view.matching(filters, kind=kind)):
                keys.setdefault(report, set()).add(key)
        yield from ((reading, keys[number]) for number, reading in self._readings(list(keys)))

    def _readings(self, numbers: Sequence[int]) -> Iterator[tuple[int, Reading]]:
        for chunk in batches(numbers, CHUNK):
            with self._reading() as connection:
                readings = list(read_readings(connection, chunk))
            yield from readings

    def _writing(self) -> AbstractContextManager[Connection]:
        return dialect.writing(self.engine, self.address)

    def _reading(self) -> AbstractContextManager[Connection]:
        return dialect.reading(self.engine, self.address)


Item = TypeVar("Item")


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Items in lists of at most `size`."""
    running = iter(items)
    while batch := list(islice(running, size)):
        yield batch
