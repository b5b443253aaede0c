"""An alert: what a rule found, in words that say how sure the record is, and the events it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tocsin.reading import JSON


@dataclass(frozen=True, slots=True)
class Alert:
    """Raised once for what `keys` name. `basis` shows the numbers behind it; `tocsin why` takes the ids of `events`."""

    id: str
    rule: str
    kind: str
    title: str
    basis: str
    day: date
    events: tuple[str, ...]
    keys: tuple[str, ...]
    quotes: tuple[str, ...] = ()

    def as_json(self) -> JSON:
        """What a webhook is told."""
        return {
            "id": self.id,
            "rule": self.rule,
            "kind": self.kind,
            "title": self.title,
            "basis": self.basis,
            "day": self.day.isoformat(),
            "events": list(self.events),
            "quotes": list(self.quotes),
        }
