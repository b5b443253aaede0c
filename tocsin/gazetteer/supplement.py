"""Entries and names of our own: `supplement.toml`, `countries.toml` and `ordinary.toml` beside this file."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from tocsin.gazetteer.entries import USUAL_RADIUS, Entry, Kind, NameKind
from tocsin.values import Level

_SECTIONS: tuple[tuple[str, Kind, Level], ...] = (
    ("supranational", Kind.REGION, "supranational"),
    ("region", Kind.REGION, "region"),
    ("sub-city", Kind.SPOT, "sub-city"),
    ("feature", Kind.FEATURE, "region"),
)
_SINGULAR = ("s", "sh", "ch", "ese", "ss", "z", "men", "man")


def places() -> Iterator[Entry]:
    """Regions, squares, waters and mountains of the supplement."""
    table = _table("supplement.toml")
    for section, kind, level in _SECTIONS:
        for name, row in table[section].items():
            yield _entry(name, row, kind, level, table["people"].get(name, ()))


def also_named() -> dict[int, list[str]]:
    """Further names of towns, by GeoNames id."""
    return {int(geonameid): names for geonameid, names in _table("supplement.toml")["also"].items()}


def centres() -> dict[str, tuple[float, float]]:
    """Middle points of large divisions, by ISO 3166-2 code."""
    return {code: (lat, lon) for code, (lat, lon) in _table("supplement.toml")["centre"].items()}


def short_forms() -> dict[str, list[str]]:
    """Short forms of states and provinces, by ISO 3166-2 code."""
    forms: dict[str, list[str]] = _table("supplement.toml")["short"]
    return forms


def people_of_divisions() -> dict[str, list[str]]:
    """Words for the people of a state or province, by ISO 3166-2 code."""
    words: dict[str, list[str]] = _table("supplement.toml")["people-of"]
    return words


def country_facts() -> dict[str, dict[str, Any]]:
    """Middle point, names and people of each country, by its alpha-2 code."""
    return _table("countries.toml")


def people(words: list[str]) -> Iterator[str]:
    """The words for a people with their regular plurals."""
    for word in words:
        yield word
        if not word.endswith(_SINGULAR):
            yield f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


@cache
def ordinary_words() -> dict[str, frozenset[str]]:
    """Words that are mostly something else than the place of that name, by kind (see `ordinary.toml`)."""
    return {
        kind: frozenset(word.replace("_", " ") for word in words.split())
        for kind, words in _table("ordinary.toml").items()
    }


def _entry(name: str, row: dict[str, Any], kind: Kind, level: Level, of_people: list[str]) -> Entry:
    level = row.get("level", level)
    return Entry(
        name=name,
        kind=_kind_of(kind, level),
        level=level,
        lat=row["point"][0],
        lon=row["point"][1],
        geonameid=row.get("geonameid", 0),
        country=row.get("country", ""),
        radius_km=float(row.get("radius", USUAL_RADIUS[level])),
        names=[(other, NameKind.OWN) for other in row.get("names", ())]
        + [(word, NameKind.PEOPLE) for word in people(list(of_people))],
    )


def _kind_of(kind: Kind, level: Level) -> Kind:
    if kind is Kind.REGION and level in ("province", "district"):
        return Kind.DIVISION
    return Kind.TOWN if kind is Kind.REGION and level == "city" else kind


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("tocsin.gazetteer") / name).read_text(encoding="utf-8"))


def is_known(value: float) -> bool:
    """Whether a coordinate or radius was given."""
    return not math.isnan(value)
