"""The formats: what each holds, how it is written, and which events it leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal, Protocol, TextIO

from tocsin.export import acled, atom, claims, geojson, hxl, lines, parquet, plover, polecat, rows, ucdp
from tocsin.export.cells import Column, write_csv, write_tsv
from tocsin.store import Sourced

Holds = Literal["events", "claims"]
Fields = Sequence[tuple[str, str]]


class LeftOut(Protocol):
    """Why an event is no row of a format, or none. `claimed` lets in what is only claimed."""

    def __call__(self, item: Sourced, *, claimed: bool = False) -> str | None:
        """The reason."""


@dataclass(frozen=True, slots=True)
class Format:
    """One shape the record can leave in. One that cannot be written into one file has `into_folder`."""

    title: str
    suffix: str
    media_type: str
    fields: Fields
    write: Callable[[Iterable[Any], TextIO], None] | None = None
    into_folder: Callable[[Iterable[Sourced], Path], None] | None = None
    left_out: LeftOut | None = None
    holds: Holds = "events"


def _told(columns: Sequence[Column[Sourced]]) -> Fields:
    """The columns for the documentation; those that are always empty say so first."""
    return [(column.name, column.how if column.value else f"*empty*: {column.how}") for column in columns]


def _write_plover(items: Iterable[Sourced], out: TextIO) -> None:
    for item in items:
        out.write(lines.json_line(plover.record(item)) + "\n")


OWN = _told(rows.COLUMNS)

FORMATS: dict[str, Format] = {
    "acled": Format(
        "ACLED columns (31)",
        ".csv",
        "text/csv",
        _told(acled.COLUMNS),
        partial(write_csv, acled.COLUMNS),
        left_out=acled.left_out,
    ),
    "ucdp": Format(
        "UCDP GED columns (49)",
        ".csv",
        "text/csv",
        _told(ucdp.COLUMNS),
        partial(write_csv, ucdp.COLUMNS),
        left_out=ucdp.left_out,
    ),
    "polecat": Format(
        "POLECAT columns (40)",
        ".tsv",
        "text/tab-separated-values",
        _told(polecat.COLUMNS),
        partial(write_tsv, polecat.COLUMNS),
        left_out=polecat.left_out,
    ),
    "plover": Format(
        "PLOVER records, JSON Lines",
        ".jsonl",
        "application/x-ndjson",
        plover.FIELDS,
        _write_plover,
        left_out=polecat.left_out,
    ),
    "csv": Format("our rows, CSV", ".csv", "text/csv", OWN, partial(write_csv, rows.COLUMNS)),
    "jsonl": Format(
        "events whole, JSON Lines",
        ".jsonl",
        "application/x-ndjson",
        [("(all)", "the public JSON of an event, and `report_heads`: its reports without their texts")],
        lines.write,
    ),
    "parquet": Format(
        "our rows with types, Parquet by month",
        "",
        "application/vnd.apache.parquet",
        [("(all)", "as `csv`; days are dates, counts integers, coordinates doubles")],
        into_folder=parquet.write,
    ),
    "geojson": Format(
        "our rows on the map, GeoJSON",
        ".geojson",
        "application/geo+json",
        [
            ("geometry", "the point of the place; none where only the country is known or nothing was found"),
            ("properties", "as `csv`"),
        ],
        geojson.write,
    ),
    "hxl": Format(
        "our rows with HXL hashtags, CSV",
        ".csv",
        "text/csv",
        [(column.name, f"`{hxl.TAGS[column.name]}`") for column in hxl.COLUMNS],
        hxl.write,
    ),
    "claims": Format(
        "who says what, schema.org Claim in JSON-LD",
        ".jsonld",
        "application/ld+json",
        claims.FIELDS,
        claims.write,
        holds="claims",
    ),
    "atom": Format("events by their last change, Atom", ".atom", "application/atom+xml", atom.FIELDS, atom.write),
}
