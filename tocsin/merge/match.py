"""Which mentions, across reports, tell of one event.

Strands of reports are compared where they can be one: of one kind, about one place and time, or carrying the same
rare names. Pairs that nothing speaks against make components; each component is clustered by itself, in canonical
order, so that the result depends neither on the order in which reports arrive nor on how they are sharded. What people
decided comes first and last: what they told apart is never joined, what they joined is never parted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tocsin.merge.accounts import Account, accounts
from tocsin.merge.blocks import Key, Keys, keys_of
from tocsin.merge.clusters import CERTAIN, clustered
from tocsin.merge.copies import words
from tocsin.merge.judge import NOTHING, Decisions
from tocsin.merge.kinds import Kind, kind_of
from tocsin.merge.pairs import score
from tocsin.merge.strands import Strand, strands
from tocsin.reading import Reading
from tocsin.record import Copy

RARE, COMMON = 4, 10
"""A name in so many reports at most is rare, or at least uncommon. One in more tells of no one event: a president, a
police chief."""

FEW = 25
"""Reports for each that may carry a rare name: where all reports are about one week, no name is rare."""

RARE_WORD, UNCOMMON_WORD = 1.0, 0.5
"""What a shared name weighs (in halves, so that a sum does not depend on its order)."""

SHARED = 1.5
"""Weight of shared names from which two strands are compared though neither place nor day brings them together."""

WORTH = 1.0
"""A pair below this cannot come to join its clusters, and is not kept."""


def clusters(
    readings: Mapping[str, Reading],
    copies: Iterable[Copy],
    decisions: Decisions = NOTHING,
    kept: Kept | None = None,
) -> list[tuple[Account, ...]]:
    """All mentions of all readings, those of one event together, in canonical order.

    `kept` is what was matched before, which is brought up to date: only what changed is looked at again.
    """
    told = {name: accounts(reading) for name, reading in readings.items()}
    every = sorted((account for own in told.values() for account in own), key=lambda account: account.order)
    reprinted = _reprinted(every, readings, {copy.report: copy.original for copy in copies})
    matching = (kept or Kept()).brought_up_to(readings, reprinted, decisions)
    found = [[account for strand in cluster for account in strand.accounts] for cluster in matching.clusters()]
    _add_reprints(found, every, reprinted)
    ordered = [tuple(sorted(cluster, key=lambda account: account.order)) for cluster in found]
    return sorted(ordered, key=lambda cluster: cluster[0].order)


class Matching:
    """Strands of reports, the pairs among them that may be one event, and the events they come to.

    Reports may be added and taken away one by one: only what they touch is looked at again. Where it is known how many
    are to come, `expected` says so. `examined` counts the
    accounts that were.
    """

    def __init__(self, decisions: Decisions = NOTHING, *, expected: int = 0) -> None:
        self.decisions = decisions
        self.strands: dict[int, Strand] = {}
        self.pairs: dict[int, dict[int, float]] = defaultdict(dict)
        self.examined = 0
        self._next = 0
        self._expected = expected
        self._limits = (0, 0)
        self._indexed: set[int] = set()
        self._by_report: dict[str, list[int]] = {}
        self._by_key: dict[Key, list[int]] = defaultdict(list)
        self._own_keys: dict[int, tuple[Key, ...]] = {}
        self._by_word: dict[str, dict[str, list[int]]] = defaultdict(dict)
        self._found: dict[int, tuple[tuple[int, ...], list[list[int]]]] = {}
        self._same = _groups(decisions.same)

    def add(self, reading: Reading, *, without: Container[str] = ()) -> None:
        """Take a report in; it takes the place of an earlier reading of it. `without` are mentions left out."""
        name = reading.report.id
        if name in self._by_report:
            self.remove(name)
        numbers = []
        for strand in strands(reading, without=without, apart=self.decisions.different):
            numbers.append(self._next)
            self.strands[self._next] = strand
            self._next += 1
        self._by_report[name] = numbers
        self._scale()
        self._note_words(name, numbers)
        for number in numbers:
            self._compare(number)
            self._index(number)

    def remove(self, report: str) -> None:
        """Take a report out, and all that stood on it."""
        for number in self._by_report.pop(report, ()):
            self._forget(number)
            strand = self.strands[number]
            self._indexed.discard(number)
            for key in self._own_keys.pop(number):
                self._by_key[key].remove(number)
            for other in self.pairs.pop(number, {}):
                del self.pairs[other][number]
            for word in strand.words:
                self._forget_word(word, report)
            del self.strands[number]
        self._scale()

    def clusters(self) -> Iterator[list[Strand]]:
        """The strands of each event. Components that nothing touched since are not clustered again."""
        seen: set[int] = set()
        for number in sorted(self.strands):
            if number not in seen:
                component = self._component(number)
                seen.update(component)
                for cluster in self._clustered(component):
                    yield [self.strands[own] for own in cluster]

    def expect(self, reports: int) -> None:
        """Say anew how many reports there will be: what is a rare name depends on it."""
        self._expected = reports
        self._scale()

    def decide(self, decisions: Decisions) -> set[str]:
        """Follow other decisions. Tells the mentions that are joined or told apart otherwise than before."""
        old, self.decisions = self.decisions, decisions
        self._same = _groups(decisions.same)
        pairs = (set(old.same) ^ set(decisions.same)) | (old.different ^ decisions.different)
        joined = {mention for pair in (*old.same, *decisions.same) for mention in pair} if pairs else set()
        return {mention for pair in pairs for mention in pair} | joined

    # -- pairs -----------------------------------------------------------------------------------------------------

    def _scale(self) -> None:
        """Set how many reports may carry a rare name; where that changes with a small set's size, weigh all anew."""
        size = max(len(self._by_report), self._expected)
        limits = min(RARE, size // FEW), min(COMMON, size // FEW)
        if limits != self._limits:
            self._limits = limits
            self._weigh_again(word for word, carriers in self._by_word.items() if 2 <= len(carriers) <= COMMON)

    def _note_words(self, report: str, numbers: Sequence[int]) -> None:
        """Count who carries which names. Where a name becomes less rare, what it brought together is weighed anew."""
        for number in numbers:
            for word in self.strands[number].words:
                self._by_word[word].setdefault(report, []).append(number)
        crossing = {word for number in numbers for word in self.strands[number].words}
        self._weigh_again(word for word in crossing if len(self._by_word[word]) - 1 in self._limits)

    def _forget_word(self, word: str, report: str) -> None:
        carriers = self._by_word[word]
        if carriers.pop(report, None) is not None and len(carriers) in self._limits:
            self._weigh_again([word])

    def _weigh_again(self, crossing: Iterable[str]) -> None:
        for word in sorted(crossing):
            carrying = [number for own in self._by_word[word].values() for number in own if number in self._indexed]
            for place, number in enumerate(carrying):
                self._forget(number)  # what the word weighs counts also between strands that do not meet
                for other in carrying[:place]:
                    if self._meet(number, other):
                        self._pair(number, other)
                    else:
                        self._part(number, other)

    def _compare(self, number: int) -> None:
        self.examined += len(self.strands[number].accounts)
        for other in self._candidates(number):
            self._pair(number, other)

    def _pair(self, number: int, other: int) -> None:
        weight = self._weight(self.strands[number], self.strands[other])
        if weight < WORTH:
            self._part(number, other)
        elif self.pairs[number].get(other) != weight:
            self._forget(number)
            self._forget(other)
            self.pairs[number][other] = self.pairs[other][number] = weight

    def _part(self, number: int, other: int) -> None:
        if self.pairs[number].pop(other, None) is not None:
            del self.pairs[other][number]
            self._forget(number)
            self._forget(other)

    def _meet(self, number: int, other: int) -> bool:
        """Whether two strands are compared at all: by place and days, by people's word, or by names."""
        one, two = self._keys(self.strands[number]), self._keys(self.strands[other])
        if not set(one.sought).isdisjoint(two.own) or not set(two.sought).isdisjoint(one.own):
            return True
        one_kind = self.strands[number].kind == self.strands[other].kind
        return one_kind and self._names(self.strands[number], self.strands[other]) >= SHARED

    def _weight(self, first: Strand, second: Strand) -> float:
        if self._same and self._joined(first, second):
            return CERTAIN
        return score(first, second, self._names(first, second))

    def _names(self, first: Strand, second: Strand) -> float:
        return sum(self._word_weight(word) for word in first.words & second.words)

    def _word_weight(self, word: str) -> float:
        carriers = len(self._by_word[word])
        rare, common = self._limits
        return RARE_WORD if carriers <= rare else UNCOMMON_WORD if carriers <= common else 0.0

    def _joined(self, first: Strand, second: Strand) -> bool:
        return not self._groups_of(first).isdisjoint(self._groups_of(second))

    def _groups_of(self, strand: Strand) -> set[str]:
        own = (self._same.get(account.mention.id) for account in strand.accounts)
        return {group for group in own if group is not None} if self._same else set()

    def _keys(self, strand: Strand) -> Keys:
        keys = keys_of(strand)
        joined = tuple(("same", group) for group in sorted(self._groups_of(strand)))
        return Keys((*keys.own, *joined), (*keys.sought, *joined)) if joined else keys

    def _candidates(self, number: int) -> set[int]:
        """Strands that may tell of the same: by place and days, by two rare names, or by people's word."""
        strand = self.strands[number]
        found: set[int] = set()
        for key in self._keys(strand).sought:
            found.update(self._by_key.get(key, ()))
        shared: Counter[int] = Counter()
        for word in strand.words:
            weight = self._word_weight(word)
            if weight:
                for own in self._by_word[word].values():
                    for other in own:
                        shared[other] += weight  # type: ignore[assignment]
        found.update(
            other
            for other, weight in shared.items()
            if weight >= SHARED and other in self._indexed and self.strands[other].kind == strand.kind
        )
        found.discard(number)
        return found

    def _index(self, number: int) -> None:
        self._indexed.add(number)
        self._own_keys[number] = self._keys(self.strands[number]).own
        for key in self._own_keys[number]:
            self._by_key[key].append(number)

    # -- components ------------------------------------------------------------------------------------------------

    def _forget(self, number: int) -> None:
        """Drop what was clustered around a strand, to be done again."""
        if number in self._found:
            component, _ = self._found[number]
            for member in component:
                self._found.pop(member, None)

    def _component(self, number: int) -> tuple[int, ...]:
        if number in self._found:
            return self._found[number][0]
        seen, open_ = {number}, [number]
        while open_:
            for other in self.pairs.get(open_.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    open_.append(other)
        return tuple(sorted(seen))

    def _clustered(self, component: tuple[int, ...]) -> list[list[int]]:
        if component[0] not in self._found:
            self.examined += sum(len(self.strands[number].accounts) for number in component)
            strands = {number: self.strands[number] for number in component}
            found = clustered(strands, self._weight, self.decisions)
            self._found.update(dict.fromkeys(component, (component, found)))
        return self._found[component[0]][1]


Added = tuple[Reading, frozenset[str]]
"""A report in a matching, and the mentions of it that were left out."""


@dataclass(slots=True)
class Kept:
    """A matching kept from one merging to the next, with what each report was added as."""

    matching: Matching = field(default_factory=Matching)
    added: dict[str, Added] = field(default_factory=dict)

    def brought_up_to(
        self, readings: Mapping[str, Reading], reprinted: Container[str], decisions: Decisions
    ) -> Matching:
        """The matching of these readings, whatever it was of before. `reprinted` are mentions left out."""
        touched = self.matching.decide(decisions)
        told = {name: (reading, _left_out(reading, reprinted)) for name, reading in readings.items()}
        stale = {name for name, known in self.added.items() if not _is_as(known, told.get(name), touched)}
        for name in sorted(stale):
            self.matching.remove(name)
            del self.added[name]
        self.matching.expect(len(readings))
        for name in sorted(told.keys() - self.added.keys()):
            reading, without = told[name]
            self.matching.add(reading, without=without)
        self.added = told
        return self.matching


def _left_out(reading: Reading, reprinted: Container[str]) -> frozenset[str]:
    return frozenset(mention.id for mention in reading.mentions if mention.id in reprinted)


def _is_as(
    known: tuple[Reading, frozenset[str]], told: tuple[Reading, frozenset[str]] | None, touched: set[str]
) -> bool:
    if told is None or known[1] != told[1] or (known[0] is not told[0] and known[0] != told[0]):
        return False
    return not touched or touched.isdisjoint(mention.id for mention in known[0].mentions)


def _groups(same: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Mentions that people joined, each with the name of its group."""
    head: dict[str, str] = {}

    def find(name: str) -> str:
        while head.setdefault(name, name) != name:
            name = head[name]
        return name

    for first, second in sorted(same):
        low, high = sorted((find(first), find(second)))
        head[high] = low
    return {name: find(name) for name in head}


# -- reprints ------------------------------------------------------------------------------------------------------


def _reprinted(
    every: Iterable[Account], readings: Mapping[str, Reading], originals: Mapping[str, str]
) -> dict[str, str]:
    """Mentions in copies whose sentence the original has too, with the original's mention: they go where it goes."""
    if not originals:
        return {}
    concerned = {*originals, *originals.values()}
    here = [account for account in every if account.report in concerned]
    told = {_wording(account, readings): account for account in reversed(here)}
    reprinted = {}
    for account in here:
        original = originals.get(account.report)
        twin = told.get((original, *_wording(account, readings)[1:])) if original else None
        if twin is not None:
            reprinted[account.mention.id] = twin.mention.id
    return reprinted


def _wording(account: Account, readings: Mapping[str, Reading]) -> tuple[str, Kind, str, str, str]:
    report = readings[account.report].report
    mention = account.mention
    where = " ".join(sorted(place.name for place in mention.places))
    return account.report, kind_of(mention), mention.action, where, " ".join(words(report.cut(mention.sentence)))


def _add_reprints(found: Sequence[list[Account]], every: Iterable[Account], reprinted: Mapping[str, str]) -> None:
    home = {account.mention.id: cluster for cluster in found for account in cluster}
    for account in every:
        if account.mention.id in reprinted:
            home[_root(account.mention.id, reprinted)].append(account)


def _root(mention: str, reprinted: Mapping[str, str]) -> str:
    while mention in reprinted:
        mention = reprinted[mention]
    return mention
