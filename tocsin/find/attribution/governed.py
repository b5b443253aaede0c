"""What a cue governs in the parse of its sentence, and the questions about verbs that all frames ask."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
# Verbs whose object is who is spoken to, and no part of what is said.
HEARERS = frozenset("tell inform remind assure reassure ask warn advise notify urge caution brief".split())
FEW = 6
"""Words that may stand between a cue and the words it quotes."""
# Verbs that speak only where they carry a quotation.
SELDOM = frozenset(("continue", "begin", "point", "read"))
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Governed:
    """What a cue governs: the frame that matched, token ranges of the content, and ranges cut out of them."""

    frame: str
    ranges: tuple[Range, ...]
    without: tuple[Range, ...] = ()
    cue_end: Token | None = None
    thing: Token | None = None
    thing_end: int | None = None
    speaker: Token | None = None


def is_finite(verb: Token) -> bool:
    """Whether a verb (or a predicate without one) heads a clause with a tense."""
    if any(child.tag_ == "TO" and child.dep_ == "aux" for child in verb.children):
        return False
    if verb.tag_ in FINITE or any(child.dep_ in ("aux", "auxpass") and child.tag_ in FINITE for child in verb.children):
        return True
    return verb.tag_ != "VBG" and any(child.dep_ in SUBJECTS or child.dep_ == "mark" for child in verb.children)


def is_that_clause(verb: Token) -> bool:
    """Whether a verb heads a clause that "that" opens."""
    return is_finite(verb) and any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.children)


def is_negated(verb: Token) -> bool:
    """Whether a verb is denied: "did not say", "failed to say"."""
    if verb.dep_ == "xcomp" and verb.head.lower_ in ("unable", "fail", "failed", "fails", "refused", "declined"):
        return True
    return any(child.dep_ == "neg" for child in verb.children)
