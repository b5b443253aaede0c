"""The comparison as CSV: the desk's own columns as they came, ours behind them, then the events that no row has."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TextIO

from tocsin.compare.compare import Comparison, Sentence
from tocsin.export.atom import title
from tocsin.export.cells import Cell, csv_cell
from tocsin.export.shown import LISTED, first_day, heads, largest, of, sources
from tocsin.store import Sourced

LACKING = "missing from yours"
QUOTED = 3
"""Sentences quoted of each side."""

OURS = (
    "tocsin_verdict",
    "tocsin_match",
    "tocsin_event",
    "tocsin_what",
    "tocsin_from",
    "tocsin_place",
    "tocsin_status",
    "tocsin_reports",
    "tocsin_sources",
    "tocsin_killed_low",
    "tocsin_killed_best",
    "tocsin_killed_high",
    "tocsin_toll",
    "tocsin_supporting",
    "tocsin_contradicting",
    "tocsin_urls",
)


def write_table(comparison: Comparison, out: TextIO) -> None:
    """One row for each of theirs, in their order, and one for each event of ours that they lack."""
    theirs = list(comparison.found[0].row.cells) if comparison.found else []
    _write([*theirs, *OURS], out)
    for found in comparison.found:
        own = [found.row.cells.get(name, "") for name in theirs]
        item = found.events[0] if found.events else None
        like = found.likeness.told() if found.likeness else None
        quoted = [_quoted(found.supporting()), _quoted(found.contradicting())]
        _write([*own, found.verdict, like, *_of_event(item), found.toll_verdict, *quoted, _urls(found.events)], out)
    for item in comparison.lacking:
        told = _quoted(Sentence(" ".join(e["text"].split()), None, "", "") for e in item.event["evidence"])
        row = [LACKING, None, *_of_event(item), None, told, None, _urls([item])]
        _write([*([None] * len(theirs)), *row], out)


def _of_event(item: Sourced | None) -> list[Cell]:
    if item is None:
        return [None] * 10
    toll, day = largest(item, "killed") or {}, first_day(item)
    return [
        item.event["id"],
        title(item),
        day.isoformat() if day else None,
        of(item, "place", "name"),
        item.event["status"],
        len(item.event["reports"]),
        LISTED.join(sources(item)),
        toll.get("low"),
        toll.get("best"),
        toll.get("high"),
    ]


def _quoted(sentences: Iterable[Sentence]) -> str:
    apart = dict.fromkeys(f"“{one.text}”{f' ({one.outlet})' if one.outlet else ''}" for one in sentences)
    return " ".join(islice(apart, QUOTED))


def _urls(events: Iterable[Sourced]) -> str:
    return LISTED.join(dict.fromkeys(head.url for item in events for head in heads(item) if head.url))


def _write(cells: Iterable[Cell], out: TextIO) -> None:
    out.write(",".join(map(csv_cell, cells)) + "\n")
