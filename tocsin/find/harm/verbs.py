"""Numbers of people that a verb counts: of whom it says that it was done to them, or that it happened to them."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from tocsin import lemma
from tocsin.codebook import Signal
from tocsin.codebook.conventions import Convention
from tocsin.find import syntax
from tocsin.find.harm.counted import Counted, people_of
from tocsin.find.harm.patients import direct_patient, human_subject
from tocsin.find.harm.words import HIT, HITS, LIVES, Harm, harms
from tocsin.find.signals import end_of
from tocsin.parse import Sentence

REFLEXIVE = frozenset(("himself", "herself", "themselves"))


def told_by_verb(verb: Token, harm: Harm, sentence: Sentence, use: Convention) -> Counted | None:
    """Of whom a verb says that it was done to them; a participle may be tagged as a noun or adjective."""
    if not verb.tag_.startswith("V") and not (verb.tag_ in ("NN", "NNP", "JJ") and verb.lower_.endswith("ed")):
        return None
    if _is_alternative(verb):
        return None
    people = _harmed_by_verb(verb, harm)
    return people_of(people, verb, harm, sentence, use) if people is not None else None


def _harmed_by_verb(verb: Token, harm: Harm) -> Token | None:
    word = lemma.verb(verb.text)
    if _is_fatal_hit(verb, word, harm) or _is_signalled(verb, harm.done_to.get(word, ())):
        if harm.name == HIT and _is_made_fatal(verb):
            return None
        direct = direct_patient(verb)
        if direct is not None:
            return human_subject(verb) if direct.lower_ in REFLEXIVE else direct
    if _is_signalled(verb, harm.happens_to.get(word, ())):
        if word == "blow" and not any(child.lower_ in REFLEXIVE for child in verb.children):
            return None
        return human_subject(verb)
    return _life_taken(verb, word, harm)


def _is_alternative(verb: Token) -> bool:
    """ "wounded or killed": one of the two, and not said which."""
    return verb.dep_ == "conj" and any(child.lower_ == "or" for child in verb.head.children if child.i < verb.i)


def _is_signalled(verb: Token, signals: Iterable[Signal]) -> bool:
    """Whether a signal begins at a verb and no comma parts its words ("shot, with six dead" is no "shot dead")."""
    ends = (end_of(signal, verb) for signal in signals)
    return any(end is not None and not _is_parted(verb, end) for end in ends)


def _is_parted(verb: Token, end: int) -> bool:
    return any(token.text in (",", "(", "–", "—") or token.lower_ == "and" for token in verb.doc[verb.i + 1 : end - 1])


def _is_fatal_hit(verb: Token, word: str, harm: Harm) -> bool:
    """ "fatally shot", "stabbed fatally"; in "nine shot, one fatally" the word tells of the one."""
    if word not in HITS:
        return False
    return any(child.lower_ in harm.fatal and abs(child.i - verb.i) == 1 for child in verb.children)


def _is_made_fatal(verb: Token) -> bool:
    """ "shot and killed", "fatally shot": told as a death beside it."""
    deadly = {word for harm in harms() if harm.name == "killed" for word in harm.fatal}
    beside = [child for child in verb.children if child.dep_ in ("conj", "advmod", "oprd", "acomp", "ccomp", "advcl")]
    if any(child.lower_ in deadly | {"dead", "killed", "die", "died", "dies"} for child in beside):
        return True
    return verb.dep_ == "conj" and lemma.verb(verb.head.text) in ("kill", "murder", "die")


def _life_taken(verb: Token, word: str, harm: Harm) -> Token | None:
    """ "claimed the lives of two men": the men; "cost twelve lives": the lives."""
    if harm.name != "killed" or word not in LIVES:
        return None
    life = next(
        (child for child in verb.children if child.dep_ in syntax.OBJECTS and lemma.noun(child.text) == "life"), None
    )
    if life is None:
        return None
    inner = next(syntax.objects_of(life, {"of"}), None)
    return inner if inner is not None else None
