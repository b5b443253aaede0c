"""The scorer of dates, on rows whose figures can be told by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tocsin.evaluate.corpus import Row
from tocsin.evaluate.dates import score, score_days


def row(text: str, *gold: tuple[str, str, str]) -> Row:
    timex: list[dict[str, Any]] = [
        {"start": text.index(words), "end": text.index(words) + len(words), "type": kind, "value": value}
        for words, kind, value in gold
    ]
    return Row("r", text, date(2022, 1, 7), {"timex": timex}, {})


def figures(*rows: Row) -> dict[str, float]:
    return {measure.name: measure.value for measure in score(rows).measures}


def test_the_day_of_the_event_among_those_found() -> None:
    near = Row("r", "Miners struck on Monday.", date(2022, 1, 7), {"event_date": "2022-01-04"}, {})
    far = Row("s", "Miners struck on Monday.", date(2022, 1, 7), {"event_date": "2022-01-06"}, {})
    scores = score_days([near, far])
    assert [measure.value for measure in scores.measures] == [0.5]
    assert [miss.row for miss in scores.misses] == ["s"]


def test_all_right() -> None:
    told = figures(row("Miners struck on Monday.", ("on Monday", "DATE", "2022-01-03")))
    assert told["relaxed F1"] == told["value F1"] == told["type F1"] == 1


def test_a_wrong_value_a_miss_and_a_false_one() -> None:
    text = "Miners struck on Monday for three hours, and for long in 2019."
    scores = score([row(text, ("Monday", "DATE", "2022-01-10"), ("long", "DURATION", "PXX"))])
    told = {measure.name: measure.value for measure in scores.measures}
    assert told["relaxed precision"] == pytest.approx(1 / 3)
    assert told["relaxed recall"] == pytest.approx(1 / 2)
    assert told["value F1"] == 0
    assert [miss.kind for miss in scores.misses] == ["value", "missed", "false", "false"]


def test_the_ends_of_a_range_count_apart() -> None:
    gold = ("Monday", "DATE", "2022-01-03"), ("Wednesday", "DATE", "2022-01-05")
    assert figures(row("Miners struck from Monday to Wednesday.", *gold))["value F1"] == 1
