"""Our own flat row: one merged event with its bounds, standing and sources. CSV, Parquet and GeoJSON carry it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

from tocsin.export.cells import Cell, Column
from tocsin.export.shown import first_day, heads, joined, largest, last_day, name_of, of, outlets, shown, sources, tolls
from tocsin.reading import JSON
from tocsin.store import Sourced

Kind = Literal["text", "integer", "number", "day"]

COUNTED = ("killed", "injured", "detained", "missing", "displaced", "participants")


def kind_of(name: str) -> Kind:
    """What a column holds, for formats that have types."""
    if name in ("from", "to"):
        return "day"
    if name in ("lat", "lon", "radius_km"):
        return "number"
    counts = ("quad", "geonameid", "reports", "copies", "sources", "contradictions")
    counted = name in counts or name.rpartition("_")[2] in ("low", "best", "high", "groups")
    return "integer" if counted else "text"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _bound(kind: str, bound: str) -> Callable[[Sourced], Cell]:
    return lambda item: (largest(item, kind) or {}).get(bound)


def _counts(kind: str) -> list[Column[Sourced]]:
    told = {
        "low": "least number of the largest toll of one group",
        "best": "number shown for it",
        "high": "greatest number; empty where a source leaves it open",
    }
    bounds = [Column(f"{kind}_{name}", how, _bound(kind, name)) for name, how in told.items()]
    groups: Column[Sourced] = Column(
        f"{kind}_groups",
        "how many groups have a toll of this kind; they may overlap and are never added",
        lambda item: len(tolls(item, kind)) or None,
    )
    whose: Column[Sourced] = Column(f"{kind}_who", "the group of the largest", _bound(kind, "who"))
    return [*bounds, whose, groups]


def _first_sentence(item: Sourced) -> str | None:
    evidence: list[JSON] = item.event["evidence"]
    return " ".join(evidence[0]["text"].split()) if evidence else None


COLUMNS: tuple[Column[Sourced], ...] = (
    Column("id", "the id of the event", lambda item: item.event["id"]),
    Column("status", "what the record makes of it", lambda item: item.event["status"]),
    Column("from", "first day it can have happened on", lambda item: _day(first_day(item))),
    Column("to", "last day it can have happened on", lambda item: _day(last_day(item))),
    Column("type", "PLOVER's type", lambda item: item.event["type"]),
    Column("mode", "PLOVER's mode", lambda item: item.event["mode"]),
    Column("quad", "PLOVER's quad class", lambda item: item.event["quad"]),
    Column("action", "the deed in the codebook", lambda item: item.event["action"]),
    Column("acled", "ACLED's sub-event type", lambda item: shown(item, "acled")),
    Column("actor", "who did it, without count and article", lambda item: name_of(item, "actor")),
    Column("actor_sector", "PLOVER's sector", lambda item: of(item, "actor", "sector")),
    Column("recipient", "to whom", lambda item: name_of(item, "recipient")),
    Column("recipient_sector", "PLOVER's sector", lambda item: of(item, "recipient", "sector")),
    Column("place", "name of the place", lambda item: of(item, "place", "name")),
    Column("place_precision", "exact, near, area or unresolved", lambda item: of(item, "place", "precision")),
    Column("level", "from sub-city to country", lambda item: of(item, "place", "level")),
    Column("admin1", "first-order division", lambda item: of(item, "place", "admin1")),
    Column("country", "ISO alpha-2", lambda item: of(item, "place", "country")),
    Column("geonameid", "in GeoNames", lambda item: of(item, "place", "geonameid")),
    Column("lat", "degrees north", lambda item: of(item, "place", "lat")),
    Column("lon", "degrees east", lambda item: of(item, "place", "lon")),
    Column("radius_km", "how far the place reaches from that point", lambda item: of(item, "place", "radius_km")),
    *(column for kind in COUNTED for column in _counts(kind)),
    Column("reports", "reports that tell of it, copies left out", lambda item: len(item.event["reports"])),
    Column("copies", "reports that reprint these", lambda item: len(item.event["copies"])),
    Column("sources", "independent sources that affirm it", lambda item: len(item.event["sources"])),
    Column("source_names", "their names", lambda item: joined(sources(item))),
    Column("deniers", "who denies it", lambda item: joined([source["name"] for source in item.event["deniers"]])),
    Column("contradictions", "accounts that cannot both hold", lambda item: len(item.event["contradictions"])),
    Column("outlets", "who published it", lambda item: joined(outlets(item))),
    Column("urls", "where", lambda item: joined([head.url for head in heads(item)])),
    Column("sentence", "the first sentence that tells of it", _first_sentence),
)
