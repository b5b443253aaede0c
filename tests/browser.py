"""Debian's Chromium over a real server, and axe to look at its pages."""

from __future__ import annotations

import os
import shutil
import threading
import time
from pathlib import Path

import pytest
import uvicorn

from tocsin.serve import Desk, create_app

ARGUMENTS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
AXE_FOLDER = Path(os.environ.get("TOCSIN_AXE", Path(__file__).parents[1] / ".venv/share/axe-core"))


def chromium() -> str:
    """The path of a Chromium, or a skip that says what is missing."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.skip("no Chromium to be had: install Debian's chromium, or name one in CHROMIUM")
    return found


def axe() -> str:
    """The text of axe, or a skip that says what is missing."""
    path = AXE_FOLDER / "axe.min.js"
    if not path.exists():
        pytest.skip("no axe-core to be had: make axe, or name its folder in TOCSIN_AXE")
    return path.read_text("utf-8")


class Served:
    """A desk at a port of its own, in a thread."""

    def __init__(self, desk: Desk) -> None:
        config = uvicorn.Config(create_app(desk), host="127.0.0.1", port=0, log_level="error", ws="none")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        until = time.monotonic() + 20
        while not self._server.started and time.monotonic() < until:
            time.sleep(0.02)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=20)
