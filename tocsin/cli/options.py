"""The options that several commands share."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

ListFormat = Literal["table", "json", "csv"]
ReadFormat = Literal["table", "json", "jsonl"]
WhyFormat = Literal["table", "json"]
Role = Literal["read", "review", "admin"]
Half = Literal["develop", "fresh", "all"]
By = Literal["speaker", "event", "spread"]
WordsName = Literal["acled", "plural", "none"]
EngineName = Literal["local", "ray"]

Inputs = Annotated[
    list[str],
    typer.Argument(metavar="INPUT…", help="Files, folders, patterns, or - for standard input.", show_default=False),
]
Published = Annotated[
    datetime | None,
    typer.Option("--published", metavar="DATE", formats=["%Y-%m-%d"], help="When the reports were published."),
]
Everything = Annotated[
    bool, typer.Option("--everything", help="Also read reports in which nothing points to an event.")
]
Language = Annotated[
    list[str] | None,
    typer.Option("--language", metavar="CODE", help="Read reports of this language only; may be repeated."),
]
Words = Annotated[
    WordsName | None,
    typer.Option("--words", help="How dozens, several and the like are counted. As it stands: as ACLED does."),
]
Codebooks = Annotated[
    list[Path] | None,
    typer.Option("--codebook", metavar="FILE", help="Actions of your own, as TOML; may be repeated."),
]
Actors = Annotated[
    list[Path] | None,
    typer.Option("--actors", metavar="FILE", help="Actors of your own, as TOML; may be repeated."),
]
Database = Annotated[
    str, typer.Option("--db", metavar="DATABASE", help="A SQLite file, or the URL of a PostgreSQL database.")
]
KeepIn = Annotated[
    str | None,
    typer.Option("--db", metavar="DATABASE", help="Keep it in this SQLite file, or at this PostgreSQL URL."),
]
Place = Annotated[str | None, typer.Option("--place", metavar="NAME", help="A place, region or country.")]
Since = Annotated[datetime | None, typer.Option("--from", metavar="DATE", formats=["%Y-%m-%d"], help="The first day.")]
Until = Annotated[datetime | None, typer.Option("--to", metavar="DATE", formats=["%Y-%m-%d"], help="The last day.")]
Type = Annotated[
    str | None,
    typer.Option("--type", metavar="TYPE", help="A PLOVER type or mode, an ACLED type, or a kind of figure."),
]
Speaker = Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="Who says so.")]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Who published it.")]

EXPORT_FORMATS = "acled, ucdp, polecat, plover, csv, jsonl, parquet, geojson, hxl, claims or atom."
NewSince = Annotated[
    datetime | None,
    typer.Option(
        "--since", metavar="DATE", formats=["%Y-%m-%d"], help="Only what reports of that day or later tell of."
    ),
]
Mask = Annotated[bool, typer.Option("--mask", help="Leave out the names of private persons.", envvar="TOCSIN_MASK")]
SaidBy = Annotated[
    By | None, typer.Option("--by", help="Each saying once: who carried it first, who repeated it, who denied it.")
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FOLDER", help="Write shards to this folder, and go on where a run was stopped."),
]
Workers = Annotated[int, typer.Option("--workers", metavar="N", min=1, help="With --out: how many read at a time.")]
EngineOption = Annotated[EngineName, typer.Option("--engine", help="With --out: this machine, or a Ray cluster.")]
Address = Annotated[str | None, typer.Option("--address", metavar="ADDRESS", help="With --engine ray: the cluster's.")]

BriefFormat = Literal["md", "html", "pdf"]
