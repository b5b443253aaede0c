"""Every page answers as HTML and as JSON, and says what the record says."""

from __future__ import annotations

import csv
import io
import re

import pytest
from starlette.testclient import TestClient

from tocsin.serve.pages import PAGES

EMPTY = ("/situation", "/claims", "/reports")


def told(desk: TestClient, path: str) -> dict:
    answer = desk.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


def addresses(desk: TestClient) -> list[str]:
    """An address of each kind of page."""
    event = told(desk, "/situation.json")["events"][0]["href"]
    return [*EMPTY, event, "/claims/c-quispe", "/reports/oruro-1"]


def test_each_page_has_its_twin(desk: TestClient) -> None:
    for path in addresses(desk):
        assert desk.get(path).headers["content-type"] == "text/html; charset=utf-8"
        assert desk.get(f"{path}.json").headers["content-type"] == "application/json"


@pytest.mark.parametrize("path", EMPTY)
def test_an_empty_record_has_its_pages(opened, path: str) -> None:
    desk = opened()
    assert desk.get(path).status_code == 200
    assert desk.get(f"{path}.json").status_code == 200


def test_a_page_asks_nobody_else_and_runs_nothing_inline(desk: TestClient) -> None:
    for path in addresses(desk):
        answer = desk.get(path)
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        loaded = re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]*)"', answer.text)
        assert [address for address in loaded if not address.startswith("/")] == []
        assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", answer.text)


def test_the_situation_counts_and_lists(desk: TestClient) -> None:
    found = told(desk, "/situation.json")
    assert found["totals"]["events"] == 2
    assert found["totals"]["unplaced"] == 1
    assert [place["place"] for place in found["places"]] == ["Oruro"]
    assert found["days"] == [{"day": "2020-03-03", "events": 1}]
    assert [row["best"] for row in found["headlines"]["injured"]] == [4]
    assert "at least 4" in desk.get("/situation").text


@pytest.mark.parametrize(
    ("query", "events"),
    [
        ("place=Bolivia", 1),
        ("place=Peru", 0),
        ("from=2020-03-03&to=2020-03-03", 1),
        ("from=2020-03-04", 0),
        ("status=claimed", 1),
        ("speaker=Quispe", 1),
        ("outlet=Altiplano&type=assault", 2),
    ],
)
def test_filters_stand_in_the_address(desk: TestClient, query: str, events: int) -> None:
    assert told(desk, f"/situation.json?{query}")["totals"]["events"] == events


@pytest.mark.parametrize(
    "query",
    [
        "from=yesterday",
        "to=2022-13-01",
        "from=2022-02-01&to=2022-01-01",
        "cursor=abc",
        "cursor=W10=",
        "limit=0",
        "limit=x",
    ],
)
def test_what_cannot_be_asked_is_said(desk: TestClient, query: str) -> None:
    assert desk.get(f"/situation?{query}").status_code == 400
    assert desk.get(f"/situation.json?{query}").json()["error"]["status"] == 400


def test_a_list_goes_on_where_it_ended(desk: TestClient) -> None:
    first = told(desk, "/situation.json?limit=1")
    second = told(desk, f"/situation.json?limit=1&cursor={first['next']}")
    keys = [row["id"] for row in (*first["events"], *second["events"])]
    assert keys == [row["id"] for row in told(desk, "/situation.json")["events"]]
    assert second["next"] is None


def test_an_event_is_found_by_what_it_holds(desk: TestClient) -> None:
    event = told(desk, "/situation.json?place=Oruro")["events"][0]["id"]
    for part in ("m-gas", "f-hurt", event[:8]):
        answer = desk.get(f"/events/{part}", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (301, f"/events/{event}")
    assert told(desk, "/events/m-gas.json")["event"]["id"] == event


def test_an_event_shows_each_sentence_in_its_place(desk: TestClient) -> None:
    found = told(desk, "/events/m-gas.json")
    sentence = found["mentions"][0]["sentence"]
    assert sentence["text"] == "Police fired tear gas at miners in Oruro on Tuesday."
    page = desk.get(f"/reports/oruro-1?at={sentence['start']}-{sentence['end']}").text
    assert re.search(r'<(a|span) class="[^"]*target"[^>]* id="at">Police', page)


@pytest.mark.parametrize("at", ["0-9999999", "900000-900009", "5-5", "x", "T0-4"])
def test_any_passage_may_be_asked_for(desk: TestClient, at: str) -> None:
    assert desk.get("/reports/oruro-1", params={"at": at}).status_code == 200


def test_nothing_is_nowhere(desk: TestClient) -> None:
    for path in ("/events/none", "/claims/none", "/reports/none", "/tolls/none", "/reports/oruro-1?version=x", "/x"):
        assert desk.get(path).status_code == 404
        assert "Not here" in desk.get(path).text


def test_what_has_not_changed_is_not_sent_again(desk: TestClient) -> None:
    first = desk.get("/situation.json")
    again = desk.get("/situation.json", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_all_pages_are_in_the_list() -> None:
    names = [page.name for page in PAGES]
    assert len(names) == len(set(names))


def test_tables_have_a_twin_for_spreadsheets(desk: TestClient) -> None:
    for path, column in (("situation", "status"), ("claims", "says"), ("reports", "title"), ("outlets", "reliability")):
        answer = desk.get(f"/{path}.csv")
        assert answer.headers["content-type"].startswith("text/csv")
        rows = list(csv.DictReader(io.StringIO(answer.text)))
        assert rows, path
        assert rows[0][column], path
    assert 'href="/situation.csv?q=gas"' in desk.get("/situation?q=gas").text


def test_a_comment_stands_in_the_history_and_changes_nothing(desk: TestClient) -> None:
    before = desk.get("/events/m-gas.json").json()
    said = {"kind": "comment", "ids": [before["event"]["id"]], "reason": "Ask the hospital again."}
    assert desk.post("/api/v1/judgements", json=said).status_code == 201
    after = desk.get("/events/m-gas.json").json()
    assert after["event"] == before["event"]
    assert after["seen"] == before["seen"]
    assert "Ask the hospital again." in desk.get("/events/m-gas").text
    waiting = desk.get("/queue.json").json()["waiting"]
    assert waiting == 2 or before["event"]["judgements"] == []
