"""What the pages' own script asks for: places while a name is typed, and the borders of the map."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from tocsin.serve.drawing.borders import borders
from tocsin.serve.page import desk_of, json_bytes, tagged
from tocsin.serve.places import places_named

LONGEST = 100


async def places(request: Request) -> Response:
    """The places whose names begin as typed."""
    name = request.query_params.get("q", "")[:LONGEST]
    found = await run_in_threadpool(places_named, desk_of(request).reading, name)
    return Response(json_bytes({"places": found}), media_type="application/json")


async def map_borders(request: Request) -> Response:
    """The borders that the map is drawn on, as GeoJSON."""
    lines = await run_in_threadpool(borders, desk_of(request).settings.borders)
    return tagged(request, lines.geojson, "application/geo+json")
