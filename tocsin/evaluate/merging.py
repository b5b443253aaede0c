"""How well and how fast made-up weeks are merged, and what they take in the store: `tocsin bench merge` and `store`."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

from tocsin.evaluate.generator import Truth, made
from tocsin.merge import merge
from tocsin.merge.match import Matching
from tocsin.reading import Reading
from tocsin.record import Merged
from tocsin.store import Store

ADDED = 20
"""Reports added one by one to a merged set, to see how much is looked at again."""


@dataclass(frozen=True, slots=True)
class Size:
    """What merging a set of made-up readings came to.

    `found` and `put_in` count contradictions that were put in, `false` those shown where none was. `examined` is the
    number of mentions looked at again for each report added.
    """

    mentions: int
    reports: int
    events: int
    seconds: float
    precision: float
    recall: float
    put_in: int
    found: int
    false: int
    shown: int
    examined: float

    @property
    def f1(self) -> float:
        """Pairwise F1."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeping a set of readings took."""

    mentions: int
    seconds: float
    size: int


def bench_merge(sizes: Iterable[int], *, seed: int = 1) -> Iterator[Size]:
    """Merge made-up weeks of each size."""
    for size in sizes:
        readings, truth = made(size, seed=seed)
        begun = time.perf_counter()
        merged = merge(readings)
        yield _size(readings, truth, merged, time.perf_counter() - begun)


def bench_store(mentions: int, *, seed: int = 1) -> Kept:
    """Keep made-up readings in a SQLite file, with all their statements and the index."""
    readings, _ = made(mentions, seed=seed)
    with TemporaryDirectory(prefix="tocsin-bench-") as folder:
        path = Path(folder, "record.db")
        begun = time.perf_counter()
        Store.open(str(path)).add(readings)
        seconds = time.perf_counter() - begun
        size = sum(file.stat().st_size for file in path.parent.iterdir())
    return Kept(sum(len(reading.mentions) for reading in readings), seconds, size)


def slope(sizes: Sequence[Size]) -> float:
    """By which power of the number of mentions time grows, from the first size to the last."""
    first, last = sizes[0], sizes[-1]
    return log(last.seconds / first.seconds) / log(last.mentions / first.mentions)


def _size(readings: Sequence[Reading], truth: Truth, merged: Merged, seconds: float) -> Size:
    precision, recall = _pairs(truth, merged)
    put_in, found, false, shown = _contradictions(truth, merged)
    return Size(
        mentions=len(truth.event_of),
        reports=len(readings),
        events=len(merged.events),
        seconds=seconds,
        precision=precision,
        recall=recall,
        put_in=put_in,
        found=found,
        false=false,
        shown=shown,
        examined=_examined(readings),
    )


def _pairs(truth: Truth, merged: Merged) -> tuple[float, float]:
    """Pairwise precision and recall, counted by the sizes of what gold and merging have in common."""
    gold: dict[int, int] = defaultdict(int)
    both: dict[tuple[str, int], int] = defaultdict(int)
    found = 0
    for number in truth.event_of.values():
        gold[number] += 1
    for event in merged.events:
        found += _choose(len(event.mentions))
        for mention in event.mentions:
            both[event.id, truth.event_of[mention]] += 1
    right = sum(map(_choose, both.values()))
    return right / max(1, found), right / max(1, sum(map(_choose, gold.values())))


def _choose(number: int) -> int:
    return number * (number - 1) // 2


def _contradictions(truth: Truth, merged: Merged) -> tuple[int, int, int, int]:
    events = {event.id: event for event in merged.events} | {
        toll.id: event for event in merged.events for toll in event.tolls
    }
    shown = {
        (row.kind, number)
        for row in merged.contradictions
        if row.kind in ("occurrence", "figure") and row.about in events
        for number in {truth.event_of[name] for name in events[row.about].mentions}
    }
    put_in = {("occurrence", number) for number in truth.disputed} | {("figure", number) for number in truth.rival}
    return len(put_in), len(put_in & shown), len(shown - put_in), len(shown)


def _examined(readings: Sequence[Reading]) -> float:
    matching = Matching(expected=len(readings))
    for reading in readings[:-ADDED]:
        matching.add(reading)
    for _ in matching.clusters():
        pass
    before = matching.examined
    for reading in readings[-ADDED:]:
        matching.add(reading)
        for _ in matching.clusters():
            pass
    return (matching.examined - before) / ADDED
