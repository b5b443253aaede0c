"""Text of reports made harmless for a page: no control characters, no change of direction, no address that acts."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from markupsafe import Markup

_SHOWN_AS_IS = re.compile(r"[ -~\n]*")
_KEPT = "\n\t\u200c\u200d"
"""Line ends, and the joiners that change the shape of letters in Persian and Indian scripts and nothing else."""

_SILENT = "\u200b\u200e\u200f\u2060\ufeff\u00ad"
_ADDRESS = re.compile(r"https?://[^\s<>\"'`]+", re.IGNORECASE)
LONGEST_ADDRESS = 2_000


def clean(text: str) -> str:
    """The text with every control and override shown as "\ufffd". As many characters as before, so that spans hold."""
    if _SHOWN_AS_IS.fullmatch(text):
        return text
    return "".join(map(_shown, text))


def shown(value: Any) -> Any:
    """What a template prints: text of any source is cleaned, what templates made themselves is left alone."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return clean(value)
    return "" if value is None else value


def web_address(url: str | None) -> str | None:
    """The address where a browser may follow it: http and https only."""
    if not url or len(url) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(url):
        return None
    return url if clean(url) == url else None


def _shown(sign: str) -> str:
    if sign in _KEPT or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
        return sign
    return "\u200b" if sign in _SILENT else "\ufffd"
