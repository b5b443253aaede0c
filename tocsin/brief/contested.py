"""What is contested: both sides of every contradiction, each with its words and its sources."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.brief.dossier import Dossier, trace
from tocsin.brief.figures import place_and_day
from tocsin.brief.markdown import plain
from tocsin.brief.wording import KINDS, deed, listed, shortened
from tocsin.record import Contradiction, Event, Side, Toll

MOST = 15
"""Contradictions shown; the record holds all."""


def contested(dossier: Dossier) -> Iterator[str]:
    """Every contradiction, and every event that is only denied."""
    tolls = {toll.id: toll for toll in dossier.merged.tolls}
    tolls |= {toll.id: toll for event in dossier.merged.events for toll in event.tolls}
    denied = [event for event in dossier.merged.events if event.status == "denied"]
    rows = [_row(row, tolls, dossier) for row in dossier.merged.contradictions]
    yield from shortened([*rows, *(f"- {_denied(event, dossier)}" for event in denied)], MOST, "events")
    if not dossier.merged.contradictions and not denied:
        yield "No contradiction was found."


def _row(row: Contradiction, tolls: dict[str, Toll], dossier: Dossier) -> str:
    subject = f"- **{_subject(row, tolls, dossier)}** {dossier.cite(_reports(row))} {trace(row.id)}"
    return "\n".join([subject, *(f"  - {_side(side, dossier)}" for side in row.sides)])


def _subject(row: Contradiction, tolls: dict[str, Toll], dossier: Dossier) -> str:
    toll = tolls.get(row.about)
    event = dossier.events.get((toll.event if toll else row.about) or "")
    where = (
        f"{deed(event)}{place_and_day(event, dossier)}"
        if event
        else dossier.place(toll.place)
        if toll and toll.place
        else ""
    )
    if toll is None:
        return f"Whether it happened: {where}"
    counted = f"How many {plain(toll.who or 'people')} were {KINDS[toll.kind]}"
    return f"{counted}: {where}" if where else counted


def _side(side: Side, dossier: Dossier) -> str:
    who = listed(dossier.names(side.sources))
    sentences = dict.fromkeys(map(dossier.sentence, side.evidence))
    quotes = "; ".join(dossier.quote(item) for item in list(sentences)[:2])
    return f"{side.says} ({who}): {quotes}"


def _denied(event: Event, dossier: Dossier) -> str:
    who = listed(dossier.claimants(event) or dossier.names(event.deniers))
    spoken = event.claims or any(dossier.sources[key].kind == "speaker" for key in event.deniers)
    verdict = f"Denied by {who}" if spoken else f"It did not happen, according to {who}"
    denied = f"**{verdict}**: {deed(event)}{place_and_day(event, dossier)}."
    return f"{denied} {dossier.quote(event.evidence[0])} {trace(event.id)}"


def _reports(row: Contradiction) -> list[str]:
    return [item.report for side in row.sides for item in side.evidence]
