"""What all tests share: the model is loaded once, the gazetteer opened once."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from datetime import date

import pytest
from hypothesis import HealthCheck, settings

from tocsin.parse import ParsedReport, Sentence, parse
from tocsin.pipeline import Tools, read_report
from tocsin.reading import Reading
from tocsin.report import Report, content_hash
from tocsin.settings import Settings

# How fast examples are made depends on who else uses the machine, and says nothing about the code.
settings.register_profile("patient", suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

WEDNESDAY = date(2023, 3, 15)
"""The day of publication of texts that do not care: a Wednesday."""


def report(text: str, *, title: str | None = None, published: date | None = WEDNESDAY) -> Report:
    """A report of a text written for a test."""
    return Report(
        id=content_hash(title, text),
        text=text,
        sha256="",
        title=title,
        published=published,
        published_basis="given" if published else None,
        language="en",
    )


def parsed(text: str) -> ParsedReport:
    """A text, parsed."""
    return parse(report(text))


def sentence(text: str) -> Sentence:
    """The first sentence of a text, parsed."""
    return parsed(text).sentences[0]


@pytest.fixture(scope="session")
def tools() -> Tools:
    """Codebook, gazetteer and gate as they ship; the gazetteer is built on the first run."""
    return Tools.open(Settings.from_environment())


@pytest.fixture(scope="session")
def read(tools: Tools) -> Callable[..., Reading]:
    """Reads a text as a report of its own."""

    def read_text(text: str, *, title: str | None = None, published: date | None = WEDNESDAY) -> Reading:
        return read_report(report(text, title=title, published=published), tools, everything=True)

    return read_text


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where nothing may be skipped (`TOCSIN_SKIP_NOTHING=1`), a skip is a failure: something was not installed.

    Files that need what is not ours to ship skip themselves whole, which this leaves alone.
    """
    report = yield
    if report.skipped and os.environ.get("TOCSIN_SKIP_NOTHING") == "1" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
    return report
