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
HARM_DONE = frozenset(("attack", "lethal-intervention", "remote", "clash"))
FORCE_USED = frozenset(("intervention", "arrest"))
DEMONSTRATIONS = frozenset(("Peaceful protest", "Protest with intervention", "Violent demonstration"))
PRIVATE = frozenset(("Attack", "Mob violence", "Abduction/forced disappearance"))
"""Sub-events that ACLED has for groups and forces, and for lone attackers with a cause, not for every crime."""
PERSONAL = frozenset(("kill", "beat", "torture", "shoot", "lynch"))
"""Actions that are done to people, named or not."""
GATHERINGS = frozenset(("demonstration", "riot", "intervention"))


def sub_event(deed: Deed, beside: Sequence[Deed]) -> str | None:
    """ACLED's sub-event of a deed. `beside` are the other deeds of the same place and day that happened too."""
    own = deed.match.action.sub_event(deed.by, deed.to)
    if own is None or (own in PRIVATE and _is_private(deed)):
        return None
    if own == "Attack" and (act := _act_behind(deed, beside)) is not None:
        return act
    at_protest = _by(deed, "Protesters") or any(one.match.action.family == "demonstration" for one in beside)
    if at_protest and (own == "Mob violence" or _by_those_who_gathered(deed)):
        return "Violent demonstration"
    if own in DEMONSTRATIONS:
        return _of_gathering(deed, own, beside, at_protest=at_protest)
    return "Looting/property destruction" if own == "Attack" and _on_property(deed, beside) else own


def is_result(deed: Deed) -> bool:
    """Whether it only tells of deaths or injuries, and of nobody who did them."""
    return deed.match.action.name in ("kill", "beat") and not deed.agents


def _act_behind(deed: Deed, beside: Sequence[Deed]) -> str | None:
    """The sub-event of what left the dead or injured of a sentence ("two were killed in clashes")."""
    if not is_result(deed):
        return _force_at_gathering(deed, beside)
    acts = [one for one in beside if one.sentence is deed.sentence and one.match.action.family in ACTS and counts(one)]
    for act in sorted(acts, key=lambda one: abs(one.trigger.i - deed.trigger.i)):
        others = [one for one in beside if one is not act]
        if not is_result(act) and (name := sub_event(act, others)) is not None:
            # Protesters who die in clashes with police fought no battle.
            return "Violent demonstration" if (name, deed.to) == ("Armed clash", "crowd") else GRAVER.get(name, name)
    gathered = any(one.sentence is deed.sentence and one.match.action.family in GATHERINGS for one in beside)
    return "Violent demonstration" if gathered and deed.match.action.name == "kill" else None


def _force_at_gathering(deed: Deed, beside: Sequence[Deed]) -> str | None:
    """Forces that fire to break up a crowd use excessive force, whomever they hit."""
    if (deed.by, deed.match.action.family) != ("state", "attack") or deed.to in ("state", "armed"):
        return None
    breaks_up = any(one.match.action.family == "intervention" and one.sentence is deed.sentence for one in beside)
    return "Excessive force against protesters" if breaks_up else None


ACTS = frozenset(("attack", "clash", "remote", "lethal-intervention", "intervention", "crowd-violence"))
GRAVER = {"Protest with intervention": "Excessive force against protesters"}
"""What an intervention is where somebody was killed or hurt by it."""


def _of_gathering(deed: Deed, own: str, beside: Sequence[Deed], *, at_protest: bool) -> str:
    family = deed.match.action.family
    if family == "lethal-intervention" and not at_protest and deed.to != "crowd" and not _is_of_crowd(deed):
        return "Armed clash" if deed.to == "armed" else "Attack"
    if own == "Peaceful protest" and _by(deed, "Rioters"):
        return "Violent demonstration"
    return _demonstration(own, beside) if at_protest or family in GATHERINGS else own


def _by(deed: Deed, kind: str) -> bool:
    """Those whom a report calls protesters are at a protest, and rioters riot, whether it tells of one or not."""
    return any(one.kind is not None and one.kind.acled == kind for one in deed.agents)


GATHERED = frozenset("protester protestor demonstrator crowd protest demonstration rally mourner".split())


def _is_of_crowd(deed: Deed) -> bool:
    """Whether the words that name the deed name the crowd it was done to ("the shooting of protesters")."""
    return not GATHERED.isdisjoint(deed.match.signal.steps)


def _by_those_who_gathered(deed: Deed) -> bool:
    """Whether a fight or damage told beside a gathering is that of the crowd: no one armed is named in it."""
    action = deed.match.action
    if "armed" in (deed.by, deed.to) or action.family not in ("property", "clash") or action.name == "gunfight":
        return False
    return deed.by != "state" if action.family == "property" else True


def _is_private(deed: Deed) -> bool:
    """Whether one private person did it to another: a crime, without a political or communal side."""
    if len(deed.agents) != 1 or len(deed.patients) > 1 or deed.to not in ("civilian", "any"):
        return False
    agent = deed.agents[0]
    if agent.kind is None or agent.kind.sector != "CVL" or agent.kind.acled != "Civilians":
        return False
    return agent.head.tag_ == "NN" and deed.match.action.name not in ("sexual-violence",)


def _on_property(deed: Deed, beside: Sequence[Deed]) -> bool:
    """Whether a place was attacked and only things taken or destroyed: nobody is said to have been harmed."""
    if deed.to != "any" or deed.match.action.name in PERSONAL:
        return False
    took = any(one.match.action.family == "property" and one.by == deed.by for one in beside)
    return took and not any(one.match.action.family in HARM_DONE | {"abduct", "sexual"} for one in beside)


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
    if is_result(deed):
        return False
    if family in CROWD_DEEDS:
        return True
    if family == "clash":
        return "armed" not in (deed.by, deed.to)
    unnamed = family == "property" and deed.by == "any"
    return family in CROWD_OR_ARMED and (unnamed or deed.by in ("crowd", "civilian")) and deed.to != "crowd"


def _is_intervention(deed: Deed) -> bool:
    family = deed.match.action.family
    return family == "intervention" or (family == "arrest" and deed.to in ("any", "crowd", "civilian"))


def coding(deed: Deed, beside: Sequence[Deed], codebook: Codebook) -> AcledCoding | None:
    """ACLED's coding of a deed that happened, or none: ACLED has no planned events and none that did not happen."""
    name = sub_event(deed, beside) if counts(deed) else None
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


ATTEMPTS_CODED = frozenset(("attack", "crowd-violence", "abduct"))
"""Families of which ACLED codes attempts: who tries to storm a building attacks it."""


def counts(deed: Deed) -> bool:
    """Whether ACLED would have a row for it: it happened, or an attack was tried."""
    tried = deed.factuality in ("attempted", "failed") and deed.match.action.family in ATTEMPTS_CODED
    return tried or deed.factuality == "happened"


UNARMED = ("Civilians", "Protesters", "Rioters")
_DEFAULT_TYPE: dict[Group, str] = {"crowd": "Rioters", "civilian": "Civilians", "state": "State forces"}


def _type_of(parties: Sequence[Party], group: Group, event_type: str, *, gathered: bool) -> str | None:
    """The ACLED actor type of one side; those who gather are protesters or rioters, whoever they are otherwise."""
    named = next((one.kind.acled for one in parties if one.kind and one.kind.acled), None)
    if named in (None, *UNARMED) and gathered and event_type in ("Protests", "Riots"):
        return "Protesters" if event_type == "Protests" else "Rioters"
    return named or _DEFAULT_TYPE.get(group)
