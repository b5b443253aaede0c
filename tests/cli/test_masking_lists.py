"""Lists on the terminal without the names of private persons."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import Run
from condori import NAMES, condori

from tocsin.store import Store


@pytest.mark.parametrize(
    "command", ["events", "claims", "claims --by speaker", "claims --by event", "figures", "why m-arrest"]
)
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_lists_on_the_terminal_name_nobody(run: Run, command: str, form: str, tmp_path: Path) -> None:
    if command.startswith("why") and form == "csv":
        pytest.skip("why has no such form")
    record = str(tmp_path / "record.db")
    Store.open(record).add([condori()])
    asked = [*command.split(), "--db", record, "--format", form]
    assert not NAMES.search(run(*asked, "--mask").out)
    assert NAMES.search(run(*asked).out) or command.startswith("events")
