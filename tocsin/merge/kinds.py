"""Which kinds of action two accounts of one event may give."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from tocsin.event import Mention

Kind = tuple[str, str]
"""Whether it is told or ahead, and the family of actions: only accounts that share it are compared."""

TOLD = "told"
NEAR = -0.25
"""Two names that may be of one deed need something else to say so: town and day alone hold many deeds."""

SPOKEN = frozenset(("REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT", "CONCEDE", "AGREE", "CONSULT", "COOPERATE"))
"""Types of what is done by words. A report tells of many: they are one only where all that is said of them agrees."""


def kind_of(mention: Mention) -> Kind:
    """What accounts of one event have in common. PLOVER's type parts, its mode is too coarse or too fine."""
    phase = TOLD if mention.factuality in ("happened", "failed", "negated") else mention.factuality
    family = _families().get(mention.action)
    return phase, f"{mention.type} {family or mention.action}"


def is_spoken(mention: Mention) -> bool:
    """Whether it was done by words."""
    return mention.type in SPOKEN


def is_result(action: str) -> bool:
    """Whether it is what an act leaves behind."""
    return action in _table()[2]


@cache
def likeness(first: str, second: str) -> float:
    """How well two actions of one family tell of one deed: 1 the same, `NEAR` where they may, 0 two deeds."""
    if first == second:
        return 1.0
    general, near, results = _table()
    if {first, second} & (general | results) or frozenset((first, second)) in near:
        return NEAR
    return 0.0


@cache
def _families() -> dict[str, str]:
    return {
        action: entry["name"]
        for entry in _entries()
        for action in f"{entry['results']} {entry['general']} {entry['others']}".split()
    }


@cache
def _table() -> tuple[frozenset[str], frozenset[frozenset[str]], frozenset[str]]:
    general = frozenset(action for entry in _entries() for action in entry["general"].split())
    results = frozenset(action for entry in _entries() for action in entry["results"].split())
    near = {
        frozenset((one, two))
        for entry in _entries()
        for line in entry["near"]
        for one in line.split()
        for two in line.split()
        if one != two
    }
    return general, frozenset(near), results


@cache
def _entries() -> list[dict[str, str]]:
    entries: list[dict[str, str]] = tomllib.loads(files(__package__).joinpath("kinds.toml").read_text("utf-8"))[
        "family"
    ]
    return entries
