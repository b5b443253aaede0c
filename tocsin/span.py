"""Where something stands in a report: the evidence under every cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Field = Literal["title", "text"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (code points, end excluded) of a report's title or text.

    The wording is cut from the report when it is needed and never stored a second time.
    """

    field: Field
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"no such span: {self.start}–{self.end}")

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.field == other.field and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.field == other.field and self.start < other.end and other.start < self.end
