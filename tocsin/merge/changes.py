"""What became of events since the record was last merged: new, raised, denied, corroborated, joined, withdrawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from tocsin.reading import JSON
from tocsin.record import Event

ChangeKind = Literal[
    "new", "raised", "lowered", "denied", "corroborated", "superseded", "joined", "parted", "withdrawn"
]
Bounds = tuple[int, int, int | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """What of an event is remembered when it is merged anew. `tolls` are bounds by kind and group."""

    id: str
    mentions: tuple[str, ...]
    status: str
    sources: tuple[str, ...] = ()
    deniers: tuple[str, ...] = ()
    tolls: Mapping[str, Bounds] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that became of an event. `what` says of what (a toll, a source, another event) it is."""

    kind: ChangeKind
    event: str
    what: str = ""
    before: Any = None
    after: Any = None


def standing_of(event: Event) -> Standing:
    """What is remembered of an event."""
    tolls = {f"{toll.kind}, {toll.who}": (toll.low, toll.best, toll.high) for toll in event.tolls if not toll.denied}
    return Standing(event.id, event.mentions, event.status, event.sources, event.deniers, tolls)


def as_json(standing: Standing) -> JSON:
    """What is remembered, as it is kept."""
    return {
        "mentions": list(standing.mentions),
        "status": standing.status,
        "sources": list(standing.sources),
        "deniers": list(standing.deniers),
        "tolls": {name: list(bounds) for name, bounds in standing.tolls.items()},
    }


def from_json(key: str, told: Mapping[str, Any]) -> Standing:
    """What `as_json` wrote."""
    tolls = {name: (low, best, high) for name, (low, best, high) in told["tolls"].items()}
    sides = (tuple(told["sources"]), tuple(told["deniers"]))
    return Standing(key, tuple(told["mentions"]), told["status"], *sides, tolls)


def changes(before: Sequence[Standing], after: Sequence[Standing]) -> Iterator[Change]:
    """What became of the events of before. An event goes on in the one that holds the most of its accounts."""
    owner = {mention: one.id for one in before for mention in one.mentions}
    known = {one.id: one for one in before}
    came: dict[str, dict[str, int]] = {one.id: {} for one in after}
    went: dict[str, dict[str, int]] = defaultdict(dict)
    for one in after:
        for mention in one.mentions:
            if old := owner.get(mention):
                went[old][one.id] = came[one.id][old] = came[one.id].get(old, 0) + 1
    chief = {old: _successor(old, held) for old, held in went.items()}
    for one in after:
        yield from _became(one, list(came[one.id]), known, chief)
    for old, standing in known.items():
        if old not in went:
            yield Change("withdrawn", old, before=standing.status)


def _successor(old: str, held: Mapping[str, int]) -> str:
    return old if old in held else max(held, key=lambda key: (held[key], key))


def _became(
    one: Standing, came: Sequence[str], known: Mapping[str, Standing], chief: Mapping[str, str]
) -> Iterator[Change]:
    own = [old for old in came if chief[old] == one.id]
    if not came:
        yield Change("new", one.id, after=one.status)
        return
    if not own:
        yield from (Change("parted", one.id, what=old) for old in came[:1])
        return
    first = one.id if one.id in own else own[0]
    yield from (Change("joined", one.id, what=old) for old in own if old != first)
    yield from _moved(known[first], one)


def _moved(old: Standing, new: Standing) -> Iterator[Change]:
    for name, (_, best, _) in new.tolls.items():
        told = old.tolls.get(name)
        if told is None:
            yield Change("raised", new.id, name, None, best)
        elif best != told[1]:
            yield Change("raised" if best > told[1] else "lowered", new.id, name, told[1], best)
    if new.deniers and not old.deniers:
        yield Change("denied", new.id, "; ".join(new.deniers), old.status, new.status)
    more = [source for source in new.sources if source not in old.sources]
    if more and len(new.sources) > 1:
        yield Change("corroborated", new.id, "; ".join(more), len(old.sources), len(new.sources))
