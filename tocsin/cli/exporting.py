"""What `tocsin export` prints besides the export itself: how much was written, and what was left out and why."""

from __future__ import annotations

import sys
from pathlib import Path

from tocsin.cli.safe import safe
from tocsin.errors import UsageError
from tocsin.export import Exported, Request, export
from tocsin.store import Store


def export_to(store: Store, request: Request, out: Path | None) -> Exported:
    """Write to a file that appears only when it is whole, or to standard output."""
    if out is None:
        return export(store, request, sys.stdout)
    if request.format.into_folder:
        return export(store, request, out)
    part = out.with_name(f".{out.name}.part")
    try:
        outcome = export(store, request, part)
        part.replace(out)
    except OSError as error:
        raise UsageError(f"{out}: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
    return outcome


def tell_exported(outcome: Exported, request: Request) -> None:
    """Say on standard error what was written and what was not."""
    print(f"{outcome.written:,} {request.format.holds} written as {request.form}", file=sys.stderr)
    for reason, number in sorted(outcome.left_out.items(), key=lambda item: (-item[1], item[0])):
        print(f"  {number:,} left out: {safe(reason)}", file=sys.stderr)
