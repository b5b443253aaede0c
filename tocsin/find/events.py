"""The mentions of a report: the public record of each deed told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tocsin.codebook import Codebook
from tocsin.event import Actor, Mention, Role
from tocsin.find.actors import Party, kind_of_role
from tocsin.find.coding import coding
from tocsin.find.deeds import Deed
from tocsin.find.nations import nation_of
from tocsin.find.people import People
from tocsin.find.told import Told, together
from tocsin.parse import ParsedReport, Sentence
from tocsin.report import content_hash

ASIDE = frozenset(("DT", "PRP$", "WP$", "WDT", "WRB"))
UNARMED_CROWD = {"Protests": "Protesters", "Riots": "Rioters"}
"""What ACLED calls civilians who gather, by the type of event."""


def mentions(parsed: ParsedReport, tellings: Sequence[Told], codebook: Codebook, people: People) -> tuple[Mention, ...]:
    """The public records of what is told, in the same order."""
    return tuple(_mention(parsed, one, tellings, codebook, people) for one in tellings)


def _mention(parsed: ParsedReport, one: Told, tellings: Sequence[Told], codebook: Codebook, people: People) -> Mention:
    deed, action = one.whole, one.deed.match.action
    sentence = deed.sentence
    trigger = (
        sentence.locate(deed.match.start, deed.match.end) if not _has_gap(deed) else sentence.locate_token(deed.trigger)
    )
    beside = [other.whole for other in tellings if other is not one and together(one, other)]
    place = one.place
    acled = coding(deed, beside, codebook)
    type_, mode = action.plover_type(deed.by, deed.to)
    gathered = UNARMED_CROWD.get(acled.event_type) if acled else None
    return Mention(
        id=content_hash(
            parsed.report.id, "mention", action.name, trigger.field, str(trigger.start), place.name if place else None
        ),
        type=type_,
        mode=mode,
        quad=codebook.quads[type_],
        action=action.name,
        trigger=trigger,
        sentence=sentence.span,
        evidence=one.evidence,
        acled=acled,
        factuality=one.factuality,
        voice=one.voice,
        claim=one.claim,
        actors=tuple(_actors(one, people, gathered)),
        places=(place,) if place else (),
        date=one.date,
    )


def _has_gap(deed: Deed) -> bool:
    return "~" in deed.match.signal.steps


def _actors(one: Told, people: People, gathered: str | None) -> Iterator[Actor]:
    by, to = one.names_agents, one.names_patients
    sides: tuple[tuple[Role, Deed, Sequence[Party]], ...] = (("actor", by, by.agents), ("recipient", to, to.patients))
    for role, deed, parties in sides:
        for side in parties:
            if (actor := _actor(role, side, deed, people, gathered)) is not None:
                yield actor


def _actor(role: Role, one: Party, deed: Deed, people: People, gathered: str | None) -> Actor | None:
    """The public record of a party; none for a pronoun that cannot be followed back to a name."""
    known = people.resolve(deed.sentence, one.head)
    is_pronoun = one.head.tag_.startswith("PRP")
    if is_pronoun and known is None:
        return None
    kind = one.kind or (kind_of_role(known.role) if known and known.role else None)
    if kind is None and is_pronoun and known is not None and known.person is not None and known.person.unnamed:
        kind = kind_of_role(known.name)
    acled = kind.acled if kind else None
    if role == "actor" and acled in (None, "Civilians") and deed.by == "crowd":
        acled = gathered
    return Actor(
        role=role,
        name=(kind.name if kind else None) or (known.name if known else None) or _name(one, deed.sentence),
        span=deed.sentence.locate(one.start, one.end),
        sector=kind.sector if kind else None,
        acled_type=acled,
        country=(kind.country if kind else None) or _country(one),
        resolved_from=known.resolved_from if known else None,
    )


def _country(one: Party) -> str | None:
    """The country that the words themselves name ("Turkish forces", "Sudan's army")."""
    return next((code for token in one.head.doc[one.start : one.end] if (code := nation_of(token.text))), None)


def _name(one: Party, sentence: Sentence) -> str:
    """The wording without its article, or the word that asks how many or whose."""
    start = one.start
    while start < one.end - 1 and sentence.tokens[start].tag_ in ASIDE:
        start += 2 if sentence.tokens[start].lower_ == "how" else 1
    return sentence.tokens[min(start, one.end - 1) : one.end].text
