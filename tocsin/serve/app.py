"""The application: routes as a list, and middleware around them."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

import tocsin
from tocsin.errors import StoreError
from tocsin.serve import health, judging, login, typing_ahead
from tocsin.serve.api import api
from tocsin.serve.desk import Desk
from tocsin.serve.drawing.borders import borders
from tocsin.serve.drawing.map import world_map
from tocsin.serve.guard import Guard
from tocsin.serve.headers import SecurityHeaders, headers_for
from tocsin.serve.page import json_bytes, render
from tocsin.serve.pages import PAGES, intake, outlets
from tocsin.serve.templating import templates
from tocsin.store.facets import country_names


def create_app(desk: Desk) -> FastAPI:
    """The desk as an ASGI application."""
    app = FastAPI(
        title="Tocsin",
        version=tocsin.__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        routes=routes(),
        middleware=[
            Middleware(SecurityHeaders, headers=headers_for(desk.settings)),
            Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=4),
            Middleware(Guard, desk=desk, meters=desk.meters),
        ],
        exception_handlers={HTTPException: _refused, StoreError: _store_failed},
        lifespan=_lifespan,
    )
    app.include_router(api)
    app.state.desk = desk
    return app


def routes() -> list[BaseRoute]:
    """All pages with their twins, what they send, what machines ask, and our own static files."""
    return [
        Route("/", lambda _request: RedirectResponse("/situation"), name="home"),
        *(route for page in PAGES for route in page.routes()),
        Route("/events/{key}/judge", judging.judge, methods=["POST"], name="judge"),
        Route("/judgements/{key}/undo", judging.undo, methods=["POST"], name="undo"),
        Route("/outlets", outlets.grade, methods=["POST"], name="grade"),
        Route("/intake", intake.send, methods=["POST"], name="send"),
        Route("/login", login.ask, name="login"),
        Route("/login", login.enter, methods=["POST"], name="enter"),
        Route("/logout", login.leave, methods=["POST"], name="leave"),
        Route("/places.json", typing_ahead.places, name="places"),
        Route("/borders.json", typing_ahead.map_borders, name="borders"),
        Route("/captures/{sha256}", health.capture, name="capture"),
        Route("/healthz", health.healthz, name="healthz"),
        Route("/metrics", health.metrics, name="metrics"),
        Mount("/static", StaticFiles(directory=str(files("tocsin.serve").joinpath("static"))), name="static"),
        Mount("/maplibre", StaticFiles(directory=_maplibre()), name="maplibre"),
    ]


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    desk: Desk = app.state.desk
    desk.merger.start()
    threading.Thread(target=_warm, args=(desk,), name="warming", daemon=True).start()
    yield
    desk.merger.stop()
    desk.reader.stop()


def _warm(desk: Desk) -> None:
    """Load what every page needs, so that the first reader does not wait for it."""
    for name in templates().list_templates():
        templates().get_template(name)
    world_map([], borders(desk.settings.borders), lambda _: "")
    country_names("KZ")


def _maplibre() -> str:
    """The folder of MapLibre GL JS in the wheel that carries it."""
    found = find_spec("maplibre")
    if not found or not found.origin:
        raise ImportError("the maplibre package is not installed")
    return str(Path(found.origin).with_name("srcjs"))


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    why = error.detail if isinstance(error, HTTPException) else "a fault of the desk itself"
    return refusal(request, status, why)


async def _store_failed(request: Request, error: Exception) -> Response:
    return refusal(request, 503, str(error))


def refusal(request: Request, status: int, why: str) -> Response:
    """An error as whoever asks can read it: JSON for programs, a page for people."""
    path = request.url.path
    if path.endswith(".json") or path.startswith("/api/"):
        body = json_bytes({"error": {"status": status, "reason": why}})
        return Response(body, status_code=status, media_type="application/json")
    return render(request, "refused.html", {"code": status, "why": why}, status=status)
