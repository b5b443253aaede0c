"""From an expression and its anchors to days: a pure function."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import singledispatch

from tocsin.timex import periods
from tocsin.timex.meaning import (
    Ambiguous,
    Calendar,
    Century,
    Decade,
    Duration,
    Expression,
    Half,
    Meaning,
    Offset,
    Part,
    Quarter,
    Range,
    Recurring,
    Reference,
    Season,
    Stretch,
    Tense,
    TimeOfDay,
    Unit,
    Weekday,
    Weekend,
    WeekOf,
    YearBefore,
)
from tocsin.timex.periods import Resolved
from tocsin.values import DateBasis, DatePrecision

UNKNOWN_DAY = "XXXX-XX-XX"
SAME_STORY = 45
"""Days from a date told with its year within which a date without one is taken to be of that year."""
TENSE_REACH = 280
"""Days up to which tense decides the year of a date. Beyond them the nearer year is right more often, since the verb
that speaks of an April to come often stands in the past ("officials said the vote is on April 3")."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """The days that expressions count from.

    `previous` is the last single day told in the report, `period` the first day of the last date of any length
    ("later that year") and `quarter` that of the last quarter. `dated` is the last day told with its year.
    """

    published: date | None = None
    previous: date | None = None
    period: date | None = None
    quarter: date | None = None
    dated: date | None = None


def resolve_all(found: Iterable[Expression], published: date | None) -> Iterator[tuple[Expression, Resolved]]:
    """Resolve the expressions of one report in order, each after those told before it."""
    anchors = Anchors(published)
    for expression in found:
        resolved = resolve(expression, anchors)
        yield expression, resolved
        anchors = _after(anchors, expression, resolved)


def resolve(expression: Expression, anchors: Anchors) -> Resolved:
    """The days that an expression means for these anchors. What cannot be told stays open; nothing is guessed."""
    try:
        resolved = _resolve(expression.meaning, anchors, expression.tense)
    except OverflowError:
        return Resolved("DATE", UNKNOWN_DAY)
    return _related(resolved, expression, anchors)


def _after(anchors: Anchors, expression: Expression, resolved: Resolved) -> Anchors:
    """The anchors for what follows an expression."""
    if resolved.basis == "stated" and resolved.start == resolved.end:
        anchors = replace(anchors, dated=resolved.start)
    if resolved.start is None or resolved.type not in ("DATE", "TIME") or resolved.value.endswith("_REF"):
        return anchors
    if isinstance(expression.meaning, Quarter):
        return replace(anchors, period=resolved.start, quarter=resolved.start)
    if resolved.start == resolved.end and not expression.told:
        return replace(anchors, previous=resolved.start, period=resolved.start)
    return replace(anchors, period=resolved.start)


def _related(resolved: Resolved, expression: Expression, anchors: Anchors) -> Resolved:
    """The days from "since Monday" on, or those before "until Monday"."""
    if expression.relation == "since" and resolved.start:
        until = anchors.published
        return replace(resolved, end=until if until and until >= resolved.start else None)
    if expression.relation == "until" and resolved.end:
        return replace(resolved, start=None)
    return resolved


@singledispatch
def _resolve(meaning: Meaning, anchors: Anchors, tense: Tense | None) -> Resolved:
    raise TypeError(f"no rule resolves {meaning!r}")


@_resolve.register
def _(meaning: Calendar, anchors: Anchors, tense: Tense | None) -> Resolved:
    if meaning.year is not None:
        return replace(periods.period(meaning.year, meaning.month, meaning.day), basis="stated")
    published = anchors.published
    if beside := _beside_dated(meaning, anchors.dated, published, tense):
        return replace(periods.day(beside), anchor=anchors.dated, basis="previous")
    if published is None:
        return _yearless(meaning)
    year = published.year + meaning.years if meaning.years is not None else _likely_year(meaning, published, tense)
    return replace(periods.period(year, meaning.month, meaning.day), anchor=published, basis="publication")


def _beside_dated(meaning: Calendar, dated: date | None, published: date | None, tense: Tense | None) -> date | None:
    """A date without a year in the year last told, where it lies within weeks of that: "on June 3, 1989 … June 4"."""
    if dated is None or not (meaning.month and meaning.day) or meaning.shift is not None or meaning.years is not None:
        return None
    if tense == "future" or (published and published.year == dated.year):
        return None
    day = date(dated.year, meaning.month, min(meaning.day, monthrange(dated.year, meaning.month)[1]))
    return day if abs((day - dated).days) <= SAME_STORY else None


@_resolve.register
def _(meaning: Ambiguous, anchors: Anchors, tense: Tense | None) -> Resolved:
    return Resolved("DATE", f"{meaning.year}-XX-XX")


@_resolve.register
def _(meaning: Weekday, anchors: Anchors, tense: Tense | None) -> Resolved:
    anchor = anchors.published if meaning.anchor == "publication" else anchors.previous
    if anchor is None:
        return Resolved("DATE", f"XXXX-WXX-{meaning.weekday + 1}", precision="day")
    if meaning.weeks is not None:
        day = anchor + periods.DAY * (meaning.weekday - anchor.weekday() + 7 * meaning.weeks)
    else:
        day = _nearest_weekday(meaning, anchor, tense)
    return replace(periods.day(day), anchor=anchor, basis=meaning.anchor)


def _nearest_weekday(meaning: Weekday, anchor: date, tense: Tense | None) -> date:
    """The last such day up to the anchor, or the next one from then on; "last" and "next" leave out the day itself."""
    if meaning.shift == 1:
        return anchor + periods.DAY * ((meaning.weekday - anchor.weekday() - 1) % 7 + 1)
    if meaning.shift == -1:
        return anchor - periods.DAY * ((anchor.weekday() - meaning.weekday - 1) % 7 + 1)
    if tense == "future":
        return anchor + periods.DAY * ((meaning.weekday - anchor.weekday()) % 7)
    return anchor - periods.DAY * ((anchor.weekday() - meaning.weekday) % 7)


@_resolve.register
def _(meaning: Offset, anchors: Anchors, tense: Tense | None) -> Resolved:
    anchor, basis = _anchor_of(meaning, anchors)
    if anchor is None:
        return _unanchored(meaning)
    if meaning.amount is None:
        return Resolved("DATE", "PAST_REF" if meaning.sign < 0 else "FUTURE_REF", anchor=anchor, basis=basis)
    return replace(periods.shifted(anchor, meaning.amount * meaning.sign, meaning.unit), anchor=anchor, basis=basis)


def _anchor_of(meaning: Offset, anchors: Anchors) -> tuple[date | None, DateBasis]:
    if meaning.anchor == "publication":
        return anchors.published, "publication"
    if meaning.unit in ("month", "quarter", "year", "decade", "century"):
        return anchors.period, "previous"
    return anchors.previous, "previous"


def _unanchored(meaning: Offset) -> Resolved:
    if meaning.amount is None:
        return Resolved("DATE", "PAST_REF" if meaning.sign < 0 else "FUTURE_REF")
    if meaning.unit in ("second", "minute", "hour"):
        return Resolved("TIME", "XXXX-XX-XXTXX:XX")
    return Resolved("DATE", UNKNOWN[meaning.unit])


@_resolve.register
def _(meaning: Season, anchors: Anchors, tense: Tense | None) -> Resolved:
    if meaning.year is not None:
        return replace(periods.season(meaning.code, meaning.year), basis="stated")
    if anchors.published is None:
        return Resolved("DATE", f"XXXX-{meaning.code}", precision="season")
    year = _season_year(meaning, anchors.published, tense)
    return replace(periods.season(meaning.code, year), anchor=anchors.published, basis="publication")


def _season_year(meaning: Season, published: date, tense: Tense | None) -> int:
    """A season counts as past once its last northern month has begun."""
    begun = published.month >= LAST_MONTH[meaning.code]
    if meaning.shift == 0:
        return published.year
    if meaning.shift == 1 or (meaning.shift is None and tense == "future"):
        return published.year + (1 if begun else 0)
    return published.year if begun else published.year - 1


@_resolve.register
def _(meaning: Quarter, anchors: Anchors, tense: Tense | None) -> Resolved:
    if meaning.year is not None and meaning.number:
        return replace(periods.quarter(meaning.year, meaning.number), basis="stated")
    published = anchors.published
    if published is None:
        return Resolved("DATE", f"XXXX-Q{meaning.number or 'X'}", precision="season")
    year, number = _last_quarter(meaning, published, tense)
    return replace(periods.quarter(year, number), anchor=published, basis="publication")


@_resolve.register
def _(meaning: Half, anchors: Anchors, tense: Tense | None) -> Resolved:
    if meaning.year is not None:
        return replace(periods.half(meaning.year, meaning.number), basis="stated")
    published = anchors.published
    if published is None:
        return Resolved("DATE", f"XXXX-H{meaning.number}", precision="season")
    return replace(periods.half(published.year + meaning.years, meaning.number), anchor=published, basis="publication")


def _last_quarter(meaning: Quarter, published: date, tense: Tense | None) -> tuple[int, int]:
    now = (published.month - 1) // 3 + 1
    if meaning.number is None:
        before = published.year * 4 + now - 2
        year, number = divmod(before, 4)
        return year + (meaning.years or 0), number + 1
    if meaning.years is not None and meaning.years < 0:
        return published.year - (1 if meaning.number <= now else 2), meaning.number
    begun = meaning.number <= now
    return published.year - (0 if begun or tense == "future" or meaning.years == 0 else 1), meaning.number


@_resolve.register
def _(meaning: Decade, anchors: Anchors, tense: Tense | None) -> Resolved:
    if meaning.century:
        return replace(periods.years(meaning.first, 10), basis="stated")
    first = meaning.first
    if anchors.published and first + 100 <= anchors.published.year:
        first += 100
    return replace(
        periods.years(first, 10), anchor=anchors.published, basis="publication" if anchors.published else "stated"
    )


@_resolve.register
def _(meaning: Century, anchors: Anchors, tense: Tense | None) -> Resolved:
    return replace(periods.years(meaning.number * 100 - 100, 100), basis="stated")


@_resolve.register
def _(meaning: Part, anchors: Anchors, tense: Tense | None) -> Resolved:
    whole = _resolve(meaning.whole, anchors, tense)
    if whole.start is None or whole.end is None:
        return whole
    if meaning.modifier in ("BEFORE", "AFTER"):
        return _beside_anchor(whole, meaning.modifier == "BEFORE")
    days = (whole.end - whole.start).days + 1
    first, last = PARTS[meaning.modifier]
    start, end = (
        whole.start + periods.DAY * int(days * first),
        whole.start + periods.DAY * max(0, round(days * last) - 1),
    )
    return replace(whole, start=start, end=max(start, end))


def _beside_anchor(whole: Resolved, before: bool) -> Resolved:
    """The days of a period up to its anchor, or from it on; all of them where it lies elsewhere."""
    anchor, start, end = whole.anchor, whole.start, whole.end
    if not (anchor and start and end and start <= anchor <= end):
        return whole
    return replace(whole, end=anchor) if before else replace(whole, start=anchor)


@_resolve.register
def _(meaning: TimeOfDay, anchors: Anchors, tense: Tense | None) -> Resolved:
    if meaning.day is None:
        day = Resolved("DATE", UNKNOWN_DAY)
        if ":" in meaning.time and anchors.previous:
            day = replace(periods.day(anchors.previous), anchor=anchors.previous, basis="previous")
    else:
        day = _resolve(meaning.day, anchors, tense)
    return replace(day, type="TIME", value=f"{day.value}T{meaning.time}", precision="time")


@_resolve.register
def _(meaning: WeekOf, anchors: Anchors, tense: Tense | None) -> Resolved:
    day = _resolve(meaning.day, anchors, tense)
    if day.start is None:
        return Resolved("DATE", "XXXX-WXX", precision="week")
    return replace(periods.shifted(day.start, 0, "week"), anchor=day.anchor, basis=day.basis)


@_resolve.register
def _(meaning: Weekend, anchors: Anchors, tense: Tense | None) -> Resolved:
    published = anchors.published
    if published is None:
        return Resolved("DATE", UNKNOWN["weekend"], precision="day")
    on_it = published.weekday() >= periods.SATURDAY
    before = meaning.earlier if on_it else tense != "future" or meaning.earlier
    return replace(periods.shifted(published, -before, "weekend"), anchor=published, basis="publication")


@_resolve.register
def _(meaning: YearBefore, anchors: Anchors, tense: Tense | None) -> Resolved:
    if anchors.quarter:
        return replace(periods.shifted(anchors.quarter, -4, "quarter"), anchor=anchors.quarter, basis="previous")
    return _resolve(Offset(-1, "year"), anchors, tense)


@_resolve.register
def _(meaning: Duration, anchors: Anchors, tense: Tense | None) -> Resolved:
    return Resolved("DURATION", meaning.value)


@_resolve.register
def _(meaning: Stretch, anchors: Anchors, tense: Tense | None) -> Resolved:
    published = anchors.published
    if published is None:
        return Resolved("DURATION", meaning.value)
    far = periods.moved(published, meaning.most * meaning.direction, meaning.unit) if meaning.most is not None else None
    start, end = (far, published) if meaning.direction < 0 else (published, far)
    return Resolved("DURATION", meaning.value, start, end, PRECISION[meaning.unit], published, "publication")


@_resolve.register
def _(meaning: Recurring, anchors: Anchors, tense: Tense | None) -> Resolved:
    return Resolved("SET", meaning.value)


@_resolve.register
def _(meaning: Reference, anchors: Anchors, tense: Tense | None) -> Resolved:
    return Resolved("DATE", meaning.value)


@_resolve.register
def _(meaning: Range, anchors: Anchors, tense: Tense | None) -> Resolved:
    first = _resolve(meaning.first.meaning, anchors, tense)
    last = _resolve(meaning.last.meaning, anchors, tense)
    if first.start and last.end and first.start > last.end:
        first = _in_order(meaning.first.meaning, first, last)
    value, start, end = f"{first.value}/{last.value}", first.start, last.end
    if start is None or end is None or start > end:
        return Resolved("DATE", value)
    counted = first if last.basis == "stated" else last
    return Resolved("DATE", value, start, end, first.precision, counted.anchor, counted.basis)


def _in_order(meaning: Meaning, first: Resolved, last: Resolved) -> Resolved:
    """A weekday or a date without a year that begins a range is the last one before the end of the range."""
    if isinstance(meaning, Weekday | Calendar) and getattr(meaning, "year", None) is None and last.end:
        again = _resolve(meaning, Anchors(last.end), "past")
        return replace(again, anchor=first.anchor, basis=first.basis)
    return first


def _likely_year(meaning: Calendar, published: date, tense: Tense | None) -> int:
    """The year that puts a day or month nearest to publication, on the side that tense, "last" or "next" point to."""
    month, day = meaning.month or 1, meaning.day or 1
    if meaning.shift == 0:
        return published.year
    here = (month, day) if meaning.day else (month, 0)
    now = (published.month, published.day) if meaning.day else (published.month, 0)
    if meaning.shift == 1:
        return published.year + (here <= now)
    if meaning.shift == -1:
        return published.year - (here >= now)
    before, after = max(1, published.year - (here > now)), min(9999, published.year + (here < now))
    if meaning.weekday is not None and meaning.day:
        fitting = [year for year in (before, after) if _fits(meaning, year)]
        if len(set(fitting)) == 1:
            return fitting[0]
    favoured = {"past": before, "future": after}.get(tense or "")
    if favoured is not None and abs(_days_apart(favoured, month, day, published)) <= TENSE_REACH:
        return favoured
    return min((before, after), key=lambda year: abs(_days_apart(year, month, day, published)))


def _fits(meaning: Calendar, year: int) -> bool:
    """Whether the weekday told beside a date is right for this year."""
    day = periods.period(year, meaning.month, meaning.day).start
    return day is not None and day.weekday() == meaning.weekday


def _days_apart(year: int, month: int, day: int, published: date) -> int:
    return (date(year, month, min(day, 28)) - published).days


def _yearless(meaning: Calendar) -> Resolved:
    """A date whose year nobody tells, in TIMEX3's writing."""
    value = "XXXX" + "".join(f"-{part:02}" for part in (meaning.month, meaning.day) if part)
    return Resolved("DATE", value, precision="day" if meaning.day else "month")


UNKNOWN: dict[str, str] = {
    "day": UNKNOWN_DAY, "weekend": "XXXX-WXX-WE", "week": "XXXX-WXX", "fortnight": "XXXX-WXX", "month": "XXXX-XX",
    "quarter": "XXXX-QX", "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip
PRECISION: dict[Unit, DatePrecision] = {
    "second": "time", "minute": "time", "hour": "time", "day": "day", "weekend": "week", "week": "week",
    "fortnight": "week", "month": "month", "quarter": "season", "year": "year", "decade": "decade", "century": "vague",
}  # fmt: skip
LAST_MONTH = {"SP": 5, "SU": 8, "FA": 11, "WI": 2}
# Shares of a period that its early, middle and late part may reach over. They overlap, since nobody measures them.
PARTS = {"START": (0.0, 0.34), "MID": (0.3, 0.7), "END": (0.66, 1.0)}
