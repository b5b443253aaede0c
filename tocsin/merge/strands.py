"""Strands: what one report tells of one event, gathered from its mentions.

A report gives the place in one sentence, the day in another, the dead in a third. Its accounts of one kind belong
together as long as nothing it says sets them apart: another place or day, other sides, other numbers, or the word
"another". What is denied joins nothing by nearness alone.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tocsin.merge.accounts import Account, accounts, setting_of, telling_words, words_in
from tocsin.merge.groups import group_of, is_common
from tocsin.merge.kinds import Kind, is_result, is_spoken, kind_of, likeness
from tocsin.merge.names import actor_name
from tocsin.merge.places import depth, is_spot, lies_in, place_key
from tocsin.merge.status import affirms
from tocsin.reading import Reading
from tocsin.values import Figure, Place

# Sectors that reports of one act mix up freely. A crowd attacked by police and one attacked by gunmen are two events.
SIDES = {
    **dict.fromkeys(("GOV", "MIL", "COP", "SPY", "JUD", "LEG", "ELI"), "state"),
    **dict.fromkeys(("REB", "UAF", "PRM", "CRM"), "armed"),
}

_APART = re.compile(r"\b(?:another|second|third|separate|separately|elsewhere|previous|unrelated|different)\b", re.I)
"""Words before a trigger that set its deed apart from those told before."""

COMPARED = ("killed", "injured", "detained")
"""Kinds of figures that tell events apart. Crowds are counted too variously."""

NEARBY = 250
"""Characters between two sentences that are still near: one sentence between them."""

Bounds = tuple[int, int | None]
_Known = tuple[Mapping[str, Figure], frozenset[tuple[str, str]], Place | None]


@dataclass(frozen=True, slots=True)
class Strand:
    """The accounts that one report gives of one event, and what of them is compared with other reports.

    `around` is where the report is chiefly set, for a strand that names no place. `words` are names and ages told in
    its sentences, and in the whole report where this is what it is chiefly about.
    """

    accounts: tuple[Account, ...]
    kind: Kind
    action: str
    report: str
    published: date | None
    place: Place | None
    around: Place | None
    start: date | None
    end: date | None
    sides: Mapping[str, frozenset[str]]
    actors: frozenset[str]
    targets: frozenset[str]
    tolls: Mapping[str, Bounds]
    words: frozenset[str]
    affirmed: bool
    spoken: bool

    @property
    def id(self) -> str:
        """The id of its first account."""
        return self.accounts[0].mention.id

    @property
    def order(self) -> tuple[date, str, int, str]:
        """Canonical order: earliest published first, then by report and position."""
        return min(account.order for account in self.accounts)

    @property
    def day(self) -> date | None:
        """The day, where it is told to the day."""
        return self.start if self.start == self.end else None


@dataclass(slots=True)
class _Draft:
    """A strand while it is gathered."""

    accounts: list[Account]
    actions: set[str]
    place: Place | None
    start: date | None
    end: date | None
    sides: dict[str, set[str]]
    tolls: dict[tuple[str, str], set[int]] = field(default_factory=dict)

    def take(self, account: Account, tolls: Mapping[tuple[str, str], set[int]]) -> None:
        self.accounts.append(account)
        self.actions.add(account.mention.action)
        if account.place and (self.place is None or depth(account.place) > depth(self.place)):
            self.place = account.place
        if account.start and account.end and (self.start is None or self._is_longer_than(account)):
            self.start, self.end = account.start, account.end
        for role, own in _sides(account).items():
            self.sides.setdefault(role, set()).update(own)
        for key, numbers in tolls.items():
            self.tolls.setdefault(key, set()).update(numbers)

    def _is_longer_than(self, account: Account) -> bool:
        if not (self.start and self.end and account.start and account.end):
            return True
        return self.end - self.start > account.end - account.start


def strands(
    reading: Reading, *, without: Container[str] = (), apart: frozenset[tuple[str, str]] = frozenset()
) -> list[Strand]:
    """The strands of a report. `without` are mentions left out, `apart` pairs of them that people told apart."""
    figures = {figure.id: figure for figure in reading.figures}
    drafts: dict[Kind, list[_Draft]] = {}
    setting = setting_of(reading)
    for account in accounts(reading):
        if account.mention.id in without:
            continue
        tolls = _numbers(account, figures)
        mine = drafts.setdefault(kind_of(account.mention), [])
        home = _home(account, tolls, mine, reading, (figures, apart, setting))
        if home is None:
            home = _Draft([], set(), None, None, None, {})
            mine.append(home)
        home.take(account, tolls)
    return _finished(reading, drafts, figures, setting)


def _home(
    account: Account,
    tolls: Mapping[tuple[str, str], set[int]],
    drafts: Sequence[_Draft],
    reading: Reading,
    known: _Known,
) -> _Draft | None:
    """The strand an account goes on with: the last one that nothing sets it apart from."""
    figures, apart, setting = known
    if not drafts or _says_another(account, reading):
        return None
    sure = is_spoken(account.mention) or not affirms(account.mention) or _is_wide(account, figures)
    fitting = [draft for draft in drafts if _goes_on(account, tolls, draft) and not _told_apart(account, draft, apart)]
    if sure:
        return next((draft for draft in reversed(fitting) if _says_the_same(account, draft)), None)
    if account.place is None and account.mention.claim is not None and setting is None:
        fitting = [draft for draft in fitting if _is_near(account, draft) and not _anothers(account, draft)]
    placed = [
        draft
        for draft in fitting
        if account.place and draft.place and place_key(draft.place) == place_key(account.place)
    ]
    return next(reversed(placed or fitting), None)


def _is_wide(account: Account, figures: Mapping[str, Figure]) -> bool:
    """Whether it counts people over a whole area or time: no one event did that."""
    return any(figures[name].scope == "aggregate" for name in account.mention.figures if name in figures)


def _tells_several(drafts: Sequence[_Draft]) -> bool:
    """Whether a report tells of several events of a kind: in two places, or on two days."""
    places = {place_key(draft.place) for draft in drafts if draft.place}
    days = {draft.start for draft in drafts if draft.start}
    return len(places) > 1 or len(days) > 1


def _anothers(account: Account, draft: _Draft) -> bool:
    """Whether all of a strand is claimed by others than whoever claims this."""
    return all(other.mention.claim not in (None, account.mention.claim) for other in draft.accounts)


def _is_near(account: Account, draft: _Draft) -> bool:
    """Whether an account stands in the sentences right after, or before, one of a strand."""
    here = account.mention.sentence
    return any(
        here.field == other.field and min(abs(here.start - other.end), abs(other.start - here.end)) <= NEARBY
        for other in (one.mention.sentence for one in draft.accounts)
    )


def _goes_on(account: Account, tolls: Mapping[tuple[str, str], set[int]], draft: _Draft) -> bool:
    action = account.mention.action
    return (
        any(likeness(action, other) for other in draft.actions)
        and _places_fit(account.place, draft.place)
        and _days_fit(account, draft)
        and _sides_fit(_sides(account), draft.sides)
        and not any(draft.tolls.get(key) and numbers.isdisjoint(draft.tolls[key]) for key, numbers in tolls.items())
    )


def _says_the_same(account: Account, draft: _Draft) -> bool:
    """For what is denied or done by words: the action, and a place or day or side that both name."""
    if account.mention.action not in draft.actions:
        return False
    place = account.place and draft.place and place_key(account.place) == place_key(draft.place)
    day = account.start and (account.start, account.end) == (draft.start, draft.end)
    names = _names([account]) & _names(draft.accounts)
    return bool(names) or bool(place and day)


def _told_apart(account: Account, draft: _Draft, apart: frozenset[tuple[str, str]]) -> bool:
    own = account.mention.id
    return bool(apart) and any(
        (min(own, other.mention.id), max(own, other.mention.id)) in apart for other in draft.accounts
    )


def _says_another(account: Account, reading: Reading) -> bool:
    trigger, sentence = account.mention.trigger, account.mention.sentence
    if trigger.field != sentence.field:
        return False
    before = reading.report.whole(trigger.field)[sentence.start : trigger.start]
    return _APART.search(before[-60:]) is not None


def _places_fit(first: Place | None, second: Place | None) -> bool:
    if first is None or second is None or place_key(first) == place_key(second):
        return True
    if is_spot(first) or is_spot(second):
        return True
    if not first.resolved or not second.resolved:
        return depth(first) != depth(second)
    if "country" in (first.level, second.level):
        return False  # a report that tells of a town and of a country tells of two events
    return lies_in(first, second) or lies_in(second, first)


def _days_fit(account: Account, draft: _Draft) -> bool:
    if not (account.start and account.end and draft.start and draft.end):
        return True
    return account.start <= draft.end and draft.start <= account.end


def _sides_fit(first: Mapping[str, set[str]], second: Mapping[str, set[str]]) -> bool:
    return all(not first.get(role) or not second.get(role) or first[role] & second[role] for role in first)


def _sides(account: Account) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for actor in account.mention.actors:
        if actor.sector:
            found.setdefault(actor.role, set()).add(SIDES.get(actor.sector, "civilian"))
    return found


def _numbers(account: Account, figures: Mapping[str, Figure]) -> dict[tuple[str, str], set[int]]:
    """The numbers an account gives, by kind and group. Claims of one report may differ on one event."""
    found: dict[tuple[str, str], set[int]] = {}
    for name in account.mention.figures:
        figure = figures.get(name)
        if figure and figure.states_a_toll and figure.claim is None and figure.part_of is None:
            found.setdefault((figure.kind, group_of(figure)), set()).add(figure.best)
    return found


def _finished(
    reading: Reading,
    drafts: Mapping[Kind, Sequence[_Draft]],
    figures: Mapping[str, Figure],
    setting: Place | None,
) -> list[Strand]:
    every = [(kind, draft) for kind in sorted(drafts) for draft in drafts[kind]]
    if not every:
        return []
    chief = max(every, key=lambda item: _chiefness(item[1], reading.principal))[1]
    whole = telling_words(reading)
    return [
        Strand(
            accounts=tuple(draft.accounts),
            kind=kind,
            action=_chief_action(draft),
            report=reading.report.id,
            published=reading.report.published,
            place=draft.place,
            around=None if any(_is_wide(account, figures) for account in draft.accounts) else setting,
            start=draft.start,
            end=draft.end,
            sides={role: frozenset(own) for role, own in draft.sides.items()},
            actors=_names(draft.accounts),
            targets=_targets(draft.accounts),
            tolls=_tolls(draft, figures),
            words=whole if draft is chief else _own_words(reading, draft, whole),
            affirmed=any(affirms(account.mention) for account in draft.accounts),
            spoken=is_spoken(draft.accounts[0].mention),
        )
        for kind, draft in every
    ]


def _chiefness(draft: _Draft, principal: str | None) -> tuple[bool, int]:
    told = draft.accounts
    return any(account.mention.id == principal for account in told), len(told) * affirms(told[0].mention)


def _chief_action(draft: _Draft) -> str:
    """The action told most, an act before what it left behind, the first of several."""
    told = [account.mention.action for account in draft.accounts]
    return min(told, key=lambda action: (is_result(action), -told.count(action), told.index(action)))


def _own_words(reading: Reading, draft: _Draft, whole: frozenset[str]) -> frozenset[str]:
    spans = {span for account in draft.accounts for span in (account.mention.sentence, *account.mention.evidence)}
    return words_in(reading.report, sorted(spans), whole)


def _names(told: Iterable[Account]) -> frozenset[str]:
    """The last word of every actor's name: what a noun phrase is about."""
    names = (actor_name(actor) for account in told for actor in account.mention.actors)
    return frozenset(name.split()[-1].casefold() for name in names if name)


def _targets(told: Iterable[Account]) -> frozenset[str]:
    """What was attacked, where it is more than people: an office, a convoy, a party."""
    own = (actor for account in told for actor in account.mention.actors if actor.role == "recipient")
    heads = (name.split()[-1].casefold() for actor in own if (name := actor_name(actor)))
    return frozenset(head for head in heads if not is_common(head))


def _tolls(draft: _Draft, figures: Mapping[str, Figure]) -> dict[str, Bounds]:
    """The widest number of killed and injured that the strand gives."""
    found: dict[str, Bounds] = {}
    for account in draft.accounts:
        for name in account.mention.figures:
            figure = figures.get(name)
            if figure and figure.states_a_toll and figure.part_of is None and figure.kind in COMPARED:
                known = found.get(figure.kind)
                if known is None or figure.best > known[0]:
                    found[figure.kind] = (figure.best, figure.high)
    return found
