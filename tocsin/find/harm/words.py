"""The words that tell what befell people, by kind of harm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from tocsin import lemma
from tocsin.codebook import Signal, verb_signal
from tocsin.codebook.tables import listed, shipped
from tocsin.values import FigureKind

HIT = "hit"
"""Those shot or brought to hospital, of whom it is not said whether they live."""
HITS = frozenset("shoot stab wound injure hit strike beat attack crush burn shot gun knife shooting stabbing".split())
"""Verbs and nouns of a hit that "fatally" and "deadly" make a killing."""
LIVES = frozenset(("claim", "take", "cost", "lose"))
"""Verbs whose object is lives: "claimed three lives", "took the life of a boy"."""
BODIES = frozenset(("body", "corpse"))
FOUND_VERBS = frozenset(
    "find discover recover retrieve dump uncover bring lie count pull see hang lay remain exhume".split()
)
"""Verbs by which bodies are news."""
COUNTING_NOUNS = frozenset("number count tally total figure toll".split())


@dataclass(frozen=True, slots=True)
class Harm:
    """The words of one kind of figure, as `casualties.toml` lists them."""

    name: str
    done_to: Mapping[str, tuple[Signal, ...]]
    happens_to: Mapping[str, tuple[Signal, ...]]
    nouns: frozenset[str]
    states: frozenset[str]
    fatal: frozenset[str]
    tolls: frozenset[str]

    @property
    def kind(self) -> FigureKind:
        """The kind of figure that it is read as."""
        return "injured" if self.name == HIT else cast("FigureKind", self.name)

    @property
    def plural_counts(self) -> bool:
        """Whether people in the plural without a number count: ACLED's convention is one about deaths."""
        return self.name == "killed"


@cache
def harms() -> tuple[Harm, ...]:
    """The kinds of harm in force."""
    return tuple(_harm(name, row) for name, row in shipped("casualties.toml").items())


def _harm(name: str, row: Mapping[str, str]) -> Harm:
    nouns, states, fatal, tolls = (frozenset(listed(row.get(key, ""))) for key in ("nouns", "states", "fatal", "tolls"))
    return Harm(
        name, _signals(row.get("done_to", "")), _signals(row.get("happens_to", "")), nouns, states, fatal, tolls
    )


@cache
def harm_words() -> frozenset[str]:
    """All words that only name a harm and no group."""
    return frozenset(word for harm in harms() for word in (*harm.nouns, *harm.states, "deaths", "arrests", "bodies"))


def _signals(entries: str) -> Mapping[str, tuple[Signal, ...]]:
    grouped: dict[str, tuple[Signal, ...]] = {}
    for entry in listed(entries):
        signal = verb_signal("harm", entry, {})
        grouped[signal.steps[0]] = (*grouped.get(signal.steps[0], ()), signal)
    return grouped


@lru_cache(maxsize=200_000)
def can_tell(word: str, harm: str) -> bool:
    """Whether a word can tell of a kind of harm, whatever its part of speech: all others are passed over unread."""
    words = _telling()[harm]
    return word.lower() in words or lemma.verb(word) in words or lemma.noun(word) in words


@cache
def _telling() -> Mapping[str, frozenset[str]]:
    return {harm.name: frozenset(_words_telling(harm)) for harm in harms()}


def _words_telling(harm: Harm) -> Iterator[str]:
    yield from (*harm.done_to, *harm.happens_to, *harm.states, *harm.nouns, *COUNTING_NOUNS)
    yield from (word.split()[-1] for word in harm.tolls)
    yield from HITS if harm.fatal else ()
    yield from (*LIVES, "life") if harm.name == "killed" else ()
