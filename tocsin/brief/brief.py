"""The situation report: written from the record alone, every sentence with its sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from tocsin.brief.claims import who_claims_what
from tocsin.brief.contested import contested
from tocsin.brief.dossier import Dossier
from tocsin.brief.events import HAPPENED, ahead, claimed_only, days_of, is_placed, timeline, unplaced
from tocsin.brief.figures import headline_figures
from tocsin.brief.listing import numbered_sources, outlets, unread
from tocsin.brief.markdown import plain
from tocsin.brief.wording import counted, listed, period
from tocsin.reading import Reading
from tocsin.record import Merged

SECTIONS: tuple[tuple[str, Callable[[Dossier], Iterator[str]]], ...] = (
    ("Headline figures", headline_figures),
    ("What happened", timeline),
    ("Claimed, and reported by no outlet in its own voice", claimed_only),
    ("What is contested or denied", contested),
    ("Who claims what", who_claims_what),
    ("Announced, threatened or predicted: none of this is said to have happened", ahead),
    ("Not placed or not dated", unplaced),
)

METHOD = (
    "Events are merged from accounts of one kind of action, place and day; copies count as their original, and ten "
    "outlets that quote one speaker as one source.",
    "A figure shows the number of most independent sources, then the latest; each source counts by what it said last, "
    "and nothing is added up.",
    "Claims stay claims. Two outlets are taken for independent unless one copies or quotes the other, which reports do "
    "not always say.",
    "All of it was read by rules from the sources below and may be misread. `tocsin why ID` shows the sentences behind "
    "any id printed here.",
)


def brief(readings: Iterable[Reading], merged: Merged, *, rejects: Sequence[tuple[str, str]] = ()) -> str:
    """A situation report in Markdown. `rejects` are inputs that could not be read, each with its reason.

    Use it on what `merge` made of the same readings.
    """
    dossier = Dossier.of(readings, merged)
    lines = [f"# {title(dossier)}", "", scope(dossier)]
    for heading, section in SECTIONS:
        lines += ["", f"## {heading}", "", *section(dossier)]
    lines += ["", "## Not read", "", *unread(dossier, rejects)]
    lines += ["", "## Method and limits", "", *(f"- {line}" for line in METHOD)]
    lines += ["", "## Sources", "", *numbered_sources(dossier)]
    return "\n".join(lines) + "\n"


def title(dossier: Dossier) -> str:
    """Where and when: Situation report: Kazakhstan, 2 to 7 January 2022."""
    events = [event for event in dossier.merged.events if event.status in HAPPENED and is_placed(event)]
    if not events:
        return "Situation report"
    days = [days_of(event) for event in events]
    when = period(min(start for start, _ in days), max(end for _, end in days))
    where = _country_names(dossier)
    return f"Situation report: {where}, {when}" if where else f"Situation report: {when}"


def scope(dossier: Dossier) -> str:
    """How many reports, of which outlets and days, the brief stands on."""
    own = [report for report in dossier.readings if report not in dossier.copies]
    published = [day for report in own if (day := dossier.report(report).published)]
    told = f"{counted(len(own), 'report')} by {counted(len(outlets(dossier)), 'outlet')}"
    when = f", published {period(min(published), max(published))}" if published else ""
    copies = len(dossier.copies)
    reprints = f" {counted(copies, 'more is a copy', 'more are copies')}, listed below and not counted."
    happened = sum(event.status in HAPPENED for event in dossier.merged.events)
    return f"{told}{when}.{reprints if copies else ''} {counted(happened, 'event')} reported as having happened."


def _country_names(dossier: Dossier) -> str:
    """The countries of most events, under the names that reports give them."""
    events = [event for event in dossier.merged.events if event.status in HAPPENED and is_placed(event)]
    codes = Counter(event.place.value.country for event in events if event.place and event.place.value.country)
    frequent = [code for code, count in codes.most_common() if count * 10 >= len(events)]
    return listed(sorted(plain(dossier.countries[code]) for code in frequent if code in dossier.countries))
