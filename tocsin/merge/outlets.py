"""Outlets that are known: agencies and broadcasters as they ship, and those that a desk has set."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, get_args

from tocsin.errors import UsageError
from tocsin.outlet import Outlet, OutletKind, Owner, Reliability

INDEPENDENT: frozenset[Owner] = frozenset(("cooperative", "private", "public"))
BY_OWNER = "begins at B: an agency that no government runs, or a public broadcaster"
UNGRADED = "not graded"


@dataclass(frozen=True)
class Outlets:
    """Outlets by every name they go by."""

    known: tuple[Outlet, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Outlet]:
        """Every name without its case, the later entry first: what a desk says goes before what ships."""
        return {name.casefold(): outlet for outlet in self.known for name in outlet.names}

    def named(self, name: str) -> Outlet:
        """The outlet of that name; one of which nothing is known where there is none."""
        return self.by_name.get(name.casefold()) or Outlet((name,))

    def with_more(self, outlets: Iterable[Outlet]) -> Outlets:
        """These and others, which stand in the place of those that share a name with them."""
        more = tuple(outlets)
        taken = {name.casefold() for outlet in more for name in outlet.names}
        kept = (outlet for outlet in self.known if not taken & {name.casefold() for name in outlet.names})
        return Outlets((*kept, *more))


@cache
def shipped() -> Outlets:
    """The agencies and broadcasters of `outlets.toml`."""
    table = tomllib.loads(files(__package__).joinpath("outlets.toml").read_text(encoding="utf-8"))
    return Outlets(tuple(_graded(outlet_from_json(entry)) for entry in table["outlet"]))


def outlet_from_json(record: Mapping[str, Any]) -> Outlet:
    """An outlet from its fields. Raises `UsageError` for a kind, owner or grade that is none."""
    known = {field.name for field in fields(Outlet)}
    outlet = Outlet(
        **{**{name: part for name, part in record.items() if name in known}, "names": tuple(record["names"])}
    )
    for told, allowed in ((outlet.kind, OutletKind), (outlet.owner, Owner), (outlet.reliability, Reliability)):
        if told not in get_args(allowed):
            raise UsageError(f"{told}: there are {', '.join(get_args(allowed))}")
    return outlet


def _graded(outlet: Outlet) -> Outlet:
    """The grade that what is known of a house begins at."""
    trusted = outlet.owner in INDEPENDENT if outlet.kind == "agency" else outlet.owner == "public"
    if not trusted:
        return outlet
    return Outlet(outlet.names, outlet.kind, outlet.country, outlet.owner, "B", BY_OWNER, outlet.note)
