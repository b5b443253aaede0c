"""What a protest is about is not what happened: the part of a sentence that states a purpose or an occasion."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from spacy.tokens import Token

from tocsin import lemma
from tocsin.find import syntax
from tocsin.find.actors import party
from tocsin.find.signals import Match
from tocsin.parse import Sentence

# Prepositions that lead from a protest to what it is about.
PREPOSITIONS = frozenset(
    "against over for about after following amid regarding concerning despite due because marking since during".split()
)
NOUN_PHRASES = frozenset(
    "protest support solidarity memory honour honor response reaction favour favor opposition condemnation remembrance "
    "connection view defense defence commemoration rejection occasion".split()
)
"""Nouns that open a purpose after "in": "in protest at", "in support of", "on the occasion of"."""
VERBS = frozenset(
    "demand denounce condemn protest call urge oppose support reject express decry criticise criticize seek accuse ask "
    "commemorate mark show claim voice blame press request highlight raise honour honor remember mourn celebrate "
    "defend promote complain chant shout hold insist refuse object draw alert question warn require want".split()
)
"""Verbs whose clause states a purpose when it hangs on a protest: "demanding …", "to denounce …"."""

FAMILIES = frozenset(("demonstration", "riot", "crowd-violence", "property"))
"""Families of what crowds do: what stands after "after", "over" or "against" is why they did it."""

ACCUSED = frozenset("suspect accuse charge convict want sentence arrest detain acquit prosecute try indict".split())
BLAMED = frozenset("responsible guilty suspect culprit culpable liable".split())
CHARGES = frozenset("accusation charge suspicion allegation count".split())
"""Verbs, adjectives and nouns that lead, through "of", "for", "with" or "in", to what somebody is held to have done."""


def purpose_tokens(sentence: Sentence, matches: Iterable[Match], *, after_protest: bool) -> frozenset[int]:
    """The tokens of a sentence that tell of no event of their own: what its protests are about, and charges.

    `after_protest` is true where the paragraph told of a protest before: then "they demanded …" is about it too.
    """
    protests = [match for match in matches if match.action.family in FAMILIES]
    openings = [token for token in sentence.tokens if _opens(token, protests)] if protests else []
    if after_protest:
        openings += _demand(sentence)
    gatherings = {match.trigger.i for match in protests if match.action.family == "demonstration"}
    openings = [opening for opening in openings if not _leads_to(opening, gatherings)]
    charges = [inner.i for token in sentence.tokens if _is_charge(token) for inner in token.subtree]
    described = [inner.i for match in protests for part in _of_those_who(match, gatherings) for inner in part.subtree]
    return frozenset((*charges, *described, *(number for opening in openings for number in _extent(opening))))


def _leads_to(opening: Token, triggers: Container[int]) -> bool:
    """ "during a rally", "after the march": the gathering itself is no purpose."""
    if opening.lower_ not in ("during", "after", "following", "amid"):
        return False
    return any(noun.i in triggers for noun in syntax.prep_objects(opening))


def _of_those_who(match: Match, triggers: Container[int]) -> Iterator[Token]:
    """What describes those who protest: "opponents of the killing", "owners of shops that were looted"."""
    if not match.signal.is_verb and match.trigger.dep_ not in syntax.OBJECTS:
        return
    verb = match.trigger if match.signal.is_verb else match.trigger.head
    for agent in syntax.agents_of_verb(verb):
        for part in agent.subtree:
            clause = part.dep_ in ("acl", "relcl") or (part.dep_ == "prep" and part.lower_ in PREPOSITIONS)
            if clause and agent.i < part.i < verb.i and part.i not in triggers:
                yield part


def _is_charge(token: Token) -> bool:
    """ "suspected of killing a driver", "those responsible for the attack": told of as a charge, not as news."""
    if token.dep_ != "prep" or token.lower_ not in ("of", "for", "with", "in", "over", "on", "to"):
        return False
    head = token.head
    if token.lower_ in ("on", "to"):
        return any(lemma.noun(noun.text) in CHARGES for noun in syntax.prep_objects(token))
    if head.tag_.startswith("V"):
        return lemma.verb(head.text) in ACCUSED and not _is_time_or_place(token) and token.lower_ != "in"
    return lemma.noun(head.text) in BLAMED


def _opens(token: Token, protests: Sequence[Match]) -> bool:
    before = [match for match in protests if match.start < token.i]
    if not before or any(match.start <= token.i < match.end for match in protests):
        return False
    if token.dep_ in ("prep", "agent", "mark") or token.tag_ == "IN":
        return _purposeful_preposition(token) and not _is_time_or_place(token)
    return (token.tag_ in ("VBG", "VB") and _in_purpose_clause(token)) or _is_protested(token, before)


def _is_protested(token: Token, protests: Sequence[Match]) -> bool:
    """The object of "to protest": what is protested against."""
    verbs = [match.sentence.tokens[match.end - 1] for match in protests if match.action.name == "demonstrate"]
    return token.dep_ in syntax.OBJECTS and any(
        token.head.i == verb.i and verb.tag_.startswith("V") and lemma.verb(verb.text) in VERBS for verb in verbs
    )


def _purposeful_preposition(token: Token) -> bool:
    if token.lower_ in PREPOSITIONS:
        return True
    following = [child.lower_ for child in token.children if child.dep_ in ("pobj", "pcomp")]
    return token.lower_ in ("in", "on", "at") and any(lemma.noun(word) in NOUN_PHRASES for word in following)


UNITS_OF_TIME = frozenset("hour day week month minute year night time prayer morning weekend evening afternoon".split())


def _is_time_or_place(token: Token) -> bool:
    """ "for three hours", "for the second day", "after Friday prayers": no purpose."""
    if token.lower_ not in ("for", "during", "since", "after", "following"):
        return False
    words = [lemma.noun(inner.text) for inner in token.subtree]
    return len(words) <= 5 and not UNITS_OF_TIME.isdisjoint(words)


def _in_purpose_clause(verb: Token) -> bool:
    """An infinitive says what a gathering is for, a participle only where its verb is one of demanding."""
    if verb.dep_ not in ("advcl", "acl", "xcomp", "relcl", "conj", "ccomp"):
        return False
    if verb.tag_ == "VB":
        return any(child.tag_ == "TO" for child in verb.children)
    return lemma.verb(verb.text) in VERBS


def _demand(sentence: Sentence) -> list[Token]:
    """ "The protesters demanded …": the verb of a sentence in which a crowd says what it wants."""
    roots = [token for token in sentence.tokens if token.dep_ == "ROOT" and token.tag_.startswith("V")]
    return [root for root in roots if lemma.verb(root.text) in VERBS and _said_by_crowd(root)]


def _said_by_crowd(verb: Token) -> bool:
    speaker = syntax.subject_of(verb)
    if speaker is None:
        return False
    return speaker.lower_ == "they" or party(speaker).group in ("crowd", "civilian")


def _extent(opening: Token) -> Iterator[int]:
    """From an opening word to the end of its clause: to the end of the sentence, or to the next deed told beside it."""
    clause = opening.head if opening.dep_ == "mark" else opening
    last = max(inner.i for inner in clause.subtree)
    above = {token.i for token in clause.ancestors}
    yield from range(opening.i, last + 1)
    for token in opening.doc[last + 1 :]:
        if token.text == ";" or token.i in above or _opens_clause(token):
            return
        yield token.i


def _opens_clause(token: Token) -> bool:
    """ "and then blocked a road", "while police fired tear gas", "where …": another deed begins."""
    if token.lower_ in ("while", "when", "where", "before", "but", "as"):
        return True
    return (
        token.tag_ == "CC"
        and token.head.tag_ in ("VBD", "VBP", "VBZ")
        and any(
            child.dep_ == "conj" and child.tag_ in ("VBD", "VBN") and child.i > token.i for child in token.head.children
        )
    )
