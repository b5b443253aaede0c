"""Schemathesis asks the API whatever its description allows, and more: nothing may be answered with a fault of ours."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from browser import Served
from readings import oruro, passed_over

from tocsin.serve import Desk, DeskSettings
from tocsin.store import Store

QUICK = 1_000_000
"""Requests a minute that are let through here: what is tested is what comes after the guard."""


def test_nothing_is_answered_with_a_fault(tmp_path: Path) -> None:
    store = Store.open(str(tmp_path / "record.db"))
    store.add([oruro(), passed_over()])
    settings = DeskSettings(reads_a_minute=QUICK, writes_a_minute=QUICK)
    program = str(Path(sys.executable).with_name("schemathesis"))
    with Served(Desk(store, settings)) as root:
        described = f"{root}/api/v1/openapi.json"
        asked = ["--max-examples=8", "--seed=1", "--phases=coverage,fuzzing", "--exclude-path=/api/v1/stream"]
        checks = ["--checks=not_a_server_error", "--request-timeout=60"]
        command = [program, "run", described, f"--url={root}", *asked, *checks]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3_000:]
