"""The words of a sentence as the finder of places sees them, and the words that tell a place from other names."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tocsin.gazetteer.folding import fold
from tocsin.gazetteer.supplement import ordinary_words

_WORD = re.compile(
    r"(?:[A-Z][a-z]{0,2}\.){2,}"  # initials: U.S., W.Va.
    r"|[^\W\d_]+(?:['’ʻʼ`](?!s\b)[^\W\d_]+)*"  # a word, with an apostrophe inside but no possessive
)
JOINS = frozenset((" ", "-", "‐", "–", "\n", "' ", "’ "))
"""What may stand between two words of one name."""
STOPPED = frozenset(("st", "ste", "ft", "mt"))
"""Short forms whose full stop may stand inside a name."""
LOUD_SHARE = 0.7
"""Share of capitalised words above which a sentence is a headline, in which capitals tell nothing."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence. `start` and `end` are offsets into it; `gap` is what stands between it and the next."""

    text: str
    start: int
    end: int
    folded: str
    gap: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()


def words_of(text: str) -> list[Word]:
    """The words of a text, in order."""
    matches = list(_WORD.finditer(text))
    ends = [match.start() for match in matches[1:]] + [len(text)]
    return [
        Word(match[0], match.start(), match.end(), fold(match[0]), text[match.end() : end])
        for match, end in zip(matches, ends, strict=False)
    ]


def is_loud(words: list[Word]) -> bool:
    """Whether a sentence is in capitals, or has one on nearly every word."""
    long = [word for word in words if len(word.text) > 3]
    return len(long) > 2 and sum(word.capital for word in long) > LOUD_SHARE * len(long)


def kind_of(folded: str) -> str:
    """The kind of place a word names ("province", "district", "city", "land", "street" …); empty for other words."""
    return _kinds().get(folded, "")


def never_place(word: Word) -> bool:
    """Whether a word is a weekday, a month or a word of grammar; in capitals it may still be a short form ("US")."""
    ordinary = ordinary_words()
    if word.folded in ordinary["calendar"]:
        return True
    return word.folded in ordinary["grammar"] and not (word.text.isupper() and len(word.text) > 1)


@cache
def _cues() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("tocsin.find") / "place_cues.toml").read_text(encoding="utf-8"))


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for kind, words in _cues()["kinds"].items() for word in words.split()}


def _listed(section: str, name: str) -> frozenset[str]:
    return frozenset(_cues()[section][name].split())


STRONG = _listed("before", "strong")
NEAR = _listed("before", "near")
BESIDE = _listed("before", "beside")
MODIFIERS = _listed("before", "modifiers")
TITLES = _listed("person", "titles")
ORGANISATIONS = _listed("names", "organisations")
PERSONS = frozenset().union(*(ordinary_words()[kind] for kind in ("given", "family", "leaders")))
GIVEN = ordinary_words()["given"]
PLACED_KINDS = tuple(word for word, kind in _kinds().items() if kind in ("province", "district", "city", "spot"))
"""Words for kinds of places that may stand between a name and what lies around it ("X township, Y")."""
LOCAL = frozenset(("street", "landmark", "spot"))
"""Kinds of what lies in a town, or beside it."""
LANDMARKS = frozenset(("street", "landmark"))
"""Kinds whose names are mostly those of persons and of other places; only the whole name tells where they are."""
LOCAL_NOUNS = _listed("capitals", "local_nouns")
GOVERNING_VERBS = _listed("capitals", "verbs")
DEALINGS = _listed("capitals", "dealings")
ARTICLES = frozenset("al el ad an ar as ash at az ed en er es ez ul d l".split())
"""Small words with a hyphen or apostrophe that a name may begin with ("al-Hasakah")."""
