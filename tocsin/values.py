"""The values of a record: dates, places and figures, each with the span it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tocsin.span import Span

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
DatePrecision = Literal["time", "day", "week", "month", "season", "year", "decade", "vague"]
DateBasis = Literal["stated", "publication", "previous", "none"]

Level = Literal["sub-city", "city", "district", "province", "region", "country", "supranational"]
PlacePrecision = Literal["exact", "near", "area", "unresolved"]

FigureKind = Literal["killed", "injured", "detained", "missing", "displaced", "participants"]
FigureScope = Literal["event", "aggregate"]

GOVERNMENT = "government"
"""In the reason of a place: a capital or country that stands for its government; nothing happened there."""

Factuality = Literal[
    "happened", "attempted", "failed", "negated", "planned", "threatened", "predicted", "hypothetical", "historical"
]
"""Whether it happened. What was attempted is not said to have succeeded; what failed was attempted and did not."""

Voice = Literal["outlet", "claimed", "denied"]


@dataclass(frozen=True, slots=True)
class Date:
    """A date or time expression, resolved against its anchor.

    `type` and `value` are those of TIMEX3. `start` and `end` are the first and the last day it can mean (both
    included; none where it cannot be told). `anchor` is the day it was resolved from and `basis` where that day
    comes from: the expression itself, the publication date, or a date told before in the report.
    """

    span: Span
    type: TimexType
    value: str
    start: date | None = None
    end: date | None = None
    precision: DatePrecision = "vague"
    anchor: date | None = None
    basis: DateBasis = "none"


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a report. Unresolved places have no coordinates and say why in `reason`.

    `lat` and `lon` are degrees (WGS 84), `radius_km` is how far from that point the place reaches. `country` is
    an ISO 3166 alpha-2 code and `admin1` a first-order division's name.
    """

    span: Span
    name: str
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    level: Level | None = None
    radius_km: float | None = None
    country: str | None = None
    admin1: str | None = None
    precision: PlacePrecision = "unresolved"
    reason: str = ""

    @property
    def resolved(self) -> bool:
        """Whether it has a point on the map."""
        return self.lat is not None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people, with its bounds.

    `best` is the number stated or ruled, `low` and `high` its bounds (none where open). `scope` tells a figure of
    one event from an aggregate over a place and period, which is never added to events. `part_of` and `adds_to`
    name other figures of the report. `running` marks a total that later reports replace, valid `as_of` a day.
    `rule` names the convention that turned a vague word into a number.
    """

    id: str
    span: Span
    kind: FigureKind
    best: int
    low: int | None
    high: int | None
    who: str | None = None
    scope: FigureScope = "event"
    part_of: str | None = None
    adds_to: str | None = None
    running: bool = False
    as_of: date | None = None
    rule: str | None = None
    factuality: Factuality = "happened"
    voice: Voice = "outlet"
    claim: str | None = None
    mention: str | None = None

    @property
    def states_a_toll(self) -> bool:
        """Whether somebody states it as having happened: a forecast or a denial is no toll."""
        return self.factuality == "happened" and self.voice != "denied"
