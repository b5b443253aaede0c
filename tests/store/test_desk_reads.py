"""What pages read from a record, on every database it can be kept in."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from readings import oruro, passed_over
from sqlalchemy import text

from tocsin.errors import StoreError
from tocsin.store import Filters, Store, sayings, situation, telling
from tocsin.store.access import add_token, holder, read_deeds, write_deed
from tocsin.store.backup import backup, restore
from tocsin.store.headline import read_headlines
from tocsin.store.judging import Decision
from tocsin.store.reports import read_copies, read_heads, read_kept, read_latest, read_passed_over, read_publishers
from tocsin.store.summary import read_freshness


@pytest.fixture
def store(address: str) -> Store:
    store = Store.open(address)
    store.add([oruro(), passed_over()])
    store.merge()
    return store


def test_the_situation(store: Store) -> None:
    with store.seeing() as connection:
        totals = situation.read_totals(connection, Filters())
        assert (totals.events, totals.unplaced, totals.undated) == (2, 1, 1)
        assert (totals.first_day, totals.last_day) == (date(2020, 3, 3), date(2020, 3, 3))
        assert [circle.place for circle in situation.read_circles(connection, Filters(), most=9)] == ["Oruro"]
        assert situation.read_days(connection, Filters()) == {date(2020, 3, 3): 1}
        assert [row["best"] for row in read_headlines(connection, Filters(), most=3)["injured"]] == [4]


def test_rows_are_paged_without_gap_or_repeat(store: Store) -> None:
    with store.seeing() as connection:
        whole = situation.read_rows(connection, Filters(), most=9)
        after, paged = None, []
        while page := situation.read_rows(connection, Filters(), most=1, after=after):
            paged += page
            after = situation.After(page[0]["first_day"], page[0]["entry_id"], page[0]["weight"])
        assert paged == whole
        assert [row["key"] for row in situation.read_unplaced(connection, Filters(), most=9)] == [whole[1]["key"]]


@pytest.mark.parametrize(
    ("words", "events"),
    [
        ("tear", 1),
        ("MÍNERS tear", 1),
        ("tear zeppelin", 0),
        ("quispe", 1),
        ("!?", 0),
        ('" OR 1', 0),
        ("oruro's", 0),
    ],
)
def test_words_find_the_same_on_every_database(store: Store, words: str, events: int) -> None:
    with store.seeing() as connection:
        assert situation.read_totals(connection, Filters(words=words)).events == events


def test_words_follow_what_is_added_and_changed(store: Store) -> None:
    store.judge(Decision("reject", ("m-gas",), "Ana", "of another year"))
    store.merge()
    with store.seeing() as connection:
        assert situation.read_totals(connection, Filters(words="tear gas")).events == 0
    store.rebuild()
    store.merge()
    assert [told.record.id for told in store.claims(Filters(words="shot at us"))] == ["c-quispe"]


def test_reports_as_lists_name_them(store: Store) -> None:
    with store.seeing() as connection:
        assert read_heads(connection, ["oruro-1", "none"])["oruro-1"].title == "Miners hurt in Oruro"
        latest = read_latest(connection, most=5)
        assert [head.key for head in latest] == ["oruro-1", "ruhig"]
        before = (latest[0].published, latest[0].number)
        assert [head.key for head in read_latest(connection, most=5, before=before)] == ["ruhig"]
        assert [(head.key, why) for head, why in read_passed_over(connection, most=5)] == [("ruhig", "language: de")]
        assert len(read_kept(connection, most=5)) == 2
        assert [(row["name"], row["reports"]) for row in read_publishers(connection, most=5)] == [("El Altiplano", 1)]
        assert read_copies(connection, "oruro-1") == []


def test_claims_and_speakers(store: Store) -> None:
    with store.seeing() as connection:
        found = telling.read_claims(connection, Filters(), most=1)
        following = telling.read_claims(connection, Filters(), most=1, before=found[0].number)
        assert {found[0].key, following[0].key} == {"c-quispe", "c-ministry"}
        asked = sayings.Asked(Filters(speaker="quispe"))
        assert [(one.speaker, one.carriers) for one in sayings.read_speakers(connection, asked, most=9)] == [
            ("Rosa Quispe", 1)
        ]
        everything = [sayings.Asked(Filters(), order) for order in sayings.ORDERS]
        assert all(len(sayings.read_said(connection, one, most=9)) == 2 for one in everything)
        assert sayings.count_said(connection, sayings.Asked(Filters(), denied=True)) == 0
        event = telling.read_event_of(connection, ["m-denied"])["m-denied"]
        assert [row["claims"] for row in sayings.read_said_about(connection, event, most=9)] == [["c-quispe"]]
        assert sayings.read_events_said(connection, everything[0], most=9) == [event]
        assert sayings.read_saying_of(connection, "c-quispe")["speaker"] == "Rosa Quispe"
        assert telling.read_telling(connection, "c-quispe") == oruro()
        assert telling.read_event_of(connection, ["m-gas", "none"]).keys() == {"m-gas"}


def test_how_fresh_it_is(store: Store) -> None:
    with store.seeing() as connection:
        told = read_freshness(connection)
    assert (told.reports, told.published) == (2, "2020-03-04")


def test_the_queue_leaves_out_what_was_judged(store: Store) -> None:
    with store.seeing() as connection:
        waiting = situation.read_queue(connection, most=9)
        assert len(waiting) == situation.read_queue_length(connection) > 0
    store.judge(Decision("accept", (waiting[0]["key"],), "Ana", "seen"))
    store.merge()
    with store.seeing() as connection:
        assert [row["key"] for row in situation.read_queue(connection, most=9)] == [row["key"] for row in waiting[1:]]


def test_tokens_and_the_log(store: Store) -> None:
    with store.changing() as connection:
        secret = add_token(connection, "Ana", "review")
        write_deed(connection, "Ana", "accept", "m-gas")
    with store.seeing() as connection:
        assert holder(connection, secret).role == "review"
        assert [(deed.who, deed.what, deed.about) for deed in read_deeds(connection, most=5)] == [
            ("Ana", "accept", "m-gas")
        ]


def test_a_backup_is_a_record(store: Store, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    target = tmp_path / "copy.backup"
    backup(store.engine, store.address, target)
    with pytest.raises(StoreError, match="never replaces"):
        backup(store.engine, store.address, target)
    on_sqlite = store.engine.dialect.name == "sqlite"
    again = str(tmp_path / "again.db") if on_sqlite else request.getfixturevalue("new_database")()
    restore(target, again)
    restored = Store.open(again, create=False)
    assert list(restored.readings()) == list(store.readings())
    assert restored.events() == store.events()
    with pytest.raises(StoreError, match="never replaces"):
        restore(target, again)


WRITES = """
import sys
from readings import report_of
from tocsin.reading import Reading
from tocsin.store import Store
from tocsin.store.judging import Decision

store = Store.open(sys.argv[1])
begin = int(sys.argv[2])
for number in range(begin, begin + 1000):
    store.add([Reading(report_of(f"Report {number}.", id=str(number)))])
    print("report", number, flush=True)
    if number % 3 == 0:
        made = store.judge(Decision("accept", ("m-gas",), "Ana", f"look {number}"))
        print("judged", made.id, flush=True)
"""
KILLS = 20
"""Times that a writer is killed, which is what is promised of intake and review."""


def test_killed_at_any_point_nothing_committed_is_lost(store: Store) -> None:
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    chance = random.Random(7)
    said: dict[str, set[str]] = {"report": set(), "judged": set()}
    for number in range(KILLS):
        command = [sys.executable, "-c", WRITES, store.address, str(number * 1000)]
        with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as run:
            first = run.stdout.readline()
            time.sleep(chance.random() * 0.25)
            run.send_signal(signal.SIGKILL)
            for line in (first, *run.stdout.read().splitlines()):
                if line.count(" ") == 1:
                    kind, key = line.split()
                    said[kind].add(key)
    after = Store.open(store.address)
    kept = {reading.report.id for reading in after.readings()}
    assert said["report"] <= kept
    assert said["judged"] <= {judgement.id for judgement in after.judgements()}
    assert after.events()
    if after.engine.dialect.name == "sqlite":
        with after.seeing() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
