"""Which region of ACLED's and of UCDP's a country lies in."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal


def region(country: str | None, scheme: Literal["acled", "ucdp"]) -> str | None:
    """The region of a country (ISO alpha-2), or none."""
    return _regions(scheme).get(country or "")


@cache
def _regions(scheme: str) -> dict[str, str]:
    table = tomllib.loads(files(__package__).joinpath("regions.toml").read_text(encoding="utf-8"))
    return {code: row.get(scheme, name) for name, row in table.items() for code in row["countries"].split()}
