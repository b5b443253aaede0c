"""MUC-4: reports in capitals about terror in Latin America, each with the templates of its incidents.

Three slots are scored, by our own scorer in the manner of the official one: what is missing and what is spurious
counts, whole templates included. A template of ours is set beside the one of theirs of the same type that shares most.
`type` gives half a point for ATTACK where the other is of another kind, as they count the wider word. `victim number`
holds the number of each victim or group against the bounds of the key; for `perpetrator organisation` two names must
share most of their words. Optional templates and fills cost nothing where they are not found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tocsin.evaluate.corpus import Row
from tocsin.evaluate.scores import Measure, Miss, Scores
from tocsin.evaluate.templates import Template, folded, templates
from tocsin.read.text import Known, report_from_text
from tocsin.reading import Reading
from tocsin.report import Report

Gold = dict[str, Any]
Read = Callable[[Report], Reading]
SLOTS = ("type", "victim number", "perpetrator organisation")
SMALL = frozenset("of the and de la el del los las for y".split())


@dataclass(slots=True)
class Slot:
    """Fills of one slot over all reports: in the key, found, right, and half right."""

    possible: int = 0
    actual: int = 0
    right: int = 0
    half: int = 0

    def f1(self) -> float:
        """The harmonic mean of recall and precision, a half counted as half."""
        both = self.possible + self.actual
        return 2 * (self.right + self.half / 2) / both if both else 0.0


@dataclass(slots=True)
class Table:
    """The three slots, and what was missed in them."""

    slots: dict[str, Slot] = field(default_factory=lambda: {name: Slot() for name in SLOTS})
    misses: list[Miss] = field(default_factory=list)


def score(rows: Iterable[Row], read: Read) -> Scores:
    """F of each slot, with recall and precision."""
    table = Table()
    for row in rows:
        reading = read(_report(row))
        _compare(row, templates(reading), table)
    return Scores(tuple(_measures(table)), tuple(table.misses))


def _report(row: Row) -> Report:
    return report_from_text(row.text, known=Known(id=row.id, published=row.date, language="en"))


def _measures(table: Table) -> Iterator[Measure]:
    for name, slot in table.slots.items():
        right = slot.right + slot.half / 2
        yield Measure(f"{name}: F", slot.f1(), slot.possible)
        yield Measure(f"{name}: recall", right / slot.possible if slot.possible else 0.0, slot.possible)
        yield Measure(f"{name}: precision", right / slot.actual if slot.actual else 0.0, slot.actual)


def _compare(row: Row, found: Sequence[Template], table: Table) -> None:
    key = row.gold["templates"]
    for gold, ours in _aligned(key, found):
        counts = [_type_counts(gold, ours), _number_counts(gold, ours), _organisation_counts(gold, ours)]
        if ours is None and gold is not None and gold["optional"]:
            continue
        for name, (possible, actual, right, half) in zip(SLOTS, counts, strict=True):
            slot = table.slots[name]
            slot.possible, slot.actual = slot.possible + possible, slot.actual + actual
            slot.right, slot.half = slot.right + right, slot.half + half
            if right < max(possible, actual):
                table.misses.append(Miss(row.id, name, _gold_words(gold, name), _our_words(ours, name), row.text))


def _aligned(key: Sequence[Gold], found: Sequence[Template]) -> Iterator[tuple[Gold | None, Template | None]]:
    """Each template of the key with the one of ours that shares most, and what is left on either side."""
    pairs = sorted(
        ((_shared(gold, ours), -at, number) for at, gold in enumerate(key) for number, ours in enumerate(found)),
        reverse=True,
    )
    taken: dict[int, int] = {}
    for shared, at, number in pairs:
        if shared > 0 and -at not in taken and number not in taken.values():
            taken[-at] = number
    for at, gold in enumerate(key):
        yield gold, found[taken[at]] if at in taken else None
    for number, ours in enumerate(found):
        if number not in taken.values():
            yield None, ours


def _shared(gold: Gold, ours: Template) -> float:
    """What two templates share; none where not even their types can be one."""
    _, _, right, half = _type_counts(gold, ours)
    if not right and not half:
        return 0
    return 3 * right + half + _organisation_counts(gold, ours)[2] + _number_counts(gold, ours)[2]


Counts = tuple[int, int, int, int]
"""Possible, actual, right, half right."""


def _type_counts(gold: Gold | None, ours: Template | None) -> Counts:
    right = gold is not None and ours is not None and ours.type in gold["type"]
    half = not right and gold is not None and ours is not None and "ATTACK" in (ours.type, *gold["type"])
    return int(gold is not None), int(ours is not None), int(right), int(half)


def _number_counts(gold: Gold | None, ours: Template | None) -> Counts:
    left = list(ours.numbers) if ours else []
    possible = right = 0
    for entry in gold["victim_numbers"] if gold else ():
        match = next((number for number in left if any(_holds(number, bounds) for bounds in entry["alts"])), None)
        if match is not None:
            left.remove(match)
            right += 1
        possible += match is not None or not entry["optional"]
    return possible, len(ours.numbers) if ours else 0, right, 0


def _holds(number: int, bounds: dict[str, int | None]) -> bool:
    low, high = bounds.get("low"), bounds.get("high")
    return (low is None or number >= low) and (high is None or number <= high)


def _organisation_counts(gold: Gold | None, ours: Template | None) -> Counts:
    left = list(ours.organisations) if ours else []
    possible = right = 0
    for entry in gold["perp_orgs"] if gold else ():
        names = [alternative["text"] for alternative in entry["alts"]]
        match = next((name for name in left if any(_is_same_name(name, other) for other in names)), None)
        if match is not None:
            left.remove(match)
            right += 1
        possible += match is not None or not entry["optional"]
    return possible, len(ours.organisations) if ours else 0, right, 0


def _is_same_name(ours: str, theirs: str) -> bool:
    """Whether two names share most of their words, or one is the initials of the other."""
    one, other = ([word for word in _plain(name).split() if word not in SMALL] for name in (ours, theirs))
    shared = len(set(one) & set(other))
    initials = {"".join(word[0] for word in words) for words in (one, other) if len(words) > 1}
    return 2 * shared > min(len(one), len(other)) or bool(initials & {*one, *other})


def _plain(name: str) -> str:
    return "".join(letter if letter.isalnum() else " " for letter in folded(name))


def _gold_words(gold: Gold | None, slot: str) -> str:
    if gold is None:
        return "none"
    if slot == "type":
        return "/".join(gold["type"])
    if slot == "victim number":
        return ", ".join(entry["raw"] for entry in gold["victim_numbers"]) or "none"
    return ", ".join(entry["alts"][0]["text"] for entry in gold["perp_orgs"]) or "none"


def _our_words(ours: Template | None, slot: str) -> str:
    if ours is None:
        return "none"
    told = {"type": (ours.type,), "victim number": ours.numbers, "perpetrator organisation": ours.organisations}
    return ", ".join(map(str, told[slot])) or "none"
