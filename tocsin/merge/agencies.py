"""News agencies whose stories others reprint: who is one, and which one signed a report."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from tocsin.report import Report


def names_agency(report: Report) -> bool:
    """Whether a news agency signed a report, as its outlet or in its byline."""
    return agency_of(report) is not None


def agency_of(report: Report) -> str | None:
    """The agency that signed a report, by its first name in the list. An agency's story is its own wherever it runs."""
    for signed in (report.outlet, report.byline):
        if signed and (match := _pattern().search(signed)):
            return _agencies()[match[0]]
    return None


@cache
def _agencies() -> dict[str, str]:
    """Every name of every agency, with the name it goes by here."""
    table = tomllib.loads(files(__package__).joinpath("agencies.toml").read_text(encoding="utf-8"))
    return {name: entry["names"][0] for entry in table["agency"] for name in entry["names"]}


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_agencies(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
