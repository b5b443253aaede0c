"""Judgements in the store: made on what has an id, kept, listed, taken back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from sqlalchemy import Connection, func, insert, select

from tocsin.errors import UsageError
from tocsin.event import Mention
from tocsin.judgement import JOINING, PARTING, Anchor, Judgement, JudgementKind, analyst, as_json, from_json, signed
from tocsin.merge.judge import anchor, check_cell
from tocsin.reading import Reading
from tocsin.statement import Value
from tocsin.store import tables
from tocsin.values import Figure


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decides, before it is anchored. `ids` are of events, mentions, tolls or figures.

    To split, the first id is the event and the others are the mentions that leave it. To undo, the id is the
    judgement's. `cell` and `value` are for corrections.
    """

    kind: JudgementKind
    ids: tuple[str, ...]
    by: str
    reason: str
    cell: str | None = None
    value: Value = None


Sides = Sequence[Sequence[str]]
"""The mentions and figures that each id of a decision stands for."""


def made(decision: Decision, sides: Sides, readings: Mapping[str, Reading]) -> Judgement:
    """The judgement that a decision comes to on these readings. Raises `UsageError` where it makes none."""
    if not decision.reason.strip():
        raise UsageError("a judgement needs its reason")
    known = {item.id: (reading, item) for reading in readings.values() for item in _items(reading)}
    anchors = [
        anchor(known[name][0].report, known[name][1], cell=decision.cell, side=number)
        for number, names in enumerate(_parted(decision, sides))
        for name in names
    ]
    _check(decision, anchors)
    return signed(
        Judgement(
            id="",
            kind=decision.kind,
            by=analyst(decision.by),
            made_at=datetime.now(UTC),
            reason=decision.reason.strip(),
            anchors=tuple(anchors),
            cell=decision.cell,
            value=decision.value,
        )
    )


def undoing(decision: Decision, key: str) -> Judgement:
    """The judgement that takes another back."""
    return signed(Judgement("", "undo", analyst(decision.by), datetime.now(UTC), decision.reason.strip(), undoes=key))


def read_judgements(connection: Connection) -> Iterator[Judgement]:
    """All judgements in the order they were made, also those taken back."""
    rows = connection.execute(select(tables.judgement.c.json).order_by(tables.judgement.c.made_at))
    return (from_json(json.loads(row.json)) for row in rows)


def write_judgements(connection: Connection, judgements: Iterable[Judgement]) -> int:
    """Keep judgements; those that are there already are left alone. Tells how many were new."""
    known = set(connection.scalars(select(tables.judgement.c.key)))
    new = list({one.id: one for one in judgements if one.id not in known}.values())
    first = (connection.scalar(select(func.max(tables.judgement.c.id))) or 0) + 1
    rows = [
        {
            "id": number,
            "key": one.id,
            "kind": one.kind,
            "by": one.by,
            "made_at": one.made_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "undoes": one.undoes,
            "json": json.dumps(as_json(one), ensure_ascii=False),
        }
        for number, one in zip(count(first), new)
    ]
    if rows:
        connection.execute(insert(tables.judgement), rows)
    return len(rows)


def judgement_named(connection: Connection, key: str) -> str:
    """The whole id of a judgement of which the beginning is given."""
    told = tables.judgement.c.key
    found = connection.scalars(select(told).where(told.startswith(key, autoescape=True)).limit(2)).all()
    if len(found) != 1:
        raise UsageError(f"{key}: {'no such judgement' if not found else 'several judgements begin so'}")
    return str(found[0])


def _items(reading: Reading) -> tuple[Mention | Figure, ...]:
    return (*reading.mentions, *reading.figures)


def _parted(decision: Decision, sides: Sides) -> Sides:
    """To split: what leaves the event against what stays in it."""
    if decision.kind != "split":
        return sides
    leaving = [name for side in sides[1:] for name in side]
    return [[name for name in sides[0] if name not in leaving], leaving]


def _check(decision: Decision, anchors: Sequence[Anchor]) -> None:
    kinds = {one.kind for one in anchors}
    if decision.kind in JOINING | PARTING:
        if kinds != {"mention"}:
            raise UsageError(f"{decision.kind}: give events or mentions")
        if len({one.side for one in anchors}) < 2:
            raise UsageError(f"{decision.kind}: needs two sides that each hold a mention")
    if not anchors:
        raise UsageError(f"{decision.kind}: there is nothing to judge")
    if decision.kind == "correct":
        for kind in kinds:
            check_cell(kind, decision.cell, decision.value)
