"""The claims of a report: candidates gathered, those that overlap decided between, speakers resolved."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from tocsin.event import Claim, ClaimKind, Speaker
from tocsin.find.attribution.candidate import Candidate, chosen
from tocsin.find.attribution.frames import frame_candidates
from tocsin.find.attribution.phrases import colon_candidates, headline_candidates, phrase_candidates
from tocsin.find.attribution.quoted import leaning, quoted_tokens, speech_candidates
from tocsin.find.attribution.speakers import phrase_span
from tocsin.find.people import People
from tocsin.parse import ParsedReport, Sentence
from tocsin.report import content_hash
from tocsin.span import Span
from tocsin.values import Date


def claims(parsed: ParsedReport, people: People, dates: Sequence[Date]) -> tuple[Claim, ...]:
    """All attributed statements of a report, in the order of the text. No two share a character of content."""
    found = sorted(attributions(parsed), key=lambda candidate: (candidate.content[0].field, candidate.content[0].start))
    return tuple(_claim(parsed, candidate, people, dates) for candidate in found)


def attributions(parsed: ParsedReport) -> list[Candidate]:
    """The candidates that are kept: direct speech first, then lead-ins, then what reaches furthest in its sentence."""
    quoted = [quoted_tokens(parsed, sentence) for sentence in parsed.sentences]
    speech = speech_candidates(parsed)
    free = [candidate for candidate in speech if candidate.frame == "free quote"]
    cued = [candidate for candidate in speech if candidate.frame != "free quote"]
    kept = chosen([*cued, *free, *colon_candidates(parsed, quoted), *_in_sentences(parsed, quoted)])
    for candidate in [candidate for candidate in kept if candidate.frame == "free quote"]:
        kept.remove(candidate)
        joined, result = leaning(candidate, kept, parsed)
        if joined is not None:
            kept.remove(joined)
        kept.append(result)
    return kept


def _in_sentences(parsed: ParsedReport, quoted: Sequence[frozenset[int]]) -> list[Candidate]:
    found: list[Candidate] = []
    for sentence, inside in zip(parsed.sentences, quoted, strict=True):
        if sentence.headline:
            found += headline_candidates(parsed, sentence)
        here = [*frame_candidates(parsed, sentence, inside), *phrase_candidates(parsed, sentence, inside)]
        found += sorted(here, key=lambda candidate: -candidate.size)
    return found


def _claim(parsed: ParsedReport, candidate: Candidate, people: People, dates: Sequence[Date]) -> Claim:
    return Claim(
        id=_id(parsed, candidate),
        kind=_kind(parsed, candidate),
        speaker=_speaker(parsed, candidate, people),
        cue=candidate.cue,
        content=candidate.content,
        stance=candidate.stance,
    )


def _id(parsed: ParsedReport, candidate: Candidate) -> str:
    spans = [span for span in (candidate.cue, *candidate.content) if span is not None]
    return content_hash(parsed.report.id, "claim", *(f"{span.field}:{span.start}:{span.end}" for span in spans))


def _kind(parsed: ParsedReport, candidate: Candidate) -> ClaimKind:
    """Direct where all of it stands within quotation marks, indirect where none does."""
    letters = quoted = 0
    for span in candidate.content:
        text = parsed.report.whole(span.field)
        marks = [q.outer for q in parsed.quotations if q.outer.overlaps(span)]
        for at in range(span.start, span.end):
            if text[at].isalnum():
                letters += 1
                quoted += any(mark.start <= at < mark.end for mark in marks)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= 0.95 * letters else "mixed"


def _speaker(parsed: ParsedReport, candidate: Candidate, people: People) -> Speaker | None:
    if candidate.speaker is None:
        return None
    sentence = candidate.speaker_in or candidate.sentence
    span = phrase_span(parsed, sentence, candidate.speaker)
    reference = people.resolve(sentence, candidate.speaker)
    if reference is None:
        return Speaker(parsed.cut(span), span)
    return Speaker(reference.name, span, reference.role, reference.organisation, reference.resolved_from)
