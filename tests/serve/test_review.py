"""Review: decisions from forms are signed, followed at once, undone, and never lost to another's."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient


def told(desk: TestClient, path: str) -> dict:
    answer = desk.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


def form_of(desk: TestClient, path: str) -> dict[str, str]:
    """What the forms of a page carry."""
    page = desk.get(path).text
    return {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("form", "seen")}


def decide(desk: TestClient, event: str, carried: dict[str, str], **fields: str):
    return desk.post(f"/events/{event}/judge", data={**carried, **fields}, follow_redirects=False)


@pytest.fixture
def event(desk: TestClient) -> str:
    return told(desk, "/events/m-gas.json")["event"]["id"]


def test_accepting_is_signed_and_shown(desk: TestClient, event: str) -> None:
    answer = decide(desk, event, form_of(desk, f"/events/{event}"), kind="accept", reason="seen on film")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/events/{event}")
    history = told(desk, f"/events/{event}.json")["history"]
    assert [(row["kind"], row["reason"], row["in_force"]) for row in history] == [("accept", "seen on film", True)]
    assert "seen on film" in desk.get("/changes").text


def test_rejecting_takes_the_event_out_and_undoing_brings_it_back(desk: TestClient, event: str) -> None:
    before = told(desk, "/situation.json")["totals"]
    decide(desk, event, form_of(desk, f"/events/{event}"), kind="reject", reason="of another year")
    assert told(desk, "/situation.json")["totals"]["events"] == before["events"] - 1
    judgement = told(desk, "/changes.json")["judgements"][0]["id"]
    carried = {"form": form_of(desk, "/events/m-denied")["form"], "reason": "it was this year"}
    assert desk.post(f"/judgements/{judgement}/undo", data=carried, follow_redirects=False).status_code == 303
    assert told(desk, "/situation.json")["totals"] == before


@pytest.mark.parametrize(
    ("fields", "cell", "value"),
    [
        ({"cell": "date", "value": "2020-03-01"}, "date", {"from": "2020-03-01", "to": "2020-03-01"}),
        ({"cell": "actor", "value": "Riot police"}, "actor", {"name": "Riot police"}),
        ({"cell": "place", "value": "Nowhere in Particular"}, "place", {"name": "Nowhere in Particular"}),
    ],
)
def test_correcting_a_cell(desk: TestClient, event: str, fields: dict[str, str], cell: str, value: dict) -> None:
    answer = decide(desk, event, form_of(desk, f"/events/{event}"), kind="correct", reason="checked", **fields)
    assert answer.status_code == 303, answer.text
    shown = told(desk, f"{answer.headers['location']}.json")["event"][cell]["value"]
    assert {name: shown[name] for name in value} == value


def test_correcting_a_number(desk: TestClient, event: str) -> None:
    fields = {"cell": "count", "subject": "f-hurt", "low": "4", "best": "5", "high": "6"}
    decide(desk, event, form_of(desk, f"/events/{event}"), kind="correct", reason="the hospital's list", **fields)
    toll = told(desk, f"/events/{event}.json")["event"]["tolls"][0]
    assert (toll["low"], toll["best"], toll["high"]) == (4, 5, 6)


def test_merging_and_splitting(desk: TestClient, event: str) -> None:
    other = told(desk, "/events/m-denied.json")["event"]["id"]
    answer = decide(desk, event, form_of(desk, f"/events/{event}"), kind="merge", other=other, reason="the same shots")
    merged = answer.headers["location"].rsplit("/", 1)[1]
    assert set(told(desk, f"/events/{merged}.json")["event"]["mentions"]) == {"m-gas", "m-denied"}
    decide(desk, merged, form_of(desk, f"/events/{merged}"), kind="split", mention="m-denied", reason="another street")
    assert told(desk, "/situation.json")["totals"]["events"] == 2


def test_two_people_at_one_event_lose_nothing(desk: TestClient, event: str) -> None:
    mine, theirs = form_of(desk, f"/events/{event}"), form_of(desk, f"/events/{event}")
    decide(desk, event, theirs, kind="accept", reason="theirs")
    answer = decide(desk, event, mine, kind="reject", reason="my long reason")
    assert answer.status_code == 409
    assert "theirs" in answer.text
    assert "my long reason" in answer.text
    assert len(told(desk, "/changes.json")["judgements"]) == 1
    again = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', answer.text))
    assert desk.post(f"/events/{event}/judge", data=again, follow_redirects=False).status_code == 303
    assert [row["kind"] for row in told(desk, "/changes.json")["judgements"]] == ["reject", "accept"]


def test_a_form_from_elsewhere_changes_nothing(desk: TestClient, event: str) -> None:
    carried = form_of(desk, f"/events/{event}")
    for headers in ({"Origin": "https://example.org"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = desk.post(f"/events/{event}/judge", data={**carried, "kind": "reject", "reason": "x"}, headers=headers)
        assert answer.status_code == 403
    assert decide(desk, event, {"form": "0" * 64, "seen": carried["seen"]}, kind="reject").status_code == 403
    assert told(desk, "/changes.json")["judgements"] == []


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "erase"},
        {"kind": "correct", "cell": "place"},
        {"kind": "correct", "cell": "date", "value": "some day", "reason": "x"},
        {"kind": "correct", "cell": "count", "best": "many", "reason": "x"},
        {"kind": "merge", "other": "none", "reason": "x"},
        {"kind": "split", "reason": "x"},
    ],
)
def test_what_decides_nothing_is_refused(desk: TestClient, event: str, fields: dict[str, str]) -> None:
    assert decide(desk, event, form_of(desk, f"/events/{event}"), **fields).status_code == 400
    assert told(desk, "/changes.json")["judgements"] == []


def test_a_form_leads_to_no_other_site(desk: TestClient, event: str) -> None:
    carried = form_of(desk, f"/events/{event}")
    answer = decide(desk, event, carried, kind="accept", back="//example.org/")
    assert answer.headers["location"] == f"/events/{event}"


def test_the_queue_holds_what_nobody_has_looked_at(desk: TestClient) -> None:
    waiting = told(desk, "/queue.json")["waiting"]
    assert waiting > 0
    carried = form_of(desk, "/queue")
    event = told(desk, "/queue.json")["row"]["id"]
    answer = decide(desk, event, carried, kind="accept", back="/queue?at=0")
    assert answer.headers["location"] == "/queue?at=0"
    assert told(desk, "/queue.json")["waiting"] == waiting - 1


def test_an_outlet_is_graded(desk: TestClient) -> None:
    form = re.search(r'name="form" value="([^"]*)"', desk.get("/outlets").text)[1]
    fields = {"form": form, "name": "El Altiplano", "reliability": "B", "kind": "newspaper", "country": "bo"}
    assert desk.post("/outlets", data=fields, follow_redirects=False).status_code == 303
    row = told(desk, "/outlets.json")["outlets"][0]
    assert (row["reliability"], row["kind"], row["country"]) == ("B", "newspaper", "BO")
    assert desk.post("/outlets", data={**fields, "reliability": "Z"}).status_code == 400


def test_what_became_of_events_is_told(desk: TestClient) -> None:
    told = desk.get("/changes.json").json()["changes"]
    assert {row["kind"] for row in told} == {"new"}
    page = desk.get("/changes").text
    assert "What became of events" in page
    assert f'href="/events/{told[0]["event"]}"' in page
    assert desk.get("/changes.json?from=2999-01-01").json()["changes"] == []
    assert desk.get("/changes.csv").text.startswith("at,kind,event,")
