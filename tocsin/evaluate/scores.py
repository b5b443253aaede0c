"""Scores: what a measure came to, on how many cases, and the cases it failed on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
"""Latitude and longitude."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One number. `cases` is what it was counted on: gold items for a recall, rows for an accuracy.

    `is_error` marks a rate that is better the lower it is. `bounds` is the interval of a measure of few cases.
    """

    name: str
    value: float
    cases: int
    is_error: bool = False
    bounds: tuple[float, float] | None = None

    def is_worse_than(self, floor: float, tolerance: float = 0.0) -> bool:
        """Whether it misses a floor by more than the tolerance; for an error, whether it exceeds it."""
        return self.value > floor + tolerance if self.is_error else self.value < floor - tolerance


@dataclass(frozen=True, slots=True)
class Miss:
    """One case that was got wrong: its row, the kind of error, what gold has and what was found.

    For a place, `gold_at` and `found_at` are the two points where both are known.
    """

    row: str
    kind: str
    gold: str
    found: str
    text: str
    gold_at: Point | None = None
    found_at: Point | None = None


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often each gold label was read as each other: one (gold, found) pair a row of the corpus."""

    name: str
    pairs: tuple[tuple[str, str], ...]

    def tallies(self) -> dict[str, Tally]:
        """Right, found and gold of each label, the most frequent in gold first."""
        tallies: defaultdict[str, Tally] = defaultdict(Tally)
        for gold, found in self.pairs:
            tallies[gold].gold += 1
            tallies[found].found += 1
            tallies[gold].right += gold == found
        return dict(sorted(tallies.items(), key=lambda item: (-item[1].gold, item[0])))

    def wrong(self, gold: str) -> Counter[str]:
        """What a gold label was read as where it was read wrong."""
        return Counter(found for label, found in self.pairs if label == gold != found)


@dataclass(frozen=True, slots=True)
class Scores:
    """All measures of one corpus, the misses behind them, and a table of confusions for each measure of types."""

    measures: tuple[Measure, ...]
    misses: tuple[Miss, ...] = ()
    confusions: tuple[Confusion, ...] = ()


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


def macro_f1(name: str, confusion: Confusion, *, least: int = 1, without: Iterable[str] = ()) -> Measure:
    """The mean F1 of the labels with at least `least` gold rows, but for those named; `cases` are the labels."""
    left_out = set(without)
    tallies = [one for label, one in confusion.tallies().items() if one.gold >= least and label not in left_out]
    return Measure(name, sum(one.f1 for one in tallies) / len(tallies) if tallies else 0.0, len(tallies))


def weighted_f1(name: str, confusion: Confusion, *, without: Iterable[str] = ()) -> Measure:
    """The mean F1 of the labels, each weighted by its gold rows, but for those named; `cases` are the rows."""
    left_out = set(without)
    tallies = [one for label, one in confusion.tallies().items() if label not in left_out]
    rows = sum(one.gold for one in tallies)
    return Measure(name, sum(one.f1 * one.gold for one in tallies) / rows if rows else 0.0, rows)


def accuracy(name: str, pairs: Sequence[tuple[str, str]]) -> Measure:
    """The share of pairs that are the same."""
    return share(name, sum(gold == found for gold, found in pairs), len(pairs))
