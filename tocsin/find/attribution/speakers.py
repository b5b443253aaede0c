"""Who a cue belongs to: the token that heads the speaker's noun phrase, and how far that phrase reaches."""

from __future__ import annotations

from spacy.tokens import Token

from tocsin.codebook.cues import cue_table
from tocsin.parse import ParsedReport, Sentence
from tocsin.span import Span

SUBJECTS = ("nsubj", "nsubjpass")
LIGHT = frozenset(
    "make makes made making issue issues issued issuing give gives gave giving given offer offers offered express "
    "expresses expressed expressing have has had having repeat repeated deliver delivered release released "
    "reject rejects rejected rejecting deny denied denies dismiss dismissed raise raised raises voice voiced hold held "
    "share shared shares announce announced retract retracted withdraw withdrew reiterate reiterated sign signed "
    "face write wrote publish published post posted receive air come came reach reached draw drew push pushed".split()
)
# Clauses that take their subject from the verb they hang on.
SHARING = frozenset(("conj", "xcomp", "advcl", "dep"))
DEEPEST = 6
"""Steps up the tree to a subject; deeper ones belong to somebody else."""


def speaker_of_verb(verb: Token) -> Token | None:
    """The head of the phrase that names who says it; none where nobody is named."""
    at = verb
    for _ in range(DEEPEST):
        if found := _own_subject(at):
            return found if not _is_empty(found) else None
        if at.dep_ in SHARING and at.head.tag_[:2] in ("VB", "MD"):
            at = at.head
        elif at.dep_ == "pcomp" and at.head.head.tag_[:2] == "VB":
            at = at.head.head
        elif at.dep_ == "acl" and at.head.tag_[:1] in ("N", "P"):
            return at.head if at.tag_ == "VBG" else None
        else:
            return None
    return None


def _own_subject(verb: Token) -> Token | None:
    passive = verb.tag_ == "VBN" and any(child.dep_ == "auxpass" for child in verb.children)
    if passive or (verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl")):
        return _agent(verb) or _quoted_subject(verb)
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in ("agent", "prep") and child.lower_ == "by":
            return next((part for part in child.children if part.dep_ == "pobj"), None)
    return None


def _quoted_subject(verb: Token) -> Token | None:
    """ "He is quoted as saying": who is quoted speaks, though he is the subject of a passive."""
    if verb.lower_ in ("quoted", "cited", "concerned", "convinced", "said", "known", "heard", "worried"):
        return next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    return None


def _is_empty(subject: Token) -> bool:
    """ "It is said that": a subject that stands for nobody."""
    return subject.dep_ == "expl" or subject.lower_ == "there"


def speaker_of_noun(noun: Token) -> Token | None:
    """Whose claim it is: "his claim", "the claim by the army", "the army made the claim"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in ("by", "from") and child.i > noun.i:
            return next((part for part in child.children if part.dep_ == "pobj"), None)
    if noun.dep_ == "dobj" and noun.head.lower_ in LIGHT:
        return speaker_of_verb(noun.head)
    if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "with") and noun.head.head.tag_[:2] == "VB":
        says = noun.head.head.lower_ in cue_table().verbs
        return None if says else speaker_of_verb(noun.head.head)
    return None


def phrase_span(parsed: ParsedReport, sentence: Sentence, head: Token, cue: Token | None = None) -> Span:
    """All of the noun phrase that names a speaker, with titles, apposition and relative clauses, without the cue."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    tokens = sentence.tokens
    if cue is not None and cue.doc is head.doc and start <= cue.i < end:
        start, end = (start, max(_clause_start(cue, head), head.i + 1)) if cue.i > head.i else (cue.i + 1, end)
    start, end = _outside_quotation(parsed, sentence, head, start, end)
    if not start <= head.i < end:
        return sentence.locate_token(head)
    while end - 1 > head.i and (tokens[end - 1].is_punct and tokens[end - 1].text not in ('"', ")", "'")):
        end -= 1
    while start < head.i and tokens[start].is_punct:
        start += 1
    if head.dep_ == "poss" and end - 1 > head.i and tokens[end - 1].tag_ == "POS":
        end -= 1
    return sentence.locate(start, end)


def _clause_start(cue: Token, head: Token) -> int:
    """Where the clause of a cue begins that hangs on its own speaker: "those (who say …)"."""
    at = cue
    while at.head.i not in (head.i, at.i):
        at = at.head
    return min(at.left_edge.i, cue.i)


def _outside_quotation(parsed: ParsedReport, sentence: Sentence, head: Token, start: int, end: int) -> tuple[int, int]:
    """The part of a phrase on the speaker's side of a quotation that the parser drew into it."""
    at = sentence.locate_token(head)
    for quotation in parsed.quotations:
        outer = quotation.outer
        if outer.field != at.field or outer.covers(at) or not outer.overlaps(sentence.span):
            continue
        for token in sentence.tokens[start:end]:
            if outer.covers(sentence.locate_token(token)):
                start, end = (max(start, token.i + 1), end) if token.i < head.i else (start, min(end, token.i))
    return start, end
