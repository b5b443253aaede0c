"""What a brief is written from: readings, the record merged from them, and the numbers of the sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tocsin.brief.markdown import plain, quoted
from tocsin.brief.wording import KINDS, listed, number, people, sentence_case, speaker
from tocsin.event import Claim
from tocsin.merge.agencies import agency_of
from tocsin.merge.sources import PRONOUNS, REPORT, UNNAMED_OUTLET, Sources, host_of
from tocsin.reading import Reading
from tocsin.record import Copy, Event, Evidence, Merged, Option, Source, Toll
from tocsin.report import Report
from tocsin.span import Span
from tocsin.values import Figure, Place

_STOP = re.compile(r"[.!?](?=\s)\s*|\n+")

DATELINE = re.compile(r"^[A-ZÀ-Þ][^()\n]{1,60}\([^()\n]{2,40}\)\s*[-–—]+\s*")
"""ALMATY, Jan 5 (Caspian Wire) - …: left out of quotations."""

TOLD = ("corroborated", "single source", "disputed", "claimed")
"""Statuses of events that somebody tells of as having happened now."""

SHORT_ID = 8
"""Characters of a record's id that the brief prints; enough to find it by, as with commits."""


@dataclass(frozen=True)
class Dossier:
    """Readings by report, the merged record, and the number each source has in the brief."""

    readings: Mapping[str, Reading]
    merged: Merged

    @classmethod
    def of(cls, readings: Iterable[Reading], merged: Merged) -> Dossier:
        """Put readings in the order in which their reports are numbered: as published."""
        ordered = sorted(readings, key=lambda reading: _published_order(reading.report))
        return cls({reading.report.id: reading for reading in ordered}, merged)

    @cached_property
    def copies(self) -> dict[str, Copy]:
        """Reports that are copies throughout. One that holds a part copy is a source of its own."""
        return {copy.report: copy for copy in self.merged.copies if copy.kind != "part"}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of every report; a copy has that of its original."""
        own = [report for report in self.readings if report not in self.copies]
        numbered = {report: number for number, report in enumerate(own, 1)}
        return {report: numbered[self._original(report)] for report in self.readings}

    @cached_property
    def claims(self) -> dict[str, tuple[Reading, Claim]]:
        """Every claim with its reading, by id."""
        return {claim.id: (reading, claim) for reading in self.readings.values() for claim in reading.claims}

    @cached_property
    def countries(self) -> dict[str, str]:
        """The name of every country by its code, as most reports write it."""
        written: dict[str, Counter[str]] = {}
        for place in (place for reading in self.readings.values() for place in reading.places):
            if place.level == "country" and place.country:
                written.setdefault(place.country, Counter())[place.name] += 1
        return {code: min(names, key=lambda name: (-names[name], name)) for code, names in written.items()}

    @cached_property
    def home(self) -> str | None:
        """The country that most placed events are in: its places go without it."""
        placed = (event.place.value.country for event in self.merged.events if event.place and event.status in TOLD)
        return next((code for code, _ in Counter(filter(None, placed)).most_common(1)), None)

    @cached_property
    def telling(self) -> frozenset[str]:
        """Reports that tell of something on a known day in a known place. Others may be about sport or business."""
        placed = (event for event in self.merged.events if event.place and event.place.value.resolved and event.date)
        return frozenset(report for event in placed if event.status in TOLD for report in event.reports)

    def place(self, place: Place) -> str:
        """A place as its report names it, with its country where it is another than that of most."""
        country = self.countries.get(place.country or "")
        told = place.country != self.home and country and country != place.name
        return plain(f"{place.name}, {country}" if told else place.name)

    def place_of(self, event: Event) -> str:
        """The place of an event that has one."""
        return self.place(event.place.value) if event.place else ""

    @cached_property
    def events(self) -> dict[str, Event]:
        """The events by id."""
        return {event.id: event for event in self.merged.events}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources by key."""
        return {source.key: source for source in self.merged.sources}

    def toll(self, option: Option[Figure], toll: Toll) -> str:
        """A number of people in words; where the report gives none, its wording and the number it counts as."""
        figure = option.value
        whom = plain(people(figure.who, toll.who))
        if whom == "people" and (figure.low, figure.best, figure.high) == (1, 1, 1):
            whom = "person"
        if figure.rule is None:
            return f"{sentence_case(number(figure))} {whom} {KINDS[toll.kind]}"
        first = option.evidence[0]
        wording = quoted(self.report(first.report).cut(first.span), longest=60)
        return f"{wording} {KINDS[toll.kind]}, counted as {figure.best:,}"

    def places(self, places: Sequence[Place]) -> str:
        """Several places as a list, the country once where it is one."""
        if len({place.country for place in places}) > 1:
            return listed([self.place(place) for place in places])
        return listed([*(plain(place.name) for place in places[:-1]), self.place(places[-1])])

    def claimants(self, event: Event) -> Sequence[str]:
        """Who claims an event: named speakers, and unnamed ones in the words of their outlet."""
        # "a news channel" and "channel" are one: the longer wording says more.
        apart = dict.fromkeys(self.claimant(claim) for claim in event.claims)
        return sorted(
            name for name in apart if not any(other != name and other.endswith(f" {name}") for other in apart)
        )

    def claimant(self, claim_id: str) -> str:
        """Who makes a claim: a speaker that can be told from others, or an unnamed one in the words of the outlet."""
        reading, claim = self.claims[claim_id]
        source = self.speakers.speaker(reading.report.id, claim)
        name = self._name(self.sources[source.key])
        if source.kind == "speaker":
            return name
        told = claim.speaker.name if claim.speaker else ""
        unnamed = "an unnamed source" if told.split(" ")[0].casefold() in {*PRONOUNS, ""} else speaker(told)
        return unnamed if source.name == UNNAMED_OUTLET else f"{unnamed} (in {name})"

    @cached_property
    def speakers(self) -> Sources:
        """Tells who stands behind each claim."""
        return Sources.of(self.readings, self.merged.copies)

    def report(self, report_id: str) -> Report:
        """The report of that id."""
        return self.readings[report_id].report

    def cite(self, evidence: Iterable[Evidence | str]) -> str:
        """The numbers of the reports that evidence stands in: [1][3]."""
        reports = (item if isinstance(item, str) else item.report for item in evidence)
        return "".join(f"[{number}]" for number in sorted({self.numbers[report] for report in reports}))

    def quote(self, evidence: Evidence, *, longest: int = 240) -> str:
        """The wording of evidence with its source: “…” [3]."""
        wording = DATELINE.sub("", self.report(evidence.report).cut(evidence.span))
        return f"{quoted(wording, longest=longest)} {self.cite([evidence])}"

    def sentence(self, evidence: Evidence) -> Evidence:
        """The sentence around a short piece of evidence, such as a figure."""
        reading = self.readings[evidence.report]
        told = [mention.sentence for mention in reading.mentions if mention.sentence.covers(evidence.span)]
        span = min(told, key=lambda span: span.end - span.start) if told else _around(reading.report, evidence.span)
        return Evidence(evidence.report, span)

    def names(self, keys: Iterable[str]) -> Sequence[str]:
        """The names of sources by their keys."""
        return [self._name(self.sources[key]) for key in keys]

    def _name(self, source: Source) -> str:
        """A source's name, cut where a clause about it begins; an unnamed outlet is known by its number."""
        if source.name == UNNAMED_OUTLET:
            return f"{UNNAMED_OUTLET} {self.cite([source.key.removeprefix(REPORT)])}"
        return speaker(source.name)

    def outlet(self, report_id: str) -> str:
        """Who published a report, and whose it is where that is another."""
        report = self.report(report_id)
        name, agency = report.outlet or host_of(report) or UNNAMED_OUTLET, agency_of(report)
        return plain(name if agency in (None, name) else f"{name} (from {agency})")

    def _original(self, report: str) -> str:
        while report in self.copies:
            report = self.copies[report].original
        return report


def trace(record_id: str) -> str:
    """The id of a record as the brief prints it, to be followed with `tocsin why`."""
    return f"`{record_id[:SHORT_ID]}`"


def _around(report: Report, span: Span) -> Span:
    """The stretch between two full stops or line breaks that a span stands in."""
    text = report.whole(span.field)
    start = max((stop.end() for stop in _STOP.finditer(text, 0, span.start)), default=0)
    stop = _STOP.search(text, span.end)
    return Span(span.field, start, stop.start() + 1 if stop else len(text))


def _published_order(report: Report) -> tuple[date, str, str]:
    return report.published or date.max, report.outlet or "", report.id
