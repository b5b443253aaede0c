"""Which lines of a report are headings: the title, and those over its parts. Tags cannot be trusted in them."""

from __future__ import annotations

from tocsin.parse import ParsedReport, Sentence

LONGEST = 14
"""Words. A longer line without a full stop is a broken sentence."""
CAPITALS = 0.6
"""Share of words with a capital from which a line counts as a heading."""
CLOSING = ".!?:,;”\"'…)"


def headings(parsed: ParsedReport) -> frozenset[int]:
    """The indices of the sentences that are headings, the headline among them."""
    return frozenset(sentence.index for sentence in parsed.sentences if _is_heading(parsed, sentence))


def _is_heading(parsed: ParsedReport, sentence: Sentence) -> bool:
    if sentence.headline:
        return True
    text = parsed.cut(sentence.span)
    if text[-1] in CLOSING or text.count(" ") > LONGEST or not _stands_alone(parsed, sentence):
        return False
    words = [word for word in text.split() if word[:1].isalpha()]
    return 0 < sum(word[0].isupper() for word in words) >= CAPITALS * len(words)


def _stands_alone(parsed: ParsedReport, sentence: Sentence) -> bool:
    near = parsed.sentences[max(0, sentence.index - 1) : sentence.index + 2]
    return all(other.index == sentence.index or other.paragraph != sentence.paragraph for other in near)
