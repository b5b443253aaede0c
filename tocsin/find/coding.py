"""The row ACLED would write for a deed, seen together with what else happened there and then."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.codebook import Codebook, Group, interaction
from tocsin.event import AcledCoding
from tocsin.find.actors import Party
from tocsin.find.deeds import Deed

# What turns a gathering into another sub-event, by family of the deeds beside it, the gravest first.
CROWD_DEEDS = frozenset(("riot", "crowd-violence"))
CROWD_OR_ARMED = frozenset(("property", "clash", "attack"))
HARM_DONE = frozenset(("attack", "lethal-intervention"))
FORCE_USED = frozenset(("intervention", "arrest"))
DEMONSTRATIONS = frozenset(("Peaceful protest", "Protest with intervention", "Violent demonstration"))
CALLED_A_PROTEST = ("demonstration", "intervention")
GATHERINGS = frozenset(("demonstration", "riot", "intervention"))


def sub_event(deed: Deed, beside: Sequence[Deed]) -> str | None:
    """ACLED's sub-event of a deed. `beside` are the other deeds of the same place and day that happened too."""
    own = deed.match.action.sub_event(deed.by, deed.to)
    family = deed.match.action.family
    at_protest = _by_protesters(deed) or any(one.match.action.family in CALLED_A_PROTEST for one in beside)
    if own == "Mob violence" and at_protest:
        return "Violent demonstration"
    if own is None or own not in DEMONSTRATIONS:
        return own
    return _demonstration(own, beside) if at_protest or family in GATHERINGS else own


def _by_protesters(deed: Deed) -> bool:
    """Those whom a report calls protesters are at a protest, whether it tells of one or not."""
    return any(one.kind is not None and one.kind.acled == "Protesters" for one in deed.agents)


def _demonstration(own: str, beside: Sequence[Deed]) -> str:
    if any(_harms_protesters(one) for one in beside):
        return "Excessive force against protesters"
    if own == "Violent demonstration" or any(_is_crowd_violence(one) for one in beside):
        return "Violent demonstration"
    if own == "Protest with intervention" or any(_is_intervention(one) for one in beside):
        return "Protest with intervention"
    return own


def _harms_protesters(deed: Deed) -> bool:
    action = deed.match.action
    if action.family == "lethal-intervention":
        return deed.to in ("any", "crowd", "civilian")
    return action.family == "attack" and deed.by == "state" and deed.to == "crowd"


def _is_crowd_violence(deed: Deed) -> bool:
    family = deed.match.action.family
    if family in CROWD_DEEDS:
        return True
    if family == "clash":
        return "armed" not in (deed.by, deed.to)
    return family in CROWD_OR_ARMED and deed.by in ("crowd", "civilian", "any") and deed.to != "crowd"


def _is_intervention(deed: Deed) -> bool:
    family = deed.match.action.family
    return family == "intervention" or (family == "arrest" and deed.to in ("any", "crowd", "civilian"))


def coding(deed: Deed, beside: Sequence[Deed], codebook: Codebook) -> AcledCoding | None:
    """ACLED's coding of a deed that happened, or none: ACLED has no planned events and none that did not happen."""
    name = sub_event(deed, beside) if deed.factuality == "happened" else None
    if name is None:
        return None
    event_type = codebook.event_type_of[name]
    first = _type_of(deed.agents, deed.by, event_type, gathered=deed.by in ("crowd", "civilian"))
    at_gathering = deed.match.action.family in ("intervention", "lethal-intervention")
    second = _type_of(deed.patients, deed.to, event_type, gathered=deed.to == "crowd" or at_gathering)
    return AcledCoding(
        event_type=event_type,
        sub_event_type=name,
        disorder_type=codebook.disorder_of[name],
        interaction=interaction(first, second),
        civilian_targeting=second == "Civilians"
        and event_type in ("Violence against civilians", "Explosions/Remote violence"),
    )


UNARMED = ("Civilians", "Protesters", "Rioters")
_DEFAULT_TYPE: dict[Group, str] = {"crowd": "Rioters", "civilian": "Civilians", "state": "State forces"}


def _type_of(parties: Sequence[Party], group: Group, event_type: str, *, gathered: bool) -> str | None:
    """The ACLED actor type of one side; those who gather are protesters or rioters, whoever they are otherwise."""
    named = next((one.kind.acled for one in parties if one.kind and one.kind.acled), None)
    if named in (None, *UNARMED) and gathered and event_type in ("Protests", "Riots"):
        return "Protesters" if event_type == "Protests" else "Rioters"
    return named or _DEFAULT_TYPE.get(group)
