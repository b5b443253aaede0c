"""Why a cell says what it says: every statement behind it, with its words in their paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from tocsin.paragraphs import paragraph_spans
from tocsin.report import Report
from tocsin.span import Span
from tocsin.statement import Statement
from tocsin.store import tables
from tocsin.store.reader import read_reports, read_statements

WHOLE = 700
"""Characters of a paragraph that is shown whole; most are."""

CONTEXT = 280
"""Characters shown on either side of the evidence in a longer one, which is cut there between words."""

SHORTEST = 4
"""Characters of an id that may stand for the whole where they are its beginning."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The words a statement was read from, and those around them."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A statement, the report it stands in, and the passages it was read from."""

    statement: Statement
    report: Report
    passages: tuple[Passage, ...]


def read_reasons(connection: Connection, keys: Sequence[str]) -> Iterator[Reason]:
    """All statements about mentions, claims, figures or reports, and about the claims that they are told in."""
    subjects = {subject for key in keys for subject in _subjects(connection, key)}
    told = list(read_statements(connection, subjects))
    reports = read_reports(connection, {number for number, _ in told})
    yield from (_reason(reports[number], statement) for number, statement in told)


def passage(report: Report, span: Span) -> Passage:
    """The words of a span, in as much of their paragraph as is worth showing."""
    around = _paragraph(report, span)
    whole = report.whole(span.field)
    before, after = whole[around.start : span.start], whole[span.end : around.end]
    if around.end - around.start > WHOLE:
        before, after = _cut_left(before), _cut_right(after)
    return Passage(before, report.cut(span), after)


def _subjects(connection: Connection, key: str) -> set[int]:
    subject, said = tables.subject.c, tables.statement.c
    named = set(connection.scalars(select(subject.id).where(subject.key == key)))
    if not named and len(key) >= SHORTEST:
        begins = select(subject.id).where(subject.key.startswith(key, autoescape=True))
        named = set(connection.scalars(begins))
    claims = select(said.claim_id).where(said.subject_id.in_(named), said.claim_id.is_not(None))
    return named | {claim for claim in connection.scalars(claims) if claim is not None}


def _reason(report: Report, statement: Statement) -> Reason:
    spans = (*statement.evidence, *((statement.resolved_from,) if statement.resolved_from else ()))
    return Reason(statement, report, tuple(passage(report, span) for span in spans))


def _paragraph(report: Report, span: Span) -> Span:
    if span.field == "title":
        return Span("title", 0, len(report.title or ""))
    around = (paragraph for paragraph in paragraph_spans(report.text) if paragraph.overlaps(span))
    first = next(around, span)
    return Span(span.field, min(first.start, span.start), max(first.end, span.end))


def _cut_left(text: str) -> str:
    return text if len(text) <= CONTEXT else "…" + text[-CONTEXT:].partition(" ")[2]


def _cut_right(text: str) -> str:
    return text if len(text) <= CONTEXT else text[:CONTEXT].rpartition(" ")[0] + "…"
