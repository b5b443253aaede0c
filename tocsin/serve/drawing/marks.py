"""A text with all that was read from it marked: each stretch of characters once, linked to the record under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from markupsafe import Markup

from tocsin.reading import JSON
from tocsin.serve import links
from tocsin.serve.clean import clean
from tocsin.serve.drawing.svg import tag
from tocsin.span import Span

KINDS = ("claim", "mention", "figure", "actor", "place", "date", "chrome")
TARGET = "at"


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start` to `end`, of what kind, what they are, and where the record of it is."""

    start: int
    end: int
    kind: str
    told: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """A reading with the events of its mentions, and the words that are looked for."""

    reading: JSON
    events: Mapping[str, str]
    at: Span | None = None


def marked_text(piece: Marked, field: str, start: int, end: int) -> Markup:
    """Characters `start` to `end` of the title or text, with their marks."""
    text = piece.reading["report"][field] or ""
    marks = [mark for mark in _marks(piece, field) if mark.start < end and start < mark.end]
    first = piece.at.start if piece.at and piece.at.field == field else None
    return Markup().join(_stretch(text[a:b], over, named=a == first) for a, b, over in _stretches(marks, start, end))


def _stretches(marks: Iterable[Mark], start: int, end: int) -> Iterator[tuple[int, int, list[Mark]]]:
    """The text cut wherever a mark begins or ends, with the marks that lie over each cut."""
    waiting = sorted(marks, key=lambda mark: mark.start)
    edges = sorted({start, end, *(edge for mark in waiting for edge in (mark.start, mark.end) if start < edge < end)})
    over: list[tuple[int, int, Mark]] = []
    number = 0
    for a, b in pairwise(edges):
        while over and over[0][0] <= a:
            heappop(over)
        while number < len(waiting) and waiting[number].start <= a:
            if waiting[number].end > a:
                heappush(over, (waiting[number].end, number, waiting[number]))
            number += 1
        yield a, b, [mark for _, _, mark in over if mark.end > a]


def _stretch(text: str, over: list[Mark], *, named: bool) -> Markup:
    if not over:
        return tag("span", text, id=TARGET) if named else _plain(text)
    shortest = sorted(over, key=lambda mark: (mark.end - mark.start, mark.kind))
    told = "; ".join(dict.fromkeys(mark.told for mark in shortest if mark.told))
    classes = " ".join(dict.fromkeys(mark.kind for mark in shortest))
    href = next((mark.href for mark in shortest if mark.href), None)
    name = "a" if href else "span"
    return tag(name, text, class_=f"m {classes}", href=href, title=told or None, id=TARGET if named else None)


def _plain(text: str) -> Markup:
    return Markup.escape(clean(text))


def _marks(piece: Marked, field: str) -> Iterator[Mark]:
    reading = piece.reading
    if piece.at and piece.at.field == field:
        yield Mark(piece.at.start, piece.at.end, "target", "")
    for claim in reading["claims"]:
        speaker = claim["speaker"]["name"] if claim["speaker"] else "a speaker not named"
        for span in claim["content"]:
            yield from _mark(span, field, "claim", f"claim of {speaker} ({claim['stance']})", links.claim(claim["id"]))
    for mention in reading["mentions"]:
        event = piece.events.get(mention["id"])
        href = links.event(event) if event else None
        told = f"{mention['type'].lower()}, {mention['factuality']}"
        yield from _mark(mention["trigger"], field, "mention", told, href)
        for actor in mention["actors"]:
            yield from _mark(actor["span"], field, "actor", f"{actor['role']}: {actor['name']}", href)
    for figure in reading["figures"]:
        event = piece.events.get(figure["mention"] or "")
        told = f"{figure['kind']}: {figure['low']}–{figure['best']}–{figure['high']}".replace("None", "?")
        yield from _mark(figure["span"], field, "figure", told, links.event(event) if event else None)
    for place in reading["places"]:
        yield from _mark(place["span"], field, "place", f"place: {place['name']}, {place['precision']}", None)
    for date in reading["dates"]:
        yield from _mark(date["span"], field, "date", f"date: {date['value']}", None)
    for span in reading["report"]["chrome"]:
        yield from _mark(span, field, "chrome", "part of the page, not of the report", None)


def _mark(span: JSON, field: str, kind: str, told: str, href: str | None) -> Iterator[Mark]:
    if span["in"] == field:
        yield Mark(span["start"], span["end"], kind, told, href)
