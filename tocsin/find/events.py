"""The mentions of a report: each deed with its place, day, actors, factuality and voice, told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from tocsin.codebook import Codebook
from tocsin.event import Actor, Claim, Mention, Role
from tocsin.find.actors import Party, kind_of_role
from tocsin.find.coding import coding
from tocsin.find.deeds import Deed
from tocsin.find.nations import nation_of
from tocsin.find.people import People
from tocsin.find.setting import date_of, one_of_several, places_of
from tocsin.parse import ParsedReport, Sentence
from tocsin.report import content_hash
from tocsin.span import Span
from tocsin.values import Date, Factuality, Place, Voice

LONG_PAST = timedelta(days=365)
"""What happened longer before the publication is background, not news."""

SOMEWHERE = frozenset(
    "demonstration riot property crowd-violence clash intervention lethal-intervention attack sexual abduct remote "
    "disrupt territory displace arrest".split()
)
"""Families of what happens at a spot. Decisions and talks do not happen where the fighting told before did."""

ANAPHORIC = frozenset(("the", "this", "that", "these", "those"))
SAME_STORY = (
    frozenset(("attack", "remote", "clash", "lethal-intervention", "crowd-violence", "sexual")),
    frozenset(("demonstration", "riot", "intervention", "lethal-intervention")),
    frozenset(("arrest", "abduct")),
    frozenset(("property",)),
    frozenset(("territory",)),
    frozenset(("rule",)),
)
"""Families that a definite noun can take up: "the attack" may be the bombing told before."""


@dataclass(frozen=True, slots=True)
class Told:
    """A deed with its setting and its voice: one mention, before it has its id."""

    deed: Deed
    place: Place | None
    date: Date | None
    factuality: Factuality
    voice: Voice
    claim: str | None
    evidence: tuple[Span, ...]

    @property
    def family(self) -> str:
        """The family of its action."""
        return self.deed.match.action.family


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when the deed told last happened, for the sentences after it that do not say."""

    sentence: Sentence | None = None
    places: tuple[Place, ...] = ()
    date: Date | None = None

    def carried_to(self, deed: Deed) -> Scene:
        """What of it holds for a deed: within a paragraph, and the place only where one town was meant."""
        if self.sentence is None or deed.sentence.paragraph != self.sentence.paragraph:
            return Scene()
        single = len(self.places) == 1 and not one_of_several(self.places[0], self.sentence)
        return Scene(self.sentence, self.places if single else (), self.date)


def told(
    parsed: ParsedReport,
    deeds: Iterable[Deed],
    places: Sequence[Place],
    dates: Sequence[Date],
    claims: Sequence[Claim],
) -> tuple[Told, ...]:
    """The deeds of a report, each once for every place it happened at; a deed told again adds evidence to the first."""
    kept: list[Told] = []
    for one in _set(parsed, deeds, places, dates, claims):
        index = _told_before(one, kept)
        if index is None:
            kept.append(one)
        else:
            kept[index] = _joined(kept[index], one)
    return tuple(kept)


def _set(
    parsed: ParsedReport,
    deeds: Iterable[Deed],
    places: Sequence[Place],
    dates: Sequence[Date],
    claims: Sequence[Claim],
) -> Iterator[Told]:
    """Every deed with its setting, the place and date told last carried along within a paragraph and the next."""
    last = Scene()
    for deed in deeds:
        scene = last.carried_to(deed)
        claim = _claim_over(deed, claims)
        date = date_of(deed, dates, scene.date)
        at = places_of(deed, places, scene.places if deed.match.action.family in SOMEWHERE else ())
        for place in at or (None,):
            yield Told(
                deed=deed,
                place=place,
                date=date,
                factuality=_factuality(deed, date, parsed),
                voice=_voice(claim),
                claim=claim.id if claim else None,
                evidence=(deed.sentence.span,),
            )
        last = Scene(deed.sentence, at or scene.places, date)


def _factuality(deed: Deed, date: Date | None, parsed: ParsedReport) -> Factuality:
    published = parsed.report.published
    long_past = date and date.end and published and published - date.end > LONG_PAST
    if deed.factuality == "happened" and long_past:
        return "historical"
    if deed.factuality == "happened" and date and date.start and published and date.start > published:
        return "planned"
    return deed.factuality


def _claim_over(deed: Deed, claims: Sequence[Claim]) -> Claim | None:
    trigger = deed.sentence.locate_token(deed.trigger)
    return next((claim for claim in claims if any(span.covers(trigger) for span in claim.content)), None)


def _voice(claim: Claim | None) -> Voice:
    if claim is None:
        return "outlet"
    return "denied" if claim.stance == "denies" else "claimed"


def _told_before(one: Told, kept: Sequence[Told]) -> int | None:
    for index in range(len(kept) - 1, -1, -1):
        if _same(one, kept[index]):
            return index
    return None


def _same(later: Told, earlier: Told) -> bool:
    if (later.factuality, later.voice, later.claim) != (earlier.factuality, earlier.voice, earlier.claim):
        return False
    if not _places_agree(later.place, earlier.place) or not _dates_agree(later, earlier):
        return False
    if _takes_up(later.deed):
        return any({later.family, earlier.family} <= families for families in SAME_STORY)
    return later.deed.match.action.name == earlier.deed.match.action.name and _sides_agree(later.deed, earlier.deed)


def _takes_up(deed: Deed) -> bool:
    """Whether the trigger is a definite noun, which takes up a deed told before ("the attack")."""
    trigger = deed.trigger
    return trigger.tag_.startswith("N") and any(child.lower_ in ANAPHORIC for child in trigger.children)


def _places_agree(later: Place | None, earlier: Place | None) -> bool:
    if later is None or earlier is None:
        return later is earlier
    return later.name == earlier.name or (later.geonameid is not None and later.geonameid == earlier.geonameid)


def _dates_agree(later: Told, earlier: Told) -> bool:
    if later.date is None or earlier.date is None:
        return True
    return (later.date.start, later.date.end) == (earlier.date.start, earlier.date.end)


def _sides_agree(later: Deed, earlier: Deed) -> bool:
    """Whether nothing speaks against the same sides: two groups of victims told apart are two deeds."""
    return _compatible(later.by, earlier.by) and _compatible(later.to, earlier.to) and not _new_number(later, earlier)


def _compatible(first: str, second: str) -> bool:
    return first == second or "any" in (first, second)


def _new_number(later: Deed, earlier: Deed) -> bool:
    return _numbers(later) != _numbers(earlier) and bool(_numbers(later)) and bool(_numbers(earlier))


def _numbers(deed: Deed) -> set[str]:
    return {child.lower_ for one in deed.patients for child in one.head.children if child.dep_ == "nummod"}


def _joined(first: Told, again: Told) -> Told:
    evidence = first.evidence if again.evidence[0] in first.evidence else (*first.evidence, *again.evidence)
    deed = first.deed
    if not deed.agents or not deed.patients:
        deed = replace(deed, agents=deed.agents or again.deed.agents, patients=deed.patients or again.deed.patients)
    return replace(first, deed=deed, date=first.date or again.date, evidence=evidence)


# -- from what is told to mentions -------------------------------------------------------------------------------


def mentions(parsed: ParsedReport, tellings: Sequence[Told], codebook: Codebook, people: People) -> tuple[Mention, ...]:
    """The public records of what is told, in the same order."""
    return tuple(_mention(parsed, one, tellings, codebook, people) for one in tellings)


def _mention(parsed: ParsedReport, one: Told, tellings: Sequence[Told], codebook: Codebook, people: People) -> Mention:
    deed, action = one.deed, one.deed.match.action
    sentence = deed.sentence
    trigger = (
        sentence.locate(deed.match.start, deed.match.end) if not _has_gap(deed) else sentence.locate_token(deed.trigger)
    )
    beside = [other.deed for other in tellings if other is not one and together(one, other)]
    place = one.place
    return Mention(
        id=content_hash(
            parsed.report.id, "mention", action.name, trigger.field, str(trigger.start), place.name if place else None
        ),
        type=action.type,
        mode=action.mode,
        quad=codebook.quads[action.type],
        action=action.name,
        trigger=trigger,
        sentence=sentence.span,
        evidence=one.evidence,
        acled=coding(deed, beside, codebook),
        factuality=one.factuality,
        voice=one.voice,
        claim=one.claim,
        actors=tuple(_actors(deed, people)),
        places=(place,) if place else (),
        date=one.date,
    )


def _has_gap(deed: Deed) -> bool:
    return "~" in deed.match.signal.steps


def together(one: Told, other: Told) -> bool:
    """Whether two deeds belong to one incident: both happened, at one place and day, told close to each other."""
    if one.factuality != "happened" or other.factuality != "happened":
        return False
    apart = abs(one.deed.sentence.index - other.deed.sentence.index)
    return apart <= 3 and _near(one.place, other.place) and _dates_agree(one, other)


def _near(one: Place | None, other: Place | None) -> bool:
    return one is None or other is None or _places_agree(one, other)


def _actors(deed: Deed, people: People) -> Iterator[Actor]:
    sides: tuple[tuple[Role, Sequence[Party]], ...] = (("actor", deed.agents), ("recipient", deed.patients))
    for role, parties in sides:
        for one in parties:
            if (actor := _actor(role, one, deed, people)) is not None:
                yield actor


def _actor(role: Role, one: Party, deed: Deed, people: People) -> Actor | None:
    """The public record of a party; none for a pronoun that cannot be followed back to a name."""
    known = people.resolve(deed.sentence, one.head)
    is_pronoun = one.head.tag_.startswith("PRP")
    if is_pronoun and known is None:
        return None
    kind = one.kind or (kind_of_role(known.role) if known and known.role else None)
    acled = kind.acled if kind else None
    if role == "actor" and acled in (None, "Civilians") and deed.by == "crowd":
        acled = "Rioters" if deed.match.action.family == "riot" else "Protesters"
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
    """The wording without its article."""
    start = one.start + (1 if sentence.tokens[one.start].tag_ in ("DT", "PRP$") and one.start < one.end - 1 else 0)
    return sentence.tokens[start : one.end].text
