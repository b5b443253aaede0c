"""Rows of a CSV file as lines of JSON: the columns have the names of the fields."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import BinaryIO

from tocsin.read.rejects import Reject


def rows(name: str, stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes] | Reject]:
    """Each row with the number of its last line. Empty cells are left out."""
    csv.field_size_limit(limit)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        reader = csv.DictReader(text, dialect=_dialect(stream), restkey="", restval="")
        if not {"text", "html"} & set(reader.fieldnames or ()):
            yield Reject(name, 1, "no column is named text or html", "malformed")
            return
        for row in reader:
            record = {column: cell for column, cell in row.items() if column and cell}
            yield reader.line_num, json.dumps(record).encode()
    except UnicodeDecodeError:
        yield Reject(name, None, "a CSV file must be in UTF-8", "encoding")
    except csv.Error as error:
        yield Reject(name, None, f"not CSV: {error}", "malformed")
    finally:
        text.detach()


class _Semicolons(csv.excel):
    delimiter = ";"


class _Tabs(csv.excel):
    delimiter = "\t"


def _dialect(stream: BinaryIO) -> type[csv.excel]:
    """By what the head of the table is parted with: a spreadsheet takes what its country writes."""
    head = stream.peek(10_000).split(b"\n", 1)[0] if isinstance(stream, io.BufferedReader) else b""
    counts = {dialect: head.count(dialect.delimiter.encode()) for dialect in (csv.excel, _Semicolons, _Tabs)}
    return max(counts, key=lambda dialect: counts[dialect])
