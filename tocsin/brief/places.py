"""By place: how much is told of each, and the largest toll there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from tocsin.brief.dossier import Dossier
from tocsin.brief.events import HAPPENED, days_of, is_placed
from tocsin.brief.figures import range_of
from tocsin.brief.wording import counted, when
from tocsin.record import Event, Toll

MOST = 12
"""Places shown. The record holds the rest."""


def by_place(dossier: Dossier) -> Iterator[str]:
    """A table of the places of most events."""
    places = places_told(dossier)
    if not places:
        yield "No event is placed."
        return
    yield "| Place | Events | Days | Largest number killed | Sources |"
    yield "|---|--:|---|---|---|"
    for events in places[:MOST]:
        yield f"| {' | '.join(_row(events, dossier))} |"
    if len(places) > MOST:
        yield ""
        yield f"{counted(len(places) - MOST, 'more place')}: `tocsin events`."


def places_told(dossier: Dossier) -> list[list[Event]]:
    """The events that happened, by place, the places of most events first."""
    groups: dict[tuple[str, str | None], list[Event]] = defaultdict(list)
    for event in dossier.merged.events:
        if event.status in HAPPENED and is_placed(event) and event.place:
            groups[event.place.value.name, event.place.value.country].append(event)
    return sorted(groups.values(), key=lambda events: (-len(events), dossier.place_of(events[0])))


def _row(events: list[Event], dossier: Dossier) -> list[str]:
    toll = largest(events)
    days = [days_of(event) for event in events]
    killed = f"{range_of(toll)} {dossier.cite(toll.options[0].evidence)}" if toll else "–"
    return [
        dossier.place_of(events[0]),
        str(len(events)),
        when(min(start for start, _ in days), max(end for _, end in days)),
        killed,
        dossier.cite(report for event in events for report in event.reports),
    ]


def largest(events: Iterable[Event]) -> Toll | None:
    """The largest toll of deaths among events: tolls of several groups may overlap and are not added."""
    killed = (toll for event in events for toll in event.tolls if toll.kind == "killed")
    return max(killed, key=lambda toll: (toll.best, toll.id), default=None)
