"""PLOVER's JSON: one event a line, empty fields left out."""

from __future__ import annotations

from typing import Any

import tocsin
from tocsin.export.contexts import contexts
from tocsin.export.polecat import intensity, raw_name
from tocsin.export.shown import country, first_day, heads, is_point, largest, last_day, name_of, of, sentences
from tocsin.reading import JSON
from tocsin.store import Sourced

RESOLUTION = {"sub-city": 5, "city": 4, "district": 3, "province": 2, "region": 2, "country": 1}
"""PLOVER's levels of a place, 5 below a city to 1 a country."""

FIELDS: tuple[tuple[str, str], ...] = (
    ("id", "the id of the event"),
    ("has_event", "true"),
    ("date, enddate", "first and last day it can have happened on"),
    ("actor, recipient", "name, sector, country and wording of each side"),
    ("event, mode, quad_code, event_scale", "PLOVER's type, mode, quad class and score"),
    ("context", "as in `polecat`: where the deed or a sector tells it; what an event is about is not read"),
    ("size", "largest toll of one group killed, injured and arrested; groups may overlap and are not added"),
    ("event_loc", "the place as resolved; coordinates only where it is narrower than a country"),
    ("event_text", "the sentences that tell of it"),
    ("link, cite_info", "address, outlet, title, day and language of each report"),
    ("comment", "the status of the event in the record"),
    ("coder", "this program and its version"),
    ("time, endtime, text, coded_date", "left out: not read, or the text is not ours to pass on"),
)


def record(item: Sourced) -> JSON:
    """An event as PLOVER writes it."""
    event = item.event
    told = {
        "id": event["id"],
        "has_event": True,
        "date": _iso(first_day(item)),
        "enddate": _iso(last_day(item)) if last_day(item) != first_day(item) else None,
        "actor": _side(item, "actor"),
        "recipient": _side(item, "recipient"),
        "event": [event["type"]],
        "mode": [event["mode"]] if event["mode"] else None,
        "quad_code": event["quad"],
        "event_scale": intensity(item),
        "context": contexts(item),
        "size": _size(item),
        "event_loc": _place(item),
        "event_text": list(dict.fromkeys(" ".join(text.split()) for text, _ in sentences(item))),
        "link": [head.url for head in heads(item) if head.url],
        "cite_info": [_cited(head) for head in heads(item)],
        "comment": event["status"],
        "coder": f"tocsin {tocsin.__version__}",
    }
    return _filled(told)


def _side(item: Sourced, role: str) -> list[JSON] | None:
    name = name_of(item, role)
    if name is None:
        return None
    told = {"identifier_text": name, "sector": of(item, role, "sector"), "code": of(item, role, "country")}
    return [_filled({**told, "entity_text": raw_name(item, role)})]


def _size(item: Sourced) -> JSON:
    names = {"dead": "killed", "injured": "injured", "arrested": "detained"}
    return {name: toll["best"] for name, kind in names.items() if (toll := largest(item, kind))}


def _place(item: Sourced) -> JSON:
    level, where = of(item, "place", "level"), country(item) or {}
    return _filled(
        {
            "extracted_place": raw_name(item, "place"),
            "resolved_place": of(item, "place", "name") if of(item, "place", "lat") is not None else None,
            "geonameid": of(item, "place", "geonameid"),
            "lat": of(item, "place", "lat") if is_point(item) else None,
            "lon": of(item, "place", "lon") if is_point(item) else None,
            "city": of(item, "place", "name") if level == "city" else None,
            "district": of(item, "place", "name") if level == "district" else None,
            "province": of(item, "place", "admin1"),
            "country": where.get("name"),
            "country_code": where.get("iso3"),
            "resolution": RESOLUTION.get(level or ""),
        }
    )


def _cited(head: Any) -> JSON:
    return _filled(
        {
            "publication": head.outlet,
            "title": head.title,
            "url": head.url,
            "date": _iso(head.published),
            "language": head.language,
        }
    )


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def _filled(told: JSON) -> JSON:
    """Without what is empty."""
    return {name: value for name, value in told.items() if value not in (None, [], {})}
