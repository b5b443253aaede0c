"""Which event of the record a row speaks of: the same days, the same place, a kind of deed that can be one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from tocsin import codebook
from tocsin.compare.rows import Row
from tocsin.distance import kilometres
from tocsin.export.shown import first_day, largest, last_day, of, shown
from tocsin.store import Sourced, folded

VIOLENCE = frozenset(("Battles", "Explosions/Remote violence", "Violence against civilians", "Violence"))
DEMONSTRATIONS = frozenset(("Protests", "Riots"))
OF_PLOVER = {"ASSAULT": "Violence", "PROTEST": "Protests"}
"""What stands in for ACLED's event type where the record has none."""

CROWDED = frozenset(("Riots", "Violence against civilians", "Battles", "Violence"))
"""Types that reports and coders part differently: a riot in which people are killed is either."""

KINDS = ("same sub-event", "same event type", "related type", "another type, deaths in both", "type not given")
"""How near two types are, the nearest first."""

WIDE = ("country", "supranational")


@dataclass(frozen=True, slots=True)
class Reach:
    """How far apart two accounts of one event may lie."""

    days: int = 1
    km: float = 25.0


@dataclass(frozen=True, slots=True, order=True)
class Likeness:
    """How well a row and an event go together; the least is the best."""

    kind: int
    days: int
    km: float

    def told(self) -> str:
        """In words, for a reader who doubts it."""
        when = "same days" if self.days == 0 else f"{self.days} day{'s' if self.days > 1 else ''} apart"
        where = f"{self.km:.0f} km" if self.km else "same place"
        kind = KINDS[self.kind]
        return f"{when}, {where}, {kind}"


def likeness(row: Row, item: Sourced, reach: Reach) -> Likeness | None:
    """How well they go together, or none where they cannot be one event."""
    days, kind, km = _days_apart(row, item), _kind(row, item), _distance(row, item, reach)
    if days is None or days > reach.days or kind is None or km is None:
        return None
    return Likeness(kind, days, km)


def event_type(item: Sourced) -> str | None:
    """ACLED's event type, or what stands in for it."""
    sub = shown(item, "acled")
    return _event_types().get(sub) if sub else OF_PLOVER.get(item.event["type"])


def _days_apart(row: Row, item: Sourced) -> int | None:
    start, end = first_day(item), last_day(item)
    if start is None or end is None:
        return None
    return max(0, _gap(row.start, end), _gap(start, row.end))


def _gap(later: date, earlier: date) -> int:
    return (later - earlier).days


def _kind(row: Row, item: Sourced) -> int | None:
    if row.type is None:
        return KINDS.index("type not given")
    if folded(row.type) == folded(shown(item, "acled") or ""):
        return 0
    theirs, ours = _event_types().get(row.type, row.type), event_type(item)
    if theirs == ours:
        return 1
    if ours is None:
        return None
    if {theirs, ours} <= VIOLENCE or {theirs, ours} <= DEMONSTRATIONS:
        return 2
    deadly = bool(row.killed) and largest(item, "killed") is not None
    return 3 if {theirs, ours} <= CROWDED and deadly else None


def _distance(row: Row, item: Sourced, reach: Reach) -> float | None:
    """Kilometres between the two, 0 for one name; none where they are apart or one of them is not placed."""
    if of(item, "place", "level") in WIDE or of(item, "place", "name") is None:
        return None
    country = of(item, "place", "country")
    if row.country and country and row.country != country:
        return None
    if row.place and folded(row.place) == folded(of(item, "place", "name")):
        return 0.0
    lat, lon = of(item, "place", "lat"), of(item, "place", "lon")
    if row.lat is None or row.lon is None or lat is None or lon is None:
        return None
    apart = round(kilometres(row.lat, row.lon, lat, lon), 1)
    return apart if apart <= max(reach.km, of(item, "place", "radius_km") or 0.0) else None


@cache
def _event_types() -> dict[str, str]:
    return dict(codebook.load().event_type_of)
