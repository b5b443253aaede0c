"""The sections that tell of events: by day, as claims only, as tried, as still ahead, and those not to be placed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from tocsin.brief.dossier import Dossier, trace
from tocsin.brief.figures import place_and_day
from tocsin.brief.wording import (
    bare_deed,
    counted,
    deed,
    listed,
    number,
    period,
    sentence_case,
    shortened,
    weekday,
)
from tocsin.record import Event, Evidence, Status, Toll

HAPPENED: tuple[Status, ...] = ("corroborated", "single source", "disputed")
AHEAD: tuple[Status, ...] = ("planned", "threatened", "predicted")
MATERIAL_CONFLICT = 4
"""The quad class of acts of conflict; what is said and agreed stands after them."""

MOST_A_DAY, MOST = 10, 8
"""Lines of one day, and of one of the other lists. The record holds the rest."""

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Quotes:
    """Quotes a sentence for each event, and none twice in one list."""

    dossier: Dossier
    given: set[Evidence] = field(default_factory=set)

    def of(self, event: Event) -> str:
        """A sentence that tells of the event and is not quoted yet, or nothing."""
        fresh = next((evidence for evidence in event.evidence if evidence not in self.given), None)
        if fresh is None:
            return ""
        self.given.add(fresh)
        return self.dossier.quote(fresh)


def timeline(dossier: Dossier) -> Iterator[str]:
    """What happened, by day and place: acts first, then what governments and others did about it."""
    days = _by_days(event for event in with_status(dossier, HAPPENED) if is_placed(event))
    if not days:
        yield "Nothing is reported as having happened on a known day in a known place."
    for nth, days_told in enumerate(sorted(days)):
        yield from [""] if nth else []
        yield f"### {_heading(days_told)}"
        yield ""
        quotes = Quotes(dossier)
        lines = [f"- {told(alike, dossier, quotes)}" for alike in _alike(days[days_told])]
        yield from shortened(lines, MOST_A_DAY, "events")


def claimed_only(dossier: Dossier) -> Iterator[str]:
    """Events that no outlet tells of in its own voice; those with a place and a day first."""
    events = of_interest(with_status(dossier, ("claimed",)), dossier)
    events.sort(key=lambda event: (event.quad != MATERIAL_CONFLICT, not is_placed(event)))
    return _lines(events, _claimed, dossier)


def ahead(dossier: Dossier) -> Iterator[str]:
    """What is announced, threatened or predicted. None of it is counted as having happened."""
    return _lines(of_interest(with_status(dossier, AHEAD), dossier), _ahead, dossier)


def attempts(dossier: Dossier) -> Iterator[str]:
    """What somebody tried. None of it is counted as done."""
    return _lines(of_interest(with_status(dossier, ("attempted",)), dossier), _attempted, dossier)


def unplaced(dossier: Dossier) -> Iterator[str]:
    """What is reported without a place or a day that could be told."""
    events = [event for event in with_status(dossier, HAPPENED) if not is_placed(event)]
    known = [event for event in events if event.quad == MATERIAL_CONFLICT and (event.place or event.date)]
    told = sorted(of_interest(known, dossier), key=lambda event: event.date is None)
    yield from _lines(told, _unplaced, dossier)
    if rest := len(events) - len(told):
        yield f"- {counted(rest, 'more event')} with neither, or in reports that place nothing: `tocsin events`."


def of_interest(events: Iterable[Event], dossier: Dossier) -> list[Event]:
    """Without the events of reports that tell of nothing on a known day in a known place."""
    return [event for event in events if dossier.telling & set(event.reports)]


def with_status(dossier: Dossier, statuses: Sequence[Status]) -> list[Event]:
    """The events of some statuses, in the order of the statuses, then of days."""
    events = [event for event in dossier.merged.events if event.status in statuses]
    return sorted(events, key=lambda event: (statuses.index(event.status) if statuses is AHEAD else 0, _when(event)))


def _lines(events: Sequence[Event], line: Callable[[Event, Dossier], str], dossier: Dossier) -> Iterator[str]:
    if not events:
        return iter(["None."])
    quotes = Quotes(dossier)
    return shortened(
        [f"- {line(event, dossier)} {trace(event.id)}. {quotes.of(event)}".rstrip() for event in events], MOST, "events"
    )


def _claimed(event: Event, dossier: Dossier) -> str:
    who = listed(dossier.claimants(event))
    named = f"**{deed(event)}{place_and_day(event, dossier)}**, claimed by {who}"
    return f"{named} {dossier.cite(event.reports)}"


def _ahead(event: Event, dossier: Dossier) -> str:
    named = f"**{sentence_case(event.status)}**: {deed(event)}{place_and_day(event, dossier)}"
    return f"{named} {dossier.cite(event.reports)}"


def _attempted(event: Event, dossier: Dossier) -> str:
    claimants = dossier.claimants(event) if event.claims else ()
    by = f", claimed by {listed(claimants)}" if claimants else ""
    return f"**{deed(event)}{place_and_day(event, dossier)}**{by} {dossier.cite(event.reports)}"


def _unplaced(event: Event, dossier: Dossier) -> str:
    lacking = listed([*_unknown_place(event), *([] if event.date else ["day not told"])])
    named = f"{bare_deed(event)}{place_and_day(event, dossier)} ({lacking})"
    return f"{named} {dossier.cite(event.reports)}"


def _unknown_place(event: Event) -> list[str]:
    if event.place is None:
        return ["place not told"]
    return [] if event.place.value.resolved else ["place not found on the map"]


def is_placed(event: Event) -> bool:
    """Whether an event has a place on the map and a day or days."""
    return event.place is not None and event.place.value.resolved and event.date is not None


def told(alike: Sequence[Event], dossier: Dossier, quotes: Quotes) -> str:
    """One line on an event, or on several of one kind in several places that the same reports tell of."""
    chief = alike[0]
    places = dossier.places([event.place.value for event in alike if event.place])
    ids = " ".join(trace(event.id) for event in alike)
    line = f"**{deed(chief)} in {places}** ({standing(chief, dossier)}) {dossier.cite(chief.reports)} {ids}."
    figures = " ".join(_figure(toll, dossier) for toll in chief.tolls)
    return " ".join(part for part in (line, figures, quotes.of(chief)) if part)


def standing(event: Event, dossier: Dossier) -> str:
    """How well an event is supported, in words: 4 reports, 3 independent sources."""
    reports = counted(len(event.reports), "report")
    if len(event.reports) == 1 and event.status == "single source":
        return f"single source: {listed(dossier.names(event.sources))}"
    if event.status == "disputed":
        return f"disputed: denied by {listed(dossier.names(event.deniers))}; {reports}"
    if event.status == "corroborated":
        return f"{reports}, {counted(len(event.sources), 'independent source')}"
    return f"{reports}, single source: {listed(dossier.names(event.sources))}"


def days_of(event: Event) -> Days:
    """The first and the last day of an event that has a date."""
    when = event.date.value if event.date else None
    if when is None or when.start is None or when.end is None:
        return date.max, date.max
    return when.start, when.end


def _by_days(events: Iterable[Event]) -> dict[Days, list[Event]]:
    groups: dict[Days, list[Event]] = defaultdict(list)
    for event in events:
        groups[days_of(event)].append(event)
    return groups


def _alike(events: Sequence[Event]) -> list[list[Event]]:
    """Events of one deed, standing on the same sentences and without figures of their own, are told in one line."""
    groups: dict[object, list[Event]] = defaultdict(list)
    for event in events:
        alone = event.id if event.tolls else None
        groups[(event.action, deed(event), event.status, event.reports, event.evidence[0], alone)].append(event)
    return sorted(groups.values(), key=lambda group: _weight(group[0]))


def _weight(event: Event) -> tuple[bool, int, int]:
    return event.quad < MATERIAL_CONFLICT, -len(event.sources), -len(event.reports)


def _heading(days: Days) -> str:
    return weekday(days[0]) if days[0] == days[1] else sentence_case(period(*days))


def _figure(toll: Toll, dossier: Dossier) -> str:
    chief = toll.options[0]
    told = dossier.toll(chief, toll)
    rivals = ", ".join(number(option.value) for option in toll.options[1:])
    also = f" (also given: {rivals})" if rivals else ""
    return f"{told}{also} {dossier.cite(chief.evidence)} {trace(toll.id)}."


def _when(event: Event) -> tuple[Days, str]:
    return days_of(event), event.id
