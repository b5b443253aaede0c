"""Where a chain of speakers ends: ten outlets that quote one ministry are one source, ten reprints one report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tocsin.event import Claim, Mention, Speaker
from tocsin.merge.agencies import agency_of
from tocsin.merge.copies import words
from tocsin.merge.judge import NOTHING, Decisions
from tocsin.merge.names import speaker_name
from tocsin.reading import Reading
from tocsin.record import Copy, Source
from tocsin.report import Report
from tocsin.span import Span
from tocsin.values import Figure

_DETERMINER = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSOR = re.compile(r"^\w+[’']s\s+(?=[A-Z])")
_HOST = re.compile(r"^[a-z]+://(?:www\.)?([^/:]+)", re.IGNORECASE)
UNNAMED_OUTLET, REPORT = "unnamed outlet", "report "

PRONOUNS = frozenset("he she it they we i his her its their our my who".split())
_LINKING = frozenset("of for at in on the and from by with to s".split())

INSTITUTIONS = frozenset(
    (
        "police army military authorities government ministry office administration presidency cabinet parliament "
        "court prosecutors officials organisers organizers embassy hospital union party committee commission council "
        "agency service department headquarters company mayor governor minister president"
    ).split()
)
"""Speakers without a name that are one source within one event: whoever quotes the police there quotes the same."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Tells the source of every mention and figure of a set of readings."""

    readings: Mapping[str, Reading]
    originals: Mapping[str, Copy]
    fuller: Mapping[str, str]
    decisions: Decisions = NOTHING

    @classmethod
    def of(cls, readings: Mapping[str, Reading], copies: Iterable[Copy], decisions: Decisions = NOTHING) -> Sources:
        """Look once at all readings, so that a speaker's short name in one report leads to the full one in another."""
        names = {_folded(_speaker_name(claim.speaker)) for claim in _claims(readings) if _is_named(claim.speaker)}
        return cls(readings, {copy.report: copy for copy in copies}, _fuller_names(names), decisions)

    def behind(self, report_id: str, item: Mention | Figure) -> Source:
        """Who stands behind a mention or a figure: its speaker where it is a claim, or else the outlet."""
        claim = self.readings[report_id].claim(item.claim)
        evidence = item.sentence if isinstance(item, Mention) else item.span
        outlet = self.outlet(report_id, evidence)
        return self._speaker(claim, outlet) if claim else outlet

    def outlet(self, report_id: str, evidence: Span) -> Source:
        """The outlet in whose voice a passage speaks: that of the original, where the passage is a reprint."""
        return outlet_source(self.readings[self.original(report_id, evidence)].report)

    def original(self, report_id: str, evidence: Span) -> str:
        """The report that a passage first stood in: the report itself, unless it is a copy."""
        copy = self.originals.get(report_id)
        if copy is None:
            return report_id
        wording = " ".join(words(self.readings[report_id].report.cut(evidence)))
        while copy and self._is_reprinted(copy, wording):
            report_id = copy.original
            copy = self.originals.get(report_id)
        return report_id

    def basis(self, report_id: str) -> tuple[object, ...]:
        """All that the sources of a report's accounts hang on: its reading, what it copies, full names of speakers."""
        reading = self.readings[report_id]
        chain: list[object] = []
        copy = self.originals.get(report_id)
        while copy:
            chain += (copy, _Same(self.readings[copy.original]))
            copy = self.originals.get(copy.original)
        names = tuple(self.fuller.get(_folded(_speaker_name(claim.speaker))) for claim in reading.claims)
        return (_Same(reading), *chain, names)

    def speaker(self, report_id: str, claim: Claim) -> Source:
        """Who makes a claim: the speaker, or the outlet where nobody is named."""
        spans = [*claim.content, *([claim.cue] if claim.cue else [])]
        return self._speaker(claim, self.outlet(report_id, spans[0]))

    def of_reading(self, reading: Reading) -> Iterator[Source]:
        """Every source that a reading names: its outlet, and who speaks in it."""
        yield outlet_source(reading.report)
        for claim in reading.claims:
            yield self._speaker(claim, outlet_source(reading.report))

    def _speaker(self, claim: Claim, outlet: Source) -> Source:
        """An unnamed speaker ("a witness") is known through the outlet alone, and is no source beside it."""
        if not _is_named(claim.speaker):
            return outlet
        name = _speaker_name(claim.speaker)
        key = _folded(name)
        return Source(self.fuller.get(key, key), name, "speaker")

    def _is_reprinted(self, copy: Copy, wording: str) -> bool:
        """A copy is a reprint throughout; of a part copy, what the original has word for word."""
        return copy.kind != "part" or wording in " ".join(words(self.readings[copy.original].report.text))


class _Same:
    """A reading as a part of a key: one object is one, and two are compared only where they may be alike."""

    __slots__ = ("reading",)

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def __hash__(self) -> int:
        return hash((self.reading.report.id, self.reading.report.sha256))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and (self.reading is other.reading or self.reading == other.reading)


def outlet_source(report: Report) -> Source:
    """The outlet of a report as a source: the agency that signed it, its outlet, or the host of its address."""
    name = agency_of(report) or report.outlet or host_of(report)
    if name is None:
        return Source(f"{REPORT}{report.id}", UNNAMED_OUTLET, "outlet")
    return Source(_folded(name), name, "outlet")


def host_of(report: Report) -> str | None:
    """The host of a report's address."""
    host = _HOST.match(report.url or "")
    return host[1] if host else None


def _claims(readings: Mapping[str, Reading]) -> Iterable[Claim]:
    return (claim for reading in readings.values() for claim in reading.claims)


def _is_named(speaker: Speaker | None) -> bool:
    """Whether a speaker can be told from others: a name with a capital, or an institution. "His aide" cannot."""
    own = _DETERMINER.sub("", _speaker_name(speaker)).split()
    if own and own[0].casefold() in PRONOUNS:
        return False
    return any(word[:1].isupper() for word in own) or any(word.casefold() in INSTITUTIONS for word in own)


def _speaker_name(speaker: Speaker | None) -> str:
    """The name a speaker is counted by. Who speaks for an organisation is that organisation."""
    if speaker is None:
        return ""
    if speaker.organisation and "spokes" in (speaker.role or "").casefold():
        return speaker.organisation
    return speaker.name


def _folded(name: str) -> str:
    bare = _POSSESSOR.sub("", _DETERMINER.sub("", speaker_name(name.strip())))
    return " ".join(words(bare))


def _fuller_names(names: Iterable[str]) -> dict[str, str]:
    """Short names that end exactly one longer name ("tokayev"), with that name. Where two fit, neither is taken.

    What stands before must be names or titles: the office of somebody is not that person.
    """
    ending: dict[str, set[str]] = defaultdict(set)
    every = set(names)
    for name in every:
        parts = name.split()
        for start in range(1, len(parts)):
            if _LINKING & set(parts[:start]):
                break
            ending[" ".join(parts[start:])].add(name)
    longest = {short: {name for name in fits if name not in ending} for short, fits in ending.items() if short in every}
    return {short: next(iter(fits)) for short, fits in sorted(longest.items()) if len(fits) == 1}
