"""How well reports of one incident are brought together: gun violence reports and the registry's incidents.

Every report is read and all are merged; a report belongs to the event that its principal mention stands in. A report
without one stands alone. Half of the incidents, by a hash of their number, are for development.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

from tocsin.evaluate.corpus import Row
from tocsin.evaluate.scores import Measure, Miss, Scores, Tally
from tocsin.merge import merge
from tocsin.read.text import Known, report_from_text
from tocsin.reading import Reading
from tocsin.report import Report

Read = Callable[[Report], Reading]
Groups = Mapping[str, str]


def score(rows: Iterable[Row], read: Read, *, most: int | None = None) -> Scores:
    """Pairwise and B³ precision, recall and F1 over the reliable rows, the first `most` incidents where it is given."""
    told = _told(rows, most)
    readings = {row.id: read(_report(row)) for row in told}
    events = {name: event.id for event in merge(readings.values()).events for name in event.mentions}
    gold = {row.id: str(row.gold["incident"]) for row in told}
    found = {name: events.get(reading.principal or "", name) for name, reading in readings.items()}
    return Scores(tuple(measures(gold, found)), tuple(_misses(told, gold, found)))


def measures(gold: Groups, found: Groups) -> list[Measure]:
    """Pairwise and B³ scores of two groupings of the same items."""
    right, left = _members(gold), _members(found)
    pairs, pairs_found = _pairs(right.values()), _pairs(left.values())
    tally = Tally(right=len(pairs & pairs_found), found=len(pairs_found), gold=len(pairs))
    shares = [(len(right[gold[item]] & left[found[item]]), item) for item in gold]
    precision = sum(shared / len(left[found[item]]) for shared, item in shares) / max(1, len(gold))
    recall = sum(shared / len(right[gold[item]]) for shared, item in shares) / max(1, len(gold))
    both = precision + recall
    return [
        Measure("pairs precision", tally.precision, tally.found),
        Measure("pairs recall", tally.recall, tally.gold),
        Measure("pairs F1", tally.f1, tally.gold),
        Measure("B³ precision", precision, len(gold)),
        Measure("B³ recall", recall, len(gold)),
        Measure("B³ F1", 2 * precision * recall / both if both else 0.0, len(gold)),
    ]


def _told(rows: Iterable[Row], most: int | None) -> list[Row]:
    kept: list[Row] = []
    incidents: set[str] = set()
    for row in rows:
        incident = str(row.gold["incident"])
        if not row.meta.get("reliable") or (most and incident not in incidents and len(incidents) >= most):
            continue
        incidents.add(incident)
        kept.append(row)
    return kept


def _report(row: Row) -> Report:
    return report_from_text(row.text, known=Known(id=row.id, published=row.date, language="en"))


def _members(groups: Groups) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for item, group in groups.items():
        found[group].add(item)
    return found


def _pairs(groups: Iterable[set[str]]) -> set[tuple[str, str]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def _misses(rows: Sequence[Row], gold: Groups, found: Groups) -> Iterable[Miss]:
    texts = {row.id: row.text for row in rows}
    for first, second in combinations(sorted(gold), 2):
        one, together = gold[first] == gold[second], found[first] == found[second]
        if one != together:
            kind = "parted" if one else "joined"
            yield Miss(f"{first} {second}", kind, gold[first], "", f"{texts[first][:80]} | {texts[second][:80]}")
