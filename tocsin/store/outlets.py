"""What a desk knows of outlets, over what ships with the program."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from tocsin.judgement import analyst
from tocsin.merge.outlets import Outlets, outlet_from_json, shipped
from tocsin.outlet import Outlet
from tocsin.store import tables
from tocsin.store.filters import folded


def read_outlets(connection: Connection) -> Outlets:
    """All outlets known: those of the desk before those that ship."""
    rows = connection.execute(select(tables.outlet.c.json).order_by(tables.outlet.c.name))
    return shipped().with_more(outlet_from_json(json.loads(row.json)) for row in rows)


def write_outlets(connection: Connection, outlets: Iterable[Outlet], *, by: str) -> None:
    """Keep what a desk says of outlets, in the place of what it said before."""
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    for outlet in outlets:
        name = folded(outlet.name)
        connection.execute(delete(tables.outlet).where(tables.outlet.c.name == name))
        row = {"name": name, "json": json.dumps(asdict(outlet)), "by": analyst(by), "made_at": moment}
        connection.execute(insert(tables.outlet), row)
