"""How many were killed, injured, detained, missing, displaced, or took part: figures with bounds, scope and voice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from spacy.tokens import Token

from tocsin import lemma
from tocsin.codebook import Signal, verb_signal
from tocsin.codebook.tables import listed, shipped
from tocsin.event import Claim, Mention
from tocsin.find import syntax
from tocsin.find.deeds import Deed, SentenceDeeds
from tocsin.find.factuality import factuality
from tocsin.find.quantities import Quantity, count, stated
from tocsin.find.signals import end_of
from tocsin.find.told import Told
from tocsin.parse import ParsedReport, Sentence
from tocsin.report import content_hash
from tocsin.span import Span
from tocsin.values import Date, Figure, FigureKind, FigureScope

COUNTED_WITHOUT_NUMBER = frozenset(("killed",))
"""Kinds for which people in the plural without a number count by ACLED's convention."""

FOUND_VERBS = frozenset("find discover recover retrieve dump uncover bring lie count pull see hang lay remain".split())
AGGREGATE = re.compile(
    r"\b(?:nationwide|countrywide|across the (?:country|nation|region)|in the country|in total|overall|altogether|"
    r"since|so far (?:this|in)|this (?:year|month|week)|(?:over|in|during|within) the (?:past|last)|to date|as a whole|"
    r"every (?:day|year|month)|in recent)\b",
    re.I,
)
RUNNING = re.compile(
    r"\b(?:toll|so far|bringing|brings|brought|has risen|rose to|climbed to|risen to|raised|total)\b", re.I
)
FURTHER = frozenset(("another", "more", "additional", "further", "other", "others"))
PARTS = re.compile(
    r"\b(?:including|among (?:them|those|the (?:dead|injured|wounded|victims))|of (?:them|whom|those))\b", re.I
)


@dataclass(frozen=True, slots=True)
class Harm:
    """The words of one kind of figure, as `casualties.toml` lists them."""

    kind: FigureKind
    done_to: Mapping[str, tuple[Signal, ...]]
    happens_to: Mapping[str, tuple[Signal, ...]]
    nouns: frozenset[str]
    states: frozenset[str]
    tolls: frozenset[str]


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of people found in a sentence: what befell them, how many, which tokens say so."""

    kind: FigureKind
    quantity: Quantity
    sentence: Sentence
    predicate: Token
    start: int
    end: int
    is_toll: bool = False


@cache
def harms() -> tuple[Harm, ...]:
    """The kinds of harm in force."""
    return tuple(_harm(cast("FigureKind", kind), row) for kind, row in shipped("casualties.toml").items())


def _harm(kind: FigureKind, row: Mapping[str, str]) -> Harm:
    return Harm(
        kind=kind,
        done_to=_signals(row.get("done_to", "")),
        happens_to=_signals(row.get("happens_to", "")),
        nouns=frozenset(listed(row.get("nouns", ""))),
        states=frozenset(listed(row.get("states", ""))),
        tolls=frozenset(listed(row.get("tolls", ""))),
    )


def _signals(entries: str) -> Mapping[str, tuple[Signal, ...]]:
    grouped: dict[str, tuple[Signal, ...]] = {}
    for entry in listed(entries):
        signal = verb_signal("harm", entry, {})
        grouped[signal.steps[0]] = (*grouped.get(signal.steps[0], ()), signal)
    return grouped


def counted(sentence: Sentence, beside: frozenset[int] = frozenset()) -> tuple[Counted, ...]:
    """The numbers of people harmed that a sentence states, in order, each number once for its kind.

    `beside` are tokens that tell of something else: dates, and what a protest is about.
    """
    found: list[Counted] = []
    for harm in harms():
        taken = set(beside)
        for token in sentence.tokens:
            for one in _at(token, harm, sentence) if token.i not in beside else ():
                if taken.isdisjoint(range(one.start, one.end)):
                    found.append(one)
                    taken.update(range(one.start, one.end))
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _at(token: Token, harm: Harm, sentence: Sentence) -> Iterator[Counted]:
    people = _harmed_by_verb(token, harm) if token.tag_.startswith("V") else None
    if people is None and token.tag_.startswith("N") and lemma.noun(token.text) in harm.nouns:
        people = _named_by_noun(token, harm)
    whole = _people(people, token, harm, sentence) if people is not None else None
    if whole is None and token.tag_.startswith("N") and lemma.noun(token.text) in harm.nouns | harm.tolls:
        whole = _number_with_noun(token, harm, sentence)
    if whole is None and token.lower_ in harm.states:
        whole = _number_before_state(token, harm, sentence)
    if whole is not None:
        yield whole
        yield from _parts(whole, harm)


def _people(noun: Token, predicate: Token, harm: Harm, sentence: Sentence) -> Counted | None:
    quantity = count(noun, plural_counts=harm.kind in COUNTED_WITHOUT_NUMBER)
    return Counted(harm.kind, quantity, sentence, predicate, *_extent(noun)) if quantity else None


def _parts(whole: Counted, harm: Harm) -> Iterator[Counted]:
    """ "nine people, including two children": the children are a part of the nine."""
    for token in whole.sentence.tokens[whole.end : whole.end + 2]:
        if token.lower_ == "including":
            for noun in syntax.prep_objects(token):
                if quantity := count(noun):
                    yield Counted(harm.kind, quantity, whole.sentence, whole.predicate, *_extent(noun))


def _harmed_by_verb(verb: Token, harm: Harm) -> Token | None:
    word = lemma.verb(verb.text)
    if any(end_of(signal, verb) is not None for signal in harm.done_to.get(word, ())):
        direct = _direct_patient(verb)
        return direct if direct is not None and not _reflexive(direct) else None
    if any(end_of(signal, verb) is not None for signal in harm.happens_to.get(word, ())):
        return syntax.subject_of(verb)
    return None


def _direct_patient(verb: Token) -> Token | None:
    if syntax.is_passive(verb):
        if verb.dep_ == "acl":
            return verb.head
        return syntax.subject_of(verb)
    direct = next((child for child in verb.children if child.dep_ in syntax.OBJECTS), None)
    if direct is None:
        shared = syntax.patients_of_verb(verb)
        direct = shared[0] if shared and shared[0].dep_ in syntax.OBJECTS else None
    return direct


def _reflexive(noun: Token) -> bool:
    return noun.lower_ in ("himself", "herself", "themselves", "itself")


def _named_by_noun(noun: Token, harm: Harm) -> Token | None:
    """ "the death of two men", "bodies of three people": those after "of"; bodies only where they were found."""
    inner = next(syntax.objects_of(noun, {"of"}), None)
    word = lemma.noun(noun.text)
    if word in ("body", "corpse"):
        verb = syntax.governing_verb(noun)
        found = verb is not None and lemma.verb(verb.text) in FOUND_VERBS
        if noun.dep_ == "nsubj" and not found:
            return None
        if not found and inner is None:
            return None
        return inner if inner is not None and stated(_before(noun)) is None else noun
    return inner


def _before(noun: Token) -> str:
    start, _ = syntax.noun_phrase(noun)
    return str(noun.doc[start : noun.i].text)


def _number_with_noun(noun: Token, harm: Harm, sentence: Sentence) -> Counted | None:
    """ "12 deaths", "a death toll of 12", "the toll rose to 12"."""
    start, end = syntax.noun_phrase(noun)
    is_toll = lemma.noun(noun.text) in harm.tolls
    if not is_toll and (quantity := stated(str(noun.doc[start : noun.i].text))):
        return Counted(harm.kind, quantity, sentence, noun, start, end)
    if not is_toll:
        return None
    for token in noun.doc[noun.i + 1 : noun.i + 12]:
        if token.tag_ == "CD" and token.nbor(-1).lower_ in (
            "to",
            "of",
            "at",
            "is",
            "was",
            "least",
            "than",
            "nearly",
            "about",
        ):
            words = str(noun.doc[max(noun.i, token.i - 3) : token.i + 1].text)
            if quantity := stated(words):
                return Counted(harm.kind, quantity, sentence, noun, token.i, token.i + 1, is_toll=True)
    return None


def _number_before_state(state: Token, harm: Harm, sentence: Sentence) -> Counted | None:
    """ "20 dead", "ten wounded", "three others injured": a number right before the word."""
    doc = state.doc
    last = state.i - 1
    while last > 0 and doc[last].lower_ in (
        "were",
        "was",
        "others",
        "other",
        "people",
        "persons",
        "more",
        "left",
        "reported",
    ):
        last -= 1
    first = last
    while first > 0 and (doc[first - 1].tag_ == "CD" or doc[first - 1].lower_ in _BOUND_WORDS):
        first -= 1
    if last < 0 or doc[last].tag_ != "CD":
        return None
    quantity = stated(str(doc[first : last + 1].text))
    return Counted(harm.kind, quantity, sentence, state, first, state.i) if quantity else None


_BOUND_WORDS = frozenset("at least more than over up to nearly about around some almost than dozens hundreds".split())


def _extent(noun: Token) -> tuple[int, int]:
    """The tokens of a counted noun phrase: from its number to its head, what is joined to it included."""
    start, end = syntax.noun_phrase(noun)
    head = syntax.meant(noun)
    last = max([head, *syntax.conjuncts(noun)], key=lambda token: token.i)
    while start > 0 and noun.doc[start - 1].lower_ in _BOUND_WORDS - {"to", "some"}:
        start -= 1
    return start, max(end, last.i + 1)


# -- from counts to figures --------------------------------------------------------------------------------------


def figures(
    parsed: ParsedReport,
    deeds: Iterable[SentenceDeeds],
    tellings: Sequence[Told],
    mentions: Sequence[Mention],
    claims: Sequence[Claim],
) -> tuple[Figure, ...]:
    """The figures of a report, each tied to its mention where the sentence tells of one."""
    pairs = list(zip(tellings, mentions, strict=True))
    found: list[Figure] = []
    for told_here in deeds:
        sentence = told_here.sentence
        here = [(one, mention) for one, mention in pairs if sentence.span in one.evidence]
        for one in (*counted(sentence, told_here.beside), *_taking_part(here, sentence)):
            found.append(_figure(parsed, one, here, claims, found))
    return tuple(_once(found))


def _taking_part(here: Sequence[tuple[Told, Mention]], sentence: Sentence) -> Iterator[Counted]:
    """The crowd of a demonstration, riot or storming: its agents, where more than one and counted."""
    seen: set[int] = set()
    for deed in (deed for one, _ in here for deed in one.tellings if deed.sentence is sentence):
        for agent in _crowds(deed):
            quantity = count(agent)
            if quantity and quantity.best >= 5 and agent.i not in seen:
                seen.add(agent.i)
                yield Counted("participants", quantity, sentence, deed.trigger, *_extent(agent))


def _crowds(deed: Deed) -> Iterable[Token]:
    family = deed.match.action.family
    if family not in _DOING["participants"]:
        return []
    if family not in ("demonstration", "riot") and deed.by not in ("crowd", "civilian"):
        return []
    trigger = deed.trigger
    return syntax.agents_of_verb(trigger) if deed.match.signal.is_verb else syntax.agents_of_noun(trigger)


def _figure(
    parsed: ParsedReport,
    one: Counted,
    here: Sequence[tuple[Told, Mention]],
    claims: Sequence[Claim],
    before: Sequence[Figure],
) -> Figure:
    span = one.sentence.locate(one.start, one.end)
    claim = next((claim for claim in claims if any(content.covers(span) for content in claim.content)), None)
    told_with = _mention_of(one, here)
    text = one.sentence.tokens.text
    running = one.is_toll or bool(RUNNING.search(text))
    return Figure(
        id=content_hash(parsed.report.id, "figure", one.kind, span.field, str(span.start), str(span.end)),
        span=span,
        kind=one.kind,
        best=one.quantity.best,
        low=one.quantity.low,
        high=one.quantity.high,
        rule=one.quantity.rule,
        who=_who(one),
        scope=_scope(one, text, told_with[0] if told_with else None),
        part_of=_whole_of(one, before, parsed),
        adds_to=_added_to(one, before, parsed),
        running=running,
        as_of=parsed.report.published if running else None,
        factuality=factuality(one.predicate),
        voice="denied" if claim and claim.stance == "denies" else "claimed" if claim else "outlet",
        claim=claim.id if claim else None,
        mention=told_with[1].id if told_with else None,
    )


def _mention_of(one: Counted, here: Sequence[tuple[Told, Mention]]) -> tuple[Told, Mention] | None:
    """The mention whose trigger is the word that counts, else the nearest one of the sentence that can have done it."""
    same = [pair for pair in here if _distance(pair[0], one) == 0]
    if same:
        return same[0]
    able = [pair for pair in here if pair[0].family in _DOING[one.kind]]
    return min(able, key=lambda pair: _distance(pair[0], one), default=None)


def _distance(told_here: Told, one: Counted) -> int:
    """Words between the word that counts and the nearest trigger of a deed in its sentence."""
    here = [deed for deed in told_here.tellings if deed.sentence is one.sentence]
    return min(abs(deed.trigger.i - one.predicate.i) for deed in here)


_VIOLENT = ("attack", "remote", "clash", "lethal-intervention", "crowd-violence", "riot", "intervention", "sexual")
_DOING: Mapping[FigureKind, tuple[str, ...]] = {
    "killed": (*_VIOLENT, "demonstration", "abduct", "territory", "property"),
    "injured": (*_VIOLENT, "demonstration", "abduct", "territory", "property"),
    "detained": ("arrest", "intervention", "demonstration", "riot", "abduct"),
    "missing": ("abduct", *_VIOLENT),
    "displaced": ("displace", *_VIOLENT),
    "participants": ("demonstration", "riot", "property", "attack", "crowd-violence"),
}


def _who(one: Counted) -> str | None:
    """The group counted, in the report's words without the number."""
    doc = one.sentence.tokens
    kept = [token.text_with_ws for token in doc[one.start : one.end] if not _says_how_many(token)]
    words = " ".join("".join(kept).split())
    return words if words and words.lower() not in harms_words() else None


def _says_how_many(token: Token) -> bool:
    vague = ("dozens", "hundreds", "thousands", "scores", "several", "of")
    return token.tag_ in ("CD", "DT", "RB", "RBS", "RBR", "JJS", "JJR") or token.lower_ in (*_BOUND_WORDS, *vague)


@cache
def harms_words() -> frozenset[str]:
    """All words that only name a harm and no group."""
    return frozenset(word for harm in harms() for word in (*harm.nouns, *harm.states, "deaths", "arrests", "bodies"))


def _scope(one: Counted, text: str, told_with: Told | None) -> FigureScope:
    """An aggregate speaks of a period, or of a whole country or region; all else belongs to an event."""
    if AGGREGATE.search(text):
        return "aggregate"
    if told_with is None and one.is_toll:
        return "aggregate"
    return "event"


def _whole_of(one: Counted, before: Sequence[Figure], parsed: ParsedReport) -> str | None:
    """The figure of the same kind that this one is a part of ("18 officers, including two women")."""
    previous = next((figure for figure in reversed(before) if figure.kind == one.kind), None)
    if previous is None or parsed.sentence_at(previous.span) is not one.sentence:
        return None
    start = previous.span.end - one.sentence.span.start
    between = one.sentence.tokens.text[start : one.sentence.tokens[one.start].idx + 1]
    return previous.id if PARTS.search(between) and one.quantity.best <= previous.best else None


def _added_to(one: Counted, before: Sequence[Figure], parsed: ParsedReport) -> str | None:
    """The figure of the same kind that "two more" or "another three" adds to."""
    words = {token.lower_ for token in one.sentence.tokens[max(0, one.start - 1) : one.end]}
    if not words & FURTHER:
        return None
    previous = next((figure for figure in reversed(before) if figure.kind == one.kind), None)
    return previous.id if previous and not previous.part_of else None


def _once(found: Sequence[Figure]) -> Iterator[Figure]:
    """Each figure once: the same people read by two words of one sentence are one figure."""
    kept: list[Figure] = []
    for figure in found:
        twin = next((other for other in kept if other.kind == figure.kind and other.span.overlaps(figure.span)), None)
        if twin is None:
            kept.append(figure)
    yield from kept


def with_day(figure: Figure, dates: Sequence[Date], sentence: Span) -> Figure:
    """The figure with the day its running total is valid on, where its sentence names one."""
    if not figure.running:
        return figure
    named = [value for value in dates if sentence.covers(value.span) and value.start == value.end and value.end]
    return replace(figure, as_of=named[0].end) if named else figure
