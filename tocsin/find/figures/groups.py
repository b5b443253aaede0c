"""The group that a figure counts, in the report's own words."""

from __future__ import annotations

from spacy.tokens import Token

from tocsin.find import syntax
from tocsin.find.figures.wholes import FURTHER
from tocsin.find.harm.counted import Counted
from tocsin.find.harm.words import harm_words

VAGUE_WORDS = frozenset(
    "dozens hundreds thousands scores tens several many few some numerous multiple various other another more "
    "additional further old year-old unknown number year month".split()
)


def who(one: Counted) -> str | None:
    """The group counted, in the report's words without the number; people who are only named are people."""
    if one.head is None or one.head.lower_ in harm_words():
        return _set_apart(one)
    nouns = [one.head, *(joined for joined in syntax.conjuncts(one.head) if joined.i < one.end)]
    wordings = [words for noun in nouns if (words := _wording(noun))]
    if not wordings:
        return ("person" if one.quantity.best == 1 else "people") if _is_named(one.head) else None
    return " and ".join([", ".join(wordings[:-1]), wordings[-1]] if len(wordings) > 1 else wordings)


def _set_apart(one: Counted) -> str | None:
    """The group a sentence opens with: "Among (the security forces) it put the dead at 18"."""
    opening = one.sentence.tokens[0]
    noun = next((child for child in opening.children if child.dep_ == "pobj"), None)
    return _wording(noun) if opening.lower_ == "among" and noun is not None else None


def _is_named(head: Token) -> bool:
    return head.tag_ in ("NNP", "NNPS", "PRP", "CD", "WP", "DT", "JJ")


def _wording(noun: Token) -> str | None:
    """A human noun with what describes it; none for names, pronouns and numbers, which name no group."""
    head = syntax.meant(noun)
    if not head.tag_.startswith("N") or (head.tag_ in ("NNP", "NNPS") and not _is_titled(head)):
        return None
    start, end = syntax.noun_phrase(head)
    # What stands before the number is of something else, as where a headline runs into the text.
    start = max([start, *(token.i + 1 for token in head.doc[start:end] if token.tag_ == "CD")])
    kept = [token for token in head.doc[start:end] if not _is_left_out(token, head)]
    words = "".join(token.text_with_ws for token in kept).strip(" -–—,'\"")
    return words if words and words.lower() not in FURTHER | harm_words() else None


def _is_titled(head: Token) -> bool:
    """ "3 Mai-Mai", "Houthis": a name that a number or its plural makes a group."""
    if any(child.dep_ == "nummod" for child in head.children):
        return True
    return head.tag_ == "NNPS" and not any(child.dep_ == "compound" for child in head.children)


def _is_left_out(token: Token, head: Token) -> bool:
    if token.tag_ in (
        "CD",
        "DT",
        "PDT",
        "RB",
        "RBS",
        "RBR",
        "JJS",
        "JJR",
        "PRP$",
        "WP$",
        "POS",
        "HYPH",
        "``",
        "''",
        ",",
        "IN",
    ):
        return token.tag_ != "HYPH" or not (token.i > 0 and token.nbor(-1).is_alpha)
    if token.lower_ in VAGUE_WORDS:
        return True
    return any(one.dep_ == "poss" and token in one.subtree for one in head.children)
