"""The dates of a report: title and text, without chrome, against its own day of publication."""

from __future__ import annotations

from datetime import date

from tocsin.find.dates import dates, dates_in, dates_of
from tocsin.parse import ParsedReport
from tocsin.report import Report
from tocsin.span import Span
from tocsin.values import Date


def report(
    text: str, *, title: str | None = None, chrome: tuple[Span, ...] = (), title_in_text: bool = False
) -> Report:
    return Report(
        id="r",
        text=text,
        sha256="0",
        title=title,
        published=date(2022, 1, 7),
        chrome=chrome,
        title_in_text=title_in_text,
    )


def test_a_date_keeps_its_wording_value_days_and_anchor() -> None:
    told = report("Miners struck in Tete on Monday.")
    (found,) = dates_of(told)
    assert told.cut(found.span) == "Monday"
    assert found == Date(
        span=Span("text", 25, 31),
        type="DATE",
        value="2022-01-03",
        start=date(2022, 1, 3),
        end=date(2022, 1, 3),
        precision="day",
        anchor=date(2022, 1, 7),
        basis="publication",
    )


def test_the_title_is_read_once() -> None:
    title, text = "Strike in Tete on Monday", "Strike in Tete on Monday\n\nMiners left the pit at dawn on Tuesday."
    apart = dates_of(report("Miners left the pit on Tuesday.", title=title))
    within = dates_of(report(text, title=title, title_in_text=True))
    assert [found.span.field for found in apart] == ["title", "text"]
    assert [found.span.field for found in within] == ["text", "text"]


def test_chrome_tells_no_date() -> None:
    text = "Miners struck on Monday.\n\nCopyright 2019 Tete Radio, since 1994."
    found = dates_of(report(text, chrome=(Span("text", 26, len(text)),)))
    assert [date.value for date in found] == ["2022-01-03"]


def test_a_parsed_report_gives_the_same() -> None:
    told = report("Miners struck on 2 January. Two days later police came.", title="Strike on Monday")
    assert dates(ParsedReport(told, (), ())) == dates_of(told)


def test_the_text_counts_from_the_title() -> None:
    told = report("The next day police came.", title="Strike on 2 January 2022")
    assert [found.value for found in dates_of(told)] == ["2022-01-02", "2022-01-03"]


def test_plain_text_without_a_day_of_publication() -> None:
    (found,) = dates_in("Miners struck on Monday.", None)
    assert (found.value, found.start, found.end, found.basis) == ("XXXX-WXX-1", None, None, "none")
