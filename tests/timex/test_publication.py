"""The day of publication, where only the text can tell it."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin.timex import publication


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Three held in Goma Radio Kivu Monday 2 Feb 2015 Police held three men. A 2013 law.", date(2015, 2, 2)),
        ("KAMPALA, 3 May 2019 (Wire) - Police fired on Thursday.", date(2019, 5, 3)),
        ("Crowds in Bamako\n\nWednesday, 5 January 2022\n\nOn Tuesday crowds gathered.", date(2022, 1, 5)),
        ("By Ann Okoro\nPublished: 14 March 2020\n\nOn 3 March 2020 the crowd came back.", date(2020, 3, 14)),
        ("Updated March 14, 2020 10:30 am\n\nThe strike began on 20 March 2019.", date(2020, 3, 14)),
        ("On 5 January 2022 shops burned. A statement of January 6, 2022 blamed no one on Thursday.", date(2022, 1, 6)),
        (
            "The vote on 3 April 2022 will decide. Crowds came on January 3 and left on 5 January 2022, a Wednesday.",
            date(2022, 1, 5),
        ),
    ],
)
def test_dateline_first_then_the_latest_full_date(text: str, day: date) -> None:
    found = publication(text)
    assert found is not None
    assert found.day == day
    assert str(day.year) in text[found.start : found.end]


@pytest.mark.parametrize(
    "text",
    [
        "The city fell on 5 June 1945. It was rebuilt by its people.",
        "The city fell on 5 June 1945, on a Tuesday. In 1973 the last ruins were cleared.",
        "Crowds gathered on Tuesday.",
        "Three men were jailed on Tuesday for a murder on 26 March 1996.",
        "The vote will be held on 3 April 2022, the commission said on Tuesday.",
        "",
    ],
)
def test_no_day_where_the_text_does_not_speak_from_one(text: str) -> None:
    assert publication(text) is None


def test_a_day_after_the_capture_is_refused() -> None:
    text = "KAMPALA, 3 May 2019 (Wire) - Police fired on Thursday."
    assert publication(text, not_after=date(2019, 5, 2)) is None
