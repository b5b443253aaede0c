"""The pictures of a brief: where, when, and the toll over time, drawn as on the desk's pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib.resources import files

from markupsafe import Markup

from tocsin.brief import Dossier
from tocsin.brief.doubts import doubt
from tocsin.brief.events import HAPPENED, days_of, is_placed
from tocsin.brief.figures import headline_tolls
from tocsin.brief.places import largest, places_told
from tocsin.record import Toll
from tocsin.record_json import toll_as_json
from tocsin.serve.drawing.borders import borders
from tocsin.serve.drawing.map import world_map
from tocsin.serve.drawing.svg import tag
from tocsin.serve.drawing.timeline import timeline
from tocsin.serve.drawing.toll import toll_plot
from tocsin.store.situation import LONGEST_ON_TIMELINE, Circle


def pictures(dossier: Dossier) -> dict[str, Markup]:
    """Drawings by the section they belong to; those that would show nothing are left out."""
    land = borders()
    circles = list(_circles(dossier))
    drawn = {
        "places": _captioned(world_map(circles, land, lambda _: "#places"), _map_caption(land.credit))
        if circles
        else Markup(),
        "days": _captioned(timeline(_days(dossier), lambda _, __: "#days"), "Events by the day they began.")
        if _days(dossier)
        else Markup(),
        "figures": _toll(dossier),
    }
    return {name: drawing for name, drawing in drawn.items() if drawing}


def _map_caption(credit: str) -> str:
    return f"A circle reaches as far as the place does; its dot grows with the number of events. Borders: {credit}"


def _captioned(drawing: Markup, caption: str) -> Markup:
    # Printing to PDF gives a drawing no style but its own.
    style = files(__package__).joinpath("pictures.css").read_text(encoding="utf-8")
    start, opened, rest = drawing.partition(">")
    return Markup(f"{start}{opened}<style>{style}</style>{rest}") + tag("figcaption", caption)


def _circles(dossier: Dossier) -> Iterator[Circle]:
    for events in places_told(dossier):
        place = events[0].place.value if events[0].place else None
        if place and place.level != "country" and place.lat is not None and place.lon is not None:
            toll = largest(events)
            yield Circle(
                place.name,
                place.country,
                place.level,
                place.lat,
                place.lon,
                place.radius_km or 0.0,
                len(events),
                toll.best if toll else 0,
            )


def _days(dossier: Dossier) -> dict[date, int]:
    events = [event for event in dossier.merged.events if event.status in HAPPENED and is_placed(event)]
    starts = (days_of(event) for event in events)
    return dict(Counter(start for start, end in starts if (end - start).days < LONGEST_ON_TIMELINE))


def _toll(dossier: Dossier) -> Markup:
    """The headline toll that was told on most days; none that was told on one day only, or given by mistake."""
    tolls = [toll for toll in headline_tolls(dossier) if _days_told(toll) > 1 and not doubt(toll, dossier)]
    chief = max(tolls, key=lambda toll: (_days_told(toll), len(toll.options) + len(toll.superseded)), default=None)
    if chief is None:
        return Markup()
    told = toll_as_json(chief, dossier.merged, lambda evidence: dossier.report(evidence.report).cut(evidence.span))
    plot = toll_plot(told)
    where = f" in {dossier.place(chief.place)}" if chief.place else ""
    caption = f"People {chief.kind}{where}: every number with its bounds, its day and who gives it."
    return _captioned(plot, caption) if plot else Markup()


def _days_told(toll: Toll) -> int:
    return len({option.day for option in (*toll.options, *toll.superseded) if option.day})
