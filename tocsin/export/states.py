"""The numbers that students of war give to states: Gleditsch and Ward's, and those of Correlates of War."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Scheme = Literal["gw", "cow"]


def state_number(country: str | None, scheme: Scheme) -> int | None:
    """The number of a state (ISO alpha-2), or none: territories and disputed countries have none."""
    return _numbers(scheme).get(country or "")


@cache
def _numbers(scheme: Scheme) -> dict[str, int]:
    table: dict[str, dict[str, int]] = tomllib.loads(
        files(__package__).joinpath("states.toml").read_text(encoding="utf-8")
    )
    return table["gw"] | (table["cow"] if scheme == "cow" else {})
