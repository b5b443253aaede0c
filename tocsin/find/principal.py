"""The event a report is chiefly about, and its figure of deaths: one row, as a coder would write it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tocsin.distance import kilometres
from tocsin.event import Mention
from tocsin.find.standing import is_aside, is_in_relative
from tocsin.find.told import HARM, VIOLENCE, Told, together
from tocsin.find.towns import SAME_TOWN_KM
from tocsin.values import Date, Figure, FigureKind, Place

LEAD_SENTENCES = 3
"""A report tells what it is about in its headline and first sentences; what comes later is background or detail."""
LEAD_BONUS = 30
"""Outweighs most differences between kinds of action: what stands first is what the report is about."""
HEADLINE_BONUS = 20
TRIED_MALUS = 15
"""Of two, what was done is what the report is about."""
CLAIMED_MALUS = 18
"""Of two, what the outlet tells in its own voice is what the report is about."""
ASIDE_MALUS = 35
"""More than the difference between most kinds: after, amid or in response to it, something else is the news."""
OCCASION_MALUS = 120
"""More than any kind weighs: what people took to the streets for ("… blocked a road after officers killed a boy")."""
RELATIVE_MALUS = 12
RESULT_MALUS = 50
"""Below the act that caused it, even where that is told aside ("four died after gunmen opened fire")."""
CLOSE = 250
"""Characters, a sentence or two."""
TOLL_SENTENCES = 12
"""Deaths told further down are other incidents or background more often than not."""


TRIED = frozenset(("attempted", "failed"))
PEACEFUL = frozenset(("Peaceful protest", "Protest with intervention"))
"""Where somebody dies at a protest it is no longer one of these: deaths told beside them are another event's."""


def principal(tellings: Sequence[Told], mentions: Sequence[Mention]) -> Mention | None:
    """The mention a report is chiefly about: it happened (or was an attempt that ACLED codes), early and grave."""
    pairs = [
        (one, mention)
        for one, mention in zip(tellings, mentions, strict=True)
        if _is_told(mention) and mention.voice != "denied"
    ]
    coded = [pair for pair in pairs if pair[1].acled] or pairs
    if not coded:
        return None
    first = min(one.deed.sentence.index for one, _ in coded)
    best = max(coded, key=lambda pair: (_salience(pair[0], first, tellings), -pair[0].deed.sentence.index))
    return _news_beside(best[0], pairs) or best[1]


def _is_told(mention: Mention) -> bool:
    return mention.factuality == "happened" or (mention.factuality in TRIED and mention.acled is not None)


def _news_beside(best: Told, pairs: Sequence[tuple[Told, Mention]]) -> Mention | None:
    """What a sentence tells as its news where the gravest deed is only why ("expelled envoys after an attack")."""
    if not is_aside(best.deed.trigger):
        return None
    beside = [
        (one, mention)
        for one, mention in pairs
        if one.deed.sentence is best.deed.sentence and not mention.acled and not _is_in_side_clause(one)
    ]
    return max(beside, key=lambda pair: pair[0].deed.match.action.weight)[1] if beside else None


def _is_in_side_clause(one: Told) -> bool:
    return is_aside(one.deed.trigger) or is_in_relative(one.deed.trigger)


def _salience(one: Told, first: int, tellings: Sequence[Told]) -> float:
    sentence = one.deed.sentence
    weight = float(one.deed.match.action.weight)
    if sentence.index - first < LEAD_SENTENCES:
        weight += LEAD_BONUS - 8 * (sentence.index - first)
    if any(deed.sentence.headline for deed in one.tellings):
        weight += HEADLINE_BONUS
    if one.voice == "claimed":
        weight -= CLAIMED_MALUS
    if one.factuality in TRIED:
        weight -= TRIED_MALUS
    weight -= _malus_of_standing(one, tellings)
    if one.family == "demonstration" and any(_belongs_to_gathering(one, other) for other in tellings):
        weight += 15
    return weight


def _malus_of_standing(one: Told, tellings: Sequence[Told]) -> float:
    """What a deed loses for how its sentence tells it: what happened before or why is not what it is about."""
    deed = one.deed
    if _is_mere_result(one) and any(_could_cause(other, one) for other in tellings):
        return RESULT_MALUS
    if is_aside(deed.trigger):
        return OCCASION_MALUS if any(_is_news_of(other, one) for other in tellings) else ASIDE_MALUS
    return RELATIVE_MALUS if is_in_relative(deed.trigger) else 0


def _is_news_of(other: Told, occasion: Told) -> bool:
    """Whether a crowd did the other in the main clause of the sentence that tells of the occasion."""
    return (
        other.deed.sentence is occasion.deed.sentence
        and other.family in CROWDED
        and other.factuality == "happened"
        and not is_aside(other.deed.trigger)
    )


CROWDED = frozenset(("demonstration", "riot", "crowd-violence", "property", "disrupt"))
"""Families of what people do for a reason, which the same sentence often gives."""


def _is_mere_result(one: Told) -> bool:
    """Deaths or injuries of which the words do not say who did them."""
    return one.deed.match.action.name in (*HARM, "shoot") and not one.deed.agents


def _could_cause(other: Told, result: Told) -> bool:
    return other.deed.sentence is result.deed.sentence and other.family in VIOLENCE and not _is_mere_result(other)


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


def toll(
    chief: Mention | None, figures: Sequence[Figure], order: Mapping[str, int], mentions: Sequence[Mention] = ()
) -> Figure | None:
    """The figure of deaths of the principal event: the first that is stated as having happened.

    `order` gives the sentence number of each figure by id. A total wins over its parts.
    """
    return casualties("killed", chief, figures, order, mentions)


def casualties(
    kind: FigureKind,
    chief: Mention | None,
    figures: Sequence[Figure],
    order: Mapping[str, int],
    mentions: Sequence[Mention] = (),
) -> Figure | None:
    """The figure of one kind of harm of the principal event, chosen as the toll is.

    What its own sentences tell comes first, then what stands near it or is not set apart by place or day; a number
    before a word that only stands for one.
    """
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
    told_of = {mention.id: mention for mention in mentions}
    beside = [
        figure
        for figure in harmed
        if any(span.covers(figure.span) for span in chief.evidence)
        and (chief.type != "ASSAULT" or _may_be_one(chief, told_of.get(figure.mention or "")))
    ]
    near = [
        figure for figure in harmed if _is_close(chief, figure) or _may_be_one(chief, told_of.get(figure.mention or ""))
    ]
    nearest = [figure for figure in harmed if figure in own or figure in beside]
    chosen = _first_number(nearest) or _first_number(near) or _first(nearest or near)
    return _whole(chosen, near)


def _whole(chosen: Figure | None, near: Sequence[Figure]) -> Figure | None:
    """Where a report tells of one victim, the number of all that it gives in the same story."""
    if chosen is None or chosen.best > 1:
        return chosen
    more = [figure for figure in near if figure.best > 1 and figure.rule is None]
    return more[0] if more else chosen


def _is_close(chief: Mention, figure: Figure) -> bool:
    """Whether a figure stands in the sentence of the event or right after it."""
    where = chief.sentence
    return where.field == figure.span.field and -CLOSE <= figure.span.start - where.end <= CLOSE


def _may_be_one(chief: Mention, other: Mention | None) -> bool:
    """Whether a deed told beside the principal one may be part of it: nothing sets its place or day apart."""
    if other is None:
        return True
    if chief.action in PURSUED:
        # Somebody is arrested elsewhere and later than where and when the others died.
        return True
    if chief.places and other.places and _are_apart(chief.places[0], other.places[0]):
        return False
    days = [one.date for one in (chief, other) if one.date and one.date.start and one.date.end]
    return len(days) < 2 or _overlap(days[0], days[1])


def _are_apart(one: Place, other: Place) -> bool:
    """Whether two places cannot be one scene: two streets, two countries, or farther apart than their size."""
    if one.level == other.level and (one.level == "sub-city" or one.lat is None):
        return one.name != other.name
    if one.country and other.country and one.country != other.country:
        return True
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    size = SAME_TOWN_KM + (one.radius_km or 0) + (other.radius_km or 0)
    return kilometres(one.lat, one.lon, other.lat, other.lon) > size


def _overlap(one: Date, other: Date) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return True
    return one.start <= other.end and other.start <= one.end


PURSUED = frozenset(("arrest", "convict", "charge"))
"""What is done to somebody for a deed: the dead that are told beside it are those of the deed."""


def _first_number(figures: Sequence[Figure]) -> Figure | None:
    """The first of some figures that a number gives, and not only a word like "several" or a bare plural."""
    return next((figure for figure in figures if figure.rule is None or "unknown" not in figure.rule), None)


def _first(figures: Sequence[Figure]) -> Figure | None:
    return next(iter(figures), None)
