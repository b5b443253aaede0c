"""What the options of a command mean: a record to open, settings, what is asked of it, a day."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.settings import Settings

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from tocsin.masking import Mask
    from tocsin.store import Filters, Store


def opened(db: str, *, create: bool = False) -> Store:
    """The record of that name.

    Raises:
        TocsinError: There is none and none is to be made, or it is no record of Tocsin's.
    """
    from tocsin.store import Store  # noqa: PLC0415

    return Store.open(db, create=create)


def hidden(store: Store, *, asked: bool) -> Mask:
    """What leaves out the names of private persons, where it is asked for."""
    from tocsin.masking import Mask  # noqa: PLC0415

    return Mask.of(*store.persons(), store.judgements()) if asked else Mask()


def filters(  # noqa: PLR0913 - one argument for each option
    place: str | None,
    since: datetime | None,
    until: datetime | None,
    *,
    type_: str | None = None,
    speaker: str | None = None,
    outlet: str | None = None,
) -> Filters:
    """What a command asks of a record."""
    from tocsin.store import Filters  # noqa: PLC0415

    return Filters(place, day(since), day(until), type_, speaker, outlet)


def settings(
    languages: list[str] | None = None,
    codebooks: list[Path] | None = None,
    actors: list[Path] | None = None,
    words: str | None = None,
) -> Settings:
    """The settings of the environment, with those that the options change."""
    found = Settings.from_environment()
    found = replace(found, codebooks=tuple(codebooks or ()), actors=tuple(actors or ()))
    found = replace(found, convention=words or found.convention)
    return replace(found, languages=tuple(languages)) if languages else found


def day(moment: datetime | None) -> date | None:
    """The day of an option that takes one."""
    return moment.date() if moment else None


def console() -> Console:
    """Where tables are printed."""
    from rich.console import Console  # noqa: PLC0415

    return Console(highlight=False)


def say(line: str) -> None:
    """Tell the person at the terminal, beside what a program may read from standard output."""
    print(line, file=sys.stderr)
