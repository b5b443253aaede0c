from __future__ import annotations

import pytest

from tocsin.evaluate.incidents import measures


@pytest.mark.parametrize(
    ("found", "pairs", "b_cubed"),
    [
        ({"a": "1", "b": "1", "c": "2"}, 1.0, 1.0),
        ({"a": "1", "b": "2", "c": "3"}, 0.0, 0.8),
        ({"a": "1", "b": "1", "c": "1"}, 0.5, 5 / 7),
    ],
)
def test_pairs_and_b_cubed(found: dict[str, str], pairs: float, b_cubed: float) -> None:
    told = {measure.name: measure.value for measure in measures({"a": "x", "b": "x", "c": "y"}, found)}
    assert told["pairs F1"] == pytest.approx(pairs)
    assert told["B³ F1"] == pytest.approx(b_cubed)
