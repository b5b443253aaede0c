"""The watch itself: who is due, what is new, read and kept, one round after the other."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from typing import Protocol

from tocsin.errors import InputError
from tocsin.pipeline import Tools, readings
from tocsin.read import Known, Reject, Source, report_from_text, report_of, sources
from tocsin.read.decode import decoded
from tocsin.read.page import declared_encoding, report_from_page
from tocsin.reading import Reading
from tocsin.report import Report
from tocsin.watch.fetch import NEVER_ASKED, Fetched, Fetcher, Refused, Unchanged, Validators
from tocsin.watch.items import Item, NotTaken, items
from tocsin.watch.sources import Plan, Watched
from tocsin.watch.state import Health, State

HOSTS_AT_ONCE = 16
LONGEST_WAIT = 86_400.0
"""Seconds after which even a source that keeps failing is asked again."""

AT_ONCE = 64
"""Reports that are read and kept together: what a kill costs is fetched again, and no more than so many."""


Clock = Callable[[], float]


class Keeps(Protocol):
    """Where readings go; the store does."""

    def add(self, readings: Iterable[Reading], *, captures: dict[str, bytes], rejects: Iterable[Reject]) -> object:
        """Keep them; what is there already is left alone."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A new report of a source on its way: the report or why there is none, and the bytes it was read from."""

    source: Watched
    key: str
    item: Report | Reject
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Polled:
    """A source that answered: what came of it, and what to note once that is kept. `again`: not everything came."""

    source: Watched
    arrivals: tuple[Arrival, ...] = ()
    validators: Validators = NEVER_ASKED
    again: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """What one round came to."""

    polled: int
    new: int
    refused: int
    readings: tuple[Reading, ...]


class Watch:
    """Polls the sources of a plan. `once` makes one round over all that is due; `rounds` goes on for ever."""

    def __init__(
        self,
        plan: Plan,
        state: State,
        tools: Tools,
        *,
        fetcher: Fetcher | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._plan = plan
        self._state = state
        self._tools = tools
        self._fetcher = fetcher or Fetcher(plan)
        self._clock = clock

    def close(self) -> None:
        """Close all connections."""
        self._fetcher.close()

    def rounds(self, store: Keeps) -> Iterator[Round]:
        """Round after round, each when the next source is due."""
        while True:
            yield self.once(store)
            time.sleep(max(1.0, min(60.0, min(self._due(one) for one in self._plan.sources) - self._clock())))

    def once(self, store: Keeps) -> Round:
        """Poll what is due, read what is new, keep it, and only then note that it is taken."""
        due = [one for one in self._plan.sources if self._due(one) <= self._clock()]
        found: list[Reading] = []
        refused = 0
        with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
            by_host = [list(group) for _, group in groupby(sorted(due, key=lambda one: one.host), lambda one: one.host)]
            for polled in (one for group in pool.map(self._poll_host, by_host) for one in group):
                for start in range(0, len(polled.arrivals), AT_ONCE):
                    batch = polled.arrivals[start : start + AT_ONCE]
                    kept = self._keep(batch, store)
                    found += kept
                    refused += len(batch) - len(kept)
                self._answered(polled)
        self._state.tidy()
        return Round(len(due), len(found), refused, tuple(found))

    def health(self) -> list[Health]:
        """How each source does."""
        return [self._state.health(one.name) for one in self._plan.sources]

    def _due(self, source: Watched) -> float:
        return self._state.health(source.name).due

    def _poll_host(self, group: Sequence[Watched]) -> list[Polled]:
        return [polled for source in group if (polled := self._poll(source)) is not None]

    def _poll(self, source: Watched) -> Polled | None:
        if source.kind == "folder":
            return Polled(source, tuple(self._in_folder(source)))
        health = self._state.health(source.name)
        outcome = self._fetcher.fetch(source.address, health.validators)
        if isinstance(outcome, Refused):
            self._fail(source, health, outcome)
            return None
        if isinstance(outcome, Unchanged):
            return Polled(source, validators=health.validators)
        try:
            found = list(self._arrivals(source, outcome))
        except NotTaken as error:
            self._fail(source, health, Refused(str(error)))
            return None
        arrivals = tuple(one for one in found if one is not None)
        return Polled(source, arrivals, outcome.validators, again=len(arrivals) < len(found))

    def _answered(self, polled: Polled) -> None:
        """Only now does the host hear what we have: a kill before this costs one more look and nothing else."""
        due = self._clock() + polled.source.every * random.uniform(0.95, 1.05)
        validators = NEVER_ASKED if polled.again else polled.validators
        self._state.answered(polled.source.name, due, validators, new=len(polled.arrivals))

    def _fail(self, source: Watched, health: Health, refused: Refused) -> None:
        self._state.refuse(source.name, source.address, refused.reason)
        backed_off = min(LONGEST_WAIT, source.every * 2 ** min(health.failures + 1, 16))
        wait = max(backed_off, min(refused.wait or 0.0, LONGEST_WAIT))
        self._state.failed(source.name, self._clock() + wait, refused.reason)

    def _arrivals(self, source: Watched, fetched: Fetched) -> Iterator[Arrival | None]:
        for item in items(source.kind, fetched):
            key = sha256(fetched.body).hexdigest() if source.kind == "page" else item.key
            if self._state.is_new(source.name, key):
                page = fetched if source.kind == "page" else None
                yield self._arrival(source, replace(item, key=key), page)

    def _arrival(self, source: Watched, item: Item, page: Fetched | None) -> Arrival | None:
        """The report of an item, from its page or from the feed's own text; none where it may yet come."""
        known = Known(url=item.url, title=item.title, outlet=source.outlet, published=item.published)
        if page is None and source.full and item.url:
            outcome = self._fetcher.fetch(item.url)
            page = outcome if isinstance(outcome, Fetched) else None
            if isinstance(outcome, Refused):
                self._state.refuse(source.name, item.url, outcome.reason)
                if not item.text:
                    self._state.missed(source.name, item.key, for_good=outcome.gone)
                    return None
        try:
            if page is not None:
                return Arrival(source, item.key, _report(page, known), page.body)
            if item.text:
                return Arrival(source, item.key, report_from_text(item.text, known=known))
        except InputError as error:
            self._state.refuse(source.name, item.url or item.key, error.reason)
            return Arrival(source, item.key, Reject(error.source, None, error.reason, "unreadable"))
        self._state.refuse(source.name, item.url or item.key, "it has no text of its own")
        self._state.missed(source.name, item.key, for_good=True)
        return None

    def _in_folder(self, source: Watched) -> Iterator[Arrival]:
        for one in sources([source.address], settings=self._tools.settings):
            key = str(one) if isinstance(one, Reject) else f"{one.name}:{one.line}:{one.sha256}"
            if self._state.is_new(source.name, key):
                yield _from_file(source, key, one)

    def _keep(self, batch: Sequence[Arrival], store: Keeps) -> list[Reading]:
        found = list(readings((one.item for one in batch), self._tools))
        captures = {one.item.sha256: one.body for one in batch if isinstance(one.item, Report) and one.body is not None}
        kept = [one for one in found if isinstance(one, Reading)]
        store.add(kept, captures=captures, rejects=[one for one in found if isinstance(one, Reject)])
        for source, group in groupby(batch, key=lambda one: one.source.name):
            self._state.taken(source, [one.key for one in group])
        return kept


def _report(page: Fetched, known: Known) -> Report:
    """The report on a page; a plain text is one as well."""
    digest = sha256(page.body).hexdigest()
    declared = page.charset or declared_encoding(page.body)
    text = decoded(page.body, source=page.url, declared=declared)
    known = replace(known, url=known.url or page.url)
    plain = page.content_type == "text/plain"
    report = (
        report_from_text(text, known=known, sha256=digest)
        if plain
        else report_from_page(text, source=page.url, known=known, sha256=digest)
    )
    return replace(report, captured_at=datetime.now(UTC))  # which of two versions of a page stands is told by it


def _from_file(source: Watched, key: str, one: Source | Reject) -> Arrival:
    if isinstance(one, Reject):
        return Arrival(source, key, one)
    try:
        report = report_of(one)
    except InputError as error:
        return Arrival(source, key, Reject(error.source, one.line, error.reason, "unreadable"))
    report = replace(report, outlet=report.outlet or source.outlet)
    return Arrival(source, key, report, one.body if one.kind == "page" else None)
