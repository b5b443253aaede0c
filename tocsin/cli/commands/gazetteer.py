"""The gazetteer at the command line: build it, say what is in it, look a name up."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tocsin.cli import given
from tocsin.errors import Unreadable
from tocsin.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

    from tocsin.gazetteer.gazetteer import Gazetteer, Known

MEGABYTE = 1_000_000
MOST = 20
"""Places of one name that a look-up shows."""

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Build the gazetteer, or look into it.")
Which = Annotated[bool, typer.Option("--geonames", help="The fuller one, built from a GeoNames dump.")]


@app.command()
def build(
    geonames: Annotated[
        Path | None, typer.Option(metavar="FILE", help="GeoNames' allCountries.txt, or the file of one country.")
    ] = None,
) -> None:
    """Build the gazetteer anew; with a GeoNames dump, a fuller one beside it.

    TOCSIN_GAZETTEER=geonames makes every command read with the fuller one.
    """
    from tocsin.gazetteer.build import build as run  # noqa: PLC0415
    from tocsin.gazetteer.gazetteer import GEONAMES, PACKAGES, Gazetteer, folder_in  # noqa: PLC0415

    if geonames and not geonames.is_file():
        raise Unreadable(str(geonames), "no such file")
    which = GEONAMES if geonames else PACKAGES
    folder = run(folder_in(Settings.from_environment().cache, which), geonames_dump=geonames)
    _show_facts(Gazetteer.load(folder), given.console())


@app.command()
def info(geonames: Which = False) -> None:
    """Say where the gazetteer is, what it holds and what it was made of."""
    _show_facts(_opened(geonames), given.console())


@app.command()
def lookup(
    name: Annotated[str, typer.Argument(metavar="NAME", help="In any spelling.")],
    geonames: Which = False,
    form: Annotated[Literal["table", "json"], typer.Option("--format")] = "table",
) -> None:
    """List the places of a name, the likeliest first; where there is none, those that sound like it."""
    from tocsin.gazetteer.gazetteer import as_cell  # noqa: PLC0415

    gazetteer = _opened(geonames)
    found = [gazetteer.known(row) for row, _ in (gazetteer.named(name) or gazetteer.sounding(name))[:MOST]]
    if form == "json":
        told = [as_cell(place) | {"population": place.population} for place in found]
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _show_places(found, given.console())


def _show_places(found: Sequence[Known], console: Console) -> None:
    from tocsin.cli.readings import table_of  # noqa: PLC0415

    table = table_of("Name", "In", "Level", "People", "Where", "Radius", "GeoNames")
    for one in found:
        around = ", ".join(dict.fromkeys(filter(None, (one.admin1, one.country))))
        where = f"{one.lat:.3f}, {one.lon:.3f}"
        people = f"{one.population:,}" if one.population else ""
        table.add_row(one.name, around, one.level, people, where, f"{one.radius_km:g} km", str(one.geonameid or ""))
    console.print(table if found else "No place of that name, nor one that sounds like it.")


def _opened(geonames: bool) -> Gazetteer:
    from tocsin.gazetteer.gazetteer import GEONAMES, Gazetteer  # noqa: PLC0415

    settings = Settings.from_environment()
    return Gazetteer.open(settings.cache, GEONAMES if geonames else settings.gazetteer)


def _show_facts(gazetteer: Gazetteer, console: Console) -> None:
    from tocsin.gazetteer.gazetteer import facts  # noqa: PLC0415

    held = facts(gazetteer)
    console.print(f"{held.places:,} places, {held.names:,} names, {held.countries} countries", markup=False)
    console.print(f"{held.size / MEGABYTE:.0f} MB in {held.folder}", markup=False, soft_wrap=True)
    for source, version in held.sources.items():
        console.print(f"from {source} {version}", markup=False)
    console.print(held.licence, markup=False)
