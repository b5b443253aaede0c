"""The lean parse says what spaCy says, wherever its sentences stand."""

from __future__ import annotations

import pytest
import spacy
from conftest import report

from tocsin.parse import parse, parse_many, segment
from tocsin.parse.embedding import ROWS, remember
from tocsin.parse.parser import UNUSED_COMPONENTS, load
from tocsin.settings import DEFAULT_PIPELINE

TEXTS = (
    "Police in Harrow Bay fired tear gas. Two people don't know why, the mayor said.",
    "A bomb went off. Nobody was hurt in the blast at the old customs house on Wednesday, officials told reporters.",
    "",
    "Farmers blocked the road to Delmouth for a third day; the union's leader promised more.",
)


def labels(doc: spacy.tokens.Doc) -> list[tuple[str, str, str, int]]:
    return [(token.text, token.tag_, token.dep_, token.head.i) for token in doc]


def test_labels_are_those_of_spacy_as_it_comes() -> None:
    plain = spacy.load(DEFAULT_PIPELINE, exclude=UNUSED_COMPONENTS)
    ours = load(DEFAULT_PIPELINE)
    for _ in range(2):
        assert [labels(doc) for doc in ours.pipe(TEXTS)] == [labels(doc) for doc in plain.pipe(TEXTS)]


def test_reports_parsed_together_are_those_parsed_alone() -> None:
    reports = [report(text) for text in TEXTS if text]
    together = parse_many([(one, segment(one)) for one in reports], pipeline=DEFAULT_PIPELINE)
    for one, parsed in zip(reports, together, strict=True):
        alone = parse(one)
        assert [sentence.span for sentence in parsed.sentences] == [sentence.span for sentence in alone.sentences]
        assert [labels(a.tokens) for a in parsed.sentences] == [labels(b.tokens) for b in alone.sentences]


def test_a_full_memory_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tocsin.parse.embedding.ROWS", 8)
    nlp = spacy.load(DEFAULT_PIPELINE, exclude=UNUSED_COMPONENTS)
    before = [labels(doc) for doc in nlp.pipe(TEXTS, batch_size=1)]
    assert remember(nlp) is not None
    assert [labels(doc) for doc in nlp.pipe(TEXTS, batch_size=1)] == before
    assert ROWS > 8


def test_a_pipeline_of_another_kind_is_left_as_it_is() -> None:
    assert remember(spacy.blank("en")) is None
