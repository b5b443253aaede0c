"""The example reports are read as they were meant, and say what they are."""

import re
from datetime import date
from pathlib import Path

import pytest

from tocsin.paragraphs import paragraph_spans
from tocsin.read import Reject, reports
from tocsin.report import Report
from tocsin.settings import Settings

EXAMPLES = Path(__file__).parent.parent / "examples"
SETTINGS = Settings(cache=Path("unused"))
FILES = sorted(path for path in EXAMPLES.iterdir() if path.suffix != ".md")
NOTE = "Written for the Tocsin project; the outlet is invented."
OUTLETS = {
    "steppe-courier": "Steppe Courier",
    "caspian-wire": "Caspian Wire",
    "harbour-gazette": "Harbour Gazette",
    "copper-lantern": "The Copper Lantern",
    "danube-post": "Danube Post",
}
# Words that stand in the pages' chrome and their readers' comments, and in none of the reports.
CHROME = ("cookie", "Subscribe now", "Share this", "Leave a Reply", "killed 30", "killed 500", "Tweet", "newsletter")


def read(path: Path) -> list[Report]:
    found = list(reports([str(path)], settings=SETTINGS))
    assert not [one for one in found if isinstance(one, Reject)]
    return [one for one in found if isinstance(one, Report)]


def visible(report: Report) -> str:
    """The text without its chrome."""
    spans = paragraph_spans(report.text)
    return "\n".join(report.cut(span) for span in spans if not any(zone.overlaps(span) for zone in report.chrome))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_says_what_it_is(path: Path) -> None:
    body = path.read_text(encoding="utf-8")
    assert body.count(NOTE) >= (2 if path.suffix == ".html" else len(read(path)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_chrome_is_read_as_the_report(path: Path) -> None:
    for report in read(path):
        assert "Tocsin" not in visible(report)
        assert not [words for words in CHROME if words in visible(report)]
        assert 50 <= len(visible(report).split()) <= 400


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_date_and_outlet_are_those_of_the_file_name(path: Path) -> None:
    day, outlet = date.fromisoformat(path.name[:10]), path.name[11:]
    for report in read(path):
        if report.language == "en":
            assert report.published is not None
            assert report.published <= day if path.suffix == ".jsonl" else report.published == day
        if path.suffix != ".txt":
            assert outlet.startswith(next(key for key, name in OUTLETS.items() if name == report.outlet))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_weekdays_are_those_of_the_calendar(path: Path) -> None:
    for weekday, month, day, year in re.findall(r"(\w+day), (January) (\d+), (\d{4})", path.read_text()):
        assert month == "January"
        assert f"{date(int(year), 1, int(day)):%A}" == weekday


def test_the_whole_folder() -> None:
    found = [one for one in reports([str(EXAMPLES)], settings=SETTINGS) if isinstance(one, Report)]
    assert len(found) == len({report.id for report in found}) == 16
    assert [report.language for report in found if report.language != "en"] == ["ru"]
    assert {report.published_basis for report in found} == {"given", "metadata", "address", "text", None}


@pytest.mark.parametrize("copy", ["2022-01-05-harbour-gazette-almaty.html", "2022-01-05-danube-post-almaty.txt"])
def test_reprints_share_most_of_their_sentences_with_the_agency(copy: str) -> None:
    (original,) = read(EXAMPLES / "2022-01-05-caspian-wire-almaty.html")
    (reprint,) = read(EXAMPLES / copy)
    sentences = re.split(r"(?<=\.) |\n", visible(reprint))
    assert sum(sentence in original.text for sentence in sentences) > 0.5 * len(sentences)
    assert "Caspian Wire" in [cite.name for cite in reprint.cites]
