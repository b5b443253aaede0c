"""Spans as a few characters of a column: `120-128`, and `T0-14` in a title."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from tocsin.span import Span

TITLE = "T"


def spans_as_text(spans: Iterable[Span]) -> str:
    """Spans in their order, parted by commas."""
    return ",".join(f"{TITLE if span.field == 'title' else ''}{span.start}-{span.end}" for span in spans)


def spans_from_text(text: str | None) -> tuple[Span, ...]:
    """The spans that `spans_as_text` wrote."""
    return tuple(_span(piece) for piece in text.split(",")) if text else ()


@lru_cache(maxsize=100_000)
def _span(piece: str) -> Span:
    start, _, end = piece.removeprefix(TITLE).partition("-")
    return Span("title" if piece.startswith(TITLE) else "text", int(start), int(end))
