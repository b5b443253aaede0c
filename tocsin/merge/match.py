"""Which mentions, across reports, tell of one event.

The first rule: one kind of action, one place, one day, and actors that do not exclude each other. Accounts that tell
less (a country only, "last week", no place) join an event where exactly one fits, and otherwise stand alone: two
towns or two days are never made one because the kind is the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tocsin.event import Mention
from tocsin.merge.copies import words
from tocsin.merge.judge import NOTHING, Decisions
from tocsin.merge.places import depth, lies_in, place_key, place_of
from tocsin.reading import Reading
from tocsin.record import Copy
from tocsin.report import Report
from tocsin.values import Place

RECENT = timedelta(days=3)
"""An account without a date is taken for an event of the same place at most this long before its publication."""

LONGEST = timedelta(days=7)
"""An account of a longer stretch than a week ("in January") is not taken for an event of one of its days."""

# Sectors that reports of one act mix up freely. A crowd attacked by police and one attacked by gunmen are two events.
SIDES = {
    **dict.fromkeys(("GOV", "MIL", "COP", "SPY", "JUD", "LEG", "ELI"), "state"),
    **dict.fromkeys(("REB", "UAF", "PRM", "CRM"), "armed"),
}

Kind = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Account:
    """A mention with the report it stands in, and where and when it says it happened."""

    mention: Mention
    report: str
    published: date | None
    place: Place | None
    start: date | None
    end: date | None
    in_headline: bool = False

    @property
    def order(self) -> tuple[date, str, int, str]:
        """Canonical order: earliest published first, then by report and position."""
        return self.published or date.max, self.report, self.mention.trigger.start, self.mention.id

    @property
    def day(self) -> date | None:
        """The day, where it is told to the day."""
        return self.start if self.start == self.end else None


Cluster = list[Account]
_Key = tuple[int, str, str]


def clusters(
    readings: Mapping[str, Reading], copies: Iterable[Copy], decisions: Decisions = NOTHING
) -> list[tuple[Account, ...]]:
    """All mentions of all readings, those of one event together, in canonical order."""
    accounts = sorted(_accounts(readings), key=lambda account: account.order)
    reprinted = _reprinted(accounts, readings, {copy.report: copy.original for copy in copies})
    found: list[Cluster] = []
    for block in _blocks(account for account in accounts if account.mention.id not in reprinted):
        found += _matched(block)
    _add_reprints(found, accounts, reprinted)
    found = _decided(found, decisions)
    ordered = [tuple(sorted(cluster, key=lambda account: account.order)) for cluster in found]
    return sorted(ordered, key=lambda cluster: cluster[0].order)


def _accounts(readings: Mapping[str, Reading]) -> Iterator[Account]:
    for reading in readings.values():
        for mention in reading.mentions:
            when = mention.date
            yield Account(
                mention=mention,
                report=reading.report.id,
                published=reading.report.published,
                place=place_of(mention.places),
                start=when.start if when and when.end else None,
                end=when.end if when and when.start else None,
                in_headline=_in_headline(reading.report, mention),
            )


def _in_headline(report: Report, mention: Mention) -> bool:
    if mention.trigger.field == "title":
        return True
    ends = len(report.text) - len(report.text.lstrip()) + len(report.title or "")
    return report.title_in_text and mention.trigger.end <= ends


def kind_of(mention: Mention) -> Kind:
    """What two accounts of one event have in common: whether it is told or ahead, the type, and the action.

    PLOVER's mode is too coarse here: a coup, looting and the taking of a town are all one mode.
    """
    phase = "told" if mention.factuality in ("happened", "negated") else mention.factuality
    return phase, mention.type, mention.action


def _blocks(accounts: Iterable[Account]) -> list[Cluster]:
    blocks: dict[Kind, Cluster] = defaultdict(list)
    for account in accounts:
        blocks[kind_of(account.mention)].append(account)
    return [blocks[key] for key in sorted(blocks)]


def _reprinted(
    accounts: Iterable[Account], readings: Mapping[str, Reading], originals: Mapping[str, str]
) -> dict[str, str]:
    """Mentions in copies whose sentence the original has too, with the original's mention: they go where it goes."""
    told = {_wording(account, readings): account for account in reversed(list(accounts))}
    reprinted = {}
    for account in accounts:
        original = originals.get(account.report)
        twin = told.get((original, *_wording(account, readings)[1:])) if original else None
        if twin is not None:
            reprinted[account.mention.id] = twin.mention.id
    return reprinted


def _wording(account: Account, readings: Mapping[str, Reading]) -> tuple[str, Kind, str, str]:
    report = readings[account.report].report
    mention = account.mention
    where = " ".join(sorted(place.name for place in mention.places))
    return account.report, kind_of(mention), where, " ".join(words(report.cut(mention.sentence)))


def _add_reprints(found: Sequence[Cluster], accounts: Iterable[Account], reprinted: Mapping[str, str]) -> None:
    home = {account.mention.id: cluster for cluster in found for account in cluster}
    for account in accounts:
        if account.mention.id in reprinted:
            home[_root(account.mention.id, reprinted)].append(account)


def _decided(found: Sequence[Cluster], decisions: Decisions) -> list[Cluster]:
    """The clusters after people's word: what they joined is one, and parted where they told accounts apart."""
    if not decisions.same and not decisions.different:
        return list(found)
    home = {account.mention.id: cluster for cluster in found for account in cluster}
    whole: dict[int, list[Cluster]] = {}
    for cluster in found:
        whole[id(cluster)] = [cluster]
    for first, second in decisions.same:
        one, two = whole[id(home[first])], whole[id(home[second])]
        if one is not two:
            one += two
            whole.update((id(cluster), one) for cluster in two)
    together = {id(group): group for group in whole.values()}
    return [part for group in together.values() for part in _kept_apart(group, decisions)]


def _kept_apart(group: Sequence[Cluster], decisions: Decisions) -> list[Cluster]:
    """Accounts in parts that hold no two told apart. What people joined stays together."""
    unit_of: dict[str, Cluster] = {}
    accounts = sorted((account for cluster in group for account in cluster), key=lambda account: account.order)
    for account in accounts:
        unit_of[account.mention.id] = [account]
    for first, second in decisions.same:
        if first in unit_of and unit_of[first] is not unit_of[second]:
            joined = unit_of[first]
            joined += unit_of[second]
            unit_of.update((account.mention.id, joined) for account in unit_of[second])
    parts: list[Cluster] = []
    for unit in {id(unit): unit for unit in unit_of.values()}.values():
        home = next((part for part in parts if not _barred(part, unit, decisions.different)), None)
        if home is None:
            parts.append(home := [])
        home += unit
    return parts


def _barred(part: Cluster, unit: Cluster, different: frozenset[tuple[str, str]]) -> bool:
    pairs = ((a.mention.id, b.mention.id) for a in part for b in unit)
    return bool(different) and any((min(pair), max(pair)) in different for pair in pairs)


def _root(mention: str, reprinted: Mapping[str, str]) -> str:
    while mention in reprinted:
        mention = reprinted[mention]
    return mention


def _matched(block: Sequence[Account]) -> list[Cluster]:
    """The clusters of one kind: exact accounts first, from the narrowest place to the widest, then each vaguer sort."""
    found = _Found()
    for _, group in _grouped([account for account in block if account.place and account.day], _exactly):
        found.settle(group, _around)
    for sort, fitting in VAGUER:
        for _, group in _grouped([account for account in block if sort(account)], _as_told):
            found.settle(group, fitting)
    return found.clusters


class _Found:
    """The clusters of one kind so far, by day and by report."""

    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        self.by_day: dict[date, list[Cluster]] = defaultdict(list)
        self.by_report: dict[str, list[Cluster]] = defaultdict(list)

    def settle(self, group: Sequence[Account], fitting: Fitting) -> None:
        """Join each account to the only cluster that fits it. What fits none, or several, stays together as told."""
        fits = [_only(fitting(account, self), account) for account in group]
        for account, home in zip(group, fits, strict=True):
            if home is not None:
                home.append(account)
                self.by_report[account.report].append(home)
        for cluster in _parted([account for account, home in zip(group, fits, strict=True) if home is None]):
            self._add(cluster)

    def on_days(self, start: date, end: date) -> list[Cluster]:
        """The clusters of a day of that stretch."""
        return [cluster for day in _days(start, end) for cluster in self.by_day[day]]

    def _add(self, cluster: Cluster) -> None:
        self.clusters.append(cluster)
        for report in {account.report for account in cluster}:
            self.by_report[report].append(cluster)
        if day := cluster[0].day:
            self.by_day[day].append(cluster)


Fitting = Callable[[Account, _Found], list[Cluster]]


def _around(account: Account, found: _Found) -> list[Cluster]:
    """A wider place named only: events inside it on that day, unless the report itself tells them apart."""
    if account.day is None:
        return []
    same_day = found.on_days(account.day, account.day)
    return [c for c in same_day if _inside(c, account) and not _tells(account.report, c)]


def _within_days(account: Account, found: _Found) -> list[Cluster]:
    """A stretch of days: events at the place on one of them."""
    if account.start is None or account.end is None or account.end - account.start > LONGEST:
        return []
    return [c for c in found.on_days(account.start, account.end) if _at(c, account) or _inside(c, account)]


def _lately(account: Account, found: _Found) -> list[Cluster]:
    """No date: events at the place that the report tells of, or else those shortly before its publication."""
    own = [c for c in _once(found.by_report[account.report]) if _at(c, account) or _inside(c, account)]
    if own or account.published is None:
        return own
    recent = found.on_days(account.published - RECENT, account.published)
    return [c for c in recent if _at(c, account)]


def _in_report(account: Account, found: _Found) -> list[Cluster]:
    """No place: events that the same report tells of, on that day where it is told."""
    own = [c for c in _once(found.by_report[account.report]) if c[0].place]
    return [c for c in own if account.start is None or _meets(c[0], account)]


VAGUER: tuple[tuple[Callable[[Account], bool], Fitting], ...] = (
    (lambda account: account.place is not None and account.start is not None and account.day is None, _within_days),
    (lambda account: account.place is not None and account.start is None, _lately),
    (lambda account: account.place is None, _in_report),
)
"""Sorts of vaguer accounts, in the order in which they are settled, with where each looks for its event."""


def _only(fitting: Sequence[Cluster], account: Account) -> Cluster | None:
    agreeing = [cluster for cluster in fitting if all(_may_be_one(account, other) for other in cluster)]
    return agreeing[0] if len(agreeing) == 1 else None


def _parted(group: Iterable[Account]) -> list[Cluster]:
    """Accounts that agree in kind, place and day, parted where their actors exclude each other."""
    parts: list[Cluster] = []
    for account in sorted(group, key=lambda account: (not account.mention.actors, account.order)):
        home = next((part for part in parts if all(_may_be_one(account, other) for other in part)), None)
        if home is None:
            parts.append(home := [])
        home.append(account)
    return parts


def _may_be_one(first: Account, second: Account) -> bool:
    """Whether the sides that two accounts name, as far as they name any, have one in common for each role."""
    return all(_meet(_sides(first, role), _sides(second, role)) for role in ("actor", "recipient"))


def _sides(account: Account, role: str) -> set[str]:
    sectors = {actor.sector for actor in account.mention.actors if actor.role == role and actor.sector}
    return {SIDES.get(sector, "civilian") for sector in sectors}


def _meet(first: set[str], second: set[str]) -> bool:
    return not first or not second or bool(first & second)


def _grouped(accounts: Iterable[Account], key: Callable[[Account], _Key]) -> list[tuple[_Key, Cluster]]:
    groups: dict[_Key, Cluster] = defaultdict(list)
    for account in accounts:
        groups[key(account)].append(account)
    return [(told, groups[told]) for told in sorted(groups)]


def _exactly(account: Account) -> _Key:
    """Equal for accounts of one place and day; narrow places sort first."""
    return _place_rank(account), _place_word(account), str(account.day)


def _as_told(account: Account) -> _Key:
    """Equal for accounts that say the same of place and time. One without a place is like no other."""
    when = f"{account.start} {account.end}" if account.start else f"published {account.published}"
    return _place_rank(account), _place_word(account), when if account.place else account.mention.id


def _place_rank(account: Account) -> int:
    return -depth(account.place) if account.place else 0


def _place_word(account: Account) -> str:
    return place_key(account.place) if account.place else ""


def _at(cluster: Cluster, account: Account) -> bool:
    place = cluster[0].place
    return place is not None and account.place is not None and place_key(place) == place_key(account.place)


def _inside(cluster: Cluster, account: Account) -> bool:
    place = cluster[0].place
    return place is not None and account.place is not None and lies_in(place, account.place)


def _tells(report: str, cluster: Cluster) -> bool:
    return any(account.report == report for account in cluster)


def _meets(first: Account, second: Account) -> bool:
    if not (first.start and first.end and second.start and second.end):
        return False
    return first.start <= second.end and second.start <= first.end


def _once(clusters: Iterable[Cluster]) -> list[Cluster]:
    return list({id(cluster): cluster for cluster in clusters}.values())


def _days(start: date, end: date) -> Iterator[date]:
    for number in range((end - start).days + 1):
        yield start + timedelta(number)
