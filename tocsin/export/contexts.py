"""PLOVER's contexts of an event, where the deed or those who take part tell them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from tocsin.export.shown import of
from tocsin.store import Sourced


def contexts(item: Sourced) -> list[str]:
    """The contexts that are told, in the order of the alphabet; often none."""
    told = {name for role in ("actor", "recipient") for name in _by("sector").get(of(item, role, "sector") or "", ())}
    return sorted(told.union(_by("deed").get(item.event["action"], ())))


@cache
def _by(what: Literal["deed", "sector"]) -> dict[str, tuple[str, ...]]:
    table = tomllib.loads(files(__package__).joinpath("contexts.toml").read_text(encoding="utf-8"))[what]
    named = [(one, context) for context, words in table.items() for one in words.split()]
    return {one: tuple(context for other, context in named if other == one) for one, _ in named}
