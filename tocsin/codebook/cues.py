"""The table of words that attribute: read once from `codebook/cues.toml`, looked up by the form in the text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

from tocsin.errors import CodebookError
from tocsin.event import Stance

PartOfSpeech = Literal["verbs", "nouns", "adjectives"]
VOWELS = frozenset("aeiou")
SIBILANTS = ("s", "x", "z", "ch", "sh")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes, and what it governs: each frame with the stance it takes there."""

    lemma: str
    frames: Mapping[str, Stance]

    @property
    def quotes(self) -> bool:
        """Whether it may carry a quotation."""
        return "quote" in self.frames


@dataclass(frozen=True, slots=True)
class CueTable:
    """All cues, by the lower-case forms they take in a text; particles by verb form and particle."""

    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    particles: Mapping[tuple[str, str], Cue]
    hedges: frozenset[str]
    media: Mapping[str, str]
    light: frozenset[str]
    wording: Mapping[str, frozenset[str]]
    documents: frozenset[str]


@cache
def cue_table() -> CueTable:
    """The table that ships with the program."""
    source = resources.files("tocsin.codebook").joinpath("cues.toml").read_text("utf-8")
    return table_from(tomllib.loads(source))


def table_from(document: Mapping[str, Any]) -> CueTable:
    """The table written in a parsed TOML document; `CodebookError` where a stance or a part is none."""
    irregular = document.get("forms", {})
    light = document.get("light", {}).get("verbs", ())
    return CueTable(
        verbs=_by_form(_cues(document, "verbs"), lambda lemma: verb_forms(lemma, irregular.get(lemma, ()))),
        nouns=_by_form(_cues(document, "nouns"), lambda lemma: (lemma, _third_person(lemma))),
        adjectives=_by_form(_cues(document, "adjectives"), lambda lemma: (lemma,)),
        particles={
            form: cue
            for stance, phrases in document.get("particles", {}).items()
            for form, cue in _particles(phrases, stance, irregular)
        },
        hedges=frozenset(document.get("hedges", {}).get("words", ())),
        media={word: name for name, words in document.get("media", {}).items() for word in words},
        documents=frozenset(document.get("documents", {}).get("words", ())),
        wording={name: frozenset(words) for name, words in document.get("wording", {}).items()},
        light=frozenset(form for lemma in light for form in verb_forms(lemma, irregular.get(lemma, ()))),
    )


def verb_forms(lemma: str, irregular: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The forms of a verb: spelt by rule, and those given. Some forms made by rule do not exist and do no harm."""
    return tuple(dict.fromkeys((lemma, _third_person(lemma), _past(lemma), _gerund(lemma), *irregular)))


def _cues(document: Mapping[str, Any], part: PartOfSpeech) -> list[Cue]:
    frames: dict[str, dict[str, Stance]] = {}
    for stance, words in document.get(part, {}).items():
        if stance not in get_args(Stance):
            raise CodebookError(f"cues: {stance!r} under [{part}] is no stance")
        for lemma, governed in words.items():
            frames.setdefault(lemma, {}).update(dict.fromkeys(governed, stance))
    return [Cue(lemma, governed) for lemma, governed in frames.items()]


def _by_form(cues: list[Cue], forms_of: Any) -> dict[str, Cue]:
    return {form: cue for cue in cues for form in forms_of(cue.lemma)}


def _particles(
    phrases: Mapping[str, list[str]], stance: Stance, irregular: Mapping[str, Any]
) -> Iterator[tuple[tuple[str, str], Cue]]:
    for phrase, governed in phrases.items():
        lemma, particle = phrase.split()
        cue = Cue(phrase, dict.fromkeys(governed, stance))
        for form in verb_forms(lemma, irregular.get(lemma, ())):
            yield (form, particle), cue


def _third_person(lemma: str) -> str:
    if lemma.endswith(SIBILANTS):
        return lemma + "es"
    return lemma[:-1] + "ies" if _ends_in_consonant_y(lemma) else lemma + "s"


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    return lemma[:-1] + "ied" if _ends_in_consonant_y(lemma) else lemma + "ed"


def _gerund(lemma: str) -> str:
    return lemma[:-1] + "ing" if lemma.endswith("e") and not lemma.endswith(("ee", "oe")) else lemma + "ing"


def _ends_in_consonant_y(lemma: str) -> bool:
    return lemma.endswith("y") and len(lemma) > 1 and lemma[-2] not in VOWELS
