"""From sources to reports, the batch going on where one of them cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import BinaryIO

from tocsin.errors import InputError
from tocsin.read.decode import decoded
from tocsin.read.page import declared_encoding, report_from_page
from tocsin.read.record import report_from_line
from tocsin.read.rejects import Reject, reject
from tocsin.read.sources import Source, SourceKind, sources
from tocsin.read.text import Known, report_from_text
from tocsin.report import Report
from tocsin.settings import Settings


def reports(
    arguments: Sequence[str], *, settings: Settings, published: date | None = None, stdin: BinaryIO | None = None
) -> Iterator[Report | Reject]:
    """The reports that the arguments stand for, in order, and a reject for each that cannot be read.

    `published` is the date of every report that does not bring its own in a field of its line.
    """
    yield from read_all(sources(arguments, settings=settings, stdin=stdin), published=published)


def read_all(given: Iterable[Source | Reject], *, published: date | None = None) -> Iterator[Report | Reject]:
    """The report of each source; rejects are passed on."""
    for source in given:
        if isinstance(source, Reject):
            yield source
            continue
        try:
            yield report_of(source, published=published)
        except InputError as error:
            yield reject(error, line=source.line)


def report_of(source: Source, *, published: date | None = None) -> Report:
    """The report of one source. `InputError` where it cannot be read."""
    report = READERS[source.kind](source)
    if source.captured_at:
        report = replace(report, captured_at=source.captured_at)
    if published is None or report.published_basis == "given":
        return report
    return replace(report, published=published, published_basis="given")


def _from_text(source: Source) -> Report:
    text = decoded(source.body, source=source.name)
    return report_from_text(text, known=Known(url=source.url), sha256=source.sha256)


def _from_page(source: Source) -> Report:
    html = decoded(source.body, source=source.name, declared=source.charset or declared_encoding(source.body))
    return report_from_page(html, source=source.name, known=Known(url=source.url), sha256=source.sha256)


def _from_line(source: Source) -> Report:
    return report_from_line(source.body, source=source.name, sha256=source.sha256)


READERS: dict[SourceKind, Callable[[Source], Report]] = {
    "text": _from_text,
    "page": _from_page,
    "line": _from_line,
}
