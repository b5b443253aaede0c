"""The deeds that the sentences of a report name, with who did them to whom: mentions before time and place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from tocsin import lemma
from tocsin.codebook import Codebook, Group
from tocsin.find import syntax
from tocsin.find.actors import Party, party
from tocsin.find.factuality import factuality
from tocsin.find.purpose import purpose_tokens
from tocsin.find.signals import Match, matches
from tocsin.parse import ParsedReport, Sentence
from tocsin.span import Span
from tocsin.values import Factuality

# Talk and paperwork is only an event between actors that matter to politics: a person, force or body that we know.
TALK = frozenset(("diplomacy", "law", "politics"))
NOT_ACTORS = frozenset(
    (
        "day night morning evening afternoon week month year hour minute time weekend mass street road fuel price tax "
        "way area region place location control talk protest demonstration rally march strike attack violence clash "
        "assistance help tension situation decision attempt event incident operation measure matter issue thing"
    ).split()
)


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
        if self.match.action.family in ("demonstration", "riot") and named in ("civilian", "any"):
            return self.match.action.default_agent
        return self.match.action.default_agent if named == "any" else named

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


def _first_known(parties: Sequence[Party]) -> Group:
    return next((one.group for one in parties if one.group != "any"), "any")


def deeds(parsed: ParsedReport, codebook: Codebook, *, timed: Iterable[Span] = ()) -> tuple[SentenceDeeds, ...]:
    """The deeds of each sentence of a report, without what its protests are about. `timed` are spans of dates."""
    dates = tuple(timed)
    day = parsed.report.published
    found: list[SentenceDeeds] = []
    for sentence in parsed.sentences:
        told = [one for one in found if one.sentence.paragraph == sentence.paragraph and one.tells_of_protest]
        here = [span for span in dates if span.overlaps(sentence.span)]
        found.append(_in_sentence(sentence, codebook, here, day, after_protest=bool(told)))
    return tuple(found)


def _in_sentence(
    sentence: Sentence, codebook: Codebook, dates: Sequence[Span], day: date | None, *, after_protest: bool
) -> SentenceDeeds:
    found = matches(sentence, codebook)
    dated = frozenset(token.i for span in dates for token in sentence.tokens_in(span))
    about = purpose_tokens(sentence, found, after_protest=after_protest)
    deeds = [_deed(match, dates, day) for match in found if match.trigger.i not in about | dated]
    kept = tuple(deed for deed in deeds if deed.match.action.family not in TALK or _between_known(deed))
    return SentenceDeeds(sentence, kept, beside=about | dated)


def _deed(match: Match, dates: Sequence[Span], day: date | None) -> Deed:
    trigger = match.trigger
    if match.signal.is_verb:
        agents, patients = syntax.agents_of_verb(trigger), syntax.patients_of_verb(trigger)
    else:
        agents, patients = syntax.agents_of_noun(trigger), syntax.patients_of_noun(trigger)
        if any(token.lower_ == "between" for token in trigger.children):
            agents, patients = agents[:1], [*agents[1:], *patients]
    if match.action.family == "clash" and match.signal.is_verb and len(agents) > 1 and not patients:
        agents, patients = agents[:1], agents[1:]
    return Deed(
        match,
        _parties(match, agents, dates, day),
        _parties(match, patients, dates, day),
        factuality(trigger),
    )


def _parties(match: Match, nouns: Iterable[Token], dates: Sequence[Span], day: date | None) -> tuple[Party, ...]:
    found: dict[int, Party] = {}
    for noun in nouns:
        if match.start <= noun.i < match.end and match.signal.is_verb:
            continue
        one = party(noun, day=day)
        if _can_act(one) and not _in_date(match.sentence, one.head, dates):
            found.setdefault(one.head.i, one)
    return tuple(found.values())


def _can_act(one: Party) -> bool:
    """Whether the words stand for somebody: known by their noun or the register, or a name."""
    head = one.head
    if lemma.noun(head.text) in NOT_ACTORS:
        return False
    return one.kind is not None or head.tag_ in ("NNP", "NNPS") or head.lower_ in ("they", "he", "she", "we")


def _in_date(sentence: Sentence, token: Token, dates: Sequence[Span]) -> bool:
    here = sentence.locate_token(token)
    return any(span.overlaps(here) for span in dates)


def _between_known(deed: Deed) -> bool:
    parties = (*deed.agents, *deed.patients)
    return any(one.kind is not None and one.group != "civilian" or one.head.tag_ == "NNP" for one in parties)
