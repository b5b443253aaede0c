"""The commands, on readings made by hand: what they print, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from commandline import Run
from readings import oruro, passed_over

import tocsin
from tocsin.read import Reject
from tocsin.reading import Reading, as_json

TOCSIN = (sys.executable, "-m", "tocsin")
BAD = Reject("b.html", None, "not text", "binary")


def test_version(run: Run) -> None:
    assert run("--version").out == f"tocsin {tocsin.__version__}\n"


def test_help_names_every_command_and_loads_nothing_slow() -> None:
    script = (
        "import sys; from tocsin.cli import main\nsys.argv = ['tocsin', '--help']\n"
        "try: main()\nexcept SystemExit: print(sorted({'spacy', 'sqlalchemy', 'trafilatura'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert shown.rstrip().endswith("[]")
    for command in ("read", "events", "claims", "figures", "why", "brief", "evaluate", "bench"):
        assert f"  {command}" in shown


def test_one_report_is_one_document(run: Run, made: Callable[..., None]) -> None:
    made(oruro())
    assert json.loads(run("read", "x", "--format", "json").out) == as_json(oruro())


def test_several_reports_are_an_array(run: Run, made: Callable[..., None]) -> None:
    made(oruro(), passed_over())
    assert json.loads(run("read", "x", "--format", "json").out) == [as_json(oruro()), as_json(passed_over())]


def test_lines_come_in_the_order_of_the_inputs(run: Run, made: Callable[..., None]) -> None:
    made(passed_over(), BAD, oruro())
    lines = run("read", "x", "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["report"]["id"] for line in lines] == ["ruhig", "oruro-1"]


@pytest.mark.parametrize("width", [80, 140])
def test_the_table_tells_who_what_when_and_where(
    run: Run, made: Callable[..., None], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    made(oruro())
    ran = run("read", "x")
    monkeypatch.setenv("COLUMNS", str(width))
    shown = " ".join(ran.out.split())
    for words in (
        "★ Protest with intervention",
        "3 Mar 2020",
        "Oruro, BO",
        "Police of Bolivia → miners",
        "at least 4 injured",
        "claimed by Rosa Quispe",
        "accuses",
    ):
        assert words in shown
    assert max(map(len, ran.out.splitlines())) <= width


@pytest.mark.parametrize("by", ["speaker", "event", "spread"])
def test_claims_by_tell_who_said_it_first(
    run: Run, made: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    made(oruro())
    db = str(tmp_path / "record.db")
    run("read", "x", "--db", db)
    monkeypatch.setenv("COLUMNS", "200")

    shown = run("claims", "--db", db, "--by", by).out
    [first, *_] = json.loads(run("claims", "--db", db, "--by", by, "--format", "json").out)
    [row, *_] = csv.DictReader(io.StringIO(run("claims", "--db", db, "--by", by, "--format", "csv").out))

    assert "Rosa Quispe" in shown
    assert "El Altiplano" in shown
    assert first["carriers"][0]["outlet"] == row["first_outlet"] == "El Altiplano"
    assert ("event" in first) == ("event_status" in row) == (by == "event")


def test_a_report_passed_over_says_why(run: Run, made: Callable[..., None]) -> None:
    made(passed_over())
    assert "passed over: language: de" in run("read", "x").out


@pytest.mark.parametrize(
    "command", [["read", "x"], ["read", "x", "--format", "json"], ["read", "x", "--format", "jsonl"]]
)
def test_text_from_the_world_cannot_control_the_terminal(
    run: Run, made: Callable[..., None], hostile: Reading, command: list[str]
) -> None:
    made(hostile)
    ran = run(*command)
    assert "[bold]" in ran.out
    assert not set("\x1b\u202e") & set(ran.out + ran.err)


@pytest.mark.parametrize("form", ["table", "json", "csv"])
@pytest.mark.parametrize("command", ["events", "claims", "figures"])
def test_lists_cannot_control_the_terminal(
    run: Run, made: Callable[..., None], hostile: Reading, tmp_path: Path, command: str, form: str
) -> None:
    made(hostile)
    run("read", "x", "--db", tmp_path / "record.db")
    ran = run(command, "--db", tmp_path / "record.db", "--format", form)
    assert ran.code == 0
    assert ran.out
    assert not set("\x1b\u202e") & set(ran.out)


def test_rejects_are_listed_at_the_end(run: Run, made: Callable[..., None], tmp_path: Path) -> None:
    made(BAD, oruro(), Reject("a.jsonl", 3, "not JSON", "malformed"))
    ran = run("read", "x", "--format", "jsonl", "--rejects", tmp_path / "rejects.jsonl")
    assert ran.code == 3
    assert ran.err.splitlines() == [
        "2 of 3 inputs could not be read:",
        "  b.html: not text",
        "  a.jsonl:3: not JSON",
    ]
    assert len(ran.out.splitlines()) == 1
    written = (tmp_path / "rejects.jsonl").read_text().splitlines()
    assert [json.loads(line)["reason"] for line in written] == ["not text", "not JSON"]


def test_what_is_read_is_kept(run: Run, made: Callable[..., None], tmp_path: Path) -> None:
    made(oruro(), BAD)
    db = tmp_path / "record.db"
    assert "1 new, 0 changed, 0 as before" in run("read", "x", "--db", db).err
    assert "0 new, 0 changed, 1 as before" in run("read", "x", "--db", db).err
    assert run("read", "x", "--db", db).out == ""
    assert "m-gas" in run("read", "x", "--db", db, "--format", "jsonl").out
    assert [claim["id"] for claim in json.loads(run("claims", "--db", db, "--format", "json").out)] == [
        "c-quispe",
        "c-ministry",
    ]


@pytest.mark.parametrize(
    ("command", "count"),
    [
        (["events"], 2),
        (["events", "--place", "Bolivia"], 1),
        (["events", "--from", "2020-03-04"], 0),
        (["events", "--to", "2020-03-03"], 1),
        (["claims", "--speaker", "Quispe"], 1),
        (["claims", "--outlet", "Altiplano"], 2),
        (["figures", "--type", "injured"], 1),
        (["figures", "--type", "killed"], 0),
    ],
)
def test_lists_are_filtered(run: Run, record: Path, command: list[str], count: int) -> None:
    ran = run(*command, "--db", record, "--format", "json")
    assert len(json.loads(ran.out)) == count
    rows = list(csv.DictReader(io.StringIO(run(*command, "--db", record, "--format", "csv").out)))
    assert len(rows) == count


def test_an_empty_list_says_so(run: Run, record: Path) -> None:
    assert "Nothing in the record fits." in run("events", "--db", record, "--place", "Nowhere").out


def test_why_shows_rules_statements_and_words(run: Run, record: Path) -> None:
    event = json.loads(run("events", "--db", record, "--format", "json").out)[0]
    shown = " ".join(run("why", event["id"][:8], "--db", record).out.split())
    for words in ("rule: narrowest place", "Police fired tear gas at miners in Oruro on Tuesday.", "Mention m-gas"):
        assert words in shown
    told = json.loads(run("why", "m-gas", "--db", record, "--format", "json").out)
    place = next(cell for cell in told["statements"] if cell["property"] == "place")
    assert place["passages"][0]["words"] == "Oruro"


def test_a_brief_is_written_from_a_record(run: Run, record: Path) -> None:
    ran = run("brief", "--db", record)
    assert ran.out.startswith("# Situation report")
    assert "El Altiplano" in ran.out


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        (["why", "nobody", "--db", "{record}"], 2, "no such id"),
        (["brief"], 2, "give either reports or --db"),
        (["events", "--db", "{folder}/none.db"], 4, "no such database"),
        (["events", "--db", "{folder}/foreign.db"], 4, "not a database"),
        (["events", "--db", "{folder}/other.db"], 4, "of another program"),
        (["events", "--db", "{record}", "--from", "yesterday"], 2, "yesterday"),
        (["events"], 2, "--db"),
        (["read", "{folder}/none.txt"], 3, "no such file"),
        (["read", "{folder}/empty.txt"], 3, "nothing in it"),
        (["read", "{folder}/none.txt", "--published", "32 May"], 2, "32 May"),
        (["read", "{folder}/empty.txt", "--db", "{folder}/foreign.db"], 4, "not a database"),
    ],
)
def test_what_goes_wrong_is_said_in_a_line(
    run: Run, record: Path, tmp_path: Path, command: list[str], code: int, words: str
) -> None:
    (tmp_path / "foreign.db").write_bytes(b"no database at all" * 100)
    (tmp_path / "empty.txt").write_text(" \n")
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE diary (day)")
    other.close()
    ran = run(*(part.format(record=record, folder=tmp_path) for part in command))
    assert ran.code == code
    assert words in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""


def test_a_fault_of_the_program_shows_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by nothing\x1b")

    monkeypatch.setattr("tocsin.cli.reading.read_and_show", broken)
    ran = run("read", "x")
    assert ran.code == 70
    assert "ZeroDivisionError" in ran.err
    assert "Traceback" not in ran.err
    assert "\x1b" not in ran.err


def test_a_closed_pipe_is_quiet(record: Path) -> None:
    command = [*TOCSIN, "claims", "--db", str(record), "--format", "json"]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert done.stderr == ""


def test_an_interrupt_keeps_what_was_read(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def interrupted(*_: object, **__: object) -> Iterator[Reading]:
        yield oruro()
        raise KeyboardInterrupt

    monkeypatch.setattr("tocsin.cli.reading.read_inputs", interrupted)
    db = tmp_path / "record.db"
    ran = run("read", "x", "--db", db)
    assert ran.code == 130
    assert "Traceback" not in ran.err
    assert len(json.loads(run("claims", "--db", db, "--format", "json").out)) == 2


# -- judge ----------------------------------------------------------------------------------------------------------


def event_ids(run: Run, record: Path) -> list[str]:
    return [event["id"] for event in json.loads(run("events", "--db", record, "--format", "json").out)]


def test_a_judgement_is_made_listed_exported_and_undone(run: Run, record: Path, tmp_path: Path) -> None:
    before = event_ids(run, record)
    signed = ("--db", record, "--by", "Ana Flores", "--reason", "no such thing")
    made = run("judge", "reject", before[0], *signed)
    assert "reject, signed analyst:Ana Flores" in made.out
    assert event_ids(run, record) == before[1:]
    key = made.out.split()[0]
    assert key[:8] in run("judge", "list", "--db", record).out
    assert run("judge", "export", tmp_path / "made.jsonl", "--db", record).code == 0
    assert run("judge", "undo", key, *signed).code == 0
    assert event_ids(run, record) == before
    assert "0 new, 1 as before" in run("judge", "import", tmp_path / "made.jsonl", "--db", record).err


@pytest.mark.parametrize(
    ("cell", "value", "read"),
    [
        ("date", "2020-03-01", ("2020-03-01", "2020-03-01")),
        ("date", "2020-03-01/2020-03-02", ("2020-03-01", "2020-03-02")),
        ("date", "yesterday", None),
        ("date", "2020-03-02/2020-03-01", None),
        ("colour", "red", None),
    ],
)
def test_a_correction_is_told_in_few_characters(
    run: Run, record: Path, cell: str, value: str, read: tuple[str, str] | None
) -> None:
    key = event_ids(run, record)[0]
    ran = run("judge", "correct", key, cell, value, "--db", record, "--by", "Ana Flores", "--reason", "seen there")
    assert ran.code == (0 if read else 2)
    if read:
        events = json.loads(run("events", "--db", record, "--format", "json").out)
        told = [event["date"]["value"] for event in events if event["date"]]
        assert read in {(day["from"], day["to"]) for day in told}


def test_outlets_are_listed_and_graded(run: Run, record: Path) -> None:
    assert run("outlets", "Reuters", "--db", record, "--grade", "a", "--by", "Ana Flores").code == 0
    assert "A completely" in " ".join(run("outlets", "Reuters", "--db", record).out.split())
    assert run("outlets", "--db", record, "--grade", "a").code == 2
    assert run("outlets", "Reuters", "--db", record, "--grade", "z", "--by", "x").code == 2


def test_export_says_what_it_wrote_and_what_it_left_out(run: Run, record: Path, tmp_path: Path) -> None:
    told = run("export", "--db", record, "--as", "csv")
    assert told.code == 0
    assert len(list(csv.DictReader(io.StringIO(told.out)))) == int(told.err.split()[0])
    out = tmp_path / "events.csv"
    assert "left out" in run("export", "--db", record, "--as", "ucdp", "--out", out).err
    assert out.read_text("utf-8").startswith("id,relid,year,")
    assert not list(tmp_path.glob(".*.part"))
    assert run("export", "--db", record, "--as", "xlsx").code == 2


def test_compare_gives_rows_back_and_counts_verdicts(run: Run, record: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("Tag,place,country\n2022-03-01,Oruro,Bolivia\n", "utf-8")
    told = run("compare", rows, "--db", record, "--column", "start=Tag")
    assert told.code == 0
    assert told.out.startswith("Tag,place,country,tocsin_verdict,")
    assert "missing from yours" in told.err
    assert run("compare", rows, "--db", record, "--column", "start").code == 2
    assert run("compare", tmp_path / "none.csv", "--db", record).code == 3
    assert run("compare", rows, "--db", record, "--column", "start=Tag", "--out", tmp_path / "c.html").code == 0
    assert "<h1>" in (tmp_path / "c.html").read_text("utf-8")
