"""What is written of a reading can be read back."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from readings import oruro, passed_over

from tocsin.reading import Reading, as_json
from tocsin.rereading import reading_from_json


@pytest.mark.parametrize("reading", [oruro(), passed_over()], ids=["oruro", "passed over"])
def test_there_and_back(reading: Reading) -> None:
    assert reading_from_json(json.loads(json.dumps(as_json(reading)))) == reading


def test_there_and_back_of_what_is_read(read: Callable[..., Reading]) -> None:
    reading = read(
        "Police shot dead at least two miners in Oruro on Tuesday. “We will march again on Friday,” said Rosa Quispe, "
        "a leader of the miners, on her Facebook page. Officials deny that anyone was arrested."
    )
    assert reading.claims
    assert reading.figures
    assert reading_from_json(json.loads(json.dumps(as_json(reading)))) == reading
