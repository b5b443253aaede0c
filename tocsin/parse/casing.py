"""Text that has lost its capitals, or has nothing else, in the case of ordinary prose; each letter in its place.

Wire copy used to come in capitals, and some archives keep everything in small letters. A word gets a capital where an
English dictionary does not have it, where it stands in a name that we ship (actors, countries, peoples), after a
title, and where a sentence begins. No model is needed, and no letter moves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.strings import StringStore

from tocsin import lemma
from tocsin.codebook.actors import register
from tocsin.codebook.persons import is_person_noun
from tocsin.gazetteer.supplement import country_facts

Case = Literal["as it is", "capitals", "small letters"]

CAPITALS_SHARE = 0.7
"""Share of capital letters above which a run of text counts as all capitals."""
SMALL_SHARE = 0.004
"""Share of capitals below which a report is taken for one whose capitals are lost. Prose has two to five per cent."""
SAMPLE = 4_000
"""Characters looked at: how a text begins is how it goes on."""
LEAST_LETTERS = 20
LEAST_SMALL = 200
"""Letters from which a text without capitals is no note that somebody typed in a hurry."""
DAMAGE = frozenset("ÂÃâ")
"""What is left of curly marks and blanks that were decoded wrongly: no capital that anybody wrote."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_INITIALS = re.compile(
    r"\b(?:[a-z]\.){1,3}(?=\s?[a-z]{2})|\bi\b(?!\.)|(?<=[ (])[b-hj-z](?= [b-z]{1,2} ?[a-z]{3,}| [a-z]{4,}\b)"
)
_OPENING = re.compile(r"^\W*([^\W\d_])")
TITLES = frozenset("mr mrs ms dr shri smt sheikh ayatollah".split())
"""Words that only a name follows."""
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february april june july august september "
    "october november december".split()
)
MONTHS_AND_WORDS = re.compile(r"\b(?:march|may)(?= \d)|(?<=\d )(?:march|may)\b")
BELIEFS = frozenset(
    "muslim hindu christian jew jewish sikh buddhist islamic islamist catholic sunni shia shiite islam hinduism "
    "koran quran bible communist marxist".split()
)
ENGLISH = frozenset(
    "lathi lakh crore bandh dharna gherao hartal jihadi panchayat thana rupee rupees ji despite "
    "seven thirteen fourteen sixteen seventeen eighteen nineteen thirty seventy eighty ninety".split()
)
"""Words of English prose elsewhere that dictionaries lack, and that are no names."""


def case_of(text: str) -> Case:
    """Whether a text is all in capitals or all in small letters."""
    letters = [character for character in text[:SAMPLE] if character.isalpha() and character not in DAMAGE]
    capitals = sum(map(str.isupper, letters))
    if len(letters) > LEAST_LETTERS and capitals > CAPITALS_SHARE * len(letters):
        return "capitals"
    if len(letters) > LEAST_SMALL and capitals < SMALL_SHARE * len(letters):
        return "small letters"
    return "as it is"


def recased(text: str, seen: StringStore) -> str:
    """A sentence in the case of ordinary prose, in the same length. `seen` are the words that a parser has met."""
    text = lowered(text)
    names = [(match.start(), match.end(), _names()[match[0]]) for match in _names_in().finditer(text)]
    text = _INITIALS.sub(lambda match: _raised(match[0]), text)
    text = _WORD.sub(lambda match: _cased(match, seen), text)
    for start, end, name in names:
        text = text[:start] + name + text[end:]
    text = MONTHS_AND_WORDS.sub(lambda match: match[0].capitalize(), text)
    return _OPENING.sub(lambda match: _raised(match[0]), text, count=1)


def lowered(text: str) -> str:
    """Small letters, each in its place: a few capitals would become two letters."""
    return "".join(character.lower() if len(character.lower()) == 1 else character for character in text)


def _cased(match: re.Match[str], seen: StringStore) -> str:
    word = match[0]
    before = match.string[max(0, match.start() - 10) : match.start()].rstrip(" .").rpartition(" ")[2]
    if before in TITLES or word in TITLES:
        return _capital(word)
    if not is_name(word, seen):
        return word
    return _raised(word) if _is_acronym(word) else _capital(word)


def is_name(word: str, seen: StringStore) -> bool:
    """Whether a word in small letters is a name, as far as dictionary and tables tell."""
    stem = word.removesuffix("'s").removesuffix("’s")
    if stem in CALENDAR or stem in BELIEFS or stem.removesuffix("s") in BELIEFS:
        return True
    if len(stem) < 2 or stem in ENGLISH or stem in STOP_WORDS or not stem.isalpha():
        return False
    if _is_english(stem):
        return False
    return stem not in seen or _capital(stem) in seen or stem.upper() in seen


def _is_english(word: str) -> bool:
    """Whether a dictionary has the word, or the one it is made from ("torching", "surnamed", "countrywide")."""
    if lemma.is_known(word) or is_person_noun(lemma.noun(word)):
        return True
    made = ((word.removesuffix(end) + more) for end, more in ENDINGS if word.endswith(end) and len(word) > len(end) + 3)
    return any(lemma.is_known(one) for one in made)


ENDINGS = (("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("ly", ""), ("wide", ""), ("ness", ""), ("s", ""))


def _is_acronym(word: str) -> bool:
    """A name of a few letters that nobody can pronounce: "vhp", "cgt"."""
    return len(word) <= 5 and VOWELS.isdisjoint(word)


VOWELS = frozenset("aeiouyàáâãäåèéêëìíîïòóôõöøùúûü")


def _capital(word: str) -> str:
    return _raised(word[0]) + word[1:]


def _raised(text: str) -> str:
    """Capitals, each in its place: a sharp s would become two."""
    return "".join(character.upper() if len(character.upper()) == 1 else character for character in text)


@cache
def _names() -> Mapping[str, str]:
    """Names that ship, from small letters to their own case; single words of English ("front") are left out."""
    facts = country_facts().values()
    countries = (name for row in facts for key in ("names", "people", "plain_people") for name in row.get(key, ()))
    known = {lowered(name): name for name in (*register().names, *countries)}
    return {small: name for small, name in known.items() if " " in small or not lemma.is_known(small)}


@cache
def _names_in() -> re.Pattern[str]:
    longest_first = sorted(_names(), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
