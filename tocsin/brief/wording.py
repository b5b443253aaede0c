"""Short English for days, numbers and names of events."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from tocsin.brief.markdown import plain
from tocsin.event import Actor
from tocsin.merge.names import actor_name, bare_name, speaker_name
from tocsin.merge.tolls import bounds
from tocsin.record import Cell, Event
from tocsin.values import Figure, FigureKind

# Written out, since those of `calendar` follow the locale of the machine.
MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

LONGEST_NAME = 60
"""Characters of an actor's wording. Longer ones are half a sentence, and the quotation beside them tells it better."""

ARTICLES = ("The ", "A ", "An ")
"""Words that lose the capital of a sentence's start; names that begin so keep their second word's."""

# Words of which no number of people can be had without another: twelve members of the security forces.
MEMBERS = {
    "security forces": "members of the security forces",
    "police": "police officers",
    "military": "members of the military",
    "army": "members of the army",
}

JUDGING = frozenset(
    """terrorist terrorists criminal criminals bandit bandits extremist extremists thug thugs hooligan hooligans
    mercenary mercenaries traitor traitors martyr martyrs infidel infidels saboteur saboteurs""".split()
)
"""Words that judge those who are counted: they are the report's or the speaker's, and stand in quotation marks."""

BODIES = frozenset(
    """ministry committee office department council court commission authority parliament senate cabinet
    government presidency army navy""".split()
)
"""The last words of bodies that a sentence calls with "the"."""

ONE_OF_MANY = frozenset(
    """channel official witness resident spokesman spokeswoman spokesperson officer source doctor reporter correspondent
    lawyer activist soldier diplomat protester worker""".split()
)
"""Speakers without a name, of whom a headline leaves out the article."""

_PERSONAL = frozenset(
    "i me my we us our you your he him his she her it its they them their who whom whose which".split()
)

KINDS: dict[FigureKind, str] = {
    "killed": "killed",
    "injured": "injured",
    "detained": "detained",
    "missing": "missing",
    "displaced": "displaced",
    "participants": "taking part",
}


def day(when: date) -> str:
    """A day: 5 January 2022."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def weekday(when: date) -> str:
    """A day with its weekday: Wednesday 5 January 2022."""
    return f"{WEEKDAYS[when.weekday()]} {day(when)}"


def period(start: date, end: date) -> str:
    """A stretch of days, told as shortly as can be: 2 to 7 January 2022."""
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} to {day(end)}"
    return f"{day(start)} to {day(end)}"


def when(start: date, end: date) -> str:
    """The days a date can mean, as a reader would say them: 5 January 2022, January 2022, 2021, 3 to 9 January 2022."""
    if start.day == 1 and (end + timedelta(days=1)).day == 1 and start.year == end.year:
        if (start.month, end.month) == (1, 12):
            return str(start.year)
        if start.month == end.month:
            return f"{MONTHS[start.month - 1]} {start.year}"
    return period(start, end)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 report, 3 reports."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence: Aktau, Almaty and Atyrau."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def number(figure: Figure) -> str:
    """The number of a figure with its bounds in words: at least 18, up to 40, 12 to 15."""
    return span_of_numbers(*bounds(figure))


def shortened(lines: Sequence[str], most: int, command: str) -> Iterator[str]:
    """The first lines of a list; what is left out is counted, with the command that shows it."""
    yield from lines[:most]
    if len(lines) > most:
        yield f"- {len(lines) - most:,} more: `tocsin {command}`."


def span_of_numbers(low: int, high: int | None) -> str:
    """A number between two bounds in words."""
    if high is None:
        return f"at least {low:,}"
    if low == high:
        return f"{low:,}"
    return f"up to {high:,}" if low == 0 else f"{low:,} to {high:,}"


def people(who: str | None, group: str | None) -> str:
    """Whom a number counts: as the report words it where that says anything by itself, or else the group."""
    name = bare_name(who or "")
    if not name or len(name) > LONGEST_NAME or _PERSONAL & set(name.casefold().split()):
        name = group or "people"
    name = name.strip(_MARKS)
    if _PERSONAL & set(name.casefold().split()):
        name = "people"
    if JUDGING & set(name.casefold().split()):
        return f"“{name}”"
    return MEMBERS.get(name.casefold(), name)


_MARKS = " \"'“”‘’,;:"


def speaker(name: str) -> str:
    """A speaker's name, cut where a clause about the speaker begins, or at a word where it is long."""
    short = speaker_name(name)
    if short.startswith(ARTICLES) and short.partition(" ")[2][:1].islower():
        short = f"{short[:1].lower()}{short[1:]}"
    short = _with_article(short)
    if len(short) > LONGEST_NAME:
        short = f"{short[:LONGEST_NAME].rsplit(' ', 1)[0]} …"
    return plain(short)


def _with_article(name: str) -> str:
    """A body or an unnamed speaker as a sentence calls them: the Interior Ministry, a channel."""
    first, *rest = name.split(" ") or [""]
    last = (rest or [first])[-1].casefold()
    owned = any(word.endswith(("'s", "’s")) for word in (first, *rest)) or first.casefold() in ("the", "a", "an")
    if owned:
        return name
    if last in BODIES and first[:1].isupper() and rest:
        return f"the {name}"
    if first in ONE_OF_MANY:
        return f"{'an' if first[0] in 'aeiou' else 'a'} {name}"
    return name


def sentence_case(text: str) -> str:
    """The text with its first letter raised."""
    return text[:1].upper() + text[1:]


def deed(event: Event) -> str:
    """What was done, by and to whom: Attack on the mayor's office by rioters."""
    words = phrase(event.action)
    actor, recipient = _name(event.actor), _name(event.recipient)
    if pair := words.get("pair"):
        return f"{words['name']}{_between(pair, actor, recipient)}"
    if not actor and not recipient:
        return words.get("bare", words["name"])
    towards = f" {words['to']} {recipient}" if recipient and "to" in words else ""
    doer = f" {words.get('by', 'by')} {actor}" if actor else ""
    return f"{words['name']}{towards}{doer}"


def bare_deed(event: Event) -> str:
    """What was done, without anybody named: Riots."""
    return phrase(event.action)["name"]


def _between(pair: str, actor: str, recipient: str) -> str:
    if actor and recipient:
        return f" {pair} {actor} and {recipient}"
    return f" involving {actor or recipient}" if actor or recipient else ""


def _name(cell: Cell[Actor] | None) -> str:
    name = actor_name(cell.value) if cell else ""
    # "whose brother", "their leader": without the sentence before, nobody is named.
    of_somebody = name.casefold().split(" ")[0] in _PERSONAL
    return plain(name) if len(name) <= LONGEST_NAME and not of_somebody else ""


def phrase(action: str) -> dict[str, str]:
    """The words in which an action is told: `name`, and those before who did it and to whom."""
    return _phrases().get(action) or {"name": sentence_case(plain(action.replace("-", " ")))}


@cache
def _phrases() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("phrases.toml").read_text(encoding="utf-8"))
