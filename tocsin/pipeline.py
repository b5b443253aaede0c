"""One report through all stages: gate, parse, find. The order of the finders is here and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from tocsin import codebook
from tocsin.codebook import Codebook
from tocsin.codebook.conventions import convention
from tocsin.errors import TocsinError
from tocsin.event import Claim, Mention
from tocsin.find import deeds as find_deeds
from tocsin.find import events, figures, principal
from tocsin.find.attribution import claims as find_claims
from tocsin.find.between import between
from tocsin.find.dates import dates as find_dates
from tocsin.find.people import people as find_people
from tocsin.find.places import places as find_places
from tocsin.find.told import told
from tocsin.gate import Gate
from tocsin.gazetteer.gazetteer import Gazetteer
from tocsin.parse import ParsedReport, Segment, parse_many, segment
from tocsin.read import Reject
from tocsin.reading import Reading
from tocsin.report import Report
from tocsin.settings import Settings
from tocsin.span import Span
from tocsin.stopwatch import Stopwatch
from tocsin.values import Date, Figure, Place

WINDOW = 100_000
"""Characters of text that are read together: two to three seconds of reading, and some 20 MB."""

Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading needs and shares between reports: the codebook, the gazetteer, the gate; and the time it takes.

    `everything` opens the gate for all reports, whatever is asked for one of them.
    """

    settings: Settings
    codebook: Codebook
    gazetteer: Gazetteer
    gate: Gate
    stopwatch: Stopwatch = field(default_factory=Stopwatch)
    everything: bool = False

    @classmethod
    def open(cls, settings: Settings) -> Tools:
        """Load them, with the actions and actors of the user's files; the gazetteer is built where it is missing."""
        codebook.use_actors(settings.actors)
        book = codebook.load(*settings.codebooks)
        return cls(settings, book, Gazetteer.open(settings.cache, settings.gazetteer), Gate(book))


def readings(items: Iterable[Report | Reject], tools: Tools, *, everything: bool = False) -> Iterator[Reading | Reject]:
    """Read reports in order; rejects among them are passed on in their place.

    Reports are parsed some dozens at a time, which is much faster than one by one. One that our own rules stumble over
    becomes a reject, and does not cost the rest.
    """
    for window in _windows(items):
        yield from _read_window(window, tools, everything=everything)


def read_report(report: Report, tools: Tools, *, everything: bool = False) -> Reading:
    """All that is found in one report.

    A report in a language we cannot read is kept unread; one without any candidate event is passed over, unless
    `everything` asks for its claims, places and dates. Of one that passes everything is read: who says what, and where,
    is told in sentences without a word of any deed too.
    """
    chosen = _chosen(report, tools, everything=everything)
    if isinstance(chosen, Reading):
        return chosen
    (parsed,) = _parsed([(report, chosen)], tools)
    return _found(parsed, tools)


def _windows(items: Iterable[Report | Reject]) -> Iterator[list[Report | Reject]]:
    window: list[Report | Reject] = []
    characters = 0
    for item in items:
        window.append(item)
        characters += len(item.text) if isinstance(item, Report) else 0
        if characters >= WINDOW:
            yield window
            window, characters = [], 0
    if window:
        yield window


def _read_window(window: Sequence[Report | Reject], tools: Tools, *, everything: bool) -> Iterator[Reading | Reject]:
    chosen = [
        item if isinstance(item, Reject) else _tried(item, partial(_chosen, item, tools, everything=everything))
        for item in window
    ]
    pairs = [
        (item, one)
        for item, one in zip(window, chosen, strict=True)
        if isinstance(item, Report) and isinstance(one, tuple)
    ]
    parsed = iter(_parsed(pairs, tools))
    for item, one in zip(window, chosen, strict=True):
        if isinstance(one, tuple) and isinstance(item, Report):
            yield _tried(item, partial(_found, next(parsed), tools))
        elif not isinstance(one, tuple):
            yield one


def _tried(report: Report, read: Callable[[], Outcome]) -> Outcome | Reject:
    try:
        return read()
    except TocsinError:
        raise
    except Exception as error:
        if os.environ.get("TOCSIN_DEBUG"):
            raise
        reason = f"a fault of tocsin itself: {type(error).__name__}: {error} (TOCSIN_DEBUG=1 shows where)"
        return Reject(report.url or report.id, None, reason, "unreadable")


def _chosen(report: Report, tools: Tools, *, everything: bool) -> tuple[Segment, ...] | Reading:
    """The sentences of a report that is worth a parse, or its reading where it is passed over."""
    if report.language not in (*tools.settings.languages, "und"):
        return Reading(report, passed_over=f"language: {report.language}")
    timed = tools.stopwatch.timed
    if everything or tools.everything:
        return timed("sentences", segment, report)
    title = "" if report.title_in_text or not report.title else f"{report.title}\n"
    if not timed("gate", tools.gate.passes, f"{title}{report.text}"):
        return Reading(report, passed_over="no candidate event")
    return timed("sentences", segment, report)


def _parsed(chosen: Sequence[tuple[Report, Sequence[Segment]]], tools: Tools) -> list[ParsedReport]:
    words = sum(len(report.cut(one.span).split()) for report, segments in chosen for one in segments)
    tools.stopwatch.count("words parsed", words)
    return tools.stopwatch.timed("parse", parse_many, chosen, pipeline=tools.settings.pipeline)


def read_between(report: Report, source: Span | None, target: Span | None, tools: Tools) -> Mention | None:
    """What one given actor does to another, as PLOVER codes it; none where the words name no deed between them.

    Use it where the actors are known and only the event is asked for: `between` says how it is chosen.
    """
    (parsed,) = _parsed([(report, segment(report))], tools)
    return between(parsed, source, target, tools.codebook)


def _found(parsed: ParsedReport, tools: Tools) -> Reading:
    timed, book = tools.stopwatch.timed, tools.codebook
    dates = timed("dates", find_dates, parsed)
    places = timed("places", find_places, parsed, tools.gazetteer)
    people = timed("people", find_people, parsed)
    claims = timed("claims", find_claims, parsed, people, dates)
    deeds = timed("deeds", find_deeds.deeds, parsed, book, dates=dates, places=places)
    flat = [deed for sentence in deeds for deed in sentence.deeds]
    tellings = timed("told", told, parsed, flat, places, dates, claims)
    mentions = timed("mentions", events.mentions, parsed, tellings, book, people)
    use = convention(tools.settings.convention)
    numbers = timed("figures", figures.figures, parsed, deeds, tellings, mentions, claims, dates, use=use)
    chief = timed("principal", principal.principal, tellings, mentions)
    set_aside = figures.occasions(parsed, numbers, tellings)
    order = {one.id: _sentence_number(parsed, one) for one in numbers}
    deaths = principal.toll(chief, [one for one in numbers if one.id not in set_aside], order, mentions)
    return Reading(
        report=parsed.report,
        mentions=tuple(_with_figures(mention, numbers) for mention in mentions),
        claims=tuple(_about(claim, mentions) for claim in claims),
        figures=tuple(_as_of(parsed, figure, dates) for figure in numbers),
        places=_every_place(places, mentions),
        dates=dates,
        principal=chief.id if chief else None,
        toll=deaths.id if deaths else None,
    )


def _sentence_number(parsed: ParsedReport, figure: Figure) -> int:
    sentence = parsed.sentence_at(figure.span)
    return sentence.index if sentence else len(parsed.sentences)


def _with_figures(mention: Mention, numbers: Iterable[Figure]) -> Mention:
    return replace(mention, figures=tuple(figure.id for figure in numbers if figure.mention == mention.id))


def _about(claim: Claim, mentions: Iterable[Mention]) -> Claim:
    return replace(claim, about=tuple(mention.id for mention in mentions if mention.claim == claim.id))


def _as_of(parsed: ParsedReport, figure: Figure, dates: Iterable[Date]) -> Figure:
    sentence = parsed.sentence_at(figure.span)
    return figures.with_day(figure, tuple(dates), sentence.span) if sentence else figure


def _every_place(places: tuple[Place, ...], mentions: Iterable[Mention]) -> tuple[Place, ...]:
    """The places of the report; a place that stands for a finer one in a mention is the same span and not repeated."""
    spans = {place.span for place in places}
    more = {place.span: place for mention in mentions for place in mention.places if place.span not in spans}
    return (*places, *more.values())
