"""From a text to a report: its title, byline, chrome, date, language and sources. The text itself is never altered."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlsplit

from tocsin.paragraphs import paragraph_spans
from tocsin.read.chrome import Zone, zones
from tocsin.read.cites import citations
from tocsin.read.dates import published
from tocsin.read.language import language_of
from tocsin.report import Report, content_hash
from tocsin.span import Span

LONGEST_TITLE = 200
BYLINE_WITHIN = 6
"""A byline stands among so many paragraphs at the top."""

_SENTENCE_END = re.compile(r"[.:;,][\"'”’»)\]]*$")
_INITIALS = re.compile(r"\b(?:[A-Z]\.)+$")
_PERSON = r"[A-Z][\w’'.-]{0,30}(?: (?:(?:al|bin|da|de|del|der|di|el|la|van|von) ){0,2}[A-Z][\w’'.-]{0,30}){1,3}"
_BYLINE = re.compile(
    rf"[Bb][Yy]:? (?P<name>{_PERSON}(?:(?:, {_PERSON}){{0,3}},? (?:and|&) {_PERSON})?)"
    r"(?P<rest>(?:,| in | \|| –| -).{0,60})?"
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a report before its text is read: given by the user, or (`stated`) written in the page."""

    id: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: date | None = None
    stated: date | None = None
    language: str | None = None


NOTHING = Known()


def report_from_text(text: str, *, known: Known = NOTHING, sha256: str | None = None) -> Report:
    """The report that a text is, with what is known of it. `sha256` is that of the bytes it was decoded from."""
    paragraphs = tuple(paragraph_spans(text))
    found = zones(text)
    headline = _headline(text, paragraphs, found, known.title)
    title = known.title or (text[headline.start : headline.end] if headline else None)
    byline = _byline(text, paragraphs)
    hidden = {zone.span for zone in found} | ({byline[1]} if byline else set())
    chrome = tuple(_runs(paragraphs, hidden))
    day = published(text, found, given=known.published, stated=known.stated, url=known.url)
    return Report(
        id=known.id or content_hash(title, text),
        text=text,
        sha256=sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        title=title,
        title_in_text=headline is not None,
        url=known.url,
        outlet=known.outlet or _host(known.url),
        byline=known.byline or (byline[0] if byline else None),
        published=day[0] if day else None,
        published_basis=day[1] if day else None,
        language=known.language or language_of(_visible(text, paragraphs, hidden)),
        chrome=chrome,
        cites=citations(text, chrome=chrome),
    )


def _headline(text: str, paragraphs: Sequence[Span], found: Sequence[Zone], title: str | None) -> Span | None:
    """The paragraph that is the title: the one that repeats a known title, or a first line that stands as one."""
    chrome = {zone.span for zone in found}
    first = next((span for span in paragraphs if span not in chrome), None)
    if first is None or first == paragraphs[-1]:
        return None
    line = text[first.start : first.end]
    if title is not None:
        return first if _plain(line) == _plain(title) else None
    return first if _stands_as_title(line) else None


def _plain(line: str) -> str:
    return "".join(character for character in line.casefold() if character.isalnum())


def _stands_as_title(line: str) -> bool:
    ends_a_sentence = _SENTENCE_END.search(line) and not _INITIALS.search(line)
    words = line.split()
    return "\n" not in line and len(line) <= LONGEST_TITLE and len(words) > 1 and not ends_a_sentence


def _byline(text: str, paragraphs: Sequence[Span]) -> tuple[str, Span] | None:
    for span in paragraphs[:BYLINE_WITHIN]:
        if match := _BYLINE.fullmatch(text, span.start, span.end):
            return match["name"], span
    return None


def _runs(paragraphs: Sequence[Span], hidden: Set[Span]) -> Iterator[Span]:
    """Hidden paragraphs that follow one another, as one span each run."""
    for is_hidden, run in groupby(paragraphs, key=hidden.__contains__):
        if is_hidden:
            spans = list(run)
            yield Span("text", spans[0].start, spans[-1].end)


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _visible(text: str, paragraphs: Sequence[Span], hidden: Set[Span]) -> str:
    return "\n".join(text[span.start : span.end] for span in paragraphs if span not in hidden)
