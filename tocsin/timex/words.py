"""The words of a text that dates and times are made of, each with its kind and value."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

Value = int | str | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of time: its place in the text, its kind as in `words.toml`, and what it stands for."""

    start: int
    end: int
    kind: str
    value: Value


# Kinds of figures, beside those of the table: the 5 and the 5th of a date, a year, any other number, a full date in
# figures, 5:30, p.m., 1990s, '89, and 2 1/2.
FIGURES = ("dom", "dayth", "year", "count", "date", "clock", "ampm", "decades", "shortyear", "fraction")
# Kinds that name a month or a day only when they are written with a capital.
NAMES = frozenset({"weakmonth", "weakday"})
ABBREVIATED = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed weds thu thur thurs fri sat sun".split()
)
# A figure after one of these is money, a number of something or part of an address.
NO_DATE_AFTER = frozenset("$£€¥₹₽₴#№@&_/\\=+*.")
FIRST_YEAR, LAST_YEAR = 1000, 2199
PIVOT = 50
"""A year of two figures from here on is of the last century, below it of this one."""


def words(text: str) -> Iterator[Word | None]:
    """The words of time in a text, in order. A `None` stands for any run of other words between them."""
    apart = False
    for match in _TOKEN.finditer(_lowered(text)):
        if match.lastgroup == "possessive":
            continue
        word = _read(text, match)
        if word is None:
            apart = True
        else:
            if apart:
                yield None
            yield word
            apart = False


def full_year(two_figures: int) -> int:
    """The year that two figures stand for."""
    return two_figures + (1900 if two_figures >= PIVOT else 2000)


def _lowered(text: str) -> str:
    """In small letters and in the same length."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)


def _read(text: str, match: re.Match[str]) -> Word | None:
    group = match.lastgroup or ""
    if group == "word":
        return _name(text, match)
    start, end = match.span()
    if group in ("figure", "count") and (
        text[max(0, start - 1) : start] in NO_DATE_AFTER or text[end : end + 1] == "%"
    ):
        return None
    return _figure(group, match)


def _name(text: str, match: re.Match[str]) -> Word | None:
    entry = VOCABULARY.get(match[0])
    if entry is None:
        return None
    kind, value = entry
    start, end = match.span()
    if kind in NAMES and not text[start].isupper():
        return None
    dotted = match[0] in ABBREVIATED and text[end : end + 1] == "."
    return Word(start, end + dotted, kind, value)


def _figure(group: str, match: re.Match[str]) -> Word | None:
    if group == "figure":
        return _number(match)
    if group == "short":
        return _short(match)
    kind = {
        "holiday": "holiday",
        "ampm": "ampm",
        "clock": "clock",
        "oclock": "oclock",
        "fraction": "fraction",
        "count": "count",
    }.get(group)
    value: Value = HOLIDAYS[match[0]] if group == "holiday" else match[group]
    return Word(match.start(), match.end(), kind or "date", value)


def _number(match: re.Match[str]) -> Word | None:
    digits, suffix = match["digits"], match["suffix"]
    if len(digits) > 9:
        return None
    number = int(digits)
    kind = _decade_kind(digits, number) if suffix == "s" else _number_kind(digits, number, suffix)
    return Word(match.start(), match.end(), kind, number) if kind else None


def _decade_kind(digits: str, number: int) -> str | None:
    return "decades" if number % 10 == 0 and len(digits) in (2, 4) else None


def _number_kind(digits: str, number: int, suffix: str | None) -> str | None:
    day = 1 <= number <= 31 and len(digits) <= 2
    if suffix:
        return "dayth" if day else None
    if day:
        return "dom"
    return "year" if len(digits) == 4 and FIRST_YEAR <= number <= LAST_YEAR else "count"


def _short(match: re.Match[str]) -> Word:
    number = int(match["two"])
    if match["plural"]:
        return Word(match.start(), match.end(), "decades", number)
    return Word(match.start(), match.end(), "shortyear", full_year(number))


def _load() -> tuple[dict[str, tuple[str, Value]], dict[str, tuple[int, ...]], tuple[str, ...]]:
    table = tomllib.loads(resources.files("tocsin.timex").joinpath("words.toml").read_text("utf-8"))
    holidays = {name: tuple(day) for name, day in table["holiday"].items()}
    single = {
        word: (kind, value) for kind, entries in table.items() if kind != "holiday" for word, value in entries.items()
    }
    return single, holidays, tuple(table)


VOCABULARY, HOLIDAYS, KINDS = _load()
_HOLIDAY = "|".join(sorted(map(re.escape, HOLIDAYS), key=len, reverse=True))
_TOKEN = re.compile(
    rf"""
      (?P<possessive>['’]s\b)
    | (?P<oclock>o['’]clock\b)
    | (?P<word>(?!(?:{_HOLIDAY})\b|[ap]\.?m\b)[^\W\d_]+)
    | (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})(?:t\d{{2}}:\d{{2}}[\d:.]*(?:z|[+-]\d{{2}}:?\d{{2}})?)?(?![\w-])
    | (?P<slashed>\d{{1,2}}(?P<mark>[./-])\d{{1,2}}(?P=mark)\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{2}})(?![\w/-]|\.\d)
    | (?P<clock>\d{{1,2}}(?::\d{{2}}|\.\d{{2}}(?=\s?[ap]\.?m\b))(?::\d{{2}})?)(?![:.]?\d)
    | (?P<fraction>\d+\s\d/\d)(?![\w/])
    | (?P<count>\d+(?:,\d{{3}})+(?:\.\d+)?|\d+\.\d+)
    | (?P<figure>(?P<digits>\d+)(?P<suffix>(?:st|nd|rd|th|s)(?!\w))?)
    | (?P<short>['’](?P<two>\d\d)(?P<plural>s)?)(?!\w)
    | (?P<ampm>[ap]\.?m\b\.?)
    | (?P<holiday>{_HOLIDAY})\b
    """,
    re.VERBOSE,
)
