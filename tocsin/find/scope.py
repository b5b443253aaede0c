"""What is told in the words of unrest and is none: disasters, sport, and the works that tell of deeds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from tocsin import lemma
from tocsin.codebook.tables import listed, shipped
from tocsin.find import syntax
from tocsin.find.actors import Party
from tocsin.find.signals import Match
from tocsin.parse import ParsedReport, Sentence

HARM = frozenset(("kill", "beat"))
"""Actions that a disaster does too."""
SUFFERED = frozenset((*HARM, "explosion", "vandalise", "displace"))
VIOLENT = frozenset("attack remote clash riot crowd-violence intervention lethal-intervention sexual".split())
"""Families of which one in the sentence says that somebody did it."""
CONTESTS = frozenset("attack clash remote territory demonstration property arrest disrupt displace".split())
"""Families whose words are those of sport, too; where fans riot or throw things, they do."""
SPORT_IN_REPORT = 4
"""Words of sport from which a report is one of sport."""
TOLD_OF = frozenset(("about", "on", "of", "depicting", "chronicling", "set", "during"))


@dataclass(frozen=True, slots=True)
class Scope:
    """The words of what is out of scope."""

    disaster: frozenset[str]
    settings: frozenset[str]
    weapons: frozenset[str]
    crime: frozenset[str]
    sport: frozenset[str]
    fiction: frozenset[str]


@cache
def scope() -> Scope:
    """The words that ship."""
    table = shipped("scope.toml")
    parts = (("disaster", "nouns"), ("disaster", "settings"), ("disaster", "weapons"))
    others = ((name, "nouns") for name in ("crime", "sport", "fiction"))
    return Scope(*(frozenset(listed(table[name][part])) for name, part in (*parts, *others)))


def is_about_sport(parsed: ParsedReport) -> bool:
    """Whether a report is one of sport."""
    words = (token for sentence in parsed.sentences[:12] for token in sentence.tokens)
    return sum(_is_in(token, scope().sport) for token in words) >= SPORT_IN_REPORT


def in_scope(match: Match, sentence: Sentence, others: Iterable[Match], *, sport: bool, is_known: bool) -> bool:
    """Whether a deed may be one of unrest. `is_known` says whether somebody is named who did it.

    `others` are the deeds of its sentence, `sport` whether the report is about sport.
    """
    if match.action.name in SUFFERED and not is_known and _by_disaster(match, sentence, others):
        return False
    if match.action.family in CONTESTS and not is_known and _in_contest(sentence, sport=sport):
        return False
    return not _is_told_of(match.trigger)


def _by_disaster(match: Match, sentence: Sentence, others: Iterable[Match]) -> bool:
    words = scope()
    doers = syntax.agents_of_verb(match.trigger) if match.signal.is_verb else []
    if any(_is_in(doer, words.disaster | words.settings) for doer in doers):
        return True
    if any(other.action.family in VIOLENT and other.action.name not in SUFFERED for other in others):
        return False
    if any(_is_in(token, words.weapons) for token in sentence.tokens if token.i != match.trigger.i):
        return False
    settings = sum(_is_in(token, words.settings) for token in sentence.tokens)
    needed = 1 if match.action.name == "explosion" else 2
    return settings >= needed or any(_is_in(token, words.disaster) for token in sentence.tokens)


def is_ordinary_crime(match: Match, sentence: Sentence, patients: Iterable[Party]) -> bool:
    """Whether somebody is arrested or robbed as happens every day: a crime is named and nobody of politics or arms."""
    if match.action.family != "arrest" and match.action.name != "rob":
        return False
    if any(one.kind is not None and one.kind.sector not in ("CVL", "CRM", "UAF") for one in patients):
        return False
    return any(_is_in(token, scope().crime) for token in sentence.tokens)


def _in_contest(sentence: Sentence, *, sport: bool) -> bool:
    found = sum(_is_in(token, scope().sport) for token in sentence.tokens)
    return found >= 2 or sport


def _is_told_of(trigger: Token) -> bool:
    """ "a film about the riots", "an exhibition on the massacre"."""
    token = trigger
    for _ in range(4):
        if token.dep_ in ("prep", "acl") and token.lower_ in TOLD_OF:
            return _is_in(token.head, scope().fiction)
        if token.dep_ not in ("pobj", "conj", "compound", "prep") or token.head.i == token.i:
            return False
        token = token.head
    return False


def _is_in(token: Token, words: frozenset[str]) -> bool:
    return token.tag_.startswith(("N", "J")) and lemma.noun(token.text) in words
