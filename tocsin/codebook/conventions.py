"""What number a word stands for that gives none: the convention in force, and where a war is fought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from tocsin.codebook.tables import shipped
from tocsin.errors import CodebookError
from tocsin.settings import DEFAULT_CONVENTION


@dataclass(frozen=True, slots=True)
class Convention:
    """How words like "dozens" and "several" are counted. `several` is none where they are not."""

    name: str
    words: Mapping[str, int]
    several: int | None
    in_war: int | None
    low: int | None

    def rule(self, word: str, number: int) -> str:
        """The name of the convention as a figure's `rule` gives it: "acled-dozens-12"."""
        return f"{self.name}-{word}-{number}"


@cache
def convention(name: str = DEFAULT_CONVENTION) -> Convention:
    """The convention of that name; `CodebookError` where there is none."""
    table = shipped("conventions.toml")
    if name not in table:
        raise CodebookError(f"no convention {name!r}; there are {', '.join(table)}")
    row = table[name]
    return Convention(name, row["words"], row.get("several"), row.get("in_war"), row.get("low"))


@dataclass(frozen=True, slots=True)
class War:
    """A war and the country and years it is fought in; `last` is none while it goes on."""

    country: str
    first: int
    last: int | None


def at_war(country: str | None, day: date | None) -> bool:
    """Whether a war is fought in a country on a day."""
    if country is None or day is None:
        return False
    return any(
        war.country == country and war.first <= day.year and (war.last is None or day.year <= war.last)
        for war in wars()
    )


@cache
def wars() -> tuple[War, ...]:
    """The table of wars."""
    return tuple(War(row["country"], row["from"], row.get("to")) for row in shipped("wars.toml")["war"])
