"""JSON Lines: every event whole, as the public JSON has it, with the heads of its reports."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from tocsin.export.shown import heads
from tocsin.reading import JSON
from tocsin.store import Sourced


def write(items: Iterable[Sourced], out: TextIO) -> None:
    """One event a line."""
    for item in items:
        out.write(json_line({**item.event, "report_heads": [_head(head) for head in heads(item)]}) + "\n")


def json_line(record: JSON) -> str:
    """A record as one line of JSON that every reader of UTF-8 takes: lone surrogates are escaped."""
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")


def _head(head: object) -> JSON:
    names = ("id", "outlet", "title", "url", "published", "language", "captured_at")
    told = {name: getattr(head, name) for name in names}
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in told.items()}
