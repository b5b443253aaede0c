"""Names of places as they stand in a report: which capitalised words are a place, and which a person or a paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from spacy.tokens import Token

from tocsin import lemma
from tocsin.find.place_uses import is_government
from tocsin.find.place_words import (
    ARTICLES,
    BESIDE,
    GIVEN,
    JOINS,
    LANDMARKS,
    LOCAL,
    MODIFIERS,
    NEAR,
    ORGANISATIONS,
    PERSONS,
    PLACED_KINDS,
    STOPPED,
    STRONG,
    TITLES,
    Word,
    is_loud,
    kind_of,
    never_place,
    words_of,
)
from tocsin.gazetteer.entries import Kind, NameKind
from tocsin.gazetteer.folding import fold
from tocsin.gazetteer.form import MAX_WORDS
from tocsin.gazetteer.gazetteer import Gazetteer, Named
from tocsin.gazetteer.supplement import ordinary_words
from tocsin.parse import ParsedReport, segment
from tocsin.parse.datelines import dateline
from tocsin.report import Report
from tocsin.span import Field, Span

Use = Literal["place", "government", "name", "people", "unlisted", "home", "filed"]

KM_PER_MILE = 1.609
# How many people (as a power of ten, see `weight` in the gazetteer) a name must stand for to be read as a place where
# nothing around it says so; more where it is also an ordinary word, a person's name, or a subject, as persons are.
NEVER = 99.0
BARE, SUBJECT, PHRASE = 3.9, 4.6, 3.0
DICTIONARY_WORD, DICTIONARY_PHRASE, PERSON_WORD, KNOWN_WORD = 6.5, 5.0, 6.2, 8.0
CUED_DICTIONARY_WORD, CUED_PERSON_WORD = 4.6, 3.5
INSIDE_NAME = 3.6
AFTER_ARTICLE = 2.0
"""What an article or a common noun directly before a town's name adds: towns stand without ("the Duma")."""
LONGEST_ACRONYM = 5
HYPHENS = ("-", "‐", "–")
LONGEST_UNKNOWN = 4
"""Words of a name that is in no gazetteer; longer runs of capitals are headlines and the names of bodies."""
WITHIN = frozenset("in near".split())
"""Prepositions after which a name that nobody knows is a place."""

_DISTANCE = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)[ -]?(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi)\b[^.;:]{0,30}$", re.IGNORECASE
)
_DATELINE = re.compile(r"(?:, [^—–-]{1,25})?\s*(?:\([^)]{1,20}\))?\s*(?:—|–|--|-\s)")
_POSSESSIVE = re.compile(r"['’]s\b")
_AGE = re.compile(r", \d{1,2}(?:, | and |\.$)")
_KIND = f"(?:{'|'.join(sorted(PLACED_KINDS, key=len, reverse=True))})"
_AROUND = re.compile(
    rf"(?P<comma>,\s)|,? in (?:the )?(?:{_KIND} of )?|,? in \w+ern |\s\((?:[A-Z][^(),;]{{0,30}}, )?"
    rf"| {_KIND}(?:,| in| of| \() ?(?:the )?"
)
_LIST_GOES_ON = re.compile(r",? (?:and|or|as well as) ")
_LISTED = re.compile(r",? (?:and |or )?(?:in |at |near )?|, ")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that may be a place. `use` says as what it stands there; the unlisted are in no gazetteer.

    `ask` is the kind of place that the text calls it ("X province"), `near_km` how far off the text puts what it tells
    ("40 km from X"; zero where it says "near" without a number), `within` the number of the mention that the text
    names as the one around it ("Springfield, Illinois"). `need` is the weight a place must have to be believed there.
    """

    span: Span
    text: str
    folded: str
    named: Named
    use: Use = "place"
    cued: bool = False
    ask: str = ""
    near_km: float | None = None
    within: int | None = None
    firm: bool = False
    need: float = 0.0
    sentence: int = 0
    given: bool = False

    @property
    def is_local(self) -> bool:
        """Whether the text calls it a part of a town: a street, a square, a quarter, a station."""
        return self.ask in LOCAL


def mentions(parsed: ParsedReport, gazetteer: Gazetteer) -> list[Mention]:
    """The names of places of a report in their order, peoples among them, without persons of the same name."""
    found: list[Mention] = []
    persons: set[str] = set()
    for sentence in parsed.sentences:
        text = parsed.cut(sentence.span)
        ends = {token.idx + len(token): token for token in sentence.tokens}
        here = _Reader.of(text, sentence.span, ends, gazetteer, persons).read()
        found += [replace(one, sentence=sentence.index) for one in here]
    found += _dateline_names(parsed.report, gazetteer, persons)
    found.sort(key=lambda one: (one.span.field != "title", one.span))
    return _contained([one for one in found if not _is_known_person(one, persons)], parsed.report)


def _dateline_names(report: Report, gazetteer: Gazetteer, persons: set[str]) -> list[Mention]:
    """The names of a report's dateline, without the agency that it credits in brackets."""
    opening = dateline(report)
    if opening is None:
        return []
    text = report.cut(opening)
    credit = opening.start + (text.rfind("(") if "(" in text else len(text))
    return [one for one in _Reader.of(text, opening, {}, gazetteer, persons).read() if one.span.start < credit]


def given_mentions(text: str, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer) -> list[Mention]:
    """Mentions for spans found by others, each as it is given, and beside them what the text around them names.

    Those given are marked by `given`. Nothing is parsed: the names around tell what the given ones mean, no more.
    """
    report = Report(id="", text=text, sha256="")
    found = [_looked_up(Span("text", start, end), text[start:end], gazetteer) for start, end in spans]
    persons: set[str] = set()
    around: list[Mention] = []
    for number, piece in enumerate(segment(report)):
        here = _Reader.of(report.cut(piece.span), piece.span, {}, gazetteer, persons).read()
        around += [replace(one, sentence=number) for one in here]
        found = [replace(one, sentence=number) if piece.span.overlaps(one.span) else one for one in found]
    around += _dateline_names(report, gazetteer, persons)
    taken = [mention.span for mention in found]
    found += [
        one
        for one in around
        if one.need <= BARE and one.use in ("place", "people") and not any(one.span.overlaps(span) for span in taken)
    ]
    return _contained(sorted(found, key=lambda mention: mention.span), report)


def _looked_up(span: Span, wording: str, gazetteer: Gazetteer) -> Mention:
    """The mention of a given span: its name, the name without the word for its kind, or the name within it."""
    plain = re.sub(r"['’]s$|^[Tt]he ", "", wording.strip())
    folded = fold(plain)
    named, ask, use = gazetteer.named_as(folded), "", "place"
    words = folded.split()
    if not named and len(words) > 1:
        for rest, kind in ((words[:-1], kind_of(words[-1])), (words[1:], kind_of(words[0]))):
            if kind and kind not in LANDMARKS and not named:
                named, ask = gazetteer.named_as(" ".join(rest)), kind
    if not named and len(words) > 1:
        named, use = _named_inside(words, gazetteer), "name"
    if wording.endswith(".") or (wording.isupper() and len(wording) == 2):
        named = tuple(pair for pair in named if pair[1] == NameKind.SHORT) or named
    if any(kind == NameKind.PEOPLE for _, kind in named):
        use = "people"
    return Mention(span, wording, folded, named, use=cast(Use, use), cued=True, ask=ask, given=True)


def _named_inside(words: list[str], gazetteer: Gazetteer) -> Named:
    """The name of a place that begins a longer name or ends it ("Lima Court", "Bank of Peru"), the longest first."""
    size = len(words)
    for run in [run for length in range(size - 1, 0, -1) for run in (words[:length], words[size - length :])]:
        name = " ".join(run)
        named = tuple(pair for pair in gazetteer.named_as(name) if pair[1] not in (NameKind.SHORT, NameKind.PEOPLE))
        plain = len(run) == 1 and (gazetteer.is_word(name) or kind_of(name) or name in PERSONS or name in MODIFIERS)
        if named and not plain and gazetteer.known(named[0][0]).weight >= SUBJECT:
            return named
    return ()


def _is_known_person(mention: Mention, persons: set[str]) -> bool:
    return mention.folded in persons and not mention.cued and mention.use != "people"


def _contained(found: list[Mention], report: Report) -> list[Mention]:
    """The mentions, each with the number of the one that the text names around it: "X, Y", "X (Y)", "X in Y".

    Names parted by commas up to an "and" are a list, in which the next name may still be what lies around the one
    before it ("in X, Y, and Z, W"); it is not `firm`, so that it speaks for a place and never against one.
    """
    chosen = list(found)
    listed = False
    for number in reversed(range(len(found) - 1)):
        inner, outer = found[number], found[number + 1]
        if "people" in (inner.use, outer.use) or inner.span.field != outer.span.field:
            listed = False
            continue
        whole, end, start = report.whole(inner.span.field), inner.span.end, outer.span.start
        around = _AROUND.fullmatch(whole, end, max(start, end))
        listed = bool(_LIST_GOES_ON.fullmatch(whole, end, max(start, end))) or (
            listed and around is not None and around["comma"] is not None
        )
        if around:
            chosen[number] = replace(inner, within=number + 1, firm=not listed)
    return chosen


@dataclass(frozen=True, slots=True)
class _Found:
    """A mention with the words it covers."""

    first: int
    last: int
    mention: Mention


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the names of one sentence. Family names met on the way go to `persons`."""

    gazetteer: Gazetteer
    field: Field
    base: int
    text: str
    words: list[Word]
    ends: dict[int, Token]
    loud: bool
    persons: set[str]

    @classmethod
    def of(cls, text: str, span: Span, ends: dict[int, Token], gazetteer: Gazetteer, persons: set[str]) -> _Reader:
        """A reader of one sentence; `ends` are its tokens by where they end, none where it was not parsed."""
        words = words_of(text)
        return cls(gazetteer, span.field, span.start, text, words, ends, is_loud(words), persons)

    def read(self) -> list[Mention]:
        """The mentions of the sentence."""
        found: list[_Found] = []
        position = 0
        while position < len(self.words):
            one = self._at(position, found) if self._may_begin(position) else None
            if one and one.mention.need < NEVER:
                found.append(one)
            position = one.last if one else position + 1
        return [one.mention for one in found]

    def _may_begin(self, position: int) -> bool:
        word = self.words[position]
        return word.capital or (
            word.folded in ARTICLES and word.gap[:1] in ("-", "’", "'", " ") and self._goes_on(position)
        )

    def _goes_on(self, position: int) -> bool:
        return position + 1 < len(self.words) and self.words[position + 1].capital and self.words[position].gap != " "

    def _at(self, position: int, found: list[_Found]) -> _Found | None:
        """What begins at a word: a street, a name of the gazetteer, or a place that is in none."""
        street = self._street(position)
        match = self._longest(position)
        if street and (not match or position + match[0] < street):
            return self._unlisted(position, street, kind_of(self.words[street - 1].folded))
        if match:
            read = self._known(position, *match, found)
            if read and read.mention.need < NEVER:
                return read
            return self._unknown(position) or read or _Found(position, position + match[0], _NOTHING)
        return self._unknown(position)

    # Names of the gazetteer

    def _longest(self, position: int) -> tuple[int, str] | None:
        """The longest name of the gazetteer that begins at a word: how many words, and the folded name."""
        parts = [self.words[position].folded]
        ends = {len(parts[0]): 1}
        for index in range(position, min(position + MAX_WORDS, len(self.words)) - 1):
            word = self.words[index]
            if word.gap not in JOINS and not (word.gap == ". " and word.folded in STOPPED):
                break
            parts.append(self.words[index + 1].folded)
            ends[sum(map(len, parts)) + len(parts) - 1] = index + 2 - position
        for key in reversed(self.gazetteer.beginning(" ".join(parts))):
            count = ends.get(len(key))
            if count and (count == 1 or self._may_end(self.words[position + count - 1])):
                return count, key
        return None

    @staticmethod
    def _may_end(word: Word) -> bool:
        return word.capital or bool(kind_of(word.folded))

    def _known(self, position: int, count: int, folded: str, found: list[_Found]) -> _Found | None:
        named = self.gazetteer.named_as(folded)
        last = position + count
        while last > position + 1 and not self.words[last - 1].capital:  # "Mangistau region": not the small word
            last -= 1
        if self._is_torn(position, last, named):
            return None
        mention = self._plain(position, last, folded, named)
        if all(kind == NameKind.SHORT for _, kind in named) or self._is_short_form(mention, found, position):
            return self._short(position, last, mention, found)
        if any(kind == NameKind.PEOPLE for _, kind in named):
            return _Found(position, last, replace(mention, use="people"))
        mention = replace(mention, named=tuple(pair for pair in named if pair[1] != NameKind.SHORT))
        if last == position + 1 and self._cannot_be(self.words[position], mention):
            return _Found(position, last, replace(mention, need=NEVER))
        return self._judged(mention, position, last, found)

    def _is_torn(self, position: int, last: int, named: Named) -> bool:
        """Whether it is only part of a longer name: of "Mayo-Sava", "Al Hawi" or "Ras al-Ain"."""
        if last == position + 1 and self.words[position].folded in ARTICLES and self._goes_on_from(last):
            return True
        if self._article_follows(last) or self._is_begun(position, last):
            return True
        sides = [self.words[last]] if self._is_hyphened(last - 1) else []
        sides += [self.words[position - 1]] if position and self._is_hyphened(position - 1) else []
        return any(not self._goes_with(named, side) for side in sides)

    def _is_begun(self, position: int, last: int) -> bool:
        """Whether the name goes on to a word for its kind: "Mei Ma Thaw village" is not the village of Mei."""
        end = self._end_of_name(position)
        if self.loud or end <= last or end >= len(self.words) or self.words[end - 1].gap != " ":
            return False
        rest, kind = self.words[last:end], self.words[end]
        if kind.capital or kind_of(kind.folded) not in ("city", "district", "spot"):
            return False
        return not any(kind_of(word.folded) or self._is_known_word(word) for word in rest)

    def _goes_on_from(self, index: int) -> bool:
        return index < len(self.words) and self.words[index].capital and self.words[index - 1].gap in JOINS

    def _article_follows(self, index: int) -> bool:
        """Whether an article of a foreign name follows and the name goes on behind it ("Ras al-Ain")."""
        if index + 1 >= len(self.words) or self.words[index - 1].gap not in JOINS:
            return False
        article = self.words[index]
        return article.folded in ARTICLES and article.gap in ("-", "‐") and self.words[index + 1].capital

    def _is_hyphened(self, index: int) -> bool:
        word = self.words[index]
        return word.gap in HYPHENS and self._goes_on_from(index + 1) and word.capital

    def _goes_with(self, named: Named, side: Word) -> bool:
        """Whether the name beside a hyphen is that of a place by itself, as in "the Oyo-Ibadan road", "US-Mexico"."""
        ordinary = side.folded in MODIFIERS or never_place(side) or kind_of(side.folded)
        if ordinary or side.text.isupper():  # "Mid-", "D-", "Pre-"
            return True
        other = self.gazetteer.named_as(side.folded)
        if any(kind == NameKind.PEOPLE for _, kind in (*named[:1], *other[:1])):
            return True
        return bool({self._region(row) for row, _ in named[:5]} & {self._region(row) for row, _ in other[:5]})

    def _region(self, row: int) -> str:
        """The country of a place; one name for all places that stand for states and what is larger."""
        known = self.gazetteer.known(row)
        states = known.kind in (Kind.COUNTRY, Kind.CAPITAL) or known.level == "supranational"
        return "a state" if states else known.country or ""

    def _plain(self, position: int, last: int, folded: str, named: Named) -> Mention:
        start, end = self.words[position].start, self.words[last - 1].end
        span = Span(self.field, self.base + start, self.base + end)
        return Mention(span, self.text[start:end], folded, named)

    def _is_short_form(self, mention: Mention, found: list[_Found], position: int) -> bool:
        """Whether a word that is also a state's short form stands where one would ("Portland, Me.", "Gary, IN")."""
        after_town = (
            bool(found) and found[-1].mention.use == "place" and self._between(found[-1].last, position) == ", "
        )
        looks_short = (len(mention.text) == 2 and mention.text.isupper()) or self._stopped(mention)
        return after_town and looks_short and any(kind == NameKind.SHORT for _, kind in mention.named)

    def _stopped(self, mention: Mention) -> bool:
        return self.text[mention.span.end - self.base :].startswith(".")

    def _short(self, position: int, last: int, mention: Mention, found: list[_Found]) -> _Found | None:
        """A state's short form, read only after a town and a comma."""
        if not found or self._between(found[-1].last, position) not in (", ", " ("):
            return None
        if self._stopped(mention) and mention.text[-1] != ".":
            span = Span(self.field, mention.span.start, mention.span.end + 1)
            mention = replace(mention, span=span, text=mention.text + ".")
        short = tuple(pair for pair in mention.named if pair[1] == NameKind.SHORT)
        return _Found(position, last, replace(mention, named=short, folded=f"{mention.folded}.", cued=True))

    def _judged(self, mention: Mention, position: int, last: int, found: list[_Found]) -> _Found | None:
        """The mention with its use, its cues and what it needs to be believed; none where it is a person."""
        before, after = self._neighbours(position, last)
        ask = self._asked(position, last)
        dateline = position == 0 and bool(_DATELINE.match(self.text, self.words[last - 1].end))
        cued = bool(ask) or dateline or self._is_cued(position) or self._is_listed(position, found)
        if self._is_person(mention, position, before, after, cued=cued):
            self.persons.update(word.folded for word in self.words[position - len(before) : last + len(after)])
            return None
        mention = replace(mention, ask=ask, cued=cued, near_km=self._distance(position))
        if self._in_name(position, before, after):
            mention = replace(mention, use="name", cued=False, need=max(INSIDE_NAME, self._needed(mention, position)))
        else:
            mention = replace(mention, use=self._use(mention, last), need=self._needed(mention, position))
        return _Found(position, last, mention)

    def _cannot_be(self, word: Word, mention: Mention) -> bool:
        """Whether a single word is no place whatever stands around it: grammar, kinds of places, acronyms."""
        if never_place(word) or kind_of(word.folded) or word.folded in ORGANISATIONS or word.folded in MODIFIERS:
            return True
        top = self.gazetteer.known(mention.named[0][0])
        acronym = word.text.isupper() and len(word.text) <= LONGEST_ACRONYM and not self.loud
        dateline = word is self.words[0] and _DATELINE.match(self.text, word.end)
        return acronym and not dateline and top.level not in ("country", "supranational")

    # Neighbours

    def _neighbours(self, position: int, last: int) -> tuple[list[Word], list[Word]]:
        """Capitalised words directly before and after, as parts of one longer name; a title ends the name."""
        first = position
        while first and self._joined(first - 1) and self._part_of_name(first - 1):
            first -= 1
        end = last
        while end < len(self.words) and self._joined(end - 1) and self._part_of_name(end):
            if self.words[end].folded in TITLES:
                break
            end += 1
        return self.words[first:position], self.words[last:end]

    def _joined(self, index: int) -> bool:
        word = self.words[index]
        return word.gap in (" ", "\n") or (word.gap == ". " and (len(word.text) == 1 or word.folded in TITLES))

    def _part_of_name(self, index: int) -> bool:
        word = self.words[index]
        if not word.capital or never_place(word):
            return False
        tells = word.folded in PERSONS or word.folded in TITLES
        return tells or not (index == 0 or self.loud) or not self.gazetteer.is_word(word.folded)

    def _between(self, end: int, start: int) -> str:
        return self.text[self.words[end - 1].end : self.words[start].start]

    # Cues

    def _is_cued(self, position: int) -> bool:
        """Whether a preposition of place, or "of" after a word for a place or a spot beside it, stands before."""
        index = position - 1
        while index >= 0 and (self.words[index].folded in MODIFIERS or self.words[index].folded == "the"):
            index -= 1
        if index < 0:
            return False
        word = self.words[index]
        if not re.fullmatch(r"[\s\-([]*", word.gap):
            return False
        if word.folded != "of" or not index:
            return word.folded in STRONG
        before = self.words[index - 1]
        return bool(kind_of(before.folded)) or before.folded in BESIDE or before.gap == ", "

    def _is_listed(self, position: int, found: list[_Found]) -> bool:
        """Whether it goes on a list of places that began with a cue."""
        if not found or not (found[-1].mention.cued and found[-1].mention.use == "place"):
            return False
        return bool(_LISTED.fullmatch(self._between(found[-1].last, position)))

    def _asked(self, position: int, last: int) -> str:
        """The kind of place that the words around a name call it ("X province", "the village of X")."""
        if last < len(self.words) and self.words[last - 1].gap in JOINS:
            after = self.words[last]
            kind = kind_of(after.folded)
            if kind and kind not in LANDMARKS and not (after.capital and after.folded in ("city", "state")):
                return kind
        if position > 1 and self.words[position - 1].folded == "of":
            return kind_of(self.words[position - 2].folded)
        return ""

    def _distance(self, position: int) -> float | None:
        """How far from the place the text puts what it tells; zero for "near", none where it is the place itself."""
        start = self.words[position].start
        before = self.text[max(0, start - 60) : start]
        if (match := _DISTANCE.search(before)) and not re.search(r"\b(?:to|in|and)\s+$", before):
            number = float(match["number"].replace(",", ""))
            return number * (KM_PER_MILE if match["unit"].lower().startswith("mi") else 1.0)
        for back in range(1, min(4, position + 1)):
            word, following = self.words[position - back].folded, self.words[position - back + 1].folded
            if word in NEAR and back <= 2:
                return 0.0
            if word in BESIDE and following in ("of", "with", "to", "from", "between"):
                return 0.0
        return None

    # Persons, organisations, ordinary words

    def _is_person(self, mention: Mention, position: int, before: list[Word], after: list[Word], *, cued: bool) -> bool:
        """Whether it is the name of a person, by a title, by the words beside it, by its age, or by speaking."""
        if position and self.words[position - 1].folded in TITLES and self._joined(position - 1):
            return self.words[position - 1].capital or not cued
        if mention.folded.count(" ") > 1 or self._has_article(position - len(before)):
            return False
        if not cued and (self._speaks(mention) or _AGE.match(self.text, mention.span.end - self.base)):
            return True
        if any(word.folded in ORGANISATIONS for word in after) or (after and kind_of(after[-1].folded)):
            return False
        if after and (mention.folded in GIVEN or not all(map(self._is_common, after))):
            return True
        return bool(before) and (before[-1].folded in GIVEN or not all(map(self._is_common, before)))

    def _has_article(self, first: int) -> bool:
        return first > 0 and self.words[first - 1].folded == "the" and self.words[first - 1].gap == " "

    def _speaks(self, mention: Mention) -> bool:
        """Whether it is the subject of a verb of speech; capitals and countries may be."""
        token = self.ends.get(mention.span.end - self.base)
        if (
            token is None
            or token.dep_ != "nsubj"
            or lemma.verb(token.head.lower_) not in ("say", "add", "tell", "note")
        ):
            return False
        return self.gazetteer.known(mention.named[0][0]).kind not in (Kind.CAPITAL, Kind.COUNTRY)

    def _is_common(self, word: Word) -> bool:
        """Whether a capitalised neighbour is an ordinary word or a place itself, and no person's name."""
        if word.folded in MODIFIERS or word.folded in ORGANISATIONS or kind_of(word.folded):
            return True
        if word.folded in GIVEN:
            return False
        return self.gazetteer.is_word(word.folded) or self._is_place(word)

    def _is_place(self, word: Word) -> bool:
        named = self.gazetteer.named_as(word.folded)
        if not named or word.folded in PERSONS:
            return False
        return named[0][1] == NameKind.PEOPLE or self.gazetteer.known(named[0][0]).weight >= SUBJECT

    def _in_name(self, position: int, before: list[Word], after: list[Word]) -> bool:
        """Whether the name is part of an organisation's, as in "Chicago Board of Trade" or "University of Tehran"."""
        if position > 1 and self.words[position - 1].folded == "of" and self.words[position - 2].capital:
            return self.words[position - 2].folded in ORGANISATIONS
        if self.loud:
            return False
        rest = [word for word in after if word.folded not in MODIFIERS]
        if rest and not kind_of(rest[0].folded) and not self._is_place(rest[0]):
            return True
        if any(word.folded in ORGANISATIONS and not kind_of(word.folded) for word in before + after):
            return True
        return any(not self._is_modifier(word) for word in before)

    def _is_modifier(self, word: Word) -> bool:
        return word.folded in MODIFIERS or bool(kind_of(word.folded)) or self._is_place(word)

    def _needed(self, mention: Mention, position: int) -> float:
        """The weight that a place of that name must have to be believed here."""
        words = mention.folded.split()
        if len(words) > 1:
            ordinary = all(self.gazetteer.is_word(word) or never_place(_as_word(word)) for word in words)
            return 0.0 if mention.cued else DICTIONARY_PHRASE if ordinary else PHRASE
        if mention.folded in PERSONS:
            return CUED_PERSON_WORD if mention.cued else PERSON_WORD
        if mention.folded in ordinary_words()["names"]:
            return DICTIONARY_WORD if mention.cued else KNOWN_WORD
        if self.gazetteer.is_word(mention.folded):
            return CUED_DICTIONARY_WORD if mention.cued else DICTIONARY_WORD
        if mention.cued:
            return 0.0
        extra = AFTER_ARTICLE if self._is_named_thing(mention, position) else 0.0
        token = self.ends.get(mention.span.end - self.base)
        subject = token is not None and token.dep_ in ("nsubj", "nsubjpass", "poss")
        return (SUBJECT if subject or position == 0 or self.loud else BARE) + extra

    def _is_named_thing(self, mention: Mention, position: int) -> bool:
        """Whether an article or a common noun stands directly before ("the Duma", "the channel Mir")."""
        if not position or self.words[position - 1].gap != " ":
            return False
        before = self.words[position - 1]
        token = self.ends.get(before.end)
        if before.folded == "the":
            name = self.ends.get(mention.span.end - self.base)
            return name is not None and name.dep_ not in ("compound", "nmod", "amod", "poss")
        return token is not None and token.tag_ == "NN" and before.folded not in MODIFIERS

    # What the name stands for

    def _use(self, mention: Mention, last: int) -> Use:
        if self.words[last - 1].gap == "-" and last < len(self.words) and self.words[last].folded == "based":
            return "home"
        kind = self.gazetteer.known(mention.named[0][0]).kind
        if kind is Kind.CAPITAL and self._heads_report(mention, last):
            return "filed"
        token = self.ends.get(mention.span.end - self.base)
        if token is None or mention.near_km is not None:
            return "place"
        return "government" if is_government(token, kind) else "place"

    def _heads_report(self, mention: Mention, last: int) -> bool:
        """Whether it is the dateline of a report; out of a capital come reports on all of a country."""
        start = mention.span.start == self.base
        return start and bool(_DATELINE.match(self.text, self.words[last - 1].end))

    # Places in no gazetteer

    def _street(self, position: int) -> int:
        """The end of the name of a street or landmark that begins at a word; zero where none does."""
        if never_place(self.words[position]) and position == 0:
            return 0
        for index in range(position, min(position + 6, len(self.words))):
            word = self.words[index]
            if not word.capital or (index > position and not self._joined(index - 1)):
                return 0
            if index > position and kind_of(word.folded) in LANDMARKS:
                return index + 1
        return 0

    def _unknown(self, position: int) -> _Found | None:
        """A place in no gazetteer: capitalised words that the text calls a place or puts within one."""
        word = self.words[position]
        if (
            never_place(word)
            or word.folded in TITLES
            or (position and self._part_of_name(position - 1) and self._joined(position - 1))
        ):
            return None
        last = self._end_of_name(position)
        while last > position + 1 and kind_of(self.words[last - 1].folded):
            last -= 1
        if not self._looks_unknown(self.words[position:last]):
            return None
        called = self._asked(position, last)
        if called in ("city", "district", "spot") or self._is_placed(position, last):
            return self._unlisted(position, last, called)
        return None

    def _end_of_name(self, position: int) -> int:
        """The end of a run of capitalised words, with the articles of foreign names among them."""
        last = position + 1
        while last < len(self.words) and last - position < LONGEST_UNKNOWN and self.words[last - 1].gap in JOINS:
            if not self.words[last].capital and not self._article_follows(last):
                break
            last += 1
        return last

    def _is_placed(self, position: int, last: int) -> bool:
        """Whether the text puts something in it, or it in something: "in X", "at X, Y"."""
        if not position:
            return False
        before = self.words[position - 1].folded
        rest = self.text[self.words[last - 1].end :]
        unknown = not any(map(self._is_known_word, self.words[position:last]))
        if before in WITHIN and self._is_cued(position) and unknown and not _POSSESSIVE.match(rest):
            return True
        held = rest[:2] in (", ", " (") and last < len(self.words) and self.words[last].capital
        return held and before in ("in", "at", "near", "of", "the") and self._is_cued(position)

    def _is_known_word(self, word: Word) -> bool:
        """Whether a word is anything but the unknown name of a place: ordinary, a person's, an acronym, a place."""
        if word.folded in ARTICLES:
            return False
        ordinary = word.folded in MODIFIERS or word.folded in PERSONS or word.text.isupper()
        return ordinary or self.gazetteer.is_word(word.folded) or self._is_place(word)

    def _looks_unknown(self, words: list[Word]) -> bool:
        if any(never_place(word) or word.folded in TITLES or word.folded in ORGANISATIONS for word in words):
            return False
        return not all(self.gazetteer.is_word(word.folded) for word in words)

    def _unlisted(self, position: int, last: int, ask: str) -> _Found:
        mention = self._plain(position, last, "", ())
        sounding = () if ask in LANDMARKS else self.gazetteer.sounding(mention.text)
        mention = replace(mention, folded=fold(mention.text), named=sounding, use="unlisted", ask=ask, cued=True)
        return _Found(position, last, replace(mention, near_km=self._distance(position)))


def _as_word(folded: str) -> Word:
    return Word(folded, 0, len(folded), folded, "")


_NOTHING = Mention(Span("text", 0, 1), "", "", (), need=NEVER)
"""Stands for words that are surely no place, so that reading goes on behind them."""
