"""What befell how many people: the numbers of people harmed that a sentence states."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from tocsin.codebook.conventions import Convention
from tocsin.find.harm.counted import Counted
from tocsin.find.harm.nouns import told_by_noun
from tocsin.find.harm.parts import parts_beside
from tocsin.find.harm.senses import is_background, is_of_another_sense
from tocsin.find.harm.states import in_state, left_together, put_at, right_after_number
from tocsin.find.harm.verbs import told_by_verb
from tocsin.find.harm.words import HIT, Harm, can_tell, harms
from tocsin.find.quantities import ACLED
from tocsin.parse import Sentence
from tocsin.values import FigureKind


def counted(sentence: Sentence, beside: frozenset[int] = frozenset(), use: Convention = ACLED) -> tuple[Counted, ...]:
    """The numbers of people harmed that a sentence states, in order, each number once for its kind.

    `beside` are tokens that tell of something else: dates, and what a protest is about.
    """
    words = [token for token in sentence.tokens if token.i not in beside]
    found: list[Counted] = []
    taken: dict[FigureKind, set[int]] = {}
    for harm in harms():
        used = taken.setdefault(harm.kind, set(beside))
        if harm.name == HIT:
            # Whoever was shot dead was not injured.
            used |= taken["killed"]
        for token in (token for token in words if can_tell(token.text, harm.name)):
            for one in _at(token, harm, sentence, use):
                if used.isdisjoint(range(one.start, one.end)):
                    found.append(one)
                    used.update(range(one.start, one.end))
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _at(token: Token, harm: Harm, sentence: Sentence, use: Convention) -> Iterator[Counted]:
    if is_background(token) or is_of_another_sense(token, harm):
        return
    whole = (
        put_at(token, harm, sentence, use)
        or left_together(token, harm, sentence, use)
        or right_after_number(token, harm, sentence, use)
        or told_by_verb(token, harm, sentence, use)
        or told_by_noun(token, harm, sentence, use)
        or in_state(token, harm, sentence, use)
    )
    if whole is not None:
        yield whole
        yield from parts_beside(whole, use)
