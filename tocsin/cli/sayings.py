"""Who said what first, who repeated it, who denied it: sayings as a table, as JSON or as CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from tocsin.cli import words
from tocsin.cli.listing import Listing
from tocsin.cli.options import By
from tocsin.cli.readings import CONTENT
from tocsin.cli.safe import safe, shortened
from tocsin.reading import JSON

UNNAMED = "an unnamed source"
SHOWN = 4
"""Carriers named in a table; all of them are in the JSON."""


def ordered(sayings: Sequence[JSON], by: By, events: Iterable[JSON] = ()) -> list[JSON]:
    """The sayings as they are listed: by speaker, most carried first; by event, in the order of events; by spread.

    By event a saying comes once for each event that it tells of, and not at all where it tells of none.
    """
    if by == "event":
        return list(_under_events(sayings, events))
    if by == "spread":
        return sorted(sayings, key=lambda saying: (-len(saying["carriers"]), _first_day(saying), saying["id"]))
    carried = Counter[str]()
    for saying in sayings:
        carried[saying["speaker"] or ""] += len(saying["carriers"])
    return sorted(
        sayings,
        key=lambda saying: (
            not saying["speaker"],
            -carried[saying["speaker"] or ""],
            saying["speaker"] or "",
            _first_day(saying),
            saying["id"],
        ),
    )


def _under_events(sayings: Sequence[JSON], events: Iterable[JSON]) -> Iterator[JSON]:
    for event in events:
        for saying in sayings:
            if event["id"] in saying["events"]:
                yield saying | {"event": _event(event)}


def _event(event: JSON) -> JSON:
    place, day = event["place"], event["date"]
    return {
        "id": event["id"],
        "action": event["action"],
        "status": event["status"],
        "place": place and place["value"]["name"],
        "from": day and day["value"]["from"],
    }


def _first_day(saying: JSON) -> str:
    return saying["carriers"][0]["day"] or "9999"


def _who(saying: JSON) -> str:
    name = saying["speaker"] or UNNAMED
    return safe(f"{name} ({saying['role']})" if saying["role"] and saying["role"] not in name else name)


def _carrier(carriage: JSON) -> str:
    via = f" via {', '.join(carriage['via'])}" if carriage["via"] else ""
    copy = " (reprint)" if carriage["copy_of"] else ""
    changed = " (reworded)" if carriage["lost"] or carriage["added"] else ""
    day = f", {words.day(date.fromisoformat(carriage['day']))}" if carriage["day"] else ""
    return safe(f"{carriage['outlet']}{via}{day}{copy}{changed}")


def _first(saying: JSON) -> str:
    return _carrier(saying["carriers"][0])


def _then(saying: JSON) -> str:
    later = [_carrier(carriage) for carriage in saying["carriers"][1:]]
    more = [f"and {len(later) - SHOWN} more"] if len(later) > SHOWN else []
    return "; ".join(later[:SHOWN] + more) or words.NOTHING


def _denied(saying: JSON) -> str:
    return ", ".join(dict.fromkeys(safe(other["speaker"] or UNNAMED) for other in saying["denied_by"])) or words.NOTHING


def _of_event(saying: JSON) -> str:
    event = saying["event"]
    day = words.day(date.fromisoformat(event["from"])) if event["from"] else ""
    told = ", ".join(filter(None, (event["action"], event["place"], day)))
    return safe(f"{told} [{event['status']}]")


def _fields(saying: JSON) -> JSON:
    first = saying["carriers"][0]
    event = {f"event_{name}": value for name, value in saying["event"].items()} if "event" in saying else {}
    return event | {
        "id": saying["id"],
        "speaker": saying["speaker"],
        "role": saying["role"],
        "stance": saying["stance"],
        "says": saying["says"],
        "blames": "; ".join(saying["blames"]),
        "first_outlet": first["outlet"],
        "first_day": first["day"],
        "first_via": "; ".join(first["via"]),
        "first_report": first["report"],
        "carriers": len(saying["carriers"]),
        "carried_by": "; ".join(carriage["outlet"] for carriage in saying["carriers"][1:]),
        "changed": saying["changed"],
        "denied_by": "; ".join(other["speaker"] or UNNAMED for other in saying["denied_by"]),
        "denies": "; ".join(other["speaker"] or UNNAMED for other in saying["denies"]),
        "claims": " ".join(saying["claims"]),
    }


_COLUMNS: dict[str, Callable[[JSON], str]] = {
    "Who": _who,
    "Stance": lambda saying: str(saying["stance"]),
    "What is said": lambda saying: shortened(saying["says"], CONTENT),
    "First carried by": _first,
    "Then by": _then,
    "Denied by": _denied,
}

SAYINGS: dict[By, Listing[JSON]] = {
    "speaker": Listing(columns=_COLUMNS, fields=_fields, records=iter),
    "event": Listing(columns={"Event": _of_event, **_COLUMNS}, fields=_fields, records=iter),
    "spread": Listing(columns=_COLUMNS, fields=_fields, records=iter),
}
"""How sayings are listed, by what they are sorted under."""
