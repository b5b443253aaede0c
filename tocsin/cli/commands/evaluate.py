"""`tocsin evaluate`: the finders scored on gold corpora."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli import given, options
from tocsin.errors import TocsinError
from tocsin.settings import Settings


def evaluate(  # noqa: PLR0913
    corpora: Annotated[list[str] | None, typer.Argument(metavar="[CORPUS…]", show_default=False)] = None,
    *,
    data: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the gold corpora are.")],
    half: Annotated[
        options.Half | None, typer.Option(help="Rows to score. As it stands: those that figures are quoted for.")
    ] = None,
    errors: Annotated[int, typer.Option(metavar="N", min=0, help="Show the N most frequent kinds of error.")] = 0,
    floors: Annotated[Path, typer.Option(metavar="FILE", help="Floors to hold the measures to.")] = Path("floors.json"),
    set_floors: Annotated[bool, typer.Option("--set-floors", help="Make what is measured the floors.")] = False,
    everything: Annotated[bool, typer.Option("--everything", help="Open the gate, to see what is lost by it.")] = False,
    lower: Annotated[bool, typer.Option("--lower", help="Let --set-floors lower a floor.")] = False,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw a map (SVG) of places put elsewhere than in gold.")
    ] = None,
) -> None:
    """Score the finders on gold corpora, and hold the scores to their floors."""
    from tocsin.cli.evaluation import show_result  # noqa: PLC0415
    from tocsin.evaluate import evaluate as run  # noqa: PLC0415
    from tocsin.evaluate.errormap import write_error_map  # noqa: PLC0415
    from tocsin.pipeline import Tools  # noqa: PLC0415

    tools = replace(Tools.open(Settings.from_environment()), everything=everything)
    results = []
    for result in run.evaluate(corpora or (), data, tools, half=half, floors_file=floors):
        show_result(result, given.console(), errors=errors)
        results.append(result)
    if plot:
        misses = [miss for result in results for miss in result.scores.misses]
        write_error_map(misses, ", ".join(result.corpus for result in results), plot)
    if set_floors:
        run.set_floors(floors, results, may_lower=lower)
    elif any(result.broken for result in results):
        raise typer.Exit(TocsinError.exit_code)
