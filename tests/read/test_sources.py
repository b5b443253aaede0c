"""From arguments to sources: every way in, and everything that can be wrong with it."""

import gzip
import io
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tocsin.read import Reject, Source, sources
from tocsin.settings import Settings

SETTINGS = Settings(cache=Path("unused"), max_bytes=2_000)
LINE = b'{"id": "a", "text": "Dockers in Valdivia stopped work on Monday."}'


def read(*arguments: str | Path, limit: int = 2_000, stdin: bytes = b"") -> list[Source | Reject]:
    settings = replace(SETTINGS, max_bytes=limit)
    return list(sources([str(argument) for argument in arguments], settings=settings, stdin=io.BytesIO(stdin)))


def names(found: list[Source | Reject]) -> list[str]:
    return [Path(one.name).name for one in found if isinstance(one, Source)]


@pytest.mark.parametrize(
    ("name", "body", "kind"),
    [
        ("a.txt", b"Dockers stopped work.", "text"),
        ("a.html", b"<p>Dockers stopped work.", "page"),
        ("A.HTM", b"<p>Dockers stopped work.", "page"),
        ("a.jsonl", LINE, "line"),
        ("a.json", LINE, "line"),
        ("a.ndjson.gz", gzip.compress(LINE), "line"),
        ("a.txt.gz", gzip.compress(b"Dockers stopped work."), "text"),
        ("saved", b"  <!DOCTYPE html><title>x</title>", "page"),
        ("saved.txt", b"\n<html><body>x", "page"),
        ("saved", LINE, "line"),
        ("saved", b"Dockers stopped work.", "text"),
        ("notes.md", b"Dockers stopped work.", "text"),
    ],
)
def test_kind_is_told_by_name_and_then_by_what_stands_in_it(tmp_path: Path, name: str, body: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(body)
    (found,) = read(tmp_path / name)
    assert isinstance(found, Source)
    assert found.kind == kind


def test_bytes_are_kept_as_they_came(tmp_path: Path) -> None:
    body = b"\xef\xbb\xbfDockers\r\nstopped\twork.\n\n"
    (tmp_path / "a.txt").write_bytes(body)
    (found,) = read(tmp_path / "a.txt")
    assert isinstance(found, Source)
    assert found.body == body


def test_a_folder_is_read_to_the_bottom_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.html", "a/b/c.jsonl", ".hidden.txt", "picture.png", "README.md", "page_files/ad.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(LINE)
    (tmp_path / "page.html").write_bytes(LINE)
    assert names(read(tmp_path)) == ["c.jsonl", "z.html", "b.txt", "page.html"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("[ab].txt", ["a.txt", "b.txt"]),
        ("[!a].txt", ["b.txt"]),
        ("**/*.txt", ["a.txt", "b.txt", "c.txt"]),
        ("d?ep/**", ["c.txt"]),
        ("d*", ["c.txt"]),
    ],
)
def test_patterns(tmp_path: Path, pattern: str, expected: list[str]) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("a.txt", "b.txt", "deep/c.txt", ".d.txt", "a.png"):
        (tmp_path / name).write_bytes(b"Dockers stopped work.")
    assert names(read(f"{tmp_path}/{pattern}")) == expected


def test_a_name_with_signs_of_a_pattern_is_a_name_first(tmp_path: Path) -> None:
    (tmp_path / "[a].txt").write_bytes(b"Dockers stopped work.")
    assert names(read(tmp_path / "[a].txt")) == ["[a].txt"]


def test_lines_keep_their_order_and_their_numbers() -> None:
    found = read("-", stdin=LINE + b"\n\n" + LINE + b"\r\n" + LINE)
    assert [one.line for one in found] == [1, 3, 4]
    assert all(isinstance(one, Source) and one.body == LINE for one in found)


@pytest.mark.parametrize("body", [b"[" + LINE + b",\n" + LINE + b"]", b"[\n  " + LINE + b", " + LINE + b"\n]\n"])
def test_a_list_of_objects_is_read_row_by_row(body: bytes) -> None:
    found = read("-", stdin=body)
    assert [one.line for one in found] == [1, 2]
    assert all(isinstance(one, Source) and json.loads(one.body) == json.loads(LINE) for one in found)


def test_one_object_over_several_lines() -> None:
    (found,) = read("-", stdin=json.dumps(json.loads(LINE), indent=2).encode())
    assert isinstance(found, Source)
    assert json.loads(found.body) == json.loads(LINE)


def test_standard_input_may_be_a_page_or_a_text() -> None:
    (page,) = read("-", stdin=b"<html><p>x")
    (text,) = read("-", stdin=b"Dockers stopped work.")
    assert isinstance(page, Source)
    assert isinstance(text, Source)
    assert (page.kind, text.kind) == ("page", "text")


def _broken_gzip(body: bytes) -> bytes:
    return gzip.compress(body * 50)[:-20]


@pytest.mark.parametrize(
    ("name", "body", "kind", "line"),
    [
        ("empty.txt", b"", "empty", None),
        ("blank.txt", b" \n\t\n", "empty", None),
        ("empty.jsonl", b"\n\n", "empty", None),
        ("large.txt", b"x" * 2_001, "too large", None),
        ("bomb.txt.gz", gzip.compress(b"x" * 5_000_000), "too large", None),
        ("large.jsonl", b'{"id": "' + b"x" * 9_000 + b'"}\n', "too large", 1),
        ("torn.jsonl.gz", _broken_gzip(os.urandom(900)), "malformed", None),
        ("not.gz", b"\x1f\x8b not a gzip file", "malformed", None),
        ("torn.json", b'[{"id": "a"}, {"id"', "malformed", None),
        ("wide.jsonl", '{"id": "a"}'.encode("utf-16"), "encoding", None),
    ],
)
def test_what_cannot_be_read_is_rejected_and_the_rest_goes_on(
    tmp_path: Path, name: str, body: bytes, kind: str, line: int | None
) -> None:
    (tmp_path / name).write_bytes(body)
    (tmp_path / "good.txt").write_bytes(b"Dockers stopped work.")
    found = read(tmp_path / name, tmp_path / "good.txt")
    rejected = [one for one in found if isinstance(one, Reject)]
    assert [(one.kind, one.line) for one in rejected] == [(kind, line)]
    assert names(found)[-1:] == ["good.txt"]
    assert "\n" not in str(rejected[0])


def test_after_a_line_too_long_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'"' + b"x" * 7_000 + b'"\n' + LINE + b"\n")
    rejected, kept = read(tmp_path / "a.jsonl")
    assert isinstance(rejected, Reject)
    assert isinstance(kept, Source)
    assert (rejected.line, kept.line) == (1, 2)


@pytest.mark.parametrize("argument", ["missing.txt", "missing/*.txt", "missing/**/*.txt", "zero\0byte", "n" * 5_000])
def test_what_is_not_there(tmp_path: Path, argument: str) -> None:
    (found,) = read(f"{tmp_path}/{argument}")
    assert isinstance(found, Reject)
    assert found.kind == "unreadable"


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(b"Dockers stopped work.")
    (tmp_path / "b.txt").write_bytes(b"Dockers stopped work.")
    opened: Callable[..., object] = Path.open

    def refuse(path: Path, mode: str = "r") -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    rejected, kept = read(tmp_path)
    assert isinstance(rejected, Reject)
    assert rejected.reason == "no permission to read it"
    assert isinstance(kept, Source)


def test_links_that_lead_back_end_the_walk(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.txt").write_bytes(b"Dockers stopped work.")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "over").symlink_to(tmp_path / "b")
    (tmp_path / "b" / "over").symlink_to(tmp_path / "a")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = read(tmp_path)
    assert names(found) == ["report.txt", "report.txt"]
    assert {one.reason for one in found if isinstance(one, Reject)} == {
        "a link to a folder that is read already",
        "a link that leads back to itself",
    }
    assert len(read(f"{tmp_path}/**/*.txt")) == len(found)


def test_a_dangling_link(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (found,) = read(tmp_path)
    assert isinstance(found, Reject)
    assert found.reason == "no such file"


def test_a_name_that_is_no_text_can_still_be_printed(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_bytes(b"")
    (found,) = read(tmp_path)
    assert isinstance(found, Reject)
    assert "caf\\xe9.txt" in json.dumps(str(found), ensure_ascii=False).replace("\\\\", "\\")
