"""Lists on the terminal without the names of private persons."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import Run
from condori import NAMES, condori

from tocsin.store import Store

LISTS = ("events", "claims", "claims --by speaker", "claims --by event", "figures", "changes")
ASKED = [
    *((command, form) for command in LISTS for form in ("table", "json", "csv")),
    *(("why m-arrest", form) for form in ("table", "json")),
]


@pytest.mark.parametrize(("command", "form"), ASKED)
def test_lists_on_the_terminal_name_nobody(run: Run, command: str, form: str, tmp_path: Path) -> None:
    record = str(tmp_path / "record.db")
    Store.open(record).add([condori()])
    asked = [*command.split(), "--db", record, "--format", form]
    assert not NAMES.search(run(*asked, "--mask").out)
    assert NAMES.search(run(*asked).out) or command in ("events", "changes")
