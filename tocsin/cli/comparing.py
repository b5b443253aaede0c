"""What `tocsin compare` prints: the table or the page, and the count of each verdict on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from tocsin.compare import Comparison
from tocsin.compare.page import comparison_page
from tocsin.compare.table import write_table
from tocsin.errors import UsageError


def columns_named(given: Iterable[str]) -> dict[str, str]:
    """The columns named as WHAT=NAME."""
    pairs = [one.partition("=") for one in given]
    if wrong := next((what for what, equals, name in pairs if not (equals and name)), None):
        raise UsageError(f"--column {wrong}: write it as WHAT=NAME")
    return {what: name for what, _, name in pairs}


def print_comparison(comparison: Comparison, out: Path | None) -> None:
    """Write it where it was asked for, and tell how it came out."""
    try:
        if out is None:
            write_table(comparison, sys.stdout)
        elif out.suffix.lower() in (".html", ".htm"):
            out.write_text(comparison_page(comparison), "utf-8", "replace")
        else:
            with out.open("w", encoding="utf-8", errors="replace", newline="") as file:
                write_table(comparison, file)
    except OSError as error:
        raise UsageError(f"{out}: {error.strerror}") from error
    for verdict, number in sorted(comparison.counts().items(), key=lambda pair: -pair[1]):
        print(f"{number:,} {verdict}", file=sys.stderr)
    print(f"{len(comparison.lacking):,} of the record missing from yours", file=sys.stderr)
