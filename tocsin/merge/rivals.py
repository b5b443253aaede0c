"""Places, days and culprits that cannot both be an event's: what independent sources say against each other.

A wrong contradiction is as bad as a wrong fact. Towns must lie well apart, days must not be neighbours (between them
lie a night and a time zone), and culprits must be known to stand on two sides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import TypeVar

from tocsin.codebook.actors import ActorKind, register
from tocsin.lemma import noun
from tocsin.merge.accounts import NARROW, Account
from tocsin.merge.fuse import firsthand, independent
from tocsin.merge.names import bare_name
from tocsin.merge.places import depth, distance_km, lies_in, place_key
from tocsin.merge.sources import Sources
from tocsin.merge.status import affirms
from tocsin.record import Contradiction, ContradictionKind, Evidence, Side
from tocsin.report import content_hash
from tocsin.values import Place

APART_KM = 30.0
"""Two towns nearer than this are told for one another: a suburb, the next village."""

APART_DAYS = 2
"""Days from which two cannot both be meant."""

Value = TypeVar("Value")
Told = Mapping[Hashable, tuple[Value, list[Account]]]


def rivals(event_id: str, accounts: Sequence[Account], sources: Sources) -> Iterator[Contradiction]:
    """What of an event's place, day and culprit cannot both hold, with the sentences of each side."""
    held = [account for account in accounts if affirms(account.mention)]
    yield from _row("place", event_id, _by_place(held), _are_apart, (lambda place: place.name, sources))
    yield from _row("date", event_id, _by_day(held), _are_days_apart, (lambda day: day.isoformat(), sources))
    yield from _blamed(event_id, accounts, sources)


def _row(
    kind: ContradictionKind,
    event_id: str,
    told: Told[Value],
    exclude: Callable[[Value, Value], bool],
    shown: tuple[Callable[[Value], str], Sources],
) -> Iterator[Contradiction]:
    says, sources = shown
    sides = {
        key: Side(says(value), _sentences(accounts, sources), independent(accounts, sources))
        for key, (value, accounts) in told.items()
    }
    at_odds = {
        key
        for one, two in combinations(told, 2)
        if exclude(told[one][0], told[two][0]) and set(sides[one].sources).isdisjoint(sides[two].sources)
        for key in (one, two)
    }
    if at_odds:
        own = tuple(side for key, side in sides.items() if key in at_odds)
        yield Contradiction(content_hash("contradiction", kind, event_id), kind, event_id, own)


def _by_place(accounts: Sequence[Account]) -> Told[Place]:
    found: dict[Hashable, tuple[Place, list[Account]]] = {}
    for account in accounts:
        place = account.place
        if place is not None and place.resolved and depth(place) >= NARROW:
            found.setdefault(place_key(place), (place, []))[1].append(account)
    return found


def _are_apart(one: Place, two: Place) -> bool:
    return distance_km(one, two) > APART_KM and not lies_in(one, two) and not lies_in(two, one)


def _by_day(accounts: Sequence[Account]) -> Told[date]:
    found: dict[Hashable, tuple[date, list[Account]]] = {}
    for account in accounts:
        if account.day is not None:
            found.setdefault(account.day, (account.day, []))[1].append(account)
    return found


def _are_days_apart(one: date, two: date) -> bool:
    return abs((one - two).days) >= APART_DAYS


def _sentences(accounts: Sequence[Account], sources: Sources) -> tuple[Evidence, ...]:
    told = firsthand(accounts, sources)
    return tuple(dict.fromkeys(Evidence(account.report, account.mention.sentence) for account in told))


# -- who is to blame -----------------------------------------------------------------------------------------------


def _blamed(event_id: str, accounts: Sequence[Account], sources: Sources) -> Iterator[Contradiction]:
    """Speakers who blame different sides for one event."""
    named: dict[str, ActorKind] = {}
    told: dict[str, dict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    for account in accounts:
        reading = sources.readings[account.report]
        for claim in reading.claims:
            if account.mention.id in claim.about or claim.id == account.mention.claim:
                for name, kind in _known(claim.blames, account.start or account.published):
                    named[name] = kind
                    by = sources.speaker(account.report, claim).key
                    told[name][by] += [Evidence(account.report, span) for span in claim.content]
    at_odds = {
        name
        for one, two in combinations(sorted(named), 2)
        if _are_rivals(named[one], named[two]) and set(told[one]).isdisjoint(told[two])
        for name in (one, two)
    }
    if at_odds:
        sides = tuple(Side(name, _once(told[name]), tuple(sorted(told[name]))) for name in sorted(at_odds))
        yield Contradiction(content_hash("contradiction", "blame", event_id), "blame", event_id, sides)


def _once(told: Mapping[str, Sequence[Evidence]]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(item for own in told.values() for item in own))


def _known(names: Sequence[str], day: date | None) -> Iterator[tuple[str, ActorKind]]:
    """The culprits of which the register knows on which side they stand, under their full names."""
    for name in names:
        bare = bare_name(name)
        kind = register().named(bare, day) or register().nouns.get(noun(bare.split()[-1].casefold()) if bare else "")
        if kind is not None and kind.group in ("state", "armed"):
            yield kind.name or bare, kind


def _are_rivals(one: ActorKind, two: ActorKind) -> bool:
    """Whether two culprits are not one: a state and an armed group, two states, two armed groups known by name."""
    if one.group != two.group:
        return True
    if one.group == "state":
        return bool(one.country and two.country and one.country != two.country)
    return bool(one.name and two.name and one.name != two.name)
