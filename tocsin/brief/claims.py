"""Who claims what: by speaker, with stance, day and channel, each claim in its own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.brief.dossier import DATELINE, Dossier, trace
from tocsin.brief.figures import headline_tolls
from tocsin.brief.markdown import plain, quoted
from tocsin.brief.wording import counted, day, listed, sentence_case, speaker
from tocsin.event import Claim, Speaker
from tocsin.merge.copies import words
from tocsin.reading import Reading

PER_SPEAKER = 3
"""Claims shown of one speaker. All of them are in the record."""

MOST_SPEAKERS = 10
FEWEST_WORDS = 5
"""Claims shorter than this ("very concerned") say nothing by themselves and are left to the record."""


@dataclass(frozen=True, slots=True)
class Account:
    """One claim as one report carries it."""

    reading: Reading
    claim: Claim

    @property
    def wording(self) -> str:
        """What is said, its spans run together."""
        whole = " … ".join(self.reading.report.cut(span) for span in self.claim.content)
        return whole.removeprefix("that ")


def who_claims_what(dossier: Dossier) -> Iterator[str]:
    """The claims of each speaker, most quoted first; words printed by several reports once.

    Who speaks only in reports that tell of nothing on a known day in a known place and give no headline figure (sport,
    business) is counted and not shown.
    """
    speakers = _by_speaker(dossier)
    if not speakers:
        yield "No claim was read."
    shown = _of_interest(speakers, dossier)[:MOST_SPEAKERS]
    for accounts in shown:
        sayings = _sayings(accounts)
        yield f"- **{_presented(accounts)}** {dossier.cite(account.reading.report.id for account in accounts)}"
        for saying in sayings[:PER_SPEAKER]:
            yield f"  - {_said(saying, dossier)}"
        if len(sayings) > PER_SPEAKER:
            yield f"  - {counted(len(sayings) - PER_SPEAKER, 'more claim')}: `tocsin claims`."
    if len(speakers) > len(shown):
        yield f"- {counted(len(speakers) - len(shown), 'more speaker')}: `tocsin claims`."


def _of_interest(speakers: Sequence[list[Account]], dossier: Dossier) -> list[list[Account]]:
    given = {report for toll in headline_tolls(dossier) for option in toll.options for report in option.reports}
    return [accounts for accounts in speakers if (dossier.telling | given) & _reports(accounts)]


def _by_speaker(dossier: Dossier) -> list[list[Account]]:
    groups: dict[str, list[Account]] = defaultdict(list)
    for reading in dossier.readings.values():
        for claim in reading.claims:
            account = Account(reading, claim)
            source = dossier.speakers.speaker(reading.report.id, claim)
            if source.kind == "speaker" and _says_something(account):
                groups[source.key].append(account)
    return sorted(groups.values(), key=_weight)


def _weight(accounts: Sequence[Account]) -> tuple[bool, int, int, str]:
    """Who speaks of events before who does not, then the most quoted."""
    about = any(account.claim.about for account in accounts)
    return not about, -len(_reports(accounts)), -len(accounts), _presented(accounts)


def _says_something(account: Account) -> bool:
    """Whether a claim is long enough to be read by itself, or an event stands in it."""
    held = {mention.claim for mention in account.reading.mentions}
    return account.claim.id in held or len(words(account.wording)) >= FEWEST_WORDS


def _reports(accounts: Sequence[Account]) -> set[str]:
    return {account.reading.report.id for account in accounts}


def _presented(accounts: Sequence[Account]) -> str:
    """The fullest name a speaker is given, with role and organisation where they are told."""
    speakers = [account.claim.speaker for account in accounts if account.claim.speaker]
    fullest = max(speakers, key=_fullness)
    told = [part for part in (fullest.role, fullest.organisation) if part and part not in fullest.name]
    return sentence_case(speaker(fullest.name)) + (f" ({plain(', '.join(told))})" if told else "")


def _fullness(speaker: Speaker) -> tuple[int, bool, bool, str]:
    return len(speaker.name), speaker.role is not None, speaker.organisation is not None, speaker.name


def _sayings(accounts: Sequence[Account]) -> list[list[Account]]:
    """Accounts of the same words together; those about events first, then in the order of the sources."""
    groups: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        groups[" ".join(words(account.wording))].append(account)
    return sorted(groups.values(), key=lambda group: (not group[0].claim.about, not group[0].claim.blames))


def _said(saying: Sequence[Account], dossier: Dossier) -> str:
    first = saying[0]
    claim = first.claim
    when = f", {day(claim.said_on.start)}" if claim.said_on and claim.said_on.start else ""
    via = f", via {listed(sorted({plain(carrier.name) for carrier in claim.via}))}" if claim.via else ""
    medium = f", {plain(claim.medium)}" if claim.medium else ""
    cited = dossier.cite(account.reading.report.id for account in saying)
    stance = "" if claim.stance == "asserts" else claim.stance
    how = f"{stance}{when}{via}{medium}".removeprefix(", ")
    return f"{f'{how}: ' if how else ''}{quoted(DATELINE.sub('', first.wording))} {cited} {trace(claim.id)}"
