"""The situation on one page: figures, map, timeline and the list of events, all under the same filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request

from tocsin.reading import JSON
from tocsin.serve import asked, links
from tocsin.serve.desk import Desk
from tocsin.serve.drawing.borders import borders
from tocsin.serve.drawing.map import world_map
from tocsin.serve.drawing.timeline import timeline
from tocsin.store import Filters
from tocsin.store.headline import read_headlines
from tocsin.store.situation import After, Circle, read_circles, read_days, read_rows, read_totals, read_unplaced
from tocsin.store.summary import read_freshness

ROWS = 30
UNPLACED = 25
CIRCLES = 150
HEADLINES = 4
"""Tolls of one kind in the headline; a page with more would have none."""


def find(desk: Desk, request: Request) -> JSON:
    """What the filters of the address ask for."""
    filters = asked.filters(request.query_params)
    most = asked.limit(request.query_params, ROWS)
    after = asked.cursor(request.query_params)
    with desk.store.seeing() as connection:
        version = read_freshness(connection).version
        key = ("situation", filters, most, after)
        found = desk.remembered.get(version, key, lambda: _found(connection, filters, most, after))
    return found | {"version": version}


def _found(connection: Connection, filters: Filters, most: int, after: After | None) -> JSON:
    totals = read_totals(connection, filters)
    circles = read_circles(connection, filters, most=CIRCLES)
    days = read_days(connection, filters)
    rows = read_rows(connection, filters, most=most + 1, after=after)
    unplaced = read_unplaced(connection, filters, most=UNPLACED) if totals.unplaced else []
    headlines = read_headlines(connection, filters, most=HEADLINES)
    shown = rows[:most]
    return {
        "filters": asked.by_name(filters),
        "totals": asdict(totals),
        "headlines": {kind: [dict(row) for row in told] for kind, told in headlines.items()},
        "places": [asdict(circle) for circle in circles],
        "days": [{"day": day.isoformat(), "events": events} for day, events in days.items()],
        "events": [event_row(row) for row in shown],
        "next": row_cursor(shown[-1]) if len(rows) > most else None,
        "unplaced": [event_row(row) for row in unplaced],
    }


def event_row(row: Mapping[str, Any]) -> JSON:
    """The row of an event as lists show it."""
    told = {name: value for name, value in row.items() if name != "entry_id"}
    return told | {"id": told.pop("key"), "href": links.event(row["key"])}


def rows(found: JSON) -> list[JSON]:
    """The events as a table."""
    told: list[JSON] = found["events"]
    return told


def row_cursor(row: Mapping[str, Any]) -> str:
    """The cursor of what follows the row of an event."""
    return asked.cursor_after(row["first_day"], row["entry_id"], row["weight"])


def drawn(desk: Desk, request: Request, found: JSON) -> dict[str, Any]:
    """Map and timeline, and the addresses that lead on from here."""
    filters = asked.filters(request.query_params)
    circles = [Circle(**place) for place in found["places"]]
    days = {date.fromisoformat(row["day"]): row["events"] for row in found["days"]}

    def of_place(circle: Circle) -> str:
        return f"/situation{asked.as_query(filters, place=circle.place)}"

    def of_days(first: date, last: date) -> str:
        return f"/situation{asked.as_query(filters, from_=first.isoformat(), to=last.isoformat())}"

    lines = borders(desk.settings.borders)
    seen = desk.remembered.get(
        found["version"],
        ("drawn", filters),
        lambda: {"map": world_map(circles, lines, of_place), "timeline": timeline(days, of_days)},
    )
    return {
        "asked": filters,
        **seen,
        "credit": lines.credit,
        "with_filters": lambda **changed: f"/situation{asked.as_query(filters, **changed)}",
    }
