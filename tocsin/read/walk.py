"""From an argument to files: one file, a folder with all beneath it, or a pattern."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tocsin.read.rejects import Reject, unreadable

READABLE = frozenset(".txt .text .html .htm .xhtml .jsonl .ndjson .json .csv .tsv .warc".split())
"""What a folder is searched for. A file that is named, or matched by a pattern, is read whatever it ends in."""

COMPANION = "_files"
"""Browsers save the pictures and frames of `page.html` in a folder `page_files` beside it."""


def files(argument: str) -> Iterator[Path | Reject]:
    """The files an argument stands for, sorted by name within each folder."""
    path = Path(argument)
    try:
        if "\0" in argument:
            yield Reject(readable_name(path), None, "no such file", "unreadable")
        elif path.is_dir():
            yield from _readable(path)
        elif glob.has_magic(argument) and not os.path.lexists(path):
            yield from _matching(argument)
        else:
            yield path
    except OSError as error:
        yield unreadable(readable_name(path), error)


def readable_name(path: Path) -> str:
    """The path as text that can be printed and stored, even where its bytes are no text."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _readable(folder: Path) -> Iterator[Path | Reject]:
    for found in _walk(folder):
        if isinstance(found, Reject) or _suffix(found) in READABLE:
            yield found


def _suffix(path: Path) -> str:
    return Path(path.name.lower().removesuffix(".gz")).suffix


def _matching(pattern: str) -> Iterator[Path | Reject]:
    found = False
    for match in _deep(pattern) if "**" in pattern else _shallow(pattern):
        found = True
        yield match
    if not found:
        yield Reject(pattern, None, "nothing matches this pattern", "unreadable")


def _shallow(pattern: str) -> Iterator[Path | Reject]:
    root, parts = _parted(pattern)
    for path in sorted(root.glob("/".join(parts))):
        if _is_hidden(path, parts):
            continue
        if path.is_dir():
            yield from _readable(path)
        else:
            yield path


def _deep(pattern: str) -> Iterator[Path | Reject]:
    """Patterns with `**`, over our own walk: the standard library follows a link that leads back for ever."""
    root, parts = _parted(pattern)
    wanted = re.compile("".join(_translated(parts)))
    for found in _walk(root):
        if isinstance(found, Reject) or wanted.fullmatch(found.relative_to(root).as_posix()):
            yield found


def _parted(pattern: str) -> tuple[Path, Sequence[str]]:
    """The folder a pattern starts from, and its parts from the first with a sign in it."""
    parts = Path(pattern).parts
    fixed = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    return Path(*parts[:fixed]), parts[fixed:]


def _is_hidden(path: Path, parts: Sequence[str]) -> bool:
    names = path.parts[-len(parts) :]
    return any(name.startswith(".") and not part.startswith(".") for name, part in zip(names, parts, strict=True))


def _translated(parts: Sequence[str]) -> Iterator[str]:
    *folders, last = parts
    for part in folders:
        yield "(?:.*/)?" if part == "**" else f"{_translated_part(part)}/"
    yield ".*" if last == "**" else _translated_part(last)


def _translated_part(part: str) -> str:
    signs = {"*": "[^/]*", "?": "[^/]"}
    pieces = re.findall(r"\[!?[^\]]+\]|.", part, re.DOTALL)
    return "".join(
        signs.get(piece) or (piece.replace("[!", "[^") if len(piece) > 1 else re.escape(piece)) for piece in pieces
    )


def _walk(folder: Path) -> Iterator[Path | Reject]:
    """Every file beneath a folder. Links are followed, and a folder met twice is read once."""
    seen: set[str] = set()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            if not path.is_dir():
                if path.is_file() or not path.exists():
                    yield path
            elif (real := os.path.realpath(path)) not in seen:
                seen.add(real)
                waiting += sorted(_children(path), reverse=True)
            elif path.is_symlink():
                yield Reject(readable_name(path), None, "a link to a folder that is read already", "unreadable")
        except OSError as error:
            yield unreadable(readable_name(path), error)


def _children(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if not path.name.startswith(".") and not _is_companion(path):
            yield path


def _is_companion(path: Path) -> bool:
    page = path.name.removesuffix(COMPANION)
    return page != path.name and any((path.parent / (page + suffix)).exists() for suffix in (".html", ".htm"))
