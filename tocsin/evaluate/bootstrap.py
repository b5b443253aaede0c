"""Intervals for small classes: how far a score moves when the documents it was counted on are drawn anew."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

DRAWS = 1_000
LEVEL = 0.95

T = TypeVar("T")


def interval(items: Sequence[T], measure: Callable[[Sequence[T]], float], *, draws: int = DRAWS) -> tuple[float, float]:
    """The bounds between which 95 % of the scores lie when the items are drawn with replacement; same every time."""
    if not items:
        return (0.0, 0.0)
    chance = random.Random(0)
    scores = sorted(measure(chance.choices(items, k=len(items))) for _ in range(draws))
    tail = (1 - LEVEL) / 2
    return scores[int(tail * draws)], scores[min(draws - 1, int((1 - tail) * draws))]
