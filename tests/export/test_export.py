"""What leaves the record, read back by programs that others made."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from oruro import archive
from wire import LAGOS, ORURO, Count, Told, reading

from tocsin import codebook
from tocsin.errors import UsageError
from tocsin.event import AcledCoding
from tocsin.export import FORMATS, Request, contexts, export
from tocsin.export.cells import csv_cell, tsv_cell
from tocsin.export.states import state_number
from tocsin.outlet import Outlet
from tocsin.reading import Reading
from tocsin.store import Decision, Filters, Store

ATTACK = reading(
    "attack",
    "Fighters of the Red Column shot dead three villagers in Lagos on Monday. Rosa Quispe was among them.",
    Told(
        "Fighters of the Red Column shot dead three villagers in Lagos on Monday.",
        "kill",
        LAGOS,
        "2022-03-07",
        type="ASSAULT",
        actors=[("actor", "Red Column", "REB"), ("recipient", "three villagers", "CVL")],
        counts=[Count("three villagers", 3, who="three villagers")],
    ),
    published="2022-03-08",
    outlet="Harbour =Gazette",
    title="=cmd|' /C calc'!A0\nsecond line; \u202eevil",
    url="https://example.org/attack",
)
VICTIM = reading(
    "victim",
    "Soldiers beat Rosa Quispe in Oruro on Friday. Ms Quispe said nothing.",
    Told(
        "Soldiers beat Rosa Quispe in Oruro on Friday.",
        "beat",
        ORURO,
        "2022-03-04",
        type="ASSAULT",
        actors=[("actor", "soldiers", "MIL"), ("recipient", "Rosa Quispe", "CVL")],
    ),
    title="Rosa Quispe beaten",
)


def typed(told: Reading) -> Reading:
    """The same, with the types of actors that the finders would give."""
    types = {"MIL": "State forces", "REB": "Rebel groups", "CVL": "Civilians"}
    coding = AcledCoding("Violence against civilians", "Attack", "Political violence", "Rebel group-Civilians", True)
    (one,) = told.mentions
    actors = tuple(replace(actor, acled_type=types[actor.sector or ""]) for actor in one.actors)
    return replace(told, mentions=(replace(one, actors=actors, acled=coding),))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = Store.open(str(tmp_path / "record.db"))
    opened.add([*archive(), typed(ATTACK), typed(VICTIM)])
    return opened


def written(store: Store, form: str, **asked: object) -> str:
    out = io.StringIO()
    export(store, Request(form, **asked), out)  # type: ignore[arg-type]
    return out.getvalue()


def rows(text: str, *, parted_by: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=parted_by))


def only(found: Iterable[dict[str, str]], **cells: str) -> dict[str, str]:
    (row,) = [row for row in found if all(row[name] == value for name, value in cells.items())]
    return row


ONE_FILE = [name for name, form in FORMATS.items() if form.write]


@pytest.mark.parametrize("form", ONE_FILE)
def test_the_same_record_gives_the_same_bytes(store: Store, form: str) -> None:
    first = written(store, form)
    assert first
    assert first == written(store, form)


@pytest.mark.parametrize(("form", "columns"), [("acled", 31), ("ucdp", 49), ("polecat", 40)])
def test_shapes_of_others_have_their_columns(store: Store, form: str, columns: int) -> None:
    table = list(csv.reader(io.StringIO(written(store, form)), delimiter="\t" if form == "polecat" else ","))
    assert {len(row) for row in table} == {columns}
    assert len(table) > 1


def test_events_come_by_day_and_those_without_one_last(store: Store) -> None:
    days = [row["from"] for row in rows(written(store, "csv"))]
    assert days == sorted(days, key=lambda day: day or "9999")


def test_acled_row(store: Store) -> None:
    row = only(rows(written(store, "acled")), location="Lagos")
    assert row["event_id_cnty"].startswith("NGA")
    told = {
        "event_date": "2022-03-07",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Violence against civilians",
        "actor1": "Red Column",
        "inter1": "Rebel groups",
        "actor2": "Civilians (Nigeria)",
        "assoc_actor_2": "villagers",
        "civilian_targeting": "Civilian targeting",
        "iso": "566",
        "region": "Western Africa",
        "location": "Lagos",
        "geo_precision": "1",
        "fatalities": "3",
        "admin2": "",
        "timestamp": "",
    }
    assert {name: row[name] for name in told} == told


def test_ucdp_takes_only_deaths_by_the_organised(store: Store) -> None:
    (row,) = rows(written(store, "ucdp"))
    told = {
        "type_of_violence": "3",
        "side_a": "Red Column",
        "side_b": "Civilians",
        "best": "3",
        "low": "3",
        "high": "3",
        "deaths_civilians": "3",
        "deaths_unknown": "0",
        "date_start": "2022-03-07 00:00:00.000",
        "country_id": "475",
        "gwnoa": "",
        "where_prec": "1",
        "region": "Africa",
    }
    assert {name: row[name] for name in told} == told


def test_deaths_of_ucdp_sum_to_best(store: Store) -> None:
    for row in rows(written(store, "ucdp", claimed=True)):
        parts = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
        assert sum(int(row[part]) for part in parts) == int(row["best"])
        assert int(row["low"]) <= int(row["best"]) <= int(row["high"])


def test_timestamps_are_those_of_the_last_change(store: Store) -> None:
    def stamp() -> tuple[str, str]:
        entries = ElementTree.fromstring(written(store, "atom")).iter("{http://www.w3.org/2005/Atom}entry")
        (updated,) = [entry[2].text for entry in entries if "Lagos" in (entry[1].text or "")]
        return only(rows(written(store, "acled")), location="Lagos")["timestamp"], updated or ""

    assert stamp() == ("", "2022-03-08T00:00:00Z")
    event = only(rows(written(store, "csv")), place="Lagos")["id"]
    accepted = store.judge(Decision("accept", (event,), "Ana", "seen"))
    moment = str(int(accepted.made_at.timestamp()))
    assert stamp() == (moment, accepted.made_at.isoformat(timespec="seconds").replace("+00:00", "Z"))
    undone = store.judge(Decision("undo", (accepted.id,), "Ana", "a slip"))
    assert stamp()[0] == str(int(undone.made_at.timestamp()))


@pytest.mark.parametrize(
    ("outlet", "scale"),
    [("Harbour Gazette", ""), ("Reuters", "International"), ("News Agency of Nigeria", "National"), (None, "")],
)
def test_scale_of_sources_only_where_the_outlet_is_known(tmp_path: Path, outlet: str | None, scale: str) -> None:
    told = typed(ATTACK)
    store = Store.open(str(tmp_path / "scale.db"))
    agency = Outlet(("News Agency of Nigeria",), kind="agency", country="NG", owner="state")
    store.set_outlets([agency], by="Ana")
    store.add([replace(told, report=replace(told.report, outlet=outlet))])
    assert only(rows(written(store, "acled")), location="Lagos")["source_scale"] == scale


@pytest.mark.parametrize(
    ("country", "gw", "cow"), [("DE", 260, 255), ("NG", 475, 475), ("YE", 678, 679), ("PR", None, None), (None,) * 3]
)
def test_numbers_of_states(country: str | None, gw: int | None, cow: int | None) -> None:
    assert (state_number(country, "gw"), state_number(country, "cow")) == (gw, cow)


def test_contexts_are_those_that_the_deed_or_a_side_tells(store: Store) -> None:
    table = rows(written(store, "polecat"), parted_by="\t")
    assert only(table, Placename="Lagos")["Contexts"] == ""
    assert only(table, **{"Recipient Name": "Rosa Quispe"})["Contexts"] == "military"


def test_every_deed_and_context_is_a_known_one() -> None:
    table = tomllib.loads(Path(contexts.__file__).with_suffix(".toml").read_text("utf-8"))
    deeds = {name for words in table["deed"].values() for name in words.split()}
    assert deeds <= set(codebook.load().actions)


def test_claims_enter_foreign_shapes_only_when_asked(store: Store) -> None:
    outcome = export(store, Request("polecat"), io.StringIO())
    more = export(store, Request("polecat", claimed=True), io.StringIO())
    assert outcome.left_out["status: claimed"] > 0
    assert more.written == outcome.written + outcome.left_out["status: claimed"]


def test_since_asks_for_what_new_reports_tell(store: Store) -> None:
    (row,) = rows(written(store, "csv", since=date(2022, 3, 7)))
    assert row["place"] == "Lagos"


def test_filters_hold(store: Store) -> None:
    assert {row["country"] for row in rows(written(store, "csv", filters=Filters(place="Nigeria")))} == {"NG"}


@pytest.mark.parametrize("form", ["csv", "acled", "ucdp", "polecat", "hxl"])
def test_no_cell_is_a_formula_or_holds_a_break(store: Store, form: str) -> None:
    for row in csv.reader(io.StringIO(written(store, form)), delimiter="\t" if form == "polecat" else ","):
        for cell in row:
            assert not cell.startswith(("=", "+", "@", "\t"))
            assert not {"\n", "\u202e"} & set(cell)


@pytest.mark.parametrize(
    ("cell", "text"),
    [("=1+1", "'=1+1"), ("a\nb", "a b"), ('say "x"', '"say ""x"""'), (-3.5, "-3.5"), (None, ""), ("a,b", '"a,b"')],
)
def test_cells(cell: str | float | None, text: str) -> None:
    assert csv_cell(cell) == text
    assert "\t" not in tsv_cell(cell)


def test_masking_holds_in_every_format(store: Store, tmp_path: Path) -> None:
    assert "Quispe" in written(store, "csv")
    for form in ONE_FILE:
        assert "Quispe" not in written(store, form, mask=True)
    export(store, Request("parquet", mask=True), tmp_path / "masked")
    assert not any(b"Quispe" in part.read_bytes() for part in (tmp_path / "masked").rglob("*.parquet"))


def test_officials_are_not_masked(store: Store) -> None:
    assert "Ana Flores" in written(store, "claims", mask=True)


def test_unknown_format_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="no such format"):
        written(store, "xlsx")


# -- outside readers -----------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # libhxl leaves its file open
def test_libhxl_reads_the_tags(store: Store, tmp_path: Path) -> None:
    hxl = pytest.importorskip("hxl")
    path = tmp_path / "events.csv"
    export(store, Request("hxl"), path)
    data = hxl.data(str(path), hxl.input.InputOptions(allow_local=True))
    assert "#affected+killed+max" in [column.display_tag for column in data.columns]
    lagos = data.with_rows("#loc+name=Lagos")
    assert [row.get("#affected+killed") for row in lagos] == ["3"]


def test_duckdb_and_pyarrow_read_the_months(store: Store, tmp_path: Path) -> None:
    duckdb, parquet = pytest.importorskip("duckdb"), pytest.importorskip("pyarrow.parquet")
    folder = tmp_path / "events"
    export(store, Request("parquet"), folder)
    query = f"select month, killed_best, \"from\" from read_parquet('{folder}/*/*.parquet') where place = 'Lagos'"
    ((month, killed, day),) = duckdb.sql(query).fetchall()
    assert (str(month)[:7], killed, day.isoformat()) == ("2022-03", 3, "2022-03-07")
    table = parquet.read_table(folder)
    assert str(table.schema.field("lat").type) == "double"
    assert table.num_rows == len(rows(written(store, "csv")))


def test_parquet_says_the_same_as_csv(store: Store, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    export(store, Request("parquet"), tmp_path / "events")
    typed_rows = {row["id"]: row for row in parquet.read_table(tmp_path / "events").to_pylist()}
    for row in rows(written(store, "csv")):
        same = typed_rows[row["id"]]
        for name in ("killed_low", "lat", "from", "status", "reports"):
            assert row[name] == ("" if same[name] is None else str(same[name]))


def test_parquet_goes_into_an_empty_folder_only(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not empty"):
        export(store, Request("parquet"), tmp_path)
    with pytest.raises(UsageError, match="folder"):
        written(store, "parquet")


def test_geopandas_places_the_points(store: Store, tmp_path: Path) -> None:
    geopandas = pytest.importorskip("geopandas")
    path = tmp_path / "events.geojson"
    export(store, Request("geojson"), path)
    frame = geopandas.read_file(path)
    (point,) = frame[frame["place"] == "Lagos"].geometry
    assert (point.x, point.y) == (3.39, 6.45)
    assert len(frame) == len(rows(written(store, "csv")))
    assert frame.geometry.isna().sum() == sum(not row["lat"] for row in rows(written(store, "csv")))


def test_a_json_ld_processor_reads_the_claims(store: Store) -> None:
    pyld = pytest.importorskip("pyld")
    (claims,) = [pyld.jsonld.expand(json.loads(written(store, "claims")))]
    by_flores = [one for one in claims if "Ana Flores" in json.dumps(one)]
    (claim,) = by_flores
    assert claim["@type"] == ["https://schema.org/Claim"]
    assert claim["https://schema.org/text"] == [{"@value": "the army had fired on nobody"}]
    assert claim["urn:tocsin:term:stance"] == [{"@value": "denies"}]


def test_an_xml_parser_reads_the_feed(store: Store) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(written(store, "atom"))
    entries = feed.findall(f"{atom}entry")
    assert len(entries) == len(rows(written(store, "csv")))
    moments = [entry.findtext(f"{atom}updated", "") for entry in entries]
    assert feed.findtext(f"{atom}updated") == max(moments)
    assert all(entry.findtext(f"{atom}id", "").startswith("urn:tocsin:event:") for entry in entries)


def test_plover_lines(store: Store) -> None:
    records = [json.loads(line) for line in written(store, "plover").splitlines()]
    (attack,) = [one for one in records if one["event_loc"].get("resolved_place") == "Lagos"]
    assert attack["event"] == ["ASSAULT"]
    assert attack["size"] == {"dead": 3}
    assert attack["actor"][0]["sector"] == "REB"
    assert attack["cite_info"][0]["date"] == "2022-03-08"


def test_jsonl_is_the_public_record(store: Store) -> None:
    events = {event["id"]: event for event in store.events()}
    for line in written(store, "jsonl").splitlines():
        told = json.loads(line)
        told.pop("report_heads")
        assert told == events[told["id"]]


def test_datasette_opens_the_database_with_names_and_facets(store: Store) -> None:
    pytest.importorskip("datasette")
    list(store.sourced())
    described = Path(__file__).parents[2] / "docs" / "datasette.json"
    asked = ("/record/view_event.json?_shape=objects&_extra=facet_results", "/record")
    command = [sys.executable, "-W", "ignore", "-m", "datasette", store.address, "--metadata", str(described), "--get"]
    told, page = (subprocess.run([*command, one], capture_output=True, text=True, check=True).stdout for one in asked)
    answer = json.loads(told)
    assert {"status", "country", "sub_event"} <= set(answer["facet_results"])
    assert len(answer["rows"]) == len(store.events())
    assert "hidden table" in page
