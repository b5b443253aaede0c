"""Which figures count the same group of people."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from tocsin.values import Figure

PEOPLE = "people"


def group_of(figure: Figure) -> str:
    """The group that a figure counts. A wording in no group is a group of its own, so that nothing is mixed up."""
    if figure.kind == "participants" or not figure.who:
        return PEOPLE
    wording = figure.who.casefold().replace(",", " ").split()
    singular = {_singular(word) for word in wording}
    return next((name for name, words in _groups() if words & singular), " ".join(wording))


def is_common(word: str) -> bool:
    """Whether a word is a common noun for people, which has a capital only where a sentence begins."""
    return any(_singular(word.casefold()) in words for _, words in _groups())


def _singular(word: str) -> str:
    if word.endswith("men"):
        return f"{word[:-3]}man"
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word.removesuffix("s")


@cache
def _groups() -> tuple[tuple[str, frozenset[str]], ...]:
    table = tomllib.loads(files(__package__).joinpath("groups.toml").read_text(encoding="utf-8"))
    return tuple((group["name"], frozenset(map(_singular, group["words"].split()))) for group in table["group"])
