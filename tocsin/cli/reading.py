"""What `tocsin read` does with reports: read them, keep them, print them, and say what could not be read."""

from __future__ import annotations

import json
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Literal

from rich.console import Console

from tocsin.cli.progress import Counter, counting
from tocsin.cli.readings import show_reading
from tocsin.cli.safe import json_text, safe
from tocsin.pipeline import Tools, readings
from tocsin.read import Reject, Source, read_all, sources
from tocsin.reading import Reading, as_json
from tocsin.report import Report
from tocsin.settings import Settings
from tocsin.store.keeping import Keeper

ReadFormat = Literal["table", "json", "jsonl"]
SHOWN_REJECTS = 50
"""Rejects listed on the terminal; all of them go to `--rejects FILE`."""


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """What is to be read, and how."""

    inputs: Sequence[str]
    settings: Settings
    published: date | None = None
    everything: bool = False


@dataclass(slots=True)
class Outcome:
    """How many inputs there were, and those that could not be read."""

    count: int = 0
    rejects: list[Reject] = field(default_factory=list)


def read_and_show(request: ReadRequest, form: ReadFormat | None, keeper: Keeper | None = None) -> Outcome:
    """Read the inputs in order, print each as it is read, and keep it where there is a keeper."""
    outcome = Outcome()
    with counting("reports read") as counter:
        items = read_inputs(request, captures=keeper.captures if keeper else None)
        with closing(keeper.keep(items) if keeper else items) as kept:
            _print(_only_readings(kept, outcome, counter), form, counter)
    return outcome


def read_everything(request: ReadRequest) -> tuple[list[Reading], list[Reject]]:
    """All readings of the inputs, and all inputs that could not be read."""
    outcome = Outcome()
    with counting("reports read") as counter:
        readings = list(_only_readings(read_inputs(request), outcome, counter))
    return readings, outcome.rejects


def read_inputs(request: ReadRequest, *, captures: dict[str, bytes] | None = None) -> Generator[Reading | Reject]:
    """A reading of each input, or the reason why there is none. `captures` takes the bytes of pages."""
    given = _captured(sources(request.inputs, settings=request.settings), captures)
    yield from _read(read_all(given, published=request.published), request)


def tell_rejects(outcome: Outcome) -> None:
    """List on standard error what could not be read."""
    rejects = outcome.rejects
    if not rejects:
        return
    inputs = "input" if outcome.count == 1 else "inputs"
    print(f"{len(rejects)} of {outcome.count} {inputs} could not be read:", file=sys.stderr)
    for reject in rejects[:SHOWN_REJECTS]:
        print(f"  {safe(str(reject))}", file=sys.stderr)
    if len(rejects) > SHOWN_REJECTS:
        print(f"  … and {len(rejects) - SHOWN_REJECTS} more (--rejects FILE writes them all)", file=sys.stderr)


def write_rejects(rejects: Iterable[Reject], path: Path) -> None:
    """Write rejects to a file, one JSON object a line."""
    path.write_text("".join(f"{json.dumps(asdict(reject))}\n" for reject in rejects), "utf-8")


def _read(items: Iterator[Report | Reject], request: ReadRequest) -> Iterator[Reading | Reject]:
    """Nothing is loaded as long as nothing can be read."""
    for item in items:
        if not isinstance(item, Reject):
            yield from readings(chain([item], items), Tools.open(request.settings), everything=request.everything)
            return
        yield item


def _captured(given: Iterable[Source | Reject], captures: dict[str, bytes] | None) -> Iterator[Source | Reject]:
    for item in given:
        if captures is not None and isinstance(item, Source) and item.kind == "page":
            captures[item.sha256] = item.body
        yield item


def _only_readings(items: Iterable[Reading | Reject], outcome: Outcome, counter: Counter) -> Iterator[Reading]:
    for item in items:
        outcome.count += 1
        counter.step()
        if isinstance(item, Reading):
            yield item
        else:
            outcome.rejects.append(item)


def _print(readings: Iterator[Reading], form: ReadFormat | None, counter: Counter) -> None:
    if form == "json":
        _print_json(readings)
        return
    console = Console(highlight=False)
    for reading in readings:
        if form:
            counter.pause()
        if form == "jsonl":
            print(json_text(as_json(reading)), flush=True)
        elif form == "table":
            show_reading(reading, console)


def _print_json(readings: Iterator[Reading]) -> None:
    """One document for one report, an array for several."""
    documents = [as_json(reading) for reading in readings]
    if documents:
        print(json_text(documents if len(documents) > 1 else documents[0], indent=2))
