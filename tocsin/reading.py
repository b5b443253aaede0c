"""A reading: all that was found in one report, and its public JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tocsin.event import Actor, Carrier, Claim, Mention, Speaker
from tocsin.report import Citation, Report
from tocsin.span import Span
from tocsin.values import Date, Figure, Place

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with its mentions, claims, figures, places and dates.

    `principal` is the id of the mention that the report is chiefly about, `toll` that of its figure of deaths. A report
    passed over (no candidate event, a language we cannot read) has empty lists and says why in `passed_over`.
    """

    report: Report
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    places: tuple[Place, ...] = ()
    dates: tuple[Date, ...] = ()
    principal: str | None = None
    toll: str | None = None
    passed_over: str | None = None

    def mention(self, mention_id: str | None) -> Mention | None:
        """The mention of that id, if it is one of this report."""
        return next((mention for mention in self.mentions if mention.id == mention_id), None)

    def figure(self, figure_id: str | None) -> Figure | None:
        """The figure of that id, if it is one of this report."""
        return next((figure for figure in self.figures if figure.id == figure_id), None)

    def claim(self, claim_id: str | None) -> Claim | None:
        """The claim of that id, if it is one of this report."""
        return next((claim for claim in self.claims if claim.id == claim_id), None)


def as_json(reading: Reading) -> JSON:
    """The public JSON of a reading, as `record.schema.json` describes it."""
    return _Writer(reading.report).reading(reading)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the parts of one report's reading, cutting each span's wording from the report."""

    report_of: Report

    def reading(self, reading: Reading) -> JSON:
        return {
            "report": self.report(),
            "principal": reading.principal,
            "toll": reading.toll,
            "mentions": [self.mention(mention) for mention in reading.mentions],
            "claims": [self.claim(claim) for claim in reading.claims],
            "figures": [self.figure(figure) for figure in reading.figures],
            "places": [self.place(place) for place in reading.places],
            "dates": [self.date(value) for value in reading.dates],
            "passed_over": reading.passed_over,
        }

    def report(self) -> JSON:
        report = self.report_of
        return {
            "id": report.id,
            "url": report.url,
            "outlet": report.outlet,
            "byline": report.byline,
            "title": report.title,
            "published": _iso(report.published),
            "published_basis": report.published_basis,
            "language": report.language,
            "text": report.text,
            "sha256": report.sha256,
            "captured_at": _iso(report.captured_at),
            "chrome": self.spans(report.chrome),
            "cites": [self.citation(cite) for cite in report.cites],
        }

    def citation(self, cite: Citation) -> JSON:
        named = {"url": cite.url} if cite.url else {"name": cite.name}
        return {**named, "span": self.span(cite.span)}

    def mention(self, mention: Mention) -> JSON:
        acled = mention.acled
        return {
            "id": mention.id,
            "type": mention.type,
            "mode": mention.mode,
            "quad": mention.quad,
            "acled": acled
            and {
                "event_type": acled.event_type,
                "sub_event_type": acled.sub_event_type,
                "disorder_type": acled.disorder_type,
                "interaction": acled.interaction,
                "civilian_targeting": acled.civilian_targeting,
            },
            "action": mention.action,
            "factuality": mention.factuality,
            "voice": mention.voice,
            "claim": mention.claim,
            "trigger": self.span(mention.trigger),
            "sentence": self.span(mention.sentence),
            "evidence": self.spans(mention.evidence),
            "actors": [self.actor(actor) for actor in mention.actors],
            "places": [self.place(place) for place in mention.places],
            "date": self.date(mention.date) if mention.date else None,
            "figures": list(mention.figures),
        }

    def actor(self, actor: Actor) -> JSON:
        return {
            "role": actor.role,
            "name": actor.name,
            "sector": actor.sector,
            "acled_type": actor.acled_type,
            "country": actor.country,
            "resolved_from": self.span_or_none(actor.resolved_from),
            "span": self.span(actor.span),
        }

    def claim(self, claim: Claim) -> JSON:
        return {
            "id": claim.id,
            "kind": claim.kind,
            "speaker": self.speaker(claim.speaker) if claim.speaker else None,
            "cue": self.span_or_none(claim.cue),
            "content": self.spans(claim.content),
            "stance": claim.stance,
            "about": list(claim.about),
            "blames": list(claim.blames),
            "said_on": self.date(claim.said_on) if claim.said_on else None,
            "medium": claim.medium,
            "via": [self.carrier(carrier) for carrier in claim.via],
            "cites": list(claim.cites),
        }

    def speaker(self, speaker: Speaker) -> JSON:
        return {
            "name": speaker.name,
            "role": speaker.role,
            "organisation": speaker.organisation,
            "resolved_from": self.span_or_none(speaker.resolved_from),
            "span": self.span_or_none(speaker.span),
        }

    def carrier(self, carrier: Carrier) -> JSON:
        return {"name": carrier.name, "span": self.span(carrier.span)}

    def figure(self, figure: Figure) -> JSON:
        return {
            "id": figure.id,
            "kind": figure.kind,
            "low": figure.low,
            "best": figure.best,
            "high": figure.high,
            "who": figure.who,
            "scope": figure.scope,
            "part_of": figure.part_of,
            "adds_to": figure.adds_to,
            "running": figure.running,
            "as_of": _iso(figure.as_of),
            "rule": figure.rule,
            "factuality": figure.factuality,
            "voice": figure.voice,
            "claim": figure.claim,
            "mention": figure.mention,
            "span": self.span(figure.span),
        }

    def place(self, place: Place) -> JSON:
        return {
            "name": place.name,
            "geonameid": place.geonameid,
            "lat": place.lat,
            "lon": place.lon,
            "level": place.level,
            "radius_km": place.radius_km,
            "country": place.country,
            "admin1": place.admin1,
            "precision": place.precision,
            "reason": place.reason,
            "span": self.span(place.span),
        }

    def date(self, value: Date) -> JSON:
        return {
            "type": value.type,
            "value": value.value,
            "from": _iso(value.start),
            "to": _iso(value.end),
            "precision": value.precision,
            "anchor": _iso(value.anchor),
            "basis": value.basis,
            "span": self.span(value.span),
        }

    def span(self, span: Span) -> JSON:
        return {"in": span.field, "start": span.start, "end": span.end, "text": self.report_of.cut(span)}

    def spans(self, spans: Iterable[Span]) -> list[JSON]:
        return [self.span(span) for span in spans]

    def span_or_none(self, span: Span | None) -> JSON | None:
        return self.span(span) if span else None


def _iso(value: date | datetime | None) -> str | None:
    return value.isoformat() if value else None
