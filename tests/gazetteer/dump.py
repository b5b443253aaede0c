"""A small file in GeoNames' format, written for the tests: the villages and people in it are invented."""

from __future__ import annotations

from pathlib import Path

COLUMNS = (
    "geonameid name asciiname alternatenames lat lon feature code country cc2 admin1 admin2 admin3 admin4 "
    "population elevation dem timezone modified"
).split()


def row(**given: str | int | float) -> str:
    """One line of a dump; what is not given is empty."""
    return "\t".join(str(given.get(column, "")) for column in COLUMNS)


VILLAGE = row(
    geonameid=900000001, name="Qosbastau", alternatenames="Kosbastau,Қосбастау", lat=43.9, lon=77.6, feature="P",
    code="PPL", country="KZ", admin1="01", population=412,
)  # fmt: skip
QUARTER = row(geonameid=900000002, name="Upper Saltworks", lat=43.6, lon=51.2, feature="P", code="PPLX", country="KZ")
HILL = row(geonameid=900000003, name="Lone Hill", lat=43.0, lon=51.0, feature="T", code="HLL", country="KZ")


def write(path: Path, *lines: str) -> Path:
    """A dump of these lines."""
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path
