"""Claims as schema.org's Claim in JSON-LD: who says what, where it appeared, and which events it is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from tocsin.event import Claim, Speaker
from tocsin.export.lines import json_line
from tocsin.reading import JSON
from tocsin.report import Report
from tocsin.store import Told

CONTEXT = {"@vocab": "https://schema.org/", "tocsin": "urn:tocsin:term:"}
"""Inline, so that a processor need not fetch it. Terms of our own say what schema.org has no word for."""

FIELDS: tuple[tuple[str, str], ...] = (
    ("text", "the words of the claim, cut from the report"),
    (
        "author",
        "the speaker; a Person where a role is told, otherwise of no stated type; left out where nobody is named",
    ),
    ("datePublished", "the day it was said, or else that of the report"),
    ("appearance", "the report: address, title, outlet, day, language"),
    ("about", "mentions of events in it, as urn:tocsin:mention:ID"),
    ("tocsin:stance", "asserts, denies, confirms, accuses, predicts, demands or promises"),
    ("tocsin:via", "outlets or agencies it came through"),
)


def write(records: Iterable[JSON], out: TextIO) -> None:
    """One document of claims as `record` makes them, a claim a line."""
    out.write('{"@context": ' + json_line(CONTEXT) + ', "@graph": [')
    for number, told in enumerate(records):
        out.write(("\n" if number == 0 else ",\n") + json_line(told))
    out.write("\n]}\n")


def record(told: Told[Claim]) -> JSON:
    """A claim as schema.org writes it."""
    claim, report = told.record, told.reading.report
    said = (claim.said_on.start if claim.said_on else None) or report.published
    written: JSON = {
        "@id": f"urn:tocsin:claim:{claim.id}",
        "@type": "Claim",
        "text": " … ".join(" ".join(report.cut(span).split()) for span in claim.content),
        "author": _author(claim.speaker) if claim.speaker else None,
        "datePublished": said.isoformat() if said else None,
        "appearance": _appearance(report),
        "about": [{"@id": f"urn:tocsin:mention:{mention}"} for mention in claim.about],
        "tocsin:stance": claim.stance,
        "tocsin:via": [carrier.name for carrier in claim.via],
    }
    return {name: value for name, value in written.items() if value not in (None, [])}


def _author(speaker: Speaker) -> JSON:
    """A person where a role tells it; otherwise neither is said, since a name alone does not tell."""
    told: JSON = {"name": speaker.name}
    if speaker.role:
        told |= {"@type": "Person", "jobTitle": speaker.role}
        if speaker.organisation:
            told["affiliation"] = {"@type": "Organization", "name": speaker.organisation}
    return told


def _appearance(report: Report) -> JSON:
    told: JSON = {
        "@id": f"urn:tocsin:report:{report.id}",
        "@type": "NewsArticle",
        "url": report.url,
        "headline": report.title,
        "publisher": {"@type": "Organization", "name": report.outlet} if report.outlet else None,
        "datePublished": report.published.isoformat() if report.published else None,
        "inLanguage": report.language if report.language != "und" else None,
    }
    return {name: value for name, value in told.items() if value is not None}
