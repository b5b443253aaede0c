"""The town of what the words of a deed put nowhere: that of the dateline, of the police who tell it, of all the report.

Each is an area and says why. None is taken where a second town may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from tocsin.distance import kilometres
from tocsin.find.place_words import LOCAL, kind_of
from tocsin.find.places import UNKNOWN, holds_events
from tocsin.find.setting import WIDE
from tocsin.gazetteer.folding import fold
from tocsin.paragraphs import paragraph_spans
from tocsin.parse import ParsedReport
from tocsin.parse.datelines import dateline
from tocsin.report import Report
from tocsin.values import Place

DATELINE = "the report's dateline"
"""The reason of a place that only the dateline names."""
ONLY_TOWN = "the only town that the report speaks of"
"""The reason of a place that the deed's own paragraph does not name."""
POLICE = "the police or fire brigade of {} is the only one named"
STREET = "not in the gazetteer; {}"
SAME_TOWN_KM = 25.0
"""Places no farther apart are one town with its suburbs and quarters."""
TOWNS = ("city", "sub-city")

_BRIGADE = re.compile(
    r"\s(?:city |metropolitan |metro |municipal |county )?"
    r"(?:police|sheriff|deput(?:y|ies)|fire (?:department|brigade|service|crews)|firefighters)\b",
    re.IGNORECASE,
)
"""Behind a town's name: those who are called to what happens there, and seldom elsewhere."""


def dateline_towns(report: Report, places: Sequence[Place]) -> Mapping[int, tuple[Place, ...]]:
    """The town of the dateline by the paragraph it opens, as an area.

    What that paragraph tells of no other place happened in the town or near it. What somebody says in it may be about
    anywhere.
    """
    opening = dateline(report)
    held = [place for place in places if opening and opening.covers(place.span) and holds_events(place)]
    towns = [place for place in held if place.level in TOWNS]
    if opening is None or len(towns) != 1:
        return {}
    opened = next(number for number, span in enumerate(paragraph_spans(report.text)) if span.covers(opening))
    return {opened: (replace(towns[0], precision="area", reason=DATELINE),)}


def only_town(report: Report, places: Sequence[Place]) -> Place | None:
    """The town of a report that speaks of no other, nor of a country: what it tells of no place happened there.

    A place that no gazetteer knows may be another town, unless it is called a street or a building. A country named
    beside the town makes a toll without a place as likely that of all the country. A town that only the dateline names
    is where somebody wrote, and may be far from what somebody said.
    """
    opening = dateline(report)
    told = [place for place in places if not (opening and opening.covers(place.span))]
    if any(place.level in WIDE for place in places) or any(map(_may_be_town, told)):
        return None
    town = _one_town(place for place in told if holds_events(place))
    return replace(town, precision="area", reason=ONLY_TOWN) if town else None


def town_of_police(parsed: ParsedReport, paragraphs: Container[int], places: Sequence[Place]) -> Place | None:
    """The town whose police or fire brigade a report names, where it names one town's and the paragraphs no other."""
    report = parsed.report
    named = [place for place in places if _BRIGADE.match(report.whole(place.span.field), place.span.end)]
    town = _one_town(named)
    here = [sentence.span for sentence in parsed.sentences if sentence.paragraph in paragraphs]
    beside = [place for place in places if any(span.covers(place.span) for span in here)]
    if town is None or _one_town([*named, *beside]) is None:
        return None
    return replace(town, precision="area", reason=POLICE.format(town.name))


def put_in(place: Place | None, town: Place | None) -> Place | None:
    """The town for what has no place; the point of the town, as an area, for a street that no gazetteer knows."""
    if town is None or place is None:
        return place or town
    if place.resolved or place.reason != UNKNOWN:
        return place
    return replace(town, span=place.span, name=place.name, geonameid=None, reason=STREET.format(town.reason))


def _may_be_town(place: Place) -> bool:
    """Whether an unknown name may be that of a town: nothing in it says that it is a part of one."""
    return place.reason == UNKNOWN and not any(kind_of(word) in LOCAL for word in fold(place.name).split())


def _one_town(places: Iterable[Place]) -> Place | None:
    """The town among some places, where there is no second one elsewhere."""
    towns = [place for place in places if place.resolved and place.level in TOWNS]
    if not towns:
        return None
    town = max(towns, key=lambda place: place.level == "city")
    return None if any(_apart(town, other) > SAME_TOWN_KM for other in towns) else town


def _apart(one: Place, other: Place) -> float:
    assert one.lat is not None
    assert one.lon is not None
    assert other.lat is not None
    assert other.lon is not None
    return kilometres(one.lat, one.lon, other.lat, other.lon)
