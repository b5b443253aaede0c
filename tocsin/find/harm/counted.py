"""A number of people that a sentence says came to harm, and the words that say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from tocsin import lemma
from tocsin.codebook.conventions import Convention
from tocsin.find import syntax
from tocsin.find.counting import count, is_person, listed_before
from tocsin.find.harm.words import COUNTING_NOUNS, HIT, Harm
from tocsin.find.quantities import Quantity
from tocsin.parse import Sentence
from tocsin.values import FigureKind

BOUND_WORDS = frozenset("at least more than over up to nearly about around some almost than dozens hundreds".split())
KIN = frozenset(
    "mother father parent relative family friend widow wife husband son daughter brother sister colleague child kin "
    "neighbour neighbor supporter murderer killer memory anniversary".split()
)
"""Nouns that "of" and the dead only identify: "relatives of those killed"."""

SPEAKERS = frozenset("i me myself we us ourselves".split())
"""Who speaks of himself is not dead ("I thought I was going to die")."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of people found in a sentence: what befell them, how many, which tokens say so.

    `head` is the noun counted, none where a number stands alone. `is_toll` marks a total, `is_part` a number that is
    told as one of another, `is_hit` those of whom it is not said whether they live.
    """

    kind: FigureKind
    quantity: Quantity
    sentence: Sentence
    predicate: Token
    start: int
    end: int
    head: Token | None = None
    is_toll: bool = False
    is_part: bool = False
    is_hit: bool = False


def people_of(noun: Token, predicate: Token, harm: Harm, sentence: Sentence, use: Convention) -> Counted | None:
    """The people a noun phrase means, counted, who came to harm by what `predicate` says."""
    if identifies(noun) or (harm.name == "killed" and noun.lower_ in SPEAKERS):
        return None
    quantity = count(noun, plural_counts=harm.plural_counts, use=use)
    if (beside := _told_beside(predicate)) is not None:
        quantity = sum_of(quantity, [count(beside, use=use)])
    if predicate.tag_.startswith("N"):
        # "the death of 3 rebels and 4 soldiers": the parser joins the second to the death.
        quantity = sum_of(quantity, (count(one, use=use) for one in syntax.conjuncts(predicate) if is_numbered(one)))
    if quantity is None:
        return None
    head = syntax.antecedent(noun) if noun.tag_ in ("WP", "WDT") else noun
    start, end = extent(head)
    return Counted(
        harm.kind, quantity, sentence, predicate, start, end, head, is_part=of_whom(noun), is_hit=harm.name == HIT
    )


def _told_beside(verb: Token) -> Token | None:
    """ "were killed along with a child", "as well as a soldier", "as were three children": who else."""
    for child in verb.children:
        if child.i > verb.i and child.lower_ == "with" and child.nbor(-1).lower_ in ("along", "together"):
            return next((noun for noun in syntax.prep_objects(child) if is_person(noun)), None)
        if child.dep_ == "conj" and child.tag_.startswith("N") and child.doc[child.left_edge.i - 1].lower_ == "as":
            return child if is_person(child) else None
        if child.dep_ == "advcl" and child.lower_ in ("was", "were") and child.nbor(-1).lower_ == "as":
            return next((noun for noun in child.children if noun.dep_ == "nsubj" and is_person(noun)), None)
    return None


def identifies(noun: Token) -> bool:
    """ "Relatives of three people killed", "the number of people killed": no people who were harmed, and no number."""
    if any(child.dep_ == "nummod" for child in noun.children):
        return False
    above = noun.head.head
    if noun.dep_ == "pobj" and lemma.noun(above.text) in COUNTING_NOUNS:
        return any(child.lower_ == "the" for child in above.children)
    named = [inner for inner in syntax.objects_of(noun, {"of"}) if inner.tag_ != "CD"]
    return lemma.noun(noun.text) in KIN and any(map(is_person, named))


def sum_of(first: Quantity | None, others: Iterable[Quantity | None]) -> Quantity | None:
    """The sum of those that are told; none where the first is not."""
    if first is None:
        return None
    for one in others:
        first = first + one if one else first
    return first


def is_numbered(noun: Token) -> bool:
    """Whether a number stands before a noun for people: "3 rebels"."""
    return any(child.dep_ == "nummod" for child in noun.children) and is_person(noun)


def of_whom(noun: Token) -> bool:
    """ "two of whom", "three of them": a part of those told of."""
    return any(inner.lower_ in ("whom", "them", "these", "those") for inner in syntax.objects_of(noun, {"of"}))


def extent(noun: Token) -> tuple[int, int]:
    """The tokens of a counted noun phrase: from its number to its head, what is joined to it included."""
    start, end = syntax.noun_phrase(noun)
    head = syntax.meant(noun)
    last = max([head, *(joined for joined in syntax.conjuncts(noun) if is_person(joined))], key=lambda token: token.i)
    if (first := listed_before(noun)) is not None:
        start = first.left_edge.i
    while start > 0 and noun.doc[start - 1].lower_ in BOUND_WORDS - {"to", "some"}:
        start -= 1
    return start, max(end, last.i + 1)


def words_before(noun: Token) -> str:
    """The words before the noun of a phrase, and the bounds before them ("at least 12" of "at least 12 deaths")."""
    start, _ = syntax.noun_phrase(noun)
    while start > 0 and noun.doc[start - 1].lower_ in BOUND_WORDS - {"to", "some"}:
        start -= 1
    return str(noun.doc[start : noun.i].text)
