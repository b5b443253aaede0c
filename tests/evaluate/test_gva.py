"""The scorer of reports of gun violence, on readings made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tocsin.evaluate.corpus import Row
from tocsin.evaluate.gva import Read, score
from tocsin.event import Mention
from tocsin.reading import Reading
from tocsin.report import Report
from tocsin.span import Span
from tocsin.values import Date, Figure, FigureKind, Place

TEXT = "Two people were killed and three hurt in a shooting in Springfield on Friday."
DAY = date(2016, 5, 13)
AT = Span("text", 0, len(TEXT))
GOLD = {
    "killed": 2,
    "injured": 3,
    "lat_lon": [39.8, -89.6],
    "event_date": "2016-05-13",
    "city": "Springfield",
    "state": "Illinois",
}


def row(*, reliable: bool = True, **gold: object) -> Row:
    return Row("r", TEXT, date(2016, 5, 14), {**GOLD, **gold}, {"reliable": reliable})


def figure(kind: FigureKind, best: int) -> Figure:
    return Figure(kind, Span("text", 0, 3), kind, best, best, best, mention="m")


def reading(report: Report) -> Reading:
    shooting = Mention(
        id="m",
        type="ASSAULT",
        mode="firearms",
        quad=4,
        trigger=AT,
        sentence=AT,
        evidence=(AT,),
        action="shoot",
        places=(Place(AT, "Springfield", lat=39.8, lon=-89.64),),
        date=Date(AT, "DATE", "2016-05-14", date(2016, 5, 14), date(2016, 5, 14)),
    )
    figures = (figure("killed", 2), figure("injured", 3))
    return Reading(report, (shooting,), (), figures, principal="m", toll="killed")


def told(*rows: Row, read: Read = reading) -> dict[str, float]:
    return {measure.name: measure.value for measure in score(rows, read).measures}


def test_all_right() -> None:
    found = told(row())
    assert [found[name] for name in ("killed exact", "injured exact", "city within 25 km", "day within one")] == [1] * 4


def test_what_is_not_reliable_is_left_out() -> None:
    assert score([row(reliable=False)], reading).measures[0].cases == 0


def test_a_death_where_gold_has_none_is_a_false_one() -> None:
    found = told(row(killed=0))
    assert (found["killed exact"], found["false deaths"], found["false injuries"]) == (0, 1, 0)


def test_what_is_not_read_counts_as_none() -> None:
    found = told(row(), row(killed=0, injured=0), read=Reading)
    assert (found["killed exact"], found["injured exact"], found["false deaths"]) == (0.5, 0.5, 0)
    assert (found["city within 25 km"], found["day within one"]) == (0, 0)


def test_city_and_day_must_be_near() -> None:
    found = told(row(lat_lon=[30.0, -89.6], event_date="2016-05-11"))
    assert (found["city within 25 km"], found["day within one"]) == (0, 0)
    assert {miss.kind for miss in score([row(lat_lon=[30.0, -89.6])], reading).misses} == {"city"}


def test_a_vague_date_is_none_of_a_day() -> None:
    def of_the_month(report: Report) -> Reading:
        told_here = reading(report)
        (mention,) = told_here.mentions
        may = Date(AT, "DATE", "2016-05", date(2016, 5, 1), date(2016, 5, 31), "month")
        return replace(told_here, mentions=(replace(mention, date=may),))

    assert told(row(), read=of_the_month)["day within one"] == 0
