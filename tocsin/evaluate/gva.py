"""Reports of gun violence: how many were killed and injured, and where and when, in the event a report is about.

Only rows whose gold is borne out by the text (`meta.reliable`) are scored. The gold figures are a registry's, entered
from all reports about an incident: an early report may rightly give another number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tocsin.distance import kilometres
from tocsin.evaluate.corpus import Row
from tocsin.evaluate.scores import Measure, Miss, Scores, share
from tocsin.event import Mention
from tocsin.find.principal import casualties
from tocsin.parse.sentences import segment
from tocsin.read.text import Known, report_from_text
from tocsin.reading import Reading
from tocsin.report import Report
from tocsin.values import Date, FigureKind

NEAR_KM = 25.0
A_DAY = timedelta(days=1)

_ARCHIVED = re.compile(r"/web/\d+/(https?://.+)")

Read = Callable[[Report], Reading]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row: what the registry has and what the reading made of the report."""

    row: Row
    reading: Reading

    @property
    def killed(self) -> int:
        """The toll; 0 where none is stated."""
        figure = self.reading.figure(self.reading.toll)
        return figure.best if figure else 0

    @property
    def injured(self) -> int:
        """The injured of the event the report is about, chosen as the toll is; 0 where none are stated."""
        told = self.reading
        figure = casualties("injured", self.chief, told.figures, _order(told), told.mentions)
        return figure.best if figure else 0

    @property
    def chief(self) -> Mention | None:
        """The principal event."""
        return self.reading.mention(self.reading.principal)

    @property
    def distance(self) -> float:
        """Kilometres from the registry's address to where the principal event is placed; infinite where it is not."""
        place = self.chief.places[0] if self.chief and self.chief.places else None
        if place is None or place.lat is None or place.lon is None:
            return float("inf")
        return kilometres(place.lat, place.lon, *self.row.gold["lat_lon"])

    @property
    def is_dated(self) -> bool:
        """Whether the principal event is dated to the registry's day, give or take one."""
        told = self.chief.date if self.chief else None
        return told is not None and _is_near(told, date.fromisoformat(self.row.gold["event_date"]))


def _order(reading: Reading) -> dict[str, int]:
    """The number of the sentence that each figure stands in."""
    starts = [piece.span for piece in segment(reading.report)]
    return {
        figure.id: sum(span.field == "title" or span.start <= figure.span.start for span in starts) - 1
        for figure in reading.figures
    }


def _is_near(told: Date, day: date) -> bool:
    return (
        told.start is not None
        and told.end is not None
        and abs(told.start - day) <= A_DAY
        and abs(told.end - day) <= A_DAY
    )


def score(rows: Iterable[Row], read: Read) -> Scores:
    """Exact numbers of killed and injured, false deaths, and the city and day of the principal event."""
    outcomes = [Outcome(row, read(_report(row))) for row in rows if row.meta["reliable"]]
    return Scores(tuple(_measures(outcomes)), tuple(miss for one in outcomes for miss in _misses(one)))


def _report(row: Row) -> Report:
    return report_from_text(row.text, known=Known(id=row.id, published=row.date, language="en", url=_address(row)))


def _address(row: Row) -> str | None:
    """The address a page had before an archive kept it: it tells where an outlet is at home."""
    found = _ARCHIVED.search(row.meta.get("uri") or "")
    return found[1] if found else row.meta.get("uri")


def _measures(outcomes: list[Outcome]) -> Iterator[Measure]:
    rows = len(outcomes)
    yield share("killed exact", sum(one.killed == one.row.gold["killed"] for one in outcomes), rows)
    yield share("injured exact", sum(one.injured == one.row.gold["injured"] for one in outcomes), rows)
    for kind in ("killed", "injured"):
        yield _false(kind, outcomes)
    placed = [one for one in outcomes if one.row.gold["lat_lon"]]
    yield share(f"city within {NEAR_KM:.0f} km", sum(one.distance <= NEAR_KM for one in placed), len(placed))
    yield share("day within one", sum(one.is_dated for one in outcomes), rows)


def _false(kind: FigureKind, outcomes: list[Outcome]) -> Measure:
    without = [one for one in outcomes if not one.row.gold[kind]]
    false = sum(getattr(one, kind) > 0 for one in without)
    return share("false deaths" if kind == "killed" else "false injuries", false, len(without), is_error=True)


def _misses(one: Outcome) -> Iterator[Miss]:
    gold = one.row.gold
    if one.killed != gold["killed"]:
        yield Miss(one.row.id, "killed", str(gold["killed"]), str(one.killed), one.row.text)
    if one.injured != gold["injured"]:
        yield Miss(one.row.id, "injured", str(gold["injured"]), str(one.injured), one.row.text)
    if gold["lat_lon"] and one.distance > NEAR_KM:
        place = one.chief.places[0].name if one.chief and one.chief.places else "none"
        yield Miss(one.row.id, "city", f"{gold['city']}, {gold['state']}", place, one.row.text)
    if not one.is_dated:
        told = one.chief.date.value if one.chief and one.chief.date else "none"
        yield Miss(one.row.id, "day", gold["event_date"], told, one.row.text)
