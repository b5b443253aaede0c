"""Where the words of a sentence name an action of the codebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from spacy.tokens import Token

from tocsin import lemma
from tocsin.codebook import GAP, Action, Codebook, Group, Signal
from tocsin.find import syntax
from tocsin.find.actors import Party, party
from tocsin.parse import Sentence

LONGEST_GAP = 12
"""Words that "~" lets pass: enough for an object with its modifiers, too few to reach the next clause."""

PASSED_OVER = frozenset(("DT", "PRP$", "JJ", "JJR", "JJS", "CD", "HYPH", "RB", "VBN", "POS"))
"""Tags of words that may stand between two steps of a signal: articles, adjectives, numbers."""
PASSED_WORDS = frozenset(("-", '"', "'"))

# Nouns that make a deed's noun part of a thing's name: "riot police", "bomb threat", "protest leader", "strike fund".
NAMING_HEADS = frozenset(
    (
        "police leader organiser organizer site victim scene suspect camp fund plan threat charge gear shield officer "
        "song sign banner movement group law bill court case ban zone area field team member survivor shelter "
        "dog plot note letter list vehicle helicopter aircraft ship weapon capability system programme program command "
        "chief spokesman spokesperson committee council party unit squad permit maker factory warning day anniversary"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Match:
    """A signal found in a sentence: tokens `start` to `end` and the trigger token among them."""

    action: Action
    signal: Signal
    sentence: Sentence
    trigger: Token
    start: int
    end: int

    @property
    def own_words(self) -> Sequence[int]:
        """The tokens that the signal names, without those that its gaps let pass."""
        if GAP in self.signal.steps:
            return (self.start, self.end - 1)
        return range(self.start, self.end)

    @property
    def strength(self) -> tuple[int, int, int]:
        """The more demanding signal wins; of equal ones the weightier action."""
        return (*self.signal.specificity, self.action.weight)


def matches(sentence: Sentence, codebook: Codebook) -> list[Match]:
    """The signals in a sentence, in order; where two share a word the more demanding is kept."""
    words = {token.lower_ for token in sentence.tokens}
    found = sorted(_candidates(sentence, codebook), key=lambda match: match.strength, reverse=True)
    kept: list[Match] = []
    taken: set[int] = set()
    lowered = sentence.text.lower()
    for match in found:
        if match.trigger.i in taken or _another_sense(match.action, lowered, words):
            continue
        kept.append(match)
        taken.update(_used_tokens(match))
    claimed = {number for match in kept if match.signal.object_class for number in _used_tokens(match)}
    told = [match for match in kept if match.signal.is_verb or match.trigger.i not in claimed]
    return sorted(told, key=lambda match: match.trigger.i)


def _used_tokens(match: Match) -> Iterator[int]:
    yield from match.own_words
    if match.signal.object_class:
        # What a signal asks for belongs to it: "defused a bomb" tells of no bombing.
        for noun in syntax.patients_of_verb(match.trigger):
            yield from (inner.i for inner in (noun, *noun.subtree) if inner.tag_.startswith("N"))


def _another_sense(action: Action, lowered: str, words: set[str]) -> bool:
    return any(word in words if word.isalpha() else word in lowered for word in action.not_with)


def _candidates(sentence: Sentence, codebook: Codebook) -> Iterator[Match]:
    present = {form for token in sentence.tokens for form in _forms(token.text)}
    for token in sentence.tokens:
        if (token.tag_.startswith("V") and not _is_attribute(token)) or _missed_verb(token):
            yield from _at(
                token, _possible(codebook.verbs.get(lemma.verb(token.text), ()), present), sentence, codebook
            )
        if token.tag_.startswith("N") or token.tag_ in ("VBG", "JJ"):
            yield from _at(
                token, _possible(codebook.nouns.get(lemma.noun(token.text), ()), present), sentence, codebook
            )


def _possible(signals: Sequence[Signal], present: set[str]) -> list[Signal]:
    """The signals all of whose words the sentence holds somewhere: asked before their order is looked into."""
    return [signal for signal in signals if present.issuperset(_further(signal.steps))]


@cache
def _further(steps: tuple[str, ...]) -> frozenset[str]:
    return frozenset(steps[1:]) - {GAP}


@lru_cache(maxsize=100_000)
def _forms(word: str) -> frozenset[str]:
    return frozenset((word.lower(), lemma.noun(word), lemma.verb(word)))


def _missed_verb(token: Token) -> bool:
    """A past form that the tagger took for a name or noun, as it does after a name ("the CTA protested")."""
    return token.tag_ in ("NN", "NNP", "NNS", "NNPS") and token.is_lower and token.text.endswith("ed")


def _is_attribute(token: Token) -> bool:
    """A participle before its noun describes it ("the banned group", "wounded soldiers"), or is one ("the injured")."""
    if token.tag_ in ("VBN", "VBD") and token.i and token.nbor(-1).tag_ == "DT" and token.nbor(-1).dep_ != "dobj":
        return True
    return token.dep_ in ("amod", "compound") and token.i < token.head.i and token.head.tag_.startswith("N")


def _at(token: Token, signals: Sequence[Signal], sentence: Sentence, codebook: Codebook) -> Iterator[Match]:
    for signal in signals:
        end = end_of(signal, token)
        if end is None:
            continue
        trigger = token if signal.is_verb else sentence.tokens[end - 1]
        if _conditions_hold(signal, token, codebook) if signal.is_verb else _noun_fits(signal, trigger):
            yield Match(codebook.actions[signal.action], signal, sentence, trigger, token.i, end)


def _noun_fits(signal: Signal, noun: Token) -> bool:
    if not noun.tag_.startswith(("N", "VBG", "JJ")) or _names_a_thing(noun) or (signal.is_means and not _is_used(noun)):
        return False
    return signal.subject is None or any(_is_in(party(agent), signal.subject) for agent in _agents_of(noun))


def _agents_of(noun: Token) -> list[Token]:
    return [*syntax.agents_of_noun(noun), *syntax.agents_beside_noun(noun)]


def _is_used(noun: Token) -> bool:
    """Whether something is done with a weapon or by it: "a grenade exploded", "hit by shells", not "owned grenades"."""
    token = noun
    for _ in range(4):
        if token.dep_ in ("conj", "compound", "nmod", "appos") and token.head.tag_.startswith("N"):
            token = token.head
    doers = [token.head] if token.head.i != token.i else []
    if token.dep_ == "pobj":
        doers.append(token.head.head)
    doers += [child for child in noun.children if child.dep_ in ("acl", "relcl", "amod")]
    words = {lemma.verb(doer.text) for doer in doers} | {lemma.noun(token.text)}
    return not words.isdisjoint(USES)


USES = frozenset(
    (
        "fire launch shoot throw hurl lob toss drop explode detonate hit strike land fall kill injure wound destroy "
        "damage target attack use employ set go plant blow rip tear trigger step rain pound explosion blast attack "
        "strike hurt maim slam crash lay place bomb shell bombard disperse"
    ).split()
)
"""Verbs and nouns of what a weapon does or is used for."""


def end_of(signal: Signal, first: Token) -> int | None:
    """The end of a signal that begins at a token, or none where its other words do not follow."""
    doc, position, gap = first.doc, first.i + 1, False
    for step in signal.steps[1:]:
        if step == GAP:
            gap = True
            continue
        limit = position + LONGEST_GAP if gap else len(doc)
        while position < min(len(doc), limit) and not _is_step(doc[position], step):
            if not gap and not _may_pass(doc[position]):
                return None
            if doc[position].text in ";:":
                return None
            position += 1
        if position >= min(len(doc), limit):
            return None
        position, gap = position + 1, False
    return position


def _is_step(token: Token, step: str) -> bool:
    return step in _forms(token.text)


def _may_pass(token: Token) -> bool:
    return token.tag_ in PASSED_OVER or token.text in PASSED_WORDS


def _conditions_hold(signal: Signal, verb: Token, codebook: Codebook) -> bool:
    if signal.object_class and not _has_object_in(verb, codebook.classes[signal.object_class]):
        return False
    if signal.subject_class and not _is_done_by(verb, codebook.classes[signal.subject_class]):
        return False
    return signal.subject is None or _has_subject_in(verb, signal.subject)


def _is_done_by(verb: Token, nouns: frozenset[str]) -> bool:
    return any(_in_class(noun, nouns) for doer in syntax.agents_of_verb(verb) for noun in (doer, syntax.meant(doer)))


def _has_object_in(verb: Token, nouns: frozenset[str]) -> bool:
    objects = [] if _intransitive_passive(verb) else syntax.patients_of_verb(verb)
    if "*" in nouns:
        return bool(objects)
    return any(_in_class(noun, nouns) for first in objects for noun in (first, syntax.meant(first)))


def _intransitive_passive(verb: Token) -> bool:
    return verb.tag_ == "VBG" and verb.dep_ == "ROOT"


def _in_class(noun: Token, nouns: frozenset[str]) -> bool:
    head = lemma.noun(noun.text)
    if head in nouns:
        return True
    return noun.i > 0 and f"{noun.nbor(-1).lower_} {head}" in nouns


def _has_subject_in(verb: Token, group: Group) -> bool:
    return any(_is_in(party(agent), group) for agent in syntax.agents_of_verb(verb))


def _is_in(agent: Party, group: Group) -> bool:
    if group == "people":
        return agent.kind is not None and agent.group not in ("state", "armed")
    return agent.group == group


def _names_a_thing(noun: Token) -> bool:
    """Whether a deed's noun only names a thing or a person ("protest leader", "the riot police")."""
    head = noun.head
    if noun.tag_ in ("NNP", "NNPS") and noun.i and noun.nbor(-1).tag_ == "NNP" and noun.nbor(-1).dep_ == "compound":
        return not noun.is_upper
    if noun.dep_ not in ("compound", "nmod", "amod") or head.i <= noun.i:
        return noun.tag_ == "JJ"
    return lemma.noun(head.text) in NAMING_HEADS or {head.tag_, noun.tag_} <= {"NNP", "NNPS"}
