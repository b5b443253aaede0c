"""Paragraphs of a text, by pattern. The reading of chrome and the parse both part a text here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tocsin.span import Field, Span

# Both begin at a newline, so that a long run of spaces is passed over once; `trimmed` takes the spaces around.
_BLANK = re.compile(r"\n(?:[ \t\r\f\v]*+\n)+")
_NEWLINE = re.compile(r"\n")


def paragraph_spans(text: str) -> Iterator[Span]:
    """Paragraphs: parted by blank lines, and by single newlines unless the text is hard-wrapped."""
    parting = _BLANK if _is_wrapped(text) else _NEWLINE
    yield from _between(text, "text", parting.finditer(text))


def _is_wrapped(text: str) -> bool:
    """Whether lines were broken at a fixed width, as in wire copy and old archives."""
    lines = [line.rstrip() for line in text.split("\n")]
    inner = [line for line, after in pairwise(lines) if line and after.strip()]
    if len(inner) < 3:
        return False
    open_ended = sum(line[-1] not in ".!?:\"”’'" for line in inner)
    fixed_width = sum(40 <= len(line) <= 100 for line in inner)
    return open_ended > 0.6 * len(inner) and fixed_width > 0.7 * len(inner)


def _between(text: str, field: Field, breaks: Iterator[re.Match[str]]) -> Iterator[Span]:
    start = 0
    for match in breaks:
        yield from trimmed(text, field, start, match.start())
        start = match.end()
    yield from trimmed(text, field, start, len(text))


def trimmed(text: str, field: Field, start: int, end: int) -> Iterator[Span]:
    """The characters from `start` to `end` without white space around them; nothing where there is nothing else."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if start < end:
        yield Span(field, start, end)
