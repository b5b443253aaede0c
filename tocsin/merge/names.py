"""Names of actors as they are compared and shown: without counts, articles and the capital of a sentence's start."""

from __future__ import annotations

import re

from tocsin.event import Actor
from tocsin.merge.groups import is_common

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand dozen"
).split()
_COUNT = re.compile(
    r"^(?:(?:an estimated|an?|the|at least|no fewer than|more than|over|about|around|some|nearly|almost|"
    r"approximately|roughly|up to|as many as|close to|estimated|"
    r"(?:tens|dozens|scores|hundreds|thousands)(?: of)?|several|many|numerous|"
    rf"\d[\d,.]*|{'|'.join(_SMALL)})[\s-]+)+(?=\S)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r",? (?:who|which|that|whose)\b|, ")
_MARKS = " \"'“”‘’,;:"
_INSTITUTIONS = frozenset("authorities officials government parliament administration union courts militias".split())
_PRONOUNS = frozenset("he she it they we i you who which that this these those them him her us me".split())


def speaker_name(name: str) -> str:
    """A speaker's name up to the clause about the speaker: "a guard, who asked not to be named" → a guard."""
    return _CLAUSE.split(name)[0].strip() or name


def actor_name(actor: Actor) -> str:
    """The name of an actor without what belongs to one sentence only; empty for a pronoun."""
    return bare_name(actor.name)


def bare_name(name: str) -> str:
    """More than 3,800 people → people; Protesters → protesters; the Kremlin → Kremlin."""
    bare = _COUNT.sub("", name.strip(_MARKS)).strip(_MARKS)
    first, _, rest = bare.partition(" ")
    if first.lower() in _PRONOUNS and not rest:
        return ""
    if rest == rest.lower() and (is_common(first) or first.lower() in _INSTITUTIONS):
        return f"{first[:1].lower()}{first[1:]} {rest}".strip()
    return bare
