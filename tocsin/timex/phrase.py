"""A run of words of time, written as one sign a word, so that rules can be regular expressions over kinds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.timex.words import FIGURES, KINDS, Value, Word

BREAK = "|"
SIGNS = {kind: chr(0x100 + number) for number, kind in enumerate((*KINDS, *FIGURES))}
# What may stand between two words of one expression beside white space: signs that rules name as they are.
GAPS = {"": "", ",": ",", "-": "-", "–": "-", "(": "(", ")": ")", "'s": "'", "’s": "'", "'": "'", "’": "'"}
_BLANK_LINE = re.compile(r"\n\s*\n")
_NAME = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of time of one text, next to one another. `signs` has one sign a word and the signs of the gaps."""

    text: str
    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        """Where it starts in the text."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends in the text, end excluded."""
        return self.words[-1].end

    @property
    def signs(self) -> str:
        """One sign a word, and those of the gaps."""
        return sign_string(self.text, self.words)[0]

    def has(self, *kinds: str) -> bool:
        """Whether a word of one of these kinds is in it."""
        return any(word.kind in kinds for word in self.words)

    def value(self, *kinds: str) -> Value | None:
        """What the first word of one of these kinds stands for."""
        return next((word.value for word in self.words if word.kind in kinds), None)

    def number(self, *kinds: str) -> int | None:
        """As `value`, for kinds that stand for whole numbers."""
        value = self.value(*kinds)
        return value if isinstance(value, int) else None

    def part(self, start: int, end: int | None = None) -> Phrase:
        """Some of its words."""
        return Phrase(self.text, self.words[start:end])

    def before(self, length: int = 40) -> str:
        """The text that leads up to it."""
        return self.text[max(0, self.start - length) : self.start]

    def after(self, length: int = 40) -> str:
        """The text that follows it."""
        return self.text[self.end : self.end + length]


def sign_string(text: str, words: Sequence[Word | None]) -> tuple[str, list[int]]:
    """The signs of words and of the gaps between them, and for each the number of the word it is of or follows."""
    signs: list[str] = []
    numbers: list[int] = []
    last: Word | None = None
    for number, word in enumerate(words):
        gap = _gap(text, last, word)
        own = BREAK if word is None else SIGNS[word.kind]
        signs += gap, own
        numbers += [number - 1] * len(gap) + [number]
        last = word
    return "".join(signs), numbers


def pattern(rule: str) -> str:
    """A rule as a regular expression over signs: names of kinds become their signs, white space is layout."""
    return _NAME.sub(lambda name: SIGNS[name[0]], rule).replace(" ", "")


def _gap(text: str, last: Word | None, word: Word | None) -> str:
    if last is None or word is None:
        return ""
    between = text[last.end : word.start]
    if not between:
        return "" if word.kind in ("ampm", "zone") else BREAK
    if "\n" in between and _BLANK_LINE.search(between):
        return BREAK
    return GAPS.get(between.strip(), BREAK)
