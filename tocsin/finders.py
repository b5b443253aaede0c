"""The finders alone: places, dates, claims, figures or events of one text, for those who want nothing else.

`import tocsin` gives these as `tocsin.places` and so on. Each record has a span, and `text[span.start:span.end]` is its
wording. The parser and the gazetteer are loaded on first use and kept for the process.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from tocsin.event import Claim, Mention
from tocsin.find.attribution import claims as find_claims
from tocsin.find.dates import dates as find_dates
from tocsin.find.people import people as find_people
from tocsin.find.places import places as find_places
from tocsin.parse import ParsedReport, parse
from tocsin.pipeline import Tools, read_report
from tocsin.read import Reject, read_all, sources
from tocsin.read.text import Known, report_from_text
from tocsin.reading import Reading
from tocsin.settings import Settings
from tocsin.values import Date, Figure, Place

Day = date | str
"""A day, or its ISO form."""


def places(text: str) -> tuple[Place, ...]:
    """The places that a text names, each with what it was resolved to, or why it was not."""
    return find_places(_parsed(text, None), _tools().gazetteer)


def dates(text: str, *, published: Day | None = None) -> tuple[Date, ...]:
    """The dates and times that a text names, resolved against its day of publication where they need one."""
    return find_dates(_parsed(text, published))


def claims(text: str, *, published: Day | None = None) -> tuple[Claim, ...]:
    """Who says what in a text: speaker, cue and content of each claim."""
    parsed = _parsed(text, published)
    return find_claims(parsed, find_people(parsed), find_dates(parsed))


def figures(text: str, *, published: Day | None = None) -> tuple[Figure, ...]:
    """The numbers of people killed, injured, detained and so on, with their bounds."""
    return _read(text, published).figures


def events(text: str, *, published: Day | None = None) -> tuple[Mention, ...]:
    """The events that a text tells of, or says will not or did not happen: look at `factuality` and `voice`."""
    return _read(text, published).mentions


def read_files(
    *inputs: str | Path, published: Day | None = None, everything: bool = False, rejects: list[Reject] | None = None
) -> Iterator[Reading]:
    """Read files, folders and patterns, one reading a report, in order. `rejects` takes what could not be read."""
    tools = _tools()
    given = sources([str(one) for one in inputs], settings=tools.settings)
    for report in read_all(given, published=_day(published)):
        if isinstance(report, Reject):
            if rejects is not None:
                rejects.append(report)
            continue
        yield read_report(report, tools, everything=everything)


def _read(text: str, published: Day | None) -> Reading:
    return read_report(_parsed(text, published).report, _tools(), everything=True)


def _parsed(text: str, published: Day | None) -> ParsedReport:
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    report = report_from_text(text, known=Known(published=_day(published)), sha256=digest)
    return parse(report, pipeline=_tools().settings.pipeline)


def _day(day: Day | None) -> date | None:
    return date.fromisoformat(day) if isinstance(day, str) else day


@lru_cache(maxsize=1)
def _tools() -> Tools:
    return Tools.open(Settings.from_environment())
