"""The section of headline figures: each with its bounds, who gives it, and the rival numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from tocsin.brief.dossier import Dossier, trace
from tocsin.brief.doubts import doubt, is_only_taken_back
from tocsin.brief.wording import (
    KINDS,
    bare_deed,
    counted,
    day,
    listed,
    number,
    shortened,
    span_of_numbers,
    when,
)
from tocsin.record import Event, Option, Toll
from tocsin.values import Figure, FigureKind

ORDER = tuple(KINDS)
HEADLINES: dict[FigureKind, int] = {"killed": 5, "injured": 3, "detained": 3, "missing": 3, "displaced": 3}
"""Tolls shown of each kind. A headline of more figures than these is none; the others are in the record."""

HARMING = frozenset("kill shoot lynch beat arrest abduct attack".split())
"""Deeds that the kind of a figure tells already: people killed, detained."""

TELLING = ("corroborated", "single source", "disputed", "claimed")
"""Statuses of events whose figures may stand in a headline, each with who gives it."""


def headline_figures(dossier: Dossier) -> Iterator[str]:
    """The largest tolls of each kind: aggregates and figures of no one event first, then those of events."""
    tolls = headline_tolls(dossier)
    if not tolls:
        yield "No figure of people killed, injured, detained, missing or displaced was read."
        return
    yield "Nothing here is added up: groups may overlap, and one figure may be part of another."
    yield ""
    for kind, alike in groupby(tolls, key=lambda toll: toll.kind):
        lines = [f"- {toll_line(toll, dossier)}" for toll in alike]
        yield from shortened(lines, HEADLINES[kind], f"figures --type {kind}")


def headline_tolls(dossier: Dossier) -> list[Toll]:
    """The tolls that may stand in a headline, by kind, those of most weight first."""
    tolls = [toll for toll in (*dossier.merged.tolls, *_event_tolls(dossier)) if toll.kind in HEADLINES]
    given = [toll for toll in tolls if not is_only_taken_back(toll, dossier)]
    return _without_echo(sorted(given, key=_weight))


def toll_line(toll: Toll, dossier: Dossier) -> str:
    """One toll in words, with everything that stands beside it."""
    chief = toll.options[0]
    told = f"**{dossier.toll(chief, toll)}**"
    givers = f"{_where(toll, dossier)}, {_givers(chief, dossier)}"
    lines = [f"{told}{givers}{_said_on(toll, dossier)} {dossier.cite(chief.evidence)} {trace(toll.id)}."]
    if doubted := doubt(toll, dossier):
        lines.append(f"**Said to be a mistake**: {dossier.quote(doubted)}.")
    if toll.options[1:]:
        lines.append(f"Other numbers: {'; '.join(_given(option, dossier) for option in toll.options[1:])}.")
        sources = counted(len(toll.sources), "independent source")
        lines.append(f"Range over {sources}: {range_of(toll)} {dossier.cite(_all_evidence(toll))}.")
    if toll.superseded:
        lines.append(f"Earlier: {'; '.join(_given(option, dossier) for option in toll.superseded)}.")
    return " ".join(lines)


def short_line(toll: Toll, dossier: Dossier) -> str:
    """One toll in one sentence: the number, the range where it has one, who gives it."""
    chief = toll.options[0]
    apart = f" (range {range_of(toll)})" if toll.options[1:] else ""
    cited = dossier.cite(_all_evidence(toll))
    doubted = doubt(toll, dossier)
    mistake = f"; **said to be a mistake** {dossier.cite([doubted])}" if doubted else ""
    givers = f"{_givers(chief, dossier)}{_said_on(toll, dossier)}"
    return f"**{dossier.toll(chief, toll)}**{apart}{_where(toll, dossier)}, {givers} {cited}{mistake}."


def _event_tolls(dossier: Dossier) -> list[Toll]:
    events = [event for event in dossier.merged.events if event.status in TELLING]
    return [toll for event in events for toll in event.tolls]


def _without_echo(tolls: Sequence[Toll]) -> list[Toll]:
    """Leave out what a report repeats of another event in the same number; what is attributed stands before it."""
    kept: dict[tuple[object, ...], Toll] = {}
    for toll in sorted(tolls, key=lambda toll: toll.options[0].value.claim is None):
        chief = toll.options[0]
        kept.setdefault((toll.kind, toll.who, chief.value.best, chief.reports), toll)
    chosen = {toll.id for toll in kept.values()}
    return [toll for toll in tolls if toll.id in chosen]


def _weight(toll: Toll) -> tuple[int, int, int, str]:
    """By kind; of each kind aggregates first, then those of events, then those that belong to nothing known."""
    nearness = 1 if toll.event else 0 if toll.place or toll.scope == "aggregate" else 2
    return ORDER.index(toll.kind), nearness, -toll.best, toll.id


def _where(toll: Toll, dossier: Dossier) -> str:
    event = dossier.events.get(toll.event or "")
    if event is not None:
        during = "" if event.action in HARMING else f", {bare_deed(event).lower()}"
        return f"{during}{place_and_day(event, dossier)}"
    return f" in {dossier.place(toll.place)}" if toll.place else ""


def _said_on(toll: Toll, dossier: Dossier) -> str:
    """When the number was given, where no day of an event stands beside it."""
    event = dossier.events.get(toll.event or "")
    told = event is not None and event.date is not None and event.date.value.start is not None
    said = toll.options[0].day
    return f", {day(said)}" if said and not told else ""


def place_and_day(event: Event, dossier: Dossier) -> str:
    """Where and when an event was, as far as it is known: in Almaty, 5 January 2022."""
    where = f" in {dossier.place(event.place.value)}" if event.place else ""
    value = event.date.value if event.date else None
    told = when(value.start, value.end or value.start) if value and value.start else ""
    return f"{where}, {told}" if told else where


def _givers(option: Option[Figure], dossier: Dossier) -> str:
    """Who gives a number: outlets report it, speakers say it; one that an outlet leaves unnamed is told as such."""
    outlets = [key for key in option.sources if dossier.sources[key].kind == "outlet"]
    if option.value.claim or not outlets:
        return f"according to {listed(_names(option, dossier))}"
    speakers = [key for key in option.sources if key not in outlets]
    parts = [f"according to {listed(dossier.names(speakers))}"] if speakers else []
    return " and ".join([*parts, f"reported by {listed(dossier.names(outlets))}"])


def _names(option: Option[Figure], dossier: Dossier) -> list[str]:
    """The sources of a number by name; where it is claimed, the claimant stands for the outlet that carries it."""
    claim = option.value.claim
    kinds = {key: dossier.sources[key].kind for key in option.sources}
    named = dict(zip(kinds, dossier.names(kinds), strict=True))
    return list(
        dict.fromkeys(dossier.claimant(claim) if claim and kinds[key] == "outlet" else named[key] for key in kinds)
    )


def _given(option: Option[Figure], dossier: Dossier) -> str:
    said = f", {day(option.day)}" if option.day else ""
    return f"{number(option.value)} ({listed(_names(option, dossier))}{said}) {dossier.cite(option.evidence)}"


def range_of(toll: Toll) -> str:
    """The bounds over all sources in words: 4 to 6 or more."""
    if toll.high is None and toll.low < toll.best:
        return f"{toll.low:,} to {toll.best:,} or more"
    return span_of_numbers(toll.low, toll.high)


def _all_evidence(toll: Toll) -> Sequence[str]:
    return [item.report for option in toll.options for item in option.evidence]
