"""How many took part: the crowd of a demonstration, riot or storming."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from tocsin.codebook.conventions import Convention
from tocsin.event import Mention
from tocsin.find import syntax
from tocsin.find.counting import count
from tocsin.find.deeds import Deed
from tocsin.find.figures.found import DOING
from tocsin.find.harm.counted import Counted, extent
from tocsin.find.told import Told
from tocsin.parse import Sentence

LEAST_CROWD = 5


def taking_part(
    here: Sequence[tuple[Told, Mention]], sentence: Sentence, harmed: Iterable[Counted], use: Convention
) -> Iterator[Counted]:
    """The crowd of a demonstration, riot or storming: its agents, where more than one and counted."""
    seen = {number for one in harmed for number in range(one.start, one.end)}
    for deed in (deed for one, _ in here for deed in one.tellings if deed.sentence is sentence):
        for agent in _crowds(deed):
            quantity = count(agent, use=use)
            if quantity and quantity.best >= LEAST_CROWD and agent.i not in seen:
                seen.add(agent.i)
                start, end = extent(agent)
                yield Counted("participants", quantity, sentence, deed.trigger, start, end, agent)


def _crowds(deed: Deed) -> Iterable[Token]:
    family = deed.match.action.family
    if family not in DOING["participants"]:
        return []
    if family not in ("demonstration", "riot") and deed.by not in ("crowd", "civilian"):
        return []
    trigger = deed.trigger
    return syntax.agents_of_verb(trigger) if deed.match.signal.is_verb else syntax.agents_of_noun(trigger)
