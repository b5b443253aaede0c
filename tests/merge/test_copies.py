from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.merge.copies import copies, likeness
from tocsin.report import Report, content_hash
from tocsin.span import Span

STORY = (
    "Dock workers in Valparaíso closed the southern gate of the port on Tuesday morning after talks on shift pay broke "
    "down. Trucks stood in line for three kilometres along the coast road. A union officer said that the gate would "
    "stay shut until the company came back to the table. The company called the blockade unlawful and asked the "
    "regional governor to send police. By the evening no officers had been seen near the gate, and cooks from the "
    "neighbourhood were handing out soup to the men on the picket."
)
OTHER = (
    "Teachers marched through the centre of Nakuru on Wednesday with drums and paper hats. They want the county to "
    "hire the four hundred colleagues whose contracts ended in June. The march ended before noon at the education "
    "office, where a clerk took their letter."
)
DAY = date(2022, 6, 7)


def report(name: str, text: str, days: int = 0, **more: object) -> Report:
    return Report(name, text, content_hash(text), published=DAY + timedelta(days), **more)  # type: ignore[arg-type]


def found(*reports: Report) -> dict[str, tuple[str, str]]:
    return {copy.report: (copy.original, copy.kind) for copy in copies(reports)}


def test_two_stories_of_their_own_are_no_copies() -> None:
    assert found(report("a", STORY), report("b", OTHER)) == {}


def test_the_same_words_in_another_dress_are_an_exact_copy() -> None:
    assert found(report("a", STORY), report("b", STORY.upper().replace(". ", ".\n\n"), 1)) == {"b": ("a", "exact")}


def test_an_edited_story_is_a_near_copy() -> None:
    edited = STORY.replace("with drums", "").replace("on Tuesday morning", "early on Tuesday").replace("soup", "bread")
    assert found(report("a", STORY, 1), report("b", edited)) == {"a": ("b", "near")}


def test_a_reprint_inside_a_longer_report_is_a_part_copy() -> None:
    longer = f"{OTHER} {OTHER.replace('Nakuru', 'Kisumu').replace('drums', 'whistles')} {STORY}"
    padding = " ".join(f"Line {number} of the day's other news tells something else again." for number in range(30))
    assert found(report("a", STORY), report("b", f"{longer} {padding}", 1)) == {"b": ("a", "part")}


def test_a_shared_quotation_is_no_copy() -> None:
    quote = "“We have waited long enough and we will not go home with another empty promise this time,” she said."
    assert found(report("a", f"{STORY} {quote}"), report("b", f"{OTHER} {quote}")) == {}


@pytest.mark.parametrize(
    ("first", "second", "original"),
    [
        ({"outlet": "The Coast Mail"}, {"outlet": "Reuters"}, "b"),
        ({"outlet": "The Coast Mail"}, {"outlet": "Harbour News", "byline": "From AFP"}, "b"),
        ({"outlet": "The Coast Mail"}, {"outlet": "Harbour News"}, "a"),
        ({"outlet": "Coast Mail app"}, {"outlet": "Maps and Prints"}, "a"),
    ],
)
def test_of_one_day_the_agency_has_the_original_and_else_the_lower_id(
    first: dict[str, str], second: dict[str, str], original: str
) -> None:
    originals = {of for of, _ in found(report("a", STORY, **first), report("b", STORY, **second)).values()}
    assert originals == {original}


def test_short_notices_of_one_form_are_no_copies() -> None:
    form = "On {} the residents of {} held a protest in front of the town hall to ask for clean water, and went home."
    assert found(report("a", form.format("Monday", "Mopti")), report("b", form.format("Friday", "Ségou"))) == {}


def test_what_is_not_dated_is_no_original() -> None:
    undated = Report("a", STORY, content_hash(STORY))
    assert found(undated, report("b", STORY)) == {"a": ("b", "exact")}


def test_chrome_makes_no_copies() -> None:
    chrome = "Share this story. Sign up for our letter. Leave a reply. " * 20
    zone = (Span("text", 0, len(chrome)),)
    assert found(report("a", chrome + STORY, chrome=zone), report("b", chrome + OTHER, chrome=zone)) == {}


def test_an_empty_report_is_no_copy_of_another() -> None:
    assert found(report("a", ""), report("b", "…")) == {}


SENTENCES = st.lists(st.sampled_from([*STORY.split(". "), *OTHER.split(". ")]), min_size=1, max_size=8)


@settings(max_examples=40, deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_order_of_arrival_changes_nothing_and_originals_are_no_copies_of_copies(texts: list[list[str]], chance) -> None:  # type: ignore[no-untyped-def]
    reports = [report(f"r{number}", ". ".join(text), number % 3) for number, text in enumerate(texts)]
    shuffled = chance.sample(reports, len(reports))
    assert copies(reports) == copies(shuffled)
    whole = {copy.report for copy in copies(reports) if copy.kind != "part"}
    assert not whole & {copy.original for copy in copies(reports)}


def test_likeness_is_one_for_the_same_words_and_nought_for_others() -> None:
    assert (likeness(STORY, STORY.upper()), likeness(STORY, OTHER)) == (1.0, 0.0)
