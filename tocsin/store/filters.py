"""What a reader of the record asks for, and the names by which it is found."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that all must hold; an empty one asks for nothing.

    `place` is a place, a region or a country, by name or ISO code. `since` and `until` are the first and the last day.
    `type` is a PLOVER type or mode, an ACLED type, or a kind of figure. `speaker` and `outlet` match by whole words.
    `status` is that of a merged event; nothing else has one.
    """

    place: str | None = None
    since: date | None = None
    until: date | None = None
    type: str | None = None
    speaker: str | None = None
    outlet: str | None = None
    status: str | None = None


@lru_cache(maxsize=50_000)
def folded(name: str) -> str:
    """A name as it is compared: without case, accents, marks and doubled blanks."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in plain.casefold()).split())
