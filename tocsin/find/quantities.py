"""How many people a noun phrase speaks of, with bounds and the rule that was used."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.tokens import Token

from tocsin import lemma
from tocsin.find import syntax


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of people. `high` is none where it is open, `rule` names a convention where one was needed."""

    best: int
    low: int | None
    high: int | None
    rule: str | None = None

    def __add__(self, other: Quantity) -> Quantity:
        """Both together, as for "two soldiers and a child"."""
        return Quantity(
            self.best + other.best,
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.rule or other.rule,
        )


def exactly(number: int) -> Quantity:
    """A plain number."""
    return Quantity(number, number, number)


# ACLED's conventions for words that give no number (its FAQ on fatalities): tens 10, dozens 12, hundreds 100; and 3
# where deaths in the plural are told without any number outside a war zone. "Several" counts as such.
VAGUE = {
    "dozens": (12, "acled-dozens-12"),
    "scores": (20, "scores-20"),
    "tens": (10, "acled-tens-10"),
    "hundreds": (100, "acled-hundreds-100"),
    "thousands": (1_000, "thousands-1000"),
    "millions": (1_000_000, "millions-1000000"),
    "several": (3, "acled-unknown-3"),
    "few": (3, "acled-unknown-3"),
    "some": (3, "acled-unknown-3"),
    "many": (3, "acled-unknown-3"),
    "multiple": (3, "acled-unknown-3"),
    "numerous": (3, "acled-unknown-3"),
    "various": (3, "acled-unknown-3"),
}
UNCOUNTED = Quantity(3, 2, None, "acled-unknown-3")
"""People in the plural without a number."""

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS = {word: number for number, word in enumerate(_SMALL)} | {word: 20 + 10 * i for i, word in enumerate(_TENS)}
MULTIPLIERS = {"hundred": 100, "dozen": 12, "thousand": 1_000, "million": 1_000_000, "score": 20}

_DIGITS = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_WORD = "|".join([*WORDS, "hundred", "dozen", "thousand", "million"])
_WORDS = rf"(?:an? (?=dozen|hundred|thousand|million)|{_WORD})(?:[ -]?(?:and )?(?:{_WORD})\b)*"
_NUMBER = rf"(?:{_DIGITS}|half a dozen|{_WORDS})(?: (?:hundred|thousand|million|dozen))*"
_AT_LEAST = r"at least|no fewer than|not fewer than|no less than|not less than|a minimum of|upwards of"
_MORE = r"more than|over|above|in excess of|well over"
_AT_MOST = r"up to|as many as|at most|no more than|not more than|a maximum of"
_LESS = r"less than|fewer than|under|below"
_ABOUT = (
    r"about|around|some|nearly|almost|approximately|roughly|close to|an estimated|estimated|circa|or so|more or less"
)
_BOUND = re.compile(
    rf"(?:(?P<least>{_AT_LEAST})|(?P<more>{_MORE})|(?P<most>{_AT_MOST})|(?P<less>{_LESS})|(?P<about>{_ABOUT}))"
    r"\s+(?:an? )?"
    rf"(?:(?:{_ABOUT})\s+)?(?=(?:\d|{_WORD}|tens|dozens|scores|hundreds|thousands|half|several))",
    re.I,
)
_RANGE = re.compile(rf"(?:between |from )?(?P<low>{_NUMBER})\s*(?:-|–|to|and|or)\s*(?P<high>{_NUMBER})(?![\w-])", re.I)
_PLAIN = re.compile(
    rf"(?<![\w$€£.,-])(?P<number>{_NUMBER})(?![\w%]|-(?:year|day|month|hour|week|old|member|man|strong)|,\d|\.\d)", re.I
)
_VAGUE_WORD = re.compile(rf"(?<!as )\b(?P<word>{'|'.join(VAGUE)})\b(?: of (?P<of>thousands|hundreds|dozens))?", re.I)
_BETWEEN = re.compile(r"\bbetween\b|\bfrom\b", re.I)


def stated(words: str) -> Quantity | None:
    """The quantity that a run of words states: "at least 18", "between 5 and 7", "dozens of"."""
    if vague := _VAGUE_WORD.search(words):
        return _vague(vague, words)
    if (span := _RANGE.search(words)) and (both := _range(span, words)):
        return both
    plain = _PLAIN.search(words)
    number = read_number(plain["number"]) if plain else None
    if plain is None or number is None:
        return None
    return _bounded(number, words[: plain.start()])


def _vague(match: re.Match[str], words: str) -> Quantity | None:
    word, of = match["word"].lower(), (match["of"] or "").lower()
    if word in ("some", "many", "few", "several") and (plain := _PLAIN.search(words, match.end())):
        number = read_number(plain["number"])
        multiplier = number in (100, 1_000, 1_000_000, 12) and plain["number"].lower() in MULTIPLIERS
        if number is not None and not multiplier:
            return replace(exactly(number), low=None, high=None) if word == "some" else exactly(number)
        if number is not None and multiplier:
            return Quantity(3 * number, 2 * number, None, "several-3")
    if word in ("tens", "hundreds") and of == "thousands":
        factor = 10_000 if word == "tens" else 100_000
        return Quantity(factor, factor, None, f"{word}-of-thousands-{factor}")
    best, rule = VAGUE[word]
    return Quantity(best, 2 if best == 3 else best, None, rule)


def _range(match: re.Match[str], words: str) -> Quantity | None:
    low, high = read_number(match["low"]), read_number(match["high"])
    joined = match[0].lower()
    if low is None or high is None or low >= high:
        return None
    if " and " in joined and not _BETWEEN.match(joined):
        return None
    return Quantity(low, low, high, "range-lowest")


def _bounded(number: int, before: str) -> Quantity:
    """A number with the bound that stands before it."""
    bounds = list(_BOUND.finditer(before + " 1"))
    bound = bounds[-1] if bounds else None
    if bound is None or bound.end() < len(before) - 3:
        return exactly(number)
    if bound["least"]:
        return Quantity(number, number, None)
    if bound["more"]:
        return Quantity(number, number, None)
    if bound["most"]:
        return Quantity(number, None, number)
    if bound["less"]:
        return Quantity(number, None, number)
    return Quantity(number, None, None)


def read_number(words: str) -> int | None:
    """A number written in digits or in words; none where it is no number of people."""
    total, current = 0, 0.0
    seen = False
    for word in re.split(r"[ -]+", words.lower().replace("half a dozen", "6")):
        if word in ("and", ""):
            continue
        if word in ("a", "an"):
            current, seen = current or 1, True
        elif word in WORDS:
            current, seen = current + WORDS[word], True
        elif word in MULTIPLIERS:
            current, seen = (current or 1) * MULTIPLIERS[word], True
            if MULTIPLIERS[word] >= 1_000:
                total, current = total + int(current), 0
        elif re.fullmatch(_DIGITS, word):
            current, seen = current + float(word.replace(",", "")), True
        else:
            return None
    number = total + current
    return int(number) if seen and number == int(number) and number < 100_000_000 else None


# -- noun phrases ------------------------------------------------------------------------------------------------

PLURAL_WORDS = frozenset(("people", "police", "personnel", "troops", "staff", "cattle"))
UNCOUNTABLE = frozenset(
    ("number", "group", "crowd", "community", "population", "mob", "family", "clan", "tribe", "rest")
)
PRONOUNS_OF_ONE = frozenset(("him", "her", "he", "she", "me", "i"))
ANIMALS = frozenset(
    (
        "cow cattle sheep goat dog horse camel livestock animal chicken pig bird donkey elephant buffalo fish ox yak "
        "poultry cat bull calf hen lamb deer tiger lion"
    ).split()
)
THINGS = frozenset(
    (
        "vehicle car truck house home building shop drone tank plane aircraft helicopter bus weapon rocket missile "
        "power process hope dream bill deal amendment plan engine light sound cow time job plant tree system economy "
        "village town city area sector business project idea story myth rumour rumor region country place"
    ).split()
)


def count(noun: Token, *, plural_counts: bool = False) -> Quantity | None:
    """How many people a noun phrase means, with what is joined to it ("a rancher and his brother" are two).

    With `plural_counts`, people in the plural without a number count by ACLED's convention.
    """
    if _is_nobody(noun):
        return None
    total = _count_one(noun, plural_counts)
    for joined in syntax.conjuncts(noun):
        if _is_person(joined) and not _same_person(joined) and (more := _count_one(joined, plural_counts)):
            total = total + more if total else more
    return total


def _is_nobody(noun: Token) -> bool:
    """ "no one", "no civilians", "none of them"."""
    return noun.lower_ in ("nobody", "none") or any(child.lower_ in ("no", "zero") for child in noun.children)


def _same_person(joined: Token) -> bool:
    """ "the mayor and party leader": a second noun in the singular without an article of its own."""
    determined = any(child.dep_ in ("det", "poss", "nummod") for child in joined.children)
    return joined.tag_ == "NN" and not determined


GROUPS_OF = {"couple": 2, "pair": 2, "duo": 2, "trio": 3}


def _count_one(noun: Token, plural_counts: bool) -> Quantity | None:
    if not _is_person(noun):
        return None
    if quantity := _numbered(noun):
        return quantity
    head = lemma.noun(noun.text)
    if head in GROUPS_OF:
        return exactly(GROUPS_OF[head])
    if noun.tag_ in ("NNS", "NNPS") or noun.lower_ in PLURAL_WORDS or head == "number":
        return UNCOUNTED if plural_counts and not _is_definite(noun) else None
    return exactly(1) if _is_one_person(noun, head) else None


def _is_one_person(noun: Token, head: str) -> bool:
    if noun.tag_ in ("PRP", "WP"):
        return noun.lower_ in PRONOUNS_OF_ONE
    return head not in UNCOUNTABLE and noun.tag_ not in ("CD", "DT", "WDT", "EX")


def _numbered(noun: Token) -> Quantity | None:
    """The number before a noun, or that of "a family of four", "a group of 20", "dozens of people"."""
    words = _words_before(noun)
    if lemma.noun(noun.text) in syntax.PARTITIVES | UNCOUNTABLE or noun.tag_ == "CD":
        inner = next(syntax.objects_of(noun, {"of"}), None)
        own = stated(f"{words} {noun.text}") if noun.tag_ != "NN" or lemma.noun(noun.text) in MULTIPLIERS else None
        if own is not None or inner is None:
            return own
        return stated(f"{_words_before(inner)} {inner.text}") or stated(words)
    if (own := stated(words)) is not None:
        return own
    return None


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
    return _AGE.sub(" ", text)


_LEADING = frozenset(
    ("than", "least", "between", "over", "about", "around", "some", "to", "as", "nearly", "almost", "least")
)
_AGE = re.compile(r"\b[\w]+(?:-|\s)years?(?:-|\s)old\b|\baged \w+", re.I)


def _in_genitive(token: Token, noun: Token) -> bool:
    while token.i not in (noun.i, token.head.i):
        if token.dep_ == "poss":
            return True
        token = token.head
    return False


def _is_definite(noun: Token) -> bool:
    """ "the police", "the corpses": a body, or people told of before; not a number of people."""
    return noun.lower_ in ("police", "forces") or any(
        child.dep_ == "poss" or child.lower_ in ("the", "these", "those", "no") for child in noun.children
    )


def _is_person(noun: Token) -> bool:
    head = lemma.noun(syntax.meant(noun).text)
    if head in ANIMALS or head in THINGS or noun.tag_.startswith(("V", "IN", "RB")):
        return False
    return not (noun.tag_ == "CD" and "%" in noun.text)
