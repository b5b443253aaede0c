"""PLV: sentences with a source and a target, each pair coded with one of PLOVER's types.

Which mention holds between two given spans is the library's to say (`tocsin.find.between`); a pair between which it
finds none is wrong. RETREAT and CONCEDE are one class, YIELD, as in the corpus, and
verdicts, which the manual of 2024 puts under SANCTION, are counted as ACCUSE, where the corpus has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tocsin.evaluate.corpus import Row
from tocsin.evaluate.scores import Confusion, Miss, Scores, accuracy, macro_f1, weighted_f1
from tocsin.event import Mention
from tocsin.report import Report
from tocsin.span import Span

NOTHING = "none"
AS_ONE = {"RETREAT": "YIELD", "CONCEDE": "YIELD"}

Code = Callable[[Report, Span | None, Span | None], Mention | None]
"""What is coded between two spans of a report, or none."""


def score(rows: Iterable[Row], code: Code) -> Scores:
    """Macro-F1 and accuracy over the 15 classes, and the quad class, with the pairs coded otherwise than in gold."""
    given = list(rows)
    found = [_found(row, code) for row in given]
    types = Confusion("PLOVER type", tuple((row.gold["root"], one) for row, one in zip(given, found, strict=True)))
    measures = (
        macro_f1("macro-F1, 15 classes", types, without={NOTHING}),
        accuracy("accuracy", types.pairs),
        weighted_f1("weighted F1", types, without={NOTHING}),
    )
    misses = tuple(
        Miss(row.id, "type", gold, one, _marked(row))
        for row, (gold, one) in zip(given, types.pairs, strict=True)
        if gold != one
    )
    return Scores(measures, misses, (types,))


def _found(row: Row, code: Code) -> str:
    report = Report(id=row.id, text=row.text, sha256="", published=row.date, language="en")
    mention = code(report, _span(row, "source"), _span(row, "target"))
    if mention is None:
        return NOTHING
    return "ACCUSE" if mention.mode == "convict" else AS_ONE.get(mention.type, mention.type)


def _span(row: Row, side: str) -> Span | None:
    given = row.gold.get(side)
    return Span("text", given["start"], given["end"]) if given else None


def _marked(row: Row) -> str:
    """The sentence with its source and target in brackets."""
    text = row.text
    spans = [(span, mark) for side, mark in (("source", "S"), ("target", "T")) if (span := _span(row, side))]
    for span, mark in sorted(spans, key=lambda one: one[0].start, reverse=True):
        text = f"{text[: span.start]}[{mark} {text[span.start : span.end].strip()}]{text[span.end :]}"
    return text
