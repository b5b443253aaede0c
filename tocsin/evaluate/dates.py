"""How well dates are found and resolved, against reports annotated with TIMEX3."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tocsin.evaluate.corpus import Row
from tocsin.evaluate.scores import Measure, Miss, Scores, Tally, share
from tocsin.timex import Expression, Resolved, expressions, resolve_all
from tocsin.timex.meaning import Range

CONTEXT = 40


@dataclass(frozen=True, slots=True)
class Timex:
    """One annotated or found expression."""

    start: int
    end: int
    type: str
    value: str


def score(rows: Iterable[Row]) -> Scores:
    """Spans, types and values of TIMEX3 as TempEval-3 counts them: relaxed span F1, and value F1 over those matches."""
    spans, types, values, alike = Tally(), Tally(), Tally(), Tally()
    misses: list[Miss] = []
    for row in rows:
        gold, found = _gold(row), list(_found(row))
        pairs = _matched(gold, found)
        for tally in (spans, types, values, alike):
            tally.gold += len(gold)
            tally.found += len(found)
        spans.right += len(pairs)
        types.right += sum(one.type == other.type for one, other in pairs)
        values.right += sum(one.value == other.value for one, other in pairs)
        alike.right += sum(_plain(one.value) == _plain(other.value) for one, other in pairs)
        misses += _misses(row, gold, found, pairs)
    return Scores(_measures(spans, types, values, alike), tuple(misses))


def score_days(rows: Iterable[Row], *, within: int = 1) -> Scores:
    """How often the day of the event is among the single days found, give or take `within` days.

    Use it for reports with a gold `event_date` and no annotated dates (GVA, ACLED): the most that choosing the right
    date can reach.
    """
    misses: list[Miss] = []
    found = cases = 0
    for row in rows:
        event = date.fromisoformat(row.gold["event_date"][:10])
        days = [value.start for value in _days(row) if value.start is not None and value.start == value.end]
        near = any(abs((day - event).days) <= within for day in days)
        found, cases = found + near, cases + 1
        if not near:
            misses.append(Miss(row.id, "no day", event.isoformat(), " ".join(map(str, days)), row.text[: 2 * CONTEXT]))
    return Scores((share(f"event's day among those found, ±{within}", found, cases),), tuple(misses))


def _days(row: Row) -> Iterator[Resolved]:
    return (value for _, value in resolve_all(expressions(row.text), row.date))


def _measures(spans: Tally, types: Tally, values: Tally, alike: Tally) -> tuple[Measure, ...]:
    return (
        Measure("relaxed precision", spans.precision, spans.found),
        Measure("relaxed recall", spans.recall, spans.gold),
        Measure("relaxed F1", spans.f1, spans.gold),
        Measure("value F1", values.f1, values.gold),
        Measure("value F1, spelling aside", alike.f1, alike.gold),
        Measure("type F1", types.f1, types.gold),
        share("value accuracy", values.right, spans.right),
        share("type accuracy", types.right, spans.right),
    )


def _plain(value: str) -> str:
    """A value without what annotators write in several ways: 1952-XX, 196X, 2000-W8, T17."""
    value = re.sub(r"^(\d{4}(?:-\d\d)?)(?:-XX)+$", r"\1", value)
    value = re.sub(r"^(\d\d\d?)X+$", r"\1", value)
    value = re.sub(r"-W(\d)\b", r"-W0\1", value)
    return re.sub(r"T(\d\d)$", r"T\1:00", value)


def _gold(row: Row) -> list[Timex]:
    entries: list[dict[str, Any]] = row.gold["timex"]
    return [Timex(entry["start"], entry["end"], entry["type"], entry["value"]) for entry in entries]


def _found(row: Row) -> Iterator[Timex]:
    """What is found, the two ends of a range apart, as TIMEX3 has them."""
    ends = (end for expression in expressions(row.text) for end in _ends(expression))
    for expression, value in resolve_all(ends, row.date):
        yield Timex(expression.start, expression.end, value.type, value.value)


def _ends(expression: Expression) -> tuple[Expression, ...]:
    meaning = expression.meaning
    return (meaning.first, meaning.last) if isinstance(meaning, Range) else (expression,)


def _matched(gold: list[Timex], found: list[Timex]) -> list[tuple[Timex, Timex]]:
    """Pairs that share a character, each expression in one pair at most."""
    pairs: list[tuple[Timex, Timex]] = []
    left = list(found)
    for one in gold:
        other = next((other for other in left if other.start < one.end and one.start < other.end), None)
        if other:
            pairs.append((one, other))
            left.remove(other)
    return pairs


def _misses(row: Row, gold: list[Timex], found: list[Timex], pairs: list[tuple[Timex, Timex]]) -> Iterator[Miss]:
    for one, other in pairs:
        if one.value != other.value:
            yield _miss(row, "value", one, other)
    for one in gold:
        if all(one is not pair[0] for pair in pairs):
            yield _miss(row, "missed", one, None)
    for other in found:
        if all(other is not pair[1] for pair in pairs):
            yield _miss(row, "false", None, other)


def _miss(row: Row, kind: str, gold: Timex | None, found: Timex | None) -> Miss:
    place = gold or found
    around = "" if place is None else _around(row.text, place)
    return Miss(row.id, kind, gold.value if gold else "", found.value if found else "", around)


def _around(text: str, place: Timex) -> str:
    before, after = text[max(0, place.start - CONTEXT) : place.start], text[place.end : place.end + CONTEXT]
    return " ".join(f"{before}[{text[place.start : place.end]}]{after}".split())
