"""Commands that ask a record: events, claims, figures, why, and what is known of outlets."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from tocsin.cli import given, options
from tocsin.errors import UsageError


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
    mask: options.Mask = False,
) -> None:
    """List the events of a record, merged from all its reports."""
    from tocsin.cli.listing import EVENTS, show_list  # noqa: PLC0415

    asked = given.filters(place, since, until, type_=type_, speaker=speaker, outlet=outlet)
    store = given.opened(db)
    hidden = given.hidden(store, asked=mask)
    show_list([hidden.json(event) for event in store.events(asked)], EVENTS, form, given.console())


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
    mask: options.Mask = False,
) -> None:
    """List who says what in the reports of a record."""
    from tocsin.cli.listing import CLAIMS, show_list  # noqa: PLC0415

    asked = given.filters(place, since, until, type_=type_, speaker=speaker, outlet=outlet)
    store = given.opened(db)
    hidden = given.hidden(store, asked=mask)
    if by:
        from tocsin.cli.sayings import SAYINGS, ordered  # noqa: PLC0415

        events = store.events() if by == "event" else ()
        told = ordered([hidden.json(saying) for saying in store.sayings(asked)], by, events)
        show_list(told, SAYINGS[by], form, given.console())
        return
    show_list([hidden.told(claim) for claim in store.claims(asked)], CLAIMS, form, given.console())


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
    mask: options.Mask = False,
) -> None:
    """List the numbers of people that the reports of a record give."""
    from tocsin.cli.listing import FIGURES, show_list  # noqa: PLC0415

    asked = given.filters(place, since, until, type_=type_, speaker=speaker, outlet=outlet)
    store = given.opened(db)
    hidden = given.hidden(store, asked=mask)
    show_list([hidden.told(figure) for figure in store.figures(asked)], FIGURES, form, given.console())


def why(
    key: Annotated[str, typer.Argument(metavar="ID", help="Of an event, mention, claim, figure, toll or report.")],
    db: options.Database,
    form: Annotated[options.WhyFormat, typer.Option("--format")] = "table",
    mask: options.Mask = False,
) -> None:
    """Show every statement behind a record, each with its sentence."""
    from tocsin.cli.why import show_why, why_as_json  # noqa: PLC0415

    store = given.opened(db)
    hidden = given.hidden(store, asked=mask)
    reasons, record = [hidden.reason(reason) for reason in store.why(key)], store.record(key)
    if not reasons:
        raise UsageError(f"{key}: no such id in {db}")
    record = hidden.json(record) if record else record
    if form == "json":
        print(why_as_json(reasons, record))
    else:
        show_why(reasons, record, given.console())


def changes(
    *,
    db: options.Database,
    since: Annotated[datetime | None, typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="The first day.")] = None,
    event: Annotated[str | None, typer.Option(metavar="ID", help="Of one event only.")] = None,
    form: Annotated[options.ListFormat, typer.Option("--format")] = "table",
    mask: options.Mask = False,
) -> None:
    """List what became of events since a day: new, raised, denied, corroborated, superseded, joined, withdrawn."""
    from tocsin.cli.changes import CHANGES  # noqa: PLC0415
    from tocsin.cli.listing import show_list  # noqa: PLC0415

    store = given.opened(db)
    record = store.record(event) if event else None
    found = store.changes(given.day(since), event=record["id"] if record else event)
    hidden = given.hidden(store, asked=mask)
    show_list([hidden.json(change) for change in found], CHANGES, form, given.console())


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

    store = given.opened(db)
    if grade or kind or country or note:
        set_outlet(store, name, by, {"reliability": grade, "kind": kind, "country": country, "note": note})
    show_outlets(store.outlets(), name, given.console())
