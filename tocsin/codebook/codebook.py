"""The codebook: which actions there are, what signals them, and what PLOVER and ACLED call them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Literal, cast

from tocsin import lemma
from tocsin.codebook.tables import Table, given, listed, shipped
from tocsin.errors import CodebookError

Group = Literal["state", "armed", "crowd", "civilian", "people", "any"]
GROUPS = ("state", "armed", "crowd", "civilian", "people", "any")
"""Kinds of actors that rules speak of; "people" are known actors who are neither of the state nor armed."""
ARTICLES = frozenset(("a", "an", "the"))
GAP = "~"
"""A step of a signal that lets other words of the clause pass."""


@dataclass(frozen=True, slots=True)
class Signal:
    """Words that name an action: `steps` are lemmas in order, of which the trigger is the first (verbs) or the last.

    `object_class` asks for a direct object whose noun is in that class, `subject` for an actor of that group and
    `subject_class` for a noun of that class as subject. `is_means` marks a noun for a weapon or
    another means, which names the action only where something is done with it.
    `is_loose` marks a verb of many uses, which names the action only between two actors that are both known.
    """

    action: str
    steps: tuple[str, ...]
    is_verb: bool
    object_class: str | None = None
    subject: Group | None = None
    is_means: bool = False
    subject_class: str | None = None
    is_loose: bool = False

    @property
    def specificity(self) -> tuple[int, int]:
        """How much it asks for: of two signals on the same words the more demanding wins."""
        words = sum(step != GAP for step in self.steps)
        return (words, sum(asked is not None for asked in (self.object_class, self.subject, self.subject_class)))


@dataclass(frozen=True, slots=True)
class AcledRule:
    """Who did it to whom, and the sub-event that follows."""

    sub_event: str
    by: Group = "any"
    to: Group = "any"

    def fits(self, by: Group, to: Group) -> bool:
        """Whether the rule speaks of these two groups."""
        return self.by in ("any", by) and self.to in ("any", to)


@dataclass(frozen=True, slots=True)
class PloverRule:
    """Who did it to whom, and PLOVER's type and mode where these differ from the action's own."""

    type: str
    mode: str | None = None
    by: Group = "any"
    to: Group = "any"

    def fits(self, by: Group, to: Group) -> bool:
        """Whether the rule speaks of these two groups."""
        return self.by in ("any", by) and self.to in ("any", to)


@dataclass(frozen=True, slots=True)
class Action:
    """A kind of deed: what PLOVER and ACLED call it, and how much it makes a report's chief event."""

    name: str
    definition: str
    type: str
    mode: str | None
    family: str
    weight: int
    acled: tuple[AcledRule, ...]
    default_agent: Group = "any"
    not_with: tuple[str, ...] = ()
    needs_agent: bool = False
    plover: tuple[PloverRule, ...] = ()

    def plover_type(self, by: Group, to: Group) -> tuple[str, str | None]:
        """PLOVER's type and mode where one group does this to another."""
        rule = next((rule for rule in self.plover if rule.fits(by, to)), None)
        return (rule.type, rule.mode) if rule else (self.type, self.mode)

    def sub_event(self, by: Group, to: Group) -> str | None:
        """ACLED's sub-event where one group does this to another, or none."""
        return next((rule.sub_event for rule in self.acled if rule.fits(by, to)), None)


@dataclass(frozen=True, slots=True)
class Codebook:
    """The actions in force, their signals by first word, and the classes of nouns that signals ask for."""

    actions: Mapping[str, Action]
    classes: Mapping[str, frozenset[str]]
    quads: Mapping[str, int]
    event_type_of: Mapping[str, str]
    disorder_of: Mapping[str, str]
    verbs: Mapping[str, tuple[Signal, ...]] = field(repr=False)
    nouns: Mapping[str, tuple[Signal, ...]] = field(repr=False)


@cache
def load(*extra: Path) -> Codebook:
    """The codebook that ships, with the actions of further files added to it."""
    table = shipped("actions.toml")
    for path in extra:
        table = _joined(table, given(path), path)
    return _codebook(table)


def _joined(table: Table, addition: Table, path: Path) -> Table:
    unknown = set(addition) - {"action", "classes"}
    if unknown:
        raise CodebookError(f"{path}: unknown tables {', '.join(sorted(unknown))}")
    return {
        "classes": table["classes"] | addition.get("classes", {}),
        "action": [*table["action"], *addition.get("action", [])],
    }


def _codebook(table: Table) -> Codebook:
    plover, acled = shipped("plover.toml"), shipped("acled.toml")
    disorder_of, event_type_of = {}, {}
    special = acled.pop("disorder_of")
    for event_type, row in acled.items():
        for sub_event in row["sub_events"]:
            event_type_of[sub_event] = event_type
            disorder_of[sub_event] = special.get(sub_event, row["disorder"])
    actions = {row["name"]: _action(row, plover, event_type_of) for row in table["action"]}
    signals = [signal for row in table["action"] for signal in _signals(row, table["classes"])]
    return Codebook(
        actions=actions,
        classes={name: _noun_class(words) for name, words in table["classes"].items()},
        quads={name: row["quad"] for name, row in plover.items()},
        event_type_of=event_type_of,
        disorder_of=disorder_of,
        verbs=_by_first(signal for signal in signals if signal.is_verb),
        nouns=_by_first(signal for signal in signals if not signal.is_verb),
    )


def _action(row: Table, plover: Table, event_type_of: Mapping[str, str]) -> Action:
    name = row.get("name", "?")
    _check_plover(name, row, plover)
    return Action(
        name=name,
        definition=row["definition"],
        type=row["type"],
        mode=row.get("mode"),
        family=row["family"],
        weight=row.get("weight", 0),
        acled=tuple(_acled_rule(name, rule, event_type_of) for rule in row.get("acled", [])),
        default_agent=row.get("default_agent", "any"),
        not_with=tuple(listed(row.get("not_with", ""))),
        needs_agent=row.get("needs_agent", False),
        plover=tuple(_plover_rule(name, rule, plover) for rule in row.get("plover", [])),
    )


def _check_plover(name: str, row: Table, plover: Table) -> None:
    if row.get("type") not in plover:
        raise CodebookError(f"action {name!r}: {row.get('type')!r} is no PLOVER type")
    if row.get("mode") and row["mode"] not in plover[row["type"]].get("modes", {}):
        raise CodebookError(f"action {name!r}: {row['mode']!r} is no mode of {row['type']}")


def _plover_rule(name: str, rule: Table, plover: Table) -> PloverRule:
    _check_plover(name, rule, plover)
    by, to = _groups(name, rule)
    return PloverRule(rule["type"], rule.get("mode"), by, to)


def _groups(name: str, rule: Table) -> tuple[Group, Group]:
    by, to = rule.get("by", "any"), rule.get("to", "any")
    if by not in GROUPS or to not in GROUPS:
        raise CodebookError(f"action {name!r}: groups are {', '.join(GROUPS)}")
    return by, to


def _acled_rule(name: str, rule: Table, event_type_of: Mapping[str, str]) -> AcledRule:
    sub_event = rule.get("sub", "")
    if sub_event not in event_type_of:
        raise CodebookError(f"action {name!r}: {sub_event!r} is no ACLED sub-event")
    return AcledRule(sub_event, *_groups(name, rule))


def _signals(row: Table, classes: Table) -> Iterable[Signal]:
    for entry in listed(row.get("verbs", "")):
        yield verb_signal(row["name"], entry, classes)
    for entry in listed(row.get("loose", "")):
        yield replace(verb_signal(row["name"], entry, classes), is_loose=True)
    for entry in listed(row.get("nouns", "")):
        yield noun_signal(row["name"], entry)
    for entry in listed(row.get("means", "")):
        yield replace(noun_signal(row["name"], entry), is_means=True)


_CONDITION = re.compile(r"\[(?P<object>[\w-]+)\]|\((?P<subject>\w+)\)|\{(?P<doer>[\w-]+)\}")


def verb_signal(action: str, entry: str, classes: Table) -> Signal:
    """The signal that an entry like "set ~ on fire" or "burn [property]" writes."""
    asked = [match.groupdict() for match in _CONDITION.finditer(entry)]
    words = [word for word in re.split(r"[ -]", _CONDITION.sub(" ", entry)) if word and word not in ARTICLES]
    object_class = next((ask["object"] for ask in asked if ask["object"]), None)
    subject = next((ask["subject"] for ask in asked if ask["subject"]), None)
    doer = next((ask["doer"] for ask in asked if ask["doer"]), None)
    # A class or group that no table holds is a slip that would silence the signal.
    for name in filter(None, (object_class, doer)):
        if name not in classes:
            raise CodebookError(f"action {action!r}: no class {name!r}")
    if subject and subject not in GROUPS:
        raise CodebookError(f"action {action!r}: no group {subject!r}")
    return Signal(
        action=action,
        steps=(words[0], *(word if word == GAP else lemma.noun(word) for word in words[1:])),
        is_verb=True,
        object_class=object_class,
        subject=cast("Group | None", subject),
        subject_class=doer,
    )


def noun_signal(action: str, entry: str) -> Signal:
    """The signal that an entry like "baton charge" or "strike (state)" writes."""
    asked = _CONDITION.search(entry)
    subject = asked["subject"] if asked else None
    if asked and subject not in GROUPS:
        raise CodebookError(f"action {action!r}: a noun may ask for a group ({', '.join(GROUPS)}), not {asked[0]}")
    words = re.split(r"[ -]", _CONDITION.sub("", entry).strip())
    return Signal(action, tuple(map(lemma.noun, words)), is_verb=False, subject=cast("Group | None", subject))


def _noun_class(words: str) -> frozenset[str]:
    return frozenset(_noun_phrase(word) for word in listed(words))


def _noun_phrase(words: str) -> str:
    *first, last = words.split()
    return " ".join([*first, lemma.noun(last)])


def _by_first(signals: Iterable[Signal]) -> dict[str, tuple[Signal, ...]]:
    grouped: defaultdict[str, list[Signal]] = defaultdict(list)
    for signal in signals:
        grouped[signal.steps[0]].append(signal)
    return {first: tuple(sorted(same, key=lambda s: s.specificity, reverse=True)) for first, same in grouped.items()}
