"""The page of scores: every floor as it is held, and beside it what others published on the same corpus."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from tocsin.evaluate.floors import Floors

HEAD = """\
# Scores

What `tocsin evaluate` measures, as held in `floors.json`: a change that makes one worse fails. The corpora are not part
of the repository; the command takes the folder they are in. Rules were developed on one half of each file ("develop"),
and the figures here are of the other ("fresh"), of which only the figures were looked at; "all" stands for files that
come with a part of their own for development. `make docs` writes this page from the
floors, `make check` holds it to them.
"""
ERRORS = ("false", "lost", "wrong", "unresolved", "read where there is none")
"""Words in the name of a measure that is better the lower it is."""


@dataclass(frozen=True, slots=True)
class Published:
    """A score of others."""

    value: float
    by: str
    all: tuple[float, ...] = ()

    def standing(self, ours: float) -> str:
        """Whose it is, and where ours would stand among all where they are known."""
        if not self.all:
            return self.by
        return f"{self.by}; ours would be {sum(value > ours for value in self.all) + 1} of {len(self.all) + 1}"


def page(floors: Mapping[str, Floors]) -> str:
    """The page of a table of floors."""
    parts = [HEAD, *(_section(name, held) for name, held in sorted(floors.items()))]
    return "\n".join(parts)


def _section(name: str, held: Floors) -> str:
    others = published()
    rows = [_row(measure, value, others.get((name, measure))) for measure, value in sorted(held.values.items())]
    head = f"## {name}\n\n{held.half} rows, file {held.digest}\n\n"
    return head + "| measure | ours | published | by |\n|---|---|---|---|\n" + "".join(rows)


def _row(measure: str, value: float, other: Published | None) -> str:
    sign = "≤ " if any(word in measure for word in ERRORS) else ""
    beside = f"{other.value:.3f} | {other.standing(value)}" if other else " | "
    return f"| {measure} | {sign}{value:.3f} | {beside} |\n"


def published() -> dict[tuple[str, str], Published]:
    """What others published, by corpus and measure of ours."""
    source = resources.files("tocsin.evaluate").joinpath("published.toml").read_text(encoding="utf-8")
    return dict(_scores(tomllib.loads(source)["score"]))


def _scores(rows: list[dict[str, Any]]) -> Iterator[tuple[tuple[str, str], Published]]:
    for row in rows:
        yield (row["corpus"], row["measure"]), Published(row["value"], row["by"], tuple(row.get("all", ())))
