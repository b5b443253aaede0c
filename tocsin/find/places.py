"""Places: the names of places in a report, each resolved to a point with an honest precision, or left unresolved."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from tocsin.find.place_names import Mention, mentions, plain_mentions
from tocsin.find.place_senses import Sense, by_container, senses, town_of
from tocsin.gazetteer.gazetteer import Gazetteer, Known
from tocsin.parse import ParsedReport
from tocsin.report import Report
from tocsin.values import Place

GOVERNMENT = "a government named by its capital or country"
IN_A_NAME = "part of the name of an organisation"
HOME = "where somebody is based"
UNKNOWN = "not in the gazetteer"
AMBIGUOUS = "several places of that name and nothing to tell them apart"
UNSUPPORTED = "a small place of that name, and nothing in the report speaks for it"

NEAR_KM = 15.0
"""How far "near", "outside" and "on the border with" reach, where no distance is given: half an hour's drive."""
SMALL = 4.6
"""Weight (a power of ten of people) below which a place needs the support of others in the report."""
AHEAD = 0.35
"""Lead over the next place of that name, in powers of ten of people, below which the choice is none."""


def places(parsed: ParsedReport, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The places named in a report, in their order, each with the reason for its point or for having none.

    Words for peoples are no places. Names that stand for a government or in an organisation's name are kept, since
    they tell what the report is about, but nothing happened there: ask `holds_events` before putting an event on one.
    """
    found = mentions(parsed, gazetteer)
    return tuple(
        place
        for mention, place in zip(found, _placed(found, gazetteer, _homes(parsed.report, gazetteer)), strict=True)
        if mention.use != "people" and place is not None
    )


def resolve(text: str, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer) -> list[Place]:
    """A place for each span found by others, in the order given; words for peoples resolve to their country."""
    found = plain_mentions(text, list(spans), gazetteer)
    return _placed(found, gazetteer, [])


def holds_events(place: Place) -> bool:
    """Whether an event can have happened at a place as it is named there."""
    return place.reason not in (GOVERNMENT, IN_A_NAME, HOME)


def _placed(found: list[Mention], gazetteer: Gazetteer, homes: list[int]) -> list[Place]:
    inside = by_container(found)
    chosen = senses(found, gazetteer, homes)
    return [
        _place(mention, sense, gazetteer, holds_others=number in inside)
        for number, (mention, sense) in enumerate(zip(found, chosen, strict=True))
    ]


def _place(mention: Mention, sense: Sense | None, gazetteer: Gazetteer, *, holds_others: bool) -> Place:
    if sense is None:
        return Place(mention.span, mention.text, reason=UNKNOWN)
    if doubt := _doubt(mention, sense):
        return Place(mention.span, mention.text, reason=doubt)
    known = sense.known if holds_others else town_of(sense, mention, gazetteer)
    return _at(mention, known, _reason(mention, sense))


def _doubt(mention: Mention, sense: Sense) -> str:
    """Why a name is better left unresolved; empty where it is not."""
    if sense.stated or mention.use == "people":
        return ""
    if sense.rivals and sense.margin < AHEAD:
        return AMBIGUOUS
    if sense.known.weight < SMALL and sense.support < 0.5 and sense.rivals:
        return UNSUPPORTED
    return ""


def _reason(mention: Mention, sense: Sense) -> str:
    if mention.use in ("government", "name", "home"):
        return {"government": GOVERNMENT, "name": IN_A_NAME, "home": HOME}[mention.use]
    if sense.stated:
        return "the text names what lies around it"
    if not sense.rivals:
        return "the only place of that name"
    return "supported by other places in the report" if sense.support > 0.5 else "the largest place of that name"


def _at(mention: Mention, known: Known, reason: str) -> Place:
    near = mention.near_km
    exact = known.level in ("city", "sub-city")
    return Place(
        span=mention.span,
        name=known.name,
        geonameid=known.geonameid,
        lat=known.lat,
        lon=known.lon,
        level=known.level,
        radius_km=round(known.radius_km + (0.0 if near is None else near or NEAR_KM), 1),
        country=known.country,
        admin1=known.admin1 or (known.name if known.level == "province" else None),
        precision="near" if near is not None else "exact" if exact else "area",
        reason=reason,
    )


def _homes(report: Report, gazetteer: Gazetteer) -> list[int]:
    """The country that an outlet's address ends in."""
    host = urlsplit(report.url).hostname if report.url else None
    ending = (host or "").rsplit(".", 1)[-1].upper()
    code = {"UK": "GB"}.get(ending, ending)
    if code not in gazetteer.countries or code in ("US", "ME", "TV", "IO", "CO", "AI", "FM", "LY", "GG", "LA"):
        return []
    row = gazetteer.country_row(code)
    return [] if row is None else [row]
