"""When a report was published, and where that is known from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from urllib.parse import urlsplit

from tocsin.read.chrome import Zone
from tocsin.report import PublishedBasis
from tocsin.timex import expressions
from tocsin.timex.meaning import Calendar, Expression, TimeOfDay

Published = tuple[date, PublishedBasis]

EARLIEST, LATEST = 1990, 2099
"""Years that an address can carry as a date; other numbers of that shape are ids."""

SEARCHED = 50_000
"""Characters of a text searched for its date; a longer one is no report of a day."""

OPENING = 300
"""Characters at the beginning in which a report gives its own date."""
LINE_REST = 40
"""Characters that may stand beside a date on a line of its own."""
COMPANY = timedelta(days=10)
MOST_DATES = 500
AROUND = 80
"""Characters on either side of a year: enough for the date and for the verb that tells when it is."""

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_PARTED = re.compile(
    rf"(?<!\d)(?P<year>\d{{4}})(?P<bar>[/_-])(?P<month>\d{{1,2}}|{'|'.join(_MONTHS)})(?P=bar)(?P<day>\d{{1,2}})(?!\d)",
    re.IGNORECASE,
)
_SOLID = re.compile(r"(?<![\dA-Za-z])(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?!\d)")


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class _Told:
    """A full date and where it stands in the text."""

    day: date
    start: int
    end: int


def published(
    text: str,
    zones: Sequence[Zone] = (),
    *,
    given: date | None = None,
    stated: date | None = None,
    url: str | None = None,
) -> Published | None:
    """The publication date and its basis: given by the user, stated by the page, in its address, or in the text.

    Of the text a line like "Published 5 January 2022" comes first, then the latest full date that is the report's own.
    """
    if given:
        return given, "given"
    if stated:
        return stated, "metadata"
    if url and (day := date_in_address(url)):
        return day, "address"
    day = _on_a_dateline(text, zones) or _in_text(_without(text, zones))
    return (day, "text") if day else None


def date_in_address(url: str) -> date | None:
    """The date in the path of an address, such as `/2022/01/06/` or `-20220106`."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    for match in [*_PARTED.finditer(path), *_SOLID.finditer(path)]:
        day = _date(match["year"], match["month"], match["day"])
        if day and EARLIEST <= day.year <= LATEST:
            return day
    return None


def full_date_in(value: str) -> date | None:
    """The first full date in a few words."""
    return next((told.day for told in _full_dates(value)), None)


def _date(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdecimal() else _MONTHS.index(month.lower()) + 1
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _on_a_dateline(text: str, zones: Sequence[Zone]) -> date | None:
    lines = (text[zone.span.start : zone.span.end] for zone in zones if zone.kind == "dateline")
    return next((day for line in lines if (day := full_date_in(line))), None)


def _in_text(text: str) -> date | None:
    """The latest full date that is the report's own: at its opening, alone on a line, or with another near to it.

    A full date in the midst of prose is mostly background ("since the coup of 3 May 1998"): of 58 in news only 15 were
    those of publication, against 265 of 347 at the opening and 60 of 74 with another near to them.
    """
    found = list(islice(_full_dates(text[:SEARCHED]), MOST_DATES))
    own = (one.day for one in found if one.start < OPENING or _stands_alone(text, one) or _has_company(one, found))
    return max(own, default=None)


def _full_dates(text: str) -> Iterator[_Told]:
    """The dates with day, month and year that are not told as still to come."""
    for start, end in _around_years(text):
        for expression in expressions(text[start:end]):
            day = _full_date(expression)
            if day and expression.tense != "future":
                yield _Told(day, start + expression.start, start + expression.end)


def _around_years(text: str) -> Iterator[tuple[int, int]]:
    """Where full dates can stand: the words around each year, not the whole of a long text."""
    start, end = 0, 0
    for year in _YEAR.finditer(text):
        if year.start() - AROUND > end:
            yield start, end
            start = year.start() - AROUND
        end = year.end() + AROUND
    yield start, end


def _full_date(expression: Expression) -> date | None:
    meaning = expression.meaning
    day = meaning.day if isinstance(meaning, TimeOfDay) else meaning
    if isinstance(day, Calendar) and day.year and day.month and day.day:
        return _date(str(day.year), str(day.month), str(day.day))
    return None


def _stands_alone(text: str, told: _Told) -> bool:
    begin = text.rfind("\n", 0, told.start) + 1
    end = text.find("\n", told.end)
    return (end if end >= 0 else len(text)) - begin - (told.end - told.start) <= LINE_REST


def _has_company(told: _Told, found: Sequence[_Told]) -> bool:
    return sum(abs(other.day - told.day) <= COMPANY for other in found) > 1


def _without(text: str, zones: Sequence[Zone]) -> str:
    """The text without its chrome: comments and notices carry later dates than the report."""
    starts = [0, *(zone.span.end for zone in zones)]
    ends = [*(zone.span.start for zone in zones), len(text)]
    return "\n".join(text[start:end] for start, end in zip(starts, ends, strict=True))
