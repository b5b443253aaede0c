"""What an address asks for: the filters, the page of a list. The same names on pages and in REST."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from tocsin.serve.answers import BadRequest
from tocsin.store import Filters
from tocsin.store.situation import After

NAMES = ("q", "place", "from", "to", "type", "status", "speaker", "outlet", "grade")
GRADE = re.compile(r"[A-F]?[1-6]?")
LONGEST = 200
"""Characters of one filter; no name is longer."""

MOST = 500
"""Rows of one page of a list that may be asked for."""


def filters(query: Mapping[str, str]) -> Filters:
    """The filters of an address. Raises `BadRequest` where a value is none."""
    told = {name: query.get(name, "").strip() for name in NAMES}
    for name, value in told.items():
        if len(value) > LONGEST or "\x00" in value:
            raise BadRequest(f"{name}: too long, or not text")
    if not GRADE.fullmatch(told["grade"]):
        raise BadRequest("grade: the worst that may be shown, as B, 2 or B2")
    since, until = _day("from", told["from"]), _day("to", told["to"])
    if since and until and since > until:
        raise BadRequest("from: after the last day")
    return Filters(
        place=told["place"] or None,
        since=since,
        until=until,
        type=told["type"] or None,
        speaker=told["speaker"] or None,
        outlet=told["outlet"] or None,
        status=told["status"] or None,
        words=told["q"] or None,
        grade=told["grade"] or None,
    )


def by_name(asked: Filters) -> dict[str, str | None]:
    """The filters under the names that they have in an address."""
    return {
        "q": asked.words,
        "place": asked.place,
        "from": asked.since.isoformat() if asked.since else None,
        "to": asked.until.isoformat() if asked.until else None,
        "type": asked.type,
        "status": asked.status,
        "speaker": asked.speaker,
        "outlet": asked.outlet,
        "grade": asked.grade,
    }


def as_query(asked: Filters, **changed: str | None) -> str:
    """The filters as they stand in an address, some of them changed; begins with "?" unless it is empty."""
    told = by_name(asked) | {name.rstrip("_"): value for name, value in changed.items()}
    written = urlencode({name: value for name, value in told.items() if value})
    return f"?{written}" if written else ""


def limit(query: Mapping[str, str], usual: int) -> int:
    """How many rows are asked for."""
    asked = query.get("limit", "")
    if not asked:
        return usual
    if not asked.isascii() or not asked.isdigit() or len(asked) > 6 or not 1 <= int(asked) <= MOST:
        raise BadRequest(f"limit: a number from 1 to {MOST}")
    return int(asked)


def cursor(query: Mapping[str, str]) -> After | None:
    """Where the page of a list begins."""
    given = query.get("cursor", "")
    if not given:
        return None
    try:
        day, number, weight = json.loads(base64.urlsafe_b64decode(given.encode("ascii")))
        after = After(date.fromisoformat(day) if day else None, int(number), int(weight))
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise BadRequest("cursor: none that was given out here") from error
    if not (0 <= after.number < 2**62 and 0 <= after.weight < 2**31):
        raise BadRequest("cursor: none that was given out here")
    return after


def cursor_after(day: date | None, number: int, weight: int = 0) -> str:
    """The cursor of what follows a row."""
    told = json.dumps([day and day.isoformat(), number, weight])
    return base64.urlsafe_b64encode(told.encode()).decode()


def _day(name: str, value: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise BadRequest(f"{name}: a day is written 2022-01-05") from error
