"""A page and its twins: one function finds what is told, and it goes out as HTML or as JSON."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tocsin.export.cells import Cell, csv_cell
from tocsin.reading import JSON
from tocsin.serve.answers import Moved
from tocsin.serve.cookies import set_cookie, with_form
from tocsin.serve.desk import Desk
from tocsin.serve.templating import templates
from tocsin.serve.who import FORM_COOKIE
from tocsin.serve.words import moment
from tocsin.store.summary import Freshness, read_freshness

Find = Callable[[Desk, Request], JSON]
Extras = Callable[[Desk, Request, JSON], dict[str, Any]]

HTML = "text/html; charset=utf-8"

_UNSAFE = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff<>&]")


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `find` gives its JSON, which is all that its template is given, besides what `drawn` makes of it.

    `rows` are what of it makes a table: the page has a twin for spreadsheets then.
    """

    name: str
    path: str
    find: Find
    drawn: Extras | None = None
    rows: Callable[[JSON], Iterable[JSON]] | None = None

    def routes(self) -> Iterator[Route]:
        """The page and its twins."""
        yield Route(f"{self.path}.json", self._json, name=f"{self.name}.json")
        if self.rows:
            yield Route(f"{self.path}.csv", self._csv, name=f"{self.name}.csv")
        yield Route(self.path, self._html, name=self.name)

    async def _json(self, request: Request) -> Response:
        try:
            found = await run_in_threadpool(self._found, request)
        except Moved as moved:
            return RedirectResponse(f"{moved.path}.json", status_code=301)
        return tagged(request, json_bytes(found), "application/json")

    async def _csv(self, request: Request) -> Response:
        found = await run_in_threadpool(self._found, request)
        written = csv_text(self.rows(found) if self.rows else ())
        return tagged(request, written.encode("utf-8", "replace"), "text/csv; charset=utf-8")

    async def _html(self, request: Request) -> Response:
        return await run_in_threadpool(self._render, request)

    def _render(self, request: Request) -> Response:
        try:
            found = self._found(request)
        except Moved as moved:
            return RedirectResponse(moved.path, status_code=301)
        drawn = self.drawn(desk_of(request), request, found) if self.drawn else {}
        twins = {"twin": self._twin(request, "json"), "table": self._twin(request, "csv") if self.rows else None}
        told = {"page": self.name, **twins, **found, **drawn}
        return render(request, f"{self.name}.html", told)

    def _found(self, request: Request) -> JSON:
        desk = desk_of(request)
        desk.refuse_private(request.query_params.get("q"), request.query_params.get("speaker"))
        return desk.shown(self.find(desk, request))

    def _twin(self, request: Request, kind: str) -> str:
        query = f"?{request.url.query}" if request.url.query else ""
        return f"{request.url.path}.{kind}{query}"


def render(request: Request, template: str, told: JSON, *, status: int = 200) -> Response:
    """A template filled in, with what every page shows: the desk's name, who asks, how fresh the record is."""
    desk = desk_of(request)
    with desk.store.seeing() as connection:
        fresh = freshness(desk, read_freshness(connection))
    token, seed = with_form(desk.access, request)
    common = {
        "page": "",
        "twin": None,
        "table": None,
        "form": token,
        "who": request.scope["state"].get("caller"),
        "fresh": fresh,
    }
    html = templates().get_template(template).render(desk=desk.settings, access=desk.access, **(common | told))
    # The moment at which a page was made is no change of it.
    response = tagged(request, html.encode("utf-8", "replace"), HTML, status=status, but=moment(fresh["page"]))
    if seed:
        set_cookie(response, FORM_COOKIE, seed, request)
    return response


def desk_of(request: Request) -> Desk:
    """The desk that answers."""
    desk: Desk = request.app.state.desk
    return desk


def freshness(desk: Desk, told: Freshness) -> JSON:
    """Three times that are easily taken for one another: of the events' merging, of the last source, of this page."""
    now = datetime.now(UTC)
    last = datetime.fromisoformat(told.captured_at or f"{told.published or '0001-01-02'}T23:59:59+00:00")
    age = now - (last if last.tzinfo else last.replace(tzinfo=UTC))
    return {
        "merged_at": told.merged_at,
        "reports": told.reports,
        "last_source": told.captured_at or told.published,
        "page": now.isoformat(timespec="seconds"),
        "stale": told.reports > 0 and age > desk.settings.stale_after,
        "age_days": max(age // timedelta(days=1), 0),
    }


def json_bytes(value: Any) -> bytes:
    """JSON that does no harm where it is shown: controls, overrides and the signs of HTML are escaped."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", written).encode("utf-8")


def csv_text(rows: Iterable[JSON]) -> str:
    """Rows as a table for spreadsheets: what is a list stands in one cell, what has parts of its own is left out."""
    told = [{name: value for name, value in row.items() if not isinstance(value, dict)} for row in rows]
    names = list(dict.fromkeys(name for row in told for name in row))
    lines: list[list[Cell]] = [[*names], *([_cell(row.get(name)) for name in names] for row in told)]
    return "".join(",".join(map(csv_cell, line)) + "\n" for line in lines)


def _cell(value: Any) -> Cell:
    if isinstance(value, (list, tuple)):
        return "; ".join(str(part) for part in value if not isinstance(part, (dict, list)))
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


def tagged(request: Request, content: bytes, media_type: str, *, status: int = 200, but: str = "") -> Response:
    """A response that a browser need not load again as long as nothing `but` that wording has changed."""
    lasting = content.replace(but.encode(), b"") if but else content
    tag = f'W/"{hashlib.blake2b(lasting, digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if status == 200 and request.method in ("GET", "HEAD") and tag in _tags(request):
        return Response(status_code=304, headers=headers)
    return Response(content, status_code=status, media_type=media_type, headers=headers)


def _tags(request: Request) -> list[str]:
    return [tag.strip() for tag in request.headers.get("if-none-match", "").split(",")]
