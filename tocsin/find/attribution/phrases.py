"""Attribution without a governing verb: "according to", hedges, headlines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from tocsin.codebook.cues import cue_table
from tocsin.codebook.roles import role_ending_at, role_table
from tocsin.find.attribution.candidate import Candidate, content_spans, subtree
from tocsin.find.people import People
from tocsin.parse import ParsedReport, Sentence
from tocsin.span import Span

VERBAL = ("VB", "MD")
LABEL = 6
"""Words in the longest name before the colon of a headline."""


def phrase_candidates(parsed: ParsedReport, sentence: Sentence, quoted: frozenset[int]) -> Iterator[Candidate]:
    """Attributions of one sentence by "according to" and by hedges."""
    hedges = cue_table().hedges
    text = parsed.cut(sentence.span).lower()
    if "according" not in text and not any(hedge in text for hedge in hedges):
        return
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
    named = _named_behind(sentence, source)
    source, end = (sentence.tokens[named - 1], named + 1) if named else (source, source.right_edge.i + 1)
    phrase = (token.i, max(end, to.i + 1))
    head = _clause_over(token)
    while head is not None and head.dep_ == "conj" and head.head.tag_[:2] in VERBAL:
        head = head.head
    whole = subtree(head) if head is not None else (0, len(sentence.tokens))
    if _goes_on_otherwise(sentence, phrase):
        whole = (whole[0], phrase[0])
    content = _only_quoted(parsed, content_spans(parsed, sentence, [whole], [phrase]))
    yield Candidate(sentence, "according to", sentence.locate(token.i, to.i + 1), token, source, content)


def _goes_on_otherwise(sentence: Sentence, phrase: tuple[int, int]) -> bool:
    """Whether the report speaks again behind a source: "ten were held, according to police, but (crowds stayed)"."""
    behind = sentence.tokens[phrase[1] :]
    if phrase[0] == 0 or len(behind) < 2 or behind[0].text != ",":
        return False
    joined = behind[1].tag_ == "CC" or behind[1].lower_ in ("while", "although", "though")
    return joined and any(token.dep_ in ("nsubj", "nsubjpass") for token in behind)


def _named_behind(sentence: Sentence, source: Token) -> int | None:
    """Where a name in apposition ends: "according to the mayor, Rosa Quispe(, the road is shut)"."""
    tokens = sentence.tokens
    at = source.right_edge.i + 1
    if source.tag_ not in ("NN", "NNS") or at + 1 >= len(tokens) or tokens[at].text != ",":
        return None
    end = at + 1
    while end < len(tokens) and tokens[end].tag_ in ("NNP", "NNPS"):
        end += 1
    return end if end > at + 1 and end < len(tokens) and tokens[end].text == "," else None


def _only_quoted(parsed: ParsedReport, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The quotation alone where a content opens with a full one: "according to the mayor, “we ran,” meaning …"."""
    for quotation in parsed.quotations:
        outer, inner = quotation.outer, parsed.cut(quotation.inner).rstrip()
        if content and outer.start == content[0].start and outer.field == content[0].field and inner[-1:] in ",.!?":
            return (outer,)
    return content


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
        yield Candidate(sentence, "hedge", sentence.locate_token(token), token, None, content)


def headline_candidates(parsed: ParsedReport, sentence: Sentence, people: People) -> Iterator[Candidate]:
    """ "Roads shut, says minister" and "Police: roads shut": tags cannot be trusted there, so by words."""
    yield from _cue_at_end(parsed, sentence) or _colon_at_start(parsed, sentence, people)


def _cue_at_end(parsed: ParsedReport, sentence: Sentence) -> list[Candidate]:
    tokens = sentence.tokens
    for at in range(len(tokens) - 2, 1, -1):
        cue = cue_table().verbs.get(tokens[at].lower_)
        if cue and cue.quotes and tokens[at - 1].text in (",", "-", "–", "—", '"', "'"):
            content = content_spans(parsed, sentence, [(0, at - 1)])
            end = len(tokens) if tokens[-1].is_alpha or tokens[-1].is_digit else len(tokens) - 1
            if end <= at + 1:
                return []
            if "object naming" in cue.frames or tokens[at + 1].tag_ == "PRP":
                return []
            stance = cue.frames["quote"]
            span = sentence.locate(at + 1, end)
            found = Candidate(
                sentence, "headline", sentence.locate_token(tokens[at]), tokens[at], tokens[end - 1], content, stance
            )
            return [replace(found, speaker_span=span)]
    return []


def _colon_at_start(parsed: ParsedReport, sentence: Sentence, people: People) -> list[Candidate]:
    tokens = sentence.tokens
    for at in range(1, min(LABEL, len(tokens) - 2)):
        if tokens[at].text == ":" and all(token.text[:1].isupper() for token in tokens[:at]):
            if not _may_speak(sentence, at, people):
                return []
            content = content_spans(parsed, sentence, [(at + 1, len(tokens))])
            cue = sentence.locate_token(tokens[at])
            found = Candidate(sentence, "headline", cue, tokens[at], tokens[at - 1], content)
            return [replace(found, speaker_span=sentence.locate(0, at))]
    return []


def _may_speak(sentence: Sentence, end: int, people: People) -> bool:
    """Whether a label is somebody: named in the text, an office or an institution."""
    words = [token.lower_ for token in sentence.tokens[:end]]
    if people.resolve(sentence, sentence.tokens[end - 1]) is not None or role_ending_at(words, end):
        return True
    return any(word in role_table().institutions for word in words)
