"""Numbers of people that a noun of harm carries: "12 deaths", "the death of two men", "the toll rose to 12"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Token

from tocsin import lemma
from tocsin.codebook.conventions import Convention
from tocsin.find import syntax
from tocsin.find.harm.counted import Counted, people_of, words_before
from tocsin.find.harm.words import BODIES, COUNTING_NOUNS, FOUND_VERBS, HITS, LIVES, Harm
from tocsin.find.quantities import stated
from tocsin.parse import Sentence

REACHING = frozenset(
    "to at of is was reach reached hit hits reaches exceeds exceeded passed topped stands stood than least".split()
)


YEAR = re.compile(r"(?:the )?(?:19|20)\d\d\b(?! ?,)")
""" "The 2014 killings", "2011 Oslo killings": a year, and no number of them."""


def told_by_noun(noun: Token, harm: Harm, sentence: Sentence, use: Convention) -> Counted | None:
    """How many a noun of harm tells of; none where it carries no number and names nobody."""
    if not noun.tag_.startswith("N"):
        return None
    word = lemma.noun(noun.text)
    if word in COUNTING_NOUNS | harm.tolls and (one := total_told(noun, word, harm, sentence)):
        return one
    if word == "life":
        return _lives(noun, harm, sentence, use)
    named = _names_harm(noun, word, harm)
    return _of_harm(noun, word, harm, sentence, use) if named else None


def _of_harm(noun: Token, word: str, harm: Harm, sentence: Sentence, use: Convention) -> Counted | None:
    """Those a noun of harm names after "of", or the number it carries itself."""
    people = _named_by_noun(noun, word)
    if people is not None and (one := people_of(people, noun, harm, sentence, use)):
        return one
    before = words_before(noun)
    quantity = stated(before, use) if word in harm.nouns and not YEAR.match(before) else None
    if quantity is None:
        return None
    start, end = syntax.noun_phrase(noun)
    return Counted(harm.kind, quantity, sentence, noun, start, end, noun)


def _names_harm(noun: Token, word: str, harm: Harm) -> bool:
    """A noun of the table, or a hit called fatal ("the deadly shooting of two men")."""
    if word in harm.nouns:
        return word != "loss" or any(inner.lower_ in ("life", "lives") for inner in syntax.objects_of(noun, {"of"}))
    return word in HITS and any(child.lower_ in harm.fatal for child in noun.children)


def _named_by_noun(noun: Token, word: str) -> Token | None:
    """ "the death of two men", "bodies of three people", "Ruiz's death"; bodies only where they were found."""
    inner = next(syntax.objects_of(noun, {"of"}), None)
    if word in BODIES:
        verb = syntax.governing_verb(noun)
        found = verb is not None and lemma.verb(verb.text) in FOUND_VERBS
        if not found and (verb is not None or inner is None):
            # Carried, exchanged or mourned: told of before.
            return None
        if any(child.dep_ == "poss" for child in noun.children):
            return None
        return inner if inner is not None and stated(words_before(noun)) is None else noun
    return inner


def _lives(noun: Token, harm: Harm, sentence: Sentence, use: Convention) -> Counted | None:
    """ "claimed three lives"."""
    verb = syntax.governing_verb(noun)
    if (
        harm.name != "killed"
        or verb is None
        or lemma.verb(verb.text) not in LIVES
        or noun.dep_ not in (*syntax.OBJECTS, "nsubjpass")
    ):
        return None
    quantity = stated(words_before(noun), use)
    start, end = syntax.noun_phrase(noun)
    return Counted(harm.kind, quantity, sentence, verb, start, end, noun) if quantity else None


def total_told(noun: Token, word: str, harm: Harm, sentence: Sentence) -> Counted | None:
    """ "a death toll of 12", "the toll rose to 12", "the number of people killed has reached 45"."""
    after = noun.doc[noun.i + 1 : noun.i + 16]
    if len(after) > 1 and after[0].lower_ == "of" and after[1].tag_ == "CD" and word not in harm.tolls:
        # "A total of 18 people were killed" is no running total.
        return None
    if word not in harm.tolls and not _counts_harm(noun, after, harm):
        return None
    for token in after:
        if (
            token.tag_ == "CD"
            and token.nbor(-1).lower_ in REACHING | {"nearly", "about", "over"}
            and not _is_share(token)
        ):
            words = str(noun.doc[max(noun.i, token.i - 3) : token.i + 1].text)
            if quantity := stated(words):
                return Counted(harm.kind, quantity, sentence, noun, token.i, token.i + 1, None, is_toll=True)
    return None


def _counts_harm(noun: Token, after: Iterable[Token], harm: Harm) -> bool:
    """Whether a number or count is one of this harm: "the number of deaths", "the casualty count of wounded"."""
    before = noun.nbor(-1).lower_ if noun.i else ""
    if lemma.noun(before) in harm.nouns:
        return True
    words = [token.lower_ for token in after][:6]
    if not words or words[0] != "of":
        return False
    held = HELD.get(harm.name, ())
    return any(word in harm.states or lemma.noun(word) in harm.nouns or word in held for word in words[1:6])


HELD = {"detained": ("custody", "held", "detention", "bars"), "displaced": ("refugees", "evacuees", "fled")}
"""Words of harm after "the number of people", that alone say nothing of anybody."""


def _is_share(number: Token) -> bool:
    """ "12 percent", "12 people a day"."""
    return number.i + 1 < len(number.doc) and number.nbor(1).lower_ in (
        "percent",
        "per",
        "%",
        "days",
        "years",
        "hours",
        "weeks",
        "months",
    )
