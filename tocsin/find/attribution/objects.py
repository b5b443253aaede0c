"""Cues that govern less than a clause: an infinitive, an object and something about it, a preposition."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from tocsin.codebook.cues import Cue, cue_table
from tocsin.codebook.roles import role_table
from tocsin.find.attribution.candidate import subtree
from tocsin.find.attribution.clauses import before_next_cue
from tocsin.find.attribution.governed import FEW, Governed, is_that_clause
from tocsin.find.names import DATE_WORDS

# Verbs whose object is a fact; with a name for an object they do something else ("parliament confirmed Ruiz").
OF_FACTS = frozenset("confirm announce declare report state reveal disclose show describe note recall".split())


COUNTS = frozenset(
    "toll number figure count total dead injured wounded missing casualties losses deaths injuries arrests turnout "
    "crowd size".split()
)
"""What a number of people is given as."""


def infinitive(verb: Token, cue: Cue, children: Sequence[Token]) -> Governed | None:
    """A verb without a tense: "plans to march", "urged the army to leave", "denied taking part"."""
    goal = next((child for child in children if child.dep_ in ("xcomp", "ccomp", "advcl") and child.i > verb.i), None)
    if goal is None:
        return None
    to = any(child.tag_ == "TO" and child.dep_ == "aux" for child in goal.children)
    thing = next((child for child in children if child.dep_ in ("dobj", "dative")), None)
    subject = next((child for child in goal.children if child.dep_ == "nsubj"), None)
    if to and "object inf" in cue.frames and (thing or subject or _passive(verb)):
        first = min(part.left_edge.i for part in (thing, subject, goal) if part is not None)
        return Governed("object inf", ((first, goal.right_edge.i + 1),))
    if to and "inf" in cue.frames and goal.dep_ != "advcl":
        return Governed("inf", (subtree(goal),))
    if goal.tag_ == "VBG" and "ing" in cue.frames and goal.dep_ != "advcl":
        return Governed("ing", (subtree(goal),))
    return None


def _passive(verb: Token) -> bool:
    return verb.tag_ == "VBN" and any(child.dep_ == "auxpass" for child in verb.children)


def number_at(verb: Token, cue: Cue, children: Sequence[Token]) -> Governed | None:
    """A count and the number that somebody gives it: "put the dead at 18 and the injured at 748"."""
    thing = next((child for child in children if child.dep_ in ("dobj", "nsubjpass")), None)
    if "number at" not in cue.frames or thing is None or thing.lower_ not in COUNTS:
        return None
    behind = verb.doc[max(verb.i, thing.i) : -1]
    ends = [number.i for at in behind if at.lower_ == "at" and (number := _number_behind(at)) is not None]
    return Governed("number at", ((thing.left_edge.i, ends[-1] + 1),)) if ends else None


def _number_behind(at: Token) -> Token | None:
    """The last word of the number behind "at": "at (more than 60)", "at (about 1.5 million)"."""
    found = None
    for token in at.doc[at.i + 1 : at.i + 1 + FEW]:
        if token.tag_ == "CD":
            found = token
        elif found is not None or token.tag_ not in ("IN", "JJR", "RBR", "RB", "JJ", "JJS", "RBS"):
            break
    return found


def object_with(verb: Token, cue: Cue, children: Sequence[Token]) -> Governed | None:
    """Frames of an object and something about it: "accused the army of looting", "called it a disgrace"."""
    thing = next((child for child in children if child.dep_ in ("dobj", "nsubjpass")), None)
    for frame in cue.frames:
        if not frame.startswith("object "):
            continue
        link = frame.removeprefix("object ")
        if link == "naming":
            named = next(
                (child for child in children if child.dep_ in ("oprd", "ccomp", "xcomp") and child.i > verb.i), None
            )
            if named is not None and (thing is not None or named.dep_ == "ccomp" or _passive(verb)):
                first = [subtree(thing)] if thing is not None else []
                return Governed(frame, (*first, subtree(named)))
        elif thing is not None:
            about = next(
                (
                    part
                    for part in (*children, *thing.children)
                    if part.lower_ == link and part.i > verb.i and part.dep_ in ("prep", "mark")
                ),
                None,
            )
            if about is not None:
                return Governed(
                    frame, (subtree(thing), subtree(about)), thing=_blamed(frame, thing, about), thing_end=about.i
                )
    return None


def _blamed(frame: str, thing: Token, about: Token) -> Token:
    """Who is accused: "blamed the army for …", but "blamed the fire on the army"."""
    if frame != "object on":
        return thing
    return next((child for child in about.children if child.dep_ == "pobj"), thing)


def preposition(verb: Token, cue: Cue, children: Sequence[Token]) -> Governed | None:
    """What a preposition of the table leads to: "called for a ceasefire"."""
    carried = [
        part for child in children if f"{cue.lemma.split()[0]} {child.lower_}" == cue.lemma for part in child.children
    ]
    for child in (*children, *carried):
        if child.dep_ in ("prep", "prt", "agent") and child.lower_ in cue.frames and 0 < child.i - verb.i <= FEW:
            if any(part.lower_ in DATE_WORDS for part in child.children):
                continue
            ranges = tuple(subtree(part) for part in child.children if part.dep_ in ("pobj", "pcomp", "prep"))
            ranges += tuple(subtree(part) for part in children if part.dep_ == "xcomp" and part.i > child.i)
            if ranges:
                return Governed(child.lower_, ranges, (), child if child.i - verb.i < 2 else None)
    return None


def plain_object(verb: Token, cue: Cue, children: Sequence[Token]) -> Governed | None:
    """A thing that is said: "announced a curfew", "rejected the claim that …"."""
    if "object" not in cue.frames:
        return None
    thing = next((child for child in children if child.dep_ == "dobj" and child.i > verb.i), None)
    if thing is None or thing.tag_ in ("PRP", "WP", "WDT") or thing.lower_ in ("nothing", "little"):
        return None
    if cue.lemma == "cite" and _is_somebody(thing):
        return None
    if (thing.tag_ == "NNP" and cue.lemma in OF_FACTS) or any(child.lower_ == "no" for child in thing.children):
        return None
    noun = cue_table().nouns.get(thing.lower_)
    told = next((child for child in thing.children if noun and child.i > thing.i and is_that_clause(child)), None)
    if told is not None:
        start, end = subtree(told)
        return Governed("object", ((start, before_next_cue(verb, told, end)),), thing=thing)
    more = [part for part in children if part.dep_ == "prep" and part.i > thing.i and part.lower_ in ("at", "over")]
    about = more if cue.lemma in ("express", "voice") else []
    return Governed("object", (subtree(thing), *(subtree(part) for part in about)), thing=thing)


def _is_somebody(noun: Token) -> bool:
    """Whether a noun is a person or an institution: "citing hospital officials" names who said so, not what."""
    table = role_table()
    known = table.institutions | table.media | table.classes.keys()
    return noun.tag_ in ("NNP", "NNPS") or noun.lower_ in known or noun.lower_ == "sources"
