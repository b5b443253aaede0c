"""A number of people that belongs to no event: over a place and period, or one that no event could be told for."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from tocsin.reading import JSON
from tocsin.serve import links
from tocsin.serve.answers import Moved, NotFound
from tocsin.serve.desk import Desk
from tocsin.serve.drawing.toll import toll_plot
from tocsin.span import Span
from tocsin.store.merging import read_contradictions, read_merged
from tocsin.store.telling import read_readings_of
from tocsin.store.why import passage


def find(desk: Desk, request: Request) -> JSON:
    """The toll of that id, or a redirect to the event it belongs to."""
    with desk.store.seeing() as connection:
        toll = read_merged(connection, request.path_params["key"])
        if toll is None or "best" not in toll:
            raise NotFound
        if toll["event"]:
            raise Moved(links.event(toll["event"]))
        options = [*toll["options"], *toll["superseded"]]
        told = read_readings_of(connection, {item["report"] for option in options for item in option["evidence"]})
        against = read_contradictions(connection, toll["id"])
    passages = {option["value"]["id"]: [_passage(told, item) for item in option["evidence"]] for option in options}
    return {"toll": toll | {"contradictions": against}, "passages": passages}


def drawn(_desk: Desk, _request: Request, found: JSON) -> dict[str, Any]:
    """The plot of the numbers over time."""
    return {"plot": toll_plot(found["toll"])}


def _passage(told: JSON, item: JSON) -> JSON:
    report = told[item["report"]].report
    around = passage(report, Span(item["in"], item["start"], item["end"]))
    return {
        "before": around.before,
        "words": around.words,
        "after": around.after,
        "evidence": item,
        "outlet": report.outlet,
        "published": report.published,
    }
