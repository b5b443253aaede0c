"""Commands that bring reports in: read, watch, load, alerts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import given, options
from tocsin.cli.given import say
from tocsin.errors import InputError, UsageError

if TYPE_CHECKING:
    from tocsin.cli.reading import ReadRequest


def read(  # noqa: PLR0913
    inputs: options.Inputs,
    *,
    form: Annotated[options.ReadFormat | None, typer.Option("--format", help="How to print what is found.")] = None,
    published: options.Published = None,
    everything: options.Everything = False,
    db: options.KeepIn = None,
    rejects: Annotated[
        Path | None, typer.Option("--rejects", metavar="FILE", help="Write inputs that could not be read, as JSONL.")
    ] = None,
    language: options.Language = None,
    words: options.Words = None,
    codebook: options.Codebooks = None,
    actors: options.Actors = None,
    out: options.Out = None,
    workers: options.Workers = 1,
    engine: options.EngineOption = "local",
    address: options.Address = None,
) -> None:
    """Read reports: what happened, figures, and who says what, each with its place in the text."""
    from tocsin.cli import reading  # noqa: PLC0415
    from tocsin.store.keeping import Keeper  # noqa: PLC0415

    request = reading.ReadRequest(
        inputs, given.settings(language, codebook, actors, words), given.day(published), everything
    )
    if out:
        if db or form:
            raise UsageError("--out writes shards; `tocsin load` brings them into a database afterwards")
        _run(request, out, rejects, workers=workers, engine=engine, address=address)
        return
    keeper = Keeper(given.opened(db, create=True)) if db else None
    outcome = reading.read_and_show(request, form or (None if keeper else "table"), keeper)
    if keeper:
        say(f"kept in {db}: {keeper.added.new} new, {keeper.added.changed} changed, {keeper.added.same} as before")
    if rejects:
        reading.write_rejects(outcome.rejects, rejects)
    reading.tell_rejects(outcome)
    if outcome.rejects:
        raise typer.Exit(InputError.exit_code)


def _run(  # noqa: PLR0913
    request: ReadRequest, out: Path, rejects: Path | None, *, workers: int, engine: str, address: str | None
) -> None:
    from tocsin.cli import reading, running  # noqa: PLC0415

    ran = running.run_and_show(request, out, workers=workers, engine=engine, address=address)
    say(f"{ran.sources:,} reports in {ran.shards:,} shards in {out}; {ran.before:,} of them were read before")
    if rejects:
        reading.write_rejects(ran.outcome.rejects, rejects)
    reading.tell_rejects(ran.outcome)
    if ran.outcome.rejects:
        raise typer.Exit(InputError.exit_code)


def watch(
    plan: Annotated[Path, typer.Argument(metavar="SOURCES.toml", help="The sources to watch.")],
    db: options.Database,
    *,
    once: Annotated[bool, typer.Option("--once", help="Make one round over what is due, and end.")] = False,
    health: Annotated[bool, typer.Option("--health", help="Show how each source does, and end.")] = False,
    log: Annotated[int, typer.Option("--log", metavar="N", min=0, help="Show the last N refusals, and end.")] = 0,
) -> None:
    """Watch feeds, sitemaps, pages and folders, and keep what is new in a record."""
    from tocsin.cli import watching  # noqa: PLC0415

    with watching.opened(plan) as (told, state):
        if health:
            watching.show_health(told, state, given.console())
        elif log:
            watching.show_log(state, log, given.console())
        else:
            watching.watch(told, state, given.settings(None), given.opened(db, create=True), once=once)


def load(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that `tocsin read --out` wrote.")],
    db: options.Database,
) -> None:
    """Keep in a database what a run has written as shards. It may be done again, and adds nothing twice."""
    from tocsin.cli import running  # noqa: PLC0415

    added = running.load(folder, db)
    say(f"kept in {db}: {added.new:,} new, {added.changed:,} changed, {added.same:,} as before")
    if left := running.left_out(folder):
        say(f"{left} unfinished shards left out; the same `tocsin read --out` finishes them")


def alerts(
    rules: Annotated[Path, typer.Argument(metavar="RULES.toml", help="When to raise an alert, and whom to tell.")],
    db: options.Database,
    day: Annotated[
        datetime | None, typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="As things stand on this day; today.")
    ] = None,
    mask: options.Mask = False,
) -> None:
    """Raise alerts over what changed in a record: each once, as a feed and to a webhook."""
    from tocsin.cli import alerting  # noqa: PLC0415

    store = given.opened(db)
    hidden = given.hidden(store, asked=mask)
    found = alerting.raise_alerts(rules, store, given.day(day) or alerting.today(), hidden)
    alerting.show_alerts(found, given.console())
