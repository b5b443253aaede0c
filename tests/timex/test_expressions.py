"""Which expressions are found, and what they come to for a report of Friday 7 January 2022."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin.timex import expressions, resolve_all

PUBLISHED = date(2022, 1, 7)


def read(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str]]:
    return [(text[found.start : found.end], value.value) for found, value in resolve_all(expressions(text), published)]


def values(text: str) -> list[str]:
    return [value for _, value in read(text)]


@pytest.mark.parametrize(
    "written",
    [
        "5 January 2022",
        "5th January 2022",
        "the 5th of January 2022",
        "January 5, 2022",
        "January 5th, 2022",
        "Jan. 5, 2022",
        "Jan 5 2022",
        "5 JAN 2022",
        "Wednesday, January 5, 2022",
        "Wed, 5 Jan 2022",
        "2022-01-05",
        "2022-01-05T10:30:00Z",
    ],
)
def test_full_dates_in_all_styles(written: str) -> None:
    assert values(f"Crowds gathered in Lusaka on {written} and marched.") == ["2022-01-05"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Shops burned on 31/12/2021 in Lima.", "2021-12-31"),
        ("Shops burned on 12/31/2021 in Lima.", "2021-12-31"),
        ("Shops burned on 31.12.2021 in Lima.", "2021-12-31"),
        ("Shops burned on 05/01/2022 in Lima.", "2022-XX-XX"),
        ("Shops burned on 03/03/2021 in Lima.", "2021-03-03"),
        ("Troops left Sebha on 7 MAR 89.", "1989-03-07"),
    ],
)
def test_dates_in_figures_only_in_an_order_that_shows(text: str, value: str) -> None:
    assert values(text) == [value]


def test_another_date_of_the_report_shows_the_order() -> None:
    assert values("It began on 05/01/2022 and ended on 13/01/2022.") == ["2022-01-05", "2022-01-13"]
    assert values("It began on 05/01/2022 and ended on 05/13/2022.") == ["2022-05-01", "2022-05-13"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Police fired on Monday.", "2022-01-03"),
        ("Police fired on Friday.", "2022-01-07"),
        ("The court will rule on Monday.", "2022-01-10"),
        ("The court is expected to rule on Friday.", "2022-01-07"),
        ("Police fired last Friday.", "2021-12-31"),
        ("The court sits next Friday.", "2022-01-14"),
        ("Officials said on Thursday that the army would leave.", "2022-01-06"),
        ("They will appeal against Wednesday's ruling.", "2022-01-05"),
        ("It happened on Tuesday of last week.", "2021-12-28"),
    ],
)
def test_weekdays_point_where_the_tense_points(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Two men died today.", "2022-01-07"),
        ("Two men died yesterday.", "2022-01-06"),
        ("The curfew ends tomorrow.", "2022-01-08"),
        ("They fled the day before yesterday.", "2022-01-05"),
        ("Shelling went on overnight.", "2022-01-06TNI"),
        ("Shelling went on last night.", "2022-01-06TNI"),
        ("Shelling resumed this morning.", "2022-01-07TMO"),
        ("The bridge was cut three days ago.", "2022-01-04"),
        ("The bridge was cut two weeks ago.", "2021-W51"),
        ("The bridge was cut two months ago.", "2021-11"),
        ("The bridge was cut last month.", "2021-12"),
        ("The bridge was cut earlier this year.", "2022"),
        ("The bridge was cut a decade ago.", "2012"),
        ("The bridge was cut over the weekend.", "2021-W52-WE"),
    ],
)
def test_days_and_periods_counted_from_publication(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("later", "value"),
    [
        ("Two days later riots broke out in Beira.", "2022-01-04"),
        ("The next day riots broke out in Beira.", "2022-01-03"),
        ("The following day riots broke out in Beira.", "2022-01-03"),
        ("The same day riots broke out in Beira.", "2022-01-02"),
        ("Later that day riots broke out in Beira.", "2022-01-02"),
        ("A day earlier riots had broken out in Beira.", "2022-01-01"),
        ("That night riots broke out in Beira.", "2022-01-02TNI"),
        ("The following Monday riots broke out in Beira.", "2022-01-03"),
        ("At 5:30 p.m. riots broke out in Beira.", "2022-01-02T17:30"),
    ],
)
def test_what_counts_from_the_date_told_before(later: str, value: str) -> None:
    assert values(f"Miners struck in Tete on 2 January 2022. {later}") == ["2022-01-02", value]


def test_a_date_without_a_year_beside_one_with_it_is_of_that_year() -> None:
    text = "Miners struck on 3 June 1989. On June 4 troops fired. The mine shut on December 30."
    assert values(text) == ["1989-06-03", "1989-06-04", "2021-12-30"]


def test_a_day_of_saying_is_no_day_to_count_from() -> None:
    text = "The strike began on January 2, the union said on Thursday. Two days later the mine closed."
    assert values(text) == ["2022-01-02", "2022-01-06", "2022-01-04"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Villagers fled on January 2.", "2022-01-02"),
        ("Villagers fled on November 30.", "2021-11-30"),
        ("Villagers fled in October.", "2021-10"),
        ("Plans are made; the king in October signed them.", "2021-10"),
        ("The vote will be held on April 3.", "2022-04-03"),
        ("He hopes to win the upcoming April 3 election.", "2022-04-03"),
        ("Villagers fled last May.", "2021-05"),
        ("Villagers fled in June last year.", "2021-06"),
        ("Villagers fled on Christmas Eve.", "2021-12-24"),
        ("Villagers fled on March 5 of last year.", "2021-03-05"),
        ("Villagers fled on Sunday, January 2.", "2022-01-02"),
        ("Villagers met on Sunday, April 3.", "2022-04-03"),
    ],
)
def test_dates_without_a_year_take_the_nearest_on_the_right_side(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It recalls the 1989 massacre.", "1989"),
        ("The party has ruled since 1994.", "1994"),
        ("Fighting began in early January 2019.", "2019-01"),
        ("Fighting began in late 2021.", "2021"),
        ("Fighting began in mid-March 2020.", "2020-03"),
        ("Fighting began at the end of 2020.", "2020"),
        ("The gang arose in the 1990s.", "199"),
        ("The fort is of the 18th century.", "17"),
        ("The harvest failed in the summer of 2018.", "2018-SU"),
        ("Exports fell in the third quarter of 2021.", "2021-Q3"),
        ("Exports fell in the first half of 2021.", "2021-H1"),
        ("Talks begin in the week of March 7, 2022.", "2022-W10"),
    ],
)
def test_periods(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The siege lasted for three hours.", "PT3H"),
        ("A two-day strike paralysed Suva.", "P2D"),
        ("They were held for two and a half years.", "P2Y6M"),
        ("It took half an hour.", "PT30M"),
        ("They were held for several weeks.", "PXW"),
        ("They were held for months.", "PXM"),
        ("They march every Friday.", "XXXX-WXX-5"),
        ("They march on Fridays.", "XXXX-WXX-5"),
        ("They march daily.", "P1D"),
        ("They march every two weeks.", "P2W"),
        ("The road is now closed.", "PRESENT_REF"),
    ],
)
def test_durations_and_sets(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Police fired at 5:30 p.m. on Thursday.", "2022-01-06T17:30"),
        ("Police fired on Thursday at about noon.", "2022-01-06"),
        ("Police fired on January 5, at 10 am.", "2022-01-05T10:00"),
        ("Police fired on Thursday morning.", "2022-01-06TMO"),
        ("Police fired early on the morning of January 5.", "2022-01-05TMO"),
        ("Police fired at 0735 GMT on Thursday.", "2022-01-06T07:35Z"),
        ("Police fired in the early hours of Thursday.", "2022-01-06TMO"),
        ("Police fired on Wednesday night, January 5, 2022.", "2022-01-05TNI"),
        ("Police fired at 8 p.m. ET Wednesday.", "2022-01-05T20:00"),
        ("Police fired at 5 o'clock on Thursday morning.", "2022-01-06T05:00"),
    ],
)
def test_times_of_day(text: str, value: str) -> None:
    assert values(text)[0] == value


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Clashes ran from January 2–5 in Osh.", date(2022, 1, 2), date(2022, 1, 5)),
        ("Clashes ran from Monday to Wednesday in Osh.", date(2022, 1, 3), date(2022, 1, 5)),
        ("Clashes ran between 2 and 5 January in Osh.", date(2022, 1, 2), date(2022, 1, 5)),
        ("Clashes ran from 28 December to 3 January in Osh.", date(2021, 12, 28), date(2022, 1, 3)),
        ("Clashes ran from Friday to Sunday in Osh.", date(2021, 12, 31), date(2022, 1, 2)),
        ("The war of 1991-95 ended in Osh.", date(1991, 1, 1), date(1995, 12, 31)),
        ("Clashes have run since Monday in Osh.", date(2022, 1, 3), PUBLISHED),
        ("Clashes ran over the last three days in Osh.", date(2022, 1, 4), PUBLISHED),
        ("The curfew holds until January 20 in Osh.", None, date(2022, 1, 20)),
        ("Clashes ran in early January in Osh.", date(2022, 1, 1), date(2022, 1, 11)),
        ("Clashes ran last week in Osh.", date(2021, 12, 27), date(2022, 1, 2)),
        ("Clashes ran earlier this week in Osh.", date(2022, 1, 3), PUBLISHED),
        ("Clashes will resume later this month in Osh.", PUBLISHED, date(2022, 1, 31)),
    ],
)
def test_first_and_last_day(text: str, start: date | None, end: date) -> None:
    ((_, value),) = resolve_all(expressions(text), PUBLISHED)
    assert (value.start, value.end) == (start, end)


def test_days_in_a_list_are_dates_of_their_own() -> None:
    assert read("Shots were heard on April 24 and 25, 2021.") == [("April 24", "2021-04-24"), ("25", "2021-04-25")]
    assert values("Shots were heard on 5, 6 and 7 January.") == ["2022-01-05", "2022-01-06", "2022-01-07"]


@pytest.mark.parametrize(
    "text",
    [
        "The march passed the station.",
        "Protesters may rest.",
        "Theresa May spoke to Mr. March.",
        "About 2020 people came.",
        "In all, 1900 troops left.",
        "A 44-year-old man and a girl aged 3 months died.",
        "He is 22 years old.",
        "The second man fled.",
        "A Khabar 24 correspondent was there.",
        "The Sunday Times and the Sun reported it.",
        "Relatives of the victims of Bloody Sunday wept.",
        "Room 1912 was searched.",
        "They paid $2019 for it.",
        "The team won 3:1.",
        "Jan Novak and April Jones were held.",
        "He is in his thirties.",
        "A spring supplies the village.",
        "About 50% voted.",
        "THE 38-YEAR-OLD SUSPECT FLED.",
        "It burned in the 1800 block of Mill Road.",
        "Police came to the Spring area.",
        "They marched on 31 April Street.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Police fired on Monday.", "XXXX-WXX-1"),
        ("Police fired yesterday.", "XXXX-XX-XX"),
        ("Police fired on January 5.", "XXXX-01-05"),
        ("Police fired last year.", "XXXX"),
        ("Police fired on 5 January 2022.", "2022-01-05"),
        ("Two days later police fired.", "XXXX-XX-XX"),
    ],
)
def test_without_a_day_of_publication_nothing_is_guessed(text: str, value: str) -> None:
    ((_, found),) = resolve_all(expressions(text), None)
    assert found.value == value
    assert (found.start is None) == ("X" in value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The line runs four flights a week to Oruro.", []),
        ("They held 12 people a day.", []),
        ("The strike lasted a week.", ["P1W"]),
        ("The figures are for the year ended June 30.", ["P1Y", "2021-06-30"]),
        ("They marched twice in the year.", ["2022"]),
    ],
)
def test_a_rate_is_no_time_and_a_year_with_an_end_is_a_length(text: str, expected: list[str]) -> None:
    assert values(text) == expected
