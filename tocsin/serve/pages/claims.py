"""Claims: who says what, each saying once with all that carry it; none of it is a fact by being printed."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request

from tocsin.reading import JSON
from tocsin.serve import asked, links
from tocsin.serve.answers import BadRequest, Moved, NotFound
from tocsin.serve.desk import Desk
from tocsin.serve.pages.event import claim_as_json
from tocsin.serve.pages.situation import event_row
from tocsin.store import Filters
from tocsin.store.sayings import (
    ORDERS,
    Asked,
    Order,
    count_said,
    read_events_said,
    read_said,
    read_said_about,
    read_saying_of,
    read_speakers,
)
from tocsin.store.situation import After, read_row
from tocsin.store.telling import read_claims, read_event_of, read_telling

ROWS = 40
SPEAKERS = 25
UNDER_EVENT = 6
"""Sayings shown under an event in the list by event; its page has more."""

BY = (*ORDERS, "event")


def find(desk: Desk, request: Request) -> JSON:
    """The sayings that the filters of the address ask for, and who speaks most in them."""
    by = request.query_params.get("by") or "latest"
    if by not in BY:
        raise BadRequest(f"by: one of {', '.join(BY)}")
    filters = asked.filters(request.query_params)
    order: Order = next((order for order in ORDERS if order == by), "latest")
    wanted = Asked(filters, order, denied=bool(request.query_params.get("denied")))
    most, after = asked.limit(request.query_params, ROWS), asked.cursor(request.query_params)
    skip = after.number if after else 0
    with desk.store.seeing() as connection:
        told = _under_events if by == "event" else _in_order
        listed = told(connection, wanted, most, skip)
        speakers = read_speakers(connection, wanted, most=SPEAKERS)
        count = count_said(connection, wanted)
    return {
        "filters": asked.by_name(filters),
        "by": by,
        "denied": wanted.denied,
        "count": count,
        "speakers": [asdict(one) for one in speakers],
        **listed,
    }


def sayings_told(desk: Desk, wanted: Asked, most: int, after: After | None) -> tuple[list[JSON], str | None]:
    """A page of sayings, and the cursor of what follows."""
    with desk.store.seeing() as connection:
        listed = _in_order(connection, wanted, most, after.number if after else 0)
    return listed["sayings"], listed["next"]


def _in_order(connection: Connection, wanted: Asked, most: int, skip: int) -> JSON:
    found = read_said(connection, wanted, most=most + 1, skip=skip)
    following = asked.cursor_after(None, skip + most) if len(found) > most else None
    return {"sayings": found[:most], "groups": [], "next": following}


def _under_events(connection: Connection, wanted: Asked, most: int, skip: int) -> JSON:
    """The events of which most is said, each with what is said of it."""
    keys = read_events_said(connection, wanted, most=most + 1, skip=skip)
    rows = [row for key in keys[:most] if (row := read_row(connection, key))]
    groups = [
        {"event": event_row(row), "sayings": read_said_about(connection, row["key"], most=UNDER_EVENT)} for row in rows
    ]
    return {
        "sayings": [],
        "groups": groups,
        "next": asked.cursor_after(None, skip + most) if len(keys) > most else None,
    }


def claims_told(desk: Desk, filters: Filters, most: int, after: After | None) -> tuple[list[JSON], str | None]:
    """A page of claims with the events they are about, and the cursor of what follows."""
    with desk.store.seeing() as connection:
        found = read_claims(connection, filters, most=most + 1, before=after.number if after else None)
        rows = [claim_as_json(one.reading, claim) for one in found if (claim := one.reading.claim(one.key))]
        events = read_event_of(connection, [mention for row in rows for mention in row["about"]])
    following = asked.cursor_after(None, found[most - 1].number) if len(found) > most else None
    return [row | {"events": _events(row, events)} for row in rows[:most]], following


def find_one(desk: Desk, request: Request) -> JSON:
    """The claim of that id, with the saying that it is part of and the events that this is about."""
    key = request.path_params["key"]
    with desk.store.seeing() as connection:
        saying = read_saying_of(connection, key)
        if saying and saying["id"] == key:
            raise Moved(links.claim(saying["carriers"][0]["claim"]))
        names = saying["events"] if saying else []
        rows = [event_row(row) for name in names if (row := read_row(connection, name))]
    return {"claim": claim_told(desk, key), "saying": saying, "events": rows}


def claim_told(desk: Desk, key: str) -> JSON:
    """A claim with the events it is about, and the addresses it cites."""
    with desk.store.seeing() as connection:
        reading = read_telling(connection, key)
        claim = reading.claim(key) if reading else None
        if not reading or not claim:
            raise NotFound
        events = read_event_of(connection, claim.about)
    told = claim_as_json(reading, claim)
    return told | {"events": _events(told, events), "cites": list(claim.cites)}


def drawn(_desk: Desk, request: Request, found: JSON) -> dict[str, Any]:
    """The address of what comes next, and the sayings under who said them."""
    filters = asked.filters(request.query_params)
    kept = {"by": found["by"] if found["by"] != "latest" else None, "denied": "1" if found["denied"] else None}

    def with_filters(**changed: str | None) -> str:
        return f"/claims{asked.as_query(filters, **(kept | changed))}"

    by_speaker = [(name, list(told)) for name, told in groupby(found["sayings"], key=itemgetter("speaker"))]
    return {"with_filters": with_filters, "by_speaker": by_speaker}


def rows(found: JSON) -> list[JSON]:
    """The sayings as a table, by event each under its own."""
    told: list[tuple[JSON, JSON]] = [({}, row) for row in found["sayings"]]
    told += [({"event": group["event"]["id"]}, row) for group in found["groups"] for row in group["sayings"]]
    return [event | _plain(row) for event, row in told]


def _plain(row: JSON) -> JSON:
    first, *later = row["carriers"]
    told = {name: row[name] for name in ("id", "speaker", "role", "stance", "says", "blames", "changed", "events")}
    return told | {
        "first_outlet": first["outlet"],
        "first_day": first["day"],
        "first_via": first["via"],
        "carriers": len(row["carriers"]),
        "carried_by": [one["outlet"] for one in later],
        "denied_by": [one["speaker"] for one in row["denied_by"]],
        "denies": [one["speaker"] for one in row["denies"]],
    }


def _events(row: JSON, events: dict[str, str]) -> list[str]:
    return list(dict.fromkeys(events[mention] for mention in row["about"] if mention in events))
