"""Takes a picture of every page of a running desk at three widths, in light and dark.

    python tools/screenshots.py http://127.0.0.1:8000 FOLDER [NAME…]
    python tools/screenshots.py examples FOLDER              (a desk over these reports, for the time being)

Needs playwright and a Chromium (`CHROMIUM`, or the one on the path). Nothing outside the desk is asked for.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

WIDTHS = (360, 1024, 1920)
SCHEMES = ("light", "dark")
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
"""Switches under which Chromium draws WebGL without a graphics card and asks nobody but this machine."""


def addresses(browser: Browser, root: str) -> dict[str, str]:
    """One page of each kind, found by following the desk's own lists."""
    page = browser.new_page()

    def told(path: str) -> Any:
        return page.request.get(root + path).json()

    events, claims, reports = told("/situation.json"), told("/claims.json?by=spread"), told("/reports.json")
    counted = max(events["events"], key=lambda row: (row["reports"], row["killed_best"] or 0), default=None)
    found = {"situation": "/situation", "claims": "/claims", "reports": "/reports"}
    if counted:
        found["event"] = counted["href"]
    fatal = next((row["event"] for row in events["headlines"]["killed"] if row["event"]), None)
    if fatal:
        found["event-toll"] = f"/events/{fatal}"
    if claims["sayings"]:
        saying = max(claims["sayings"], key=lambda row: (len(row["denied_by"]), len(row["carriers"])))
        found["claim"] = f"/claims/{saying['carriers'][0]['claim']}"
        found["claims-event"] = "/claims?by=event"
    if reports["reports"]:
        found["report"] = f"/reports/{reports['reports'][len(reports['reports']) // 2]['key']}"
    for name in ("outlets", "codebook", "intake", "changes", "brief", "queue", "api"):
        if page.request.get(f"{root}/{name}").ok:
            found[name] = f"/{name}"
    page.close()
    return found


def take(root: str, folder: Path, names: list[str]) -> None:
    """Pictures of whole pages, named PAGE-WIDTH-SCHEME.png."""
    folder.mkdir(parents=True, exist_ok=True)
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        for name, address in addresses(browser, root).items():
            if names and name not in names:
                continue
            for width in WIDTHS:
                for scheme in SCHEMES:
                    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
                    page.goto(root + address, wait_until="load")
                    if name == "situation":
                        page.wait_for_selector("html[data-map]", timeout=20_000)
                    page.wait_for_timeout(200)
                    page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=width > 400)
                    page.close()
        browser.close()


@contextmanager
def desk_over(folder: str) -> Iterator[str]:
    """A desk over the reports of a folder, for as long as pictures are taken of it."""
    with tempfile.TemporaryDirectory() as made, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        program, record = str(Path(sys.executable).with_name("tocsin")), f"{made}/record.db"
        subprocess.run([program, "read", folder, "--db", record], check=False)
        # Asked for once, so that they are merged: a desk shows what there is while it merges beside.
        subprocess.run([program, "events", "--db", record], check=True, stdout=subprocess.DEVNULL)
        served = subprocess.Popen([program, "serve", "--db", record, "--port", str(port)])
        try:
            for _ in range(200):
                with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                    break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            served.terminate()
            served.wait(timeout=30)


if __name__ == "__main__":
    given, target, names = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
    with nullcontext(given.rstrip("/")) if "://" in given else desk_over(given) as root:
        take(root, target, names)
