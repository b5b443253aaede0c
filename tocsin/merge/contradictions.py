"""Accounts that cannot both hold: it happened against it did not, and numbers whose bounds do not meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations

from tocsin.merge.accounts import Account
from tocsin.merge.fuse import firsthand, independent
from tocsin.merge.sources import Sources
from tocsin.merge.status import affirms
from tocsin.merge.tolls import bounds
from tocsin.record import Contradiction, Evidence, Option, Side, Toll
from tocsin.report import content_hash
from tocsin.values import Figure


def occurrence(event_id: str, accounts: Sequence[Account], sources: Sources) -> tuple[Contradiction, ...]:
    """Whether an event happened at all, where accounts differ on it."""
    held = [account for account in accounts if affirms(account.mention)]
    denied = [account for account in accounts if not affirms(account.mention)]
    if not held or not denied:
        return ()
    failed = all(account.mention.factuality == "failed" for account in denied)
    against = "it was tried and failed" if failed else "it did not"
    sides = (_told("it happened", held, sources), _told(against, denied, sources))
    return (Contradiction(content_hash("contradiction", event_id), "occurrence", event_id, sides),)


def withdrawn(tolls: Iterable[Toll]) -> tuple[Contradiction, ...]:
    """Numbers that somebody denies or withdraws, against whoever gives them."""
    return tuple(
        Contradiction(
            content_hash("contradiction", "withdrawn", option.value.id),
            "figure",
            toll.id,
            (_given(option), Side(f"not {option.value.best}", option.denials, option.deniers)),
        )
        for toll in tolls
        for option in toll.options
        if option.deniers
    )


def numbers(tolls: Iterable[Toll]) -> tuple[Contradiction, ...]:
    """Numbers that cannot both hold. A later day's number is an update of an earlier one and no contradiction."""
    found = []
    for toll in tolls:
        told: set[tuple[int, ...]] = set()
        for day, options in _by_day(toll).items():
            rivals = _excluding(options)
            numbers_told = tuple(option.value.best for option in rivals)
            if rivals and numbers_told not in told:
                told.add(numbers_told)
                name = content_hash("contradiction", toll.id, str(day))
                found.append(Contradiction(name, "figure", toll.id, tuple(_given(option) for option in rivals)))
    return tuple(found)


def _told(says: str, accounts: Sequence[Account], sources: Sources) -> Side:
    evidence = dict.fromkeys(
        Evidence(account.report, account.mention.sentence) for account in firsthand(accounts, sources)
    )
    return Side(says, tuple(evidence), independent(accounts, sources))


def _by_day(toll: Toll) -> dict[date | None, list[Option[Figure]]]:
    days: dict[date | None, list[Option[Figure]]] = defaultdict(list)
    for option in toll.options:
        for day in option.days or (option.day,):
            days[day].append(option)
    return days


def _excluding(options: Sequence[Option[Figure]]) -> list[Option[Figure]]:
    """The options that exclude at least one other, lowest first."""
    at_odds = {id(option) for pair in combinations(options, 2) if not _meet(*pair) for option in pair}
    return sorted((option for option in options if id(option) in at_odds), key=lambda option: option.value.best)


def _meet(first: Option[Figure], second: Option[Figure]) -> bool:
    (low1, high1), (low2, high2) = bounds(first.value), bounds(second.value)
    return (high2 is None or low1 <= high2) and (high1 is None or low2 <= high1)


def _given(option: Option[Figure]) -> Side:
    return Side(f"{option.value.best}", option.evidence, option.sources)
