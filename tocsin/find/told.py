"""What a report tells: each deed with its place, day, factuality and voice, and told again as the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as day
from datetime import timedelta

from tocsin import lemma
from tocsin.event import Claim
from tocsin.find.deeds import BUILDINGS, Deed
from tocsin.find.scene import HAPPENED, Scene, is_told_as_past
from tocsin.find.setting import date_of, places_of
from tocsin.find.stories import same_story, takes_up
from tocsin.find.towns import dateline_towns, only_town, put_in, town_of_police
from tocsin.parse import ParsedReport
from tocsin.span import Span
from tocsin.values import Date, Factuality, Place, Voice

LONG_PAST = timedelta(days=365)
"""What happened longer before the publication is background, not news."""

SOMEWHERE = frozenset(
    "demonstration riot property crowd-violence clash intervention lethal-intervention attack sexual abduct remote "
    "disrupt territory displace arrest".split()
)
"""Families of what happens at a spot. Decisions and talks do not happen where the fighting told before did."""


@dataclass(frozen=True, slots=True)
class Told:
    """A deed with its setting and its voice: one mention, before it has its id.

    `again` are the deeds that tell the same once more, further down.
    """

    deed: Deed
    place: Place | None
    date: Date | None
    factuality: Factuality
    voice: Voice
    claim: str | None
    again: tuple[Deed, ...] = ()

    @property
    def tellings(self) -> tuple[Deed, ...]:
        """The deed and each time it is told again."""
        return (self.deed, *self.again)

    @property
    def evidence(self) -> tuple[Span, ...]:
        """The sentences that tell it, each once."""
        return tuple(dict.fromkeys(deed.sentence.span for deed in self.tellings))

    @property
    def names_agents(self) -> Deed:
        """The telling that says who did it: the first that names somebody."""
        return next((deed for deed in self.tellings if deed.agents), self.deed)

    @property
    def names_patients(self) -> Deed:
        """The telling that says to whom it was done."""
        return next((deed for deed in self.tellings if deed.patients), self.deed)

    @property
    def whole(self) -> Deed:
        """The deed with the sides that any telling names."""
        return replace(self.deed, agents=self.names_agents.agents, patients=self.names_patients.patients)

    @property
    def family(self) -> str:
        """The family of its action."""
        return self.deed.match.action.family


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
    town = only_town(parsed.report, places)
    settled = [_settled(one, town, parsed, places) for one in _with_titles(kept)]
    return tuple(_on_only_day(settled, _only_day(dates)))


def _settled(one: Told, town: Place | None, parsed: ParsedReport, places: Sequence[Place]) -> Told:
    """What no place is told of, in the town that is left. Last of all: it tells no two deeds apart and joins none."""
    if one.family not in SOMEWHERE or (one.place is not None and one.place.resolved):
        return one
    named = town or town_of_police(parsed, {deed.sentence.paragraph for deed in one.tellings}, places)
    return replace(one, place=put_in(one.place, named))


def _on_only_day(kept: Sequence[Told], day: Date | None) -> Iterator[Told]:
    """What no day is told of, on the report's only day where it is of one story with what happened that day."""
    dated = [one for one in kept if day is not None and one.date is not None and one.factuality in HAPPENED]
    for one in kept:
        known = one.date is None and one.factuality in HAPPENED and is_told_as_past(one.deed.trigger)
        joins = known and any(same_story(one.deed, other.deed) and _near(one.place, other.place) for other in dated)
        yield replace(one, date=day) if joins else one


def _only_day(dates: Sequence[Date]) -> Date | None:
    """The day of a report that names no other: none where it speaks of other days, months or years."""
    named = [value for value in dates if value.type in ("DATE", "TIME") and value.start is not None]
    days = {(value.start, value.end) for value in named}
    return named[0] if len(days) == 1 and named[0].start == named[0].end else None


def _with_titles(kept: Sequence[Told]) -> Iterator[Told]:
    """The tellings, those of a title joined to the first of the body that tells the same: it only adds its words."""
    body = [one for one in kept if not one.deed.sentence.headline]
    for title in (one for one in kept if one.deed.sentence.headline):
        index = next((index for index, one in enumerate(body) if _is_headed_by(one, title)), None)
        if index is None:
            yield title
        else:
            body[index] = replace(body[index], again=(*body[index].again, *title.tellings))
    yield from body


def _is_headed_by(one: Told, title: Told) -> bool:
    """Whether a title may sum up what the body tells: the same kind of story, nothing of it spoken against."""
    if one.factuality != title.factuality or not same_story(one.deed, title.deed):
        return False
    if not _may_contain(title.place, one.place) or not _dates_agree(one, title):
        return False
    return _compatible(one.whole.by, title.whole.by) and _compatible(one.whole.to, title.whole.to)


def _may_contain(wide: Place | None, place: Place | None) -> bool:
    """Whether a place of a title is that of the body, or the country or region around it."""
    if wide is None or place is None or _places_agree(wide, place):
        return True
    if wide.country != place.country:
        return False
    return wide.level == "country" or (wide.level in ("province", "region") and place.admin1 in (None, wide.name))


def _set(
    parsed: ParsedReport,
    deeds: Iterable[Deed],
    places: Sequence[Place],
    dates: Sequence[Date],
    claims: Sequence[Claim],
) -> Iterator[Told]:
    """Every deed with its setting, the place and date told last carried along within a paragraph."""
    written_at = dateline_towns(parsed.report, places)
    last = Scene()
    for found in deeds:
        claim = _claim_over(found, claims)
        deed = found if claim else _without_those_claimed(found, claims)
        scene = last.carried_to(deed, claim, parsed, places, dates)
        if not scene.places and claim is None and not deed.sentence.headline:
            scene = replace(scene, places=written_at.get(deed.sentence.paragraph, ()))
        date = date_of(deed, [value for value in dates if _is_told(value.span, claim)], scene.date)
        named = [place for place in places if _is_told(place.span, claim)]
        at = places_of(deed, named, scene.places if deed.match.action.family in SOMEWHERE else ())
        for place in at or (None,):
            yield Told(
                deed=deed,
                place=place,
                date=date,
                factuality=_factuality(deed, date, parsed),
                voice=_voice(claim),
                claim=claim.id if claim else None,
            )
        # What says neither where nor when, and does not go on with the scene, does not end it either.
        if at or scene.places or date:
            last = Scene(deed, claim, at or scene.places, date)


def _without_those_claimed(deed: Deed, claims: Sequence[Claim]) -> Deed:
    """A deed told outright, without agents that stand in a claim: "said that rebels fled, and thanked the army"."""
    sentence = deed.sentence
    said = [content for one in claims for content in one.content if content.overlaps(sentence.span)]
    own = tuple(
        agent
        for agent in deed.agents
        if not any(content.covers(sentence.locate(agent.start, agent.end)) for content in said)
    )
    return deed if len(own) == len(deed.agents) else replace(deed, agents=own)


def _is_told(span: Span, claim: Claim | None) -> bool:
    """Whether a place or date is part of what is claimed: where and when a speaker spoke is not where it happened."""
    return claim is None or any(content.covers(span) for content in claim.content)


def _factuality(deed: Deed, date: Date | None, parsed: ParsedReport) -> Factuality:
    return dated_factuality(deed.factuality, date, parsed.report.published)


def dated_factuality(told: Factuality, date: Date | None, published: day | None) -> Factuality:
    """What a deed told as having happened is by its date: long past, or still to come."""
    if told != "happened" or date is None or published is None:
        return told
    if date.end and published - date.end > LONG_PAST:
        return "historical"
    return "planned" if date.start and date.start > published else told


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
    if _is_taken_up(later, earlier):
        return True
    if (later.factuality, later.voice, later.claim) != (earlier.factuality, earlier.voice, earlier.claim):
        return False
    if not _places_agree(later.place, earlier.place) or not _dates_agree(later, earlier):
        return False
    if _is_result(later, earlier):
        return True
    if takes_up(later.deed):
        return same_story(later.deed, earlier.deed)
    return later.deed.match.action.name == earlier.deed.match.action.name and _sides_agree(later.deed, earlier.deed)


def _is_taken_up(later: Told, earlier: Told) -> bool:
    """Whether "the attack" is the one told in the sentences right before, whoever tells of it."""
    if later.factuality != "happened" or earlier.factuality != "happened" or "denied" in (later.voice, earlier.voice):
        return False
    near = 0 <= later.deed.sentence.index - earlier.deed.sentence.index <= TAKEN_UP_WITHIN
    if not near or earlier.deed.sentence.headline or not takes_up(later.deed) or later.deed.trigger.tag_ == "NNS":
        return False
    if not _may_contain(later.place, earlier.place) or not _dates_agree(later, earlier):
        return False
    return same_story(earlier.deed, later.deed) and _sides_agree(later.deed, earlier.whole)


TAKEN_UP_WITHIN = 4
"""Sentences back that a definite noun may reach over a change of speaker."""
RESULTS = frozenset(("kill", "beat", "displace"))
HARM = frozenset(("kill", "beat"))
VIOLENCE = frozenset(("attack", "remote", "clash", "lethal-intervention", "intervention", "crowd-violence", "riot"))


def _is_result(later: Told, earlier: Told) -> bool:
    """Whether deaths or injuries are what an act of violence told before did, and no second act.

    They are where nobody else is said to have done them and no other victims were named ("shelled the town. Five
    villagers died", "attacked a base, killing six").
    """
    deed, act = later.deed, earlier.whole
    if deed.match.action.name not in RESULTS or earlier.family not in VIOLENCE:
        return False
    near = deed.sentence.paragraph == act.sentence.paragraph and deed.sentence.index - act.sentence.index <= 2
    if not near or not _compatible(deed.to, act.to) or _new_number(later.deed, act):
        return False
    return not deed.agents or deed.match.action.name == "displace" or _shared_head(deed, act)


def _shared_head(deed: Deed, act: Deed) -> bool:
    """Whether one subject governs both verbs of a sentence."""
    heads = {one.head.i for one in act.agents}
    return deed.sentence is act.sentence and any(one.head.i in heads for one in deed.agents)


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
    if _new_number(later, earlier) or _another_building(later, earlier):
        return False
    return _compatible(later.by, earlier.by) and _compatible(later.to, earlier.to)


def _another_building(later: Deed, earlier: Deed) -> bool:
    """Whether both name what was attacked, at least one of them buildings, and no noun in common.

    "Stormed the town hall" and "attacked a barracks" are two deeds.
    """
    first, second = ({lemma.noun(one.head.text) for one in deed.patients} for deed in (later, earlier))
    return bool(first and second) and not BUILDINGS.isdisjoint(first | second) and first.isdisjoint(second)


def _compatible(first: str, second: str) -> bool:
    return first == second or "any" in (first, second)


def _new_number(later: Deed, earlier: Deed) -> bool:
    return _numbers(later) != _numbers(earlier) and bool(_numbers(later)) and bool(_numbers(earlier))


def _numbers(deed: Deed) -> set[str]:
    return {child.lower_ for one in deed.patients for child in one.head.children if child.dep_ == "nummod"}


def _joined(first: Told, again: Told) -> Told:
    return replace(
        first,
        place=first.place or again.place,
        date=first.date or again.date,
        again=(*first.again, again.deed, *again.again),
    )


def together(one: Told, other: Told) -> bool:
    """Whether two deeds belong to one incident: both happened, at one place and day, told close to each other."""
    if one.factuality != "happened" or other.factuality != "happened":
        return False
    apart = abs(one.deed.sentence.index - other.deed.sentence.index)
    return apart <= 3 and _near(one.place, other.place) and _dates_agree(one, other)


def _near(one: Place | None, other: Place | None) -> bool:
    return one is None or other is None or _places_agree(one, other)
