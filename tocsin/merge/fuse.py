"""The cells of an event: which value each shows, by which rule, and the rivals beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from tocsin.event import Actor, Role
from tocsin.merge.match import Account
from tocsin.merge.names import actor_name
from tocsin.merge.places import depth, place_key
from tocsin.merge.sources import Sources
from tocsin.merge.status import affirms
from tocsin.record import Cell, Evidence, Option
from tocsin.span import Span
from tocsin.values import Date, Place

Value = TypeVar("Value")
Told = tuple[Account, Value, Span]
"""One account's value for a cell, and where it was read."""

PRECISIONS = ("time", "day", "week", "month", "season", "year", "decade", "vague")

PLACE_RULE = "narrowest place, then most independent sources, then earliest report"
DATE_RULE = "most precise date, then most independent sources, then earliest report"
ACTOR_RULE = "known sector first, then most independent sources, then earliest report"
TYPE_RULE = "most independent sources, then earliest report"


def place_cell(accounts: Sequence[Account], sources: Sources) -> Cell[Place] | None:
    """The place of an event."""
    found = [(account, account.place, account.place.span) for account in accounts if account.place]
    return _cell(found, sources, key=place_key, rank=lambda place: -depth(place), rule=PLACE_RULE)


def date_cell(accounts: Sequence[Account], sources: Sources) -> Cell[Date] | None:
    """The day or days of an event."""
    found = [(a, a.mention.date, a.mention.date.span) for a in accounts if a.mention.date and a.start]
    return _cell(found, sources, key=lambda when: (when.start, when.end), rank=_vagueness, rule=DATE_RULE)


def actor_cell(accounts: Sequence[Account], sources: Sources, role: Role) -> Cell[Actor] | None:
    """Who did it, or to whom. Other names are rivals or simply more of them: reports name the same people variously."""
    found = [(a, actor, actor.span) for a in accounts for actor in a.mention.actors if actor.role == role]
    named = [item for item in found if actor_name(item[1])]
    return _cell(named, sources, key=lambda actor: actor_name(actor).casefold(), rank=_unknown_sector, rule=ACTOR_RULE)


def acled_cell(accounts: Sequence[Account], sources: Sources) -> Cell[str] | None:
    """ACLED's sub-event type."""
    found = [(a, a.mention.acled.sub_event_type, a.mention.trigger) for a in accounts if a.mention.acled]
    return _cell(found, sources, key=str, rank=lambda _: 0, rule=TYPE_RULE)


def independent(accounts: Iterable[Account], sources: Sources) -> tuple[str, ...]:
    """The keys of the independent sources behind accounts.

    A report that attributes what it tells counts by its speakers: its own voice beside them only repeats them.
    """
    attributed: dict[str, set[str]] = defaultdict(set)
    outright: dict[str, set[str]] = defaultdict(set)
    for account in accounts:
        kept = attributed if account.mention.claim else outright
        report = sources.original(account.report, account.mention.sentence)
        kept[report].add(sources.behind(account.report, account.mention).key)
    behind = {report: attributed.get(report) or outright[report] for report in {*attributed, *outright}}
    return tuple(sorted({key for keys in behind.values() for key in keys}))


def originals(accounts: Iterable[Account], sources: Sources) -> tuple[str, ...]:
    """The reports behind accounts, copies counted as their original."""
    return tuple(sorted({sources.original(account.report, account.mention.sentence) for account in accounts}))


def firsthand(accounts: Sequence[Account], sources: Sources) -> Sequence[Account]:
    """The accounts that stand in originals; all of them where only copies were read so."""
    own = [
        account for account in accounts if sources.original(account.report, account.mention.sentence) == account.report
    ]
    return own or accounts


def _cell(
    found: Sequence[Told[Value]],
    sources: Sources,
    *,
    key: Callable[[Value], Hashable],
    rank: Callable[[Value], int],
    rule: str,
) -> Cell[Value] | None:
    """Group what accounts say by `key`; the lowest `rank` first. Denials fill a cell only where nobody affirms."""
    told = [item for item in found if affirms(item[0].mention)] or found
    groups: dict[Hashable, list[Told[Value]]] = defaultdict(list)
    for item in told:
        groups[key(item[1])].append(item)
    options = [_option(group, sources) for group in groups.values()]
    options.sort(key=lambda option: (rank(option.value), -len(option.sources), -len(option.reports)))
    return Cell(tuple(options), rule) if options else None


def _option(group: Sequence[Told[Value]], sources: Sources) -> Option[Value]:
    accounts = [account for account, _, _ in group]
    return Option(
        value=group[0][1],
        evidence=tuple(dict.fromkeys(Evidence(account.report, span) for account, _, span in group)),
        reports=originals(accounts, sources),
        sources=independent(accounts, sources),
    )


def _vagueness(when: Date) -> int:
    length = (when.end - when.start).days if when.start and when.end else 0
    return length * len(PRECISIONS) + PRECISIONS.index(when.precision)


def _unknown_sector(actor: Actor) -> int:
    return int(actor.sector is None)
