"""Readings taken apart into statements, and folded from them again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache
from typing import Any, TypeVar

import tocsin
from tocsin.event import AcledCoding, Actor, Carrier, Claim, Mention, Speaker
from tocsin.reading import Reading
from tocsin.report import Report
from tocsin.span import Span
from tocsin.statement import Fields, Scalar, Statement, SubjectKind, Value
from tocsin.values import Date, Figure, Place

# Who asserts a cell: the finder of the subject's kind, unless the property has one of its own.
FINDERS: dict[SubjectKind, str] = {
    "report": "principal",
    "mention": "events",
    "claim": "attribution",
    "figure": "figures",
}
OWN_FINDERS = {
    "actor": "actors",
    "place": "places",
    "date": "dates",
    "said_on": "dates",
    "factuality": "factuality",
    "voice": "factuality",
}
SPANS = frozenset(("span", "resolved_from"))
DAYS = frozenset(("start", "end", "anchor"))
COUNT = ("best", "low", "high", "rule")

Record = TypeVar("Record")
Cells = dict[str, list[Statement]]


def statements(reading: Reading) -> tuple[Statement, ...]:
    """Every cell of a reading as a statement, in an order that `fold` keeps."""
    return tuple(_cells_of_reading(reading))


def fold(report: Report, cells: Iterable[Statement]) -> Reading:
    """The reading that statements about one report tell. Of rival values of a single cell the last one shows."""
    subjects: dict[tuple[SubjectKind, str], Cells] = {}
    for cell in cells:
        subjects.setdefault((cell.kind, cell.subject), {}).setdefault(cell.property, []).append(cell)
    about = subjects.get(("report", report.id), {})
    return Reading(
        report=report,
        mentions=tuple(_mention(key, told) for (kind, key), told in subjects.items() if kind == "mention"),
        claims=tuple(_claim(key, told) for (kind, key), told in subjects.items() if kind == "claim"),
        figures=tuple(_figure(key, told) for (kind, key), told in subjects.items() if kind == "figure"),
        places=tuple(_located(Place, cell) for cell in about.get("place", ())),
        dates=tuple(_located(Date, cell) for cell in about.get("date", ())),
        principal=_value(about, "principal"),
        toll=_value(about, "toll"),
        passed_over=_value(about, "passed_over"),
    )


@dataclass(frozen=True, slots=True)
class _Subject:
    """What statements are made about, and what they share where they have nothing of their own."""

    kind: SubjectKind
    id: str
    evidence: tuple[Span, ...] = ()
    claim: str | None = None

    def cell(
        self, name: str, value: Value = None, *, evidence: tuple[Span, ...] | None = None, link: Span | None = None
    ) -> Statement:
        return Statement(
            kind=self.kind,
            subject=self.id,
            property=name,
            value=value,
            evidence=self.evidence if evidence is None else evidence,
            resolved_from=link,
            claim=self.claim,
            origin=_origin(self.kind, name),
        )

    def cells(self, name: str, values: Iterable[Scalar]) -> Iterator[Statement]:
        return (self.cell(name, value) for value in values)

    def told(self, record: Any, *names: str) -> Iterator[Statement]:
        """The named fields of a record, without those that are empty."""
        told = ((name, getattr(record, name)) for name in names)
        return (self.cell(name, value) for name, value in told if value is not None)

    def located(self, name: str, record: Actor | Place | Date | Speaker | Carrier) -> Statement:
        link = getattr(record, "resolved_from", None)
        return self.cell(name, _parts(record), evidence=(record.span,) if record.span else (), link=link)


@cache
def _origin(kind: SubjectKind, name: str) -> str:
    return f"{OWN_FINDERS.get(name, FINDERS[kind])}/{tocsin.__version__}"


def _cells_of_reading(reading: Reading) -> Iterator[Statement]:
    about = _Subject("report", reading.report.id)
    yield from about.told(reading, "principal", "toll", "passed_over")
    yield from (about.located("place", place) for place in reading.places)
    yield from (about.located("date", value) for value in reading.dates)
    for mention in reading.mentions:
        yield from _cells_of_mention(mention)
    for claim in reading.claims:
        yield from _cells_of_claim(claim)
    for figure in reading.figures:
        yield from _cells_of_figure(figure)


def _cells_of_mention(mention: Mention) -> Iterator[Statement]:
    about = _Subject("mention", mention.id, (mention.trigger,), mention.claim)
    yield from about.told(mention, "type", "quad", "factuality", "voice", "mode")
    yield about.cell("action", mention.action, evidence=(mention.sentence,))
    yield about.cell("told", evidence=mention.evidence)
    if mention.acled:
        yield about.cell("acled", _parts(mention.acled))
    yield from (about.located("actor", actor) for actor in mention.actors)
    yield from (about.located("place", place) for place in mention.places)
    if mention.date:
        yield about.located("date", mention.date)
    yield from about.cells("figure", mention.figures)


def _cells_of_claim(claim: Claim) -> Iterator[Statement]:
    about = _Subject("claim", claim.id, claim.content)
    yield from about.told(claim, "kind", "stance", "medium")
    if claim.speaker:
        yield about.located("speaker", claim.speaker)
    if claim.cue:
        yield about.cell("cue", evidence=(claim.cue,))
    yield from about.cells("about", claim.about)
    yield from about.cells("blames", claim.blames)
    if claim.said_on:
        yield about.located("said_on", claim.said_on)
    yield from (about.located("via", carrier) for carrier in claim.via)
    yield from about.cells("cites", claim.cites)


def _cells_of_figure(figure: Figure) -> Iterator[Statement]:
    about = _Subject("figure", figure.id, (figure.span,), figure.claim)
    yield about.cell("count", tuple((name, getattr(figure, name)) for name in COUNT))
    yield from about.told(figure, "kind", "scope", "factuality", "voice", "who", "part_of", "adds_to", "mention")
    if figure.running:
        yield about.cell("running", True)
    if figure.as_of:
        yield about.cell("as_of", figure.as_of.isoformat())


def _parts(record: object) -> Fields:
    """What a record says beyond its spans, without what it leaves at the default."""
    kind: Any = type(record)
    told = ((name, getattr(record, name), default) for name, default in _fields_of(kind))
    return tuple((name, _plain(value)) for name, value, default in told if default is MISSING or value != default)


@cache
def _fields_of(record: type[Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in fields(record) if field.name not in SPANS)


def _plain(value: Any) -> Scalar:
    return value.isoformat() if isinstance(value, date) else value


def _mention(key: str, told: Cells) -> Mention:
    kind, action = told["type"][-1], told["action"][-1]
    acled, day = _last(told, "acled"), _last(told, "date")
    return Mention(
        id=key,
        type=_value(told, "type"),
        mode=_value(told, "mode"),
        quad=_value(told, "quad"),
        trigger=kind.evidence[0],
        sentence=action.evidence[0],
        evidence=told["told"][-1].evidence,
        action=_value(told, "action"),
        acled=AcledCoding(**_named(acled.value)) if acled else None,
        factuality=_value(told, "factuality"),
        voice=_value(told, "voice"),
        claim=kind.claim,
        actors=tuple(_located(Actor, cell, resolved_from=cell.resolved_from) for cell in told.get("actor", ())),
        places=tuple(_located(Place, cell) for cell in told.get("place", ())),
        date=_located(Date, day) if day else None,
        figures=_values(told, "figure"),
    )


def _claim(key: str, told: Cells) -> Claim:
    speaker, cue, day = _last(told, "speaker"), _last(told, "cue"), _last(told, "said_on")
    return Claim(
        id=key,
        kind=_value(told, "kind"),
        speaker=_located(Speaker, speaker, resolved_from=speaker.resolved_from) if speaker else None,
        cue=cue.evidence[0] if cue else None,
        content=told["kind"][-1].evidence,
        stance=_value(told, "stance"),
        about=_values(told, "about"),
        blames=_values(told, "blames"),
        said_on=_located(Date, day) if day else None,
        medium=_value(told, "medium"),
        via=tuple(_located(Carrier, cell) for cell in told.get("via", ())),
        cites=_values(told, "cites"),
    )


def _figure(key: str, told: Cells) -> Figure:
    count, as_of = told["count"][-1], _value(told, "as_of")
    return Figure(
        id=key,
        span=count.evidence[0],
        **_named(count.value),
        **{name: _value(told, name) for name in ("kind", "scope", "factuality", "voice", "who", "part_of", "adds_to")},
        running=bool(_value(told, "running")),
        as_of=date.fromisoformat(as_of) if as_of else None,
        claim=count.claim,
        mention=_value(told, "mention"),
    )


def _located(record: Callable[..., Record], cell: Statement, **links: Span | None) -> Record:
    return record(span=cell.evidence[0] if cell.evidence else None, **_named(cell.value), **links)


def _named(value: Value) -> dict[str, Any]:
    if not isinstance(value, tuple):
        raise TypeError(f"a value of parts was expected, not {value!r}")
    return {name: date.fromisoformat(str(part)) if name in DAYS else part for name, part in value}


def _last(told: Cells, name: str) -> Statement | None:
    cells = told.get(name)
    return cells[-1] if cells else None


def _value(told: Cells, name: str) -> Any:
    cell = _last(told, name)
    return cell.value if cell else None


def _values(told: Cells, name: str) -> tuple[Any, ...]:
    return tuple(cell.value for cell in told.get(name, ()))
