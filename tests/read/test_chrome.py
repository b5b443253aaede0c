"""What belongs to the page is marked, what belongs to the report is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.paragraphs import paragraph_spans
from tocsin.read.chrome import zones

PROSE = (
    "Several hundred dockers marched through the port of Valdivia on Monday and blocked both of its gates until noon."
)


def marked(text: str) -> list[tuple[str, str]]:
    return [(zone.kind, text[zone.span.start : zone.span.end]) for zone in zones(text)]


@pytest.mark.parametrize(
    "line",
    [
        "Powered by WordPress | Designed by: Somebody",
        "Share this article",
        "Share on Facebook",
        "Facebook Twitter WhatsApp Email",
        "Tweet | Share | Print",
        "We use cookies to improve your experience. By continuing you agree to our use of them.",
        "Subscribe to our newsletter",
        "Sign up for our daily newsletter and never miss a story.",
        "You can skip to the end and leave a response. Pinging is currently not allowed.",
        "Pinging is currently not allowed.",
        "Source",
        "Source: Harbour Gazette",
        "Advertisement",
        "© 2022 Harbour Gazette. All rights reserved.",
        "Home | News | World | Sport | Contact",
        "Read more: Port strike enters its second week",
        "Related story: Port strike enters its second week",
        "(Reporting by Ana Rojas; Editing by Tom Lind)",
        "Tags: strike, port, Valdivia",
        "3 min read",
        "Published: 5 January 2022, 14:10",
        "Updated on January 5, 2022",
        "Wednesday, January 5, 2022",
        "5 January 2022, 14:10 GMT",
        "Written for the Tocsin project; the outlet is invented.",
        "This report was written for the Tocsin project; the outlet is invented.",
        "0 Comments",
        "About the author",
    ],
)
def test_chrome(line: str) -> None:
    text = f"{PROSE}\n\n{line}\n\n{PROSE}"
    assert [words for _, words in marked(text)] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices in Lagos fell by a tenth.",
        "Follow-up attacks were reported in Goma.",
        "Related protests were held in Sucre.",
        "Help us, a man shouted from the roof.",
        "Comments by the governor angered the crowd.",
        "Updated figures put the toll at 12.",
        "Monday 3 May 2021 was a quiet day.",
        "Source of the fire was a petrol bomb, police said.",
        "Read aloud from the balcony, the statement was met with silence.",
        "Printers in Dhaka went on strike.",
        "Cookies and water were handed to the strikers.",
        "Source: a police officer who was not named.",
        "Email traffic in the region was cut.",
        "See you in court, he said.",
        "Copyright lawyers joined the march.",
        "Next week they will march again.",
        "Sanaa, Aden and Taiz",
        "Goma",
        "The Dead",
    ],
)
def test_prose_is_left_alone(line: str) -> None:
    assert marked(f"{PROSE}\n\n{line}\n\n{PROSE}") == []


def test_a_list_of_other_reports_ends_where_prose_begins() -> None:
    text = f"{PROSE}\n\nRelated articles\n\nMayor resigns over flood\n\nTwelve killed in mine\n\n{PROSE}"
    assert [words for _, words in marked(text)] == [
        "Related articles",
        "Mayor resigns over flood",
        "Twelve killed in mine",
    ]


def test_after_the_readers_have_the_word_nothing_is_the_reports() -> None:
    comment = "They killed forty people and nobody says so, I was there on that day and saw it all."
    text = f"{PROSE}\n\nLeave a comment\n\nMarta\n\n{comment}\n\n{comment}"
    assert [words for _, words in marked(text)] == ["Leave a comment", "Marta", comment, comment]


def test_a_button_above_the_report_does_not_end_it() -> None:
    text = f"Port blocked in Valdivia\n\nComments\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\nComments\n\nThey are right."
    assert marked(text) == [("furniture", "Comments"), ("end", "Comments"), ("end", "They are right.")]


def test_a_menu_one_word_a_line() -> None:
    menu = "Home\nNews\nRegion\nSport\nAbout us\n"
    assert [words for _, words in marked(menu + "\n" + PROSE)] == menu.split("\n")[:-1]


def test_a_list_of_towns_is_no_menu() -> None:
    assert marked(f"{PROSE}\n\nTaiz\n\nAden\n\nIbb\n\nMarib\n\n{PROSE}") == []


LINES = st.sampled_from(
    [PROSE, "Leave a Reply", "Related articles", "Home", "Sport", "Comments", "Mayor resigns", "", "  ", "Source"]
) | st.text(max_size=60)


@settings(deadline=None)
@given(st.lists(LINES, max_size=12).map("\n".join))
def test_zones_are_whole_paragraphs_in_order(text: str) -> None:
    paragraphs = list(paragraph_spans(text))
    found = [zone.span for zone in zones(text)]
    assert found == [span for span in paragraphs if span in set(found)]
