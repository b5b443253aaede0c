"""Numbers that a report says were given by mistake: a headline must not carry them without saying so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tocsin.brief.dossier import Dossier
from tocsin.record import Evidence, Toll
from tocsin.report import Report
from tocsin.span import Field, Span
from tocsin.values import FigureKind

_TAKEN_BACK = re.compile(
    r"\b(?:withdr[ae]w\w*|retract\w*|disown\w*|took back|takes back)\b(?:\W+\w+){0,4}?\W+"
    r"(?:report|figure|number|toll|count|claim|statement|announcement)s?\b"
    r"|\b(?:by mistake|in error|was a mistake|was an error|erroneous\w*|mistakenly)\b",
    re.IGNORECASE,
)
_OF_KIND: dict[FigureKind, str] = {
    "killed": r"kill|death|dead|died|fatalit|lives",
    "injured": r"injur|wound|hurt",
    "detained": r"detain|arrest|held|custody",
    "missing": r"missing",
    "displaced": r"displac|fled",
    "participants": r"protest|rall|march|crowd",
}
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s)[^.!?\n]*)*[.!?]?")
FEWEST = 3
"""Numbers smaller than this stand in too many sentences to be recognised."""


def doubt(toll: Toll, dossier: Dossier) -> Evidence | None:
    """The first sentence, of that day or later, that says the number a toll shows was a mistake, or none."""
    chief = toll.options[0]
    if chief.value.best < FEWEST:
        return None
    return next(_doubts(chief.value.best, toll, dossier), None)


def is_only_taken_back(toll: Toll, dossier: Dossier) -> bool:
    """Whether the number stands only in a sentence that takes it back: nobody gives it there."""
    chief = toll.options[0]
    doubts = list(_doubts(chief.value.best, toll, dossier)) if chief.value.best >= FEWEST else []
    return all(any(one.report == at.report and at.span.covers(one.span) for at in doubts) for one in chief.evidence)


def _doubts(number: int, toll: Toll, dossier: Dossier) -> Iterator[Evidence]:
    wanted = _wanted(number, toll.kind)
    day = toll.options[0].day
    for reading in dossier.readings.values():
        report = reading.report
        if report.id in dossier.copies or (day and report.published and report.published < day):
            continue
        for field in ("title", "text"):
            for span in _sentences(report, field):
                sentence = report.cut(span)
                if all(pattern.search(sentence) for pattern in wanted):
                    yield Evidence(report.id, span)


def _sentences(report: Report, field: Field) -> Iterator[Span]:
    whole = report.whole(field)
    if not _TAKEN_BACK.search(whole):
        return
    for found in _SENTENCE.finditer(whole):
        start = found.end() - len(found[0].lstrip())
        yield Span(field, start, found.end())


@cache
def _wanted(number: int, kind: FigureKind) -> tuple[re.Pattern[str], ...]:
    written = rf"(?<![\d.,])(?:{number:,}|{number})(?![\d]|[.,]\d)"
    return re.compile(written), _TAKEN_BACK, re.compile(_OF_KIND[kind], re.IGNORECASE)
