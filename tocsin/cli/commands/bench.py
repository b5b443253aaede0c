"""`tocsin bench`: how fast, at what cost, and how well where the answer is known."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.cli import given, options
from tocsin.settings import Settings

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Measure speed, memory and merging.")

Mentions = Annotated[
    list[int] | None, typer.Option(metavar="N", min=100, help="How many invented mentions; may be repeated.")
]


@app.command()
def read(
    inputs: options.Inputs,
    *,
    words: Annotated[int, typer.Option(metavar="N", min=1, help="About how many words to read.")] = 100_000,
    everything: options.Everything = False,
    compare: Annotated[bool, typer.Option(help="Let spaCy and textacy go through the same texts.")] = True,
) -> None:
    """Measure how fast reports are read, beside others on the same texts."""
    from tocsin.cli.bench import show_bench  # noqa: PLC0415
    from tocsin.evaluate.speed import bench_read  # noqa: PLC0415
    from tocsin.read import sources  # noqa: PLC0415

    settings = Settings.from_environment()
    reports = sources(inputs, settings=settings)
    show_bench(bench_read(reports, settings, words=words, everything=everything, compare=compare), given.console())


@app.command()
def export(
    events: Annotated[int, typer.Option(metavar="N", min=1, help="How many invented events to export.")] = 250_000,
) -> None:
    """Measure what each format of export takes in time and memory."""
    from tocsin.cli.bench import show_leaving  # noqa: PLC0415
    from tocsin.evaluate.exporting import bench_export  # noqa: PLC0415

    show_leaving(bench_export(events), given.console())


@app.command()
def merge(mentions: Mentions = None) -> None:
    """Measure how well and how fast invented mentions are merged."""
    from tocsin.cli.bench import show_merging  # noqa: PLC0415
    from tocsin.evaluate.merging import bench_merge  # noqa: PLC0415

    show_merging(bench_merge(mentions or (10_000, 50_000)), given.console())


@app.command()
def store(mentions: Mentions = None) -> None:
    """Measure what a record of invented mentions takes on disk and in time."""
    from tocsin.cli.bench import show_kept  # noqa: PLC0415
    from tocsin.evaluate.merging import bench_store  # noqa: PLC0415

    show_kept(map(bench_store, mentions or (10_000,)), given.console())


@app.command()
def serve(
    db: Annotated[
        list[str] | None, typer.Option("--db", metavar="DATABASE", help="An empty or an earlier one; may be repeated.")
    ] = None,
    *,
    mentions: Annotated[int, typer.Option(metavar="N", min=1_000, help="How many mentions to make up.")] = 250_000,
    seconds: Annotated[float, typer.Option(metavar="N", min=1, help="How long to ask each.")] = 60.0,
) -> None:
    """Measure how fast a desk answers two readers while reports come in, over a made-up record in each database."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    from tocsin.cli.bench import show_serving  # noqa: PLC0415
    from tocsin.evaluate.large import make_large  # noqa: PLC0415
    from tocsin.evaluate.serving import bench_serve  # noqa: PLC0415

    with TemporaryDirectory(prefix="tocsin-bench-") as folder:
        found = {}
        for address in db or [f"{folder}/record.db"]:
            reports, told = make_large(address, mentions)
            name = "PostgreSQL" if "://" in address else "SQLite"
            given.say(f"{name}: {reports:,} reports, {told:,} mentions")
            found[name] = bench_serve(address, seconds=seconds)
    show_serving(found, given.console())
