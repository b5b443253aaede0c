"""Pages out of a web archive (WARC), as crawlers and CC-NEWS keep them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from tocsin.read.rejects import Reject

BEGINS = b"WARC/"

# What else archives hold (pictures, scripts, feeds, answers of 404) is no report that could not be read.
PAGES = frozenset(("text/html", "application/xhtml+xml", "text/plain"))
OK = 200


@dataclass(frozen=True, slots=True)
class Archived:
    """One page of an archive: its place there, and what the archive says of it."""

    number: int
    url: str | None
    body: bytes
    content_type: str
    charset: str | None
    captured_at: datetime | None


def archived(name: str, stream: BinaryIO, limit: int) -> Iterator[Archived | Reject]:
    """The pages of an archive, in order. One that is damaged gives what stands before the damage."""
    number = 0
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, auto_decode="all"):
            number += 1
            if not _is_page(record):
                continue
            body = record.reader.read(limit + 1)
            if len(body) > limit:
                yield Reject(name, number, f"more than {limit:,} bytes", "too large")
            elif not body.strip():
                yield Reject(name, number, "nothing in it", "empty")
            else:
                http = record.http_headers
                kind = (record.http_content_type or "").lower()
                yield Archived(number, _url(record), body, kind, record.http_charset if http else None, _moment(record))
    except (ValueError, RuntimeError, OSError, EOFError) as error:
        yield Reject(name, number or None, f"a damaged archive: {error}"[:200], "malformed")


def _is_page(record: WarcRecord) -> bool:
    http = record.http_headers
    return http is not None and http.status_code == OK and (record.http_content_type or "").lower() in PAGES


def _url(record: WarcRecord) -> str | None:
    url = record.headers.get("WARC-Target-URI")
    return str(url).strip("<>") if url else None


def _moment(record: WarcRecord) -> datetime | None:
    moment = record.record_date
    return moment if isinstance(moment, datetime) else None
