"""Saved pages in the layouts of common systems, each beside what should be read from it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tocsin.errors import InputError
from tocsin.paragraphs import paragraph_spans
from tocsin.read import Source, report_of
from tocsin.report import Report

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
PROSE = "<p>Several hundred dockers marched through the port of Valdivia on Monday and blocked both of its gates.</p>"


def read(html: str | bytes) -> Report:
    return report_of(Source("a.html", "page", html if isinstance(html, bytes) else html.encode()))


def summary(report: Report) -> dict[str, Any]:
    visible = [s for s in paragraph_spans(report.text) if not any(zone.overlaps(s) for zone in report.chrome)]
    return {
        "title": report.title,
        "title_in_text": report.title_in_text,
        "byline": report.byline,
        "outlet": report.outlet,
        "url": report.url,
        "published": str(report.published),
        "published_basis": report.published_basis,
        "language": report.language,
        "paragraphs": [report.cut(span) for span in visible],
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_saved_pages(page: Path) -> None:
    expected = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    assert summary(read(page.read_bytes())) == expected


def test_pages_are_there() -> None:
    assert len(PAGES) >= 5


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2021-05-04T23:50:00Z">', "2021-05-04"),
        ('<meta name="DC.date.issued" content="2021-05-04">', "2021-05-04"),
        ('<meta itemprop="datePublished" content="4 May 2021">', "2021-05-04"),
        ('<meta name="date" content="2021-05-05"><meta name="pubdate" content="May 4, 2021 10:00">', "2021-05-04"),
        ('<script type="application/ld+json">{"datePublished": "2021-05-04"}</script>', "2021-05-04"),
        ('<meta property="article:modified_time" content="2021-05-04">', "None"),
        ('<meta name="date" content="today">', "None"),
        ('<meta name="date" content="2021-02-30">', "None"),
        ("", "None"),
    ],
)
def test_the_date_a_page_states(head: str, day: str) -> None:
    report = read(f"<html><head><title>Port blocked</title>{head}</head><body><h1>Port blocked</h1>{PROSE * 2}</body>")
    assert str(report.published) == day


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Port blocked - Harbour Gazette", "Harbour Gazette"),
        ("Harbour Gazette | News | Port blocked", "Harbour Gazette"),
        ("Port blocked | Chile | Harbour Gazette", None),
        ("Port blocked - what we know so far", None),
        ("Port blocked", None),
    ],
)
def test_the_outlet_in_the_title_of_the_window(title: str, outlet: str | None) -> None:
    report = read(f"<html><head><title>{title}</title></head><body><h1>Port blocked</h1>{PROSE * 2}</body>")
    assert report.outlet == outlet


@pytest.mark.parametrize("html", ["<html></html>", "<html><body><img src=a></body></html>", "<!-- only this -->"])
def test_a_page_without_a_report(html: str) -> None:
    with pytest.raises(InputError):
        read(html)
