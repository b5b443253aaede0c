"""Entries from a GeoNames dump (`allCountries.txt`, or one country's file) that the user gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tocsin.errors import InputError
from tocsin.gazetteer.entries import Entry, Kind, NameKind, town_radius
from tocsin.gazetteer.packages import bare, usable
from tocsin.values import Level

FIELDS = 19
# Feature codes (geonames.org/export/codes.html) worth knowing, beside every populated place.
_DIVISIONS: dict[str, Level] = {"ADM1": "province", "ADM2": "district", "ADM3": "district", "ADM4": "district"}
_FEATURES: dict[str, tuple[Kind, Level]] = {
    **dict.fromkeys(("RGN", "AREA", "ISL", "ISLS", "PEN", "VAL", "PLN", "DSRT"), (Kind.REGION, "region")),
    **dict.fromkeys(("LK", "LKS", "SEA", "GULF", "STRT", "BAY", "MT", "MTS", "PASS"), (Kind.FEATURE, "region")),
    **dict.fromkeys(("AIRP", "AIRB"), (Kind.AIRPORT, "sub-city")),
    **dict.fromkeys(("SQR", "CMP", "CMPRF"), (Kind.SPOT, "sub-city")),
}


def entries(lines: Iterable[str], source: str) -> Iterator[Entry]:
    """The populated places, divisions and larger features of a dump, line by line. `source` names it in errors."""
    for number, line in enumerate(lines, 1):
        fields = line.rstrip("\n").split("\t")
        if len(fields) != FIELDS:
            raise InputError(source, f"line {number} has {len(fields)} fields, GeoNames has {FIELDS}")
        try:
            entry = _entry(fields)
        except ValueError as error:
            raise InputError(source, f"line {number}: {error}") from error
        if entry:
            yield entry


def _entry(fields: list[str]) -> Entry | None:
    feature, code, country, population = fields[6], fields[7], fields[8], int(fields[14] or 0)
    found = _kind(feature, code)
    if not found:
        return None
    kind, level = found
    entry = Entry(
        name=fields[1],
        kind=kind,
        level=level,
        lat=float(fields[4]),
        lon=float(fields[5]),
        geonameid=int(fields[0]),
        population=min(population, 2_000_000_000),
        country=country,
        admin1=f"{country}.{fields[10]}" if fields[10] and code != "ADM1" else "",
        admin2=f"{country}.{fields[10]}.{fields[11]}" if fields[11] and code != "ADM2" else "",
    )
    if kind is Kind.TOWN:
        entry.radius_km = town_radius(population)
    entry.names = _names(fields, kind)
    return entry


def _kind(feature: str, code: str) -> tuple[Kind, Level] | None:
    if feature == "P":
        return (Kind.SPOT, "sub-city") if code == "PPLX" else (Kind.TOWN, "city")
    if code in _DIVISIONS:
        return Kind.DIVISION, _DIVISIONS[code]
    return _FEATURES.get(code)


def _names(fields: list[str], kind: Kind) -> list[tuple[str, NameKind]]:
    names = [(name, NameKind.OTHER) for name in fields[3].split(",") if name and usable(name)]
    if kind is Kind.DIVISION and bare(fields[1]) != fields[1]:
        names.append((bare(fields[1]), NameKind.BARE))
    return names
