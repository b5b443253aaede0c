"""Readings and statements out of the lasting tables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, cast

from sqlalchemy import Connection, Row, Select, select

from tocsin.reading import Reading
from tocsin.report import Citation, PublishedBasis, Report
from tocsin.statement import Statement, SubjectKind, value_from_json
from tocsin.store import tables
from tocsin.store.evidence import spans_from_text
from tocsin.store.fold import fold

CHUNK = 200
"""Reports folded at once: some ten thousand statements in memory."""


def read_readings(connection: Connection, numbers: Sequence[int]) -> Iterator[tuple[int, Reading]]:
    """The readings of the reports of these numbers, in their order."""
    for start in range(0, len(numbers), CHUNK):
        chunk = numbers[start : start + CHUNK]
        reports = read_reports(connection, chunk)
        cells = _cells_of(connection, chunk)
        yield from ((number, fold(reports[number], cells.get(number, ()))) for number in chunk)


def read_reports(connection: Connection, numbers: Iterable[int]) -> dict[int, Report]:
    """The reports of these numbers."""
    chosen = select(tables.report).where(tables.report.c.id.in_(numbers))
    return {row.id: _report(row) for row in connection.execute(chosen)}


def read_statements(connection: Connection, subjects: Iterable[int]) -> Iterator[tuple[int, Statement]]:
    """All statements about these subjects, each with the number of its report."""
    chosen = _statements().where(tables.statement.c.subject_id.in_(subjects))
    return ((row.report_id, _statement(row)) for row in connection.execute(chosen))


def _cells_of(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Statement]]:
    rows = connection.execute(_statements().where(tables.statement.c.report_id.in_(numbers)))
    by_report = groupby(rows, key=lambda row: row.report_id)
    return {number: [_statement(row) for row in group] for number, group in by_report}


def _statements() -> Select[Any]:
    said, claim = tables.statement, tables.subject.alias("claim")
    return (
        select(
            said.c.report_id,
            said.c.evidence,
            said.c.resolved_from,
            tables.subject.c.kind,
            tables.subject.c.key,
            tables.cell.c.name.label("cell"),
            tables.value.c.json,
            tables.origin.c.name.label("origin"),
            claim.c.key.label("claim"),
        )
        .join(tables.subject, tables.subject.c.id == said.c.subject_id)
        .join(tables.cell, tables.cell.c.id == said.c.cell_id)
        .join(tables.value, tables.value.c.id == said.c.value_id)
        .join(tables.origin, tables.origin.c.id == said.c.origin_id)
        .outerjoin(claim, claim.c.id == said.c.claim_id)
        .order_by(said.c.report_id, said.c.id)
    )


def _statement(row: Row[Any]) -> Statement:
    return Statement(
        kind=cast("SubjectKind", row.kind),
        subject=row.key,
        property=row.cell,
        value=value_from_json(row.json),
        evidence=spans_from_text(row.evidence),
        resolved_from=next(iter(spans_from_text(row.resolved_from)), None),
        claim=row.claim,
        origin=row.origin,
    )


def _report(row: Row[Any]) -> Report:
    return Report(
        id=row.key,
        text=row.text,
        sha256=row.sha256,
        title=row.title,
        title_in_text=row.title_in_text,
        url=row.url,
        outlet=row.outlet,
        byline=row.byline,
        published=row.published,
        published_basis=cast("PublishedBasis | None", row.published_basis),
        language=row.language,
        captured_at=datetime.fromisoformat(row.captured_at) if row.captured_at else None,
        chrome=spans_from_text(row.chrome),
        cites=tuple(_citation(*parts) for parts in json.loads(row.cites)),
    )


def _citation(where: str, url: str | None, name: str | None) -> Citation:
    return Citation(spans_from_text(where)[0], url=url, name=name)
