"""How a statement came: through which outlet, by which medium, on what day, and under which address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from tocsin.codebook.cues import cue_table
from tocsin.codebook.roles import role_table
from tocsin.event import Carrier
from tocsin.find.attribution.candidate import Candidate
from tocsin.find.attribution.leadins import LeadIn
from tocsin.find.people import People
from tocsin.parse import ParsedReport, Sentence
from tocsin.span import Span
from tocsin.values import Date

_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"“”]+[^\s<>()\[\]\"“”.,;:!?]")


@dataclass(frozen=True, slots=True)
class Chain:
    """The way from the speaker to the report."""

    via: tuple[Carrier, ...] = ()
    medium: str | None = None
    said_on: Date | None = None
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the whole report when a claim is read: its people, its dates, its lead-ins."""

    people: People
    dates: Sequence[Date]
    leads: Sequence[LeadIn]

    def lead_over(self, sentence: Sentence) -> LeadIn | None:
        """The lead-in that covers a sentence."""
        return next((lead for lead in self.leads if any(s.index == sentence.index for s in lead.covers)), None)


def chain_of(parsed: ParsedReport, candidate: Candidate, speaker: Span | None, known: Known) -> Chain:
    """What the words around a cue, and a lead-in above it, tell of the way a statement came."""
    lead = known.lead_over(candidate.sentence)
    via = tuple(_outlets(candidate.sentence, candidate.content, speaker, known.people)) if candidate.cue else ()
    if lead is not None and lead.document:
        via = via or tuple(_outlets(lead.sentence, (), None, known.people))
    addresses = _addresses(parsed, candidate.sentence, candidate.content)
    return Chain(
        via=via,
        medium=_medium(candidate.cue_token, _around_cue(parsed, candidate, known.people)) if candidate.cue else None,
        said_on=_day(parsed, candidate, known.dates),
        cites=addresses or (_addresses(parsed, lead.sentence, ()) if lead is not None else ()),
    )


def _around_cue(parsed: ParsedReport, candidate: Candidate, people: People) -> list[Token]:
    """The tokens of the cue's sentence that belong to no content, no quotation and no outlet's name."""
    sentence = candidate.sentence
    named = (span for person, span in people.seen_in(sentence) if person.outlet and len(person.name.split()) > 1)
    outside = (*candidate.content, *(quotation.outer for quotation in parsed.quotations), *named)
    begin = sentence.span.start
    inside = [(span.start - begin, span.end - begin) for span in outside if span.overlaps(sentence.span)]
    free = [at for at, idx in enumerate(sentence.starts) if not any(start <= idx < end for start, end in inside)]
    return [sentence.tokens[at] for at in free]


def _of_another_verb(token: Token, cue: Token | None) -> bool:
    """Whether a word belongs to a verb that goes its own way beside the cue: "said so and has issued (a tweet)"."""
    if cue is None or cue.doc is not token.doc:
        return False
    if _in_subject(token, cue):
        return True
    for verb in (token, *token.ancestors):
        if verb.i == cue.i:
            return False
        if verb.tag_ in ("VBD", "VBZ", "VBP", "VBN") and verb.dep_ in ("conj", "ccomp", "advcl", "relcl"):
            return cue.i not in {below.i for below in verb.subtree}
    return False


def _in_subject(token: Token, cue: Token) -> bool:
    """Whether a word tells of the speaker, who is no medium unless a document speaks: "her address was called …"."""
    for above in (token, *token.ancestors):
        if above.i == cue.i:
            return False
        if above.dep_ in ("nsubj", "nsubjpass") and above.head.i == cue.i:
            return above.lower_ not in cue_table().documents
    return False


def _outlets(sentence: Sentence, content: Sequence[Span], speaker: Span | None, people: People) -> Iterator[Carrier]:
    seen: set[str] = set()
    for person, span in people.seen_in(sentence):
        reports = person.outlet or _reports(sentence, span)
        generic = person.name.lower() in role_table().media
        if not reports or generic or person.name in seen or any(part.overlaps(span) for part in content):
            continue
        if speaker is None or not speaker.overlaps(span):
            seen.add(person.name)
            yield Carrier(person.name, span)


def _reports(sentence: Sentence, name: Span) -> bool:
    """Whether somebody passes on what is said: ", Mizan (reported)"."""
    return any(
        token.dep_ in ("nsubj", "nsubjpass") and token.head.lower_ in ("reported", "reports")
        for token in sentence.tokens_in(name)
    )


def _medium(cue: Token | None, around: Sequence[Token]) -> str | None:
    media = cue_table().media
    words = [token.lower_ for token in around]
    if cue is not None and cue.lower_ in media:
        return media[cue.lower_]
    for at in range(len(words)):
        for length in (2, 1):
            found = media.get(" ".join(words[at : at + length]))
            if found and (cue is None or words[at] != cue.lower_) and not _of_another_verb(around[at], cue):
                return found
    return None


def _day(parsed: ParsedReport, candidate: Candidate, dates: Sequence[Date]) -> Date | None:
    """The date nearest to the cue in its sentence, outside what is said."""
    sentence, cue = candidate.sentence.span, candidate.cue
    if cue is None:
        return None
    quoted = [quotation.outer for quotation in parsed.quotations if quotation.outer.overlaps(sentence)]
    near = [
        date
        for date in dates
        if date.type in ("DATE", "TIME")
        and sentence.covers(date.span)
        and date.start is not None
        and date.start == date.end
        and not any(span.overlaps(date.span) for span in (*candidate.content, *quoted))
        and _belongs_to_cue(candidate, date)
    ]
    return min(near, key=lambda date: abs(date.span.start - cue.end), default=None)


def _belongs_to_cue(candidate: Candidate, date: Date) -> bool:
    """Whether the parse hangs a date on the cue, and not on a noun as in "the April 3 election"."""
    tokens = candidate.sentence.tokens_in(date.span)
    inside = {token.i for token in tokens}
    top = next((token for token in tokens if token.head.i not in inside), None)
    if top is None or candidate.cue_token is None or top.dep_ in ("compound", "nmod", "poss", "amod", "nummod"):
        return False
    return candidate.cue_token.i in (top.i, *(ancestor.i for ancestor in top.ancestors))


def _addresses(parsed: ParsedReport, sentence: Sentence, content: Sequence[Span]) -> tuple[str, ...]:
    span = sentence.span
    if "://" not in parsed.cut(span):
        return ()
    found = _ADDRESS.finditer(parsed.report.whole(span.field), span.start, span.end)
    outside = [match for match in found if not any(s.start <= match.start() < s.end for s in content)]
    return tuple(dict.fromkeys(match[0] for match in outside))
