"""How fast a desk answers while others read and reports come in: `tocsin bench serve`."""

from __future__ import annotations

import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from statistics import median, quantiles

import httpx

from tocsin.errors import TocsinError
from tocsin.evaluate.generator import TARGETS as TARGETS_OF_DEEDS
from tocsin.evaluate.generator import made
from tocsin.store import Store

CLIENTS = 2
STARTS_WITHIN = 60.0
"""Seconds that a desk may take to answer for the first time."""

PAUSE = 0.05
"""Seconds between two requests of one client: a person is slower."""

INTAKE_EVERY = 1.0
"""Seconds between two reports that come in."""

SOUGHT = ("", "witnesses ", "street ", "people ", "named ")
"""What is searched for beside a target: words that nearly every invented report has, so that all must be looked at."""

TARGETS = {
    "situation page": 300,
    "situation page, filtered": 300,
    "situation JSON": 300,
    "event page": 100,
    "search": 200,
    "claims page": 200,
}
"""Milliseconds within which 95 of 100 answers come."""


@dataclass(slots=True)
class Served:
    """How long answers took, in milliseconds, by what was asked; and how much came in meanwhile."""

    took: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in TARGETS})
    failed: int = 0
    came_in: int = 0
    longest_intake: float = 0.0

    def middle(self, name: str) -> float:
        """The time that half of the answers took at most."""
        return median(self.took[name]) if self.took[name] else 0.0

    def slow(self, name: str) -> float:
        """The time that 95 of 100 answers took at most."""
        told = self.took[name]
        return quantiles(told, n=20)[-1] if len(told) > 1 else sum(told)


def bench_serve(address: str, *, seconds: float, seed: int = 1) -> Served:
    """Serve a record in a process of its own, ask it from two clients and let reports come in, for some seconds."""
    served = Served()
    over = threading.Event()
    with _desk(address) as root:
        events, places = _known(root)
        threads = [
            threading.Thread(target=_read, args=(root, served, over, _asks(random.Random(seed + n), events, places)))
            for n in range(CLIENTS)
        ]
        threads.append(threading.Thread(target=_take_in, args=(address, served, over)))
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        over.set()
        for thread in threads:
            thread.join()
    return served


@contextmanager
def _desk(address: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tocsin", "serve", "--db", address, "--port", str(port)]
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    root = f"http://127.0.0.1:{port}"
    try:
        _wait_for(root)
        yield root
    finally:
        running.terminate()
        running.wait(timeout=60)


def _wait_for(root: str) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        with suppress(httpx.TransportError):
            httpx.get(f"{root}/healthz", timeout=5)
            return
        time.sleep(0.2)
    raise TocsinError("the desk did not start")


def _known(root: str) -> tuple[list[str], list[str]]:
    """Events and places to ask for."""
    told = httpx.get(f"{root}/situation.json?limit=300", timeout=60).json()
    return [row["href"] for row in told["events"]], [row["place"] for row in told["places"][:50]]


def _asks(chance: random.Random, events: Sequence[str], places: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What a reader asks for, one after the other: mostly the situation and its events."""
    while True:
        yield "situation page", "/situation"
        yield "event page", chance.choice(events)
        yield "situation page, filtered", f"/situation?place={chance.choice(places)}"
        yield "event page", chance.choice(events)
        yield "search", f"/situation?q={chance.choice(SOUGHT)}{chance.choice(TARGETS_OF_DEEDS)}"
        yield "situation JSON", "/situation.json"
        yield "claims page", "/claims"


def _read(root: str, served: Served, over: threading.Event, asks: Iterator[tuple[str, str]]) -> None:
    with httpx.Client(base_url=root, timeout=60) as client:
        while not over.is_set():
            name, path = next(asks)
            took, done = _timed(lambda: client.get(path).status_code == httpx.codes.OK)  # noqa: B023 - called at once
            served.took[name].append(took)
            served.failed += not done
            over.wait(PAUSE)


def _take_in(address: str, served: Served, over: threading.Event) -> None:
    """Reports of another week come in, as from `tocsin watch`."""
    store = Store.open(address, create=False)
    readings, _ = made(2_000, seed=99)
    for reading in readings:
        if over.wait(INTAKE_EVERY):
            return
        try:
            took, _ = _timed(lambda: bool(store.add([reading])))  # noqa: B023 - called at once
        except TocsinError:
            served.failed += 1
            continue
        served.came_in += 1
        served.longest_intake = max(served.longest_intake, took)


def _timed(work: Callable[[], bool]) -> tuple[float, bool]:
    began = time.perf_counter()
    done = work()
    return (time.perf_counter() - began) * 1000, done
