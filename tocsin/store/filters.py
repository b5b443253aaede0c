"""What a reader of the record asks for, and the names by which it is found."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice

_NO_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that all must hold; an empty one asks for nothing.

    `place` is a place, a region or a country, by name or ISO code. `since` and `until` are the first and the last day.
    `type` is a PLOVER type or mode, an ACLED type, or a kind of figure. `speaker` and `outlet` match by whole words.
    `status` is that of a merged event; nothing else has one. `words` all stand in what is told. `grade` is the worst
    that an event may have in the Admiralty scheme: "B" for its source, "2" for itself, "B2" for both.
    """

    place: str | None = None
    since: date | None = None
    until: date | None = None
    type: str | None = None
    speaker: str | None = None
    outlet: str | None = None
    status: str | None = None
    words: str | None = None
    grade: str | None = None


@lru_cache(maxsize=50_000)
def folded(name: str) -> str:
    """A name as it is compared: without case, accents, marks and doubled blanks."""
    return folded_once(name)


def folded_once(text: str) -> str:
    """The same for a text that is not worth being remembered."""
    if text.isascii():
        return " ".join(_NO_WORD.sub(" ", text.lower()).split())
    name = text
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in plain.casefold()).split())


LONGEST_WORD, MOST_WORDS = 60, 20_000
"""Beyond these a text is no prose: what is longer is cut off the index, and found by its beginning or not at all."""


def words_of(text: str) -> list[str]:
    """The different folded words of a text, as they are looked for."""
    return list(islice(dict.fromkeys(word[:LONGEST_WORD] for word in folded_once(text).split()), MOST_WORDS))
