"""REST: the same as the pages, for programs."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from readings import oruro
from starlette.testclient import TestClient
from wire import ORURO, Told, reading

from tocsin.export import FORMATS, Request, export
from tocsin.reading import as_json
from tocsin.serve.desk import DeskSettings
from tocsin.store import Filters


def told(desk: TestClient, path: str) -> dict:
    answer = desk.get(f"/api/v1{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_events_page_by_page(desk: TestClient) -> None:
    whole = told(desk, "/events")
    assert whole["next"] is None
    first = told(desk, "/events?limit=1")
    second = told(desk, f"/events?limit=1&cursor={first['next']}")
    assert first["items"] + second["items"] == whole["items"]


def test_evidence_is_brought_when_asked_for(desk: TestClient) -> None:
    assert "evidence" not in told(desk, "/events")["items"][0]
    assert told(desk, "/events?evidence=true")["items"][0]["evidence"]
    assert told(desk, "/events/m-gas")["place"]["options"][0]["evidence"][0]["text"] == "Oruro"
    assert "evidence" not in told(desk, "/events/m-gas?evidence=false")["place"]["options"][0]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("q=tear gas", 1),
        ("q=TÉAR", 1),
        ("q=zeppelin", 0),
        ("q=...", 0),
        ("place=BO&q=miners", 1),
        ("speaker=quispe", 1),
    ],
)
def test_the_filters_of_the_pages(desk: TestClient, query: str, keys: int) -> None:
    assert len(told(desk, f"/events?{query}")["items"]) == keys


def test_words_of_claims(desk: TestClient) -> None:
    assert [row["id"] for row in told(desk, "/claims?q=shot at us")["items"]] == ["c-quispe"]


def test_a_report_is_told_as_it_was_read(desk: TestClient) -> None:
    assert told(desk, "/reports/oruro-1") == as_json(oruro())
    assert "text" not in told(desk, "/reports")["items"][0]


def test_what_has_not_changed_is_not_sent_again(desk: TestClient) -> None:
    tag = desk.get("/api/v1/events").headers["etag"]
    assert desk.get("/api/v1/events", headers={"If-None-Match": tag}).status_code == 304
    desk.post("/api/v1/judgements", json={"kind": "reject", "ids": ["m-gas"], "reason": "of another year"})
    assert desk.get("/api/v1/events", headers={"If-None-Match": tag}).status_code == 200


def test_a_decision_on_what_has_changed_is_not_kept(desk: TestClient) -> None:
    seen = told(desk, "/events/m-gas")["seen"]
    event = told(desk, "/events/m-gas")["id"]
    asked = {"kind": "accept", "ids": [event], "reason": "seen", "seen": seen}
    assert desk.post("/api/v1/judgements", json=asked).status_code == 201
    assert desk.post("/api/v1/judgements", json=asked).status_code == 409
    assert len(told(desk, "/judgements")["items"]) == 1


def test_a_correction_with_a_value_of_parts(desk: TestClient) -> None:
    value = {"name": "Potosí", "lat": -19.58, "lon": -65.75, "country": "BO", "level": "city", "radius_km": 8}
    asked = {"kind": "correct", "ids": ["m-gas"], "cell": "place", "value": value, "reason": "the next town"}
    assert desk.post("/api/v1/judgements", json=asked).status_code == 201
    assert told(desk, "/events/m-gas")["place"]["value"]["name"] == "Potosí"


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "accept", "ids": ["none"], "reason": "x"},
        {"kind": "correct", "ids": ["m-gas"], "cell": "colour", "value": "red", "reason": "x"},
        {"kind": "correct", "ids": ["m-gas"], "cell": "place", "value": "x", "reason": "x"},
        {"kind": "correct", "ids": ["m-gas"], "cell": "date", "value": {"from": "some day"}, "reason": "x"},
        {"kind": "undo", "ids": ["none"], "reason": "x"},
    ],
)
def test_what_decides_nothing_is_refused(desk: TestClient, asked: dict) -> None:
    assert desk.post("/api/v1/judgements", json=asked).status_code == 400
    assert told(desk, "/judgements")["items"] == []


def test_a_page_elsewhere_sends_nothing_in_our_name(desk: TestClient) -> None:
    asked = {"kind": "reject", "ids": ["m-gas"], "reason": "x"}
    answer = desk.post("/api/v1/judgements", json=asked, headers={"Origin": "https://example.org"})
    assert answer.status_code == 403


def test_a_report_is_read_and_kept(desk: TestClient, tools: object) -> None:
    sent = {
        "text": "ALMATY, Jan 6 — Two officers were killed in Almaty on Thursday, the ministry said.",
        "outlet": "Caspian Wire",
        "published": "2022-01-06",
        "url": "https://example.org/almaty",
    }
    answer = desk.post("/api/v1/reports", json=sent)
    assert answer.status_code == 201
    reading = answer.json()
    assert [figure["best"] for figure in reading["figures"]] == [2]
    assert desk.post("/api/v1/reports", json=sent).status_code == 200
    desk.app.state.desk.merger.follow()
    assert told(desk, "/events?place=Almaty&outlet=caspian")["items"]


@pytest.mark.parametrize("sent", [{}, {"text": " "}, {"text": "a\x00b"}, {"outlet": "x"}])
def test_what_cannot_be_read_is_said_and_kept_as_such(desk: TestClient, sent: dict) -> None:
    assert desk.post("/api/v1/reports", json=sent).status_code == 400
    assert desk.get("/intake.json").json()["rejected"] == 1


def test_openapi_describes_every_route(desk: TestClient) -> None:
    described = told(desk, "/openapi.json")
    assert set(described["paths"]) >= {"/api/v1/events", "/api/v1/events/{key}", "/api/v1/reports", "/api/v1/stream"}
    assert all(operation.get("description") for path in described["paths"].values() for operation in path.values())


def test_the_state_for_machines(desk: TestClient) -> None:
    assert desk.get("/healthz").json() == {"ok": True, "merged": True}
    told(desk, "/events/m-gas")
    lines = desk.get("/metrics").text
    assert 'tocsin_requests_total{method="GET",route="/api/v1/events/{key}",status="200"} 1' in lines
    assert "tocsin_reports 2" in lines


@pytest.mark.parametrize("form", [name for name, form in FORMATS.items() if form.write])
def test_exports_are_those_of_the_command_line(desk: TestClient, form: str) -> None:
    answer = desk.get(f"/api/v1/exports/{form}?place=Oruro&claimed=true")
    out = io.StringIO()
    store = desk.app.state.desk.store
    export(store, Request(form, Filters(place="Oruro"), claimed=True), out)
    assert answer.status_code == 200
    assert answer.text == out.getvalue()
    assert answer.headers["content-type"].startswith(FORMATS[form].media_type)


@pytest.mark.parametrize(("form", "status"), [("parquet", 400), ("xlsx", 404), ("csv?new_since=monday", 422)])
def test_exports_that_are_none_are_refused(desk: TestClient, form: str, status: int) -> None:
    assert desk.get(f"/api/v1/exports/{form}").status_code == status


def test_exports_show_no_more_than_the_desk(opened: Callable[..., TestClient]) -> None:
    sentence = "Soldiers beat Rosa Quispe in Oruro on Friday."
    actors = [("actor", "soldiers", "MIL"), ("recipient", "Rosa Quispe", "CVL")]
    beaten = reading("beaten", sentence, Told(sentence, "beat", ORURO, "2022-03-04", type="ASSAULT", actors=actors))
    assert "Quispe" in opened(beaten).get("/api/v1/exports/csv").text
    assert "Quispe" not in opened(beaten).get("/api/v1/exports/csv?mask=true").text
    masked = opened(beaten, settings=DeskSettings(masked=True)).get("/api/v1/exports/csv")
    assert "[name withheld]" in masked.text
    assert "Quispe" not in masked.text
    assert opened(beaten, settings=DeskSettings(blur_km=10)).get("/api/v1/exports/csv").status_code == 403
