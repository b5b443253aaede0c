"""How many were killed, injured, detained, missing, displaced, or took part: all figures of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tocsin import lemma
from tocsin.codebook.conventions import Convention
from tocsin.event import Claim, Mention
from tocsin.find.deeds import SentenceDeeds
from tocsin.find.figures.crowds import taking_part
from tocsin.find.figures.found import Found, is_individual, placed
from tocsin.find.figures.records import figure_of
from tocsin.find.figures.survivors import survivors
from tocsin.find.figures.wholes import with_totals, within_wholes
from tocsin.find.harm.counted import Counted
from tocsin.find.harm.parts import parts_told
from tocsin.find.harm.sentences import counted
from tocsin.find.quantities import ACLED
from tocsin.find.told import Told
from tocsin.parse import ParsedReport, Sentence
from tocsin.values import Date, Figure

LEAST_DISPLACED = 10
PARTING = frozenset(("whom", "them", "among", "include", "included", "includes"))
"""Words that open a part of the number told before them."""
GOING = frozenset("flee leave take seek abandon cross".split())
HOMES = frozenset("home house village town country city".split())


def figures(  # noqa: PLR0913, PLR0917
    parsed: ParsedReport,
    deeds: Iterable[SentenceDeeds],
    tellings: Sequence[Told],
    mentions: Sequence[Mention],
    claims: Sequence[Claim],
    dates: Sequence[Date] = (),
    *,
    use: Convention = ACLED,
) -> tuple[Figure, ...]:
    """The figures of a report, each tied to its mention where one tells of the deed behind it."""
    pairs = list(zip(tellings, mentions, strict=True))
    found: list[Found] = []
    for told_here in deeds:
        sentence = told_here.sentence
        here = [(one, mention) for one, mention in pairs if sentence.span in one.evidence]
        harmed = [one for one in counted(sentence, told_here.beside, use) if is_a_number(one)]
        parts = _bare_parts(sentence, harmed, found, use)
        for one in (*harmed, *parts, *taking_part(here, sentence, harmed, use)):
            found.append(placed(parsed, one, here, pairs, claims, dates))
    kept: list[Figure] = []
    individuals: set[str] = set()
    for told_there in survivors(found):
        figure = figure_of(parsed, told_there, kept, use)
        if not any(other.kind == figure.kind and other.span.overlaps(figure.span) for other in kept):
            kept.append(figure)
            individuals |= {figure.id} if is_individual(told_there.counted) else set()
    return tuple(with_totals(within_wholes(kept, individuals)))


def _bare_parts(
    sentence: Sentence, harmed: Sequence[Counted], found: Sequence[Found], use: Convention
) -> Iterator[Counted]:
    """Parts of the number told last, here or a sentence before, that stand without a word of harm."""
    before = next((one.counted for one in reversed(found) if one.place >= sentence.index - 1), None)
    opening = next((token.i for token in sentence.tokens if token.lower_ in PARTING), len(sentence.tokens))
    told = next((one for one in reversed(harmed) if one.end <= opening), harmed[-1] if harmed else before)
    if told is None or told.kind == "participants":
        return
    taken = {number for one in harmed for number in range(one.start, one.end)}
    for part in parts_told(sentence, told.kind, use):
        if taken.isdisjoint(range(part.start, part.end)):
            yield part


def is_a_number(one: Counted) -> bool:
    """Whether it counts people: a person named or taken up ("he was arrested") is one only among the dead and hurt."""
    if one.kind not in ("killed", "injured") and one.quantity.best == 1 and is_individual(one):
        return False
    return not _is_mere_flight(one)


def _is_mere_flight(one: Counted) -> bool:
    """ "Two suspects fled", "a guest leaves her home": a few who go are not displaced unless they flee their homes."""
    if one.kind != "displaced" or one.quantity.best >= LEAST_DISPLACED or lemma.verb(one.predicate.text) not in GOING:
        return False
    flees = lemma.verb(one.predicate.text) == "flee"
    return not (flees and any(lemma.noun(token.text) in HOMES for token in one.predicate.subtree))
