"""Outlets: who publishes reports, what kind of house it is, and how far a desk trusts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

OutletKind = Literal["agency", "broadcaster", "newspaper", "site", "official", "other"]
Owner = Literal["cooperative", "private", "public", "state", "unknown"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]

MEANING: dict[Reliability, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""Source reliability in the Admiralty scheme."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A house that publishes. `names` are all it goes by, the first the one that is shown.

    `country` is where it is at home, ISO alpha-2. `basis` says where the grade comes from: a rule over what is known of
    the house, or the person who set it.
    """

    names: tuple[str, ...]
    kind: OutletKind = "other"
    country: str | None = None
    owner: Owner = "unknown"
    reliability: Reliability = "F"
    basis: str = "not graded"
    note: str = ""

    @property
    def name(self) -> str:
        """The name that is shown."""
        return self.names[0]
