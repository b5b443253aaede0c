"""How well copies are found: pairs of near copies in the Helsinki set.

Its gold is silver: clusters made by overlap and joined in chains, so that two ends of one cluster may share no sentence
at all, while some true copies lie in two clusters. The measures are therefore given three times: over all pairs of one
cluster, over those that share at least `SHARED` of the shorter text's wording, and over a hundred pairs that a person
looked at (`checked_copies.toml`): near copies against pairs that are none, and how many part copies are found.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from itertools import combinations

from tocsin.evaluate.corpus import Row
from tocsin.evaluate.scores import Measure, Miss, Scores, Tally
from tocsin.merge.copies import containment, copies, likeness
from tocsin.report import Report, content_hash

SHARED = 0.4
"""Share of the shorter text's shingles below which two texts of one silver cluster are not taken for copies."""

Pair = tuple[str, str]


def score(rows: Iterable[Row]) -> Scores:
    """Pair precision, recall and F1 against the silver clusters, with the pairs that differ."""
    texts = {row.id: row for row in rows}
    found = _pairs(_found_groups(texts.values()))
    silver = _pairs(_silver_groups(texts.values()))
    alike = {pair for pair in silver if containment(texts[pair[0]].text, texts[pair[1]].text) >= SHARED}
    measures = [*_measures("all", found, silver), *_measures("alike", found - (silver - alike), alike)]
    measures += _checked(found, set(texts))
    differing = sorted((found - silver) | (alike - found))
    return Scores(tuple(measures), tuple(_miss(texts[a], texts[b], (a, b) in found) for a, b in differing))


def _checked(found: set[Pair], here: set[str]) -> list[Measure]:
    """Over the pairs looked at of which both reports are here."""
    table = tomllib.loads(files(__package__).joinpath("checked_copies.toml").read_text(encoding="utf-8"))
    told = {verdict: {(one, two) for one, two in table[verdict] if {one, two} <= here} for verdict in table}
    parts = Tally(right=len(found & told["part"]), found=len(found & told["part"]), gold=len(told["part"]))
    return [
        *_measures("checked", found & (told["near"] | told["apart"]), told["near"]),
        Measure("checked part copies: recall", parts.recall, parts.gold),
    ]


def _found_groups(rows: Iterable[Row]) -> list[list[str]]:
    """Each original with all that goes back to it, over part copies too."""
    reports = [Report(row.id, row.text, content_hash(row.text), published=row.date) for row in rows]
    originals = {copy.report: copy.original for copy in copies(reports)}
    groups: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        groups[_root(report.id, originals)].append(report.id)
    return list(groups.values())


def _root(report: str, originals: Mapping[str, str]) -> str:
    while report in originals:
        report = originals[report]
    return report


def _silver_groups(rows: Iterable[Row]) -> list[list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        groups[str(row.gold["silver_cluster"])].append(row.id)
    return list(groups.values())


def _pairs(groups: Iterable[Sequence[str]]) -> set[Pair]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def _measures(name: str, found: set[Pair], gold: set[Pair]) -> list[Measure]:
    tally = Tally(right=len(found & gold), found=len(found), gold=len(gold))
    return [
        Measure(f"{name} pairs precision", tally.precision, tally.found),
        Measure(f"{name} pairs recall", tally.recall, tally.gold),
        Measure(f"{name} pairs F1", tally.f1, tally.gold),
    ]


def _miss(first: Row, second: Row, found: bool) -> Miss:
    kind, gold = ("found, not silver", "apart") if found else ("silver, not found", "copies")
    alike = f"likeness {likeness(first.text, second.text):.2f}"
    return Miss(f"{first.id} {second.id}", kind, gold, alike, f"{first.text[:80]} | {second.text[:80]}")
