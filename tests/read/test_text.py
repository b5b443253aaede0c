"""From a text to a report: the text is kept to the letter, its title, byline, date and sources are found."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.paragraphs import paragraph_spans
from tocsin.read import Known, Source, report_from_text, report_of
from tocsin.read.dates import date_in_address
from tocsin.read.language import language_of
from tocsin.report import Report

PROSE = (
    "Several hundred dockers marched through the port of Valdivia on Monday and blocked both of its gates until noon."
)


def of_file(text: str) -> Report:
    return report_of(Source("a.txt", "text", text.encode()))


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t .")).filter(str.strip))
def test_given_text_is_kept_and_spans_are_whole_paragraphs(text: str) -> None:
    if text.startswith("\ufeff"):
        return
    report = of_file(text)
    assert report.text == text
    starts = {span.start for span in paragraph_spans(text)}
    ends = {span.end for span in paragraph_spans(text)}
    assert all(zone.start in starts and zone.end in ends for zone in report.chrome)
    assert all((report.cut(cite.span)) == (cite.url or cite.name) for cite in report.cites)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Port blocked in Valdivia\n\n{PROSE}", "Port blocked in Valdivia"),
        (f"  Port blocked in Valdivia \r\n{PROSE}\r\n{PROSE}", "Port blocked in Valdivia"),
        (f"“We will stay”: dockers block port\n\n{PROSE}", "“We will stay”: dockers block port"),
        (f"Who shot at the crowd?\n\n{PROSE}", "Who shot at the crowd?"),
        (f"Dockers blocked by police in U.S.\n\n{PROSE}", "Dockers blocked by police in U.S."),
        (f"Home\nNews\nSport\n\nPort blocked in Valdivia\n\n{PROSE}", "Port blocked in Valdivia"),
        (f"{PROSE}\n\n{PROSE}", None),
        ("Port blocked in Valdivia", None),
        (f"VALDIVIA, Chile:\n\n{PROSE}", None),
        (f"News\n\n{PROSE}", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    report = of_file(text)
    assert report.title == title
    assert report.title_in_text == (title is not None)


def test_a_title_that_is_given_is_looked_for_in_the_text() -> None:
    text = f"PORT BLOCKED IN VALDIVIA\n\n{PROSE}"
    assert report_from_text(text, known=Known(title="Port blocked in Valdivia")).title_in_text
    other = report_from_text(text, known=Known(title="Gates shut"))
    assert (other.title, other.title_in_text) == ("Gates shut", False)


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ana Rojas", "Ana Rojas"),
        ("By Ana María Rojas and Tom Lind", "Ana María Rojas and Tom Lind"),
        ("By Ana Rojas, Harbour Gazette", "Ana Rojas"),
        ("by Leyla van der Meer in Osh", "Leyla van der Meer"),
        ("By noon the gates were open", None),
        ("By Monday", None),
    ],
)
def test_byline_is_known_and_not_read_as_prose(line: str, byline: str | None) -> None:
    report = of_file(f"Port blocked in Valdivia\n\n{line}\n\n{PROSE}")
    assert report.byline == byline
    assert [report.cut(zone) for zone in report.chrome] == ([line] if byline else [])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"Published: 5 January 2022\n\n{PROSE}", date(2022, 1, 5)),
        (f"{PROSE}\n\nPosted on March 3, 2021 at 10:20\n\nHe was shot on 4 April 2021 in Osh.", date(2021, 3, 3)),
        (f"Port blocked\n\nVALDIVIA, January 5, 2022 — {PROSE}", date(2022, 1, 5)),
        (f"{PROSE} {PROSE} {PROSE}\n\n5 January 2022", date(2022, 1, 5)),
        (f"{PROSE} {PROSE} {PROSE} It began on 2 May 2019 and went on until 4 May 2019.", date(2019, 5, 4)),
        (f"{PROSE} {PROSE} {PROSE} The port was built by decree of 3 May 1998.", None),
        (f"{PROSE}\n\n© 12 May 2024 Harbour Gazette. All rights reserved.", None),
        (f"{PROSE}\n\nLeave a Reply\n\nPedro, 3 March 2023\n\nNobody was there on 4 March 2023.", None),
        (PROSE, None),
    ],
)
def test_date_in_the_text(text: str, day: date | None) -> None:
    report = of_file(text)
    assert report.published == day
    assert report.published_basis == ("text" if day else None)


def test_bases_of_the_date_in_their_order() -> None:
    text = f"Published: 5 January 2022\n\n{PROSE}"
    address = "https://gazette.example/2022/01/06/port"
    bases = [
        report_from_text(text, known=known).published_basis
        for known in (
            Known(),
            Known(url=address),
            Known(url=address, stated=date(2022, 1, 7)),
            Known(url=address, stated=date(2022, 1, 7), published=date(2022, 1, 8)),
        )
    ]
    assert bases == ["text", "address", "metadata", "given"]


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://a.example/2022/01/06/riots", date(2022, 1, 6)),
        ("https://a.example/world/2022/jan/06/riots", date(2022, 1, 6)),
        ("https://a.example/news/2022-01-06-riots.html", date(2022, 1, 6)),
        ("https://a.example/news/riots-20220106", date(2022, 1, 6)),
        ("https://a.example/2022/1/6", date(2022, 1, 6)),
        ("https://a.example/2022/13/06/riots", None),
        ("https://a.example/2022/01/riots", None),
        ("https://a.example/riots-ew20223938654.html", None),
        ("https://a.example/19450508/victory", None),
        ("https://a.example/?day=2022/01/06", None),
        ("http://[broken", None),
    ],
)
def test_date_in_the_address(address: str, day: date | None) -> None:
    assert date_in_address(address) == day


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PROSE, "en"),
        (PROSE.upper(), "en"),
        ("On 3 May 2022, gunmen shelled Rutshuru, Kiwanja and Bunagana.", "en"),
        ("Жители Актау второй день стоят на площади и требуют снизить цены на газ.", "ru"),
        ("Cientos de personas marcharon el lunes por el centro de la ciudad contra la subida de precios.", "es"),
        ("Yüzlerce kişi pazartesi günü şehir merkezinde zamları protesto etti.", "tr"),
        ("12 345", "und"),
        ("Riots", "und"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("As shown here (https://a.example/x_(y)/1).", ["https://a.example/x_(y)/1"]),
        (
            "See https://a.example/1, www.b.example/2; and “https://c.example/3”.",
            ["https://a.example/1", "www.b.example/2", "https://c.example/3"],
        ),
        ("According to the state news agency Caspian Wire, two people died.", ["Caspian Wire"]),
        ("The local newspaper Danube Post reported on Monday that two people died.", ["Danube Post"]),
        (f"{PROSE}\n\nSource: Harbour Gazette", ["Harbour Gazette"]),
        (f"{PROSE}\n\nSource: https://a.example/1", ["https://a.example/1"]),
        (f"{PROSE}\n\nShare this: https://a.example/share", []),
        ("The broadcaster\u00a0Canal 9 has reported two deaths.", ["Canal 9"]),
        ("ADEN, March 3 (Gulf Press) - Two people died.", ["Gulf Press"]),
        ("SANTA CRUZ DE LA SIERRA (Andes Press) — Two people died.", ["Andes Press"]),
        ("UN troops (Ghana) - left on Monday.", []),
        ("A mob stormed the newspaper Danube Post on Monday.", []),
        ("The www. prefix and https:// alone are no addresses.", []),
    ],
)
def test_sources_cited(text: str, cited: list[str]) -> None:
    assert [cite.url or cite.name for cite in of_file(text).cites] == cited


def test_the_host_stands_in_for_an_outlet_without_a_name() -> None:
    known = Known(url="https://www.gazette.example/1")
    assert report_from_text(PROSE, known=known).outlet == "gazette.example"
    assert report_from_text(PROSE).outlet is None


def test_the_id_is_of_what_is_said_and_not_of_where_it_lay() -> None:
    here = report_of(Source("here/a.txt", "text", PROSE.encode()))
    there = report_of(Source("there/b.txt", "text", PROSE.encode("utf-16")))
    assert here.id == there.id
    assert here.sha256 != there.sha256
    assert report_of(Source("c.txt", "text", (PROSE + " ").encode())).id != here.id


def test_a_date_given_for_all_wins_over_what_is_found() -> None:
    source = Source("a.txt", "text", f"Published: 5 January 2022\n\n{PROSE}".encode())
    report = report_of(source, published=date(2022, 1, 7))
    assert (report.published, report.published_basis) == (date(2022, 1, 7), "given")
