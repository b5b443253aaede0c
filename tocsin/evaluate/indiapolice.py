"""India police events: which sentences of news of 2002 tell that the police killed or arrested somebody.

The text is in small letters throughout and each sentence is labelled by hand. A sentence is found to tell of an arrest
where a mention in it is coded as one (PLOVER's mode), and of a killing where state forces, or nobody named, did in it
what left somebody dead and the words say it was the police ("killed in police firing"). Planned, denied and negated
deeds do not count; what somebody claims does, as in the labels. Documents are drawn anew for the intervals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tocsin.evaluate.bootstrap import interval
from tocsin.evaluate.corpus import Row
from tocsin.evaluate.scores import Measure, Miss, Scores, Tally
from tocsin.event import Mention
from tocsin.reading import Reading
from tocsin.report import Report
from tocsin.span import Span

LABELS = ("KILL", "ARREST")
TOLD = frozenset(("happened", "historical"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One labelled sentence with what was found in it."""

    row: str
    text: str
    gold: frozenset[str]
    found: frozenset[str]


Document = tuple[Sentence, ...]


def score(rows: Iterable[Row], read: Callable[[Report], Reading]) -> Scores:
    """Precision, recall and F1 of sentences for each label, the F1 with its interval."""
    documents = [_document(row, read) for row in rows]
    measures = [measure for label in LABELS for measure in _measures(label, documents)]
    return Scores(tuple(measures), tuple(_misses(documents)))


def _document(row: Row, read: Callable[[Report], Reading]) -> Document:
    reading = read(Report(id=row.id, text=row.text, sha256="", published=row.date, language="en"))
    return tuple(
        Sentence(row.id, one["text"], frozenset(one["labels"]), frozenset(_labels(reading, _span(one))))
        for one in row.gold["sentences"]
    )


def _span(sentence: dict[str, int]) -> Span:
    return Span("text", sentence["start"], sentence["end"])


def _labels(reading: Reading, sentence: Span) -> Iterator[str]:
    here = [mention for mention in reading.mentions if _is_told_in(mention, sentence)]
    if any(mention.mode == "arrest" and _by_state(mention, or_unknown=True) for mention in here):
        yield "ARREST"
    by_state = [mention for mention in here if mention.type == "ASSAULT" and _by_state(mention, or_unknown=False)]
    if by_state and (any(mention.action == "kill" for mention in by_state) or _are_killed(reading, here, sentence)):
        yield "KILL"


def _is_told_in(mention: Mention, sentence: Span) -> bool:
    """Whether a sentence tells a deed that happened; where ours holds several of theirs, the one with its word."""
    if mention.factuality not in TOLD or mention.voice == "denied":
        return False
    spans = (mention.trigger if span.covers(mention.trigger) else span for span in mention.evidence)
    return any(span.overlaps(sentence) for span in (mention.trigger, *spans))


def _by_state(mention: Mention, *, or_unknown: bool) -> bool:
    if mention.action in FORCES_ONLY:
        return True
    kinds = [actor.acled_type for actor in mention.actors if actor.role == "actor"]
    return "State forces" in kinds or (or_unknown and not any(kinds))


FORCES_ONLY = frozenset(("fire-on-crowd",))
"""Actions of which the codebook says that only forces do them ("killed in police firing")."""


def _are_killed(reading: Reading, here: Iterable[Mention], sentence: Span) -> bool:
    """Whether a sentence numbers people killed, by the forces or by nobody named."""
    ids = {mention.id for mention in here if _by_state(mention, or_unknown=True)}
    killed = (one for one in reading.figures if one.kind == "killed" and one.best > 0 and one.mention in ids)
    return any(one.span.overlaps(sentence) for one in killed)


def _measures(label: str, documents: Sequence[Document]) -> Iterator[Measure]:
    tally = _tally(label, documents)
    bounds = interval(documents, lambda drawn: _tally(label, drawn).f1)
    yield Measure(f"{label}: F1", tally.f1, tally.gold, bounds=bounds)
    yield Measure(f"{label}: precision", tally.precision, tally.found)
    yield Measure(f"{label}: recall", tally.recall, tally.gold)


def _tally(label: str, documents: Iterable[Document]) -> Tally:
    tally = Tally()
    for sentence in (sentence for document in documents for sentence in document):
        gold, found = label in sentence.gold, label in sentence.found
        tally.right += gold and found
        tally.found += found
        tally.gold += gold
    return tally


def _misses(documents: Iterable[Document]) -> Iterator[Miss]:
    for sentence in (sentence for document in documents for sentence in document):
        for label in LABELS:
            gold, found = label in sentence.gold, label in sentence.found
            if gold != found:
                yield Miss(sentence.row, label, label if gold else "no", label if found else "no", sentence.text)
