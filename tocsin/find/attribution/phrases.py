"""Attribution without a governing verb: "according to", hedges, lead-ins that end in a colon, headlines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from tocsin.event import Stance
from tocsin.find.attribution.candidate import Candidate, content_spans, subtree, trimmed_span
from tocsin.find.attribution.cues import Cue, cue_table
from tocsin.find.attribution.speakers import speaker_of_verb
from tocsin.parse import ParsedReport, Sentence
from tocsin.span import Span

VERBAL = ("VB", "MD")


def phrase_candidates(parsed: ParsedReport, sentence: Sentence, quoted: frozenset[int]) -> Iterator[Candidate]:
    """Attributions of one sentence by "according to" and by hedges."""
    hedges = cue_table().hedges
    for token in sentence.tokens:
        if token.i in quoted:
            continue
        if token.lower_ == "according":
            yield from _according(parsed, sentence, token)
        elif token.lower_ in hedges:
            yield from _hedge(parsed, sentence, token)


def _according(parsed: ParsedReport, sentence: Sentence, token: Token) -> Iterator[Candidate]:
    to = next((child for child in token.children if child.lower_ == "to"), None)
    source = next((child for child in to.children if child.dep_ == "pobj"), None) if to is not None else None
    if to is None or source is None:
        return
    phrase = (token.i, max(source.right_edge.i + 1, to.i + 1))
    head = _clause_over(token)
    whole = subtree(head) if head is not None else (0, len(sentence.tokens))
    content = content_spans(parsed, sentence, [whole], [phrase])
    yield Candidate(sentence, "according to", sentence.locate(token.i, to.i + 1), token, source, content)


def _clause_over(token: Token) -> Token | None:
    """The verb whose clause a phrase belongs to; none for a phrase that hangs on the whole sentence."""
    at = token
    while at.head.i != at.i:
        at = at.head
        if at.tag_[:2] in VERBAL and at.dep_ in ("ROOT", "conj", "ccomp", "advcl", "relcl", "parataxis"):
            return at
    return None


def _hedge(parsed: ParsedReport, sentence: Sentence, token: Token) -> Iterator[Candidate]:
    if token.dep_ != "advmod":
        return
    head = token.head
    if head.tag_[:2] == "VB":
        content = content_spans(parsed, sentence, [subtree(head)], [(token.i, token.i + 1)])
        yield Candidate(sentence, "hedge", sentence.locate_token(token), token, None, content, unnamed=True)


def colon_candidates(parsed: ParsedReport, quoted: Sequence[frozenset[int]]) -> Iterator[Candidate]:
    """Lead-ins: "The minister said: …" to the end of its paragraph, or over the next where the colon ends one."""
    for sentence, inside in zip(parsed.sentences, quoted, strict=True):
        for token in sentence.tokens:
            if token.text == ":" and token.i not in inside and 0 < token.i:
                yield from _after_colon(parsed, sentence, token, inside)
                break


def _after_colon(parsed: ParsedReport, sentence: Sentence, colon: Token, inside: frozenset[int]) -> Iterator[Candidate]:
    verb = _cue_before(sentence, colon, inside)
    if verb is None:
        return
    speaker = speaker_of_verb(verb)
    start = sentence.locate_token(colon).end
    end = _paragraph_end(parsed, sentence)
    content = _unquoted_part(
        parsed, trimmed_span(parsed, Span(sentence.span.field, start, end)) if start < end else None
    )
    if content:
        yield Candidate(sentence, "colon", sentence.locate_token(verb), verb, speaker, content, _stance(verb))


def _unquoted_part(parsed: ParsedReport, span: Span | None) -> tuple[Span, ...]:
    """What follows a colon, as far as no quotation begins it; up to a closing mark that was never opened."""
    if span is None or any(
        q.outer.start - 1 <= span.start < q.outer.end for q in parsed.quotations if q.outer.field == span.field
    ):
        return ()
    text = parsed.report.whole(span.field)[span.start : span.end]
    stray = text.rfind("”")
    if stray > 0 and text.count("“") < text.count("”"):
        cut = trimmed_span(parsed, Span(span.field, span.start, span.start + stray))
        return (cut,) if cut else ()
    return (span,)


def _cue_before(sentence: Sentence, colon: Token, inside: frozenset[int]) -> Token | None:
    """The cue that a colon completes: near before it, with nothing of its own said yet."""
    for token in reversed(sentence.tokens[max(0, colon.i - 25) : colon.i]):
        cue = cue_table().verbs.get(token.lower_)
        if cue and cue.quotes and token.tag_[:2] == "VB" and token.i not in inside:
            return token if speaker_of_verb(token) is not None else None
    return None


def _stance(verb: Token) -> Stance:
    cue: Cue = cue_table().verbs[verb.lower_]
    return cue.frames.get("quote", "asserts")


def _paragraph_end(parsed: ParsedReport, sentence: Sentence) -> int:
    last = sentence
    for other in parsed.sentences[sentence.index + 1 :]:
        if other.paragraph != sentence.paragraph or other.span.field != sentence.span.field:
            break
        last = other
    return last.span.end


def headline_candidates(parsed: ParsedReport, sentence: Sentence) -> Iterator[Candidate]:
    """ "Roads shut, says minister" and "Police: roads shut": tags cannot be trusted there, so by words."""
    tokens = sentence.tokens
    for at in range(len(tokens) - 2, 1, -1):
        cue = cue_table().verbs.get(tokens[at].lower_)
        if cue and cue.quotes and tokens[at - 1].text in (",", "-", "–", "—", '"', "'"):
            content = content_spans(parsed, sentence, [(0, at - 1)])
            speaker = tokens[-1] if tokens[-1].is_alpha else tokens[-2]
            yield Candidate(sentence, "headline", sentence.locate_token(tokens[at]), tokens[at], speaker, content)
            return
    for at in range(1, min(6, len(tokens) - 2)):
        if tokens[at].text == ":" and all(token.text[:1].isupper() for token in tokens[:at]):
            content = content_spans(parsed, sentence, [(at + 1, len(tokens))])
            yield Candidate(
                sentence, "headline", sentence.locate_token(tokens[at]), tokens[at], tokens[at - 1], content
            )
            return
