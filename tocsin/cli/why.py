"""Why a cell says what it says, on a terminal: the passages of the reports, and what was read from each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tocsin.cli import words
from tocsin.cli.readings import WIDE
from tocsin.cli.safe import json_text, plain, safe, safe_piece, shortened
from tocsin.reading import JSON
from tocsin.statement import Statement, Value
from tocsin.store import Passage, Reason

CELLS = ("date", "place", "acled", "actor", "recipient")
WORDS = 60
"""Characters shown of the words that a cell was read from; they stand whole in the passage above."""


def show_why(reasons: Sequence[Reason], record: JSON | None, console: Console) -> None:
    """Print the fused cells with their rules, where there are any, and every statement under its passage."""
    for part in (*_fused(record or {}), *_told(reasons, wide=console.width >= WIDE)):
        console.print(part)


def why_as_json(reasons: Sequence[Reason], record: JSON | None) -> str:
    """The same as JSON."""
    return json_text({"record": record, "statements": [_reason_as_json(reason) for reason in reasons]}, indent=2)


def _reason_as_json(reason: Reason) -> JSON:
    statement, report = reason.statement, reason.report
    return {
        "kind": statement.kind,
        "subject": statement.subject,
        "property": statement.property,
        "value": _json_value(statement.value),
        "claim": statement.claim,
        "origin": statement.origin,
        "report": {"id": report.id, "outlet": report.outlet, "title": report.title, "url": report.url},
        "passages": [{"before": p.before, "words": p.words, "after": p.after} for p in reason.passages],
    }


def _json_value(value: Value) -> Any:
    return dict(value) if isinstance(value, tuple) else value


def _fused(record: JSON) -> Iterator[RenderableType]:
    if "status" in record:
        yield Text.assemble(
            ("Event", "bold cyan"), f" {safe(record['id'])}: {safe(record['action'])}, {record['status']}"
        )
    table = Table.grid(padding=(0, 2, 0, 0))
    for name in CELLS:
        cell = record.get(name)
        if isinstance(cell, dict) and "options" in cell:
            table.add_row(f"  {name}", _options(cell), plain(f"rule: {cell['rule']}", style="dim"))
    for toll in record.get("tolls", [record] if "best" in record else []):
        number = words.number(toll["low"], toll["best"], toll["high"])
        told = plain(f"{number} ({toll['who']})" if toll["who"] else number, style="bold")
        table.add_row(f"  {toll['kind']}", told, plain(f"rule: {toll['rule']}", style="dim"))
    for row in record.get("contradictions", [record] if "sides" in record else []):
        sides = " against ".join(f"“{side['says']}”" for side in row["sides"])
        table.add_row("  contested", plain(sides, style="yellow"), "")
    if table.row_count:
        yield table


def _options(cell: JSON) -> Text:
    shown, *rivals = (safe(_in_short(option["value"])) for option in cell["options"])
    return Text.assemble((shown, "bold"), (f"; also told: {'; '.join(rivals)}" if rivals else "", "yellow"))


def _in_short(value: Any) -> str:
    return _parts(value) if isinstance(value, dict) else str(value)


def _told(reasons: Sequence[Reason], *, wide: bool) -> Iterator[RenderableType]:
    for _, about in groupby(reasons, key=lambda reason: (reason.report.id, reason.statement.subject)):
        several = list(about)
        yield _heading(several[0])
        for context, read in _by_context(several).items():
            passages = [passage for reason in read for passage in reason.passages]
            if context:
                yield Padding(_passage(passages, context), (0, 0, 0, 2))
            yield _cells(read, wide=wide)


def _heading(reason: Reason) -> Text:
    report, statement = reason.report, reason.statement
    where = (report.outlet, words.day(report.published) if report.published else None, report.url)
    claim = f", told in claim {safe(statement.claim)}" if statement.claim else ""
    return Text.assemble(
        (f"\n{statement.kind.capitalize()}", "bold cyan"),
        f" {safe(statement.subject)}{claim}",
        f"\n  {shortened(report.title or report.id, 120)}",
        (" · ".join(("", *(safe(part) for part in where if part))), "dim"),
    )


def _by_context(reasons: Iterable[Reason]) -> dict[str, list[Reason]]:
    """Statements by the passage that they were read from, in the order of their first words."""
    found: dict[str, list[Reason]] = {}
    for reason in reasons:
        found.setdefault(_context(reason.passages[0]) if reason.passages else "", []).append(reason)
    return found


def _context(passage: Passage) -> str:
    return passage.before + passage.words + passage.after


def _passage(passages: Sequence[Passage], context: str) -> Text:
    """A passage with all words marked that something was read from."""
    marked = {
        position
        for passage in passages
        if _context(passage) == context and len(passage.words) <= WORDS
        for position in range(len(passage.before), len(passage.before) + len(passage.words))
    }
    pieces = groupby(enumerate(context), key=lambda item: item[0] in marked)
    shown = [(safe_piece("".join(sign for _, sign in piece)), "bold" if read else "") for read, piece in pieces]
    return Text.assemble(*shown, style="italic")


def _cells(reasons: Sequence[Reason], *, wide: bool) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for reason in reasons:
        statement = reason.statement
        read_from = ", ".join(f"“{shortened(passage.words, WORDS)}”" for passage in reason.passages)
        value = plain(_value(statement), style="bold")
        origin = plain(statement.origin, style="dim")
        table.add_row(f"    {safe(statement.property)}", value, read_from, *([origin] if wide else []))
    return table


def _value(statement: Statement) -> str:
    value = statement.value
    if isinstance(value, tuple):
        return _parts(dict(value))
    return "yes" if value is True else "" if value is None else str(value)


def _parts(told: JSON) -> str:
    """A value of several parts in short: what a reader would ask for first."""
    if "best" in told:
        rule = f" ({told['rule']})" if told.get("rule") else ""
        return words.number(told.get("low"), told["best"], told.get("high")) + rule
    if "sub_event_type" in told:
        return str(told["sub_event_type"])
    if "name" in told:
        about = (told.get(name) for name in ("role", "sector", "organisation", "admin1", "country", "precision"))
        rest = ", ".join(str(part) for part in about if part)
        return f"{told['name']} ({rest})" if rest else str(told["name"])
    return f"{told.get('value')} ({told.get('basis', 'none')})"
