"""Words of harm that tell of no violence now: why something was done, illness, accidents."""

from __future__ import annotations

from spacy.tokens import Token

from tocsin import lemma
from tocsin.find import syntax
from tocsin.find.harm.counted import KIN
from tocsin.find.harm.words import BODIES, FOUND_VERBS, Harm

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
    """Whether a death is told as the reason of something, or to say who somebody is, and is no news of its own."""
    return _is_told_of_before(token) or _is_reason(token)


def _is_reason(token: Token) -> bool:
    """ "in reprisal for the killing of a guard", "mothers of people killed in May", "against the murder of a boy"."""
    for _ in range(6):
        if token.head.i == token.i:
            return False
        below, token = token, token.head
        if lemma.noun(token.text) in VENGEANCE or (below.dep_ != "conj" and lemma.verb(token.text) in VENGEANCE):
            return True
        if token.tag_.startswith("V") and token.dep_ not in ("relcl", "acl"):
            return False
        if below.dep_ == "pobj" and (token.lower_ == "against" or _is_of_kin(token)):
            return True
    return False


def _is_of_kin(preposition: Token) -> bool:
    return preposition.lower_ == "of" and lemma.noun(preposition.head.text) in KIN


def _is_told_of_before(token: Token) -> bool:
    """ "A man who had been killed in a raid", "a slain activist": to say who somebody is, unless he is found so."""
    if token.dep_ == "relcl" and token.tag_ == "VBN" and any(child.lower_ == "had" for child in token.children):
        return not _is_found(token.head)
    if token.dep_ in ("relcl", "acl") and _is_body_of(token.head):
        return not _is_found(token.head)
    known = token.dep_ == "amod" and token.lower_ in FALLEN and token.head.tag_ in ("NN", "NNP")
    return known and not _is_found(token.head)


def _is_body_of(noun: Token) -> bool:
    above = noun.head.head
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and lemma.noun(above.text) in BODIES


def _is_found(noun: Token) -> bool:
    verb = syntax.governing_verb(noun)
    return verb is not None and lemma.verb(verb.text) in FOUND_VERBS


FALLEN = frozenset("slain murdered martyred deceased fallen assassinated".split())


def is_of_another_sense(verb: Token, harm: Harm) -> bool:
    """ "died of cancer", "killed in a road accident", "detained in hospital for a night"."""
    causes = [noun for child in verb.children if child.dep_ == "prep" for noun in syntax.prep_objects(child)]
    words = {lemma.noun(noun.text) for noun in causes}
    if harm.name == "detained":
        return "hospital" in words
    if harm.name == "killed" and verb.tag_ == "VB" and lemma.verb(verb.head.text) == "let":
        return True
    beside = {child.lower_ for noun in causes for child in noun.children}
    return bool(words & ILLNESS) or (bool(words & ACCIDENTS) and bool(beside & TRAFFIC))


def is_withdrawn(token: Token) -> bool:
    """ "Withdrew a report of 164 deaths", "a report that 40 had died was false": told to be taken back."""
    for _ in range(6):
        if token.head.i == token.i:
            return False
        token = token.head
        if lemma.noun(token.text) in ACCOUNTS:
            before = token.nbor(-1) if token.i else token
            verb = before if lemma.verb(before.text) in WITHDRAWING else token.head
            return lemma.verb(verb.text) in WITHDRAWING or (verb.tag_.startswith("V") and _is_called_wrong(verb))
        if token.tag_.startswith("V") and token.dep_ not in ("relcl", "acl"):
            return False
    return False


ACCOUNTS = frozenset("report claim figure number rumour rumor allegation account count toll story news message".split())
WITHDRAWING = frozenset("withdraw retract deny dismiss refute disown debunk recant disavow rescind delete".split())
"""Verbs by which an account is taken back or said to be untrue."""
WRONG = frozenset("false wrong untrue mistaken erroneous baseless fake unfounded mistake error".split())


def _is_called_wrong(verb: Token) -> bool:
    """ "Was published by mistake", "is false", "turned out to be wrong"."""
    return any(inner.lower_ in WRONG for inner in verb.subtree if inner.i > verb.i and inner.i - verb.i < NEAR)


NEAR = 8
"""Words after a verb that belong to it more likely than to a clause behind."""
