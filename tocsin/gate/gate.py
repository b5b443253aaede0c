"""The gate: does a text hold words that can tell of an event of unrest? Answered without a parse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ahocorasick_rs import AhoCorasick

from tocsin.codebook import Codebook
from tocsin.gate.recipes import CLASS, Recipe, lexicon

NEAR = 100
"""Characters that may lie between the words of a recipe: most of a sentence."""

PARTICLE_WITHIN = 40
"""Characters in which the particle of a verb follows it, past a short object ("pulled the statue down")."""

# Everything that can stand between words becomes a blank, so that a form is found by the blanks around it.
BLANKS = str.maketrans(dict.fromkeys("\n\r\t\x0b\x0c\xa0,.;:!?…()[]{}<>\"“”„«»'’‘`*_|/\\-–—•&", " "))

Hits = Mapping[str, Sequence[int]]


class Gate:
    """An automaton over the forms of all words that recipes speak of. Build it once a process."""

    def __init__(self, codebook: Codebook) -> None:
        self._lexicon = lexicon(codebook)
        forms = sorted(self._lexicon.keys_of)
        self._keys = [self._lexicon.keys_of[form] for form in forms]
        self._automaton = AhoCorasick([f" {form} " for form in forms])

    def passes(self, text: str) -> bool:
        """Whether a text holds a candidate event."""
        blank = f" {text.translate(BLANKS)} "
        lowered = _lowered(blank)
        hits = self._hits(text, blank, lowered)
        return any(
            _is_found(recipe, hits, lowered)
            for anchor in hits
            if anchor in self._lexicon.recipes
            for recipe in self._lexicon.recipes[anchor]
        )

    def _hits(self, text: str, blank: str, lowered: str) -> Hits:
        """Where each word and class stands. A word with a capital inside a sentence is a name: "Shell", "Lynch"."""
        hits: dict[str, list[int]] = {}
        for pattern, start, _ in self._automaton.find_matches_as_indexes(lowered, overlapping=True):
            is_name = blank[start + 1].isupper() and _is_name(text, start)
            for key in self._keys[pattern]:
                if not is_name or key.startswith(CLASS):
                    hits.setdefault(key, []).append(start)
        return hits


def _lowered(text: str) -> str:
    """Small letters, each in its place: a few capitals would become two letters."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _is_name(text: str, start: int) -> bool:
    """Whether the word at `start` has a capital though no sentence begins there."""
    word = text[start : start + 2]
    if not word[:1].isupper() or word.isupper():
        return False
    before = text[max(0, start - 2) : start].rstrip()
    return before[-1:].isalnum() or before.endswith(",")


def _is_found(recipe: Recipe, hits: Hits, lowered: str) -> bool:
    """Whether all that a recipe asks for stands near one of the places of its anchor."""
    if not all(other in hits for other in recipe.others):
        return False
    return any(
        _is_followed(recipe, place, lowered)
        and all(any(0 < abs(place - one) <= NEAR for one in hits[other]) for other in recipe.others)
        for place in hits[recipe.anchor]
    )


def _is_followed(recipe: Recipe, place: int, lowered: str) -> bool:
    return recipe.particle is None or f" {recipe.particle} " in lowered[place + 1 : place + PARTICLE_WITHIN]
