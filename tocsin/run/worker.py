"""A worker: a process that reads shards, and says at which source it is. It may die; nobody else is hurt.

It is one process with one model; a guard starts it and speaks with it.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from tocsin.parse import begin_anew
from tocsin.pipeline import Tools, readings
from tocsin.read import Reject, Source, read_all
from tocsin.run.request import Request
from tocsin.run.shards import Kept, Shard, written


@dataclass(frozen=True, slots=True)
class Task:
    """A shard to read. `poison` are places of sources that must not be touched, with the reason.

    `one_by_one` reads each report by itself and tells its place before, to find the one that kills.
    """

    shard: Shard
    poison: Mapping[int, str]
    one_by_one: bool = False


def read_shard(task: Task, request: Request, tools: Tools, tell: Callable[[int], None]) -> bytes:
    """The shard as it is written. Nothing that was read before bears on it."""
    with begin_anew(request.settings.pipeline):
        items = _items(task, tell)
        if task.one_by_one:
            found = [kept for item in items for kept in _read(iter([item]), request, tools)]
        else:
            found = []
            for kept in _read(items, request, tools):
                found.append(kept)
                tell(len(found) - 1)
    return written(task.shard, found, request=request.digest)


def _items(task: Task, tell: Callable[[int], None]) -> Iterator[Source | Reject]:
    for place, item in enumerate(task.shard.items):
        tell(place)
        if isinstance(item, Source) and place in task.poison:
            yield Reject(item.name, item.line, task.poison[place], "poisoned")
        else:
            yield item


def _read(items: Iterator[Source | Reject], request: Request, tools: Tools) -> Iterator[Kept]:
    pages: list[bytes | None] = []

    def noted() -> Iterator[Source | Reject]:
        for item in items:
            pages.append(item.body if isinstance(item, Source) and item.kind == "page" else None)
            yield item

    found = readings(read_all(noted(), published=request.published), tools, everything=request.everything)
    for place, one in enumerate(found):
        yield Kept(one, None if isinstance(one, Reject) else pages[place])
        pages[place] = None


def serve(connection: Connection) -> None:
    """Take a request, then tasks, until the guard is gone."""
    request: Request = connection.recv()
    resource.setrlimit(resource.RLIMIT_DATA, (request.memory, request.memory))
    tools = Tools.open(request.settings)
    _send(connection, "ready", None)
    while True:
        task: Task = connection.recv()
        try:
            data = read_shard(task, request, tools, lambda place: _send(connection, "at", place))
        except MemoryError:
            _send(connection, "failed", "needs more memory than a worker has")
        except Exception as error:  # whatever it is, the guard finds the source at fault
            _send(connection, "failed", f"{type(error).__name__}: {error}")
        else:
            _send(connection, "done", data)


def _send(connection: Connection, kind: str, value: Any) -> None:
    connection.send((kind, value))


def main(handle: int) -> None:
    """Serve the guard at the other end of a connection. Nothing else may be printed on standard output."""
    sys.stdout = sys.stderr
    try:
        serve(Connection(handle))
    except (EOFError, OSError, KeyboardInterrupt):
        os._exit(0)  # the guard is gone, and with it whoever asked
