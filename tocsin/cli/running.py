"""What `tocsin read --out` and `tocsin load` do: read into shards with progress, and shards into a database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tocsin.cli.progress import counting
from tocsin.cli.reading import Outcome, ReadRequest
from tocsin.errors import UsageError
from tocsin.read import Reject, sources
from tocsin.reading import Reading
from tocsin.run import Kept, Request, kept, run
from tocsin.run.shards import unfinished
from tocsin.store import Store
from tocsin.store.keeping import Keeper
from tocsin.store.writer import Added


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run came to: shards and sources, how many of them were there before, and what could not be read."""

    shards: int
    sources: int
    before: int
    outcome: Outcome


def run_and_show(request: ReadRequest, folder: Path, *, workers: int, engine: str, address: str | None) -> Ran:
    """Read the inputs into shards, with a line of progress."""
    asked = Request(request.settings, request.published, request.everything)
    given = sources(request.inputs, settings=request.settings)
    shards = read = before = 0
    with counting("reports read") as counter:
        for one in run(given, folder, asked, workers=workers, engine=engine, address=address):
            shards, read = shards + 1, read + one.sources
            before += one.sources if one.was_there else 0
            counter.step(one.sources)
    return Ran(shards, read, before, _rejects(folder))


def load(folder: Path, db: str) -> Added:
    """Keep in a database what the finished shards of a folder hold."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder of shards")
    keeper = Keeper(Store.open(db, create=True))
    with counting("reports loaded") as counter:
        for _ in keeper.keep(_items(kept(folder), keeper)):
            counter.step()
    return keeper.added


def left_out(folder: Path) -> int:
    """How many shards of a folder are not finished."""
    return unfinished(folder)


def _items(lines: Iterator[Kept], keeper: Keeper) -> Iterator[Reading | Reject]:
    for line in lines:
        if isinstance(line.item, Reading) and line.capture is not None:
            keeper.captures[line.item.report.sha256] = line.capture
        yield line.item


def _rejects(folder: Path) -> Outcome:
    outcome = Outcome()
    for line in kept(folder):
        outcome.count += 1
        if isinstance(line.item, Reject):
            outcome.rejects.append(line.item)
    return outcome
