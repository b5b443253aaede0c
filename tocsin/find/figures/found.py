"""A number of people with its setting: the mention it belongs to, the claim it stands in, whether it happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from tocsin.event import Claim, Mention
from tocsin.find.factuality import factuality
from tocsin.find.harm.counted import Counted
from tocsin.find.quantities import Quantity
from tocsin.find.told import HARM, Told
from tocsin.parse import ParsedReport
from tocsin.values import Date, Factuality, FigureKind

VIOLENT = ("attack", "remote", "clash", "lethal-intervention", "crowd-violence", "riot", "intervention", "sexual")
DOING: Mapping[FigureKind, tuple[str, ...]] = {
    "killed": (*VIOLENT, "demonstration", "abduct", "territory", "property"),
    "injured": (*VIOLENT, "demonstration", "abduct", "territory", "property"),
    "detained": ("arrest", "intervention", "demonstration", "riot", "abduct"),
    "missing": ("abduct", *VIOLENT),
    "displaced": ("displace", *VIOLENT),
    "participants": ("demonstration", "riot", "property", "attack", "crowd-violence"),
}
CARRIED = 2
"""Sentences that a number without a deed of its own may stand after the deed it belongs to."""
LONG_PAST = timedelta(days=365)
REACH = 60
"""Characters after a number in which a period or country is told of it: later words speak of something else."""


@dataclass(frozen=True, slots=True)
class Found:
    """A number with its setting: the mention it belongs to, the claim it stands in, whether it happened."""

    counted: Counted
    pair: tuple[Told, Mention] | None
    claim: Claim | None
    factuality: Factuality

    @property
    def place(self) -> int:
        """The number of its sentence."""
        return self.counted.sentence.index

    @property
    def counts(self) -> bool:
        """Whether it is told as having happened, as a number of its own."""
        return self.factuality == "happened" and not self.counted.is_part and not self.counted.is_toll


def placed(  # noqa: PLR0913, PLR0917
    parsed: ParsedReport,
    one: Counted,
    here: Sequence[tuple[Told, Mention]],
    pairs: Sequence[tuple[Told, Mention]],
    claims: Sequence[Claim],
    dates: Sequence[Date],
) -> Found:
    """A number with its setting. `here` are the mentions told in its sentence, `pairs` all of the report."""
    span = one.sentence.locate(one.start, one.end)
    claim = next((claim for claim in claims if any(content.covers(span) for content in claim.content)), None)
    pair = _mention_of(one, here) or _carried_to(one, pairs, claim)
    return Found(one, pair, claim, _factuality(parsed, one, pair, dates))


def _mention_of(one: Counted, here: Sequence[tuple[Told, Mention]]) -> tuple[Told, Mention] | None:
    """The mention whose trigger is the word that counts, else the nearest one of the sentence that can have done it."""
    same = next((pair for pair in here if _distance(pair[0], one) == 0), None)
    if same is not None:
        return _act_behind(same, one, here) or same
    able = [pair for pair in here if pair[0].family in DOING[one.kind]]
    return min(able, key=lambda pair: _distance(pair[0], one), default=None)


def _act_behind(
    result: tuple[Told, Mention], one: Counted, here: Sequence[tuple[Told, Mention]]
) -> tuple[Told, Mention] | None:
    """The act that a mere result names as its cause: "killed in police firing", "died when troops opened fire"."""
    if result[0].deed.agents or result[0].deed.match.action.name not in HARM:
        return None
    below = {token.i for token in one.predicate.subtree}
    return next(
        (
            pair
            for pair in here
            if pair is not result
            and pair[0].family in VIOLENT
            and any(deed.sentence is one.sentence and deed.trigger.i in below for deed in pair[0].tellings)
        ),
        None,
    )


def _distance(told_here: Told, one: Counted) -> int:
    """Words between the word that counts and the nearest trigger of a deed in its sentence."""
    here = [deed for deed in told_here.tellings if deed.sentence is one.sentence]
    return min(abs(deed.trigger.i - one.predicate.i) for deed in here)


def _carried_to(
    one: Counted, pairs: Sequence[tuple[Told, Mention]], claim: Claim | None
) -> tuple[Told, Mention] | None:
    """The deed told last, for a sentence that tells of none and only says what came of it ("Ten people were hurt.")."""
    if one.kind not in ("killed", "injured"):
        return None
    voice = claim.id if claim else None
    before = [
        pair
        for pair in pairs
        for deed in pair[0].tellings
        if 0 < one.sentence.index - deed.sentence.index <= CARRIED
        and pair[0].family in VIOLENT
        and pair[0].factuality == "happened"
        and pair[0].claim in (None, voice)
    ]
    return before[-1] if before else None


def _factuality(
    parsed: ParsedReport, one: Counted, pair: tuple[Told, Mention] | None, dates: Sequence[Date]
) -> Factuality:
    """What the sentence says of it; long past where its stretch of the sentence names a day long before."""
    told = factuality(one.predicate)
    if told != "happened":
        return told
    if pair and pair[0].factuality == "historical" and one.sentence.span in pair[0].evidence:
        return "historical"
    published = parsed.report.published
    near = one.sentence.locate(one.start, max(one.end, one.predicate.i + 1))
    days = [
        value.end
        for value in dates
        if value.end and one.sentence.span.covers(value.span) and -30 < value.span.start - near.end < 40
    ]
    return "historical" if published and days and published - days[0] > LONG_PAST else "happened"


def is_individual(one: Counted) -> bool:
    """Whether it is a certain person: named, taken up by a pronoun, or known ("the driver", "his brother")."""
    if one.head is None or one.quantity.best != 1 or one.is_part:
        return False
    if one.head.tag_ in ("NNP", "NNPS", "PRP", "WP") and not any(child.dep_ == "nummod" for child in one.head.children):
        return not any(child.lower_ in ("a", "an", "another") for child in one.head.children)
    return any(child.lower_ in ("the", "this", "that") or child.dep_ == "poss" for child in one.head.children)


def is_vague(quantity: Quantity) -> bool:
    """Whether a word that only stands for a number gave it, and no range."""
    return quantity.rule is not None and quantity.rule != "range-lowest"
