"""Days, months and years: from the words of a phrase to their meaning."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, cast

from tocsin.timex import context
from tocsin.timex.meaning import Ambiguous, Calendar, Century, Decade, Half, Meaning, Quarter, Season, Weekday
from tocsin.timex.phrase import Phrase
from tocsin.timex.words import full_year

MONTHS = ("month", "weakmonth")
DAYS = ("dom", "dayth", "ordinal")
SHIFTS = ("last", "past", "next", "coming", "this", "current", "latest")
_FIGURES = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d{2})\b")
FIRST_BARE_YEAR, LAST_BARE_YEAR = 1800, 2100
"""Numbers outside these are years only after a preposition."""


def full_date(phrase: Phrase) -> Meaning | None:
    """A day with its year: "5 January 2022", "Wed, Jan. 5th, 2022", "2022-01-05", "7 JAN 90"."""
    figures = phrase.value("date")
    if isinstance(figures, str):
        return in_figures(figures)
    return exists(Calendar(_year(phrase), month_number(phrase), day(phrase), _weekday(phrase)))


def in_figures(figures: str) -> Meaning | None:
    """A date in figures: the year first, or day and month in whatever order is possible."""
    parts = [int(part) for part in re.split(r"[-./]", figures)]
    if parts[0] > 31:
        return exists(Calendar(parts[0], parts[1], parts[2]))
    year = parts[2] if parts[2] > 99 else full_year(parts[2])
    return either_order(parts[0], parts[1], year)


def either_order(first: int, second: int, year: int) -> Meaning | None:
    """The only date that two figures and a year can be; ambiguous where there are two."""
    readings = {exists(Calendar(year, second, first)), exists(Calendar(year, first, second))} - {None}
    if len(readings) > 1:
        return Ambiguous(year, first, second)
    return readings.pop() if readings else None


def shown_order(text: str) -> Literal["day", "month"] | None:
    """Whether the day or the month comes first in the dates in figures of a text, if one of them shows it."""
    firsts = {
        "day" if int(match[1]) > 12 else "month"
        for match in _FIGURES.finditer(text)
        if max(int(match[1]), int(match[2])) > 12
    }
    return cast(Literal["day", "month"], firsts.pop()) if len(firsts) == 1 else None


def in_order(meaning: Ambiguous, order: Literal["day", "month"]) -> Calendar:
    """The date in figures that this order makes of an ambiguous one."""
    day, month = (meaning.first, meaning.second) if order == "day" else (meaning.second, meaning.first)
    return Calendar(meaning.year, month, day)


def day_of_month(phrase: Phrase) -> Meaning | None:
    """A day without a year: "5 January", "Wednesday, Jan 5", "last Oct. 23"."""
    if (phrase.words[-1].kind == "dom" and context.counts(phrase)) or context.is_rest_of_date(phrase):
        return None
    shift = phrase.number("last", "next", "this", "coming")
    of_year = phrase.value("unit")
    if of_year:
        return Calendar(None, month_number(phrase), day(phrase), years=shift) if of_year == "year" else None
    return exists(Calendar(None, month_number(phrase), day(phrase), _weekday(phrase), shift=shift))


def month_of_year(phrase: Phrase) -> Meaning | None:
    """A month with its year: "January 2022", "June last year"."""
    year = _year(phrase)
    if year is not None:
        return Calendar(year, month_number(phrase))
    years = phrase.number("last", "this", "next", "past")
    return Calendar(month=month_number(phrase), years=years) if phrase.value("unit") == "year" else None


def month(phrase: Phrase) -> Meaning | None:
    """A month by its name alone, where it is neither a word nor somebody's name."""
    shift = phrase.number(*SHIFTS)
    if shift is not None:
        return Calendar(month=month_number(phrase), shift=shift)
    if not phrase.text[phrase.start].isupper() or context.has_title(phrase) or context.is_rest_of_date(phrase):
        return None
    if context.names_person(phrase):
        likely = context.is_dated(phrase)
    else:
        likely = not phrase.has("weakmonth") or context.led_in(phrase) or context.describes(phrase)
    return Calendar(month=month_number(phrase)) if likely else None


def year(phrase: Phrase) -> Meaning | None:
    """A year alone: after a preposition, or before a noun ("the 1989 massacre"), never a number of people."""
    number = phrase.number("year")
    if number is None:
        return None
    said = phrase.has("unit", "fiscal", "this")
    likely = FIRST_BARE_YEAR <= number <= LAST_BARE_YEAR or context.led_in(phrase)
    return Calendar(number) if said or (likely and context.is_year(phrase)) else None


def spoken_year(phrase: Phrase) -> Meaning | None:
    """A year in words: "in nineteen ninety-four", "the year two thousand"."""
    numbers = [word.value for word in phrase.words if word.kind in ("number", "tens", "thousand")]
    if not (phrase.has("unit") or context.led_in(phrase)) or not all(isinstance(number, int) for number in numbers):
        return None
    first, *rest = (int(str(number)) for number in numbers)
    if phrase.has("thousand"):
        return Calendar(2000) if first == 2 else None
    return Calendar(first * 100 + sum(rest)) if 17 <= first <= 20 else None


def weekday(phrase: Phrase) -> Meaning | None:
    """A day of the week: "Friday", "last Friday", "Friday of last week"."""
    number = _weekday(phrase)
    if number is None or context.names_day(phrase):
        return None
    if phrase.has("unit"):
        return Weekday(number, weeks=phrase.number("last", "this", "next"))
    if phrase.has("following", "previous"):
        return Weekday(number, 1 if phrase.has("following") else -1, anchor="previous")
    shift = 1 if phrase.has("coming", "next") else phrase.number("last", "past", "this")
    if phrase.has("weakday") and shift is None and not context.leads_short_day(phrase):
        return None
    return Weekday(number, shift)


def holiday(phrase: Phrase) -> Meaning | None:
    """A day that has a name and always the same date."""
    day = phrase.value("holiday")
    return Calendar(phrase.number("year"), *day) if isinstance(day, tuple) else None


def decade(phrase: Phrase) -> Meaning | None:
    """Ten years: "the 1990s", "the '90s", "the nineties"."""
    era = phrase.number("era")
    first = era * 10 if era is not None else phrase.number("decades")
    if first is None:
        return None
    if first < 100 and context.is_age(phrase):
        return None
    return Decade(first) if first >= 100 else Decade(1900 + first, century=False)


def century(phrase: Phrase) -> Meaning | None:
    """A hundred years: "the 20th century"."""
    number = phrase.number("dayth", "ordinal")
    return Century(number) if number and phrase.value("unit") == "century" else None


def season(phrase: Phrase) -> Meaning | None:
    """A season that is told apart from springs, falls and summers of other kinds by a year, a shift or an article."""
    code = phrase.value("season")
    year, shift = _year(phrase), phrase.number(*SHIFTS)
    named = phrase.text[phrase.words[-1].start].isupper()
    if year is None and shift is None and (named or not context.leads_season(phrase)):
        return None
    return Season(code, year, shift) if isinstance(code, str) else None


def quarter(phrase: Phrase) -> Meaning | None:
    """A quarter of a business year."""
    number = phrase.number("ordinal", "dayth")
    years = phrase.number("last", "this", "next", "ago", "earlier")
    return Quarter(number, _year(phrase), years) if number is None or number <= 4 else None


def half(phrase: Phrase) -> Meaning | None:
    """A half of a year: "the first half of 2021", "the second half of last year"."""
    number = phrase.number("ordinal") or 0
    if number > 2 or (phrase.has("unit") and phrase.value("unit") != "year"):
        return None
    return Half(number, _year(phrase), phrase.number("last", "this", "next") or 0)


def _year(phrase: Phrase) -> int | None:
    year = phrase.number("year", "shortyear")
    if year is not None:
        return year
    short = phrase.value("count")
    return full_year(short) if isinstance(short, int) and 32 <= short <= 99 else None


def month_number(phrase: Phrase) -> int | None:
    """The month that a phrase names, 1 to 12."""
    return phrase.number(*MONTHS)


def day(phrase: Phrase) -> int | None:
    """The day of the month in a phrase."""
    return (phrase.number("tens") or 0) + (phrase.number(*DAYS) or 0) or None


def _weekday(phrase: Phrase) -> int | None:
    return phrase.number("weekday", "weakday")


def exists(meaning: Calendar) -> Calendar | None:
    """The date if there is such a day. A day whose year is not told may be the 29th of February."""
    try:
        date(meaning.year or 2000, meaning.month or 1, meaning.day or 1)
    except ValueError:
        return None
    return meaning
