"""The deeds that the sentences of a report name, with who did them to whom: mentions before time and place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Token

from tocsin import lemma
from tocsin.codebook import ActorKind, Codebook, Group
from tocsin.find import syntax
from tocsin.find.actors import Party, party
from tocsin.find.factuality import factuality
from tocsin.find.purpose import purpose_tokens
from tocsin.find.quantities import UNCOUNTABLE
from tocsin.find.scope import in_scope, is_about_sport, is_ordinary_crime
from tocsin.find.signals import Match, matches
from tocsin.parse import ParsedReport, Sentence
from tocsin.span import Span
from tocsin.values import GOVERNMENT, Date, Factuality, Place

# Talk and paperwork is only an event between actors that matter to politics: a person, force or body that we know.
TALK = frozenset(("diplomacy", "law", "politics"))
NOT_ACTORS = frozenset(
    (
        "day night morning evening afternoon week month year hour minute time weekend mass street road fuel price tax "
        "way area region place location control talk protest demonstration rally march strike attack violence clash "
        "assistance help tension situation decision attempt event incident operation measure matter issue thing"
    ).split()
)


BUILDINGS = frozenset(
    "headquarters hq station post base camp office building compound checkpoint outpost barracks site position".split()
)
AGAINST_PERSONS = frozenset(("attack", "abduct", "sexual", "crowd-violence"))
INSTITUTIONS = frozenset(
    "government authority administration council municipality state embassy presidency ministry cabinet regime".split()
)
"""What a government is, and not somebody in it."""
SUFFERED = frozenset(("die", "perish", "vanish", "succumb"))
"""Verbs whose subject is not who did it but to whom it happened."""
GOVERNMENTS = ActorKind("GOV", "State forces")
"""What a country or its capital stands for when it acts."""
STANDING_ALONE = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "conj", "agent", "dative"))


@dataclass(frozen=True, slots=True)
class Named:
    """Spans of what is known not to be a person: dates, towns; and countries, which stand for their governments."""

    dates: tuple[Span, ...]
    towns: tuple[Span, ...]
    countries: tuple[Span, ...]
    day: date | None

    def within(self, sentence: Sentence) -> Named:
        """Those of one sentence."""
        here = sentence.span
        dates, towns, countries = (
            tuple(span for span in spans if span.overlaps(here)) for spans in (self.dates, self.towns, self.countries)
        )
        return Named(dates, towns, countries, self.day)


@dataclass(frozen=True, slots=True)
class Deed:
    """An action named in a sentence, who did it and to whom, and whether it happened."""

    match: Match
    agents: tuple[Party, ...]
    patients: tuple[Party, ...]
    factuality: Factuality

    @property
    def sentence(self) -> Sentence:
        """The sentence it stands in."""
        return self.match.sentence

    @property
    def trigger(self) -> Token:
        """The word that names it."""
        return self.match.trigger

    @property
    def by(self) -> Group:
        """The group of those who did it: as named, else as the action implies."""
        named = _first_known(self.agents)
        default = self.match.action.default_agent
        if default == "crowd" and named in ("civilian", "any"):
            return "crowd"
        if named == "civilian" and _is_one(self.agents):
            return "any"
        return default if named == "any" else named

    @property
    def to(self) -> Group:
        """The group of those to whom it was done."""
        return _first_known(self.patients)


@dataclass(frozen=True, slots=True)
class SentenceDeeds:
    """The deeds of one sentence. `beside` are tokens that tell of none: dates, and what a protest is about."""

    sentence: Sentence
    deeds: tuple[Deed, ...]
    beside: frozenset[int]

    @property
    def tells_of_protest(self) -> bool:
        """Whether one of the deeds is a protest."""
        return any(deed.match.action.family == "demonstration" for deed in self.deeds)


def _is_one(parties: Sequence[Party]) -> bool:
    """Whether a single person did it: one man with a gun is no mob."""
    head = parties[0].head if len(parties) == 1 else None
    return head is not None and head.tag_ in ("NN", "NNP") and lemma.noun(head.text) not in UNCOUNTABLE


def _first_known(parties: Sequence[Party]) -> Group:
    return next((one.group for one in parties if one.group != "any"), "any")


def deeds(
    parsed: ParsedReport, codebook: Codebook, *, dates: Iterable[Date] = (), places: Iterable[Place] = ()
) -> tuple[SentenceDeeds, ...]:
    """The deeds of each sentence of a report, without what its protests are about. Dates and towns are no actors."""
    named = Named(
        tuple(value.span for value in dates),
        tuple(place.span for place in places if place.level != "country"),
        tuple(place.span for place in places if place.level == "country" or GOVERNMENT in place.reason),
        parsed.report.published,
    )
    sport = is_about_sport(parsed)
    found: list[SentenceDeeds] = []
    for sentence in parsed.sentences:
        told = [one for one in found if one.sentence.paragraph == sentence.paragraph and one.tells_of_protest]
        found.append(_in_sentence(sentence, codebook, named.within(sentence), after_protest=bool(told), sport=sport))
    return tuple(found)


def _in_sentence(
    sentence: Sentence, codebook: Codebook, named: Named, *, after_protest: bool, sport: bool
) -> SentenceDeeds:
    dated = frozenset(token.i for span in named.dates for token in sentence.tokens_in(span))
    found = [match for match in matches(sentence, codebook) if match.trigger.i not in dated]
    deeds = [deed for deed in (_deed(match, named) for match in found) if _is_told_fully(deed)]
    about = purpose_tokens(sentence, [deed.match for deed in deeds], after_protest=after_protest)
    told = [deed for deed in deeds if deed.trigger.i not in about]
    within = tuple(
        deed
        for deed in told
        if in_scope(deed.match, sentence, found, sport=sport, is_known=_is_somebody(deed.agents, sport=sport))
        and not is_ordinary_crime(deed.match, sentence, deed.patients)
    )
    return SentenceDeeds(sentence, within, beside=about | dated)


MEANS = frozenset(
    "blast explosion bomb bombing attack fire strike airstrike shelling rocket missile shell raid".split()
)
"""What destroys by itself: the deed is told by the noun, and what it destroyed is no second one."""


def _is_told_fully(deed: Deed) -> bool:
    """Whether it names those whom a deed of its kind needs to be one."""
    doers = syntax.agents_of_verb(deed.trigger) if deed.match.signal.is_verb else []
    by_itself = deed.match.action.family == "property" or deed.match.action.name == "attack"
    if by_itself and any(lemma.noun(noun.text) in MEANS for noun in doers):
        return False
    if deed.match.action.family in TALK and deed.factuality not in TRIED and not _between_known(deed):
        return False
    if deed.match.signal.is_loose and not (_is_known(deed.agents) and _is_known(deed.patients)):
        return False
    return not deed.match.action.needs_agent or bool(deed.agents) or _has_doer(deed.match)


def _has_doer(match: Match) -> bool:
    """Whether somebody is named who did it, though the words do not tell what they are ("the union's members")."""
    verb = match.trigger if match.signal.is_verb else syntax.governing_verb(match.trigger)
    return verb is not None and any(noun.tag_ not in ("WDT", "EX") for noun in syntax.agents_of_verb(verb))


def _is_somebody(parties: Iterable[Party], *, sport: bool) -> bool:
    """Whether it is known who did it. In a report of sport only forces, fighters and crowds do what they else would."""
    return any(
        one.kind is not None and (not sport or one.kind.sector in FORCES or one.group != "civilian") for one in parties
    )


FORCES = ("COP", "MIL", "SPY")


def _is_known(parties: Iterable[Party]) -> bool:
    return any(one.kind is not None for one in parties)


def _deed(match: Match, named: Named) -> Deed:
    trigger = match.trigger
    agents, patients = _sides(match, named)
    if match.signal.is_verb and (lemma.verb(trigger.text) in SUFFERED or "missing" in match.signal.steps):
        agents, patients = (), agents
    if match.action.family == "clash" and match.signal.is_verb and len(agents) > 1 and not patients:
        agents, patients = agents[:1], agents[1:]
    if match.action.family in AGAINST_PERSONS:
        patients = tuple(map(_as_person, patients))
    return Deed(match, tuple(one for one in agents if not _is_building(one)), patients, _mood(match))


TRIED = frozenset(("attempted", "failed"))
ATTEMPTS_COUNT = frozenset(("intervention", "demonstration", "riot", "clash"))
"""Families of which an attempt is one already: who tries to break up a rally uses force, who tries to march gathers."""


def _mood(match: Match) -> Factuality:
    mood = factuality(match.trigger)
    if mood == "happened" and match.signal.is_verb and len(match.signal.steps) > 1:
        # "staged an attempted coup": the noun that belongs to the signal tells.
        own = (match.sentence.tokens[number] for number in match.own_words)
        mood = next((told for noun in own if noun.tag_ == "NN" and (told := factuality(noun)) in TRIED), mood)
    return "happened" if mood == "attempted" and match.action.family in ATTEMPTS_COUNT else mood


def _as_person(one: Party) -> Party:
    """An official to whom violence is done is a civilian to ACLED, whatever he governs."""
    official = one.kind is not None and one.kind.sector == "GOV" and lemma.noun(one.head.text) not in INSTITUTIONS
    return replace(one, kind=replace(one.kind, acled="Civilians")) if official and one.kind else one


def _sides(match: Match, named: Named) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who did it and to whom; of what is told to be "between" two, the first did it to the others."""
    trigger = match.trigger
    if match.signal.is_verb:
        doers, done_to = syntax.agents_of_verb(trigger), syntax.patients_of_verb(trigger)
        return _parties(match, doers, named), _parties(match, done_to, named)
    agents = _parties(match, syntax.agents_of_noun(trigger), named)
    if not agents and not _is_only_declared(match):
        agents = _parties(match, syntax.agents_beside_noun(trigger), named)
    patients = _parties(match, syntax.patients_of_noun(trigger), named)
    if match.action.family == "clash" and len(agents) > 1:
        return agents[:1], (*agents[1:], *patients)
    return agents, patients


def _is_only_declared(match: Match) -> bool:
    """ "Police declared a riot", "the union called a strike off": the verb says nothing of who did it."""
    verb = syntax.governing_verb(match.trigger)
    declared = verb is not None and lemma.verb(verb.text) in ("declare", "impose", "announce", "deem", "label")
    return declared and match.action.family not in ("rule", "diplomacy", "politics", "forces")


def _is_building(one: Party) -> bool:
    """What stands for its owners when it is attacked does nothing by itself."""
    return lemma.noun(one.head.text) in BUILDINGS


def _parties(match: Match, nouns: Iterable[Token], named: Named) -> tuple[Party, ...]:
    found: dict[int, Party] = {}
    for noun in nouns:
        if noun.i == match.trigger.i or _is_condition(noun):
            continue
        one = party(noun, day=named.day)
        here = match.sentence.locate_token(one.head)
        if one.kind is None and _in_any(here, named.countries):
            one = replace(one, kind=GOVERNMENTS) if one.head.dep_ in STANDING_ALONE else one
        elif one.kind is None and _in_any(here, named.towns):
            continue
        if not _in_any(here, named.dates) and _can_act(one, is_country=_in_any(here, named.countries)):
            found.setdefault(one.head.i, one)
    return tuple(found.values())


def _is_condition(noun: Token) -> bool:
    """ "A state of emergency" is no state, and the force that is used is nobody."""
    if noun.lower_ == "force":
        return noun.dep_ in syntax.OBJECTS and lemma.verb(noun.head.text) in ("use", "resort", "apply")
    return noun.lower_ == "state" and any(child.lower_ == "of" for child in noun.children)


def _in_any(here: Span, spans: Iterable[Span]) -> bool:
    return any(span.overlaps(here) for span in spans)


def _can_act(one: Party, *, is_country: bool) -> bool:
    """Whether the words stand for somebody: known by their noun or the register, or a name.

    A country before a noun ("Kenya protests") is where it happened, not who did it.
    """
    head = one.head
    if is_country and one.kind is None:
        return False
    if lemma.noun(head.text) in NOT_ACTORS:
        return False
    if one.kind is None and head.dep_ in ("compound", "nmod"):
        # "The Boston bombing", "Suicide attack": a name before a deed's noun says where, how or to whom as often.
        return False
    return one.kind is not None or head.tag_ in ("NNP", "NNPS") or head.lower_ in ("they", "he", "she", "we")


def _between_known(deed: Deed) -> bool:
    if deed.patients and deed.match.action.family == "diplomacy" and not any(map(_may_talk, deed.patients)):
        return False
    parties = (*deed.agents, *deed.patients)
    return any(map(_may_talk, parties))


def _may_talk(one: Party) -> bool:
    return one.head.tag_ == "NNP" or (one.kind is not None and _is_political(one.kind))


def _is_political(kind: ActorKind) -> bool:
    return kind.group != "civilian" or kind.sector in ("OPP", "PTY", "LEG", "JUD", "SOC", "LAB")
