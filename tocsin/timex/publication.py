"""The day on which a text was published, where only the text itself can tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tocsin.timex.expressions import expressions
from tocsin.timex.meaning import Calendar, Expression, Meaning, Offset, Part, Range, TimeOfDay, Weekday, Weekend

NEAR = 31
"""Days that a date without a year may lie before publication to speak for it."""
HEAD = 600
"""Characters in which a date on a line of its own, or before a dash, is a dateline and not a heading further down."""

_LABEL = re.compile(
    r"\b(?:published|posted|updated|last modified|dated?|issued)(?:\s+(?:on|at|by [^\n,|]{2,40}))?\s*[:|–-]?\s*$",
    re.IGNORECASE,
)
_REPORT = r"(?:report|statement|article|interview|post|dispatch|broadcast|bulletin|communique|press release)"
_REPORT_BEFORE = re.compile(rf"\b{_REPORT}(?:\s\w+)?\s(?:on|of|from|dated)\s$", re.IGNORECASE)
_REPORT_AFTER = re.compile(rf"(?:['’]s)?\s(?:[\w.-]+\s){{0,2}}?{_REPORT}\b", re.IGNORECASE)
_LINE_START = re.compile(r"(?:^|\n)[ \t]*(?:By [^\n\d]{2,60}[,|–-][ \t]*)?$")
_LINE_END = re.compile(r"[ \t]*(?:[,|·•–-][^\n]{0,40})?(?:\n|$)")
_PLACE_BEFORE = re.compile(
    r"(?:^|\n)[ \t]*[A-Z][\w .'’-]{2,40}(?:, [A-Z][\w .]{2,30})?[,(]?\s*(?:\([A-Z][\w ]+\)\s*)?$"
)
_PREPOSITION = re.compile(r"\b(?:on|of|since|until|before|after|from|to|by|for)\s(?:the\s)?$", re.IGNORECASE)
_DASH_AFTER = re.compile(r"[ \t]*(?:\([^)\n]{2,30}\)[ \t]*)?(?:--|[–—:-])\s")


@dataclass(frozen=True, slots=True)
class Publication:
    """A day of publication and the characters that tell it."""

    day: date
    start: int
    end: int


def publication(text: str, *, not_after: date | None = None) -> Publication | None:
    """The day a text was published: that of its dateline, else the latest full date it tells of what has been.

    Use it for a report that nobody has dated. The second way needs a text that speaks from a present ("on Thursday"),
    names no later year as past, and tells a date that is no background; a page of history has none. A day after
    `not_after`, such as that of the capture, is refused.
    """
    found = list(expressions(text))
    full = [expression for expression in found if _day(expression, not_after)]
    dateline = next((expression for expression in full if _is_dateline(text, expression)), None)
    if dateline:
        return _publication(dateline)
    told = [expression for expression in full if expression.tense != "future" and expression.relation != "until"]
    latest = max(told, key=lambda told: _publication(told).day, default=None)
    return _publication(latest) if latest and _is_present(text, latest, found) else None


def _publication(expression: Expression) -> Publication:
    return Publication(_day(expression) or date.min, expression.start, expression.end)


def _day(expression: Expression, not_after: date | None = None) -> date | None:
    """The day of an expression that tells it in full."""
    meaning = _last_of(expression.meaning)
    if not isinstance(meaning, Calendar) or not (meaning.year and meaning.month and meaning.day):
        return None
    day = date(meaning.year, meaning.month, meaning.day)
    return None if not_after and day > not_after else day


def _last_of(meaning: Meaning) -> Meaning | None:
    if isinstance(meaning, Range):
        return _last_of(meaning.last.meaning)
    return meaning.day if isinstance(meaning, TimeOfDay) else meaning


def _is_dateline(text: str, expression: Expression) -> bool:
    """Whether it is labelled as the date of publication, or stands as one at the head of the text."""
    before, end = text[max(0, expression.start - 100) : expression.start], expression.end
    if _LABEL.search(before):
        return True
    if expression.start > HEAD:
        return False
    own_line = _LINE_START.search(before) and _LINE_END.match(text, end)
    if own_line or (_has_weekday(expression) and not _PREPOSITION.search(before)):
        return True
    return bool(_PLACE_BEFORE.search(before) and _DASH_AFTER.match(text, end))


def _has_weekday(expression: Expression) -> bool:
    """Whether it names the day of the week beside the full date, as the heads of pages do."""
    meaning = _last_of(expression.meaning)
    return isinstance(meaning, Calendar) and meaning.weekday is not None


def _is_present(text: str, latest: Expression, found: Sequence[Expression]) -> bool:
    """Whether a text may have been written within days of the latest date it tells in full.

    News says the year of what is long past and leaves out its own, so the date must be that of a report or of a saying,
    or stand near to dates without a year.
    """
    day = _publication(latest).day
    speaks = any(_hangs_on_publication(expression.meaning) for expression in found)
    if not speaks or any(_is_later_past(expression, day) for expression in found):
        return False
    return latest.told or _is_reported(text, latest) or any(_is_near(expression.meaning, day) for expression in found)


def _is_reported(text: str, expression: Expression) -> bool:
    before, after = text[max(0, expression.start - 40) : expression.start], text[expression.end : expression.end + 40]
    return bool(_REPORT_BEFORE.search(before) or _REPORT_AFTER.match(after))


def _is_near(meaning: Meaning, day: date) -> bool:
    """Whether a date without a year may be one of the days before this one."""
    if not isinstance(meaning, Calendar) or meaning.year or not (meaning.month and meaning.day):
        return False
    days = (day - date(day.year, meaning.month, min(meaning.day, 28))).days % 365
    return days <= NEAR


def _hangs_on_publication(meaning: Meaning | None) -> bool:
    if isinstance(meaning, Part | TimeOfDay):
        return _hangs_on_publication(meaning.whole if isinstance(meaning, Part) else meaning.day)
    counted = isinstance(meaning, Offset) and meaning.anchor == "publication"
    return counted or isinstance(meaning, Weekday | Weekend)


def _is_later_past(expression: Expression, day: date) -> bool:
    meaning = _last_of(expression.meaning)
    year = meaning.year if isinstance(meaning, Calendar) else None
    return year is not None and year > day.year and expression.tense == "past"
