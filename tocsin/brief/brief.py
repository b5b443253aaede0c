"""The situation report: written from the record alone, every sentence with its sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from pathlib import Path

from tocsin.brief.changes import Before, changed
from tocsin.brief.claims import who_claims_what
from tocsin.brief.contested import contested
from tocsin.brief.dossier import Dossier
from tocsin.brief.events import HAPPENED, ahead, attempts, claimed_only, days_of, is_placed, timeline, unplaced
from tocsin.brief.figures import headline_figures
from tocsin.brief.listing import numbered_sources, outlets, unread
from tocsin.brief.markdown import plain
from tocsin.brief.places import by_place
from tocsin.brief.short import in_short
from tocsin.brief.wording import counted, day, listed, period
from tocsin.errors import UsageError
from tocsin.judgement import Judgement
from tocsin.masking import Mask
from tocsin.merge import merge
from tocsin.reading import Reading
from tocsin.record import Merged

SECTIONS: tuple[tuple[str, str, Callable[[Dossier], Iterator[str]]], ...] = (
    ("short", "In short", in_short),
    ("figures", "Headline figures", headline_figures),
    ("days", "What happened", timeline),
    ("places", "By place", by_place),
    ("claimed", "Claimed, and reported by no outlet in its own voice", claimed_only),
    ("contested", "What is contested or denied", contested),
    ("claims", "Who claims what", who_claims_what),
    ("attempts", "Attempted: not said to have succeeded", attempts),
    ("ahead", "Announced, threatened or predicted: none of this is said to have happened", ahead),
    ("unplaced", "Not placed or not dated", unplaced),
)

METHOD = (
    "Events are merged from accounts of one kind of action, place and day; copies count as their original, and ten "
    "outlets that quote one speaker as one source.",
    "A figure shows the number of most independent sources, then the latest; each source counts by what it said last, "
    "and nothing is added up.",
    "Claims stay claims. Two outlets are taken for independent unless one copies or quotes the other, which reports do "
    "not always say.",
    "All of it was read by rules from the sources below and may be misread. `--ids` prints the id of every line, and "
    "`tocsin why ID` shows the sentences behind it.",
)


NO_MASK = Mask()

_IDS = re.compile(r" ?(?<!\\)`[0-9a-f]{8}`")


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the brief: the name by which a template picks it, its heading, and its text in Markdown."""

    name: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """A brief in its parts, for templates and for pages."""

    title: str
    scope: str
    sections: tuple[Section, ...]
    dossier: Dossier

    def markdown(self, template: str | None = None) -> str:
        """All of it, laid out by a template of one's own (Jinja2) or by the one that ships."""
        return _laid_out(self, template or shipped_template())


def brief(  # noqa: PLR0913 - options that a caller may leave out
    readings: Iterable[Reading],
    merged: Merged,
    *,
    rejects: Sequence[tuple[str, str]] = (),
    judgements: Sequence[Judgement] = (),
    since: date | None = None,
    ids: bool = False,
    template: str | None = None,
) -> str:
    """A situation report in Markdown. `rejects` are inputs that could not be read, each with its reason.

    Use it on what `merge` made of the same readings. `since` adds what the reports of that day and later changed;
    `ids` prints the id behind each line, for `tocsin why`; `template` lays the parts out in a way of one's own.
    """
    written = write(readings, merged, rejects=rejects, judgements=judgements, since=since, ids=ids)
    return written.markdown(template)


def write(  # noqa: PLR0913
    readings: Iterable[Reading],
    merged: Merged,
    *,
    rejects: Sequence[tuple[str, str]] = (),
    judgements: Sequence[Judgement] = (),
    since: date | None = None,
    ids: bool = False,
    mask: Mask = NO_MASK,
) -> Written:
    """The parts of a situation report. Use it for pages, or where a mask leaves out the names of private persons."""
    dossier = Dossier.of(readings, merged)
    parts = [Section(name, heading, _text(section(dossier))) for name, heading, section in SECTIONS]
    if since:
        before = Before(since, _merged_before(dossier, judgements, since))
        parts.insert(1, Section("changes", f"What changed since {day(since)}", _text(changed(dossier, before))))
    parts += [
        Section("unread", "Not read", _text(unread(dossier, rejects))),
        Section("method", "Method and limits", _text(f"- {line}" for line in METHOD)),
        Section("sources", "Sources", _text(numbered_sources(dossier))),
    ]
    if not ids:
        parts = [replace(part, text=_IDS.sub("", part.text)) for part in parts]
    parts = [replace(part, text=mask.text(part.text)) for part in parts]
    return Written(title(dossier), scope(dossier), tuple(parts), dossier)


def shipped_template() -> str:
    """The template that ships, to begin one's own with."""
    return files(__package__).joinpath("brief.md.jinja").read_text(encoding="utf-8")


def template_of(path: Path) -> str:
    """A template of a user."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: no template ({error})") from error


def _merged_before(dossier: Dossier, judgements: Sequence[Judgement], since: date) -> Merged:
    old = [one for one in dossier.readings.values() if (one.report.published or date.min) < since]
    return merge(old, judgements)


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _laid_out(written: Written, template: str) -> str:
    # Loaded here: most commands never write a brief. Sandboxed, since templates are passed around.
    from jinja2 import StrictUndefined, TemplateError  # noqa: PLC0415
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    # What it gives is Markdown, and the texts are made safe for it already.
    environment = ImmutableSandboxedEnvironment(trim_blocks=True, undefined=StrictUndefined, autoescape=False)
    named = {section.name: section for section in written.sections}
    try:
        laid_out = environment.from_string(template).render(
            title=written.title, scope=written.scope, sections=written.sections, named=named
        )
    except TemplateError as error:
        raise UsageError(f"the template cannot be used: {error}") from error
    return laid_out.strip("\n") + "\n"


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
