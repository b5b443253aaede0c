"""Find the date and time expressions of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from tocsin.timex import dates
from tocsin.timex.grammar import ANY, RULES, Found
from tocsin.timex.meaning import Ambiguous, Duration, Expression, Meaning, Recurring, Reference, Relation, Stretch
from tocsin.timex.phrase import BREAK, SIGNS, Phrase, sign_string
from tocsin.timex.tense import is_told, tense
from tocsin.timex.words import Word, words

# Words that make no expression among themselves: a run of nothing else is passed over.
FILLERS = frozenset(
    "a the of in on at from to between and by since until this that same last next entire half dom count number "
    "ordinal vague more early late end mid beginning later earlier before after local period following previous "
    "all every".split()
)
_TELLING = "".join(re.escape(sign) for kind, sign in SIGNS.items() if kind not in FILLERS)
TELLING_RUN = re.compile(rf"[^{re.escape(BREAK)}]*[{_TELLING}][^{re.escape(BREAK)}]*")

_RELATION = re.compile(r"\b(?:(?P<since>since)|(?P<until>until|till|by))\s+$", re.IGNORECASE)


def expressions(text: str) -> Iterator[Expression]:
    """The date and time expressions of a text, in order, none inside another.

    Use it once a text and keep what it yields: `resolve` turns an expression into a date for any day of publication.
    """
    signed = _Signed.of(text)
    for run in TELLING_RUN.finditer(signed.signs):
        yield from _in_run(signed, *run.span())


def _in_run(signed: _Signed, position: int, end: int) -> Iterator[Expression]:
    """The expressions in one run of words of time."""
    while match := ANY.search(signed.signs, position, end):
        phrase, meaning = signed.read(match, end)
        position = match.start() + 1 if phrase is None else signed.end_of(phrase)
        if phrase is not None and meaning is not None:
            yield from _expressions(phrase, meaning)


@dataclass(frozen=True, slots=True)
class _Signed:
    """A text with its words of time and their signs."""

    text: str
    words: tuple[Word | None, ...]
    signs: str
    numbers: tuple[int, ...]
    ends: dict[int, int]
    """Where the signs of a word end, by where the word starts."""

    @classmethod
    def of(cls, text: str) -> _Signed:
        found = tuple(words(text))
        signs, numbers = sign_string(text, found)
        return cls(text, found, signs, tuple(numbers), _ends(found, numbers))

    def read(self, match: re.Match[str], end: int) -> tuple[Phrase | None, Found | None]:
        """The words taken by the first rule that matches here and gives a meaning, and the meaning."""
        for rule in RULES[int((match.lastgroup or "r0")[1:]) :]:
            here = rule.signs.match(self.signs, match.start(), end)
            phrase = self._phrase(here) if here else None
            meaning = rule.meaning(phrase) if phrase else None
            if meaning:
                return phrase, meaning
        return None, None

    def _phrase(self, match: re.Match[str]) -> Phrase | None:
        numbers = self.numbers[match.start() : match.end()]
        taken = tuple(word for word in self.words[numbers[0] : numbers[-1] + 1] if word) if numbers else ()
        return Phrase(self.text, taken) if taken else None

    def end_of(self, phrase: Phrase) -> int:
        """Where the signs of a phrase end."""
        return self.ends[phrase.words[-1].start]


def _ends(found: Sequence[Word | None], numbers: Sequence[int]) -> dict[int, int]:
    return {word.start: place + 1 for place, number in enumerate(numbers) if (word := found[number])}


def _expressions(phrase: Phrase, found: Found) -> Iterator[Expression]:
    if isinstance(found, tuple):
        whole = tense(phrase.text, phrase.start, phrase.end)
        yield from (replace(_placed(phrase.text, part), tense=whole) for part in found)
    else:
        yield _placed(phrase.text, Expression(phrase.start, phrase.end, _ordered(found, phrase.text)))


def _ordered(found: Meaning, text: str) -> Meaning:
    """A date in figures in the order that the rest of the text shows, if it does."""
    order = dates.shown_order(text) if isinstance(found, Ambiguous) else None
    return dates.in_order(found, order) if isinstance(found, Ambiguous) and order else found


def _placed(text: str, expression: Expression) -> Expression:
    """The expression with what the words around it tell."""
    start, end = expression.start, expression.end
    if isinstance(expression.meaning, Duration | Recurring | Stretch | Reference):
        return expression
    led = _RELATION.search(text, max(0, start - 12), start)
    relation = cast("Relation | None", led.lastgroup if led else None)
    told = is_told(text, start, end)
    return replace(
        expression,
        start=led.start() if led else start,
        tense="past" if told else tense(text, start, end),
        relation=relation,
        told=told,
    )
