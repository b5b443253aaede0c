"""The file of sources to watch: what it may say, and its defaults."""

from __future__ import annotations

import ipaddress
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

import tocsin
from tocsin.errors import UsageError

Kind = Literal["feed", "sitemap", "page", "folder"]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

EVERY = 900.0
LEAST_EVERY = 60.0
"""Seconds between two polls of a source, and the least a file may ask for: nobody publishes faster."""

DELAY = 2.0
"""Seconds between two requests to one host, unless its robots.txt asks for more."""

AGENT = f"tocsin/{tocsin.__version__} (reads news of unrest; contact: {{contact}})"


@dataclass(frozen=True, slots=True)
class Watched:
    """One source. `full` is whether the page behind an item is fetched, or the feed's own text is all there is."""

    name: str
    kind: Kind
    address: str
    outlet: str | None = None
    every: float = EVERY
    full: bool = True

    @property
    def host(self) -> str:
        """Whom its requests go to; empty for a folder."""
        return "" if self.kind == "folder" else (urlsplit(self.address).hostname or "")


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is watched, and how. `inside` are networks of one's own that may be asked all the same."""

    sources: tuple[Watched, ...]
    agent: str
    delay: float = DELAY
    inside: tuple[Network, ...] = ()


def load_plan(path: Path) -> Plan:
    """The plan in a file. Raises `UsageError` that names what is wrong."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: {error}") from error
    rows = table.get("source", [])
    if not rows:
        raise UsageError(f"{path}: no [[source]]")
    sources = tuple(_watched(row, path) for row in rows)
    names = [one.name for one in sources]
    if twice := {name for name in names if names.count(name) > 1}:
        raise UsageError(f"{path}: two sources are named {sorted(twice)[0]!r}")
    ours = table.get("watch", {})
    contact = ours.get("contact")
    if any(one.kind != "folder" for one in sources) and not contact:
        raise UsageError(f"{path}: [watch] needs a `contact`, an address that hosts can write to")
    try:
        inside = tuple(ipaddress.ip_network(one) for one in ours.get("inside", ()))
        return Plan(sources, AGENT.format(contact=contact), float(ours.get("delay", DELAY)), inside)
    except ValueError as error:
        raise UsageError(f"{path}: [watch]: {error}") from error


def _watched(row: Mapping[str, Any], path: Path) -> Watched:
    name = str(row.get("name", "")).strip()
    given = [(kind, str(row[kind])) for kind in get_args(Kind) if kind in row]
    if not name or len(given) != 1:
        raise UsageError(f"{path}: each [[source]] has a name and one of {', '.join(get_args(Kind))}")
    if unknown := set(row) - {"name", "outlet", "every", "full", *get_args(Kind)}:
        raise UsageError(f"{path}: {name}: unknown {', '.join(sorted(unknown))}")
    ((kind, address),) = given
    if kind != "folder" and urlsplit(address).scheme not in ("http", "https"):
        raise UsageError(f"{path}: {name}: {address!r} is no web address")
    every = max(float(row.get("every", EVERY)), 0.0 if kind == "folder" else LEAST_EVERY)
    return Watched(name, kind, address, row.get("outlet"), every, bool(row.get("full", True)))
