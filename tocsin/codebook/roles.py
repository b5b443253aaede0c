"""Words for offices and trades, for institutions and for outlets: read once from `codebook/roles.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

LONGEST_ROLE = 3
"""Words in the longest role of the table ("head of state")."""


@dataclass(frozen=True, slots=True)
class RoleTable:
    """What a word says of a speaker. All keys are lower case."""

    classes: Mapping[str, str]
    also: Mapping[str, frozenset[str]]
    honorifics: Mapping[str, str]
    gender: Mapping[str, str]
    institutions: frozenset[str]
    media: frozenset[str]
    outlets: frozenset[str]

    def is_outlet(self, name: str) -> bool:
        """Whether a name is that of a newspaper, agency or broadcaster."""
        words = name.lower().replace("’", "'").split()
        return any(word in self.outlets or word in self.media for word in words)

    def is_institution(self, name: str) -> bool:
        """Whether a name holds a word for an institution, or is an acronym."""
        words = name.lower().split()
        if any(word in self.institutions or word in self.media or word in self.outlets for word in words):
            return True
        return name.isupper() and len(name) > 2 and "." not in name

    def compatible(self, described: str | None, named: str | None) -> bool:
        """Whether a description of one class may stand for a name whose role is of another."""
        if described is None or named is None:
            return False
        return described == named or named in self.also.get(described, frozenset())


@cache
def role_table() -> RoleTable:
    """The table that ships with the program."""
    document = tomllib.loads(resources.files("tocsin.codebook").joinpath("roles.toml").read_text("utf-8"))
    return RoleTable(
        classes={word: name for name, words in document["classes"].items() for word in _with_plural(words)},
        also={name: frozenset(others) for name, others in document["also"].items()},
        honorifics=document["honorifics"],
        gender={word: sex for sex, words in document["gender"].items() for word in words},
        institutions=frozenset(document["institutions"]["words"]),
        media=frozenset(document["institutions"]["media"]),
        outlets=frozenset(document["institutions"]["outlets"]),
    )


def role_ending_at(words: Sequence[str], end: int) -> tuple[int, str] | None:
    """The longest role that ends before `end` in lower-case words: where it begins, and its class."""
    table = role_table()
    for length in range(min(LONGEST_ROLE, end), 0, -1):
        found = table.classes.get(" ".join(words[end - length : end]))
        if found:
            return end - length, found
    return None


def role_starting_at(words: Sequence[str], start: int) -> tuple[int, str] | None:
    """The longest role that begins at `start`: where it ends, and its class."""
    table = role_table()
    for length in range(min(LONGEST_ROLE, len(words) - start), 0, -1):
        found = table.classes.get(" ".join(words[start : start + length]))
        if found:
            return start + length, found
    return None


def _with_plural(words: Sequence[str]) -> list[str]:
    return [form for word in words for form in (word, word + "s")]
