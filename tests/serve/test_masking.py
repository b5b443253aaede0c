"""One setting leaves the names of private persons out of every page, twin and answer."""

from __future__ import annotations

import json

import pytest
from condori import NAMES, TEXT, condori
from readings import at, report_of
from starlette.testclient import TestClient

from tocsin.event import Actor, Mention
from tocsin.masking import COVER, WITHHELD, Mask
from tocsin.reading import Reading
from tocsin.serve import DeskSettings
from tocsin.serve.blur import blurred
from tocsin.serve.desk import Desk


@pytest.fixture
def masked(opened) -> TestClient:
    return opened(condori(), settings=DeskSettings(masked=True))


def addresses(desk: TestClient) -> list[str]:
    """Every page, every twin, and what programs ask for."""
    event = desk.get("/situation.json").json()["events"][0]["id"]
    pages = ["situation", "claims", "reports", "queue", "changes", "brief", "outlets", "intake", "codebook"]
    records = [f"events/{event}", "reports/potosi", "claims/c-took"]
    lists = ["situation", "events", "events?evidence=true", "claims", "reports", "outlets", "judgements", *records]
    told = [*pages, *(f"{page}.json" for page in pages), *records, *(f"{key}.json" for key in records)]
    return [f"/{path}" for path in told] + [f"/api/v1/{path}" for path in lists]


def test_no_page_or_answer_names_a_private_person(masked: TestClient) -> None:
    for path in addresses(masked):
        answer = masked.get(path)
        assert answer.status_code == 200, path
        assert not NAMES.search(answer.text), path
    assert WITHHELD in masked.get("/situation").text
    assert "Ana Flores" in masked.get("/claims").text


def test_without_the_setting_they_are_there(opened) -> None:
    desk = opened(condori())
    named = [path for path in addresses(desk) if NAMES.search(desk.get(path).text)]
    assert {"/situation", "/claims", "/reports", "/brief", "/reports/potosi", "/claims/c-took.json"} <= set(named)


def test_spans_hold_in_a_text_that_is_blacked_out(masked: TestClient) -> None:
    reading = masked.get("/api/v1/reports/potosi").json()
    text = reading["report"]["text"]
    assert len(text) == len(TEXT)
    assert COVER * len("Aurelio Condori") in text
    spans = [claim["content"][0] for claim in reading["claims"]] + [reading["mentions"][0]["sentence"]]
    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)


def test_nobody_is_found_by_a_name_that_is_withheld(masked: TestClient) -> None:
    for path in (
        "/situation?q=condori+aurelio",
        "/claims?speaker=rosita+limachi",
        "/api/v1/events?q=Aurelio%20Condori",
    ):
        assert masked.get(path).status_code == 403
    assert masked.get("/situation?q=soldiers").status_code == 200


def test_the_page_as_it_came_stays_in_the_house(masked: TestClient) -> None:
    masked.app.state.desk.store.add([], captures={"b" * 64: TEXT.encode()})
    assert masked.get(f"/captures/{'b' * 64}").status_code == 403


def test_who_is_named_later_or_by_an_analyst_is_withheld_at_once(masked: TestClient) -> None:
    desk: Desk = masked.app.state.desk
    assert "Tadeo" not in desk.masks.now().names
    later = TEXT.replace("Aurelio", "Tadeo").replace("Condori", "Zenteno")
    assert desk.masks.now().text("Zenteno") == "Zenteno"
    actor = Actor("recipient", "Tadeo Zenteno", at("Tadeo Zenteno", later), "CVL")
    mention = Mention(
        "m-2", "COERCE", None, 4, at("arrested", later), at("arrested", later), (), "arrest", actors=(actor,)
    )
    desk.store.add([Reading(report_of(later, id="later"), (mention,))])
    assert desk.masks.now().text("Tadeo Zenteno was held") == f"{WITHHELD} was held"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Aurelio\n Condori fled", f"{WITHHELD} fled"),
        ("Condorito fled", "Condorito fled"),
        ("San Aurelio", "San Aurelio"),
        ("Condori, Condori", f"{WITHHELD}, {WITHHELD}"),
    ],
)
def test_names_are_whole_words(text: str, told: str) -> None:
    mask = Mask.of([Actor("recipient", "Aurelio Condori", at("Potosi", TEXT), "CVL")], [])
    assert mask.text(text) == told
    assert len(mask.covered(text)) == len(text)


def test_points_are_moved_to_the_middle_of_a_square() -> None:
    near = blurred({"lat": 43.238, "lon": 76.945, "radius_km": 8.0, "name": "Almaty"}, 50)
    assert near["name"] == "Almaty"
    assert (near["lat"], near["lon"]) == pytest.approx((43.238, 76.945), abs=0.5)
    assert near["radius_km"] == pytest.approx(35.4, abs=0.1)
    other = blurred({"lat": 43.25, "lon": 76.93, "radius_km": 0.2}, 50)
    assert (other["lat"], other["lon"]) == (near["lat"], near["lon"])


def test_a_desk_blurs_every_coordinate(opened) -> None:
    desk = opened(condori(), settings=DeskSettings(blur_km=50))
    event = desk.get("/situation.json").json()["events"][0]
    for path in ("/situation.json", f"/events/{event['id']}.json", "/api/v1/reports/potosi", "/api/v1/situation"):
        assert "-65.75" not in json.dumps(desk.get(path).json()), path
