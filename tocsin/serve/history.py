"""What people decided about a record: which state of it they saw, and which of their decisions stand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from tocsin.judgement import Judgement, as_json, in_force
from tocsin.reading import JSON


def state_of(record: JSON) -> str:
    """What tells one state of an event from another: its accounts, and what people have decided about them."""
    told = "\x1f".join((*record["mentions"], "\x1e", *record["judgements"]))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def judgements_as_json(shown: Iterable[Judgement], made: Iterable[Judgement], events: dict[str, str]) -> list[JSON]:
    """Judgements with what they bear on, and whether they are in force."""
    standing = {one.id for one in in_force(made)}
    return [
        as_json(one)
        | {
            "in_force": one.id in standing,
            "events": list(dict.fromkeys(events[a.subject] for a in one.anchors if a.subject in events)),
        }
        for one in shown
    ]


def history_of(record: JSON, judgements: Sequence[Judgement]) -> list[JSON]:
    """All that people ever decided about what is in an event, the latest first, with what was taken back."""
    figures = (option["value"]["id"] for toll in record["tolls"] for option in (*toll["options"], *toll["superseded"]))
    inside = {*record["mentions"], *figures}
    about = {one.id for one in judgements if inside & {anchor.subject for anchor in one.anchors}}
    about |= set(record["judgements"])
    shown = [one for one in judgements if one.id in about or one.undoes in about]
    return judgements_as_json(shown[::-1], judgements, {})
