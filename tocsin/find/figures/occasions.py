"""Deaths told as the reason why a crowd acted: they happened, and are no toll of what it did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from tocsin import lemma
from tocsin.find import syntax
from tocsin.find.told import Told
from tocsin.parse import ParsedReport, Sentence
from tocsin.values import Figure

LEADING = frozenset("after following amid since because over when once as".split())
"""Words that lead to why people took to the streets ("… torched a police post after officers shot a boy")."""
CROWDED = frozenset(("demonstration", "riot", "crowd-violence", "property", "disrupt", "attack", "clash"))
"""Families of what people do for a reason that the same sentence gives."""
BEGINNING = frozenset("begin start erupt break occur come happen follow ensue spark flare take escalate".split())
OUTBREAKS = frozenset(
    "protest demonstration rally march riot rioting unrest violence clash fighting incident strike it this that "
    "disturbance tension anger outrage".split()
)
"""What "began when two men were shot" is said of."""


def occasions(parsed: ParsedReport, figures: Iterable[Figure], tellings: Sequence[Told]) -> frozenset[str]:
    """The ids of the figures that are only told as the reason of something else, for the toll to leave out."""
    return frozenset(
        figure.id
        for figure in figures
        if (sentence := parsed.sentence_at(figure.span)) is not None
        and _is_occasion(_head(sentence, figure), sentence, tellings)
    )


def _head(sentence: Sentence, figure: Figure) -> Token:
    """The token of a figure that the others hang on."""
    tokens = sentence.tokens_in(figure.span)
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i not in inside), tokens[0])


def _is_occasion(noun: Token, sentence: Sentence, tellings: Sequence[Told]) -> bool:
    """Whether a number stands in a clause that says why somebody did what the main clause tells."""
    token = noun
    for _ in range(8):
        if token.head.i == token.i:
            return False
        main = _led_to(token)
        if main is not None and (_is_outbreak(main) or _is_done_by_many(main, sentence, tellings)):
            return True
        token = token.head
    return False


def _led_to(token: Token) -> Token | None:
    """The verb that an adverbial clause or phrase hangs on, where one of the leading words opens it."""
    if token.dep_ == "advcl" and token.i > token.head.i and any(child.dep_ in SUBJECTS for child in token.children):
        leads = (child.lower_ for child in token.children if child.dep_ in ("mark", "advmod"))
        return token.head if not LEADING.isdisjoint(leads) and not _goes_on(token.head) else None
    if token.dep_ == "prep" and token.lower_ in LEADING - {"as", "over"} and token.i > token.head.i:
        return token.head
    return None


SUBJECTS = syntax.SUBJECTS | syntax.PASSIVE_SUBJECTS


def _goes_on(verb: Token) -> bool:
    """ "Were marching when soldiers killed two": what goes on is no answer to what comes in between."""
    return verb.tag_ == "VBG" and any(child.lower_ in ("was", "were") for child in verb.children)


def _is_outbreak(verb: Token) -> bool:
    """ "The riot began after …", "the protest came a day after …"."""
    subjects = (child for child in verb.children if child.dep_ in SUBJECTS)
    return lemma.verb(verb.text) in BEGINNING and any(lemma.noun(noun.text) in OUTBREAKS for noun in subjects)


def _is_done_by_many(main: Token, sentence: Sentence, tellings: Sequence[Told]) -> bool:
    """Whether the main verb tells what people did, of whom it is said that they did it."""
    if syntax.is_passive(main):
        return False
    deeds = (deed for one in tellings for deed in one.tellings if deed.sentence is sentence)
    return any(
        deed.match.action.family in CROWDED
        and deed.by in ("crowd", "civilian", "any")
        and main.i in (deed.trigger.i, _verb_over(deed.trigger))
        for deed in deeds
    )


def _verb_over(trigger: Token) -> int:
    """The verb that governs a deed named by a noun: "held a protest"."""
    verb = syntax.governing_verb(trigger) if trigger.tag_.startswith("N") else None
    return verb.i if verb is not None else -1
