"""Judgements as people read them on a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.text import Text

from tocsin.cli.readings import table_of
from tocsin.cli.safe import plain, shortened
from tocsin.judgement import Judgement, in_force
from tocsin.merge.judge import Decisions
from tocsin.statement import Value

SHORT_ID = 8
WORDS = 80


def show_judgements(judgements: Iterable[Judgement], decisions: Decisions) -> None:
    """Print every judgement with its standing."""
    every = list(judgements)
    console = Console(highlight=False)
    if not every:
        console.print(Text("Nobody has decided anything yet.", style="yellow"))
        return
    standing = _standing(every, decisions)
    table = table_of("Id", "What", "On", "Signed", "Reason", "")
    for one in every:
        where = "; ".join(dict.fromkeys(f"“{shortened(anchor.text, 40)}”" for anchor in one.anchors))
        what = one.kind if one.cell is None else f"{one.kind} {one.cell}: {_told(one.value)}"
        on = one.undoes[:SHORT_ID] if one.undoes else shortened(where, WORDS)
        told = plain(standing[one.id], style="yellow")
        table.add_row(one.id[:SHORT_ID], plain(what), plain(on), plain(one.signature), plain(one.reason), told)
    console.print(table)
    for conflict in decisions.conflicts:
        chain = " and ".join(name[:SHORT_ID] for name in conflict.same)
        console.print(Text(f"Conflict: {chain} join what {conflict.different[:SHORT_ID]} keeps apart.", style="red"))


def _standing(judgements: Iterable[Judgement], decisions: Decisions) -> dict[str, str]:
    held = {one.id for one in in_force(judgements)}
    lost = {one.id for one in decisions.orphans}
    at_odds = {name for conflict in decisions.conflicts for name in (*conflict.same, conflict.different)}
    return {
        one.id: "orphan"
        if one.id in lost
        else "in conflict"
        if one.id in at_odds
        else ""
        if one.id in held or one.kind == "undo"
        else "undone"
        for one in judgements
    }


def _told(value: Value) -> str:
    parts: dict[str, Any] = dict(value) if isinstance(value, tuple) else {}
    if not parts:
        return "none" if value is None else str(value)
    return str(parts.get("name") or parts.get("from") or parts.get("best"))
