"""Cues that govern a clause: "said that …", a cue around which a clause is parsed, a cue the parser gave nothing."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from tocsin.codebook.cues import Cue, cue_table
from tocsin.find.attribution.asides import behind_aside, put_in
from tocsin.find.attribution.candidate import subtree
from tocsin.find.attribution.governed import FINITE, HEARERS, SELDOM, SUBJECTS, Governed, Range, is_finite

EXPLAINING = frozenset("know explain describe clarify recount detail show reveal recall".split())
QUESTIONS = frozenset("how why when where who what which".split())
CONDITIONS = frozenset("because although though if unless while even since".split())


def clause(verb: Token, cue: Cue, children: Sequence[Token]) -> Governed | None:
    """A clause with a tense that hangs on the cue, behind it or before it: "said that the road is shut"."""
    if not ("clause" in cue.frames or cue.quotes):
        return None
    clauses = [
        child for child in children if child.dep_ == "ccomp" and is_finite(child) and not _is_question(child, cue)
    ]
    for child in sorted(clauses, key=lambda clause: (not _opens_with_that(clause), clause.i < verb.i)):
        start, end = subtree(child)
        if "clause" in cue.frames and child.i > verb.i:
            start, end = _together(clauses, verb)
            start = min(start, _detached_subject(verb, cue, children, start))
            end = max(end, *(part.right_edge.i + 1 for part in children if part.i > child.i and _is_condition(part)), 0)
            return Governed("clause", ((start, before_next_cue(verb, child, end)),))
        if child.i < verb.i and not any(token.text == ":" for token in verb.doc[child.i : verb.i]):
            inner = (subtree_of_cue(verb, child),) if start < verb.i < end else ()
            return Governed("clause", ((start, end), *behind_aside(verb)), inner)
    return None


def _is_question(clause: Token, cue: Cue) -> bool:
    """Whether a clause only tells what is spoken of, and not what is said of it: "explained how it began"."""
    first = clause.left_edge
    return cue.lemma in EXPLAINING and first.lower_ in QUESTIONS and clause.i in (first.head.i, first.head.head.i)


def _together(clauses: Sequence[Token], verb: Token) -> Range:
    """All clauses behind a cue as one stretch: the parser parts "that it was late, that nobody came"."""
    after = [clause for clause in clauses if clause.i > verb.i]
    return min(clause.left_edge.i for clause in after), max(clause.right_edge.i for clause in after) + 1


def _detached_subject(verb: Token, cue: Cue, children: Sequence[Token], start: int) -> int:
    """Where a clause begins whose subject the parser took for the cue's object ("said the days … are gone")."""
    if cue.lemma in HEARERS:
        return start
    between = [child for child in children if verb.i < child.i < start]
    return min((c.left_edge.i for c in between if c.dep_ == "dobj" or _is_condition(c)), default=start)


def _is_condition(clause: Token) -> bool:
    """Whether an adverbial clause behind the cue is part of what is said: "said because …, nobody …"."""
    return clause.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in CONDITIONS for c in clause.children)


def _opens_with_that(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)


def before_next_cue(verb: Token, clause: Token, end: int) -> int:
    """Where a content ends when the speaker goes on: "said that … (and added that …)", "said …, (adding that …)"."""
    for token in clause.doc[clause.i + 1 : end]:
        if token.tag_[:2] != "VB" or token.dep_ not in ("conj", "advcl"):
            continue
        if _takes_over(verb, token) or _is_the_speakers_own(verb, clause, token):
            start = min(token.left_edge.i, token.i)
            while start > clause.i + 1 and (token.doc[start - 1].is_punct or token.doc[start - 1].tag_ == "CC"):
                start -= 1
            return start
    return end


def _is_the_speakers_own(verb: Token, clause: Token, token: Token) -> bool:
    """Whether a verb inside a content is what the speaker did next: "said troops would leave, and (thanked them)".

    What is reported in the past of the past, or as to come, does not go on in the plain past behind a comma, nor in
    the present, where the verb has no subject of its own.
    """
    if token.dep_ != "conj" or verb.tag_ not in ("VBD", "VBN") or any(c.dep_ in SUBJECTS for c in token.children):
        return False
    helpers = [child for child in clause.children if child.dep_ in ("aux", "auxpass")]
    shifted = any(child.lower_ in ("had", "would", "could") for child in helpers)
    present = clause.tag_ in ("VBZ", "VBP") or any(child.tag_ in ("VBZ", "VBP") for child in helpers)
    if not (shifted or present) or token.head.i != clause.i:
        return False
    again = token.lower_ in cue_table().verbs and not any(child.tag_ == "VBD" for child in helpers)
    if present and token.tag_ == "VBD" and again:
        return True
    before = list(token.doc[clause.i : token.left_edge.i])
    cue = cue_table().verbs.get(token.lower_)
    rejects = cue is not None and "denies" in cue.frames.values()
    joined = len(before) > 2 and before[-1].tag_ == "CC" and (before[-2].text == "," or rejects)
    auxiliaries = {child.tag_ for child in token.children if child.dep_ in ("aux", "auxpass")}
    return joined and (token.tag_ == "VBD" or bool(auxiliaries & {"VBZ", "VBP"}))


def _takes_over(verb: Token, token: Token) -> bool:
    """Whether a verb inside a content is a further cue on a par with the one that governs it."""
    cue = cue_table().verbs.get(token.lower_)
    if cue is None or not cue.quotes:
        return False
    own_subject = any(child.dep_ in SUBJECTS for child in token.children)
    if token.dep_ == "conj":
        return token.tag_ == verb.tag_ and not own_subject and _has_clause(token)
    if own_subject:
        return _has_clause(token) and any(child.lower_ == "while" for child in token.children)
    before = token.i - 1
    while before > verb.i and (token.doc[before].text == '"' or token.doc[before].tag_ == "RB"):
        before -= 1
    return token.tag_ == "VBG" and token.doc[before].text in (",", "-", "–", "—")


def _has_clause(verb: Token) -> bool:
    return any(child.dep_ == "ccomp" and child.i > verb.i for child in verb.children)


def taken_over_from(token: Token) -> Token | None:
    """The cue whose speaker a further cue shares, where the parser hung it on the content: see `before_next_cue`."""
    at = token
    while at.head.i != at.i:
        at = at.head
        cue = cue_table().verbs.get(at.lower_)
        if not (cue and cue.quotes and at.i < token.i):
            continue
        clause = next(
            (child for child in at.children if child.dep_ == "ccomp" and child.i in (token.head.i, token.i)), None
        )
        if _takes_over(at, token) or (clause is not None and _is_the_speakers_own(at, clause, token)):
            return at
    return None


def subtree_of_cue(verb: Token, clause: Token) -> Range:
    """The stretch of a cue that stands within the clause it governs, with its subject."""
    parts = [
        child for child in verb.children if child.i != clause.i and child.dep_ in SUBJECTS | {"aux", "advmod", "dobj"}
    ]
    near = [part for part in parts if abs(part.i - verb.i) < 8]
    return min([verb.i, *(part.left_edge.i for part in near)]), max([verb.i, *(part.right_edge.i for part in near)]) + 1


def around(verb: Token, cue: Cue) -> Governed | None:
    """A cue put into or behind the clause it attributes: "The road, police said, is shut"; "as police said"."""
    if not cue.quotes or cue.lemma in SELDOM or not any(child.dep_ in SUBJECTS for child in verb.children):
        return None
    as_said = verb.dep_ == "advcl" and any(child.lower_ == "as" and child.dep_ == "mark" for child in verb.children)
    if verb.dep_ not in ("parataxis", "ccomp") and not as_said:
        return None
    aside = put_in(verb)
    governs = any(child.dep_ in ("ccomp", "xcomp", "dobj") and child.i > verb.i for child in verb.children)
    if governs and aside is None and not _has_hearer(verb, cue):
        return None
    head = verb.head
    if verb.dep_ == "ccomp" and not (head.i > verb.i or _set_off(verb)):
        return None
    between = verb.doc[min(head.i, verb.i) : max(head.i, verb.i)]
    if head.tag_[:2] != "VB" or not is_finite(head) or any(token.text == ":" for token in between):
        return None
    return Governed("quote", (subtree(head),), (aside or subtree(verb),))


def _has_hearer(verb: Token, cue: Cue) -> bool:
    """Whether the verb's one object is who is spoken to: "police told the paper"."""
    return cue.lemma in ("tell", "inform", "remind", "assure") and not any(
        child.dep_ in ("ccomp", "xcomp") for child in verb.children
    )


def _set_off(verb: Token) -> bool:
    start, end = subtree(verb)
    doc = verb.doc
    return bool(start and doc[start - 1].lower_ == "," and end < len(doc) and doc[end].lower_ in (",", "."))


def beside(verb: Token, cue: Cue, children: Sequence[Token]) -> Governed | None:
    """What stands beside a verb of saying that the parser gave nothing to govern: from its "that", or to the end."""
    if not _stands_alone(verb, cue, children):
        return None
    doc = verb.doc
    end = min((c.left_edge.i for c in children if _tells_of_another(c)), default=len(doc))
    thing = next((child.i for child in children if child.dep_ == "dobj" and child.i > verb.i), end)
    for token in doc[verb.i + 1 : end if cue.lemma in HEARERS else thing]:
        if token.lower_ == "that" and (token.dep_ == "mark" or token.tag_ == "WDT"):
            return Governed("clause", ((token.i, end),))
    if any(child.dep_ == "dobj" and child.i > verb.i for child in children) and cue.lemma not in HEARERS:
        return None
    subject = next((child for child in children if child.dep_ in SUBJECTS), None)
    after = max(verb.i, subject.right_edge.i if subject is not None else 0) + 1
    if (
        verb.dep_ == "ROOT"
        and any(token.tag_ in FINITE for token in doc[after:end])
        and doc[after].tag_ not in ("IN", ",")
    ):
        return Governed("clause", ((after, end),))
    return None


def _stands_alone(verb: Token, cue: Cue, children: Sequence[Token]) -> bool:
    """Whether a verb of saying is told of somebody in a tense of its own."""
    perfect = any(child.dep_ == "aux" and child.lower_ in ("had", "has", "have") for child in children)
    if not (cue.quotes and "clause" in cue.frames) or verb.tag_ == "VB" or (verb.tag_ == "VBN" and not perfect):
        return False
    return verb.tag_ == "VBG" or (verb.dep_ != "acl" and any(child.dep_ in SUBJECTS for child in children))


def _tells_of_another(verb: Token) -> bool:
    """Whether a verb joined to a cue is what somebody else says: "some said yes, but (others say no)"."""
    cue = cue_table().verbs.get(verb.lower_)
    return bool(verb.dep_ == "conj" and cue and cue.quotes and any(c.dep_ in SUBJECTS for c in verb.children))
