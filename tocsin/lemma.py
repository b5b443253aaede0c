"""Dictionary forms of words, from a table: a tenth of the cost of a pipeline's own lemmatizer."""

from __future__ import annotations

from functools import lru_cache

import lemminflect

# Read as plurals by the table, but their own words here.
UNCHANGED = frozenset("police talks arms hostilities news cadres headquarters hq".split())


@lru_cache(maxsize=100_000)
def noun(word: str) -> str:
    """The singular of a noun, in small letters: "Gunmen" gives "gunman"."""
    lowered = word.lower()
    if lowered in UNCHANGED:
        return lowered
    forms = lemminflect.getLemma(lowered, "NOUN", lemmatize_oov=True)
    return str(forms[0]) if forms else lowered


@lru_cache(maxsize=100_000)
def verb(word: str) -> str:
    """The infinitive of a verb, in small letters: "shot" gives "shoot"."""
    lowered = word.lower()
    forms = lemminflect.getLemma(lowered, "VERB", lemmatize_oov=True)
    return str(forms[0]) if forms else lowered


def of_tag(word: str, tag: str) -> str:
    """The dictionary form of a word that carries a Penn Treebank tag."""
    if tag.startswith("V"):
        return verb(word)
    return noun(word) if tag.startswith("N") else word.lower()


@lru_cache(maxsize=100_000)
def is_known(word: str) -> bool:
    """Whether an English dictionary has a word, in any form and part of speech."""
    return bool(lemminflect.getAllLemmas(word.lower()))
