"""Grades in the Admiralty scheme: the reliability of the best source, and how credible an event is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from tocsin.merge.outlets import Outlets
from tocsin.outlet import MEANING, Reliability
from tocsin.record import Grade, Source, Status

CONFIRMED, PROBABLE = 3, 2
"""Independent sources from which an event that nobody denies is confirmed, or probably true."""


def grade_of(status: Status, sources: Sequence[Source], outlets: Outlets) -> Grade | None:
    """The grade of an event with these independent sources; none for what has not happened."""
    if status not in ("corroborated", "single source", "disputed", "claimed", "denied"):
        return None
    reliability, who = _best(sources, outlets)
    credibility, why = _credibility(status, len(sources))
    return Grade(reliability, credibility, f"{reliability}: {who}, {MEANING[reliability]}; {credibility}: {why}")


def _credibility(status: Status, sources: int) -> tuple[Literal[1, 2, 3, 4, 5, 6], str]:
    if status == "denied":
        return 5, "denied, and affirmed by nobody"
    if status == "disputed":
        return 4, "affirmed and denied"
    if status == "claimed":
        return 6, "only claimed, reported by no outlet in its own voice"
    if sources >= PROBABLE:
        return (1 if sources >= CONFIRMED else 2), f"{sources} independent sources, denied by none"
    return 3, "one source, denied by none"


def _best(sources: Sequence[Source], outlets: Outlets) -> tuple[Reliability, str]:
    """The best grade among the outlets; a speaker has none, since nobody is reliable on every subject."""
    graded = sorted(
        (outlets.named(source.name).reliability, source.name) for source in sources if source.kind == "outlet"
    )
    return graded[0] if graded else ("F", "no outlet")
