"""How many were killed, injured, detained, missing, displaced, or took part: figures with bounds, scope and voice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import timedelta

from spacy.tokens import Token

from tocsin import lemma
from tocsin.codebook.conventions import Convention, at_war
from tocsin.event import Claim, Mention
from tocsin.find import syntax
from tocsin.find.casualties import Counted, counted, extent, harm_words, parts_told
from tocsin.find.counting import count
from tocsin.find.deeds import Deed, SentenceDeeds
from tocsin.find.factuality import factuality
from tocsin.find.quantities import ACLED, Quantity
from tocsin.find.told import Told
from tocsin.parse import ParsedReport, Sentence
from tocsin.report import content_hash
from tocsin.span import Span
from tocsin.values import Date, Factuality, Figure, FigureKind, FigureScope

AGGREGATE = re.compile(
    r"\b(?:nationwide|countrywide|across the (?:country|nation|region)|in the country|in total|overall|altogether|"
    r"since|so far (?:this|in)|this (?:year|month|week)|(?:over|in|during|within) the (?:past|last)|to date|as a whole|"
    r"every (?:day|year|month)|(?:a|per) (?:day|year|month)(?! (?:after|before|earlier|later|ago))|in recent)\b",
    re.I,
)
RUNNING = re.compile(r"\b(?:so far|(?:has|have) (?:risen|climbed|grown)|rose to|climbed to|risen to)\b", re.I)
FURTHER = frozenset(("another", "more", "additional", "further", "other", "others"))
PARTS = re.compile(
    r"\b(?:includ(?:ing|es?|ed)|among (?:them|those|the (?:dead|injured|wounded|victims|detained|missing))|"
    r"of (?:them|whom|those|the (?:dead|injured|wounded|victims|detained|missing)))\b",
    re.I,
)
ALONE = re.compile(r"\b(?:in|on|at|for) [^.;:]{2,30} alone\b", re.I)
""" "103 dead in Almaty alone": of a number told before."""
LONG_PAST = timedelta(days=365)
CARRIED = 2
"""Sentences that a number without a deed of its own may stand after the deed it belongs to."""
NEAR = 8
"""Sentences within which deaths and people hit are of one story."""
REACH = 60
"""Characters after a number in which a period or country is told of it: later words speak of something else."""
LEAST_CROWD = 5
LEAST_DISPLACED = 10


@dataclass(frozen=True, slots=True)
class _Found:
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
    found: list[_Found] = []
    for told_here in deeds:
        sentence = told_here.sentence
        here = [(one, mention) for one, mention in pairs if sentence.span in one.evidence]
        harmed = [one for one in counted(sentence, told_here.beside, use) if _is_a_number(one)]
        parts = _bare_parts(sentence, harmed, found, use)
        for one in (*harmed, *parts, *_taking_part(here, sentence, harmed, use)):
            found.append(_set(parsed, one, here, pairs, claims, dates))
    kept: list[Figure] = []
    individuals: set[str] = set()
    for told_there in _survivors(found):
        figure = _figure(parsed, told_there, kept, use)
        if not any(other.kind == figure.kind and other.span.overlaps(figure.span) for other in kept):
            kept.append(figure)
            individuals |= {figure.id} if is_individual(told_there.counted) else set()
    return tuple(with_totals(_within_wholes(kept, individuals)))


def _within_wholes(found: Sequence[Figure], individuals: Set[str]) -> list[Figure]:
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


def _bare_parts(
    sentence: Sentence, harmed: Sequence[Counted], found: Sequence[_Found], use: Convention
) -> Iterator[Counted]:
    """Parts of the number told last, here or a sentence before, that stand without a word of harm."""
    before = next((one.counted for one in reversed(found) if one.place >= sentence.index - 1), None)
    told = harmed[-1] if harmed else before
    if told is None or told.kind == "participants":
        return
    taken = {number for one in harmed for number in range(one.start, one.end)}
    for part in parts_told(sentence, told.kind, use):
        if taken.isdisjoint(range(part.start, part.end)):
            yield part


def _is_a_number(one: Counted) -> bool:
    """Whether it counts people: a person named or taken up ("he was arrested") is one only among the dead and hurt."""
    if one.kind not in ("killed", "injured") and one.quantity.best == 1 and is_individual(one):
        return False
    return not _is_mere_flight(one)


def is_individual(one: Counted) -> bool:
    """Whether it is a certain person: named, taken up by a pronoun, or known ("the driver", "his brother")."""
    if one.head is None or one.quantity.best != 1 or one.is_part:
        return False
    if one.head.tag_ in ("NNP", "NNPS", "PRP", "WP") and not any(child.dep_ == "nummod" for child in one.head.children):
        return not any(child.lower_ in ("a", "an", "another") for child in one.head.children)
    return any(child.lower_ in ("the", "this", "that") or child.dep_ == "poss" for child in one.head.children)


def _is_mere_flight(one: Counted) -> bool:
    """ "Two suspects fled", "a guest leaves her home": a few who go are not displaced unless they flee their homes."""
    if one.kind != "displaced" or one.quantity.best >= LEAST_DISPLACED or lemma.verb(one.predicate.text) not in GOING:
        return False
    flees = lemma.verb(one.predicate.text) == "flee"
    return not (flees and any(lemma.noun(token.text) in HOMES for token in one.predicate.subtree))


GOING = frozenset("flee leave take seek abandon cross".split())
HOMES = frozenset("home house village town country city".split())


def _taking_part(
    here: Sequence[tuple[Told, Mention]], sentence: Sentence, harmed: Iterable[Counted], use: Convention
) -> Iterator[Counted]:
    """The crowd of a demonstration, riot or storming: its agents, where more than one and counted."""
    seen = {number for one in harmed for number in range(one.start, one.end)}
    for deed in (deed for one, _ in here for deed in one.tellings if deed.sentence is sentence):
        for agent in _crowds(deed):
            quantity = count(agent, use=use)
            if quantity and quantity.best >= LEAST_CROWD and agent.i not in seen:
                seen.add(agent.i)
                start, end = extent(agent)
                yield Counted("participants", quantity, sentence, deed.trigger, start, end, agent)


def _crowds(deed: Deed) -> Iterable[Token]:
    family = deed.match.action.family
    if family not in _DOING["participants"]:
        return []
    if family not in ("demonstration", "riot") and deed.by not in ("crowd", "civilian"):
        return []
    trigger = deed.trigger
    return syntax.agents_of_verb(trigger) if deed.match.signal.is_verb else syntax.agents_of_noun(trigger)


# -- the setting of a number --------------------------------------------------------------------------------------


def _set(  # noqa: PLR0913, PLR0917
    parsed: ParsedReport,
    one: Counted,
    here: Sequence[tuple[Told, Mention]],
    pairs: Sequence[tuple[Told, Mention]],
    claims: Sequence[Claim],
    dates: Sequence[Date],
) -> _Found:
    span = one.sentence.locate(one.start, one.end)
    claim = next((claim for claim in claims if any(content.covers(span) for content in claim.content)), None)
    pair = _mention_of(one, here) or _carried_to(one, pairs, claim)
    return _Found(one, pair, claim, _factuality(parsed, one, pair, dates))


def _mention_of(one: Counted, here: Sequence[tuple[Told, Mention]]) -> tuple[Told, Mention] | None:
    """The mention whose trigger is the word that counts, else the nearest one of the sentence that can have done it."""
    same = [pair for pair in here if _distance(pair[0], one) == 0]
    if same:
        return same[0]
    able = [pair for pair in here if pair[0].family in _DOING[one.kind]]
    return min(able, key=lambda pair: _distance(pair[0], one), default=None)


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
        and pair[0].family in _VIOLENT
        and pair[0].factuality == "happened"
        and pair[0].claim in (None, voice)
    ]
    return before[-1] if before else None


_VIOLENT = ("attack", "remote", "clash", "lethal-intervention", "crowd-violence", "riot", "intervention", "sexual")
_DOING: Mapping[FigureKind, tuple[str, ...]] = {
    "killed": (*_VIOLENT, "demonstration", "abduct", "territory", "property"),
    "injured": (*_VIOLENT, "demonstration", "abduct", "territory", "property"),
    "detained": ("arrest", "intervention", "demonstration", "riot", "abduct"),
    "missing": ("abduct", *_VIOLENT),
    "displaced": ("displace", *_VIOLENT),
    "participants": ("demonstration", "riot", "property", "attack", "crowd-violence"),
}


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


# -- who was hit and did not die ----------------------------------------------------------------------------------


def _survivors(found: Sequence[_Found]) -> Iterator[_Found]:
    """The numbers that stand once the whole report is read: those shot or hurt who died are no longer injured."""
    deaths = [one for one in found if _is_death(one)]
    for one in found:
        if one.counted.kind != "injured" or not one.counts:
            yield one
        elif one.counted.is_hit:
            yield from _still_alive(one, [death for death in deaths if abs(death.place - one.place) <= NEAR])
        elif not any(_is_same_person(one.counted, death.counted) for death in deaths):
            yield one


def _is_death(one: _Found) -> bool:
    """Whether it is a number of dead that happened, a part of those hit included ("two of them died")."""
    dead = one.counted
    return dead.kind == "killed" and one.factuality == "happened" and not dead.is_toll and not _is_vague(dead.quantity)


def _still_alive(one: _Found, deaths: Sequence[_Found]) -> Iterator[_Found]:
    """Those hit, less those who died; "three others" are told beside the dead and stay."""
    hit, dead = one.counted, max((death.counted.quantity.best for death in deaths), default=0)
    if not dead or _adds(hit):
        yield one
    elif hit.quantity.best > dead:
        left = hit.quantity.best - dead
        yield replace(one, counted=replace(hit, quantity=Quantity(left, left, None, "hit-less-killed")))


def _is_same_person(hurt: Counted, dead: Counted) -> bool:
    """Whether one person told as hurt is told as dead too: the same noun or name, or a pronoun beside it."""
    if hurt.quantity.best != 1 or dead.quantity.best != 1 or hurt.head is None or dead.head is None or _adds(hurt):
        return False
    if hurt.head.tag_ == "PRP" or dead.head.tag_ == "PRP":
        return abs(hurt.sentence.index - dead.sentence.index) <= CARRIED
    return lemma.noun(hurt.head.text) == lemma.noun(dead.head.text)


def _is_vague(quantity: Quantity) -> bool:
    return quantity.rule is not None and quantity.rule != "range-lowest"


# -- the public record --------------------------------------------------------------------------------------------


def _figure(parsed: ParsedReport, found: _Found, before: Sequence[Figure], use: Convention) -> Figure:
    one, claim, pair = found.counted, found.claim, found.pair
    span = one.sentence.locate(one.start, one.end)
    stretch = _stretch(one, before)
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
        who=_who(one),
        scope=_scope(one, stretch, pair),
        part_of=_whole_of(one, quantity, before, parsed),
        adds_to=_added_to(one, before),
        running=running,
        as_of=parsed.report.published if running else None,
        factuality=found.factuality,
        voice="denied" if claim and claim.stance == "denies" else "claimed" if claim else "outlet",
        claim=claim.id if claim else None,
        mention=pair[1].id if pair else None,
    )


def _in_war(parsed: ParsedReport, quantity: Quantity, pair: tuple[Told, Mention] | None, use: Convention) -> Quantity:
    """Deaths in the plural without a number, in a country at war."""
    if use.in_war is None or use.several is None or quantity.rule != use.rule("unknown", use.several) or pair is None:
        return quantity
    place, day = pair[0].place, parsed.report.published
    if place is None or not at_war(place.country, day):
        return quantity
    return replace(quantity, best=use.in_war, rule=use.rule("unknown-in-war", use.in_war))


def _stretch(one: Counted, before: Sequence[Figure]) -> str:
    """The words of the sentence that speak of this number: from the figure told last to a few words after it."""
    tokens, offset = one.sentence.tokens, one.sentence.span.start
    here = [figure.span.end - offset for figure in before if one.sentence.span.covers(figure.span)]
    start = max((end for end in here if end <= tokens[one.start].idx), default=0)
    last = tokens[max(one.end - 1, one.predicate.i)]
    return str(one.sentence.text[start : last.idx + len(last) + REACH])


def _who(one: Counted) -> str | None:
    """The group counted, in the report's words without the number; people who are only named are people."""
    if one.head is None or one.head.lower_ in harm_words():
        return None
    nouns = [one.head, *(joined for joined in syntax.conjuncts(one.head) if joined.i < one.end)]
    wordings = [words for noun in nouns if (words := _wording(noun))]
    if not wordings:
        return ("person" if one.quantity.best == 1 else "people") if _is_named(one.head) else None
    return " and ".join([", ".join(wordings[:-1]), wordings[-1]] if len(wordings) > 1 else wordings)


def _is_named(head: Token) -> bool:
    return head.tag_ in ("NNP", "NNPS", "PRP", "CD", "WP", "DT", "JJ")


def _wording(noun: Token) -> str | None:
    """A human noun with what describes it; none for names, pronouns and numbers, which name no group."""
    head = syntax.meant(noun)
    if not head.tag_.startswith("N") or (head.tag_ in ("NNP", "NNPS") and not _is_titled(head)):
        return None
    start, end = syntax.noun_phrase(head)
    # What stands before the number is of something else, as where a headline runs into the text.
    start = max([start, *(token.i + 1 for token in head.doc[start:end] if token.tag_ == "CD")])
    kept = [token for token in head.doc[start:end] if not _is_left_out(token, head)]
    words = "".join(token.text_with_ws for token in kept).strip(" -–—,'\"")
    return words if words and words.lower() not in FURTHER | harm_words() else None


def _is_titled(head: Token) -> bool:
    """ "3 Mai-Mai", "Houthis": a name that a number or its plural makes a group."""
    if any(child.dep_ == "nummod" for child in head.children):
        return True
    return head.tag_ == "NNPS" and not any(child.dep_ == "compound" for child in head.children)


def _is_left_out(token: Token, head: Token) -> bool:
    if token.tag_ in (
        "CD",
        "DT",
        "PDT",
        "RB",
        "RBS",
        "RBR",
        "JJS",
        "JJR",
        "PRP$",
        "WP$",
        "POS",
        "HYPH",
        "``",
        "''",
        ",",
        "IN",
    ):
        return token.tag_ != "HYPH" or not (token.i > 0 and token.nbor(-1).is_alpha)
    if token.lower_ in VAGUE_WORDS:
        return True
    return any(one.dep_ == "poss" and token in one.subtree for one in head.children)


VAGUE_WORDS = frozenset(
    "dozens hundreds thousands scores tens several many few some numerous multiple various other another more "
    "additional further old year-old unknown number year month".split()
)


def _scope(one: Counted, stretch: str, pair: tuple[Told, Mention] | None) -> FigureScope:
    """An aggregate speaks of a period, or of a whole country or region; all else belongs to an event."""
    if AGGREGATE.search(stretch):
        return "aggregate"
    if pair is None and one.is_toll:
        return "aggregate"
    return "event"


def _whole_of(one: Counted, quantity: Quantity, before: Sequence[Figure], parsed: ParsedReport) -> str | None:
    """The figure of the same kind that this one is a part of ("18 officers, including two women")."""
    previous = next((figure for figure in reversed(before) if figure.kind == one.kind and not figure.part_of), None)
    if previous is None or quantity.best > previous.best:
        return None
    told_in = parsed.sentence_at(previous.span)
    if told_in is None or not 0 <= one.sentence.index - told_in.index <= CARRIED:
        return None
    if one.is_part:
        return previous.id
    tokens = one.sentence.tokens
    start = previous.span.end - one.sentence.span.start if told_in is one.sentence else 0
    between = one.sentence.text[start : tokens[one.end - 1].idx + len(tokens[one.end - 1])]
    after = one.sentence.text[tokens[one.end - 1].idx : tokens[one.end - 1].idx + REACH]
    return previous.id if PARTS.search(between) or ALONE.search(after) else None


def _adds(one: Counted) -> bool:
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


def _added_to(one: Counted, before: Sequence[Figure]) -> str | None:
    """The figure of the same kind that "two more" or "another three" adds to."""
    if not _adds(one) or _is_in_contrast(one, before) or _is_vague(one.quantity):
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
        same_deed = one.mention == base.mention and (one.claim, one.voice) == (base.claim, base.voice)
        if (
            one.adds_to == base.id
            and same_deed
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


def with_day(figure: Figure, dates: Sequence[Date], sentence: Span) -> Figure:
    """The figure with the day its running total is valid on, where its sentence names one."""
    if not figure.running:
        return figure
    named = [value for value in dates if sentence.covers(value.span) and value.start == value.end and value.end]
    return replace(figure, as_of=named[0].end) if named else figure
