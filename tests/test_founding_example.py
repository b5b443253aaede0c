"""The page that Tocsin was founded on: what a good record of it holds.

The page is not ours and stands outside the repository. `TOCSIN_REPORTS` names the folder it is in; without it these
tests are skipped and say so.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from tocsin.event import Claim, Mention
from tocsin.pipeline import Tools, read_report
from tocsin.read import reports
from tocsin.reading import Reading
from tocsin.report import Report
from tocsin.settings import Settings

FOLDER = os.environ.get("TOCSIN_REPORTS", "")
PAGE = Path(FOLDER, "000_c6950bd78c059d3e.txt")

if not PAGE.is_file():
    pytest.skip(
        "the founding example is not here: TOCSIN_REPORTS names no folder that holds it", allow_module_level=True
    )


@pytest.fixture(scope="module")
def reading() -> Reading:
    settings = Settings.from_environment()
    (report,) = reports([str(PAGE)], settings=settings, published=date(2022, 1, 7))
    assert isinstance(report, Report)
    return read_report(report, Tools.open(settings))


def told(reading: Reading, *, place: str | None = None, day: int | None = None, words: str = "") -> list[Mention]:
    """The mentions told as facts or in a claim at a place, on a day of January 2022, whose sentence holds words."""
    return [
        mention
        for mention in reading.mentions
        if mention.factuality == "happened"
        and (place is None or any(one.name == place for one in mention.places))
        and (day is None or (mention.date is not None and mention.date.start == date(2022, 1, day)))
        and words.casefold() in reading.report.cut(mention.sentence).casefold()
    ]


@pytest.mark.parametrize("town", ["Zhanaozen", "Aktau"])
def test_protests_of_the_second(reading: Reading, town: str) -> None:
    assert any(mention.mode == "demo" for mention in told(reading, place=town, day=2))


@pytest.mark.parametrize("town", "Almaty Atyrau Aktobe Oral Taraz Shymkent Kyzylorda Karagandy Astana".split())
def test_riots_of_the_fourth_also_under_former_names(reading: Reading, town: str) -> None:
    (mention,) = [one for one in told(reading, place=town, day=4) if one.mode == "riot"]
    assert mention.places[0].country == "KZ"
    assert mention.voice == "outlet"


@pytest.mark.parametrize(
    ("words", "type_", "mode", "place", "day"),
    [
        ("stun grenades", "ASSAULT", "crowd-control", "Almaty", 4),
        ("mass riots", "PROTEST", "riot", None, 5),
        ("dismissed the government", "SANCTION", "expel", None, 5),
        ("requested assistance", "REQUEST", "assist", None, None),
        ("state of emergency", "COERCE", "restrict", "Kazakhstan", None),
        ("stormed the mayor", "ASSAULT", None, "Almaty", None),
        ("attacked police HQ", "ASSAULT", None, "Almaty", None),
        ("were torched", "PROTEST", "vandalize", None, None),
        ("shootout", "ASSAULT", "firearms", "Almaty", None),
        ("checkpoints", "COERCE", "restrict", "Astana", None),
        ("intercepted weapons", "COERCE", "seize", "Astana", None),
        ("critical red", "COERCE", "restrict", None, None),
    ],
)
def test_what_else_happened(
    reading: Reading, words: str, type_: str, mode: str | None, place: str | None, day: int | None
) -> None:
    found = told(reading, place=place, day=day, words=words)
    assert any(mention.type == type_ and mode in (None, mention.mode) for mention in found)


def test_all_tolls_and_no_false_one(reading: Reading) -> None:
    figures = {(one.kind, one.who, one.low, one.best, one.high) for one in reading.figures}
    assert figures == {
        ("killed", "police officers", 2, 2, 2),
        ("killed", "security officers", 18, 18, None),
        ("killed", "armed rioters", 26, 26, 26),
        ("detained", "people", 3000, 3000, None),
        ("participants", "people", 100, 100, None),
    }


def test_overlapping_groups_are_never_added(reading: Reading) -> None:
    assert not [one for one in reading.figures if one.adds_to]
    toll = reading.figure(reading.toll)
    assert toll is None or toll.best in (2, 18, 26)


def by(reading: Reading, name: str) -> list[Claim]:
    return [claim for claim in reading.claims if claim.speaker and claim.speaker.name == name]


@pytest.mark.parametrize(
    ("speaker", "least"), [("Alexander Lukashenko", 14), ("Aleksandar Vucic", 3), ("Mikhail Pogrebinsky", 9)]
)
def test_speakers_under_all_their_names(reading: Reading, speaker: str, least: int) -> None:
    assert len(by(reading, speaker)) >= least


def test_the_broadcaster_and_its_correspondent(reading: Reading) -> None:
    assert by(reading, "Khabar 24")
    (correspondent,) = [one for one in reading.claims if one.speaker and "correspondent" in one.speaker.name]
    assert correspondent.speaker is not None
    assert correspondent.speaker.organisation == "Khabar 24"


def test_chain_medium_and_day_of_claims(reading: Reading) -> None:
    assert {via.name for claim in by(reading, "Alexander Lukashenko") for via in claim.via} == {"BelTA"}
    assert "Facebook" in {claim.medium for claim in by(reading, "Mikhail Pogrebinsky")}
    assert date(2022, 1, 6) in {claim.said_on.start for claim in by(reading, "Aleksandar Vucic") if claim.said_on}


def test_the_airports_are_seized_in_claims_only(reading: Reading) -> None:
    seizures = [one for one in reading.mentions if "airport" in reading.report.cut(one.sentence).casefold()]
    assert seizures
    assert {mention.voice for mention in seizures} == {"claimed"}


def test_the_addresses_of_its_sources(reading: Reading) -> None:
    hosts = {cite.url.split("/")[2] for cite in reading.report.cites if cite.url}
    assert hosts == {"www.reddit.com", "eng.belta.by", "vnexplorer.net"}


@pytest.mark.parametrize("name", ["Moscow", "Minsk", "Belgrade"])
def test_capitals_abroad(reading: Reading, name: str) -> None:
    assert any(place.name == name and place.lat is not None for place in reading.places)


def test_nothing_is_read_from_the_chrome(reading: Reading) -> None:
    spans = [
        *(mention.trigger for mention in reading.mentions),
        *(content for claim in reading.claims for content in claim.content),
        *(figure.span for figure in reading.figures),
    ]
    assert reading.report.chrome
    assert not [span for span in spans for zone in reading.report.chrome if zone.overlaps(span)]
