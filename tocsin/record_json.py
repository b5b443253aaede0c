"""The public JSON of the record: events, tolls and contradictions, every wording cut from its report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from tocsin.reading import JSON
from tocsin.record import Cell, Contradiction, Event, Evidence, Merged, Saying, Toll
from tocsin.span import Span

Cut = Callable[[Evidence], str]

ISO_NAMES = {"start": "from", "end": "to"}
"""Intervals are `from` and `to` in the public JSON."""


def event_as_json(event: Event, merged: Merged, cut: Cut) -> JSON:
    """An event with all its cells, the sources by name, and what contradicts it."""
    about = {event.id, *(toll.id for toll in event.tolls)}
    rows = [row for row in merged.contradictions if row.about in about]
    written: JSON = _Writer(merged, cut).plain(event)
    return written | {"contradictions": [contradiction_as_json(row, merged, cut) for row in rows]}


def toll_as_json(toll: Toll, merged: Merged, cut: Cut) -> JSON:
    """A toll with every figure it stands on."""
    written: JSON = _Writer(merged, cut).plain(toll)
    return written


def saying_as_json(saying: Saying, merged: Merged, cut: Cut) -> JSON:
    """A saying with all its carriers, and with the wording and speaker of what denies it and what it denies."""
    writer = _Writer(merged, cut)
    by_id = {other.id: other for other in merged.sayings}
    told: JSON = writer.plain(saying)
    for name, ids in (("denies", saying.denies), ("denied_by", saying.denied_by)):
        told[name] = [{"id": key, "speaker": by_id[key].speaker, "says": by_id[key].says} for key in ids]
    return told | {"changed": saying.is_changed}


def contradiction_as_json(row: Contradiction, merged: Merged, cut: Cut) -> JSON:
    """A contradiction with the wording of both sides."""
    written: JSON = _Writer(merged, cut).plain(row)
    return written


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes records as they are declared; spans stand in the evidence and are left out elsewhere."""

    merged: Merged
    cut: Cut

    def plain(self, item: Any) -> Any:
        if isinstance(item, Evidence):
            return self.evidence(item)
        if isinstance(item, Cell):
            return {"value": self.plain(item.value), "rule": item.rule, "options": self.plain(item.options)}
        if isinstance(item, tuple):
            return [self.plain(part) for part in item if not isinstance(part, Span)]
        if isinstance(item, date):
            return item.isoformat()
        if isinstance(item, Toll):
            return self.record(item) | {"views": _views(item)}
        return self.record(item) if is_dataclass(item) else item

    def record(self, item: Any) -> JSON:
        told = ((field.name, getattr(item, field.name)) for field in fields(item))
        return {
            ISO_NAMES.get(name, name): self.sources(value) if name in ("sources", "deniers") else self.plain(value)
            for name, value in told
            if name not in ("span", "resolved_from")
        }

    def sources(self, keys: tuple[str, ...]) -> list[JSON]:
        return [{"key": key, "name": self.merged.source(key).name} for key in keys]

    def evidence(self, item: Evidence) -> JSON:
        span = item.span
        return {"report": item.report, "in": span.field, "start": span.start, "end": span.end, "text": self.cut(item)}


def _views(toll: Toll) -> JSON:
    """The number as others would code it, and how it went by day."""
    low, best, high = toll.ucdp
    return {
        "ucdp": {"low": low, "best": best, "high": high},
        "acled": toll.acled,
        "over_time": [
            {"day": day.isoformat(), "best": number, "sources": list(sources)}
            for day, number, sources in toll.over_time
        ],
    }
