"""ACLED notes: one row per note, as the coder wrote it: types, toll, place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tocsin.distance import kilometres
from tocsin.evaluate.corpus import Row
from tocsin.evaluate.scores import Confusion, Measure, Miss, Scores, accuracy, macro_f1, share
from tocsin.event import Mention
from tocsin.reading import Reading
from tocsin.report import Report
from tocsin.values import Place

NEAR_KM, FAR_KM = 25.0, 161.0
LEAST_ROWS = 10
"""Types with fewer gold rows are left out of the macro average."""

Read = Callable[[Report], Reading]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row: what gold has and what the reading made the principal event and its toll."""

    row: Row
    reading: Reading

    @property
    def chief(self) -> Mention | None:
        """The principal event."""
        return self.reading.mention(self.reading.principal)

    @property
    def sub_event(self) -> str:
        """ACLED's sub-event of the principal event, "none" where there is none."""
        return self.chief.acled.sub_event_type if self.chief and self.chief.acled else "none"

    @property
    def event_type(self) -> str:
        """ACLED's event type of the principal event."""
        return self.chief.acled.event_type if self.chief and self.chief.acled else "none"

    @property
    def deaths(self) -> int:
        """The toll; 0 where none is stated."""
        figure = self.reading.figure(self.reading.toll)
        return figure.best if figure else 0

    @property
    def place(self) -> Place | None:
        """Where the principal event happened."""
        return self.chief.places[0] if self.chief and self.chief.places else None


def score(rows: Iterable[Row], read: Read) -> Scores:
    """Event and sub-event accuracy, macro-F1, exact tolls of fatal rows, false tolls elsewhere, place of the event."""
    outcomes = [Outcome(row, read(_report(row))) for row in rows]
    types = Confusion("sub-event", tuple((one.row.gold["sub_event_type"], one.sub_event) for one in outcomes))
    misses = tuple(miss for one in outcomes for miss in _misses(one))
    return Scores(tuple(_measures(outcomes, types)), misses, (types,))


def _report(row: Row) -> Report:
    return Report(id=row.id, text=row.text, sha256="", published=row.date, published_basis="given", language="en")


def _measures(outcomes: list[Outcome], types: Confusion) -> Iterator[Measure]:
    rows = len(outcomes)
    yield share("event type", sum(one.event_type == one.row.gold["event_type"] for one in outcomes), rows)
    yield accuracy("sub-event type", types.pairs)
    yield macro_f1(f"macro-F1 of sub-events ({LEAST_ROWS} rows or more)", types, least=LEAST_ROWS)
    passed = sum(one.reading.passed_over is not None for one in outcomes)
    yield share("lost at the gate", passed, rows, is_error=True)
    fatal = [one for one in outcomes if one.row.gold["fatalities"]]
    others = [one for one in outcomes if not one.row.gold["fatalities"]]
    yield share("toll exact, fatal rows", sum(one.deaths == one.row.gold["fatalities"] for one in fatal), len(fatal))
    yield share("false tolls, other rows", sum(one.deaths > 0 for one in others), len(others), is_error=True)
    for limit in (NEAR_KM, FAR_KM):
        right = sum(_distance(one) <= limit for one in outcomes)
        yield share(f"place within {limit:.0f} km", right, rows)
    wrong = sum(FAR_KM < _distance(one) < float("inf") for one in outcomes)
    yield share(f"place wrong (over {FAR_KM:.0f} km)", wrong, rows, is_error=True)


def _distance(one: Outcome) -> float:
    """Kilometres from gold, infinite where no place was resolved."""
    place = one.place
    if place is None or place.lat is None or place.lon is None:
        return float("inf")
    return kilometres(place.lat, place.lon, one.row.gold["lat"], one.row.gold["lon"])


def _misses(one: Outcome) -> Iterator[Miss]:
    gold, text = one.row.gold, one.row.text
    if one.sub_event != gold["sub_event_type"]:
        yield Miss(one.row.id, "sub-event", gold["sub_event_type"], one.sub_event, text)
    if one.deaths != gold["fatalities"]:
        yield Miss(one.row.id, "toll", str(gold["fatalities"]), str(one.deaths), text)
    if (distance := _distance(one)) > FAR_KM:
        found = f"{one.place.name} ({one.place.country}), {distance:.0f} km" if one.place else "none"
        found_at = (one.place.lat, one.place.lon) if one.place and one.place.lat and one.place.lon else None
        told = f"{gold['location']} ({gold['country']})"
        yield Miss(one.row.id, "place", told, found, text, (gold["lat"], gold["lon"]), found_at)
