from __future__ import annotations

import re
import tomllib
import unicodedata
from datetime import date
from importlib.resources import files
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oruro import archive
from wire import ORURO, Count, Said, Told, reading

from tocsin import codebook
from tocsin.brief import brief
from tocsin.brief.markdown import address, plain, quoted
from tocsin.brief.wording import listed, people, period, span_of_numbers, speaker
from tocsin.merge import merge

NINE = Count("Nine miners", 9, who="miners", said=0)


def written(**more: object) -> str:
    return brief(archive(), merge(archive()), rejects=[("scan.pdf", "not text")], **more)  # type: ignore[arg-type]


def section(heading: str) -> str:
    (found,) = [part for part in written().split("\n## ") if part.startswith(heading)]
    return found


def test_title_and_scope_tell_where_when_and_from_what() -> None:
    assert written().startswith(
        "# Situation report: Bolivia, 4 March 2022\n\n"
        "3 reports by 3 outlets, published 4 to 6 March 2022. 1 more is a copy, listed below and not counted."
    )


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Headline figures", "**At least 6 people killed**, riots in Oruro, 4 March 2022, reported by La Semana [2]"),
        (
            "Headline figures",
            "Other numbers: 4 (Andes Wire, 4 March 2022) [1]. Range over 2 independent sources: 4 to 6 or more",
        ),
        ("What happened", "### Friday 4 March 2022"),
        ("What happened", "**Riots by residents in Oruro** (2 reports, 2 independent sources) [1][2]"),
        ("What happened", "(disputed: denied by Ana Flores; 2 reports) [2][3]"),
        ("Claimed", "**Arrests in Oruro, 4 March 2022**, claimed by Police [1]"),
        ("What is contested or denied", "it did not (Ana Flores): “the army had fired on nobody” [2]"),
        ("What is contested or denied", "it happened (Radio \\*Altiplano\\*): “Soldiers fired at a crowd"),
        ("Who claims what", "**Jorge Rojas (opposition leader)** [3]\n  - accuses: “plain-clothes men"),
        ("Announced", "**Planned**: Protests in Potosí, 7 March 2022 [2]"),
        ("Not placed", "1 more event with neither"),
        ("In short", "(range 4 to 6 or more), riots in Oruro"),
        ("In short", "1 of them by two independent sources or more; 2 more only by speakers."),
        ("By place", "| Oruro | 2 | 4 March 2022 | 4 to 6 or more"),
        ("Not read", "scan.pdf could not be read: not text."),
        ("Sources", "1. Andes Wire, “Riots in Oruro”, 4 March 2022, <https://example.org/a>.\n   - copy, not counted"),
    ],
)
def test_each_section_says_its_part(heading: str, words: str) -> None:
    assert words in section(heading)


def test_what_is_planned_or_claimed_is_not_told_as_happened() -> None:
    happened = section("What happened")
    assert "Potosí" not in happened
    assert "Arrests" not in happened
    assert "Damage" not in happened


def test_every_line_that_tells_something_cites_a_source_and_names_a_record() -> None:
    parts = written(ids=True).split("\n## ")
    for part in (part for part in parts if part.startswith(("Headline", "What", "Claimed", "Who", "Announced"))):
        for line in part.splitlines():
            if line.startswith("- "):
                assert re.search(r"\[\d+\]", line), line
            if line.lstrip().startswith("- ") and not re.match(r"- \*\*[^*]+\*\* \[|  - it ", line):
                assert re.search(r"`[0-9a-f]{8}`", line), line


def test_all_numbers_cited_are_listed() -> None:
    text = written()
    cited = {int(number) for number in re.findall(r"\[(\d+)\]", text)}
    listed_numbers = {int(number) for number in re.findall(r"^(\d+)\. ", text, re.MULTILINE)}
    assert cited <= listed_numbers == {1, 2, 3}


def test_the_order_of_readings_changes_nothing() -> None:
    readings = archive()
    Random(4).shuffle(readings)
    assert brief(readings, merge(readings), rejects=[("scan.pdf", "not text")]) == written()


def test_a_brief_of_nothing_says_so_in_every_section() -> None:
    text = brief([], merge([]))
    assert text.startswith("# Situation report\n\n0 reports")
    assert "Nothing is reported as having happened" in text


def test_hostile_text_cannot_format_or_hide() -> None:
    sentence = "Riots **broke** out\u202e in [Oruro](https://example.org) <script>\u001b[31m."
    item = reading("x", sentence, Told(sentence, "riot", ORURO, "2022-03-04"), outlet="# Not *a* heading")
    text = brief([item], merge([item]))
    assert "\u202e" not in text
    assert "\u001b" not in text
    assert r"\*\*broke\*\* out in \[Oruro\](https://example.org) \<script\>" in text


@given(st.text())
def test_plain_text_is_one_line_without_unseen_characters(text: str) -> None:
    assert not {unicodedata.category(character) for character in plain(text)} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- no list", r"\- no list"),
        ("1. no list", r"\1. no list"),
        ("a_b*c", r"a\_b\*c"),
        ("two\n\nlines", "two lines"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_a_long_quotation_is_cut_at_a_word() -> None:
    assert quoted("The gate stayed shut all day", longest=20) == "“The gate stayed …”"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The gate stays shut,”", "“The gate stays shut”"),
        ("“The gate stays shut,” he said", "“'The gate stays shut,' he said”"),
        ("The “gate” stays shut.", "“The 'gate' stays shut.”"),
    ],
)
def test_marks_within_a_quotation(text: str, expected: str) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a_b", "<https://example.org/a_b>"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("https://example.org/ <b>", r"https://example.org/ \<b\>"),
    ],
)
def test_only_web_addresses_become_links(url: str, expected: str) -> None:
    assert address(url) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2022-01-05", "2022-01-05", "5 January 2022"),
        ("2022-01-02", "2022-01-07", "2 to 7 January 2022"),
        ("2022-01-30", "2022-02-02", "30 January to 2 February 2022"),
        ("2021-12-30", "2022-01-02", "30 December 2021 to 2 January 2022"),
    ],
)
def test_period(start: str, end: str, expected: str) -> None:
    assert period(date.fromisoformat(start), date.fromisoformat(end)) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(18, None, "at least 18"), (5, 5, "5"), (5, 7, "5 to 7"), (0, 40, "up to 40"), (3000, 3000, "3,000")],
)
def test_numbers_with_bounds(low: int, high: int | None, expected: str) -> None:
    assert span_of_numbers(low, high) == expected


def test_every_action_of_the_codebook_has_a_phrase_and_no_other() -> None:
    shipped = files("tocsin.brief").joinpath("phrases.toml").read_text(encoding="utf-8")
    assert set(tomllib.loads(shipped)) == set(codebook.load().actions)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("A receptionist near the square, who gave no name", "a receptionist near the square"),
        ("The office that runs the city", "the office"),
        ("The Copper Lantern", "The Copper Lantern"),
        ("Ana Flores", "Ana Flores"),
    ],
)
def test_a_speaker_is_named_up_to_the_clause_about_him(name: str, short: str) -> None:
    assert speaker(name) == short


def test_lists_read_as_english() -> None:
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_a_number_of_a_speaker_left_unnamed_is_no_number_of_the_outlet() -> None:
    text = "Nine miners were killed in Oruro, a witness said."
    told = Told(text, "kill", ORURO, "2022-03-04", type="ASSAULT", voice="claimed", said=0, counts=[NINE])
    one = reading("a", text, told, said=[Said("Nine miners were killed in Oruro", "a witness")])
    figures = brief([one], merge([one])).partition("## Headline figures")[2].partition("## What happened")[0]
    assert "according to a witness (in The Highland Post)" in figures
    assert "reported by" not in figures


FORTY = reading(
    "forty",
    "Forty miners were killed in Oruro, a channel said on Friday.",
    Told("Forty miners were killed in Oruro, a channel said on Friday.", "riot", ORURO, "2022-03-04",
         counts=[Count("Forty miners", 40, who="miners")]),
    published="2022-03-04",
)  # fmt: skip


@pytest.mark.parametrize(
    ("title", "text", "published", "doubted"),
    [
        ("Channel withdraws report of 40 deaths", "It gave no reason.", "2022-03-05", True),
        (None, "The news that 40 people were killed was given by mistake.", "2022-03-04", True),
        (None, "The army withdrew troops after 40 people were killed.", "2022-03-05", False),
        (None, "The report of 140 deaths was a mistake.", "2022-03-05", False),
        (None, "The report that 40 people were detained was a mistake.", "2022-03-05", False),
        ("Channel withdraws report of 40 deaths", "It gave no reason.", "2022-03-03", False),
    ],
)
def test_a_number_that_was_given_by_mistake_is_told_with_that(
    title: str | None, text: str, published: str, doubted: bool
) -> None:
    readings = [FORTY, reading("later", text, title=title, outlet="La Semana", published=published)]
    told = brief(readings, merge(readings))
    assert told.count("40 miners killed") > 1
    assert ("said to be a mistake" in told, "**Said to be a mistake**: “" in told) == (doubted, doubted)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Interior Ministry", "the Interior Ministry"),
        ("Bolivia's Interior Ministry", "Bolivia's Interior Ministry"),
        ("the Ministry", "the Ministry"),
        ("channel", "a channel"),
        ("official", "an official"),
        ("police", "police"),
        ("Ana Flores", "Ana Flores"),
    ],
)
def test_speakers_have_their_articles(name: str, told: str) -> None:
    assert speaker(name) == told


def test_words_that_judge_stand_in_quotation_marks() -> None:
    assert people("armed criminals", None) == "“armed criminals”"
    assert people("armed men", None) == "armed men"


def test_nobody_is_named_by_a_relative_pronoun() -> None:
    sentence = "Ana Flores, whose brother was arrested in Oruro on Friday, told us."
    whose = [("recipient", "whose brother", "CVL")]
    item = reading("kin", sentence, Told(sentence, "arrest", ORURO, "2022-03-04", actors=whose))
    assert "**Arrests in Oruro**" in brief([item], merge([item]))


def test_speakers_of_reports_that_tell_of_nothing_here_are_counted_and_not_shown() -> None:
    race = reading("race", "She murdered me on the turn, said Signe Dahl.",
                   said=[Said("She murdered me on the turn", "Signe Dahl")])  # fmt: skip
    readings = [*archive(), race]
    claims = brief(readings, merge(readings)).partition("## Who claims what")[2].partition("\n## ")[0]
    assert "Signe Dahl" not in claims
    assert "more speaker" in claims
