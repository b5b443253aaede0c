"""How far a run is: a line on standard error, on a terminal only, and only where it takes more than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

AFTER = 1.0
"""Seconds without which no progress is shown."""


@dataclass(slots=True)
class Counter:
    """Counts what is done and shows it; `shown` is none where nobody would see it."""

    what: str
    shown: Progress | None
    done: int = 0
    started: float = field(default_factory=time.monotonic)

    def step(self, number: int = 1) -> None:
        """Count one more, or several."""
        self.done += number
        if self.shown and time.monotonic() - self.started > AFTER:
            self._show(self.shown)

    def pause(self) -> None:
        """Clear the line before something else is printed on the same terminal."""
        if self.shown:
            self.shown.stop()

    def _show(self, shown: Progress) -> None:
        if not shown.tasks:
            shown.add_task(self.what, total=None)
        shown.update(shown.tasks[0].id, completed=self.done)
        shown.start()


@contextmanager
def counting(what: str) -> Iterator[Counter]:
    """A counter of things done, cleared away at the end."""
    counter = Counter(what, _progress() if sys.stderr.isatty() else None)
    try:
        yield counter
    finally:
        counter.pause()


def _progress() -> Progress:
    columns = (SpinnerColumn(), TextColumn("{task.completed} {task.description}"), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
