"""What a report tells: mentions of events, claims, actors; and the events merged from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tocsin.span import Span
from tocsin.values import Date, Factuality, Place, Voice

Role = Literal["actor", "recipient"]
ClaimKind = Literal["direct", "indirect", "mixed"]
Stance = Literal["asserts", "denies", "confirms", "accuses", "predicts", "demands", "promises"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it or to whom. `sector` is PLOVER's, `acled_type` the eight ACLED types, `country` ISO alpha-2.

    `span` is where the actor stands in the sentence. Where that is a short form or a pronoun, `resolved_from` is
    the span of the fuller name it was followed back to.
    """

    role: Role
    name: str
    span: Span
    sector: str | None = None
    acled_type: str | None = None
    country: str | None = None
    resolved_from: Span | None = None


@dataclass(frozen=True, slots=True)
class AcledCoding:
    """The row that ACLED would write: types, interaction of the two actors, who is targeted."""

    event_type: str
    sub_event_type: str
    disorder_type: str
    interaction: str
    civilian_targeting: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """One report's account of one event.

    Never changed after reading: what the record makes of it (corroborated, contested) belongs to the event.
    """

    id: str
    type: str
    mode: str | None
    quad: int
    trigger: Span
    sentence: Span
    evidence: tuple[Span, ...]
    action: str
    acled: AcledCoding | None = None
    factuality: Factuality = "happened"
    voice: Voice = "outlet"
    claim: str | None = None
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    date: Date | None = None
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it. Fields that the report does not tell are empty; an unnamed source keeps its wording as name."""

    name: str
    span: Span | None
    role: str | None = None
    organisation: str | None = None
    resolved_from: Span | None = None


@dataclass(frozen=True, slots=True)
class Carrier:
    """An outlet, agency or broadcaster through which a claim came."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """An attributed statement: a speaker, a cue, and the characters of what is said."""

    id: str
    kind: ClaimKind
    speaker: Speaker | None
    cue: Span | None
    content: tuple[Span, ...]
    stance: Stance = "asserts"
    about: tuple[str, ...] = ()
    blames: tuple[str, ...] = ()
    said_on: Date | None = None
    medium: str | None = None
    via: tuple[Carrier, ...] = ()
    cites: tuple[str, ...] = ()
