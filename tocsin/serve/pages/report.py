"""One report: its text with all that was read from it marked, its versions and its copies; and the list of reports."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from starlette.requests import Request

from tocsin.reading import JSON, as_json
from tocsin.serve import asked
from tocsin.serve.answers import BadRequest, NotFound
from tocsin.serve.desk import Desk
from tocsin.serve.drawing.marks import Marked, marked_text
from tocsin.span import Field, Span
from tocsin.store.reader import read_readings
from tocsin.store.reports import read_copies, read_heads, read_latest, read_versions
from tocsin.store.telling import read_event_of

ROWS = 60
PART = 40_000
"""Characters of a text on one page: a report of ten megabytes is a book, and is read in parts."""

_SPAN = re.compile(r"(T?)(\d{1,9})-(\d{1,9})")


def find_list(desk: Desk, request: Request) -> JSON:
    """Reports, the latest first."""
    most = asked.limit(request.query_params, ROWS)
    after = asked.cursor(request.query_params)
    with desk.store.seeing() as connection:
        found = read_latest(connection, most=most + 1, before=(after.day, after.number) if after else None)
    shown = found[:most]
    last = shown[-1] if len(found) > most else None
    return {
        "reports": [asdict(head) for head in shown],
        "next": asked.cursor_after(last.published, last.number) if last else None,
    }


def rows(found: JSON) -> list[JSON]:
    """The reports as a table."""
    told: list[JSON] = found["reports"]
    return told


def find(desk: Desk, request: Request) -> JSON:
    """The reading of one version of a report, and what it copies or is copied by."""
    key = request.path_params["key"]
    with desk.store.seeing() as connection:
        versions = read_versions(connection, key)
        wanted = request.query_params.get("version") or (versions[0].sha256 if versions else "")
        head = next((version for version in versions if version.sha256 == wanted), None)
        if head is None:
            raise NotFound
        reading = next(reading for _, reading in read_readings(connection, [head.number]))
        copies = read_copies(connection, key)
        others = read_heads(connection, [name for copy in copies for name in (copy.report, copy.original)])
        events = read_event_of(connection, [mention.id for mention in reading.mentions])
    return {
        "reading": as_json(desk.masks.now().reading(reading)),
        "events": events,
        "versions": [asdict(version) for version in versions],
        "copies": [asdict(copy) for copy in copies],
        "others": {key: asdict(head) for key, head in others.items()},
        "captured": not desk.settings.masked and desk.store.has_capture(reading.report.sha256),
    }


def drawn(_desk: Desk, request: Request, found: JSON) -> dict[str, Any]:
    """The part of the text that is asked for, marked."""
    text: str = found["reading"]["report"]["text"]
    at = _asked_span(request.query_params.get("at"), found)
    part = _asked_part(request.query_params.get("part"), at)
    parts = max(-(-len(text) // PART), 1)
    if part > parts:
        raise NotFound
    piece = Marked(found["reading"], found["events"], at)
    return {
        "title": marked_text(piece, "title", 0, len(found["reading"]["report"]["title"] or "")),
        "text": marked_text(piece, "text", (part - 1) * PART, min(part * PART, len(text))),
        "part": part,
        "parts": parts,
        "at": at,
    }


def _asked_span(given: str | None, found: JSON) -> Span | None:
    """The words that whoever followed a link wants to see; none where the text has no such characters."""
    told = _SPAN.fullmatch(given) if given else None
    if not told:
        return None
    field: Field = "title" if told[1] else "text"
    start, end = int(told[2]), int(told[3])
    size = len(found["reading"]["report"][field] or "")
    return Span(field, start, min(end, size)) if start < min(end, size) else None


def _asked_part(given: str | None, at: Span | None) -> int:
    if given is None:
        return at.start // PART + 1 if at and at.field == "text" else 1
    if not given.isascii() or not given.isdigit() or not 1 <= len(given) <= 6 or int(given) < 1:
        raise BadRequest("part: a number from 1")
    return int(given)
