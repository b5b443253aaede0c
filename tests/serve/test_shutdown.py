"""A desk in a process of its own: it merges beside itself, and goes when it is told to."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from readings import oruro, report_of

from tocsin.errors import StoreError
from tocsin.reading import Reading
from tocsin.serve.beside import Beside
from tocsin.store import Store


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Store, subprocess.Popen[bytes]]]:
    """A desk that `tocsin serve` runs, its record, and its process."""
    store = Store.open(str(tmp_path / "record.db"))
    store.add([oruro()])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tocsin", "serve", "--db", store.address, "--port", str(port), "--log"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as running:
        root = f"http://127.0.0.1:{port}"
        _until(lambda: httpx.get(f"{root}/healthz", timeout=5).json()["merged"])
        yield root, store, running
        if running.poll() is None:
            running.kill()


def test_what_is_under_way_is_finished(served: tuple[str, Store, subprocess.Popen[bytes]]) -> None:
    root, store, running = served
    children = _children(running.pid)
    assert children
    with httpx.stream("GET", f"{root}/api/v1/stream", timeout=30) as stream:
        lines = stream.iter_lines()
        assert next(lines) == "event: open"
        store.add([Reading(report_of("Another.", id="another"))])
        assert any(line == "event: merged" for line in lines)
        running.send_signal(signal.SIGTERM)
        assert not [line for line in lines if line.startswith("event:")]
    _, told = running.communicate(timeout=60)
    assert running.returncode in (0, -signal.SIGTERM)
    assert b'"path": "/api/v1/stream", "status": 200' in told
    assert b"Traceback" not in told
    _until(lambda: not any(_is_alive(child) for child in children), seconds=10)
    assert {reading.report.id for reading in store.readings()} == {"oruro-1", "another"}


def test_work_beside_is_started_again_when_it_has_died() -> None:
    beside = Beside(os.getenv)
    assert beside.ask("HOME") == os.environ["HOME"]
    assert beside._process is not None
    os.kill(beside._process.pid, signal.SIGKILL)
    with pytest.raises(StoreError, match="started again"):
        beside.ask("HOME")
    assert beside.ask("HOME") == os.environ["HOME"]
    beside.stop()
    with pytest.raises(StoreError, match="closing"):
        beside.ask("HOME")


def test_what_goes_wrong_beside_is_told() -> None:
    beside = Beside(int)
    with pytest.raises(StoreError, match="invalid literal"):
        beside.ask("x")
    assert beside.ask("7") == 7
    beside.stop()


def _until(holds: object, *, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(httpx.TransportError):
            if holds():  # type: ignore[operator]
                return
        time.sleep(0.1)
    raise AssertionError("it did not come about")


def _children(parent: int) -> list[int]:
    threads = Path(f"/proc/{parent}/task").iterdir()
    return [int(child) for thread in threads for child in (thread / "children").read_text("ascii").split()]


def _is_alive(process: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text("utf-8").split(")")[-1].split()[0]
    except OSError:
        return False
