"""Shards: sources that are read together, and the files that are written of them.

`shard-000007.jsonl.gz` has a header in its first line and then one line for each source, in order: what was found in it
or why it could not be read. `shard-000007.done` is written last: a shard without it was not finished and is read again.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import tocsin
from tocsin.errors import StoreError
from tocsin.read import Reject, Source
from tocsin.reading import JSON, Reading, as_json
from tocsin.rereading import reading_from_json
from tocsin.settings import MEGABYTE

SCHEMA = 1
"""Of the lines of a shard. One of another schema is refused."""

SOURCES = 256
BYTES = 8 * MEGABYTE
"""A shard is full at either: some seconds of reading, which is what a killed worker loses."""

LEVEL = 1
"""Of compression: four fifths of what the slowest gives, in a tenth of the time."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Sources that one worker reads in one go, and the rejects among them in their places."""

    number: int
    items: tuple[Source | Reject, ...]

    @property
    def digest(self) -> str:
        """A hash of what is to be read: a shard of the same number with other sources is another shard."""
        digest = hashlib.sha256()
        for item in self.items:
            told = (item.name, str(item.line), item.sha256) if isinstance(item, Source) else (str(item), item.kind)
            digest.update("\x1f".join(told).encode("utf-8", "backslashreplace") + b"\x1e")
        return digest.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of a shard: a reading or a reject, with the bytes of the page that it was read from."""

    item: Reading | Reject
    capture: bytes | None = None


def shards(given: Iterable[Source | Reject]) -> Iterator[Shard]:
    """Sources in shards. The same sources in the same order always make the same shards."""
    items: list[Source | Reject] = []
    number = size = 0
    for item in given:
        items.append(item)
        size += len(item.body) if isinstance(item, Source) else 0
        if len(items) >= SOURCES or size >= BYTES:
            yield Shard(number, tuple(items))
            items, size, number = [], 0, number + 1
    if items:
        yield Shard(number, tuple(items))


def written(shard: Shard, kept: Iterable[Kept], *, request: str) -> bytes:
    """A shard as it is written. The same for the same readings, wherever and whenever they were made."""
    header = {
        "tocsin": tocsin.__version__,
        "schema": SCHEMA,
        "shard": shard.number,
        "sources": shard.digest,
        "request": request,
    }
    lines = [header, *map(_line, kept)]
    text = "".join(f"{json.dumps(line, ensure_ascii=False, separators=(',', ':'))}\n" for line in lines)
    return gzip.compress(text.encode("utf-8", "surrogatepass"), LEVEL, mtime=0)


def _line(kept: Kept) -> JSON:
    if isinstance(kept.item, Reject):
        return {"reject": asdict(kept.item)}
    line: JSON = {"reading": as_json(kept.item), "title_in_text": kept.item.report.title_in_text}
    if kept.capture is not None:
        line["capture"] = base64.b64encode(zlib.compress(kept.capture)).decode("ascii")
    return line


def keep(folder: Path, number: int, data: bytes) -> None:
    """Write a shard whole and then its mark, so that no kill leaves half of one that counts."""
    path = _path(folder, number)
    path.with_suffix(".new").write_bytes(data)
    with path.with_suffix(".new").open("rb+") as stream:
        os.fsync(stream.fileno())
    path.with_suffix(".new").replace(path)
    _mark(folder, number).touch()


def is_done(folder: Path, shard: Shard, *, request: str) -> bool:
    """Whether a shard was finished before, on the same sources and by the same request."""
    if not _mark(folder, shard.number).exists():
        return False
    header = _header(_path(folder, shard.number))
    done = header.get("sources") == shard.digest and header.get("request") == request
    if not done:
        _mark(folder, shard.number).unlink()
    return done


def forget_after(folder: Path, last: int) -> None:
    """Take the marks from shards past the last one: they are of sources that are no longer given."""
    for mark in folder.glob("shard-*.done"):
        if int(mark.stem.removeprefix("shard-")) > last:
            mark.unlink()


def kept(folder: Path) -> Iterator[Kept]:
    """What finished shards hold, in the order of the sources. `StoreError` for a shard that is not ours."""
    for mark in sorted(folder.glob("shard-*.done")):
        path = mark.with_suffix(".jsonl.gz")
        try:
            with gzip.open(path, "rt", encoding="utf-8", errors="surrogatepass") as lines:
                header = json.loads(next(lines, "{}"))
                if header.get("schema") != SCHEMA:
                    raise StoreError(f"{path}: no shard of this version of tocsin")
                yield from (_kept(json.loads(line)) for line in lines)
        except (OSError, EOFError, zlib.error, ValueError) as error:
            raise StoreError(f"{path}: a damaged shard ({error})") from error


def unfinished(folder: Path) -> int:
    """How many shards were written or begun and not finished."""
    return sum(not _mark(folder, _number(path)).exists() for path in folder.glob("shard-*.jsonl.*"))


def _kept(line: JSON) -> Kept:
    if "reject" in line:
        return Kept(Reject(**line["reject"]))
    reading = reading_from_json(line["reading"])
    report = replace(reading.report, title_in_text=line["title_in_text"])
    capture = zlib.decompress(base64.b64decode(line["capture"])) if "capture" in line else None
    return Kept(replace(reading, report=report), capture)


def _header(path: Path) -> dict[str, Any]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            header = json.loads(next(lines, "{}"))
    except (OSError, EOFError, zlib.error, ValueError):
        return {}
    return header if isinstance(header, dict) else {}


def _number(path: Path) -> int:
    return int(path.name.removeprefix("shard-").split(".")[0])


def _path(folder: Path, number: int) -> Path:
    return folder / f"shard-{number:06}.jsonl.gz"


def _mark(folder: Path, number: int) -> Path:
    return folder / f"shard-{number:06}.done"
