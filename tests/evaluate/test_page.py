from __future__ import annotations

from pathlib import Path

import pytest

from tocsin.evaluate import floors
from tocsin.evaluate.corpora import CORPORA
from tocsin.evaluate.floors import Floors
from tocsin.evaluate.page import page, published

ROOT = Path(__file__).parents[2]
HELD = floors.load(ROOT / "floors.json")


def test_the_page_of_scores_is_in_step_with_the_floors() -> None:
    assert page(HELD) in (ROOT / "docs" / "scores.md").read_text(encoding="utf-8"), "make docs writes it anew"


@pytest.mark.parametrize(("corpus", "measure"), published())
def test_a_published_score_stands_beside_a_measure_of_ours(corpus: str, measure: str) -> None:
    assert corpus in CORPORA
    assert measure in HELD[corpus].values


def test_a_floor_stands_beside_what_others_published() -> None:
    written = page({"plv": Floors("abc", "fresh", {"macro-F1, 15 classes": 0.5, "false tolls": 0.01})})
    assert "| macro-F1, 15 classes | 0.500 | 0.743 | Zero-Shot PLOVER" in written
    assert "| false tolls | ≤ 0.010 |" in written
