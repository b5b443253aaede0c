"""The rules: which runs of words of time make an expression, and what it means.

A rule is a form, written as a regular expression over the kinds of `words.toml` and of `words.FIGURES`, and a function
from the words it matched to their meaning, or to none where the text around shows that it is no date after all. The
first rule that gives a meaning wins, so longer forms stand before their parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tocsin.timex import context, dates, distances, lengths, times
from tocsin.timex.meaning import (
    Calendar,
    Duration,
    Expression,
    Meaning,
    Modifier,
    Offset,
    Part,
    Range,
    Reference,
    TimeOfDay,
    Weekday,
    WeekOf,
)
from tocsin.timex.phrase import Phrase, pattern
from tocsin.timex.times import TIME

Found = Meaning | tuple[Expression, ...]

MONTH = "(?:month|weakmonth)"
WEEKDAY = "(?:weekday|weakday)"
DAY = "(?:tens -? ordinal|dom|dayth|ordinal)"
YEAR = "(?:year|shortyear)"
UNIT = "(?:units|unit|weekend|quarter)"
SHIFT = "(?:this coming|last|next|this|past|coming|current|latest)"
COUNT = (
    "(?:a? vague (?:of)?|fraction|tens -? number|tens|number and a half|(?:number|tens) thousand|number number|number"
    "|dom|count|year|a? half a?|a)"
)
DATED = f"(?:{WEEKDAY} ,? (?:the)?)?"
FULL = (
    f"(?:{DATED} date|{DATED} {DAY} (?:of)? {MONTH} ,? (?:{YEAR}|count)"
    f"|{DATED} (?:this)? {MONTH} (?:the)? {DAY} ,? {YEAR})"
)
MONTH_DAY = f"(?:{DATED} {DAY} (?:of)? {MONTH}|{DATED} (?:last|next|this|coming)? {MONTH} (?:the)? {DAY})"
MONTH_YEAR = f"(?:{MONTH} (?:,? (?:of|in)? {YEAR}|(?:of)? (?:last|this|next|past) unit))"
ON_WEEKDAY = f"(?:the (?:following|previous) {WEEKDAY}|{WEEKDAY} (?:of)? (?:last|this|next) unit|{SHIFT}? {WEEKDAY})"
DAYWORD = "(?:the? unit (?:before|after) dayword|dayword)"
HOLIDAY = "(?:the? holiday (?:,? year)?)"
ONE_UNIT = "(?:unit|weekend|quarter)"
PERIOD = (
    f"(?:the? (?:last|past|previous|following|next|coming|this|current|latest|that|same) {ONE_UNIT}|the {ONE_UNIT})"
)
QUARTER = (
    "(?:(?:this|last|next) unit ' ordinal quarter"
    f"|the? (?:fiscal -?|{YEAR})? ordinal -? quarter (?:(?:of)? (?:fiscal)? {YEAR}|(?:of)? (?:last|this|next) unit)?)"
)
HALF = f"(?:the? ordinal -? half (?:(?:of)? {YEAR}|(?:of)? (?:last|this|next) unit|of the unit))"
SEASON = f"(?:(?:the|last|next|this|past)? season (?:of)? {YEAR}?)"
DECADE = "(?:the? (?:decades|era))"
SOME_DAY = f"(?:{FULL}|{MONTH_DAY}|{ON_WEEKDAY}|{DAYWORD}|{HOLIDAY})"
SOME_PERIOD = f"(?:{MONTH_YEAR}|(?:last|this|next|that)? {MONTH}|year|{PERIOD}|{DECADE}|{SEASON}|{QUARTER})"
SOME_DATE = f"(?:{SOME_DAY}|{SOME_PERIOD})"

MODIFIERS: dict[str, Modifier] = {
    "early": "START", "beginning": "START", "earlier": "BEFORE", "mid": "MID",
    "late": "END", "end": "END", "later": "AFTER",
}  # fmt: skip
CONNECTORS = ("on", "at", "of", "in", "the", "early", "late")


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of expressions, as signs, and what it means."""

    signs: re.Pattern[str]
    meaning: Callable[[Phrase], Found | None]


def rule(form: str, meaning: Callable[[Phrase], Found | None]) -> Rule:
    """A rule from its form over kinds."""
    return Rule(re.compile(pattern(form)), meaning)


def read(phrase: Phrase) -> Meaning | None:
    """The meaning of a phrase taken whole."""
    signs = phrase.signs
    for one in RULES:
        if one.signs.fullmatch(signs):
            meaning = one.meaning(phrase)
            if meaning and not isinstance(meaning, tuple):
                return meaning
    return None


def stretching(phrase: Phrase) -> Meaning | None:
    """A range: two dates with a dash, "to" or "through" between them, or "between" two."""
    inner = phrase.part(1) if phrase.words[0].kind in ("from", "between") else phrase
    for left, right in _splits(inner):
        last = read(right) or _year_beside(right, left)
        first = read(left) or (last and _borrowed(left, last))
        last = last or (first and _borrowed(right, first))
        if first and last:
            first = _with_year_of(first, last)
            return Range(_expression(left, first), _expression(right, last))
    return None


def listed(phrase: Phrase) -> tuple[Expression, ...] | None:
    """Several days of one month, each a date of its own: "April 24 and 25", "2, 3 and 5 January"."""
    if phrase.words[-1].kind == "dom" and context.counts(phrase):
        return None
    pieces = [phrase.part(place, place + 1) for place, word in enumerate(phrase.words) if word.kind in dates.DAYS]
    days = [
        Calendar(phrase.number("year", "shortyear"), dates.month_number(phrase), dates.day(piece)) for piece in pieces
    ]
    pieces[0 if phrase.words[0].kind in dates.MONTHS else -1] = _edge(phrase)
    return tuple(_expression(piece, day) for piece, day in zip(pieces, days, strict=True) if dates.exists(day))


def time_and_day(phrase: Phrase) -> Meaning | None:
    """A time of day with its day: "5 p.m. on Friday", "Friday morning", "January 5, at around noon"."""
    for place in range(1, len(phrase.words)):
        left, right = phrase.part(0, place), _unconnected(phrase.part(place))
        for clock, day in ((left, right), (right, _unconnected(left))):
            time = times.time_of_day(clock)
            date = read(day) if time else None
            if time and isinstance(date, Calendar | Weekday | Offset):
                return TimeOfDay(time, date)
    return None


def part_of_date(phrase: Phrase) -> Meaning | None:
    """A part of a weekday with its date after it: "Wednesday night, July 9, 2014"."""
    date = read(_unconnected(phrase.part(2)))
    part = phrase.value("part")
    return TimeOfDay(part, date) if isinstance(date, Calendar) and isinstance(part, str) else None


def modified(phrase: Phrase) -> Meaning | None:
    """The beginning, middle or end of a period: "early January", "the end of 2021", "earlier this year"."""
    modifier = next(word for word in phrase.words if word.kind in MODIFIERS)
    rest = phrase.part(phrase.words.index(modifier) + 1)
    while rest.words[0].kind in ("of", "in", "on"):
        rest = rest.part(1)
    whole = read(rest) or distances.going_on(rest)
    if whole is None or isinstance(whole, Part | Range | Duration | Reference):
        return None
    return Part(MODIFIERS[modifier.kind], whole)


def week_of(phrase: Phrase) -> Meaning | None:
    """The week in which a day lies."""
    day = read(phrase.part(next(place for place, word in enumerate(phrase.words) if word.kind == "of") + 1))
    return WeekOf(day) if day and phrase.value("unit") == "week" else None


def _splits(phrase: Phrase) -> Iterator[tuple[Phrase, Phrase]]:
    """Ways to part a phrase in two at a dash or at a word that stretches from one date to another."""
    for place in range(1, len(phrase.words)):
        left, word = phrase.part(0, place), phrase.words[place]
        if word.kind in ("to", "until", "and") and place + 1 < len(phrase.words):
            yield left, phrase.part(place + 1)
        elif phrase.text[left.end : word.start].strip() in ("-", "–"):
            yield left, phrase.part(place)


def _year_beside(phrase: Phrase, other: Phrase) -> Meaning | None:
    """A year that ends a range which begins with one, as in "1985-87" or "2014–2016", and is no count of people."""
    first, last = other.words[0], phrase.words[0]
    alone = (
        len(other.words) == len(phrase.words) == 1 and first.kind == "year" and last.kind in ("year", "count", "dom")
    )
    if not alone or context.counts(phrase) or not isinstance(first.value, int) or not isinstance(last.value, int):
        return None
    year = last.value if last.value > 99 else first.value // 100 * 100 + last.value
    return Calendar(year) if dates.FIRST_BARE_YEAR <= first.value < year <= dates.LAST_BARE_YEAR else None


def _borrowed(phrase: Phrase, other: Meaning) -> Meaning | None:
    """A bare day takes month and year from the date beside it, two figures after a year their century."""
    number = phrase.words[0].value
    if len(phrase.words) != 1 or not isinstance(other, Calendar) or not isinstance(number, int):
        return None
    kind = phrase.words[0].kind
    if kind in dates.DAYS and other.day:
        return dates.exists(Calendar(other.year, other.month, number, years=other.years))
    if kind in ("dom", "count") and other.year and not other.month and number < 100:
        return Calendar(other.year // 100 * 100 + number)
    return Calendar(number) if kind == "year" else None


def _with_year_of(first: Meaning, last: Meaning) -> Meaning:
    """The year said at the end of a range holds for its beginning: "28 May to 3 June 2021"."""
    if isinstance(first, Calendar) and isinstance(last, Calendar) and first.month and first.year is None:
        return replace(first, year=last.year)
    return first


def _edge(phrase: Phrase) -> Phrase:
    """The month of a list with the day beside it."""
    if phrase.words[0].kind in dates.MONTHS:
        return phrase.part(0, 2)
    last = max(place for place, word in enumerate(phrase.words) if word.kind in dates.DAYS)
    return phrase.part(last)


def _unconnected(phrase: Phrase) -> Phrase:
    """Without the prepositions and articles that begin it."""
    while len(phrase.words) > 1 and phrase.words[0].kind in CONNECTORS:
        phrase = phrase.part(1)
    return phrase


def _expression(phrase: Phrase, meaning: Meaning) -> Expression:
    return Expression(phrase.start, phrase.end, meaning)


RULES = (
    rule(f"between (?:{SOME_DATE}|{DAY}) and (?:the)? (?:{SOME_DATE}|{DAY}|count)", stretching),
    rule(f"from? (?:{SOME_DATE}|{DAY}) (?:-|to|until) (?:the)? (?:{SOME_DATE}|{DAY}|count)", stretching),
    rule(f"{MONTH} {DAY} (?:,? {DAY})* ,? and {DAY} (?:,? {YEAR})?", listed),
    rule(f"{DAY} (?:,? {DAY})* ,? and {DAY} of? {MONTH} (?:,? {YEAR})?", listed),
    rule(f"{WEEKDAY} part ,? (?:on)? (?:{FULL}|{MONTH_DAY})", part_of_date),
    rule(f"{TIME} ,? (?:on|of)? {SOME_DAY}", time_and_day),
    rule(f"{SOME_DAY} ,? (?:at)? {TIME}", time_and_day),
    rule(f"(?:the? (?:early|late)? part|the early units) (?:of|on) {SOME_DAY}", time_and_day),
    rule(
        f"(?:early|late)? (?:{FULL}|{MONTH_DAY}|{ON_WEEKDAY}|dayword) ,? (?:at)? (?:early|late|mid)? -? part",
        time_and_day,
    ),
    rule(f"the? unit of (?:{FULL}|{MONTH_DAY})", week_of),
    rule(f"the? (?:early|mid|late|earlier|later) -? (?:in|on)? {SOME_DATE}", modified),
    rule(f"the? (?:beginning|mid|end) of {SOME_DATE}", modified),
    rule("unit -? end", distances.year_end),
    rule(FULL, dates.full_date),
    rule(f"{MONTH_DAY} (?:of)? (?:last|this|next) unit", dates.day_of_month),
    rule(MONTH_DAY, dates.day_of_month),
    rule(MONTH_YEAR, dates.month_of_year),
    rule(f"every (?:{COUNT} -?)? (?:units|unit|quarter)", lengths.recurring),
    rule(f"every {WEEKDAY}? part|every {WEEKDAY}|weekdays|{WEEKDAY} parts|repeated|times a unit", lengths.recurring),
    rule(ON_WEEKDAY, dates.weekday),
    rule(DAYWORD, distances.dayword),
    rule(HOLIDAY, dates.holiday),
    rule("(?:dom|number) in the part", times.hour_of_part),
    rule("(?:this|last|that) (?:early|late|later)? part|the (?:same|next|following|previous) part", times.part_of_day),
    rule("mid -? part|(?:later|early|late) this part", times.part_of_day),
    rule("tonight part?", times.tonight),
    rule(f"{COUNT} -? {UNIT} ago", distances.ago),
    rule("(?:the|a)? unit - (?:earlier|ago) (?:ordinal)? (?:quarter|period)", distances.quarter_earlier),
    rule("a? unit - (?:earlier|ago)", distances.year_earlier),
    rule(f"{COUNT} -? {UNIT} (?:later|earlier|after|before)", distances.later),
    rule("the unit (?:before|after|earlier|later)", distances.day_beside),
    rule(
        f"the? (?:last|past|previous|following|next|coming|recent|latest|ordinal) {COUNT} (?:units|unit)",
        lengths.stretch,
    ),
    rule(QUARTER, dates.quarter),
    rule(HALF, dates.half),
    rule(PERIOD, distances.period),
    rule("the (?:fiscal|entire)? unit", distances.definite_year),
    rule("(?:last|next|this|current|latest) fiscal unit", distances.period),
    rule(f"{COUNT} (?:more)? -? {UNIT}", lengths.duration),
    rule("units (?:ago|later|earlier)", distances.some_units),
    rule("all unit", lengths.throughout),
    rule("in the part|all part|the entire part", times.part_of_day),
    rule("unit", lengths.long),
    rule(TIME, times.clock_alone),
    rule(f"{SHIFT}? {MONTH}", dates.month),
    rule(SEASON, dates.season),
    rule("(?:the)? (?:dayth|ordinal) -? unit", dates.century),
    rule(DECADE, dates.decade),
    rule("(?:the unit|fiscal unit|fiscal|this)? year", dates.year),
    rule("(?:recent|coming|future) units", lengths.reference),
    rule("reference|the recent? (?:past|future)|current|future|recent|more reference", lengths.reference),
    rule("units", lengths.bare_units),
    rule("a while|vague time", lengths.indefinite),
    rule("(?:the unit)? (?:number thousand|number tens -? number?)", dates.spoken_year),
)
ANY = re.compile("|".join(f"(?P<r{number}>{one.signs.pattern})" for number, one in enumerate(RULES)))
