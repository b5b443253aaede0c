"""Cues read by words, since long sentences parse badly: those that close a sentence, or stand between commas."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from tocsin.codebook.cues import Cue, cue_table
from tocsin.find.attribution.governed import FINITE, HEARERS, SELDOM, SUBJECTS, Governed, Range, is_finite

OBJECTS = frozenset(("dobj", "oprd", "attr"))
SPEAKER_TAGS = frozenset(("DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "CD"))
GOING_ON = frozenset(
    "after before for because although though when until since despite amid during if unless to".split()
)
"""Words that go on with a clause, and neither with the cue ("in a statement") nor with the report's own words."""
LONGEST_SPEAKER = 9
"""Words of a noun phrase between a comma and a cue."""


def closing(verb: Token, cue: Cue) -> Governed | None:
    """A cue that ends its sentence: "The road is shut, police said." Read by words: long sentences parse badly."""
    doc = verb.doc
    if not cue.quotes or verb.tag_ not in FINITE or doc[0].lower_ in ("as", "asked") or cue.lemma in SELDOM:
        return None
    if "object naming" in cue.frames and any(child.dep_ in OBJECTS and child.i > verb.i for child in verb.children):
        return None
    comma = verb.i - 1 if _inverted(verb) else _comma_of_last_words(verb)
    start = _after_closing_before(verb, comma) if comma is not None else 0
    if comma is None or not any(token.tag_ in FINITE for token in doc[start:comma]):
        return None
    speaker = _behind(verb, comma) if _inverted(verb) else _between(verb, comma)
    return Governed("quote", ((start, comma), *behind_aside(verb)), speaker=speaker)


def _between(verb: Token, comma: int) -> Token | None:
    """The noun between a comma and a cue, where the parser took the subject from before the comma."""
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    if subject is None or subject.i > comma:
        return None
    nouns = [token for token in verb.doc[comma + 1 : verb.i] if token.tag_[:2] in ("NN", "PR")]
    return nouns[-1] if nouns else None


def _behind(verb: Token, comma: int) -> Token | None:
    """The noun behind an inverted cue, where the parser took the subject from before the comma."""
    if any(child.dep_ in SUBJECTS and child.i > comma for child in verb.children):
        return None
    at = verb.i + 1
    while at < len(verb.doc) and verb.doc[at].tag_ in {*SPEAKER_TAGS, "POS"}:
        at += 1
    return verb.doc[at - 1] if at > verb.i + 1 else None


def _after_closing_before(verb: Token, comma: int) -> int:
    """Where the words of a second speaker begin: "The road is shut, police said, (and the port burns), Ruiz said"."""
    doc = verb.doc
    for at in range(comma - 1, 1, -1):
        cue = cue_table().verbs.get(doc[at].lower_)
        if cue and cue.quotes and doc[at].tag_ in FINITE and doc[at + 1].text == ",":
            before = _comma_before_speaker(doc[at])
            if before is not None and any(token.tag_ in FINITE for token in doc[:before]):
                return at + 2
    return 0


def _inverted(verb: Token) -> bool:
    """The speaker after the cue: ", said the ministry"."""
    doc, at = verb.doc, verb.i
    if not (1 < at < len(doc) - 1 and doc[at - 1].text == "," and doc[at + 1].tag_ in {*SPEAKER_TAGS, "``"}):
        return False
    return not any(child.dep_ == "ccomp" and child.i > at and is_finite(child) for child in verb.children)


def _comma_of_last_words(verb: Token) -> int | None:
    """The comma before speaker and cue where nothing more is said after them."""
    hearer = cue_table().verbs[verb.lower_].lemma in HEARERS if verb.lower_ in cue_table().verbs else False
    objects = ("xcomp", "ccomp") if hearer else ("xcomp", "ccomp", "dobj")
    if any(child.dep_ in objects and child.i > verb.i for child in verb.children):
        return None
    goes_on = any(token.tag_ in FINITE or token.lower_ in ("that", ":") for token in verb.doc[verb.i + 1 :])
    return None if goes_on else _comma_before_speaker(verb)


def _comma_before_speaker(verb: Token) -> int | None:
    """The comma after which only a short noun phrase stands before a cue."""
    for at in range(verb.i - 1, max(0, verb.i - LONGEST_SPEAKER), -1):
        token = verb.doc[at]
        if token.text == ",":
            return at if at < verb.i - 1 else None
        if token.tag_ not in SPEAKER_TAGS and token.tag_ not in ("POS", "IN", "RB") and token.dep_ != "aux":
            return None
    return None


def put_in(verb: Token) -> Range | None:
    """The words between two commas that only name the speaker: "It is time, (police said,) for them to leave"."""
    doc, comma = verb.doc, _comma_before_speaker(verb)
    if comma is None or verb.i + 1 >= len(doc) or doc[verb.i + 1].text != ",":
        return None
    return comma, verb.i + 1


def behind_aside(verb: Token) -> tuple[Range, ...]:
    """What goes on with the clause before an aside: "The men were freed, police said, (after a night of talks)"."""
    if put_in(verb) is None or verb.i + 2 >= len(verb.doc) or verb.doc[verb.i + 2].lower_ not in GOING_ON:
        return ()
    behind = verb.doc[verb.i + 2 :]
    end = next((token.i for token in behind if token.text in (",", ";")), behind.end)
    return ((verb.i + 2, end),)


def up_to_closing(verb: Token, ranges: Sequence[Range]) -> tuple[Range, ...]:
    """The content without the outlet that passes it on: "said the road is shut(, the Lima Post reported)"."""
    doc = verb.doc
    for at in range(len(doc) - 2, verb.i + 1, -1):
        closing = cue_table().verbs.get(doc[at].lower_)
        if closing and closing.quotes and doc[at].tag_ in FINITE:
            comma = at - 1 if _inverted(doc[at]) else _comma_of_last_words(doc[at])
            if comma is not None and comma > verb.i:
                return tuple((start, min(end, comma)) for start, end in ranges if start < comma)
    return tuple(ranges)
