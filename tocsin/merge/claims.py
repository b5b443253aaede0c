"""One utterance carried by several reports is one saying: who carried it first, how its words changed, who denies it.

A claim is what one report attributes. Claims are one saying where one speaker says nearly the same within a few days,
with no number that differs. Unnamed speakers are the same only where the words are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import SequenceMatcher
from itertools import pairwise

from tocsin import lemma
from tocsin.event import Claim
from tocsin.merge.agencies import agency_of
from tocsin.merge.copies import words
from tocsin.merge.sources import Sources, outlet_source
from tocsin.reading import Reading
from tocsin.record import Carriage, Event, Evidence, Saying
from tocsin.report import content_hash

ALIKE = 0.5
"""Share of the words of two claims that both have, from which one speaker said one thing twice told."""
WITHIN = 0.8
"""Share of the shorter claim's words that stand in the longer: one report cuts what another prints in full."""
FEWEST = 3
"""Words with a meaning of their own; below them only the same words are the same claim."""
DAYS = timedelta(days=3)
"""A speaker who says the same a week later says it again."""
DENIED = 0.6
"""Share of a denial's words that stand in what it denies, where no event ties them."""
CROWDED = 200
"""A word in more claims of one speaker than this points nowhere."""

EMPTY = frozenset(
    (
        "a an the and or but of in on at to for from by with as that this these those it its he she they his her their "
        "them him i we you our us my me is are was were be been being has have had do does did not no will would can "
        "could may might shall should must there here who whom which what when where why how than then so if about "
        "into over after before up down out off more most some any all also said say one s t"
    ).split()
)


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim in its report, with what of it is compared."""

    reading: Reading
    claim: Claim
    speaker: str
    named: bool
    wording: str
    meaning: frozenset[str]
    numbers: frozenset[str]

    @property
    def day(self) -> date | None:
        """When it was said, or else when it was published."""
        said = self.claim.said_on
        return (said.start if said else None) or self.reading.report.published


def sayings(readings: Mapping[str, Reading], sources: Sources, events: Iterable[Event]) -> tuple[Saying, ...]:
    """The claims of all readings as sayings, in the order of their days; those that deny one another are linked."""
    told = [_told(reading, claim, sources) for reading in readings.values() for claim in reading.claims]
    of_claim = _events_of(events, told)
    groups = [_in_order(group, sources) for group in _groups(told)]
    made = [_saying(group, sources, of_claim) for group in groups]
    made.sort(key=lambda saying: (saying.carriers[0].day or date.max, saying.id))
    return _with_denials(made, {claim.claim.id: claim for claim in told})


def _told(reading: Reading, claim: Claim, sources: Sources) -> _Told:
    source = sources.speaker(reading.report.id, claim)
    wording = " … ".join(reading.report.cut(span) for span in claim.content)
    plain = words(wording)
    meaning = frozenset(_stem(word) for word in plain if word not in EMPTY)
    return _Told(
        reading=reading,
        claim=claim,
        speaker=source.key if source.kind == "speaker" else (claim.speaker.name.casefold() if claim.speaker else ""),
        named=source.kind == "speaker",
        wording=wording,
        meaning=meaning,
        numbers=frozenset(word for word in plain if word[:1].isdigit()),
    )


def _stem(word: str) -> str:
    return lemma.verb(lemma.noun(word))


def _events_of(events: Iterable[Event], told: Iterable[_Told]) -> dict[str, tuple[str, ...]]:
    """The events that each claim tells of, or is about."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    owner: dict[str, str] = {}
    for event in events:
        owner |= dict.fromkeys(event.mentions, event.id)
        for claim in event.claims:
            found[claim][event.id] = None
    for item in told:
        found[item.claim.id] |= dict.fromkeys(owner[name] for name in item.claim.about if name in owner)
    return {claim: tuple(ids) for claim, ids in found.items()}


def _groups(told: Sequence[_Told]) -> list[list[_Told]]:
    """Claims that are one saying, joined pair by pair."""
    leader = list(range(len(told)))

    def lead(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for one, other in _pairs(told):
        if _same(told[one], told[other]):
            first, second = sorted((lead(one), lead(other)))
            leader[second] = first
    groups: dict[int, list[_Told]] = defaultdict(list)
    for at, item in enumerate(told):
        groups[lead(at)].append(item)
    return list(groups.values())


def _pairs(told: Sequence[_Told]) -> Iterator[tuple[int, int]]:
    """Claims of one speaker that share a word, and claims in the same words: only these are compared."""
    sharing: dict[tuple[str, str], list[int]] = defaultdict(list)
    worded: dict[str, list[int]] = defaultdict(list)
    for at, item in enumerate(told):
        if item.named:
            for word in item.meaning:
                sharing[item.speaker, word].append(at)
        worded[" ".join(words(item.wording))].append(at)
    seen: set[tuple[int, int]] = set()
    for group in sharing.values():
        if len(group) <= CROWDED:
            seen.update((one, other) for i, one in enumerate(group) for other in group[i + 1 :])
    seen.update(pair for group in worded.values() for pair in pairwise(group))
    yield from sorted(seen)


def _same(one: _Told, other: _Told) -> bool:
    if one.speaker != other.speaker or (one.claim.stance == "denies") != (other.claim.stance == "denies"):
        return False
    if one.day and other.day and abs(one.day - other.day) > DAYS:
        return False
    if words(one.wording) == words(other.wording):
        return one.named or len(one.meaning) >= FEWEST
    fewer = min(len(one.meaning), len(other.meaning))
    if not (one.named and other.named) or fewer < FEWEST or not _numbers_agree(one, other):
        return False
    shared = len(one.meaning & other.meaning)
    return shared >= ALIKE * len(one.meaning | other.meaning) or shared >= WITHIN * fewer


def _numbers_agree(one: _Told, other: _Told) -> bool:
    """Whether no number differs: "18 killed" and "26 killed" are two sayings, the second newer."""
    return one.numbers <= other.numbers or other.numbers <= one.numbers


def _in_order(group: Sequence[_Told], sources: Sources) -> list[_Told]:
    """Who carried a saying first: by day, a reprint behind its original, one who names another behind that other."""
    names = {_outlet(item) for item in group}

    def rank(item: _Told) -> tuple[date, bool, bool, bool, str, int]:
        report = item.reading.report
        through = {name.casefold() for name in _ways(item)} & (names - {_outlet(item)})
        start = item.claim.content[0]
        return (
            report.published or date.max,
            bool(through),
            sources.original(report.id, start) != report.id,
            start.field == "title",
            report.id,
            start.start,
        )

    return sorted(group, key=rank)


def _outlet(item: _Told) -> str:
    report = item.reading.report
    return (report.outlet or outlet_source(report).name).casefold()


def _saying(group: Sequence[_Told], sources: Sources, of_claim: Mapping[str, tuple[str, ...]]) -> Saying:
    fullest = max((item.claim.speaker for item in group if item.claim.speaker), key=lambda s: len(s.name), default=None)
    first: dict[str, _Told] = {}
    for item in group:
        first.setdefault(item.reading.report.id, item)
    carriers = [_carriage(item, group[0], sources) for item in first.values()]
    stances = [item.claim.stance for item in group if item.claim.stance != "asserts"]
    return Saying(
        id=content_hash("saying", min(item.claim.id for item in group)),
        speaker=fullest.name if fullest else None,
        role=next((item.claim.speaker.role for item in group if item.claim.speaker and item.claim.speaker.role), None),
        stance=stances[0] if stances else "asserts",
        wording=Evidence(group[0].reading.report.id, group[0].claim.content[0]),
        says=group[0].wording,
        carriers=tuple(carriers),
        claims=tuple(item.claim.id for item in group),
        events=tuple(dict.fromkeys(event for item in group for event in of_claim.get(item.claim.id, ()))),
        blames=tuple(dict.fromkeys(name for item in group for name in item.claim.blames)),
    )


def _carriage(item: _Told, first: _Told, sources: Sources) -> Carriage:
    report = item.reading.report
    original = sources.original(report.id, item.claim.content[0])
    lost, added = _changed(first.wording, item.wording)
    return Carriage(
        report=report.id,
        claim=item.claim.id,
        outlet=report.outlet or outlet_source(report).name,
        day=report.published,
        said_on=item.claim.said_on.start if item.claim.said_on else None,
        via=_ways(item),
        copy_of=original if original != report.id else None,
        evidence=tuple(Evidence(report.id, span) for span in item.claim.content),
        lost=lost,
        added=added,
    )


def _ways(item: _Told) -> tuple[str, ...]:
    """Through whom a report has a saying: outlets it names beside the cue, and the agency that signed it."""
    report = item.reading.report
    agency = agency_of(report)
    signed = (agency,) if agency and agency != report.outlet else ()
    return tuple(dict.fromkeys((*(carrier.name for carrier in item.claim.via), *signed)))


def _changed(first: str, later: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that a carrier left out and put in, where any of them means something."""
    one, other = first.split(), later.split()
    lost, added = [], []
    for kind, a, b, c, d in SequenceMatcher(None, _bare(one), _bare(other), autojunk=False).get_opcodes():
        if kind != "equal" and any(word not in EMPTY for word in (*_bare(one[a:b]), *_bare(other[c:d]))):
            lost += [" ".join(one[a:b])] if b > a else []
            added += [" ".join(other[c:d])] if d > c else []
    return tuple(lost), tuple(added)


def _bare(told: Sequence[str]) -> list[str]:
    return [" ".join(words(word)) for word in told]


def _with_denials(made: Sequence[Saying], told: Mapping[str, _Told]) -> tuple[Saying, ...]:
    """The sayings, each with those it denies and those that deny it."""
    denials = [saying for saying in made if saying.stance == "denies"]
    denied = {denial.id: [other.id for other in made if _denies(denial, other, told)] for denial in denials}
    by: dict[str, list[str]] = defaultdict(list)
    for denial, others in denied.items():
        for other in others:
            by[other].append(denial)
    return tuple(
        replace(saying, denies=tuple(denied.get(saying.id, ())), denied_by=tuple(by[saying.id])) for saying in made
    )


def _denies(denial: Saying, other: Saying, told: Mapping[str, _Told]) -> bool:
    """Whether one denies the other: an event in both, nearly the same words, or "the president's account"."""
    if other.stance == "denies" or denial.id == other.id:
        return False
    ours, theirs = [told[claim] for claim in denial.claims], [told[claim] for claim in other.claims]
    if set(denial.events) & set(other.events):
        return True
    for one in ours:
        for two in theirs:
            shared = len(one.meaning & two.meaning)
            if len(one.meaning) >= FEWEST and shared >= max(FEWEST, DENIED * len(one.meaning)):
                return True
    return any(_takes_up(one, two) for one in ours for two in theirs)


UTTERANCES = frozenset("account accusation allegation assertion claim charge report statement version".split())


def _takes_up(denial: _Told, other: _Told) -> bool:
    """Whether a denial of "the claims" or "the president's account" means a claim told before it in its report."""
    speaker = other.claim.speaker
    if denial.reading is not other.reading or speaker is None or not denial.meaning & UTTERANCES:
        return False
    if len(denial.meaning) > FEWEST + 1 or other.claim.content[0].start > denial.claim.content[0].start:
        return False
    names = {_stem(word) for word in words(f"{speaker.name} {speaker.role or ''}")} - EMPTY
    whose = denial.meaning - UTTERANCES
    return bool(whose & names)
