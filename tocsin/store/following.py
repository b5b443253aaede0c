"""Merging that follows what is written: a process that stays open looks again only at what changed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, select

from tocsin.merge import Memory
from tocsin.reading import Reading
from tocsin.store import dialect, merging, tables
from tocsin.store.judging import read_judgements
from tocsin.store.reader import CHUNK, read_readings


@dataclass(slots=True)
class Follower:
    """What one process remembers of a record between two mergings: its readings, and what merging them left.

    The first merging of a process reads all there is; the next ones read, compare and cluster what was added, changed
    or judged since. What they come to is what merging all anew comes to.
    """

    memory: Memory = field(default_factory=Memory)
    readings: dict[int, tuple[str, Reading]] = field(default_factory=dict)
    written: merging.Written = field(default_factory=merging.Written)
    _one: threading.Lock = field(default_factory=threading.Lock)

    def follow(self, engine: Engine, address: str) -> None:
        """Bring the merged events up to date."""
        with self._one:
            with dialect.reading(engine, address) as connection:
                self._read(connection)  # what takes long is done while others may write
            with dialect.writing(engine, address) as connection:
                self._read(connection)
                told = [reading for _, (_, reading) in sorted(self.readings.items())]
                merging.remerge(connection, told, read_judgements(connection), self.memory, self.written)

    def _read(self, connection: Connection) -> None:
        """Read what is not known yet, or was read again since."""
        report = tables.report.c
        there = {row.id: row.digest for row in connection.execute(select(report.id, report.digest))}
        self.readings = {number: kept for number, kept in self.readings.items() if there.get(number) == kept[0]}
        missing = sorted(there.keys() - self.readings.keys())
        for number, reading in self._fetched(connection, missing):
            self.readings[number] = there[number], reading

    def _fetched(self, connection: Connection, numbers: list[int]) -> Iterator[tuple[int, Reading]]:
        for start in range(0, len(numbers), CHUNK):
            yield from read_readings(connection, numbers[start : start + CHUNK])
