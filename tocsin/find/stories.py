"""Which deeds may be told as one story, and which noun takes up a deed told before."""

from __future__ import annotations

from tocsin.find.deeds import Deed

ANAPHORIC = frozenset(("the", "this", "that", "these", "those"))
SAME_STORY = (
    frozenset(("attack", "remote", "clash", "lethal-intervention", "crowd-violence", "sexual")),
    frozenset(("demonstration", "riot", "intervention", "lethal-intervention")),
    frozenset(("arrest", "abduct")),
    frozenset(("property",)),
    frozenset(("territory",)),
    frozenset(("rule",)),
)
"""Families that a definite noun can take up: "the attack" may be the bombing told before."""


def same_story(one: Deed, other: Deed) -> bool:
    """Whether two deeds are of one action, or of families that tell of one story."""
    if one.match.action.name == other.match.action.name:
        return True
    families = {one.match.action.family, other.match.action.family}
    return any(families <= story for story in SAME_STORY)


def takes_up(deed: Deed) -> bool:
    """Whether the trigger is a definite noun, which takes up a deed told before ("the attack")."""
    trigger = deed.trigger
    return trigger.tag_.startswith("N") and any(child.lower_ in ANAPHORIC for child in trigger.children)
