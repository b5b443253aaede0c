"""Numbers in words and digits, with their bounds and the convention that was used: a pure function of a few words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tocsin.codebook.conventions import Convention, convention

ACLED = convention()

UNCOUNTABLE = frozenset(
    ("number", "group", "crowd", "community", "population", "mob", "family", "clan", "tribe", "rest")
)
"""Nouns in the singular that mean several people and do not say how many."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of people. `high` is none where it is open, `rule` names a convention where one was needed."""

    best: int
    low: int | None
    high: int | None
    rule: str | None = None

    def __add__(self, other: Quantity) -> Quantity:
        """Both together, as for "two soldiers and a child"."""
        return Quantity(
            self.best + other.best,
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.rule or other.rule,
        )


def exactly(number: int) -> Quantity:
    """A plain number."""
    return Quantity(number, number, number)


def uncounted(use: Convention) -> Quantity | None:
    """People in the plural without a number, by the convention."""
    return Quantity(use.several, use.low, None, use.rule("unknown", use.several)) if use.several else None


_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS = {word: number for number, word in enumerate(_SMALL)} | {word: 20 + 10 * i for i, word in enumerate(_TENS)}
MULTIPLIERS = {
    "hundred": 100,
    "dozen": 12,
    "score": 20,
    "thousand": 1_000,
    "lakh": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
}

# Groups of three digits, and of two as in India ("1,50,000").
_DIGITS = r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})*,\d{3}|\d+(?:\.\d+)?"
_UNITS = "hundred|dozen|thousand|lakh|million|crore"
_WORD = "|".join([*WORDS, *_UNITS.split("|")])
_WORDS = rf"(?:an? (?={_UNITS})|(?:{_WORD})\b)(?:[ -]?(?:and )?(?:{_WORD})\b)*"
_NUMBER = rf"(?:{_DIGITS}|half a dozen|half a million|{_WORDS})(?: (?:{_UNITS})\b)*"
_AT_LEAST = (
    r"at least|no fewer than|not fewer than|no less than|not less than|a minimum of|upwards? of|at the very least"
)
_MORE = r"more than|over|above|in excess of|well over|greater than"
_AT_MOST = r"up to|as many as|at most|no more than|not more than|a maximum of"
_LESS = r"less than|fewer than|under|below"
_ABOUT = (
    r"about|around|some|nearly|almost|approximately|approx\.?|roughly|close to|an estimated|estimated|circa|or so|"
    r"more or less"
)
_BOUND = re.compile(
    rf"(?:(?P<least>{_AT_LEAST})|(?P<more>{_MORE})|(?P<most>{_AT_MOST})|(?P<less>{_LESS})|(?P<about>{_ABOUT}))"
    r"\s+(?:an? )?"
    rf"(?:(?:{_ABOUT})\s+)?(?=(?:\d|{_WORD}|tens|dozens|scores|hundreds|thousands|half|several))",
    re.I,
)
_RANGE = re.compile(
    rf"(?:between |from )?(?P<low>{_NUMBER})\s*(?:-|–|—|to|and|or)\s*(?P<high>{_NUMBER})(?![\w-])", re.I
)
_PLAIN = re.compile(
    rf"(?<![\w$€£₹.,-])(?P<number>{_NUMBER})(?P<open>\+|-plus\b|-odd\b| or (?:so|more)\b)?"
    r"(?![\w%]|-?(?:year|day|month|hour|week|old|member|man|strong|person)|,\d|\.\d|(?:st|nd|rd|th)\b)",
    re.I,
)
# "How many", "as many", "twice as many" and "not many" give no number.
_NOT_BEFORE = r"(?<!\bas )(?<!\bhow )(?<!\bso )(?<!\btoo )(?<!\bnot )(?<!\bthat )"
_UNIT_WORDS = "dozens|scores|tens|hundreds|thousands|lakhs|millions"
_VAGUE_UNITS = re.compile(rf"{_NOT_BEFORE}\b(?P<word>{_UNIT_WORDS})\b(?: of (?P<of>{_UNIT_WORDS})\b)?", re.I)
_SEVERAL = re.compile(
    rf"{_NOT_BEFORE}\b(?:several|few|some|many|multiple|numerous|various|countless|"
    rf"(?:an? )?(?:unknown|unspecified|undisclosed|undetermined|unconfirmed|large|small|great)? ?number of|a handful)\b"
    rf"(?: (?P<unit>{_UNITS})\b)?",
    re.I,
)
_BETWEEN = re.compile(r"\bbetween\b|\bfrom\b", re.I)


def stated(words: str, use: Convention = ACLED) -> Quantity | None:
    """The quantity that a run of words states: "at least 18", "between 5 and 7", "dozens of".

    None where it states no number, or one only by a word that the convention does not count.
    """
    words = " ".join(words.split())
    if vague := _VAGUE_UNITS.search(words):
        return _units(vague, use)
    if (span := _RANGE.search(words)) and (both := _range(span)):
        return both
    several = _SEVERAL.search(words)
    if several and several["unit"]:
        return _several_units(several["unit"].lower(), use)
    plain = _PLAIN.search(words)
    number = read_number(plain["number"]) if plain else None
    if plain is None or number is None:
        return uncounted(use) if several else None
    found = _bounded(number, words[: plain.start()])
    return replace(found, high=None) if plain["open"] else found


def _units(match: re.Match[str], use: Convention) -> Quantity | None:
    """Units in the plural: "dozens", "tens of thousands"; of "hundreds or thousands" the first."""
    word, of = match["word"].lower(), (match["of"] or "").lower()
    number = use.words.get(word)
    if number is None:
        return None
    if of and (factor := {"hundreds": 100, "thousands": 1_000, "millions": 1_000_000}.get(of)):
        name, number = f"{word}-of-{of}", number * factor
    else:
        name = word
    return Quantity(number, number, None, use.rule(name, number))


def _several_units(unit: str, use: Convention) -> Quantity | None:
    """ "Several hundred": a number of hundreds that is not told."""
    if not use.several:
        return None
    best = use.several * MULTIPLIERS[unit]
    return Quantity(best, (use.low or 2) * MULTIPLIERS[unit], None, use.rule(f"several-{unit}", best))


def _range(match: re.Match[str]) -> Quantity | None:
    low, high = read_number(match["low"]), read_number(match["high"])
    joined = match[0].lower()
    if low is None or high is None:
        return None
    if low < 100 and high >= 1_000 and "-" not in joined and high % 1_000 == 0 and (unit := _unit_after(match["high"])):
        # "five to six thousand": the unit belongs to both.
        low = low * unit if low * unit < high else low
    if low >= high:
        return None
    if " and " in joined and not _BETWEEN.match(joined):
        return None
    return Quantity(low, low, high, "range-lowest")


def _unit_after(number: str) -> int | None:
    return MULTIPLIERS.get(number.lower().split()[-1])


def _bounded(number: int, before: str) -> Quantity:
    """A number with the bound that stands before it."""
    bounds = list(_BOUND.finditer(before + " 1"))
    bound = bounds[-1] if bounds else None
    if bound is None or bound.end() < len(before) - 3:
        return exactly(number)
    if bound["least"] or bound["more"]:
        return Quantity(number, number, None)
    if bound["most"] or bound["less"]:
        return Quantity(number, None, number)
    return Quantity(number, None, None)


def read_number(words: str) -> int | None:
    """A number written in digits or in words; none where it is no number of people."""
    total, current = 0.0, 0.0
    seen = False
    for word in re.split(r"[ -]+", words.lower().replace("half a dozen", "6").replace("half a million", "500000")):
        if word in ("and", ""):
            continue
        if word in ("a", "an"):
            current, seen = current or 1, True
        elif word in WORDS:
            current, seen = current + WORDS[word], True
        elif word in MULTIPLIERS:
            current, seen = (current or 1) * MULTIPLIERS[word], True
            if MULTIPLIERS[word] >= 1_000:
                total, current = total + current, 0
        elif re.fullmatch(_DIGITS, word):
            current, seen = current + float(word.replace(",", "")), True
        else:
            return None
    number = total + current
    return int(number) if seen and number == int(number) and number < 100_000_000 else None
