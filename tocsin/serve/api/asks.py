"""What every list of the API may be asked for, as FastAPI reads it from an address."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Path, Query
from starlette.requests import Request

from tocsin.serve.answers import BadRequest, Forbidden
from tocsin.serve.asked import GRADE, LONGEST, MOST, cursor
from tocsin.serve.desk import Desk
from tocsin.serve.guard import caller_of
from tocsin.serve.page import desk_of
from tocsin.serve.who import Caller, is_from_elsewhere
from tocsin.store import Filters
from tocsin.store.situation import After

Name = Annotated[str | None, Query(max_length=LONGEST)]
Key = Annotated[str, Path(min_length=1, max_length=LONGEST, description="The id, or what it is addressed by")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Rows of one page")]
Evidence = Annotated[bool, Query(description="Whether each cell brings the words it was read from")]


def filters(  # noqa: PLR0913 - one argument for each filter
    *,
    request: Request,
    place: Name = None,
    since: Annotated[date | None, Query(alias="from")] = None,
    until: Annotated[date | None, Query(alias="to")] = None,
    type_: Annotated[str | None, Query(alias="type", max_length=LONGEST)] = None,
    status: Name = None,
    speaker: Name = None,
    outlet: Name = None,
    words: Annotated[str | None, Query(alias="q", max_length=LONGEST)] = None,
    grade: Annotated[str | None, Query(pattern=f"^{GRADE.pattern}$")] = None,
) -> Filters:
    """The filters of the pages."""
    if since and until and since > until:
        raise BadRequest("from: after the last day")
    desk_of(request).refuse_private(words, speaker)
    return Filters(place, since, until, type_, speaker, outlet, status, words, grade or None)


def after(cursor_: Annotated[str | None, Query(alias="cursor", max_length=LONGEST)] = None) -> After | None:
    """Where the page of a list begins."""
    return cursor({"cursor": cursor_ or ""})


def reviewer(request: Request) -> Caller:
    """Who changes something: a reviewer, and not a page of another site in the reviewer's name."""
    if is_from_elsewhere(request):
        raise Forbidden("this was sent from another site")
    who = caller_of(request)
    if not who.may("review"):
        desk_of(request).note(who.name, "refused", f"{request.method} {request.url.path}")
        raise Forbidden(f"this needs the role review; yours is {who.role}")
    return who


TheDesk = Annotated[Desk, Depends(desk_of)]
TheFilters = Annotated[Filters, Depends(filters)]
TheCursor = Annotated[After | None, Depends(after)]
Reviewer = Annotated[Caller, Depends(reviewer)]
