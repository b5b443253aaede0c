"""UCDP GED's 49 columns. Only events with deaths and an organised actor on a side enter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import floor
from typing import Any

from tocsin.export.cells import Cell, Column, empty
from tocsin.export.regions import region
from tocsin.export.shown import (
    CLAIMED,
    HAPPENED,
    MONTH,
    WEEK,
    YEAR,
    country,
    country_of,
    days,
    first_day,
    heads,
    joined,
    largest,
    last_day,
    latitude,
    longitude,
    name_of,
    of,
    outlets,
    sources,
)
from tocsin.export.states import state_number
from tocsin.reading import JSON
from tocsin.store import Sourced

STATE = ("State forces", "External/other forces")
ORGANISED = ("Rebel groups", "Political militias", "Identity militias")
UNIDENTIFIED = ("UAF", "CRM")
"""Sectors of armed people who belong to nothing that has a name: gunmen, bandits."""

UNARMED = ("Civilians", "Protesters")

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
THEIR_REGISTER = "a number in UCDP's own register"

WHERE_PRECISION = {
    "sub-city": 1,
    "city": 1,
    "district": 3,
    "province": 4,
    "region": 5,
    "supranational": 5,
    "country": 6,
}
STATE_GROUPS = ("security forces",)
CIVILIAN_GROUPS = ("civilians", "protesters", "children", "journalists")


def left_out(item: Sourced, *, claimed: bool = False) -> str | None:
    """Why an event is no row of UCDP's, or none."""
    allowed = (*HAPPENED, CLAIMED) if claimed else HAPPENED
    if item.event["status"] not in allowed:
        return f"status: {item.event['status']}"
    toll = largest(item, "killed")
    if toll is None or not (toll["best"] or toll["high"]):
        return "no deaths told"
    if _violence(item) is None:
        return "no organised actor against an organised one or civilians"
    if days(item) is None or (days(item) or 0) > YEAR:
        return "not known to the year"
    return None if country(item) else "country not known"


def _standing(item: Sourced, role: str) -> str | None:
    """Whether a side is a state, an organised group that has a name, or unarmed."""
    kind, sector = of(item, role, "acled_type"), of(item, role, "sector")
    if kind in STATE:
        return "state"
    if kind in ORGANISED and sector not in UNIDENTIFIED and _is_a_name(name_of(item, role)):
        return "group"
    return "unarmed" if kind in UNARMED else None


def _is_a_name(name: str | None) -> bool:
    return name is not None and any(word[:1].isupper() for word in name.split())


def _violence(item: Sourced) -> int | None:
    sides = sorted(_standing(item, role) or "" for role in ("actor", "recipient"))
    if sides in (["group", "state"], ["state", "state"]):
        return STATE_BASED
    if sides == ["group", "group"]:
        return NON_STATE
    # Those who do it to the unarmed: the other way round there is no such category.
    by, to = _standing(item, "actor"), _standing(item, "recipient")
    return ONE_SIDED if by in ("group", "state") and to == "unarmed" else None


def _side(item: Sourced, role: str) -> str | None:
    if _standing(item, role) == "state":
        home = country_of(_home(item, role))
        return f"Government of {home['name']}" if home else None
    if _standing(item, role) == "unarmed":
        return "Civilians"
    return name_of(item, role)


def _home(item: Sourced, role: str) -> str | None:
    """The country of a state's forces: as their name tells it, or else that of the place."""
    told: str | None = of(item, role, "country")
    return told if country_of(told) else of(item, "place", "country")


def _number(item: Sourced, side: int) -> int | None:
    role = _roles(item)[side]
    return state_number(_home(item, role), "gw") if _standing(item, role) == "state" else None


def _roles(item: Sourced) -> tuple[str, str]:
    """Which role is side A: the state before groups, those who do it before civilians."""
    swap = _standing(item, "recipient") == "state" and _standing(item, "actor") == "group"
    return ("recipient", "actor") if swap else ("actor", "recipient")


def _side_a(item: Sourced) -> str | None:
    return _side(item, _roles(item)[0])


def _side_b(item: Sourced) -> str | None:
    return _side(item, _roles(item)[1])


def _toll(item: Sourced) -> JSON:
    return largest(item, "killed") or {}


def _deaths(whose: str) -> Callable[[Sourced], Cell]:
    def deaths(item: Sourced) -> int:
        return int(_toll(item)["best"]) if _whose(item) == whose else 0

    return deaths


def _whose(item: Sourced) -> str:
    """Which column the deaths belong to, where the group that is counted tells it."""
    who = _toll(item)["who"]
    if who in CIVILIAN_GROUPS:
        return "civilians"
    side_a, side_b = _roles(item)
    if who in STATE_GROUPS:
        states = [side for side, role in (("a", side_a), ("b", side_b)) if _standing(item, role) == "state"]
        return states[0] if len(states) == 1 else "unknown"
    return "unknown"


def _high(item: Sourced) -> int:
    """The greatest number that anybody states: UCDP's own rule for an open end."""
    options = _toll(item)["options"]
    return int(_toll(item)["high"] or max(option["value"]["high"] or option["value"]["best"] for option in options))


def _low(item: Sourced) -> int:
    return int(_toll(item)["low"] or 0)


def _date_precision(item: Sourced) -> int:
    length = days(item) or YEAR
    limits = ((1, 1), (WEEK - 1, 2), (WEEK, 3), (MONTH, 4))
    return next((code for limit, code in limits if length <= limit), 5)


def _moment(day: date | None) -> str | None:
    return f"{day.isoformat()} 00:00:00.000" if day else None


def _where_precision(item: Sourced) -> int | None:
    code = WHERE_PRECISION.get(of(item, "place", "level") or "")
    return 2 if code == 1 and of(item, "place", "precision") != "exact" else code


def _clarity(item: Sourced) -> int:
    return 1 if _date_precision(item) == 1 and (_where_precision(item) or 9) <= 3 else 2


def _point(item: Sourced) -> str | None:
    lat, lon = latitude(item), longitude(item)
    return None if lat is None or lon is None else f"POINT({lon} {lat})"


def _cell_of_grid(item: Sourced) -> int | None:
    lat, lon = latitude(item), longitude(item)
    if lat is None or lon is None:
        return None
    return floor((lat + 90) * 2) * 720 + floor((lon + 180) * 2) + 1


def _described(item: Sourced) -> str | None:
    cell = item.event.get("place")
    return cell["options"][0]["evidence"][0]["text"] if cell else None


def _articles(item: Sourced) -> str | None:
    told = [", ".join(filter(None, (head.outlet, _day(head.published), head.title))) for head in heads(item)]
    return joined(told)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _year(item: Sourced) -> int | None:
    day = first_day(item)
    return day.year if day else None


def _dyad(item: Sourced) -> str:
    return f"{_side_a(item) or 'unknown'} - {_side_b(item) or 'unknown'}"


def _who_said(item: Sourced) -> str | None:
    own = set(outlets(item))
    return joined([name for name in sources(item) if name not in own])


def _registered(*names: str) -> list[Column[Any]]:
    return [empty(name, THEIR_REGISTER) for name in names]


COLUMNS: tuple[Column[Sourced], ...] = (
    Column("id", "the id of the event; no running number", lambda item: item.event["id"]),
    empty("relid", "UCDP's own numbering"),
    Column("year", "of the first day", _year),
    empty("active_year", "whether the dyad passes 25 deaths is for UCDP to say"),
    empty("code_status", "nobody at UCDP has checked it"),
    Column(
        "type_of_violence",
        "1 a state against a state or a group with a name, 2 between such groups, 3 either against civilians",
        _violence,
    ),
    *_registered("conflict_dset_id", "conflict_new_id"),
    empty("conflict_name", "what a conflict is about is not read"),
    *_registered("dyad_dset_id", "dyad_new_id"),
    Column("dyad_name", "both sides", _dyad),
    *_registered("side_a_dset_id", "side_a_new_id"),
    Column(
        "side_a",
        "the state, or who did it; forces of a state are “Government of …” their country, or that of the place",
        _side_a,
    ),
    *_registered("side_b_dset_id", "side_b_new_id"),
    Column("side_b", "the other side; “Civilians” where it is unarmed", _side_b),
    Column("number_of_sources", "reports that tell of it, copies left out", lambda item: len(item.event["reports"])),
    Column("source_article", "outlet, day and title of each report", _articles),
    Column("source_office", "the outlets", lambda item: joined(outlets(item))),
    Column("source_date", "their days", lambda item: joined([_day(head.published) for head in heads(item)])),
    Column("source_headline", "their titles", lambda item: joined([head.title for head in heads(item)])),
    Column("source_original", "speakers whom the outlets quote for it", _who_said),
    Column(
        "where_prec",
        "1 the town, 2 near it, 3 its district, 4 its province, 5 a wider region, 6 the country",
        _where_precision,
    ),
    Column("where_coordinates", "name of the place", lambda item: of(item, "place", "name")),
    Column("where_description", "the place in the words of a report", _described),
    Column("adm_1", "first-order division in GeoNames", lambda item: of(item, "place", "admin1")),
    empty("adm_2", "the record does not hold it"),
    Column("latitude", "of the place; empty where only the country is known", latitude),
    Column("longitude", "of the place; empty where only the country is known", longitude),
    Column("geom_wkt", "the same as WKT", _point),
    Column("priogrid_gid", "number of the cell of half a degree that holds the point", _cell_of_grid),
    Column("country", "name of the country in GeoNames", lambda item: (country(item) or {}).get("name")),
    Column(
        "country_id",
        "Gleditsch and Ward's number of the country; empty where it is no state of theirs",
        lambda item: state_number(of(item, "place", "country"), "gw"),
    ),
    Column("region", "UCDP's region of the country", lambda item: region(of(item, "place", "country"), "ucdp")),
    Column("event_clarity", "1 where day and town or district are told, else 2", _clarity),
    Column("date_prec", "1 a day, 2 up to six days, 3 a week, 4 a month, 5 a year", _date_precision),
    Column("date_start", "first day it can have happened on", lambda item: _moment(first_day(item))),
    Column("date_end", "last day it can have happened on", lambda item: _moment(last_day(item))),
    Column("deaths_a", "best, where the dead are told to be of side A", _deaths("a")),
    Column("deaths_b", "best, where the dead are told to be of side B", _deaths("b")),
    Column("deaths_civilians", "best, where the dead are told to be civilians", _deaths("civilians")),
    Column("deaths_unknown", "best, where whose dead they are is not told", _deaths("unknown")),
    Column("best", "largest toll of one group: groups may overlap and are not added", lambda item: _toll(item)["best"]),
    Column("high", "greatest number that anybody states", _high),
    Column("low", "least number that anybody states", _low),
    Column("gwnoa", "Gleditsch and Ward's number of side A, where it is a state", lambda item: _number(item, 0)),
    Column("gwnob", "Gleditsch and Ward's number of side B, where it is a state", lambda item: _number(item, 1)),
)
