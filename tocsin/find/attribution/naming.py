"""What a speaker is called: a name followed back to, or the words of the report, cut to what tells who it is."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from tocsin.codebook.cues import cue_table
from tocsin.codebook.roles import role_table
from tocsin.event import Speaker
from tocsin.find.attribution.candidate import Candidate
from tocsin.find.attribution.speakers import phrase_span
from tocsin.find.people import People, Reference
from tocsin.parse import ParsedReport, Sentence
from tocsin.span import Span

RELATIVES = frozenset(("who", "that", "which"))
ISSUED = frozenset(("by", "from", "of", "on", "in"))
"""Prepositions between a document and whoever issued it."""
_ASIDE = re.compile(r"\s*(?:\(|,\s+(?:who|which|whose|whom|where)\b)")
_ADDRESS = re.compile(r"\s*\(?https?://\S+")


def speaker_of(parsed: ParsedReport, candidate: Candidate, people: People) -> Speaker | None:
    """Who makes a claim, as far as the report tells."""
    if candidate.speaker is None:
        return None
    sentence, head = candidate.speaker_in or candidate.sentence, candidate.speaker
    span = candidate.speaker_span or _phrase(parsed, sentence, head, candidate, people)
    who = _issuer(head) or _antecedent(head)
    reference = people.resolve(sentence, who)
    if reference is not None and not _is_generic(reference.name, who):
        speaker = _named(reference, span)
        return speaker if speaker.role else replace(speaker, role=_office(head, who))
    if who.i != head.i:
        wording = sentence.locate(who.left_edge.i, who.i + 1)
        if wording.overlaps(span) or head.lower_ in RELATIVES:
            name = short_name(parsed, sentence, who, wording)
            return Speaker(name, span, *people.described(sentence, who))
    return _described(parsed, sentence, head, span, people)


def _is_generic(name: str, head: Token) -> bool:
    """Whether a name is a common word that says little without what stands before it: the Ombudsman's (Office)."""
    table, lower = role_table(), name.lower()
    owned = any(child.dep_ == "poss" for child in head.children)
    return lower in table.media or (lower in table.institutions and owned)


def _named(reference: Reference, span: Span) -> Speaker:
    elsewhere = reference.resolved_from
    if elsewhere is not None and span.covers(elsewhere):
        elsewhere = None
    return Speaker(reference.name, span, reference.role, reference.organisation, elsewhere)


def _office(head: Token, who: Token) -> str | None:
    """The office before a name in apposition: "the (governor) of Oruro, Rosa Quispe"."""
    if head.i != who.i or head.lower_ not in role_table().classes or head.tag_ != "NN":
        return None
    return " ".join(word.text for word in head.doc[head.left_edge.i : head.i + 1] if word.tag_ not in ("DT", "PRP$"))


def _described(parsed: ParsedReport, sentence: Sentence, head: Token, span: Span, people: People) -> Speaker:
    """Somebody unnamed, in the words of the report; "his spokesman" is told as the spokesman of whom."""
    role, organisation = people.described(sentence, head)
    name = short_name(parsed, sentence, head, span)
    owner = next((child for child in head.children if child.dep_ == "poss" and child.tag_ == "PRP$"), None)
    whose = people.resolve(sentence, owner) if owner is not None else None
    if owner is not None and whose is not None and name.lower().startswith(owner.lower_ + " "):
        name = f"{name[len(owner.text) + 1 :]} of {whose.name}"
        return Speaker(name, span, role, organisation, whose.resolved_from)
    return Speaker(name, span, role, organisation)


def _issuer(head: Token) -> Token | None:
    """Who issued a document that speaks: "a statement by the army", "its report", "a message on a news channel"."""
    if head.lower_ not in cue_table().documents:
        return None
    for child in head.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in ISSUED:
            issuer = next((part for part in child.children if part.dep_ == "pobj"), None)
            if issuer is not None and (child.lower_ in ("by", "from") or _publishes(issuer)):
                return issuer
    before = [child for child in head.children if child.dep_ in ("compound", "nmod") and child.tag_ in ("NNP", "NNPS")]
    return before[-1] if before and _publishes(before[-1]) else None


def _publishes(noun: Token) -> bool:
    table = role_table()
    return noun.lower_ in table.media or table.is_outlet(noun.text) or table.is_institution(noun.text)


def _antecedent(head: Token) -> Token:
    """What a relative pronoun stands for: "a banner (that) read"."""
    at = head
    while at.lower_ in RELATIVES and at.head.i != at.i:
        at = at.head
        if at.dep_ == "relcl":
            return at.head
    return head


def _phrase(parsed: ParsedReport, sentence: Sentence, head: Token, candidate: Candidate, people: People) -> Span:
    """The words that name a speaker, with the title that the parser may have parted from the name."""
    span = phrase_span(parsed, sentence, head, candidate.cue_token, candidate.content)
    name = people.phrase_at(sentence, head)
    if name is None or any(token.is_punct and token.text == "," for token in sentence.tokens[slice(*name)]):
        return span
    whole = sentence.locate(*name)
    start, end = min(span.start, whole.start), max(span.end, whole.end)
    taken = [*candidate.content, *([candidate.cue] if candidate.cue else [])]
    wider = Span(span.field, start, end)
    return span if any(other.overlaps(wider) for other in taken) else wider


def short_name(parsed: ParsedReport, sentence: Sentence, head: Token, span: Span) -> str:
    """The wording of somebody unnamed, without what is told about them in apposition, in brackets or in a clause."""
    end = span.end
    for child in head.children:
        if child.i > head.i and child.dep_ in ("appos", "relcl", "acl", "punct") and not child.is_quote:
            end = min(end, sentence.locate(child.left_edge.i, child.i + 1).start)
    short = replace(span, end=max(end, sentence.locate_token(head).end))
    wording = " ".join(_ADDRESS.sub("", parsed.cut(short)).split())
    if aside := _ASIDE.search(wording):
        wording = wording[: aside.start()] or wording
    return wording.strip(" ,;–—-")
