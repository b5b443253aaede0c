"""Places by their names, for those who correct one: what the gazetteer has, the largest first."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from tocsin.gazetteer.folding import fold
from tocsin.gazetteer.gazetteer import Gazetteer, Known, folder_in
from tocsin.reading import JSON
from tocsin.serve.words import country_name
from tocsin.settings import Settings
from tocsin.statement import Value

MOST = 12
LOOKED_AT = 400
"""Names that begin so which are looked at; whoever types on gets fewer."""

SHORTEST = 2
_ROW = re.compile(r".+\[#(\d{1,9})\]")
"""A name with its row in the gazetteer, as the list of places writes it: Almaty, Kazakhstan [#1526]."""


def places_named(settings: Settings, name: str) -> list[JSON]:
    """The places whose names begin so, as a form offers them."""
    begins = fold(name)
    gazetteer = _gazetteer(settings)
    if len(begins) < SHORTEST or gazetteer is None:
        return []
    names = islice(gazetteer.names.trie.iterkeys(begins), LOOKED_AT)
    rows = {row for found in names for row, _ in gazetteer.named_as(found)[:3]}
    places = sorted(
        (gazetteer.known(row) for row in rows), key=lambda place: (fold(place.name) != begins, -place.weight)
    )
    return [{"label": _label(place), **_told(place)} for place in places[:MOST]]


def place_named(settings: Settings, name: str) -> Value:
    """The value of a place: the one chosen from the list, else the likeliest of that name, else the bare name."""
    gazetteer = _gazetteer(settings)
    if gazetteer is None:
        return (("name", name),)
    chosen = _ROW.fullmatch(name)
    if chosen and int(chosen[1]) < len(gazetteer.places):
        return tuple(_told(gazetteer.known(int(chosen[1]))).items())
    named = gazetteer.named(name)
    return tuple(_told(gazetteer.known(named[0][0])).items()) if named else (("name", name),)


@cache
def _gazetteer(settings: Settings) -> Gazetteer | None:
    """The gazetteer, where it has been built: nobody who fills in a form waits a minute for it."""
    folder = folder_in(settings.cache, settings.gazetteer)
    return Gazetteer.load(folder) if (folder / "facts.json").exists() else None


def _told(place: Known) -> JSON:
    told = {
        "name": place.name,
        "geonameid": place.geonameid,
        "lat": place.lat,
        "lon": place.lon,
        "level": place.level,
        "radius_km": place.radius_km,
        "country": place.country,
        "admin1": place.admin1,
    }
    return {name: value for name, value in told.items() if value is not None}


def _label(place: Known) -> str:
    parts = dict.fromkeys(filter(None, (place.name, place.admin1, country_name(place.country))))
    return f"{', '.join(parts)} [#{place.index}]"
