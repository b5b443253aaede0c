"""What became of events and what people decided, the latest first; and for admins what was done over the network."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from starlette.requests import Request

from tocsin.reading import JSON
from tocsin.serve import asked
from tocsin.serve.desk import Desk
from tocsin.serve.guard import caller_of
from tocsin.serve.history import judgements_as_json
from tocsin.serve.words import number
from tocsin.store.access import read_deeds
from tocsin.store.history import read_changes
from tocsin.store.judging import read_judgements
from tocsin.store.telling import read_event_of

ROWS = 60
DEEDS = 100


def find(desk: Desk, request: Request) -> JSON:
    """The judgements of all, with the events they bear on now."""
    most = asked.limit(request.query_params, ROWS)
    filters = asked.filters(request.query_params)
    with desk.store.seeing() as connection:
        judgements = list(read_judgements(connection))
        shown = judgements[::-1][:most]
        events = read_event_of(connection, [anchor.subject for one in shown for anchor in one.anchors])
        changes = list(read_changes(connection, since=filters.since, most=most))
        deeds = read_deeds(connection, most=DEEDS) if caller_of(request).may("admin") else []
    return {
        "filters": asked.by_name(filters),
        "changes": [row | {"told": _told(row)} for row in changes],
        "judgements": judgements_as_json(shown, judgements, events),
        "count": len(judgements),
        "deeds": [asdict(deed) for deed in deeds],
    }


def rows(found: JSON) -> list[JSON]:
    """What became of events as a table."""
    return [row | {"status": (row["now"] or {}).get("status")} for row in found["changes"]]


def _told(row: JSON) -> str:
    """A change in words: killed, people: 18, before 4."""
    before, after, what = row["before"], row["after"], row["what"]
    if row["kind"] in ("raised", "lowered", "superseded"):
        return f"{what}: {_number(after)}" + ("" if before is None else f", before {_number(before)}")
    if row["kind"] in ("corroborated", "denied") and what:
        return f"by {what}"
    return str(after or "") if isinstance(after, str) else ""


def _number(told: Any) -> str:
    """A number, or the bounds of one."""
    return number(*told) if isinstance(told, (list, tuple)) and len(told) == len(("low", "best", "high")) else str(told)
