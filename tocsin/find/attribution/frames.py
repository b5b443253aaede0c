"""Indirect speech: what a cue governs in the parse of its sentence, as the table of cues allows it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.strings import get_string_id
from spacy.tokens import Token

from tocsin.codebook.cues import Cue, cue_table
from tocsin.event import Stance
from tocsin.find.attribution.asides import closing, up_to_closing
from tocsin.find.attribution.candidate import Candidate, content_spans
from tocsin.find.attribution.clauses import around, beside, clause, taken_over_from
from tocsin.find.attribution.governed import FEW, FINITE, SUBJECTS, Governed, is_negated
from tocsin.find.attribution.nouns import adjective_candidates, noun_candidates
from tocsin.find.attribution.objects import infinitive, number_at, object_with, plain_object, preposition
from tocsin.find.attribution.speakers import speaker_of_verb
from tocsin.parse import ParsedReport, Sentence
from tocsin.span import Span

# Verbs whose denial is a statement too: "does not believe that", "did not rule out".
OPINIONS = frozenset("believe think expect want support agree accept see consider".split())


def frame_candidates(parsed: ParsedReport, sentence: Sentence, quoted: frozenset[int]) -> Iterator[Candidate]:
    """Attributions by verbs, nouns and adjectives. Tokens in `quoted` are somebody's words and hold no cue."""
    table = cue_table()
    for token in _cues_among(sentence):
        tag, form = token.tag_, token.lower_
        if token.i in quoted:
            continue
        if tag[:2] == "VB" and (form in table.verbs or _particle(token)):
            yield from _verb(parsed, sentence, token)
        elif tag[:2] == "NN" and form in table.nouns:
            yield from noun_candidates(parsed, sentence, token, table.nouns[form])
        elif tag[:2] == "JJ" and form in table.adjectives:
            yield from adjective_candidates(parsed, sentence, token, table.adjectives[form])


def _cues_among(sentence: Sentence) -> list[Token]:
    """The tokens whose form is in the table. Compared as spaCy's numbers for words: a tenth of the cost of words."""
    known = _known_forms()
    forms = sentence.tokens.to_array("LOWER").tolist()
    return [sentence.tokens[at] for at, form in enumerate(forms) if form in known]


@cache
def _known_forms() -> frozenset[int]:
    table = cue_table()
    particles = (form for form, _ in table.particles)
    return frozenset(get_string_id(form) for form in (*table.verbs, *table.nouns, *table.adjectives, *particles))


def _particle(token: Token) -> Cue | None:
    for child in token.children:
        if child.i > token.i and child.dep_ in ("prt", "advmod", "acomp", "prep", "ccomp", "oprd", "dobj"):
            cue = cue_table().particles.get((token.lower_, child.lower_))
            if cue:
                return cue
    return None


def _verb(parsed: ParsedReport, sentence: Sentence, verb: Token) -> Iterator[Candidate]:
    cue = _particle(verb) or cue_table().verbs[verb.lower_]
    governed = _first_match(verb, cue) or _words_quoted(parsed, sentence, verb, cue)
    if governed is None or _is_modifier(verb):
        return
    stance = _stance(verb, cue, governed.frame)
    if stance is None or _nobody_speaks(verb) or _is_left_open(verb):
        return
    own_subject = any(child.dep_ in SUBJECTS for child in verb.children)
    speaker = governed.speaker or speaker_of_verb(verb if own_subject else taken_over_from(verb) or verb)
    if speaker is None and verb.dep_ == "acl" and verb.tag_ == "VBG":
        return
    content = content_spans(parsed, sentence, up_to_closing(verb, governed.ranges), governed.without)
    last = governed.cue_end or verb
    cue_span = sentence.locate(min(verb.i, last.i), max(verb.i, last.i) + 1) if abs(last.i - verb.i) < 3 else None
    yield Candidate(
        sentence,
        governed.frame,
        cue_span or sentence.locate_token(verb),
        verb,
        speaker,
        content,
        stance,
        blamed=governed.thing,
        blamed_span=_blamed_span(sentence, governed),
    )


def _blamed_span(sentence: Sentence, governed: Governed) -> Span | None:
    thing, end = governed.thing, governed.thing_end
    if thing is None:
        return None
    last = thing.right_edge.i + 1
    return sentence.locate(thing.left_edge.i, min(last, end) if end is not None and end > thing.i else last)


def _is_modifier(verb: Token) -> bool:
    """Participles before a noun ("the alleged killer") attribute nothing that could be cut out."""
    return verb.dep_ in ("amod", "compound") or (verb.dep_ in ("aux", "auxpass"))


def _stance(verb: Token, cue: Cue, frame: str) -> Stance | None:
    stance = cue.frames.get(frame) or cue.frames.get("clause") or next(iter(cue.frames.values()))
    if not is_negated(verb):
        return stance
    if cue.lemma in ("rule out",) or stance == "denies":
        return "asserts"
    return "denies" if cue.lemma in OPINIONS else None


def _is_left_open(verb: Token) -> bool:
    """Whether a verb stands in a question: "has not said whether he (plans) to leave"."""
    return verb.dep_ == "ccomp" and any(c.dep_ == "mark" and c.lower_ in ("whether", "if") for c in verb.children)


def _nobody_speaks(verb: Token) -> bool:
    """ "No group has claimed …", "nobody said …"."""
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
    return any(s.lower_ in ("nobody", "none") or any(part.lower_ == "no" for part in s.subtree) for s in subjects)


def _first_match(verb: Token, cue: Cue) -> Governed | None:
    children = list(verb.children)
    return (
        closing(verb, cue)
        or clause(verb, cue, children)
        or around(verb, cue)
        or number_at(verb, cue, children)
        or infinitive(verb, cue, children)
        or object_with(verb, cue, children)
        or preposition(verb, cue, children)
        or plain_object(verb, cue, children)
        or beside(verb, cue, children)
    )


def _words_quoted(parsed: ParsedReport, sentence: Sentence, verb: Token, cue: Cue) -> Governed | None:
    """A few quoted words near behind a cue: "called the vote “a farce”"."""
    if not (cue.quotes or "object naming" in cue.frames):
        return None
    begin, after = sentence.span.start, sentence.locate_token(verb).end
    for quotation in parsed.quotations:
        outer = quotation.outer
        if outer.field == sentence.span.field and after <= outer.start < sentence.span.end:
            between = [t for t in sentence.tokens[verb.i + 1 :] if begin + t.idx < outer.start]
            if len(between) > FEW or any(t.is_punct or t.tag_ in FINITE for t in between):
                return None
            end = max(t.i for t in sentence.tokens if begin + t.idx < outer.end) + 1
            return Governed("quoted words", ((verb.i + 1, end),))
    return None
