"""Claims: who says what, by speaker and by event; none of it is a fact by being printed."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from tocsin.reading import JSON
from tocsin.serve import asked
from tocsin.serve.answers import NotFound
from tocsin.serve.desk import Desk
from tocsin.serve.pages.event import claim_as_json
from tocsin.store import Filters
from tocsin.store.situation import After
from tocsin.store.telling import read_claims, read_event_of, read_speakers, read_telling

ROWS = 40
SPEAKERS = 25


def find(desk: Desk, request: Request) -> JSON:
    """The claims that the filters of the address ask for, and who speaks most in them."""
    filters = asked.filters(request.query_params)
    most = asked.limit(request.query_params, ROWS)
    claims, following = claims_told(desk, filters, most, asked.cursor(request.query_params))
    with desk.store.seeing() as connection:
        speakers = read_speakers(connection, filters, most=SPEAKERS)
    return {
        "filters": asked.by_name(filters),
        "claims": claims,
        "speakers": [{"name": name, "claims": count} for name, count in speakers],
        "next": following,
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
    """The claim of that id."""
    return {"claim": claim_told(desk, request.path_params["key"])}


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


def drawn(_desk: Desk, request: Request, _found: JSON) -> dict[str, Any]:
    """The address of what comes next."""
    filters = asked.filters(request.query_params)
    return {"with_filters": lambda **changed: f"/claims{asked.as_query(filters, **changed)}"}


def _events(row: JSON, events: dict[str, str]) -> list[str]:
    return list(dict.fromkeys(events[mention] for mention in row["about"] if mention in events))
