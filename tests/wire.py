"""Builds readings by hand: a report's text, and what a finder would have read in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tocsin.event import Actor, Claim, Mention, Speaker
from tocsin.reading import Reading
from tocsin.report import Report, content_hash
from tocsin.span import Span
from tocsin.values import Date, Figure, Place

ANYWHERE = Span("text", 0, 1)


def town(name: str, geonameid: int, country: str, point: tuple[float, float]) -> Place:
    return Place(ANYWHERE, name, geonameid, *point, "city", 10.0, country, name, "exact")


def wide(name: str, geonameid: int, country: str, level: Any, admin1: str | None = None) -> Place:
    return Place(ANYWHERE, name, geonameid, 0.0, 0.0, level, 500.0, country, admin1, "area")


ORURO = town("Oruro", 1, "BO", (-17.97, -67.11))
POTOSI = town("Potosí", 2, "BO", (-19.58, -65.75))
SQUARE = Place(ANYWHERE, "Plaza 10 de Febrero", 3, -17.971, -67.112, "sub-city", 0.5, "BO", "Oruro", "exact")
BOLIVIA = wide("Bolivia", 4, "BO", "country")
ORURO_DEPARTMENT = wide("Oruro Department", 5, "BO", "province", "Oruro")
LAGOS = town("Lagos", 6, "NG", (6.45, 3.39))


@dataclass(frozen=True)
class Said:
    """A claim: its words in the text, and who speaks."""

    words: str
    speaker: str | None
    stance: Any = "asserts"
    role: str | None = None
    organisation: str | None = None


@dataclass(frozen=True)
class Count:
    """A figure: its words in the text, and its numbers."""

    words: str
    best: int
    kind: Any = "killed"
    low: int | None = None
    high: int | None = None
    who: str | None = None
    said: int | None = None
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """A mention: its sentence in the text, and what it tells. `said` is the number of the claim that it stands in."""

    sentence: str
    action: str
    place: Place | None = None
    day: str | None = None
    until: str | None = None
    type: str = "PROTEST"
    factuality: Any = "happened"
    voice: Any = "outlet"
    said: int | None = None
    actors: Sequence[tuple[Any, str, str | None]] = ()
    counts: Sequence[Count] = ()
    sub_event: str | None = None


def reading(
    name: str,
    text: str,
    *told: Told,
    outlet: str | None = "The Highland Post",
    published: str | None = "2022-03-05",
    said: Sequence[Said] = (),
    counts: Sequence[Count] = (),
    places: Sequence[Place] = (),
    **more: Any,
) -> Reading:
    published_on = date.fromisoformat(published) if published else None
    report = Report(name, text, content_hash(text), outlet=outlet, published=published_on, language="en", **more)
    claims = tuple(_claim(report, number, item) for number, item in enumerate(said))
    mentions, figures = [], [_figure(report, count, claims, None) for count in counts]
    for number, item in enumerate(told):
        mention = _mention(report, number, item, claims)
        own = [_figure(report, count, claims, mention) for count in item.counts]
        mentions.append(mention)
        figures += own
    return Reading(report, tuple(mentions), claims, tuple(figures), tuple(places))


def span_of(report: Report, words: str) -> Span:
    start = report.text.index(words)
    return Span("text", start, start + len(words))


def _claim(report: Report, number: int, item: Said) -> Claim:
    named = item.speaker is not None and item.speaker in report.text
    where = span_of(report, item.speaker) if named and item.speaker else None
    speaker = Speaker(item.speaker, where, item.role, item.organisation) if item.speaker else None
    name = content_hash(report.id, "claim", str(number))
    return Claim(name, "indirect", speaker, None, (span_of(report, item.words),), stance=item.stance)


def _mention(report: Report, number: int, item: Told, claims: Sequence[Claim]) -> Mention:
    sentence = span_of(report, item.sentence)
    return Mention(
        id=content_hash(report.id, "mention", str(number)),
        type=item.type,
        mode=None,
        quad=4,
        trigger=sentence,
        sentence=sentence,
        evidence=(sentence,),
        action=item.action,
        factuality=item.factuality,
        voice=item.voice,
        claim=claims[item.said].id if item.said is not None else None,
        actors=tuple(Actor(role, name, sentence, sector) for role, name, sector in item.actors),
        places=(item.place,) if item.place else (),
        date=_date(sentence, item) if item.day else None,
    )


def _date(span: Span, item: Told) -> Date:
    start, end = date.fromisoformat(item.day or ""), date.fromisoformat(item.until or item.day or "")
    return Date(span, "DATE", start.isoformat(), start, end, "day" if start == end else "week", None, "stated")


def _figure(report: Report, item: Count, claims: Sequence[Claim], mention: Mention | None) -> Figure:
    defaults: dict[str, Any] = {
        "low": item.low if item.low is not None or item.high is not None else item.best,
        "high": item.high if item.low is not None or item.high is not None else item.best,
        "claim": claims[item.said].id if item.said is not None else None,
        "voice": "claimed" if item.said is not None else "outlet",
        "mention": mention.id if mention else None,
    }
    name = content_hash(report.id, "figure", item.words, item.kind, str(item.best))
    return Figure(name, span_of(report, item.words), item.kind, item.best, who=item.who, **{**defaults, **item.more})
