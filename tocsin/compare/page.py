"""The comparison as a page to read: what stands, what does not, row by row, with the sentences of both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import islice

from markupsafe import Markup, escape

from tocsin.compare.compare import Comparison, Found, Sentence
from tocsin.export.atom import title
from tocsin.export.cells import one_line
from tocsin.export.shown import LISTED, sources
from tocsin.store import Sourced

QUOTED = 4
"""Sentences of each side."""

ORDER = ("denied", "disputed", "claimed only", "not found", "supported")
"""What a desk wants to look at first."""

HEADINGS = {
    "denied": "Denied",
    "disputed": "Disputed",
    "claimed only": "Only claimed: no outlet tells it in its own voice",
    "not found": "Not found in the record",
    "supported": "Supported",
}
SHOWN = ("event_id_cnty", "id", "event_date", "date", "date_start", "location", "place", "where_coordinates")
"""Cells of a row that name it, where it has them."""


def comparison_page(comparison: Comparison) -> str:
    """One HTML file that loads nothing."""
    style = files("tocsin.brief").joinpath("brief.css").read_text(encoding="utf-8")
    body = Markup("\n").join(_parts(comparison))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<title>Your rows beside the record</title>\n"
        f"<style>\n{style}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _parts(comparison: Comparison) -> Iterator[Markup]:
    counts = comparison.counts()
    told = ", ".join(f"{counts[verdict]} {verdict}" for verdict in ORDER if counts[verdict])
    yield Markup("<h1>Your rows beside the record</h1>")
    yield _tag(
        "p",
        f"{len(comparison.found)} rows: {told or 'none'}. {len(comparison.lacking)} events of the record are in none.",
    )
    for verdict in ORDER:
        alike = [found for found in comparison.found if found.verdict == verdict]
        if alike:
            yield _tag("h2", f"{HEADINGS[verdict]} ({len(alike)})")
            yield from map(_found, alike)
    if comparison.lacking:
        yield _tag("h2", f"In the record and in none of your rows ({len(comparison.lacking)})")
        yield from map(_lacking, comparison.lacking)


def _found(found: Found) -> Markup:
    row = found.row
    named = [row.cells[name] for name in SHOWN if row.cells.get(name)]
    parts = [_tag("h3", ", ".join(named) or f"line {row.number}")]
    if found.events:
        parts.append(_tag("p", f"{title(found.events[0])} ({found.events[0].event['status']}); {_like(found)}."))
        parts.append(_tag("p", f"Deaths: {_toll(found)}."))
    parts += [_sentences("For", found.supporting()), _sentences("Against", found.contradicting())]
    return Markup("\n").join(parts)


def _like(found: Found) -> str:
    return found.likeness.told() if found.likeness else ""


def _toll(found: Found) -> str:
    toll, own = found.toll, found.row.killed
    ours = (
        f"{toll['low']} to {toll['high'] if toll['high'] is not None else 'more'}, shown {toll['best']}"
        if toll
        else "none"
    )
    return f"yours {'none' if own is None else own}; the record’s {ours} ({found.toll_verdict})"


def _lacking(item: Sourced) -> Markup:
    told = [_tag("h3", title(item)), _tag("p", f"{item.event['status']}; {LISTED.join(sources(item))}")]
    sentences = (Sentence(evidence["text"], None, "", "") for evidence in item.event["evidence"])
    return Markup("\n").join([*told, _sentences("Told", sentences)])


def _sentences(heading: str, sentences: Iterable[Sentence]) -> Markup:
    apart = dict.fromkeys(f"“{one.text}”{f' ({one.outlet})' if one.outlet else ''}" for one in sentences)
    lines = Markup("").join(_tag("li", line) for line in islice(apart, QUOTED))
    return Markup(f"<p>{escape(heading)}:</p><ul>{lines}</ul>") if lines else Markup()


def _tag(name: str, text: str) -> Markup:
    return Markup(f"<{name}>{escape(one_line(text))}</{name}>")
