"""What a run asks of its workers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import tocsin
from tocsin.settings import MEGABYTE, Settings


@dataclass(frozen=True, slots=True)
class Request:
    """How reports are read, and what one report may cost before it is given up and named.

    `patience` is in seconds of processor time without a sign of life, `memory` in bytes a worker.
    """

    settings: Settings
    published: date | None = None
    everything: bool = False
    patience: float = 120.0
    memory: int = 3_000 * MEGABYTE

    @property
    def digest(self) -> str:
        """A hash of all that changes what is found: shards of another request are read anew."""
        settings = self.settings
        asked = (
            tocsin.__version__,
            settings.pipeline,
            settings.convention,
            settings.gazetteer,
            *settings.languages,
            *(_sha256(path) for path in (*settings.codebooks, *settings.actors)),
            str(settings.max_bytes),
            str(self.published),
            str(self.everything),
        )
        return hashlib.sha256("\x1f".join(asked).encode()).hexdigest()[:16]


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
