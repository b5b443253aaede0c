"""The event between two given actors, as PLOVER codes it: chosen among all a sentence names, then read for its mood.

How it is chosen: of the words that name an action those count most of which the source is the subject and under which
the target stands; of equal ones the first. What stands inside the names of the two counts only where nothing else does.

How its mood is read: PLOVER has types for promises, refusals, demands and threats, so that a release that is agreed is
AGREE, one that is refused REJECT, one that is called for REQUEST, and an attack that is to come THREATEN.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from tocsin.codebook import Codebook, Group
from tocsin.event import Actor, Mention, Role
from tocsin.find import syntax
from tocsin.find.actors import group_of
from tocsin.find.factuality import factuality
from tocsin.find.signals import Match, matches
from tocsin.parse import ParsedReport, Sentence
from tocsin.report import content_hash
from tocsin.span import Span

COOPERATIVE = frozenset(("AGREE", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE", "CONSULT"))
HOSTILE = frozenset(("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"))
DUE = frozenset(("must", "should", "ought"))
"""Helpers that make a deed a demand."""
TO_COME = frozenset(("will", "shall", "would", "'ll", "wo"))
WILLING = frozenset(("ready", "willing", "prepared", "intends", "plans", "planning"))
"""Helpers, and words over an infinitive, that make a deed a promise, or a threat."""


def between(parsed: ParsedReport, source: Span | None, target: Span | None, codebook: Codebook) -> Mention | None:
    """What the source does to the target, or none. Either may be left open; then whatever the other does or suffers."""
    sentence = next((found for span in (source, target) if span and (found := parsed.sentence_at(span))), None)
    if sentence is None:
        return None
    named = matches(sentence, codebook)
    if not named:
        return None
    sides = _Sides.of(sentence, source, target)
    best = min(named, key=sides.rank)
    mention = _mention(parsed, best, sides, (source, target), codebook)
    type_ = _in_its_mood(best, mention.type)
    return mention if type_ == mention.type else replace(mention, type=type_, mode=None, quad=codebook.quads[type_])


class _Sides:
    """The tokens of the two actors in their sentence."""

    def __init__(self, source: frozenset[int], target: frozenset[int]) -> None:
        self.source, self.target = source, target

    def groups(self, sentence: Sentence) -> tuple[Group, Group]:
        """What the two are: the group of the last of their nouns that tells one."""
        by, to = (_group(sentence, side) for side in (self.source, self.target))
        return by, to

    @classmethod
    def of(cls, sentence: Sentence, source: Span | None, target: Span | None) -> _Sides:
        tokens = [sentence.tokens_in(span) if span else [] for span in (source, target)]
        return cls(*(frozenset(token.i for token in side) for side in tokens))

    def rank(self, match: Match) -> tuple[bool, int, int]:
        """How far a match is from being what the source does to the target, then where it stands; the least is best."""
        within = match.trigger.i in self.source | self.target
        agents = {noun.i for noun in _doers(match)}
        by_source = not agents.isdisjoint(self.source)
        below = {inner.i for inner in match.trigger.subtree}
        on_target = not below.isdisjoint(self.target)
        backwards = not agents.isdisjoint(self.target) and not self.source & agents
        return within, 2 * (not by_source) + (not on_target) + 2 * backwards, match.trigger.i


def _group(sentence: Sentence, side: frozenset[int]) -> Group:
    groups = [group_of(token) for token in sentence.tokens if token.i in side and token.tag_.startswith("N")]
    return next((group for group in reversed(groups) if group != "any"), "any")


def _doers(match: Match) -> Iterator[Token]:
    trigger = match.trigger
    if match.signal.is_verb:
        yield from syntax.agents_of_verb(trigger)
    else:
        yield from (*syntax.agents_of_noun(trigger), *syntax.agents_beside_noun(trigger))
        verb = syntax.governing_verb(trigger)
        if verb is not None:
            yield from syntax.agents_of_verb(verb)


def _in_its_mood(match: Match, type_: str) -> str:
    verb = match.trigger if match.trigger.tag_.startswith("V") else syntax.governing_verb(match.trigger)
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg")} if verb is not None else set()
    if helpers & DUE:
        return "REQUEST"
    if factuality(match.trigger) in ("negated", "failed"):
        return "REJECT" if type_ in COOPERATIVE else type_
    if helpers & TO_COME or (verb is not None and verb.head.lower_ in WILLING):
        return "THREATEN" if type_ in HOSTILE else "AGREE" if type_ in COOPERATIVE else type_
    return type_


def _mention(
    parsed: ParsedReport, match: Match, sides: _Sides, spans: tuple[Span | None, Span | None], codebook: Codebook
) -> Mention:
    action, sentence = match.action, match.sentence
    trigger = sentence.locate_token(match.trigger)
    type_, mode = action.plover_type(*sides.groups(sentence))
    roles: tuple[Role, Role] = ("actor", "recipient")
    return Mention(
        id=content_hash(parsed.report.id, "between", action.name, str(trigger.start)),
        type=type_,
        mode=mode,
        quad=codebook.quads[type_],
        action=action.name,
        trigger=trigger,
        sentence=sentence.span,
        evidence=(sentence.span,),
        factuality=factuality(match.trigger),
        actors=tuple(Actor(role, parsed.cut(span), span) for role, span in zip(roles, spans, strict=True) if span),
    )
