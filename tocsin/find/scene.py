"""The scene: where and when the deed told last happened, for what a report goes on to tell without saying so again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from tocsin import lemma
from tocsin.event import Claim
from tocsin.find import syntax
from tocsin.find.actors import Party
from tocsin.find.deeds import Deed
from tocsin.find.setting import WIDE, one_of_several
from tocsin.find.stories import same_story, takes_up
from tocsin.parse import ParsedReport, Sentence
from tocsin.span import Span
from tocsin.values import Date, Place

TOLD_BEFORE = "told in the paragraph before"
"""The reason of a place that the deed's own paragraph does not name."""
PARAGRAPHS = 3
"""How far a scene reaches: over the paragraph of a quote, not further."""
TURNS_AWAY = re.compile(
    r"""\b(?:elsewhere|separate(?:ly)?|meanwhile|another|similar(?:ly)?|nationwide|countrywide|worldwide|
    (?:across|around|throughout)\ the\ (?:country|nation|region|province|state|world)|other\ (?:towns?|cit|village|part|
    place|area|region|district|countr)\w*|in\ recent|over\ the\ (?:past|last|years)|in\ the\ past|previous(?:ly)?|
    earlier|last\ (?:year|month|week|summer|winter)|(?:year|month|week)s?\ (?:ago|later|earlier)|
    so\ far\ this|this\ year|history|historically|repeatedly|often|every\ (?:day|week|year))\b""",
    re.I | re.X,
)
"""Words with which a report leaves the scene for other places and times."""
KNOWN = frozenset("the this that these those his her their its".split())
"""Before a noun: the reader knows who is meant."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when a deed happened."""

    deed: Deed | None = None
    claim: Claim | None = None
    places: tuple[Place, ...] = ()
    date: Date | None = None

    def carried_to(
        self, deed: Deed, claim: Claim | None, parsed: ParsedReport, places: Sequence[Place], dates: Sequence[Date]
    ) -> Scene:
        """What of it holds for a deed: within a paragraph or claim, and beyond it where the report goes on with it.

        The place holds only where one town was meant.
        """
        if self.deed is None:
            return Scene()
        single = len(self.places) == 1 and not one_of_several(self.places[0], self.deed.sentence)
        held = replace(self, places=self.places if single else ())
        same_claim = claim is not None and claim is self.claim
        if same_claim or deed.sentence.paragraph == self.deed.sentence.paragraph:
            return held
        return held._beyond(deed, parsed, places, dates) if goes_on(deed, self.deed) else Scene()

    def _beyond(self, deed: Deed, parsed: ParsedReport, places: Sequence[Place], dates: Sequence[Date]) -> Scene:
        """What of it holds in a later paragraph: nothing once another place or day is named."""
        assert self.deed is not None
        since = Span(deed.sentence.span.field, self.deed.sentence.span.end, deed.sentence.span.end)
        if TURNS_AWAY.search(parsed.cut(since)):
            return Scene()
        if any(since.covers(one.span) and not _holds(one, self.places) for one in places):
            return Scene()
        if any(since.covers(one.span) and not _is_within(one, self.date) for one in dates):
            return Scene()
        fine = tuple(
            replace(one, precision="area", reason=TOLD_BEFORE)
            for one in self.places
            if one.resolved and one.level not in WIDE
        )
        return replace(self, places=fine)


def _holds(place: Place, scene: Sequence[Place]) -> bool:
    """Whether a place is that of the scene or the country or province around it."""
    return any(
        place.name == one.name
        or (place.geonameid is not None and place.geonameid == one.geonameid)
        or (place.level in WIDE and place.country == one.country)
        or (place.level in ("province", "region") and place.country == one.country and place.name == one.admin1)
        for one in scene
    )


def _is_within(date: Date, day: Date | None) -> bool:
    """Whether a date is the day of the scene, or no day of its own ("at 7 p.m.", "for two hours")."""
    if date.type not in ("DATE", "TIME") or date.start is None:
        return date.type in ("TIME", "DURATION")
    return day is not None and (date.start, date.end) == (day.start, day.end)


def goes_on(deed: Deed, before: Deed) -> bool:
    """Whether a paragraph goes on with the deed told before it: told as past, and of what the reader knows by then."""
    if not _is_near(deed.sentence, before.sentence) or not {deed.factuality, before.factuality} <= HAPPENED:
        return False
    if not is_told_as_past(deed.trigger):
        return False
    parties = (*deed.agents, *deed.patients)
    if takes_up(deed):
        return same_story(deed, before)
    if deed.match.action.family in AGAINST_CROWDS and "crowd" in (before.by, before.to):
        return True
    if any(_is_known(one) for one in parties):
        return True
    return not parties and same_story(deed, before) and deed.trigger.tag_ != "NNS"


def _is_near(sentence: Sentence, before: Sentence) -> bool:
    if before.headline or sentence.span.field != before.span.field:
        return False
    return 0 <= sentence.paragraph - before.paragraph <= PARAGRAPHS


AGAINST_CROWDS = ("intervention", "lethal-intervention")
"""Families of what forces do to the crowd told of before."""
HAPPENED = frozenset(("happened", "attempted", "failed"))


def is_told_as_past(trigger: Token) -> bool:
    """Whether a clause is told in the simple past: what "has happened" or "happens" is not of the scene."""
    verb = trigger if trigger.tag_.startswith("V") else syntax.governing_verb(trigger)
    for _ in range(4):
        if verb is None:
            return False
        helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
        if helpers & {"had", "has", "have", "'ve", "is", "are", "will", "would", "may"}:
            return False
        if verb.tag_ == "VBD" or helpers & {"was", "were", "did"}:
            return True
        verb = verb.head if verb.head.i != verb.i and verb.head.tag_.startswith("V") else None
    return False


def _is_known(one: Party) -> bool:
    if one.head.tag_ in ("PRP", "PRP$"):
        return True
    return any(child.dep_ in ("det", "poss") and child.lower_ in KNOWN for child in one.head.children) and (
        one.kind is not None and one.kind.name is None and lemma.noun(one.head.text) not in STANDING
    )


STANDING = frozenset("police army government authority military state president opposition ministry".split())
"""Who is "the" police or army from the first: the article takes up nobody told before."""
