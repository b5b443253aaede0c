"""The command line as a whole: which commands there are, and what a fault looks like."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Annotated

import typer

import tocsin
from tocsin.cli.commands import bench, desk, evaluate, gazetteer, intake, judge, output, record, token
from tocsin.cli.given import say
from tocsin.errors import TocsinError

INTERRUPTED = 130
INTERNAL = 70
"""Exit code for a fault of the program itself (EX_SOFTWARE)."""

app = typer.Typer(
    name="tocsin",
    help="Reads reports of unrest and keeps a record of what happened, where, when, to whom, and who says so.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
COMMANDS: tuple[Callable[..., None], ...] = (
    intake.read,
    intake.watch,
    intake.load,
    record.events,
    record.claims,
    record.figures,
    record.why,
    record.changes,
    output.brief,
    output.export,
    output.compare,
    record.outlets,
    desk.serve,
    desk.backup,
    desk.restore,
    intake.alerts,
    evaluate.evaluate,
)
GROUPS = {"judge": judge.app, "gazetteer": gazetteer.app, "token": token.app, "bench": bench.app}

for command in COMMANDS:
    app.command()(command)
for name, group in GROUPS.items():
    app.add_typer(group, name=name)


def main() -> None:
    """Run the command line. No traceback reaches a user, unless TOCSIN_DEBUG is set."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read by NumPy when it is loaded: workers share the cores
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except TocsinError as error:
        _fail(str(error), error.exit_code)
    except Exception as error:  # the last line of defence; everything foreseen is a TocsinError
        if os.environ.get("TOCSIN_DEBUG"):
            raise
        _fail(f"a fault of tocsin itself: {type(error).__name__}: {error} (TOCSIN_DEBUG=1 shows where)", INTERNAL)


@app.callback(invoke_without_command=True)
def start(
    version: Annotated[bool, typer.Option("--version", help="Say which version this is.", is_eager=True)] = False,
) -> None:
    """Reads reports of unrest and keeps a record of what happened, where, when, to whom, and who says so."""
    if version:
        print(f"tocsin {tocsin.__version__}")
        raise typer.Exit


def _fail(line: str, code: int) -> None:
    from tocsin.cli.safe import safe  # noqa: PLC0415

    say(f"tocsin: {safe(line)}")
    sys.exit(code)
