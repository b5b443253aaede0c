"""Numbers of people over all sources: who gives which, what each source last said, and the bounds of it all.

Nothing is added. Parts stay parts, groups stay apart, and an aggregate over a country is never mixed into an event.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from tocsin.merge.accounts import Account
from tocsin.merge.groups import group_of
from tocsin.merge.places import is_wide, place_key, place_of
from tocsin.merge.sources import Sources
from tocsin.reading import Reading
from tocsin.record import Evidence, Option, Toll
from tocsin.report import content_hash
from tocsin.statement import ANALYST
from tocsin.values import Figure, Place

RULE = "what nobody withdrew first, numbers before words such as dozens, most independent sources, latest day, lowest"

GAP = timedelta(days=14)
"""Aggregates further apart than this are of two periods: nobody updates a toll after two weeks of silence."""

ALIKE = 3
"""By how much at the most numbers of one event differ, for one of them to be told of the whole country."""

Bounds = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure with its report, the day it is valid for, and its source."""

    figure: Figure
    report: str
    original: str
    day: date
    source: str
    place: Place | None = None

    @property
    def holds(self) -> bool:
        """Whether it is stated, and not what somebody denies or withdraws."""
        return self.figure.states_a_toll

    @property
    def order(self) -> tuple[date, str, str]:
        """Canonical order: by day, then by report and figure."""
        return self.day, self.report, self.figure.id


def event_tolls(event_id: str, accounts: Sequence[Account], sources: Sources) -> tuple[Toll, ...]:
    """The tolls of one event: one for each kind and group that its accounts give figures of."""
    entries = [entry for account, place in _placed(accounts, sources) for entry in _entries_of(account, place, sources)]
    groups = _by_group(_without_echo(entry for entry in entries if entry.holds))
    denied = [entry for entry in entries if not entry.holds]
    return tuple(_toll(key, group, event_id, denied) for key, group in groups)


def loose_tolls(groups: Iterable[Sequence[Account]], sources: Sources) -> tuple[Toll, ...]:
    """Tolls of no one event: aggregates over a place and period, and figures whose event could not be told."""
    where = {account.mention.id: place for accounts in groups for account, place in _placed(accounts, sources)}
    told: dict[str, list[Entry]] = defaultdict(list)
    for reading in sources.readings.values():
        for area, entry in loose_entries(reading, sources, where):
            told[area].append(entry)
    return tuple(toll for area in sorted(told) for toll in area_tolls(told[area]))


def loose_entries(reading: Reading, sources: Sources, where: Mapping[str, Place | None]) -> Iterator[tuple[str, Entry]]:
    """The figures of a report that are of no one event, each with the area that it is comparable in.

    `where` holds the places of mentions: those of their events where they name none.
    """
    home = {figure: mention for mention in reading.mentions for figure in mention.figures}
    for figure in reading.figures:
        mention = reading.mention(figure.mention) or home.get(figure.id)
        place = where.get(mention.id) if mention else None
        if _is_own(figure) and (mention is None or is_loose(figure, place) or not figure.states_a_toll):
            entry = _entry(figure, reading, sources, place)
            yield _area(entry, reading), entry


def area_tolls(entries: Iterable[Entry]) -> Iterator[Toll]:
    """The tolls of one area. A figure whose event could not be told stands by itself, unless it goes on with others."""
    series: dict[str, list[Entry]] = defaultdict(list)
    told = sorted(entries, key=lambda entry: entry.order)
    held = [entry for entry in told if entry.holds]
    series[""] = [entry for entry in held if not _is_alone(entry)]
    for entry in filter(_is_alone, held):
        series["" if _goes_on(entry, series[""]) else entry.original].append(entry)
    denied = [entry for entry in told if not entry.holds]
    for name in sorted(series):
        for key, group in _by_group(_without_echo(series[name])):
            yield from (_toll(key, period, None, denied) for period in _periods(group))


def bounds(figure: Figure) -> Bounds:
    """The least and the most that a figure can mean; the most is none where it is open."""
    if figure.low is None and figure.high is None:
        return figure.best, figure.best
    return figure.low if figure.low is not None else 0, figure.high


def _placed(accounts: Sequence[Account], sources: Sources) -> Iterator[tuple[Account, Place | None]]:
    """Accounts with their place: that of their event where they name none, or only the country it lies in.

    A number told of a whole country stays the country's, unless it is of the order of those told of the town.
    """
    shared = place_of([account.place for account in accounts if account.place])
    narrow = [account for account in accounts if not is_wide(account.place)]
    told = (
        [figure for account in narrow for figure in _figures(account, sources)] if len(narrow) < len(accounts) else []
    )
    for account in accounts:
        near = is_wide(account.place) and any(_is_alike(own, told) for own in _figures(account, sources))
        yield account, shared if near or account.place is None else account.place


def _figures(account: Account, sources: Sources) -> Iterator[Figure]:
    for figure in sources.readings[account.report].figures:
        belongs = figure.mention == account.mention.id or figure.id in account.mention.figures
        if belongs and figure.states_a_toll and figure.scope == "event":
            yield figure


def _is_alike(own: Figure, told: Iterable[Figure]) -> bool:
    return any(
        (own.kind, group_of(own)) == (other.kind, group_of(other))
        and max(own.best, other.best) <= ALIKE * min(own.best, other.best)
        for other in told
    )


def _entries_of(account: Account, place: Place | None, sources: Sources) -> Iterator[Entry]:
    reading = sources.readings[account.report]
    for figure in reading.figures:
        belongs = figure.mention == account.mention.id or figure.id in account.mention.figures
        if belongs and _is_own(figure) and not is_loose(figure, place):
            yield _entry(figure, reading, sources, place)


def is_loose(figure: Figure, place: Place | None) -> bool:
    """Whether a figure is of no one event: an aggregate, or told of a whole province or country."""
    return figure.scope == "aggregate" or is_wide(place)


def _is_own(figure: Figure) -> bool:
    """A part of another figure and a number to be added to one are no tolls of their own, nor is a forecast."""
    told = figure.states_a_toll or figure.voice == "denied" or figure.factuality == "negated"
    return told and figure.part_of is None and figure.adds_to is None


def _is_alone(entry: Entry) -> bool:
    """Whether it counts the people of an event that could not be told."""
    return entry.place is None and entry.figure.scope == "event"


def _entry(figure: Figure, reading: Reading, sources: Sources, place: Place | None) -> Entry:
    report = reading.report
    original = sources.original(report.id, figure.span)
    return Entry(
        figure=figure,
        report=report.id,
        original=original,
        day=figure.as_of or sources.readings[original].report.published or date.min,
        source=sources.behind(report.id, figure).key,
        place=place,
    )


def _without_echo(entries: Iterable[Entry]) -> list[Entry]:
    """Leave out an outlet's own wording of a number that the same report attributes to a speaker."""
    ordered = sorted(dict.fromkeys(entries), key=lambda entry: entry.order)
    attributed = {_said(entry) for entry in ordered if entry.figure.claim}
    return [entry for entry in ordered if entry.figure.claim or _said(entry) not in attributed]


def _said(entry: Entry) -> tuple[str, str, str, int]:
    return entry.original, entry.figure.kind, group_of(entry.figure), entry.figure.best


def _by_group(entries: Iterable[Entry]) -> list[tuple[tuple[str, str], list[Entry]]]:
    groups: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[(entry.figure.kind, group_of(entry.figure))].append(entry)
    return [(key, groups[key]) for key in sorted(groups)]


def _toll(key: tuple[str, str], entries: Sequence[Entry], event_id: str | None, denied: Sequence[Entry] = ()) -> Toll:
    standing = _standing(entries)
    last = {entry.source: entry.day for entry in standing}
    older = [entry for entry in entries if entry.day < last[entry.source]]
    smaller = [entry for entry in entries if entry.day == last[entry.source] and entry not in standing]
    options = _options(standing, [entry for entry in denied if entry.figure.kind == key[0]])
    first = min(entries, key=lambda entry: entry.order)
    figure = options[0].value
    lows, highs = zip(*(bounds(option.value) for option in options), strict=True)
    said = {_number(option.value) for option in options}
    return Toll(
        id=content_hash("toll", event_id, *key, first.figure.id),
        kind=figure.kind,
        who=key[1],
        scope="event" if event_id else figure.scope,
        low=min(lows),
        best=figure.best,
        high=None if None in highs else max(highs),
        rule=RULE,
        options=options,
        superseded=tuple(option for option in _options(older) if _number(option.value) not in said),
        parts=tuple(option for option in _options(smaller) if _number(option.value) not in said),
        place=next((entry.place for entry in entries if entry.place), None),
        event=event_id,
    )


def _standing(entries: Sequence[Entry]) -> list[Entry]:
    """What each source said last. Of several numbers of one day the widest: the smaller are taken for its parts."""
    by_source: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_source[entry.source].append(entry)
    standing: list[Entry] = []
    for own in by_source.values():
        widest = max(own, key=lambda entry: (entry.day, entry.figure.best, entry.figure.id))
        same = [entry for entry in own if entry.day == widest.day and _number(entry.figure) == _number(widest.figure)]
        standing += same
    return sorted(standing, key=lambda entry: entry.order)


def _options(entries: Sequence[Entry], denied: Sequence[Entry] = ()) -> tuple[Option[Figure], ...]:
    groups: dict[tuple[int, Bounds], list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[_number(entry.figure)].append(entry)
    against = {number: _against(group, denied) for number, group in groups.items()}
    ranked = sorted(groups, key=lambda number: (_rank(groups[number], against[number]), number[0]))
    return tuple(_option(groups[number], against[number]) for number in ranked)


def _option(group: Sequence[Entry], against: Sequence[Entry]) -> Option[Figure]:
    return Option(
        value=_firsthand(group)[0].figure,
        evidence=_where(_firsthand(group)),
        reports=tuple(sorted({entry.original for entry in group})),
        sources=tuple(sorted({entry.source for entry in group})),
        day=_known(max(entry.day for entry in group)),
        days=tuple(sorted({entry.day for entry in group} - {date.min})),
        deniers=tuple(sorted({entry.source for entry in against})),
        denials=_where(against),
    )


def _against(group: Sequence[Entry], denied: Sequence[Entry]) -> list[Entry]:
    """Who denies or withdraws a number: it is named, and named no earlier than it was given."""
    first = min(entry.day for entry in group)
    return [
        entry for entry in denied if entry.figure.best == group[0].figure.best and first <= entry.day <= first + GAP
    ]


def _where(entries: Iterable[Entry]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(Evidence(entry.report, entry.figure.span) for entry in entries))


def _firsthand(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries of originals; all of them where only copies were read so."""
    return [entry for entry in entries if entry.report == entry.original] or entries


def _known(day: date) -> date | None:
    return None if day == date.min else day


def _rank(group: Sequence[Entry], against: Sequence[Entry]) -> tuple[int, int, int, int, int]:
    """What a person set comes first, then what nobody denies."""
    latest = max(entry.day for entry in group)
    figure = group[0].figure
    ruled = _is_ruled(figure)
    return min(ruled, 0), bool(against), ruled, -len({entry.source for entry in group}), -latest.toordinal()


def _is_ruled(figure: Figure) -> int:
    """What a person set comes first, a vague word for a number last."""
    if figure.rule is None:
        return 0
    return -1 if figure.rule.startswith(ANALYST) else 1


def _number(figure: Figure) -> tuple[int, Bounds]:
    return figure.best, bounds(figure)


def _periods(entries: Sequence[Entry]) -> list[list[Entry]]:
    ordered = sorted(entries, key=lambda entry: entry.order)
    periods = [[ordered[0]]]
    for before, after in pairwise(ordered):
        if after.day - before.day > GAP:
            periods.append([])
        periods[-1].append(after)
    return periods


def _area(entry: Entry, reading: Reading) -> str:
    """The area that figures are comparable in: the place told, or else the country the report is chiefly about."""
    if entry.place is not None and entry.place.level != "country":
        return place_key(entry.place)
    country = entry.place.country if entry.place else _chief_country(reading)
    return country or entry.report


def _goes_on(entry: Entry, series: Iterable[Entry]) -> bool:
    """Whether a figure whose event could not be told goes on with a series: the same source counts the same people."""
    told = entry.source, entry.figure.kind, group_of(entry.figure)
    return any((other.source, other.figure.kind, group_of(other.figure)) == told for other in series)


def _chief_country(reading: Reading) -> str | None:
    named = Counter(place.country for place in reading.places if place.country)
    return min(named, key=lambda country: (-named[country], country), default=None)
