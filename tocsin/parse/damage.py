"""Marks that were decoded wrongly ("â€™" for an apostrophe), put right for the parser; each letter in its place."""

from __future__ import annotations

import re

# UTF-8 read as Windows-1252. The mark stands beside what it belongs to, the rest becomes blank.
_MARKS = {
    "â€™": "  '",
    "â€˜": "  '",
    "â€œ": '  "',
    "â€\x9d": '"  ',
    "â€“": " - ",
    "â€”": " - ",
    "â€¦": "...",
    "â€": '" ',
    "Â": " ",
}
_DAMAGE = re.compile("|".join(_MARKS))


def repaired(text: str) -> str:
    """The text with such marks as what they stood for, in the same length."""
    return _DAMAGE.sub(lambda match: _MARKS[match[0]], text) if "â€" in text or "Â" in text else text
