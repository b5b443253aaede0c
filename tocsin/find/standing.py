"""How a deed stands in its sentence: as the news it tells, or aside, as what came before or why."""

from __future__ import annotations

from spacy.tokens import Token

from tocsin import lemma

BEFORE = frozenset("after following amid since because due despite over during ahead pending".split())
"""Prepositions and conjunctions that lead to what is not the news of the sentence."""
OCCASIONS = frozenset(
    "response retaliation wake aftermath reaction anticipation revenge reprisal connection relation result".split()
)
"""Nouns that do so after "in" or "as"."""
BLAMING = frozenset("blame accuse condemn criticise criticize claim fault rebuke punish sanction".split())
"""Verbs that lead to a deed through "for" or "of": the news is who is blamed, or says that he did it."""


def is_aside(trigger: Token) -> bool:
    """Whether a deed is told as the cause or occasion of another ("… after an attack", "in response to …")."""
    token = trigger
    for _ in range(10):
        if token.dep_ == "advcl" and any(child.dep_ == "mark" and child.lower_ in BEFORE for child in token.children):
            return True
        if token.dep_ in ("prep", "pcomp", "advmod", "amod") and token.lower_ in BEFORE and token.i != trigger.i:
            return True
        if token.dep_ == "prep" and token.lower_ in ("of", "for") and lemma.verb(token.head.text) in BLAMING:
            return token.i != trigger.i
        if token.tag_.startswith("N") and token.dep_ == "pobj" and lemma.noun(token.text) in OCCASIONS:
            return token.i != trigger.i
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def is_in_relative(trigger: Token) -> bool:
    """Whether a deed stands in a clause that only describes somebody or some place ("…, where fighting goes on")."""
    token = trigger
    for _ in range(8):
        if token.dep_ in ("relcl", "acl"):
            return True
        if token.head.i == token.i:
            return False
        token = token.head
    return False
