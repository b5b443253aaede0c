"""Whether a deed happened: attempted, negated, planned, threatened, predicted, hypothetical or long past."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from spacy.tokens import Token

from tocsin import lemma
from tocsin.codebook.tables import listed, shipped
from tocsin.find import syntax
from tocsin.values import Factuality

SPEECH_VERBS = frozenset(
    "say tell report state add note claim announce declare confirm write explain insist stress believe know see".split()
)
"""Verbs of saying pass on no modality of their own: what they report is read for itself."""

# Verbs that make what hangs on them happen, whatever their own mood words would say.
IMPLICATIVE = frozenset(("manage", "begin", "start", "continue", "proceed", "go", "force", "cause", "lead", "leave"))


@dataclass(frozen=True, slots=True)
class Mood:
    """Words of one factuality: verbs and nouns that govern a deed, and words that stand beside its verb."""

    factuality: Factuality
    verbs: frozenset[str]
    nouns: frozenset[str]
    words: frozenset[str]


@cache
def moods() -> tuple[Mood, ...]:
    """The moods in force, in the order in which they are tried."""
    tables: Mapping[str, Mapping[str, str]] = shipped("modality.toml")
    return tuple(
        Mood(
            cast("Factuality", name),
            frozenset(listed(row.get("verbs", ""))),
            frozenset(listed(row.get("nouns", ""))),
            frozenset(listed(row.get("words", ""))),
        )
        for name, row in tables.items()
    )


def factuality(trigger: Token) -> Factuality:
    """What the sentence says of the deed that a trigger names: of an attempt, what it says of the attempt."""
    attempt = _attempt(trigger)
    if attempt is None:
        told = _in_some_mood(trigger)
        return "failed" if told == "negated" and _fails(trigger) else told
    told = _in_some_mood(attempt)
    if told == "negated" and not _is_none(attempt):
        return "failed"
    return told if told != "happened" else "failed" if _described_as(attempt, FAILED) else "attempted"


ATTEMPTED = frozenset(("attempted", "botched", "failed", "abortive", "foiled", "thwarted", "unsuccessful"))
FAILED = ATTEMPTED - {"attempted"}
TRYING = frozenset(("try", "attempt"))
ATTEMPTS = frozenset(("attempt", "bid"))


def _attempt(trigger: Token) -> Token | None:
    """The word that makes a deed an attempt: "tried to storm", "an attempt to seize", "coup attempt", "failed coup"."""
    if trigger.tag_.startswith("V"):
        made = next((child for child in trigger.head.children if child.dep_ in syntax.PASSIVE_SUBJECTS), None)
        if trigger.tag_ == "VB" and made is not None and made.i < trigger.i and lemma.noun(made.text) in ATTEMPTS:
            return made
        if lemma.verb(trigger.text) in TRYING:
            return trigger
    elif lemma.noun(trigger.text) in ATTEMPTS or _described_as(trigger, ATTEMPTED):
        return trigger
    return next((head for head, below in _heads(trigger) if _is_tried(head, below)), None)


def _is_tried(head: Token, below: Token) -> bool:
    if not head.tag_.startswith("V"):
        return lemma.noun(head.text) in ATTEMPTS
    joined = below.dep_ == "conj" and below.tag_ == "VB"
    return lemma.verb(head.text) in TRYING and (joined or below.dep_ in ("xcomp", *syntax.OBJECTS))


def _described_as(token: Token, words: frozenset[str]) -> bool:
    return any(child.dep_ in ("amod", "nmod") and child.lower_ in words for child in token.children)


def _is_none(attempt: Token) -> bool:
    """Whether nobody tried: "did not try", "no attempt was made"."""
    verb = attempt if attempt.tag_.startswith("V") else syntax.governing_verb(attempt)
    beside = [child for one in (attempt, verb) if one is not None for child in one.children]
    return any(child.dep_ in ("neg", "det") and child.lower_ in ("no", "not", "n't", "never") for child in beside)


def _fails(trigger: Token) -> bool:
    top = next((head for head, _ in _heads(trigger) if head.dep_ in syntax.SUBJECTS), trigger)
    return top.dep_ in syntax.SUBJECTS | syntax.PASSIVE_SUBJECTS and lemma.verb(top.head.text) in FUTILE


def _in_some_mood(trigger: Token) -> Factuality:
    for mood in moods():
        if (mood.factuality in OF_WHAT_IS_KNOWN or not _is_presupposed(trigger)) and _in_mood(trigger, mood):
            return "hypothetical" if mood.factuality == "negated" and _is_to_be_prevented(trigger) else mood.factuality
    return "happened"


OF_WHAT_IS_KNOWN = frozenset(("historical", "hypothetical"))
DEFINITE = frozenset(("the", "this", "that", "these", "those"))


def _is_presupposed(trigger: Token) -> bool:
    """Whether a noun after a preposition takes up what the reader knows: no mood of the verb above it reaches it.

    "No group has claimed responsibility for the attack", "he vowed to avenge the killings of May": they happened.
    """
    if trigger.dep_ != "pobj" or not trigger.tag_.startswith("N"):
        return False
    if not any(child.dep_ == "det" and child.lower_ in DEFINITE for child in trigger.children):
        return False
    above = trigger.head.head
    return not any(lemma.noun(above.text) in mood.nouns for mood in moods())


def _is_to_be_prevented(trigger: Token) -> bool:
    """ "To prevent further attacks": nobody says whether there would have been one."""
    return any(
        head.tag_ == "VB" and any(child.tag_ == "TO" for child in head.children)
        for head, _ in _heads(trigger)
        if lemma.verb(head.text) in PREVENTING
    )


PREVENTING = frozenset("prevent avert avoid thwart foil stop forestall deter".split())


def _in_mood(trigger: Token, mood: Mood) -> bool:
    verb = trigger if trigger.tag_.startswith("V") else syntax.governing_verb(trigger)
    if verb is not None and _beside(verb, mood, is_trigger=verb.i == trigger.i):
        return True
    if trigger.tag_.startswith("N") and _beside(trigger, mood, is_trigger=True):
        return True
    if mood.factuality == "negated" and verb is not None and _comes_to_nothing(trigger, verb):
        return True
    return any(_governs(head, below, trigger, mood) for head, below in _heads(trigger))


def _comes_to_nothing(trigger: Token, verb: Token) -> bool:
    """ "without clashes", "the strike was called off", "the attempt to seize the airport failed"."""
    if any(head.lower_ == "without" for head, _ in _heads(trigger)):
        return True
    return _fails(trigger) or _is_called_off(verb)


def _is_called_off(verb: Token) -> bool:
    return lemma.verb(verb.text) == "call" and any(child.lower_ == "off" for child in verb.children)


FUTILE = frozenset(("fail", "collapse", "fizzle"))
"""Verbs whose subject did not come about."""


def _beside(token: Token, mood: Mood, *, is_trigger: bool) -> bool:
    """A word of the mood among the modifiers of a verb or noun: "did not attack", "will march", "no protest"."""
    # "May" with a capital inside a sentence is the month.
    modifiers = {child.lower_ for child in token.children if child.dep_ in _MODIFIERS and child.text != "May"}
    if token.tag_.startswith("V"):
        # "Hours earlier", "had previously": before something else, and not long past.
        modifiers -= RELATIVE
    if modifiers & mood.words and not _is_past_modal(token, modifiers, mood):
        return True
    if mood.factuality == "hypothetical":
        return _conditional(token) or _asks_how_many(token)
    if mood.factuality == "negated" and is_trigger:
        return _no_subject(token)
    return False


def _asks_how_many(verb: Token) -> bool:
    """ "It did not say how many were hurt": asked, and not told."""
    sides = (child for child in verb.children if child.dep_ in syntax.SUBJECTS | syntax.PASSIVE_SUBJECTS)
    return any(word.lower_ == "how" for side in sides for word in side.subtree)


def _conditional(verb: Token) -> bool:
    """ "if troops are sent", and what follows from it."""
    clauses = [verb, *(child for child in verb.children if child.dep_ == "advcl")]
    return any(child.dep_ == "mark" and child.lower_ in ("if", "unless") for one in clauses for child in one.children)


RELATIVE = frozenset(("earlier", "previous", "past", "prior", "former"))
_MODIFIERS = frozenset(("aux", "neg", "advmod", "det", "amod", "auxpass", "mark", "preconj"))


def _is_past_modal(token: Token, modifiers: set[str], mood: Mood) -> bool:
    """ "could be seen burning", "were killed": helpers that only look like a mood."""
    if mood.factuality == "hypothetical":
        return modifiers & mood.words == {"were"}
    return mood.factuality == "predicted" and "be" in modifiers and lemma.verb(token.text) in ("see", "hear")


def _no_subject(token: Token) -> bool:
    """ "no one was killed", "nobody was hurt"."""
    for child in token.children:
        if child.dep_ in syntax.SUBJECTS | syntax.PASSIVE_SUBJECTS:
            words = {child.lower_, *(inner.lower_ for inner in child.children if inner.dep_ == "det")}
            return bool(words & {"no", "nobody", "none", "neither"}) or child.lower_ in ("no-one",)
    return False


def _heads(trigger: Token) -> Iterator[tuple[Token, Token]]:
    """The words above a trigger through which a mood reaches it, each with the word below it on the way."""
    token = trigger
    for _ in range(6):
        if token.head.i == token.i or _is_closed(token):
            return
        yield token.head, token
        token = token.head


def _is_closed(token: Token) -> bool:
    """Whether what stands above does not bear on it: a clause beside, a relative clause, a reason."""
    if token.dep_ in ("relcl", "parataxis", "nsubj"):
        return True
    if token.dep_ == "advcl":
        # "will push them in the end to stage riots": what is aimed at is as far off as what leads to it.
        return not _is_infinitive(token)
    if token.dep_ == "conj":
        # "tried to storm and burn it": an infinitive shares the mood of the one it is joined to.
        return not (token.tag_.startswith("N") or token.tag_ == "VB")
    return token.dep_ == "nsubjpass" and not token.tag_.startswith("N")


def _is_infinitive(token: Token) -> bool:
    return token.tag_ == "VB" and any(child.tag_ == "TO" for child in token.children)


def _governs(head: Token, below: Token, trigger: Token, mood: Mood) -> bool:
    """Whether a word above a trigger sets its mood: "plan to march", "a threat of attacks", "prevented an attack"."""
    if head.tag_.startswith("V"):
        word = lemma.verb(head.text)
        if word in SPEECH_VERBS or word in IMPLICATIVE:
            return False
        if word in mood.verbs and _complement(head, below, trigger, mood):
            return True
        joined = below.dep_ == "conj" and below.tag_ == "VB"
        led = (below.dep_ == "xcomp" or _is_infinitive(below)) and mood.factuality != "negated"
        return (head.dep_ == "xcomp" or joined or led) and _beside(head, mood, is_trigger=False)
    return head.tag_.startswith("N") and lemma.noun(head.text) in mood.nouns


# Verbs whose object is planned when it is a noun ("planned a protest") and those that need an infinitive
# ("agreed to attack" is planned, "organised a protest" and "held, tried, ordered" say that something was done).
NEEDS_INFINITIVE = frozenset(
    (
        "organise organize agree order decide set try attempt seek prepare promise pledge hope wish want ask urge "
        "allow expect invite instruct authorise authorize aim consider discuss convene vote tell encourage announce "
        "request mark push pressure"
    ).split()
)


def _complement(head: Token, below: Token, trigger: Token, mood: Mood) -> bool:
    if trigger.tag_.startswith("V") and _is_finite(trigger):
        return False
    return mood.factuality != "planned" or below.tag_.startswith("V") or lemma.verb(head.text) not in NEEDS_INFINITIVE


def _is_finite(verb: Token) -> bool:
    """A clause of its own with a past verb is told as done whatever stands above ("announced that he was killed")."""
    return verb.tag_ in ("VBD",) or (
        verb.tag_ == "VBN" and any(child.lower_ in ("was", "were", "has", "have", "had") for child in verb.children)
    )
