"""The brief as a page and as a PDF, by a template of one's own, and what changed since a day."""

from __future__ import annotations

import html.parser
from datetime import date
from pathlib import Path

import pytest
from commandline import Run
from oruro import archive
from wire import ORURO, Count, Told, reading

from tocsin.brief import Written, write
from tocsin.brief.page import page, pdf
from tocsin.errors import UsageError
from tocsin.masking import WITHHELD, Mask
from tocsin.merge import merge
from tocsin.reading import Reading
from tocsin.serve.drawing.pictures import pictures


def brief_of(readings: list[Reading], **more: object) -> Written:
    return write(readings, merge(readings), **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def oruro_page() -> str:
    written = brief_of(archive())
    return page(written, pictures(written.dossier))


class Reader(html.parser.HTMLParser):
    """Collects what is linked, what is named, and what is loaded."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.names: set[str] = set()
        self.loaded: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append(tag)
        self.names |= {told["id"]} if told.get("id") else set()
        self.links |= {told["href"]} if told.get("href") else set()
        self.loaded += [value for name in ("src", "data", "srcset") if (value := told.get(name))]


def read_page(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    return reader


def test_every_citation_leads_to_its_source(oruro_page: str) -> None:
    told = read_page(oruro_page)
    inside = {link[1:] for link in told.links if link.startswith("#")}
    assert {"source-1", "source-2", "source-3"} <= inside <= told.names


def test_a_page_is_whole_by_itself(oruro_page: str) -> None:
    told = read_page(oruro_page)
    assert told.loaded == []
    assert not {"script", "link", "img", "iframe"} & set(told.tags)
    assert told.tags.count("svg") == 3
    assert "@import" not in oruro_page


def test_hostile_text_stays_text() -> None:
    sentence = "Riots <script>alert(1)</script> broke out in Oruro on Friday [1](javascript:x)."
    item = reading("x", sentence, Told(sentence, "riot", ORURO, "2022-03-04"), outlet="<b>Post</b>")
    told = page(brief_of([item]))
    assert not {"script", "b"} & set(read_page(told).tags)
    assert "javascript:x" not in read_page(told).links


def test_pdf(oruro_page: str) -> None:
    pytest.importorskip("weasyprint")
    made = pdf(oruro_page)
    assert made.startswith(b"%PDF-")
    assert len(made) > 10_000


def test_a_template_of_ones_own() -> None:
    written = brief_of(archive())
    own = "## {{ title }} ({{ sections|length }} parts)\n{{ named.figures.text }}\n"
    text = written.markdown(own)
    assert text.startswith("## Situation report: Bolivia, 4 March 2022 (13 parts)\n")
    assert "At least 6 people killed" in text
    assert "Who claims what" not in text


@pytest.mark.parametrize("template", ["{{ nothing }}", "{% if %}", "{{ ''.__class__.__mro__ }}"])
def test_a_template_that_cannot_be_used_is_an_error_of_the_user(template: str) -> None:
    with pytest.raises(UsageError, match="template"):
        brief_of(archive()).markdown(template)


def test_what_changed_since_a_day() -> None:
    text = brief_of(archive(), since=date(2022, 3, 5)).markdown()
    changes = next(part for part in text.split("\n## ") if part.startswith("What changed since 5 March 2022"))
    assert "Figure moved (4 before): **At least 6 people killed**" in changes
    assert "Now corroborated, single source before: **Riots by residents in Oruro" in changes
    assert "New: **Shots fired at crowd by soldiers in Oruro" in changes


def test_nothing_changed_since_a_later_day() -> None:
    text = brief_of(archive(), since=date(2023, 1, 1)).markdown()
    assert "Nothing that reports published since 1 January 2023 tell changes the record." in text


def test_private_names_are_left_out_and_officials_stay() -> None:
    beaten = Told(
        "Soldiers beat Rosa Quispe in Oruro on Friday.",
        "beat",
        ORURO,
        "2022-03-04",
        type="ASSAULT",
        actors=[("actor", "soldiers", "MIL"), ("recipient", "Rosa Quispe", "CVL")],
    )
    readings = [*archive(), reading("v", "Soldiers beat Rosa Quispe in Oruro on Friday.", beaten)]
    text = brief_of(readings, mask=Mask.of_readings(readings)).markdown()
    assert "Quispe" not in text
    assert WITHHELD in text
    assert "Ana Flores" in text


@pytest.mark.parametrize(
    ("who", "told"),
    [("whose brother", "1 person killed"), ("me", "1 person killed"), ("whom", "1 person killed")],
)
def test_a_figure_of_nobody_in_particular_counts_people(who: str, told: str) -> None:
    text = "One died in Oruro on Friday."
    death = Told(text, "kill", ORURO, "2022-03-04", type="ASSAULT", counts=[Count("One", 1, who=who)])
    assert told in brief_of([reading("p", text, death)]).markdown()


def test_days_that_are_not_known_are_told_as_a_period() -> None:
    text = "Riots broke out in Oruro in March."
    riot = Told(text, "riot", ORURO, "2022-03-01", until="2022-03-31", voice="claimed")
    assert "Riots in Oruro, March 2022" in brief_of([reading("m", text, riot)]).markdown()


def test_the_command_writes_what_the_name_of_the_file_says(run: Run, record: Path, tmp_path: Path) -> None:
    out = tmp_path / "brief.html"
    assert run("brief", "--db", record, "--out", out).code == 0
    assert out.read_text("utf-8").startswith("<!doctype html>")
    assert run("brief", "--db", record, "--template", tmp_path / "none.md").code == 2
