"""The contract of a store, held on every database it can be kept in."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oruro import archive
from readings import oruro, passed_over, readings, report_of
from sqlalchemy import text

from tocsin.errors import StoreError, UsageError
from tocsin.outlet import Outlet
from tocsin.read.rejects import Reject
from tocsin.reading import Reading
from tocsin.span import Span
from tocsin.store import Added, Decision, Filters, Store, opening
from tocsin.store.fold import statements
from tocsin.store.store import BATCH
from tocsin.store.tables import metadata
from tocsin.values import Figure


def numbered(count: int) -> Iterator[Reading]:
    """Readings of as many different reports."""
    return (Reading(report_of(f"Report {number}.", id=str(number))) for number in range(count))


@pytest.fixture
def store(address: str) -> Store:
    return Store.open(address)


def test_what_is_kept_comes_back(store: Store) -> None:
    assert store.add([oruro(), passed_over()]) == Added(new=2)
    assert list(store.readings()) == [oruro(), passed_over()]


def test_a_second_run_adds_nothing(store: Store) -> None:
    store.add([oruro(), passed_over()])
    before = counted(store)
    assert store.add([passed_over(), oruro()]) == Added(same=2)
    assert counted(store) == before


def test_a_report_twice_in_one_run_is_kept_once(store: Store) -> None:
    assert store.add([oruro(), oruro()]) == Added(new=1, same=1)
    assert list(store.readings()) == [oruro()]


def test_a_new_reading_replaces_what_finders_said(store: Store) -> None:
    store.add([oruro()])
    later = replace(oruro(), claims=(), report=replace(oruro().report, published=date(2020, 3, 5)))
    assert store.add([later]) == Added(changed=1)
    assert list(store.readings()) == [later]
    assert list(store.claims()) == []


def test_what_people_said_outlives_a_new_reading(store: Store) -> None:
    store.add([oruro()])
    with store.engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(text("INSERT INTO origin (id, name) VALUES (1000, 'analyst:D. Flores')"))
        connection.execute(text("UPDATE statement SET origin_id = 1000 WHERE id = 1"))
    store.add([replace(oruro(), figures=())])
    with store.engine.connect() as connection:
        kept = connection.execute(text("SELECT count(*) FROM statement WHERE origin_id = 1000")).scalar()
    assert kept == 1


def test_two_versions_of_a_report_stand_side_by_side(store: Store) -> None:
    versions = [Reading(report_of(words, id="page")) for words in ("At first.", "Later.")]
    assert store.add(versions) == Added(new=2)
    assert list(store.readings()) == versions


def test_more_readings_than_fit_a_batch(store: Store) -> None:
    count = 2 * BATCH + 1
    assert store.add(numbered(count)) == Added(new=count)
    assert [reading.report.id for reading in store.readings()] == [str(number) for number in range(count)]


def test_a_run_that_fails_keeps_the_batches_before(store: Store) -> None:
    def failing() -> Iterator[Reading]:
        yield from numbered(BATCH)
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        store.add(failing())
    assert len(list(store.readings())) == BATCH


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(readings(), max_size=3, unique_by=lambda reading: reading.report.id))
def test_any_reading_comes_back(store: Store, some: list[Reading]) -> None:
    store.add(some)
    kept = {(reading.report.id, reading.report.sha256): reading for reading in store.readings()}
    for reading in some:
        assert kept[reading.report.id, reading.report.sha256] == reading


@pytest.mark.parametrize("odd", ["a\x00b", "a\x1a0000b", "half a pair: \ud800.", "\x1a", "🔥 مظاهرة"])
def test_text_that_databases_refuse_comes_back(store: Store, odd: str) -> None:
    report = replace(report_of("Nothing.", id=odd, title=odd, outlet=odd), text=odd)
    store.add([Reading(report, passed_over=odd)])
    assert list(store.readings()) == [Reading(report, passed_over=odd)]


def test_bytes_come_back(store: Store) -> None:
    page = b"<html>\x00\xff</html>"
    store.add([], captures={"a" * 64: page})
    store.add([], captures={"a" * 64: page})
    assert store.capture("a" * 64) == page
    assert store.capture("b" * 64) is None


def test_what_could_not_be_read_is_kept_once(store: Store) -> None:
    first, line = Reject("b.html", None, "not text", "binary"), Reject("a.jsonl", 3, "not JSON", "malformed")
    store.add([], rejects=[first, line])
    store.add([], rejects=[replace(first, reason="nothing in it", kind="empty")])
    assert store.rejects() == [line, Reject("b.html", None, "nothing in it", "empty")]


@pytest.mark.parametrize(
    ("filters", "mentions", "claims", "figures"),
    [
        (Filters(place="oruro"), ["m-gas"], [], ["f-hurt"]),
        (Filters(place="Bolivia"), ["m-gas"], [], ["f-hurt"]),
        (Filters(place="BO"), ["m-gas"], [], ["f-hurt"]),
        (Filters(place="Peru"), [], [], []),
        (Filters(since=date(2020, 3, 3), until=date(2020, 3, 3)), ["m-gas"], ["c-quispe"], ["f-hurt"]),
        (Filters(since=date(2020, 3, 4)), [], ["c-ministry"], []),
        (Filters(until=date(2020, 3, 2)), [], [], []),
        (Filters(type="assault"), ["m-gas", "m-denied"], ["c-quispe"], ["f-hurt"]),
        (Filters(type="Protest with intervention"), ["m-gas"], [], ["f-hurt"]),
        (Filters(type="injured"), [], [], ["f-hurt"]),
        (Filters(speaker="quispe"), ["m-denied"], ["c-quispe"], []),
        (Filters(speaker="Miners' union"), ["m-denied"], ["c-quispe"], []),
        (Filters(speaker="uisp"), [], [], []),
        (Filters(speaker="%"), [], [], []),
        (Filters(outlet="altiplano"), ["m-gas", "m-denied"], ["c-quispe", "c-ministry"], ["f-hurt"]),
        (Filters(outlet="altiplano", speaker="rosa", type="assault"), ["m-denied"], ["c-quispe"], []),
    ],
)
def test_filters(store: Store, filters: Filters, mentions: list[str], claims: list[str], figures: list[str]) -> None:
    store.add([passed_over(), oruro()])
    assert [told.record.id for told in store.mentions(filters)] == mentions
    assert [told.record.id for told in store.claims(filters)] == claims
    assert [told.record.id for told in store.figures(filters)] == figures
    told = mentions + claims + figures
    assert [reading.report.id for reading in store.readings(filters)] == (["oruro-1"] if told else [])


def test_events_are_merged_and_found(store: Store) -> None:
    store.add([oruro(), passed_over()])
    assert [event["mentions"] for event in store.events()] == [["m-gas"], ["m-denied"]]
    assert [event["mentions"] for event in store.events(Filters(place="Bolivia"))] == [["m-gas"]]
    assert [event["mentions"] for event in store.events(Filters(speaker="Quispe"))] == [["m-denied"]]
    assert store.events(Filters(since=date(2020, 3, 4))) == []


def test_the_wording_of_an_event_is_cut_from_its_reports(store: Store) -> None:
    store.add([oruro()])
    place = store.events()[0]["place"]["options"][0]
    assert place["evidence"] == [{"report": "oruro-1", "in": "text", "start": 52, "end": 57, "text": "Oruro"}]


def test_events_follow_what_is_added(store: Store) -> None:
    assert store.events() == []
    store.add([oruro()])
    assert len(store.events()) == 2
    store.add([replace(oruro(), mentions=oruro().mentions[:1])])
    assert [event["mentions"] for event in store.events()] == [["m-gas"]]


def test_why_of_an_event_and_of_a_toll(store: Store) -> None:
    store.add([oruro()])
    event = store.events()[0]
    assert {reason.statement.subject for reason in store.why(event["id"])} == {"m-gas", "f-hurt"}
    assert {reason.statement.subject for reason in store.why(event["tolls"][0]["id"])} == {"f-hurt"}


def test_the_index_is_made_anew_from_the_statements(store: Store) -> None:
    store.add([oruro(), passed_over()])
    store.rebuild()
    assert [told.record.id for told in store.mentions(Filters(place="Oruro"))] == ["m-gas"]


def test_an_index_of_another_shape_is_made_anew_when_opened(store: Store) -> None:
    store.add([oruro()])
    with store.engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(text("DROP TABLE view_found_under"))
        connection.execute(text("UPDATE mark SET value = 'older' WHERE name = 'view'"))
    again = Store.open(store.address)
    assert [told.record.id for told in again.mentions(Filters(place="Oruro"))] == ["m-gas"]


def test_why_names_every_statement_with_its_words(store: Store) -> None:
    store.add([oruro()])
    reasons = store.why("m-gas")
    cells = [cell for cell in statements(oruro()) if cell.subject == "m-gas"]
    assert [reason.statement for reason in reasons] == cells
    place = next(reason for reason in reasons if reason.statement.property == "place")
    assert [passage.words for passage in place.passages] == ["Oruro"]
    assert place.passages[0].before.endswith("miners in ")
    assert place.passages[0].after.startswith(" on Tuesday")


def test_why_of_what_is_claimed_names_the_claim(store: Store) -> None:
    store.add([oruro()])
    assert {reason.statement.subject for reason in store.why("m-denied")} == {"m-denied", "c-quispe"}


def test_why_takes_the_beginning_of_an_id(store: Store) -> None:
    store.add([oruro()])
    assert {reason.statement.subject for reason in store.why("f-hur")} == {"f-hurt"}
    assert store.why("f-h") == []
    assert store.why("f-%%") == []


def test_a_database_is_opened_again(address: str) -> None:
    Store.open(address).add([oruro()])
    assert list(Store.open(address, create=False).readings()) == [oruro()]


def test_a_newer_schema_is_refused(store: Store) -> None:
    with store.engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer tocsin"):
        Store.open(store.address)


def test_readers_see_whole_batches_while_one_writes(store: Store) -> None:
    def slow() -> Iterator[Reading]:
        for number, reading in enumerate(numbered(2 * BATCH)):
            if number == BATCH + 1:
                seen.append(len(list(Store.open(store.address).readings())))
            yield reading

    seen: list[int] = []
    store.add(slow())
    assert seen == [BATCH]


def counted(store: Store) -> dict[str, int | None]:
    with store.engine.connect() as connection:
        return {
            name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar()
            for name in ("report", "subject", "statement", "value", "view_entry", "view_name", "view_found_under")
        }


DIES = """
import os, sys
from readings import report_of
from tocsin.read.rejects import Reject
from tocsin.reading import Reading
from tocsin.store import Store

def readings(count):
    yield from (Reading(report_of(f"Report {number}.", id=str(number))) for number in range(count))
    os._exit(9)

Store.open(sys.argv[1]).add(readings(int(sys.argv[2])))
"""


def test_a_killed_run_loses_nothing_committed(store: Store) -> None:
    tests = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", DIES, store.address, str(BATCH + 3)],
        env={**os.environ, "PYTHONPATH": tests},
        check=False,
    )
    assert done.returncode == 9
    assert len(list(store.readings())) == BATCH
    assert store.add(numbered(BATCH + 3)) == Added(new=3, same=BATCH)


def test_a_missing_database_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such database"):
        Store.open(str(tmp_path / "none.db"), create=False)
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_bytes(b"Dear diary, " * 200)
    with pytest.raises(StoreError, match=r"notes\.db: not a database$"):
        Store.open(str(path))
    assert path.read_bytes() == b"Dear diary, " * 200


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE report (id)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="of another program"):
        Store.open(str(path))
    assert path.read_bytes() == before


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="a folder, not a database"):
        Store.open(str(tmp_path))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="unable to open"):
        Store.open(str(tmp_path / "nowhere" / "record.db"))


def test_a_locked_database_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tocsin.store.dialect.BUSY_SECONDS", 0.05)
    path = tmp_path / "record.db"
    store = Store.open(str(path))
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="locked by another program"):
        store.add([oruro()])
    holder.close()


def test_an_unknown_kind_of_address() -> None:
    with pytest.raises(StoreError):
        Store.open("carrier-pigeon://coop/1")


def test_a_password_is_not_shown() -> None:
    with pytest.raises(StoreError) as caught:
        Store.open("postgresql://desk:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_last_migration_is_known() -> None:
    steps = sorted((opening.MIGRATIONS / "versions").glob("[0-9]*.py"))
    assert steps[-1].name.startswith(opening.HEAD)


def test_migrations_make_the_tables(store: Store) -> None:
    with store.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    assert [step for step in found if "view_" not in str(step)] == []


# -- judgements -------------------------------------------------------------------------------------------------------


def decision(kind: str, *ids: str, **more: Any) -> Decision:
    return Decision(kind, ids, "Ana Flores", "seen there", **more)  # type: ignore[arg-type]


def test_a_judgement_changes_the_record_until_it_is_undone(store: Store) -> None:
    store.add(archive())
    before = store.events()
    (event,) = (event for event in before if event["action"] == "fire-on-crowd" and event["status"] == "disputed")
    split = store.judge(decision("split", event["id"], event["mentions"][1]))
    assert len(store.events()) == len(before) + 1
    assert [judgement.id for judgement in store.judgements()] == [split.id]
    store.judge(decision("undo", split.id[:8]))
    assert store.events() == before


def test_judgements_go_from_one_record_to_another(store: Store, tmp_path: Path) -> None:
    store.add(archive())
    event = store.events()[0]
    store.judge(decision("reject", event["id"]))
    other = Store.open(str(tmp_path / "other.db"))
    other.add(archive())
    assert other.add_judgements(store.judgements()) == 1
    assert other.add_judgements(store.judgements()) == 0
    assert other.events() == store.events()


def test_judgements_outlive_a_new_reading(store: Store) -> None:
    store.add(archive())
    mention = archive()[2].mentions[0]
    store.judge(decision("correct", mention.id, cell="date", value=(("from", "2022-03-03"),)))
    store.add([replace(archive()[2], claims=())])
    days = {event["date"]["value"]["from"]: event["date"]["rule"] for event in store.events() if event["date"]}
    assert "analyst:Ana Flores" in days["2022-03-03"]


@pytest.mark.parametrize(
    ("kind", "ids", "more"),
    [
        ("reject", ["nowhere"], {}),
        ("same", ["{0}"], {}),
        ("undo", ["nowhere"], {}),
        ("correct", ["{0}"], {"cell": "colour", "value": "red"}),
    ],
)
def test_a_judgement_on_nothing_is_refused(store: Store, kind: str, ids: list[str], more: dict[str, str]) -> None:
    store.add(archive())
    event = store.events()[0]["id"]
    with pytest.raises(UsageError):
        store.judge(decision(kind, *(key.format(event) for key in ids), **more))


def test_what_a_desk_says_of_an_outlet_goes_before_what_ships(store: Store) -> None:
    assert (store.outlets().named("Reuters").reliability, store.outlets().named("Nowhere Post").reliability) == (
        "B",
        "F",
    )
    store.set_outlets([Outlet(("Reuters",), "agency", "GB", "private", "A", "set by hand")], by="Ana Flores")
    assert store.outlets().named("reuters").reliability == "A"


def test_what_became_of_events_is_told_and_old_ids_lead_on(store: Store) -> None:
    store.add([oruro()])
    (event, *_) = store.events()
    assert {(row["kind"], row["event"]) for row in store.changes()} == {("new", one["id"]) for one in store.events()}
    earlier = replace(oruro(), report=replace(oruro().report, id="oruro-0", published=date(2020, 3, 3), url=None))
    earlier = replace(
        earlier, mentions=(replace(oruro().mentions[0], id="m-first", figures=()),), figures=(), claims=()
    )
    store.add([earlier])
    (joined, *_) = store.events()
    assert joined["id"] != event["id"]
    assert "m-gas" in joined["mentions"]
    assert (store.record(event["id"]) or {})["id"] == joined["id"]
    assert store.why(event["id"])
    store.rebuild()
    assert len(store.changes()) == len({row["event"] for row in store.changes() if row["kind"] == "new"})


def test_a_page_that_changed_is_told_once(store: Store) -> None:
    def version(words: str, dead: int, hour: int) -> Reading:
        report = report_of(
            f"Riots. {words} people died.", url="https://altiplano.example/riots", published=date(2022, 3, 5)
        )
        report = replace(report, captured_at=datetime(2022, 3, 5, hour, tzinfo=UTC))
        figure = Figure("f" + words, Span("text", 7, 14 + len(words)), "killed", dead, dead, dead, "people")
        return Reading(report, figures=(figure,))

    store.add([version("Four", 4, 8)])
    assert store.changes() == []
    store.add([version("Eighteen", 18, 12)])
    (row,) = store.changes()
    assert (row["kind"], row["what"], row["before"], row["after"]) == ("superseded", "killed, people", 4, 18)
    assert (row["earlier"]["words"], row["later"]["words"]) == ("Four people", "Eighteen people")
    store.rebuild()
    assert len(store.changes()) == 1
