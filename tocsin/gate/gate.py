"""The gate: does a text hold words that can tell of an event of unrest? Answered without a parse."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from tocsin.codebook import Codebook
from tocsin.gate.recipes import CLASS, READ, Recipe, lexicon
from tocsin.span import Span

NEAR = 100
"""Characters that may lie between the words of a recipe: most of a sentence."""

PARTICLE_WITHIN = 40
"""Characters in which the particle of a verb follows it, past a short object ("pulled the statue down")."""

HEAD = 3
"""Sentences at the top of a report that are always parsed: title, dateline and lead set its place and day."""

_QUOTED = re.compile(r"[\"“”„«»‘]|``|''")

# Everything that can stand between words becomes a blank, so that a form is found by the blanks around it.
BLANKS = str.maketrans(dict.fromkeys("\n\r\t\x0b\x0c\xa0,.;:!?…()[]{}<>\"“”„«»'’‘`*_|/\\-–—•&", " "))

Hits = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Passed:
    """What the gate saw in a report that may tell of an event: where its title and text hold a word worth a parse."""

    title: tuple[int, ...]
    text: tuple[int, ...]

    def worth(self, spans: Sequence[Span]) -> list[bool]:
        """Whether each of some sentences in order is to be parsed.

        It is where it holds a word of a deed, of harm or of speech, or a quotation mark; where it comes right before
        one that does, since place, day and full names are carried from there; and at the head of a report.
        """
        telling = [self._tells(span) for span in spans]
        return [number < HEAD or tells for number, tells in enumerate(telling)]

    def _tells(self, span: Span) -> bool:
        places = self.title if span.field == "title" else self.text
        return bisect_left(places, span.start) < bisect_left(places, span.end)


class Gate:
    """An automaton over the forms of all words that recipes speak of. Build it once a process."""

    def __init__(self, codebook: Codebook) -> None:
        self._lexicon = lexicon(codebook)
        forms = sorted(self._lexicon.keys_of)
        self._keys = [self._lexicon.keys_of[form] for form in forms]
        self._automaton = AhoCorasick([f" {form} " for form in forms])

    def passes(self, text: str) -> bool:
        """Whether a text holds a candidate event."""
        return self.look(None, text) is not None

    def look(self, title: str | None, text: str) -> Passed | None:
        """What a report holds; none where no sentence of it can tell of an event."""
        whole = f"{title}\n{text}" if title else text
        blank = f" {whole.translate(BLANKS)} "
        lowered = _lowered(blank)
        hits = self._hits(whole, blank, lowered)
        anchors = [anchor for anchor in hits if anchor in self._lexicon.recipes]
        recipes = [recipe for anchor in anchors for recipe in self._lexicon.recipes[anchor]]
        if not any(any(_found(recipe, hits, lowered)) for recipe in recipes):
            return None
        deeds = {
            place
            for recipe in recipes
            for place, holds in zip(hits[recipe.anchor], _found(recipe, hits, lowered), strict=False)
            if holds
        }
        quoted = (match.start() for match in _QUOTED.finditer(whole))
        places = sorted({*deeds, *hits.get(READ, ()), *quoted})
        offset = len(title) + 1 if title else 0
        return Passed(
            tuple(place for place in places if place < offset),
            tuple(place - offset for place in places if place >= offset),
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


def _found(recipe: Recipe, hits: Hits, lowered: str) -> Iterator[bool]:
    """Of each place of the anchor, whether all that the recipe asks for stands near it."""
    if not all(other in hits for other in recipe.others):
        return
    for place in hits[recipe.anchor]:
        follows = recipe.particle is None or f" {recipe.particle} " in lowered[place + 1 : place + PARTICLE_WITHIN]
        yield follows and all(any(0 < abs(place - one) <= NEAR for one in hits[other]) for other in recipe.others)
