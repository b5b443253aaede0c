"""The guard before every request: who asks, how much, how often; and the count and log of what was answered."""

from __future__ import annotations

import json
import logging
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tocsin.serve.answers import BadRequest
from tocsin.serve.desk import Desk
from tocsin.serve.meters import Meters
from tocsin.serve.who import SAFE_METHODS, Caller, caller, is_own_host

log = logging.getLogger("tocsin.serve")

FREE = ("/healthz", "/login", "/static/", "/maplibre/")
"""What anybody may ask for: nothing of the record is in it."""

REMEMBERED = 10_000
"""Callers whose pace is remembered; the one that has been silent longest is forgotten first."""


@dataclass(slots=True)
class Paces:
    """How fast each caller asks: a bucket that fills with time and gives one drop for each request."""

    a_minute: int
    buckets: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def waits(self, who: str, now: float) -> float:
        """Seconds to wait before the next request; none are to be waited where it is 0."""
        drops, last = self.buckets.pop(who, (float(self.a_minute), now))
        drops = min(self.a_minute, drops + (now - last) * self.a_minute / 60)
        self.buckets[who] = (max(drops - 1, 0) if drops >= 1 else drops, now)
        if len(self.buckets) > REMEMBERED:
            self.buckets.popitem(last=False)
        return 0.0 if drops >= 1 else (1 - drops) * 60 / self.a_minute


class TooMuch(BadRequest):
    """The body of a request is larger than the settings allow."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit:,} bytes")
        self.status_code = 413


class Guard:
    """Lets through what may pass, with its caller noted, and measures what becomes of it."""

    def __init__(self, app: ASGIApp, desk: Desk, meters: Meters) -> None:
        self.app = app
        self.desk = desk
        self.meters = meters
        self.reads = Paces(desk.settings.reads_a_minute)
        self.writes = Paces(desk.settings.writes_a_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 500

        async def measured(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            refused = await self._refusal(scope)
            if refused:
                await refused(scope, receive, measured)
            else:
                await self.app(scope, self._limited(receive), measured)
        finally:
            self._note(scope, status, time.perf_counter() - began)

    async def _refusal(self, scope: Scope) -> Response | None:
        asked = HTTPConnection(scope)
        path = scope["path"]
        if "\x00" in path or b"%00" in scope.get("query_string", b""):
            return _said(400, "an address holds no zero bytes")
        if not is_own_host(self.desk.access, asked):
            return _said(421, "this desk does not go by that name")
        if int(_digits(asked.headers.get("content-length", ""))) > self.desk.settings.max_body:
            return _said(413, f"more than {self.desk.settings.max_body:,} bytes")
        who = await run_in_threadpool(caller, self.desk.access, self.desk.store, asked)
        scope.setdefault("state", {})["caller"] = who
        if waiting := self._waits(scope, who):
            return _said(429, "too many requests", {"Retry-After": str(int(waiting) + 1)})
        if who or path.startswith(FREE):
            return None
        return _unknown(path, Request(scope))

    def _waits(self, scope: Scope, who: Caller | None) -> float:
        name = who.name if who else (scope["client"][0] if scope.get("client") else "")
        paces = self.reads if scope["method"] in SAFE_METHODS else self.writes
        return paces.waits(name, time.monotonic())

    def _limited(self, receive: Receive) -> Receive:
        """The body, as long as it is not larger than what was promised or allowed."""
        taken = 0

        async def limited() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.desk.settings.max_body:
                raise TooMuch(self.desk.settings.max_body)
            return message

        return limited

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = scope.get("route")
        path = getattr(route, "path", None) or ("static" if scope["path"].startswith(FREE[2:]) else "none")
        self.meters.answered(scope["method"], path, status, seconds)
        who = scope.get("state", {}).get("caller")
        told: dict[str, Any] = {
            "method": scope["method"],
            "path": scope["path"],
            "status": status,
            "ms": round(seconds * 1000, 1),
            "who": who.name if who else None,
            "from": scope["client"][0] if scope.get("client") else None,
        }
        log.info(json.dumps(told))


def caller_of(request: HTTPConnection) -> Caller:
    """Who asks, as the guard found."""
    who: Caller = request.scope["state"]["caller"]
    return who


def _unknown(path: str, request: Request) -> Response:
    if path.startswith("/api/") or path.endswith(".json") or request.method not in SAFE_METHODS:
        return _said(401, "a token is needed: Authorization: Bearer …", {"WWW-Authenticate": "Bearer"})
    return RedirectResponse("/login", status_code=303)


def _said(status: int, why: str, headers: dict[str, str] | None = None) -> Response:
    body = json.dumps({"error": {"status": status, "reason": why}})
    response = Response(body, status_code=status, media_type="application/json")
    MutableHeaders(raw=response.raw_headers).update(headers or {})
    return response


def _digits(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) < 16 else "0"
