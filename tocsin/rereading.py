"""A reading from its public JSON: the way back from `as_json`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from tocsin.reading import JSON, Reading
from tocsin.span import Span

NAMES = {"start": "from", "end": "to"}
"""Intervals are `from` and `to` in the public JSON."""

Record = TypeVar("Record")
Made = Callable[[Any], Any]


def reading_from_json(record: JSON) -> Reading:
    """The reading that `as_json` wrote. What it leaves out of a report (`title_in_text`) is as by default."""
    return _maker(Reading)(record)  # type: ignore[no-any-return]


def _span(value: JSON) -> Span:
    return Span(value["in"], value["start"], value["end"])


SPECIAL: Mapping[Any, Made] = {Span: _span, date: date.fromisoformat, datetime: datetime.fromisoformat}


@cache
def _maker(hint: Any) -> Made:
    """What makes a value of a type from its JSON."""
    if hint in SPECIAL:
        return SPECIAL[hint]
    if hasattr(hint, "__dataclass_fields__"):
        return _record_maker(hint)
    if get_origin(hint) is tuple:
        each = _maker(get_args(hint)[0])
        return lambda values: tuple(each(value) for value in values)
    if get_origin(hint) in (Union, UnionType):
        some = _maker(next(one for one in get_args(hint) if one is not NoneType))
        return lambda value: None if value is None else some(value)
    return lambda value: value


def _record_maker(kind: type[Record]) -> Callable[[JSON], Record]:
    hints = get_type_hints(kind)
    makers = {field.name: (_key(kind, field.name), _maker(hints[field.name])) for field in fields(kind)}  # type: ignore[arg-type]

    def make(record: JSON) -> Record:
        return kind(**{name: made(record[key]) for name, (key, made) in makers.items() if key in record})

    return make


def _key(kind: type[Any], name: str) -> str:
    return NAMES.get(name, name) if kind is not Span else name
