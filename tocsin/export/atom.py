"""An Atom feed (RFC 4287): one entry for each event, dated by its last change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

import tocsin
from tocsin.export.cells import one_line
from tocsin.export.shown import changed_at, first_day, heads, largest, name_of, of, outlets, sentences
from tocsin.store import Sourced

FEED = "urn:tocsin:feed:events"
NEVER = "1970-01-01T00:00:00Z"
"""Atom wants a moment. This one says that no report of the event has a day."""

FIELDS: tuple[tuple[str, str], ...] = (
    ("id", "urn:tocsin:event:ID; it stays the same while reports are added"),
    ("updated", "when its last report was captured or a person decided about it; else the day of its last report"),
    ("title", "the deed, who did it to whom, place and day"),
    ("category", "PLOVER's type, ACLED's sub-event type and the status"),
    ("author", "the outlets"),
    ("link", "the addresses of the reports"),
    ("summary", "status, deaths with their bounds, and the first sentence"),
)


def write(items: Iterable[Sourced], out: TextIO) -> None:
    """One feed. Entries come in the order of their events."""
    out.write('<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n')
    out.write(f"<id>{FEED}</id>\n<title>Events of the record</title>\n<author><name>tocsin</name></author>\n")
    out.write(f'<generator version="{tocsin.__version__}">tocsin</generator>\n')
    # The feed's own moment stands at its end, so that entries may be written as they come.
    last = NEVER
    for item in items:
        moment = updated(item)
        last = max(last, moment)
        out.write(_entry(item, moment))
    out.write(f"<updated>{last}</updated>\n</feed>\n")


def updated(item: Sourced) -> str:
    """The moment of its last change; where none is noted, the day of the last report."""
    changed = changed_at(item)
    if changed:
        return changed.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    days = [f"{head.published.isoformat()}T00:00:00Z" for head in heads(item) if head.published]
    return max(days, default=NEVER)


def _entry(item: Sourced, moment: str) -> str:
    event = item.event
    names = [event["type"], event["acled"]["value"] if event["acled"] else None, event["status"]]
    lines = [
        f"<id>urn:tocsin:event:{event['id']}</id>",
        f"<title>{_text(title(item))}</title>",
        f"<updated>{moment}</updated>",
        *(f"<author><name>{_text(name)}</name></author>" for name in outlets(item)),
        *(f"<category term={quoteattr(one_line(name))}/>" for name in names if name),
        *(f'<link rel="related" href={quoteattr(one_line(url))}/>' for url in _addresses(item)),
        f"<summary>{_text(_summary(item))}</summary>",
    ]
    return "<entry>\n" + "\n".join(lines) + "\n</entry>\n"


def title(item: Sourced) -> str:
    """What, who, where and when, as far as they are told."""
    actor, recipient = name_of(item, "actor"), name_of(item, "recipient")
    what = str(item.event["acled"]["value"] if item.event["acled"] else item.event["type"].capitalize())
    sides = " → ".join(filter(None, (actor, recipient)))
    told = [what, sides, of(item, "place", "name"), _day(first_day(item))]
    return ", ".join(part for part in told if part)


def _summary(item: Sourced) -> str:
    toll = largest(item, "killed")
    deaths = f" Killed: {toll['low']} to {toll['high'] or 'more'}, shown {toll['best']}." if toll else ""
    text = next((text for text, _ in sentences(item)), "")
    return f"{item.event['status'].capitalize()}.{deaths} {' '.join(text.split())}"


def _text(text: str) -> str:
    return escape(one_line(text))


def _addresses(item: Sourced) -> list[str]:
    urls = (head.url for head in heads(item))
    return [url for url in urls if url and url.lower().startswith(("http://", "https://"))]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
