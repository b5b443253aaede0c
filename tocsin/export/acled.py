"""ACLED's 31 columns, in the order of its present export."""

from __future__ import annotations

from datetime import date
from functools import cache

from tocsin import codebook
from tocsin.codebook import ACLED_CODES, interaction
from tocsin.codebook.codebook import Codebook
from tocsin.export.cells import Column, empty
from tocsin.export.regions import region
from tocsin.export.shown import (
    CLAIMED,
    HAPPENED,
    MONTH,
    WEEK,
    changed_at,
    country,
    country_of,
    days,
    first_day,
    joined,
    largest,
    last_day,
    latitude,
    longitude,
    name_of,
    names_of,
    of,
    outlets,
    sentences,
    shown,
    sources,
)
from tocsin.outlet import Outlet
from tocsin.reading import JSON
from tocsin.store import Sourced

CROWDS = ("Protesters", "Rioters", "Civilians")
"""Sides that ACLED names by their kind and country; who they were goes into the associated actors."""

ALWAYS_PRESENT = {"Protests": "Protesters", "Riots": "Rioters"}
"""Event types that ACLED defines by who does it."""

SCALES = ("National", "International")
NATIONAL = ("agency", "broadcaster")
"""Kinds of outlets that serve a whole country; of a newspaper or site that is not known."""

QUOTED = 2
"""Sentences quoted in the notes."""

# Written out, since those of `strftime` follow the locale of the machine.
MONTHS = "January February March April May June July August September October November December".split()

KILLING = frozenset(("kill", "lynch"))
"""Deeds that say that somebody died, even where no number is given."""


Sides = list[tuple[str | None, str | None]]


def left_out(item: Sourced, *, claimed: bool = False) -> str | None:
    """Why an event is no row of ACLED's, or none."""
    allowed = (*HAPPENED, CLAIMED) if claimed else HAPPENED
    if item.event["status"] not in allowed:
        return f"status: {item.event['status']}"
    if shown(item, "acled") is None:
        return "ACLED has no such event"
    if (days(item) or MONTH + 1) > MONTH:
        return "not known to the month"
    return None if country(item) else "country not known"


def _time_precision(item: Sourced) -> int | None:
    length = days(item)
    if length is None or length > MONTH:
        return None
    return 1 if length == 1 else 2 if length <= WEEK else 3


def _geo_precision(item: Sourced) -> int | None:
    if latitude(item) is None:
        return None
    level, precision = of(item, "place", "level"), of(item, "place", "precision")
    if level in ("city", "sub-city"):
        return 1 if precision == "exact" else 2
    return 2 if level == "district" else 3


def _event_type(item: Sourced) -> str | None:
    return _book().event_type_of.get(shown(item, "acled") or "")


def _sides(item: Sourced) -> Sides:
    """The kind of each side, and the role in which the record holds it (none where only the type of event tells it)."""
    told: Sides = [(of(item, role, "acled_type"), role) for role in ("actor", "recipient") if shown(item, role)]
    crowd = ALWAYS_PRESENT.get(_event_type(item) or "")
    if crowd is None:
        return told
    gathered: Sides = [(crowd, role) for kind, role in told if kind in CROWDS]
    return [*(gathered[:1] or [(crowd, None)]), *((kind, role) for kind, role in told if kind not in CROWDS)]


def _kind(item: Sourced, number: int) -> str | None:
    sides = _sides(item)
    return sides[number][0] if len(sides) > number else None


def _role(item: Sourced, number: int) -> str | None:
    sides = _sides(item)
    return sides[number][1] if len(sides) > number else None


def _side(item: Sourced, number: int) -> str | None:
    kind, role = _kind(item, number), _role(item, number)
    if kind in CROWDS:
        where = country(item)
        return f"{kind} ({where['name']})" if where else kind
    if role is None:
        return None
    name, home = name_of(item, role), country_of(of(item, role, "country"))
    return f"{name[:1].upper()}{name[1:]}{_in_brackets(home)}" if name else None


def _in_brackets(home: JSON | None) -> str:
    return f" ({home['name']})" if home else ""


def _beside(item: Sourced, number: int) -> str | None:
    role = _role(item, number)
    names = names_of(item, role) if role else []
    return joined(names if _kind(item, number) in CROWDS else names[1:])


def _is_coded(kind: str | None) -> bool:
    return kind in ACLED_CODES


def _source_scale(item: Sourced) -> str | None:
    """ACLED's scale of the outlets, as far as it follows from what is known of every one of them."""
    scales = {_scale_of(head.house, of(item, "place", "country")) for head in item.reports.values()}
    return "-".join(scale for scale in SCALES if scale in scales) if scales <= set(SCALES) else None


def _scale_of(house: Outlet | None, country: str | None) -> str | None:
    if house is None or house.country is None or country is None:
        return None
    if house.country == country:
        return "National" if house.kind in NATIONAL else None
    # An outlet of a neighbour is regional or international: that is not known here.
    return "International" if region(house.country, "acled") != region(country, "acled") else None


def _targets_civilians(item: Sourced) -> str | None:
    violent = _event_type(item) in ("Violence against civilians", "Explosions/Remote violence")
    return "Civilian targeting" if violent and of(item, "recipient", "acled_type") == "Civilians" else None


def _notes(item: Sourced) -> str:
    day, place = first_day(item), of(item, "place", "name")
    when = _period(day, last_day(item)) if day else "On a day not told"
    told = [f"“{' '.join(text.split())}”{f' ({outlet})' if outlet else ''}" for text, outlet in sentences(item)]
    return f"{when}{f', in {place}' if place else ''}: {' '.join(told[:QUOTED])}"


def _period(start: date, end: date | None) -> str:
    if end is None or end == start:
        return f"On {_told_day(start)}"
    return f"Between {_told_day(start)} and {_told_day(end)}"


def _told_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _fatalities(item: Sourced) -> int | None:
    """ACLED takes the most conservative number; 0 stands for no report of deaths."""
    toll = largest(item, "killed")
    if toll is None:
        return None if item.event["action"] in KILLING else 0
    return int(toll["low"] or toll["best"])


def _tags(item: Sourced) -> str | None:
    crowd = largest(item, "participants")
    size = crowd and crowd["options"][0]["evidence"][0]["text"]
    status = item.event["status"]
    told = {CLAIMED: f"claimed by {', '.join(sources(item))}", "disputed": "disputed"}.get(status)
    return joined([f"crowd size={' '.join(size.split())}" if size else None, told])


def _timestamp(item: Sourced) -> int | None:
    moment = changed_at(item)
    return None if moment is None else int(moment.timestamp())


def _year(item: Sourced) -> int | None:
    day = first_day(item)
    return day.year if day else None


def _disorder(item: Sourced) -> str | None:
    return _book().disorder_of.get(shown(item, "acled") or "")


def _interaction(item: Sourced) -> str | None:
    kinds = [kind if _is_coded(kind) else None for kind in (_kind(item, 0), _kind(item, 1))]
    return interaction(*kinds) or None


def _key(item: Sourced) -> str:
    where = country(item)
    return f"{where['iso3'] if where else ''}{item.event['id']}"


def _iso_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _of_country(part: str) -> Column[Sourced]:
    how = {"isonumeric": "number of the country in ISO 3166", "name": "name of the country in GeoNames"}[part]
    return Column("iso" if part == "isonumeric" else "country", how, lambda item: (country(item) or {}).get(part))


COLUMNS: tuple[Column[Sourced], ...] = (
    Column("event_id_cnty", "ISO alpha-3 code of the country and the id of the event; no running number", _key),
    Column("event_date", "first day it can have happened on", lambda item: _iso_day(first_day(item))),
    Column("year", "of that day", _year),
    Column("time_precision", "1 a day, 2 up to a week, 3 up to a month; later rows are left out", _time_precision),
    Column("disorder_type", "ACLED's table, from the sub-event type", _disorder),
    Column("event_type", "ACLED's table, from the sub-event type", _event_type),
    Column("sub_event_type", "as most independent sources tell it", lambda item: shown(item, "acled")),
    Column(
        "actor1",
        "who did it, as named, with the country where the name tells it; protesters, rioters and civilians by kind and "
        "country, as ACLED does. Protests and riots always have theirs first",
        lambda item: _side(item, 0),
    ),
    Column("assoc_actor_1", "what reports call them besides", lambda item: _beside(item, 0)),
    Column("inter1", "ACLED's label of the kind of actor", lambda item: _kind(item, 0)),
    Column("actor2", "to whom, or the other side; as actor1", lambda item: _side(item, 1)),
    Column("assoc_actor_2", "what reports call them besides", lambda item: _beside(item, 1)),
    Column("inter2", "ACLED's label of the kind of actor", lambda item: _kind(item, 1)),
    Column("interaction", "from both kinds", _interaction),
    Column("civilian_targeting", "“Civilian targeting” where violence is done to civilians", _targets_civilians),
    _of_country("isonumeric"),
    Column("region", "ACLED's region of the country", lambda item: region(of(item, "place", "country"), "acled")),
    _of_country("name"),
    Column("admin1", "first-order division in GeoNames", lambda item: of(item, "place", "admin1")),
    empty("admin2", "the record does not hold it"),
    empty("admin3", "the record does not hold it"),
    Column(
        "location",
        "name of the place; empty where only the country is known, and no capital stands in for it",
        lambda item: of(item, "place", "name") if latitude(item) is not None else None,
    ),
    Column("latitude", "of the place or of the middle of the area; empty as above", latitude),
    Column("longitude", "of the place or of the middle of the area; empty as above", longitude),
    Column(
        "geo_precision", "1 the town, 2 near it or its district, 3 a province or region; empty as above", _geo_precision
    ),
    Column("source", "outlets of its reports, copies left out", lambda item: joined(outlets(item))),
    Column(
        "source_scale",
        "National where the outlet is an agency or broadcaster of the country, International where it is at home in "
        "another region; empty where this is not known of every outlet",
        _source_scale,
    ),
    Column("notes", "day, place and up to two sentences of the reports, quoted", _notes),
    Column(
        "fatalities",
        "lower bound of the largest toll of one group (groups may overlap and are not added); 0 where no report tells "
        "of deaths; empty where it tells of a killing without a number",
        _fatalities,
    ),
    Column(
        "tags", "“crowd size=” in the words of the report; “disputed”; who claims it, where it is only claimed", _tags
    ),
    Column(
        "timestamp",
        "when the event last changed: a report of it was captured, or a person decided about it; empty where neither "
        "was noted",
        _timestamp,
    ),
)


@cache
def _book() -> Codebook:
    return codebook.load()
