"""Floors: what each measure must reach, on which rows. A floor is raised freely and lowered only on request."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tocsin.errors import CorpusError
from tocsin.evaluate.corpus import Half
from tocsin.evaluate.scores import Measure

TOLERANCE = 0.002
"""Below a floor by this much is rounding: parsers of another processor differ in single words."""


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors of one corpus, with the digest of the file and the half they were measured on."""

    digest: str
    half: Half
    values: Mapping[str, float]

    def broken(self, measures: tuple[Measure, ...]) -> Iterator[tuple[Measure, float]]:
        """The measures that do not reach their floor, with it; errors (lower is better) that exceed it."""
        for measure in measures:
            floor = self.values.get(measure.name)
            if floor is not None and measure.is_worse_than(floor, TOLERANCE):
                yield measure, floor


def load(path: Path) -> dict[str, Floors]:
    """The floors in a file, by corpus; none where there is no such file."""
    if not path.exists():
        return {}
    table: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return {name: Floors(row["digest"], row["half"], row["measures"]) for name, row in table.items()}


def save(path: Path, floors: Mapping[str, Floors]) -> None:
    """Write the floors, sorted, so that a change shows as a line."""
    table = {
        name: {"digest": row.digest, "half": row.half, "measures": dict(sorted(row.values.items()))}
        for name, row in sorted(floors.items())
    }
    path.write_text(json.dumps(table, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def raised(name: str, old: Floors | None, new: Floors, measures: tuple[Measure, ...], *, may_lower: bool) -> Floors:
    """The new floors of a corpus. Raises `CorpusError` where one would be lowered and that was not asked for."""
    worse = list(old.broken(measures)) if old and old.digest == new.digest else []
    if worse and not may_lower:
        measure, floor = worse[0]
        raise CorpusError(
            f"{name}: {measure.name} is {measure.value:.3f}, its floor {floor:.3f}; use --lower to lower it"
        )
    return new
