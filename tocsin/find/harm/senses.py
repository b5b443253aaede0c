"""Words of harm that tell of no violence now: why something was done, illness, accidents."""

from __future__ import annotations

from spacy.tokens import Token

from tocsin import lemma
from tocsin.find import syntax
from tocsin.find.harm.counted import KIN
from tocsin.find.harm.words import Harm

VENGEANCE = frozenset(
    "reprisal retaliation revenge vengeance avenge retaliate response reaction protest anger outrage anniversary "
    "commemorate mourn memory condemn denounce funeral burial vigil memorial justice redress petition".split()
)
"""Words that lead to deaths told of before: why something was done, and not what was done."""
ILLNESS = frozenset(
    "cancer disease illness virus coronavirus covid malaria cholera diabetes leukemia pneumonia stroke overdose "
    "infection ebola flu influenza tuberculosis dengue measles age".split()
)
ACCIDENTS = frozenset("accident crash collision".split())
TRAFFIC = frozenset(
    "car road traffic bus motorcycle vehicle train truck plane automobile motorbike head-on boat".split()
)
"""Deaths of nobody's violence: no record of unrest counts them."""


def is_background(token: Token) -> bool:
    """ "in reprisal for the killing of their member", "mothers of people killed in May", "the funeral of a boy".

    Told as the reason of something, or to say who somebody is, and no news of its own.
    """
    for _ in range(6):
        if token.head.i == token.i:
            return False
        below, token = token, token.head
        if lemma.noun(token.text) in VENGEANCE or (below.dep_ != "conj" and lemma.verb(token.text) in VENGEANCE):
            return True
        if token.tag_.startswith("V") and token.dep_ not in ("relcl", "acl"):
            return False
        if token.dep_ == "pobj" and token.head.lower_ == "of" and lemma.noun(token.head.head.text) in KIN:
            return True
    return False


def is_of_another_sense(verb: Token, harm: Harm) -> bool:
    """ "died of cancer", "killed in a road accident", "detained in hospital for a night"."""
    causes = [noun for child in verb.children if child.dep_ == "prep" for noun in syntax.prep_objects(child)]
    words = {lemma.noun(noun.text) for noun in causes}
    if harm.name == "detained":
        return "hospital" in words
    beside = {child.lower_ for noun in causes for child in noun.children}
    return bool(words & ILLNESS) or (bool(words & ACCIDENTS) and bool(beside & TRAFFIC))
