"""The outlet's name where a page gives it only in the title of its window: "Traders block road - Osh Herald"."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_BARS = re.compile(r"\s+[|–—·»-]\s+|\s*::\s*")
LONGEST = 4
"""Words of an outlet's name."""
SECTIONS = frozenset("news world home sport sports business politics opinion latest live article blog".split())


def outlet_in_title(tree: HtmlElement, title: str | None) -> str | None:
    """The one part of the window's title that is neither the report's own title nor a section of the page."""
    window = tree.findtext(".//title") or ""
    parts = [" ".join(part.split()) for part in _BARS.split(window)]
    if title is None or title not in parts:
        return None
    names = [part for part in parts if part != title and part.lower() not in SECTIONS]
    return names[0] if len(names) == 1 and _may_be_a_name(names[0]) else None


def _may_be_a_name(part: str) -> bool:
    return bool(part) and part[0].isupper() and len(part.split()) <= LONGEST
