"""Scores of places: on toponym corpora (`lgl`, `geowebnews`) and on ACLED notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tocsin.evaluate.corpus import Row
from tocsin.evaluate.scores import Measure, Miss, Point, Scores, Tally, share
from tocsin.find.place_senses import kilometres
from tocsin.find.places import holds_events, places, resolve
from tocsin.gazetteer.gazetteer import Gazetteer
from tocsin.parse import parse
from tocsin.report import Report
from tocsin.span import Span
from tocsin.values import Place

NEAR_ENOUGH_KM = 161.0
"""A hundred miles, the convention of the field."""
LITERAL = frozenset(("Literal", "Mixed", "Coercion", "Literal_Modifier", "Embedded_Literal"))
"""Kinds of GeoWebNews under which a name stands for the place itself; other kinds are associative."""
NO_TOPONYM = frozenset(("Literal_Expression", "Non_Lit_Expression", "Non_Toponym"))
"""Kinds of GeoWebNews that mark common nouns and names of things; they are neither gold nor wrong."""


@dataclass(slots=True)
class _Count:
    """What is counted over all rows."""

    given: Tally = field(default_factory=Tally)
    end_to_end: Tally = field(default_factory=Tally)
    recognised: Tally = field(default_factory=Tally)
    literal: Tally = field(default_factory=Tally)
    unresolved: int = 0
    by_level: dict[str, Tally] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)


def score(rows: Iterable[Row], gazetteer: Gazetteer) -> Scores:
    """Toponyms of `lgl` or `geowebnews`: gold spans resolved, spans found, and both together.

    A place is right within 161 km of gold; an unresolved one is wrong. End to end, gold is every toponym with a point,
    and places found on a gold toponym without one are left out. Recognition counts every gold toponym.
    """
    count = _Count()
    for row in rows:
        gold = [item for item in row.gold["toponyms"] if item.get("kind") not in NO_TOPONYM]
        _given(row, gold, gazetteer, count)
        _found(row, gold, gazetteer, count)
    return Scores(tuple(_measures(count)), tuple(count.misses))


def score_acled(rows: Iterable[Row], gazetteer: Gazetteer) -> Scores:
    """ACLED notes: share of rows with a place within 25 and 161 km of the coder's among the places of the note."""
    within = {25.0: 0, 161.0: 0}
    misses = []
    cases = 0
    for row in rows:
        cases += 1
        report = Report(id=row.id, text=row.text, sha256="")
        found = [place for place in places(parse(report), gazetteer) if place.resolved and holds_events(place)]
        nearest = min((_apart(place, row.gold) for place in found), default=float("inf"))
        for limit in within:
            within[limit] += nearest <= limit
        if nearest > NEAR_ENOUGH_KM:
            misses.append(Miss(row.id, "far", row.gold["location"], ", ".join(place.name for place in found), row.text))
    measures = [share(f"a place within {limit:.0f} km", right, cases) for limit, right in within.items()]
    return Scores(tuple(measures), tuple(misses))


def _given(row: Row, gold: list[dict[str, Any]], gazetteer: Gazetteer, count: _Count) -> None:
    """Gold spans, resolved."""
    located = sorted((item for item in gold if item.get("lat") is not None), key=lambda item: int(item["start"]))
    spans = [(item["start"], item["end"]) for item in located]
    found = resolve(row.text, spans, gazetteer, url=row.meta.get("url"))
    for item, place in zip(located, found, strict=True):
        right = _right(place, item)
        count.given.gold += 1
        count.given.right += right
        count.unresolved += not place.resolved
        level = count.by_level.setdefault(place.level or "unresolved", Tally())
        level.found += 1
        level.right += right
        if not right:
            kind = "wrong place" if place.resolved else "unresolved"
            gold_at, found_at = (float(item["lat"]), float(item["lon"])), _point(place)
            count.misses.append(Miss(row.id, kind, _told(item), _place_told(place), row.text, gold_at, found_at))


def _point(place: Place) -> Point | None:
    return (place.lat, place.lon) if place.lat is not None and place.lon is not None else None


def _found(row: Row, gold: list[dict[str, Any]], gazetteer: Gazetteer, count: _Count) -> None:
    """Spans of our own against gold, with and without their points."""
    report = Report(id=row.id, text=row.text, sha256="", url=row.meta.get("url"))
    found = places(parse(report), gazetteer)
    pairs = _paired(found, gold)
    literal = [item for item in gold if item.get("kind", "Literal") in LITERAL]
    count.recognised.gold += len(gold)
    count.recognised.found += len(found)
    count.recognised.right += len(pairs)
    count.literal.gold += len(literal)
    for place in found:
        item = pairs.get(place.span)
        at_literal = item is not None and item.get("kind", "Literal") in LITERAL
        count.literal.right += at_literal
        count.literal.found += at_literal or item is None
        if item is None:
            count.misses.append(Miss(row.id, "no toponym", "", _place_told(place), _around(row.text, place.span)))
    _end_to_end(found, pairs, gold, count)
    met = {id(item) for item in pairs.values()}
    for item in gold:
        if id(item) not in met:
            span = Span("text", item["start"], item["end"])
            count.misses.append(Miss(row.id, "not found", _told(item), "", _around(row.text, span)))


def _end_to_end(
    found: tuple[Place, ...], pairs: dict[Span, dict[str, Any]], gold: list[dict[str, Any]], count: _Count
) -> None:
    count.end_to_end.gold += sum(item.get("lat") is not None for item in gold)
    for place in found:
        item = pairs.get(place.span)
        if place.resolved and (item is None or item.get("lat") is not None):
            count.end_to_end.found += 1
            count.end_to_end.right += item is not None and _right(place, item)


def _paired(found: tuple[Place, ...], gold: list[dict[str, Any]]) -> dict[Span, dict[str, Any]]:
    """Found spans with the gold toponym they share at least half of their characters with, each used once."""
    pairs: dict[Span, dict[str, Any]] = {}
    used: set[int] = set()
    for place in found:
        for item in gold:
            shared = min(place.span.end, item["end"]) - max(place.span.start, item["start"])
            joined = max(place.span.end, item["end"]) - min(place.span.start, item["start"])
            if place.span.field == "text" and shared >= 0.5 * joined and id(item) not in used:
                pairs[place.span] = item
                used.add(id(item))
                break
    return pairs


def _right(place: Place, item: dict[str, Any]) -> bool:
    return place.resolved and _apart(place, item) <= NEAR_ENOUGH_KM


def _apart(place: Place, item: dict[str, Any]) -> float:
    assert place.lat is not None
    assert place.lon is not None
    return kilometres(place.lat, place.lon, float(item["lat"]), float(item["lon"]))


def _measures(count: _Count) -> Iterable[Measure]:
    yield share("Acc@161, gold spans given", count.given.right, count.given.gold)
    yield share("unresolved, gold spans given", count.unresolved, count.given.gold)
    for name, tally in (
        ("end to end", count.end_to_end),
        ("recognition", count.recognised),
        ("literal", count.literal),
    ):
        yield Measure(f"{name}: precision", tally.precision, tally.found)
        yield Measure(f"{name}: recall", tally.recall, tally.gold)
        yield Measure(f"{name}: F1", tally.f1, tally.gold)
    for level, tally in sorted(count.by_level.items()):
        yield share(f"right where resolved to {level}", tally.right, tally.found)


def _told(item: dict[str, Any]) -> str:
    where = f"{item['lat']:.2f}, {item['lon']:.2f}" if item.get("lat") is not None else "no point"
    return f"{item['text']} ({item.get('admin1') or item.get('kind') or ''}; {where})"


def _place_told(place: Place) -> str:
    where = f"{place.lat:.2f}, {place.lon:.2f}" if place.resolved else "no point"
    return f"{place.name} ({place.admin1}, {place.country}; {where}; {place.level}; {place.reason})"


def _around(text: str, span: Span) -> str:
    return text[max(0, span.start - 60) : span.end + 60].replace("\n", " ")
