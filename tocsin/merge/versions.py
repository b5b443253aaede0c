"""Reports that were changed after they were published: of each address the version that stands, and what it changed.

The version captured last stands; where the captures do not tell, the one published last. Two reports under one address
of which neither is known to be the later stand side by side: copies are found, and nothing is lost.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from tocsin.merge.groups import group_of
from tocsin.reading import Reading
from tocsin.record import Evidence, Update
from tocsin.report import Report
from tocsin.values import Figure, FigureKind

_ADDRESS = re.compile(r"^[a-z]+://(?:www\.)?(?P<rest>[^#]+?)/*(?:#.*)?$", re.IGNORECASE)

Version = tuple[str, str]


def address_of(report: Report) -> str | None:
    """The address of a report, as two captures of one page share it; none for a site's front page."""
    found = _ADDRESS.match(report.url or "")
    return found["rest"] if found and "/" in found["rest"] else None


def version_of(report: Report) -> Version:
    """What tells a later version from an earlier one: the moment of capture, then the day of publication."""
    captured, published = report.captured_at, report.published
    return captured.isoformat() if captured else "", published.isoformat() if published else ""


def standing(readings: Iterable[Reading]) -> dict[str, Reading]:
    """One reading of each report that stands, by its id: superseded ones are left out, in whatever order they come."""
    latest: dict[str, Reading] = {}
    for reading in readings:
        other = latest.get(reading.report.id)
        if other is None or _order(reading) >= _order(other):
            latest[reading.report.id] = reading
    last: dict[str, Version] = {}
    for reading in latest.values():
        if address := address_of(reading.report):
            last[address] = max(last.get(address, ("", "")), version_of(reading.report))
    return {
        name: reading
        for name, reading in latest.items()
        if version_of(reading.report) >= last.get(address_of(reading.report) or "", ("", ""))
    }


def updates(versions: Iterable[Reading]) -> Iterator[Update]:
    """What later versions of reports changed in the numbers they give: "killed: 18, before 4"."""
    by_page: dict[str, list[Reading]] = defaultdict(list)
    for reading in versions:
        by_page[address_of(reading.report) or reading.report.id].append(reading)
    for page in sorted(by_page):
        ordered = sorted(by_page[page], key=_order)
        for earlier, later in pairwise(ordered):
            if version_of(earlier.report) < version_of(later.report):
                yield from _changed(earlier, later)


def _order(reading: Reading) -> tuple[Version, str]:
    return version_of(reading.report), reading.report.sha256


def _changed(earlier: Reading, later: Reading) -> Iterator[Update]:
    before, after = _numbers(earlier), _numbers(later)
    for key in sorted(before.keys() & after.keys()):
        one, two = _chief(before[key]), _chief(after[key])
        if {figure.best for figure in before[key]}.isdisjoint(figure.best for figure in after[key]):
            yield Update(
                report=later.report.id,
                sha256=later.report.sha256,
                earlier=earlier.report.id,
                earlier_sha256=earlier.report.sha256,
                what=key[0],
                who=key[1],
                before=one.best,
                after=two.best,
                mention=two.mention,
                evidence=(Evidence(earlier.report.id, one.span), Evidence(later.report.id, two.span)),
                words=(earlier.report.cut(one.span), later.report.cut(two.span)),
            )


def _numbers(reading: Reading) -> dict[tuple[FigureKind, str], list[Figure]]:
    found: dict[tuple[FigureKind, str], list[Figure]] = defaultdict(list)
    for figure in reading.figures:
        if figure.states_a_toll and figure.part_of is None and figure.adds_to is None:
            found[figure.kind, group_of(figure)].append(figure)
    return found


def _chief(figures: Sequence[Figure]) -> Figure:
    return max(figures, key=lambda figure: (figure.best, figure.id))
