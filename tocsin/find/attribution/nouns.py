"""Cues that are nouns or adjectives: "the claim that …", "her call for …", "was confident that …"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from tocsin.codebook.cues import Cue, cue_table
from tocsin.find.attribution.candidate import Candidate, content_spans, subtree
from tocsin.find.attribution.governed import Governed, Range, is_finite, is_negated, is_that_clause
from tocsin.find.attribution.speakers import speaker_of_noun, speaker_of_verb
from tocsin.parse import ParsedReport, Sentence


def noun_candidates(parsed: ParsedReport, sentence: Sentence, noun: Token, cue: Cue) -> Iterator[Candidate]:
    """What a noun of saying carries: "the claim that …", "her call for …"."""
    governed = _of_noun(noun, cue)
    over = cue_table().verbs.get(noun.head.lower_) if noun.dep_ == "dobj" else None
    if governed is None or (over is not None and "object" in over.frames):
        return
    content = content_spans(parsed, sentence, governed.ranges)
    stance = cue.frames.get(governed.frame, "asserts")
    yield Candidate(
        sentence, "noun " + governed.frame, sentence.locate_token(noun), noun, speaker_of_noun(noun), content, stance
    )


def _of_noun(noun: Token, cue: Cue) -> Governed | None:
    if "clause" in cue.frames and noun.dep_ == "nsubj" and noun.head.lower_ in ("is", "was", "'s", "been"):
        told = next((child for child in noun.head.children if child.dep_ == "ccomp" and is_that_clause(child)), None)
        if told is not None and told.i > noun.head.i and speaker_of_noun(noun) is not None:
            return Governed("clause", (subtree(told),))
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in ("acl", "ccomp", "relcl") and "clause" in cue.frames and is_that_clause(child):
            return Governed("clause", (subtree(child),))
        if (
            child.dep_ in ("acl", "xcomp", "relcl")
            and "inf" in cue.frames
            and _to_infinitive(child)
            and speaker_of_noun(noun)
        ):
            return Governed("inf", (subtree(child),))
        if child.dep_ == "prep" and child.lower_ in cue.frames and speaker_of_noun(noun) is not None:
            ranges = tuple(subtree(part) for part in child.children if part.dep_ in ("pobj", "pcomp"))
            if ranges:
                return Governed(child.lower_, ranges)
    return None


def _to_infinitive(verb: Token) -> bool:
    return any(child.tag_ == "TO" and child.dep_ == "aux" for child in verb.children)


def adjective_candidates(parsed: ParsedReport, sentence: Sentence, adjective: Token, cue: Cue) -> Iterator[Candidate]:
    """What an adjective of opinion carries: "was confident that …", "is afraid of …"."""
    above = adjective.head
    if adjective.dep_ not in ("acomp", "conj") or (adjective.dep_ == "conj" and above.dep_ != "acomp"):
        return
    verb = above.head if adjective.dep_ == "conj" else above
    ranges: tuple[Range, ...] = ()
    frame = "clause"
    for child in adjective.children:
        if child.i > adjective.i and child.dep_ == "ccomp" and "clause" in cue.frames and is_finite(child):
            ranges = (subtree(child),)
        elif child.i > adjective.i and child.dep_ == "prep" and child.lower_ in cue.frames and not ranges:
            ranges = tuple(subtree(part) for part in child.children if part.dep_ in ("pobj", "pcomp"))
            frame = child.lower_
    if not ranges or is_negated(verb):
        return
    content = content_spans(parsed, sentence, ranges)
    speaker = speaker_of_verb(verb)
    yield Candidate(
        sentence, "adjective " + frame, sentence.locate_token(adjective), adjective, speaker, content, cue.frames[frame]
    )
