"""The brief: the situation report written from the record, every sentence with its sources."""

from __future__ import annotations

from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup
from starlette.requests import Request

from tocsin.brief import write
from tocsin.merge import merge
from tocsin.reading import JSON
from tocsin.serve import asked
from tocsin.serve.answers import BadRequest
from tocsin.serve.clean import clean
from tocsin.serve.desk import Desk

MOST = 1_500
"""Reports of which a brief is written while somebody waits. More than these is no brief but an archive."""


def find(desk: Desk, request: Request) -> JSON:
    """The brief about what the filters ask for."""
    filters = asked.filters(request.query_params)
    readings = []
    for reading in desk.store.readings(filters):
        readings.append(reading)
        if len(readings) > MOST:
            raise BadRequest(f"more than {MOST:,} reports: ask for a place or a period (?place=…&from=…&to=…)")
    rejects = [(reject.source, reject.reason) for reject in desk.store.rejects()]
    judgements = desk.store.judgements()
    written = write(readings, merge(readings, judgements), rejects=rejects, mask=desk.masks.now())
    return {"filters": asked.by_name(filters), "markdown": written.markdown(), "reports": len(readings)}


def drawn(_desk: Desk, request: Request, found: JSON) -> dict[str, Any]:
    """The brief as HTML; nothing in it is taken for a tag."""
    filters = asked.filters(request.query_params)
    html = MarkdownIt("commonmark", {"html": False}).render(clean(found["markdown"]))
    return {"brief": Markup(html), "with_filters": lambda **changed: f"/brief{asked.as_query(filters, **changed)}"}
