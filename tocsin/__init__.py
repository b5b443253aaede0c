"""Tocsin reads reports of unrest and keeps a sourced event record.

`tocsin.read(text, published=…)` reads one report and `tocsin.read_files(…)` files, `tocsin.merge(readings)` finds what
tells of one event, `tocsin.redated(reading, day)` corrects a day of publication. `tocsin.places(text)`, `dates`,
`claims`, `figures` and `events` find one thing in one text; `tocsin.resolve(text, spans)` places spans found by others.
`tocsin.Record.open(path)` keeps what was read, to be asked, judged, compared and exported.

All are loaded when they are first used, so that importing this package costs nothing. `read` and `merge` are folders of
this package as well, which can be called; type checkers see the functions in `tocsin.library` and `tocsin.merge.merge`.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tocsin.finders import claims as claims
    from tocsin.finders import dates as dates
    from tocsin.finders import events as events
    from tocsin.finders import figures as figures
    from tocsin.finders import places as places
    from tocsin.finders import read_files as read_files
    from tocsin.library import redated as redated
    from tocsin.library import resolve as resolve
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
    "redated": "tocsin.library",
    "resolve": "tocsin.library",
}
# Names that are folders of this package and functions at once, with the module of the function.
CALLABLE = {"merge": "tocsin.merge", "read": "tocsin.library"}


def __getattr__(name: str) -> Any:
    if name in CALLABLE:
        return import_module(f"{__name__}.{name}")
    if name not in PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(PUBLIC[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *PUBLIC, *CALLABLE})


class _Callable(ModuleType):
    """A folder of the package that does what its name says when it is called."""

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        name = self.__name__.rpartition(".")[2]
        return getattr(import_module(CALLABLE[name]), name)(*arguments, **options)


class _Package(ModuleType):
    """This package: folders that share their name with a function can be called as soon as they are imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if name in CALLABLE and isinstance(value, ModuleType):
            value.__class__ = _Callable
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
