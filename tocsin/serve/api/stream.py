"""Server-sent events: what is new in the record, told to whoever keeps listening."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from tocsin.reading import JSON
from tocsin.serve.desk import Desk
from tocsin.serve.page import json_bytes
from tocsin.serve.pages.situation import event_row
from tocsin.store.situation import read_keys, read_row
from tocsin.store.summary import Freshness, read_freshness

EVERY = 1.0
"""Seconds between looks."""

SILENT = 15.0
"""Seconds after which a line without meaning keeps the connection open."""

TOLD = 50
"""New events told in full; of more, how many."""


async def news(request: Request, desk: Desk) -> AsyncIterator[bytes]:
    """Lines of the stream, until the listener leaves or the desk closes."""
    known, fresh = await run_in_threadpool(_state, desk)
    yield _event("open", {"merged_at": fresh.merged_at, "reports": fresh.reports, "events": len(known)})
    spoken = time.monotonic()
    while not (desk.merger.stopping or await request.is_disconnected()):
        await asyncio.sleep(EVERY)
        told = await run_in_threadpool(_freshness, desk)
        if told.merged_at != fresh.merged_at or told.reports != fresh.reports:
            known, message = await run_in_threadpool(_what_is_new, desk, known)
            fresh, spoken = told, time.monotonic()
            yield _event("merged", message)
        elif time.monotonic() - spoken > SILENT:
            spoken = time.monotonic()
            yield b": still here\n\n"


def _state(desk: Desk) -> tuple[frozenset[str], Freshness]:
    with desk.store.seeing() as connection:
        return read_keys(connection), read_freshness(connection)


def _freshness(desk: Desk) -> Freshness:
    with desk.store.seeing() as connection:
        return read_freshness(connection)


def _what_is_new(desk: Desk, known: frozenset[str]) -> tuple[frozenset[str], JSON]:
    with desk.store.seeing() as connection:
        keys, fresh = read_keys(connection), read_freshness(connection)
        new = sorted(keys - known)
        rows = [event_row(row) for key in new[:TOLD] if (row := read_row(connection, key))]
    told = {"merged_at": fresh.merged_at, "reports": fresh.reports, "events": len(keys), "new": len(new), "rows": rows}
    return keys, desk.shown(told)


def _event(name: str, told: JSON) -> bytes:
    return f"event: {name}\ndata: {json_bytes(told).decode()}\n\n".encode()
