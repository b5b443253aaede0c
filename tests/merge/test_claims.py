"""One utterance in several reports is one saying, with its carriers; denials are linked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wire import ORURO, Said, Told, reading

from tocsin.event import Carrier
from tocsin.merge import merge
from tocsin.reading import Reading
from tocsin.record import Saying
from tocsin.span import Span


def said(
    name: str, words: str, speaker: str | None = "Rosa Quispe", *, stance: str = "asserts", **more: str
) -> Reading:
    """A report in which one speaker says that."""
    outlet, published = more.get("outlet", f"Outlet {name}"), more.get("published", "2022-03-05")
    text = f"{speaker or 'Somebody'} said it at noon. {words}."
    return reading(name, text, said=[Said(words, speaker, stance)], outlet=outlet, published=published)


def sayings(*readings: Reading) -> tuple[Saying, ...]:
    return merge(readings).sayings


def carriers(*readings: Reading) -> list[list[str]]:
    return [[carrier.outlet for carrier in saying.carriers] for saying in sayings(*readings)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("the dam broke at noon", "the dam broke at noon"),
        ("the dam broke at noon", "the old dam broke before noon"),
        ("the dam broke at noon and took the mill", "the dam broke at noon"),
        ("12 men were shot at the mill", "12 men were shot dead at the mill gate"),
    ],
)
def test_one_utterance_of_two_reports_is_one_saying(first: str, second: str) -> None:
    assert carriers(said("a", first), said("b", second)) == [["Outlet a", "Outlet b"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said("a", "the dam broke at noon"), said("b", "the dam broke at noon", "Omar Farah")),
        (said("a", "the dam broke at noon"), said("b", "nobody was told to leave the valley")),
        (said("a", "12 men were shot at the mill"), said("b", "15 men were shot at the mill")),
        (said("a", "the dam broke at noon"), said("b", "the dam broke at noon", published="2022-04-05")),
        (said("a", "the dam broke at noon"), said("b", "the dam broke at noon", stance="denies")),
        (said("a", "it broke", None), said("b", "it broke", None)),
    ],
)
def test_what_is_not_one_utterance_stays_apart(one: Reading, other: Reading) -> None:
    assert len(sayings(one, other)) == 2


def test_the_first_carrier_is_that_of_the_first_day() -> None:
    late, early = said("a", "the dam broke at noon", published="2022-03-06"), said("b", "the dam broke at noon")

    assert carriers(late, early) == [["Outlet b", "Outlet a"]]


def test_who_names_another_outlet_as_the_way_comes_behind_it() -> None:
    wire, post = said("b", "the dam broke at noon", outlet="Andes Wire"), said("a", "the dam broke at noon")
    claim = replace(post.claims[0], via=(Carrier("Andes Wire", Span("text", 0, 4)),))

    assert carriers(replace(post, claims=(claim,)), wire) == [["Andes Wire", "Outlet a"]]


def test_words_changed_on_the_way_are_shown() -> None:
    [saying] = sayings(said("a", "the dam broke at noon"), said("b", "the dam was broken by troops at noon"))

    assert saying.is_changed
    assert saying.says == "the dam broke at noon"
    assert (saying.carriers[1].lost, saying.carriers[1].added) == (("broke",), ("was broken by troops",))


def test_other_marks_and_articles_are_no_change() -> None:
    [saying] = sayings(said("a", "the dam broke at noon"), said("b", "a dam broke at noon,"))

    assert not saying.is_changed


def test_a_denial_in_like_words_is_linked_both_ways() -> None:
    found = sayings(
        said("a", "the troops shot twelve miners"),
        said("b", "troops shot any miners", "Colonel Bako", stance="denies"),
    )
    claim, denial = sorted(found, key=lambda saying: saying.stance)

    assert [claim.denied_by, denial.denies] == [(denial.id,), (claim.id,)]


def test_a_denial_of_an_event_is_linked_to_who_claims_it() -> None:
    def one(name: str, words: str, speaker: str, stance: str, voice: str) -> Reading:
        event = Told(f"{words}.", "shoot", ORURO, "2022-03-04", type="ASSAULT", said=0, voice=voice)
        return reading(name, f"{speaker} spoke. {words}.", event, said=[Said(words, speaker, stance)], outlet=name)

    found = sayings(
        one("a", "Police shot miners", "Rosa Quispe", "asserts", "claimed"),
        one("b", "Any such thing took place", "Colonel Bako", "denies", "denied"),
    )

    by_speaker = {saying.speaker: saying for saying in found}
    assert by_speaker["Rosa Quispe"].denied_by == (by_speaker["Colonel Bako"].id,)


def test_a_denial_of_somebodys_account_means_what_was_told_of_it() -> None:
    text = "President Ana Ruiz said the rebels fired. Omar Farah denied the president's account."
    told = [
        Said("the rebels fired", "Ana Ruiz", role="President"),
        Said("the president's account", "Omar Farah", "denies"),
    ]

    found = {saying.speaker: saying for saying in sayings(reading("a", text, said=told))}

    assert found["Omar Farah"].denies == (found["Ana Ruiz"].id,)


WORDS = st.sampled_from(
    ["the dam broke at noon", "the dam broke", "12 men fell", "13 men fell", "nobody came to the mill"]
)


@given(st.lists(st.tuples(WORDS, st.sampled_from(["Rosa Quispe", "Omar Farah", None])), min_size=1, max_size=6))
def test_every_claim_is_in_one_saying_in_whatever_order_reports_come(told: list[tuple[str, str | None]]) -> None:
    readings = [said(f"r{number}", words, speaker) for number, (words, speaker) in enumerate(told)]

    found = sayings(*readings)

    assert sorted(claim for saying in found for claim in saying.claims) == sorted(r.claims[0].id for r in readings)
    assert sayings(*reversed(readings)) == found
