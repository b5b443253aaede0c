"""What MUC-4 asks of a report: incidents of terror, each as a template, made from its mentions and figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache

from tocsin.codebook import register
from tocsin.event import Mention
from tocsin.reading import Reading
from tocsin.values import Figure

FIRE = re.compile(r"\b(?:burn|fire|torch|arson|ablaze|incinerat)", re.I)
TYPES = {
    "explosion": "BOMBING",
    "suicide-bombing": "BOMBING",
    "grenade": "BOMBING",
    "abduct": "KIDNAPPING",
    "rob": "ROBBERY",
    "loot": "ROBBERY",
    "attack": "ATTACK",
    "shoot": "ATTACK",
    "raid": "ATTACK",
    "kill": "ATTACK",
    "fire-on-crowd": "ATTACK",
    "torture": "ATTACK",
    "beat": "ATTACK",
    "lynch": "ATTACK",
}
"""MUC-4's type of each of our actions. Clashes of armies are no terror, and no type of theirs."""
RESULTS = frozenset(("kill", "beat"))
"""Actions that say what came of another: the dead of a bombing are no attack of their own."""
ORGANISED = frozenset(("Rebel groups", "Political militias", "State forces", "Identity militias"))
RECENT = timedelta(days=75)
"""A template is one of the news: older history has none."""
SAME_INCIDENT = timedelta(days=1)
NEAR = 600
"""Characters, three sentences or so, within which a death is that of the incident told before."""


@dataclass(slots=True)
class Template:
    """One incident: its type, the mentions that tell it, who did it and the numbers of those it befell."""

    type: str
    mentions: list[Mention] = field(default_factory=list)
    organisations: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


def templates(reading: Reading) -> list[Template]:
    """The incidents of a report, in the order in which it tells them."""
    found: list[Template] = []
    for mention in reading.mentions:
        kind = _type(mention, reading)
        if kind is None or not _is_terror(mention, reading):
            continue
        one = next((other for other in found if _is_one(other, kind, mention)), None)
        if one is None:
            one = Template(kind)
            found.append(one)
        one.mentions.append(mention)
    for one in found:
        one.organisations = tuple(_organisations(one.mentions, reading))
        one.numbers = tuple(_numbers(one.mentions, reading))
    return [one for one in found if _is_an_incident(one)]


def _is_an_incident(one: Template) -> bool:
    """Whether anything of it is told but that there was one: a day, a town, a victim, somebody who did it."""
    told = (
        mention.date or mention.actors or any(place.level in TOWNS for place in mention.places)
        for mention in one.mentions
    )
    return bool(one.numbers) or any(told)


def _type(mention: Mention, reading: Reading) -> str | None:
    if mention.action == "vandalise":
        return "ARSON" if FIRE.search(reading.report.cut(mention.trigger)) else None
    return TYPES.get(mention.action or "")


def _is_terror(mention: Mention, reading: Reading) -> bool:
    """Whether it happened of late, and was not done to those who carry arms against the state."""
    if mention.factuality != "happened" or mention.voice == "denied":
        return False
    published, day = reading.report.published, mention.date.end if mention.date else None
    if published and day and published - day > RECENT:
        return False
    return not any(one.role == "recipient" and one.acled_type == "Rebel groups" for one in mention.actors)


def _is_one(template: Template, kind: str, mention: Mention) -> bool:
    """Whether a mention tells more of an incident: the same type, and neither its day nor its place apart."""
    last = template.mentions[-1]
    is_result = mention.action in RESULTS and not any(one.role == "actor" for one in mention.actors)
    if kind != template.type and not (is_result and 0 <= mention.trigger.start - last.trigger.start < NEAR):
        return False
    return not any(_are_apart(mention, other) for other in template.mentions)


def _are_apart(one: Mention, other: Mention) -> bool:
    days = [value.date for value in (one, other) if value.date and value.date.start and value.date.end]
    if len(days) == 2:
        first, second = sorted(days, key=lambda day: str(day.start))
        if second.start and first.end and second.start - first.end > SAME_INCIDENT:
            return True
    places = [{place.name for place in value.places if place.level in TOWNS} for value in (one, other)]
    return bool(places[0] and places[1] and places[0].isdisjoint(places[1]))


TOWNS = ("city", "sub-city")


def _organisations(mentions: Iterable[Mention], reading: Reading) -> Iterator[str]:
    """The organisations named as those who did it, by the report or by whom it cites; each once."""
    seen: set[str] = set()
    for mention in mentions:
        claim = reading.claim(mention.claim)
        for name in (*_doers(mention, reading), *(claim.blames if claim else ())):
            if _is_organisation(name) and name not in seen:
                seen.add(name)
                yield name


def _doers(mention: Mention, reading: Reading) -> Iterator[str]:
    """The names of those who did it, and of whose they are ("terrorists of the Red Front")."""
    for one in mention.actors:
        if one.role == "actor":
            yield from (one.name, *_named_at(one.name))
            behind = OF_WHOM.match(reading.report.text, one.span.end) if one.span.field == "text" else None
            if behind:
                yield from _named_at(behind["name"])


OF_WHOM = re.compile(
    r"\s*(?:\([^)]*\))?\s*(?:members? )?(?:of|from|belonging to)\s+(?:the )?(?P<name>[^,.;]{2,80})", re.I
)


def _named_at(words: str) -> Iterator[str]:
    """The actor of the register that some words begin with."""
    plain = re.sub(r"[^\w' -]+", " ", folded(words)).split()
    yield from (name for size in range(len(plain), 0, -1) if (name := _registered().get(" ".join(plain[:size]))))


def folded(words: str) -> str:
    """Small letters without their accents, as a key in capitals is compared."""
    return words.lower().translate(ACCENTS)


ACCENTS = str.maketrans("áéíóúñü", "aeiounu")


@cache
def _registered() -> dict[str, str]:
    """The names of the register, folded, each with the name it goes by."""
    names = register().names.items()
    return {folded(words): kinds[0].name or words for words, kinds in names if kinds[0].acled in ORGANISED}


def _is_organisation(name: str) -> bool:
    """A name of the register, or one that says of itself that it is a force, a front or a movement."""
    if name in register().names:
        return True
    words = name.lower().split()
    return bool(words) and words[-1] in BODIES and (len(words) > 1 or words[-1] == "army")


BODIES = frozenset(
    "army forces force front movement alliance commando commandos squad squads party union group".split()
)


def _numbers(mentions: Sequence[Mention], reading: Reading) -> Iterator[int]:
    """How many each victim or group of victims told of is; those told again count once."""
    ids = {one.id for one in mentions}
    told: list[Figure] = []
    for figure in reading.figures:
        if (
            figure.mention in ids
            and figure.kind in ("killed", "injured", "missing")
            and figure.factuality == "happened"
        ):
            words = reading.report.cut(figure.span)
            if not any(_is_same(figure, words, other, reading.report.cut(other.span)) for other in told):
                told.append(figure)
                yield figure.best
    yield from _named(mentions, told, reading)


HARMS = ("killed", "injured", "missing")


def _is_same(one: Figure, words: str, other: Figure, others: str) -> bool:
    if one.best != other.best:
        return False
    return one.best > 1 or _last_word(words) == _last_word(others)


def _last_word(words: str) -> str:
    return words.rsplit(maxsplit=1)[-1].lower() if words.split() else ""


def _named(mentions: Iterable[Mention], told: Sequence[Figure], reading: Reading) -> Iterator[int]:
    """One for each person named as the victim who is in no figure."""
    known = {_last_word(reading.report.cut(figure.span)) for figure in told}
    for mention in mentions:
        for one in mention.actors:
            is_person = one.role == "recipient" and one.name[:1].isupper() and not _is_organisation(one.name)
            if is_person and _last_word(one.name) not in known and not any(f.span.overlaps(one.span) for f in told):
                known.add(_last_word(one.name))
                yield 1
