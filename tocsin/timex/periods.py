"""Days, weeks, months and years as first and last day with their TIMEX3 value: the arithmetic behind `resolve`."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tocsin.timex.meaning import Unit
from tocsin.values import DateBasis, DatePrecision, TimexType

DAY = timedelta(days=1)
SATURDAY = 5
DAYS_IN = {"second": 0, "minute": 0, "hour": 0, "day": 1, "weekend": 7, "week": 7, "fortnight": 14}
MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an expression comes to: TIMEX3's type and value, the days it can mean, and where that was counted from."""

    type: TimexType
    value: str
    start: date | None = None
    end: date | None = None
    precision: DatePrecision = "vague"
    anchor: date | None = None
    basis: DateBasis = "none"


def shifted(anchor: date, amount: int, unit: Unit) -> Resolved:
    """The unit that lies `amount` units from the one an anchor is in."""
    there = moved(anchor, amount, unit)
    if unit in ("second", "minute", "hour"):
        return replace(day(there), type="TIME", precision="time")
    return WHOLE[unit](there)


def moved(anchor: date, amount: int, unit: Unit) -> date:
    """The day so many units away; `OverflowError` where the calendar ends."""
    if unit in DAYS_IN:
        return anchor + DAY * (amount * DAYS_IN[unit])
    months = anchor.year * 12 + anchor.month - 1 + amount * MONTHS_IN[unit]
    year, month = divmod(months, 12)
    if not 1 <= year <= 9998:
        raise OverflowError(f"no year {year}")
    return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))


def day(one: date) -> Resolved:
    """A single day."""
    return Resolved("DATE", one.isoformat(), one, one, "day")


def week(within: date) -> Resolved:
    """The week of a day, Monday to Sunday, by its ISO number."""
    year, number, weekday = within.isocalendar()
    monday = within - DAY * (weekday - 1)
    return Resolved("DATE", f"{year:04}-W{number:02}", monday, monday + 6 * DAY, "week")


def weekend(within: date) -> Resolved:
    """The weekend at the end of a day's week."""
    whole = week(within)
    saturday = within + DAY * (SATURDAY - within.weekday())
    return replace(whole, value=f"{whole.value}-WE", start=saturday, end=saturday + DAY, precision="day")


def period(year: int, month: int | None, day_of_month: int | None) -> Resolved:
    """A year, a month or a day."""
    if month is None:
        return Resolved("DATE", f"{year:04}", date(year, 1, 1), date(year, 12, 31), "year")
    if day_of_month is None:
        return Resolved("DATE", f"{year:04}-{month:02}", date(year, month, 1), month_end(year, month), "month")
    return day(date(year, month, min(day_of_month, monthrange(year, month)[1])))


def quarter(year: int, number: int) -> Resolved:
    """A quarter of a year, 1 to 4."""
    first = 3 * number - 2
    return Resolved("DATE", f"{year:04}-Q{number}", date(year, first, 1), month_end(year, first + 2), "season")


def half(year: int, number: int) -> Resolved:
    """A half of a year, 1 or 2."""
    first = 6 * number - 5
    return Resolved("DATE", f"{year:04}-H{number}", date(year, first, 1), month_end(year, first + 5), "season")


def season(code: str, year: int) -> Resolved:
    """Which months a season has depends on the hemisphere, so the days are those of the whole year."""
    end = date(year + 1, 3, 31) if code in ("WI", "SU") else date(year, 12, 31)
    return Resolved("DATE", f"{year:04}-{code}", date(year, 1, 1), end, "season")


def years(first: int, length: int) -> Resolved:
    """A decade or a century, of which TIMEX3 writes the figures that do not change."""
    start, end = date(max(1, first), 1, 1), date(first + length - 1, 12, 31)
    if length == 10:
        return Resolved("DATE", f"{first // 10:03}", start, end, "decade")
    return Resolved("DATE", f"{first // 100:02}", start, end, "vague")


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


WHOLE: dict[Unit, Callable[[date], Resolved]] = {
    "day": day,
    "weekend": weekend,
    "week": week,
    "fortnight": week,
    "month": lambda one: period(one.year, one.month, None),
    "quarter": lambda one: quarter(one.year, (one.month - 1) // 3 + 1),
    "year": lambda one: period(one.year, None, None),
    "decade": lambda one: years(one.year // 10 * 10, 10),
    "century": lambda one: years(one.year // 100 * 100, 100),
}
