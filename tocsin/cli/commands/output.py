"""Commands that give a record to others: brief, export, compare."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli import given, options
from tocsin.errors import UsageError


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
    from tocsin.cli.reading import ReadRequest, read_everything  # noqa: PLC0415
    from tocsin.masking import Mask  # noqa: PLC0415
    from tocsin.merge import merge  # noqa: PLC0415

    if bool(inputs) == bool(db):
        raise UsageError("give either reports or --db DATABASE")
    laid_out = template_of(template) if template else None
    if db:
        store = given.opened(db)
        readings, rejects = list(store.readings(given.filters(place, since, until))), store.rejects()
        judgements, hidden = store.judgements(), given.hidden(store, asked=mask)
    else:
        judgements = []
        settings = given.settings(language, codebook, actors, words)
        readings, rejects = read_everything(ReadRequest(inputs or [], settings, given.day(published), everything))
        hidden = Mask.of_readings(readings) if mask else Mask()
    told = [(str(reject).removesuffix(f": {reject.reason}"), reject.reason) for reject in rejects]
    written = write(
        readings,
        merge(readings, judgements),
        rejects=told,
        judgements=judgements,
        since=given.day(changed_since),
        ids=ids,
        mask=hidden,
    )
    print_brief(written, form_of(form, out), out, laid_out)


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

    asked = given.filters(place, since, until, type_=type_, speaker=speaker, outlet=outlet)
    request = Request(form, asked, given.day(new_since), claimed, mask)
    tell_exported(export_to(given.opened(db), request, out), request)


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
    mask: options.Mask = False,
) -> None:
    """Hold a desk's own rows against the record: what supports and contradicts them, and what either side lacks."""
    from tocsin.cli.comparing import columns_named, print_comparison  # noqa: PLC0415
    from tocsin.compare import compare as run  # noqa: PLC0415
    from tocsin.compare import read_rows  # noqa: PLC0415
    from tocsin.compare.match import Reach  # noqa: PLC0415

    read = read_rows(rows, columns_named(column or ()))
    store = given.opened(db)
    print_comparison(run(store, read, Reach(days, km)).masked(given.hidden(store, asked=mask).event), out)
