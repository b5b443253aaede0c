"""Who a cue belongs to: the token that heads the speaker's noun phrase, and how far that phrase reaches."""

from __future__ import annotations

from spacy.tokens import Token

from tocsin.codebook.cues import cue_table
from tocsin.codebook.roles import role_table
from tocsin.find.names import DATE_WORDS
from tocsin.parse import ParsedReport, Sentence
from tocsin.span import Span

SUBJECTS = ("nsubj", "nsubjpass")
# Clauses that take their subject from the verb they hang on.
SHARING = frozenset(("conj", "xcomp", "advcl", "dep"))
# Passives whose subject speaks all the same: "he is quoted as saying".
SPEAKING_PASSIVES = frozenset(("quoted", "cited", "concerned", "convinced", "worried"))
DOCUMENTS = frozenset("message post poster sign banner letter tweet poll survey note video memo study email".split())
"""Things with words on them that are in no table of cues."""
QUOTING = frozenset(("quoted", "quotes", "quoting", "cited", "cites", "citing"))
DEEPEST = 6
"""Steps up the tree to a subject; deeper ones belong to somebody else."""


def speaker_of_verb(verb: Token) -> Token | None:
    """The head of the phrase that names who says it; none where nobody is named."""
    at: Token | None = verb
    for step in range(DEEPEST):
        if at is None:
            return None
        if (quoted := _quoted_person(at)) is not None:
            return quoted
        subject = _subject(at)
        if subject is not None:
            return _who_says(at, subject, climbed=step > 0)
        if _is_passive(at):
            return _agent(at) or (at.head if at.dep_ == "acl" and _has_two_objects(at) else None)
        if at.dep_ == "acl" and at.head.tag_[:1] in ("N", "P"):
            return _author(at)
        at = _above(at)
    return beside(verb)


def _quoted_person(verb: Token) -> Token | None:
    """Who is quoted in "the agency quoted Ruiz as saying …"."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as" or verb.head.head.lower_ not in QUOTING:
        return None
    return next((child for child in verb.head.head.children if child.dep_ == "dobj"), None)


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in SUBJECTS or child.dep_ == "expl"), None)


def _who_says(verb: Token, subject: Token, *, climbed: bool) -> Token | None:
    """The subject, but for a passive whoever does it: "he was accused by …". Nobody in "it is said that"."""
    if subject.dep_ == "expl" or subject.lower_ == "there":
        return None
    if not _is_passive(verb):
        return subject
    if climbed or verb.lower_ in SPEAKING_PASSIVES:
        return _agent(verb) or (subject if subject.lower_ != "it" else None)
    return _agent(verb)


def _is_passive(verb: Token) -> bool:
    if verb.tag_ != "VBN":
        return False
    return verb.dep_ in ("acl", "relcl") or any(child.dep_ == "auxpass" for child in verb.children)


def _has_two_objects(verb: Token) -> bool:
    """Whether a participle behind a noun is a past tense misread: "one lawmaker called Ruiz “a fraud”"."""
    after = [child for child in verb.children if child.i > verb.i]
    named = any(child.dep_ in ("oprd", "dobj") and child.tag_ in ("NNP", "PRP") for child in after)
    return named and any(token.text == '"' for token in verb.doc[verb.i + 1 :])


def _above(verb: Token) -> Token | None:
    """The word that lends its subject to a verb without one: "came and (said)", "left, (saying)", "able to (say)"."""
    head = verb.head
    if verb.dep_ == "advcl" and verb.tag_ in ("VBN", "VBD"):
        return None
    if verb.dep_ in SHARING and head.tag_[:2] in ("VB", "MD"):
        return head
    if verb.dep_ in SHARING and head.tag_[:2] in ("JJ", "NN") and head.dep_ in ("acomp", "attr", "dobj", "oprd"):
        return head.head
    if verb.dep_ == "pcomp" and head.head.tag_[:2] == "VB":
        return head.head
    return None


def _author(verb: Token) -> Token | None:
    """Who speaks in "officials saying …", and behind "a statement saying …"."""
    noun = verb.head
    if verb.tag_ in ("VBD", "VBZ"):
        return noun
    if verb.tag_ != "VBG":
        return _above(noun) if noun.dep_ == "dobj" and verb.tag_ == "VB" else None
    speaker = speaker_of_noun(noun)
    if speaker is None and noun.dep_ in ("dobj", "pobj", "npadvmod") and (not _may_speak(noun) or _is_where(noun)):
        return _speaker_over(noun)
    return speaker or noun


def _is_where(noun: Token) -> bool:
    """Whether a noun only tells where something was done: "took to the streets demanding …"."""
    return noun.dep_ == "pobj" and noun.head.lower_ in ("to", "in", "on", "at", "into", "through")


def _may_speak(noun: Token) -> bool:
    """Whether a noun is a name, a document or somebody by office or trade."""
    if noun.tag_ in ("NNP", "NNPS", "PRP") and noun.lower_ not in DATE_WORDS:
        return True
    table = role_table()
    singular = noun.lower_.removesuffix("s")
    known = table.institutions | table.classes.keys() | cue_table().nouns.keys() | DOCUMENTS
    return noun.lower_ in known or singular in known or noun.tag_ == "NNS"


def _speaker_over(noun: Token) -> Token | None:
    """The speaker of the verb that a thing belongs to: "ended the talks saying …", "entered Thursday believing …"."""
    verb = next((word for word in noun.ancestors if word.tag_[:2] == "VB"), None)
    return speaker_of_verb(verb) if verb is not None else None


def beside(verb: Token) -> Token | None:
    """The name right before a verb in which the parser saw no subject."""
    at = verb.i - 1
    while at > 0 and verb.doc[at].tag_ in ("RB", "MD"):
        at -= 1
    if at > 1 and verb.doc[at].text == "," and verb.doc[at - 1].tag_ == "NNP" and verb.doc[at - 2].text == ",":
        at -= 1
    if verb.tag_ in ("VBD", "VBZ") and at >= 0 and verb.doc[at].tag_ in ("NNP", "NNPS", "PRP"):
        return verb.doc[at]
    return None


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in ("agent", "prep") and child.lower_ == "by":
            return next((part for part in child.children if part.dep_ == "pobj"), None)
    return None


def speaker_of_noun(noun: Token) -> Token | None:
    """Whose claim it is: "his claim", "the claim by the army", "the army made the claim"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in ("by", "from") and child.i > noun.i:
            return next((part for part in child.children if part.dep_ == "pobj"), None)
    if noun.dep_ == "dobj" and noun.head.lower_ in cue_table().light:
        return speaker_of_verb(noun.head)
    if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "with") and noun.head.head.tag_[:2] == "VB":
        says = noun.head.head.lower_ in cue_table().verbs
        return None if says else speaker_of_verb(noun.head.head)
    return None


def phrase_span(
    parsed: ParsedReport, sentence: Sentence, head: Token, cue: Token | None = None, content: tuple[Span, ...] = ()
) -> Span:
    """All of the noun phrase that names a speaker, with apposition and relative clauses, without cue and content."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    tokens = sentence.tokens
    if cue is not None and cue.doc is head.doc and start <= cue.i < end:
        start, end = (start, max(_clause_start(cue, head), head.i + 1)) if cue.i > head.i else (cue.i + 1, end)
    start, end = _outside_content(sentence, head, (start, end), content)
    if not start <= head.i < end:
        return sentence.locate_token(head)
    start = _without_lead(head, start)
    start, end = _without_day(sentence, head, start, end)
    end = _without_aside(head, end)
    while end - 1 > head.i and (tokens[end - 1].is_punct and tokens[end - 1].text not in ('"', ")", "'")):
        end -= 1
    while start < head.i and tokens[start].is_punct:
        start += 1
    if head.dep_ == "poss" and end - 1 > head.i and tokens[end - 1].tag_ == "POS":
        end -= 1
    return sentence.locate(start, end)


def _without_day(sentence: Sentence, head: Token, start: int, end: int) -> tuple[int, int]:
    """The phrase without a day that the parser hung on the speaker: "the mayor (on Friday) said"."""
    tokens = sentence.tokens
    if end - 1 > head.i and tokens[end - 1].lower_ in DATE_WORDS:
        end -= 1
        while end - 1 > head.i and tokens[end - 1].tag_ == "IN":
            end -= 1
    return start, end


def _without_lead(head: Token, start: int) -> int:
    """Where a phrase begins behind what leads up to it: "Reporting from Lima, (the Post's Ana Ruiz)"."""
    if head.doc[start].tag_ not in ("VBG", "VBN", "IN"):
        return start
    commas = [at for at in range(start, head.i) if head.doc[at].text == ","]
    return commas[-1] + 1 if commas else start


def _without_aside(head: Token, end: int) -> int:
    """Where a phrase ends before what is only told about the speaker: "Ruiz(, speaking in Lima)"."""
    doc = head.doc
    for at in range(head.i + 1, end - 1):
        if doc[at].text == "," and doc[at + 1].tag_ == "VBG" and doc[at + 1].dep_ in ("acl", "advcl", "dep"):
            return at
    return end


def _clause_start(cue: Token, head: Token) -> int:
    """Where the clause of a cue begins that hangs on its own speaker: "those (who say …)", "A and B (have said …)"."""
    at = cue
    while at.head.i not in (head.i, at.i):
        at = at.head
    if at.dep_ in ("relcl", "acl"):
        return min(at.left_edge.i, cue.i)
    start = cue.i
    while start > head.i + 1 and cue.doc[start - 1].dep_ in ("aux", "auxpass", "advmod", "neg"):
        start -= 1
    return start


def _outside_content(
    sentence: Sentence, head: Token, phrase: tuple[int, int], content: tuple[Span, ...]
) -> tuple[int, int]:
    """The part of a phrase on the speaker's side of a content that the parser drew into it."""
    start, end = phrase
    begin = sentence.span.start
    for span in content:
        if span.field != sentence.span.field or not span.overlaps(sentence.span):
            continue
        for token in sentence.tokens[start:end]:
            if span.start <= begin + token.idx < span.end:
                start, end = (max(start, token.i + 1), end) if token.i < head.i else (start, min(end, token.i))
    return start, end
