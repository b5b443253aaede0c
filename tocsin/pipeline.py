"""One report through all stages: gate, parse, find. The order of the finders is here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from tocsin import codebook
from tocsin.codebook import Codebook
from tocsin.codebook.conventions import convention
from tocsin.event import Claim, Mention
from tocsin.find import deeds as find_deeds
from tocsin.find import events, figures, principal
from tocsin.find.attribution import claims as find_claims
from tocsin.find.dates import dates as find_dates
from tocsin.find.people import people as find_people
from tocsin.find.places import places as find_places
from tocsin.find.told import told
from tocsin.gate import Gate
from tocsin.gazetteer.gazetteer import Gazetteer
from tocsin.parse import ParsedReport, parse
from tocsin.reading import Reading
from tocsin.report import Report
from tocsin.settings import Settings
from tocsin.stopwatch import Stopwatch
from tocsin.values import Date, Figure, Place


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading needs and shares between reports: the codebook, the gazetteer, the gate; and the time it takes."""

    settings: Settings
    codebook: Codebook
    gazetteer: Gazetteer
    gate: Gate
    stopwatch: Stopwatch = field(default_factory=Stopwatch)

    @classmethod
    def open(cls, settings: Settings, *, codebooks: Iterable[Path] = ()) -> Tools:
        """Load them; the gazetteer is built where it is missing."""
        book = codebook.load(*codebooks)
        return cls(settings, book, Gazetteer.open(settings.cache), Gate(book))


def readings(reports: Iterable[Report], tools: Tools, *, everything: bool = False) -> Iterator[Reading]:
    """Read reports one by one, in order."""
    for report in reports:
        yield read_report(report, tools, everything=everything)


def read_report(report: Report, tools: Tools, *, everything: bool = False) -> Reading:
    """All that is found in one report.

    A report in a language we cannot read is kept unread; one without any candidate event is passed over, unless
    `everything` asks for its claims, places and dates.
    """
    if report.language not in (*tools.settings.languages, "und"):
        return Reading(report, passed_over=f"language: {report.language}")
    timed = tools.stopwatch.timed
    if not everything and not timed("gate", tools.gate.passes, f"{report.title or ''}\n{report.text}"):
        return Reading(report, passed_over="no candidate event")
    parsed = timed("parse", parse, report, pipeline=tools.settings.pipeline)
    tools.stopwatch.count("words parsed", sum(len(report.cut(one.span).split()) for one in parsed.sentences))
    return _found(parsed, tools)


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
    deaths = principal.toll(chief, numbers, {one.id: _sentence_number(parsed, one) for one in numbers})
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
