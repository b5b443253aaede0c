from __future__ import annotations

import pytest

from tocsin.merge.groups import group_of
from tocsin.span import Span
from tocsin.values import Figure


@pytest.mark.parametrize(
    ("who", "group"),
    [
        (None, "people"),
        ("people", "people"),
        ("police officers", "security forces"),
        ("policemen", "security forces"),
        ("armed rioters", "attackers or rioters"),
        ("three women", "civilians"),
        ("families", "civilians"),
        ("two journalists", "journalists"),
        ("beekeepers", "beekeepers"),
    ],
)
def test_group_of(who: str | None, group: str) -> None:
    assert group_of(Figure("x", Span("text", 0, 1), "killed", 1, 1, 1, who=who)) == group


def test_those_taking_part_are_one_group() -> None:
    assert group_of(Figure("x", Span("text", 0, 1), "participants", 1, 1, 1, who="students")) == "people"
