"""A desk's rows beside a record made by hand."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from oruro import archive
from wire import LAGOS, Count, Told, reading

from tocsin.compare import Comparison, compare, read_rows
from tocsin.compare.page import comparison_page
from tocsin.compare.rows import country_code
from tocsin.compare.table import LACKING, write_table
from tocsin.errors import MalformedInput
from tocsin.store import Store

ACLED = (
    "event_id_cnty,event_date,event_type,sub_event_type,country,location,latitude,longitude,fatalities,notes\n"
    "A1,2022-03-04,Riots,Violent demonstration,Bolivia,Oruro,-17.97,-67.11,{deaths},riot\n"
    "A2,05 March 2022,Battles,Armed clash,Bolivia,Sucre,-19.04,-65.26,0,nothing is told of it\n"
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = Store.open(str(tmp_path / "record.db"))
    lagos = "Gunmen shot dead three men in Lagos on Friday."
    shot = Told(lagos, "kill", LAGOS, "2022-03-04", type="ASSAULT", counts=[Count("three men", 3)])
    opened.add([*archive(), reading("lagos", lagos, shot)])
    return opened


def rows_of(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "rows.csv"
    path.write_text(text, "utf-8")
    return path


def compared(store: Store, tmp_path: Path, text: str) -> Comparison:
    return compare(store, read_rows(rows_of(tmp_path, text)))


def test_a_row_that_the_record_supports(store: Store, tmp_path: Path) -> None:
    riot, clash = compared(store, tmp_path, ACLED.format(deaths=5)).found
    assert (riot.verdict, riot.toll_verdict) == ("supported", "in range")
    assert next(riot.supporting()).text.startswith("Riots broke out in Oruro on Friday")
    assert (clash.verdict, clash.toll_verdict, clash.events) == ("not found", "none told", ())


@pytest.mark.parametrize(
    ("deaths", "verdict"),
    [("2", "below ours"), ("4", "in range"), ("60", "in range"), ("0", "only ours"), ("", "only ours")],
)
def test_tolls_in_range_or_out(store: Store, tmp_path: Path, deaths: str, verdict: str) -> None:
    riot, _ = compared(store, tmp_path, ACLED.format(deaths=deaths)).found
    assert riot.toll_verdict == verdict
    assert any("six people dead" in one.text for one in riot.contradicting()) == (verdict != "in range")


def test_what_the_rows_lack_lies_in_their_country_and_days(store: Store, tmp_path: Path) -> None:
    lacking = compared(store, tmp_path, ACLED.format(deaths=4)).lacking
    assert [item.event["action"] for item in lacking] == ["fire-on-crowd"]


def test_a_denial_stands_against_a_row(store: Store, tmp_path: Path) -> None:
    text = "date,place,country,type\n2022-03-04,Oruro,Bolivia,Attack\n"
    (found,) = compared(store, tmp_path, text).found
    assert found.verdict == "disputed"
    assert any("the army had fired on nobody" in one.text for one in found.contradicting())


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ("2022-03-05,Oruro,Bolivia,Riots", "supported"),
        ("2022-03-08,Oruro,Bolivia,Riots", "not found"),
        ("2022-03-04,Oruro,Peru,Riots", "not found"),
        ("2022-03-04,ORURO,BO,Riots", "supported"),
        ("2022-03-04,Oruro,Bolivia,Agreement", "not found"),
    ],
)
def test_days_places_and_types_part_events(store: Store, tmp_path: Path, row: str, verdict: str) -> None:
    (found,) = compared(store, tmp_path, f"date,place,country,type\n{row}\n").found
    assert found.verdict == verdict


def test_coordinates_match_where_names_differ(store: Store, tmp_path: Path) -> None:
    near = "date,place,lat,lon,type\n2022-03-04,Uru Uru,-17.95,-67.20,Riots\n2022-03-04,Uru Uru,-19.58,-65.75,Riots\n"
    assert [found.verdict for found in compared(store, tmp_path, near).found] == ["supported", "not found"]


def test_no_two_rows_share_an_event(store: Store, tmp_path: Path) -> None:
    twice = "date,place,country,type\n" + "2022-03-04,Oruro,Bolivia,Riots\n" * 4
    found = compared(store, tmp_path, twice).found
    ids = [item.event["id"] for one in found for item in one.events]
    assert len(ids) == len(set(ids))


def test_the_table_gives_their_rows_back(store: Store, tmp_path: Path) -> None:
    out = io.StringIO()
    write_table(compared(store, tmp_path, ACLED.format(deaths=4)), out)
    table = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert [row["event_id_cnty"] for row in table] == ["A1", "A2", ""]
    assert [row["tocsin_verdict"] for row in table] == ["supported", "not found", LACKING]
    assert table[0]["notes"] == "riot"
    assert table[0]["tocsin_killed_high"] == ""


def test_the_page_is_whole_and_safe(store: Store, tmp_path: Path) -> None:
    text = ACLED.format(deaths=4).replace("A1,", "<script>alert(1)</script>,")
    page = comparison_page(compared(store, tmp_path, text))
    assert "<script>" not in page
    assert "Not found in the record (1)" in page
    assert "In the record and in none of your rows (1)" in page


def test_ucdp_rows_and_columns_of_ones_own(tmp_path: Path) -> None:
    ucdp = "id;date_start;date_end;type_of_violence;where_coordinates;country;latitude;longitude;best;high;low\n"
    ucdp += "7;2022-03-04 00:00:00.000;2022-03-06 00:00:00.000;3;Oruro;Bolivia;-17,97;-67,11;5;9;3\n"
    (row,) = read_rows(rows_of(tmp_path, ucdp))
    assert (row.start, row.end, row.country, row.lat) == (date(2022, 3, 4), date(2022, 3, 6), "BO", -17.97)
    assert (row.low, row.killed, row.high, row.type) == (3, 5, 9, "Violence")
    own = rows_of(tmp_path, "Datum,Ort,Tote\n4.3.2022,Oruro,2\n")
    (named,) = read_rows(own, {"start": "Datum", "place": "Ort", "killed": "Tote"})
    assert (named.start, named.place, named.killed) == (date(2022, 3, 4), "Oruro", 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2\n", "no column of days"),
        ("date,killed\nsoon,2\n", "line 2: no day: 'soon'"),
        ("date,killed\n2022-03-04,two\n", "no number: 'two'"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(MalformedInput, match=said):
        read_rows(rows_of(tmp_path, text))


@pytest.mark.parametrize("name", ["Bolivia", "BO", "BOL", "68", "bolivia"])
def test_countries_by_name_code_or_number(name: str) -> None:
    assert country_code(name) == "BO"


def test_no_rows_compare_to_nothing(store: Store) -> None:
    assert compare(store, []) == Comparison((), ())
