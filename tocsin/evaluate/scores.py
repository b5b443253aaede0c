"""Scores: what a measure came to, on how many cases, and the cases it failed on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One number. `cases` is what it was counted on: gold items for a recall, rows for an accuracy.

    `is_error` marks a rate that is better the lower it is.
    """

    name: str
    value: float
    cases: int
    is_error: bool = False

    def is_worse_than(self, floor: float, tolerance: float = 0.0) -> bool:
        """Whether it misses a floor by more than the tolerance; for an error, whether it exceeds it."""
        return self.value > floor + tolerance if self.is_error else self.value < floor - tolerance


@dataclass(frozen=True, slots=True)
class Miss:
    """One case that was got wrong: its row, the kind of error, what gold has and what was found."""

    row: str
    kind: str
    gold: str
    found: str
    text: str


@dataclass(frozen=True, slots=True)
class Scores:
    """All measures of one corpus, and the misses behind them."""

    measures: tuple[Measure, ...]
    misses: tuple[Miss, ...] = ()


@dataclass(slots=True)
class Tally:
    """Counts of right, found and gold items, for precision, recall and F1."""

    right: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of the found that is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 where there is no gold."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.found + self.gold
        return 2 * self.right / both if both else 0.0


def share(name: str, right: int, cases: int, *, is_error: bool = False) -> Measure:
    """A share as a measure; 0 where there is no case."""
    return Measure(name, right / cases if cases else 0.0, cases, is_error)
