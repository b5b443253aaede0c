"""Lengths of time and repetitions: from the words of a phrase to their meaning."""

from __future__ import annotations

import math
import re
from typing import cast

from tocsin.timex.meaning import Duration, From, Meaning, Offset, Recurring, Reference, Stretch, Unit
from tocsin.timex.phrase import Phrase

NUMBERS = ("tens", "number", "thousand", "dom", "count", "year")
PAIR = 2
UNITS = ("unit", "units", "weekend", "quarter")
TIMEX_UNIT = {
    "second": "PT{}S", "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "weekend": "P{}WE", "week": "P{}W",
    "fortnight": "P{}W", "month": "P{}M", "quarter": "P{}Q", "year": "P{}Y", "decade": "P{}Y", "century": "P{}Y",
}  # fmt: skip
# How many of TIMEX3's unit a unit is.
FACTOR = {"fortnight": 2, "decade": 10, "century": 100}

# Ages and ranks are no lengths of time that anything took: "a 44-year-old", "30 years old", "aged 3 months".
_AGE_AFTER = re.compile(r"[ -]*(?:olds?|of age)\b", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"\b(?:aged?|turned)\s(?:of )?$", re.IGNORECASE)
_RATE_BEFORE = re.compile(
    r"(?:\b(?:times|once|twice|million|billion|thousand|percent|per cent|dollars|cents|people)|\d[\d.,]*|%"
    r"|\b(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds of|thousands of) (?:\w+ )?\w+s)\s$",
    re.IGNORECASE,
)
_BARE_BEFORE = re.compile(r"\b(?:for|within|in|over|after|took|take|lasted|many|these|those|past)\s+$", re.IGNORECASE)


def duration(phrase: Phrase) -> Meaning | None:
    """So much time: "three hours", "a two-day", "half an hour"; or a rate: "a year" after an amount."""
    before, after = phrase.before(), phrase.after()
    if _AGE_AFTER.match(after) or _AGE_BEFORE.search(before):
        return None
    unit = _unit(phrase)
    if unit == "quarter" and phrase.has("units") and "-" in phrase.signs:
        return None
    if phrase.words[0].kind == "a" and not phrase.has("vague", "half"):
        if _RATE_BEFORE.search(before):
            return None
        if re.match(r"[ -](?:long|old)", after):
            return None
    if phrase.has("half"):
        return Duration(_half(phrase, unit))
    return Duration(_length(count(phrase)[0], unit))


def bare_units(phrase: Phrase) -> Meaning | None:
    """Nobody knows how much time: "for weeks", "years of war"."""
    before, after = phrase.before(), phrase.after()
    if not _BARE_BEFORE.search(before) or _AGE_AFTER.match(after):
        return None
    return Duration(_length("X", _unit(phrase)))


def indefinite(phrase: Phrase) -> Meaning | None:
    """Some length of time: "a while", "some time"."""
    return Duration("PXX")


def throughout(phrase: Phrase) -> Meaning | None:
    """One unit from end to end: "all day"."""
    return Duration(_length("1", _unit(phrase)))


def stretch(phrase: Phrase) -> Meaning | None:
    """Time up to an anchor or from it on: "the last few days", "the next two weeks", "the past year"."""
    direction = 1 if phrase.has("next", "coming") else -1
    written, most = count(phrase)
    unit = _unit(phrase)
    return Stretch(_length(written, unit), unit, most, 1 if direction > 0 else -1)


def long(phrase: Phrase) -> Meaning | None:
    """A length in an adjective: "day-long", "a week-long strike"."""
    if not re.match(r"[ -]?long\b", phrase.after()):
        return None
    return Duration(_length("1", _unit(phrase)))


def offset(phrase: Phrase, sign: int, anchor: From) -> Offset:
    """So many units from an anchor."""
    written, most = count(phrase)
    unit = _unit(phrase)
    exact = None if written == "X" or "." in written else most
    if unit == "decade" and exact:
        return Offset(exact * 10, "year", anchor, sign)
    return Offset(exact, unit, anchor, sign)


def recurring(phrase: Phrase) -> Meaning | None:
    """Something that comes back: "every day", "each Thursday", "on Fridays", "weekly"."""
    adverb = phrase.value("repeated")
    if isinstance(adverb, str):
        return Recurring(adverb)
    day = phrase.number("weekday", "weakday", "weekdays")
    part = phrase.value("part", "parts")
    if day is not None:
        return Recurring(f"XXXX-WXX-{day + 1}" + (f"T{part}" if part else ""))
    if part:
        return Recurring(f"XXXX-XX-XXT{part}")
    written, _ = count(phrase)
    return Recurring(_length(written, _unit(phrase)))


def reference(phrase: Phrase) -> Meaning | None:
    """A word for the past, the present or the future."""
    if phrase.has("future", "current", "recent") and phrase.text[phrase.words[-1].start].isupper():
        return None
    value = phrase.value("reference", "future")
    if isinstance(value, str):
        return Reference(value)
    if phrase.has("recent"):
        return Reference("PAST_REF")
    if phrase.has("coming"):
        return Reference("FUTURE_REF")
    return Reference("PRESENT_REF" if phrase.has("current") else "PAST_REF")


def count(phrase: Phrase) -> tuple[str, int | None]:
    """A number as TIMEX3 writes it ("3", "2.5", "X") and the most it can mean, none where that is open."""
    vague = phrase.number("vague")
    if vague is None:
        return _written(_exact(phrase))
    return ("2", 2) if vague == PAIR else ("X", vague or None)


def _exact(phrase: Phrase) -> float:
    fraction = phrase.value("fraction")
    if isinstance(fraction, str):
        whole, over = fraction.split()
        upper, lower = over.split("/")
        return int(whole) + int(upper) / max(1, int(lower))
    written = phrase.value("count")
    if isinstance(written, str):
        return float(written.replace(",", ""))
    return _sum(phrase) or 1.0


def _sum(phrase: Phrase) -> float:
    total = 0.0
    for word in phrase.words:
        if word.kind in NUMBERS and isinstance(word.value, int):
            total = total * word.value if word.value in (100, 1000) and total else total + word.value
    return total + (0.5 if phrase.has("half") and total else 0.0)


def _written(number: float) -> tuple[str, int | None]:
    return f"{number:g}", math.ceil(number)


def _half(phrase: Phrase, unit: Unit) -> str:
    """Half an hour, half a year; with a whole number before it, one and a half."""
    smaller = {
        "hour": ("PT{}M", 60),
        "day": ("PT{}H", 24),
        "year": ("P{}M", 12),
        "decade": ("P{}Y", 10),
        "century": ("P{}Y", 100),
    }
    if _sum(phrase) or unit not in smaller:
        return _length(f"{_sum(phrase) or 0.5:g}", unit)
    form, parts = smaller[unit]
    return form.format(parts // 2)


def _length(written: str, unit: Unit) -> str:
    """A number and a unit in TIMEX3's writing. Half years are written in months, since people mean those."""
    if unit == "year" and written.endswith(".5"):
        return f"P{written[:-2]}Y6M"
    if written != "X" and unit in FACTOR:
        written = f"{float(written) * FACTOR[unit]:g}"
    return TIMEX_UNIT[unit].format(written)


def _unit(phrase: Phrase) -> Unit:
    unit = phrase.value(*UNITS)
    return cast(Unit, unit)
