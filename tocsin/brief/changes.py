"""What changed since the last brief: what the reports of a day and later add to the record before them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tocsin.brief.dossier import Dossier, trace
from tocsin.brief.events import HAPPENED, is_placed, standing
from tocsin.brief.figures import headline_tolls, place_and_day, toll_line
from tocsin.brief.wording import day, deed, listed, shortened, span_of_numbers
from tocsin.record import Event, Merged, Toll

MOST = 12
"""Lines of each kind of change."""


@dataclass(frozen=True, slots=True)
class Before:
    """The record as it was before a day."""

    since: date
    merged: Merged


def changed(dossier: Dossier, before: Before) -> Iterator[str]:
    """New events, figures that moved, and events whose standing is another; each with its sources."""
    told = [*_figures(dossier, before), *_events(dossier, before), *_standings(dossier, before)]
    if not told:
        yield f"Nothing that reports published since {day(before.since)} tell changes the record."
    yield from told


def _figures(dossier: Dossier, before: Before) -> Iterator[str]:
    known = _tolls(before.merged)
    lines = []
    for toll in headline_tolls(dossier):
        old = known.get(toll.id)
        if old is None and _is_new(toll, before):
            lines.append(f"- New figure: {toll_line(toll, dossier)}")
        elif old is not None and (old.low, old.best, old.high) != (toll.low, toll.best, toll.high):
            moved = f"{span_of_numbers(old.low, old.high)} before"
            lines.append(f"- Figure moved ({moved}): {toll_line(toll, dossier)}")
    return shortened(lines, MOST, "figures")


def _is_new(toll: Toll, before: Before) -> bool:
    return all(option.day is None or option.day >= before.since for option in toll.options)


def _tolls(merged: Merged) -> dict[str, Toll]:
    return {toll.id: toll for toll in (*merged.tolls, *(toll for event in merged.events for toll in event.tolls))}


def _events(dossier: Dossier, before: Before) -> Iterator[str]:
    known = {mention for event in before.merged.events for mention in event.mentions}
    new = [
        event
        for event in dossier.merged.events
        if event.status in HAPPENED and is_placed(event) and not known & set(event.mentions)
    ]
    lines = [
        f"- New: {_told(event, dossier)}" for event in sorted(new, key=lambda event: (-len(event.sources), event.id))
    ]
    return shortened(lines, MOST, "events")


def _told(event: Event, dossier: Dossier) -> str:
    where = place_and_day(event, dossier)
    return f"**{deed(event)}{where}** ({standing(event, dossier)}) {dossier.cite(event.reports)} {trace(event.id)}."


def _standings(dossier: Dossier, before: Before) -> Iterator[str]:
    lines = []
    for event in dossier.merged.events:
        old = next((one for one in before.merged.events if set(one.mentions) & set(event.mentions)), None)
        if old is None or not is_placed(event):
            continue
        if old.status != event.status:
            lines.append(f"- Now {event.status}, {old.status} before: {_told(event, dossier)}")
        elif added := [key for key in event.sources if key not in old.sources]:
            by = listed(dossier.names(added))
            lines.append(f"- Now also told by {by}: {_told(event, dossier)}")
    return shortened(lines, MOST, "events")
