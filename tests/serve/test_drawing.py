"""Drawings: scales that hold their values, bins that cover their days, escaped text."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tocsin.serve.drawing.borders import borders
from tocsin.serve.drawing.map import HEIGHT, WIDTH, view_of, world_map
from tocsin.serve.drawing.scales import bins, round_steps
from tocsin.serve.drawing.svg import tag
from tocsin.serve.drawing.timeline import timeline
from tocsin.store.situation import Circle

days = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(st.integers(0, 10**9))
def test_steps_reach_what_they_measure(most: int) -> None:
    steps = round_steps(most)
    assert steps[0] == 0
    assert steps[-1] >= most
    assert 2 <= len(steps) <= 7


@given(days, days, st.integers(5, 80))
def test_bins_cover_every_day_once(one: date, two: date, most: int) -> None:
    first, last = min(one, two), max(one, two)
    found = bins(first, last, most=most)
    assert found[0][0] <= first
    assert last <= found[-1][1]
    assert len(found) <= most + 1
    assert all(after[0] - before[1] == timedelta(days=1) for before, after in pairwise(found))


@given(st.dictionaries(days, st.integers(1, 500), min_size=1, max_size=30))
def test_a_timeline_counts_every_event(counts: dict[date, int]) -> None:
    told: list[tuple[date, date]] = []

    def link(start: date, end: date) -> str:
        told.append((start, end))
        return "/"

    timeline(counts, link)
    assert sum(count for day, count in counts.items() if any(a <= day <= b for a, b in told)) == sum(counts.values())


circles = st.builds(
    Circle,
    place=st.text(min_size=1, max_size=12),
    country=st.just("KZ"),
    level=st.sampled_from(["city", "province", "country", "supranational"]),
    lat=st.floats(-83, 83),
    lon=st.floats(-180, 180),
    radius_km=st.floats(0, 3000),
    events=st.integers(1, 9),
    killed=st.integers(0, 9),
)


@given(st.lists(circles, min_size=1, max_size=6))
def test_every_near_place_is_on_the_map(some: list[Circle]) -> None:
    view = view_of(some)
    for circle in some:
        if circle.level in ("city", "province"):
            x, y = view(circle.lon, circle.lat)
            assert -1 <= x <= WIDTH + 1
            assert -1 <= y <= HEIGHT + 1


def test_the_map_escapes_what_places_are_called() -> None:
    hostile = Circle("<script>alert(1)</script>", "KZ", "city", 43.2, 76.9, 10, 2, 0)
    drawn = world_map([hostile], borders(), lambda circle: f"/situation?place={circle.place}")
    assert "<script" not in drawn
    assert 'class="disputed"' not in world_map([hostile], borders(), lambda _: "/")


def test_disputed_borders_are_drawn_apart() -> None:
    crimea = Circle("Simferopol", "UA", "city", 44.95, 34.1, 100, 1, 0)
    assert 'class="disputed"' in world_map([crimea], borders(), lambda _: "/")


def test_attributes_are_escaped() -> None:
    assert tag("a", "x\u202e<b>", href='"><script>') == '<a href="&#34;&gt;&lt;script&gt;">x\ufffd&lt;b&gt;</a>'
