"""Quotations, by pattern and before any parse: one odd mark loses a quotation, never the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.paragraphs import paragraph_spans
from tocsin.report import Report
from tocsin.span import Span

# Opening mark → the marks that close it. German „…“ closes with the mark that opens an English quotation.
# Doubled single marks (``…'' and ''…'') are the habit of agency archives. Straight and curly marks are mixed where
# a page was edited twice, so each closes the other.
PAIRS = {"“": '”“"', "„": "“”", "«": "»", '"': '"”', "``": "''", "''": "''", "‘": "’"}
# Single curly marks are apostrophes too: they close a quotation only before a break, and only if they opened after one.
_MARK = re.compile(r"``|''|[“”„«»\"‘’]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A run of quoted characters. `outer` includes the marks, `inner` does not.

    `closed` is false where the paragraph ends first, as it does before a quotation goes on in the next paragraph.
    """

    outer: Span
    inner: Span
    paragraph: int
    closed: bool


def quotations(report: Report) -> tuple[Quotation, ...]:
    """All outermost quotations of a report's title and text, in order, without its chrome."""
    found: list[Quotation] = []
    if report.title and not report.title_in_text:
        found += _in_paragraph(report.title, Span("title", 0, len(report.title)), -1)
    for number, paragraph in enumerate(paragraph_spans(report.text)):
        if not any(zone.overlaps(paragraph) for zone in report.chrome):
            found += _in_paragraph(report.text, paragraph, number)
    return tuple(found)


def _in_paragraph(text: str, paragraph: Span, number: int) -> Iterator[Quotation]:
    position = paragraph.start
    while opening := _next_opening(text, position, paragraph.end):
        closing = _closing(text, opening, paragraph.end)
        end = closing.end() if closing else paragraph.end
        inner_end = closing.start() if closing else paragraph.end
        if inner_end > opening.end():
            yield Quotation(
                outer=Span(paragraph.field, opening.start(), end),
                inner=Span(paragraph.field, opening.end(), inner_end),
                paragraph=number,
                closed=closing is not None,
            )
        position = end


def _next_opening(text: str, start: int, end: int) -> re.Match[str] | None:
    for match in _MARK.finditer(text, start, end):
        if match[0] in PAIRS and _stands_open(text, match):
            return match
    return None


def _stands_open(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + 1]
    if not after or after.isspace():
        return False
    before = text[match.start() - 1 : match.start()]
    return match[0] not in ("‘", '"', "''") or not (before.isalnum() or before in (".", ","))


def _closing(text: str, opening: re.Match[str], end: int) -> re.Match[str] | None:
    closers = PAIRS[opening[0]]
    depth = 0
    for match in _MARK.finditer(text, opening.end(), end):
        if match[0] == opening[0] and _opens_again(text, match, closers):
            depth += 1
        elif match[0] in closers and _stands_closed(text, match):
            if not depth:
                return match
            depth -= 1
    return None


def _opens_again(text: str, match: re.Match[str], closers: str) -> bool:
    """Whether the same mark opens a quotation within one; a curly one may have been typed for a closing mark."""
    if match[0] == "“":
        return not _touches_word_before(text, match)
    return match[0] not in closers and _stands_open(text, match)


def _touches_word_before(text: str, match: re.Match[str]) -> bool:
    return not text[match.start() - 1].isspace() and (text[match.end() : match.end() + 1] or " ").isspace()


def _stands_closed(text: str, match: re.Match[str]) -> bool:
    if match[0] != "’":
        return True
    after = text[match.end() : match.end() + 1]
    return not after.isalnum()
