"""Readings into the lasting tables: a second run adds nothing, a changed reading replaces what its finders had said."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from tocsin.reading import Reading
from tocsin.report import Report
from tocsin.span import Span
from tocsin.statement import ANALYST, Statement, value_as_json
from tocsin.store import tables
from tocsin.store.dialect import insert_new
from tocsin.store.evidence import spans_as_text
from tocsin.store.fold import statements

if TYPE_CHECKING:
    from tocsin.read import Reject  # it loads what reads pages, which the store does without

Row = dict[str, Any]

_BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True)
class Added:
    """How many readings were new, had changed since they were kept, or were there already."""

    new: int = 0
    changed: int = 0
    same: int = 0

    def __add__(self, other: Added) -> Added:
        return Added(self.new + other.new, self.changed + other.changed, self.same + other.same)


@dataclass(frozen=True, slots=True)
class Draft:
    """A reading on its way into the tables: its statements, and a digest of all that would be written."""

    reading: Reading
    cells: tuple[Statement, ...]
    digest: str

    @property
    def key(self) -> tuple[str, str]:
        """What tells one version of a report from all others."""
        return self.reading.report.id, self.reading.report.sha256


@dataclass(frozen=True, slots=True)
class Written:
    """What one batch came to: the readings that were written, by the number of their report."""

    readings: dict[int, Reading]
    added: Added


def write(connection: Connection, readings: Sequence[Reading]) -> Written:
    """Write what is new or changed, and tell which readings these are."""
    drafts = {draft.key: draft for draft in map(_draft, readings)}
    known = _known(connection, drafts)
    new = dict(
        enumerate((draft for key, draft in drafts.items() if key not in known), _next(connection, tables.report))
    )
    changed = {known[key][0]: draft for key, draft in drafts.items() if key in known and known[key][1] != draft.digest}
    _insert(connection, tables.report, [_report_row(draft, number) for number, draft in new.items()])
    for number, draft in changed.items():
        _replace(connection, number, draft)
    _write_cells(connection, new | changed)
    written = {number: draft.reading for number, draft in (new | changed).items()}
    return Written(written, Added(len(new), len(changed), len(readings) - len(written)))


def write_captures(connection: Connection, captures: Mapping[str, bytes]) -> None:
    """Keep the bytes of pages under their hash."""
    rows = [{"sha256": key, "size": len(data), "zlib": zlib.compress(data)} for key, data in captures.items()]
    if rows:
        connection.execute(insert_new(connection, tables.capture), rows)


def write_rejects(connection: Connection, rejects: Iterable[Reject]) -> None:
    """Keep what could not be read, each input once, with the reason given last."""
    told = tables.reject.c
    for reject in rejects:
        place = {"source": reject.source, "line": reject.line or 0}
        connection.execute(delete(tables.reject).where(told.source == place["source"], told.line == place["line"]))
        connection.execute(insert(tables.reject), {**place, "reason": reject.reason, "kind": reject.kind})


def _draft(reading: Reading) -> Draft:
    cells = statements(reading)
    told = [json.dumps(_told_of(reading.report), sort_keys=True), *map(_line, cells)]
    digest = hashlib.sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return Draft(reading, cells, digest)


def _line(cell: Statement) -> str:
    where = spans_as_text(cell.evidence), _one_span(cell.resolved_from) or ""
    claim = "" if cell.claim is None else f"in {cell.claim}"
    return _BETWEEN.join(
        (cell.kind, cell.subject, cell.property, value_as_json(cell.value), *where, claim, cell.origin)
    )


def _one_span(span: Span | None) -> str | None:
    return spans_as_text((span,)) if span else None


def _known(connection: Connection, drafts: Mapping[tuple[str, str], Draft]) -> dict[tuple[str, str], tuple[int, str]]:
    report = tables.report.c
    chosen = select(report.id, report.key, report.sha256, report.digest).where(
        report.key.in_({key for key, _ in drafts})
    )
    return {(row.key, row.sha256): (row.id, row.digest) for row in connection.execute(chosen)}


def _told_of(report: Report) -> Row:
    """What the columns of a report hold besides its text."""
    cites = [[spans_as_text((cite.span,)), cite.url, cite.name] for cite in report.cites]
    return {
        "url": report.url,
        "outlet": report.outlet,
        "byline": report.byline,
        "title": report.title,
        "title_in_text": report.title_in_text,
        "published": report.published and report.published.isoformat(),
        "published_basis": report.published_basis,
        "language": report.language,
        "captured_at": report.captured_at and report.captured_at.isoformat(),
        "chrome": spans_as_text(report.chrome),
        "cites": json.dumps(cites),
    }


def _columns(draft: Draft) -> Row:
    return {**_told_of(draft.reading.report), "published": draft.reading.report.published, "digest": draft.digest}


def _report_row(draft: Draft, number: int) -> Row:
    report = draft.reading.report
    return {"id": number, "key": report.id, "sha256": report.sha256, "text": report.text, **_columns(draft)}


def _replace(connection: Connection, number: int, draft: Draft) -> None:
    """Take away what finders had said of a report; what people said stays."""
    connection.execute(update(tables.report).where(tables.report.c.id == number).values(**_columns(draft)))
    people = select(tables.origin.c.id).where(tables.origin.c.name.startswith(ANALYST, autoescape=True))
    said = tables.statement.c
    connection.execute(delete(tables.statement).where(said.report_id == number, said.origin_id.not_in(people)))


def _write_cells(connection: Connection, drafts: Mapping[int, Draft]) -> None:
    told = [(report, cell) for report, draft in drafts.items() for cell in draft.cells]
    subjects = _subjects(connection, told)
    cells = _numbers(connection, tables.cell, {cell.property for _, cell in told})
    origins = _numbers(connection, tables.origin, {cell.origin for _, cell in told})
    written = [value_as_json(cell.value) for _, cell in told]
    values = {_value_number(value): value for value in written}
    rows = [
        {
            "id": number,
            "report_id": report,
            "subject_id": subjects[report, cell.kind, cell.subject],
            "cell_id": cells[cell.property],
            "value_id": _value_number(value),
            "evidence": spans_as_text(cell.evidence),
            "resolved_from": _one_span(cell.resolved_from),
            "claim_id": subjects[report, "claim", cell.claim] if cell.claim is not None else None,
            "origin_id": origins[cell.origin],
        }
        for number, (report, cell), value in zip(count(_next(connection, tables.statement)), told, written)
    ]
    if values:
        new = [{"id": number, "json": value} for number, value in values.items()]
        connection.execute(insert_new(connection, tables.value), new)
    _insert(connection, tables.statement, rows)


def _subjects(connection: Connection, told: Iterable[tuple[int, Statement]]) -> dict[tuple[int, str, str], int]:
    """The numbers of all that is spoken of, given to those that have none yet."""
    wanted = dict.fromkeys(key for report, cell in told for key in _keys(report, cell))
    subject = tables.subject.c
    chosen = select(tables.subject).where(subject.report_id.in_({report for report, _, _ in wanted}))
    numbers = {(row.report_id, row.kind, row.key): row.id for row in connection.execute(chosen)}
    new = dict(zip((key for key in wanted if key not in numbers), count(_next(connection, tables.subject))))
    rows = [{"id": number, "report_id": key[0], "kind": key[1], "key": key[2]} for key, number in new.items()]
    _insert(connection, tables.subject, rows)
    return numbers | new


def _keys(report: int, cell: Statement) -> Iterator[tuple[int, str, str]]:
    yield report, cell.kind, cell.subject
    if cell.claim is not None:
        yield report, "claim", cell.claim


def _numbers(connection: Connection, table: Table, names: Iterable[str]) -> dict[str, int]:
    """The numbers of names in a table of few rows, given to those that have none yet."""
    numbers = {row.name: row.id for row in connection.execute(select(table))}
    new = dict(zip(sorted(set(names) - numbers.keys()), count(_next(connection, table))))
    _insert(connection, table, [{"id": number, "name": name} for name, number in new.items()])
    return numbers | new


@lru_cache(maxsize=100_000)
def _value_number(value: str) -> int:
    """63 bits of a hash: no look-up before an insert, and a clash is unlikely below a hundred million values."""
    digest = hashlib.blake2b(value.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> 1


def _next(connection: Connection, table: Table) -> int:
    return (connection.scalar(select(func.max(table.c.id))) or 0) + 1


def _insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)
