"""Claims: a saying once with all that carry it, what denies it, by speaker and by event."""

from __future__ import annotations

from datetime import date

import pytest
from condori import condori
from readings import at, report_of
from starlette.testclient import TestClient

from tocsin.event import Claim, Speaker
from tocsin.reading import Reading

ACCUSED = "Rebels burned the depot of the railway at night"
FLORES = Speaker("Ana Flores", None, "Minister")


def carried(
    name: str, outlet: str, day: int, words: str, *, speaker: Speaker | None = FLORES, stance: str = "asserts"
) -> Reading:
    """A report that carries one saying."""
    text = f"{words}, it was said. {name}"
    report = report_of(text, id=name, outlet=outlet, published=date(2022, 5, day), published_basis="given")
    claim = Claim(f"c-{name}", "indirect", speaker, None, (at(words, text),), stance)  # type: ignore[arg-type]
    return Reading(report, claims=(claim,))


@pytest.fixture
def desk(opened) -> TestClient:
    denial = "Rebels never burned the depot of the railway"
    return opened(
        carried("one", "El Altiplano", 2, ACCUSED),
        carried("two", "Radio Altura", 3, ACCUSED.replace("at night", "before dawn")),
        carried("four", "Otra Radio", 4, "Nobody was seen near the mill", speaker=None),
        carried("three", "La Voz", 3, denial, speaker=Speaker("Hugo Rojas", None, "spokesman"), stance="denies"),
        condori(),
    )


def test_a_saying_stands_once_with_its_carriers(desk: TestClient) -> None:
    told = desk.get("/claims.json").json()
    saying = next(row for row in told["sayings"] if row["speaker"] == "Ana Flores" and len(row["carriers"]) > 1)
    assert [row["outlet"] for row in saying["carriers"]] == ["El Altiplano", "Radio Altura"]
    page = desk.get("/claims").text
    assert page.count(f'class="plainlink" href="/claims/c-one"><bdi>{ACCUSED}<') == 1
    assert "First carried by" in page
    assert "reworded" in page


def test_denials_are_linked_both_ways(desk: TestClient) -> None:
    told = desk.get("/claims.json?denied=1").json()
    assert [row["speaker"] for row in told["sayings"]] == ["Ana Flores"]
    denial = told["sayings"][0]["denied_by"][0]
    assert denial["speaker"] == "Hugo Rojas"
    page = desk.get(f"/claims/{denial['id']}")
    assert page.url.path == "/claims/c-three"
    assert "What it denies" in page.text


def test_the_page_of_a_claim_shows_what_changed_on_its_way(desk: TestClient) -> None:
    page = desk.get("/claims/c-two").text
    assert "<del><bdi>at night</bdi></del>" in page
    assert "<ins><bdi>before dawn</bdi></ins>" in page
    assert "Who denies it" in page


@pytest.mark.parametrize(
    ("query", "first"), [("by=spread", ACCUSED), ("speaker=ana+flores", ACCUSED), ("outlet=la+voz", "Rebels never")]
)
def test_sayings_in_orders_and_by_filters(desk: TestClient, query: str, first: str) -> None:
    told = desk.get(f"/claims.json?{query}").json()
    assert told["sayings"][0]["says"].startswith(first) or query.startswith("speaker")
    assert desk.get(f"/claims?{query}").status_code == 200


def test_by_event_and_on_the_page_of_the_event(desk: TestClient) -> None:
    groups = desk.get("/claims.json?by=event").json()["groups"]
    assert [[row["says"] for row in group["sayings"]] for group in groups] == [["They took Condori away"]]
    event = desk.get(groups[0]["event"]["href"])
    assert "What is said about it" in event.text
    assert "They took Condori away" in event.text


def test_by_speaker_each_stands_under_the_name(desk: TestClient) -> None:
    page = desk.get("/claims?by=speaker").text
    assert page.index("<h2><bdi>Ana Flores") < page.index("<h2><bdi>Hugo Rojas") < page.index("Speakers not named")


def test_rest_gives_sayings_page_by_page(desk: TestClient) -> None:
    found, cursor = [], ""
    while cursor is not None:
        answer = desk.get(f"/api/v1/sayings?by=spread&limit=2&cursor={cursor}").json()
        found += [row["id"] for row in answer["items"]]
        cursor = answer["next"]
    assert len(found) == len(set(found)) == desk.get("/claims.json").json()["count"]


def test_an_unknown_order_is_refused(desk: TestClient) -> None:
    assert desk.get("/claims?by=age").status_code == 400
    assert desk.get("/api/v1/sayings?by=age").status_code == 422


def test_the_situation_by_grade(opened) -> None:
    desk = opened(condori())
    assert desk.get("/situation.json").json()["totals"]["events"] == 1
    grade = desk.get("/situation.json").json()["events"][0]
    assert grade["reliability"] == "F"
    assert desk.get("/situation.json?grade=B").json()["totals"]["events"] == 0
    assert desk.get(f"/situation.json?grade={grade['credibility']}").json()["totals"]["events"] == 1
    assert desk.get("/situation?grade=7").status_code == 400
    assert desk.get("/api/v1/events?grade=B").json()["items"] == []
