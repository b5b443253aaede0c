"""Events of several days that are one story: protests of a town that go on, an attacker who strikes day after day.

Each day stays a row of its own, as coders have it; an episode only links them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tocsin.event import Actor
from tocsin.merge.accounts import NARROW
from tocsin.merge.names import actor_name
from tocsin.merge.places import depth, place_key
from tocsin.record import Cell, Episode, Event
from tocsin.report import content_hash

LONGEST = timedelta(days=7)
"""Of what is told of a longer time no day is known."""

NEXT = timedelta(days=1)
CROWDS = "PROTEST"
"""Crowds of a town that gather again the next day are one episode. Of other acts only those of one actor are."""

LINKED = frozenset(("corroborated", "single source", "disputed", "claimed"))


@dataclass(frozen=True, slots=True)
class Daily:
    """What of an event tells which episode it is a part of. `series` are those of one type and place."""

    event: str
    series: str
    type: str
    place: str
    start: date
    end: date
    names: frozenset[str]


def daily(event: Event) -> Daily | None:
    """An event as a part of an episode; none where its town or days are not known, or it did not happen."""
    if event.place is None or event.date is None or event.status not in LINKED:
        return None
    place, day = event.place.value, event.date.value
    if not place.resolved or depth(place) < NARROW:
        return None
    if day.start is None or day.end is None or day.end - day.start > LONGEST:
        return None
    series = f"{event.type} {place_key(place)}"
    return Daily(event.id, series, event.type, place.name, day.start, day.end, _names(event.actor))


def episodes(days: Iterable[Daily]) -> tuple[Episode, ...]:
    """The episodes among events. Neither their order matters, nor what other places tell."""
    by_series: dict[str, list[Daily]] = defaultdict(list)
    for one in days:
        by_series[one.series].append(one)
    return tuple(found for series in sorted(by_series) for found in _of_series(by_series[series]))


def _of_series(days: Sequence[Daily]) -> Iterator[Episode]:
    ordered = sorted(days, key=lambda one: (one.start, one.end, one.event))
    head = list(range(len(ordered)))
    for number, one in enumerate(ordered):
        for other in range(number + 1, len(ordered)):
            if ordered[other].start > one.end + NEXT:
                break
            if _goes_on(one, ordered[other]):
                old, new = head[other], head[number]
                head = [new if at == old else at for at in head]
    for first in sorted(set(head)):
        own = [one for one, at in zip(ordered, head, strict=True) if at == first]
        if len({(one.start, one.end) for one in own}) > 1:
            yield Episode(
                id=content_hash("episode", own[0].event),
                type=own[0].type,
                place=own[0].place,
                start=own[0].start,
                end=max(one.end for one in own),
                events=tuple(one.event for one in own),
            )


def _goes_on(one: Daily, other: Daily) -> bool:
    return one.type == CROWDS or not one.names.isdisjoint(other.names)


def _names(cell: Cell[Actor] | None) -> frozenset[str]:
    told = (actor_name(option.value).casefold() for option in cell.options) if cell else ()
    return frozenset(name for name in told if name)
