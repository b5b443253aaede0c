"""The event a report is chiefly about, and its figure of deaths: one row, as a coder would write it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tocsin.event import Mention
from tocsin.find.told import Told, together
from tocsin.values import Figure, FigureKind

LEAD_SENTENCES = 3
"""A report tells what it is about in its headline and first sentences; what comes later is background or detail."""
LEAD_BONUS = 30
"""Outweighs most differences between kinds of action: what stands first is what the report is about."""
HEADLINE_BONUS = 20
CLAIMED_MALUS = 60
"""Of two, what the outlet tells in its own voice is what the report is about."""
TOLL_SENTENCES = 10
"""Deaths told further down are other incidents or background more often than not."""


PEACEFUL = frozenset(("Peaceful protest", "Protest with intervention"))
"""Where somebody dies at a protest it is no longer one of these: deaths told beside them are another event's."""


def principal(tellings: Sequence[Told], mentions: Sequence[Mention]) -> Mention | None:
    """The mention a report is chiefly about: it happened, ACLED would code it, it stands early and weighs much."""
    pairs = [
        (one, mention)
        for one, mention in zip(tellings, mentions, strict=True)
        if mention.factuality == "happened" and mention.voice != "denied"
    ]
    coded = [pair for pair in pairs if pair[1].acled] or pairs
    if not coded:
        return None
    first = min(one.deed.sentence.index for one, _ in coded)
    best = max(coded, key=lambda pair: (_salience(pair[0], first, tellings), -pair[0].deed.sentence.index))
    return best[1]


def _salience(one: Told, first: int, tellings: Sequence[Told]) -> float:
    sentence = one.deed.sentence
    weight = float(one.deed.match.action.weight)
    if sentence.index - first < LEAD_SENTENCES:
        weight += LEAD_BONUS - 8 * (sentence.index - first)
    if sentence.headline and sentence.index == 0:
        weight += HEADLINE_BONUS
    if one.voice == "claimed":
        weight -= CLAIMED_MALUS
    if one.family == "demonstration" and any(_belongs_to_gathering(one, other) for other in tellings):
        weight += 15
    return weight


def _belongs_to_gathering(one: Told, other: Told) -> bool:
    """What police or the crowd do at a gathering is part of it: the gathering is the row."""
    gathered = (
        "intervention",
        "lethal-intervention",
        "arrest",
        "riot",
        "property",
        "crowd-violence",
        "clash",
        "attack",
    )
    return (
        other is not one and other.family in gathered and together(one, other) and other.deed.by in ("state", "crowd")
    )


def toll(chief: Mention | None, figures: Sequence[Figure], order: Mapping[str, int]) -> Figure | None:
    """The figure of deaths of the principal event: the first that is stated as having happened.

    `order` gives the sentence number of each figure by id. A total wins over its parts.
    """
    return casualties("killed", chief, figures, order)


def casualties(
    kind: FigureKind, chief: Mention | None, figures: Sequence[Figure], order: Mapping[str, int]
) -> Figure | None:
    """The figure of one kind of harm of the principal event, chosen as the toll is."""
    if chief is None:
        return None
    harmed = [
        figure
        for figure in figures
        if figure.kind == kind
        and figure.states_a_toll
        and figure.part_of is None
        and figure.scope == "event"
        and order[figure.id] < TOLL_SENTENCES
    ]
    own = [figure for figure in harmed if figure.mention == chief.id]
    if kind == "killed" and chief.acled and chief.acled.sub_event_type in PEACEFUL:
        return _first([figure for figure in own if chief.acled.sub_event_type != "Peaceful protest"])
    beside = [figure for figure in harmed if any(span.covers(figure.span) for span in chief.evidence)]
    return _first([figure for figure in harmed if figure in own or figure in beside]) or _first(harmed)


def _first(figures: Sequence[Figure]) -> Figure | None:
    """The first of some figures; a number that is told before one that only a word like "several" stands for."""
    told = (figure for figure in figures if figure.rule is None or "unknown" not in figure.rule)
    return next(told, None) or next(iter(figures), None)
