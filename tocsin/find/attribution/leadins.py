"""Lead-ins that end in a colon: "The minister said: …", and "Media reports said:" over all that follows.

A report, statement or outlet that leads in covers the paragraphs down to the next heading or lead-in; anybody else
only the next one. What is said by somebody else beneath it stays theirs, with the lead-in as the way it came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from tocsin.codebook.cues import cue_table
from tocsin.codebook.roles import role_table
from tocsin.event import Stance
from tocsin.find.attribution.candidate import Candidate, trimmed_span
from tocsin.find.attribution.speakers import speaker_of_verb
from tocsin.parse import ParsedReport, Sentence
from tocsin.span import Span

DOCUMENTS = frozenset(
    "report reports statement dispatch article media release letter bulletin newsletter story outlets newspapers "
    "news post message communique".split()
)
REACH = 12
"""Paragraphs that a report's lead-in may cover. Where no heading comes follows, one."""
SHORTEST_ANSWER = 15
"""Characters. What follows a label in a table is shorter."""
LABEL = 4
"""Words in the longest label of a transcript."""
TRANSCRIPT = 3
"""Labelled paragraphs from which a label in capitals needs no second one."""
COLON_REACH = 25
"""Tokens between a cue and the colon that completes it."""


@dataclass(frozen=True, slots=True)
class LeadIn:
    """A sentence that ends in a colon and hands what follows it to a speaker. `covers` are the sentences it reaches."""

    sentence: Sentence
    cue: Token
    speaker: Token
    covers: tuple[Sentence, ...]
    document: bool


def lead_ins(parsed: ParsedReport, quoted: Sequence[frozenset[int]], headings: frozenset[int]) -> list[LeadIn]:
    """The lead-ins that end their paragraph."""
    found = []
    for sentence, inside in zip(parsed.sentences, quoted, strict=True):
        colon = sentence.tokens[-1]
        if colon.text != ":" or colon.i in inside:
            continue
        verb = _cue_before(sentence, colon, inside)
        speaker = speaker_of_verb(verb) if verb is not None else None
        if verb is not None and speaker is not None:
            document = _is_document(parsed, sentence, speaker)
            found.append(
                LeadIn(sentence, verb, speaker, tuple(_reach(parsed, sentence, headings, document=document)), document)
            )
    return found


def _is_document(parsed: ParsedReport, sentence: Sentence, speaker: Token) -> bool:
    name = parsed.cut(sentence.locate(speaker.left_edge.i, speaker.i + 1))
    return speaker.lower_ in DOCUMENTS or role_table().is_outlet(name)


def _reach(parsed: ParsedReport, lead: Sentence, headings: frozenset[int], *, document: bool) -> list[Sentence]:
    paragraphs: list[list[Sentence]] = []
    for sentence in parsed.sentences[lead.index + 1 :]:
        if sentence.span.field != lead.span.field or sentence.index in headings or _leads_in(sentence):
            break
        if not paragraphs or paragraphs[-1][-1].paragraph != sentence.paragraph:
            paragraphs.append([])
        paragraphs[-1].append(sentence)
    bounded = len(paragraphs) <= REACH or any(index > lead.index for index in headings)
    covered = paragraphs if document and bounded else paragraphs[:1]
    return [sentence for paragraph in covered for sentence in paragraph]


def _leads_in(sentence: Sentence) -> bool:
    return sentence.tokens[-1].text == ":"


def uncovered(parsed: ParsedReport, leads: Sequence[LeadIn], kept: Sequence[Candidate]) -> Iterator[Candidate]:
    """For each lead-in, what it covers and nobody else is said to have said."""
    taken = [span for candidate in kept for span in (*candidate.content, *([candidate.cue] if candidate.cue else []))]
    for lead in leads:
        free = [sentence.span for sentence in lead.covers if not any(span.overlaps(sentence.span) for span in taken)]
        content = tuple(clean for span in _joined(parsed, free) if (clean := trimmed_span(parsed, span)))
        if content and (lead.document or len(free) == len(lead.covers)):
            cue = lead.sentence.locate_token(lead.cue)
            yield Candidate(lead.sentence, "lead-in", cue, lead.cue, lead.speaker, content, _stance(lead.cue))


def _joined(parsed: ParsedReport, spans: Sequence[Span]) -> list[Span]:
    """Neighbouring sentences of one paragraph as one span."""
    joined: list[Span] = []
    for span in spans:
        if joined and "\n" not in (between := parsed.report.text[joined[-1].end : span.start]) and not between.strip():
            joined[-1] = Span(span.field, joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def colon_candidates(parsed: ParsedReport, quoted: Sequence[frozenset[int]]) -> Iterator[Candidate]:
    """ "The minister said: …", with or without marks, to the end of its paragraph."""
    for sentence, inside in zip(parsed.sentences, quoted, strict=True):
        if ":" not in parsed.cut(sentence.span):
            continue
        for colon in sentence.tokens:
            if colon.text == ":" and colon.i not in inside and 0 < colon.i < len(sentence.tokens) - 1:
                yield from _after_colon(parsed, sentence, colon, inside)
                break


def _after_colon(parsed: ParsedReport, sentence: Sentence, colon: Token, inside: frozenset[int]) -> Iterator[Candidate]:
    verb = _cue_before(sentence, colon, inside)
    speaker = speaker_of_verb(verb) if verb is not None else None
    if verb is None or speaker is None or not sentence.tokens[colon.i + 1].text[:1].isupper():
        return
    start, end = sentence.locate_token(colon).end, _paragraph_end(parsed, sentence)
    content = _unquoted_part(parsed, trimmed_span(parsed, Span(sentence.span.field, start, end)))
    if content:
        yield Candidate(sentence, "colon", sentence.locate_token(verb), verb, speaker, content, _stance(verb))


def _unquoted_part(parsed: ParsedReport, span: Span | None) -> tuple[Span, ...]:
    """What follows a colon, unless a quotation begins it; up to a closing mark that was never opened."""
    if span is None or any(q.outer.covers(Span(span.field, span.start, span.start + 1)) for q in parsed.quotations):
        return ()
    text = parsed.cut(span)
    stray = text.rfind("”")
    if stray > 0 and text.count("“") < text.count("”"):
        cut = trimmed_span(parsed, Span(span.field, span.start, span.start + stray))
        return (cut,) if cut else ()
    return (span,)


def _cue_before(sentence: Sentence, colon: Token, inside: frozenset[int]) -> Token | None:
    """The cue that a colon completes: near before it, with nothing said of its own yet."""
    for token in reversed(sentence.tokens[max(0, colon.i - COLON_REACH) : colon.i]):
        cue = cue_table().verbs.get(token.lower_)
        if cue and cue.quotes and token.tag_[:2] == "VB" and token.i not in inside:
            return token
    return None


def _stance(verb: Token) -> Stance:
    return cue_table().verbs[verb.lower_].frames.get("quote", "asserts")


def _paragraph_end(parsed: ParsedReport, sentence: Sentence) -> int:
    last = sentence
    for other in parsed.sentences[sentence.index + 1 :]:
        if other.paragraph != sentence.paragraph or other.span.field != sentence.span.field:
            break
        last = other
    return last.span.end


def transcript_candidates(parsed: ParsedReport) -> Iterator[Candidate]:
    """Lines of an interview, "Q: …", "ROSA SMITH: …" and "SMITH: …", where the same name opens several paragraphs."""
    opening = [sentence for sentence in parsed.sentences if _label_end(sentence)]
    labels = Counter(_last_name(sentence) for sentence in opening)
    for sentence in opening:
        end = _label_end(sentence)
        in_capitals = sentence.tokens[:end].text.isupper() and len(opening) >= TRANSCRIPT
        if labels[_last_name(sentence)] > 1 or in_capitals:
            start = sentence.locate_token(sentence.tokens[end]).end
            content = trimmed_span(
                parsed, Span(sentence.span.field, start, max(_paragraph_end(parsed, sentence), start + 1))
            )
            colon = sentence.tokens[end]
            if content and content.end - content.start >= SHORTEST_ANSWER:
                yield Candidate(
                    sentence, "transcript", sentence.locate_token(colon), colon, sentence.tokens[end - 1], (content,)
                )


def _last_name(sentence: Sentence) -> str:
    return sentence.tokens[_label_end(sentence) - 1].lower_


def _label_end(sentence: Sentence) -> int:
    """Where the colon stands after a label of one to four capitalised words; 0 where there is none."""
    for token in sentence.tokens[: LABEL + 1]:
        if token.text == ":":
            return token.i if token.i < len(sentence.tokens) - 1 else 0
        if not token.text[:1].isupper() and not token.is_punct:
            return 0
    return 0
