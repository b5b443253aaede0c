"""spaCy over the sentences of a report. The only file that loads a model."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from thinc.api import use_ops

from tocsin.errors import TocsinError
from tocsin.parse.casing import Case, case_of, recased
from tocsin.parse.damage import repaired
from tocsin.parse.embedding import Remembering, remember
from tocsin.parse.quotations import Quotation, quotations
from tocsin.parse.sentences import Segment, segment
from tocsin.report import Report
from tocsin.settings import DEFAULT_PIPELINE
from tocsin.span import Span

# Finders need tags and dependencies. Names come from the gazetteer and the actor register and lemmas from a table,
# which together cost a tenth of spaCy's own components and read Central Asian towns better.
UNUSED_COMPONENTS = ["ner", "lemmatizer", "attribute_ruler", "senter"]
BATCH = 256
"""Sentences parsed at once. Sorted by length, so that few are long and the arrays of a batch fit the cache."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence. `tokens` is a spaCy Doc over exactly the characters of `span`, in the same length.

    `text` is what the tokens say together, and `starts` where each begins: both are slow to ask a Doc for.
    """

    index: int
    span: Span
    paragraph: int
    headline: bool
    tokens: Doc
    text: str
    starts: Sequence[int]

    def locate(self, start: int, end: int) -> Span:
        """The span of tokens `start` to `end` (end excluded) in the report."""
        last = self.tokens[end - 1]
        begin = self.span.start
        return Span(self.span.field, begin + self.tokens[start].idx, begin + last.idx + len(last))

    def locate_token(self, token: Token) -> Span:
        """The span of one token in the report."""
        return self.locate(token.i, token.i + 1)

    def tokens_in(self, span: Span) -> list[Token]:
        """The tokens that share a character with `span`."""
        if span.field != self.span.field:
            return []
        start, end = span.start - self.span.start, span.end - self.span.start
        first = max(0, bisect_right(self.starts, start) - 1)
        last = bisect_left(self.starts, end)
        return [token for token in self.tokens[first:last] if start < token.idx + len(token)] if first < last else []


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """A report with its parsed sentences and its quotations: what every finder is given."""

    report: Report
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]

    def cut(self, span: Span) -> str:
        """The wording of a span of the report."""
        return self.report.cut(span)

    def sentence_at(self, span: Span) -> Sentence | None:
        """The sentence in which a span begins."""
        for sentence in self.sentences:
            if sentence.span.field == span.field and sentence.span.start <= span.start < sentence.span.end:
                return sentence
        return None


def parse(report: Report, *, pipeline: str = DEFAULT_PIPELINE) -> ParsedReport:
    """Parse every sentence of a report."""
    return parse_segments(report, segment(report), pipeline=pipeline)


def parse_segments(report: Report, segments: Sequence[Segment], *, pipeline: str) -> ParsedReport:
    """Parse the given sentences of a report; those that a gate left out are not among them."""
    return parse_many([(report, segments)], pipeline=pipeline)[0]


def parse_many(chosen: Sequence[tuple[Report, Sequence[Segment]]], *, pipeline: str) -> list[ParsedReport]:
    """Parse the given sentences of several reports at once, which is faster than one report after the other."""
    cases = [case_of(report.text) for report, _ in chosen]
    texts = [
        readable(report.cut(piece.span), case, pipeline=pipeline)
        for (report, pieces), case in zip(chosen, cases, strict=True)
        for piece in pieces
    ]
    docs = iter(_docs(texts, pipeline))
    return [
        ParsedReport(
            report,
            tuple(_sentence(index, piece, next(docs)) for index, piece in enumerate(pieces)),
            quotations(report),
        )
        for report, pieces in chosen
    ]


def _sentence(index: int, piece: Segment, doc: Doc) -> Sentence:
    starts = list(map(int, doc.to_array("IDX")))
    return Sentence(index, piece.span, piece.paragraph, piece.headline, doc, doc.text, starts)


def _docs(texts: Sequence[str], pipeline: str) -> list[Doc]:
    by_length = sorted(range(len(texts)), key=lambda number: len(texts[number]))
    parsed = load(pipeline).pipe((texts[number] for number in by_length), batch_size=BATCH)
    docs = dict(zip(by_length, parsed, strict=True))
    return [docs[number] for number in range(len(texts))]


def readable(text: str, case: Case = "as it is", *, pipeline: str = DEFAULT_PIPELINE) -> str:
    """The text in the case and with the marks the parser was trained on, in the same length.

    `case` is that of the whole report. A sentence in capitals is recased in any report; curly marks become straight.
    """
    text = repaired(text)
    if case == "small letters" or case_of(text) == "capitals":
        text = recased(text, load(pipeline).vocab.strings)
    return text.translate(STRAIGHT)


STRAIGHT = str.maketrans("“”„«»‘’\n\t\xa0\u202f", '"' * 5 + "'" * 2 + " " * 4)
"""Curly marks and every kind of space, as the parser knows them."""


def load(pipeline: str) -> Language:
    """The spaCy pipeline of that name, loaded once a process.

    Its matrices are multiplied by NumPy's BLAS: three times as fast as the one spaCy brings, on the machines tried.
    """
    return _loaded(pipeline)[0]


@contextmanager
def begin_anew(pipeline: str) -> Iterator[None]:
    """Parse as if nothing had been parsed before, and forget all words afterwards, so that memory stays flat.

    Nothing parsed inside may be looked at outside. A run of many reports reads each shard so.
    """
    nlp, remembering = _loaded(pipeline)
    if remembering:
        remembering.forget()
    with nlp.memory_zone():
        yield


@cache
def _loaded(pipeline: str) -> tuple[Language, Remembering | None]:
    try:
        with use_ops("numpy", use_blis=False):
            nlp = spacy.load(pipeline, exclude=UNUSED_COMPONENTS)
    except OSError as error:
        raise TocsinError(f"spaCy pipeline {pipeline!r} is not installed") from error
    for name in NAMES_LIKE_WORDS:
        # The parser knows words by this form: with that of another body's name, "IS" is no verb.
        nlp.vocab[name].norm_ = "nato"
    return nlp, remember(nlp)


NAMES_LIKE_WORDS = ("IS", "ISIS", "ISIL", "WHO", "US")
"""Short names in capitals that small letters would make another word."""
