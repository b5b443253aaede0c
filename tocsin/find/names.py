"""Names of persons and institutions in a sentence, with the role and organisation that stand beside them.

Read from tags alone: a name is a run of proper nouns. No model of names is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tocsin.codebook.roles import role_ending_at, role_starting_at, role_table
from tocsin.find.nations import nation_of
from tocsin.parse import Sentence
from tocsin.span import Span

PROPER = frozenset(("NNP", "NNPS"))
MODIFIERS = frozenset(("JJ", "NN", "NNP", "NNPS", "VBN", "HYPH", "POS", "NNS", "JJS", "``", "''"))
# What may stand between the parts of a name without a capital of its own.
PARTICLES = frozenset("al el bin ibn de del della di da dos van von der ter la le und".split())
# What joins the parts of an institution's name or of an office: "Ministry of Health", "Center for Policy".
JOINTS = frozenset(("of", "for", "on", "and", "the", "&"))
DATE_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan jan. feb feb. aug aug. sept sept. oct oct. nov nov. dec dec.".split()
)
BELONGING = frozenset(("of", "for", "at", "with", "in", "from", "to"))
OWNING = frozenset(("of", "for", "at", "with"))
"""Behind these stands an organisation; behind the others of `BELONGING` a place as often."""
SHORTEST_OFFICE = 4
"""Words of "for Rights Nada Haddad": what an office is for, and a name of two."""
LONGEST_DESCRIPTION = 9
"""Words looked through for a role before or after a name."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a sentence: tokens `start` to `end`; `first` to `last` are the name (`text`), the rest its title."""

    sentence: Sentence
    start: int
    end: int
    first: int
    last: int
    text: str
    role: str | None = None
    role_class: str | None = None
    organisation: str | None = None
    nation: str | None = None
    gender: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The name in lower case, word by word."""
        return tuple(self.text.lower().split())

    @property
    def span(self) -> Span:
        """Where the name stands."""
        return self.sentence.locate(self.first, self.last)


def names_in(sentence: Sentence) -> Iterator[Name]:
    """The names of a sentence, from left to right. Not for headings: there every word has a capital."""
    words = [token.lower_ for token in sentence.tokens]
    tags = [token.tag_ for token in sentence.tokens]
    if "NNP" not in tags and "NNPS" not in tags:
        return
    for start, end in _runs(words, tags):
        yield from _name(sentence, words, tags, start, end)


def _runs(words: Sequence[str], tags: Sequence[str]) -> Iterator[tuple[int, int]]:
    index, count = 0, len(words)
    while index < count:
        if tags[index] not in PROPER or words[index] in DATE_WORDS:
            index += 1
            continue
        start = index
        while index < count and _goes_on(words, tags, start, index):
            index += 1
        yield start, index


def _goes_on(words: Sequence[str], tags: Sequence[str], start: int, index: int) -> bool:
    if tags[index] in PROPER:
        return words[index] not in DATE_WORDS
    after = index + 1 < len(words) and tags[index + 1] in PROPER and words[index + 1] not in DATE_WORDS
    if words[index] in PARTICLES or tags[index] == "HYPH":
        return after
    if words[index] in JOINTS and words[index] not in ("and", "the"):
        return after and _is_office(words, start, index)
    return tags[index] == "CD" and words[index].isdigit() and not after and len(words[index]) < 4


def _is_office(words: Sequence[str], start: int, end: int) -> bool:
    table = role_table()
    return end > start and (words[end - 1] in table.institutions or words[end - 1] in table.classes)


def _name(sentence: Sentence, words: Sequence[str], tags: Sequence[str], start: int, end: int) -> Iterator[Name]:
    first, gender = _after_title(words, start, end)
    if end - first == 1 and tags[first] == "NNP" and words[first] in role_table().classes and first == start:
        return
    if first >= end or "://" in words[first] or (end - first == 1 and nation_of(words[first])):
        return
    name = Name(sentence, start, end, first, end, _cut(sentence, first, end), gender=gender)
    before = _description_before(words, tags, start, first)
    after = _description_after(words, tags, end)
    if before:
        yield replace(_described(name, words, tags, before), start=min(before[0], start))
    elif after:
        owner = _belongs_to(sentence, words, tags, after[1])
        described = _described(name, words, tags, after)
        organisation, last = owner or (described.organisation, after[1])
        yield replace(described, end=last, organisation=organisation)
    else:
        yield name


def _described(name: Name, words: Sequence[str], tags: Sequence[str], description: tuple[int, int]) -> Name:
    """The name with what the description beside it tells."""
    start, end = description
    while start < end - 1 and tags[start] in ("``", "''", "HYPH"):
        start += 1
    role = _cut(name.sentence, start, end)
    return replace(
        name,
        role=role,
        role_class=_class_of(words, end),
        organisation=_owner(name.sentence, words, tags, start, end),
        nation=_nation(words, start, end),
        gender=name.gender or _gender(role),
    )


def _after_title(words: Sequence[str], start: int, end: int) -> tuple[int, str | None]:
    """Where the name proper begins, behind the honorifics and offices at the head of a run."""
    table = role_table()
    first, gender = start, None
    for index in range(start + 1, end + 1):
        word = words[index - 1]
        if word in table.honorifics:
            first, gender = index, table.honorifics[word] or gender
        elif index < end and (found := role_ending_at(words, index)) and found[0] >= start:
            last = end - index == 1
            if words[index] in table.institutions or words[index] in table.media or (last and first > start):
                continue
            first = index
    return _behind_organisation(words, first, end), gender


def _behind_organisation(words: Sequence[str], first: int, end: int) -> int:
    """Where a name begins behind an office of something: "Commissioner for Human Rights (Nada Haddad)"."""
    if first >= end or words[first] not in JOINTS or end - first < SHORTEST_OFFICE:
        return first
    begin = end
    for _ in range(2):
        begin -= 1
        while begin - 1 > first and "-" in words[begin - 1 : begin + 1]:
            begin -= 1
    return begin


def _description_before(words: Sequence[str], tags: Sequence[str], start: int, first: int) -> tuple[int, int] | None:
    """The role phrase that ends where the name begins: ("Serbian President") Ana Ilic, (the opposition leader,) …"""
    end = first
    while end > 0 and words[end - 1] in role_table().honorifics:
        end -= 1
    if end == start and end > 1 and words[end - 1] == ",":
        end -= 1
    found = role_ending_at(words, end)
    table = role_table()
    described = end and words[end - 1] in table.media | table.institutions and tags[end - 1] not in PROPER
    if not found and not described:
        return None
    begin = found[0] if found else end - 1
    while (
        begin > 0
        and tags[begin - 1] in MODIFIERS
        and words[begin - 1] not in DATE_WORDS
        and end - begin < LONGEST_DESCRIPTION
    ):
        begin -= 1
    if end < start and not (begin and tags[begin - 1] in ("DT", "PRP$", "POS")):
        return None
    return begin, end


def _description_after(words: Sequence[str], tags: Sequence[str], end: int) -> tuple[int, int] | None:
    """The role phrase in apposition: Ana Ilic, (head) of …; Ana Ilic, 41, (a teacher) …"""
    if end + 1 >= len(words) or words[end] != ",":
        return None
    index = end + 1
    if tags[index] == "CD" and index + 1 < len(words) and words[index + 1] == ",":
        index += 2
    if index < len(words) and tags[index] in ("DT", "PRP$"):
        index += 1
    for at in range(index, min(index + LONGEST_DESCRIPTION, len(words))):
        found = role_starting_at(words, at)
        if found and (found[0] >= len(words) or tags[found[0]] not in MODIFIERS):
            return index, found[0]
        if words[at] in role_table().institutions and tags[at] == "NN" and tags[at + 1 : at + 2] != ["NN"]:
            return index, at + 1
        if tags[at] not in MODIFIERS and words[at] != "and":
            return None
    return None


def _belongs_to(sentence: Sentence, words: Sequence[str], tags: Sequence[str], start: int) -> tuple[str, int] | None:
    """The organisation after a role, "head (of the Red Crescent in Aden)", and where it ends."""
    if start >= len(words) or words[start] not in BELONGING:
        return None
    end = start + 1
    inner = MODIFIERS | {"DT", "IN", "CC", "CD"}
    while end < len(words) and tags[end] in inner and words[end] not in ("that", "as", "but"):
        end += 1
    while end > start + 1 and tags[end - 1] in ("DT", "IN", "CC", "POS"):
        end -= 1
    left = start + 2 if words[start + 1] == "the" else start + 1
    if left >= end or tags[left] == "CD":
        return None
    name = _cut(sentence, left, end)
    return (name, end) if words[start] in OWNING or role_table().is_institution(name) else None


def _owner(sentence: Sentence, words: Sequence[str], tags: Sequence[str], start: int, end: int) -> str | None:
    """The organisation within a role phrase: ("Interior Ministry") spokesman."""
    found = role_ending_at(words, end)
    stop = found[0] if found else end
    left = start
    while left < stop and (tags[left] not in PROPER or nation_of(words[left])):
        left += 1
    right = left
    while right < stop and (tags[right] in PROPER or tags[right] == "CD"):
        right += 1
    return _cut(sentence, left, right) if left < right else None


def _nation(words: Sequence[str], start: int, end: int) -> str | None:
    for index in range(start, end):
        pair = nation_of(" ".join(words[index : index + 2])) if index + 1 < end else None
        if found := pair or nation_of(words[index]):
            return found
    return None


def _class_of(words: Sequence[str], end: int) -> str | None:
    found = role_ending_at(words, end)
    return found[1] if found else None


def _gender(role: str | None) -> str | None:
    return role_table().gender.get(role.lower().split()[-1]) if role else None


def _cut(sentence: Sentence, start: int, end: int) -> str:
    return sentence.tokens[start:end].text
