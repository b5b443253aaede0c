"""What of a text belongs to the page and not to the report: menus, buttons, notices, readers' comments."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby
from typing import Literal

from tocsin.paragraphs import paragraph_spans
from tocsin.span import Span

ZoneKind = Literal["furniture", "dateline", "list", "end", "menu"]

LONGEST = 300
"""Characters of the longest notice compared. What is longer is prose."""
PROSE_WORDS = 15
"""Words from which a paragraph that ends like a sentence counts as the report's own prose."""
LISTED_WORDS = 25
"""Words of the longest title in a list of other reports."""
MENU_RUN = 3
"""So many lines in a row make a menu, if at least half of them are words of menus."""
MENU_WORDS = 3
LATE = 3
"""Paragraphs of prose before a bare "Comments" ends the report. Above that it is a button."""

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_BARS = re.compile(r"\s*[|•·»›/]\s*|\s{3,}")
_CLOSING = " \t:.!…»›→>"


@dataclass(frozen=True, slots=True)
class Zone:
    """A whole paragraph that belongs to the page."""

    span: Span
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The tables of `chrome.toml`, ready to match."""

    lines: tuple[tuple[ZoneKind, re.Pattern[str]], ...]
    ends: re.Pattern[str]
    late_ends: re.Pattern[str]
    menu: frozenset[str]


def zones(text: str) -> tuple[Zone, ...]:
    """The paragraphs of a text that belong to the page, in order. Finders skip them; the text keeps them."""
    paragraphs = tuple(paragraph_spans(text))
    words = [text[span.start : span.end] for span in paragraphs]
    menus = _menus(words)
    kinds = _kinds(words, menus)
    return tuple(Zone(span, kind) for span, kind in zip(paragraphs, kinds, strict=True) if kind)


def _kinds(paragraphs: Sequence[str], menus: frozenset[int]) -> Iterator[ZoneKind | None]:
    """What each paragraph is. A list runs until prose begins again, an end to the end."""
    patterns = _patterns()
    prose, listing, ended = 0, False, False
    for number, paragraph in enumerate(paragraphs):
        kind: ZoneKind | None = "menu" if number in menus else _kind(paragraph, patterns, prose)
        ended = ended or kind == "end"
        listing = kind == "list" or (listing and (kind is not None or _may_be_listed(paragraph)))
        prose += kind is None and not listing and _is_prose(paragraph)
        yield "end" if ended else kind or ("list" if listing else None)


def _kind(paragraph: str, patterns: _Patterns, prose: int) -> ZoneKind | None:
    if len(paragraph) > LONGEST:
        return None
    line = paragraph.strip().rstrip(_CLOSING)
    if patterns.ends.fullmatch(line):
        return "end" if prose else "furniture"
    if patterns.late_ends.fullmatch(line):
        return "end" if prose >= LATE else "furniture"
    for kind, pattern in patterns.lines:
        if pattern.fullmatch(line):
            return kind
    return "menu" if _is_menu_line(line, patterns.menu) else None


def _is_prose(paragraph: str) -> bool:
    return len(paragraph.split()) >= PROSE_WORDS and bool(_SENTENCE_END.search(paragraph))


def _may_be_listed(paragraph: str) -> bool:
    return len(paragraph) <= LONGEST and len(paragraph.split()) <= LISTED_WORDS and not paragraph.endswith(".")


def _is_menu_line(line: str, menu: frozenset[str]) -> bool:
    items = [item for item in _BARS.split(line) if item]
    return len(items) >= MENU_RUN and _mostly_menu(items, menu)


def _menus(paragraphs: Sequence[str]) -> frozenset[int]:
    """The numbers of the paragraphs that stand in a menu written one word a line."""
    menu = _patterns().menu
    found: set[int] = set()
    for short, run in groupby(range(len(paragraphs)), key=lambda number: _is_item(paragraphs[number])):
        numbers = list(run)
        if short and len(numbers) >= MENU_RUN and _mostly_menu([paragraphs[number] for number in numbers], menu):
            found.update(numbers)
    return frozenset(found)


def _is_item(paragraph: str) -> bool:
    return len(paragraph) <= 40 and len(paragraph.split()) <= MENU_WORDS and not _SENTENCE_END.search(paragraph)


def _mostly_menu(items: Sequence[str], menu: frozenset[str]) -> bool:
    known = sum("_".join(item.lower().strip("-–*• ").split()) in menu for item in items)
    return 2 * known >= len(items)


@cache
def _patterns() -> _Patterns:
    table = tomllib.loads(resources.files("tocsin.read").joinpath("chrome.toml").read_text(encoding="utf-8"))
    return _Patterns(
        lines=(
            ("list", _any_of(table["lists"])),
            ("dateline", _any_of(table["datelines"])),
            ("furniture", _any_of(table["furniture"])),
        ),
        ends=_any_of(table["ends"]),
        late_ends=_any_of(table["late_ends"]),
        menu=frozenset(table["menu"].split()),
    )


def _any_of(expressions: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{expression})" for expression in expressions), re.IGNORECASE)
