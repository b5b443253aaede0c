"""Who the words for actors stand for: nouns with their sector, and the register of named actors."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tocsin import lemma
from tocsin.codebook.codebook import Group
from tocsin.codebook.tables import Table, given, listed, shipped
from tocsin.errors import CodebookError

# ACLED's actor types with their numeric codes, and the group of each that rules speak of.
ACLED_CODES: Mapping[str, int] = {
    "State forces": 1,
    "Rebel groups": 2,
    "Political militias": 3,
    "Identity militias": 4,
    "Rioters": 5,
    "Protesters": 6,
    "Civilians": 7,
    "External/other forces": 8,
}
GROUP_OF: Mapping[str, Group] = {
    "State forces": "state",
    "External/other forces": "state",
    "Rebel groups": "armed",
    "Political militias": "armed",
    "Identity militias": "armed",
    "Rioters": "crowd",
    "Protesters": "crowd",
    "Civilians": "civilian",
}
# In ACLED's labels of an interaction the actor types stand in the singular.
ACLED_LABELS: Mapping[str, str] = {
    "Rebel groups": "Rebel group",
    "Political militias": "Political militia",
    "Identity militias": "Identity militia",
}


@dataclass(frozen=True, slots=True)
class ActorKind:
    """What a word for an actor tells: PLOVER's sector and, where it does, ACLED's type, country and full name."""

    sector: str
    acled: str | None
    name: str | None = None
    country: str | None = None
    first_year: int = 0
    last_year: int = 9999

    @property
    def group(self) -> Group:
        """The group that rules speak of; "any" where the type depends on what they do."""
        return GROUP_OF[self.acled] if self.acled else "any"


@dataclass(frozen=True, slots=True)
class Register:
    """All words for actors. Nouns are looked up by lemma, names as they are written."""

    nouns: Mapping[str, ActorKind]
    names: Mapping[str, tuple[ActorKind, ...]]
    longest: int

    def named(self, words: str, day: date | None = None) -> ActorKind | None:
        """The actor of that name, as it was in the year of `day`."""
        year = day.year if day else 9000
        kinds = self.names.get(words, ())
        return next((kind for kind in kinds if kind.first_year <= year < kind.last_year), None)


_OF_USERS: list[Path] = []
"""Files of actors that a user gave. Who an actor is holds for every report, so a process has one register."""


def register() -> Register:
    """The register in force: the one that ships, and before it what the user's files say."""
    return _register(tuple(_OF_USERS))


def use_actors(paths: Iterable[Path]) -> None:
    """Read these files of a user's own actors for as long as the process runs. Raises `CodebookError` for a faulty one.

    Call it before anything is read. What a user says of a name or a noun goes before what ships.
    """
    given_now = tuple(paths)
    _register(given_now)
    _OF_USERS[:] = given_now


@cache
def _register(paths: tuple[Path, ...]) -> Register:
    nouns: dict[str, ActorKind] = {}
    names: defaultdict[str, list[ActorKind]] = defaultdict(list)
    tables = [*map(_checked, paths), shipped("sectors.toml"), shipped("actors.toml")]
    for table in tables:
        for row in table.get("sector", ()):
            for entry in listed(row["nouns"]):
                nouns.setdefault(_key(entry), ActorKind(row["code"], row.get("acled")))
        for row in table.get("actor", ()):
            for name in (row["name"], *row.get("aliases", ())):
                names[name].append(_kind_of(row))
    longest = max(len(name.split()) for name in names)
    return Register(nouns, {name: tuple(kinds) for name, kinds in names.items()}, longest)


def _kind_of(row: Table) -> ActorKind:
    years = (row.get("from", 0), row.get("to", 9999))
    return ActorKind(row["sector"], row.get("acled"), row["name"], row.get("country"), *years)


def _checked(path: Path) -> Table:
    """A user's table of actors. Raises `CodebookError` naming the file and what is wrong."""
    table = given(path)
    unknown = set(table) - {"actor", "sector"}
    if unknown:
        raise CodebookError(f"{path}: unknown tables {', '.join(sorted(unknown))}")
    for kind, needed in (("actor", ("name", "sector")), ("sector", ("code", "nouns"))):
        for row in table.get(kind, ()):
            missing = [key for key in needed if key not in row]
            if missing:
                raise CodebookError(f"{path}: {kind} {row.get('name') or row.get('code') or '?'}: no {missing[0]}")
            if row.get("acled") not in (None, *ACLED_CODES):
                raise CodebookError(f"{path}: {row['acled']!r} is no actor type of ACLED")
    return table


def interaction(first: str | None, second: str | None) -> str:
    """ACLED's label of an interaction: "State forces-Rebel group", "Protesters only"."""
    known = sorted({kind for kind in (first, second) if kind}, key=ACLED_CODES.__getitem__)
    labels = [ACLED_LABELS.get(kind, kind) for kind in known]
    if first and first == second:
        labels *= 2
    return "-".join(labels) if len(labels) == 2 else "".join(f"{label} only" for label in labels)


def _key(entry: str) -> str:
    *first, last = re.split(r"[ -]", entry.lower())
    return " ".join([*first, lemma.noun(last)])
