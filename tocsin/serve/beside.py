"""A process beside the desk, for what takes a whole core: in the desk's own process every page would wait for it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from tocsin.errors import StoreError, TocsinError

NICE = 5
"""How far behind the pages this work stands where both want a core."""

Work = Callable[[Any], Any]


class Beside:
    """Has `work` done in a process of its own, one thing at a time: started when first needed, and again if it dies.

    `work` is a function of a module; what it is given and gives back goes through a pipe.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._asking = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Any = None
        self._stopped = False

    def ask(self, asked: Any) -> Any:
        """What the work comes to. Raises `StoreError` with what went wrong in it."""
        with self._asking:
            self._start()
            try:
                self._pipe.send(asked)
                done, answer = self._pipe.recv()
            except (EOFError, OSError) as error:
                self._process = None
                raise StoreError("the process that works beside the desk has ended; it is started again") from error
        if not done:
            raise StoreError(answer)
        return answer

    def stop(self) -> None:
        """End it; what it is at is not finished, and a transaction under way leaves nothing behind."""
        self._stopped = True
        if self._process:
            self._process.terminate()
            self._process.join(timeout=5)

    def _start(self) -> None:
        if self._stopped:
            raise StoreError("the desk is closing")
        if self._process and self._process.is_alive():
            return
        context = get_context("spawn")  # a fork would copy threads' locks as they happen to stand
        self._pipe, far_end = context.Pipe()
        self._process = context.Process(target=_answer, args=(far_end, self._work), daemon=True)
        self._process.start()
        far_end.close()


def _answer(pipe: Connection, work: Work) -> None:
    """What the process does until the desk is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is told to the desk, which ends this one in its turn
    os.nice(NICE)
    while True:
        try:
            asked = pipe.recv()
        except EOFError:
            return
        try:
            told = (True, work(asked))
        except TocsinError as error:
            told = (False, str(error))
        except Exception as error:  # the desk goes on, and says what happened
            told = (False, f"{type(error).__name__}: {error}")
        pipe.send(told)
