"""What a text must hold to tell of an event: for each signal of the codebook, the words that have to stand together."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import lemminflect

from tocsin.codebook import GAP, Action, Codebook, Signal
from tocsin.codebook.tables import Table, listed, shipped


@dataclass(frozen=True, slots=True)
class Recipe:
    """Words that tell of an event where they stand near one another.

    `anchor` is the word to begin from, `others` are what must stand near it: words, each in any of its forms, and
    classes, of which one word is enough: the object that a signal asks for, or somebody who could do it. `particle`
    must follow the anchor: "sit in", "break into".
    """

    anchor: str
    others: tuple[str, ...] = ()
    particle: str | None = None


CLASS = "["
"""Begins the key of a class of words, which no word can."""

PEOPLE = f"{CLASS}somebody"
"""The class of words for those who could do it or suffer it."""

TELLING = "!"
"""The key of forms that tell of unrest by themselves."""

LEAST_WEIGHT = 20
"""Actions lighter than this (meetings, statements, court news) do not make a report one of unrest by themselves."""

ALWAYS = frozenset(("PROTEST", "ASSAULT"))
"""Types that count whatever their weight."""

SECTORS_EVERYWHERE = frozenset(("GOV", "LEG", "JUD", "BUS", "ELI"))
"""Sectors whose nouns stand in every report of politics or business."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that the gate looks for: the forms of words with what each stands for, and the recipes by their anchor."""

    keys_of: Mapping[str, tuple[str, ...]]
    recipes: Mapping[str, tuple[Recipe, ...]]


def lexicon(codebook: Codebook) -> Lexicon:
    """The recipes of a codebook, and the forms of their words."""
    told = (signal for signal in _signals(codebook) if not signal.is_loose)
    heavy = (signal for signal in told if _counts(codebook.actions[signal.action]))
    recipes = {Recipe(TELLING), *filter(None, map(_recipe, heavy))}
    by_anchor: defaultdict[str, list[Recipe]] = defaultdict(list)
    for recipe in sorted(recipes, key=lambda one: (len(one.others), one.anchor, one.others, one.particle or "")):
        by_anchor[recipe.anchor].append(recipe)
    keys = {key for recipe in recipes for key in (recipe.anchor, *recipe.others)}
    return Lexicon(_keys_of(keys, codebook), {anchor: tuple(same) for anchor, same in by_anchor.items()})


def _keys_of(keys: Iterable[str], codebook: Codebook) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key in keys:
        for form in _forms_of(key, codebook):
            found[form].add(key)
    return {form: tuple(sorted(same)) for form, same in found.items()}


def _forms_of(key: str, codebook: Codebook) -> Iterable[str]:
    if key == TELLING:
        return weights()["telling"]
    if key == PEOPLE:
        return weights()["people"].union(*map(forms, _people()))
    if key.startswith(CLASS):
        return {form for noun in codebook.classes[key.removeprefix(CLASS)] for form in forms(noun.split()[-1])}
    return forms(key)


def _signals(codebook: Codebook) -> Iterator[Signal]:
    for table in (codebook.verbs, codebook.nouns):
        for signals in table.values():
            yield from signals


def _counts(action: Action) -> bool:
    return action.weight >= LEAST_WEIGHT or action.type in ALWAYS


def _recipe(signal: Signal) -> Recipe | None:
    """None for a signal whose words are in every text, or that asks for a crowd, whose name is telling by itself."""
    words = [step for step in signal.steps if step.isalpha() and step not in weights()["small"]]
    asked = tuple(f"{CLASS}{name}" for name in (signal.object_class, signal.subject_class) if name)
    telling = [word for word in words if word not in weights()["ambiguous"]]
    heavy = [word for word in words if word not in weights()["light"]]
    anchor = next(iter((*telling, *heavy, *words)), None)
    if anchor is None or not (heavy or asked):
        return None
    others = tuple(dict.fromkeys(word for word in words if word != anchor))
    if telling:
        return Recipe(anchor, others)
    if signal.subject == "crowd":
        return None
    particle = signal.steps[1] if len(words) == 1 and len(signal.steps) > 1 and signal.steps[1] != GAP else None
    return Recipe(anchor, (*others, *(asked if heavy and asked else (*asked, PEOPLE))), particle)


def _people() -> frozenset[str]:
    """The nouns of people but for those in all news: of officials, of business, of bodies that could be anything."""
    named: dict[bool, set[str]] = {True: set(), False: set()}
    for row in shipped("sectors.toml")["sector"]:
        named[row["code"] in SECTORS_EVERYWHERE] |= {noun.split()[-1] for noun in listed(row["nouns"])}
    armed = {name.lower() for row in shipped("actors.toml")["actor"] if row.get("acled") for name in _names(row)}
    named[False] |= {name for name in armed if len(name) > 2}
    return frozenset(filter(str.isalpha, named[False])) - named[True] - weights()["everywhere"]


def _names(row: Table) -> Iterator[str]:
    yield row["name"]
    yield from row.get("aliases", ())


@cache
def weights() -> Mapping[str, frozenset[str]]:
    """The lists of `words.toml`."""
    text = resources.files("tocsin.gate").joinpath("words.toml").read_text(encoding="utf-8")
    lists = tomllib.loads(text).items()
    return {name: frozenset(word.replace("_", " ") for word in words.split()) for name, words in lists}


@cache
def forms(word: str) -> frozenset[str]:
    """A word with its inflections: "storm" gives storms, stormed, storming."""
    inflected = lemminflect.getAllInflections(word) or {}
    guessed = lemminflect.getAllInflectionsOOV(word, "VERB") | lemminflect.getAllInflectionsOOV(word, "NOUN")
    return frozenset((word, *(form for found in (inflected or guessed).values() for form in found)))
