"""The gate lets through what tells of unrest and passes over what only sounds like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin import codebook
from tocsin.gate import Gate

GATE = Gate(codebook.load())


@pytest.mark.parametrize(
    "text",
    [
        "Hundreds of teachers marched through Delmouth on Friday to demand better pay.",
        "Residents gathered outside the town hall in Harrow Bay to protest.",
        "Dockers went on strike in the port of Delmouth.",
        "Farmers blocked the road to the border with their tractors.",
        "The army shelled villages north of the river.",
        "Gunmen opened fire at a checkpoint.",
        "Shops were set on fire and cars were burned.",
        "A roadside bomb went off near the market.",
        "The president declared a state of emergency and a night curfew.",
        "Two soldiers died when their convoy came under fire.",
        "POLICE USED TEAR GAS IN DELMOUTH",
        "»Police arrested the editor« — so the paper's lawyer.",
        "Rebels took the town of Arvan from government forces.",
        "Opposition parties are boycotting the vote.",
        "The strike began on Monday.\nMiners stayed at home.",
    ],
)
def test_unrest_passes(text: str) -> None:
    assert GATE.passes(text)


@pytest.mark.parametrize(
    "text",
    [
        "The garden show opened on Saturday. Roses took the first prize.",
        "Shares rallied on Monday after Shell raised its target for the year that ends in March.",
        "The bank cut its rate by a quarter of a point and struck a careful note on prices.",
        "The company was hit by higher costs and launched a new line of cars.",
        "The league's striker scored twice, and the visitors fought back to draw.",
        "The film festival runs to the end of March.",
        "Analysts at Harrow Lynch said the offer for the mine undervalued it.",
        "The minister met his colleague to discuss trade.",
        "",
        "   \n\n ",
    ],
)
def test_what_only_sounds_like_it_is_passed_over(text: str) -> None:
    assert not GATE.passes(text)


def test_words_of_a_recipe_must_stand_near_one_another() -> None:
    between = "and the weather stayed fine all along the coast that week " * 4
    assert not GATE.passes(f"They set out early, {between} and a fire burned in the hearth.")


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    GATE.passes(text)
