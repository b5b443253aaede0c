"""Our rows with HXL's hashtags, for the tools of humanitarian desks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from tocsin.export import rows
from tocsin.export.cells import Column, csv_cell, row_of
from tocsin.store import Sourced

TAGS: dict[str, str] = {
    "id": "#event+id",
    "status": "#status",
    "from": "#date+start",
    "to": "#date+end",
    "type": "#event+type+plover",
    "acled": "#event+type+acled",
    "actor": "#group+name+actor",
    "recipient": "#group+name+recipient",
    "place": "#loc+name",
    "level": "#loc+type",
    "admin1": "#adm1+name",
    "country": "#country+code+iso2",
    "geonameid": "#loc+code+geonames",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
    "killed_low": "#affected+killed+min",
    "killed_best": "#affected+killed",
    "killed_high": "#affected+killed+max",
    "injured_low": "#affected+injured+min",
    "injured_best": "#affected+injured",
    "injured_high": "#affected+injured+max",
    "detained_best": "#affected+detained",
    "missing_best": "#affected+missing",
    "displaced_best": "#affected+displaced",
    "reports": "#meta+reports+num",
    "sources": "#meta+sources+num",
    "source_names": "#meta+source",
    "urls": "#meta+url",
    "sentence": "#description",
}

COLUMNS: tuple[Column[Sourced], ...] = tuple(column for column in rows.COLUMNS if column.name in TAGS)


def write(items: Iterable[Sourced], out: TextIO) -> None:
    """A header, the row of hashtags, and a row for each event."""
    out.write(",".join(column.name for column in COLUMNS) + "\n")
    out.write(",".join(TAGS[column.name] for column in COLUMNS) + "\n")
    for item in items:
        out.write(",".join(map(csv_cell, row_of(COLUMNS, item))) + "\n")
