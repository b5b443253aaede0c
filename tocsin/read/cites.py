"""The sources that a report names: page addresses, and outlets where the wording leaves no doubt."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tocsin.report import Citation
from tocsin.span import Span

_ADDRESS = re.compile(r"""(?:https?://|\bwww\.)[^\s<>"“”«»{}|\\^`]{3,2000}""", re.IGNORECASE)
_TRAILING = ".,;:!?'’…"
_PAIRED = {")": "(", "]": "["}

_NAME = r"(?P<name>[A-Z][\w’']{0,30}(?:[ -](?:[A-Z][\w’']{0,30}|\d{1,4})){0,5})"
_SORT = (
    r"(?:news agency|newspaper|daily|weekly|broadcaster|news (?:website|site|portal|outlet)|"
    r"(?:television|TV|radio) (?:channel|station)|wire service|press service)"
)
# An outlet's name after its sort where somebody is said to report, in the dateline of an agency, or alone on a line
# that gives the source.
_CUE = r"(?:[Aa]ccording to|told|reported by|quoted by|cited by)"
_OUTLETS = (
    re.compile(rf"\b{_CUE} (?:\w{{1,20}}[ -]){{0,5}}?{_SORT} {_NAME}(?=[,.;:\s])"),
    re.compile(rf"\b{_SORT} {_NAME},? (?:has |had )?(?:also )?(?:reported|reports|said|says|quoted|cited)\b"),
    re.compile(
        rf"^[A-Z][A-Z .,'/-]{{1,60}}(?:[A-Z][a-z]+\.? \d{{1,2}}(?:, \d{{4}})?,? )?\({_NAME}\) ?[-–—]", re.MULTILINE
    ),
    re.compile(r"^[Ss]ources?: ?(?P<name>[A-Z][^.,:;\n/]{1,38}[^.,:;\s/])\.?$", re.MULTILINE),
)


def citations(text: str, *, chrome: Sequence[Span] = ()) -> tuple[Citation, ...]:
    """The addresses and outlets cited in a text, in order. Links of the page itself are none."""
    found = [*_addresses(text), *_outlets(text)]
    return tuple(sorted((cite for cite in found if not _of_page(text, cite, chrome)), key=lambda cite: cite.span))


def _addresses(text: str) -> Iterator[Citation]:
    for match in _ADDRESS.finditer(text):
        address = _without_trailing(match[0])
        if "." in address.removeprefix("www."):
            yield Citation(Span("text", match.start(), match.start() + len(address)), url=address)


def _without_trailing(address: str) -> str:
    while address and (address[-1] in _TRAILING or _is_left_over(address)):
        address = address[:-1]
    return address


def _is_left_over(address: str) -> bool:
    """Whether the last character closes a bracket that was opened before the address."""
    opening = _PAIRED.get(address[-1])
    return opening is not None and address.count(address[-1]) > address.count(opening)


def _outlets(text: str) -> Iterator[Citation]:
    plain = text.replace("\u00a0", " ")
    for pattern in _OUTLETS:
        for match in pattern.finditer(plain):
            start, end = match.span("name")
            yield Citation(Span("text", start, end), name=text[start:end])


def _of_page(text: str, cite: Citation, chrome: Sequence[Span]) -> bool:
    """Whether it stands in the chrome, but for a line that gives the source."""
    before = bisect_right(chrome, cite.span.start, key=lambda zone: zone.start)
    if not before or not chrome[before - 1].covers(cite.span):
        return False
    line = text.rfind("\n", 0, cite.span.start) + 1
    return not text[line : line + 6].lower().startswith("source")
