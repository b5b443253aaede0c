"""Readings made by hand and by hypothesis, for tests that need one without reading a report."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from typing import get_args

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tocsin.event import AcledCoding, Actor, Carrier, Claim, ClaimKind, Mention, Role, Speaker, Stance
from tocsin.reading import Reading
from tocsin.report import Citation, PublishedBasis, Report
from tocsin.span import Span
from tocsin.values import (
    Date,
    DateBasis,
    DatePrecision,
    Factuality,
    Figure,
    FigureKind,
    FigureScope,
    Level,
    Place,
    PlacePrecision,
    TimexType,
    Voice,
)

TEXT = (
    "ORURO, March 3 — Police fired tear gas at miners in Oruro on Tuesday. At least four miners were injured.\n\n"
    "“They shot at us,” union leader Rosa Quispe told Radio Altura. The ministry denied it.\n\n"
    "Leave a Reply"
)


def at(wording: str, text: str = TEXT) -> Span:
    """The span of the first place where a text has that wording."""
    start = text.index(wording)
    return Span("text", start, start + len(wording))


def report_of(text: str = TEXT, **given: object) -> Report:
    """A report of that text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    known: dict[str, object] = {"id": digest[:16], "text": text, "sha256": digest, "language": "en"}
    return Report(**(known | given))  # type: ignore[arg-type]


def oruro() -> Reading:
    """One report with every kind of record and every field in use."""
    report = report_of(
        id="oruro-1",
        title="Miners hurt in Oruro",
        url="https://example.org/oruro",
        outlet="El Altiplano",
        byline="A. Mamani",
        published=date(2020, 3, 4),
        published_basis="given",
        captured_at=datetime(2020, 3, 4, 12, 30, tzinfo=UTC),
        chrome=(at("Leave a Reply"),),
        cites=(Citation(at("Radio Altura"), name="Radio Altura"), Citation(at("ORURO"), url="https://example.org/a")),
    )
    tuesday = Date(
        at("Tuesday"), "DATE", "2020-03-03", date(2020, 3, 3), date(2020, 3, 3), "day", date(2020, 3, 4), "publication"
    )
    city = Place(
        Span("text", at("Oruro on").start, at("Oruro on").start + 5),
        "Oruro",
        3909234,
        -17.98,
        -67.13,
        "city",
        8.0,
        "BO",
        "Oruro",
        "exact",
        "only one",
    )
    shot = Mention(
        id="m-gas",
        type="ASSAULT",
        mode="crowd-control",
        quad=4,
        trigger=at("fired"),
        sentence=at("Police fired tear gas at miners in Oruro on Tuesday."),
        evidence=(at("Police fired tear gas at miners"), at("They shot at us")),
        action="fired tear gas",
        acled=AcledCoding("Protests", "Protest with intervention", "Demonstrations", "16", False),
        actors=(
            Actor("actor", "Police of Bolivia", at("Police"), "COP", "State forces", "BO"),
            Actor("recipient", "miners", at("miners"), "LAB", "Protesters", resolved_from=at("miners were")),
        ),
        places=(city,),
        date=tuesday,
        figures=("f-hurt",),
    )
    denied = Mention(
        id="m-denied",
        type="ASSAULT",
        mode=None,
        quad=4,
        trigger=at("shot"),
        sentence=at("“They shot at us,” union leader Rosa Quispe told Radio Altura."),
        evidence=(at("They shot at us"),),
        action="shot",
        voice="claimed",
        claim="c-quispe",
    )
    claim = Claim(
        id="c-quispe",
        kind="direct",
        speaker=Speaker(
            "Rosa Quispe", at("Rosa Quispe"), "union leader", "Miners' union", at("union leader Rosa Quispe")
        ),
        cue=at("told"),
        content=(at("They shot at us,"),),
        stance="accuses",
        about=("m-denied",),
        blames=("Police of Bolivia",),
        said_on=tuesday,
        medium="interview",
        via=(Carrier("Radio Altura", at("Radio Altura")),),
        cites=("https://example.org/a",),
    )
    ministry = Claim(
        "c-ministry", "indirect", Speaker("the ministry", at("The ministry")), at("denied"), (at("it."),), "denies"
    )
    hurt = Figure(
        id="f-hurt",
        span=at("At least four miners"),
        kind="injured",
        best=4,
        low=4,
        high=None,
        who="miners",
        rule="at least",
        as_of=date(2020, 3, 3),
        mention="m-gas",
    )
    return Reading(
        report=report,
        mentions=(shot, denied),
        claims=(claim, ministry),
        figures=(hurt,),
        places=(city, Place(at("ORURO"), "Oruro", reason="dateline")),
        dates=(tuesday,),
        principal="m-gas",
        toll=None,
    )


def passed_over() -> Reading:
    """A report in which nothing was looked for."""
    return Reading(report_of("Die Lage ist ruhig.", id="ruhig", language="de"), passed_over="language: de")


words = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
maybe_words = st.none() | words
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))


def one_of_literal(literal: object) -> SearchStrategy[str]:
    """One of the words of a Literal."""
    return st.sampled_from(get_args(literal))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any reading of any report, its ids unique and its spans within the text."""
    report = draw(reports())
    spans = spans_in(report)
    return Reading(
        report=report,
        mentions=draw(many(mentions(spans), unique_by=_id)),
        claims=draw(many(claims(spans), unique_by=_id)),
        figures=draw(many(figures(spans), unique_by=_id)),
        places=draw(many(places(spans))),
        dates=draw(many(dates(spans))),
        principal=draw(maybe_words),
        toll=draw(maybe_words),
        passed_over=draw(maybe_words),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any report."""
    text = draw(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60))
    report = report_of(text)
    spans = spans_in(report)
    return report_of(
        text,
        id=draw(words),
        title=draw(maybe_words),
        url=draw(maybe_words),
        outlet=draw(maybe_words),
        byline=draw(maybe_words),
        published=draw(st.none() | days),
        published_basis=draw(st.none() | one_of_literal(PublishedBasis)),
        captured_at=draw(st.none() | st.datetimes(timezones=st.just(UTC))),
        chrome=draw(many(spans)),
        cites=draw(many(st.builds(Citation, spans, url=words) | st.builds(Citation, spans, name=words))),
    )


def spans_in(report: Report) -> SearchStrategy[Span]:
    """Any span of a report's text."""
    size = len(report.text)
    return st.integers(0, size - 1).flatmap(
        lambda start: st.integers(start + 1, size).map(lambda end: Span("text", start, end))
    )


def many(items: SearchStrategy[object], **limits: object) -> SearchStrategy[tuple[object, ...]]:
    """Up to three of them."""
    return st.lists(items, max_size=3, **limits).map(tuple)  # type: ignore[arg-type]


def mentions(spans: SearchStrategy[Span]) -> SearchStrategy[Mention]:
    """Any mention."""
    return st.builds(
        Mention,
        id=words,
        type=words,
        mode=maybe_words,
        quad=st.integers(1, 4),
        trigger=spans,
        sentence=spans,
        evidence=many(spans),
        action=st.text(max_size=12),
        acled=st.none() | st.builds(AcledCoding, words, words, words, words, st.booleans()),
        factuality=one_of_literal(Factuality),
        voice=one_of_literal(Voice),
        claim=maybe_words,
        actors=many(actors(spans)),
        places=many(places(spans)),
        date=st.none() | dates(spans),
        figures=many(words),
    )


def actors(spans: SearchStrategy[Span]) -> SearchStrategy[Actor]:
    """Any actor."""
    return st.builds(
        Actor,
        role=one_of_literal(Role),
        name=words,
        span=spans,
        sector=maybe_words,
        acled_type=maybe_words,
        country=st.sampled_from([None, "BO", "KZ"]),
        resolved_from=st.none() | spans,
    )


def claims(spans: SearchStrategy[Span]) -> SearchStrategy[Claim]:
    """Any claim."""
    speakers = st.builds(Speaker, words, st.none() | spans, maybe_words, maybe_words, st.none() | spans)
    return st.builds(
        Claim,
        id=words,
        kind=one_of_literal(ClaimKind),
        speaker=st.none() | speakers,
        cue=st.none() | spans,
        content=many(spans),
        stance=one_of_literal(Stance),
        about=many(words),
        blames=many(words),
        said_on=st.none() | dates(spans),
        medium=maybe_words,
        via=many(st.builds(Carrier, words, spans)),
        cites=many(words),
    )


def figures(spans: SearchStrategy[Span]) -> SearchStrategy[Figure]:
    """Any figure."""
    counts = st.integers(0, 10**7)
    return st.builds(
        Figure,
        id=words,
        span=spans,
        kind=one_of_literal(FigureKind),
        best=counts,
        low=st.none() | counts,
        high=st.none() | counts,
        who=maybe_words,
        scope=one_of_literal(FigureScope),
        part_of=maybe_words,
        adds_to=maybe_words,
        running=st.booleans(),
        as_of=st.none() | days,
        rule=maybe_words,
        factuality=one_of_literal(Factuality),
        voice=one_of_literal(Voice),
        claim=maybe_words,
        mention=maybe_words,
    )


def places(spans: SearchStrategy[Span]) -> SearchStrategy[Place]:
    """Any place."""
    return st.builds(
        Place,
        span=spans,
        name=words,
        geonameid=st.none() | st.integers(1, 10**8),
        lat=st.none() | st.floats(-90, 90),
        lon=st.none() | st.floats(-180, 180),
        level=st.none() | one_of_literal(Level),
        radius_km=st.none() | st.floats(0, 5000),
        country=st.sampled_from([None, "BO", "KZ"]),
        admin1=maybe_words,
        precision=one_of_literal(PlacePrecision),
        reason=st.text(max_size=12),
    )


def dates(spans: SearchStrategy[Span]) -> SearchStrategy[Date]:
    """Any date."""
    return st.builds(
        Date,
        span=spans,
        type=one_of_literal(TimexType),
        value=words,
        start=st.none() | days,
        end=st.none() | days,
        precision=one_of_literal(DatePrecision),
        anchor=st.none() | days,
        basis=one_of_literal(DateBasis),
    )


def _id(record: Mention | Claim | Figure) -> str:
    return record.id
