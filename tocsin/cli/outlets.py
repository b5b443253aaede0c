"""Outlets as people read and set them on a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.console import Console

from tocsin.cli.readings import table_of
from tocsin.cli.safe import plain
from tocsin.errors import UsageError
from tocsin.judgement import analyst
from tocsin.merge.outlets import Outlets, outlet_from_json
from tocsin.outlet import MEANING

if TYPE_CHECKING:
    from tocsin.store import Store


def set_outlet(store: Store, name: str | None, by: str, told: Mapping[str, str | None]) -> None:
    """Keep what a desk says of an outlet, over what is known of it."""
    if not name or not by:
        raise UsageError("give the outlet's name, and --by NAME")
    given = {key: value.upper() if key in ("reliability", "country") else value for key, value in told.items() if value}
    known = asdict(store.outlets().named(name))
    store.set_outlets([outlet_from_json(known | {"basis": f"set by {analyst(by)}"} | given)], by=by)


def show_outlets(outlets: Outlets, name: str | None, console: Console) -> None:
    """Print outlets with their grades and where these come from."""
    table = table_of("Outlet", "Kind", "Home", "Owner", "Grade", "Basis")
    for one in [outlets.named(name)] if name else sorted(outlets.known, key=lambda outlet: outlet.name.casefold()):
        grade = f"{one.reliability} {MEANING[one.reliability]}"
        cells = (one.name, one.kind, one.country, one.owner, grade, "; ".join(filter(None, (one.basis, one.note))))
        table.add_row(*map(plain, cells))
    console.print(table)
