"""Intake: what was read, what could not be and why; and a form to have a report read."""

from __future__ import annotations

from dataclasses import asdict

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tocsin.read import Reject
from tocsin.reading import JSON
from tocsin.serve import links
from tocsin.serve.answers import BadRequest
from tocsin.serve.desk import Desk
from tocsin.serve.forms import filled
from tocsin.serve.page import desk_of
from tocsin.store.reports import read_kept, read_passed_over

KEPT, REJECTS = 30, 200
GIVEN = ("text", "html", "url", "title", "outlet", "published")


def find(desk: Desk, _request: Request) -> JSON:
    """The reports kept last, those passed over, and the inputs that could not be read."""
    rejects = desk.store.rejects()
    with desk.store.seeing() as connection:
        kept = read_kept(connection, most=KEPT)
        passed = read_passed_over(connection, most=KEPT)
    return {
        "kept": [asdict(head) for head in kept],
        "passed_over": [asdict(head) | {"reason": reason} for head, reason in passed],
        "rejects": [asdict(one) for one in rejects[:REJECTS]],
        "rejected": len(rejects),
    }


async def send(request: Request) -> Response:
    """A form with a report to be read."""
    who, fields, _ = await filled(request, needs="review")
    given = {name: fields[name] for name in GIVEN if fields.get(name)}
    if "text" not in given:
        raise BadRequest("there is no text to read")
    desk = desk_of(request)
    reading, _ = await run_in_threadpool(desk.reader.read, given)
    if isinstance(reading, Reject):
        raise BadRequest(f"this could not be read: {reading.reason}")
    await run_in_threadpool(desk.note, who.name, "read", reading.report.id)
    await run_in_threadpool(desk.merger.follow)
    return RedirectResponse(links.report(reading.report.id), status_code=303)
