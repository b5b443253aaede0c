"""A possible attribution, before it is decided which of several that overlap are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from tocsin.event import Stance
from tocsin.parse import ParsedReport, Sentence
from tocsin.span import Span

LONGEST_MARK = 2
"""Characters of an opening mark."""
LOOSE = frozenset(",;: \t\n–—-")
"""Characters that belong to no content when they stand at its edge."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One cue with what it may attribute.

    `sentence` is where the cue stands and `speaker_in` where the speaker does, which differ for a quotation that
    leans on the sentence before. `frame` says which pattern found it.
    """

    sentence: Sentence
    frame: str
    cue: Span | None
    cue_token: Token | None
    speaker: Token | None
    content: tuple[Span, ...]
    stance: Stance = "asserts"
    speaker_in: Sentence | None = None
    speaker_span: Span | None = None
    blamed: Token | None = None
    blamed_span: Span | None = None
    blamed_in: Sentence | None = None
    quoted: bool = True

    @property
    def size(self) -> int:
        """Characters of content."""
        return sum(span.end - span.start for span in self.content)


def chosen(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those kept, given in the order of trust: no attribution stands in another, neither content nor cue."""
    kept: list[Candidate] = []
    taken = _Taken()
    for candidate in candidates:
        if candidate.content and not taken.by_any(candidate) and not _repeats(candidate, kept):
            kept.append(candidate)
            taken.add(candidate)
    return kept


def _repeats(candidate: Candidate, kept: Sequence[Candidate]) -> bool:
    """Whether a cue that carries speech is taken again for its object: "recalled the siege: “…”"."""
    return candidate.frame.startswith("object") and any(candidate.cue == other.cue for other in kept)


class _Taken:
    """Characters that stand in the content of an accepted attribution, and where the accepted cues stand."""

    def __init__(self) -> None:
        self.contents: dict[str, set[int]] = {"title": set(), "text": set()}
        self.cues: dict[str, set[int]] = {"title": set(), "text": set()}

    def by_any(self, candidate: Candidate) -> bool:
        contents = [*candidate.content, *([candidate.cue] if candidate.cue else [])]
        if any(not self.contents[span.field].isdisjoint(range(span.start, span.end)) for span in contents):
            return True
        return any(not self.cues[span.field].isdisjoint(range(span.start, span.end)) for span in candidate.content)

    def add(self, candidate: Candidate) -> None:
        for span in candidate.content:
            self.contents[span.field].update(range(span.start, span.end))
        if candidate.cue:
            self.cues[candidate.cue.field].update(range(candidate.cue.start, candidate.cue.end))


def subtree(token: Token) -> tuple[int, int]:
    """First and last token (end excluded) of what hangs on a token."""
    return token.left_edge.i, token.right_edge.i + 1


def content_spans(
    parsed: ParsedReport, sentence: Sentence, ranges: Iterable[tuple[int, int]], without: Sequence[tuple[int, int]] = ()
) -> tuple[Span, ...]:
    """Token ranges, less some others, as clean spans: quotations whole, no loose punctuation at the edges."""
    inside = {i for start, end in ranges for i in range(start, end)}
    inside -= {i for start, end in without for i in range(start, end)}
    spans = [sentence.locate(start, end) for start, end in _runs(sorted(inside))]
    trimmed = [clean for span in spans if (clean := trimmed_span(parsed, span)) is not None]
    return tuple(_merged(parsed, [whole_quotations(parsed, span) for span in trimmed]))


def trimmed_span(parsed: ParsedReport, span: Span) -> Span | None:
    """The span without loose punctuation at its edges; none where nothing else is in it."""
    text = parsed.report.whole(span.field)
    start, end = span.start, span.end
    while start < end and text[start] in LOOSE:
        start += 1
    while end > start and (
        text[end - 1] in LOOSE or (text[end - 1] == "." and end - start > 1 and not text[end - 2].isupper())
    ):
        end -= 1
    if not any(character.isalnum() for character in text[start:end]):
        return None
    return Span(span.field, start, end)


def whole_quotations(parsed: ParsedReport, span: Span) -> Span:
    """The span grown to the ends of a quotation that it begins or that it is cut in."""
    start, end = span.start, span.end
    for quotation in parsed.quotations:
        outer = quotation.outer
        if outer.field != span.field or outer.end <= span.start or span.end <= outer.start:
            continue
        if outer.start >= span.start and outer.end > end:
            end = outer.end
        elif outer.start < span.start and span.start - outer.start <= LONGEST_MARK:
            start, end = outer.start, max(end, outer.end)
    return Span(span.field, start, end)


def _runs(indices: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for index in indices:
        if runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs


def _merged(parsed: ParsedReport, spans: Sequence[Span]) -> list[Span]:
    """Spans that overlap, or have only marks between them, as one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and not any(map(str.isalnum, parsed.report.whole(span.field)[merged[-1].end : span.start])):
            merged[-1] = Span(span.field, merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
