"""A report: one published text, frozen as it came."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from tocsin.span import Span

PublishedBasis = Literal["given", "metadata", "address", "text"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A source that the report names: an address (`url`) or an outlet (`name`)."""

    span: Span
    url: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One published text and what is known of its publication.

    `text` and `title` are never altered. Where the title is also the first line of the text, `title_in_text` is
    true and finders read it there only. `chrome` marks the parts of the text that belong to the page and not to
    the report. `published_basis` says where the date comes from, since weekdays hang on it.
    """

    id: str
    text: str
    sha256: str
    title: str | None = None
    title_in_text: bool = False
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: date | None = None
    published_basis: PublishedBasis | None = None
    language: str = "und"
    captured_at: datetime | None = None
    chrome: tuple[Span, ...] = ()
    cites: tuple[Citation, ...] = ()

    def cut(self, span: Span) -> str:
        """The wording of a span of this report."""
        return self.whole(span.field)[span.start : span.end]

    def whole(self, field: str) -> str:
        """All of the title, or all of the text."""
        return (self.title or "") if field == "title" else self.text


def content_hash(*parts: str | None, length: int = 16) -> str:
    """A short id for what was said and where: parts joined by a separator that text cannot hold."""
    joined = "\x1f".join("\x1e" if part is None else part for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:length]
