"""The tables of `tocsin evaluate`: measures with their floors, and the worst errors."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from tocsin.cli.safe import safe, shortened
from tocsin.evaluate.evaluate import Result, worst
from tocsin.evaluate.scores import Miss

SHOWN_TEXT = 160
"""Characters of a missed row that are shown: enough to see what it is about."""


def show_result(result: Result, console: Console, *, errors: int) -> None:
    """Print the measures of one corpus, and the `errors` most frequent kinds of miss."""
    console.print(_table(result))
    for title, number, cases in worst(result.scores, most=errors):
        console.print(f"\n{number} × {safe(title)}", markup=False, highlight=False)
        for case in cases:
            console.print(_case(case), markup=False, highlight=False)


def _table(result: Result) -> Table:
    table = Table(title=f"{result.corpus} ({result.half} rows, {result.digest})", title_justify="left")
    for heading, side in (
        ("measure", "left"),
        ("value", "right"),
        ("cases", "right"),
        ("floor", "right"),
        ("", "left"),
    ):
        table.add_column(heading, justify="right" if side == "right" else "left")
    broken = {measure.name for measure, _ in result.broken}
    held = result.floors.values if result.floors else {}
    for measure in result.scores.measures:
        floor = held.get(measure.name)
        bound = "" if floor is None else f"{'≤' if measure.is_error else '≥'} {floor:.3f}"
        verdict = "MISSED" if measure.name in broken else ""
        table.add_row(measure.name, f"{measure.value:.3f}", str(measure.cases), bound, verdict)
    return table


def _case(case: Miss) -> str:
    return f"    {case.row}: {shortened(case.text, SHOWN_TEXT)}"
