"""Tocsin reads reports of unrest and keeps a sourced event record.

`tocsin.places(text)`, `dates`, `claims`, `figures` and `events` find one thing in one text; `tocsin.read_files(…)`
reads files; `tocsin.Record.open(path)` keeps what was read, to be asked, judged, compared and exported. All are loaded
when they are first used, so that importing this package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tocsin.finders import claims as claims
    from tocsin.finders import dates as dates
    from tocsin.finders import events as events
    from tocsin.finders import figures as figures
    from tocsin.finders import places as places
    from tocsin.finders import read_files as read_files
    from tocsin.recorded import Record as Record
    from tocsin.recorded import View as View
    from tocsin.recorded import marked as marked

__version__ = "0.1.0.dev0"

# Each public name and the module that holds it. They stay; the modules may move.
PUBLIC = {
    "Record": "tocsin.recorded",
    "View": "tocsin.recorded",
    "claims": "tocsin.finders",
    "dates": "tocsin.finders",
    "events": "tocsin.finders",
    "figures": "tocsin.finders",
    "marked": "tocsin.recorded",
    "places": "tocsin.finders",
    "read_files": "tocsin.finders",
}


def __getattr__(name: str) -> Any:
    if name not in PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(PUBLIC[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *PUBLIC})
