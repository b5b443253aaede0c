"""Lines of JSON: fields are kept, faults are told by line."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.read import Reject, reports
from tocsin.report import Report
from tocsin.settings import Settings

SETTINGS = Settings(cache=Path("unused"), max_bytes=100_000)
PROSE = (
    "Several hundred dockers marched through the port of Valdivia on Monday and blocked both of its gates until noon."
)
PAGE = f"<html><title>Port blocked</title><article><h1>Port blocked</h1><p>{PROSE}</p><p>{PROSE} Again.</p></article>"


def read(body: bytes, *, published: date | None = None) -> list[Report | Reject]:
    return list(reports(["-"], settings=SETTINGS, published=published, stdin=io.BytesIO(body)))


def read_one(record: Any) -> Report | Reject:
    (found,) = read(json.dumps(record).encode())
    return found


def test_every_field_is_kept() -> None:
    report = read_one(
        {
            "id": "row-7",
            "text": PROSE,
            "url": "https://gazette.example/1",
            "title": "Port blocked",
            "outlet": "Harbour Gazette",
            "byline": "Ana Rojas",
            "published": "2022-01-05T23:10:00+06:00",
            "language": "en-GB",
            "note": "passed over",
        }
    )
    assert isinstance(report, Report)
    assert (report.id, report.text, report.url) == ("row-7", PROSE, "https://gazette.example/1")
    assert (report.title, report.outlet, report.byline) == ("Port blocked", "Harbour Gazette", "Ana Rojas")
    assert (report.published, report.published_basis, report.language) == (date(2022, 1, 5), "given", "en")


def test_a_page_in_a_field() -> None:
    report = read_one({"id": 7, "html": PAGE, "title": "Gates shut"})
    assert isinstance(report, Report)
    assert (report.id, report.title) == ("7", "Gates shut")
    assert PROSE in report.text


def test_a_date_of_the_line_wins_over_one_for_all() -> None:
    lines = [{"id": "a", "text": PROSE, "published": "2022-01-05"}, {"id": "b", "text": PROSE}]
    found = read("\n".join(map(json.dumps, lines)).encode(), published=date(2022, 1, 9))
    assert [one.published for one in found if isinstance(one, Report)] == [date(2022, 1, 5), date(2022, 1, 9)]


@pytest.mark.parametrize(
    ("line", "kind", "reason"),
    [
        (b'{"id": "a", "text": ', "malformed", "not JSON"),
        (b'{"id": "a", "text": "' + b"\xff" * 9 + b'"}', "encoding", "UTF-8"),
        (b'{"x": ' + b"[" * 20_000 + b"}", "malformed", "not JSON"),
        (b'{"x": ' + b"9" * 20_000 + b"}", "malformed", "not JSON"),
        (b"[1, 2]", "malformed", "not an object"),
        (b'{"text": "x"}', "malformed", "no id"),
        (b'{"id": " ", "text": "x"}', "malformed", "no id"),
        (b'{"id": true, "text": "x"}', "malformed", "id is not a text"),
        (b'{"id": "a"}', "malformed", "neither text nor html"),
        (b'{"id": "a", "text": " "}', "empty", "nothing in it"),
        (b'{"id": "a", "text": 5}', "malformed", "text is not a text"),
        (b'{"id": "a", "text": "x", "title": ["y"]}', "malformed", "title is not a text"),
        (b'{"id": "a", "text": "x", "published": "5 Jan"}', "malformed", "no date"),
        (b'{"id": "a", "text": "x", "published": "2022-02-30"}', "malformed", "no date"),
        (b'{"id": "a", "text": "x", "published": 2022}', "malformed", "published is not a text"),
        (b'{"id": "a", "text": "half \\ud83d"}', "encoding", "half a character"),
        (b'{"id": "a", "text": "zero \\u0000"}', "binary", "zero bytes"),
        (b'{"id": "a", "html": "<html></html>"}', "empty", "no report"),
    ],
)
def test_a_line_at_fault_is_named_and_the_next_is_read(line: bytes, kind: str, reason: str) -> None:
    good = json.dumps({"id": "good", "text": PROSE}).encode()
    first, rejected, last = read(good + b"\n" + line + b"\n" + good)
    assert isinstance(rejected, Reject)
    assert (rejected.source, rejected.line, rejected.kind) == ("standard input", 2, kind)
    assert reason in rejected.reason
    assert isinstance(first, Report)
    assert isinstance(last, Report)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=3)
)
FIELDS = st.sampled_from(["id", "text", "html", "url", "title", "published", "language", "outlet"])


@settings(deadline=None)
@given(st.dictionaries(FIELDS, JSON, min_size=1))
def test_any_object_is_a_report_or_a_reject(record: dict[str, Any]) -> None:
    found = read_one(record)
    if isinstance(found, Report):
        assert found.id == str(record["id"])
        assert record.get("html") or found.text == record["text"]
