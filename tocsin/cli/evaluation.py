"""The tables of `tocsin evaluate`: measures with their floors, and the worst errors."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from tocsin.cli.safe import safe, shortened
from tocsin.evaluate.evaluate import Result, worst
from tocsin.evaluate.scores import Confusion, Measure, Miss

SHOWN_TEXT = 160
"""Characters of a missed row that are shown: enough to see what it is about."""


MOST_CONFUSED = 3
"""Wrong readings of a label that are shown, the most frequent first."""


def show_result(result: Result, console: Console, *, errors: int) -> None:
    """Print the measures of one corpus, what its types were confused with, and the most frequent kinds of miss."""
    console.print(_table(result))
    for confusion in result.scores.confusions:
        console.print(_confusions(confusion))
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
        table.add_row(measure.name, _value(measure), str(measure.cases), bound, verdict)
    return table


def _value(measure: Measure) -> str:
    between = f" ({measure.bounds[0]:.2f}–{measure.bounds[1]:.2f})" if measure.bounds else ""
    return f"{measure.value:.3f}{between}"


def _confusions(confusion: Confusion) -> Table:
    """Each label with its rows and scores, and what it was read as where it was read wrong."""
    table = Table(title=f"{confusion.name}: gold and what it was read as", title_justify="left")
    for heading in ("gold", "rows", "precision", "recall", "F1", "read wrong as"):
        table.add_column(heading, justify="left" if heading in ("gold", "read wrong as") else "right")
    for label, tally in confusion.tallies().items():
        wrong = ", ".join(f"{found} {number}" for found, number in confusion.wrong(label).most_common(MOST_CONFUSED))
        scores = (f"{value:.2f}" for value in (tally.precision, tally.recall, tally.f1))
        table.add_row(label, str(tally.gold), *scores, wrong)
    return table


def _case(case: Miss) -> str:
    return f"    {case.row}: {shortened(case.text, SHOWN_TEXT)}"
