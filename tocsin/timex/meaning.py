"""What a date or time expression means before anybody knows what day it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal[
    "second", "minute", "hour", "day", "weekend", "week", "fortnight", "month", "quarter", "year", "decade", "century"
]
From = Literal["publication", "previous"]
Tense = Literal["past", "future"]
Modifier = Literal["START", "MID", "END", "BEFORE", "AFTER"]
Relation = Literal["since", "until"]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date of the calendar, whole or in part: "5 January 2022", "January 5", "April 2021", "1989", "last May".

    `shift` is -1 for "last May", 1 for "next May", 0 for "this May"; `years` counts years from the one of
    publication ("June last year").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    shift: int | None = None
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A date in figures whose order of day and month neither it nor its report shows: "05/01/2022"."""

    year: int
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday being 0. `shift` is as in `Calendar`; `weeks` as in "Monday of last week".

    "The following Monday" counts from what was told.
    """

    weekday: int
    shift: int | None = None
    weeks: int | None = None
    anchor: From = "publication"


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units away: "yesterday", "three weeks ago", "last year", "two days later", "that month".

    An `amount` of none is an unknown number in the direction of `sign` ("several years ago").
    """

    amount: int | None
    unit: Unit
    anchor: From = "publication"
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Season:
    """A season, its TIMEX3 code and its year or shift: "winter 2013", "last spring"."""

    code: str
    year: int | None = None
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a year: "the third quarter of 2021". A `number` of none is the last one to have ended."""

    number: int | None
    year: int | None = None
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Half:
    """A half of a year: "the first half of 2021". Without a year, that of publication moved by `years`."""

    number: int
    year: int | None = None
    years: int = 0


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years from `first` on: "the 1990s". Where no `century` is said, the anchor decides it ("the nineties")."""

    first: int
    century: bool = True


@dataclass(frozen=True, slots=True)
class Century:
    """A hundred years by their ordinal number."""

    number: int


@dataclass(frozen=True, slots=True)
class Part:
    """An early, middle or late part of a period: "early January", "the end of 2021"; or the part of it that lies before
    or after its anchor: "earlier this year", "later that day".
    """

    modifier: Modifier
    whole: Meaning


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A clock time ("17:30") or a part of the day ("MO", "NI" …) and the day it belongs to, if told."""

    time: str
    day: Meaning | None = None


@dataclass(frozen=True, slots=True)
class Weekend:
    """The weekend just over or going on; the one before if `earlier` ("last weekend")."""

    earlier: bool = False


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week in which a day lies: "the week of March 6"."""

    day: Meaning


@dataclass(frozen=True, slots=True)
class YearBefore:
    """The same period of the year before, as comparisons have it: "up from 40 a year earlier"."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time, in TIMEX3's writing: "P3D", "PT2H", "PXW"."""

    value: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A length of time that ends or begins at an anchor: "the last few days", "the next two weeks".

    `most` is the largest number of units it can mean, none where nobody can tell.
    """

    value: str
    unit: Unit
    most: int | None
    direction: Literal[-1, 1]


@dataclass(frozen=True, slots=True)
class Recurring:
    """Something that comes back: "daily", "every Friday"; `value` is TIMEX3's."""

    value: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The past, the present or the future, and no day of it: "now", "recently"."""

    value: str


@dataclass(frozen=True, slots=True)
class Range:
    """From one expression to another, both included: "January 2–5", "from Monday to Wednesday"."""

    first: Expression
    last: Expression


Meaning = (
    Calendar
    | Ambiguous
    | Weekday
    | Offset
    | Season
    | Quarter
    | Half
    | Decade
    | Century
    | Part
    | TimeOfDay
    | WeekOf
    | YearBefore
    | Weekend
    | Duration
    | Stretch
    | Recurring
    | Reference
    | Range
)


@dataclass(frozen=True, slots=True)
class Expression:
    """Characters `start` to `end` (end excluded) of a text and what they mean.

    `tense` is that of the words around, which decides where a weekday or a date without a year points. `relation`
    tells "since Monday" and "until Monday" from "on Monday". `told` is true where it dates an act of saying
    ("police said on Friday"), from which no later "two days later" counts.
    """

    start: int
    end: int
    meaning: Meaning
    tense: Tense | None = None
    relation: Relation | None = None
    told: bool = False
