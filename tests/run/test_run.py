"""Shards are the same whoever reads them, a killed run goes on, and a poisoned report costs its own entry."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tocsin.errors import StoreError, UsageError
from tocsin.read import Reject, Source
from tocsin.reading import Reading
from tocsin.run import Request, engines, kept, run
from tocsin.run import shards as shards_of
from tocsin.run.engines import ENGINES
from tocsin.run.guard import Guard
from tocsin.run.shards import Shard, shards, unfinished
from tocsin.settings import Settings

REQUEST = Request(Settings.from_environment())
POISONOUS = (sys.executable, str(Path(__file__).with_name("poisonous.py")))
NO_RAY = "ray is not installed: pip install 'tocsin[ray]'"
RIOT = "Police shot {} protesters in Oruro on 3 March 2020, and crowds burned {} cars near the station."


def line(number: int, text: str) -> Source:
    body = json.dumps({"id": f"r{number}", "text": text, "published": "2020-03-04"}).encode()
    return Source("reports.jsonl", "line", body, number)


def given(count: int) -> list[Source | Reject]:
    texts = [RIOT.format(number, number + 1) if number % 3 else "The garden show opened." for number in range(count)]
    return [line(number, text) for number, text in enumerate(texts)]


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards_of, "SOURCES", 8)


@pytest.fixture(scope="module")
def poisonous() -> Iterator[Guard]:
    guard = Guard(replace(REQUEST, patience=10.0, memory=2_500_000_000), POISONOUS)
    yield guard
    guard.close()


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def items(folder: Path) -> list[Reading | Reject]:
    return [one.item for one in kept(folder)]


def test_any_number_of_workers_writes_the_same_shards_in_the_order_of_the_sources(tmp_path: Path) -> None:
    for workers in (1, 2):
        told = list(run(given(30), tmp_path / str(workers), REQUEST, workers=workers))
        assert sorted((one.number, one.sources) for one in told) == [(0, 8), (1, 8), (2, 8), (3, 6)]
    assert files(tmp_path / "1") == files(tmp_path / "2")
    found = items(tmp_path / "1")
    assert [one.report.id for one in found if isinstance(one, Reading)] == [f"r{number}" for number in range(30)]
    assert sum(bool(one.mentions) for one in found if isinstance(one, Reading)) == 20


def test_what_is_finished_is_not_read_again_and_what_has_changed_is(tmp_path: Path) -> None:
    list(run(given(20), tmp_path, REQUEST))
    before = files(tmp_path)
    assert [one.was_there for one in run(given(20), tmp_path, REQUEST)] == [True, True, True]
    changed = [*given(8), line(99, RIOT.format("two", "nine")), *given(20)[9:]]
    told = {one.number: one.was_there for one in run(changed, tmp_path, REQUEST)}
    assert told == {0: True, 1: False, 2: True}
    assert files(tmp_path)["shard-000000.jsonl.gz"] == before["shard-000000.jsonl.gz"]
    assert "r99" in [one.report.id for one in items(tmp_path) if isinstance(one, Reading)]
    assert not any(one.was_there for one in run(given(8), tmp_path, replace(REQUEST, everything=True)))
    assert len(items(tmp_path)) == 8


def test_a_codebook_that_has_changed_asks_for_new_shards(tmp_path: Path) -> None:
    book = tmp_path / "health.toml"
    book.write_text("[classes]\n")
    asked = replace(REQUEST, settings=replace(REQUEST.settings, codebooks=(book,)))
    before = asked.digest
    assert before != REQUEST.digest
    book.write_text("[classes]\nmedics = 'doctor'\n")
    assert asked.digest != before


@pytest.mark.parametrize("damage", [b"", b"\x1f\x8bnothing"])
def test_half_a_shard_does_not_count(tmp_path: Path, damage: bytes) -> None:
    list(run(given(20), tmp_path, REQUEST))
    whole = files(tmp_path)
    (tmp_path / "shard-000001.done").unlink()
    (tmp_path / "shard-000001.jsonl.gz").write_bytes(damage)
    assert unfinished(tmp_path) == 1
    assert len(items(tmp_path)) == 12
    list(run(given(20), tmp_path, REQUEST))
    assert files(tmp_path) == whole


def test_a_damaged_shard_is_named(tmp_path: Path) -> None:
    list(run(given(3), tmp_path, REQUEST))
    (tmp_path / "shard-000000.jsonl.gz").write_bytes(gzip.compress(b'{"schema": 99}\n'))
    with pytest.raises(StoreError, match="shard-000000"):
        items(tmp_path)


POISON = {
    "CRASH": "crashed the reader (SIGSEGV)",
    "KILLED": "was killed, most likely for want of memory",
    "HANG": "took more than 10 seconds",
    "GREEDY": "MemoryError",
}


def test_poisoned_reports_cost_their_own_entries(poisonous: Guard, tmp_path: Path) -> None:
    sources = given(6)
    poison = [line(70 + number, f"Police shot protesters. {word}") for number, word in enumerate(POISON)]
    shards_of.keep(tmp_path, 0, poisonous.read(Shard(0, (*sources[:2], *poison, *sources[2:]))))
    found = items(tmp_path)
    for rejected, reason in zip(found[2:6], POISON.values(), strict=True):
        assert isinstance(rejected, Reject)
        assert reason in rejected.reason
    shards_of.keep(tmp_path, 0, poisonous.read(Shard(0, tuple(sources))))
    assert [*found[:2], *found[6:]] == items(tmp_path)


def test_rejects_and_captures_come_through(tmp_path: Path) -> None:
    page = (
        f"<html><body><article><h1>Clashes in Oruro</h1><p>{RIOT.format(2, 3)} {RIOT.format(4, 5)}</p></article></body>"
    )
    sources = [Source("a.html", "page", page.encode()), Reject("b.html", None, "nothing in it", "empty")]
    list(run(sources, tmp_path, REQUEST))
    first, second = kept(tmp_path)
    assert first.capture == page.encode()
    assert second.item == sources[1]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_run_that_is_killed_goes_on(tmp_path: Path, engine: str) -> None:
    if engine == "ray":
        pytest.importorskip("ray", reason=NO_RAY)
    source = tmp_path / "reports.jsonl"
    source.write_bytes(b"\n".join(one.body for one in given(900) if isinstance(one, Source)))
    command = [sys.executable, "-m", "tocsin", "read", str(source), "--out"]
    subprocess.run([*command, str(tmp_path / "whole")], check=True, capture_output=True)
    command = [*command[:-1], "--engine", engine, "--out"]
    begun = subprocess.Popen([*command, str(tmp_path / "killed")], stderr=subprocess.DEVNULL)
    _until(lambda: list((tmp_path / "killed").glob("*.done")))
    os.kill(begun.pid, signal.SIGKILL)
    begun.wait()
    ran = subprocess.run([*command, str(tmp_path / "killed")], check=True, capture_output=True, text=True)
    assert "; 0 of them were read before" not in ran.stderr
    assert files(tmp_path / "killed") == files(tmp_path / "whole")


def _until(holds: object, seconds: float = 120.0) -> None:
    ends = time.monotonic() + seconds
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < ends
        time.sleep(0.05)


def test_shards_are_cut_by_number_and_by_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [len(shard.items) for shard in shards(given(20))] == [8, 8, 4]
    monkeypatch.setattr(shards_of, "BYTES", 1)
    assert [len(shard.items) for shard in shards(given(3))] == [1, 1, 1]
    assert list(shards([])) == []


def test_without_ray_the_engine_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match="extra"):
        list(run(given(9), tmp_path, REQUEST, engine="ray"))


class Stumbling(Guard):
    """A guard of a worker over which some reports stumble, as an actor of Ray."""

    def __init__(self, request: Request) -> None:
        super().__init__(replace(request, patience=10.0, memory=2_500_000_000), POISONOUS)


def test_ray_writes_the_same_shards_and_names_poisoned_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ray = pytest.importorskip("ray", reason=NO_RAY)
    ray.cloudpickle.register_pickle_by_value(sys.modules[__name__])
    sources = [*given(20), line(70, "Police shot protesters. CRASH"), line(71, "Police shot protesters. HANG")]
    for engine in ENGINES:
        monkeypatch.setattr(engines, "Guard", Stumbling)
        list(run(sources, tmp_path / engine, REQUEST, workers=2, engine=engine))
    assert files(tmp_path / "ray") == files(tmp_path / "local")
    reasons = [found.reason for found in items(tmp_path / "ray") if isinstance(found, Reject)]
    assert ["SIGSEGV" in reasons[0], "10 seconds" in reasons[1], len(reasons)] == [True, True, 2]
