"""Indirect speech: what a cue governs in the parse of its sentence, as the table of cues allows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.strings import get_string_id
from spacy.tokens import Token

from tocsin.codebook.cues import Cue, cue_table
from tocsin.codebook.roles import role_table
from tocsin.event import Stance
from tocsin.find.attribution.candidate import Candidate, content_spans, subtree
from tocsin.find.attribution.speakers import speaker_of_noun, speaker_of_verb
from tocsin.find.names import DATE_WORDS
from tocsin.parse import ParsedReport, Sentence
from tocsin.span import Span

SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
OBJECTS = frozenset(("dobj", "oprd", "attr"))
# Verbs whose denial is a statement too: "does not believe that", "did not rule out".
OPINIONS = frozenset("believe think expect want support agree accept see consider".split())
# Verbs whose object is a fact; with a name for an object they do something else ("parliament confirmed Ruiz").
OF_FACTS = frozenset("confirm announce declare report state reveal disclose show describe note recall".split())
# Verbs whose object is who is spoken to, and no part of what is said.
HEARERS = frozenset("tell inform remind assure reassure ask warn advise notify urge caution brief".split())

SPEAKER_TAGS = frozenset(("DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "CD"))
GOING_ON = frozenset(
    "after before for because although though when until since despite amid during if unless to".split()
)
"""Words that go on with a clause, and neither with the cue ("in a statement") nor with the report's own words."""
LONGEST_SPEAKER = 9
"""Words of a noun phrase between a comma and a cue."""
FEW = 6
"""Words that may stand between a cue and the words it quotes."""

# Verbs that speak only where they carry a quotation.
SELDOM = frozenset(("continue", "begin", "point", "read"))
EXPLAINING = frozenset("know explain describe clarify recount detail show reveal recall".split())
QUESTIONS = frozenset("how why when where who what which".split())
CONDITIONS = frozenset("because although though if unless while even since".split())

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Governed:
    """What a cue governs: the frame that matched, token ranges of the content, and ranges cut out of them."""

    frame: str
    ranges: tuple[Range, ...]
    without: tuple[Range, ...] = ()
    cue_end: Token | None = None
    thing: Token | None = None
    thing_end: int | None = None
    speaker: Token | None = None


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
            yield from _noun(parsed, sentence, token, table.nouns[form])
        elif tag[:2] == "JJ" and form in table.adjectives:
            yield from _adjective(parsed, sentence, token, table.adjectives[form])


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
    content = content_spans(parsed, sentence, _up_to_closing(verb, governed.ranges), governed.without)
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


def _up_to_closing(verb: Token, ranges: Sequence[Range]) -> tuple[Range, ...]:
    """The content without the outlet that passes it on: "said the road is shut(, the Lima Post reported)"."""
    doc = verb.doc
    for at in range(len(doc) - 2, verb.i + 1, -1):
        closing = cue_table().verbs.get(doc[at].lower_)
        if closing and closing.quotes and doc[at].tag_ in FINITE:
            comma = at - 1 if _inverted(doc[at]) else _comma_of_last_words(doc[at])
            if comma is not None and comma > verb.i:
                return tuple((start, min(end, comma)) for start, end in ranges if start < comma)
    return tuple(ranges)


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
    if not _is_negated(verb):
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


def _is_negated(verb: Token) -> bool:
    if verb.dep_ == "xcomp" and verb.head.lower_ in ("unable", "fail", "failed", "fails", "refused", "declined"):
        return True
    return any(child.dep_ == "neg" for child in verb.children)


def _first_match(verb: Token, cue: Cue) -> Governed | None:
    children = list(verb.children)
    return (
        _closing(verb, cue)
        or _clause(verb, cue, children)
        or _around(verb, cue)
        or _infinitive(verb, cue, children)
        or _object_with(verb, cue, children)
        or _preposition(verb, cue, children)
        or _object(verb, cue, children)
        or _beside(verb, cue, children)
    )


def _closing(verb: Token, cue: Cue) -> Governed | None:
    """A cue that ends its sentence: "The road is shut, police said." Read by words: long sentences parse badly."""
    doc = verb.doc
    if not cue.quotes or verb.tag_ not in FINITE or doc[0].lower_ in ("as", "asked") or cue.lemma in SELDOM:
        return None
    if "object naming" in cue.frames and any(child.dep_ in OBJECTS and child.i > verb.i for child in verb.children):
        return None
    comma = verb.i - 1 if _inverted(verb) else _comma_of_last_words(verb)
    start = _after_closing_before(verb, comma) if comma is not None else 0
    if comma is None or not any(token.tag_ in FINITE for token in doc[start:comma]):
        return None
    speaker = _behind(verb, comma) if _inverted(verb) else _between(verb, comma)
    return Governed("quote", ((start, comma), *_behind_aside(verb)), speaker=speaker)


def _between(verb: Token, comma: int) -> Token | None:
    """The noun between a comma and a cue, where the parser took the subject from before the comma."""
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    if subject is None or subject.i > comma:
        return None
    nouns = [token for token in verb.doc[comma + 1 : verb.i] if token.tag_[:2] in ("NN", "PR")]
    return nouns[-1] if nouns else None


def _behind(verb: Token, comma: int) -> Token | None:
    """The noun behind an inverted cue, where the parser took the subject from before the comma."""
    if any(child.dep_ in SUBJECTS and child.i > comma for child in verb.children):
        return None
    at = verb.i + 1
    while at < len(verb.doc) and verb.doc[at].tag_ in {*SPEAKER_TAGS, "POS"}:
        at += 1
    return verb.doc[at - 1] if at > verb.i + 1 else None


def _after_closing_before(verb: Token, comma: int) -> int:
    """Where the words of a second speaker begin: "The road is shut, police said, (and the port burns), Ruiz said"."""
    doc = verb.doc
    for at in range(comma - 1, 1, -1):
        cue = cue_table().verbs.get(doc[at].lower_)
        if cue and cue.quotes and doc[at].tag_ in FINITE and doc[at + 1].text == ",":
            before = _comma_before_speaker(doc[at])
            if before is not None and any(token.tag_ in FINITE for token in doc[:before]):
                return at + 2
    return 0


def _inverted(verb: Token) -> bool:
    """The speaker after the cue: ", said the ministry"."""
    doc, at = verb.doc, verb.i
    if not (1 < at < len(doc) - 1 and doc[at - 1].text == "," and doc[at + 1].tag_ in {*SPEAKER_TAGS, "``"}):
        return False
    return not any(child.dep_ == "ccomp" and child.i > at and is_finite(child) for child in verb.children)


def _comma_of_last_words(verb: Token) -> int | None:
    """The comma before speaker and cue where nothing more is said after them."""
    hearer = cue_table().verbs[verb.lower_].lemma in HEARERS if verb.lower_ in cue_table().verbs else False
    objects = ("xcomp", "ccomp") if hearer else ("xcomp", "ccomp", "dobj")
    if any(child.dep_ in objects and child.i > verb.i for child in verb.children):
        return None
    goes_on = any(token.tag_ in FINITE or token.lower_ in ("that", ":") for token in verb.doc[verb.i + 1 :])
    return None if goes_on else _comma_before_speaker(verb)


def _comma_before_speaker(verb: Token) -> int | None:
    """The comma after which only a short noun phrase stands before a cue."""
    for at in range(verb.i - 1, max(0, verb.i - LONGEST_SPEAKER), -1):
        token = verb.doc[at]
        if token.text == ",":
            return at if at < verb.i - 1 else None
        if token.tag_ not in SPEAKER_TAGS and token.tag_ not in ("POS", "IN", "RB") and token.dep_ != "aux":
            return None
    return None


def _clause(verb: Token, cue: Cue, children: Sequence[Token]) -> Governed | None:
    if not ("clause" in cue.frames or cue.quotes):
        return None
    clauses = [
        child for child in children if child.dep_ == "ccomp" and is_finite(child) and not _is_question(child, cue)
    ]
    for child in sorted(clauses, key=lambda clause: (not _opens_with_that(clause), clause.i < verb.i)):
        start, end = subtree(child)
        if "clause" in cue.frames and child.i > verb.i:
            start, end = _together(clauses, verb)
            start = min(start, _detached_subject(verb, cue, children, start))
            end = max(end, *(part.right_edge.i + 1 for part in children if part.i > child.i and _is_condition(part)), 0)
            return Governed("clause", ((start, before_next_cue(verb, child, end)),))
        if child.i < verb.i:
            inner = (subtree_of_cue(verb, child),) if start < verb.i < end else ()
            return Governed("clause", ((start, end), *_behind_aside(verb)), inner)
    return None


def _is_question(clause: Token, cue: Cue) -> bool:
    """Whether a clause only tells what is spoken of, and not what is said of it: "explained how it began"."""
    first = clause.left_edge
    return cue.lemma in EXPLAINING and first.lower_ in QUESTIONS and clause.i in (first.head.i, first.head.head.i)


def _together(clauses: Sequence[Token], verb: Token) -> Range:
    """All clauses behind a cue as one stretch: the parser parts "that it was late, that nobody came"."""
    after = [clause for clause in clauses if clause.i > verb.i]
    return min(clause.left_edge.i for clause in after), max(clause.right_edge.i for clause in after) + 1


def _detached_subject(verb: Token, cue: Cue, children: Sequence[Token], start: int) -> int:
    """Where a clause begins whose subject the parser took for the cue's object ("said the days … are gone")."""
    if cue.lemma in HEARERS:
        return start
    between = [child for child in children if verb.i < child.i < start]
    return min((c.left_edge.i for c in between if c.dep_ == "dobj" or _is_condition(c)), default=start)


def _is_condition(clause: Token) -> bool:
    """Whether an adverbial clause behind the cue is part of what is said: "said because …, nobody …"."""
    return clause.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in CONDITIONS for c in clause.children)


def _opens_with_that(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)


def before_next_cue(verb: Token, clause: Token, end: int) -> int:
    """Where a content ends when the speaker goes on: "said that … (and added that …)", "said …, (adding that …)"."""
    for token in clause.doc[clause.i + 1 : end]:
        if token.tag_[:2] != "VB" or token.dep_ not in ("conj", "advcl"):
            continue
        if _takes_over(verb, token) or _is_the_speakers_own(verb, clause, token):
            start = min(token.left_edge.i, token.i)
            while start > clause.i + 1 and (token.doc[start - 1].is_punct or token.doc[start - 1].tag_ == "CC"):
                start -= 1
            return start
    return end


def _is_the_speakers_own(verb: Token, clause: Token, token: Token) -> bool:
    """Whether a verb inside a content is what the speaker did next: "said troops would leave, and (thanked them)".

    What is reported in the past of the past, or as to come, does not go on in the plain past behind a comma, nor in
    the present, where the verb has no subject of its own.
    """
    if token.dep_ != "conj" or verb.tag_ not in ("VBD", "VBN") or any(c.dep_ in SUBJECTS for c in token.children):
        return False
    helpers = [child for child in clause.children if child.dep_ in ("aux", "auxpass")]
    shifted = any(child.lower_ in ("had", "would", "could") for child in helpers)
    present = clause.tag_ in ("VBZ", "VBP") or any(child.tag_ in ("VBZ", "VBP") for child in helpers)
    if not (shifted or present) or token.head.i != clause.i:
        return False
    again = token.lower_ in cue_table().verbs and not any(child.tag_ == "VBD" for child in helpers)
    if present and token.tag_ == "VBD" and again:
        return True
    before = list(token.doc[clause.i : token.left_edge.i])
    cue = cue_table().verbs.get(token.lower_)
    rejects = cue is not None and "denies" in cue.frames.values()
    joined = len(before) > 2 and before[-1].tag_ == "CC" and (before[-2].text == "," or rejects)
    auxiliaries = {child.tag_ for child in token.children if child.dep_ in ("aux", "auxpass")}
    return joined and (token.tag_ == "VBD" or bool(auxiliaries & {"VBZ", "VBP"}))


def _takes_over(verb: Token, token: Token) -> bool:
    """Whether a verb inside a content is a further cue on a par with the one that governs it."""
    cue = cue_table().verbs.get(token.lower_)
    if cue is None or not cue.quotes:
        return False
    own_subject = any(child.dep_ in SUBJECTS for child in token.children)
    if token.dep_ == "conj":
        return token.tag_ == verb.tag_ and not own_subject and _has_clause(token)
    if own_subject:
        return _has_clause(token) and any(child.lower_ == "while" for child in token.children)
    before = token.i - 1
    while before > verb.i and (token.doc[before].text == '"' or token.doc[before].tag_ == "RB"):
        before -= 1
    return token.tag_ == "VBG" and token.doc[before].text in (",", "-", "–", "—")


def _has_clause(verb: Token) -> bool:
    return any(child.dep_ == "ccomp" and child.i > verb.i for child in verb.children)


def taken_over_from(token: Token) -> Token | None:
    """The cue whose speaker a further cue shares, where the parser hung it on the content: see `before_next_cue`."""
    at = token
    while at.head.i != at.i:
        at = at.head
        cue = cue_table().verbs.get(at.lower_)
        if not (cue and cue.quotes and at.i < token.i):
            continue
        clause = next(
            (child for child in at.children if child.dep_ == "ccomp" and child.i in (token.head.i, token.i)), None
        )
        if _takes_over(at, token) or (clause is not None and _is_the_speakers_own(at, clause, token)):
            return at
    return None


def subtree_of_cue(verb: Token, clause: Token) -> Range:
    """The stretch of a cue that stands within the clause it governs, with its subject."""
    parts = [
        child for child in verb.children if child.i != clause.i and child.dep_ in SUBJECTS | {"aux", "advmod", "dobj"}
    ]
    near = [part for part in parts if abs(part.i - verb.i) < 8]
    return min([verb.i, *(part.left_edge.i for part in near)]), max([verb.i, *(part.right_edge.i for part in near)]) + 1


def is_finite(verb: Token) -> bool:
    """Whether a verb (or a predicate without one) heads a clause with a tense."""
    if any(child.tag_ == "TO" and child.dep_ == "aux" for child in verb.children):
        return False
    if verb.tag_ in FINITE or any(child.dep_ in ("aux", "auxpass") and child.tag_ in FINITE for child in verb.children):
        return True
    return verb.tag_ != "VBG" and any(child.dep_ in SUBJECTS or child.dep_ == "mark" for child in verb.children)


def _around(verb: Token, cue: Cue) -> Governed | None:
    """A cue put into or behind the clause it attributes: "The road, police said, is shut"; "as police said"."""
    if not cue.quotes or cue.lemma in SELDOM or not any(child.dep_ in SUBJECTS for child in verb.children):
        return None
    as_said = verb.dep_ == "advcl" and any(child.lower_ == "as" and child.dep_ == "mark" for child in verb.children)
    if verb.dep_ not in ("parataxis", "ccomp") and not as_said:
        return None
    put_in = _put_in(verb)
    governs = any(child.dep_ in ("ccomp", "xcomp", "dobj") and child.i > verb.i for child in verb.children)
    if governs and put_in is None and not _has_hearer(verb, cue):
        return None
    head = verb.head
    if verb.dep_ == "ccomp" and not (head.i > verb.i or _set_off(verb)):
        return None
    between = verb.doc[min(head.i, verb.i) : max(head.i, verb.i)]
    if head.tag_[:2] != "VB" or not is_finite(head) or any(token.text == ":" for token in between):
        return None
    return Governed("quote", (subtree(head),), (put_in or subtree(verb),))


def _put_in(verb: Token) -> Range | None:
    """The words between two commas that only name the speaker: "It is time, (police said,) for them to leave"."""
    doc, comma = verb.doc, _comma_before_speaker(verb)
    if comma is None or verb.i + 1 >= len(doc) or doc[verb.i + 1].text != ",":
        return None
    return comma, verb.i + 1


def _behind_aside(verb: Token) -> tuple[Range, ...]:
    """What goes on with the clause before an aside: "The men were freed, police said, (after a night of talks)"."""
    if _put_in(verb) is None or verb.i + 2 >= len(verb.doc) or verb.doc[verb.i + 2].lower_ not in GOING_ON:
        return ()
    behind = verb.doc[verb.i + 2 :]
    end = next((token.i for token in behind if token.text in (",", ";")), behind.end)
    return ((verb.i + 2, end),)


def _has_hearer(verb: Token, cue: Cue) -> bool:
    """Whether the verb's one object is who is spoken to: "police told the paper"."""
    return cue.lemma in ("tell", "inform", "remind", "assure") and not any(
        child.dep_ in ("ccomp", "xcomp") for child in verb.children
    )


def _set_off(verb: Token) -> bool:
    start, end = subtree(verb)
    doc = verb.doc
    return bool(start and doc[start - 1].lower_ == "," and end < len(doc) and doc[end].lower_ in (",", "."))


def _infinitive(verb: Token, cue: Cue, children: Sequence[Token]) -> Governed | None:
    goal = next((child for child in children if child.dep_ in ("xcomp", "ccomp", "advcl") and child.i > verb.i), None)
    if goal is None:
        return None
    to = any(child.tag_ == "TO" and child.dep_ == "aux" for child in goal.children)
    thing = next((child for child in children if child.dep_ in ("dobj", "dative")), None)
    subject = next((child for child in goal.children if child.dep_ == "nsubj"), None)
    if to and "object inf" in cue.frames and (thing or subject or _passive(verb)):
        first = min(part.left_edge.i for part in (thing, subject, goal) if part is not None)
        return Governed("object inf", ((first, goal.right_edge.i + 1),))
    if to and "inf" in cue.frames and goal.dep_ != "advcl":
        return Governed("inf", (subtree(goal),))
    if goal.tag_ == "VBG" and "ing" in cue.frames and goal.dep_ != "advcl":
        return Governed("ing", (subtree(goal),))
    return None


def _passive(verb: Token) -> bool:
    return verb.tag_ == "VBN" and any(child.dep_ == "auxpass" for child in verb.children)


def _object_with(verb: Token, cue: Cue, children: Sequence[Token]) -> Governed | None:
    """Frames of an object and something about it: "accused the army of looting", "called it a disgrace"."""
    thing = next((child for child in children if child.dep_ in ("dobj", "nsubjpass")), None)
    for frame in cue.frames:
        if not frame.startswith("object "):
            continue
        link = frame.removeprefix("object ")
        if link == "naming":
            named = next(
                (child for child in children if child.dep_ in ("oprd", "ccomp", "xcomp") and child.i > verb.i), None
            )
            if named is not None and (thing is not None or named.dep_ == "ccomp" or _passive(verb)):
                first = [subtree(thing)] if thing is not None else []
                return Governed(frame, (*first, subtree(named)))
        elif thing is not None:
            about = next(
                (
                    part
                    for part in (*children, *thing.children)
                    if part.lower_ == link and part.i > verb.i and part.dep_ in ("prep", "mark")
                ),
                None,
            )
            if about is not None:
                return Governed(
                    frame, (subtree(thing), subtree(about)), thing=_blamed(frame, thing, about), thing_end=about.i
                )
    return None


def _blamed(frame: str, thing: Token, about: Token) -> Token:
    """Who is accused: "blamed the army for …", but "blamed the fire on the army"."""
    if frame != "object on":
        return thing
    return next((child for child in about.children if child.dep_ == "pobj"), thing)


def _preposition(verb: Token, cue: Cue, children: Sequence[Token]) -> Governed | None:
    carried = [
        part for child in children if f"{cue.lemma.split()[0]} {child.lower_}" == cue.lemma for part in child.children
    ]
    for child in (*children, *carried):
        if child.dep_ in ("prep", "prt", "agent") and child.lower_ in cue.frames and 0 < child.i - verb.i <= FEW:
            if any(part.lower_ in DATE_WORDS for part in child.children):
                continue
            ranges = tuple(subtree(part) for part in child.children if part.dep_ in ("pobj", "pcomp", "prep"))
            ranges += tuple(subtree(part) for part in children if part.dep_ == "xcomp" and part.i > child.i)
            if ranges:
                return Governed(child.lower_, ranges, (), child if child.i - verb.i < 2 else None)
    return None


def _object(verb: Token, cue: Cue, children: Sequence[Token]) -> Governed | None:
    if "object" not in cue.frames:
        return None
    thing = next((child for child in children if child.dep_ == "dobj" and child.i > verb.i), None)
    if thing is None or thing.tag_ in ("PRP", "WP", "WDT") or thing.lower_ in ("nothing", "little"):
        return None
    if cue.lemma == "cite" and _is_somebody(thing):
        return None
    if (thing.tag_ == "NNP" and cue.lemma in OF_FACTS) or any(child.lower_ == "no" for child in thing.children):
        return None
    noun = cue_table().nouns.get(thing.lower_)
    told = next((child for child in thing.children if noun and child.i > thing.i and _that_clause(child)), None)
    if told is not None:
        start, end = subtree(told)
        return Governed("object", ((start, before_next_cue(verb, told, end)),), thing=thing)
    more = [part for part in children if part.dep_ == "prep" and part.i > thing.i and part.lower_ in ("at", "over")]
    about = more if cue.lemma in ("express", "voice") else []
    return Governed("object", (subtree(thing), *(subtree(part) for part in about)), thing=thing)


def _stands_alone(verb: Token, cue: Cue, children: Sequence[Token]) -> bool:
    """Whether a verb of saying is told of somebody in a tense of its own."""
    perfect = any(child.dep_ == "aux" and child.lower_ in ("had", "has", "have") for child in children)
    if not (cue.quotes and "clause" in cue.frames) or verb.tag_ == "VB" or (verb.tag_ == "VBN" and not perfect):
        return False
    return verb.tag_ == "VBG" or (verb.dep_ != "acl" and any(child.dep_ in SUBJECTS for child in children))


def _is_somebody(noun: Token) -> bool:
    """Whether a noun is a person or an institution: "citing hospital officials" names who said so, not what."""
    table = role_table()
    known = table.institutions | table.media | table.classes.keys()
    return noun.tag_ in ("NNP", "NNPS") or noun.lower_ in known or noun.lower_ == "sources"


def _beside(verb: Token, cue: Cue, children: Sequence[Token]) -> Governed | None:
    """What stands beside a verb of saying that the parser gave nothing to govern: from its "that", or to the end."""
    if not _stands_alone(verb, cue, children):
        return None
    doc = verb.doc
    end = min((c.left_edge.i for c in children if _tells_of_another(c)), default=len(doc))
    thing = next((child.i for child in children if child.dep_ == "dobj" and child.i > verb.i), end)
    for token in doc[verb.i + 1 : end if cue.lemma in HEARERS else thing]:
        if token.lower_ == "that" and (token.dep_ == "mark" or token.tag_ == "WDT"):
            return Governed("clause", ((token.i, end),))
    if any(child.dep_ == "dobj" and child.i > verb.i for child in children) and cue.lemma not in HEARERS:
        return None
    subject = next((child for child in children if child.dep_ in SUBJECTS), None)
    after = max(verb.i, subject.right_edge.i if subject is not None else 0) + 1
    if (
        verb.dep_ == "ROOT"
        and any(token.tag_ in FINITE for token in doc[after:end])
        and doc[after].tag_ not in ("IN", ",")
    ):
        return Governed("clause", ((after, end),))
    return None


def _tells_of_another(verb: Token) -> bool:
    """Whether a verb joined to a cue is what somebody else says: "some said yes, but (others say no)"."""
    cue = cue_table().verbs.get(verb.lower_)
    return bool(verb.dep_ == "conj" and cue and cue.quotes and any(c.dep_ in SUBJECTS for c in verb.children))


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


def _noun(parsed: ParsedReport, sentence: Sentence, noun: Token, cue: Cue) -> Iterator[Candidate]:
    governed = _of_noun(noun, cue)
    over = cue_table().verbs.get(noun.head.lower_) if noun.dep_ == "dobj" else None
    if governed is None or (over is not None and "object" in over.frames):
        return
    content = content_spans(parsed, sentence, governed.ranges)
    stance = cue.frames.get(governed.frame, "asserts")
    yield Candidate(
        sentence, "noun " + governed.frame, sentence.locate_token(noun), noun, speaker_of_noun(noun), content, stance
    )


def _of_noun(noun: Token, cue: Cue) -> Governed | None:
    if "clause" in cue.frames and noun.dep_ == "nsubj" and noun.head.lower_ in ("is", "was", "'s", "been"):
        told = next((child for child in noun.head.children if child.dep_ == "ccomp" and _that_clause(child)), None)
        if told is not None and told.i > noun.head.i and speaker_of_noun(noun) is not None:
            return Governed("clause", (subtree(told),))
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in ("acl", "ccomp", "relcl") and "clause" in cue.frames and _that_clause(child):
            return Governed("clause", (subtree(child),))
        if (
            child.dep_ in ("acl", "xcomp", "relcl")
            and "inf" in cue.frames
            and _to_infinitive(child)
            and speaker_of_noun(noun)
        ):
            return Governed("inf", (subtree(child),))
        if child.dep_ == "prep" and child.lower_ in cue.frames and speaker_of_noun(noun) is not None:
            ranges = tuple(subtree(part) for part in child.children if part.dep_ in ("pobj", "pcomp"))
            if ranges:
                return Governed(child.lower_, ranges)
    return None


def _that_clause(verb: Token) -> bool:
    return is_finite(verb) and any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.children)


def _to_infinitive(verb: Token) -> bool:
    return any(child.tag_ == "TO" and child.dep_ == "aux" for child in verb.children)


def _adjective(parsed: ParsedReport, sentence: Sentence, adjective: Token, cue: Cue) -> Iterator[Candidate]:
    above = adjective.head
    if adjective.dep_ not in ("acomp", "conj") or (adjective.dep_ == "conj" and above.dep_ != "acomp"):
        return
    verb = above.head if adjective.dep_ == "conj" else above
    ranges: tuple[Range, ...] = ()
    frame = "clause"
    for child in adjective.children:
        if child.i > adjective.i and child.dep_ == "ccomp" and "clause" in cue.frames and is_finite(child):
            ranges = (subtree(child),)
        elif child.i > adjective.i and child.dep_ == "prep" and child.lower_ in cue.frames and not ranges:
            ranges = tuple(subtree(part) for part in child.children if part.dep_ in ("pobj", "pcomp"))
            frame = child.lower_
    if not ranges or _is_negated(verb):
        return
    content = content_spans(parsed, sentence, ranges)
    speaker = speaker_of_verb(verb)
    yield Candidate(
        sentence, "adjective " + frame, sentence.locate_token(adjective), adjective, speaker, content, cue.frames[frame]
    )
