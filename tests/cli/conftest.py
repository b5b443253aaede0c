"""Runs the command line as a user does, but in this process."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from commandline import Ran, Run
from readings import oruro, passed_over

from tocsin.cli import main
from tocsin.reading import Reading
from tocsin.store import Store


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command; gives exit code, standard output and standard error."""
    monkeypatch.setenv("COLUMNS", "80")

    def ran(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["tocsin", *map(str, arguments)])
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        shown = capsys.readouterr()
        return Ran(code, shown.out, shown.err)

    return ran


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A database with two reports."""
    path = tmp_path / "record.db"
    Store.open(str(path)).add([oruro(), passed_over()])
    return path


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets `tocsin read` find these items, whatever its inputs are."""

    def give(*items: object) -> None:
        def read_inputs(*_: object, **__: object) -> Iterator[object]:
            yield from items

        monkeypatch.setattr("tocsin.cli.reading.read_inputs", read_inputs)

    return give


@pytest.fixture
def hostile() -> Reading:
    """A reading whose every wording tries to take over the terminal."""
    name = "[bold]\x1b[31mBoss\u202e"
    told = oruro()
    actors = tuple(replace(actor, name=name) for actor in told.mentions[0].actors)
    mention = replace(told.mentions[0], actors=actors)
    speaker = replace(told.claims[0].speaker, name=name)
    claim = replace(told.claims[0], speaker=speaker)
    report = replace(told.report, outlet=name, title=name, byline=name)
    return replace(told, report=report, mentions=(mention, told.mentions[1]), claims=(claim,))
