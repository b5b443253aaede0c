"""How long each format of the export takes for many events or claims, and in how much memory."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from typing import Any

from tocsin.event import Claim, Speaker
from tocsin.export import FORMATS, Exported, claims
from tocsin.export.export import kept
from tocsin.export.formats import Format
from tocsin.reading import JSON, Reading
from tocsin.report import Report, content_hash
from tocsin.span import Span
from tocsin.store import ReportHead, Sourced, Told

KILOBYTE = 1024
PER_DAY = 90
"""Events of one invented day, so that a quarter of a million fill some eight years."""

NUMBER, DAY = "@number@", "@day@"
"""Stand in the JSON of an invented event for what each has of its own."""

TOWNS = (("Oruro", "BO", -17.97, -67.11), ("Lagos", "NG", 6.45, 3.39), ("Aktau", "KZ", 43.65, 51.16))


@dataclass(frozen=True, slots=True)
class Leaving:
    """One format: events (or claims) written, seconds, bytes, and the most memory that its process took.

    The seconds are of processor time, so that other work on the machine does not bear on them. They hold the decoding
    of each event from JSON, as it comes out of the store.
    """

    form: str
    events: int
    seconds: float
    size: int
    peak_bytes: int


def bench_export(events: int) -> Iterator[Leaving]:
    """Write so many invented events, or claims, in each format, each in a process of its own."""
    for form in FORMATS:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            yield alone.submit(leave, form, events).result()


def leave(form: str, events: int) -> Leaving:
    """Write invented events, or claims, in one format and measure it."""
    shape, outcome = FORMATS[form], Exported()
    with tempfile.TemporaryDirectory(prefix="tocsin-bench-") as folder:
        out, start = Path(folder, "out"), process_time()
        items = _items(shape, events, outcome)
        if shape.write:
            with out.open("w", encoding="utf-8", newline="") as file:
                shape.write(items, file)
        elif shape.into_folder:
            shape.into_folder(items, out)
        seconds = process_time() - start
        size = sum(part.stat().st_size for part in [out, *out.rglob("*")] if part.is_file())
    return Leaving(form, outcome.written, seconds, size, _peak())


def _items(shape: Format, number: int, outcome: Exported) -> Iterator[Any]:
    if shape.holds == "events":
        return kept(invented(number), shape, outcome)
    outcome.written = number
    return map(claims.record, invented_claims(number))


def invented_claims(number: int) -> Iterator[Told[Claim]]:
    """Claims by speakers with an office, each in a report of its own."""
    for one in range(number):
        text = f"The garrison had fired on nobody on night {one}, said governor Ana Flores."
        report = Report(f"report-{one}", text, content_hash(text), outlet="Danube Post", published=date(2015, 1, 1))
        speaker = Speaker("Ana Flores", None, "governor", "province of Oruro")
        claim = Claim(content_hash("bench", str(one)), "indirect", speaker, None, (Span("text", 0, text.index(",")),))
        yield Told(Reading(report, (), (claim,)), claim)


def invented(events: int) -> Iterator[Sourced]:
    """Events by day, alike in size to those of a record: two reports, a toll of two numbers, both sides named."""
    forms = [json.dumps(_event(*town)) for town in TOWNS]
    for number in range(events):
        day = date(2015, 1, 1) + timedelta(days=number // PER_DAY)
        form = forms[number % len(TOWNS)].replace(NUMBER, str(number)).replace(DAY, day.isoformat())
        yield Sourced(json.loads(form), {head.id: head for head in _heads(number, day)})


def _heads(number: int, day: date) -> list[ReportHead]:
    return [
        ReportHead(f"report-{number}", "The Copper Lantern", f"Shots on night {number}", "https://example.org/1"),
        ReportHead(f"report-{number}b", "Danube Post", f"Dead on night {number}", published=day),
    ]


def _event(town: str, country: str, lat: float, lon: float) -> JSON:
    """An event of a town, with marks where its number and day go."""
    reports = [f"report-{NUMBER}", f"report-{NUMBER}b"]
    text = f"Fighters of the Red Column shot dead three villagers in {town}."
    evidence = {"report": reports[0], "in": "text", "start": 0, "end": len(text), "text": text}

    def cell(value: Any) -> JSON:
        option = {"value": value, "evidence": [evidence], "reports": reports, "sources": [], "day": DAY}
        return {"value": value, "rule": "most independent sources", "options": [option]}

    place = {
        "name": town, "geonameid": 1, "lat": lat, "lon": lon, "level": "city", "radius_km": 10.0,
        "country": country, "admin1": town, "precision": "exact", "reason": "",
    }  # fmt: skip
    sides = {
        "actor": ("Red Column", "REB", "Rebel groups"),
        "recipient": ("three villagers", "CVL", "Civilians"),
    }
    told = {
        role: cell({"role": role, "name": name, "sector": sector, "acled_type": kind, "country": None})
        for role, (name, sector, kind) in sides.items()
    }
    figures = [{"id": f"{NUMBER}-{best}", "best": best, "low": best, "high": best} for best in (3, 4)]
    toll = {
        "id": f"toll-{NUMBER}", "kind": "killed", "who": "civilians", "low": 3, "best": 3, "high": 4, "rule": "",
        "options": [cell(figure)["options"][0] for figure in figures], "superseded": [],
    }  # fmt: skip
    return {
        "id": f"event-{NUMBER}", "type": "ASSAULT", "mode": "firearms", "action": "kill", "quad": 4,
        "status": "corroborated", "mentions": [], "evidence": [evidence], "reports": reports, "copies": [],
        "sources": [{"key": "a", "name": "The Copper Lantern"}, {"key": "b", "name": "Danube Post"}], "deniers": [],
        "place": cell(place), "date": cell({"type": "DATE", "value": DAY, "from": DAY, "to": DAY, "precision": "day"}),
        "acled": cell("Attack"), **told, "tolls": [toll], "contradictions": [],
    }  # fmt: skip


def _peak() -> int:
    """Bytes. Linux hands the most that the parent took on to `ru_maxrss` of a child, and tells its own elsewhere."""
    with suppress(OSError):
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) * KILOBYTE for line in lines if line.startswith("VmHWM"))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * KILOBYTE
