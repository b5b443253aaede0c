"""Figures that are parts of others, or add to them, and the sums that follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from tocsin.find.figures.found import CARRIED, REACH, is_vague
from tocsin.find.harm.counted import Counted
from tocsin.find.quantities import Quantity
from tocsin.parse import ParsedReport, Sentence
from tocsin.report import content_hash
from tocsin.values import Figure

FURTHER = frozenset(("another", "more", "additional", "further", "other", "others"))
PARTS = re.compile(
    r"\b(?:includ(?:ing|es?|ed)|among (?:them|those|the (?:dead|injured|wounded|victims|detained|missing))|"
    r"of (?:them|whom|those|the (?:dead|injured|wounded|victims|detained|missing)))\b",
    re.I,
)
ALONE = re.compile(r"\b(?:in|on|at|for) [^.;:]{2,30} alone\b", re.I)
""" "103 dead in Almaty alone": of a number told before."""


def within_wholes(found: Sequence[Figure], individuals: Set[str]) -> list[Figure]:
    """The figures; a person told of alone is a part of the number that the report gives of all in the same deed."""
    return [
        replace(one, part_of=whole.id)
        if one.id in individuals and not one.part_of and (whole := _number_of_all(one, found))
        else one
        for one in found
    ]


def _number_of_all(one: Figure, found: Sequence[Figure]) -> Figure | None:
    return next(
        (
            other
            for other in found
            if other.kind == one.kind
            and other.best > 1
            and (other.factuality, other.scope, other.part_of) == (one.factuality, "event", None)
            and (other.mention == one.mention or None in (other.mention, one.mention))
        ),
        None,
    )


def whole_of(one: Counted, quantity: Quantity, before: Sequence[Figure], parsed: ParsedReport) -> str | None:
    """The figure of the same kind that this one is a part of ("18 officers, including two women")."""
    previous = next((figure for figure in reversed(before) if figure.kind == one.kind and not figure.part_of), None)
    if previous is None or quantity.best > previous.best:
        return None
    tokens = one.sentence.tokens
    after = one.sentence.text[tokens[one.end - 1].idx : tokens[one.end - 1].idx + REACH]
    if ALONE.search(after):
        return previous.id
    told_in = parsed.sentence_at(previous.span)
    if told_in is None or not 0 <= one.sentence.index - told_in.index <= CARRIED:
        return None
    if one.is_part:
        return previous.id
    start = previous.span.end - one.sentence.span.start if told_in is one.sentence else 0
    between = one.sentence.text[start : tokens[one.end - 1].idx + len(tokens[one.end - 1])]
    return previous.id if PARTS.search(between) else None


def adds(one: Counted) -> bool:
    """ "two more", "another three", "five others"; "more than five" adds nothing."""
    if any(child.lower_ == "also" for child in one.predicate.children) or _opens_with_more(one.sentence):
        return True
    words = _words_of(one)
    pairs = zip(words, [*words[1:], ""], strict=True)
    return any(word in FURTHER and not (word == "more" and after == "than") for word, after in pairs)


def _opens_with_more(sentence: Sentence) -> bool:
    """ "Additionally, four soldiers were killed"."""
    first = sentence.tokens[0].lower_
    return first == "additionally" or sentence.tokens[:2].text.lower() == "in addition"


def _words_of(one: Counted) -> list[str]:
    return [token.lower_ for token in one.sentence.tokens[max(0, one.start - 1) : one.end + 1]]


def added_to(one: Counted, before: Sequence[Figure]) -> str | None:
    """The figure of the same kind that "two more" or "another three" adds to."""
    if not adds(one) or _is_in_contrast(one, before) or is_vague(one.quantity):
        return None
    previous = next((figure for figure in reversed(before) if figure.kind == one.kind and not figure.part_of), None)
    if previous is None:
        return None
    root = next((figure for figure in before if figure.id == previous.adds_to), previous)
    # "Another" beside two or more is one of them; beside one it is the second.
    is_plain = root.best == 1 or one.quantity.best > 1 or "more" in _words_of(one)
    return root.id if is_plain else None


def _is_in_contrast(one: Counted, before: Sequence[Figure]) -> bool:
    """ "killing seven and injuring five others": others than those told of beside them, and no more of their own."""
    other_kinds = any(figure.kind != one.kind and one.sentence.span.covers(figure.span) for figure in before)
    return other_kinds and "more" not in _words_of(one)


def with_totals(found: Sequence[Figure]) -> list[Figure]:
    """The figures, and where one adds to another of the same deed ("two more") their sum, of which both are parts."""
    summed = list(found)
    for base in found:
        more = list(_additions(base, found))
        if not more or base.adds_to or base.part_of or base.running:
            continue
        total = _sum(base, more)
        parts = {base.id, *(one.id for one in more)}
        summed = [replace(one, part_of=total.id) if one.id in parts else one for one in summed]
        summed.insert(next(index for index, one in enumerate(summed) if one.id == base.id), total)
    return summed


def _additions(base: Figure, found: Sequence[Figure]) -> Iterator[Figure]:
    """What is added to a figure, each number once: told again further down it is the same people."""
    told: set[int] = set()
    for one in found:
        if (
            one.adds_to == base.id
            and one.mention == base.mention
            and (one.claim, one.voice) == (base.claim, base.voice)
            and one.states_a_toll
            and base.states_a_toll
            and one.scope == base.scope
        ):
            if one.best not in told and not one.rule:
                yield one
            told.add(one.best)


def _sum(base: Figure, more: Sequence[Figure]) -> Figure:
    lows, highs = [base.low, *(one.low for one in more)], [base.high, *(one.high for one in more)]
    last = [one.span.end for one in more if one.span.field == base.span.field]
    return replace(
        base,
        id=content_hash(base.id, "total", *(one.id for one in more)),
        span=replace(base.span, end=max([base.span.end, *last])),
        best=base.best + sum(one.best for one in more),
        low=sum(low for low in lows if low is not None) if None not in lows else None,
        high=sum(high for high in highs if high is not None) if None not in highs else None,
        who=None,
        rule="sum-of-told",
    )
