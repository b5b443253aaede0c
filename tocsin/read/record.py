"""One line of a file of reports: its fields, checked."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from tocsin.errors import BinaryInput, EmptyInput, EncodingError, MalformedInput
from tocsin.read.page import report_from_page
from tocsin.read.text import Known, report_from_text
from tocsin.report import Report

OPTIONAL = ("url", "title", "outlet", "byline", "language")


def report_from_line(body: bytes, *, source: str, sha256: str) -> Report:
    """The report on one line of JSON: an `id`, a `text` or an `html`, and what else is known of it. The id is kept."""
    record = _record(body, source)
    known = _known(record, source)
    text, html = _string(record, "text", source), _string(record, "html", source)
    if text is None and html is None:
        raise MalformedInput(source, "neither text nor html")
    if text is not None and text.strip():
        return report_from_text(text, known=known, sha256=sha256)
    if html is not None and html.strip():
        return report_from_page(html, source=source, known=known, sha256=sha256)
    raise EmptyInput(source, "nothing in it")


def _record(body: bytes, source: str) -> dict[str, Any]:
    try:
        record = json.loads(body.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise EncodingError(source, "lines of JSON must be in UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise MalformedInput(source, "not JSON") from error
    if not isinstance(record, dict):
        raise MalformedInput(source, "not an object with fields")
    return record


def _known(record: dict[str, Any], source: str) -> Known:
    url, title, outlet, byline, language = (_string(record, name, source) or None for name in OPTIONAL)
    return Known(
        id=_id(record, source),
        url=url,
        title=title,
        outlet=outlet,
        byline=byline,
        published=_day(record, source),
        language=language.lower().replace("_", "-").partition("-")[0] if language else None,
    )


def _id(record: dict[str, Any], source: str) -> str:
    given = record.get("id")
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    text = _string(record, "id", source)
    if not text or not text.strip():
        raise MalformedInput(source, "no id")
    return text


def _string(record: dict[str, Any], name: str, source: str) -> str | None:
    value = record.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise MalformedInput(source, f"{name} is not a text")
    if "\0" in value:
        raise BinaryInput(source, f"{name} holds zero bytes")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise EncodingError(source, f"{name} holds half a character") from error
    return value


def _day(record: dict[str, Any], source: str) -> date | None:
    value = _string(record, "published", source)
    if not value:
        return None
    try:
        return date.fromisoformat(value.strip()[:10])
    except ValueError as error:
        raise MalformedInput(source, f"published is no date: {value[:40]!r}") from error
