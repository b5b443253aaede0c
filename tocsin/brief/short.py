"""The brief in short: the few lines that an editor reads first, each true by itself."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.brief.contested import denied_only, doubted
from tocsin.brief.dossier import TOLD, Dossier
from tocsin.brief.events import HAPPENED, is_placed
from tocsin.brief.figures import headline_tolls, short_line
from tocsin.brief.places import places_told
from tocsin.brief.wording import counted, listed

PLACES = 3
"""Places named."""


def in_short(dossier: Dossier) -> Iterator[str]:
    """The gravest figures, where most is told of, and how much of it is claimed or contested."""
    tolls = headline_tolls(dossier)
    for kind in ("killed", "detained"):
        chief = next((toll for toll in tolls if toll.kind == kind), None)
        if chief:
            yield f"- {short_line(chief, dossier)}"
    yield from _where(dossier)
    yield f"- {_standing(dossier)}"


def _where(dossier: Dossier) -> Iterator[str]:
    places = [events for events in places_told(dossier) if events[0].place and events[0].place.value.level != "country"]
    if places:
        named = [f"{dossier.place_of(events[0])} ({counted(len(events), 'event')})" for events in places[:PLACES]]
        reports = dossier.cite(report for events in places[:PLACES] for event in events for report in event.reports)
        yield f"- Most is told of {listed(named)} {reports}."


def _standing(dossier: Dossier) -> str:
    events = [event for event in dossier.merged.events if event.status in TOLD]
    corroborated = sum(event.status == "corroborated" for event in events)
    claimed = sum(event.status == "claimed" for event in events)
    happened = [event for event in events if event.status in HAPPENED]
    unplaced = sum(not is_placed(event) for event in happened)
    told = counted(len(happened), "event is", "events are")
    contested = len(dossier.merged.contradictions) + len(doubted(dossier)) + len(denied_only(dossier))
    return (
        f"{told} told by an outlet in its own voice, {corroborated} of them by two independent sources or more; "
        f"{claimed} more only by speakers. {unplaced} could not be placed or dated. "
        f"{counted(contested, 'point is', 'points are') if contested else 'No point is'} contested or denied."
    )
