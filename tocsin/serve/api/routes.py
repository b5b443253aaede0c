"""The routes of the API."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import asdict, replace
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse
from starlette.requests import Request

from tocsin.read import Reject
from tocsin.reading import as_json
from tocsin.serve.answers import BadRequest, NotFound
from tocsin.serve.api import asks, bodies
from tocsin.serve.api.exports import exports
from tocsin.serve.api.plain import without_evidence
from tocsin.serve.api.stream import news
from tocsin.serve.asked import cursor_after
from tocsin.serve.history import judgements_as_json, state_of
from tocsin.serve.judging import Asked as Decided
from tocsin.serve.judging import decide, keep
from tocsin.serve.page import desk_of, json_bytes, tagged
from tocsin.serve.pages.claims import claim_told, claims_told, sayings_told
from tocsin.serve.pages.event import record_of
from tocsin.serve.pages.situation import event_row, row_cursor
from tocsin.statement import value_from_json
from tocsin.store.history import read_changes
from tocsin.store.judging import read_judgements
from tocsin.store.merging import read_merged
from tocsin.store.outlets import read_outlets
from tocsin.store.reader import read_readings
from tocsin.store.reports import read_latest, read_publishers, read_versions
from tocsin.store.sayings import Asked, Order
from tocsin.store.situation import read_circles, read_days, read_rows, read_totals

REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": bodies.ErrorOut, "description": why}
    for status, why in (
        (400, "A value is none"),
        (401, "A token is needed"),
        (403, "The caller’s role does not allow it"),
        (404, "Nothing of that id is in the record"),
        (409, "It has changed since it was seen"),
        (413, "Too large"),
        (429, "Too many requests"),
        (503, "The record cannot be read now"),
    )
}
CIRCLES = 2_000

api = APIRouter(prefix="/api/v1", responses=REFUSALS)
api.include_router(exports)


def answer(request: Request, value: Any) -> Response:
    """JSON with its ETag."""
    return tagged(request, json_bytes(desk_of(request).shown(value)), "application/json")


@api.get("/situation", response_model=None)
def situation(request: Request, desk: asks.TheDesk, filters: asks.TheFilters) -> Response:
    """How many events there are, where, and on which days."""
    with desk.store.seeing() as connection:
        totals = read_totals(connection, filters)
        circles = read_circles(connection, filters, most=CIRCLES)
        days = read_days(connection, filters)
    told = {
        "totals": asdict(totals),
        "places": [asdict(circle) for circle in circles],
        "days": [{"day": day, "events": count} for day, count in days.items()],
    }
    return answer(request, told)


@api.get("/events", response_model=bodies.Page)
def events(  # noqa: PLR0913
    *,
    request: Request,
    desk: asks.TheDesk,
    filters: asks.TheFilters,
    cursor: asks.TheCursor,
    limit: asks.Limit = 100,
    evidence: asks.Evidence = False,
) -> Response:
    """Events, the latest day first: their rows, or with evidence all that is known of each."""
    with desk.store.seeing() as connection:
        rows = read_rows(connection, filters, most=limit + 1, after=cursor)
        shown = rows[:limit]
        items = [event_row(row) for row in shown]
        if evidence:
            items = [record for row in shown if (record := read_merged(connection, row["key"]))]
    last = shown[-1] if len(rows) > limit else None
    return answer(request, {"items": items, "next": last and row_cursor(last)})


@api.get("/events/{key}", response_model=None)
def event(request: Request, desk: asks.TheDesk, key: asks.Key, evidence: asks.Evidence = True) -> Response:
    """An event, by its id or that of anything in it, with all rivals of each cell."""
    with desk.store.seeing() as connection:
        record = record_of(connection, key)
    record |= {"seen": state_of(record)}
    return answer(request, record if evidence else without_evidence(record))


@api.get("/tolls/{key}", response_model=None)
def toll(request: Request, desk: asks.TheDesk, key: asks.Key, evidence: asks.Evidence = True) -> Response:
    """A number of people with every figure it stands on."""
    with desk.store.seeing() as connection:
        record = read_merged(connection, key)
    if record is None or "best" not in record:
        raise NotFound
    return answer(request, record if evidence else without_evidence(record))


@api.get("/claims", response_model=bodies.Page)
def claims(
    request: Request, desk: asks.TheDesk, filters: asks.TheFilters, cursor: asks.TheCursor, limit: asks.Limit = 100
) -> Response:
    """Claims, the last kept first."""
    items, following = claims_told(desk, filters, limit, cursor)
    return answer(request, {"items": items, "next": following})


@api.get("/claims/{key}", response_model=None)
def claim(request: Request, desk: asks.TheDesk, key: asks.Key) -> Response:
    """A claim."""
    return answer(request, claim_told(desk, key))


@api.get("/sayings", response_model=bodies.Page)
def sayings(  # noqa: PLR0913
    *,
    request: Request,
    desk: asks.TheDesk,
    filters: asks.TheFilters,
    cursor: asks.TheCursor,
    limit: asks.Limit = 100,
    by: Order = "latest",
    denied: bool = False,
) -> Response:
    """What was said, each saying once with all that carry it and who denies it."""
    items, following = sayings_told(desk, Asked(filters, by, denied), limit, cursor)
    return answer(request, {"items": items, "next": following})


@api.get("/reports", response_model=bodies.Page)
def reports(request: Request, desk: asks.TheDesk, cursor: asks.TheCursor, limit: asks.Limit = 100) -> Response:
    """Reports without their texts, the latest first."""
    with desk.store.seeing() as connection:
        before = (cursor.day, cursor.number) if cursor else None
        found = read_latest(connection, most=limit + 1, before=before)
    last = found[limit - 1] if len(found) > limit else None
    items = [asdict(head) for head in found[:limit]]
    return answer(request, {"items": items, "next": last and cursor_after(last.published, last.number)})


@api.get("/reports/{key}", response_model=None)
def report(
    request: Request,
    desk: asks.TheDesk,
    key: asks.Key,
    version: Annotated[str | None, Query(max_length=64)] = None,
) -> Response:
    """All that was read in a report, as `tocsin read --format json` writes it."""
    with desk.store.seeing() as connection:
        heads = read_versions(connection, key)
        head = next((one for one in heads if version in (None, one.sha256)), None)
        if head is None:
            raise NotFound
        reading = next(reading for _, reading in read_readings(connection, [head.number]))
    return answer(request, as_json(desk.masks.now().reading(reading)))


@api.post("/reports", status_code=201, response_model=None)
def send_report(desk: asks.TheDesk, who: asks.Reviewer, body: bodies.ReportIn) -> Response:
    """Have a report read, and get what was read in it. A report that is there already is not kept twice."""
    given = {name: value for name, value in body.model_dump(mode="json").items() if value is not None}
    reading, added = desk.reader.read(given)
    if isinstance(reading, Reject):
        raise BadRequest(f"this could not be read: {reading.reason}")
    desk.note(who.name, "read", reading.report.id)
    status = 201 if added.new else 200
    told = desk.shown(as_json(desk.masks.now().reading(reading)))
    return Response(json_bytes(told), status_code=status, media_type="application/json")


@api.get("/outlets", response_model=bodies.Page)
def outlets(request: Request, desk: asks.TheDesk, limit: asks.Limit = 500) -> Response:
    """The outlets of the record, with what is known of each."""
    with desk.store.seeing() as connection:
        known = read_outlets(connection)
        rows = read_publishers(connection, most=limit)
    return answer(request, {"items": [row | asdict(known.named(row["name"])) for row in rows], "next": None})


@api.put("/outlets/{name}", response_model=None)
def grade_outlet(
    request: Request, desk: asks.TheDesk, who: asks.Reviewer, name: asks.Key, body: bodies.OutletIn
) -> Response:
    """Say how far the desk trusts an outlet."""
    known = desk.store.outlets().named(name)
    told = replace(known, reliability=body.reliability, basis=f"set by {who.name}", note=body.note)
    desk.store.set_outlets([told], by=who.name)
    desk.note(who.name, "grade", f"{name}: {body.reliability}")
    return answer(request, asdict(told))


@api.get("/changes", response_model=bodies.Page)
def changes(
    request: Request,
    desk: asks.TheDesk,
    since: date | None = None,
    event: Annotated[str | None, Query(max_length=64)] = None,
    limit: asks.Limit = 100,
) -> Response:
    """What became of events, the latest first: new, raised, denied, corroborated, superseded, joined, withdrawn."""
    with desk.store.seeing() as connection:
        items = list(read_changes(connection, since=since, event=event, most=limit))
    return answer(request, {"items": items, "next": None})


@api.get("/judgements", response_model=bodies.Page)
def judgements(request: Request, desk: asks.TheDesk, limit: asks.Limit = 500) -> Response:
    """What people decided, the latest first."""
    with desk.store.seeing() as connection:
        made = list(read_judgements(connection))
    return answer(request, {"items": judgements_as_json(made[::-1][:limit], made, {}), "next": None})


@api.post("/judgements", status_code=201, response_model=None)
def judge(desk: asks.TheDesk, who: asks.Reviewer, body: bodies.JudgementIn) -> Response:
    """Decide something. The decision is signed with the caller's name and can be undone by another."""
    value = value_from_json(_compact(body.value)) if isinstance(body.value, dict) else body.value
    asked = Decided(body.kind, tuple(body.ids), body.reason, body.seen, body.cell, value)
    if body.seen is None:
        made = keep(desk, who, asked)
    else:
        made, _ = decide(desk, who, body.ids[0], asked)
    told = desk.shown(judgements_as_json([made], [made], {})[0])
    return Response(json_bytes(told), status_code=201, media_type="application/json")


@api.get("/stream", response_class=StreamingResponse, response_model=None)
async def stream(request: Request, desk: asks.TheDesk) -> StreamingResponse:
    """What is new, as server-sent events: `merged` with the events that were not there before."""
    told: AsyncIterator[bytes] = news(request, desk)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(told, media_type="text/event-stream", headers=headers)


def _compact(value: dict[str, Any]) -> str:
    return json_bytes(value).decode()
