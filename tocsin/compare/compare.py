"""Rows and record matched: a verdict for each row with the sentences for and against it, and what the rows lack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Literal

from tocsin.compare.match import Likeness, Reach, event_type, likeness
from tocsin.compare.rows import Row
from tocsin.export.shown import HAPPENED, first_day, is_point, largest, last_day, of
from tocsin.reading import JSON
from tocsin.store import Filters, Sourced, Store

Verdict = Literal["supported", "disputed", "claimed only", "denied", "not found"]
TollVerdict = Literal["in range", "below ours", "above ours", "only ours", "only yours", "none told"]

VERDICTS: dict[str, Verdict] = {
    "corroborated": "supported",
    "single source": "supported",
    "disputed": "disputed",
    "claimed": "claimed only",
    "denied": "denied",
}
"""By the status of the event. What is planned or predicted supports no row."""

STANDINGS = tuple(VERDICTS)
"""Statuses, the best supported first."""

CLOSE = 1
"""A row may have more than one event where their types are the same, at least in the wide sense."""

DEFAULT = Reach()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report, with who published it."""

    text: str
    outlet: str | None
    report: str
    event: str


@dataclass(frozen=True, slots=True)
class Found:
    """One row with the events of the record that it may speak of, the likeliest first."""

    row: Row
    events: tuple[Sourced, ...] = ()
    likeness: Likeness | None = None

    @property
    def verdict(self) -> Verdict:
        """What the record says of the row."""
        return VERDICTS[self.events[0].event["status"]] if self.events else "not found"

    @property
    def toll(self) -> JSON | None:
        """The largest toll of deaths of the likeliest event."""
        return largest(self.events[0], "killed") if self.events else None

    @property
    def toll_verdict(self) -> TollVerdict:
        """Whether the row's number of deaths lies within what sources give."""
        toll, own = self.toll, self.row.killed
        if toll is None:
            return "only yours" if own else "none told"
        if own is None or (own == 0 and toll["low"]):
            return "only ours"
        if own < (toll["low"] or 0):
            return "below ours"
        return "above ours" if toll["high"] is not None and own > toll["high"] else "in range"

    def supporting(self) -> Iterator[Sentence]:
        """Sentences that tell of the event."""
        for item in self.events:
            if item.event["status"] != "denied":
                yield from (_sentence(evidence, item) for evidence in item.event["evidence"])

    def contradicting(self) -> Iterator[Sentence]:
        """Sentences of the other side: denials, and numbers that the row's own does not meet."""
        for item in self.events:
            if item.event["status"] == "denied":
                yield from (_sentence(evidence, item) for evidence in item.event["evidence"])
            for row in item.event["contradictions"]:
                if row["kind"] == "occurrence":
                    for side in row["sides"][1:]:
                        yield from (_sentence(evidence, item) for evidence in side["evidence"])
        if self.toll_verdict in ("below ours", "above ours", "only ours") and self.toll:
            for option in self.toll["options"]:
                yield from (_sentence(evidence, self.events[0]) for evidence in option["evidence"])


@dataclass(frozen=True, slots=True)
class Comparison:
    """All rows with what was found of each, and the events of the record that none of them speaks of."""

    found: tuple[Found, ...]
    lacking: tuple[Sourced, ...]

    def counts(self) -> Counter[str]:
        """How many rows there are of each verdict."""
        return Counter(found.verdict for found in self.found)

    def masked(self, hidden: Callable[[Sourced], Sourced]) -> Comparison:
        """The same with every event as it may leave the house."""
        found = tuple(replace(one, events=tuple(map(hidden, one.events))) for one in self.found)
        return Comparison(found, tuple(map(hidden, self.lacking)))


@dataclass(slots=True)
class _Days:
    """Events by each day that they can have happened on, so that a row is held against few."""

    by_day: dict[int, list[Sourced]] = field(default_factory=dict)

    def add(self, item: Sourced, reach: Reach) -> None:
        start, end = first_day(item), last_day(item)
        if start and end and (end - start).days <= LONGEST:
            for day in range(start.toordinal() - reach.days, end.toordinal() + reach.days + 1):
                self.by_day.setdefault(day, []).append(item)

    def near(self, row: Row) -> Iterable[Sourced]:
        days = range(row.start.toordinal(), min(row.end.toordinal(), row.start.toordinal() + LONGEST) + 1)
        return {item.event["id"]: item for day in days for item in self.by_day.get(day, ())}.values()


LONGEST = 31
"""Days over which an event may lie and still be held against a row."""


def compare(store: Store, rows: Sequence[Row], reach: Reach = DEFAULT) -> Comparison:
    """Match rows with the events of a record.

    An event goes to the row that it is most like, so that no two rows share one; a row may have several. Events that
    no row has are told where they lie within the days and countries of the rows.
    """
    if not rows:
        return Comparison((), ())
    events = list(_of_interest(store, rows, reach))
    days = _Days()
    for item in events:
        days.add(item, reach)
    given = _shared_out(sorted(_pairs(rows, days, reach), key=_likeliest_first))
    taken = {item.event["id"] for told in given.values() for _, item in told}
    found = tuple(_found(row, given.get(number, [])) for number, row in enumerate(rows))
    return Comparison(found, tuple(item for item in events if item.event["id"] not in taken and _is_theirs(item, rows)))


def _of_interest(store: Store, rows: Sequence[Row], reach: Reach) -> Iterator[Sourced]:
    pad = timedelta(days=reach.days)
    asked = Filters(since=min(row.start for row in rows) - pad, until=max(row.end for row in rows) + pad)
    return (item for item in store.sourced(asked) if item.event["status"] in VERDICTS)


def _pairs(rows: Sequence[Row], days: _Days, reach: Reach) -> Iterator[tuple[Likeness, int, Sourced]]:
    for number, row in enumerate(rows):
        for item in days.near(row):
            like = likeness(row, item, reach)
            if like:
                yield like, number, item


def _likeliest_first(pair: tuple[Likeness, int, Sourced]) -> tuple[Likeness, int, int, str]:
    like, number, item = pair
    return like, STANDINGS.index(item.event["status"]), number, item.event["id"]


def _shared_out(pairs: Sequence[tuple[Likeness, int, Sourced]]) -> dict[int, list[tuple[Likeness, Sourced]]]:
    """Every row its likeliest event first, so that none goes without because another has two; then what is left."""
    given: dict[int, list[tuple[Likeness, Sourced]]] = {}
    taken: set[str] = set()
    for rounds in (1, 2):
        for like, number, item in pairs:
            free = item.event["id"] not in taken
            if free and (number not in given if rounds == 1 else like.kind <= CLOSE):
                taken.add(item.event["id"])
                given.setdefault(number, []).append((like, item))
    return given


def _found(row: Row, given: Sequence[tuple[Likeness, Sourced]]) -> Found:
    """What happened goes before what is claimed, and that before what is denied; then the likeliest."""
    if not given:
        return Found(row)
    ordered = sorted(given, key=lambda pair: (STANDINGS.index(pair[1].event["status"]), pair[0]))
    return Found(row, tuple(item for _, item in ordered), ordered[0][0])


def _is_theirs(item: Sourced, rows: Sequence[Row]) -> bool:
    """Whether a desk with these rows would have a row for it: an act of conflict, placed and dated, where they look."""
    countries = {row.country for row in rows if row.country}
    inside = not countries or of(item, "place", "country") in countries
    dated = first_day(item) is not None
    return item.event["status"] in HAPPENED and inside and dated and is_point(item) and event_type(item) is not None


def _around(evidence: JSON, item: Sourced) -> JSON:
    """The sentence of the event that a short piece of evidence stands in, where it stands in one."""
    sentences: list[JSON] = item.event["evidence"]
    return next((one for one in sentences if _covers(one, evidence)), evidence)


def _covers(whole: JSON, part: JSON) -> bool:
    same = (whole["report"], whole["in"]) == (part["report"], part["in"])
    return same and whole["start"] <= part["start"] and part["end"] <= whole["end"]


def _sentence(evidence: JSON, item: Sourced) -> Sentence:
    evidence = _around(evidence, item)
    head = item.reports.get(evidence["report"])
    return Sentence(
        " ".join(evidence["text"].split()), head.outlet if head else None, evidence["report"], item.event["id"]
    )
