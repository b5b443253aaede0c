"""Accounts: each mention with the report it stands in, and what of it is compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tocsin.event import Mention
from tocsin.merge.places import depth, lies_in, place_of
from tocsin.reading import Reading
from tocsin.report import Report
from tocsin.span import Span
from tocsin.values import Place

NARROW = 4
"""Depth from which a place is a district or less: somewhere one can stand."""

_NAME = re.compile(r"(?<=[a-zß-ÿ,;] )[A-ZÀ-Þ][a-zß-ÿ'’-]{2,}\b")
"""A word with a capital inside a sentence: a name, or part of one."""

_AGE = re.compile(r"\b\d{1,3}-year-old\b")
_SMALL = re.compile(r"\b[a-zß-ÿ]{3,}\b")


@dataclass(frozen=True, slots=True)
class Account:
    """A mention with the report it stands in, and where and when it says it happened."""

    mention: Mention
    report: str
    published: date | None
    place: Place | None
    start: date | None
    end: date | None
    in_headline: bool = False

    @property
    def order(self) -> tuple[date, str, int, str]:
        """Canonical order: earliest published first, then by report and position."""
        return self.published or date.max, self.report, self.mention.trigger.start, self.mention.id

    @property
    def day(self) -> date | None:
        """The day, where it is told to the day."""
        return self.start if self.start == self.end else None


def accounts(reading: Reading) -> list[Account]:
    """The accounts of a report, in the order they are told."""
    found = []
    for mention in reading.mentions:
        when = mention.date
        found.append(
            Account(
                mention=mention,
                report=reading.report.id,
                published=reading.report.published,
                place=place_of(mention.places),
                start=when.start if when and when.end else None,
                end=when.end if when and when.start else None,
                in_headline=_in_headline(reading.report, mention),
            )
        )
    return sorted(found, key=lambda account: (account.mention.trigger.field != "title", *account.order))


def setting_of(reading: Reading) -> Place | None:
    """Where all that a report tells is set: the town of two thirds of what it places, where it places anything.

    A report about many towns is set nowhere. Where no mention names a town, the places named anywhere in it tell, such
    as that of its dateline: it is no place of an event, but it is compared.
    """
    named = [place for mention in reading.mentions if (place := place_of(mention.places)) and place.resolved]
    if not any(depth(place) >= NARROW for place in named):
        named = [place for place in reading.places if place.resolved]
    towns = Counter(place.geonameid for place in named if depth(place) >= NARROW and place.geonameid is not None)
    if not towns:
        return None
    key = min(towns, key=lambda number: (-towns[number], number))
    first = next(place for place in named if place.geonameid == key)
    inside = sum(towns[key] and (place.geonameid == key or _holds(place, first)) for place in named)
    return first if 3 * inside >= 2 * len(named) else None


def _holds(place: Place, town: Place) -> bool:
    return place.level != "country" and (lies_in(town, place) or lies_in(place, town))


def telling_words(reading: Reading) -> frozenset[str]:
    """Names and ages in a report: what two reports of one event share and others do not.

    A word that the report also writes small is no name.
    """
    text = reading.report.text
    names = {found.casefold().removesuffix("'s").removesuffix("’s") for found in _NAME.findall(text)}
    return frozenset(names - set(_SMALL.findall(text)) | set(_AGE.findall(text)))


def words_in(report: Report, spans: Iterable[Span], words: frozenset[str]) -> frozenset[str]:
    """Those of the words that stand in the passages."""
    told = {word for span in spans for word in re.findall(r"[\w'’-]+", report.cut(span).casefold())}
    return words & {form for word in told for form in (word, word.removesuffix("'s").removesuffix("’s"))}


def _in_headline(report: Report, mention: Mention) -> bool:
    if mention.trigger.field == "title":
        return True
    ends = len(report.text) - len(report.text.lstrip()) + len(report.title or "")
    return report.title_in_text and mention.trigger.end <= ends


Readings = Mapping[str, Reading]
