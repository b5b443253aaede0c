"""What machines ask a desk: whether it is well, how it does, and for a page as it came."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from tocsin.errors import StoreError
from tocsin.reading import JSON
from tocsin.serve.answers import Forbidden, NotFound
from tocsin.serve.desk import Desk
from tocsin.serve.page import desk_of, json_bytes
from tocsin.store.situation import read_queue_length
from tocsin.store.summary import read_freshness

KEPT_APART = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Content-Disposition": "attachment",
}
"""A page as it came is hostile: it is saved to disk and never shown as one of ours."""


async def healthz(request: Request) -> Response:
    """Whether the record can be read."""
    try:
        told = await run_in_threadpool(_state, desk_of(request))
    except StoreError as error:
        return Response(json_bytes({"ok": False, "reason": str(error)}), status_code=503, media_type="application/json")
    return Response(json_bytes({"ok": True, "merged": told["merged"]}), media_type="application/json")


async def metrics(request: Request) -> Response:
    """Counters and gauges in Prometheus' text format."""
    desk = desk_of(request)
    told = await run_in_threadpool(_state, desk)
    gauges = {"reports": told["reports"], "queue": told["queue"], "merged": float(told["merged"])}
    return PlainTextResponse("\n".join(desk.meters.lines(gauges)) + "\n", media_type="text/plain; version=0.0.4")


async def capture(request: Request) -> Response:
    """The bytes of a page as they came."""
    desk = desk_of(request)
    if desk.settings.masked:
        raise Forbidden("a page as it came holds the names that this desk leaves out")
    data = await run_in_threadpool(desk.store.capture, request.path_params["sha256"])
    if data is None:
        raise NotFound("these bytes were not kept")
    return Response(data, media_type="application/octet-stream", headers=KEPT_APART)


def _state(desk: Desk) -> JSON:
    with desk.store.seeing() as connection:
        fresh = read_freshness(connection)
        queue = read_queue_length(connection)
    return {"reports": fresh.reports, "queue": queue, "merged": desk.store.is_merged()}
