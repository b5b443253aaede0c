"""The library: one report read, place spans resolved. `import tocsin` gives these as `tocsin.read`, `tocsin.resolve`.

The gazetteer and the parser are loaded on first use and kept for the process.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from hashlib import sha256

from tocsin.find.places import resolve as resolve_spans
from tocsin.gazetteer.gazetteer import Gazetteer
from tocsin.pipeline import Tools, read_report
from tocsin.read.text import Known, report_from_text
from tocsin.reading import Reading
from tocsin.redating import redated
from tocsin.settings import Settings
from tocsin.values import Place

__all__ = ["read", "redated", "resolve"]


def read(  # noqa: PLR0913 - what is known of a report
    text: str,
    *,
    published: date | str | None = None,
    title: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    everything: bool = True,
    settings: Settings | None = None,
) -> Reading:
    """All that is found in one plain text: mentions, claims, figures, places, dates. `as_json` writes it down.

    `published` is a day or its ISO form; without it, one is looked for in the text. Set `everything` to False to pass
    over, as the command does, a report in which nothing seems to have happened.
    """
    day = date.fromisoformat(published) if isinstance(published, str) else published
    known = Known(title=title, url=url, outlet=outlet, published=day)
    report = report_from_text(text, known=known, sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    return read_report(report, _tools(settings or Settings.from_environment()), everything=everything)


def resolve(
    text: str, spans: Sequence[tuple[int, int]], *, url: str | None = None, settings: Settings | None = None
) -> list[Place]:
    """The place that each span of a text means, for spans found by others, in the order given.

    The names around tell what a span means; nothing is parsed. What cannot be told stays unresolved and says why in
    `reason`. Give the report's address where it is known: the outlet's home tells apart places of one name.
    """
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no such span of the text: {start}–{end}")
    return resolve_spans(text, spans, _gazetteer(settings or Settings.from_environment()), url=url)


@lru_cache(maxsize=4)
def _tools(settings: Settings) -> Tools:
    return Tools.open(settings)


@lru_cache(maxsize=4)
def _gazetteer(settings: Settings) -> Gazetteer:
    return Gazetteer.open(settings.cache, settings.gazetteer)
