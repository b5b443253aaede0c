"""Who reads the shards: processes on this machine, or actors on a Ray cluster. Both give the same bytes."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from typing import Any

from tocsin.errors import UsageError
from tocsin.run.guard import Guard
from tocsin.run.request import Request
from tocsin.run.shards import Shard

AHEAD = 2
"""Shards a worker that are held ready: enough that none waits, few enough that memory stays flat."""


@dataclass(frozen=True, slots=True)
class Done:
    """A shard that was read, as it is written."""

    shard: Shard
    data: bytes


Engine = Callable[[Iterable[Shard], Request, int, str | None], Iterator[Done]]


def local(shards: Iterable[Shard], request: Request, workers: int, address: str | None) -> Iterator[Done]:
    """Workers on this machine, each a process with a thread that guards it."""
    mine, guards = threading.local(), []

    def work(shard: Shard) -> Done:
        if not hasattr(mine, "guard"):
            mine.guard = Guard(request)
            guards.append(mine.guard)
        return Done(shard, mine.guard.read(shard))

    waiting, running = iter(shards), set[Future[Done]]()
    with ThreadPoolExecutor(workers) as pool:
        try:
            while True:
                running |= {pool.submit(work, shard) for shard in islice(waiting, workers * AHEAD - len(running))}
                if not running:
                    return
                finished, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (one.result() for one in finished)
        finally:
            for one in running:
                one.cancel()
            for guard in guards:
                guard.close()


def on_ray(shards: Iterable[Shard], request: Request, workers: int, address: str | None) -> Iterator[Done]:
    """Actors on a Ray cluster (or a Ray of one machine where no address is given), each guarding a worker beside it."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as error:
        raise UsageError("the engine `ray` needs the extra `tocsin[ray]`") from error

    ray.init(address=address, log_to_driver=False, include_dashboard=False, num_cpus=None if address else workers)
    try:
        actor = ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=3)(Guard)
        idle = [actor.remote(request) for _ in range(workers)]
        yield from _on_actors(ray, iter(shards), idle)
    finally:
        ray.shutdown()


def _on_actors(ray: Any, shards: Iterator[Shard], idle: list[Any]) -> Iterator[Done]:
    running: dict[Any, tuple[Any, Shard]] = {}
    while True:
        for actor, shard in zip(list(idle), islice(shards, len(idle)), strict=False):
            idle.remove(actor)
            running[actor.read.remote(shard)] = (actor, shard)
        if not running:
            return
        finished, _ = ray.wait(list(running), num_returns=1)
        for one in finished:
            actor, shard = running.pop(one)
            idle.append(actor)
            yield Done(shard, ray.get(one))


ENGINES: Mapping[str, Engine] = {"local": local, "ray": on_ray}
