"""Outlets: how much each published, what is known of it, and how far the desk trusts it."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import cast, get_args

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tocsin.merge.outlets import Outlets
from tocsin.outlet import MEANING, Outlet, OutletKind, Reliability
from tocsin.reading import JSON
from tocsin.serve.answers import BadRequest
from tocsin.serve.desk import Desk
from tocsin.serve.forms import filled
from tocsin.serve.page import desk_of
from tocsin.serve.who import Caller
from tocsin.store.outlets import read_outlets
from tocsin.store.reports import read_publishers

MOST = 500


def find(desk: Desk, _request: Request) -> JSON:
    """The outlets of the record, those of most reports first."""
    with desk.store.seeing() as connection:
        known = read_outlets(connection)
        rows = read_publishers(connection, most=MOST)
    return {
        "outlets": [{**row, **_known(known, row["name"])} for row in rows],
        "grades": dict(MEANING),
        "kinds": list(get_args(OutletKind)),
    }


def rows(found: JSON) -> list[JSON]:
    """The outlets as a table."""
    told: list[JSON] = found["outlets"]
    return told


async def grade(request: Request) -> Response:
    """A form that says what the desk knows of an outlet."""
    who, fields, _ = await filled(request, needs="review")
    name = fields.get("name", "")
    if not name or fields.get("reliability") not in MEANING or fields.get("kind") not in get_args(OutletKind):
        raise BadRequest("an outlet is graded from A to F")
    await run_in_threadpool(_set, desk_of(request), who, name, fields)
    return RedirectResponse("/outlets", status_code=303)


def _set(desk: Desk, who: Caller, name: str, fields: dict[str, str]) -> None:
    known = desk.store.outlets().named(name)
    country = fields.get("country", "").upper()
    told = replace(
        known,
        kind=cast("OutletKind", fields["kind"]),
        country=country if len(country) == 2 and country.isascii() and country.isalpha() else None,
        reliability=cast("Reliability", fields["reliability"]),
        basis=f"set by {who.name}",
        note=fields.get("note", "")[:500],
    )
    desk.store.set_outlets([told], by=who.name)
    desk.note(who.name, "grade", f"{name}: {told.reliability}")
    desk.merger.follow()


def _known(known: Outlets, name: str) -> JSON:
    outlet: Outlet = known.named(name)
    return {key: value for key, value in asdict(outlet).items() if key != "names"}
