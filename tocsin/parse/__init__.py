"""Sentences and quotations with exact offsets, parsed. The only room that loads a model."""

from tocsin.paragraphs import paragraph_spans
from tocsin.parse.parser import ParsedReport, Sentence, begin_anew, parse, parse_many, parse_segments, readable
from tocsin.parse.quotations import Quotation, quotations
from tocsin.parse.sentences import Segment, segment, sentence_spans

__all__ = [
    "ParsedReport",
    "Quotation",
    "Segment",
    "Sentence",
    "begin_anew",
    "paragraph_spans",
    "parse",
    "parse_many",
    "parse_segments",
    "quotations",
    "readable",
    "segment",
    "sentence_spans",
]
