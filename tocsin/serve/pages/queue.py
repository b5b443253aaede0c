"""What needs a look, one event at a time: contradictions, new tolls, what one source tells; and orphaned judgements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request

from tocsin.merge.judge import decide
from tocsin.reading import JSON
from tocsin.serve.answers import BadRequest
from tocsin.serve.desk import Desk
from tocsin.serve.history import state_of
from tocsin.serve.pages.event import claim_as_json, claims_of, mentions_of
from tocsin.serve.pages.situation import event_row
from tocsin.store.judging import read_judgements
from tocsin.store.merging import read_merged
from tocsin.store.reports import read_heads
from tocsin.store.situation import read_queue, read_queue_length
from tocsin.store.telling import read_readings_of

FARTHEST = 10_000
SENTENCES = 6
"""Sentences shown of an event in the queue; its page has all."""


def find(desk: Desk, request: Request) -> JSON:
    """The event at a place of the queue, with what it stands on."""
    at = _place(request.query_params.get("at", "0"))
    with desk.store.seeing() as connection:
        waiting = read_queue_length(connection)
        rows = read_queue(connection, most=1, skip=min(at, max(waiting - 1, 0)))
        orphans = _orphans(connection)
        found = _event(connection, rows[0]) if rows else {"event": None, "reports": {}, "mentions": [], "claims": []}
    return {
        "at": min(at, max(waiting - 1, 0)),
        "waiting": waiting,
        "needs": needs(rows[0]) if rows else [],
        "row": event_row(rows[0]) if rows else None,
        "orphans": orphans,
        **found,
    }


def needs(row: Mapping[str, Any]) -> list[str]:
    """Why an event waits for a look, in words."""
    told = {
        "contradictions": row["contradictions"] > 0,
        "a toll nobody has looked at": row["killed_best"] is not None,
        "only speakers say so": row["status"] == "claimed",
        "one source": row["status"] == "single source",
        "no place on the map": row["lat"] is None,
    }
    return [reason for reason, holds in told.items() if holds]


def _event(connection: Connection, row: Mapping[str, Any]) -> JSON:
    record = read_merged(connection, row["key"]) or {}
    told = read_readings_of(connection, record["reports"][:SENTENCES])
    mentions = [mention for reading in told.values() for mention in mentions_of(reading, record)]
    sides = [item["report"] for row in record["contradictions"] for side in row["sides"] for item in side["evidence"]]
    heads = read_heads(connection, [*record["reports"], *sides])
    return {
        "event": record,
        "seen": state_of(record),
        "reports": {key: asdict(head) for key, head in heads.items()},
        "mentions": mentions[:SENTENCES],
        "claims": [claim_as_json(reading, claim) for reading, claim in claims_of(told.values(), record)][:SENTENCES],
    }


def _orphans(connection: Connection) -> list[JSON]:
    """Judgements whose words are no longer read so, and those that cannot all hold."""
    judgements = list(read_judgements(connection))
    if not judgements:
        return []
    reports = {anchor.report for one in judgements for anchor in one.anchors}
    decisions, _ = decide(judgements, read_readings_of(connection, reports))
    lost = [
        {"id": one.id, "kind": one.kind, "by": one.by, "why": "its words are read otherwise now"}
        for one in decisions.orphans
    ]
    return lost + [
        {"id": row.different, "kind": "different", "by": "", "why": f"stands against {', '.join(row.same)}"}
        for row in decisions.conflicts
    ]


def _place(given: str) -> int:
    if not given.isascii() or not given.isdigit() or len(given) > 5 or int(given) > FARTHEST:
        raise BadRequest("at: a place in the queue")
    return int(given)
