"""Builds the gazetteer: packs entries into a folder of arrays and tries that all workers map into memory."""

from __future__ import annotations

import gzip
import json
import shutil
import sys
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, TextIO

import marisa_trie
import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import Progress

from tocsin.errors import Unreadable
from tocsin.gazetteer import geonames, packages, supplement
from tocsin.gazetteer.entries import LEVELS, NAME_COST, USUAL_RADIUS, Entry, Kind, NameKind
from tocsin.gazetteer.folding import fold, skeleton
from tocsin.gazetteer.form import FORMAT, MAX_WORDS, PLACE, SOURCES
from tocsin.gazetteer.middle import middle

# How much likelier a reader means the wider unit of that name, in powers of ten of people.
LEVEL_WEIGHT = {"sub-city": -1.0, "city": 0.0, "district": -1.0, "province": 0.6, "region": 0.5, "country": 1.5}
KIND_WEIGHT = {Kind.AIRPORT: -1.5, Kind.SPOT: -1.0}
CAPITAL_WEIGHT = 0.22
"""What a capital gains for each power of ten of its country's people: Washington is the city before it is the state."""
PEOPLE_TO_SQUARE_KM = 5.0
"""Taken for areas whose population is not known, to weigh them: seas and deserts are named as often as their shores."""

# Codes of `array` for each column; coordinates in full precision until they are packed.
_CODES = {
    "geonameid": "i", "lat": "d", "lon": "d", "population": "q", "radius": "d", "level": "B", "kind": "B",
    "country": "h", "admin1": "i", "admin2": "i", "name_at": "I", "name_length": "H",
}  # fmt: skip

Progressing = Callable[[str], None]


def build(folder: Path, *, geonames_dump: Path | None = None) -> Path:
    """Build the gazetteer in `folder` and put it there at once when it is done.

    Two processes may build at the same time: each works in a folder of its own and the last to finish wins. With
    `geonames_dump`, GeoNames' allCountries.txt adds the villages that the packages leave out.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        with Progress(transient=True, disable=not sys.stderr.isatty(), console=Console(stderr=True)) as progress:
            _pack(work, geonames_dump, progress)
        _move(work, folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return folder


def _steps(progress: Progress) -> Progressing:
    task = progress.add_task("Building the gazetteer", total=7)

    def step(what: str) -> None:
        progress.update(task, advance=1, description=f"Building the gazetteer: {what}")

    return step


def _move(work: Path, folder: Path) -> None:
    """Put a finished build in place. Where another process was quicker its equal build stays."""
    work.chmod(0o755)
    old = work.with_name(f"{work.name}.old")
    if folder.exists():
        folder.rename(old)
    try:
        work.rename(folder)
    except OSError:
        if not folder.exists():
            raise
    shutil.rmtree(old, ignore_errors=True)


def _pack(work: Path, dump: Path | None, progress: Progress) -> None:
    step = _steps(progress)
    with tempfile.TemporaryFile("w+", encoding="utf-8", dir=work) as names:
        columns = Columns(names)
        step("countries and divisions")
        columns.add_all(_with_country_facts(packages.countries()))
        columns.add_all(packages.divisions())
        columns.add_all(supplement.places())
        step("towns")
        columns.add_all(_with_further_names(packages.towns()))
        columns.add_all(packages.airports())
        if dump:
            _add_dump(columns, dump, progress)
        step("middle points")
        places = columns.packed()
        np.save(work / "places.npy", places)
        (work / "labels.bin").write_bytes(columns.labels)
        step("names")
        _pack_names(work, names, places, "names", fold)
        step("spellings")
        _pack_names(work, names, places, "skeletons", _skeleton_of_name)
        step("ordinary words")
        _pack_words(work)
    _write_facts(work, columns, dump)


def _add_dump(columns: Columns, dump: Path, progress: Progress) -> None:
    try:
        with progress.open(dump, "rt", encoding="utf-8", description=f"Reading {dump.name}") as lines:
            columns.add_all(geonames.entries(lines, str(dump)))
    except OSError as error:
        raise Unreadable(str(dump), error.strerror or "cannot be read") from error


def _with_country_facts(entries: Iterator[Entry]) -> Iterator[Entry]:
    """Countries with our middle points, names and words for their people, and their states' short forms."""
    facts = supplement.country_facts()
    for entry in entries:
        known = facts.get(entry.code, {})
        entry.lat, entry.lon = known.get("point", (entry.lat, entry.lon))
        entry.names += [(name, NameKind.OWN) for name in known.get("names", ())]
        entry.names += [(word, NameKind.PEOPLE) for word in supplement.people(known.get("people", []))]
        yield entry


def _with_further_names(entries: Iterator[Entry]) -> Iterator[Entry]:
    further = supplement.also_named()
    for entry in entries:
        entry.names += [(name, NameKind.OWN) for name in further.get(entry.geonameid, ())]
        yield entry


@dataclass(slots=True)
class Columns:
    """Entries by column, their names in a file, so that a dump of twelve million rows fits in memory."""

    names: TextIO
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    labels: bytearray = field(default_factory=bytearray)
    countries: dict[str, int] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    ids: dict[int, int] = field(default_factory=dict)
    columns: dict[str, array[Any]] = field(default_factory=lambda: {name: array(_CODES[name]) for name in _CODES})
    admin_codes: list[str] = field(default_factory=lambda: [""])
    _admin_index: dict[str, int] = field(default_factory=lambda: {"": 0})

    def add_all(self, entries: Iterable[Entry]) -> None:
        """Add entries in turn; one whose GeoNames id is known adds to the entry it already is."""
        for entry in entries:
            known = self.ids.get(entry.geonameid) if entry.geonameid else None
            if known is None:
                self._append(entry)
            else:
                self._join(entry, known)

    def _append(self, entry: Entry) -> None:
        index = len(self.columns["lat"])
        if entry.geonameid:
            self.ids[entry.geonameid] = index
        if entry.code:
            self.codes[entry.code] = index
        for column, value in self._values(entry).items():
            self.columns[column].append(value)
        self._write_names(entry, index)

    def _values(self, entry: Entry) -> dict[str, int | float]:
        label = entry.name.encode()
        self.labels += label
        return {
            "geonameid": entry.geonameid,
            "lat": entry.lat,
            "lon": entry.lon,
            "population": entry.population,
            "radius": entry.radius_km,
            "level": LEVELS.index(entry.level),
            "kind": int(entry.kind),
            "country": self.countries.setdefault(entry.country, len(self.countries)) if entry.country else -1,
            "admin1": self._admin(entry.admin1),
            "admin2": self._admin(entry.admin2),
            "name_at": len(self.labels) - len(label),
            "name_length": len(label),
        }

    def _admin(self, code: str) -> int:
        index = self._admin_index.setdefault(code, len(self.admin_codes))
        if index == len(self.admin_codes):
            self.admin_codes.append(code)
        return index

    def _join(self, entry: Entry, index: int) -> None:
        """Take point, radius and label of a later entry (ours, or a dump's), and add its names."""
        if supplement.is_known(entry.lat):
            self.columns["lat"][index], self.columns["lon"][index] = entry.lat, entry.lon
        if supplement.is_known(entry.radius_km) and entry.kind is not Kind.TOWN:
            self.columns["radius"][index] = entry.radius_km
        label = entry.name.encode()
        self.columns["name_at"][index], self.columns["name_length"][index] = len(self.labels), len(label)
        self.labels += label
        self._write_names(entry, index)

    def _write_names(self, entry: Entry, index: int) -> None:
        own = skeleton(fold(entry.name))
        given = dict(reversed(entry.names))
        given |= {name: kind for name, kind in entry.names if kind is NameKind.OWN} | {entry.name: NameKind.OWN}
        for name, kind in given.items():
            if "\t" not in name and "\n" not in name:
                near = kind is not NameKind.OTHER or _resembles(name, own)
                self.names.write(f"{index}\t{int(kind if near else NameKind.FORMER)}\t{name}\n")
        for form in supplement.short_forms().get(entry.iso, ()) if entry.iso else ():
            self.names.write(f"{index}\t{int(NameKind.SHORT)}\t{form}\n")
        for word in supplement.people(supplement.people_of_divisions().get(entry.iso, [])) if entry.iso else ():
            self.names.write(f"{index}\t{int(NameKind.PEOPLE)}\t{word}\n")
        if entry.iso in (centres := supplement.centres()):
            self.columns["lat"][index], self.columns["lon"][index] = centres[entry.iso]

    def packed(self) -> NDArray[Any]:
        """All entries as one array, with their divisions by index and a middle point for each division."""
        places = np.zeros(len(self.columns["lat"]), PLACE)
        for name, column in self.columns.items():
            places[name] = np.frombuffer(column, dtype=column.typecode)
        indexes = np.array([self.codes.get(code, -1) for code in self.admin_codes])
        places["admin1"], places["admin2"] = indexes[places["admin1"]], indexes[places["admin2"]]
        _fill_middles(places)
        places["weight"] = _weights(places)
        return places


def _resembles(name: str, own: str) -> bool:
    """Whether a name begins as the place's own does when both are reduced to sounds; other scripts always do."""
    folded = fold(name)
    return not folded.isascii() or not own.isascii() or skeleton(folded)[:3] == own[:3]


def _fill_middles(places: NDArray[Any]) -> None:
    """Middle point, radius and population of every division and country that came without."""
    towns = np.flatnonzero((places["level"] == LEVELS.index("city")) & ~np.isnan(places["lat"]))
    country_rows = {int(places["country"][row]): int(row) for row in np.flatnonzero(places["kind"] == Kind.COUNTRY)}
    of_country = np.array([country_rows.get(int(number), -1) for number in places["country"][towns]], dtype=np.int64)
    for owner in (places["admin2"][towns], places["admin1"][towns], of_country):
        for row, members in _grouped(owner, towns):
            _fill_middle(places, row, members)
    missing = np.isnan(places["radius"])
    usual = np.array([USUAL_RADIUS[level] for level in LEVELS])
    places["radius"][missing] = usual[places["level"][missing]]


def _grouped(owner: NDArray[Any], towns: NDArray[Any]) -> Iterator[tuple[int, NDArray[Any]]]:
    order = np.argsort(owner, kind="stable")
    starts = np.flatnonzero(np.diff(owner[order], prepend=-2))
    for members in np.split(order, starts[1:]):
        if len(members) and owner[members[0]] >= 0:
            yield int(owner[members[0]]), towns[members]


def _fill_middle(places: NDArray[Any], row: int, members: NDArray[Any]) -> None:
    lat, lon, radius = middle(places["lat"][members].astype(float), places["lon"][members].astype(float))
    if places["kind"][row] == Kind.COUNTRY:  # far islands would pull the hull
        lat, lon = _where_most_live(places[members])
    if np.isnan(places["lat"][row]):
        places["lat"][row], places["lon"][row] = lat, lon
    if np.isnan(places["radius"][row]):
        places["radius"][row] = max(radius, float(places["radius"][members].max()))
    if not places["population"][row]:
        places["population"][row] = min(int(places["population"][members].sum(dtype=np.int64)), 2_000_000_000)


def _where_most_live(towns: NDArray[Any]) -> tuple[float, float]:
    """The middle town by latitude and by longitude, each town counting by its people."""
    middles = []
    for column in ("lat", "lon"):
        order = np.argsort(towns[column])
        people = np.cumsum(towns["population"][order] + 1.0)
        middles.append(float(towns[column][order[np.searchsorted(people, people[-1] / 2)]]))
    return middles[0], middles[1]


def _weights(places: NDArray[Any]) -> NDArray[Any]:
    """How likely each is meant by its name when nothing else is known: powers of ten of people, by level and kind."""
    unknown = (places["population"] == 0) & (places["level"] != LEVELS.index("city"))
    area = np.pi * places["radius"].astype(float) ** 2
    people = np.where(unknown, area * PEOPLE_TO_SQUARE_KM, places["population"]) + 100.0
    by_level = np.array([LEVEL_WEIGHT.get(level, 0.0) for level in LEVELS])
    by_kind = np.array([KIND_WEIGHT.get(kind, 0.0) for kind in Kind])
    of_country = np.ones(places["country"].max() + 2)
    countries = places[places["kind"] == Kind.COUNTRY]
    of_country[countries["country"]] = countries["population"] + 1.0
    capital = (places["kind"] == Kind.CAPITAL) * CAPITAL_WEIGHT * np.log10(of_country[places["country"]])
    return np.asarray(
        np.log10(people) + by_level[places["level"]] + by_kind[places["kind"]] + capital, dtype=np.float32
    )


def _skeleton_of_name(name: str) -> str:
    folded = fold(name)
    return skeleton(folded) if folded.isascii() else ""


def _pack_names(work: Path, names: TextIO, places: NDArray[Any], stem: str, key_of: Callable[[str], str]) -> None:
    """A trie of all keys, and for each key its places, the likeliest first."""
    located = ~np.isnan(places["lat"])
    trie = marisa_trie.Trie(key for _, _, key in _keys(names, key_of, located))
    pairs: dict[int, int] = {}
    shift = len(places)
    for index, kind, key in _keys(names, key_of, located):
        pair = trie[key] * shift + index
        pairs[pair] = min(kind, pairs.get(pair, kind))
    keys = np.fromiter(pairs.keys(), dtype=np.int64, count=len(pairs))
    kinds = np.fromiter(pairs.values(), dtype=np.uint8, count=len(pairs))
    members, owners = keys % shift, keys // shift
    cost = np.array([NAME_COST.get(kind, 0.0) for kind in NameKind])[kinds]
    order = np.lexsort((cost - places["weight"][members], owners))
    np.save(work / f"{stem}-places.npy", members[order].astype(np.uint32))
    np.save(work / f"{stem}-kinds.npy", kinds[order])
    np.save(work / f"{stem}-starts.npy", np.searchsorted(owners[order], np.arange(len(trie) + 1)).astype(np.uint32))
    trie.save(str(work / f"{stem}.marisa"))


def _keys(names: TextIO, key_of: Callable[[str], str], located: NDArray[Any]) -> Iterator[tuple[int, int, str]]:
    names.seek(0)
    for line in names:
        index, kind, name = line.rstrip("\n").split("\t", 2)
        key = key_of(name)
        if len(key) > 1 and located[int(index)] and key.count(" ") < MAX_WORDS:
            yield int(index), int(kind), key


def _pack_words(work: Path) -> None:
    """The ordinary words of English with all their forms, as lemminflect's dictionary lists them, without its names."""
    with gzip.open(str(files("lemminflect") / "resources" / "lemma_lu.csv.gz"), "rt", encoding="utf-8") as lines:
        words = marisa_trie.Trie(line.split(",", 1)[0] for line in lines if line[0].islower())
    words.save(str(work / "words.marisa"))


def _write_facts(work: Path, columns: Columns, dump: Path | None) -> None:
    facts = {
        "format": FORMAT,
        "places": len(columns.columns["lat"]),
        "countries": sorted(columns.countries, key=columns.countries.__getitem__),
        "country_rows": {code: row for code, row in columns.codes.items() if "." not in code},
        "sources": {name: version(name) for name in SOURCES} | ({"geonames": dump.name} if dump else {}),
        "licence": "names and points from GeoNames (geonames.org), CC BY 4.0",
    }
    (work / "facts.json").write_text(json.dumps(facts, indent=1), encoding="utf-8")
