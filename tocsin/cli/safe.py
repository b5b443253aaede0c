"""Text from the world made safe to print: no control of the terminal, no reordering of what is read, no formula."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

from rich.text import Text

_KEPT = "\u200c\u200d"
"""Joiners change the shape of letters in Persian and Indian scripts and nothing else."""

_SILENT = "\u200b\u200e\u200f\u2060\ufeff\u00ad"
"""Marks without a width that may go without a trace."""

_FORMULA = re.compile(r"[=+@\t\r-]")


def safe(text: str) -> str:
    """One line that a terminal shows as it is: every control, override and lone surrogate becomes "\ufffd"."""
    return "".join(map(_shown, " ".join(text.split())))


def safe_piece(text: str) -> str:
    """Safe text that keeps the blanks at its ends, to be joined with others."""
    return "".join(" " if sign.isspace() else _shown(sign) for sign in text)


def plain(text: str | None, *, style: str = "") -> Text:
    """Safe text for a rich table: its brackets are brackets."""
    return Text(safe(text or ""), style=style)


def shortened(text: str, length: int) -> str:
    """The text up to a length, cut between words."""
    line = safe(text)
    if len(line) <= length:
        return line
    cut = line[:length].rsplit(" ", 1)[0].rstrip(" ,;:–—-")
    return f"{cut}…"


def json_text(value: Any, *, indent: int | None = None) -> str:
    """JSON in which controls and overrides are escaped, so that printing it does no harm."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return "".join(sign if sign in "\n" or not _is_unsafe(sign) else _escaped(sign) for sign in written)


def csv_cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: a quote is set before what would begin one."""
    if isinstance(value, str):
        text = safe(value)
        return f"'{text}" if _FORMULA.match(text) else text
    return value


def _shown(sign: str) -> str:
    if sign in _SILENT:
        return ""
    return "\ufffd" if _is_unsafe(sign) else sign


def _is_unsafe(sign: str) -> bool:
    if sign in _KEPT:
        return False
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _escaped(sign: str) -> str:
    return json.dumps(sign)[1:-1]
