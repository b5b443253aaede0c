"""Records without the words they were read from, for those who need the values only."""

from __future__ import annotations

from typing import Any

from tocsin.reading import JSON

WORDS = frozenset(("evidence",))


def without_evidence(record: JSON) -> JSON:
    """The record without any evidence in it."""
    plain: JSON = _plain(record)
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items() if name not in WORDS}
    return [_plain(part) for part in value] if isinstance(value, list) else value
