"""From the readings of many reports to one record of events."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tocsin.judgement import Judgement
from tocsin.merge.accounts import Account
from tocsin.merge.claims import sayings
from tocsin.merge.contradictions import numbers, occurrence, withdrawn
from tocsin.merge.copies import Prints, copies
from tocsin.merge.episodes import daily, episodes
from tocsin.merge.fuse import acled_cell, actor_cell, date_cell, firsthand, independent, originals, place_cell
from tocsin.merge.grades import grade_of
from tocsin.merge.judge import Decisions, decide
from tocsin.merge.kinds import is_result
from tocsin.merge.match import Kept, clusters
from tocsin.merge.outlets import Outlets, shipped
from tocsin.merge.rivals import rivals
from tocsin.merge.sources import Sources
from tocsin.merge.status import affirms, status_of
from tocsin.merge.tolls import event_tolls, loose_tolls
from tocsin.merge.versions import standing, updates
from tocsin.reading import Reading
from tocsin.record import Contradiction, Event, Evidence, Merged, Source
from tocsin.report import content_hash


@dataclass(slots=True)
class Memory:
    """What one merging leaves to the next: prints, scores of pairs, clusters, and events by what they rest on.

    Give the same one again, and only what changed since is looked at; the record is the same as without it.
    """

    prints: Prints = field(default_factory=Prints)
    matched: Kept = field(default_factory=Kept)
    events: dict[Hashable, Event] = field(default_factory=dict)
    ruled: tuple[Decisions, Outlets] | None = None

    def built(self, groups: Sequence[Sequence[Account]], sources: Sources, outlets: Outlets) -> Iterator[Event]:
        """The events of these groups of accounts; those that nothing changed for are taken from before."""
        if self.ruled != (sources.decisions, outlets):
            self.events, self.ruled = {}, (sources.decisions, outlets)
        before, self.events = self.events, {}
        bases = {name: sources.basis(name) for name in sources.readings}
        for group in groups:
            told = sorted({account.report for account in group})
            key = (tuple(account.mention.id for account in group), tuple(bases[name] for name in told))
            event = self.events[key] = before.get(key) or _event(group, sources, outlets)
            yield event


def merge(
    readings: Iterable[Reading],
    judgements: Iterable[Judgement] = (),
    outlets: Outlets | None = None,
    memory: Memory | None = None,
) -> Merged:
    """Make one record of all readings, as people's judgements have it, graded by what is known of the outlets.

    The result is the same in whatever order they come, and if one comes twice. Of several versions of one report, or
    of the page at one address, the one captured last counts.
    """
    versions = list(readings)
    read = standing(versions)
    known = outlets or shipped()
    decisions, by_id = decide(judgements, {report: read[report] for report in sorted(read)})
    kept = memory or Memory()
    found = copies((reading.report for reading in by_id.values()), kept.prints)
    sources = Sources.of(by_id, found, decisions)
    groups = clusters(by_id, found, decisions, kept.matched)
    events = tuple(kept.built(groups, sources, known))
    tolls = loose_tolls(groups, sources)
    contradictions = _contradictions(groups, events, sources)
    every = [*(toll for event in events for toll in event.tolls), *tolls]
    contradictions += (*numbers(every), *withdrawn(every))
    return Merged(
        events,
        tolls,
        contradictions,
        found,
        _all_sources(sources),
        decisions.conflicts,
        decisions.orphans,
        sayings(by_id, sources, events),
        episodes(filter(None, map(daily, events))),
        tuple(updates(versions)),
    )


def event_id(accounts: Sequence[Account]) -> str:
    """The id of an event: made from its first account alone, so that later reports do not change it."""
    return content_hash("event", accounts[0].mention.id)


def _event(accounts: Sequence[Account], sources: Sources, outlets: Outlets) -> Event:
    name = event_id(accounts)
    chief = _chief(accounts, sources).mention
    holding = [account for account in accounts if affirms(account.mention)]
    behind = independent(holding, sources)
    own = originals(accounts, sources)
    status = status_of(accounts, len(behind))
    named = {source.key: source for a in holding for source in [sources.behind(a.report, a.mention)]}
    return Event(
        id=name,
        type=chief.type,
        mode=chief.mode,
        action=chief.action,
        quad=chief.quad,
        status=status,
        mentions=tuple(account.mention.id for account in accounts),
        evidence=_sentences(accounts, sources),
        reports=own,
        copies=tuple(sorted({account.report for account in accounts} - set(own))),
        sources=behind,
        deniers=independent([a for a in accounts if not affirms(a.mention)], sources),
        claims=tuple(dict.fromkeys(a.mention.claim for a in accounts if a.mention.claim)),
        place=place_cell(accounts, sources),
        date=date_cell(accounts, sources),
        actor=actor_cell(accounts, sources, "actor"),
        recipient=actor_cell(accounts, sources, "recipient"),
        acled=acled_cell(accounts, sources),
        tolls=event_tolls(name, accounts, sources),
        grade=grade_of(status, [named[key] for key in behind], outlets),
        accepted=_accepted(accounts, sources),
        judgements=_judgements(accounts, sources),
    )


def _chief(accounts: Sequence[Account], sources: Sources) -> Account:
    """The account whose action names the event: an act before what it left behind, then the one most reports tell."""
    told: dict[str, set[str]] = {}
    for account in accounts:
        told.setdefault(account.mention.action, set()).add(sources.original(account.report, account.mention.sentence))

    def rank(account: Account) -> tuple[bool, bool, int]:
        action = account.mention.action
        return not affirms(account.mention), is_result(action), -len(told[action])

    return min(accounts, key=rank)


def _accepted(accounts: Sequence[Account], sources: Sources) -> str | None:
    """Who accepted an event last: its signature. An event is accepted as long as an account is that was accepted."""
    made = [sources.decisions.accepted.get(account.mention.id) for account in accounts]
    last = max((judgement for judgement in made if judgement), key=lambda one: one.order, default=None)
    return last.signature if last else None


def _judgements(accounts: Sequence[Account], sources: Sources) -> tuple[str, ...]:
    about = sources.decisions.about
    figures = (figure for account in accounts for figure in account.mention.figures)
    names = (*(account.mention.id for account in accounts), *figures)
    return tuple(sorted({judgement for name in names for judgement in about.get(name, ())}))


def _sentences(accounts: Sequence[Account], sources: Sources) -> tuple[Evidence, ...]:
    """Where an event is told: what affirms it before what denies it, and the outlets' own voice before claims."""
    told = sorted(firsthand(accounts, sources), key=lambda a: (not affirms(a.mention), a.mention.voice != "outlet"))
    return tuple(dict.fromkeys(Evidence(account.report, account.mention.sentence) for account in told))


def _contradictions(
    groups: Sequence[Sequence[Account]], events: Sequence[Event], sources: Sources
) -> tuple[Contradiction, ...]:
    paired = zip(groups, events, strict=True)
    return tuple(
        row
        for accounts, event in paired
        for row in (*occurrence(event.id, accounts, sources), *rivals(event.id, accounts, sources))
    )


def _all_sources(sources: Sources) -> tuple[Source, ...]:
    """Every source once, by key, under the name that was met first in canonical order."""
    named: dict[str, Source] = {}
    for reading in sources.readings.values():
        for source in sources.of_reading(reading):
            known = named.get(source.key)
            named[source.key] = min(known, source, key=_plainness) if known else source
    return tuple(named[key] for key in sorted(named))


def _plainness(source: Source) -> tuple[bool, int, str]:
    return source.kind != "outlet", -len(source.name), source.name
