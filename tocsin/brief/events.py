"""The sections that tell of events: by day, as claims only, as still ahead, and those that could not be placed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from tocsin.brief.dossier import Dossier, trace
from tocsin.brief.figures import place_and_day
from tocsin.brief.markdown import plain
from tocsin.brief.wording import KINDS, bare_deed, counted, deed, listed, number, period, sentence_case, weekday
from tocsin.record import Event, Status, Toll

HAPPENED: tuple[Status, ...] = ("corroborated", "single source", "disputed")
AHEAD: tuple[Status, ...] = ("planned", "threatened", "predicted")
MOST_UNPLACED = 15

Days = tuple[date, date]


def timeline(dossier: Dossier) -> Iterator[str]:
    """What happened, by day and place: acts first, then what governments and others did about it."""
    events = [event for event in dossier.merged.events if event.status in HAPPENED and is_placed(event)]
    if not events:
        yield "Nothing is reported as having happened on a known day in a known place."
    days = grouped(events, days_of)
    for number_of_day, days_told in enumerate(sorted(days)):
        yield from [""] if number_of_day else []
        yield f"### {_heading(days_told)}"
        yield ""
        for alike in _alike(days[days_told]):
            yield f"- {told(alike, dossier)}"


def claimed_only(dossier: Dossier) -> Iterator[str]:
    """Events that no outlet tells of in its own voice."""
    events = [event for event in dossier.merged.events if event.status == "claimed"]
    if not events:
        yield "None."
    for event in sorted(events, key=_when):
        who = listed(dossier.names(event.sources))
        named = f"**{deed(event)}{place_and_day(event, dossier)}**, claimed by {who}"
        yield f"- {named} {dossier.cite(event.reports)} {trace(event.id)}. {dossier.quote(event.evidence[0])}"


def ahead(dossier: Dossier) -> Iterator[str]:
    """What is announced, threatened or predicted. None of it is counted as having happened."""
    events = [event for event in dossier.merged.events if event.status in AHEAD]
    if not events:
        yield "None."
    for event in sorted(events, key=lambda event: (AHEAD.index(event.status), _when(event))):
        named = f"**{sentence_case(event.status)}**: {deed(event)}{place_and_day(event, dossier)}"
        yield f"- {named} {dossier.cite(event.reports)} {trace(event.id)}. {dossier.quote(event.evidence[0])}"


def unplaced(dossier: Dossier) -> Iterator[str]:
    """What is reported without a place or a day that could be told."""
    events = [event for event in dossier.merged.events if event.status in HAPPENED and not is_placed(event)]
    for event in sorted(events, key=_when)[:MOST_UNPLACED]:
        lacking = "day not told" if event.place else "place not told" if event.date else "place and day not told"
        named = f"{bare_deed(event)}{place_and_day(event, dossier)} ({lacking})"
        yield f"- {named}: {dossier.quote(event.evidence[0])} {trace(event.id)}"
    if len(events) > MOST_UNPLACED:
        yield f"- {counted(len(events) - MOST_UNPLACED, 'more event')}: `tocsin events`."
    if not events:
        yield "None."


def is_placed(event: Event) -> bool:
    """Whether an event has a place on the map and a day or days."""
    return event.place is not None and event.place.value.resolved and event.date is not None


def told(alike: Sequence[Event], dossier: Dossier) -> str:
    """One line on an event, or on several of one kind in several places that the same reports tell of."""
    chief = alike[0]
    places = listed([dossier.place(event.place.value) for event in alike if event.place])
    ids = " ".join(trace(event.id) for event in alike)
    line = f"**{deed(chief)} in {places}** ({standing(chief, dossier)}) {dossier.cite(chief.reports)} {ids}."
    figures = " ".join(_figure(toll, dossier) for toll in chief.tolls)
    return " ".join(part for part in (line, figures, dossier.quote(chief.evidence[0])) if part)


def standing(event: Event, dossier: Dossier) -> str:
    """How well an event is supported, in words: 4 reports, 3 independent sources."""
    reports = counted(len(event.reports), "report")
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


def grouped(events: Iterable[Event], key: Callable[[Event], Days]) -> dict[Days, list[Event]]:
    """Events by a key, in their order."""
    groups: dict[Days, list[Event]] = defaultdict(list)
    for event in events:
        groups[key(event)].append(event)
    return groups


def _alike(events: Sequence[Event]) -> list[list[Event]]:
    """Events of one deed, standing on the same sentences and without figures of their own, are told in one line."""
    groups: dict[object, list[Event]] = defaultdict(list)
    for event in events:
        alone = event.id if event.tolls else None
        groups[(event.action, deed(event), event.status, event.reports, event.evidence[0], alone)].append(event)
    return sorted(
        groups.values(), key=lambda group: (group[0].quad < 4, -len(group[0].sources), -len(group[0].reports))
    )


def _heading(days: Days) -> str:
    return weekday(days[0]) if days[0] == days[1] else sentence_case(period(*days))


def _figure(toll: Toll, dossier: Dossier) -> str:
    chief = toll.options[0]
    people = plain(chief.value.who or toll.who or "people")
    told = f"{sentence_case(number(chief.value))} {people} {KINDS[toll.kind]}"
    rivals = ", ".join(number(option.value) for option in toll.options[1:])
    also = f" (also given: {rivals})" if rivals else ""
    return f"{told}{also} {dossier.cite(chief.evidence)} {trace(toll.id)}."


def _when(event: Event) -> tuple[Days, str]:
    return days_of(event), event.id
