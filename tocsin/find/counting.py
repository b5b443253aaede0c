"""How many people a noun phrase speaks of: "a rancher and his brother", "a family of four", "dozens of students".

Noun phrases are counted, not digits: a number counts where a human noun carries it, and a person told without any
number is one.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from tocsin import lemma
from tocsin.codebook import register
from tocsin.codebook.conventions import Convention
from tocsin.codebook.persons import is_person_noun
from tocsin.find import syntax
from tocsin.find.quantities import ACLED, MULTIPLIERS, UNCOUNTABLE, Quantity, exactly, stated, uncounted

PLURAL_WORDS = frozenset(("people", "police", "personnel", "troops", "staff", "folk", "others"))
PRONOUNS_OF_ONE = frozenset(("him", "her", "he", "she", "me", "i", "himself", "herself", "myself"))
"""Pronouns of one person. "They" and "we" do not say how many."""
GROUPS_OF = {"couple": 2, "pair": 2, "duo": 2, "trio": 3, "both": 2, "twin": 2, "triplet": 3}
NOBODY = frozenset(("nobody", "none", "no-one", "neither"))
ONE = frozenset(("one", "another", "someone", "somebody", "a"))
QUESTIONS = frozenset(("how", "what", "which", "whose", "whatever"))


def count(noun: Token, *, plural_counts: bool = False, use: Convention = ACLED) -> Quantity | None:
    """How many people a noun phrase means, with what is joined to it ("a rancher and his brother" are two).

    With `plural_counts`, people in the plural without a number count by the convention, and so do "several" and
    "some"; without it such words say nothing.
    """
    if _is_nobody(noun):
        return None
    noun = _referent(noun)
    parts = [(noun, _count_one(noun, plural_counts, use))]
    if (first := listed_before(noun)) is not None:
        parts.append((first, _count_one(first, plural_counts, use)))
    for joined in syntax.conjuncts(noun):
        if not _is_alternative(joined) and is_person(joined) and not _same_person(joined, noun):
            parts.append((joined, _count_one(joined, plural_counts, use)))
    if (beside := _along_with(noun)) is not None and is_person(beside):
        parts.append((beside, _count_one(beside, plural_counts, use)))
    return _total(parts)


def listed_before(noun: Token) -> Token | None:
    """ "A teacher, her husband and a guard were killed": the first of a list, that the parser leaves out of it."""
    comma = noun.left_edge.i - 1
    if comma < 1 or noun.doc[comma].text != "," or not syntax.conjuncts(noun):
        return None
    first = next((one for one in noun.head.children if one.i < comma and one.dep_ in LEFT_OUT), None)
    return first if first is not None and first.right_edge.i == comma - 1 and is_person(first) else None


LEFT_OUT = frozenset(("npadvmod", "dep"))
"""What the parser calls a noun that it knows no place for."""


def _along_with(noun: Token) -> Token | None:
    """ "a teacher along with four pupils", "the mayor as well as two guards": the second noun."""
    after = [token for token in noun.doc[noun.i + 1 : noun.i + 5] if token.text != ","]
    words = [token.lower_ for token in after]
    if words[:2] in (["along", "with"], ["together", "with"]):
        return next(syntax.prep_objects(after[1]), None)
    if words[:3] == ["as", "well", "as"]:
        return next((token for token in noun.doc[after[2].i + 1 : after[2].i + 6] if token.tag_.startswith("N")), None)
    return None


def is_person(noun: Token) -> bool:
    """Whether a noun phrase speaks of people: a human noun, a pronoun, a name that is told with a number or title."""
    head = syntax.meant(noun)
    if head.tag_ in ("PRP", "WP", "WDT", "CD", "DT", "PDT"):
        return head.lower_ not in ("it", "which", "what", "that", "this", "itself") and not _counts_things(head)
    if head.tag_ in ("NNP", "NNPS"):
        return _is_person_name(head)
    if head.tag_.startswith("N"):
        return is_person_noun(lemma.noun(head.text)) or _is_aged(head) or _is_foreign(head)
    return head.tag_ in ("JJ", "VBN", "VBD", "JJR") and _is_nominal(head)


def _is_foreign(head: Token) -> bool:
    """A word that no English dictionary has, as reports use of people elsewhere ("a dahalo", "two fedayeen")."""
    return head.is_alpha and head.lower_ not in FOREIGN_THINGS and not lemma.is_known(head.text)


FOREIGN_THINGS = frozenset(
    (
        "ied ieds uav uavs suv suvs apc apcs vbied vbieds kalashnikov kalashnikovs bajaj hilux minivan "
        "drone atv atvs rpg rpgs tuktuk okada boda covid unrest"
    ).split()
)


def _counts_things(head: Token) -> bool:
    """ "55 percent", "10 of the houses"."""
    following = head.nbor(1) if head.i + 1 < len(head.doc) else None
    if "%" in head.text or (
        following is not None and following.lower_ in ("%", "percent", "per", "km", "kg", "pm", "am")
    ):
        return True
    inner = next(syntax.objects_of(head, {"of"}), None)
    return inner is not None and inner.i != head.i and not is_person(inner)


def _is_person_name(head: Token) -> bool:
    """Names pass, unless their last word names a thing ("Main Street"), or is a plain word of a headline's capitals."""
    if head.lower_ in THINGS_IN_NAMES or head.lower_ in FOREIGN_THINGS:
        return False
    return not _in_title_case(head) or not lemma.is_known(head.text) or is_person_noun(lemma.noun(head.text))


def _in_title_case(token: Token) -> bool:
    """Whether most longer words of a sentence have capitals, as in many headlines."""
    words = [other.text for other in token.doc if len(other.text) > 3 and other.is_alpha]
    return sum(word[0].isupper() for word in words) > 0.7 * len(words)


THINGS_IN_NAMES = frozenset(
    (
        "street avenue road boulevard highway bridge river hospital university school college mosque church airport "
        "station square park city town village district province county state republic island mountain lake hotel "
        "market mall bank january february march april may june july august september october november december "
        "monday tuesday wednesday thursday friday saturday sunday act bill party league cup game games"
    ).split()
)


def _is_aged(head: Token) -> bool:
    """ "a 16-year-old", "three 18-year-olds"."""
    return bool(re.search(r"(?:year|month|week|day)s?-olds?$", head.doc[max(0, head.i - 4) : head.i + 1].text.lower()))


def _is_nominal(head: Token) -> bool:
    """An adjective that stands for people: "a 35-year-old", "two wounded", "at least 18 dead"."""
    if _is_aged(head):
        return True
    return head.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "conj") and any(
        child.dep_ in ("nummod", "det") and child.i < head.i for child in head.children
    )


def _referent(noun: Token) -> Token:
    """The noun that a relative pronoun stands for; "two of whom" are two, whoever they are."""
    if noun.tag_ in ("WP", "WDT") and noun.dep_ in (*syntax.SUBJECTS, *syntax.PASSIVE_SUBJECTS, *syntax.OBJECTS):
        return syntax.antecedent(noun)
    return noun


def _is_nobody(noun: Token) -> bool:
    """ "no one", "no civilians", "none of them"; and "how many people", which asks ("in which two died" does not)."""
    if noun.lower_ in NOBODY or any(child.lower_ in ("no", "zero") for child in noun.children):
        return True
    before = noun.doc[max(0, noun.left_edge.i - 1) : noun.i]
    return any(token.lower_ in QUESTIONS and token.dep_ != "pobj" for token in before)


def _is_alternative(joined: Token) -> bool:
    """ "soldiers or police": one of the two, and not both."""
    between = joined.doc[max(0, joined.left_edge.i - 1) : joined.left_edge.i]
    return any(token.lower_ in ("or", "nor") for token in between)


def _same_person(joined: Token, first: Token) -> bool:
    """ "the mayor and party leader": a second noun in the singular without an article or name of its own."""
    nouns = {lemma.noun(joined.text), lemma.noun(first.text)}
    if len(nouns) == 2 and nouns <= SEXES:
        return False
    determined = any(child.dep_ in ("det", "poss", "nummod", "amod") for child in joined.children)
    return joined.tag_ == "NN" and not determined and not _is_aged(joined) and first.tag_ != "NNP"


SEXES = frozenset(
    "man woman boy girl husband wife brother sister mother father son daughter grandmother grandfather uncle aunt "
    "gunman policeman policewoman".split()
)
"""Nouns of which two cannot be one person ("a man and woman")."""


def _total(parts: list[tuple[Token, Quantity | None]]) -> Quantity | None:
    """The sum of what is joined; the first alone where the others only say who they are ("two people, a man and …")."""
    counted = [quantity for _, quantity in parts if quantity]
    if any(not _is_unknown(one) for one in counted):
        # "eight police officers and guardsmen": the number is that of both.
        counted = [one for one in counted if not _is_unknown(one)]
    if not counted:
        return None
    first, others = counted[0], counted[1:]
    if others and sum(one.best for one in others) == first.best and _is_list_of(parts):
        return first
    total = first
    for one in others:
        total = total + one
    return total


def _is_list_of(parts: list[tuple[Token, Quantity | None]]) -> bool:
    head, joined = parts[0][0], parts[1][0]
    return head.tag_ in ("NNS", "NNPS", "CD") and joined.doc[joined.left_edge.i - 1].text in (
        ",",
        ":",
        "-",
        "–",
        "—",
        "(",
    )


def _count_one(noun: Token, plural_counts: bool, use: Convention) -> Quantity | None:
    if not is_person(noun):
        return None
    quantity = _numbered(noun, use)
    if quantity is not None:
        return quantity if plural_counts or not _is_unknown(quantity) else None
    head = lemma.noun(noun.text)
    if head in GROUPS_OF and not (head == "twin" and noun.tag_ == "NN"):
        return exactly(GROUPS_OF[head])
    if _is_plural(noun, head):
        if any(child.lower_ == "both" for child in noun.children):
            return exactly(2)
        return uncounted(use) if plural_counts and not _is_definite(noun) else None
    number = 2 if _shares_surname(noun) else 1
    return exactly(number) if _is_one_person(noun, head) else None


def _shares_surname(name: Token) -> bool:
    """ "Ana and Luis Rivas": two first names before one last name."""
    if name.tag_ != "NNP":
        return False
    firsts = [child for child in name.children if child.dep_ in ("nmod", "compound") and child.tag_ == "NNP"]
    return any(
        other.dep_ == "conj" and other.tag_ == "NNP" and other.i < name.i for one in firsts for other in one.children
    )


def _is_unknown(quantity: Quantity) -> bool:
    """A number that is only "several", "some" or "many"."""
    return quantity.rule is not None and "-unknown-" in quantity.rule


def _is_plural(noun: Token, head: str) -> bool:
    if noun.tag_ == "NNPS" and any(child.dep_ == "compound" and child.tag_ == "NNP" for child in noun.children):
        # A first name before it: the name of one person that ends in -s.
        return is_person_noun(head)
    return noun.tag_ in ("NNS", "NNPS") or noun.lower_ in PLURAL_WORDS or head == "number"


def _is_one_person(noun: Token, head: str) -> bool:
    if noun.tag_ in ("PRP", "WP"):
        return noun.lower_ in PRONOUNS_OF_ONE
    if noun.tag_ in ("CD", "DT", "PDT"):
        return noun.lower_ in ONE
    if noun.tag_ in ("JJ", "VBN", "VBD", "JJR"):
        return any(child.lower_ in ("a", "an", "another", "one", "the") for child in noun.children) or _is_aged(noun)
    if noun.tag_ in ("NNP", "NNPS") and _is_organisation(noun):
        return False
    return head not in UNCOUNTABLE | GROUP_NOUNS and noun.tag_ not in ("WDT", "EX")


def _is_organisation(name: Token) -> bool:
    """ "The Nusra Front", "Hezbollah": a name with an article, or one of the register of actors."""
    if register().named(name.text) or register().named(name.doc[name.left_edge.i : name.i + 1].text):
        return True
    return any(child.lower_ == "the" for child in name.children) and not is_person_noun(lemma.noun(name.text))


GROUP_NOUNS = frozenset(
    (
        "police army military crew garrison patrol unit squad team household force troop staff personnel "
        "militia gang public jury security brigade battalion regiment government authority people folk"
    ).split()
)
"""Nouns in the singular that mean a body of people: no person, and no number."""


def _numbered(noun: Token, use: Convention) -> Quantity | None:
    """The number before a noun, or that of "a family of four", "a group of 20", "dozens of people"."""
    words = _words_before(noun)
    if noun.tag_ == "CD" and noun.lower_ in ("one",) and not words:
        return exactly(1)
    if lemma.noun(noun.text) in syntax.PARTITIVES | UNCOUNTABLE or noun.tag_ in ("CD", "DT", "PDT", "JJ"):
        inner = next(syntax.objects_of(noun, {"of"}), None)
        is_unit = noun.tag_ != "NN" or lemma.noun(noun.text) in MULTIPLIERS
        own = stated(f"{words} {noun.text}", use) if is_unit or inner is not None else stated(words, use)
        if own is not None or inner is None:
            return own if own is not None else stated(words, use)
        return stated(f"{_words_before(inner)} {inner.text}", use) or stated(words, use)
    return stated(words, use)


def _words_before(noun: Token) -> str:
    """The words of a noun phrase before its head that can hold a number, without names, ages and genitives."""
    kept = [
        token
        for token in noun.doc[max(noun.left_edge.i, noun.i - 14) : noun.i]
        if token.dep_ not in ("poss", "case", "relcl", "appos") and not _in_genitive(token, noun)
    ]
    text = "".join(token.text_with_ws for token in kept)
    if kept and kept[0].i > 1 and noun.doc[kept[0].i - 1].lower_ in _LEADING:
        text = noun.doc[max(0, kept[0].i - 3) : kept[0].i].text_with_ws + text
    return _NO_COUNT.sub(" ", text)


_LEADING = frozenset("than least between over about around some to as nearly almost".split())
_NO_COUNT = re.compile(
    r"\b(?:\w+-)?\w+(?:-|\s)(?:year|month|week|day)s?(?:-|\s)olds?\b|\baged \w+|(?<=, )\d{1,3}(?=,)|"
    r"\b(?:the|in|since) (?:19|20)\d\d\b",
    re.I,
)
"""Ages, and years between them: numbers of a noun phrase that count nobody."""


def _in_genitive(token: Token, noun: Token) -> bool:
    while token.i not in (noun.i, token.head.i):
        if token.dep_ == "poss":
            return True
        token = token.head
    return False


def _is_definite(noun: Token) -> bool:
    """ "the police", "the corpses", "his sons": a body, or people told of before; not a number of people."""
    if noun.lower_ in ("police", "forces", "authorities", "they", "them", "we", "us"):
        return True
    inner = syntax.meant(noun)
    return any(
        child.dep_ == "poss" or child.lower_ in ("the", "these", "those", "no", "all", "any", "both")
        for one in (noun, inner)
        for child in one.children
    )
