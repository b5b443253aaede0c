"""What a speaker does with what is said: assert, deny, confirm, accuse, predict, demand or promise.

A cue with a stance of its own decides ("denied", "vowed"). Behind a plain cue ("said") the main clauses of the content
are asked: "we will leave" promises, "we never fired" denies, "foreign agents are behind it" accuses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from tocsin import lemma
from tocsin.codebook.cues import cue_table
from tocsin.codebook.roles import role_table
from tocsin.event import Stance
from tocsin.find.attribution.candidate import Candidate
from tocsin.parse import ParsedReport, Sentence

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
FIRST = frozenset(("i", "we"))
WISHES = frozenset(("hope", "wish"))
OPINIONS = frozenset("believe think feel suspect assume reckon doubt estimate consider fear hope".split())
"""Cues of what somebody thinks: nothing is promised there."""
OURS = frozenset(("my", "our", "his", "her", "its", "their"))
VICTIMS = frozenset(("us", "me", "our", "my"))
BEING = frozenset(("be", "is", "are", "was", "were", "am", "been", "'s", "'re", "'m", "’s", "’re"))
ANYBODY = frozenset("anyone anybody everyone everybody nobody one none you".split())
"""Subjects of what holds at all times ("nobody will dispute that"), which foretells nothing."""
WILL = frozenset(("will", "'ll", "’ll", "shall", "wo", "wil"))
OUGHT = frozenset(("must", "should", "ought"))
NEGATIONS = frozenset(("not", "n't", "n’t", "never"))
PERFORMED = ("clause", "quote", "object", "for", "on", "inf", "object inf", "object of", "object for")
LEFT_OPEN = frozenset(("clause", "quote", "colon", "headline", "lead-in", "according to", "free quote", "quoted words"))
"""Frames in which the content may tell a stance that the cue leaves open."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one main clause does, and whom it blames."""

    stance: Stance = "asserts"
    blamed: Token | None = None
    sentence: Sentence | None = None


def with_stance(parsed: ParsedReport, candidate: Candidate) -> Candidate:
    """The candidate with the stance its content tells, where the cue tells none, and with whom it blames."""
    cue = cue_table().verbs.get(candidate.cue_token.lower_) if candidate.cue_token is not None else None
    if cue is not None and cue.lemma in WISHES:
        return candidate
    warns = cue is not None and cue.lemma == "warn" and candidate.frame == "clause"
    if warns and not _is_of_time_to_come(parsed, candidate):
        return replace(candidate, stance="asserts")
    if candidate.stance == "asserts" and candidate.frame in LEFT_OPEN:
        told = _of_content(parsed, candidate)
        candidate = replace(candidate, stance=told.stance)
        return _blaming(candidate, told) if told.stance == "accuses" else candidate
    if candidate.stance == "accuses" and candidate.blamed is None:
        subjects = ((s, _subject(verb)) for s, verb in _main_verbs(parsed, candidate))
        sentence, subject = next(((s, one) for s, one in subjects if one is not None), (None, None))
        return _blaming(candidate, Told("accuses", subject, sentence))
    return candidate


def _is_of_time_to_come(parsed: ParsedReport, candidate: Candidate) -> bool:
    """Whether a warning tells what may come, and not what is: "warned that the well was dry"."""
    verbs = [verb for _, verb in _main_verbs(parsed, candidate)]
    return not verbs or any(child.tag_ == "MD" for verb in verbs for child in (verb, *verb.children))


def _blaming(candidate: Candidate, told: Told) -> Candidate:
    if told.blamed is None or told.sentence is None or told.blamed.tag_ in ("PRP", "WP", "WDT", "EX", "DT"):
        return candidate
    start, end = told.blamed.left_edge.i, told.blamed.i + 1
    return replace(candidate, blamed=told.blamed, blamed_in=told.sentence, blamed_span=told.sentence.locate(start, end))


def _of_content(parsed: ParsedReport, candidate: Candidate) -> Told:
    """The stance of the first main clause, or else the one that at least half of them take."""
    quoted = candidate.frame in ("quote", "free quote", "colon", "lead-in") and candidate.quoted
    own = FIRST if quoted else FIRST | _pronouns_for(candidate)
    told = [_of_clause(sentence, verb, own, quoted=quoted) for sentence, verb in _main_verbs(parsed, candidate)]
    if not told or told[0].stance != "asserts":
        return told[0] if told else Told()
    for one in told:
        if one.stance != "asserts" and 2 * sum(other.stance == one.stance for other in told) >= len(told):
            return one
    return Told()


def _pronouns_for(candidate: Candidate) -> frozenset[str]:
    """The pronouns by which a reported clause may mean its speaker."""
    speaker = candidate.speaker
    cue = cue_table().verbs.get(candidate.cue_token.lower_) if candidate.cue_token is not None else None
    if speaker is None or (cue is not None and cue.lemma in OPINIONS):
        return frozenset()
    table = role_table()
    singular = speaker.lower_ in ("he", "she", "it")
    if not singular and (speaker.tag_ in ("NNS", "NNPS") or speaker.lower_ in ("they", "police")):
        return frozenset(("they",))
    if speaker.lower_ == "it" or speaker.lower_ in table.institutions or table.is_institution(speaker.text):
        return frozenset(("it", "they"))
    return frozenset(("he", "she"))


def _main_verbs(parsed: ParsedReport, candidate: Candidate) -> Iterator[tuple[Sentence, Token]]:
    """The verb of each sentence of the content that nothing else within the content governs."""
    for span in candidate.content:
        first = parsed.sentence_at(span)
        for sentence in parsed.sentences[first.index :] if first else ():
            if sentence.span.field != span.field or sentence.span.start >= span.end:
                break
            inside = {token.i for token in sentence.tokens_in(span)}
            for token in sentence.tokens:
                if token.i in inside and token.tag_[:2] in ("VB", "MD") and not _governed(token, inside):
                    yield sentence, token
                    break


def _governed(token: Token, inside: set[int]) -> bool:
    return any(above.i in inside for above in token.ancestors)


def _of_clause(sentence: Sentence, verb: Token, pronouns: frozenset[str], *, quoted: bool) -> Told:
    subject = _subject(verb)
    own = subject is not None and _is_own(subject, pronouns, quoted=quoted)
    negated = any(child.lower_ in NEGATIONS for child in verb.children)
    if quoted and subject is not None and subject.lower_ in FIRST and (performed := _performed(verb, negated=negated)):
        return Told(performed)
    if _denies(verb, own=own, negated=negated):
        return Told("denies")
    villain = bool(_said_of(verb) & cue_table().wording["villains"])
    if not own and (not negated or villain) and (blamed := _blamed(verb, subject)) is not None:
        return Told("accuses", blamed, sentence)
    return Told(_of_mood(verb, subject, own=own, quoted=quoted))


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)


def _is_own(subject: Token, pronouns: frozenset[str], *, quoted: bool) -> bool:
    """Whether a subject is the speaker or the speaker's side: "we", "our troops"; "he", "its forces" where reported."""
    owners = {"my", "our"} if quoted else OURS
    if any(child.dep_ == "poss" and child.lower_ in owners for child in subject.children):
        return bool(pronouns)
    return subject.lower_ in pronouns and (subject.lower_ in FIRST or not _named_within(subject))


def _named_within(pronoun: Token) -> bool:
    """Whether a clause before it within its sentence names somebody else that a pronoun may mean."""
    clauses = [child for child in pronoun.head.children if child.dep_ == "advcl" and child.i < pronoun.i]
    return any(part.dep_ in SUBJECTS and part.tag_[:2] == "NN" for clause in clauses for part in clause.subtree)


def _performed(verb: Token, *, negated: bool) -> Stance | None:
    """The stance of a verb by which one does what it says: "we demand", "I deny"."""
    cue = cue_table().verbs.get(verb.lower_)
    if cue is None or negated or verb.tag_ not in ("VBP", "VB") or any(c.dep_ == "aux" for c in verb.children):
        return None
    return next((cue.frames[frame] for frame in PERFORMED if cue.frames.get(frame, "asserts") != "asserts"), None)


def _denies(verb: Token, *, own: bool, negated: bool) -> bool:
    words = cue_table().wording
    said_of = _said_of(verb)
    if verb.lower_ in BEING:
        if said_of & (words["true"] if negated else words["false"]):
            return True
        attribute = next((child for child in verb.children if child.dep_ == "attr"), None)
        none = attribute is not None and any(child.lower_ == "no" for child in attribute.children)
        if none and attribute is not None and attribute.lower_ in words["grounds"]:
            return True
        if negated and (said_of & words["guilty"] or _is_behind(verb)):
            return True
    if lemma.verb(verb.text) == "have" and any(c.dep_ == "dobj" and c.lower_ == "nothing" for c in verb.children):
        return any(part.lower_ == "do" for part in verb.subtree)
    past = verb.tag_ in ("VBD", "VBN") or any(child.lower_ in ("did", "had", "have", "has") for child in verb.children)
    return own and negated and past and lemma.verb(verb.text) in words["deeds"]


def _said_of(verb: Token) -> set[str]:
    """What a subject is said to be, with what is coordinated: "are not students but terrorists"."""
    heads = [child for child in verb.children if child.dep_ in ("acomp", "attr", "oprd", "xcomp")]
    return {word.lower_ for head in heads for word in (head, *head.conjuncts)}


def _blamed(verb: Token, subject: Token | None) -> Token | None:
    """Whom a clause makes answerable for something bad."""
    words = cue_table().wording
    if verb.lower_ in BEING and subject is not None:
        said_of = _said_of(verb)
        if said_of & (words["guilty"] | words["villains"]) or _is_behind(verb):
            return subject
    if lemma.verb(verb.text) in words["crimes"]:
        if any(child.dep_ == "auxpass" for child in verb.children):
            agent = next((child for child in verb.children if child.dep_ == "agent"), None)
            return next((part for part in agent.children if part.dep_ == "pobj"), None) if agent is not None else None
        return subject
    harmed = any(word.lower_ in VICTIMS for child in verb.children if child.i > verb.i for word in child.subtree)
    return subject if harmed and lemma.verb(verb.text) in words["deeds"] else None


def _is_behind(verb: Token) -> bool:
    return any(child.dep_ == "prep" and child.lower_ == "behind" for child in verb.children)


def _of_mood(verb: Token, subject: Token | None, *, own: bool, quoted: bool) -> Stance:
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if subject is not None and not own and (helpers & OUGHT or _needs_to(verb)):
        return "demands"
    if quoted and _is_imperative(verb, subject):
        return "demands"
    if subject is not None and subject.lower_ in ANYBODY:
        return "asserts"
    shifted = not quoted and "would" in helpers and "have" not in helpers and lemma.verb(verb.text) != "like"
    if helpers & WILL or shifted or _is_going_to(verb):
        return "promises" if own else "predicts"
    likely = any(child.dep_ == "acomp" and child.lower_ in ("likely", "bound", "set") for child in verb.children)
    return "predicts" if likely and verb.lower_ in BEING else "asserts"


def _needs_to(verb: Token) -> bool:
    to = any(child.dep_ == "xcomp" and any(c.tag_ == "TO" for c in child.children) for child in verb.children)
    return to and verb.lower_ in ("need", "needs", "has", "have")


def _is_going_to(verb: Token) -> bool:
    return verb.lower_ == "going" and any(child.dep_ == "xcomp" for child in verb.children)


def _is_imperative(verb: Token, subject: Token | None) -> bool:
    if verb.tag_ != "VB" or subject is not None or verb.lower_ in cue_table().wording["asides"]:
        return False
    helpers = [child for child in verb.children if child.dep_ == "aux" and child.lower_ not in ("do",)]
    before = [token for token in verb.doc[: verb.i] if token.is_alpha and token.lower_ not in ("please", "do", "never")]
    return not helpers and len(before) <= 1
