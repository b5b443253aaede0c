"""Days and periods by their distance from publication or from what was told: from a phrase to its meaning."""

from __future__ import annotations

import re
from typing import cast

from tocsin.timex import context, lengths
from tocsin.timex.meaning import Duration, From, Meaning, Offset, Part, Quarter, Unit, Weekend, YearBefore
from tocsin.timex.phrase import Phrase

SHORT = ("second", "minute", "hour")
ENDED = {"year": "P1Y", "month": "P1M", "week": "P1W"}

# "two days before the vote", "the day after he fled": counted from something that is no date.
_EVENT_FOLLOWS = re.compile(r"\s+(?:[A-Za-z$\d]|['\"“‘])")

_THAN = re.compile(r"\s+than\b")


def ago(phrase: Phrase) -> Meaning | None:
    """So long before publication: "three days ago"."""
    if phrase.words[0].kind == "a" and _unit(phrase) == "year" and context.compares(phrase):
        return YearBefore()
    return lengths.offset(phrase, -1, "publication")


def some_units(phrase: Phrase) -> Meaning | None:
    """An unknown number of units away: "years ago", "hours later"."""
    anchor: From = "publication" if phrase.has("ago") else "previous"
    return Offset(None, _unit(phrase), anchor, 1 if phrase.has("later") else -1)


def later(phrase: Phrase) -> Meaning | None:
    """So long before or after what was told: "two days later". After an event ("two days after the vote") a length."""
    measured = phrase.has("before", "after") and _EVENT_FOLLOWS.match(phrase.after())
    if measured or _THAN.match(phrase.after()):
        return lengths.duration(phrase.part(0, len(phrase.words) - 1))
    if phrase.has("earlier") and _unit(phrase) == "year" and context.compares(phrase):
        return YearBefore()
    return lengths.offset(phrase, 1 if phrase.has("later", "after") else -1, "previous")


def day_beside(phrase: Phrase) -> Meaning | None:
    """The day before or after what was told: "the day before", "the week after"."""
    if phrase.has("before", "after") and _EVENT_FOLLOWS.match(phrase.after()):
        return None
    return Offset(1 if phrase.has("after", "later") else -1, _unit(phrase), "previous")


def year_earlier(phrase: Phrase) -> Meaning | None:
    """The year before, as in "year-earlier results"."""
    return YearBefore() if phrase.value("unit") == "year" else None


def quarter_earlier(phrase: Phrase) -> Meaning | None:
    """A quarter or a period of the year before: "the year-earlier quarter"."""
    return Quarter(phrase.number("ordinal"), years=-1)


def dayword(phrase: Phrase) -> Meaning | None:
    """Today, yesterday, tomorrow; the day before and the day after them."""
    days = phrase.number("dayword") or 0
    if phrase.has("before", "after"):
        return Offset(days + (1 if phrase.has("after") else -1), "day") if phrase.value("unit") == "day" else None
    return Offset(days, "day")


def period(phrase: Phrase) -> Meaning | None:
    """A period near to publication or to what was told: "last week", "this month", "the next day", "that year"."""
    if phrase.has("that", "same"):
        return Offset(0, _unit(phrase), "previous")
    if phrase.has("weekend"):
        return _weekend(phrase)
    if phrase.words[0].kind == "the":
        return _definite(phrase)
    shift = phrase.number("last", "past", "next", "coming", "this", "current", "latest")
    unit = _unit(phrase)
    if shift is None or unit in SHORT or (unit == "day" and not phrase.has("next")):
        return None
    return Offset(shift, unit, "previous" if unit == "day" else "publication")


def definite_year(phrase: Phrase) -> Meaning | None:
    """The year or month going on, told as a time ("in the year"); "the year ended June 30" is twelve months."""
    unit = _unit(phrase)
    if unit in ENDED and context.has_end(phrase):
        return Duration(ENDED[unit])
    if unit not in ("year", "month") or not context.leads_definite(phrase) or context.is_defined(phrase):
        return None
    return Offset(0, unit)


def going_on(phrase: Phrase) -> Meaning | None:
    """The period that publication lies in: "(the end of) the month"; of a day, the one told."""
    if [word.kind for word in phrase.words] != ["the", "unit"] or _unit(phrase) in SHORT:
        return None
    return Offset(0, _unit(phrase), "previous" if _unit(phrase) == "day" else "publication")


def year_end(phrase: Phrase) -> Meaning | None:
    """The last part of a period: "year-end"."""
    return None if _unit(phrase) in SHORT else Part("END", Offset(0, _unit(phrase)))


def _weekend(phrase: Phrase) -> Meaning:
    if phrase.has("this", "next", "coming"):
        return Offset(1 if phrase.has("next") else 0, "weekend")
    return Weekend(earlier=phrase.has("last", "past") and phrase.words[0].kind != "the")


def _definite(phrase: Phrase) -> Meaning | None:
    """With an article: "the next day" counts from what was told, "the past year" is a stretch up to publication."""
    unit = _unit(phrase)
    if unit == "quarter":
        return Offset(1, unit) if phrase.has("next") else Quarter(None)
    if phrase.has("following", "previous") or (unit == "day" and phrase.has("next")):
        return Offset(-1 if phrase.has("previous") else 1, unit, "previous")
    if phrase.has("last", "past", "next", "coming") and unit not in SHORT:
        return lengths.stretch(phrase)
    return Offset(0, unit) if phrase.has("current", "latest") and unit not in (*SHORT, "day") else None


def _unit(phrase: Phrase) -> Unit:
    return cast(Unit, phrase.value("unit", "units", "weekend", "quarter"))
