"""One component of strands made into events.

The two clusters that most speaks for are joined first, on the average over their pairs, as long as it is enough: one
report that took the day wrong neither joins two events nor parts one. Strands that tell less (a country only, no day)
come last, and join an event where exactly one fits.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping

from tocsin.merge.accounts import NARROW
from tocsin.merge.judge import Decisions
from tocsin.merge.pairs import ENOUGH, NEVER, place_speaks, speaks_against
from tocsin.merge.places import depth
from tocsin.merge.strands import Strand

LEAST = 2.5
"""What speaks at least for the event that a vague strand joins: its kind, a place that holds it, and its day."""

MARGIN = 0.5
"""By how much that event fits better than any other."""

FEW_DAYS = 2
"""Nights between the first and last day of what still has a day of its own."""

LARGEST = 300
"""Strands compared all with all. A larger component is clustered in such parts, as its strands follow one another."""

BEST = 0.75
"""Share of the closest pair in what speaks for two clusters; the rest is the mean over all pairs."""

WORST = -2.0
"""The least that one pair counts in a mean: one report that took day and town wrong parts no event."""

CERTAIN, BARRED = 1e9, -1e9
"""What weighs the word of people that two strands are of one event, and that they are not."""

Weight = Callable[[Strand, Strand], float]
Cluster = list[int]


def clustered(strands: Mapping[int, Strand], weight: Weight, decisions: Decisions) -> list[Cluster]:
    """The events of a component. Neither the numbers of the strands nor their order matters, only what they tell."""
    order = sorted(strands, key=lambda number: (_day_order(strands[number]), strands[number].order))
    found: list[Cluster] = []
    for start in range(0, len(order), LARGEST):
        part = {number: strands[number] for number in order[start : start + LARGEST]}
        found += _parts(part, weight, decisions)
    return found


def _parts(strands: Mapping[int, Strand], weight: Weight, decisions: Decisions) -> list[Cluster]:
    if len(strands) == 1:
        return [list(strands)]
    table = _Table(strands, weight, decisions)
    table.join_certain()
    vague = {number for number in strands if _is_vague(strands[number])}
    table.join_closest(set(strands) - vague)
    table.join_closest(strands)
    table.settle(vague)
    return table.clusters()


def _is_vague(strand: Strand) -> bool:
    """Whether it names no town, or no day: "last week" is none."""
    if strand.place is None or depth(strand.place) < NARROW or strand.start is None or strand.end is None:
        return True
    return (strand.end - strand.start).days > FEW_DAYS


def _may_hold(vague: Strand, other: Strand) -> bool:
    """Whether a strand may join an event through its place. Numbers for a country are not those of a town in it."""
    if not place_speaks(vague, other) or speaks_against(vague, other):
        return False
    if _lacks_target(vague, other):
        return False
    wide = vague.place is not None and depth(vague.place) < NARROW
    return not (wide and vague.tolls) or _same_number(vague, other)


def _lacks_target(vague: Strand, other: Strand) -> bool:
    """Whether one building was attacked, and the other tells of a town: of all its dead, of an attack "on Almaty"."""
    return bool(other.targets and not vague.targets and vague.place) and not _same_number(vague, other)


def _same_number(vague: Strand, other: Strand) -> bool:
    return any(other.tolls.get(kind) == told for kind, told in vague.tolls.items())


class _Table:
    """Clusters and how much speaks for each two of them being one: the sum over their pairs."""

    def __init__(self, strands: Mapping[int, Strand], weight: Weight, decisions: Decisions) -> None:
        self.strands = strands
        self.order = sorted(strands, key=lambda number: strands[number].order)
        self.rank = {number: place for place, number in enumerate(self.order)}
        self.members: dict[int, Cluster] = {number: [number] for number in self.order}
        self.sums: dict[int, dict[int, float]] = {number: {} for number in self.order}
        self.best: dict[int, dict[int, float]] = {number: {} for number in self.order}
        self.certain: list[tuple[int, int]] = []
        for place, number in enumerate(self.order):
            for other in self.order[:place]:
                weighed = self._judged(strands[number], strands[other], weight, decisions)
                if weighed >= CERTAIN:
                    self.certain.append((number, other))
                    weighed = ENOUGH
                self.sums[number][other] = self.sums[other][number] = weighed
                self.best[number][other] = self.best[other][number] = weighed

    def clusters(self) -> list[Cluster]:
        return list(self.members.values())

    def join_certain(self) -> None:
        """Join what people joined."""
        home = {number: number for number in self.order}
        for one, two in self.certain:
            first, second = home[one], home[two]
            if first != second:
                kept = self._join(first, second)
                home.update(dict.fromkeys(self.members[kept], kept))

    def join_closest(self, among: Iterable[int]) -> None:
        """Join the two clusters of the highest average, again and again, while it is enough."""
        here = {number for number in among if number in self.members}
        heap = [self._entry(one, two) for one in here for two in self.sums[one] if two in here and two < one]
        heapq.heapify(heap)
        while heap:
            mean, _, _, one, two, size = heapq.heappop(heap)
            if -mean < ENOUGH:
                return
            if one not in self.members or two not in self.members or size != self._size(one, two):
                continue
            kept = self._join(one, two)
            for other in self.sums[kept]:
                if other in here and other in self.members:
                    heapq.heappush(heap, self._entry(kept, other))

    def settle(self, vague: Iterable[int]) -> None:
        """Join each vague cluster to the only event that fits it."""
        told = set(vague)
        alone = [number for number in self.order if number in self.members and told.issuperset(self.members[number])]
        fitting = {number: self._only_fit(number, set(alone)) for number in alone}
        moved: dict[int, int] = {}
        for number, fit in fitting.items():
            home = fit if fit is None else moved.get(fit, fit)
            if fit is not None and home is not None and self.sums[home].get(number, BARRED) > NEVER:
                moved[fit] = self._join(home, number)

    def _only_fit(self, number: int, alone: set[int]) -> int | None:
        means = {other: self._mean(number, other) for other in self.members if other not in alone}
        fits = [
            (mean, -self.rank[other], other)
            for other, mean in means.items()
            if (mean >= ENOUGH and not self._is_barred(number, other)) or (mean >= LEAST and self._fits(number, other))
        ]
        ranked = sorted(fits, reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
            return None
        return ranked[0][2]

    def _is_barred(self, number: int, home: int) -> bool:
        own = [self.strands[one] for one in self.members[number]]
        there = [self.strands[one] for one in self.members[home]]
        return all(_lacks_target(one, other) or speaks_against(one, other) for one in own for other in there)

    def _fits(self, number: int, home: int) -> bool:
        return any(
            _may_hold(self.strands[own], self.strands[member])
            for own in self.members[number]
            for member in self.members[home]
        )

    def _join(self, one: int, two: int) -> int:
        """Make one cluster of two, under the number of the earlier."""
        kept, gone = sorted((one, two), key=lambda number: self.rank[number])
        self.members[kept] += self.members.pop(gone)
        for other, weighed in self.sums.pop(gone).items():
            del self.sums[other][gone]
            best = self.best[other].pop(gone)
            if other != kept:
                self.sums[kept][other] = self.sums[other][kept] = self.sums[kept][other] + weighed
                self.best[kept][other] = self.best[other][kept] = max(self.best[kept][other], best)
        self.best.pop(gone)
        return kept

    def _entry(self, one: int, two: int) -> tuple[float, int, int, int, int, int]:
        first, second = sorted((one, two), key=lambda number: self.rank[number])
        return -self._mean(one, two), self.rank[first], self.rank[second], first, second, self._size(one, two)

    def _mean(self, one: int, two: int) -> float:
        total = self.sums[one][two]
        if total <= NEVER / 2:
            return total
        return BEST * self.best[one][two] + (1 - BEST) * total / self._size(one, two)

    def _size(self, one: int, two: int) -> int:
        return len(self.members[one]) * len(self.members[two])

    def _judged(self, first: Strand, second: Strand, weight: Weight, decisions: Decisions) -> float:
        if decisions.different and _told_apart(first, second, decisions):
            return BARRED
        weighed = weight(first, second)
        return weighed if weighed <= NEVER else max(weighed, WORST)


def _told_apart(first: Strand, second: Strand, decisions: Decisions) -> bool:
    pairs = ((a.mention.id, b.mention.id) for a in first.accounts for b in second.accounts)
    return any((min(pair), max(pair)) in decisions.different for pair in pairs)


def _day_order(strand: Strand) -> int:
    day = strand.start or strand.published
    return day.toordinal() if day else 0
