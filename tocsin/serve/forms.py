"""Forms: what is filled in, checked before anything is changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request

from tocsin.serve.answers import BadRequest, Forbidden
from tocsin.serve.guard import caller_of
from tocsin.serve.page import desk_of
from tocsin.serve.who import Caller, check_form
from tocsin.statement import Value
from tocsin.store.access import Role

LONGEST = 4_000
"""Characters of one field; a reason is a sentence or two."""

Fields = Mapping[str, str]


async def filled(request: Request, *, needs: Role) -> tuple[Caller, dict[str, str], FormData]:
    """Who filled in a form, and what. Raises `Forbidden` where they may not, or where it was not made here."""
    who = caller_of(request)
    if not who.may(needs):
        await run_in_threadpool(_note_refusal, request, who)
        raise Forbidden(f"this needs the role {needs}; yours is {who.role}")
    data = await request.form(max_fields=200, max_files=0)
    fields = {name: value.strip() for name, value in data.items() if isinstance(value, str)}
    check_form(desk_of(request).access, request, fields.get("form", ""))
    if any(len(value) > LONGEST and name not in ("text", "html") for name, value in fields.items()):
        raise BadRequest(f"a field holds more than {LONGEST} characters")
    return who, fields, data


def value_of(cell: str, fields: Fields) -> Value:
    """The corrected value that a form tells; none empties the cell."""
    given = fields.get("value", "")
    if cell == "count":
        return _count(fields)
    if not given:
        return None
    if cell == "date":
        return (("from", _day(given)), ("to", _day(fields.get("until") or given)))
    if cell in ("actor", "recipient"):
        return (("name", given),)
    return given


def _count(fields: Fields) -> Value:
    best = _whole("best", fields.get("best", ""))
    low = _whole("low", fields.get("low", "")) if fields.get("low") else best
    high = _whole("high", fields.get("high", "")) if fields.get("high") else best
    if not low <= best <= high:
        raise BadRequest("the best number lies between the low and the high one")
    return (("low", low), ("best", best), ("high", high))


def _whole(name: str, given: str) -> int:
    if not given.isascii() or not given.isdigit() or len(given) > 9:
        raise BadRequest(f"{name}: a whole number")
    return int(given)


def _day(given: str) -> str:
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as error:
        raise BadRequest("a day is written 2022-01-05") from error


def _note_refusal(request: Request, who: Caller) -> None:
    desk_of(request).note(who.name, "refused", f"{request.method} {request.url.path}")
