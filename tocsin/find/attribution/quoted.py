"""Direct speech: quotations that stand as sentences of their own, each with the cue and the speaker beside it.

Quotations of one paragraph under one cue are one claim; so are those that a new paragraph opens anew. A quotation
inside somebody's sentence ("called it “a disgrace”") is left to the frames of indirect speech.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from spacy.tokens import Token

from tocsin.codebook.cues import cue_table
from tocsin.codebook.roles import role_table
from tocsin.event import Stance
from tocsin.find.attribution.candidate import Candidate
from tocsin.find.attribution.governed import is_finite
from tocsin.find.attribution.speakers import speaker_of_verb
from tocsin.parse import ParsedReport, Quotation, Sentence
from tocsin.span import Span

ENDS_SPEECH = ",.!?…—–-;:"
OPENS_SPEECH = ".!?:…\"”»'’)—–([•"
INNER_MARKS = " \n'’\"”»›"
"""What closes a quotation within a quotation, and blanks."""
SHORT_TAIL = 40
"""Tokens after a quotation within which its cue must stand."""
LONGEST_MARK = 2
"""Characters of an opening mark."""
NAMING = frozenset(("DT", "JJ", "NN", "NNP", "NNPS", "NNS", "PRP", "PRP$", "POS", "CD", "HYPH", "IN"))
GAP = 40
"""Characters between a reported clause and quoted words that end the same sentence."""
LONGEST_LABEL = 14
"""Tokens of a name with its offices before a colon that nothing else precedes."""
WINDOW = 200
"""Characters looked back through for a cue before a quotation that goes on."""
_WORK = re.compile(
    r"\b(?:book|novel|memoir|film|movie|documentary|song|album|play|poem|essay|series|painting|exhibition|game)s?,?$",
    re.IGNORECASE,
)
"""Before a quotation: it is the name of a work."""
_ANY_MARK = re.compile(r"[\"”»]|''")
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Introduction:
    """The words that hand a quotation to a speaker."""

    sentence: Sentence
    cue: Token | None
    speaker: Token | None
    before: bool


@dataclass(slots=True)
class Speech:
    """Quotations gathered under one introduction."""

    introduction: Introduction | None
    quotations: list[Quotation] = field(default_factory=list)


def is_speech(parsed: ParsedReport, quotation: Quotation) -> bool:
    """Whether a quotation stands on its own, and not as words within somebody's sentence."""
    text = parsed.report.whole(quotation.outer.field)
    before = text[: quotation.outer.start].rstrip(" \t")
    inner = text[quotation.inner.start : quotation.inner.end].rstrip()
    after = text[quotation.outer.end :].lstrip(" \t")
    if not _WORDS.search(inner) or _WORK.search(before):
        return False
    ends = (
        not quotation.closed
        or inner[-1] in ENDS_SPEECH
        or after[:1] in (",", "—", "–", "\n", "")
        or _said_follows(after)
    )
    last = before[-1:]
    if not last or last in "\n" + OPENS_SPEECH:
        return ends and (len(_WORDS.findall(inner)) > 2 or last == ":" or _said_follows(after.lstrip(", ")))
    if last == ",":
        return ends and (inner[:1].isupper() or _said_since_quotation(before))
    return ends and inner[:1].isupper() and len(_WORDS.findall(inner)) > 3 and _said_at_end(before)


def _said_follows(after: str) -> bool:
    words = [word.lower() for word in re.findall(r"[\w’']+|[^\w\s]", after[:80])][:5]
    for word in words:
        if word in ".,;:!?":
            return False
        if _is_saying(word):
            return True
    return False


def _said_since_quotation(before: str) -> bool:
    """Whether a cue stands between the last quotation and the next: "“The risk,” said the mayor, “is real.”"."""
    between = _ANY_MARK.split(before[-WINDOW:])[-1]
    return any(_is_saying(word.lower()) for word in _WORDS.findall(between))


def _said_at_end(before: str) -> bool:
    words = _WORDS.findall(before[-20:])
    return bool(words) and _is_saying(words[-1].lower())


def _is_saying(word: str) -> bool:
    cue = cue_table().verbs.get(word)
    return cue is not None and cue.quotes


def speech_candidates(parsed: ParsedReport) -> list[Candidate]:
    """The direct quotations of a report, each under its cue. Those without a speaker at hand lean on the one before."""
    stands = [quotation for quotation in parsed.quotations if is_speech(parsed, quotation)]
    speeches: list[Speech] = []
    for paragraph, group in groupby(stands, key=lambda quotation: (quotation.outer.field, quotation.paragraph)):
        gathered = _gathered(parsed, list(group), [s for s in parsed.sentences if s.paragraph == paragraph[1]])
        if speeches and gathered and gathered[0].introduction is None and _runs_on(parsed, speeches[-1], gathered[0]):
            speeches[-1].quotations += gathered.pop(0).quotations
        speeches += gathered
    return [_candidate(parsed, speech) for speech in speeches]


def _runs_on(parsed: ParsedReport, last: Speech, following: Speech) -> bool:
    """Whether a quotation was left open at the end of the paragraph before and is opened anew."""
    before, after = last.quotations[-1], following.quotations[0]
    text = parsed.report.whole(after.outer.field)
    return not before.closed and not text[before.outer.end : after.outer.start].strip()


def _gathered(parsed: ParsedReport, quotations: Sequence[Quotation], sentences: Sequence[Sentence]) -> list[Speech]:
    speeches: list[Speech] = []
    waiting: list[Quotation] = []
    for quotation in quotations:
        introduction = _introduction(parsed, quotation, sentences)
        if speeches and _resumes(parsed, speeches[-1].quotations[-1], quotation, sentences):
            speeches[-1].quotations.append(quotation)
            continue
        if introduction is None and _within_sentence(quotation, sentences):
            continue
        if introduction is None and not speeches and not _is_sentence(parsed, quotation):
            continue
        if introduction is None and speeches and _goes_on(speeches[-1].quotations[-1], quotation, sentences):
            speeches[-1].quotations.append(quotation)
        elif introduction is None and speeches:
            speeches.append(Speech(None, [quotation]))
        elif introduction is None:
            waiting.append(quotation)
        elif speeches and _same_cue(speeches[-1].introduction, introduction):
            speeches[-1].quotations.append(quotation)
        else:
            speeches.append(Speech(introduction, [*waiting, quotation]))
            waiting = []
    return [*speeches, Speech(None, waiting)] if waiting else speeches


def _goes_on(last: Quotation, quotation: Quotation, sentences: Sequence[Sentence]) -> bool:
    """Whether only a cue stands between two quotations, and no sentence of the report's own."""
    between = (last.outer.end, quotation.outer.start)
    return not any(between[0] <= s.span.start and s.span.end <= between[1] for s in sentences)


def _resumes(parsed: ParsedReport, last: Quotation, quotation: Quotation, sentences: Sequence[Sentence]) -> bool:
    """Whether a quotation broken off at a comma goes on behind its cue: "“We ran,” said the mayor, “and hid.”"."""
    text = parsed.report.whole(last.inner.field)
    if text[last.inner.start : last.inner.end].rstrip()[-1:] not in (",", "-", "–", "—"):
        return False
    between = text[last.outer.end : quotation.outer.start]
    if not between.strip().endswith((",", "-", "–", "—")):
        return False
    if any(last.outer.end <= s.span.start < quotation.outer.start for s in sentences):
        return False
    return sum(_is_saying(word.lower()) for word in _WORDS.findall(between)) == 1


def _within_sentence(quotation: Quotation, sentences: Sequence[Sentence]) -> bool:
    """Whether words of the report stand before a quotation in its sentence: whose words it quotes is told by them."""
    return any(s.span.start < quotation.outer.start - LONGEST_MARK < s.span.end - LONGEST_MARK for s in sentences)


def _is_sentence(parsed: ParsedReport, quotation: Quotation) -> bool:
    """Whether a quotation without a cue is long enough, and ends well enough, to be somebody's words and no title."""
    inner = parsed.report.whole(quotation.inner.field)[quotation.inner.start : quotation.inner.end].rstrip()
    return len(_WORDS.findall(inner)) >= 4 and (inner[-1] in ".!?…" or not quotation.closed)


def _same_cue(last: Introduction | None, new: Introduction) -> bool:
    if last is None or last.cue is None or new.cue is None:
        return False
    return last.sentence.index == new.sentence.index and last.cue.i == new.cue.i


def _introduction(parsed: ParsedReport, quotation: Quotation, sentences: Sequence[Sentence]) -> Introduction | None:
    before = _before(parsed, quotation, sentences)
    if before and _follows_colon(parsed, quotation):
        return before
    return _after(parsed, quotation, sentences) or before


def _follows_colon(parsed: ParsedReport, quotation: Quotation) -> bool:
    return parsed.report.whole(quotation.outer.field)[: quotation.outer.start].rstrip().endswith(":")


def _after(parsed: ParsedReport, quotation: Quotation, sentences: Sequence[Sentence]) -> Introduction | None:
    for sentence in sentences:
        if sentence.span.end <= quotation.outer.end:
            continue
        if sentence.span.start > quotation.outer.end + 2 or not _may_go_on(parsed, quotation, sentence):
            return None
        tail = _unquoted(parsed, sentence, quotation.outer.end, sentence.span.end)[:SHORT_TAIL]
        return _cue_in(parsed, sentence, tail, before=False)
    return None


def _may_go_on(parsed: ParsedReport, quotation: Quotation, sentence: Sentence) -> bool:
    """Whether the words after a quotation can be its cue: in a new sentence only where no full stop ended it."""
    inner = parsed.report.whole(quotation.inner.field)[quotation.inner.start : quotation.inner.end]
    if sentence.span.start >= quotation.outer.end:
        return inner.rstrip(INNER_MARKS)[-1:] in "?!,—–-…" and _opens_with_cue(sentence)
    return True


def _opens_with_cue(sentence: Sentence) -> bool:
    for token in sentence.tokens[:10]:
        if token.tag_[:2] == "VB" and _carries(token):
            return not any(child.dep_ == "ccomp" and child.i > token.i and is_finite(child) for child in token.children)
    return False


def _before(parsed: ParsedReport, quotation: Quotation, sentences: Sequence[Sentence]) -> Introduction | None:
    containing = [s for s in sentences if s.span.start <= quotation.outer.start < s.span.end]
    if containing and containing[0].span.start < quotation.outer.start:
        sentence = containing[0]
    elif _follows_colon(parsed, quotation):
        earlier = [
            s for s in parsed.sentences if s.span.field == quotation.outer.field and s.span.end <= quotation.outer.start
        ]
        if not earlier:
            return None
        sentence = earlier[-1]
    else:
        return None
    head = _unquoted(parsed, sentence, sentence.span.start, quotation.outer.start)
    return _cue_in(parsed, sentence, head, before=True)


def _unquoted(parsed: ParsedReport, sentence: Sentence, start: int, end: int) -> list[Token]:
    """Tokens of a sentence between two places, as far as the quotation beyond them."""
    inside = [
        q.outer
        for q in parsed.quotations
        if q.outer.field == sentence.span.field
        and q.outer.overlaps(Span(sentence.span.field, start, max(end, start + 1)))
    ]
    begin = sentence.span.start
    return [
        token
        for token in sentence.tokens
        if start <= begin + token.idx < end and not any(span.start <= begin + token.idx < span.end for span in inside)
    ]


def _cue_in(parsed: ParsedReport, sentence: Sentence, tokens: Sequence[Token], *, before: bool) -> Introduction | None:
    """The cue among the words before a quotation (the last that fits) or after it (the first)."""
    ordered = list(reversed(tokens)) if before else list(tokens)
    verbs = [token for token in ordered if token.tag_[:2] == "VB" and token.dep_ not in ("amod", "compound", "aux")]
    cues = [verb for verb in verbs if _carries(verb) and not (_acts(verb) or _tells_other(verb, tokens, before=before))]
    colon = before and bool(tokens) and tokens[-1].text == ":"
    if before and cues and not colon and (_far_from_end(cues[0], tokens) or _says_something(cues[0], tokens)):
        cues = []
    if not cues and any(token.lower_ == "according" for token in tokens):
        return None
    chosen = next(iter(cues), None) or (_any_verb(verbs if colon else _first(tokens)) if colon or not before else None)
    if chosen is None and not before:
        chosen = _cue_by_words(tokens)
    if chosen is None:
        return Introduction(sentence, tokens[-1], _bare_speaker(tokens), before) if colon else None
    speaker = _outside(speaker_of_verb(chosen), parsed, sentence) or _beside(chosen, tokens)
    return Introduction(sentence, chosen, speaker or (_subject_before(chosen) if before else None), before)


def _cue_by_words(tokens: Sequence[Token]) -> Token | None:
    """The cue that the parser took for a noun: a few words of a name, a word of the table, and no more said."""
    for token in tokens[1:LONGEST_LABEL]:
        if _is_saying(token.lower_) and token.tag_ in ("NNS", "NN", "VBN", "JJ"):
            return token
        if token.tag_ not in NAMING and token.text != ",":
            return None
    return None


def _subject_before(cue: Token) -> Token | None:
    """The subject of the verb that a cue hangs on however loosely: "went so far as to say"."""
    for verb in cue.ancestors:
        subject = next((child for child in verb.children if child.dep_ == "nsubj" and child.i < cue.i), None)
        if subject is not None:
            return subject
    return None


def _outside(speaker: Token | None, parsed: ParsedReport, sentence: Sentence) -> Token | None:
    """The speaker, unless the parser found it among the quoted words."""
    if speaker is None:
        return None
    at = sentence.locate_token(speaker)
    return None if any(quotation.outer.covers(at) for quotation in parsed.quotations) else speaker


def _says_something(cue: Token, tokens: Sequence[Token]) -> bool:
    """Whether a clause of what is said stands between a cue and quoted words: "said that, when asked, “…”"."""
    between = [token for token in tokens if token.i > cue.i]
    return any(token.lower_ == "that" and token.tag_ == "IN" for token in between)


def _acts(verb: Token) -> bool:
    """Whether a verb that seldom speaks has a thing for a subject: "the operation will continue “until dawn”"."""
    cue = cue_table().verbs.get(verb.lower_)
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if cue is None or cue.lemma not in ("continue", "begin") or subject is None:
        return False
    return subject.tag_ in ("NN", "NNS") and subject.lower_ not in role_table().classes


def _tells_other(verb: Token, tokens: Sequence[Token], *, before: bool) -> bool:
    """Whether a verb of saying carries something else than the quotation beside it."""
    if before:
        return _is_aside(verb) and tokens[-1].i - verb.i > 2
    return _says_more(verb) or _is_aside(verb)


def _is_aside(cue: Token) -> bool:
    """Whether a verb only tells more of somebody named: "said one who was not allowed to speak"."""
    at = cue
    while at.dep_ in ("xcomp", "advcl") and at.tag_ == "VB":
        at = at.head
    return at.dep_ == "relcl"


def _says_more(cue: Token) -> bool:
    """Whether a cue has a clause of its own behind it, and so does not carry the quotation before it."""
    return any(child.dep_ == "ccomp" and child.i > cue.i and is_finite(child) for child in cue.children)


def _far_from_end(cue: Token, tokens: Sequence[Token]) -> bool:
    """Without a colon the cue must end the words before a quotation, but for a hearer or a day."""
    return tokens[-1].text not in (",", "-", "—", "–") and tokens[-1].i - cue.i > 4


def _carries(verb: Token) -> bool:
    cue = cue_table().verbs.get(verb.lower_)
    if cue and cue.quotes:
        return True
    return any((verb.lower_, child.lower_) in cue_table().particles for child in verb.children if child.i > verb.i)


def _first(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens[:4] if token.tag_[:2] == "VB"]


def _any_verb(verbs: Sequence[Token]) -> Token | None:
    """A verb of any meaning that has its subject beside it: "“Enough!” she wept"."""
    return next(
        (verb for verb in verbs if verb.tag_ in ("VBD", "VBZ") and any(c.dep_ == "nsubj" for c in verb.children)), None
    )


def _beside(verb: Token, tokens: Sequence[Token]) -> Token | None:
    """The noun next to the cue where the parser saw no subject."""
    indices = {token.i for token in tokens}
    cue = cue_table().verbs.get(verb.lower_)
    before = _before_clause(verb, indices)
    if before is not None:
        return before
    for step in (-1,) if cue and cue.lemma in ("tell", "inform") else (-1, 1):
        at = verb.i + step
        while at in indices and verb.doc[at].tag_ in ("RB", "MD", "VBD", "VBZ", "VBP", "DT", "JJ"):
            at += step
        if at in indices and verb.doc[at].tag_ in ("NN", "NNS", "NNP", "NNPS", "PRP"):
            token = verb.doc[at]
            while token.dep_ in ("compound", "poss", "amod", "nmod") and token.head.i in indices:
                token = token.head
            return token
    return None


def _before_clause(verb: Token, indices: set[int]) -> Token | None:
    """The noun before a clause that stands between it and its verb: "Ruiz, who was there, (told) …"."""
    doc = verb.doc
    if verb.i - 1 not in indices or doc[verb.i - 1].text != ",":
        return None
    for at in range(verb.i - 2, 1, -1):
        if at not in indices:
            return None
        if doc[at].lower_ in ("who", "whose") and doc[at - 1].text == "," and doc[at - 2].tag_[:2] == "NN":
            return doc[at - 2]
    return None


def _bare_speaker(tokens: Sequence[Token]) -> Token | None:
    """The speaker of "Name: …", with nothing else before the colon."""
    nouns = [token for token in tokens if token.tag_[:2] == "NN"]
    inside = {token.i for token in tokens}
    heads = [noun for noun in nouns if noun.dep_ == "ROOT" or noun.head.i not in inside]
    return next(iter(heads), None) if len(tokens) < LONGEST_LABEL else None


def _candidate(parsed: ParsedReport, speech: Speech) -> Candidate:
    content = tuple(quotation.outer for quotation in speech.quotations)
    introduction = speech.introduction
    if introduction is None:
        sentence = parsed.sentence_at(content[0]) or parsed.sentences[0]
        return Candidate(sentence, "free quote", None, None, None, content)
    cue = introduction.cue
    return Candidate(
        introduction.sentence,
        "quote",
        introduction.sentence.locate_token(cue) if cue is not None else None,
        cue,
        introduction.speaker,
        content,
        _stance(cue),
    )


def _stance(cue: Token | None) -> Stance:
    entry = cue_table().verbs.get(cue.lower_) if cue is not None else None
    return entry.frames.get("quote", "asserts") if entry else "asserts"


def with_quoted_tails(parsed: ParsedReport, kept: Sequence[Candidate]) -> list[Candidate]:
    """Claims grown over the quoted words that end their sentence: "said he had gone, but “only for a day”"."""
    taken = [span for candidate in kept for span in candidate.content]
    result = list(kept)
    for quotation in parsed.quotations:
        outer = quotation.outer
        if any(span.overlaps(outer) for span in taken) or len(_WORDS.findall(parsed.cut(outer))) < 3:
            continue
        for at, candidate in enumerate(result):
            last = candidate.content[-1]
            if _reaches(parsed, candidate, outer) and not any(
                s.overlaps(Span(last.field, last.end, outer.end)) for s in taken
            ):
                grown = Span(last.field, last.start, outer.end)
                result[at] = replace(candidate, content=(*candidate.content[:-1], grown))
                taken.append(grown)
    return result


def _reaches(parsed: ParsedReport, candidate: Candidate, quotation: Span) -> bool:
    last = candidate.content[-1]
    if candidate.frame != "clause" or not candidate.sentence.span.overlaps(quotation) or last.field != quotation.field:
        return False
    gap = parsed.report.whole(last.field)[last.end : quotation.start] if last.end <= quotation.start else "." * 99
    return len(gap) <= GAP and not any(_is_saying(word.lower()) for word in _WORDS.findall(gap))


def leaning(free: Candidate, accepted: Sequence[Candidate], parsed: ParsedReport) -> tuple[Candidate | None, Candidate]:
    """A quotation without a cue: joined to the claim in the sentence before it, or given the last quoted speaker."""
    start = free.content[0]
    before = [c for c in accepted if c.content[0].field == start.field and c.content[0].start < start.start]
    before.sort(key=lambda candidate: candidate.content[-1].end)
    sentence = _sentence_before(parsed, start)
    for candidate in reversed(before):
        if (
            sentence
            and candidate.sentence.index == sentence.index
            and candidate.speaker is not None
            and candidate.frame in ("clause", "quote")
        ):
            return candidate, replace(candidate, content=(*candidate.content, *free.content))
    subject = _person_subject(sentence) if sentence else None
    if subject is not None and sentence is not None:
        return None, replace(free, speaker=subject, speaker_in=sentence)
    quoted = [
        candidate
        for candidate in before
        if candidate.frame in ("quote", "free quote") and candidate.speaker is not None
    ]
    if quoted:
        return None, replace(free, speaker=quoted[-1].speaker, speaker_in=quoted[-1].speaker_in or quoted[-1].sentence)
    return None, free


def _sentence_before(parsed: ParsedReport, quotation: Span) -> Sentence | None:
    """The sentence before a quotation in the same paragraph."""
    here = parsed.sentence_at(quotation)
    if here is None or here.index == 0:
        return None
    last = parsed.sentences[here.index - 1]
    return last if last.paragraph == here.paragraph else None


def _person_subject(sentence: Sentence) -> Token | None:
    for token in sentence.tokens:
        if token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT":
            return token if token.tag_ in ("NNP", "NNPS") or token.lower_ in ("he", "she", "they") else None
    return None


def quoted_tokens(parsed: ParsedReport, sentence: Sentence) -> frozenset[int]:
    """The tokens of a sentence that stand within quotation marks."""
    here = [quotation.outer for quotation in parsed.quotations if quotation.outer.overlaps(sentence.span)]
    if not here:
        return frozenset()
    begin = sentence.span.start
    starts: list[int] = sentence.tokens.to_array("IDX").tolist()
    ranges = [(bisect_left(starts, span.start - begin), bisect_left(starts, span.end - begin)) for span in here]
    return frozenset(at for start, end in ranges for at in range(start, end))
