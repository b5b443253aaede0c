"""Whether the words around a date speak of what was or of what will be."""

from __future__ import annotations

import re

from tocsin.timex.meaning import Tense

LEFT, RIGHT = 120, 60
"""Characters looked at on either side; a clause is seldom longer."""

_FUTURE = " ".join(
    (
        "will shall would may must should can could might expected scheduled due planned plan plans planning",
        "upcoming coming forthcoming payable intend intends aim aims hope hopes proposed expire expires deadline",
        "slated poised tentatively election elections redeem",
    )
).split()
_FUTURE_PHRASES = (
    "['’]ll", "won['’]t", "set (?:to|for)", "to be", "is to", "are to", "(?:going|about) to", "as (?:early|soon) as",
    "ahead of",
)  # fmt: skip
_PAST = " ".join(
    (
        "was were had has have did been began broke came fell rose met took left went made held sent saw",
        "fought shot won lost gave got led ran set struck spoke wrote put grew hit became brought built bought sold",
        "found felt kept knew thought stood swept drove threw blew tore burnt dug drew flew paid sought spent taught",
        "wore since last ago",
    )
).split()
# Words in -ed that are no past tense, or speak of what is to come.
# Those of saying stand before what is to come as easily as before what was.
_NOT_PAST = (
    "expected scheduled planned proposed slated poised need indeed hundred united unprecedented announced added stated "
    "declared claimed reported confirmed asked called agreed named based related"
).split()
_TELLING = (
    r"(?:said|says|told|tells|reported|reports|announced|stated|added|wrote|declared|confirmed|claimed|"
    r"according to [^,.]{3,40}|statement|interview|news conference|press conference)"
)

_CUE = re.compile(
    rf"(?:\b|(?=['’]))(?:(?P<future>{'|'.join((*_FUTURE_PHRASES, *_FUTURE))})"
    rf"|(?P<past>(?<!\bbe )(?:{'|'.join(_PAST)}|(?!(?:{'|'.join(_NOT_PAST)})\b)[a-z]{{2,}}ed)))\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(
    r"(?:[!?]|\.(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bGen\.)(?<!\bSen\.)(?<!\bGov\.)(?<!\bCol\.)"
    r"(?<!\.[A-Z]\.))['\"”’)]*\s|\n\s*\n|[;:]\s"
)
_TOLD_BEFORE = re.compile(rf"\b{_TELLING}(?: (?!that\b)[\w'’]+){{0,3}}?(?: (?:on|in|late|early|earlier))*\s$", re.I)
_TOLD_AFTER = re.compile(rf"\s{_TELLING}\b", re.IGNORECASE)

# "Wednesday's ruling" has been, whatever the verb around it says, unless something is ahead of it.
_POSSESSIVE = re.compile(
    r"['’]s\s(?!(?:election|vote|referendum|poll|ballot|summit|runoff|meeting|talk|hearing|deadline|visit|game|match)s?\b)"
)
_AHEAD = re.compile(r"\b(?:ahead of|before|for|until|next|in)\s$", re.IGNORECASE)


def tense(text: str, start: int, end: int) -> Tense | None:
    """The tense of the word right after the characters `start` to `end`, else of the nearest cue before or after.

    Cues are verbs and other words that tell the past from the future, in the same sentence. What `is_told` is past.
    """
    if _POSSESSIVE.match(text, end) and not _AHEAD.search(text, max(0, start - 20), start):
        return "past"
    cue = _CUE.match(text, end + 1) or _last_cue(_left(text, start)) or _CUE.search(_right(text, end))
    if cue is None:
        return None
    return "future" if cue["future"] else "past"


def is_told(text: str, start: int, end: int) -> bool:
    """Whether it dates an act of saying: "police said on Friday", "on Friday told reporters"."""
    return bool(_TOLD_BEFORE.search(_left(text, start)) or _TOLD_AFTER.match(text, end))


def _last_cue(piece: str) -> re.Match[str] | None:
    cues = list(_CUE.finditer(piece))
    return cues[-1] if cues else None


def _left(text: str, start: int) -> str:
    return _SENTENCE_END.split(text[max(0, start - LEFT) : start])[-1]


def _right(text: str, end: int) -> str:
    return _SENTENCE_END.split(text[end : end + RIGHT])[0]
