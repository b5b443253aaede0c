from __future__ import annotations

import pytest
from wire import ORURO, Said, Told, reading

from tocsin.merge.sources import Sources, outlet_source
from tocsin.reading import Reading
from tocsin.report import Report


def report_saying(name: str, speaker: str | None, role: str | None = None, organisation: str | None = None) -> Reading:
    text = f"The bridge was closed at night. Item {name}."
    told = Told("The bridge was closed at night.", "obstruct", ORURO, voice="claimed", said=0)
    said = [Said("The bridge was closed at night.", speaker, role=role, organisation=organisation)]
    return reading(name, text, told, said=said, outlet=f"Outlet {name}")


def key_behind(item: Reading, *others: Reading) -> str:
    sources = Sources.of({one.report.id: one for one in (item, *others)}, ())
    return sources.behind(item.report.id, item.mentions[0]).key


@pytest.mark.parametrize(
    ("speaker", "role", "organisation", "key"),
    [
        ("Ana Flores", None, None, "ana flores"),
        ("the Interior Ministry", None, None, "interior ministry"),
        ("Bolivia's Interior Ministry", None, None, "interior ministry"),
        ("Luis Mamani", "spokesman", "Interior Ministry", "interior ministry"),
        ("Luis Mamani", "minister", "Interior Ministry", "luis mamani"),
        ("police", None, None, "police"),
        ("His spokesman", "spokesman", None, "outlet a"),
        ("He", None, None, "outlet a"),
        ("a shopkeeper", None, None, "outlet a"),
        (None, None, None, "outlet a"),
    ],
)
def test_a_chain_ends_at_the_speaker_and_at_the_outlet_where_none_is_named(
    speaker: str | None, role: str | None, organisation: str | None, key: str
) -> None:
    assert key_behind(report_saying("a", speaker, role, organisation)) == key


def test_a_surname_in_one_report_is_the_full_name_in_another() -> None:
    assert key_behind(report_saying("a", "Flores"), report_saying("b", "Ana Flores")) == "ana flores"


def test_a_surname_that_two_people_bear_stays_as_it_is() -> None:
    others = report_saying("b", "Ana Flores"), report_saying("c", "Juan Flores")
    assert key_behind(report_saying("a", "Flores"), *others) == "flores"


def test_the_office_of_somebody_is_not_that_person() -> None:
    assert key_behind(report_saying("a", "Ana Flores"), report_saying("b", "The office of Ana Flores")) == "ana flores"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gate shut\n\nBy our desk\n\nORURO, Mar 4 (Andes Wire) - The gate was shut (again).", "Andes Wire"),
        ("LA PAZ (Andes Wire) — The gate was shut.", "Andes Wire"),
        ("Paris (AFP) – The gate was shut.", "AFP"),
        ("The union (CSTB) - one of four - closed the gate.", "The Highland Post"),
        ("The gate (see above) was shut.", "The Highland Post"),
    ],
)
def test_the_credit_of_a_dateline_is_the_source(text: str, name: str) -> None:
    assert outlet_source(Report("x", text, "", outlet="The Highland Post")).name == name


@pytest.mark.parametrize(
    ("outlet", "byline", "url", "name"),
    [
        ("The Highland Post", None, "https://post.example/1", "The Highland Post"),
        ("The Highland Post", "By Reuters staff", None, "Reuters"),
        ("Agence France-Presse", None, None, "AFP"),
        (None, None, "https://www.post.example/1", "post.example"),
        (None, None, None, "unnamed outlet"),
    ],
)
def test_the_source_of_a_report(outlet: str | None, byline: str | None, url: str | None, name: str) -> None:
    assert outlet_source(Report("x", "", "", outlet=outlet, byline=byline, url=url)).name == name
