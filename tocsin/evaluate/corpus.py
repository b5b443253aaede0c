"""Gold corpora: where they are, their halves, their digests. None of them is in this repository."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from tocsin.errors import CorpusError

Half = Literal["develop", "fresh", "all"]


@dataclass(frozen=True, slots=True)
class Row:
    """One gold report or sentence. `gold` and `meta` are as in the corpus file."""

    id: str
    text: str
    date: date | None
    gold: dict[str, Any]
    meta: dict[str, Any]


def load(folder: Path, name: str, *, half: Half = "all") -> Iterator[Row]:
    """The rows of `NAME.jsonl.gz` in a folder, of one half where it is named. `CorpusError` where it is missing."""
    path = folder / f"{name}.jsonl.gz"
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = _row(json.loads(line))
                if half in ("all", half_of(row.id)):
                    yield row
    except FileNotFoundError as error:
        raise CorpusError(f"no corpus {name!r} in {folder}") from error


def half_of(row_id: str) -> Half:
    """The half a row belongs to, by a hash of its id: develop on one, report on the other."""
    return "develop" if hashlib.sha256(row_id.encode()).digest()[0] < 128 else "fresh"


def digest(folder: Path, name: str) -> str:
    """A hash of a corpus file, so that floors are held against the rows they were measured on."""
    try:
        return hashlib.sha256((folder / f"{name}.jsonl.gz").read_bytes()).hexdigest()[:16]
    except OSError as error:
        raise CorpusError(f"no corpus {name!r} in {folder}") from error


def _row(record: dict[str, Any]) -> Row:
    day = record.get("date")
    return Row(
        id=record["id"],
        text=record["text"],
        date=date.fromisoformat(day[:10]) if day else None,
        gold=record.get("gold") or {},
        meta=record.get("meta") or {},
    )
