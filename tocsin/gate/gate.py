"""The gate: does a text hold a word that can name an event of unrest? Answered without a parse."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import lemminflect
from ahocorasick_rs import AhoCorasick

from tocsin.codebook import Codebook, Signal

LEAST_WEIGHT = 20
"""Actions lighter than this (meetings, statements, court news) do not make a report one of unrest by themselves."""

# First words of signals that are in every text: here what follows them is looked for instead.
COMMON = frozenset(
    "use take set go hold move hit put find break come fire open turn leave drop launch send enter plant run target "
    "trigger clear charge remove shut cut burn place stop mass target close remove carry engage return give lay "
    "restore declare impose announce extend enforce stage establish erect light form sit perform wave walk observe "
    "regain step drive strike shell fight mine rocket station bring arrive force new sign state execute "
    "resort deploy join hang cordon public physical heavy fall exchange live human drag prevent foil move stone".split()
)


class Gate:
    """An automaton over the surface forms of the codebook's first words. Build it once a process."""

    def __init__(self, codebook: Codebook) -> None:
        self._automaton = AhoCorasick(sorted(set(_patterns(codebook))))

    def passes(self, text: str) -> bool:
        """Whether a text holds a candidate event."""
        lowered = text.lower()
        return any(_stands_alone(lowered, start, end) for _, start, end in self._found(lowered))

    def _found(self, lowered: str) -> list[tuple[int, int, int]]:
        return self._automaton.find_matches_as_indexes(lowered, overlapping=True)


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not before.isalnum() and not after.isalnum()


def _patterns(codebook: Codebook) -> Iterator[str]:
    for table in (codebook.verbs, codebook.nouns):
        for signals in table.values():
            for signal in signals:
                if codebook.actions[signal.action].weight >= LEAST_WEIGHT:
                    yield from _telling_forms(signal)


def _telling_forms(signal: Signal) -> Iterator[str]:
    """The forms of the first word of a signal that is not in every text."""
    words = [step for step in signal.steps if step.isalpha() and step not in COMMON and len(step) > 2]
    if words:
        yield from forms(words[0])


@cache
def forms(word: str) -> frozenset[str]:
    """A word with its inflections: "storm" gives storms, stormed, storming."""
    inflected = lemminflect.getAllInflections(word) or {}
    guessed = lemminflect.getAllInflectionsOOV(word, "VERB") | lemminflect.getAllInflectionsOOV(word, "NOUN")
    return frozenset((word, *(form for found in (inflected or guessed).values() for form in found)))
