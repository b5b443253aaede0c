"""Where the time goes: seconds of processor time by stage, and how much was done, for `tocsin bench`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import process_time
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Back = TypeVar("Back")


@dataclass(slots=True)
class Stopwatch:
    """Adds up how long each stage runs. It costs two microseconds a call, so that it may stay on."""

    seconds: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def timed(self, stage: str, function: Callable[Given, Back], *args: Given.args, **kwargs: Given.kwargs) -> Back:
        """Call a function, and count its time to a stage."""
        started = process_time()
        try:
            return function(*args, **kwargs)
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + process_time() - started

    def count(self, what: str, number: int) -> None:
        """Add to what is counted."""
        self.counts[what] = self.counts.get(what, 0) + number
