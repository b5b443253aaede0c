"""Times of day: from the words of a phrase to their meaning."""

from __future__ import annotations

import re

from tocsin.timex.meaning import Meaning, Offset, TimeOfDay
from tocsin.timex.phrase import Phrase, pattern
from tocsin.timex.words import Word

HOUR = "(?:(?:clock|dom|number) ampm|clock|(?:dom|number) oclock|(?:count|year) zone|noon)"
TIME = rf"(?:{HOUR} (?:(?:zone|local) time|zone)? (?:\(? (?:(?:count|year|clock) zone|dom ampm) zone? \)?)?)"

_TIME_SIGNS = re.compile(pattern(TIME))
_PART_SIGNS = re.compile(pattern("the? (?:early|late|mid)? -? part|the early units"))
# Figures with a colon are scores and verses as well: alone they need one of these before them.
_LEADING = re.compile(r"\b(?:at|around|about|by|until|till|from|since|before|after|and|to|through)\s$", re.IGNORECASE)


def time_of_day(phrase: Phrase) -> str | None:
    """The time that a phrase tells and nothing else, in TIMEX3's writing: "17:30", "MO"."""
    signs = phrase.signs
    if _TIME_SIGNS.fullmatch(signs):
        return clock(phrase)
    if _PART_SIGNS.fullmatch(signs):
        return "MO" if phrase.has("units") else str(phrase.value("part"))
    return None


def clock(phrase: Phrase) -> str | None:
    """Hours and minutes of a clock time, the day having 24 hours; none if there is no such time."""
    first = phrase.words[0]
    if first.kind == "noon":
        return str(first.value)
    hours, minutes = _hours(first)
    half = phrase.value("ampm")
    if isinstance(half, str) and hours <= 12:
        hours = hours % 12 + (12 if half.startswith("p") else 0)
    return f"{hours:02}:{minutes:02}{_zone(phrase)}" if hours <= 24 and minutes < 60 else None


def clock_alone(phrase: Phrase) -> Meaning | None:
    """A clock time whose day is told elsewhere."""
    if len(phrase.words) == 1 and phrase.has("clock") and not _LEADING.search(phrase.before()):
        return None
    time = clock(phrase)
    return TimeOfDay(time) if time else None


def hour_of_part(phrase: Phrase) -> Meaning | None:
    """An hour with its half of the day in words: "4 in the morning"."""
    hours, part = phrase.number("dom", "number") or 0, phrase.value("part")
    if not 1 <= hours <= 12:
        return None
    morning = part == "MO" or (part == "NI" and hours <= 4)
    return TimeOfDay(f"{hours % 12 + (0 if morning else 12):02}:00")


def part_of_day(phrase: Phrase) -> Meaning | None:
    """A part of today ("this morning"), of the day before ("last night"), of the day told ("that night")."""
    part = str(phrase.value("part"))
    if phrase.has("this"):
        return TimeOfDay(part, Offset(0, "day"))
    if phrase.has("last"):
        return TimeOfDay(part, Offset(-1, "day"))
    if phrase.has("that", "same"):
        return TimeOfDay(part, Offset(0, "day", "previous"))
    if phrase.has("next", "following", "previous"):
        return TimeOfDay(part, Offset(-1 if phrase.has("previous") else 1, "day", "previous"))
    return TimeOfDay(part)


def tonight(phrase: Phrase) -> Meaning | None:
    """Tonight, or the night just over ("overnight")."""
    return TimeOfDay("NI", Offset(phrase.number("tonight"), "day"))


def _hours(word: Word) -> tuple[int, int]:
    if word.kind == "clock":
        hours, minutes = re.split("[:.]", str(word.value))[:2]
        return int(hours), int(minutes)
    number = word.value if isinstance(word.value, int) else 99
    return divmod(number, 100) if word.kind in ("count", "year") else (number, 0)


def _zone(phrase: Phrase) -> str:
    """TIMEX3's Z for universal time, where the clock time itself is in it and not one in brackets after it."""
    last = phrase.words[-1]
    return "Z" if last.kind == "zone" and last.value == "Z" and "(" not in phrase.signs else ""
