"""Names of private persons left out: victims, witnesses, detainees. Those who hold an office or speak for one stay.

Who is private is told from what the reports say of them, over the whole record: a name that no report gives an office,
a force, a party or a role to. It errs on the side of leaving out. Every face uses it where the desk has asked for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

from tocsin.event import Actor, Claim, Mention, Speaker
from tocsin.judgement import Judgement
from tocsin.merge.names import bare_name
from tocsin.merge.sources import INSTITUTIONS
from tocsin.reading import JSON, Reading
from tocsin.report import Report, content_hash
from tocsin.statement import Statement, Value
from tocsin.store import Reason, ReportHead, Sourced, Told, folded
from tocsin.store.why import passage
from tocsin.values import Figure

WITHHELD = "[name withheld]"
COVER = "█"
"""Stands for each character of a name in a report's own text, so that offsets go on to hold."""

PRIVATE_SECTORS = frozenset((None, "CVL", "AGR", "BUS", "CRM", "EDU", "JRN", "LAB", "MED", "REL", "SOC", "UAF", "UNK"))
"""PLOVER's sectors of people who hold no office and lead no force. A name without a sector counts as private."""

PRIVATE_ROLES = frozenset(
    "witness eyewitness bystander passerby resident neighbour neighbor survivor victim detainee prisoner hostage "
    "protester demonstrator mother father parent son daughter brother sister wife husband widow relative friend "
    "student pupil farmer villager shopkeeper driver refugee worker miner nurse".split()
)
"""What a report calls people who speak for nobody but themselves: such a role makes no name public."""

LONGEST = 5
"""Words of a person's name. Longer ones are titles or half a sentence."""

_KEPT = frozenset(
    "id report key in action type mode rule status kind role url place country admin1 outlet href filters next seen "
    "cursor sha256 language by made_at".split()
)
"""Fields that hold no wording of a report. An address may hold a name, and would lead nowhere without it."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Mask:
    """Replaces private names in any text. Get one with `Mask.of`; an empty one changes nothing."""

    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, actors: Iterable[Actor], speakers: Iterable[Speaker], judgements: Iterable[Judgement] = ()) -> Mask:
        """The mask for a record, from all its actors and speakers, and from what people corrected."""
        named = Named()
        named.add(actors, speakers, judgements)
        return named.mask()

    @classmethod
    def of_readings(cls, readings: Iterable[Reading]) -> Mask:
        """The mask for readings that stand in no database."""
        told = list(readings)
        actors = (actor for reading in told for mention in reading.mentions for actor in mention.actors)
        speakers = (claim.speaker for reading in told for claim in reading.claims if claim.speaker)
        return cls.of(actors, speakers)

    def text(self, text: str) -> str:
        """The text without private names."""
        return self._replaced(text, lambda _: WITHHELD) if self.names else text

    def covered(self, text: str) -> str:
        """The text with private names blacked out, as long as it was."""
        return self._replaced(text, lambda name: COVER * len(name)) if self.names else text

    def asks_for(self, words: str | None) -> bool:
        """Whether somebody looks for a person by a name that is withheld: by all of it."""
        asked = set(folded(words).split()) if words and self.names else set()
        return any(asked.issuperset(name.split()) for name in self._folded if " " in name) if asked else False

    def event(self, item: Sourced) -> Sourced:
        """An event as it may leave the house."""
        if not self.names:
            return item
        heads = {key: self._head(head) for key, head in item.reports.items()}
        return replace(item, event=self.json(item.event), reports=heads)

    def json(self, record: JSON) -> JSON:
        """A record of public JSON as it may leave the house."""
        return self._fields(record) if self.names else record

    def told(self, item: Told[Any]) -> Told[Any]:
        """A mention, claim or figure with its reading, as it may leave the house."""
        if not self.names:
            return item
        reading = self.reading(item.reading)
        found: Iterable[Any] = (*reading.mentions, *reading.claims, *reading.figures)
        return Told(reading, next(one for one in found if one.id == item.record.id))

    def reading(self, reading: Reading) -> Reading:
        """A reading whose words are blacked out where they name a private person; all spans hold."""
        if not self.names:
            return reading
        return replace(
            reading,
            report=self.report(reading.report),
            mentions=tuple(map(self._mention, reading.mentions)),
            claims=tuple(map(self._claim, reading.claims)),
            figures=tuple(self._figure(figure) for figure in reading.figures),
        )

    def report(self, report: Report) -> Report:
        """A report with its text blacked out."""
        title = self.covered(report.title) if report.title else report.title
        return replace(report, text=self.covered(report.text), title=title)

    def reason(self, reason: Reason) -> Reason:
        """A statement with its passages, as they may leave the house."""
        if not self.names:
            return reason
        told = replace(reason.statement, value=self._value(reason.statement))
        report = self.report(reason.report)
        spans = (*told.evidence, *((told.resolved_from,) if told.resolved_from else ()))
        return Reason(told, report, tuple(passage(report, span) for span in spans))

    def _value(self, statement: Statement) -> Value:
        if isinstance(statement.value, str):
            return self.text(statement.value)
        if isinstance(statement.value, tuple) and statement.property != "place":
            return tuple((name, self.text(part) if isinstance(part, str) else part) for name, part in statement.value)
        return statement.value

    def _mention(self, mention: Mention) -> Mention:
        return replace(mention, actors=tuple(replace(actor, name=self.text(actor.name)) for actor in mention.actors))

    def _claim(self, claim: Claim) -> Claim:
        speaker = replace(claim.speaker, name=self.text(claim.speaker.name)) if claim.speaker else None
        return replace(claim, speaker=speaker, blames=tuple(map(self.text, claim.blames)))

    def _figure(self, figure: Figure) -> Figure:
        return replace(figure, who=self._group(figure.who)) if figure.who else figure

    def _head(self, head: ReportHead) -> ReportHead:
        return replace(head, title=self.text(head.title)) if head.title else head

    def _fields(self, record: JSON) -> JSON:
        is_place = "geonameid" in record or "radius_km" in record
        return {key: item if is_place and key == "name" else self._plain(item, key) for key, item in record.items()}

    def _plain(self, value: Any, name: str = "") -> Any:
        if isinstance(value, str):
            if name in ("key", "sources"):
                return self._source_key(value)
            if name in ("who", "what"):
                return self._group(value)
            return value if name in _KEPT else self.text(value)
        if isinstance(value, (list, tuple)):
            return [self._plain(item, name) for item in value]
        if isinstance(value, dict) and name != "filters":
            return self._fields(value)
        return value

    def _source_key(self, key: str) -> str:
        """The key of a source is the name of a speaker in small letters."""
        return f"withheld-{content_hash(key)[:8]}" if key in self._folded else key

    def _group(self, who: str) -> str:
        """Whom a number counts, which the record keeps in small letters."""
        return WITHHELD if folded(who) in self._folded or self.asks_for(who) else self.text(who)

    def _replaced(self, text: str, written: Any) -> str:
        """The text with each private name written otherwise. Only where a name may begin is anything compared."""
        parts: list[str] = []
        done = 0
        for word in _WORD.finditer(text):
            if word.start() < done or word[0] not in self._by_first:
                continue
            if found := _pattern(self._by_first[word[0]]).match(text, word.start()):
                parts += (text[done : found.start()], written(found[0]))
                done = found.end()
        return "".join((*parts, text[done:])) if parts else text

    @cached_property
    def _by_first(self) -> dict[str, tuple[str, ...]]:
        """The names by the word that they begin with, the longest first."""
        found: dict[str, list[str]] = {}
        for name in self.names:
            if first := _WORD.search(name):
                found.setdefault(first[0], []).append(name[first.start() :])
        return {first: tuple(sorted(names, key=lambda name: (-len(name), name))) for first, names in found.items()}

    @cached_property
    def _folded(self) -> frozenset[str]:
        return frozenset(map(folded, self.names))


@dataclass(slots=True)
class Named:
    """The persons of a record as they become known, by whether anything makes their names public."""

    private: set[str] = field(default_factory=set)
    public: set[str] = field(default_factory=set)

    def add(self, actors: Iterable[Actor], speakers: Iterable[Speaker], judgements: Iterable[Judgement] = ()) -> None:
        """Take in more persons."""
        for actor in actors:
            (self.private if actor.sector in PRIVATE_SECTORS else self.public).update(_names(actor.name))
        for name in _corrected(judgements):
            self.private.update(_names(name))
        for speaker in speakers:
            if _is_private(speaker.role) and not speaker.organisation:
                self.private.update(_names(speaker.name))
            elif speaker.role or speaker.organisation:
                self.public.update(_names(speaker.name))

    def mask(self) -> Mask:
        """What keeps the private ones from leaving the house."""
        return Mask(frozenset(self.private - self.public))


@lru_cache(maxsize=50_000)
def _pattern(longest_first: tuple[str, ...]) -> re.Pattern[str]:
    spaced = (r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    return re.compile(rf"(?:{'|'.join(spaced)})(?!\w)")


def _is_private(role: str | None) -> bool:
    return bool(role) and role is not None and role.split()[-1].casefold() in PRIVATE_ROLES


def _corrected(judgements: Iterable[Judgement]) -> Iterable[str]:
    """The names that people put into a record."""
    for one in judgements:
        if one.cell in ("actor", "recipient") and isinstance(one.value, tuple):
            yield from (str(part) for name, part in one.value if name == "name" and part)


def _names(name: str) -> set[str]:
    """The full name of a person and the last part of it, by which reports go on; nothing for what is no name."""
    words = bare_name(name).split()
    if not 1 <= len(words) <= LONGEST or not all(word[:1].isupper() for word in words):
        return set()
    if any(word.casefold() in INSTITUTIONS for word in words):
        return set()
    return {" ".join(words), words[-1]}
