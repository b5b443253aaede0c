"""What `tocsin watch` does, and how it shows the health of sources and the intake log."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.text import Text

from tocsin.cli.readings import table_of
from tocsin.cli.safe import plain, safe
from tocsin.cli.words import NOTHING
from tocsin.pipeline import Tools
from tocsin.settings import Settings
from tocsin.store import Store
from tocsin.watch import Health, Plan, State, Watch, load_plan

FAILING = 3
"""Failures in a row from which a source is shown as failing: one or two are the weather of the web."""


@contextmanager
def opened(path: Path) -> Iterator[tuple[Plan, State]]:
    """The plan in a file, and beside it what is remembered of its sources."""
    plan = load_plan(path)
    state = State(path.with_suffix(".state.db"))
    try:
        yield plan, state
    finally:
        state.close()


def watch(plan: Plan, state: State, settings: Settings, store: Store, *, once: bool) -> None:
    """One round, or round after round, each told in a line."""
    with closing(Watch(plan, state, Tools.open(settings))) as watched:
        for one in (watched.once(store),) if once else watched.rounds(store):
            if one.polled:
                now = datetime.now(UTC).strftime("%H:%M:%SZ")
                line = f"{now} {one.polled} sources asked, {one.new} new reports, {one.refused} that could not be read"
                print(line, file=sys.stderr, flush=True)


def show_health(plan: Plan, state: State, console: Console) -> None:
    """How each source does."""
    table = table_of("Source", "State", "Answered", "Last news", "Reports", "Reason")
    for source in plan.sources:
        one = state.health(source.name)
        table.add_row(
            plain(source.name), _state(one), _when(one.answered), _when(one.news), str(one.items), plain(one.reason)
        )
    console.print(table)


def show_log(state: State, most: int, console: Console) -> None:
    """What was not taken, the newest first."""
    for one in state.refusals(most):
        console.print(Text(f"{_when(one.at)}  {safe(one.source)}  {safe(one.url)}: {safe(one.reason)}"), soft_wrap=True)


def _state(one: Health) -> Text:
    if one.asked is None:
        return Text("not asked yet", style="dim")
    if one.failures:
        words = "failing" if one.failures >= FAILING else "missed"
        return Text(f"{words} ({one.failures})", style="red" if one.failures >= FAILING else "yellow")
    return Text("well", style="green")


def _when(moment: float | None) -> str:
    return f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%d %H:%MZ}" if moment else NOTHING
