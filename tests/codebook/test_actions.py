"""The examples of the codebook are read as they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tocsin import codebook
from tocsin.codebook.tables import shipped
from tocsin.reading import Reading

ACTIONS = shipped("actions.toml")["action"]
ARROW = " → "


def examples() -> Iterator[tuple[str, str, str]]:
    for action in ACTIONS:
        for example in action.get("examples", ()):
            text, code = example.split(ARROW)
            yield action["name"], text, code


def test_every_action_has_an_example() -> None:
    assert [action["name"] for action in ACTIONS if not action.get("examples")] == []


def test_every_sub_event_of_acled_has_an_example() -> None:
    assert {code for _, _, code in examples()} == {*codebook.load().event_type_of, "none"}


@pytest.mark.parametrize(("action", "text", "code"), [*examples()])
def test_an_example_is_read_as_it_says(read: Callable[..., Reading], action: str, text: str, code: str) -> None:
    reading = read(text)
    found = {
        (mention.action, mention.acled.sub_event_type if mention.acled else "none") for mention in reading.mentions
    }
    assert (action, code) in found
