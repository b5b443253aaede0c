"""Where and when a deed happened: of the places and dates a report names, those that belong to it."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from spacy.tokens import Token

from tocsin.find import syntax
from tocsin.find.deeds import Deed
from tocsin.find.place_words import kind_of
from tocsin.find.places import holds_events
from tocsin.find.purpose import purpose_tokens
from tocsin.parse import Sentence
from tocsin.values import Date, Level, Place

LOCATIVE = frozenset(
    (
        "in at near outside inside around across throughout on along between within over of to into towards "
        "toward through off opposite beside behind"
    ).split()
)
FINENESS: dict[Level | None, int] = {
    "sub-city": 5,
    "city": 4,
    "district": 3,
    "province": 2,
    "region": 1,
    "country": 0,
    "supranational": -1,
    None: 4,
}
WIDE = ("country", "supranational")
"""Levels that stand before a noun to tell whose it is: "a Kenya flag" puts nothing in Kenya."""
FURTHER_PLACES = re.compile(r"\b(?:also|other|elsewhere|further)\b[^.;]{0,60}$", re.I)
"""Before a list: it goes on with places of what the sentence told first ("…, and also in other cities: A, B and C")."""
EXAMPLES = re.compile(r"\b(?:including|such as|among|notably|especially)\b(?: \w+){0,2}\s*$", re.I)
"""Before a place: one of several, so that what is told next need not have happened there."""

PARTS = frozenset(
    "north south east west northeast northwest southeast southwest centre center middle heart part parts most "
    "half outskirts edge border borders coast streets corner direction control vicinity territory areas rest invasion "
    "bombing shelling bombardment siege capture seizure occupation".split()
)
"""Nouns before "of" that name a part of the place, or what was done to it."""

_LIST_WORDS = re.compile(
    r"""^(?:[\s,;]|\b(?:and|or|also|then|as|well|both|in|at|near|including|particularly|particular|the|other|cities|city|
    towns?|villages?|of|capital|districts?|regions?|provinces?|state|states|areas?|(?:north|south|east|west|centr)\w*|
    country(?:['’]s)?|to|lesser|extent|later|elsewhere|neighbou?ring|nearby|port)\b)*$""",
    re.I | re.X,
)
_BETWEEN = re.compile(r"\bbetween(?: the)?\s*$", re.I)
"""Before the first of two places: it happened between them, not in both."""
_JOINED = re.compile(r"\b(?:and|or|also)\b", re.I)


def places_of(deed: Deed, places: Sequence[Place], carried: Sequence[Place]) -> tuple[Place, ...]:
    """The places a deed happened at; several where the sentence lists them. `carried` stands in where it names none.

    A place nearer to the trigger by syntax wins over one nearer by words; of a place and what contains it the finer.
    """
    named = [place for place in places if holds_events(place) and _in_sentence(place, deed.sentence)]
    about = purpose_tokens(deed.sentence, [deed.match], after_protest=False) if named else frozenset()
    here = [place for place in named if not _is_beside(place, deed.sentence, about)]
    attached = [place for place in here if _hangs_on(place, deed)]
    located = [place for place in here if _is_locative(place, deed.sentence)]
    fine = [place for place in here if place.level not in WIDE]
    at_last = [place for place in named if place.level not in WIDE and _is_locative(place, deed.sentence)]
    # What a clause of its own says of another deed comes after what this one's clause says.
    above = _clauses_above(deed.trigger)
    own = [[place for place in found if not _is_apart(place, deed, above)] for found in (located, fine, at_last)]
    there = [place for place in fine if _is_where(place, deed)][-1:]
    for candidates in (there, attached, *own, located, fine, at_last):
        if candidates:
            chosen = _chosen(candidates, here, named, deed)
            near = {deed.trigger.i, deed.trigger.head.i}
            finer = [place for place in at_last if candidates is not attached or not _is_apart(place, deed, near)]
            wide = all(place.level in WIDE for place in chosen)
            return _chosen(finer, finer, named, deed) if wide and finer else chosen
    return tuple(carried)


def _clauses_above(trigger: Token) -> frozenset[int]:
    """A trigger and the words it hangs on, up to a clause that is a subject ("what began in X reached Y")."""
    found = [trigger]
    while found[-1].head.i != found[-1].i and found[-1].dep_ not in ("csubj", "csubjpass"):
        found.append(found[-1].head)
    return frozenset(token.i for token in found)


CLOSE_BEHIND = 40
"""Characters: the length of ", the capital of the province"."""


def _is_where(place: Place, deed: Deed) -> bool:
    """Whether the deed is told in a clause of "where" behind the place ("in Lima on the coast, where …")."""
    verb = deed.trigger if deed.trigger.tag_.startswith("V") else syntax.governing_verb(deed.trigger)
    where = next((child for child in verb.children if child.lower_ == "where"), None) if verb is not None else None
    if where is None:
        return False
    between = deed.sentence.span.start + where.idx - place.span.end
    return 0 < between <= CLOSE_BEHIND


def _is_apart(place: Place, deed: Deed, own: Container[int]) -> bool:
    """Whether a place stands in a clause of another verb than the deed's `own` words."""
    token = _head_token(place, deed.sentence)
    while token is not None and token.i not in own:
        if _is_other_clause(token):
            return True
        token = token.head if token.head.i != token.i else None
    return False


def _is_beside(place: Place, sentence: Sentence, about: frozenset[int]) -> bool:
    """Whether it tells what a protest is about, or where somebody comes from ("migrants from X")."""
    token = _head_token(place, sentence)
    if token is None:
        return False
    return token.i in about or (token.dep_ == "pobj" and token.head.lower_ == "from" and _is_origin(token.head))


def _is_origin(preposition: Token) -> bool:
    """Whether "from" says where somebody comes from, or where a way begins that ends in another place."""
    head = preposition.head
    return head.tag_.startswith("N") or any(child.lower_ in ("to", "into") for child in head.children)


def date_of(deed: Deed, dates: Sequence[Date], carried: Date | None) -> Date | None:
    """The date a deed happened on. `carried`, the date told last, stands in for sentences in the simple past."""
    here = [value for value in dates if _is_a_day(value) and _dated(value, deed.sentence) and not _of_noun(value, deed)]
    if not here:
        return carried if _simple_past(deed) else None
    attached = [value for value in here if _date_hangs_on(value, deed)]
    position = deed.sentence.span.start + deed.trigger.idx
    return min(attached or here, key=lambda value: (value.start != value.end, abs(value.span.start - position)))


def _of_noun(value: Date, deed: Deed) -> bool:
    """Whether a day only says which one another thing is: "marching against an October 25 coup".

    A weekday before a noun is that of the news ("a Friday night incident").
    """
    tokens = deed.sentence.tokens_in(value.span)
    if not any(token.text.isdigit() for token in tokens):
        return False
    inside = {token.i for token in tokens}
    head = next((token for token in tokens if token.head.i not in inside), None)
    if head is None or head.dep_ not in ("compound", "nmod", "nummod", "amod", "poss") or head.head.i <= head.i:
        return False
    return head.head.tag_.startswith("N") and head.head.i not in (deed.trigger.i, deed.trigger.head.i)


def _is_a_day(value: Date) -> bool:
    """A date with a beginning; "now" and "until Friday" do not tell when something happened."""
    return value.type in ("DATE", "TIME") and value.start is not None and not value.value.endswith("_REF")


def _in_sentence(place: Place, sentence: Sentence) -> bool:
    return sentence.span.covers(place.span)


def _dated(value: Date, sentence: Sentence) -> bool:
    return sentence.span.covers(value.span)


def _head_token(place: Place, sentence: Sentence) -> Token | None:
    tokens = sentence.tokens_in(place.span)
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i not in inside), tokens[-1] if tokens else None)


def _is_locative(place: Place, sentence: Sentence) -> bool:
    token = _head_token(place, sentence)
    return token is not None and _preposition(token) is not None


def _preposition(token: Token) -> Token | None:
    """The locative preposition over a place's noun, through lists and appositions ("in the town of X and Y")."""
    for _ in range(6):
        if token.dep_ == "pobj" and token.head.lower_ in LOCATIVE and not _tells_whose(token):
            return token.head
        if token.dep_ not in ("conj", "appos", "compound", "nmod", "pobj", "prep", "amod", "nummod"):
            return None
        token = token.head
    return None


def _tells_whose(token: Token) -> bool:
    """Whether "of" a place says whose something is ("forces of Russia"), and not which part of it is meant."""
    if token.head.lower_ != "of":
        return False
    noun = token.head.head
    return not (kind_of(noun.lower_) or noun.lower_ in PARTS)


def _is_other_clause(token: Token) -> bool:
    """Whether a verb has a subject of its own, so that what hangs on it is told of another deed."""
    return token.tag_.startswith("V") and any(child.dep_ in ("nsubj", "nsubjpass", "csubj") for child in token.children)


def _hangs_on(place: Place, deed: Deed) -> bool:
    """Whether the place depends on the trigger or on the verb that governs it, or is what the deed was done to."""
    token = _head_token(place, deed.sentence)
    if token is None or (token.dep_ == "pobj" and _tells_whose(token)):
        return False
    if any(one.start <= token.i < one.end for one in deed.agents):
        return False
    anchors = {deed.trigger.i}
    if (verb := syntax.governing_verb(deed.trigger)) is not None and deed.trigger.tag_.startswith("N"):
        anchors.add(verb.i)
    for _ in range(8):
        if token.dep_ in ("relcl", "advcl", "ccomp", "poss", "nsubj") or token.head.i == token.i:
            return False
        token = token.head
        if token.i in anchors:
            return True
        if _is_other_clause(token):
            return False
    return False


def _chosen(
    candidates: Sequence[Place], here: Sequence[Place], named: Sequence[Place], deed: Deed
) -> tuple[Place, ...]:
    sentence = deed.sentence
    ordered = sorted(candidates, key=lambda place: place.span)
    runs = _lists(sorted(here, key=lambda place: place.span), sentence)
    listed = next((run for run in runs if ordered[0] in run), [])
    finest = max(ordered, key=lambda place: (place.resolved, FINENESS[place.level], -place.span.start))
    first = listed or [_standing_for(finest, ordered)]
    told_first = sentence.span.start + deed.trigger.idx < first[0].span.start
    if not told_first:
        return tuple(first)
    # "and also in other cities" goes on with the first place even behind a clause of purpose.
    return (*first, *_further(first, _lists(sorted(named, key=lambda place: place.span), sentence), sentence))


def _standing_for(place: Place, candidates: Sequence[Place]) -> Place:
    """A resolved place named right after an unresolved finer one stands for it, as an area."""
    finer = [other for other in candidates if not other.resolved and other.span < place.span]
    if not place.resolved or not finer or place.precision != "exact":
        return place
    return replace(place, precision="area", reason=f"stands for {finer[0].name}, which is not in the gazetteer")


def _further(first: Sequence[Place], runs: Sequence[Sequence[Place]], sentence: Sentence) -> list[Place]:
    """The list that "and also in other cities" adds to the first place of a sentence."""
    for run in runs:
        before = sentence.text[: run[0].span.start - sentence.span.start]
        if run[0] not in first and first[0].span < run[0].span and FURTHER_PLACES.search(before):
            return [place for place in run if place not in first]
    return []


def _lists(here: Sequence[Place], sentence: Sentence) -> list[list[Place]]:
    """The runs of places joined by commas and "and", each without those that contain another of it."""
    text = sentence.text
    offset = sentence.span.start
    run: list[Place] = []
    runs: list[list[Place]] = []
    joined = False
    for place in here:
        if _BETWEEN.search(text[: place.span.start - offset]):
            continue
        between = text[run[-1].span.end - offset : place.span.start - offset] if run else ""
        if run and len(between) < 120 and _LIST_WORDS.match(between):
            run.append(place)
            joined = joined or bool(_JOINED.search(between))
            continue
        if joined:
            runs.append(run)
        run, joined = [place], False
    if joined:
        runs.append(run)
    return [[place for place in run if not any(_contains(place, other) for other in run)] for run in runs]


def one_of_several(place: Place, sentence: Sentence) -> bool:
    """Whether a place is only named as an example ("in other cities, including in X")."""
    return bool(EXAMPLES.search(sentence.text[: place.span.start - sentence.span.start]))


def _contains(place: Place, other: Place) -> bool:
    """Whether one place of a list is only the region or country of another."""
    if place is other or FINENESS[place.level] >= FINENESS[other.level]:
        return False
    if place.level == "province":
        return place.country == other.country and other.admin1 in (None, place.name, place.admin1)
    return place.country in (None, other.country)


def _simple_past(deed: Deed) -> bool:
    verb = deed.trigger if deed.trigger.tag_.startswith("V") else syntax.governing_verb(deed.trigger)
    if verb is None:
        return True
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    return not helpers & {"has", "have", "is", "are", "will", "would", "may"}


def _date_hangs_on(value: Date, deed: Deed) -> bool:
    tokens = deed.sentence.tokens_in(value.span)
    if not tokens:
        return False
    anchors = {deed.trigger.i}
    if (verb := syntax.governing_verb(deed.trigger)) is not None and deed.trigger.tag_.startswith("N"):
        anchors.add(verb.i)
    inside = {token.i for token in tokens}
    token = next((token for token in tokens if token.head.i not in inside), tokens[-1])
    for _ in range(5):
        if token.i in anchors:
            return True
        if token.dep_ in ("relcl", "advcl", "ccomp") or token.head.i == token.i:
            return False
        token = token.head
    return token.i in anchors
