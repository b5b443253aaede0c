"""What befell how many people: the numbers of people harmed that a sentence states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from spacy.tokens import Token

from tocsin import lemma
from tocsin.codebook import Signal, verb_signal
from tocsin.codebook.conventions import Convention
from tocsin.codebook.tables import listed, shipped
from tocsin.find import syntax
from tocsin.find.counting import count, is_person
from tocsin.find.quantities import ACLED, Quantity, stated
from tocsin.find.signals import end_of
from tocsin.parse import Sentence
from tocsin.values import FigureKind

HIT = "hit"
"""Those shot or brought to hospital, of whom it is not said whether they live."""

BODIES = frozenset(("body", "corpse"))
FOUND_VERBS = frozenset(
    "find discover recover retrieve dump uncover bring lie count pull see hang lay remain exhume".split()
)
REFLEXIVE = frozenset(("himself", "herself", "themselves"))
LIVES = frozenset(("claim", "take", "cost", "lose"))
"""Verbs whose object is lives: "claimed three lives", "took the life of a boy"."""
HITS = frozenset("shoot stab wound injure hit strike beat attack crush burn shot gun knife shooting stabbing".split())
"""Verbs and nouns of a hit that "fatally" and "deadly" make a killing."""
VENGEANCE = frozenset(
    "reprisal retaliation revenge vengeance avenge retaliate response reaction protest anger outrage anniversary "
    "commemorate mourn memory condemn denounce funeral burial vigil memorial justice redress petition".split()
)
"""Words that lead to deaths told of before: why something was done, and not what was done."""
BEING = frozenset("be remain lie seem appear stay become feel get end wind turn".split())
LEAVING = frozenset(
    "leave find pronounce declare confirm report render presume believe consider list make feel".split()
)
COUNTING_NOUNS = frozenset("number count tally total figure toll".split())
REACHING = frozenset(
    "to at of is was reach reached hit hits reaches exceeds exceeded passed topped stands stood than least".split()
)
_BESIDE_STATE = frozenset(
    "were was is are be been others other people persons person more left reported confirmed feared with seriously "
    "critically badly severely slightly lightly also reportedly gravely now found men women children teens shot "
    "stabbed gunned beaten burned burnt believed".split()
)
_BOUND_WORDS = frozenset("at least more than over up to nearly about around some almost than dozens hundreds".split())


@dataclass(frozen=True, slots=True)
class Harm:
    """The words of one kind of figure, as `casualties.toml` lists them."""

    name: str
    done_to: Mapping[str, tuple[Signal, ...]]
    happens_to: Mapping[str, tuple[Signal, ...]]
    nouns: frozenset[str]
    states: frozenset[str]
    fatal: frozenset[str]
    tolls: frozenset[str]

    @property
    def kind(self) -> FigureKind:
        """The kind of figure that it is read as."""
        return "injured" if self.name == HIT else cast("FigureKind", self.name)

    @property
    def plural_counts(self) -> bool:
        """Whether people in the plural without a number count: ACLED's convention is one about deaths."""
        return self.name == "killed"


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of people found in a sentence: what befell them, how many, which tokens say so.

    `head` is the noun counted, none where a number stands alone. `is_toll` marks a total, `is_part` a number that is
    told as one of another, `is_hit` those of whom it is not said whether they live.
    """

    kind: FigureKind
    quantity: Quantity
    sentence: Sentence
    predicate: Token
    start: int
    end: int
    head: Token | None = None
    is_toll: bool = False
    is_part: bool = False
    is_hit: bool = False


@cache
def harms() -> tuple[Harm, ...]:
    """The kinds of harm in force."""
    return tuple(_harm(name, row) for name, row in shipped("casualties.toml").items())


def _harm(name: str, row: Mapping[str, str]) -> Harm:
    nouns, states, fatal, tolls = (frozenset(listed(row.get(key, ""))) for key in ("nouns", "states", "fatal", "tolls"))
    return Harm(
        name, _signals(row.get("done_to", "")), _signals(row.get("happens_to", "")), nouns, states, fatal, tolls
    )


@cache
def harm_words() -> frozenset[str]:
    """All words that only name a harm and no group."""
    return frozenset(word for harm in harms() for word in (*harm.nouns, *harm.states, "deaths", "arrests", "bodies"))


def _signals(entries: str) -> Mapping[str, tuple[Signal, ...]]:
    grouped: dict[str, tuple[Signal, ...]] = {}
    for entry in listed(entries):
        signal = verb_signal("harm", entry, {})
        grouped[signal.steps[0]] = (*grouped.get(signal.steps[0], ()), signal)
    return grouped


def counted(sentence: Sentence, beside: frozenset[int] = frozenset(), use: Convention = ACLED) -> tuple[Counted, ...]:
    """The numbers of people harmed that a sentence states, in order, each number once for its kind.

    `beside` are tokens that tell of something else: dates, and what a protest is about.
    """
    words = [token for token in sentence.tokens if token.i not in beside]
    found: list[Counted] = []
    taken: dict[FigureKind, set[int]] = {}
    for harm in harms():
        used = taken.setdefault(harm.kind, set(beside))
        if harm.name == HIT:
            # Whoever was shot dead was not injured.
            used |= taken["killed"]
        for token in (token for token in words if _can_tell(token.text, harm.name)):
            for one in _at(token, harm, sentence, use):
                if used.isdisjoint(range(one.start, one.end)):
                    found.append(one)
                    used.update(range(one.start, one.end))
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


@lru_cache(maxsize=200_000)
def _can_tell(word: str, harm: str) -> bool:
    """Whether a word can tell of a kind of harm, whatever its part of speech: all others are passed over unread."""
    words = _telling()[harm]
    return word.lower() in words or lemma.verb(word) in words or lemma.noun(word) in words


@cache
def _telling() -> Mapping[str, frozenset[str]]:
    return {harm.name: frozenset(_words_telling(harm)) for harm in harms()}


def _words_telling(harm: Harm) -> Iterator[str]:
    yield from (*harm.done_to, *harm.happens_to, *harm.states, *harm.nouns, *COUNTING_NOUNS)
    yield from (word.split()[-1] for word in harm.tolls)
    yield from HITS if harm.fatal else ()
    yield from (*LIVES, "life") if harm.name == "killed" else ()


def _at(token: Token, harm: Harm, sentence: Sentence, use: Convention) -> Iterator[Counted]:
    if _is_background(token) or _is_of_another_sense(token, harm):
        return
    whole = (
        _left_together(token, harm, sentence, use)
        or _right_after_number(token, harm, sentence, use)
        or _told_by_verb(token, harm, sentence, use)
        or _told_by_noun(token, harm, sentence, use)
        or _in_state(token, harm, sentence, use)
    )
    if whole is not None:
        yield whole
        yield from _parts(whole, use)


def _people(noun: Token, predicate: Token, harm: Harm, sentence: Sentence, use: Convention) -> Counted | None:
    if _identifies(noun):
        return None
    quantity = count(noun, plural_counts=harm.plural_counts, use=use)
    if predicate.tag_.startswith("N"):
        # "the death of 3 rebels and 4 soldiers": the parser joins the second to the death.
        quantity = sum_of(quantity, (count(one, use=use) for one in syntax.conjuncts(predicate) if _is_numbered(one)))
    if quantity is None:
        return None
    head = syntax.antecedent(noun) if noun.tag_ in ("WP", "WDT") else noun
    start, end = extent(head)
    return Counted(
        harm.kind, quantity, sentence, predicate, start, end, head, is_part=_of_whom(noun), is_hit=harm.name == HIT
    )


def _identifies(noun: Token) -> bool:
    """ "Relatives of three people killed", "the number of people killed": no people who were harmed, and no number."""
    if any(child.dep_ == "nummod" for child in noun.children):
        return False
    above = noun.head.head
    if noun.dep_ == "pobj" and lemma.noun(above.text) in COUNTING_NOUNS:
        return any(child.lower_ == "the" for child in above.children)
    named = [inner for inner in syntax.objects_of(noun, {"of"}) if inner.tag_ != "CD"]
    return lemma.noun(noun.text) in KIN and any(map(is_person, named))


def parts_told(sentence: Sentence, kind: FigureKind, use: Convention = ACLED) -> Iterator[Counted]:
    """Parts of a number told before, that say nothing of what befell them: "two of them were children".

    `kind` is that of the number told before. "The dead included …" and "among the injured were …" say theirs.
    """
    for token in sentence.tokens:
        if token.tag_ == "CD" and token.dep_ in SUBJECTS and _of_whom(token):
            yield from _part(token, token.head, kind, sentence, use)
        elif lemma.verb(token.text) == "include" and (state := _state_included(token)):
            for child in token.children:
                if child.dep_ in syntax.OBJECTS:
                    yield from _part(child, token, state, sentence, use)
        elif token.lower_ == "among" and (state := _state_among(token)):
            noun = _subject(token.head)
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


def sum_of(first: Quantity | None, others: Iterable[Quantity | None]) -> Quantity | None:
    """The sum of those that are told; none where the first is not."""
    if first is None:
        return None
    for one in others:
        first = first + one if one else first
    return first


def _is_numbered(noun: Token) -> bool:
    return any(child.dep_ == "nummod" for child in noun.children) and is_person(noun)


def _of_whom(noun: Token) -> bool:
    """ "two of whom", "three of them": a part of those told of."""
    return any(inner.lower_ in ("whom", "them", "these", "those") for inner in syntax.objects_of(noun, {"of"}))


def _parts(whole: Counted, use: Convention) -> Iterator[Counted]:
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


# -- verbs --------------------------------------------------------------------------------------------------------


def _told_by_verb(verb: Token, harm: Harm, sentence: Sentence, use: Convention) -> Counted | None:
    """Of whom a verb says that it was done to them; a participle may be tagged as a noun or adjective."""
    if not verb.tag_.startswith("V") and not (verb.tag_ in ("NN", "NNP", "JJ") and verb.lower_.endswith("ed")):
        return None
    if _is_alternative(verb):
        return None
    people = _harmed_by_verb(verb, harm)
    return _people(people, verb, harm, sentence, use) if people is not None else None


def _harmed_by_verb(verb: Token, harm: Harm) -> Token | None:
    word = lemma.verb(verb.text)
    if _is_fatal_hit(verb, word, harm) or _is_signalled(verb, harm.done_to.get(word, ())):
        if harm.name == HIT and _is_made_fatal(verb):
            return None
        direct = _direct_patient(verb)
        if direct is None:
            return None
        return _subject(verb) if direct.lower_ in REFLEXIVE else direct
    if _is_signalled(verb, harm.happens_to.get(word, ())):
        if word == "blow" and not any(child.lower_ in REFLEXIVE for child in verb.children):
            return None
        return _subject(verb)
    return _life_taken(verb, word, harm)


def _is_of_another_sense(verb: Token, harm: Harm) -> bool:
    """ "died of cancer", "killed in a road accident", "detained in hospital for a night"."""
    causes = [noun for child in verb.children if child.dep_ == "prep" for noun in syntax.prep_objects(child)]
    words = {lemma.noun(noun.text) for noun in causes}
    if harm.name == "detained":
        return "hospital" in words
    beside = {child.lower_ for noun in causes for child in noun.children}
    return bool(words & ILLNESS) or (bool(words & ACCIDENTS) and bool(beside & TRAFFIC))


ILLNESS = frozenset(
    "cancer disease illness virus coronavirus covid malaria cholera diabetes leukemia pneumonia stroke overdose "
    "infection ebola flu influenza tuberculosis dengue measles age".split()
)
ACCIDENTS = frozenset("accident crash collision".split())
TRAFFIC = frozenset(
    "car road traffic bus motorcycle vehicle train truck plane automobile motorbike head-on boat".split()
)
"""Deaths of nobody's violence: no record of unrest counts them."""


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


def _direct_patient(verb: Token) -> Token | None:
    if syntax.is_passive(verb):
        return verb.head if verb.dep_ == "acl" else _subject(verb) or _noun_before(verb)
    if verb.tag_ == "VBN" and verb.dep_ == "acl" and not any(child.dep_ in syntax.OBJECTS for child in verb.children):
        return verb.head
    direct = next((child for child in verb.children if child.dep_ in syntax.OBJECTS), None)
    if direct is None:
        shared = syntax.patients_of_verb(verb)
        direct = shared[0] if shared and shared[0].dep_ in syntax.OBJECTS else None
    if direct is None:
        direct = _subject_of_clause(verb)
    if direct is None and verb.dep_ == "conj" and _is_joined_passive(verb):
        return _subject(verb.head) or _noun_before(verb.head)
    if direct is None and verb.tag_ == "VBN" and not any(child.dep_ in SUBJECTS for child in verb.children):
        return _noun_before(verb)
    if direct is None and _reads_as_passive(verb):
        return _subject(verb)
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
    is_headline = word not in LEAVING and (not _is_punctuated(verb) or word not in HITS)
    return verb.tag_ in ("VBD", "VBN") and is_headline and not any(c.lower_ in ("at", "back") for c in verb.children)


def _is_punctuated(token: Token) -> bool:
    """Whether a sentence ends in a mark, which headlines do not."""
    return token.doc[-1].text in ".!?\"'"


def _is_joined_passive(verb: Token) -> bool:
    """ "was set upon, beaten and killed": the last takes the subject of the first."""
    has_own = any(child.dep_ in SUBJECTS for child in verb.children)
    return syntax.is_passive(verb.head) and verb.tag_ in ("VBN", "VBD") and not has_own


def _subject(verb: Token) -> Token | None:
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


SUBJECTS = syntax.SUBJECTS | syntax.PASSIVE_SUBJECTS
_PASSED = frozenset(("RB", "VBN", "VBD", "CC", "MD"))
_PASSED_WORDS = frozenset(("was", "were", "is", "are", "been", "be", "being", "has", "have", "had", "got", "get"))


# -- nouns --------------------------------------------------------------------------------------------------------


def _told_by_noun(noun: Token, harm: Harm, sentence: Sentence, use: Convention) -> Counted | None:
    if not noun.tag_.startswith("N"):
        return None
    word = lemma.noun(noun.text)
    if word in COUNTING_NOUNS | harm.tolls and (one := _total(noun, word, harm, sentence)):
        return one
    if word == "life":
        return _lives(noun, harm, sentence, use)
    named = _names_harm(noun, word, harm)
    return _of_harm(noun, word, harm, sentence, use) if named else None


def _of_harm(noun: Token, word: str, harm: Harm, sentence: Sentence, use: Convention) -> Counted | None:
    """Those a noun of harm names after "of", or the number it carries itself."""
    people = _named_by_noun(noun, word)
    if people is not None and (one := _people(people, noun, harm, sentence, use)):
        return one
    quantity = stated(_before(noun), use) if word in harm.nouns else None
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
        if (noun.dep_ == "nsubj" and not found) or (not found and inner is None):
            return None
        if any(child.dep_ == "poss" for child in noun.children):
            return None
        return inner if inner is not None and stated(_before(noun)) is None else noun
    return inner


def _before(noun: Token) -> str:
    start, _ = syntax.noun_phrase(noun)
    while start > 0 and noun.doc[start - 1].lower_ in _BOUND_WORDS - {"to", "some"}:
        start -= 1
    return str(noun.doc[start : noun.i].text)


def _is_background(token: Token) -> bool:
    """ "in reprisal for the killing of their member", "mothers of people killed in May", "the funeral of a boy".

    Told as the reason of something, or to say who somebody is, and no news of its own.
    """
    for _ in range(6):
        if token.head.i == token.i:
            return False
        below, token = token, token.head
        if lemma.noun(token.text) in VENGEANCE or (below.dep_ != "conj" and lemma.verb(token.text) in VENGEANCE):
            return True
        if token.tag_.startswith("V") and token.dep_ not in ("relcl", "acl"):
            return False
        if token.dep_ == "pobj" and token.head.lower_ == "of" and lemma.noun(token.head.head.text) in KIN:
            return True
    return False


KIN = frozenset(
    "mother father parent relative family friend widow wife husband son daughter brother sister colleague child kin "
    "neighbour neighbor supporter murderer killer memory anniversary".split()
)
"""Nouns that "of" and the dead only identify: "relatives of those killed"."""


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
    quantity = stated(_before(noun), use)
    start, end = syntax.noun_phrase(noun)
    return Counted(harm.kind, quantity, sentence, verb, start, end, noun) if quantity else None


def _total(noun: Token, word: str, harm: Harm, sentence: Sentence) -> Counted | None:
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
    return any(word in harm.states or (lemma.noun(word) in harm.nouns) for word in words[1:5])


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


# -- states -------------------------------------------------------------------------------------------------------


def _in_state(state: Token, harm: Harm, sentence: Sentence, use: Convention) -> Counted | None:
    """Who is said to be in a state: "20 dead", "left a man dead", "three wounded officers", "Man dead after blast"."""
    if state.lower_ not in harm.states or (state.i > 0 and state.nbor(-1).lower_ == "brain"):
        return None
    if any(child.dep_ in syntax.OBJECTS for child in state.children):
        # A verb with an object says what its subject did ("raiders killed 30 cows").
        return None
    if (one := _number_before_state(state, harm, sentence, use)) is not None:
        return one
    people = _people_in_state(state, sentence)
    if people is None or not is_person(people) or _is_fixed(people, state):
        return None
    while people.dep_ == "conj" and people.head.i < people.i and is_person(people.head):
        # "left 3 men and a woman wounded": the parser gives the state to the last of them.
        people = people.head
    return _people(people, state, harm, sentence, use)


def _people_in_state(state: Token, sentence: Sentence) -> Token | None:
    head = state.head
    if state.dep_ in ("amod", "acl") and head.tag_.startswith("N"):
        return head
    if state.dep_ in PREDICATIVE and head.tag_.startswith("V"):
        verb = lemma.verb(head.text)
        if verb in BEING:
            return _subject(head)
        if verb in LEAVING and (left := _left(head)) is not None:
            return left
    own = next((child for child in state.children if child.dep_ in SUBJECTS), None)
    return own if own is not None else _headline_noun(state, sentence)


PREDICATIVE = frozenset(("acomp", "oprd", "attr", "ccomp", "xcomp", "advcl", "dep"))


def _left(verb: Token) -> Token | None:
    if syntax.is_passive(verb):
        return syntax.subject_of(verb)
    return next((child for child in verb.children if child.dep_ in syntax.OBJECTS), None)


def _headline_noun(state: Token, sentence: Sentence) -> Token | None:
    """ "Man dead after blast": in a headline the noun right before, where the sentence has no room for a verb."""
    if not sentence.headline or state.i == 0:
        return None
    before = state.nbor(-1)
    return before if before.tag_.startswith("N") and before.i < 8 else None


def _is_fixed(people: Token, state: Token) -> bool:
    """ "the dead man": somebody told of before."""
    return people.i > state.i and not any(child.dep_ == "nummod" for child in people.children)


def _left_together(state: Token, harm: Harm, sentence: Sentence, use: Convention) -> Counted | None:
    """ "left 3 men and a woman wounded", where the parser takes the woman for the subject of a clause of her own."""
    verb = state.head
    if state.lower_ not in harm.states or state.dep_ != "conj" or lemma.verb(verb.text) not in LEAVING:
        return None
    last = next((child for child in state.children if child.dep_ in SUBJECTS), None)
    first = next((child for child in verb.children if child.dep_ in syntax.OBJECTS), None)
    if first is None or last is None or last.doc[last.left_edge.i - 1].lower_ != "and":
        return None
    one, other = count(first, use=use), count(last, use=use)
    if one is None or other is None:
        return None
    start = extent(first)[0]
    return Counted(harm.kind, one + other, sentence, state, start, extent(last)[1], first, is_hit=harm.name == HIT)


def _right_after_number(state: Token, harm: Harm, sentence: Sentence, use: Convention) -> Counted | None:
    """ "Five dead, 8 wounded": a number right before the word is that of no other."""
    if state.i == 0 or state.lower_ not in harm.states:
        return None
    is_next = state.nbor(-1).tag_ == "CD"
    in_headline = state.nbor(-1).lower_ in _BESIDE_STATE and not _is_punctuated(state) and not _has_victim(state)
    return _number_before_state(state, harm, sentence, use) if is_next or in_headline else None


def _has_victim(verb: Token) -> bool:
    return any(child.dep_ in syntax.OBJECTS and child.tag_.startswith("N") for child in verb.children)


def _number_before_state(state: Token, harm: Harm, sentence: Sentence, use: Convention) -> Counted | None:
    """ "20 dead", "ten wounded", "three others injured": a number right before the word."""
    doc = state.doc
    last = state.i - 1
    while last > 0 and doc[last].lower_ in _BESIDE_STATE:
        last -= 1
    first = last
    while first > 0 and (doc[first - 1].tag_ == "CD" or doc[first - 1].lower_ in _BOUND_WORDS):
        first -= 1
    if last < 0 or doc[last].tag_ != "CD" or (last > 0 and doc[last - 1].text in ("$", "#")):
        return None
    quantity = stated(str(doc[first : last + 1].text), use)
    head = next((token for token in doc[last + 1 : state.i] if token.tag_.startswith("N")), None)
    return (
        Counted(harm.kind, quantity, sentence, state, first, state.i, head, is_hit=harm.name == HIT)
        if quantity
        else None
    )


def extent(noun: Token) -> tuple[int, int]:
    """The tokens of a counted noun phrase: from its number to its head, what is joined to it included."""
    start, end = syntax.noun_phrase(noun)
    head = syntax.meant(noun)
    last = max([head, *(joined for joined in syntax.conjuncts(noun) if is_person(joined))], key=lambda token: token.i)
    while start > 0 and noun.doc[start - 1].lower_ in _BOUND_WORDS - {"to", "some"}:
        start -= 1
    return start, max(end, last.i + 1)
