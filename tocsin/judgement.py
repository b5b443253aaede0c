"""Judgements: what people decided about the record. They are only ever added; one is undone by another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal, cast, get_args

from tocsin.errors import MalformedInput
from tocsin.reading import JSON
from tocsin.report import content_hash
from tocsin.span import Field, Span
from tocsin.statement import ANALYST, Value, value_as_json

JudgementKind = Literal["same", "different", "merge", "split", "accept", "reject", "correct", "comment", "undo"]
AnchorKind = Literal["mention", "figure"]

KINDS: tuple[JudgementKind, ...] = get_args(JudgementKind)
JOINING: frozenset[JudgementKind] = frozenset(("same", "merge"))
PARTING: frozenset[JudgementKind] = frozenset(("different", "split"))


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a judgement was made on: a mention or figure, where it stood, its words, and what was read there.

    `sha256` names the version of the report. `value` is what the finder read: the action of a mention, the kind of a
    figure, or the value of the corrected cell. `side` tells apart the sides of a judgement that parts.
    """

    report: str
    sha256: str
    kind: AnchorKind
    subject: str
    span: Span
    text: str
    value: Value = None
    side: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision by a person: signed, dated, with its reason.

    `cell` and `value` are what a correction sets; a value of none empties the cell. `undoes` is the id of the judgement
    that this one takes back.
    """

    id: str
    kind: JudgementKind
    by: str
    made_at: datetime
    reason: str
    anchors: tuple[Anchor, ...] = ()
    cell: str | None = None
    value: Value = None
    undoes: str | None = None

    @property
    def order(self) -> tuple[datetime, str]:
        """Judgements in the order in which they were made."""
        return self.made_at, self.id

    @property
    def signature(self) -> str:
        """Who decided, and when: analyst:Ana Flores, 2022-03-05."""
        return f"{self.by}, {self.made_at.date().isoformat()}"


def signed(judgement: Judgement) -> Judgement:
    """The judgement with its id, a hash of all it says. Use it to make one; `id` may be anything before."""
    told = as_json(judgement)
    told.pop("id")
    return replace(judgement, id=content_hash("judgement", *map(str, _flat(told))))


def analyst(name: str) -> str:
    """The signature of a person: `analyst:NAME`, whether or not it is given so."""
    bare = name.strip().removeprefix(ANALYST).strip()
    if not bare:
        raise MalformedInput("--by", "a judgement is signed with a name")
    return f"{ANALYST}{bare}"


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Those that nobody has taken back, in the order they were made. What is undone and then undone again stands."""
    ordered = sorted(judgements, key=lambda judgement: judgement.order)
    undone: set[str] = set()
    for judgement in reversed(ordered):
        if judgement.kind == "undo" and judgement.id not in undone and judgement.undoes:
            undone.add(judgement.undoes)
    return tuple(one for one in ordered if one.kind != "undo" and one.id not in undone)


def as_json(judgement: Judgement) -> JSON:
    """A judgement as one line of an export."""
    return {
        "id": judgement.id,
        "kind": judgement.kind,
        "by": judgement.by,
        "made_at": judgement.made_at.isoformat(),
        "reason": judgement.reason,
        "cell": judgement.cell,
        "value": _plain(judgement.value),
        "undoes": judgement.undoes,
        "anchors": [_anchor_as_json(anchor) for anchor in judgement.anchors],
    }


def from_json(record: Mapping[str, Any], *, source: str = "judgement") -> Judgement:
    """The judgement that `as_json` wrote. Raises `MalformedInput` where it is none, or its id is not its own."""
    try:
        judgement = Judgement(
            id=str(record["id"]),
            kind=record["kind"],
            by=analyst(record["by"]),
            made_at=_moment(record["made_at"]),
            reason=str(record["reason"]),
            anchors=tuple(_anchor(item) for item in record.get("anchors", ())),
            cell=record.get("cell"),
            value=value_of(record.get("value")),
            undoes=record.get("undoes"),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise MalformedInput(source, f"no judgement ({type(error).__name__}: {error})") from error
    if judgement.kind not in KINDS:
        raise MalformedInput(source, f"no such kind of judgement: {judgement.kind}")
    if signed(judgement).id != judgement.id:
        raise MalformedInput(source, f"judgement {judgement.id} was changed after it was signed")
    return judgement


def value_of(plain: Any) -> Value:
    """A value as it is kept: an object becomes a tuple of names and parts."""
    return tuple(plain.items()) if isinstance(plain, Mapping) else cast("Value", plain)


def _anchor_as_json(anchor: Anchor) -> JSON:
    span = anchor.span
    return {
        "report": anchor.report,
        "sha256": anchor.sha256,
        "kind": anchor.kind,
        "subject": anchor.subject,
        "in": span.field,
        "start": span.start,
        "end": span.end,
        "text": anchor.text,
        "value": _plain(anchor.value),
        "side": anchor.side,
    }


def _anchor(record: Mapping[str, Any]) -> Anchor:
    if record["kind"] not in get_args(AnchorKind):
        raise ValueError(f"anchored to a {record['kind']}")
    return Anchor(
        report=record["report"],
        sha256=record["sha256"],
        kind=record["kind"],
        subject=record["subject"],
        span=Span(cast("Field", record["in"]), record["start"], record["end"]),
        text=record["text"],
        value=value_of(record.get("value")),
        side=int(record.get("side", 0)),
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _plain(value: Value) -> Any:
    return dict(value) if isinstance(value, tuple) else value


def _flat(record: JSON) -> Iterable[str]:
    for name, item in sorted(record.items()):
        if name == "anchors":
            for anchor in item:
                yield from (value_as_json(value_of(part)) for _, part in sorted(anchor.items()))
        else:
            yield f"{name}={value_as_json(value_of(item))}"
