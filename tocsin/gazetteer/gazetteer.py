"""The gazetteer as it is used: opened in milliseconds, mapped into memory, shared by all workers."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from tocsin.errors import GazetteerMissing, UsageError
from tocsin.gazetteer.entries import LEVELS, Kind, NameKind
from tocsin.gazetteer.folding import fold, skeleton
from tocsin.gazetteer.form import FORMAT, SOURCES
from tocsin.values import Level

PACKAGES, GEONAMES = KINDS = ("packages", "geonames")
"""The gazetteer built from the packages, and the fuller one from a GeoNames dump that the user gives."""
_TABLES = ("supplement.toml", "countries.toml")


@dataclass(frozen=True, slots=True)
class Known:
    """One place of the gazetteer, `index` being its row."""

    index: int
    name: str
    geonameid: int | None
    lat: float
    lon: float
    level: Level
    kind: Kind
    population: int
    radius_km: float
    weight: float
    country: str | None
    admin1: str | None
    admin1_index: int
    admin2_index: int


def as_cell(place: Known) -> dict[str, str | int | float | None]:
    """What the record keeps of a place."""
    names = ("name", "geonameid", "lat", "lon", "level", "radius_km", "country", "admin1")
    return {name: getattr(place, name) for name in names}


Named = tuple[tuple[int, int], ...]
"""Places of one name with the kind of name it is for each, the likeliest first."""


@dataclass(frozen=True, slots=True)
class _Names:
    """A trie of keys and the places of each."""

    trie: Any
    places: NDArray[Any]
    kinds: NDArray[Any]
    starts: NDArray[Any]

    @classmethod
    def load(cls, folder: Path, stem: str) -> _Names:
        trie = marisa_trie.Trie()
        trie.mmap(str(folder / f"{stem}.marisa"))
        return cls(trie, *(_mapped(folder / f"{stem}-{part}.npy") for part in ("places", "kinds", "starts")))

    def of(self, key: str) -> Named:
        number = self.trie.get(key)
        if number is None:
            return ()
        start, end = int(self.starts[number]), int(self.starts[number + 1])
        return tuple(zip(self.places[start:end].tolist(), self.kinds[start:end].tolist(), strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Names of places and where they are. Get one with `Gazetteer.open`; it may be shared by threads."""

    folder: Path
    countries: tuple[str, ...]
    country_rows: dict[str, int]
    places: NDArray[Any]
    labels: bytes
    names: _Names
    skeletons: _Names
    words: Any
    _known: dict[int, Known] = field(default_factory=dict, repr=False)
    _named: dict[str, Named] = field(default_factory=dict, repr=False)

    @classmethod
    def open(cls, cache: Path, which: str = PACKAGES) -> Gazetteer:
        """The gazetteer of this version in a cache folder.

        That of the packages is built there first (about a minute) where it is missing. The fuller one, "geonames", has
        to be built from a file that the user gives; `GazetteerMissing` where it is not.
        """
        folder = folder_in(cache, which)
        if not (folder / "facts.json").exists():
            if which != PACKAGES:
                raise GazetteerMissing(which)
            from tocsin.gazetteer.build import build  # noqa: PLC0415  (loads a lemmatizer that reading does without)

            build(folder)
        return cls.load(folder)

    @classmethod
    def load(cls, folder: Path) -> Gazetteer:
        """A gazetteer built in `folder`, as by `build(folder, geonames_dump=…)`."""
        facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
        words = marisa_trie.Trie()
        words.mmap(str(folder / "words.marisa"))
        return cls(
            folder=folder,
            countries=tuple(facts["countries"]),
            country_rows=facts["country_rows"],
            places=_mapped(folder / "places.npy"),
            labels=(folder / "labels.bin").read_bytes(),
            names=_Names.load(folder, "names"),
            skeletons=_Names.load(folder, "skeletons"),
            words=words,
        )

    def named(self, name: str) -> Named:
        """Places of that name, in any case, with or without marks and hyphens."""
        return self.named_as(fold(name))

    def named_as(self, folded: str) -> Named:
        """Places of a name already folded."""
        found = self._named.get(folded)
        if found is None:
            found = self._named[folded] = self.names.of(folded)
        return found

    def sounding(self, name: str) -> Named:
        """Places whose name is another spelling of the same sounds. To be trusted only with further support."""
        return self.skeletons.of(skeleton(fold(name)))

    def beginning(self, folded: str) -> list[str]:
        """Every folded name with which the folded text begins, the shortest first."""
        found: list[str] = self.names.trie.prefixes(folded)
        return found

    def is_word(self, folded: str) -> bool:
        """Whether it is also an ordinary English word."""
        return folded in self.words

    def known(self, index: int) -> Known:
        """The place of a row."""
        found = self._known.get(index)
        if found is None:
            found = self._known[index] = self._read(index)
        return found

    def country_row(self, code: str) -> int | None:
        """The row of a country, by its alpha-2 code."""
        return self.country_rows.get(code)

    def label(self, index: int) -> str:
        """The name of the place of a row."""
        row = self.places[index]
        start = int(row["name_at"])
        return self.labels[start : start + int(row["name_length"])].decode()

    def _read(self, index: int) -> Known:
        row = self.places[index]
        admin1 = int(row["admin1"])
        country = int(row["country"])
        return Known(
            index=index,
            name=self.label(index),
            geonameid=int(row["geonameid"]) or None,
            lat=round(float(row["lat"]), 5),
            lon=round(float(row["lon"]), 5),
            level=LEVELS[row["level"]],
            kind=Kind(int(row["kind"])),
            population=int(row["population"]),
            radius_km=round(float(row["radius"]), 1),
            weight=float(row["weight"]),
            country=self.countries[country] if country >= 0 else None,
            admin1=self.label(admin1) if admin1 >= 0 else None,
            admin1_index=admin1,
            admin2_index=int(row["admin2"]),
        )


def folder_in(cache: Path, which: str = PACKAGES) -> Path:
    """The folder of a cache in which a gazetteer of this version stands.

    Its name tells the packed form, the versions of the packages and our own tables: where one changes, a new folder is
    built and the old one left to whoever still reads it.
    """
    if which not in KINDS:
        raise UsageError(f"no gazetteer {which!r}; there are {', '.join(KINDS)}")
    digest = hashlib.sha256(" ".join(f"{source}={version(source)}" for source in SOURCES).encode())
    for table in _TABLES:
        digest.update((files("tocsin.gazetteer") / table).read_bytes())
    fuller = "" if which == PACKAGES else f"-{which}"
    return cache / f"gazetteer-{FORMAT}-{digest.hexdigest()[:12]}{fuller}"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a built gazetteer holds and what it was made of."""

    folder: Path
    places: int
    names: int
    countries: int
    size: int
    sources: dict[str, str]
    licence: str


def facts(gazetteer: Gazetteer) -> Facts:
    """Counts, size in bytes, sources with their versions, and licence."""
    told = json.loads((gazetteer.folder / "facts.json").read_text(encoding="utf-8"))
    size = sum(path.stat().st_size for path in gazetteer.folder.iterdir())
    return Facts(
        folder=gazetteer.folder,
        places=len(gazetteer.places),
        names=len(gazetteer.names.trie),
        countries=len(gazetteer.country_rows),
        size=size,
        sources=told["sources"],
        licence=told["licence"],
    )


def people_only(named: Named) -> bool:
    """Whether the name is a word for a people and of no place."""
    return bool(named) and all(kind == NameKind.PEOPLE for _, kind in named)


def _mapped(path: Path) -> NDArray[Any]:
    array: NDArray[Any] = np.load(path, mmap_mode="r")
    return array
