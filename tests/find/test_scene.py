"""Where and when a deed happened whose own paragraph does not say so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tocsin.reading import Reading

Read = Callable[..., Reading]


def setting(reading: Reading, action: str) -> tuple[str | None, str | None]:
    """Where and when the last deed of an action is told to have happened."""
    one = [mention for mention in reading.mentions if mention.action == action][-1]
    return (
        one.places[0].name if one.places else None,
        one.date.start.isoformat() if one.date and one.date.start else None,
    )


@pytest.mark.parametrize(
    "text",
    [
        "The attackers shot a trader dead.",
        "They then looted shops.",
        "Some of the gunmen burned cars.",
        "A nurse said she hid.\nThe gunmen burned cars.",
    ],
)
def test_a_paragraph_that_goes_on_with_the_scene(read: Read, text: str) -> None:
    reading = read("Gunmen attacked a market in Jos on Monday.\n" + text + "\nThe president met envoys from Ghana.")
    last = [mention for mention in reading.mentions if mention.type in ("ASSAULT", "PROTEST", "COERCE")][-1]
    assert last.sentence != reading.mentions[0].sentence
    assert [place.name for place in last.places] == ["Jos"]
    assert last.date is not None
    assert last.date.value == "2023-03-13"


@pytest.mark.parametrize(
    "text",
    [
        "Elsewhere, the militia burned cars.",
        "In a separate attack, they burned cars.",
        "In Kano, where the wounded were taken, police detained them.",
        "On Sunday, the gunmen burned cars.",
        "The gunmen have burned cars all over the region.",
        "Bandits burned cars.",
        "Last year the gunmen burned cars.",
        "The gunmen will burn cars.",
    ],
)
def test_a_paragraph_that_does_not(read: Read, text: str) -> None:
    reading = read("Gunmen attacked a market in Jos on Monday.\n" + text + "\nThe president met envoys from Ghana.")
    later = [mention for mention in reading.mentions if mention.sentence != reading.mentions[0].sentence]
    assert "Jos" not in {place.name for mention in later for place in mention.places}


def test_police_act_against_the_crowd_told_before(read: Read) -> None:
    text = "Teachers marched in Jos on Monday.\nPolice fired tear gas.\nThe president met envoys from Ghana."
    assert setting(read(text), "disperse") == ("Jos", "2023-03-13")


def test_a_place_told_when_it_is_taken_up_is_that_of_the_first_telling(read: Read) -> None:
    text = "Gunmen killed four traders.\nThe killings took place in Jos on Monday.\nEnvoys from Ghana arrived in Abuja."
    (first, *_) = read(text).mentions
    assert (first.action, first.date.value if first.date else None) == ("kill", "2023-03-13")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Two men were shot outside a bar.\nThe shooting began a little after ten on Monday, a barman said.",
            "2023-03-13",
        ),
        ("Two men were shot outside a bar.\nPolice arrested a suspect on Monday.", None),
        ("Two men were shot outside a bar.\nThe barman closed on Monday and opened on Sunday.", None),
    ],
)
def test_the_only_day_of_a_report(read: Read, text: str, day: str | None) -> None:
    (first, *_) = read(text).mentions
    assert (first.date.value if first.date else None) == day
