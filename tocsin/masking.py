"""Names of private persons left out: victims, witnesses, detainees. Those who hold an office or speak for one stay.

Who is private is told from what the reports say of them, over the whole record: a name that no report gives an office,
a force, a party or a role to. It errs on the side of leaving out. Faces use it where the desk has asked for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from tocsin.event import Actor, Speaker
from tocsin.merge.names import bare_name
from tocsin.merge.sources import INSTITUTIONS
from tocsin.reading import JSON, Reading
from tocsin.store import ReportHead, Sourced

WITHHELD = "[name withheld]"

PRIVATE_SECTORS = frozenset((None, "CVL", "AGR", "BUS", "CRM", "EDU", "JRN", "LAB", "MED", "REL", "SOC", "UAF", "UNK"))
"""PLOVER's sectors of people who hold no office and lead no force. A name without a sector counts as private."""

LONGEST = 5
"""Words of a person's name. Longer ones are titles or half a sentence."""

_KEPT = frozenset(("id", "report", "key", "in", "action", "type", "mode", "rule", "status", "kind", "role", "url"))
"""Fields that hold no wording of a report. An address may hold a name, and would lead nowhere without it."""


@dataclass(frozen=True)
class Mask:
    """Replaces private names in any text. Get one with `Mask.of`; an empty one changes nothing."""

    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, actors: Iterable[Actor], speakers: Iterable[Speaker]) -> Mask:
        """The mask for a record, from all its actors and speakers."""
        private: set[str] = set()
        public: set[str] = set()
        for actor in actors:
            (private if actor.sector in PRIVATE_SECTORS else public).update(_names(actor.name))
        for speaker in speakers:
            if speaker.role or speaker.organisation:
                public.update(_names(speaker.name))
        return cls(frozenset(private - public))

    @classmethod
    def of_readings(cls, readings: Iterable[Reading]) -> Mask:
        """The mask for readings that stand in no database."""
        told = list(readings)
        actors = (actor for reading in told for mention in reading.mentions for actor in mention.actors)
        speakers = (claim.speaker for reading in told for claim in reading.claims if claim.speaker)
        return cls.of(actors, speakers)

    def text(self, text: str) -> str:
        """The text without private names."""
        return self._pattern.sub(WITHHELD, text) if self.names else text

    def event(self, item: Sourced) -> Sourced:
        """An event as it may leave the house."""
        if not self.names:
            return item
        heads = {key: self._head(head) for key, head in item.reports.items()}
        return replace(item, event=self.json(item.event), reports=heads)

    def json(self, record: JSON) -> JSON:
        """A record of public JSON as it may leave the house."""
        return {key: self._plain(item, key) for key, item in record.items()} if self.names else record

    def _head(self, head: ReportHead) -> ReportHead:
        return replace(head, title=self.text(head.title)) if head.title else head

    def _plain(self, value: Any, name: str = "") -> Any:
        if isinstance(value, str):
            return value if name in _KEPT else self.text(value)
        if isinstance(value, list):
            return [self._plain(item, name) for item in value]
        if isinstance(value, dict):
            told: JSON = {key: self._plain(item, key) for key, item in value.items()}
            return told
        return value

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.names, key=lambda name: (-len(name), name))
        spaced = (r"\s+".join(map(re.escape, name.split())) for name in longest_first)
        return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)")


def _names(name: str) -> set[str]:
    """The full name of a person and the last part of it, by which reports go on; nothing for what is no name."""
    words = bare_name(name).split()
    if not 1 <= len(words) <= LONGEST or not all(word[:1].isupper() for word in words):
        return set()
    if any(word.casefold() in INSTITUTIONS for word in words):
        return set()
    return {" ".join(words), words[-1]}
