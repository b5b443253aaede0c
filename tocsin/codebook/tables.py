"""The shape of the codebook's tables, and how a table of a user is read as strictly as ours."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from tocsin.errors import CodebookError

Table = dict[str, Any]


def shipped(name: str) -> Table:
    """A table that ships with the package."""
    return tomllib.loads(resources.files("tocsin.codebook").joinpath(name).read_text(encoding="utf-8"))


def given(path: Path) -> Table:
    """A table of a user. Raises `CodebookError` naming the file and the line."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CodebookError(f"{path}: {error}") from error


def listed(value: str | list[str]) -> Iterator[str]:
    """The entries of a list, written as one or as words between bars."""
    entries = value.replace("\n", "").split("|") if isinstance(value, str) else value
    yield from (entry.strip() for entry in entries if entry.strip())
