"""The commands. Each parses its options, calls the function that does the work, and prints what comes back.

What is slow to load is imported inside the commands that need it: `tocsin --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import tocsin
from tocsin.cli import gazetteer, judge, options
from tocsin.errors import InputError, TocsinError, UsageError
from tocsin.settings import Settings

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from tocsin.cli.reading import ReadRequest
    from tocsin.read import Reject
    from tocsin.reading import Reading
    from tocsin.store import Filters, Store
    from tocsin.store.keeping import Keeper

INTERRUPTED = 130
INTERNAL = 70
"""Exit code for a fault of the program itself (EX_SOFTWARE)."""

app = typer.Typer(
    name="tocsin",
    help="Reads reports of unrest and keeps a record of what happened, where, when, to whom, and who says so.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(judge.app, name="judge")
app.add_typer(gazetteer.app, name="gazetteer")


token = typer.Typer(help="Say who may ask a desk over the network.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(token, name="token")


def main() -> None:
    """Run the command line. No traceback reaches a user, unless TOCSIN_DEBUG is set."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read by NumPy when it is loaded: workers share the cores
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except TocsinError as error:
        _fail(str(error), error.exit_code)
    except Exception as error:  # the last line of defence; everything foreseen is a TocsinError
        if os.environ.get("TOCSIN_DEBUG"):
            raise
        _fail(f"a fault of tocsin itself: {type(error).__name__}: {error} (TOCSIN_DEBUG=1 shows where)", INTERNAL)


@app.callback(invoke_without_command=True)
def start(
    version: Annotated[bool, typer.Option("--version", help="Say which version this is.", is_eager=True)] = False,
) -> None:
    """Reads reports of unrest and keeps a record of what happened, where, when, to whom, and who says so."""
    if version:
        print(f"tocsin {tocsin.__version__}")
        raise typer.Exit


@app.command()
def read(  # noqa: PLR0913 - one argument for each option
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

    request = reading.ReadRequest(inputs, _settings(language, codebook, actors, words), _day(published), everything)
    if out:
        if db or form:
            raise UsageError("--out writes shards; `tocsin load` brings them into a database afterwards")
        _run(request, out, rejects, workers=workers, engine=engine, address=address)
        return
    keeper = _keeper(db) if db else None
    outcome = reading.read_and_show(request, form or (None if keeper else "table"), keeper)
    if keeper:
        _say(f"kept in {db}: {keeper.added.new} new, {keeper.added.changed} changed, {keeper.added.same} as before")
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
    _say(f"{ran.sources:,} reports in {ran.shards:,} shards in {out}; {ran.before:,} of them were read before")
    if rejects:
        reading.write_rejects(ran.outcome.rejects, rejects)
    reading.tell_rejects(ran.outcome)
    if ran.outcome.rejects:
        raise typer.Exit(InputError.exit_code)


@app.command()
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
            watching.show_health(told, state, _console())
        elif log:
            watching.show_log(state, log, _console())
        else:
            watching.watch(told, state, _settings(None), _store(db, create=True), once=once)


@app.command(name="alerts")
def raise_alerts(
    rules: Annotated[Path, typer.Argument(metavar="RULES.toml", help="When to raise an alert, and whom to tell.")],
    db: options.Database,
    day: Annotated[
        datetime | None, typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="As things stand on this day; today.")
    ] = None,
) -> None:
    """Raise alerts over what changed in a record: each once, as a feed and to a webhook."""
    from tocsin.cli import alerting  # noqa: PLC0415

    found = alerting.raise_alerts(rules, _store(db), _day(day) or alerting.today())
    alerting.show_alerts(found, _console())


@app.command()
def load(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that `tocsin read --out` wrote.")],
    db: options.Database,
) -> None:
    """Keep in a database what a run has written as shards. It may be done again, and adds nothing twice."""
    from tocsin.cli import running  # noqa: PLC0415

    added = running.load(folder, db)
    _say(f"kept in {db}: {added.new:,} new, {added.changed:,} changed, {added.same:,} as before")
    if left := running.left_out(folder):
        _say(f"{left} unfinished shards left out; the same `tocsin read --out` finishes them")


@app.command()
def events(  # noqa: PLR0913
    *,
    db: options.Database,
    place: options.Place = None,
    since: options.Since = None,
    until: options.Until = None,
    type_: options.Type = None,
    speaker: options.Speaker = None,
    outlet: options.Outlet = None,
    form: Annotated[options.ListFormat, typer.Option("--format")] = "table",
) -> None:
    """List the events of a record, merged from all its reports."""
    from tocsin.cli.listing import EVENTS, show_list  # noqa: PLC0415

    asked = _filters(place, since, until, type_=type_, speaker=speaker, outlet=outlet)
    found = _store(db).events(asked)
    show_list(found, EVENTS, form, _console())


@app.command()
def claims(  # noqa: PLR0913
    *,
    db: options.Database,
    place: options.Place = None,
    since: options.Since = None,
    until: options.Until = None,
    type_: options.Type = None,
    speaker: options.Speaker = None,
    outlet: options.Outlet = None,
    by: options.SaidBy = None,
    form: Annotated[options.ListFormat, typer.Option("--format")] = "table",
) -> None:
    """List who says what in the reports of a record."""
    from tocsin.cli.listing import CLAIMS, show_list  # noqa: PLC0415

    asked = _filters(place, since, until, type_=type_, speaker=speaker, outlet=outlet)
    if by:
        from tocsin.cli.sayings import SAYINGS, ordered  # noqa: PLC0415

        store = _store(db)
        events = store.events() if by == "event" else ()
        show_list(ordered(store.sayings(asked), by, events), SAYINGS[by], form, _console())
        return
    found = list(_store(db).claims(asked))
    show_list(found, CLAIMS, form, _console())


@app.command()
def figures(  # noqa: PLR0913
    *,
    db: options.Database,
    place: options.Place = None,
    since: options.Since = None,
    until: options.Until = None,
    type_: options.Type = None,
    speaker: options.Speaker = None,
    outlet: options.Outlet = None,
    form: Annotated[options.ListFormat, typer.Option("--format")] = "table",
) -> None:
    """List the numbers of people that the reports of a record give."""
    from tocsin.cli.listing import FIGURES, show_list  # noqa: PLC0415

    asked = _filters(place, since, until, type_=type_, speaker=speaker, outlet=outlet)
    found = list(_store(db).figures(asked))
    show_list(found, FIGURES, form, _console())


@app.command()
def why(
    key: Annotated[str, typer.Argument(metavar="ID", help="Of an event, mention, claim, figure, toll or report.")],
    db: options.Database,
    form: Annotated[options.WhyFormat, typer.Option("--format")] = "table",
) -> None:
    """Show every statement behind a record, each with its sentence."""
    from tocsin.cli.why import show_why, why_as_json  # noqa: PLC0415

    store = _store(db)
    reasons = store.why(key)
    if not reasons:
        raise UsageError(f"{key}: no such id in {db}")
    if form == "json":
        print(why_as_json(reasons, store.record(key)))
    else:
        show_why(reasons, store.record(key), _console())


@app.command()
def brief(  # noqa: PLR0913
    inputs: Annotated[list[str] | None, typer.Argument(metavar="[INPUT…]", show_default=False)] = None,
    *,
    db: options.KeepIn = None,
    published: options.Published = None,
    everything: options.Everything = False,
    language: options.Language = None,
    words: options.Words = None,
    codebook: options.Codebooks = None,
    actors: options.Actors = None,
    place: options.Place = None,
    since: options.Since = None,
    until: options.Until = None,
    changed_since: Annotated[
        datetime | None,
        typer.Option("--since", metavar="DATE", formats=["%Y-%m-%d"], help="Tell what reports of that day on changed."),
    ] = None,
    form: Annotated[
        options.BriefFormat | None, typer.Option("--as", help="Its form; else that of --out, else md.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write here, not to the terminal.")
    ] = None,
    template: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Lay it out by a template of your own (Jinja2, Markdown).")
    ] = None,
    ids: Annotated[bool, typer.Option("--ids", help="Print the id behind each line, for tocsin why.")] = False,
    mask: options.Mask = False,
) -> None:
    """Write a situation report as Markdown, a page or a PDF, from a record or from reports."""
    from tocsin.brief import template_of, write  # noqa: PLC0415
    from tocsin.cli.briefing import form_of, print_brief  # noqa: PLC0415
    from tocsin.masking import Mask  # noqa: PLC0415
    from tocsin.merge import merge  # noqa: PLC0415

    if bool(inputs) == bool(db):
        raise UsageError("give either reports or --db DATABASE")
    laid_out = template_of(template) if template else None
    if db:
        store = _store(db)
        readings, rejects = list(store.readings(_filters(place, since, until))), store.rejects()
        judgements = store.judgements()
    else:
        judgements = []
        readings, rejects = _read_all(
            inputs or [], _settings(language, codebook, actors, words), _day(published), everything
        )
    told = [(str(reject).removesuffix(f": {reject.reason}"), reject.reason) for reject in rejects]
    written = write(
        readings,
        merge(readings, judgements),
        rejects=told,
        judgements=judgements,
        since=_day(changed_since),
        ids=ids,
        mask=Mask.of_readings(readings) if mask else Mask(),
    )
    print_brief(written, form_of(form, out), out, laid_out)


@app.command()
def export(  # noqa: PLR0913
    *,
    db: options.Database,
    form: Annotated[str, typer.Option("--as", metavar="FORMAT", help=options.EXPORT_FORMATS)],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write here, not to the terminal.")
    ] = None,
    new_since: options.NewSince = None,
    place: options.Place = None,
    since: options.Since = None,
    until: options.Until = None,
    type_: options.Type = None,
    speaker: options.Speaker = None,
    outlet: options.Outlet = None,
    claimed: Annotated[
        bool, typer.Option("--claimed", help="Let what is only claimed into formats that have no word for a claim.")
    ] = False,
    mask: options.Mask = False,
) -> None:
    """Write the events or claims of a record in the shape of others: ACLED, UCDP, POLECAT, GeoJSON and more."""
    from tocsin.cli.exporting import export_to, tell_exported  # noqa: PLC0415
    from tocsin.export import Request  # noqa: PLC0415

    asked = _filters(place, since, until, type_=type_, speaker=speaker, outlet=outlet)
    request = Request(form, asked, _day(new_since), claimed, mask)
    tell_exported(export_to(_store(db), request, out), request)


@app.command()
def compare(  # noqa: PLR0913
    rows: Annotated[Path, typer.Argument(metavar="ROWS", help="A CSV file with ACLED's, UCDP's or plain columns.")],
    *,
    db: options.Database,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="CSV, or a page if it ends in .html.")
    ] = None,
    days: Annotated[int, typer.Option(metavar="N", min=0, help="How many days apart they may lie.")] = 1,
    km: Annotated[float, typer.Option(metavar="KM", min=0, help="How far apart, where names differ.")] = 25.0,
    column: Annotated[
        list[str] | None, typer.Option("--column", metavar="WHAT=NAME", help="Which column holds what: start=Datum.")
    ] = None,
) -> None:
    """Hold a desk's own rows against the record: what supports and contradicts them, and what either side lacks."""
    from tocsin.cli.comparing import columns_named, print_comparison  # noqa: PLC0415
    from tocsin.compare import compare as run  # noqa: PLC0415
    from tocsin.compare import read_rows  # noqa: PLC0415
    from tocsin.compare.match import Reach  # noqa: PLC0415

    read = read_rows(rows, columns_named(column or ()))
    print_comparison(run(_store(db), read, Reach(days, km)), out)


@app.command()
def outlets(  # noqa: PLR0913
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", show_default=False)] = None,
    *,
    db: options.Database,
    grade: Annotated[str | None, typer.Option(metavar="A-F", help="Set how far this desk trusts it.")] = None,
    kind: Annotated[str | None, typer.Option(help="Set what kind of house it is.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Set where it is at home.")] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so.", envvar="TOCSIN_ANALYST")] = "",
    note: Annotated[str | None, typer.Option(help="Why.")] = None,
) -> None:
    """List what is known of outlets, or set what this desk knows of one."""
    from tocsin.cli.outlets import set_outlet, show_outlets  # noqa: PLC0415

    store = _store(db)
    if grade or kind or country or note:
        set_outlet(store, name, by, {"reliability": grade, "kind": kind, "country": country, "note": note})
    show_outlets(store.outlets(), name, _console())


@app.command()
def serve(  # noqa: PLR0913
    *,
    db: options.Database,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to answer at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to answer at.")] = 8000,
    name: Annotated[str, typer.Option(metavar="NAME", help="What the desk is called.")] = "Tocsin",
    user_header: Annotated[
        str | None, typer.Option(metavar="HEADER", help="In which a proxy that has checked it tells who asks.")
    ] = None,
    proxy: Annotated[
        list[str] | None, typer.Option(metavar="ADDRESS", help="Where that proxy is; may be repeated.")
    ] = None,
    borders: Annotated[Path | None, typer.Option(metavar="FILE", help="GeoJSON of borders of your own.")] = None,
    tiles: Annotated[str | None, typer.Option(metavar="URL", help="Raster tiles under the map: …/{z}/{x}/{y}.")] = None,
    log: Annotated[bool, typer.Option("--log", help="Write a line of JSON about each request.")] = False,
) -> None:
    """Serve a record as pages for a browser and as REST, with review of what was read."""
    from tocsin.cli.serving import serve_desk  # noqa: PLC0415
    from tocsin.serve import Access, Desk, DeskSettings  # noqa: PLC0415

    store = _store(db, create=True)
    access = Access.to(store, host, user_header=user_header, proxies=tuple(proxy or ()))
    settings = DeskSettings(name=name, borders=borders, tiles=tiles)
    _say(f"Tocsin is at http://{host}:{port}/ (Ctrl-C ends it)")
    serve_desk(Desk(store, settings, access), host=host, port=port, log=log)


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="A file that is not there yet.")], db: options.Database
) -> None:
    """Copy a record to a file while it is in use."""
    from tocsin.store.backup import backup as write_backup  # noqa: PLC0415

    write_backup(_store(db).engine, db, target)
    _say(f"{db} as it was at one moment is in {target}")


@app.command()
def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="What tocsin backup wrote.")], db: options.Database
) -> None:
    """Make a record from a backup, where there is none yet."""
    from tocsin.store.backup import restore as read_backup  # noqa: PLC0415

    read_backup(source, db)
    _store(db)  # opened once, so that it is brought up to date and known to be sound
    _say(f"{db} is made from {source}")


@token.command("add")
def token_add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose it is.")],
    db: options.Database,
    role: Annotated[options.Role, typer.Option(help="What it allows.")] = "read",
) -> None:
    """Make a token, which is printed this once and kept as a hash only."""
    from tocsin.store.access import add_token  # noqa: PLC0415

    with _store(db, create=True).changing() as connection:
        print(add_token(connection, name, role))


@token.command("list")
def token_list(db: options.Database) -> None:
    """List tokens, with those that were revoked."""
    from tocsin.store.access import read_tokens  # noqa: PLC0415

    with _store(db).seeing() as connection:
        for one in read_tokens(connection):
            print("\t".join(filter(None, (one.name, one.role, one.made_at, one.revoked_at and "revoked"))))


@token.command("revoke")
def token_revoke(name: Annotated[str, typer.Argument(metavar="NAME")], db: options.Database) -> None:
    """Take a token out of force at once."""
    from tocsin.store.access import revoke_token  # noqa: PLC0415

    with _store(db).changing() as connection:
        revoke_token(connection, name)


@app.command()
def evaluate(  # noqa: PLR0913
    corpora: Annotated[list[str] | None, typer.Argument(metavar="[CORPUS…]", show_default=False)] = None,
    *,
    data: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the gold corpora are.")],
    half: Annotated[
        options.Half | None, typer.Option(help="Rows to score. As it stands: those that figures are quoted for.")
    ] = None,
    errors: Annotated[int, typer.Option(metavar="N", min=0, help="Show the N most frequent kinds of error.")] = 0,
    floors: Annotated[Path, typer.Option(metavar="FILE", help="Floors to hold the measures to.")] = Path("floors.json"),
    set_floors: Annotated[bool, typer.Option("--set-floors", help="Make what is measured the floors.")] = False,
    everything: Annotated[bool, typer.Option("--everything", help="Open the gate, to see what is lost by it.")] = False,
    lower: Annotated[bool, typer.Option("--lower", help="Let --set-floors lower a floor.")] = False,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw a map (SVG) of places put elsewhere than in gold.")
    ] = None,
) -> None:
    """Score the finders on gold corpora, and hold the scores to their floors."""
    from tocsin.cli.evaluation import show_result  # noqa: PLC0415
    from tocsin.evaluate import evaluate as run  # noqa: PLC0415
    from tocsin.evaluate.errormap import write_error_map  # noqa: PLC0415
    from tocsin.pipeline import Tools  # noqa: PLC0415

    tools = replace(Tools.open(Settings.from_environment()), everything=everything)
    results = []
    for result in run.evaluate(corpora or (), data, tools, half=half, floors_file=floors):
        show_result(result, _console(), errors=errors)
        results.append(result)
    if plot:
        misses = [miss for result in results for miss in result.scores.misses]
        write_error_map(misses, ", ".join(result.corpus for result in results), plot)
    if set_floors:
        run.set_floors(floors, results, may_lower=lower)
    elif any(result.broken for result in results):
        raise typer.Exit(TocsinError.exit_code)


@app.command()
def bench(  # noqa: PLR0913
    what: Annotated[
        options.Benched, typer.Argument(metavar="WHAT", help="What is measured: read, export, merge or store.")
    ],
    inputs: Annotated[list[str] | None, typer.Argument(metavar="[INPUT…]", show_default=False)] = None,
    *,
    words: Annotated[int, typer.Option(metavar="N", min=1, help="About how many words to read.")] = 100_000,
    everything: options.Everything = False,
    compare: Annotated[bool, typer.Option(help="Let spaCy and textacy go through the same texts.")] = True,
    events: Annotated[int, typer.Option(metavar="N", min=1, help="How many invented events to export.")] = 250_000,
    mentions: Annotated[
        list[int] | None, typer.Option(metavar="N", min=100, help="How many invented mentions to merge or keep.")
    ] = None,
) -> None:
    """Measure how fast reports are read, beside others on the same texts; how fast events are exported; how well and
    how fast invented mentions are merged or kept.
    """
    from tocsin.cli.bench import show_bench, show_kept, show_leaving, show_merging  # noqa: PLC0415
    from tocsin.evaluate.exporting import bench_export  # noqa: PLC0415
    from tocsin.evaluate.speed import bench_read  # noqa: PLC0415
    from tocsin.read import sources  # noqa: PLC0415

    if what == "export":
        show_leaving(bench_export(events), _console())
        return
    if what == "merge":
        from tocsin.evaluate.merging import bench_merge  # noqa: PLC0415

        show_merging(bench_merge(mentions or (10_000, 50_000)), _console())
        return
    if what == "store":
        from tocsin.evaluate.merging import bench_store  # noqa: PLC0415

        show_kept(map(bench_store, mentions or (10_000,)), _console())
        return
    if not inputs:
        raise UsageError("name reports to read")
    settings = Settings.from_environment()
    given = sources(inputs, settings=settings)
    show_bench(bench_read(given, settings, words=words, everything=everything, compare=compare), _console())


def _read_all(
    inputs: list[str], settings: Settings, published: date | None, everything: bool
) -> tuple[list[Reading], list[Reject]]:
    from tocsin.cli import reading  # noqa: PLC0415

    request = reading.ReadRequest(inputs, settings, published, everything)
    return reading.read_everything(request)


def _keeper(db: str) -> Keeper:
    from tocsin.store.keeping import Keeper  # noqa: PLC0415

    return Keeper(_store(db, create=True))


def _store(db: str, *, create: bool = False) -> Store:
    from tocsin.store import Store  # noqa: PLC0415

    return Store.open(db, create=create)


def _filters(  # noqa: PLR0913
    place: str | None,
    since: datetime | None,
    until: datetime | None,
    *,
    type_: str | None = None,
    speaker: str | None = None,
    outlet: str | None = None,
) -> Filters:
    from tocsin.store import Filters  # noqa: PLC0415

    return Filters(place, _day(since), _day(until), type_, speaker, outlet)


def _settings(
    languages: list[str] | None,
    codebooks: list[Path] | None = None,
    actors: list[Path] | None = None,
    words: str | None = None,
) -> Settings:
    given = Settings.from_environment()
    settings = replace(given, codebooks=tuple(codebooks or ()), actors=tuple(actors or ()))
    settings = replace(settings, convention=words or given.convention)
    return replace(settings, languages=tuple(languages)) if languages else settings


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _console() -> Console:
    from rich.console import Console  # noqa: PLC0415

    return Console(highlight=False)


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _fail(line: str, code: int) -> None:
    from tocsin.cli.safe import safe  # noqa: PLC0415

    _say(f"tocsin: {safe(line)}")
    sys.exit(code)
