"""The gate on rows that tell of unrest: how many it lets through to the parse."""

from __future__ import annotations

from collections.abc import Iterable

from tocsin.evaluate.corpus import Row
from tocsin.evaluate.scores import Measure, Miss, Scores, share
from tocsin.gate import Gate

VIOLENT_ROOTS = ("ASSAULT", "PROTEST")
"""Of PLOVER's types those that are unrest by themselves; talk and aid may be passed over."""


def score_notes(rows: Iterable[Row], gate: Gate) -> Scores:
    """ACLED notes: all of them, and those that tell of deaths."""
    seen = [(row, gate.passes(row.text)) for row in rows]
    fatal = [passes for row, passes in seen if row.gold["fatalities"]]
    measures = (
        share("rows that pass", sum(passes for _, passes in seen), len(seen)),
        share("fatal rows that pass", sum(fatal), len(fatal)),
    )
    return Scores(measures, tuple(_missed(row, row.gold["sub_event_type"]) for row, passes in seen if not passes))


def score_types(rows: Iterable[Row], gate: Gate) -> Scores:
    """Sentences of PLOVER's types of unrest."""
    seen = [(row, gate.passes(row.text)) for row in rows if row.gold["root"] in VIOLENT_ROOTS]
    return Scores(
        tuple(_of_root(root, seen) for root in VIOLENT_ROOTS),
        tuple(_missed(row, row.gold["root"]) for row, passes in seen if not passes),
    )


def _of_root(root: str, seen: Iterable[tuple[Row, bool]]) -> Measure:
    passed = [passes for row, passes in seen if row.gold["root"] == root]
    return share(f"{root} that pass", sum(passed), len(passed))


def _missed(row: Row, kind: str) -> Miss:
    return Miss(row.id, "passed over", kind, "nothing", row.text)
