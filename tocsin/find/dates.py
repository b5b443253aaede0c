"""Which dates and times does a report tell?"""

from __future__ import annotations

from datetime import date

from tocsin.parse import ParsedReport
from tocsin.report import Report
from tocsin.span import Field, Span
from tocsin.timex import Expression, Resolved, expressions, resolve_all
from tocsin.values import Date


def dates(parsed: ParsedReport) -> tuple[Date, ...]:
    """The dates of a report's title and text, outside its chrome, resolved against its day of publication."""
    return dates_of(parsed.report)


def dates_of(report: Report) -> tuple[Date, ...]:
    """As `dates`, for a report that nobody has parsed."""
    title = report.title if report.title and not report.title_in_text else ""
    told: list[tuple[Field, Expression]] = [("title", found) for found in expressions(title)]
    told += [("text", found) for found in expressions(report.text) if not _in_chrome(found, report)]
    resolved = resolve_all((found for _, found in told), report.published)
    return tuple(_date(found, value, field) for (field, _), (found, value) in zip(told, resolved, strict=True))


def dates_in(text: str, published: date | None, *, field: Field = "text") -> tuple[Date, ...]:
    """The dates of a plain text. Without a day of publication, what hangs on it stays unresolved."""
    return tuple(_date(found, value, field) for found, value in resolve_all(expressions(text), published))


def _in_chrome(found: Expression, report: Report) -> bool:
    span = Span("text", found.start, found.end)
    return any(zone.overlaps(span) for zone in report.chrome)


def _date(found: Expression, value: Resolved, field: Field) -> Date:
    return Date(
        span=Span(field, found.start, found.end),
        type=value.type,
        value=value.value,
        start=value.start,
        end=value.end,
        precision=value.precision,
        anchor=value.anchor,
        basis=value.basis,
    )
