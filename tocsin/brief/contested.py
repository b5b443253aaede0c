"""What is contested: both sides of every contradiction, each with its words and its sources."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.brief.dossier import Dossier, trace
from tocsin.brief.doubts import doubt
from tocsin.brief.figures import headline_tolls, place_and_day
from tocsin.brief.markdown import plain
from tocsin.brief.wording import KINDS, deed, listed, shortened
from tocsin.record import Contradiction, Event, Evidence, Side, Toll

MOST = 15
"""Contradictions shown; the record holds all."""

QUESTIONS = {
    "occurrence": "Whether it happened",
    "place": "Where it happened",
    "date": "When it happened",
    "blame": "Who is to blame",
    "figure": "How many",
}


def contested(dossier: Dossier) -> Iterator[str]:
    """Every contradiction, every headline figure that is said to be a mistake, every event that is only denied."""
    tolls = {toll.id: toll for toll in dossier.merged.tolls}
    tolls |= {toll.id: toll for event in dossier.merged.events for toll in event.tolls}
    lines = [
        *(_row(row, tolls, dossier) for row in dossier.merged.contradictions),
        *(f"- {line}" for line in doubted(dossier)),
        *(f"- {_denied(event, dossier)}" for event in denied_only(dossier)),
    ]
    yield from shortened(lines, MOST, "events")
    if not lines:
        yield "No contradiction was found."


def doubted(dossier: Dossier) -> list[str]:
    """Headline figures that a report says were given by mistake."""
    pairs = ((toll, doubt(toll, dossier)) for toll in headline_tolls(dossier))
    return [f"**Said to be a mistake**: {_brief_toll(toll, dossier, at)}" for toll, at in pairs if at]


def denied_only(dossier: Dossier) -> list[Event]:
    """Events that are denied and that nobody tells of as having happened."""
    return [event for event in dossier.merged.events if event.status == "denied"]


def _brief_toll(toll: Toll, dossier: Dossier, at: Evidence) -> str:
    chief = toll.options[0]
    where = f" in {dossier.place(toll.place)}" if toll.place else ""
    told = dossier.toll(chief, toll)
    return f"{told}{where} {dossier.cite(chief.evidence)}. {dossier.quote(at)} {trace(toll.id)}"


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
        return f"{QUESTIONS[row.kind]}: {where}"
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
