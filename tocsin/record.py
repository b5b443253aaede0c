"""The record: what many readings come to, each cell with its sources and its rivals. Built by `merge`."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from tocsin.event import Actor, Stance
from tocsin.judgement import Judgement
from tocsin.outlet import Reliability
from tocsin.span import Span
from tocsin.values import Date, Figure, FigureKind, FigureScope, Place

CopyKind = Literal["exact", "near", "part"]
SourceKind = Literal["outlet", "speaker"]
ContradictionKind = Literal["occurrence", "figure", "place", "date", "blame"]
Status = Literal[
    "corroborated",
    "single source",
    "disputed",
    "claimed",
    "denied",
    "attempted",
    "negated",
    "planned",
    "threatened",
    "predicted",
    "hypothetical",
    "historical",
]

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A span of one report: where a cell was read."""

    report: str
    span: Span


@dataclass(frozen=True, slots=True)
class Copy:
    """A report that reprints another. `share` is how much of the copy's own wording stands in the original."""

    report: str
    original: str
    kind: CopyKind
    share: float


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where a chain of speakers ends: an outlet in its own voice, or the speaker it quotes.

    Two sources with one key are one source, however many reports carry it.
    """

    key: str
    name: str
    kind: SourceKind


@dataclass(frozen=True, slots=True)
class Option(Generic[Value]):
    """One value that somebody gives for a cell. `reports` leaves out copies; `sources` are keys of sources.

    `days` are those that a number is given for, its own where it has one, or else those of publication; `day` is the
    latest of them. `deniers` are sources that deny or withdraw a number, `denials` where.
    """

    value: Value
    evidence: tuple[Evidence, ...]
    reports: tuple[str, ...]
    sources: tuple[str, ...]
    day: date | None = None
    days: tuple[date, ...] = ()
    deniers: tuple[str, ...] = ()
    denials: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell(Generic[Value]):
    """All values given for one property of an event, the one that is shown first, and the rule that put it there."""

    options: tuple[Option[Value], ...]
    rule: str

    @property
    def value(self) -> Value:
        """The value that is shown."""
        return self.options[0].value

    @property
    def rivals(self) -> tuple[Option[Value], ...]:
        """The values that are not shown."""
        return self.options[1:]


@dataclass(frozen=True, slots=True)
class Toll:
    """The number of people of one group, over all sources.

    `best` is the number of the first option, `low` and `high` the bounds over all options (`high` is none where a
    source leaves it open). `superseded` are numbers of earlier days of sources that have since given another, `parts`
    smaller ones of the same day, which are taken for parts of what stands. A toll of no event (`event` is none) is an
    aggregate over a place and period, or a figure that no event could be told for.
    """

    id: str
    kind: FigureKind
    who: str | None
    scope: FigureScope
    low: int
    best: int
    high: int | None
    rule: str
    options: tuple[Option[Figure], ...]
    superseded: tuple[Option[Figure], ...] = ()
    parts: tuple[Option[Figure], ...] = ()
    place: Place | None = None
    event: str | None = None

    @property
    def denied(self) -> bool:
        """Whether somebody denies or withdraws every number of it: it stands in no headline."""
        return all(option.deniers for option in self.options)

    @property
    def ucdp(self) -> tuple[int, int, int]:
        """Low, best and high as UCDP has them: the lowest number stated, the one shown, and the highest."""
        told = [option.value.best for option in self.options]
        return min(told), self.best, max(told)

    @property
    def acled(self) -> int:
        """The number as ACLED's coders choose it: the most conservative of those that stand."""
        return min(option.value.best for option in self.options)

    @property
    def over_time(self) -> tuple[tuple[date, int, tuple[str, ...]], ...]:
        """Every number given, superseded ones too, by day: the day, the number, the sources."""
        told = {
            (day, option.value.best, option.sources)
            for option in (*self.options, *self.superseded)
            for day in option.days
        }
        return tuple(sorted(told))

    @property
    def sources(self) -> tuple[str, ...]:
        """The independent sources of all options."""
        return tuple(sorted({source for option in self.options for source in option.sources}))


@dataclass(frozen=True, slots=True)
class Grade:
    """Corroboration in the Admiralty scheme: how reliable the best source is (A to F), how credible the event (1 to 6).

    `rule` says in words why.
    """

    reliability: Reliability
    credibility: Literal[1, 2, 3, 4, 5, 6]
    rule: str


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, or is said to have happened or to be ahead: one kind of action, place and day.

    `mentions` are all accounts of it, in canonical order; its id is made from the first. `reports` leaves out
    copies, which `copies` holds. `sources` are the independent ones that affirm it, `deniers` those that deny it.
    Cells are none where no account fills them. `accepted` is the signature of who accepted it, `judgements` the ids of
    all that people decided about its accounts and figures.
    """

    id: str
    type: str
    mode: str | None
    action: str
    quad: int
    status: Status
    mentions: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    reports: tuple[str, ...]
    copies: tuple[str, ...]
    sources: tuple[str, ...]
    deniers: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    place: Cell[Place] | None = None
    date: Cell[Date] | None = None
    actor: Cell[Actor] | None = None
    recipient: Cell[Actor] | None = None
    acled: Cell[str] | None = None
    tolls: tuple[Toll, ...] = ()
    grade: Grade | None = None
    accepted: str | None = None
    judgements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Carriage:
    """How one report carries a saying. `lost` and `added` are words that it leaves out of, and puts into, the first.

    `day` is that of publication, `said_on` the day it was said where the report tells. `copy_of` is the report that
    this one reprints.
    """

    report: str
    claim: str
    outlet: str
    day: date | None
    said_on: date | None = None
    via: tuple[str, ...] = ()
    copy_of: str | None = None
    evidence: tuple[Evidence, ...] = ()
    lost: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody said once, as all reports carry it, the first carrier first.

    `says` is the wording of the first carrier, `wording` where it begins. `denies` and `denied_by` are other sayings.
    """

    id: str
    speaker: str | None
    stance: Stance
    says: str
    wording: Evidence
    carriers: tuple[Carriage, ...]
    claims: tuple[str, ...]
    role: str | None = None
    events: tuple[str, ...] = ()
    blames: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether any carrier tells it in other words than the first."""
        return any(carrier.lost or carrier.added for carrier in self.carriers)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Judgements that cannot all hold: some say that accounts are of one event, one says that they are not."""

    same: tuple[str, ...]
    different: str


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction: what it says, where, and who stands behind it."""

    says: str
    evidence: tuple[Evidence, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Accounts that cannot both hold, with the evidence of each side. `about` is the id of an event or a toll."""

    id: str
    kind: ContradictionKind
    about: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Episode:
    """Events of one kind and place that follow one another day by day, in their order."""

    id: str
    type: str
    place: str
    start: date
    end: date
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Update:
    """What a later version of a report changed in an earlier one, at the same address: a number of people.

    `evidence` and `words` are where and how the number stands in both, the earlier first. The two may have one id.
    """

    report: str
    sha256: str
    earlier: str
    earlier_sha256: str
    what: FigureKind
    who: str
    before: int
    after: int
    mention: str | None
    evidence: tuple[Evidence, Evidence]
    words: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """The record of a set of readings: events, tolls of no event, contradictions, copies, sources and sayings.

    `conflicts` are judgements that cannot all hold, `orphans` those whose words are no longer read so. `episodes` link
    events day by day, `updates` are what later versions of reports changed.
    """

    events: tuple[Event, ...] = ()
    tolls: tuple[Toll, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    copies: tuple[Copy, ...] = ()
    sources: tuple[Source, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    orphans: tuple[Judgement, ...] = ()
    sayings: tuple[Saying, ...] = ()
    episodes: tuple[Episode, ...] = ()
    updates: tuple[Update, ...] = ()

    def event(self, event_id: str | None) -> Event | None:
        """The event of that id, or the one that a mention of that id belongs to."""
        return next((event for event in self.events if event_id == event.id or event_id in event.mentions), None)

    def source(self, key: str) -> Source:
        """The source of that key. They are in the order of their keys."""
        return self.sources[bisect_left(self.sources, key, key=lambda source: source.key)]
