"""POLECAT's 40 columns, parted by tabs, one row for each merged event."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import tocsin
from tocsin.codebook.tables import shipped
from tocsin.export.cells import Column, empty
from tocsin.export.contexts import contexts
from tocsin.export.shown import CLAIMED, HAPPENED, first_day, heads, iso3, joined, name_of, of
from tocsin.export.states import state_number
from tocsin.store import Sourced

NOT_LINKED = "people are not linked to Wikipedia"


def left_out(item: Sourced, *, claimed: bool = False) -> str | None:
    """Why an event is no row of POLECAT's, or none."""
    allowed = (*HAPPENED, CLAIMED) if claimed else HAPPENED
    if item.event["status"] not in allowed:
        return f"status: {item.event['status']}"
    return None if first_day(item) else "no day told"


def intensity(item: Sourced) -> float | None:
    """PLOVER's score of the mode, or of the type where it has no mode."""
    row = _plover().get(item.event["type"], {})
    score: float | None = row.get("modes", {}).get(item.event["mode"], row.get("score"))
    return score


def raw_name(item: Sourced, role: str) -> str | None:
    """An actor in the words of the report."""
    cell = item.event.get(role)
    return cell["options"][0]["evidence"][0]["text"] if cell else None


def _side(role: str, said: str) -> list[Column[Sourced]]:
    return [
        Column(f"{said} Name", "name without its count and article", lambda item: name_of(item, role)),
        Column(f"{said} Country", "ISO alpha-3, where the name tells it", lambda item: iso3(of(item, role, "country"))),
        Column(
            f"{said} COW",
            "number of that country in Correlates of War; empty where it is no state there",
            lambda item: state_number(of(item, role, "country"), "cow"),
        ),
        Column(f"Primary {said} Sector", "PLOVER's sector", lambda item: of(item, role, "sector")),
        Column(f"{said} Sectors", "the same: one is kept", lambda item: of(item, role, "sector")),
        empty(f"{said} Title", "kept with speakers only"),
        Column(f"{said} Name Raw", "in the words of the report", lambda item: raw_name(item, role)),
        empty(f"Wikipedia {said} ID", NOT_LINKED),
    ]


def _at(level: str) -> Any:
    return lambda item: of(item, "place", "name") if of(item, "place", "level") == level else None


def _raw_place(item: Sourced) -> str | None:
    return raw_name(item, "place")


def _first_head(part: str) -> Any:
    def value(item: Sourced) -> str | None:
        head = next(iter(heads(item)), None)
        given = getattr(head, part) if head else None
        return given.isoformat() if isinstance(given, date) else given

    return value


def _day(item: Sourced) -> str | None:
    day = first_day(item)
    return day.isoformat() if day else None


def _placed(part: str) -> Any:
    """Of the place, where it was found on the map."""
    return lambda item: of(item, "place", part) if of(item, "place", "lat") is not None else None


COLUMNS: tuple[Column[Sourced], ...] = (
    Column("Event ID", "the id of the event", lambda item: item.event["id"]),
    Column("Event Date", "first day it can have happened on", _day),
    Column("Event Type", "PLOVER's type", lambda item: item.event["type"]),
    Column("Event Mode", "PLOVER's mode", lambda item: item.event["mode"]),
    Column("Intensity", "PLOVER's score of the mode or type", intensity),
    Column("Quad Code", "PLOVER's quad class, 1 to 4", lambda item: item.event["quad"]),
    Column(
        "Contexts",
        "PLOVER's, where the deed (as a cyber attack) or a sector (as the military) tells them; what an event is about "
        "is not read",
        lambda item: joined(contexts(item)),
    ),
    *_side("actor", "Actor"),
    *_side("recipient", "Recipient"),
    Column("Placename", "name of the place", lambda item: of(item, "place", "name")),
    Column("City", "name, where it is a town", _at("city")),
    Column("District", "name, where it is a district", _at("district")),
    Column("Province", "first-order division in GeoNames", lambda item: of(item, "place", "admin1")),
    Column("Country", "ISO alpha-3", lambda item: iso3(of(item, "place", "country"))),
    Column("Latitude", "as resolved", _placed("lat")),
    Column("Longitude", "as resolved", _placed("lon")),
    Column("GeoNames ID", "as resolved", lambda item: of(item, "place", "geonameid")),
    Column("Raw Placename", "the place in the words of a report", _raw_place),
    empty("Feature Type", "GeoNames' feature classes are not kept"),
    Column("Source", "outlet of the first report", _first_head("outlet")),
    Column("Publication Date", "of the first report", _first_head("published")),
    empty("Story People", "no row gathers what a report tells of people"),
    empty("Story Organizations", "only those who take part are kept"),
    empty("Story Locations", "only places of events are kept"),
    Column("Language", "of the first report", _first_head("language")),
    Column("Version", "of this program", lambda item: f"tocsin {tocsin.__version__}"),
)


@cache
def _plover() -> dict[str, Any]:
    return shipped("plover.toml")
