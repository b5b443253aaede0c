"""A guard: keeps one worker alive, and finds the report that kills it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tocsin.errors import TocsinError
from tocsin.run.request import Request
from tocsin.run.shards import Shard
from tocsin.run.worker import Task

LOOK = 0.5
"""Seconds between two looks at a silent worker."""

IDLE = 10
"""So many times its patience is a worker given by the clock: on a busy machine it may have to wait for its turn."""

STARTING = 300.0
"""Seconds in which a worker must have loaded what it needs, on a busy machine and from a cold disk."""


class WorkerDied(Exception):
    """The worker crashed, hung or gave up. `place` is the source it had begun last, `reason` says what happened."""

    def __init__(self, place: int, reason: str) -> None:
        super().__init__(reason)
        self.place = place
        self.reason = reason


@dataclass(slots=True)
class Guard:
    """Reads shards through a worker of its own, which is started anew whenever a report has killed it.

    A shard that fails is read report by report to find which ones kill; these become rejects that say why, and the
    rest is read as if they had never been there.
    """

    request: Request
    command: tuple[str, ...] = (sys.executable, "-m", "tocsin.run")
    _process: subprocess.Popen[bytes] | None = None
    _connection: Connection | None = None
    _poison: dict[int, str] = field(default_factory=dict)

    def read(self, shard: Shard) -> bytes:
        """The shard as it is written."""
        self._poison = {}
        try:
            return self._ask(Task(shard, {}))
        except WorkerDied:
            alone = self._one_by_one(shard)
        try:
            return self._ask(Task(shard, self._poison))
        except WorkerDied:
            return alone

    def close(self) -> None:
        """End the worker."""
        if self._connection is not None:
            self._connection.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._process = self._connection = None

    def _one_by_one(self, shard: Shard) -> bytes:
        while True:
            try:
                return self._ask(Task(shard, dict(self._poison), one_by_one=True))
            except WorkerDied as death:
                if death.place in self._poison:
                    raise TocsinError(f"shard {shard.number}: {death.reason}, though nothing is read of it") from death
                self._poison[death.place] = death.reason

    def _ask(self, task: Task) -> bytes:
        connection = self._worker()
        place = 0
        try:
            connection.send(task)
            while True:
                kind, value = self._answer(connection, place, self.request.patience)
                if kind == "at":
                    place = value
                elif kind == "done":
                    return bytes(value)
                else:
                    raise WorkerDied(place, str(value))
        except OSError as error:
            raise self._death(place) from error

    def _worker(self) -> Connection:
        if self._connection is None:
            ours, theirs = Pipe()
            command = [*self.command, str(theirs.fileno())]
            self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
            theirs.close()
            self._connection = ours
            try:
                ours.send(self.request)
                self._answer(ours, 0, STARTING)
            except (WorkerDied, OSError) as death:
                raise TocsinError("a worker does not start; `tocsin read` on one file may say why") from death
        return self._connection

    def _answer(self, connection: Connection, place: int, patience: float) -> Any:
        began, worked = time.monotonic(), self._worked()
        while not connection.poll(LOOK):
            if self._worked() - worked > patience or time.monotonic() - began > patience * IDLE:
                self.close()
                raise WorkerDied(place, f"took more than {patience:g} seconds")
        try:
            return connection.recv()
        except EOFError as error:
            raise self._death(place) from error

    def _worked(self) -> float:
        """Seconds of processor time that the worker has had; by the clock where the system does not tell."""
        try:
            told = (
                Path(f"/proc/{self._process.pid if self._process else 0}/stat").read_text().rpartition(")")[2].split()
            )
        except OSError:
            return time.monotonic()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")

    def _death(self, place: int) -> WorkerDied:
        process = self._process
        code = 0
        if process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                code = process.wait(timeout=5)
        self.close()
        return WorkerDied(place, _reason(code))


def _reason(code: int) -> str:
    if code == -signal.SIGKILL:
        return "the reader was killed, most likely for want of memory"
    if code < 0:
        return f"crashed the reader ({signal.Signals(-code).name})"
    return f"ended the reader (exit code {code})"
