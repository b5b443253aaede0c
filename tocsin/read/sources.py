"""From files, folders, patterns and standard input to sources: the bytes of one report each."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import json
import re
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

from tocsin.read.archives import BEGINS, archived
from tocsin.read.rejects import Reject, unreadable
from tocsin.read.rows import rows
from tocsin.read.walk import files, readable_name
from tocsin.settings import Settings

SourceKind = Literal["text", "page", "line"]
FileKind = Literal["text", "page", "line", "table", "archive"]

KINDS: dict[str, FileKind] = {
    ".txt": "text",
    ".text": "text",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".jsonl": "line",
    ".ndjson": "line",
    ".json": "line",
    ".csv": "table",
    ".tsv": "table",
    ".warc": "archive",
}

STANDARD_INPUT = "-"
GZIP = b"\x1f\x8b"
HEAD = 1_000
"""Bytes looked at to tell a page or lines of JSON where the name does not say."""

_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_RECORD = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*"')
_WHOLE_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*\{|\{\s*\n)")
"""A list of objects, or one object over several lines, instead of one object a line."""
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one report as they came: a file, one line of a file of reports, or one page of an archive.

    `line` is its number there; `url`, `charset` and `captured_at` are what an archive says of it.
    """

    name: str
    kind: SourceKind
    body: bytes
    line: int | None = None
    url: str | None = None
    charset: str | None = None
    captured_at: datetime | None = None

    @property
    def sha256(self) -> str:
        """The hash of the bytes, by which a capture is known again."""
        return hashlib.sha256(self.body).hexdigest()


def sources(
    arguments: Sequence[str], *, settings: Settings, stdin: BinaryIO | None = None
) -> Iterator[Source | Reject]:
    """The sources that the arguments stand for, in order, and a reject for each that cannot be read.

    An argument is a file, a folder, a pattern, or `-` for standard input. No more than the size limit of the settings
    is held in memory at a time.
    """
    for argument in arguments:
        if argument == STANDARD_INPUT:
            stream = stdin or sys.stdin.buffer
            yield from _guarded("standard input", stream, None, settings.max_bytes)
        else:
            yield from _from_files(argument, settings.max_bytes)


def _from_files(argument: str, limit: int) -> Iterator[Source | Reject]:
    for path in files(argument):
        if isinstance(path, Reject):
            yield path
            continue
        try:
            with path.open("rb") as stream:
                yield from _guarded(readable_name(path), stream, _kind(path), limit)
        except OSError as error:
            yield unreadable(readable_name(path), error)


def _kind(path: Path) -> FileKind | None:
    return KINDS.get(Path(path.name.lower().removesuffix(".gz")).suffix)


def _guarded(name: str, stream: BinaryIO, kind: FileKind | None, limit: int) -> Iterator[Source | Reject]:
    try:
        yield from _from_stream(name, _unpacked(stream), kind, limit)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        yield Reject(name, None, "a damaged gzip file", "malformed")
    except OSError as error:
        yield unreadable(name, error)


def _unpacked(stream: BinaryIO) -> io.BufferedReader:
    reader = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(Any, stream))
    return io.BufferedReader(gzip.GzipFile(fileobj=reader)) if reader.peek(2)[:2] == GZIP else reader


def _from_stream(name: str, stream: io.BufferedReader, kind: FileKind | None, limit: int) -> Iterator[Source | Reject]:
    kind = _kind_of_head(stream.peek(HEAD)[:HEAD], kind)
    if kind == "archive":
        yield from _pages(name, stream, limit)
    elif kind == "table":
        for row in rows(name, stream, limit):
            yield row if isinstance(row, Reject) else Source(name, "line", row[1], row[0])
    elif kind == "line" and _WHOLE_JSON.match(stream.peek(HEAD)):
        yield from _rows(name, stream, limit)
    elif kind == "line":
        yield from _lines(name, stream, limit)
    else:
        yield _whole(name, stream, kind, limit)


def _pages(name: str, stream: BinaryIO, limit: int) -> Iterator[Source | Reject]:
    for page in archived(name, stream, limit):
        if isinstance(page, Reject):
            yield page
            continue
        kind: SourceKind = "text" if page.content_type == "text/plain" else "page"
        yield Source(name, kind, page.body, page.number, page.url, page.charset, page.captured_at)


def _kind_of_head(head: bytes, kind: FileKind | None) -> FileKind:
    if head.startswith(BEGINS):
        return "archive"
    if kind is None and _RECORD.match(head):
        return "line"
    if kind in (None, "text") and _PAGE.search(head):
        return "page"
    return kind or "text"


def _whole(name: str, stream: io.BufferedReader, kind: SourceKind, limit: int) -> Source | Reject:
    body = stream.read(limit + 1)
    if len(body) > limit:
        return Reject(name, None, f"more than {limit:,} bytes", "too large")
    if not body.strip():
        return Reject(name, None, "nothing in it", "empty")
    return Source(name, kind, body)


def _rows(name: str, stream: io.BufferedReader, limit: int) -> Iterator[Source | Reject]:
    whole = _whole(name, stream, "line", limit)
    if isinstance(whole, Reject):
        yield whole
        return
    try:
        rows = json.loads(whole.body)
        bodies = [json.dumps(row).encode() for row in (rows if isinstance(rows, list) else [rows])]
    except (ValueError, RecursionError):
        yield Reject(name, None, "not JSON", "malformed")
        return
    for number, body in enumerate(bodies, 1):
        yield Source(name, "line", body, number)


def _lines(name: str, stream: io.BufferedReader, limit: int) -> Iterator[Source | Reject]:
    if stream.peek(2)[:2] in _WIDE:
        yield Reject(name, None, "lines of JSON must be in UTF-8, these are in UTF-16", "encoding")
        return
    number, empty = 0, True
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            _skip_line(stream, limit)
            yield Reject(name, number, f"a line of more than {limit:,} bytes", "too large")
        elif body := line.removeprefix(codecs.BOM_UTF8).strip():
            yield Source(name, "line", body, number)
        empty = empty and not line.strip()
    if empty:
        yield Reject(name, None, "nothing in it", "empty")


def _skip_line(stream: io.BufferedReader, limit: int) -> None:
    while (piece := stream.readline(limit)) and not piece.endswith(b"\n"):
        pass
