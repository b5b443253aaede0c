"""The numbered sources, with their copies, and what could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tocsin.brief.dossier import Dossier
from tocsin.brief.markdown import address, plain
from tocsin.brief.wording import counted, day
from tocsin.report import Report


def numbered_sources(dossier: Dossier) -> Iterator[str]:
    """Every report by its number, its copies below it."""
    for report, number in dossier.numbers.items():
        if report in dossier.copies:
            continue
        yield f"{number}. {described(dossier.report(report), dossier)}"
        for copy in dossier.merged.copies:
            if copy.kind != "part" and dossier.numbers[copy.report] == number:
                yield f"   - {_reprint(copy.kind)}: {described(dossier.report(copy.report), dossier)}"
            elif copy.report == report:
                yield f"   - {copy.share:.0%} of its wording is that of [{dossier.numbers[copy.original]}]."


def described(report: Report, dossier: Dossier) -> str:
    """A report as a bibliography gives it: outlet, title, day, address."""
    title = f"“{plain(report.title)}”" if report.title else None
    published = day(report.published) if report.published else "no date"
    parts = [dossier.outlet(report.id), title, published, address(report.url) if report.url else None]
    return f"{', '.join(part for part in parts if part)}."


def unread(dossier: Dossier, rejects: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Reports passed over and inputs that could not be read, with the reason."""
    passed = [reading for reading in dossier.readings.values() if reading.passed_over]
    for reading in passed:
        number = dossier.cite([reading.report.id])
        yield f"- {dossier.outlet(reading.report.id)} {number} was not read: {plain(reading.passed_over or '')}."
    for source, reason in rejects:
        yield f"- {plain(source)} could not be read: {plain(reason)}."
    silent = [reading for reading in dossier.readings.values() if not reading.mentions and not reading.passed_over]
    if silent:
        cited = dossier.cite(reading.report.id for reading in silent)
        yield f"- {counted(len(silent), 'report')} with no event in {'it' if len(silent) == 1 else 'them'} {cited}."
    if not (passed or rejects or silent):
        yield "All reports were read, and each tells of an event."


def _reprint(kind: str) -> str:
    return "copy, not counted" if kind == "exact" else "edited copy, not counted"


def outlets(dossier: Dossier) -> Counter[str]:
    """How many reports each outlet published, copies left out."""
    return Counter(dossier.outlet(report) for report in dossier.readings if report not in dossier.copies)
