"""Pages of web archives and rows of tables are reports like any other."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tocsin.read import Reject, reports
from tocsin.report import Report
from tocsin.settings import Settings

SETTINGS = Settings(cache=Path("unused"))
STORY = (
    "Police fired tear gas at miners in Oruro on Tuesday, injuring four people. The ministry said talks would go on."
)


def record(url: str, body: bytes, *, status: str = "200 OK", kind: str = "text/html", packed: bool = False) -> bytes:
    body = gzip.compress(body) if packed else body
    encoding = "Content-Encoding: gzip\r\n" if packed else ""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{encoding}Content-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2020-03-04T05:06:07Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def page(title: str) -> bytes:
    article = f"<article><h1>{title}</h1><p>{STORY}</p></article>"
    return f"<html><head><title>{title}</title></head><body>{article}</body></html>".encode()


def read(path: Path, settings: Settings = SETTINGS) -> list[Report | Reject]:
    return list(reports([str(path)], settings=settings))


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_an_archive(tmp_path: Path, packed: bool) -> None:
    records = [
        record("https://a.example/2020/03/04/one", page("Clashes in Oruro")),
        record("https://a.example/picture", b"\x89PNG", kind="image/png"),
        record("https://a.example/gone", page("Not found"), status="404 Not Found"),
        record("https://a.example/two", page("More clashes"), kind="text/html; charset=utf-8", packed=True),
        record("https://a.example/plain", STORY.encode(), kind="text/plain"),
        record("https://a.example/empty", b""),
    ]
    whole = b"".join(gzip.compress(one) for one in records) if packed else b"".join(records)
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(whole)
    *found, empty = read(path)
    assert [one.url for one in found if isinstance(one, Report)] == [
        f"https://a.example/{name}" for name in ("2020/03/04/one", "two", "plain")
    ]
    first = found[0]
    assert isinstance(first, Report)
    assert (first.title, first.outlet) == ("Clashes in Oruro", "a.example")
    assert str(first.published) == "2020-03-04"
    assert str(first.captured_at).startswith("2020-03-04 05:06:07")
    assert empty == Reject(str(path), 6, "nothing in it", "empty")


def test_a_damaged_archive_gives_what_stands_before_the_damage(tmp_path: Path) -> None:
    whole = record("https://a.example/one", page("Clashes")) + record("https://a.example/two", page("Clashes"))
    (tmp_path / "a.warc").write_bytes(whole[: len(whole) * 3 // 4])
    assert [one.url for one in read(tmp_path / "a.warc") if isinstance(one, Report)][:1] == ["https://a.example/one"]


def test_a_page_past_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(record("https://a.example/one", page("Clashes") * 100, packed=True))
    (found,) = read(tmp_path / "a.warc", Settings(cache=Path("unused"), max_bytes=5_000))
    assert isinstance(found, Reject)
    assert found.kind == "too large"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_rows_of_a_table(tmp_path: Path, mark: str) -> None:
    lines = [
        ("id", "published", "text", "outlet", "note"),
        ("r1", "2020-03-04", f'"{STORY}"', "El Altiplano", "x"),
        ("", "", f'"{STORY}"', "", ""),
        ("r3", "", f'"Two lines.\n{STORY}"', "", ""),
        ("r4", "March", f'"{STORY}"', "", ""),
    ]
    (tmp_path / "a.csv").write_text("\ufeff" + "\n".join(mark.join(line) for line in lines), "utf-8")
    first, second, third, fourth = read(tmp_path / "a.csv")
    assert isinstance(first, Report)
    assert (first.id, first.outlet, str(first.published)) == ("r1", "El Altiplano", "2020-03-04")
    assert second == Reject(str(tmp_path / "a.csv"), 3, "no id", "malformed")
    assert isinstance(third, Report)
    assert third.text == f"Two lines.\n{STORY}"
    assert isinstance(fourth, Reject)


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"a,b\n1,2\n", "malformed"), ("id,text\n1,S\xe3o".encode("latin-1"), "encoding"), (b"", "malformed")],
)
def test_what_is_no_table_of_reports(tmp_path: Path, body: bytes, kind: str) -> None:
    (tmp_path / "a.csv").write_bytes(body)
    assert [one.kind for one in read(tmp_path / "a.csv") if isinstance(one, Reject)] == [kind]
