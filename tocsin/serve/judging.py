"""Decisions made on pages: each signed, each answered with the page of what was judged as it is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tocsin.errors import MalformedInput, UsageError
from tocsin.judgement import Judgement, JudgementKind
from tocsin.serve import links
from tocsin.serve.answers import BadRequest, Conflict, NotFound
from tocsin.serve.desk import Desk
from tocsin.serve.forms import Fields, filled, value_of
from tocsin.serve.history import state_of
from tocsin.serve.page import desk_of, render
from tocsin.serve.places import place_named
from tocsin.serve.who import Caller
from tocsin.statement import Value
from tocsin.store.judging import Decision
from tocsin.store.merging import read_merged
from tocsin.store.telling import read_event_of

KINDS: tuple[JudgementKind, ...] = ("accept", "reject", "correct", "comment", "merge", "split")


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision as a form or a program asks for it. `seen` is the state of the event that it was made on."""

    kind: JudgementKind
    ids: tuple[str, ...]
    reason: str
    seen: str | None = None
    cell: str | None = None
    value: Value = None


def decide(desk: Desk, who: Caller, event: str, asked: Asked) -> tuple[Judgement, str]:
    """Keep a decision about an event, and tell where the event is now.

    Raises `Conflict` where somebody else has decided something about it since it was seen; nothing is kept then.
    """
    desk.merger.follow()
    with desk.store.seeing() as connection:
        record = read_merged(connection, event)
        if record is None or "mentions" not in record:
            raise NotFound
    if asked.seen is not None and asked.seen != state_of(record):
        raise Conflict("somebody else has changed this event since you loaded it; your decision is not kept yet")
    judgement = keep(desk, who, asked)
    return judgement, _where(desk, record["mentions"])


def keep(desk: Desk, who: Caller, asked: Asked) -> Judgement:
    """Keep a decision, note it in the log, and have the events follow."""
    decision = Decision(asked.kind, asked.ids, who.name, asked.reason, asked.cell, asked.value)
    try:
        judgement = desk.store.judge(decision)
    except (UsageError, MalformedInput) as error:
        raise BadRequest(str(error)) from error
    desk.note(who.name, asked.kind, " ".join(asked.ids))
    desk.merger.follow()
    return judgement


def _where(desk: Desk, mentions: Sequence[str]) -> str:
    """The page of the event that the mentions belong to now; the queue where they belong to none any more."""
    with desk.store.seeing() as connection:
        found = read_event_of(connection, mentions)
    return next((links.event(found[key]) for key in mentions if key in found), "/queue")


async def judge(request: Request) -> Response:
    """A form on an event's page, or in the queue."""
    who, fields, data = await filled(request, needs="review")
    event = request.path_params["key"]
    asked = _asked(desk_of(request), event, fields, data)
    try:
        _, where = await run_in_threadpool(decide, desk_of(request), who, event, asked)
    except Conflict as conflict:
        return await run_in_threadpool(_conflict, request, event, fields, data, conflict)
    return RedirectResponse(_back(fields, where), status_code=303)


async def undo(request: Request) -> Response:
    """Take a decision back by another one."""
    who, fields, _ = await filled(request, needs="review")
    key = request.path_params["key"]
    asked = Asked("undo", (key,), fields.get("reason") or "undone")
    await run_in_threadpool(keep, desk_of(request), who, asked)
    return RedirectResponse(_back(fields, "/changes"), status_code=303)


def _asked(desk: Desk, event: str, fields: Fields, data: FormData) -> Asked:
    kind = next((one for one in KINDS if one == fields.get("kind")), None)
    if kind is None:
        raise BadRequest("what is to be decided?")
    reason = fields.get("reason") or {"accept": "accepted", "reject": "rejected"}.get(kind, "")
    cell = fields.get("cell") or None
    value = _value(desk, cell, fields) if kind == "correct" and cell else None
    return Asked(kind, _ids(event, kind, fields, data), reason, fields.get("seen"), cell, value)


def _ids(event: str, kind: JudgementKind, fields: Fields, data: FormData) -> tuple[str, ...]:
    if kind == "merge":
        return (event, fields.get("other", "").rstrip("/").rsplit("/", 1)[-1])
    if kind == "split":
        return (event, *(str(mention) for mention in data.getlist("mention")))
    return (fields.get("subject") or event,)


def _value(desk: Desk, cell: str, fields: Fields) -> Value:
    value = value_of(cell, fields)
    return place_named(desk.reading, value) if cell == "place" and isinstance(value, str) else value


def _back(fields: Fields, where: str) -> str:
    """Where a form leads to: a page of ours, whatever it says."""
    asked = fields.get("back", "")
    return asked if asked.startswith("/") and not asked.startswith(("//", "/\\")) else where


def _conflict(request: Request, event: str, fields: Fields, data: FormData, conflict: Conflict) -> Response:
    """What was filled in, kept on the page, beside what the other one did; it can be sent again."""
    desk = desk_of(request)
    with desk.store.seeing() as connection:
        record = read_merged(connection, event)
    since = [one for one in desk.store.judgements() if record and one.id in record["judgements"]]
    told = {
        "why": conflict.detail,
        "event": record,
        "seen": state_of(record) if record else "",
        "fields": [(name, str(value)) for name, value in data.multi_items() if name not in ("seen", "form")],
        "since": [
            {"kind": one.kind, "by": one.by, "reason": one.reason, "at": one.made_at.isoformat()} for one in since
        ],
        "shown": {name: value for name, value in fields.items() if value and name not in ("seen", "form", "back")},
    }
    return render(request, "conflict.html", desk.shown(told), status=409)
