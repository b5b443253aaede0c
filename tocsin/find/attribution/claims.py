"""The claims of a report: candidates gathered, those that overlap decided between, speakers resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.event import Claim, ClaimKind
from tocsin.find.attribution.candidate import Candidate, chosen
from tocsin.find.attribution.chain import Known, chain_of
from tocsin.find.attribution.extent import with_clean_start
from tocsin.find.attribution.frames import frame_candidates
from tocsin.find.attribution.leadins import colon_candidates, lead_ins, transcript_candidates, uncovered
from tocsin.find.attribution.naming import short_name, speaker_of
from tocsin.find.attribution.phrases import headline_candidates, phrase_candidates
from tocsin.find.attribution.quoted import leaning, quoted_tokens, speech_candidates, with_quoted_tails
from tocsin.find.attribution.stance import with_stance
from tocsin.find.people import People
from tocsin.parse import ParsedReport
from tocsin.report import content_hash
from tocsin.values import Date

SAFE_IN_HEADINGS = frozenset(("clause", "quote", "inf", "according to"))
"""Frames that are read in headings too, where tags cannot be trusted and objects are taken for speakers."""
DIRECT_SHARE = 0.95
"""Share of letters within quotation marks from which a claim counts as direct; a "that" before them may stay out."""


def claims(parsed: ParsedReport, people: People, dates: Sequence[Date]) -> tuple[Claim, ...]:
    """All attributed statements of a report, in the order of the text. No two share a character of content."""
    quoted = [quoted_tokens(parsed, sentence) for sentence in parsed.sentences]
    leads = lead_ins(parsed, quoted, people.headings)
    kept = attributions(parsed, people, quoted)
    found = [_finished(parsed, candidate) for candidate in (*kept, *uncovered(parsed, leads, kept))]
    found.sort(key=lambda candidate: (candidate.content[0].field != "title", candidate.content[0].start))
    known = Known(people, dates, leads)
    return tuple(_claim(parsed, candidate, known) for candidate in found)


def _finished(parsed: ParsedReport, candidate: Candidate) -> Candidate:
    quoted = _kind(parsed, candidate) == "direct" or candidate.frame in ("colon", "transcript")
    return with_stance(parsed, with_clean_start(parsed, replace(candidate, quoted=quoted)))


def attributions(parsed: ParsedReport, people: People, quoted: Sequence[frozenset[int]]) -> list[Candidate]:
    """The candidates that are kept: direct speech first, then lead-ins, then what reaches furthest in its sentence."""
    speech = speech_candidates(parsed)
    cued = [candidate for candidate in speech if candidate.frame != "free quote"]
    free = [candidate for candidate in speech if candidate.frame == "free quote"]
    ordered = [*transcript_candidates(parsed), *cued, *free, *colon_candidates(parsed, quoted)]
    kept = chosen([*ordered, *_in_sentences(parsed, people, quoted)])
    return _with_free_quotes(parsed, with_quoted_tails(parsed, kept))


def _in_sentences(parsed: ParsedReport, people: People, quoted: Sequence[frozenset[int]]) -> list[Candidate]:
    found: list[Candidate] = []
    for sentence, inside in zip(parsed.sentences, quoted, strict=True):
        here = [*frame_candidates(parsed, sentence, inside), *phrase_candidates(parsed, sentence, inside)]
        if sentence.index in people.headings:
            found += headline_candidates(parsed, sentence, people)
            here = [candidate for candidate in here if candidate.frame in SAFE_IN_HEADINGS]
        found += sorted(_without_relays(here, people), key=lambda candidate: -candidate.size)
    return found


def _without_relays(candidates: Sequence[Candidate], people: People) -> list[Candidate]:
    """All but those by which an outlet only passes on what somebody else in the sentence says: that is their chain."""
    return [
        c for c in candidates if not (_by_outlet(c, people) and any(_is_passed_on(c, other) for other in candidates))
    ]


def _by_outlet(candidate: Candidate, people: People) -> bool:
    if candidate.frame not in ("according to", "clause", "quote"):
        return False
    if candidate.cue_token is not None and candidate.cue_token.lower_ in ("reported", "reports"):
        return True
    if candidate.speaker is None:
        return False
    reference = people.resolve(candidate.sentence, candidate.speaker)
    return bool(reference and reference.person and reference.person.outlet)


def _is_passed_on(outer: Candidate, inner: Candidate) -> bool:
    cue, over = inner.cue_token, outer.cue_token
    if cue is None or over is None or cue.i == over.i or inner.frame != "clause" or inner.speaker is None:
        return False
    if outer.frame == "quote" and not any(a.overlaps(b) for a in outer.content for b in inner.content):
        return False
    return cue.dep_ == "ROOT" or (cue.dep_ == "ccomp" and cue.head.i == over.i)


def _with_free_quotes(parsed: ParsedReport, kept: list[Candidate]) -> list[Candidate]:
    """The claims with each quotation that has no cue joined to the one it leans on, or given its speaker."""
    for candidate in [candidate for candidate in kept if candidate.frame == "free quote"]:
        kept.remove(candidate)
        joined, result = leaning(candidate, kept, parsed)
        if joined is not None:
            kept.remove(joined)
        kept.append(result)
    return kept


def _claim(parsed: ParsedReport, candidate: Candidate, known: Known) -> Claim:
    speaker = speaker_of(parsed, candidate, known.people)
    chain = chain_of(parsed, candidate, speaker.span if speaker else None, known)
    return Claim(
        id=_id(parsed, candidate),
        kind=_kind(parsed, candidate),
        speaker=speaker,
        cue=candidate.cue,
        content=candidate.content,
        stance=candidate.stance,
        blames=_blames(parsed, candidate, known.people),
        said_on=chain.said_on,
        medium=chain.medium,
        via=chain.via,
        cites=chain.cites,
    )


def _id(parsed: ParsedReport, candidate: Candidate) -> str:
    spans = [span for span in (candidate.cue, *candidate.content) if span is not None]
    return content_hash(parsed.report.id, "claim", *(f"{span.field}:{span.start}:{span.end}" for span in spans))


def _kind(parsed: ParsedReport, candidate: Candidate) -> ClaimKind:
    """Direct where all of it stands within quotation marks, indirect where none does."""
    letters = quoted = 0
    for span in candidate.content:
        text = parsed.report.whole(span.field)
        letters += _letters(text, span.start, span.end)
        for mark in (quotation.outer for quotation in parsed.quotations if quotation.outer.overlaps(span)):
            quoted += _letters(text, max(mark.start, span.start), min(mark.end, span.end))
    if not quoted:
        return "indirect"
    return "direct" if quoted >= DIRECT_SHARE * letters else "mixed"


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))


def _blames(parsed: ParsedReport, candidate: Candidate, people: People) -> tuple[str, ...]:
    if candidate.blamed is None or candidate.blamed_span is None or candidate.stance != "accuses":
        return ()
    sentence = candidate.blamed_in or candidate.sentence
    reference = people.resolve(sentence, candidate.blamed)
    if reference is not None:
        return (reference.name,)
    if candidate.blamed.tag_ in ("PRP", "WP", "WDT"):
        return ()
    return (short_name(parsed, sentence, candidate.blamed, candidate.blamed_span),)
