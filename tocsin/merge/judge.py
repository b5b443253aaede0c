"""What people decided, found again in the readings: which accounts belong together, which cells were corrected.

A judgement hangs on characters of a report. Where a finder has moved since, it is anchored to what overlaps them now;
where nothing does, it is an orphan and shown as such. "Same" and "different" are constraints on merging: where they
cannot all hold, every "different" holds and those of "same" that would break one are a conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Any, TypeVar, get_args

from tocsin.errors import UsageError
from tocsin.event import Actor, Mention
from tocsin.judgement import JOINING, PARTING, Anchor, AnchorKind, Judgement, in_force
from tocsin.reading import Reading
from tocsin.record import Conflict
from tocsin.report import Report
from tocsin.span import Span
from tocsin.statement import Value
from tocsin.values import Date, Factuality, Figure, FigureKind, FigureScope, Place

MENTION_CELLS = ("place", "date", "actor", "recipient", "factuality", "action", "acled")
FIGURE_CELLS = ("count", "kind", "who", "scope")
CELLS: Mapping[AnchorKind, tuple[str, ...]] = {"mention": MENTION_CELLS, "figure": FIGURE_CELLS}
"""The cells that a person may correct."""

ALLOWED: Mapping[str, tuple[str, ...]] = {
    "factuality": get_args(Factuality),
    "kind": get_args(FigureKind),
    "scope": get_args(FigureScope),
}
"""The values of cells that have few."""

Pair = tuple[str, str]
Item = TypeVar("Item", Mention, Figure)


@dataclass(frozen=True, slots=True)
class Decisions:
    """The judgements in force, resolved to the mentions and figures that are there now.

    `before` keeps what a corrected mention or figure was read as, so that the reading stays visible as a rival.
    """

    same: tuple[Pair, ...] = ()
    different: frozenset[Pair] = frozenset()
    rejected: Mapping[str, Judgement] = field(default_factory=dict)
    accepted: Mapping[str, Judgement] = field(default_factory=dict)
    corrected: Mapping[str, Mapping[str, Judgement]] = field(default_factory=dict)
    before: Mapping[str, Mention | Figure] = field(default_factory=dict)
    about: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    orphans: tuple[Judgement, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def correction(self, subject: str, cell: str) -> Judgement | None:
        """The judgement that set a cell of a mention or figure."""
        return self.corrected.get(subject, {}).get(cell)


NOTHING = Decisions()


def decide(judgements: Iterable[Judgement], readings: Mapping[str, Reading]) -> tuple[Decisions, dict[str, Reading]]:
    """The decisions that judgements come to, and the readings as they stand after them.

    Rejected mentions and figures are left out of the readings, corrected cells stand as corrected.
    """
    found = _Found()
    for judgement in in_force(judgements):
        found.take(judgement, readings)
    decisions = found.decisions()
    return decisions, {name: _as_decided(reading, decisions) for name, reading in readings.items()}


class _Found:
    """Decisions while they are gathered, a judgement at a time in the order they were made."""

    def __init__(self) -> None:
        self.joins: list[tuple[Judgement, list[str]]] = []
        self.parts: list[tuple[Judgement, list[Pair]]] = []
        self.rejected: dict[str, Judgement] = {}
        self.accepted: dict[str, Judgement] = {}
        self.corrected: dict[str, dict[str, Judgement]] = defaultdict(dict)
        self.before: dict[str, Mention | Figure] = {}
        self.about: dict[str, list[str]] = defaultdict(list)
        self.orphans: list[Judgement] = []

    def take(self, judgement: Judgement, readings: Mapping[str, Reading]) -> None:
        anchored = [(anchor, _anchored(anchor, readings.get(anchor.report))) for anchor in judgement.anchors]
        here = [(anchor, item) for anchor, item in anchored if item is not None]
        if len(here) < len(anchored):
            self.orphans.append(judgement)
        if judgement.kind == "comment":
            return  # it changes nothing, and stands in the history of what it hangs on
        for _, item in here:
            self.about[item.id].append(judgement.id)
        names = [item.id for _, item in here]
        if judgement.kind in JOINING:
            self.joins.append((judgement, names))
        elif judgement.kind in PARTING:
            self._part(judgement, [(anchor.side, item.id) for anchor, item in here])
        elif judgement.kind == "correct":
            self._correct(judgement, [item for _, item in here])
        else:
            self._rule_on(judgement, names)

    def decisions(self) -> Decisions:
        different = {pair: judgement for judgement, pairs in self.parts for pair in pairs}
        same, conflicts = _reconciled(self.joins, different)
        return Decisions(
            same=tuple(same),
            different=frozenset(different),
            rejected=self.rejected,
            accepted=self.accepted,
            corrected=self.corrected,
            before=self.before,
            about={subject: tuple(names) for subject, names in self.about.items()},
            orphans=tuple(self.orphans),
            conflicts=tuple(conflicts),
        )

    def _part(self, judgement: Judgement, sided: Sequence[tuple[int, str]]) -> None:
        pairs = [_pair(a, b) for one, a in sided for other, b in sided if one < other and a != b]
        self.parts.append((judgement, pairs))
        if judgement.kind == "split":
            for side in sorted({side for side, _ in sided}):
                self.joins.append((judgement, [name for one, name in sided if one == side]))

    def _correct(self, judgement: Judgement, items: Sequence[Mention | Figure]) -> None:
        for item in items:
            self.before[item.id] = item
            self.corrected[item.id][judgement.cell or ""] = judgement

    def _rule_on(self, judgement: Judgement, names: Iterable[str]) -> None:
        """Of accepting and rejecting one thing the later holds."""
        rejects = judgement.kind == "reject"
        for name in names:
            (self.rejected if rejects else self.accepted)[name] = judgement
            (self.accepted if rejects else self.rejected).pop(name, None)


def _reconciled(
    joins: Iterable[tuple[Judgement, list[str]]], different: Mapping[Pair, Judgement]
) -> tuple[list[Pair], list[Conflict]]:
    """The pairs that can be joined without joining what was told apart, oldest first, and what stands in their way."""
    groups: dict[str, set[str]] = {}
    behind: dict[str, list[str]] = defaultdict(list)
    pairs, conflicts = [], []
    for judgement, names in joins:
        for first, second in pairwise(names):
            one, two = groups.setdefault(first, {first}), groups.setdefault(second, {second})
            if one is two:
                continue
            barred = sorted((different[pair].order, different[pair].id) for pair in _across(one, two, different))
            if barred:
                chain = sorted({*behind[min(one)], *behind[min(two)], judgement.id})
                conflicts.append(Conflict(tuple(chain), barred[0][1]))
                continue
            said = sorted({*behind[min(one)], *behind[min(two)], judgement.id})
            one |= two
            groups.update(dict.fromkeys(two, one))
            behind[min(one)] = said
            pairs.append(_pair(first, second))
    return pairs, conflicts


def _across(one: set[str], two: set[str], different: Mapping[Pair, Judgement]) -> Iterator[Pair]:
    small, large = sorted((one, two), key=len)
    return (_pair(a, b) for a in small for b in large if _pair(a, b) in different)


def _pair(first: str, second: str) -> Pair:
    return (first, second) if first < second else (second, first)


# -- anchors -------------------------------------------------------------------------------------------------------


def anchor(report: Report, item: Mention | Figure, *, cell: str | None = None, side: int = 0) -> Anchor:
    """Where a judgement about a mention or figure is held: its words, and the value that is judged."""
    span = item.trigger if isinstance(item, Mention) else item.span
    return Anchor(
        report=report.id,
        sha256=report.sha256,
        kind="mention" if isinstance(item, Mention) else "figure",
        subject=item.id,
        span=span,
        text=report.cut(span),
        value=_value_read(item, cell),
        side=side,
    )


def _value_read(item: Mention | Figure, cell: str | None) -> Value:
    if isinstance(item, Figure):
        return item.kind if cell in (None, "kind") else (("low", item.low), ("best", item.best), ("high", item.high))
    if cell == "place":
        return "; ".join(place.name for place in item.places) or None
    if cell == "date":
        return item.date.value if item.date else None
    if cell in ("actor", "recipient"):
        return "; ".join(actor.name for actor in item.actors if actor.role == cell) or None
    return item.factuality if cell == "factuality" else item.action


def _anchored(held: Anchor, reading: Reading | None) -> Mention | Figure | None:
    """The mention or figure that an anchor means now: that of its id, or of its kind the one that overlaps most."""
    if reading is None:
        return None
    span = _moved(held, reading.report)
    if span is None:
        return None
    if held.kind == "figure":
        figures = [figure for figure in reading.figures if figure.span.overlaps(span)]
        return _closest(held.subject, [(figure, figure.span) for figure in figures], span)
    mentions = [mention for mention in reading.mentions if mention.trigger.overlaps(span)]
    return _closest(held.subject, [(mention, mention.trigger) for mention in mentions], span)


def _moved(held: Anchor, report: Report) -> Span | None:
    """Where the words of an anchor stand in the report as it is: at their place, or at the only other one."""
    if report.cut(held.span) == held.text:
        return held.span
    text = report.whole(held.span.field)
    if text.count(held.text) != 1:
        return None
    start = text.index(held.text)
    return Span(held.span.field, start, start + len(held.text))


def _closest(subject: str, found: Sequence[tuple[Item, Span]], span: Span) -> Item | None:
    def nearness(item: tuple[Item, Span]) -> tuple[bool, float, str]:
        record, own = item
        shared = min(own.end, span.end) - max(own.start, span.start)
        return record.id != subject, -shared / (max(own.end, span.end) - min(own.start, span.start)), record.id

    return min(found, key=nearness)[0] if found else None


# -- corrections ---------------------------------------------------------------------------------------------------


def check_cell(kind: AnchorKind, cell: str | None, value: Value) -> None:
    """Raise `UsageError` for a cell that cannot be corrected, or a value that is none for it."""
    if cell not in CELLS[kind]:
        raise UsageError(f"{cell}: not a cell of a {kind}; there are {', '.join(CELLS[kind])}")
    needs = {"place": "name", "date": "from", "count": "best", "actor": "name", "recipient": "name"}.get(cell)
    if value is not None and needs and (not isinstance(value, tuple) or dict(value).get(needs) is None):
        raise UsageError(f"{cell}: its value is an object with at least {needs!r}")
    if cell in ("count", "kind", "factuality", "action") and value is None:
        raise UsageError(f"{cell}: cannot be empty; reject the {kind} instead")
    allowed = ALLOWED.get(cell)
    if allowed and value not in allowed:
        raise UsageError(f"{cell}: there are {', '.join(allowed)}")
    if isinstance(value, tuple):
        _check_parts(cell, dict(value))


def _check_parts(cell: str, told: Mapping[str, Any]) -> None:
    """Raise `UsageError` for parts that no value can be made of: it would be found out only when all is merged."""
    try:
        if cell == "date":
            _check_days(date.fromisoformat(told["from"]), date.fromisoformat(told.get("to") or told["from"]))
        elif cell == "place":
            _check_point(*(float(told.get(name) or 0) for name in ("lat", "lon", "radius_km")))
        elif cell == "count":
            _check_bounds(*(told.get(name) for name in ("low", "best", "high")))
    except (TypeError, ValueError, OverflowError) as error:
        raise UsageError(f"{cell}: {error}") from error


def _check_days(first: date, last: date) -> None:
    if last < first:
        raise ValueError("ends before it begins")


def _check_point(lat: float, lon: float, radius_km: float) -> None:
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 <= radius_km <= 20_000):
        raise ValueError("not on the earth")


def _check_bounds(low: Any, best: Any, high: Any) -> None:
    told = [bound for bound in (low, best, high) if bound is not None]
    if not all(isinstance(bound, int) and 0 <= bound < 10**9 for bound in told):
        raise ValueError("its numbers are whole and not below 0")
    if sorted(told) != told:
        raise ValueError("the best number lies between the low and the high one")


def _as_decided(reading: Reading, decisions: Decisions) -> Reading:
    known = {*(mention.id for mention in reading.mentions), *(figure.id for figure in reading.figures)}
    if not known & decisions.about.keys():
        return reading
    return replace(
        reading,
        mentions=tuple(_mention(m, decisions) for m in reading.mentions if m.id not in decisions.rejected),
        figures=tuple(_figure(f, decisions) for f in reading.figures if f.id not in decisions.rejected),
    )


def _mention(mention: Mention, decisions: Decisions) -> Mention:
    for cell, judgement in decisions.corrected.get(mention.id, {}).items():
        mention = _with_cell(mention, cell, judgement.value)
    return mention


def _with_cell(mention: Mention, cell: str, value: Value) -> Mention:
    told: dict[str, Any] = dict(value) if isinstance(value, tuple) else {}
    if cell == "place":
        where = mention.places[0].span if mention.places else mention.trigger
        return replace(mention, places=(_place(told, where),) if told else ())
    if cell == "date":
        when = mention.date.span if mention.date else mention.trigger
        return replace(mention, date=_date(told, when) if told else None)
    if cell in ("actor", "recipient"):
        return replace(mention, actors=_actors(mention, cell, told))
    if cell == "acled":
        acled = mention.acled and replace(mention.acled, sub_event_type=str(value))
        return replace(mention, acled=acled if value is not None else None)
    return replace(mention, **{cell: value})  # type: ignore[arg-type]


def _place(told: Mapping[str, Any], where: Span) -> Place:
    keys = ("name", "geonameid", "lat", "lon", "level", "radius_km", "country", "admin1")
    known = {key: told[key] for key in keys if told.get(key) is not None}
    precision = "exact" if "lat" in known else "unresolved"
    return Place(where, **known, precision=told.get("precision", precision), reason="decided by a person")


def _date(told: Mapping[str, Any], when: Span) -> Date:
    start = date.fromisoformat(told["from"])
    end = date.fromisoformat(told.get("to") or told["from"])
    value = told["from"] if start == end else f"{start}/{end}"
    return Date(when, "DATE", value, start, end, "day" if start == end else "vague", None, "stated")


def _actors(mention: Mention, role: str, told: Mapping[str, Any]) -> tuple[Actor, ...]:
    others = tuple(actor for actor in mention.actors if actor.role != role)
    if not told:
        return others
    own = next((actor for actor in mention.actors if actor.role == role), None)
    name, sector, country = told["name"], told.get("sector"), told.get("country")
    if own:
        return (replace(own, name=name, sector=sector or own.sector, country=country or own.country), *others)
    return (Actor(role, name, mention.trigger, sector, None, country), *others)  # type: ignore[arg-type]


def _figure(figure: Figure, decisions: Decisions) -> Figure:
    for cell, judgement in decisions.corrected.get(figure.id, {}).items():
        if cell == "count":
            told: dict[str, Any] = dict(judgement.value) if isinstance(judgement.value, tuple) else {}
            best = int(told["best"])
            bounds = {"low": told.get("low", best), "best": best, "high": told.get("high", best)}
            figure = replace(figure, **bounds, rule=judgement.signature)
        else:
            figure = replace(figure, **{cell: judgement.value})  # type: ignore[arg-type]
    return figure
