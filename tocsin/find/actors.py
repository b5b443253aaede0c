"""Who they are: the sector, ACLED type and name behind a noun of the parse."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc, Token

from tocsin import lemma
from tocsin.codebook import ActorKind, Group, Register, register
from tocsin.find import syntax

ARMED_WORDS = frozenset(("armed", "masked", "hooded", "heavily-armed"))
"""Adjectives that make men or people an armed group, whoever they are."""
ARMABLE = frozenset(
    "man person people individual youth group civilian assailant suspect criminal element supporter".split()
)
ARMED_STRANGERS = ActorKind("UAF", "Political militias")
UNIDENTIFIED = frozenset(("unidentified", "unknown"))
CIVILIAN_WORDS = frozenset(("off-duty", "retired", "former", "ex"))
"""Adjectives that take a person out of the force named: ACLED counts them as civilians."""
CIVILIANS = ActorKind("CVL", "Civilians")

# What armed forces ride in, live in or fire with stands for them.
MATERIEL = frozenset(
    (
        "vehicle convoy station headquarters post position checkpoint base camp barracks outpost patrol car truck "
        "tank building hq compound target site fortification drone plane helicopter aircraft jet ship boat member "
        "unit personnel stronghold hideout office barrack position bus leader commander operative"
    ).split()
)


LONGEST_ACRONYM = 6
"""A longer word in capitals is a word in capitals."""


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as the sentence has it: its tokens and what the words tell of it."""

    head: Token
    start: int
    end: int
    kind: ActorKind | None

    @property
    def group(self) -> Group:
        """The group that rules speak of, "any" where the words do not tell."""
        return self.kind.group if self.kind else "any"


def party(noun: Token, *, day: date | None = None) -> Party:
    """The actor that a noun of the parse stands for, seen through "a group of" and the like."""
    head = syntax.meant(noun)
    kind = _kind(head, register(), day)
    if head.i != noun.i:
        own = _kind(noun, register(), day)
        # "a mob of men", "a gang of youths": the word for the group says more than the people in it.
        kind = own if kind is None or (own and own.group in ("crowd", "armed")) else kind
    start, end = syntax.noun_phrase(head)
    return Party(head, start, end, kind)


def group_of(noun: Token) -> Group:
    """The group of an actor by its noun alone."""
    return party(noun).group


def kind_of_role(role: str) -> ActorKind | None:
    """The actor that an office or profession stands for ("Serbian President")."""
    words = role.lower().split()
    table = register().nouns
    for length in (3, 2, 1):
        if kind := table.get(" ".join([*words[-length:-1], lemma.noun(words[-1])])):
            return kind
    return None


def _kind(head: Token, words: Register, day: date | None) -> ActorKind | None:
    start, end = syntax.noun_phrase(head)
    before = {token.lower_ for token in head.doc[start : head.i]}
    noun = lemma.noun(head.text)
    if before & ARMED_WORDS and noun in ARMABLE:
        return ARMED_STRANGERS
    if before & UNIDENTIFIED and noun in ("man", "person", "individual", "assailant", "group", "people"):
        return ARMED_STRANGERS
    if before & CIVILIAN_WORDS or {"off", "duty"} <= before:
        return CIVILIANS
    registered = _registered(head, start, end, words, day)
    if registered is not None and registered.group == "state" and noun in words.nouns:
        # Whom a report calls militants are no government's forces there, whatever their name is today.
        own = words.nouns[noun]
        return replace(registered, acled=own.acled, sector=own.sector) if own.group == "armed" else registered
    return (
        registered
        or _by_nouns(head, start, words)
        or _by_modifier(head, start, words)
        or _by_apposition(head, words)
        or _by_of(head, words, day)
    )


def _registered(head: Token, start: int, end: int, words: Register, day: date | None) -> ActorKind | None:
    """A name of the register anywhere in the noun phrase, the longest first."""
    tokens = [token.text for token in head.doc[start : min(end + 1, len(head.doc))]]
    for length in range(min(len(tokens), words.longest), 0, -1):
        for first in range(len(tokens) - length + 1):
            if _is_prefixed(head.doc, start + first):
                continue
            if kind := words.named(" ".join(tokens[first : first + length]), day):
                return kind
    return None


def _is_prefixed(doc: Doc, index: int) -> bool:
    """ "anti-NATO protesters" are not NATO."""
    return index > 1 and doc[index - 1].text == "-" and doc[index - 2].lower_ in ("anti", "pro", "ex", "non")


def _by_nouns(head: Token, start: int, words: Register) -> ActorKind | None:
    """The longest phrase of the nouns' table that ends at the head ("riot police officer", "police officer")."""
    last = lemma.noun(head.text)
    for first in range(max(start, head.i - 3), head.i):
        phrase = [token.lower_ for token in head.doc[first : head.i] if token.text not in ("-", '"')]
        if kind := words.nouns.get(" ".join([*phrase, last])):
            return kind
    kind = words.nouns.get(last)
    # A proper name that happens to be a common noun ("Major", "Chief") tells nothing unless it is in small letters.
    is_name = head.tag_ in ("NNP", "NNPS") and not (head.is_upper and len(head) > LONGEST_ACRONYM)
    return None if kind and is_name and last not in ("police", "army", "government") else kind


def _by_modifier(head: Token, start: int, words: Register) -> ActorKind | None:
    """ "a police vehicle", "army positions", "militant hideouts", "President Tokayev": the modifier tells who."""
    is_name = head.tag_ in ("NNP", "NNPS")
    if not is_name and lemma.noun(head.text) not in MATERIEL:
        return None
    before = head.doc[start : head.i]
    for end in range(len(before), 0, -1):
        for first in range(max(0, end - 2), end):
            *modifiers, last = (token.text for token in before[first:end])
            if kind := words.nouns.get(" ".join([*map(str.lower, modifiers), lemma.noun(last)])):
                return kind
    return None


def _by_apposition(head: Token, words: Register) -> ActorKind | None:
    """ "Ivan Petrov, a police officer": the noun beside the name tells."""
    for child in head.children:
        if child.dep_ == "appos" and (kind := words.nouns.get(lemma.noun(child.text))):
            return kind
    return None


def _by_of(head: Token, words: Register, day: date | None) -> ActorKind | None:
    """ "members of the ELN": the name after "of" tells."""
    for inner in syntax.objects_of(head, {"of", "from"}):
        start, end = syntax.noun_phrase(inner)
        if kind := _registered(inner, start, end, words, day):
            return kind
    return None
