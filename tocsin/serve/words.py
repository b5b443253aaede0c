"""The cells of the record in the words of a reader. Each is a filter of the templates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tocsin.brief.wording import LONGEST_NAME, phrase, sentence_case
from tocsin.merge.names import bare_name
from tocsin.store.facets import country_names

NOTHING = "–"
RELATIVE = frozenset("whose who whom which what how his her its their my our".split())
"""Words that point at something said before: without it, "whose brother" names nobody."""

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

# Status by word and shape, so that it is told without colour.
SHAPES = {
    "corroborated": "●",
    "single source": "◐",
    "claimed": "○",
    "disputed": "◆",
    "attempted": "◁",
    "denied": "✕",
    "planned": "▷",
    "threatened": "▷",
    "predicted": "▷",
    "hypothetical": "▷",
    "historical": "▪",
    "rejected": "✕",
}

MEANINGS = {
    "corroborated": "Told by at least two independent sources.",
    "single source": "Told by one independent source, in an outlet’s own voice.",
    "claimed": "Only speakers say so; no outlet tells it in its own voice.",
    "disputed": "Some sources affirm it, others deny it.",
    "attempted": "Tried; not told as having succeeded.",
    "denied": "It is only denied, or told as not having happened.",
    "planned": "Announced; not told as having happened.",
    "threatened": "Threatened; not told as having happened.",
    "predicted": "Predicted; not told as having happened.",
    "hypothetical": "Told as possible only.",
    "historical": "Told as background, of an earlier time.",
}

RULES = {
    "exact": "a point",
    "near": "near that point",
    "area": "somewhere in this area",
    "unresolved": "not found on the map",
}

GRADES = (
    ("2", "2 or better: told twice"),
    ("3", "3 or better: denied by nobody"),
    ("B", "B or better: reliable source"),
    ("C", "C or better: fairly reliable"),
    ("B2", "B2 or better"),
)
"""The worst grade that is shown, as a list offers it; an address takes any of A to F and 1 to 6."""

KIND_WORDS = {
    "killed": "killed",
    "injured": "injured",
    "detained": "detained",
    "missing": "missing",
    "displaced": "displaced",
    "participants": "taking part",
}


def deed(row: Mapping[str, Any]) -> str:
    """What was done, by and to whom: Attack on the mayor’s office by rioters. A row of an event has names only."""
    words = phrase(str(row["action"]))
    actor, recipient = _name(row.get("actor")), _name(row.get("recipient"))
    if pair := words.get("pair"):
        told = f" {pair} {actor} and {recipient}" if actor and recipient else f" involving {actor or recipient}"
        return f"{words['name']}{told}" if actor or recipient else words["name"]
    if not actor and not recipient:
        return words.get("bare", words["name"])
    towards = f" {words['to']} {recipient}" if recipient and "to" in words else ""
    doer = f" {words.get('by', 'by')} {actor}" if actor else ""
    return f"{words['name']}{towards}{doer}"


def number(low: int | None, best: int | None, high: int | None) -> str:
    """Low, best and high in a form that is never mistaken for a certainty: 12–164, at least 18, 353."""
    if best is None:
        return NOTHING
    least = 0 if low is None else low
    if high is None:
        return f"at least {least or best:,}"
    return f"{best:,}" if least == high else f"{least:,}–{high:,}"


def day(value: date | str | None) -> str:
    """A day: 5 Jan 2022."""
    if not value:
        return NOTHING
    when = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def period(first: date | str | None, last: date | str | None) -> str:
    """Two days in as few words as tell them apart."""
    start, end = _date(first or last), _date(last or first)
    if not start or not end:
        return "day not told"
    if start == end:
        return day(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    return (
        f"{start.day} {MONTHS[start.month - 1]} – {day(end)}"
        if start.year == end.year
        else f"{day(start)} – {day(end)}"
    )


def where(name: str | None, country: str | None, level: str | None = None) -> str:
    """A place with its country’s name."""
    if not name:
        return "place not told"
    told = country_name(country)
    return name if level == "country" or not told or told == name else f"{name}, {told}"


def country_name(code: str | None) -> str | None:
    """The name of a country by its code."""
    names = country_names(code)
    return names[-1] if names else None


def counted(count: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 report, 3 reports."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def shortened(text: str, longest: int = 160) -> str:
    """The text up to a length, cut between words, on one line."""
    line = " ".join(text[: longest * 4].split())
    if len(line) <= longest and len(text) <= longest * 4:
        return line
    cut = line[:longest].rsplit(" ", 1)[0].rstrip(" ,;:–—-")
    return f"{cut} …"


def moment(value: str | None) -> str:
    """A moment in ISO as a reader writes it, in UTC: 5 Jan 2022, 14:05."""
    if not value:
        return NOTHING
    return f"{day(value)}, {value[11:16]}" if len(value) > 16 else day(value)


def shape(status: str) -> str:
    """The sign of a status."""
    return SHAPES.get(status, "▫")


def _date(value: date | str | None) -> date | None:
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


def _name(told: Any) -> str:
    name = told["value"]["name"] if isinstance(told, Mapping) else told
    bare = named(name) if name else ""
    points_elsewhere = bare.split(" ", 1)[0].lower() in RELATIVE
    return bare if len(bare) <= LONGEST_NAME and not points_elsewhere else ""


def named(name: str) -> str:
    """A name as it stands by itself: without articles and counts, and without half a pair of quotation marks."""
    bare = bare_name(name) or name
    return bare.replace('"', "") if bare.count('"') % 2 else bare


FILTERS = {
    "deed": deed,
    "named": named,
    "number": number,
    "day": day,
    "period": period,
    "where": where,
    "country_name": country_name,
    "counted": counted,
    "shortened": shortened,
    "moment": moment,
    "shape": shape,
    "sentence_case": sentence_case,
}
