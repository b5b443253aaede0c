"""Output of the commands, for the pages that show it: run by `make docs`, held in step by `make check`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

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


def helps(command: str = "tocsin") -> Iterator[str]:
    """The help of every command and of those below it, as a section of Markdown each."""
    listed = run(f"{command} --help").partition("Commands:")[2]
    for name in re.findall(r"^  (\S+)", listed, re.M):
        yield f"## {command} {name}\n\n```text\n{run(f'{command} {name} --help')}```\n"
        yield from helps(f"{command} {name}")
