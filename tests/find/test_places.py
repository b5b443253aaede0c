"""Names of places: what is one, which one, where an event was, and what holds of every text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import parsed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.find.places import holds_events, places, resolve
from tocsin.pipeline import Tools
from tocsin.reading import Reading
from tocsin.values import Place


def found(text: str, tools: Tools) -> dict[str, Place]:
    report = parsed(text)
    return {report.cut(place.span): place for place in places(report, tools.gazetteer)}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Crowds met in Qaraghandy and Kyzyl-Orda.", "Qaraghandy", "KZ"),
        ("Shells fell on Kiev.", "Kiev", "UA"),
        ("A fire broke out in Portland, Maine, at noon.", "Portland", "US"),
        ("Rioters burned a bank in Uralsk, Taraz, Shymkent and Kyzylorda.", "Taraz", "KZ"),
    ],
)
def test_a_name_means_the_place_a_reader_would_take_it_for(text: str, name: str, country: str, tools: Tools) -> None:
    place = found(text, tools)[name]

    assert place.resolved
    assert place.country == country


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Gunmen raided Mayo-Sava at dawn.", "Sava"),
        ("Clashes broke out in Ras al-Fahd town.", "Ras"),
        ("Soldiers burned houses in Mei Zo Thant village.", "Mei"),
        ("Paris Whitmore met the press.", "Paris"),
    ],
)
def test_a_part_of_a_longer_name_is_no_place(text: str, wrong: str, tools: Tools) -> None:
    assert wrong not in found(text, tools)


def test_what_the_text_puts_around_a_place_is_held_against_its_namesakes(tools: Tools) -> None:
    place = found("A bomb killed two in Kalaiya (Bara district, Nepal).", tools)["Kalaiya"]

    assert place.country == "NP"


def test_an_unknown_village_is_an_area_of_what_lies_around_it(tools: Tools) -> None:
    place = found("Police fired at drivers in Aqsubulaq village, Mangystau region.", tools)["Aqsubulaq"]

    assert (place.precision, place.level, place.country) == ("area", "province", "KZ")
    assert "not in the gazetteer" in place.reason


def test_a_quarter_lies_in_the_town_told_with_it(tools: Tools) -> None:
    place = found("In Almaty a man was shot in the Paris neighbourhood.", tools)["Paris"]

    assert (place.precision, place.country) == ("area", "KZ")


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Troops were seen 40 km from Almaty.", 40.0, 60.0),
        ("Troops were seen 40 miles from Almaty.", 64.0, 85.0),
        ("Troops were seen near Almaty.", 15.0, 35.0),
    ],
)
def test_a_relative_place_has_a_wider_radius_and_is_only_near(
    text: str, least: float, most: float, tools: Tools
) -> None:
    place = found(text, tools)["Almaty"]

    assert place.precision == "near"
    assert place.radius_km is not None
    assert least <= place.radius_km <= most


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Moscow said it would withdraw its troops.", "Moscow"),
        ("LIMA, March 3 (Andes Wire) - The ministry said 12 had been held.", "LIMA"),
        ("The University of Tehran was closed.", "Tehran"),
    ],
)
def test_governments_datelines_and_bodies_are_no_place_of_an_event(text: str, name: str, tools: Tools) -> None:
    assert not holds_events(found(text, tools)[name])


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Dozens rallied in Oruro in solidarity with strikers in Ottawa.", "Oruro"),
        ("Hundreds marched in Athens against the war in Ukraine.", "Athens"),
        ("Police arrested 30 migrants from Ethiopia in Aktau.", "Aktau"),
        ("Protests in Kazakhstan may hurt them: they have other interests in Minsk.", "Kazakhstan"),
    ],
)
def test_an_event_is_not_where_its_occasion_is(text: str, where: str, read: Callable[..., Reading]) -> None:
    reading = read(text)

    assert {place.name for mention in reading.mentions for place in mention.places} == {where}


def test_what_no_place_is_told_of_happened_in_the_only_town_of_the_report(read: Callable[..., Reading]) -> None:
    reading = read("Two men were shot dead at a bar.\n\nThe mayor of Oruro called it a sad night.")
    (place,) = {place for mention in reading.mentions for place in mention.places}

    assert (place.name, place.precision, place.reason) == ("Oruro", "area", "the only town that the report speaks of")


@pytest.mark.parametrize(
    "text",
    [
        "Two men were shot dead at a bar.\n\nThe mayor of Oruro called that of Potosi.",
        "Two men were shot dead at a bar.\n\nThe mayor of Oruro drove to the town of Zobbavi.",
        "Two men were shot dead at a bar.\n\nThe mayor of Oruro wants a law for all Bolivia.",
    ],
)
def test_of_several_towns_or_beside_a_country_none_is_chosen(text: str, read: Callable[..., Reading]) -> None:
    assert not any(mention.places for mention in read(text).mentions)


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        (
            "Oruro police said two men were shot dead at a bar.\n\nThe suspect comes from Potosi, Bolivia.",
            "Oruro",
            "the police or fire brigade of Oruro is the only one named",
        ),
        (
            "Two men were shot dead at Zobba Street.\n\nThe mayor of Oruro called it a sad night.",
            "Zobba Street",
            "not in the gazetteer; the only town that the report speaks of",
        ),
    ],
)
def test_what_the_police_of_one_town_are_called_to_happened_there(
    text: str, name: str, reason: str, read: Callable[..., Reading]
) -> None:
    (place,) = {place for mention in read(text).mentions for place in mention.places}

    assert (place.name, place.precision, place.reason) == (name, "area", reason)


def test_of_the_police_of_two_towns_neither_is_chosen(read: Callable[..., Reading]) -> None:
    text = "Two men were shot dead at a bar, Oruro police said.\n\nLa Paz police sent forty men to Bolivia's east."

    assert not any(mention.places for mention in read(text).mentions)


@pytest.mark.parametrize(
    ("text", "wanted", "name", "precision"),
    [
        ("A council met. The mayor of Nenagh left Nenagh Court.", "Nenagh Court", "Nenagh Court", "area"),
        ("MEXICO CITY — The senate said Mexico should send troops.", "Mexico", "Mexico", "area"),
        ("He flew to Washington, a minister said.", "Washington", "Washington", "exact"),
        ("They met at the Percy French Hotel.", "Percy French Hotel", "Percy French Hotel", "unresolved"),
    ],
)
def test_names_given_by_others_are_no_more_than_they_say(
    text: str, wanted: str, name: str, precision: str, tools: Tools
) -> None:
    start = text.index(wanted) if wanted != "Mexico" else text.index("Mexico should")
    (place,) = resolve(text, [(start, start + len(wanted))], tools.gazetteer)

    assert (place.name, place.precision) == (name, precision)


WORDS = st.sampled_from(
    "Almaty Aktau Paris Texas (Bara district) , . in near the village of from Springfield Illinois and Mei-Zo al-Hawi "
    "“ ” 40 km said Washington Moscow region Kyiv’s Oruro \n\n é Å".split(" ")
)
TEXTS = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_spans_lie_in_their_text_and_resolution_is_the_same_again(text: str, tools: Tools) -> None:
    report = parsed(text)
    first = places(report, tools.gazetteer)

    assert first == places(report, tools.gazetteer)
    for place in first:
        assert 0 <= place.span.start < place.span.end <= len(text)
        assert place.resolved == (place.precision != "unresolved")
        assert place.reason
        if place.resolved:
            assert place.radius_km is not None
            assert place.radius_km > 0


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, data=st.data())
def test_given_spans_resolve_alike_in_any_order(text: str, data: st.DataObject, tools: Tools) -> None:
    spans = list({(place.span.start, place.span.end): 0 for place in places(parsed(text), tools.gazetteer)})
    shuffled = data.draw(st.permutations(spans))
    by_span = dict(zip(spans, resolve(text, spans, tools.gazetteer), strict=True))

    assert resolve(text, shuffled, tools.gazetteer) == [by_span[span] for span in shuffled]
