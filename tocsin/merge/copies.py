"""Which reports reprint which: exact copies, near copies, and reports that take over a part of another.

Candidates come from MinHash (near copies) and from shared landmarks (parts); every pair is then compared exactly, so
that what is found does not depend on the order in which reports arrive.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from zlib import crc32

from rensa import RMinHash

from tocsin.merge.agencies import originality
from tocsin.record import Copy, CopyKind
from tocsin.report import Report, content_hash

SHINGLE = 5
"""Words a shingle. Five are long enough that two reports on one event rarely share them but in quotations."""

NEAR = 0.4
"""Jaccard of shingles from which two reports are one story edited. On the develop half of the Helsinki set every
pair at .4 and above was a true copy; between .2 and .4 a third only shared quotations."""

PART = 0.6
"""Share of the shorter report's shingles that stands in the longer. Below .6 shared quotations and picture captions
are as frequent as reprints."""

SHORT = 40
"""Shared shingles from which likeness proves a copy. A caption or one long quotation is no reprint, and short notices
of two towns may follow one form."""

NEAR_SHORT = 0.8
"""Jaccard from which short reports are copies: a place and a number changed in forty words leave less."""

PERMUTATIONS, ROWS, SEED = 128, 2, 1
"""With 64 bands of two rows a pair at Jaccard .4 becomes a candidate with a probability of .99999."""

LANDMARK = 4
"""One shingle of four is kept as a landmark, by its hash."""

CROWDED = 50
"""A landmark in more reports than this is boilerplate or a much quoted sentence, and points nowhere."""

_WORD = re.compile(r"\w+")
_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Print:
    """What of a report is compared: its words run together, its shingles, its landmarks and its MinHash bands."""

    report: Report
    whole: str
    shingles: frozenset[str]
    landmarks: tuple[str, ...]
    bands: tuple[tuple[int, ...], ...]


class Prints:
    """Prints of reports, kept from one merging to the next: only what is new is printed and compared.

    Bands of MinHash lead a new report to those that may be like it. What was compared once is not compared again.
    """

    def __init__(self) -> None:
        self.known: dict[str, _Print] = {}
        self.near: dict[str, set[str]] = defaultdict(set)
        self._by_band: dict[tuple[int, ...], set[str]] = defaultdict(set)
        self._parts: dict[str, dict[str, bool]] = defaultdict(dict)

    def keep(self, reports: Iterable[Report]) -> None:
        """Keep the prints of these reports and of no others."""
        told = {report.id: report for report in reports}
        for name in [name for name, known in self.known.items() if told.get(name) != known.report]:
            self._remove(name)
        for name in sorted(told):
            if name not in self.known:
                self._add(_printed(told[name]))

    def near_pairs(self) -> set[_Pair]:
        """Pairs of reports that are one story edited."""
        return {(one, other) for one, others in self.near.items() for other in others if one < other}

    def is_part(self, pair: _Pair) -> bool:
        """Whether one of a pair takes over the better part of the other."""
        known = self._parts[pair[0]]
        if pair[1] not in known:
            known[pair[1]] = self._parts[pair[1]][pair[0]] = _is_part(self.known[pair[0]], self.known[pair[1]])
        return known[pair[1]]

    def _add(self, new: _Print) -> None:
        name = new.report.id
        self.known[name] = new
        seen = {other for band in new.bands for other in self._by_band[band]}
        for other in seen:
            if _is_near(new, self.known[other]):
                self.near[name].add(other)
                self.near[other].add(name)
        for band in new.bands:
            self._by_band[band].add(name)

    def _remove(self, name: str) -> None:
        for band in self.known.pop(name).bands:
            self._by_band[band].discard(name)
            if not self._by_band[band]:
                del self._by_band[band]
        for other in self.near.pop(name, ()):
            self.near[other].discard(name)
        for other in self._parts.pop(name, ()):
            self._parts[other].pop(name, None)


def copies(reports: Iterable[Report], kept: Prints | None = None) -> tuple[Copy, ...]:
    """Every report that reprints an earlier one, with that original. Use it before counting who reports what.

    `kept` are the prints of an earlier merging, which are brought up to date.
    """
    known = kept if kept is not None else Prints()
    known.keep(reports)
    prints = known.known
    groups = _groups(prints, known.near_pairs() | _same_text(prints))
    whole = [_copy(prints, member, _earliest(prints, group)) for group in groups for member in group]
    found = {copy.report: copy for copy in whole if copy.report != copy.original}
    for copy in _part_copies(known, found):
        found.setdefault(copy.report, copy)
    return tuple(found[report] for report in sorted(found))


def words(text: str) -> list[str]:
    """The words of a text as copies are compared by: without case, marks and line breaks."""
    return _WORD.findall(text.casefold())


def likeness(first: str, second: str) -> float:
    """The Jaccard likeness of two texts, as copies are judged by it."""
    return _jaccard(_shingles(words(first)), _shingles(words(second)))


def containment(first: str, second: str) -> float:
    """How much of the shorter of two texts stands in the other, as part copies are judged by it."""
    one, two = _shingles(words(first)), _shingles(words(second))
    return len(one & two) / min(len(one), len(two)) if one and two else 0.0


def _printed(report: Report) -> _Print:
    own = words(_without_chrome(report))
    shingles = _shingles(own)
    landmarks = tuple(sorted(one for one in shingles if crc32(one.encode()) % LANDMARK == 0))
    return _Print(report, content_hash(*own) if own else "", shingles, landmarks, _bands(shingles))


def _bands(shingles: frozenset[str]) -> tuple[tuple[int, ...], ...]:
    """The bands of a MinHash: two reports that are alike share one of them. Each knows its place."""
    if not shingles:
        return ()
    sketch = RMinHash(PERMUTATIONS, SEED)
    sketch.update(sorted(shingles))
    digest = sketch.digest()
    return tuple((start, *digest[start : start + ROWS]) for start in range(0, PERMUTATIONS, ROWS))


def _without_chrome(report: Report) -> str:
    kept, position = [], 0
    for zone in sorted(zone for zone in report.chrome if zone.field == "text"):
        kept.append(report.text[position : zone.start])
        position = max(position, zone.end)
    return " ".join([*kept, report.text[position:]])


def _shingles(own: list[str]) -> frozenset[str]:
    return frozenset(" ".join(own[start : start + SHINGLE]) for start in range(len(own) - SHINGLE + 1))


def _is_near(first: _Print, second: _Print) -> bool:
    shared = len(first.shingles & second.shingles)
    return _jaccard(first.shingles, second.shingles) >= (NEAR if shared >= SHORT else NEAR_SHORT)


def _same_text(prints: Mapping[str, _Print]) -> set[_Pair]:
    by_text: dict[str, list[str]] = defaultdict(list)
    for report in sorted(prints):
        if prints[report].whole:
            by_text[prints[report].whole].append(report)
    return {(group[0], other) for group in by_text.values() for other in group[1:]}


def _jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    either = len(first | second)
    return len(first & second) / either if either else 0.0


def _groups(prints: Mapping[str, _Print], pairs: Iterable[_Pair]) -> list[list[str]]:
    """Reports linked by pairs, each group and each member once."""
    head = {report: report for report in prints}

    def find(report: str) -> str:
        while head[report] != report:
            report = head[report]
        return report

    for first, second in sorted(pairs):
        low, high = sorted((find(first), find(second)))
        head[high] = low
    groups: dict[str, list[str]] = defaultdict(list)
    for report in sorted(prints):
        groups[find(report)].append(report)
    return [groups[key] for key in sorted(groups)]


def _earliest(prints: Mapping[str, _Print], group: Iterable[str]) -> str:
    return min(group, key=lambda report: _seniority(prints[report].report))


def _seniority(report: Report) -> tuple[date, int, bool, str]:
    """The original first: earliest published, then an agency's own, then one whose outlet is known, then by id."""
    return report.published or date.max, originality(report), report.outlet is None, report.id


def _copy(prints: Mapping[str, _Print], report: str, original: str) -> Copy:
    own, other = prints[report], prints[original]
    kind: CopyKind = "exact" if own.whole == other.whole else "near"
    return Copy(report, original, kind, 1.0 if kind == "exact" else _share(own, other))


def _share(own: _Print, other: _Print) -> float:
    shared = len(own.shingles & other.shingles)
    return round(shared / len(own.shingles), 3) if own.shingles else 0.0


def _part_copies(kept: Prints, known: Mapping[str, Copy]) -> list[Copy]:
    """Reports that take over the better part of an earlier one, or an excerpt of it; the closest original of each."""
    prints = kept.known
    found: dict[str, list[Copy]] = defaultdict(list)
    for pair in _landmark_candidates({report: prints[report] for report in prints if report not in known}):
        if kept.is_part(pair):
            older, newer = sorted(pair, key=lambda report: _seniority(prints[report].report))
            found[newer].append(Copy(newer, older, "part", _share(prints[newer], prints[older])))
    return [min(rivals, key=lambda copy: (-copy.share, copy.original)) for _, rivals in sorted(found.items())]


def _landmark_candidates(prints: Mapping[str, _Print]) -> set[_Pair]:
    index: dict[str, list[str]] = defaultdict(list)
    for report in sorted(prints):
        for landmark in prints[report].landmarks:
            index[landmark].append(report)
    return {pair for holders in index.values() if len(holders) <= CROWDED for pair in combinations(holders, 2)}


def _is_part(first: _Print, second: _Print) -> bool:
    shared = len(first.shingles & second.shingles)
    shorter = min(len(first.shingles), len(second.shingles))
    return shared >= SHORT and shared >= PART * shorter
