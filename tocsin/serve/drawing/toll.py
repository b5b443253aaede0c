"""The toll over time: who gave which number on which day, with its bounds; nothing is averaged or joined up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from tocsin.reading import JSON
from tocsin.serve.drawing.scales import Scale, round_steps
from tocsin.serve.drawing.svg import drawing, group, tag
from tocsin.serve.words import MONTHS, day, number, shortened

WIDTH, HEIGHT = 620, 220
LEFT, RIGHT, TOP, BOTTOM = 46, 190, 12, 26
OPEN = 12
"""Pixels that the mark of an open bound reaches beyond its number."""

LINE = 15
"""Pixels between the names beside the plot."""


@dataclass(frozen=True, slots=True)
class Given:
    """One number with its day, its bounds, and who gives it."""

    when: date
    low: int
    best: int
    high: int | None
    who: str
    superseded: bool


def toll_plot(toll: JSON) -> Markup:
    """All numbers of a toll that have a day; nothing where fewer than two have one."""
    given = sorted(_given(toll), key=lambda one: (one.when, one.best))
    if len(given) < 2:
        return Markup()
    first, last = given[0].when, given[-1].when
    pad = timedelta(days=1) if first == last else timedelta(0)
    across = Scale((first - pad).toordinal(), (last + pad).toordinal(), LEFT + 12, WIDTH - RIGHT - 12)
    steps = round_steps(max(max(one.high or 0, one.best) for one in given))
    up = Scale(0, steps[-1], HEIGHT - BOTTOM, TOP)
    parts = [
        group(_grid(steps, up), aria_hidden="true"),
        group(_days(given, across), aria_hidden="true"),
        group([_mark(one, across, up) for one in given]),
        group(_names(given, up), aria_hidden="true"),
    ]
    return drawing(WIDTH, HEIGHT, parts, label=f"Number {toll['kind']} by day and source", class_="toll")


def _given(toll: JSON) -> Iterator[Given]:
    for superseded, options in ((False, toll["options"]), (True, toll["superseded"])):
        for option in options:
            if option["day"]:
                value = option["value"]
                low = value["best"] if value["low"] is None and value["high"] is None else value["low"] or 0
                high = value["best"] if value["low"] is None and value["high"] is None else value["high"]
                who = ", ".join(source["name"] for source in option["sources"]) or "source not told"
                yield Given(date.fromisoformat(option["day"]), low, value["best"], high, who, superseded)


def _grid(steps: Sequence[int], up: Scale) -> Iterator[Markup]:
    for value in steps:
        yield tag("line", x1=LEFT, x2=WIDTH - RIGHT, y1=up(value), y2=up(value), class_="grid")
        yield tag("text", f"{value:,}", x=LEFT - 6, y=up(value) + 3, class_="tick end")


def _days(given: Sequence[Given], across: Scale) -> Iterator[Markup]:
    shown: list[float] = []
    for when in sorted({one.when for one in given}):
        x = across(when.toordinal())
        if all(abs(x - other) > 44 for other in shown):
            shown.append(x)
            yield tag("text", f"{when.day} {MONTHS[when.month - 1]}", x=x, y=HEIGHT - 8, class_="tick mid")


def _mark(one: Given, across: Scale, up: Scale) -> Markup:
    x, y = across(one.when.toordinal()), up(one.best)
    told = f"{day(one.when)}: {number(one.low, one.best, one.high)}, {one.who}"
    top = y - OPEN if one.high is None else up(one.high)
    whisker = tag("line", x1=x, x2=x, y1=up(one.low), y2=top, class_="whisker open" if one.high is None else "whisker")
    dot = tag("circle", cx=x, cy=y, r=4.5, class_="given old" if one.superseded else "given")
    title = tag("title", f"{told} (since replaced)" if one.superseded else told)
    return group([title, whisker, dot])


def _names(given: Sequence[Given], up: Scale) -> Iterator[Markup]:
    """The last number of each source, named at the side, the names kept from covering one another."""
    last = {one.who: one for one in given}
    floor = float("inf")
    for one in sorted(last.values(), key=lambda one: up(one.best), reverse=True):
        y = min(up(one.best) + 4, floor - LINE)
        floor = y
        if y > TOP - 4:
            told = f"{number(one.low, one.best, one.high)} {shortened(one.who, 24)}"
            yield tag("text", told, x=WIDTH - RIGHT + 4, y=round(y, 1), class_="name")
