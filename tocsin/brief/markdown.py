"""Text from the world made safe for Markdown and for a terminal: it may neither format nor hide anything."""

from __future__ import annotations

import re
import unicodedata

_SPECIAL = re.compile(r"([\\`*_\[\]{}<>#|~!&])")
_LEADING = re.compile(r"^(\s*)([-+>]|\d+[.)])(?=\s|$)")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_QUOTED = re.compile(r"[“”„«»\"]")


def plain(text: str) -> str:
    """One line of text without control, format and other unseen characters, its Markdown marks escaped."""
    line = " ".join("".join(map(_seen, text)).split())
    return _LEADING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", line))


def quoted(text: str, *, longest: int = 240) -> str:
    """The wording of a source in quotation marks, cut at a word where it is long. Marks within become single ones."""
    line = _unwrapped(_QUOTED.sub("'", " ".join("".join(map(_seen, text)).split())))
    if len(line) > longest:
        line = f"{line[:longest].rsplit(' ', 1)[0].rstrip(',;:—–- ')} …"
    return f"“{plain(line)}”"


def _unwrapped(line: str) -> str:
    """Without a pair of marks that encloses all of it, and without the comma before the cue that followed."""
    if len(line) > 2 and line[0] == line[-1] == "'" and "'" not in line[1:-1]:
        line = line[1:-1]
    return line.strip().rstrip(",")


def address(url: str) -> str:
    """A link to a web address. Anything that is no web address is written as plain text."""
    return f"<{url}>" if _ADDRESS.fullmatch(url) and all(map(_is_seen, url)) else plain(url)


def _seen(character: str) -> str:
    if character.isspace():
        return " "
    return character if _is_seen(character) else ""


def _is_seen(character: str) -> bool:
    """Not a control (Cc), a format mark such as a change of direction (Cf), a lone surrogate or a private character."""
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
