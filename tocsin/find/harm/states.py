"""Numbers of people who are said to be in a state: "20 dead", "left a man wounded"."""

from __future__ import annotations

from spacy.tokens import Token

from tocsin import lemma
from tocsin.codebook.conventions import Convention
from tocsin.find import syntax
from tocsin.find.counting import count, is_person
from tocsin.find.harm.counted import BOUND_WORDS, Counted, extent, people_of
from tocsin.find.harm.patients import LEAVING, SUBJECTS, human_subject, is_punctuated
from tocsin.find.harm.words import HIT, Harm
from tocsin.find.quantities import stated
from tocsin.parse import Sentence

BEING = frozenset("be remain lie seem appear stay become feel get end wind turn".split())
PREDICATIVE = frozenset(("acomp", "oprd", "attr", "ccomp", "xcomp", "advcl", "dep"))
_BESIDE_STATE = frozenset(
    "were was is are be been others other people persons person more left reported confirmed feared with seriously "
    "critically badly severely slightly lightly also reportedly gravely now found men women children teens shot "
    "stabbed gunned beaten burned burnt believed".split()
)


def in_state(state: Token, harm: Harm, sentence: Sentence, use: Convention) -> Counted | None:
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
    return people_of(people, state, harm, sentence, use)


def put_at(state: Token, harm: Harm, sentence: Sentence, use: Convention) -> Counted | None:
    """ "It put the dead at 18", "the injured numbered more than 40"."""
    after = sentence.tokens[state.i + 1 : state.i + 7]
    if state.i == 0 or state.nbor(-1).lower_ != "the" or not len(after) or after[0].lower_ not in PUTTING:
        return None
    number = next((token for token in after if token.tag_ == "CD" or token.text in ",;:"), None)
    if state.lower_ not in harm.states or number is None or number.tag_ != "CD":
        return None
    quantity = stated(str(sentence.tokens[state.i + 2 : number.i + 1].text), use)
    return Counted(harm.kind, quantity, sentence, state, number.i, number.i + 1, is_toll=True) if quantity else None


PUTTING = frozenset("at numbered number totalled totaled".split())


def _people_in_state(state: Token, sentence: Sentence) -> Token | None:
    head = state.head
    if state.dep_ in ("amod", "acl") and head.tag_.startswith("N"):
        return head
    if state.dep_ in PREDICATIVE and head.tag_.startswith("V"):
        verb = lemma.verb(head.text)
        if verb in BEING:
            return human_subject(head)
        if verb in LEAVING and (left := _left(head)) is not None:
            return left
    own = next((child for child in state.children if child.dep_ in SUBJECTS), None)
    return own if own is not None else _headline_noun(state, sentence)


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


def left_together(state: Token, harm: Harm, sentence: Sentence, use: Convention) -> Counted | None:
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


def right_after_number(state: Token, harm: Harm, sentence: Sentence, use: Convention) -> Counted | None:
    """ "Five dead, 8 wounded": a number right before the word is that of no other."""
    if state.i == 0 or state.lower_ not in harm.states:
        return None
    is_next = state.nbor(-1).tag_ == "CD"
    in_headline = state.nbor(-1).lower_ in _BESIDE_STATE and not is_punctuated(state) and not _has_victim(state)
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
    while first > 0 and (doc[first - 1].tag_ == "CD" or doc[first - 1].lower_ in BOUND_WORDS):
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
