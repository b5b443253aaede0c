"""The dateline of a report: "GAO, Mali (Andes Wire) — ". It tells where a report was written and is no sentence.

Parsed with the first sentence, a town before a dash becomes its subject: somebody who did what the sentence tells.
"""

from __future__ import annotations

import re

from tocsin.paragraphs import paragraph_spans
from tocsin.report import Report
from tocsin.span import Span

HEAD = 1_500
"""Characters in which a dateline is looked for: behind a title, a byline and share lines, but before the story."""

_CREDIT = r"\([^()\n]{2,40}\)"
_DATELINE = re.compile(
    rf"(?=[A-ZÀ-Þ(])(?P<town>[A-ZÀ-Þ][^\n()—–:;!?\"“”]{{1,50}}?)?,?\s*(?P<region>{_CREDIT})?"
    rf"(?:,?\s*(?P<day>(?:\w+\.?,? )?[A-Z][a-z]+\.? \d{{1,2}}(?:, \d{{4}})?|"
    rf"\d{{1,2}} [A-Z][A-Za-z]+\.?(?: (?:\d\d)?\d\d)?))?,?"
    rf"\s*(?P<credit>{_CREDIT})?\s*(?P<mark>—|–|--?(?=\s)|:)(?:\s*\[[A-Z][A-Z ,.-]{{2,50}}\])*\s*(?=[\"“'‘\[A-ZÀ-Þ\d])"
)
_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w.'’/-]*|of|and|de|al|el|la|the|,)$")
_LABEL = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{0,40}: ")
"""How a speaker of a transcript opens a paragraph: "ROSA RUIZ: …". A report has one dateline, but several of these."""
LONGEST_TOWN = 6
"""Words: "Port-au-Prince, Haiti", "Dar es Salaam, Tanzania"; more of them are the beginning of a sentence."""


def dateline(report: Report) -> Span | None:
    """The characters of a report's dateline, up to the first letter of its story; none where it has none."""
    for paragraph in paragraph_spans(report.text):
        if paragraph.start > HEAD:
            return None
        found = _DATELINE.match(report.text, paragraph.start, paragraph.end)
        if found and _is_dateline(found) and not (found["mark"] == ":" and _is_transcript(report.text)):
            return Span(paragraph.field, found.start(), found.end())
    return None


def _is_transcript(text: str) -> bool:
    return sum(bool(_LABEL.match(text, one.start)) for one in paragraph_spans(text)) > 1


def _is_dateline(found: re.Match[str]) -> bool:
    """A town in capitals, or names before a dash and with a day or a credit. A colon may follow a speaker as well."""
    town = found["town"] or ""
    words = town.replace(",", " ,").split()
    if not all(_NAME.match(word) for word in words) or len(words) > LONGEST_TOWN:
        return False
    credited = bool(found["region"] or found["credit"])
    if not town:
        return credited and found["mark"] != ":"
    capitals = len(words[0]) > 2 and words[0].isupper()
    if found["mark"] == ":":
        return capitals and len(words) <= 3
    return capitals or credited or found["day"] is not None or "," in words
