from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.parse import quotations
from tocsin.report import Report
from tocsin.span import Span


def report(text: str) -> Report:
    return Report(id="r", text=text, sha256="")


def quoted(text: str) -> list[str]:
    return [text[found.outer.start : found.outer.end] for found in quotations(report(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"The bridge is gone," she said.', ['"The bridge is gone,"']),
        ("“The bridge is gone,” she said.", ["“The bridge is gone,”"]),
        ("„Die Brücke ist weg“, sagte sie.", ["„Die Brücke ist weg“"]),
        ("«The bridge is gone», she said.", ["«The bridge is gone»"]),
        ("``The bridge is gone,'' she said.", ["``The bridge is gone,''"]),
        ("''The bridge is gone,'' she said. ''We walked.''", ["''The bridge is gone,''", "''We walked.''"]),
        ("‘The bridge is gone,’ she said.", ["‘The bridge is gone,’"]),
        ("The mayor’s house and the farmers’ market burned.", []),
        ("“He told us ‘run’ and we ran,” she said.", ["“He told us ‘run’ and we ran,”"]),
        ("“She said “run” to us,” he recalled.", ["“She said “run” to us,”"]),
        ('"The bridge is gone,” she said.', ['"The bridge is gone,”']),
        ("an “urgent review“ of the dam", ["“urgent review“"]),
        ("no quotation here", []),
        ("", []),
    ],
)
def test_every_style_of_marks_is_read(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_opened_anew_in_each_paragraph_is_left_open_before() -> None:
    text = "“We waited all night.\n\n“Nobody came,” she said."

    first, second = quotations(report(text))

    assert (first.closed, second.closed) == (False, True)
    assert text[first.inner.start : first.inner.end] == "We waited all night."


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "He said: “We will not leave.\n\nThe road stayed shut."

    assert quoted(text) == ["“We will not leave."]


def test_quotations_of_the_chrome_are_left_out() -> None:
    text = "“We stay,” he said.\n\n“Share this page”"
    chrome = (Span("text", text.index("“Share"), len(text)),)

    found = quotations(Report(id="r", text=text, sha256="", chrome=chrome))

    assert len(found) == 1


@given(st.text(alphabet="ab .,\n“”„\"'‘’«»`", max_size=60))
def test_quotations_are_in_order_apart_and_inside_the_text(text: str) -> None:
    found = quotations(report(text))

    assert all(a.outer.end <= b.outer.start for a, b in pairwise(found))
    assert all(q.outer.covers(q.inner) and q.outer.end <= len(text) for q in found)
