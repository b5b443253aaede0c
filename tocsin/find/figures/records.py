"""The public record of a number that was found: bounds, group, scope, voice, the figure it is part of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tocsin.codebook.conventions import Convention, at_war
from tocsin.event import Claim, Mention
from tocsin.find.figures.found import REACH, Found
from tocsin.find.figures.groups import who
from tocsin.find.figures.wholes import added_to, whole_of
from tocsin.find.harm.counted import Counted
from tocsin.find.harm.senses import is_withdrawn
from tocsin.find.quantities import Quantity
from tocsin.find.told import Told
from tocsin.parse import ParsedReport
from tocsin.report import content_hash
from tocsin.span import Span
from tocsin.values import Date, Figure, FigureScope, Voice

AGGREGATE = re.compile(
    r"\b(?:nationwide|countrywide|across the (?:country|nation|region)|in the country|in total|overall|altogether|"
    r"since|so far (?:this|in)|this (?:year|month|week)|(?:over|in|during|within) the (?:past|last)|to date|as a whole|"
    r"every (?:day|year|month)|(?:a|per) (?:day|year|month)(?! (?:after|before|earlier|later|ago))|in recent)\b",
    re.I,
)
RUNNING = re.compile(r"\b(?:so far|(?:has|have) (?:risen|climbed|grown)|rose to|climbed to|risen to)\b", re.I)


def figure_of(parsed: ParsedReport, found: Found, before: Sequence[Figure], use: Convention) -> Figure:
    """The public record of a number. `before` are the figures that the report told before it."""
    one, claim, pair = found.counted, found.claim, found.pair
    span = one.sentence.locate(one.start, one.end)
    stretch = stretch_of(one, before)
    running = one.is_toll or bool(RUNNING.search(stretch))
    quantity = _in_war(parsed, one.quantity, pair, use)
    return Figure(
        id=content_hash(parsed.report.id, "figure", one.kind, span.field, str(span.start), str(span.end)),
        span=span,
        kind=one.kind,
        best=quantity.best,
        low=quantity.low,
        high=quantity.high,
        rule=quantity.rule,
        who=who(one),
        scope=_scope(one, stretch, pair),
        part_of=whole_of(one, quantity, before, parsed),
        adds_to=added_to(one, before),
        running=running,
        as_of=parsed.report.published if running else None,
        factuality=found.factuality,
        voice=_voice(one, claim),
        claim=claim.id if claim else None,
        mention=pair[1].id if pair else None,
    )


def _voice(one: Counted, claim: Claim | None) -> Voice:
    """Who says it: nobody any more where the report says that it was taken back."""
    if is_withdrawn(one.predicate) or (claim and claim.stance == "denies"):
        return "denied"
    return "claimed" if claim else "outlet"


def _in_war(parsed: ParsedReport, quantity: Quantity, pair: tuple[Told, Mention] | None, use: Convention) -> Quantity:
    """Deaths in the plural without a number, in a country at war."""
    if use.in_war is None or use.several is None or quantity.rule != use.rule("unknown", use.several) or pair is None:
        return quantity
    place, day = pair[0].place, parsed.report.published
    if place is None or not at_war(place.country, day):
        return quantity
    return replace(quantity, best=use.in_war, rule=use.rule("unknown-in-war", use.in_war))


def stretch_of(one: Counted, before: Sequence[Figure]) -> str:
    """The words of the sentence that speak of this number: from the figure told last to a few words after it."""
    tokens, offset = one.sentence.tokens, one.sentence.span.start
    here = [figure.span.end - offset for figure in before if one.sentence.span.covers(figure.span)]
    start = max((end for end in here if end <= tokens[one.start].idx), default=0)
    last = tokens[max(one.end - 1, one.predicate.i)]
    return str(one.sentence.text[start : last.idx + len(last) + REACH])


def _scope(one: Counted, stretch: str, pair: tuple[Told, Mention] | None) -> FigureScope:
    """An aggregate speaks of a period, or of a whole country or region; all else belongs to an event."""
    if AGGREGATE.search(stretch):
        return "aggregate"
    if pair is None and one.is_toll:
        return "aggregate"
    return "event"


def with_day(figure: Figure, dates: Sequence[Date], sentence: Span) -> Figure:
    """The figure with the day its running total is valid on, where its sentence names one."""
    if not figure.running:
        return figure
    named = [value for value in dates if sentence.covers(value.span) and value.start == value.end and value.end]
    return replace(figure, as_of=named[0].end) if named else figure
