"""Who does what to whom, from the parse: subjects, objects, modifiers of verbs and of nouns that name deeds."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from tocsin import lemma

SUBJECTS = frozenset(("nsubj", "csubj"))
PASSIVE_SUBJECTS = frozenset(("nsubjpass", "csubjpass"))
OBJECTS = frozenset(("dobj", "obj", "dative"))
# Verbs that nothing is done to: what looks like their passive is a past tense.
INTRANSITIVE = frozenset(
    "protest demonstrate rally gather march clash riot die assemble congregate walk arrive".split()
)
# Verbs that carry a deed named by a noun: their subject does it ("carried out an attack", "staged a protest").
LIGHT_VERBS = frozenset(
    (
        "carry stage hold organize organise conduct launch mount commit perform make do take lead begin start "
        "continue resume join attend wage undertake execute plan call unleash fire use perpetrate "
        "orchestrate initiate deploy participate engage impose declare throw observe set hit open"
    ).split()
)
# Verbs of which a deed is the subject: it takes place between those who do it.
OCCURRING = frozenset("erupt break ensue occur happen flare continue rage take start begin resume intensify".split())
WARDING_OFF = frozenset("repel repulse resist withstand counter fend face suffer".split())
"""Verbs whose subject is whom the deed they govern was done to ("the army repelled an attack")."""
# Nouns before "of" that only say how many or which part: the actor is what follows.
PARTITIVES = frozenset(
    (
        "group dozen hundred thousand number score crowd handful couple lot majority series band pair team "
        "section part rest total million ten wave bunch plenty mob contingent column member one two three some "
        "many several most all both each none half force element unit faction cadre gathering multitude throng "
        "quantity amount stash cache haul trove pile truckload batch consignment shipment"
    ).split()
)


def subject_of(verb: Token) -> Token | None:
    """Who does what the verb says: its subject, that of the verb it hangs on, or the noun it describes."""
    for _ in range(6):
        for child in verb.children:
            if child.dep_ in SUBJECTS or child.dep_ in PASSIVE_SUBJECTS:
                return antecedent(child)
        if verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "pcomp") and verb.head.i != verb.i:
            if (asking := _those_who_demand(verb)) is not None:
                return asking
            if verb.dep_ == "xcomp":
                controlled = next((child for child in verb.head.children if child.dep_ in OBJECTS), None)
                if controlled is not None and lemma.verb(verb.head.text) not in LIGHT_VERBS:
                    return antecedent(controlled)
            verb = _verb_above(verb)
        elif verb.dep_ in ("acl", "relcl") and verb.head.tag_.startswith(("N", "PRP", "CD")):
            return verb.head
        else:
            return None
    return None


DEMANDING = frozenset("demand call protest chant shout oppose denounce seek hold carry wave".split())


def _those_who_demand(verb: Token) -> Token | None:
    """ "Police dispersed students demanding …": the students demand, without a comma between, and not the police."""
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or lemma.verb(verb.text) not in DEMANDING or not verb.i:
        return None
    objects = (child for child in verb.head.children if child.dep_ in OBJECTS)
    return next((noun for noun in objects if noun.right_edge.i == verb.left_edge.i - 1), None)


def _verb_above(verb: Token) -> Token:
    head = verb.head
    return head.head if head.dep_ == "prep" else head


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; the token itself where it is none."""
    if token.tag_ in ("WDT", "WP") and token.head.dep_ in ("relcl", "acl"):
        return token.head.head
    return token


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive, reduced relatives included ("protesters detained by police")."""
    if verb.tag_ not in ("VBN", "VBD") or lemma.verb(verb.text) in INTRANSITIVE:
        return False
    children = {child.dep_ for child in verb.children}
    if children & {"auxpass", "nsubjpass", "agent"}:
        return True
    if _is_short_passive(verb, children):
        return True
    if "aux" in children and any(child.lower_ in ("have", "has", "had", "having") for child in verb.children):
        # "is believed to have killed": what is passive is the belief.
        return False
    if verb.tag_ == "VBN" and verb.dep_ in ("xcomp", "oprd", "acomp") and verb.head.tag_ == "VBN":
        return is_passive(verb.head)
    return verb.tag_ == "VBN" and (
        (verb.dep_ in ("acl", "amod") and not children & {"aux", "dobj"}) or _shares_passive(verb)
    )


SUFFERED_BY_SUBJECT = frozenset("kill wound injure hurt detain arrest abduct kidnap behead displace".split())


def _is_short_passive(verb: Token, children: set[str]) -> bool:
    """ "Two soldiers wounded in clash", "saw her detained": harm told without an object was done to the subject."""
    shot_dead = verb.lower_ == "shot" and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "dead"
    if not (shot_dead or lemma.verb(verb.text) in SUFFERED_BY_SUBJECT) or children & (OBJECTS | {"aux", "cc", "prt"}):
        return False
    if verb.i + 1 < len(verb.doc) and verb.nbor(1).tag_ == "CD":
        return False
    return bool(children & SUBJECTS) and not any(child.lower_ in ("at", "on", "against") for child in verb.children)


def _shares_passive(verb: Token) -> bool:
    return verb.dep_ == "conj" and verb.head.tag_ == "VBN" and is_passive(verb.head) and not _has_subject(verb)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.children)


def agents_of_verb(verb: Token) -> list[Token]:
    """Those who do what a verb says."""
    if is_passive(verb):
        return _passive_agents(verb)
    subject = subject_of(verb)
    return [subject, *conjuncts(subject)] if subject is not None else []


def _passive_agents(verb: Token) -> list[Token]:
    """Those after "by"; of "was beaten and killed by a mob" the mob did both."""
    joined = [child for child in verb.children if child.dep_ == "conj" and child.tag_ == "VBN"]
    return [
        noun
        for one in (verb, *joined)
        for child in one.children
        if child.dep_ == "agent"
        for noun in prep_objects(child)
    ]


def patients_of_verb(verb: Token) -> list[Token]:
    """Those to whom a verb says that it is done."""
    if is_passive(verb):
        subject = verb.head if verb.dep_ in ("acl", "amod") else subject_of(verb)
        return [subject, *conjuncts(subject)] if subject is not None else []
    direct = [antecedent(child) for child in verb.children if child.dep_ in OBJECTS] or _shared_object(verb)
    return [noun for first in (*direct, *objects_of(verb, AIMED_AT)) for noun in (first, *conjuncts(first))]


# Prepositions that lead to whom something is done.
AIMED_AT = frozenset(("at", "on", "against", "upon", "with", "into", "targeting", "towards", "toward"))


def _shared_object(verb: Token) -> list[Token]:
    """ "attacked and killed a man": the object of the second verb is that of the first."""
    for later in verb.children:
        if later.dep_ == "conj" and later.tag_.startswith("V") and not _has_subject(later):
            return [child for child in later.children if child.dep_ in OBJECTS]
    return []


def agents_of_noun(noun: Token) -> list[Token]:
    """Those who do the deed that a noun names ("police raid", "an attack by rebels", "rebels staged an attack")."""
    named = [child for child in noun.children if child.dep_ in ("poss", "compound", "nmod") and child.i < noun.i]
    return _with_conjuncts([*named, *objects_of(noun, {"by", "between", "among"})])


def agents_beside_noun(noun: Token) -> list[Token]:
    """Those who do it where the words beside the noun name nobody: of a light verb, after "of", "between" them."""
    verb = governing_verb(noun)
    if verb is not None and noun.dep_ in SUBJECTS and lemma.verb(verb.text) in OCCURRING:
        return _with_conjuncts([*objects_of(verb, {"between", "among", "involving"}), *_of_objects(noun)])
    return _with_conjuncts([*_light_subject(noun), *_of_objects(noun)])


def _with_conjuncts(found: list[Token]) -> list[Token]:
    return [token for first in found for token in (first, *conjuncts(first))]


def patients_of_noun(noun: Token) -> list[Token]:
    """Those to whom the deed that a noun names is done ("an attack on police", "the killing of a mayor")."""
    found = list(objects_of(noun, {"on", "against", "with", "targeting", "at"}))
    verb = governing_verb(noun)
    if not found and verb is not None and noun.dep_ in OBJECTS:
        found = list(objects_of(verb, {"on", "against", "targeting", "at", "with"}))
    if not found and verb is not None and lemma.verb(verb.text) in WARDING_OFF and noun.dep_ in OBJECTS:
        found = agents_of_verb(verb)[:1]
    return _with_conjuncts(found)


def _of_objects(noun: Token) -> list[Token]:
    return list(objects_of(noun, {"of"}))


def _light_subject(noun: Token) -> list[Token]:
    verb = governing_verb(noun)
    if verb is None or (noun.dep_ not in OBJECTS and noun.dep_ != "pobj" and noun.dep_ not in PASSIVE_SUBJECTS):
        return []
    if lemma.verb(verb.text) not in LIGHT_VERBS:
        return []
    return agents_of_verb(verb)


def governing_verb(noun: Token) -> Token | None:
    """The verb over a noun, through prepositions, conjuncts and "of"."""
    token = noun
    for _ in range(6):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.tag_.startswith("V"):
            return token
        if token.dep_ in ("ROOT", "nsubj"):
            return None
    return None


def objects_of(token: Token, prepositions: frozenset[str] | set[str]) -> Iterator[Token]:
    """The nouns that hang on a token by one of these prepositions."""
    for child in token.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in prepositions:
            yield from prep_objects(child)


def prep_objects(preposition: Token) -> Iterator[Token]:
    """The nouns after a preposition, also through a second one ("from inside the house")."""
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp"):
            yield child
        elif child.dep_ == "prep":
            yield from prep_objects(child)


def conjuncts(token: Token) -> list[Token]:
    """The nouns joined to a noun by "and", commas or "or", in order."""
    found: list[Token] = []
    queue = [token]
    while queue:
        for child in queue.pop().children:
            if child.dep_ in ("conj", "appos") and child.dep_ == "conj":
                found.append(child)
                queue.append(child)
    return sorted(found, key=lambda joined: joined.i)


def meant(noun: Token) -> Token:
    """The noun that is meant: "a group of residents" means the residents."""
    for _ in range(3):
        if lemma.noun(noun.text) not in PARTITIVES and noun.tag_ != "CD":
            return noun
        inner = next(objects_of(noun, {"of", "from"}), None)
        if inner is None:
            return noun
        noun = inner
    return noun


def _holds_clause(child: Token) -> bool:
    """Whether what stands before a noun is a clause of its own, as headlines are misread ("18 killed in … gunmen")."""
    return any(inner.dep_ in ("prep", "nsubj", "nsubjpass", "aux") for inner in child.subtree)


def noun_phrase(noun: Token) -> tuple[int, int]:
    """First token and end of the noun phrase before and at its head: articles, adjectives, compounds, numbers."""
    start = noun.i
    for child in noun.lefts:
        if child.lower_ == "dead" and child.i and child.nbor(-1).lower_ in ("shot", "shoot", "shoots"):
            continue
        if child.dep_ in ("det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "advmod", "predet"):
            start = min(start, child.i if _holds_clause(child) else child.left_edge.i)
    clause = (token.i for token in noun.doc[start : noun.i] if token.tag_ in ("IN", "TO", "VBD", "VBZ", "VBP", "MD"))
    return max(clause, default=start - 1) + 1, noun.i + 1
