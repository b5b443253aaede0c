"""What people decided, the latest first, each to be undone; and for admins what was done over the network."""

from __future__ import annotations

from dataclasses import asdict

from starlette.requests import Request

from tocsin.reading import JSON
from tocsin.serve import asked
from tocsin.serve.desk import Desk
from tocsin.serve.guard import caller_of
from tocsin.serve.history import judgements_as_json
from tocsin.store.access import read_deeds
from tocsin.store.judging import read_judgements
from tocsin.store.telling import read_event_of

ROWS = 60
DEEDS = 100


def find(desk: Desk, request: Request) -> JSON:
    """The judgements of all, with the events they bear on now."""
    most = asked.limit(request.query_params, ROWS)
    with desk.store.seeing() as connection:
        judgements = list(read_judgements(connection))
        shown = judgements[::-1][:most]
        events = read_event_of(connection, [anchor.subject for one in shown for anchor in one.anchors])
        deeds = read_deeds(connection, most=DEEDS) if caller_of(request).may("admin") else []
    return {
        "judgements": judgements_as_json(shown, judgements, events),
        "count": len(judgements),
        "deeds": [asdict(deed) for deed in deeds],
    }
