"""What rules find in the events of a record."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from tocsin.alerts.alert import Alert
from tocsin.alerts.rules import Rule
from tocsin.reading import JSON
from tocsin.report import content_hash

HAPPENED = frozenset(("corroborated", "single source", "claimed", "disputed"))
"""Statuses of events that somebody says did happen; what is planned, threatened or long past raises no alarm."""

HALF = 0.5
"""Added to the events of a baseline, so that a place without any has a rate all the same."""

_EMERGENCY = re.compile(r"\b(?:state of (?:emergency|siege)|martial law|emergency (?:rule|powers))\b", re.IGNORECASE)
LONGEST_QUOTE = 300


def alerts(rule: Rule, events: Iterable[JSON], *, day: date) -> list[Alert]:
    """The alerts of a rule over all events of a record, as things stand on a day."""
    looked_at = [event for event in events if _fits(event, rule) and _day(event) is not None]
    return list(KINDS[rule.kind](rule, looked_at, day))


def poisson_tail(count: int, rate: float) -> float:
    """How often so many events or more come by chance, at so many on average."""
    below = (math.exp(-rate + number * math.log(rate) - math.lgamma(number + 1)) for number in range(count))
    return max(0.0, 1.0 - math.fsum(below))


def _surges(rule: Rule, events: Sequence[JSON], day: date) -> Iterator[Alert]:
    first = day - timedelta(days=rule.days - 1)
    before = first - timedelta(days=rule.baseline)
    for where, here in _by_place(rule, (event for event in events if event["status"] in HAPPENED)).items():
        now = [event for event in here if first <= _must_day(event) <= day]
        usual = sum(before <= _must_day(event) < first for event in here)
        rate = (usual + HALF) * rule.days / rule.baseline
        chance = poisson_tail(len(now), rate)
        if len(now) >= rule.least and chance <= rule.chance:
            basis = (
                f"{len(now)} events in {_span(rule.days)} to {day}; usual: {rate:.2f} "
                f"({usual} in the {rule.baseline} days from {before}); so many or more come by chance once in "
                f"{1 / max(chance, 1e-9):,.0f} such periods"
            )
            title = f"More events than usual in {where}"
            yield _alert(rule, title, basis, day, now, [f"{where}/{first}"])


def _tolls(rule: Rule, events: Sequence[JSON], day: date) -> Iterator[Alert]:
    for event in events:
        for toll in event["tolls"]:
            if event["status"] in HAPPENED and toll["kind"] == rule.of and toll["best"] > rule.above:
                title = f"{_number(toll)} {rule.of}{_in(event)}"
                basis = (
                    f"past {rule.above}; {len(_sources(event))} independent sources; rule of the number: {toll['rule']}"
                )
                yield _alert(rule, title, basis, day, [event], event["mentions"])


def _firsts(rule: Rule, events: Sequence[JSON], day: date) -> Iterator[Alert]:
    """The first of its type in its place after a quiet time; where the record begins later, it says so."""
    happened = [event for event in events if event["status"] in HAPPENED and _where(event, "place")]
    begins = min(map(_must_day, happened), default=day)
    groups: defaultdict[tuple[str, str], list[JSON]] = defaultdict(list)
    for event in sorted(happened, key=_must_day):
        groups[event["type"], _where(event, "place")].append(event)
    for (kind, where), here in groups.items():
        last = None
        for event in here:
            quiet = last is None or (_must_day(event) - last).days > rule.quiet
            last = _must_day(event)
            if quiet and 0 <= (day - last).days < rule.days:
                since = f"none in {rule.quiet} days before" if begins <= last - timedelta(rule.quiet) else None
                basis = since or f"none since {begins}, when the record begins"
                yield _alert(rule, f"First {kind.lower()} event in {where}", basis, day, [event], event["mentions"])


def _denials(rule: Rule, events: Sequence[JSON], day: date) -> Iterator[Alert]:
    for event in events:
        if event["deniers"]:
            who = ", ".join(source["name"] for source in event["deniers"])
            basis = f"denied by {who}; said by {', '.join(_sources(event)) or 'nobody named'}"
            yield _alert(rule, f"Denied: {_what(event)}{_in(event)}", basis, day, [event], event["mentions"])


def _emergencies(rule: Rule, events: Sequence[JSON], day: date) -> Iterator[Alert]:
    for event in events:
        words = " ".join(one["text"] for one in event["evidence"])
        is_told = event["status"] in HAPPENED and event["type"] == "COERCE"
        if is_told and (event["action"] == "martial-law" or _EMERGENCY.search(words)):
            basis = f"{event['status']}; said by {', '.join(_sources(event)) or 'nobody named'}"
            keys = [*event["mentions"], f"{_where(event, 'place')}/{_day(event)}"]
            yield _alert(rule, f"State of emergency{_in(event)}", basis, day, [event], keys)


KINDS: Mapping[str, Callable[[Rule, Sequence[JSON], date], Iterator[Alert]]] = {
    "surge": _surges,
    "toll": _tolls,
    "first": _firsts,
    "denial": _denials,
    "emergency": _emergencies,
}


def _alert(  # noqa: PLR0913, PLR0917 - an alert has as many parts
    rule: Rule, title: str, basis: str, day: date, events: Sequence[JSON], keys: Iterable[str]
) -> Alert:
    status = {event["status"] for event in events}
    if rule.kind in ("toll", "first") and status & {"claimed", "disputed"}:
        title = f"{title} ({', '.join(sorted(status))})"
    named = tuple(f"{rule.name}/{key}" for key in keys)
    quotes = tuple(one["text"][:LONGEST_QUOTE] for event in events[:3] for one in event["evidence"][:1])
    ids = tuple(event["id"] for event in events)
    return Alert(content_hash(*named), rule.name, rule.kind, title, basis, day, ids, named, quotes)


def _fits(event: JSON, rule: Rule) -> bool:
    wanted = rule.type.casefold() if rule.type else None
    told = {event["type"], event["mode"], event["action"], event["acled"] and event["acled"]["value"]}
    if wanted and wanted not in {one.casefold() for one in told if one}:
        return False
    place = rule.place.casefold() if rule.place else None
    return place is None or place in {_where(event, level).casefold() for level in ("place", "admin1", "country")}


def _by_place(rule: Rule, events: Iterable[JSON]) -> dict[str, list[JSON]]:
    if rule.each is None:
        return {rule.place or "the record": list(events)}
    found: defaultdict[str, list[JSON]] = defaultdict(list)
    for event in events:
        if where := _where(event, rule.each):
            found[where].append(event)
    return found


def _where(event: JSON, level: str) -> str:
    place = (event["place"] or {}).get("value") or {}
    return str(place.get("name" if level == "place" else level) or "")


def _day(event: JSON) -> date | None:
    value = (event["date"] or {}).get("value") or {}
    told = value.get("from") or value.get("to")
    return date.fromisoformat(told) if told else None


def _must_day(event: JSON) -> date:
    found = _day(event)
    if found is None:
        raise ValueError("an event without a day is looked at by no rule")
    return found


def _sources(event: JSON) -> list[str]:
    return [source["name"] for source in event["sources"]]


def _what(event: JSON) -> str:
    return str(event["acled"]["value"] if event["acled"] else event["action"])


def _in(event: JSON) -> str:
    where = _where(event, "place")
    return f" in {where}" if where else ""


def _number(toll: JSON) -> str:
    if toll["low"] == toll["best"] == toll["high"]:
        return str(toll["best"])
    return f"{toll['best']} ({toll['low']}–{'?' if toll['high'] is None else toll['high']})"


def _span(days: int) -> str:
    return "the day" if days == 1 else f"{days} days"
