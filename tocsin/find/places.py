"""Places: the names of places in a report, each resolved to a point with an honest precision, or left unresolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log2

from tocsin.find.place_home import homes
from tocsin.find.place_names import KNOWN_WORD, Mention, given_mentions, mentions
from tocsin.find.place_senses import Sense, containers, kilometres, senses, town_of
from tocsin.gazetteer.entries import Kind
from tocsin.gazetteer.gazetteer import Gazetteer, Known
from tocsin.parse import ParsedReport
from tocsin.report import Report
from tocsin.span import Span
from tocsin.values import Place

GOVERNMENT = "a government named by its capital or country"
IN_A_NAME = "part of the name of an organisation"
HOME = "where somebody is based"
FILED = "where the report was filed from"
UNKNOWN = "not in the gazetteer"
AMBIGUOUS = "several places of that name and nothing to tell them apart"
UNSUPPORTED = "a small place of that name, and nothing in the report speaks for it"
WITHIN = "not in the gazetteer; the text puts it in {}"
NAMESAKE = "not in the gazetteer; it bears the name of {}, of which the report speaks"
SPELLING = "read as another spelling of {}"

NO_SCENE = {"government": GOVERNMENT, "name": IN_A_NAME, "home": HOME, "filed": FILED}
"""Uses of a name in which nothing happens at the place, and the reason given for each."""

NEAR_KM = 15.0
"""How far "near", "outside" and "on the border with" reach, where no distance is given: half an hour's drive."""
SMALL = 4.7
"""Weight (a power of ten of people) below which a place needs the support of others in the report."""
SURE = 5.0
"""Weight of a place that tells which country a report speaks of."""
AHEAD = 0.3
"""Lead over the next place of that name, in powers of ten of people, below which the choice is none."""
NAMESAKES = ("city", "sub-city", "district")
"""Levels of places beside which what bears their name may be looked for."""
AREAS = ("district", "province", "region", "country")
"""Levels of what a text names around a place; of two towns the second is as often the next of a list."""
WELL_KNOWN = 5.7
"""Weight (a power of ten of people) of a town that keeps its place whatever stands beside its name."""
OUTSIDE = 1.5
"""Radii of an area beyond which a place surely lies outside it; few areas are round."""
LOCAL_KM = 40.0
"""How far a quarter or station may lie from the town it is told with, beside the town's own radius."""
SUPPORT_COUNTS = 0.8
"""Powers of ten of people that each doubling of its support counts for, when a name is believed to be a place."""
SPELLING_SUPPORT = 0.9
"""Support below which a name known only by its sound is not read as a place: about the country it lies in."""


def places(parsed: ParsedReport, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The places named in a report, in their order, each with the reason for its point or for having none.

    Words for peoples are no places. Names that stand for a government or in an organisation's name are kept, since
    they tell what the report is about, but nothing happened there: ask `holds_events` before putting an event on one.
    """
    found = mentions(parsed, gazetteer)
    chosen = senses(found, gazetteer, homes(parsed.report, gazetteer))
    sure = _sure(found, chosen)
    placed = _placed(found, chosen, gazetteer)
    return tuple(
        place
        for mention, sense, place in zip(found, chosen, placed, strict=True)
        if mention.use != "people" and _believed(mention, sense, place, sure)
    )


def resolve(
    text: str, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer, *, url: str | None = None
) -> list[Place]:
    """A place for each span found by others, in the order given; words for peoples resolve to their country.

    Give the report's address where it is known: the outlet's home tells apart places of one name.
    """
    found = given_mentions(text, spans, gazetteer)
    at_home = homes(Report(id="", text=text, sha256="", url=url), gazetteer)
    placed = _placed(found, senses(found, gazetteer, at_home), gazetteer)
    placed = [_beside_namesake(mention, place, found, placed) for mention, place in zip(found, placed, strict=True)]
    by_span = {mention.span: place for mention, place in zip(found, placed, strict=True) if mention.given}
    return [by_span[Span("text", start, end)] for start, end in spans]


def _beside_namesake(mention: Mention, place: Place, found: Sequence[Mention], placed: Sequence[Place]) -> Place:
    """A name given by others that bears the name of a town of the report: "Nenagh Court", "South Kilburn Estate"."""
    if place.resolved or not mention.given:
        return place
    towns = [
        other
        for named, other in zip(found, placed, strict=True)
        if other.resolved and other.level in NAMESAKES and f" {named.folded} " in f" {mention.folded} "
    ]
    town = max(towns, key=lambda other: len(other.name), default=None)
    if town is None:
        return place
    return replace(_inside(mention.span, mention.text, town), reason=NAMESAKE.format(town.name))


def holds_events(place: Place) -> bool:
    """Whether an event can have happened at a place as it is named there."""
    return place.reason not in (GOVERNMENT, IN_A_NAME, HOME, FILED)


def _sure(found: Sequence[Mention], chosen: Sequence[Sense | None]) -> frozenset[str]:
    """Names that the text somewhere uses as a place's beyond doubt."""
    return frozenset(
        mention.folded
        for mention, sense in zip(found, chosen, strict=True)
        if mention.use == "place" and sense and (sense.stated or (mention.cued and mention.need <= 0.0))
    )


def _believed(mention: Mention, sense: Sense | None, place: Place, sure: frozenset[str]) -> bool:
    """Whether the name is a place at all: what it needs against what speaks for it."""
    if mention.use == "unlisted":
        return True
    if sense is None:
        return False
    if mention.folded in sure or (sense.stated and mention.use != "name"):
        return mention.need < KNOWN_WORD
    if not place.resolved and not mention.cued:
        return False
    return sense.weight + SUPPORT_COUNTS * log2(1.0 + sense.support) >= mention.need


def _placed(found: list[Mention], chosen: list[Sense | None], gazetteer: Gazetteer) -> list[Place]:
    inside = {mention.within for mention in found if mention.firm}
    countries = _countries(found, chosen)
    placed: list[Place] = []
    for number in reversed(range(len(found))):  # what lies around a place stands after it
        mention, sense = found[number], chosen[number]
        around = [placed[len(found) - 1 - outer] for outer in containers(found, number)]
        if sense and mention.firm and any(_contradicts(sense, outer) for outer in around):
            sense = None
        place = _place(mention, sense, gazetteer, countries, holds_others=number in inside)
        placed.append(_in_container(mention, place, around if mention.firm else ()))
    placed.reverse()
    return [
        _in_town(mention, place, _town_beside(number, found, placed)) if _may_be_quarter(mention, place) else place
        for number, (mention, place) in enumerate(zip(found, placed, strict=True))
    ]


def _may_be_quarter(mention: Mention, place: Place) -> bool:
    """Whether it may be a part of a town: by what the text calls it, or as a district that no list of them holds."""
    unlisted_district = mention.ask == "district" and (place.reason == UNKNOWN or place.level in ("city", "sub-city"))
    return mention.is_local or unlisted_district


def _town_beside(number: int, found: Sequence[Mention], placed: Sequence[Place]) -> Place | None:
    """The town told in the same sentence with a street or quarter, the nearest by words."""
    here = found[number].span
    towns = [
        (abs(place.span.start - here.start), place)
        for mention, place in zip(found, placed, strict=True)
        if mention.sentence == found[number].sentence
        and mention.use in ("place", "unlisted")
        and place.level == "city"
        and not mention.is_local
    ]
    return min(towns, key=lambda pair: pair[0], default=(0, None))[1]


def _in_town(mention: Mention, place: Place, town: Place | None) -> Place:
    """A street, square or quarter in the town told with it, unless it is known to lie there."""
    if town is None or town.lat is None or town.lon is None:
        return place
    if place.lat is not None and place.lon is not None:
        apart = kilometres(place.lat, place.lon, town.lat, town.lon)
        if apart <= LOCAL_KM + (town.radius_km or 0.0):
            return place
    return _inside(mention.span, mention.text, town)


def _contradicts(sense: Sense, around: Place) -> bool:
    """Whether a place lies elsewhere than the text says: "Vale (North Carolina)" is no Vale of another state.

    Well-known names are believed all the same, since what looks like a place around them may be the next of a list.
    """
    if sense.stated or around.lat is None or around.lon is None or around.level not in AREAS:
        return False
    known = sense.known
    if known.level not in ("city", "sub-city", "district") or sense.weight >= WELL_KNOWN:
        return False
    if around.country is not None and known.country not in (None, around.country):
        return True
    apart = kilometres(known.lat, known.lon, around.lat, around.lon)
    return apart > OUTSIDE * (around.radius_km or 0.0) + NEAR_KM


def _place(
    mention: Mention, sense: Sense | None, gazetteer: Gazetteer, countries: frozenset[str], *, holds_others: bool
) -> Place:
    if sense is None or (mention.use == "unlisted" and not _sounds_right(sense)):
        return Place(mention.span, mention.text, reason=UNKNOWN)
    if doubt := _doubt(mention, sense, countries):
        return Place(mention.span, mention.text, reason=doubt)
    known = sense.known if holds_others else town_of(sense, mention, gazetteer)
    return _at(mention, known, _reason(mention, sense))


def _sounds_right(sense: Sense) -> bool:
    return sense.stated or (sense.support >= SPELLING_SUPPORT and sense.margin >= AHEAD)


def _countries(found: Sequence[Mention], chosen: Sequence[Sense | None]) -> frozenset[str]:
    """The countries that a report surely speaks of."""
    return frozenset(
        sense.known.country
        for mention, sense in zip(found, chosen, strict=True)
        if sense and sense.known.country and mention.use != "unlisted" and (sense.weight >= SURE or sense.stated)
    )


def _is_abroad(sense: Sense, countries: frozenset[str]) -> bool:
    """Whether a small place lies in none of the countries that the report speaks of, where it speaks of any."""
    return bool(countries) and sense.known.country not in countries


def _doubt(mention: Mention, sense: Sense, countries: frozenset[str]) -> str:
    """Why a name is better left unresolved; empty where it is not."""
    if sense.stated or mention.use == "people":
        return ""
    if sense.rivals and sense.margin < AHEAD and sense.known.kind is not Kind.CAPITAL:
        return AMBIGUOUS
    if sense.support < 0.5:
        if sense.weight < SMALL and sense.rivals:
            return UNSUPPORTED
        if sense.known.weight < SMALL and _is_abroad(sense, countries):
            return UNSUPPORTED
    return ""


def _reason(mention: Mention, sense: Sense) -> str:
    if mention.use in NO_SCENE:
        return NO_SCENE[mention.use]
    if mention.use == "unlisted":
        return SPELLING.format(sense.known.name)
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


def _in_container(mention: Mention, place: Place, around: Sequence[Place]) -> Place:
    """An unlisted place at the middle of what the text puts it in, as wide as that; others as they are."""
    outer = next((one for one in around if one.resolved), None)
    return _inside(mention.span, mention.text, outer) if outer and place.reason == UNKNOWN else place


def _inside(span: Span, name: str, outer: Place) -> Place:
    """Somewhere within another place."""
    return Place(
        span=span,
        name=name,
        lat=outer.lat,
        lon=outer.lon,
        level=outer.level,
        radius_km=outer.radius_km,
        country=outer.country,
        admin1=outer.admin1,
        precision="area",
        reason=WITHIN.format(outer.name),
    )
