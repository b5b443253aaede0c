"""Where a report was written stands before its first sentence and is none of its words."""

from __future__ import annotations

import pytest

from tocsin.parse.datelines import dateline
from tocsin.parse.sentences import segment
from tocsin.report import Report

STORY = "Gunmen shot two teachers on Monday."


def report(text: str) -> Report:
    return Report(id="x", text=text, sha256="", language="en")


@pytest.mark.parametrize(
    "opening",
    [
        "GAO, Mali (Andes Wire) — ",
        "GAO — ",
        "GAO, Mali - ",
        "GAO: ",
        "(Andes Wire) – ",
        "Gao, March 15 (Andes Wire) -- ",
        "GAO (Northern Region, Mali), Nov. 4 (NW-ANDES) — ",
        "Port-au-Prince, Haiti, 4 January 2022 — ",
        "GAO/KIDAL (Andes Wire) - ",
        "GAO, Mali, Jan 5 —",
        "GAO, 5 JAN 90 (NW-ANDES) -- [TEXT] ",
        "GAO, 15 MAR 90 -- [REPORT] [ANDES NEWS ROOM] [TEXT] ",
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(opening: str) -> None:
    read = report(f"Teachers shot in the north\n\n{opening}{STORY} Nobody was held.")
    assert read.cut(segment(read)[1].span) == STORY


@pytest.mark.parametrize(
    "text",
    [
        "Tokayev: troops may shoot without warning.",
        "Police said on Monday - as they had before - that two men were shot.",
        "The Minister of Defence — Ana Ruiz — resigned.",
        "Two men were shot: Ana Ruiz and Moussa Traoré.",
        "“No,” said Ana Ruiz — “Never.”",
        "Rebels - Gao is theirs - advanced.",
    ],
)
def test_a_dash_makes_no_dateline(text: str) -> None:
    assert dateline(report(text)) is None


def test_far_down_there_is_none() -> None:
    assert dateline(report("It rained.\n\n" * 200 + "GAO (Andes Wire) — " + STORY)) is None
