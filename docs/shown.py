"""Output of the commands, for the pages that show it: run by `make docs`, held in step by `make check`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from typer.testing import CliRunner

ROOT = Path(__file__).parent.parent


@cache
def run(command: str) -> str:
    """What a command prints, at a fixed width and without colour."""
    environment = os.environ | {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
    program, *options = command.split()
    words = [Path(sys.executable).parent / program, *options]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n"


def lines(command: str, starts: str, most: int) -> str:
    """`most` lines of what a command prints, from the first that begins so."""
    printed = run(command).splitlines()
    first = next(number for number, line in enumerate(printed) if line.lstrip().startswith(starts))
    return "\n".join(printed[first : first + most])


@cache
def help_of(command: str) -> str:
    """The help of a command, asked for in this process: a new one for each of forty would take half a minute."""
    from tocsin.cli import app  # noqa: PLC0415 - only this needs the program in the same process

    program, *options = command.split()
    shown = CliRunner(env={"COLUMNS": "100"}).invoke(app, [*options, "--help"], prog_name=program, terminal_width=78)
    return "\n".join(line.rstrip() for line in shown.stdout.splitlines()) + "\n"


def helps(command: str = "tocsin") -> Iterator[str]:
    """The help of every command and of those below it, as a section of Markdown each."""
    listed = help_of(command).partition("Commands:")[2]
    for name in re.findall(r"^  (\S+)", listed, re.M):
        yield f"## {command} {name}\n\n```text\n{help_of(f'{command} {name}')}```\n"
        yield from helps(f"{command} {name}")
