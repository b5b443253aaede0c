"""Numbers of people that are told as parts of another: "including two women", "two of them"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from tocsin import lemma
from tocsin.codebook.conventions import Convention
from tocsin.find import syntax
from tocsin.find.counting import count
from tocsin.find.harm.counted import Counted, extent, of_whom
from tocsin.find.harm.patients import SUBJECTS, human_subject
from tocsin.find.harm.words import harms
from tocsin.find.quantities import ACLED
from tocsin.parse import Sentence
from tocsin.values import FigureKind


def parts_told(sentence: Sentence, kind: FigureKind, use: Convention = ACLED) -> Iterator[Counted]:
    """Parts of a number told before, that say nothing of what befell them: "two of them were children".

    `kind` is that of the number told before. "The dead included …" and "among the injured were …" say theirs.
    """
    for token in sentence.tokens:
        if token.tag_ == "CD" and token.dep_ in SUBJECTS and of_whom(token):
            yield from _part(token, token.head, kind, sentence, use)
        elif lemma.verb(token.text) == "include" and (state := _state_included(token)):
            for child in token.children:
                if child.dep_ in syntax.OBJECTS:
                    yield from _part(child, token, state, sentence, use)
        elif token.lower_ == "among" and (state := _state_among(token)):
            noun = human_subject(token.head)
            if noun is not None and lemma.verb(token.head.text) == "be":
                yield from _part(noun, token.head, state, sentence, use)
        elif token.lower_ == "among" and any(inner.lower_ == "them" for inner in syntax.prep_objects(token)):
            noun = next((one for one in sentence.tokens[token.i + 2 :] if one.tag_.startswith("N")), None)
            if noun is not None:
                yield from _part(noun, token.head, kind, sentence, use)


def _state_among(preposition: Token) -> FigureKind | None:
    """The kind of those in "two children are among the dead"."""
    words = [inner.lower_ for inner in syntax.prep_objects(preposition)]
    return next((harm.kind for harm in harms() for word in words if word in harm.states), None)


def _part(noun: Token, predicate: Token, kind: FigureKind, sentence: Sentence, use: Convention) -> Iterator[Counted]:
    quantity = count(noun, use=use)
    if quantity is not None:
        start, end = extent(noun)
        yield Counted(kind, quantity, sentence, predicate, start, end, noun, is_part=True)


def _state_included(verb: Token) -> FigureKind | None:
    """The kind of those whom "the dead included" speaks of."""
    subject = next((child.lower_ for child in verb.children if child.dep_ in SUBJECTS), "")
    if subject in ("victims", "casualties", "fatalities"):
        return "killed"
    return next((harm.kind for harm in harms() if subject in harm.states), None)


def parts_beside(whole: Counted, use: Convention) -> Iterator[Counted]:
    """ "nine people, including two children": the children are a part of the nine."""
    for token in whole.sentence.tokens[whole.end : whole.end + 3]:
        if token.lower_ in ("including", "included", "among"):
            for noun in syntax.prep_objects(token):
                if quantity := count(noun, use=use):
                    start, end = extent(noun)
                    yield Counted(
                        whole.kind,
                        quantity,
                        whole.sentence,
                        whole.predicate,
                        start,
                        end,
                        noun,
                        is_part=True,
                        is_hit=whole.is_hit,
                    )
