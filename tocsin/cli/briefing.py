"""What `tocsin brief` writes: Markdown, a page or a PDF, to the terminal or to a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from tocsin.brief import Written
from tocsin.errors import UsageError

Form = Literal["md", "html", "pdf"]


def form_of(form: Form | None, out: Path | None) -> Form:
    """The form asked for, or that of the file's name."""
    named = {".html": "html", ".htm": "html", ".pdf": "pdf"}.get(out.suffix.lower() if out else "", "md")
    return form or ("html" if named == "html" else "pdf" if named == "pdf" else "md")


def print_brief(written: Written, form: Form, out: Path | None, template: str | None) -> None:
    """Write the brief where it was asked for."""
    if form == "pdf" and out is None and sys.stdout.isatty():
        raise UsageError("a PDF is no text: name a file with --out")
    made = made_brief(written, form, template)
    if out is None:
        sys.stdout.buffer.write(made)
        return
    try:
        out.write_bytes(made)
    except OSError as error:
        raise UsageError(f"{out}: {error.strerror}") from error


def made_brief(written: Written, form: Form, template: str | None) -> bytes:
    """The brief in one form."""
    if form == "md":
        return written.markdown(template).encode("utf-8", "replace")
    from tocsin.brief.page import page, pdf  # noqa: PLC0415
    from tocsin.serve.drawing.pictures import pictures  # noqa: PLC0415

    html = page(written, pictures(written.dossier), template=template)
    return pdf(html) if form == "pdf" else html.encode("utf-8", "replace")
