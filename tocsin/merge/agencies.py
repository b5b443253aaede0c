"""News agencies whose stories others reprint: which one a report comes from."""

from __future__ import annotations

import re
from functools import cache

from tocsin.merge.outlets import shipped
from tocsin.report import Report

# LA PAZ, March 5 (Andes Wire) - …: the credit of a dateline, whoever printed the story. Where the town is not in
# capitals ("Paris (AFP) –") the credit must be an agency of the list: a sentence can begin so too.
_DATELINE = re.compile(
    r"^(?P<town>[A-ZÀ-Þ][\w'’. -]{1,30})(?:[,/][^\n()]{0,40})?\s*\((?P<credit>[^()\n]{2,40})\)\s*[-–—]", re.MULTILINE
)
HEAD = 1_000
"""Characters in which a dateline is looked for: behind a title, a byline and share lines, but before the story."""


def agency_of(report: Report) -> str | None:
    """The agency that a report comes from: named as outlet, in the byline, or credited in the dateline.

    An agency's story is its own wherever it runs.
    """
    for signed in (report.outlet, report.byline):
        if signed and (match := _pattern().search(signed)):
            return _agencies()[match[0]]
    dateline = _DATELINE.search(report.text, 0, HEAD)
    if dateline is None or not (dateline["town"].isupper() or _pattern().search(dateline["credit"])):
        return None
    return _known(dateline["credit"])


def originality(report: Report) -> int:
    """Of copies of one day, which is the original: 0 the agency's own, 1 one that credits it, 2 any other."""
    agency = agency_of(report)
    if agency is None:
        return 2
    return 0 if _known(report.outlet or "").casefold() == agency.casefold() else 1


def _known(name: str) -> str:
    """An agency by the name it goes by here; one that is not in the list by its own."""
    match = _pattern().search(name)
    return _agencies()[match[0]] if match else name.strip()


@cache
def _agencies() -> dict[str, str]:
    """Every name of every agency, with the name it goes by here."""
    known = (outlet for outlet in shipped().known if outlet.kind == "agency")
    return {name: outlet.name for outlet in known for name in outlet.names}


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_agencies(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
