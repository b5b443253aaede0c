"""Nouns for human beings: whether a number before a noun is a number of people."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from tocsin.codebook.actors import register
from tocsin.codebook.tables import shipped


def is_person_noun(noun: str) -> bool:
    """Whether a noun, given in the singular and in small letters, names a person or a body of people."""
    return noun in _nouns() or noun in register().nouns


@cache
def _nouns() -> frozenset[str]:
    listed = files(__package__).joinpath("wordnet_persons.txt").read_text(encoding="utf-8").splitlines()
    return frozenset((*shipped("persons.toml")["more"].split(), *(line for line in listed if not line.startswith("#"))))
