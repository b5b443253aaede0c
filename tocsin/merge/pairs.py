"""How much speaks for two strands telling of one event: a sum of few parts, each with its reason.

The numbers are weights of evidence, not probabilities. They were set on the development part of the set of gun
violence reports and on made weeks, and hold for both; none was fitted by a machine.
"""

from __future__ import annotations

from datetime import date
from math import log2

from tocsin.merge.kinds import likeness
from tocsin.merge.places import depth, distance_km, lies_in, place_key
from tocsin.merge.strands import Strand
from tocsin.values import Place

NEVER = -99.0
"""No evidence outweighs it: another kind of act, other sides, another country."""

ENOUGH = 3.5
"""One kind of act (1), one town (2) and days that may be one (.5) are enough where nothing speaks against it."""

SAME_PLACE, INSIDE, NEAR_BY, WIDE, NOT_FAR, FAR = 2.0, 1.5, 1.0, 0.4, -0.5, -2.5
IMPLIED = 0.5
NEAR_KM, NOT_FAR_KM = 15.0, 60.0
SAME_DAY, NEXT_DAY, SAME_DAYS, OTHER_DAY = 1.5, 0.3, 0.8, -2.5
OTHER_ACT = -1.5
"""Two means ("shot", "an explosion"): mostly two events, but reports take one for the other."""
OTHER_TARGET = -1.25
"""Two buildings, convoys or parties attacked are two attacks, also in one town on one day."""
SAME_REPORT = 2.5
"""One report had its reasons to tell them apart."""
MOST_WORDS = 5.0
"""The most that shared names can weigh together."""
SIDES = -2.0
"""A crowd attacked by police and one attacked by gunmen are two events, unless much else is shared."""


def score(first: Strand, second: Strand, names: float = 0.0) -> float:
    """How much speaks for one event; from `ENOUGH` on they are taken for one. `names` is what shared names weigh."""
    if first.kind != second.kind or not _may_answer(first, second):
        return NEVER
    act = likeness(first.action, second.action) or OTHER_ACT
    where = _place(first, second)
    if where == NEVER:
        return NEVER
    people = 0.3 if first.actors & second.actors else 0.0
    if first.targets and second.targets and not first.targets & second.targets:
        people += OTHER_TARGET
    sides = 0.0 if _sides_meet(first, second) else SIDES
    total = act + where + _day(first, second) + _numbers(first, second) + people + sides + min(names, MOST_WORDS)
    return total - SAME_REPORT if first.report == second.report else total


def place_speaks(first: Strand, second: Strand) -> bool:
    """Whether the places that two strands name speak for one event."""
    return first.place is not None and second.place is not None and _place(first, second) > 0


def speaks_against(first: Strand, second: Strand) -> bool:
    """Whether two strands name other targets, or other sides: no nearness makes them one then."""
    targets = first.targets and second.targets and not first.targets & second.targets
    return bool(targets) or not _sides_meet(first, second)


def _may_answer(first: Strand, second: Strand) -> bool:
    """What is denied, or done by words, is of the same event only where action, place and day are told and agree."""
    if first.affirmed and second.affirmed and not first.spoken:
        return True
    if first.action != second.action or not (first.start and second.start and first.end and second.end):
        return False
    if not (first.place and second.place and _place(first, second) > 0):
        return False
    return first.start <= second.end and second.start <= first.end


def _sides_meet(first: Strand, second: Strand) -> bool:
    for role, own in first.sides.items():
        other = second.sides.get(role)
        if other and not own & other:
            return False
    return True


def _place(first: Strand, second: Strand) -> float:
    told = first.place is not None and second.place is not None
    one, two = first.place or first.around, second.place or second.around
    if one is None or two is None:
        return 0.0
    if not (one.resolved and two.resolved):
        if one.name.casefold() == two.name.casefold():
            return SAME_PLACE
        one, two, told = _on_map(first) or one, _on_map(second) or two, False
    if one.country and two.country and one.country != two.country:
        return NEVER if told else FAR
    weight = _apart(one, two)
    return weight if told or weight < 0 else weight * IMPLIED


def _on_map(strand: Strand) -> Place | None:
    return strand.place if strand.place and strand.place.resolved else strand.around


def _apart(one: Place, two: Place) -> float:
    if place_key(one) == place_key(two):
        return SAME_PLACE if depth(one) >= 4 else WIDE * 2
    if one.name.casefold() == two.name.casefold():
        return INSIDE if one.admin1 == two.admin1 else 0.0
    if not (one.resolved and two.resolved):
        return 0.0
    if lies_in(one, two) or lies_in(two, one):
        return INSIDE if min(depth(one), depth(two)) >= 4 else WIDE
    if depth(one) < 4 or depth(two) < 4:
        return FAR
    far = distance_km(one, two)
    return NEAR_BY if far <= NEAR_KM else NOT_FAR if far <= NOT_FAR_KM else FAR


def _day(first: Strand, second: Strand) -> float:
    if first.start and first.end and second.start and second.end:
        return _both_dated(first.start, first.end, second.start, second.end)
    if first.start and first.end:
        return _one_dated(first.start, first.end, second.published)
    if second.start and second.end:
        return _one_dated(second.start, second.end, first.published)
    if first.published is None or second.published is None:
        return 0.0
    apart = abs((first.published - second.published).days)
    return 1.0 if apart <= 2 else 0.5 if apart <= 7 else 0.0 if apart <= 30 else -1.5


def _both_dated(start: date, end: date, other_start: date, other_end: date) -> float:
    if start <= other_end and other_start <= end:
        longest = max((end - start).days, (other_end - other_start).days)
        return SAME_DAY if longest == 0 else SAME_DAYS if longest <= 7 else 0.2 if longest <= 31 else 0.0
    apart = max((start - other_end).days, (other_start - end).days)
    return NEXT_DAY if apart == 1 else OTHER_DAY


def _one_dated(start: date, end: date, published: date | None) -> float:
    """An account without a day is of shortly before its publication."""
    if published is None:
        return 0.0
    if published < start:
        return OTHER_DAY
    after = (published - end).days
    return 0.8 if after <= 3 else 0.4 if after <= 10 else -0.3 if after <= 30 else -1.0


def _numbers(first: Strand, second: Strand) -> float:
    total = 0.0
    for kind, weight in (("killed", 1.0), ("injured", 0.6), ("detained", 0.6)):
        one, two = first.tolls.get(kind), second.tolls.get(kind)
        if one and two:
            if one[0] == two[0]:
                total += 0.8 * weight
            else:
                total -= weight * min(1.2, 0.5 * abs(log2((one[0] + 1) / (two[0] + 1))))
    return total
