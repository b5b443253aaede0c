"""One event: what, where, when, who; how many by whose count; what contradicts it; and every sentence it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request

from tocsin import codebook
from tocsin.event import Claim
from tocsin.reading import JSON, Reading
from tocsin.serve import links
from tocsin.serve.answers import Moved, NotFound
from tocsin.serve.desk import Desk
from tocsin.serve.drawing.toll import toll_plot
from tocsin.serve.history import history_of, state_of
from tocsin.store.judging import read_judgements
from tocsin.store.merging import read_merged
from tocsin.store.reports import read_heads
from tocsin.store.sayings import read_said_about
from tocsin.store.telling import read_event_of, read_readings_of

REPORTS = 30
"""Reports whose sentences are shown; the JSON of REST has all."""

SAYINGS = 40
"""Sayings shown about one event."""

CELLS = ("date", "place", "actor", "recipient", "acled")


def find(desk: Desk, request: Request) -> JSON:
    """The event of that id, or a redirect to the one that a mention of that id belongs to."""
    key = request.path_params["key"]
    with desk.store.seeing() as connection:
        record = find_event(connection, key)
        heads = read_heads(connection, _reports_of(record))
        told = read_readings_of(connection, record["reports"][:REPORTS])
        history = history_of(record, list(read_judgements(connection)))
        sayings = read_said_about(connection, record["id"], most=SAYINGS)
    return {
        "event": record,
        "reports": {key: asdict(head) for key, head in heads.items()},
        "mentions": [mention for reading in told.values() for mention in mentions_of(reading, record)],
        "claims": [claim_as_json(reading, claim) for reading, claim in claims_of(told.values(), record)],
        "sayings": sayings,
        "history": history,
        "seen": state_of(record),
        "more_reports": max(len(record["reports"]) - REPORTS, 0),
    }


def find_event(connection: Connection, key: str) -> JSON:
    """The event of that id. Raises `Moved` where the id is that of a part of it or a shorter form."""
    record = record_of(connection, key)
    if record["id"] != key:
        raise Moved(links.event(record["id"]))
    return record


def record_of(connection: Connection, key: str) -> JSON:
    """The event of that id, or the one that a mention, toll or figure of that id belongs to."""
    record = read_merged(connection, key)
    if record is None or "mentions" not in record:
        owner = read_event_of(connection, [key]).get(key)
        record = read_merged(connection, owner) if owner else None
    if record is None:
        raise NotFound
    return record


def drawn(_desk: Desk, _request: Request, found: JSON) -> dict[str, Any]:
    """The plots of the tolls."""
    plots = {toll["id"]: toll_plot(toll) for toll in found["event"]["tolls"]}
    return {"plots": plots, "cells": CELLS, "actions": sorted(codebook.load().actions)}


def claim_as_json(reading: Reading, claim: Claim) -> JSON:
    """A claim as lists show it: its words, its speaker, where it stands."""
    cut = reading.report.cut
    speaker = claim.speaker
    return {
        "id": claim.id,
        "speaker": speaker.name if speaker else None,
        "role": speaker.role if speaker else None,
        "organisation": speaker.organisation if speaker else None,
        "stance": claim.stance,
        "kind": claim.kind,
        "cue": cut(claim.cue) if claim.cue else None,
        "words": " … ".join(cut(span) for span in claim.content),
        "said_on": claim.said_on.start if claim.said_on else None,
        "medium": claim.medium,
        "via": [carrier.name for carrier in claim.via],
        "blames": list(claim.blames),
        "about": list(claim.about),
        "report": reading.report.id,
        "outlet": reading.report.outlet,
        "title": reading.report.title,
        "published": reading.report.published,
        "evidence": [_evidence(reading, span) for span in claim.content],
    }


def _evidence(reading: Reading, span: Any) -> JSON:
    return {
        "report": reading.report.id,
        "in": span.field,
        "start": span.start,
        "end": span.end,
        "text": reading.report.cut(span),
    }


def _reports_of(record: JSON) -> Iterator[str]:
    yield from record["reports"]
    yield from record["copies"]
    yield from (item["report"] for toll in record["tolls"] for option in toll["options"] for item in option["evidence"])
    for row in record["contradictions"]:
        yield from (item["report"] for side in row["sides"] for item in side["evidence"])
    for name in CELLS:
        for option in (record[name] or {}).get("options", ()):
            yield from (item["report"] for item in option["evidence"])


def mentions_of(reading: Reading, record: JSON) -> Iterator[JSON]:
    """The accounts of an event in a report, each with its sentence."""
    for mention in reading.mentions:
        if mention.id in record["mentions"]:
            yield {
                "id": mention.id,
                "report": reading.report.id,
                "trigger": reading.report.cut(mention.trigger),
                "factuality": mention.factuality,
                "voice": mention.voice,
                "claim": mention.claim,
                "sentence": _evidence(reading, mention.sentence),
                "at": [mention.trigger.start - mention.sentence.start, mention.trigger.end - mention.sentence.start],
            }


def claims_of(told: Iterable[Reading], record: JSON) -> Iterator[tuple[Reading, Claim]]:
    """The claims that an event is told in."""
    for reading in told:
        yield from ((reading, claim) for claim in reading.claims if claim.id in record["claims"])
