"""Who was hit and did not die: known only once a whole report is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin import lemma
from tocsin.find.figures.found import CARRIED, Found, is_vague
from tocsin.find.figures.wholes import adds
from tocsin.find.harm.counted import Counted
from tocsin.find.quantities import Quantity

NEAR = 8
"""Sentences within which deaths and people hit are of one story."""


def survivors(found: Sequence[Found]) -> Iterator[Found]:
    """The numbers that stand once the whole report is read: those shot or hurt who died are no longer injured."""
    deaths = [one for one in found if _is_death(one)]
    for one in found:
        if one.counted.kind != "injured" or not one.counts:
            yield one
        elif one.counted.is_hit:
            yield from _still_alive(one, [death for death in deaths if abs(death.place - one.place) <= NEAR])
        elif not any(_is_same_person(one.counted, death.counted) for death in deaths):
            yield one


def _is_death(one: Found) -> bool:
    """Whether it is a number of dead that happened, a part of those hit included ("two of them died")."""
    dead = one.counted
    return dead.kind == "killed" and one.factuality == "happened" and not dead.is_toll and not is_vague(dead.quantity)


def _still_alive(one: Found, deaths: Sequence[Found]) -> Iterator[Found]:
    """Those hit, less those who died; "three others" are told beside the dead and stay."""
    hit, dead = one.counted, max((death.counted.quantity.best for death in deaths), default=0)
    if not dead or adds(hit):
        yield one
    elif hit.quantity.best > dead:
        left = hit.quantity.best - dead
        yield replace(one, counted=replace(hit, quantity=Quantity(left, left, None, "hit-less-killed")))


def _is_same_person(hurt: Counted, dead: Counted) -> bool:
    """Whether one person told as hurt is told as dead too: the same noun or name, or a pronoun beside it."""
    if hurt.quantity.best != 1 or dead.quantity.best != 1 or hurt.head is None or dead.head is None or adds(hurt):
        return False
    if hurt.head.tag_ == "PRP" or dead.head.tag_ == "PRP":
        return abs(hurt.sentence.index - dead.sentence.index) <= CARRIED
    return lemma.noun(hurt.head.text) == lemma.noun(dead.head.text)
