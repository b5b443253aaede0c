"""Where a content begins: behind "that", the link to the sentence before, and the dateline of an agency."""

from __future__ import annotations

import re
from dataclasses import replace

from tocsin.codebook.cues import cue_table
from tocsin.find.attribution.candidate import Candidate, trimmed_span
from tocsin.parse import ParsedReport
from tocsin.span import Span

# LA PAZ, March 5 (Andes Wire) - …, and Lima — …: a town, at most a day, at most a credit, and a dash.
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]+(?:,[\w .,]{2,40}?)?\s*(?:\([^()\n]{2,40}\))?\s*[-–—]+\s+"
    r"|[A-ZÀ-Þ][\w .,'’/-]{1,60}\([^()\n]{2,40}\)\s*[-–—]+\s+|\([A-Z]{2,12}\)\s*(?=[A-Z])"
)
_THAT = re.compile(r"that,?\s+(?=\S)", re.IGNORECASE)
# What ties a sentence to the one before is the report's word, not the speaker's.
_LINK = re.compile(
    r"(?:However|Meanwhile|Moreover|Furthermore|Additionally|Nevertheless|Nonetheless|Earlier|Later|Separately"
    r"|Elsewhere|In addition|On the other hand|Also),\s+|(?:But|And|Yet|So)\s+,?"
)
# What the report adds behind the words of a speaker: ", as did the army", "“…,” while the army was silent".
_ADDED = re.compile(r",? as (?:did|do|does) [^.]{3,60}$|(?:(?<=,[”\"])|(?<=[”\"],))\s+while\s[^“\"]+$")
# What would go on with a further cue, which is a claim of its own: "… were freed – but (said …)".
_LEFT_OVER = re.compile(r"[\s,;–—-]+(?:and|but|or|yet)$")
_CUE_AGAIN = re.compile(r"(?P<cue>[a-z]+)\s+that\s+(?=\S)")


def with_clean_start(parsed: ParsedReport, candidate: Candidate) -> Candidate:
    """The candidate, its content begun with the first word of what is said."""
    first, rest = candidate.content[0], candidate.content[1:]
    start = _start(parsed, first, begins_sentence=first.start == _sentence_start(parsed, first))
    cut = trimmed_span(parsed, Span(first.field, start, first.end)) if start != first.start else first
    content = (cut or first, *rest)
    last = content[-1]
    words = parsed.report.whole(last.field)[last.start : last.end]
    if added := _ADDED.search(words) or _LEFT_OVER.search(words):
        content = (*content[:-1], Span(last.field, last.start, last.start + added.start()))
    return replace(candidate, content=content) if content != candidate.content else candidate


def _sentence_start(parsed: ParsedReport, span: Span) -> int | None:
    sentence = parsed.sentence_at(span)
    return sentence.span.start if sentence else None


def _start(parsed: ParsedReport, span: Span, *, begins_sentence: bool) -> int:
    text = parsed.report.whole(span.field)
    start = span.start
    if begins_sentence:
        if dateline := _DATELINE.match(text, start, span.end):
            start = dateline.end()
        if link := _LINK.match(text, start, span.end):
            start = link.end()
        return start
    if again := _CUE_AGAIN.match(text, start, span.end):
        cue = cue_table().verbs.get(again["cue"])
        return again.end() if cue and cue.quotes else start
    that = _THAT.match(text, start, span.end)
    return that.end() if that else start
