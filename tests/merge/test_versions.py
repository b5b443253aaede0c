"""Pages that changed: which version stands, and what it changed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import permutations

import pytest
from wire import ORURO, Count, Told, reading

from tocsin.merge import merge
from tocsin.merge.versions import address_of, standing
from tocsin.reading import Reading
from tocsin.report import Report

PAGE = "https://altiplano.example/oruro-riots"


def version(name: str, dead: int, hour: int | None, *, url: str = PAGE, published: str = "2022-03-05") -> Reading:
    text = f"Riots broke out in {name}. {dead} people died."
    told = Told(text.partition(".")[0], "riot", ORURO, "2022-03-04", counts=[Count(f"{dead} people", dead)])
    captured = datetime(2022, 3, 5, hour, tzinfo=UTC) if hour is not None else None
    return reading(name, text, told, url=url, captured_at=captured, published=published)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_version_captured_last_stands_in_whatever_order_they_come(order: tuple[int, ...]) -> None:
    told = [version("a", 4, 8), version("b", 9, 12), version("c", 18, 17)]
    merged = merge([told[number] for number in order])
    assert [toll.best for event in merged.events for toll in event.tolls] == [18]
    assert [(one.what, one.before, one.after, one.words) for one in merged.updates] == [
        ("killed", 4, 9, ("4 people", "9 people")),
        ("killed", 9, 18, ("9 people", "18 people")),
    ]


def test_where_nothing_tells_which_is_later_both_stand() -> None:
    assert set(standing([version("a", 4, None), version("b", 9, None)])) == {"a", "b"}


def test_the_day_of_publication_tells_where_no_capture_does() -> None:
    assert set(standing([version("a", 4, None), version("b", 9, None, published="2022-03-06")])) == {"b"}


def test_a_front_page_is_no_address_of_a_report() -> None:
    front = [version("a", 4, 8, url="https://altiplano.example/"), version("b", 9, 12, url="https://altiplano.example")]
    assert set(standing(front)) == {"a", "b"}


@pytest.mark.parametrize(
    ("url", "address"),
    [
        (PAGE, "altiplano.example/oruro-riots"),
        ("http://www.altiplano.example/oruro-riots/#part", "altiplano.example/oruro-riots"),
        ("https://altiplano.example/?p=4", "altiplano.example/?p=4"),
        ("https://altiplano.example", None),
        (None, None),
    ],
)
def test_one_page_has_one_address(url: str | None, address: str | None) -> None:
    assert address_of(Report("a", "", "", url=url, published=date(2022, 3, 5))) == address
