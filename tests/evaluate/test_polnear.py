from __future__ import annotations

from typing import Any

import pytest

from tocsin.evaluate.corpus import Row
from tocsin.evaluate.polnear import score
from tocsin.evaluate.scores import Scores

TEXT = (
    "Dam Breaks.\n\n"
    "“The dam broke,” Rosa Quispe said. Police said the road was shut.\n\n"
    "Colonel Idriss Bako praised the rescue."
)


def spans(*wordings: str) -> list[dict[str, Any]]:
    return [{"start": TEXT.index(w), "end": TEXT.index(w) + len(w), "text": w} for w in wordings]


def gold(source: str | None, cue: str, content: str) -> dict[str, Any]:
    return {"source": spans(source) if source else [], "cue": spans(cue), "content": spans(content), "type": None}


def scored(*attributions: dict[str, Any]) -> Scores:
    return score([Row("r", TEXT, None, {"attributions": list(attributions)}, {})])


def value(scores: Scores, name: str) -> float:
    return next(measure.value for measure in scores.measures if measure.name == name)


RIGHT = (
    gold("Rosa Quispe", "said", "“The dam broke,”"),
    gold("Police", "said", "the road was shut"),
    gold("Colonel Idriss Bako", "praised", "the rescue"),
)


def test_all_right_is_one() -> None:
    scores = scored(*RIGHT)

    assert value(scores, "all, content: F1") == 1.0
    assert value(scores, "direct, with speaker: F1") == 1.0
    assert value(scores, "propositional, with speaker: recall") == 1.0
    assert scores.misses == ()


def test_a_wrong_speaker_keeps_the_content_right() -> None:
    scores = scored(gold("Police", "said", "“The dam broke,”"), *RIGHT[1:])

    assert value(scores, "direct, content: F1") == 1.0
    assert value(scores, "direct, with speaker: F1") == 0.0
    assert [miss.kind for miss in scores.misses] == ["wrong speaker"]


def test_what_gold_does_not_have_costs_precision() -> None:
    scores = scored(*RIGHT[:2])

    assert value(scores, "all, content: recall") == 1.0
    assert value(scores, "all, content: precision") == pytest.approx(2 / 3)
    assert [miss.kind for miss in scores.misses] == ["nothing there"]


def test_what_is_not_found_costs_recall() -> None:
    scores = scored(*RIGHT, gold(None, "Breaks", "Dam"))

    assert value(scores, "all, content: recall") == pytest.approx(3 / 4)
    assert value(scores, "propositional, content: recall") == 1.0


def test_gold_without_content_is_left_out() -> None:
    scores = scored(*RIGHT, {"source": [], "cue": [], "content": [], "type": None})

    assert value(scores, "all, content: recall") == 1.0
