"""The public JSON is what its schema says, and every span's text is what stands there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from readings import oruro, passed_over, readings

from tocsin.event import ClaimKind, Role, Stance
from tocsin.reading import Reading, as_json
from tocsin.report import PublishedBasis
from tocsin.span import Field
from tocsin.values import (
    DateBasis,
    DatePrecision,
    Factuality,
    FigureKind,
    FigureScope,
    Level,
    PlacePrecision,
    TimexType,
    Voice,
)

SCHEMA = json.loads(files("tocsin").joinpath("record.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("reading", [oruro(), passed_over()], ids=lambda reading: reading.report.id)
def test_a_reading_is_as_the_schema_says(reading: Reading) -> None:
    VALIDATOR.validate(as_json(reading))


@settings(max_examples=40)
@given(readings())
def test_any_reading_is_as_the_schema_says(reading: Reading) -> None:
    VALIDATOR.validate(as_json(reading))


@settings(max_examples=40)
@given(readings())
def test_the_text_of_every_span_stands_there(reading: Reading) -> None:
    record = json.loads(json.dumps(as_json(reading)))
    for span in spans_of(record):
        assert record["report"][span["in"]][span["start"] : span["end"]] == span["text"]


def spans_of(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from spans_of(item)
    elif isinstance(value, dict):
        if "in" in value:
            yield value
        for item in value.values():
            yield from spans_of(item)


@pytest.mark.parametrize(
    ("where", "key", "value"),
    [
        (("mentions", 0), "factuality", "maybe"),
        (("mentions", 0), "surprise", 1),
        (("mentions", 0, "places", 0), "lat", 91),
        (("figures", 0), "best", None),
        (("figures", 0), "as_of", "yesterday"),
        (("report",), "sha256", "abc"),
        (("claims", 0, "speaker"), "name", ""),
        (("dates", 0, "span"), "text", ""),
    ],
)
def test_what_is_not_a_record_is_refused(where: tuple[Any, ...], key: str, value: object) -> None:
    record = as_json(oruro())
    part = record
    for step in where:
        part = part[step]
    part[key] = value
    assert not VALIDATOR.is_valid(record)


@pytest.mark.parametrize(
    ("part", "key", "literal"),
    [
        ("span", "in", Field),
        ("report", "published_basis", PublishedBasis),
        ("mention", "factuality", Factuality),
        ("mention", "voice", Voice),
        ("figure", "factuality", Factuality),
        ("figure", "voice", Voice),
        ("figure", "kind", FigureKind),
        ("figure", "scope", FigureScope),
        ("actor", "role", Role),
        ("claim", "kind", ClaimKind),
        ("claim", "stance", Stance),
        ("place", "level", Level),
        ("place", "precision", PlacePrecision),
        ("date", "type", TimexType),
        ("date", "precision", DatePrecision),
        ("date", "basis", DateBasis),
    ],
)
def test_the_schema_lists_the_words_in_use(part: str, key: str, literal: object) -> None:
    listed = SCHEMA["$defs"][part]["properties"][key]["enum"]
    assert [word for word in listed if word is not None] == list(get_args(literal))
