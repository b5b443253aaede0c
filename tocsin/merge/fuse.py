"""The cells of an event: which value each shows, by which rule, and the rivals beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from tocsin.event import Actor, Mention, Role
from tocsin.merge.accounts import Account
from tocsin.merge.names import actor_name
from tocsin.merge.places import depth, place_key, place_of
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

    def told(account: Account) -> list[Told[Place]]:
        place = place_of(account.mention.places)
        return [(account, place, place.span)] if place else []

    return _cell("place", accounts, sources, _Say(told, place_key, lambda place: -depth(place), PLACE_RULE))


def date_cell(accounts: Sequence[Account], sources: Sources) -> Cell[Date] | None:
    """The day or days of an event."""

    def told(account: Account) -> list[Told[Date]]:
        when = account.mention.date
        return [(account, when, when.span)] if when and when.start and when.end else []

    return _cell("date", accounts, sources, _Say(told, lambda when: (when.start, when.end), _vagueness, DATE_RULE))


def actor_cell(accounts: Sequence[Account], sources: Sources, role: Role) -> Cell[Actor] | None:
    """Who did it, or to whom. Other names are rivals or simply more of them: reports name the same people variously."""

    def told(account: Account) -> list[Told[Actor]]:
        own = (actor for actor in account.mention.actors if actor.role == role and actor_name(actor))
        return [(account, actor, actor.span) for actor in own]

    say = _Say(told, lambda actor: actor_name(actor).casefold(), _unknown_sector, ACTOR_RULE)
    return _cell(role, accounts, sources, say)


def acled_cell(accounts: Sequence[Account], sources: Sources) -> Cell[str] | None:
    """ACLED's sub-event type."""

    def told(account: Account) -> list[Told[str]]:
        acled = account.mention.acled
        return [(account, acled.sub_event_type, account.mention.trigger)] if acled else []

    return _cell("acled", accounts, sources, _Say(told, str, lambda _: 0, TYPE_RULE))


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


@dataclass(frozen=True, slots=True)
class _Say(Generic[Value]):
    """How one cell is read from an account, which values are one, and which is shown first (the lowest rank)."""

    told: Callable[[Account], list[Told[Value]]]
    key: Callable[[Value], Hashable]
    rank: Callable[[Value], int]
    rule: str


def _cell(name: str, accounts: Sequence[Account], sources: Sources, say: _Say[Value]) -> Cell[Value] | None:
    """Group what accounts say. Denials fill a cell only where nobody affirms; what a person corrected comes first."""
    holding = [account for account in accounts if affirms(account.mention)] or accounts
    told = [item for account in holding for item in say.told(account)]
    groups: dict[Hashable, list[Told[Value]]] = defaultdict(list)
    for item in told:
        groups[say.key(item[1])].append(item)
    decided = _corrections(name, told, sources, say)
    for item in _read_before(name, holding, sources, say):
        groups[say.key(item[1])].append(item)
    options = [_option(group, sources) for group in groups.values()]
    options.sort(
        key=lambda one: (
            say.key(one.value) != decided.get("key"),
            say.rank(one.value),
            -len(one.sources),
            -len(one.reports),
        )
    )
    return Cell(tuple(options), f"corrected by {decided['by']}" if decided else say.rule) if options else None


def _corrections(name: str, told: Sequence[Told[Value]], sources: Sources, say: _Say[Value]) -> dict[str, Hashable]:
    """The value that a person set last, and the signature; empty where nobody did."""
    made = [(sources.decisions.correction(item[0].mention.id, name), item) for item in told]
    last = max(((one, item) for one, item in made if one), key=lambda pair: pair[0].order, default=None)
    return {"key": say.key(last[1][1]), "by": last[0].signature} if last else {}


def _read_before(name: str, accounts: Sequence[Account], sources: Sources, say: _Say[Value]) -> Iterator[Told[Value]]:
    """What was read where a person corrected it: it stays a rival."""
    for account in accounts:
        read = sources.decisions.before.get(account.mention.id)
        if isinstance(read, Mention) and sources.decisions.correction(read.id, name):
            yield from say.told(replace(account, mention=read))


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
