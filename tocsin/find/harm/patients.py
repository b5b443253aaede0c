"""Who a verb of harm was done to, also where the parser gives it no object or subject."""

from __future__ import annotations

from spacy.tokens import Token

from tocsin import lemma
from tocsin.find import syntax
from tocsin.find.counting import is_person
from tocsin.find.harm.words import HITS

SUBJECTS = syntax.SUBJECTS | syntax.PASSIVE_SUBJECTS
LEAVING = frozenset(
    "leave find pronounce declare confirm report render presume believe consider list make feel".split()
)
_PASSED = frozenset(("RB", "VBN", "VBD", "CC", "MD"))
_PASSED_WORDS = frozenset(("was", "were", "is", "are", "been", "be", "being", "has", "have", "had", "got", "get"))


def direct_patient(verb: Token) -> Token | None:
    """Whom a verb says that it was done to: its object, or the subject of its passive."""
    if syntax.is_passive(verb):
        has_own = any(child.dep_ in SUBJECTS for child in verb.children)
        return verb.head if verb.dep_ == "acl" and not has_own else human_subject(verb) or _noun_before(verb)
    if verb.tag_ == "VBN" and verb.dep_ == "acl" and not any(child.dep_ in syntax.OBJECTS for child in verb.children):
        return verb.head
    direct = next((child for child in verb.children if child.dep_ in syntax.OBJECTS), None)
    if direct is None:
        shared = syntax.patients_of_verb(verb)
        direct = shared[0] if shared and shared[0].dep_ in syntax.OBJECTS else None
    if direct is None:
        direct = _subject_of_clause(verb)
    if direct is None and verb.dep_ == "conj" and _is_joined_passive(verb):
        return human_subject(verb.head) or _noun_before(verb.head)
    if direct is None and verb.tag_ == "VBN" and not any(child.dep_ in SUBJECTS for child in verb.children):
        return _noun_before(verb)
    if direct is None and _reads_as_passive(verb):
        return human_subject(verb)
    return direct


def _subject_of_clause(verb: Token) -> Token | None:
    """ "killed 60 civilians trying to flee", where the parser makes the killed the subject of a clause."""
    if verb.tag_ == "VBN" or lemma.verb(verb.text) in LEAVING:
        return None
    clauses = [child for child in verb.children if child.dep_ in ("ccomp", "xcomp") and child.tag_ == "VBG"]
    subjects = (noun for clause in clauses for noun in clause.children if noun.dep_ in SUBJECTS and noun.i > verb.i)
    return next((noun for noun in subjects if is_person(noun)), None)


def _reads_as_passive(verb: Token) -> bool:
    """ "Four killed in blast": in a headline a past form without an object is a passive."""
    word = lemma.verb(verb.text)
    is_headline = word not in LEAVING and (not is_punctuated(verb) or word not in HITS)
    return verb.tag_ in ("VBD", "VBN") and is_headline and not any(c.lower_ in ("at", "back") for c in verb.children)


def is_punctuated(token: Token) -> bool:
    """Whether a sentence ends in a mark, which headlines do not."""
    return token.doc[-1].text in ".!?\"'"


def _is_joined_passive(verb: Token) -> bool:
    """ "was set upon, beaten and killed": the last takes the subject of the first."""
    has_own = any(child.dep_ in SUBJECTS for child in verb.children)
    return syntax.is_passive(verb.head) and verb.tag_ in ("VBN", "VBD") and not has_own


def human_subject(verb: Token) -> Token | None:
    """The subject of a verb: of several the nearest, since a place named before it is taken for one."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS and child.i < verb.i]
    found = syntax.antecedent(own[-1]) if own else syntax.subject_of(verb)
    return found if found is not None and is_person(found) else None


def _noun_before(verb: Token) -> Token | None:
    """The noun right before a passive or participle that the parser gave no human subject: "a man (25) was shot"."""
    doc, at = verb.doc, verb.i - 1
    depth = 0
    while at >= 0 and (depth or doc[at].text in "()" or doc[at].tag_ in _PASSED or doc[at].lower_ in _PASSED_WORDS):
        depth += {")": 1, "(": -1}.get(doc[at].text, 0)
        at -= 1
    if at < 0 or not doc[at].tag_.startswith("N"):
        return None
    noun = doc[at]
    while noun.dep_ == "pobj" and noun.head.lower_ in ("of", "from") and noun.head.head.tag_.startswith("N"):
        noun = noun.head.head
    return noun if noun.i < verb.i and is_person(noun) and noun.tag_ not in ("NNP", "NNPS") else None
