"""Paragraphs and sentences of a report, by pattern: fast enough to run on everything before anything is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tocsin.paragraphs import paragraph_spans, trimmed
from tocsin.parse.casing import case_of
from tocsin.parse.datelines import dateline
from tocsin.report import Report
from tocsin.span import Field, Span

# A full stop after these ends no sentence. Titles, ranks, months, units and Latin short forms of English prose.
ABBREVIATIONS = frozenset(
    (
        "mr mrs ms dr prof rev fr sr jr st gen lt col maj capt cmdr sgt cpl pvt adm brig insp supt det gov sen rep "
        "hon pres amb min dept univ assn bros inc ltd corp co no nos vs etc al jan feb mar apr jun jul aug sept "
        "sep oct nov dec approx est fig mt ft ave blvd rd km kg u.s u.k u.n e.g i.e a.m p.m d.c n.y"
    ).split()
)
# Short forms that do end a sentence when a capital follows, since they close a phrase ("at 5 p.m. Police …").
CLOSING = frozenset(("a.m p.m etc u.s u.k u.n inc ltd corp co jr sr d.c n.y").split())
# Words that may open a sentence after a short form like "U.S." (a name would rather go on: "U.S. Army").
OPENERS = frozenset(("the a an in on at he she it they we i but and police this that these those there").split())

# Runs are taken whole and once (`++`, and none begins inside another), or a line of a million stops would hang it.
_BREAK = re.compile(
    r"""(?<![.!?…])(?P<stop>[.!?…]++)(?P<close>["'”’»)\]]*+)"""
    r"""(?:(?P<space>\s++)(?=["'“‘„«(\[]*[A-Z0-9À-ÞĀ-ỸА-Я•–—-])|(?=[A-Z][a-z]+\s))"""
)
# The same in text without capitals, where a small letter may open a sentence.
_BREAK_IN_SMALL_LETTERS = re.compile(
    r"""(?<![.!?…])(?P<stop>[.!?…]++)(?P<close>["'”’»)\]]*+)"""
    r"""(?:(?P<space>\s++)(?=["'`“‘„«(\[â€œ˜]*[\w•–—-])|(?=(?:the|in|on|at|he|she|they|we|but|this|that|there)\s))"""
)
_LAST_WORD = re.compile(r"[\w.]+$")
_LETTER = re.compile(r"[^\W_]")

MAX_SENTENCE = 2_000
"""Characters. Nothing a person writes as one sentence is longer; tables and lists without stops are cut here."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence before it is parsed. `headline` is true for a title and for a first line that stands as one."""

    span: Span
    paragraph: int
    headline: bool


def segment(report: Report) -> tuple[Segment, ...]:
    """The sentences of a report's title and text, in order, without its chrome and its dateline."""
    segments: list[Segment] = []
    opening = dateline(report)
    breaks = _BREAK_IN_SMALL_LETTERS if case_of(report.text) == "small letters" else _BREAK
    if report.title and not report.title_in_text:
        segments += [Segment(span, -1, True) for span in sentence_spans(report.title, field="title")]
    for number, paragraph in enumerate(paragraph_spans(report.text)):
        if any(zone.overlaps(paragraph) for zone in report.chrome):
            continue
        headline = number == 0 and report.title_in_text
        story = _after(paragraph, opening)
        segments += [Segment(span, number, headline) for span in _sentences_in(report.text, story, breaks)]
    return tuple(segments)


def _after(paragraph: Span, opening: Span | None) -> Span:
    """What of a paragraph stands behind the dateline."""
    return replace(paragraph, start=opening.end) if opening and paragraph.covers(opening) else paragraph


def sentence_spans(text: str, *, field: Field = "text") -> Iterator[Span]:
    """Sentences of one run of text."""
    if text.strip():
        yield from _sentences_in(text, Span(field, 0, len(text)))


def _sentences_in(text: str, paragraph: Span, breaks: re.Pattern[str] = _BREAK) -> Iterator[Span]:
    start = paragraph.start
    for match in breaks.finditer(text, paragraph.start, paragraph.end):
        if _ends_sentence(text, match):
            end = match.end("close")
            yield from _bounded(text, paragraph.field, start, end)
            start = end
    yield from _bounded(text, paragraph.field, start, paragraph.end)


def _bounded(text: str, field: Field, start: int, end: int) -> Iterator[Span]:
    for piece in range(start, end, MAX_SENTENCE):
        for span in trimmed(text, field, piece, min(piece + MAX_SENTENCE, end)):
            if _LETTER.search(text, span.start, span.end):
                yield span


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    if match["stop"] != ".":
        return bool(match["space"]) or match["stop"] in "!?"
    word = _LAST_WORD.search(text, max(0, match.start() - 20), match.start())
    before = word[0].lower() if word else ""
    following = re.match(r"[\w']+", text[match.end() : match.end() + 20].lstrip("\"'“‘„«([•–—- "))
    opener = following is not None and following[0].lower() in OPENERS
    if not match["space"]:
        return len(before) > 2 and "." not in before and before.isalpha() and before not in ABBREVIATIONS
    if before in CLOSING or re.fullmatch(r"(?:[a-z]\.)+[a-z]", before):
        return opener
    return before not in ABBREVIATIONS and not (len(before) == 1 and before.isalpha() and before != "i")
