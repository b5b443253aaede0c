"""Read many sources into a folder of shards, by many workers. It may be stopped at any moment and goes on there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tocsin.read import Reject, Source
from tocsin.run.engines import ENGINES
from tocsin.run.request import Request
from tocsin.run.shards import Shard, forget_after, is_done, keep, shards


@dataclass(frozen=True, slots=True)
class Progress:
    """One more shard is there: how many sources it has, and whether it was there already."""

    number: int
    sources: int
    was_there: bool


def run(  # noqa: PLR0913 - a run has as many sides
    given: Iterable[Source | Reject],
    folder: Path,
    request: Request,
    *,
    workers: int = 1,
    engine: str = "local",
    address: str | None = None,
) -> Iterator[Progress]:
    """Read what is not read yet, shard by shard, and tell of each as it is finished."""
    folder.mkdir(parents=True, exist_ok=True)
    todo = _Todo(given, folder, request)
    for done in ENGINES[engine](todo, request, workers, address):
        keep(folder, done.shard.number, done.data)
        yield from todo.there()
        yield Progress(done.shard.number, len(done.shard.items), was_there=False)
    yield from todo.there()
    forget_after(folder, todo.last)


class _Todo:
    """The shards that are not finished yet; those passed over are told by `there`."""

    def __init__(self, given: Iterable[Source | Reject], folder: Path, request: Request) -> None:
        self._shards = shards(given)
        self._folder = folder
        self._digest = request.digest
        self._there: list[Progress] = []
        self.last = -1

    def __iter__(self) -> Iterator[Shard]:
        for shard in self._shards:
            self.last = shard.number
            if is_done(self._folder, shard, request=self._digest):
                self._there.append(Progress(shard.number, len(shard.items), was_there=True))
            else:
                yield shard

    def there(self) -> Iterator[Progress]:
        """The shards found finished since the last call."""
        found, self._there = self._there, []
        yield from found
