"""What leaves the record: chosen by filters, written event by event, with a count of what a format has no place for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from tocsin.errors import UsageError
from tocsin.event import Claim
from tocsin.export import claims
from tocsin.export.formats import FORMATS, Format
from tocsin.masking import Mask
from tocsin.store import EVERYTHING, Filters, Sourced, Store, Told


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for. `since` asks for events that a report of that day or later tells of.

    `claimed` lets events that are only claimed into formats that have no word for a claim; `mask` leaves out the names
    of private persons.
    """

    form: str
    filters: Filters = EVERYTHING
    since: date | None = None
    claimed: bool = False
    mask: bool = False

    @property
    def format(self) -> Format:
        """The format of that name."""
        if self.form not in FORMATS:
            raise UsageError(f"{self.form}: no such format; there are {', '.join(FORMATS)}")
        return FORMATS[self.form]


@dataclass(slots=True)
class Exported:
    """How many were written, and how many were left out for which reason."""

    written: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


def export(store: Store, request: Request, out: TextIO | Path) -> Exported:
    """Write what is asked for to an open text file, or to a path. The same record gives the same bytes.

    Use a path for `parquet`, which is a folder.
    """
    chosen = request.format
    outcome = Exported()
    items = _items(store, request, outcome)
    if chosen.write is None:
        if not isinstance(out, Path) or chosen.into_folder is None:
            raise UsageError(f"{request.form} is written into a folder: name one with --out")
        chosen.into_folder(items, out)
        return outcome
    with _opened(out) as file:
        chosen.write(items, file)
    return outcome


def kept(events: Iterable[Sourced], chosen: Format, outcome: Exported, *, claimed: bool = False) -> Iterator[Sourced]:
    """The events that a format has a place for; the others are counted by reason."""
    for item in events:
        reason = chosen.left_out(item, claimed=claimed) if chosen.left_out else None
        if reason:
            outcome.left_out[reason] += 1
        else:
            outcome.written += 1
            yield item


def _items(store: Store, request: Request, outcome: Exported) -> Iterator[Any]:
    mask = Mask.of(*store.persons(), store.judgements()) if request.mask else Mask()
    if request.format.holds == "claims":
        return map(mask.json, map(claims.record, _claims(store, request, outcome)))
    events = store.sourced(request.filters, new_since=request.since)
    return map(mask.event, kept(events, request.format, outcome, claimed=request.claimed))


def _claims(store: Store, request: Request, outcome: Exported) -> Iterator[Told[Claim]]:
    for told in store.claims(request.filters):
        published = told.reading.report.published
        if request.since is None or (published is not None and published >= request.since):
            outcome.written += 1
            yield told


@contextmanager
def _opened(out: TextIO | Path) -> Iterator[TextIO]:
    if isinstance(out, Path):
        with out.open("w", encoding="utf-8", errors="replace", newline="") as file:
            yield file
    else:
        yield out
