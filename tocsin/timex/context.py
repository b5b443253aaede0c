"""What the text around a phrase says of it: that a figure counts people, a month is a name, a day is a newspaper."""

from __future__ import annotations

import re

from tocsin.timex.phrase import Phrase

# What a number is the number of. Nouns in -ers, -ors and -ists are people, but for a few.
COUNTED = (
    "people persons? men women children troops police civilians? residents villagers soldiers militants combatants "
    "migrants detainees refugees employees deput(?:y|ies) dead deaths wounded injured vehicles cars homes houses "
    "buildings miles metres meters kilometres kilometers km tons tonnes dollars euros times percent per[ ]cent blocks? "
    "[a-z]+(?<!pap)(?<!murd)(?<!pow)(?:ers|ors|ists)"
)
# Words after which a bare year or month is one: "in May", "since 1990", "early March".
LEADING = (
    "in since until till by of from to through during between before after for and or circa around about early late "
    "mid due than this last next year"
)
DETERMINERS = "the a an its their his her our this that whose post pre since"
NO_NOUN = "and or to on in at of for by from with was is were are has had will said"
NAMED_DAYS = "Bloody Black Good Super Ash Palm Easter Cyber"
NEWSPAPERS = "Times Telegraph Mirror Mail Herald Express Post Star Tribune World Independent"
TITLES = "Mr Mrs Ms Miss Dr Lady Sir Lord Minister President Secretary Chancellor Theresa"
FIRST_COUNTED_YEAR = 1900
"""Of "in 1500 troops" and "in 2011 protesters", the second tells a year."""


def _any(listed: str) -> str:
    return "(?:" + "|".join(listed.split()) + ")"


_COUNTED = re.compile(rf"[ -]+(?:(?!{_any(NO_NOUN + ' when that')}\b)[a-z]+ )?{_any(COUNTED)}\b", re.IGNORECASE)
_LEADING = re.compile(rf"(?:\b{_any(LEADING)}|\d{{4}},)(?:\s+|-)$", re.IGNORECASE)
_TIMELY = re.compile(r"\b(?:in|since|during|until|early|late|mid)[ -]$", re.IGNORECASE)
_DAY_BEFORE = re.compile(r"\d(?:st|nd|rd|th)?\s$")
_YEAR_AFTER = re.compile(r",?\s\d{4}\b")
_IN_OR_SINCE = re.compile(r"\b(?:in|since)\s$", re.IGNORECASE)
_ON = re.compile(r"\bon\s$", re.IGNORECASE)
_DETERMINED = re.compile(rf"(?:\b{_any(DETERMINERS)}|['’]s)[ -]$", re.IGNORECASE)
_NOUN_FOLLOWS = re.compile(rf"['’]s\b|[ -](?!{_any(NO_NOUN)}\b)[a-z]{{3}}")
_NAMED_DAY = re.compile(rf"\b{_any(NAMED_DAYS)}\s$")
_NEWSPAPER = re.compile(rf"\s{_any(NEWSPAPERS)}\b")
_NAME_FOLLOWS = re.compile(r"\s[A-Z][a-z]+")
_TITLE = re.compile(rf"\b{_any(TITLES)}\.?\s$")
_PART_OF_WORD = re.compile(r"[-–]?(?:[A-Za-z]|\d)")
_HYPHENED = re.compile(r"[A-Za-z]-$")
_OWNER = re.compile(r"\b(?:his|her|their|my|your|our)\s+(?:(?:early|mid|late)[ -])?$", re.IGNORECASE)
_BEFORE_ABBREVIATION = re.compile(r"\b(?:on|since|until|by|from|to)\s$", re.IGNORECASE)
_BEFORE_SEASON = re.compile(r"\b(?:in|since|until|by|during|early|late)\s(?:the\s)?$", re.IGNORECASE)

_BEFORE_DEFINITE = re.compile(r"\b(?:in|for|during|through|throughout)\s$", re.IGNORECASE)
_DEFINING = re.compile(r"\s(?:that|when|of|after|before|since|he|she|they|it|i|we)\b|\s\d", re.IGNORECASE)
_ENDED = re.compile(r"\s(?:that )?end(?:ed|ing|s)\b", re.IGNORECASE)
_COMPARING = re.compile(
    r"\b(?:compared with|compared to|against|up|down|than|from)\s(?:[^.;:!?]|\.\d)*$", re.IGNORECASE
)


def counts(phrase: Phrase) -> bool:
    """Whether the number that ends it counts what follows: "in January 20 protesters were held"."""
    return bool(_COUNTED.match(phrase.after())) and not _ON.search(phrase.before())


def led_in(phrase: Phrase) -> bool:
    """Whether a word comes before it that months and years follow."""
    return bool(_LEADING.search(phrase.before()))


def describes(phrase: Phrase) -> bool:
    """Whether it stands between an article and a noun, as in "the March accession"."""
    return bool(_DETERMINED.search(phrase.before()) and _NOUN_FOLLOWS.match(phrase.after()))


def is_year(phrase: Phrase) -> bool:
    """Whether a number of four figures is a year here: "in 1989", "the 1989 massacre", not "2020 people"."""
    before, after = phrase.before(), phrase.after()
    determined = _DETERMINED.search(before)
    led = led_in(phrase)
    if _PART_OF_WORD.match(after) or (_HYPHENED.search(before) and not (determined or led)):
        return False
    if led and counts(phrase):
        return bool(_IN_OR_SINCE.search(before)) and (phrase.number("year") or 0) >= FIRST_COUNTED_YEAR
    if led:
        return True
    return not counts(phrase) and bool(determined or before.endswith(("(", "[")))


def is_rest_of_date(phrase: Phrase) -> bool:
    """Whether a figure stands beside it that makes an impossible date of it: "(31) April", "29 February (2021)"."""
    return bool(_DAY_BEFORE.search(phrase.before()) or _YEAR_AFTER.match(phrase.after()))


def is_dated(phrase: Phrase) -> bool:
    """Whether a preposition of time stands before it: "in March", "late May"."""
    return bool(_TIMELY.search(phrase.before()))


def names_person(phrase: Phrase) -> bool:
    """Whether a month is followed by another name, as in "April Smith"."""
    return bool(_NAME_FOLLOWS.match(phrase.after()))


def has_title(phrase: Phrase) -> bool:
    """Whether a title stands before it: "Mrs May"."""
    return bool(_TITLE.search(phrase.before()))


def names_day(phrase: Phrase) -> bool:
    """Whether a weekday is part of a name: "Bloody Sunday", "the Sunday Times"."""
    return bool(_NAMED_DAY.search(phrase.before()) or _NEWSPAPER.match(phrase.after()))


def leads_short_day(phrase: Phrase) -> bool:
    """Whether an abbreviated weekday has a preposition: "on Fri.", not "The Sun"."""
    return bool(_BEFORE_ABBREVIATION.search(phrase.before()))


def leads_season(phrase: Phrase) -> bool:
    """Whether a season is told as a time: "in the spring", not "a spring"."""
    return bool(_BEFORE_SEASON.search(phrase.before()))


def leads_definite(phrase: Phrase) -> bool:
    """Whether "the year" is told as a time and not as a thing: "in the year", "for the year"."""
    return bool(_BEFORE_DEFINITE.search(phrase.before()))


def is_defined(phrase: Phrase) -> bool:
    """Whether what follows says which year it is: "the year that he died", "the year of the flood"."""
    return bool(_DEFINING.match(phrase.after()))


def has_end(phrase: Phrase) -> bool:
    """Whether the day that it ended or ends on follows: "the year ended June 30"."""
    return bool(_ENDED.match(phrase.after()))


def compares(phrase: Phrase) -> bool:
    """Whether it ends a comparison of figures: "up from 40 a year earlier" counts from now, not from what was told."""
    return bool(_COMPARING.search(phrase.before(100)))


def is_age(phrase: Phrase) -> bool:
    """Whether ten years are somebody's age: "in his thirties"."""
    return bool(_OWNER.search(phrase.before()))
