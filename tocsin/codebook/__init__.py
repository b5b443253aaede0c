"""The event types in force, what signals them, and the register of actors."""

from tocsin.codebook.actors import ACLED_CODES, ActorKind, Register, interaction, register, use_actors
from tocsin.codebook.codebook import GAP, AcledRule, Action, Codebook, Group, Signal, load, verb_signal

__all__ = [
    "ACLED_CODES",
    "GAP",
    "AcledRule",
    "Action",
    "ActorKind",
    "Codebook",
    "Group",
    "Register",
    "Signal",
    "interaction",
    "load",
    "register",
    "use_actors",
    "verb_signal",
]
