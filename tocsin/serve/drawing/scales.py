"""Scales that a reader can count on: round steps for numbers, whole units for time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Scale:
    """From values between two ends to places between two others."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a value lies."""
        share = (value - self.low) / ((self.high - self.low) or 1)
        return round(self.start + share * (self.end - self.start), 1)


def round_steps(most: float, *, about: int = 4) -> list[int]:
    """Round numbers from 0 that reach `most`: 0, 50, 100, 150, 200."""
    step, size = 1, 1
    while most / step > about:
        step = next(size * factor for factor in (1, 2, 5, 10) if size * factor > step)
        size = size * 10 if step >= size * 10 else size
    return list(range(0, max(-(-int(most) // step), 1) * step + 1, step))


def bins(first: date, last: date, *, most: int) -> list[tuple[date, date]]:
    """Stretches of whole days, weeks or months between two days, not more than `most` of them."""
    for days in (1, 7):
        if (last - first).days // days < most:
            start = first - timedelta(days=first.weekday() if days == 7 else 0)
            count = (last - start).days // days + 1
            begins = [start + timedelta(days=days * number) for number in range(count)]
            return [(begin, begin + timedelta(days=days - 1)) for begin in begins]
    months = 1
    while ((last.year - first.year) * 12 + last.month - first.month) // months >= most:
        months = {1: 3, 3: 12}.get(months, months * 5)
    return _months(first, last, months)


def _months(first: date, last: date, step: int) -> list[tuple[date, date]]:
    number = (first.year * 12 + first.month - 1) // step * step
    found = []
    while (begin := _first_of(number)) <= last:
        following = _first_of(number + step)
        found.append((begin, following - timedelta(days=1)))
        number += step
    return found


def _first_of(month: int) -> date:
    return date(min(max(month // 12, 1), 9999), month % 12 + 1, 1)
