"""The timeline: a bar for each day, week or month, and each bar a link to what happened then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from markupsafe import Markup

from tocsin.serve.drawing.scales import Scale, bins, round_steps
from tocsin.serve.drawing.svg import drawing, group, tag
from tocsin.serve.words import MONTHS, counted, period

WIDTH, HEIGHT = 900, 150
LEFT, RIGHT, TOP, BOTTOM = 34, 6, 8, 24
MOST_BARS = 75
LABELS = 9
"""Labels under the axis; more would run into one another on a phone."""

Link = Callable[[date, date], str]


def timeline(days: Mapping[date, int], link: Link) -> Markup:
    """The number of events that began in each stretch of time. `link` is the address of one stretch."""
    if not days:
        return Markup()
    stretches = _counted(days)
    steps = round_steps(max(count for _, _, count in stretches))
    height = Scale(0, steps[-1], HEIGHT - BOTTOM, TOP)
    step = (WIDTH - LEFT - RIGHT) / len(stretches)
    grid = [_line(height(value), f"{value:,}") for value in steps]
    bars = [_bar(stretch, LEFT + number * step, step, height, link) for number, stretch in enumerate(stretches)]
    every = -(-len(stretches) // LABELS)
    labels = [
        tag("text", _label(start, stretches), x=round(LEFT + (number + 0.5) * step, 1), y=HEIGHT - 6, class_="tick mid")
        for number, (start, _, _) in enumerate(stretches)
        if number % every == 0
    ]
    parts = [group(grid), group(labels, aria_hidden="true"), group(bars)]
    return drawing(WIDTH, HEIGHT, parts, label="Events by the day they began", class_="timeline")


def _counted(days: Mapping[date, int]) -> list[tuple[date, date, int]]:
    stretches = bins(min(days), max(days), most=MOST_BARS)
    return [(start, end, sum(days[day] for day in days if start <= day <= end)) for start, end in stretches]


def _line(y: float, label: str) -> Markup:
    line = tag("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, class_="grid")
    return group([line, tag("text", label, x=LEFT - 5, y=y + 3, class_="tick end")], aria_hidden="true")


def _bar(stretch: tuple[date, date, int], x: float, step: float, height: Scale, link: Link) -> Markup:
    start, end, count = stretch
    if not count:
        return Markup()
    told = f"{period(start, end)}: {counted(count, 'event')}"
    width = max(min(step * 0.8, 36), 1)
    bar = tag(
        "rect",
        x=round(x + (step - width) / 2, 1),
        y=height(count),
        width=round(width, 1),
        height=round(height(0) - height(count), 1),
        class_="bar",
    )
    whole = tag("rect", x=round(x, 1), y=TOP, width=round(step, 1), height=HEIGHT - BOTTOM - TOP, class_="reach")
    return tag(
        "a",
        tag("title", told),
        whole,
        bar,
        href=link(start, end),
        aria_label=told,
        data_from=start.isoformat(),
        data_to=end.isoformat(),
    )


def _label(start: date, stretches: list[tuple[date, date, int]]) -> str:
    days = (stretches[0][1] - stretches[0][0]).days
    if days > 300:
        return str(start.year)
    if days > 7:
        return f"{MONTHS[start.month - 1]} {start.year}"
    return f"{start.day} {MONTHS[start.month - 1]}"
