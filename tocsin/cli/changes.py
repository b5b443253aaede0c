"""What became of events, as a table, as JSON or as CSV."""

from __future__ import annotations

from typing import Any

from tocsin.cli import words
from tocsin.cli.listing import Listing
from tocsin.reading import JSON


def _told(row: JSON) -> str:
    """The change in words: killed, people: 18, before 4."""
    before, after, what = row["before"], row["after"], row["what"]
    if row["kind"] in ("raised", "lowered", "superseded"):
        return f"{what}: {after}" + ("" if before is None else f", before {before}")
    if row["kind"] in ("corroborated", "denied"):
        return f"by {what}"
    if row["kind"] in ("joined", "parted"):
        return f"{'with' if row['kind'] == 'joined' else 'from'} {what}"
    return str(after or before or "")


def _event(row: JSON) -> str:
    now = row["now"]
    if now is None:
        return words.NOTHING
    what = now["sub_event"] or now["action"]
    return ", ".join(str(part) for part in (what, now["place"], now["first_day"]) if part)


def _fields(row: JSON) -> JSON:
    now: dict[str, Any] = row["now"] or {}
    shown = {name: row[name] for name in ("at", "kind", "event", "what", "before", "after")}
    return shown | {name: now.get(name) for name in ("status", "action", "place", "first_day")} | {"id": row["event"]}


CHANGES: Listing[JSON] = Listing(
    {
        "When": lambda row: str(row["at"])[:16].replace("T", " "),
        "Change": lambda row: str(row["kind"]),
        "What": _told,
        "Event": _event,
        "Now": lambda row: str(row["now"]["status"]) if row["now"] else "no more in the record",
    },
    _fields,
    lambda rows: ({**row, "id": row["event"]} for row in rows),
)
