"""Names of places as they stand in a report: which capitalised words are a place, and which a person or a paper."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal

from spacy.tokens import Token

from tocsin.gazetteer.entries import Kind, NameKind
from tocsin.gazetteer.folding import fold
from tocsin.gazetteer.form import MAX_WORDS
from tocsin.gazetteer.gazetteer import Gazetteer, Named
from tocsin.gazetteer.supplement import ordinary_words
from tocsin.parse import ParsedReport, Sentence
from tocsin.span import Field, Span

Use = Literal["place", "government", "name", "people", "unlisted", "home"]

_WORD = re.compile(
    r"(?:[A-Z][a-z]{0,2}\.){2,}"  # initials: U.S., W.Va.
    r"|[^\W\d_]+(?:['’ʻʼ`](?!s\b)[^\W\d_]+)*"  # a word, with an apostrophe inside but no possessive
)
_NUMBER = re.compile(r"\d")
# What may stand between two words of one name.
_JOINS = (" ", "-", "‐", "–", "\n", "' ", "’ ")
_STOPPED = frozenset(("st", "ste", "ft", "mt"))
_DISTANCE = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)[ -]?(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi)\b[^.;:]{0,30}$", re.IGNORECASE
)
KM_PER_MILE = 1.609

# How many people (as a power of ten, see `weight` in the gazetteer) a name must stand for to be read as a place when
# nothing around it says so; higher where it stands first in the sentence, or is also an ordinary word or a given name.
BARE_WEIGHT = 3.9
FIRST_WEIGHT = 4.6
GIVEN_WEIGHT = 6.0
WORD_WEIGHT = 6.2


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence. `start` and `end` are offsets into it; `gap` is what stands between it and the next."""

    text: str
    start: int
    end: int
    folded: str
    gap: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that may be a place. `use` says as what it stands there.

    `ask` is the kind of division that the text names it as ("X province"), `near_km` how far off the text puts what
    it tells ("40 km from X"; zero where it says "near" without a number), `within` the number of the mention that the
    text names as the one around it ("Springfield, Illinois").
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
    sure: bool = False
    """Whether it was named as a kind of place or with what lies around it."""


def mentions(parsed: ParsedReport, gazetteer: Gazetteer) -> list[Mention]:
    """The names of places of a report in their order, peoples among them, without persons of the same name."""
    found: list[Mention] = []
    persons: set[str] = set()
    for sentence in parsed.sentences:
        reader = _Reader.of(parsed, sentence, gazetteer)
        found += reader.read(persons, len(found))
    return _without_persons(found, persons)


def plain_mentions(text: str, spans: list[tuple[int, int]], gazetteer: Gazetteer) -> list[Mention]:
    """Mentions for spans found by others, each as it is given."""
    found: list[Mention] = []
    for start, end in spans:
        wording = text[start:end]
        folded, named, ask = _looked_up(wording, gazetteer)
        mention = Mention(Span("text", start, end), wording, folded, named, cued=True, ask=ask)
        before = found[-1] if found else None
        if before and text[before.span.end : start] in (", ", " (", ","):
            found[-1] = replace(before, within=len(found))
        found.append(mention)
    return found


def _looked_up(wording: str, gazetteer: Gazetteer) -> tuple[str, Named, str]:
    wording = re.sub(r"['’]s$|^[Tt]he ", "", wording.strip())
    folded = fold(wording)
    named = gazetteer.named_as(folded)
    if named:
        return folded, named, ""
    words = folded.split()
    for first, last, kind_at in ((0, -1, -1), (1, len(words), 0)):
        if len(words) > 1 and (kind := kind_of(words[kind_at])):
            return folded, gazetteer.named_as(" ".join(words[first:last])), kind
    return folded, (), ""


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the names of one sentence."""

    gazetteer: Gazetteer
    sentence: Sentence
    field: Field
    base: int
    text: str
    words: list[Word]
    tokens: dict[int, Token]
    loud: bool
    """All in capitals, or each word capitalised: capitals tell nothing."""

    @classmethod
    def of(cls, parsed: ParsedReport, sentence: Sentence, gazetteer: Gazetteer) -> _Reader:
        text = parsed.cut(sentence.span)
        words = _words(text)
        tokens = {token.idx: token for token in sentence.tokens}
        return cls(gazetteer, sentence, sentence.span.field, sentence.span.start, text, words, tokens, _is_loud(words))

    def read(self, persons: set[str], offset: int) -> list[Mention]:
        """The mentions of the sentence; family names met on the way go to `persons`."""
        found: list[tuple[int, int, Mention]] = []
        position = 0
        while position < len(self.words):
            word = self.words[position]
            length = 1
            if word.capital or (word.folded in _ARTICLES and word.gap == "-"):
                match = self._longest(position)
                if match:
                    length, folded = match
                    mention = self._mention(position, length, folded, found, persons)
                    if mention:
                        found.append((position, position + length, mention))
            position += length
        return self._contained(found, offset)

    def _longest(self, position: int) -> tuple[int, str] | None:
        """The longest name of the gazetteer that begins at a word: how many words, and the folded name."""
        parts = [self.words[position].folded]
        ends = {len(parts[0]): 1}
        for index in range(position, min(position + MAX_WORDS, len(self.words)) - 1):
            word = self.words[index]
            if word.gap not in _JOINS and not (word.gap == ". " and word.folded in _STOPPED):
                break
            parts.append(self.words[index + 1].folded)
            ends[sum(map(len, parts)) + len(parts) - 1] = index + 2 - position
        for key in reversed(self.gazetteer.beginning(" ".join(parts))):
            count = ends.get(len(key))
            if count and self._may_end(position, count):
                return count, key
        return None

    def _may_end(self, position: int, count: int) -> bool:
        last = self.words[position + count - 1]
        return count == 1 or last.capital or last.folded in _LAND

    def _mention(
        self, position: int, count: int, folded: str, found: list[tuple[int, int, Mention]], persons: set[str]
    ) -> Mention | None:
        named = self.gazetteer.named_as(folded)
        last = position + count
        while count > 1 and not self.words[last - 1].capital:  # "Mangistau region": the name ends before the small word
            last, count = last - 1, count - 1
        if all(kind == NameKind.SHORT for _, kind in named):
            return self._short(position, last, folded, named, found)
        mention = self._plain(position, last, folded, named)
        if any(kind == NameKind.PEOPLE for _, kind in named):
            return replace(mention, use="people")
        listed = bool(found) and found[-1][2].cued and self._listed(found[-1][1], position)
        return self._judged(mention, position, last, listed, persons)

    def _plain(self, position: int, last: int, folded: str, named: Named) -> Mention:
        start, end = self.words[position].start, self.words[last - 1].end
        span = Span(self.field, self.base + start, self.base + end)
        return Mention(span, self.text[start:end], folded, named)

    def _short(
        self, position: int, last: int, folded: str, named: Named, found: list[tuple[int, int, Mention]]
    ) -> Mention | None:
        """A state's short form, read only after a town and a comma."""
        if not found or self._between(found[-1][1], position) not in (", ", " ("):
            return None
        mention = self._plain(position, last, folded, named)
        if self.text[self.words[last - 1].end :].startswith(".") and mention.text[-1] != ".":
            span = Span(self.field, mention.span.start, mention.span.end + 1)
            mention = replace(mention, span=span, text=mention.text + ".")
        return replace(mention, cued=True)

    def _judged(self, mention: Mention, position: int, last: int, listed: bool, persons: set[str]) -> Mention | None:
        """The mention with its use and its cues, or none where it is no place."""
        before, after = self._neighbours(position, last)
        ask = self._asked(position, last)
        cued = listed or bool(ask) or self._is_cued(position)
        if self._is_person(mention, position, last, before, after, cued):
            persons.update(word.folded for word in self.words[position - len(before) : last + len(after)])
            return None
        mention = replace(mention, ask=ask, cued=cued, sure=bool(ask), near_km=self._distance(position))
        if self._in_name(position, last, before, after):
            return replace(mention, use="name")
        if not (cued or self._stands_alone(mention, position)):
            return None
        return replace(mention, use=self._use(mention, position, last))

    # Neighbours

    def _neighbours(self, position: int, last: int) -> tuple[list[Word], list[Word]]:
        """Capitalised words that stand directly before and after, as parts of one longer name."""
        before: list[Word] = []
        for index in range(position - 1, -1, -1):
            word = self.words[index]
            if not self._joined(index) or not self._part_of_name(word, index):
                break
            before.insert(0, word)
        after: list[Word] = []
        for index in range(last, len(self.words)):
            word = self.words[index]
            if not self._joined(index - 1) or not self._part_of_name(word, index):
                break
            after.append(word)
        return before, after

    def _joined(self, index: int) -> bool:
        word = self.words[index]
        return word.gap in (" ", "\n") or (word.gap == ". " and (len(word.text) == 1 or word.folded in _TITLES))

    def _part_of_name(self, word: Word, index: int) -> bool:
        if not word.capital or word.folded in ordinary_words()["calendar"]:
            return False
        if index == 0 or word.folded in ordinary_words()["grammar"]:
            return self._is_first_name(word, index)
        return not (self.loud and self.gazetteer.is_word(word.folded) and word.folded not in ordinary_words()["given"])

    def _is_first_name(self, word: Word, index: int) -> bool:
        """Whether a word that opens the sentence is part of a name, and not capitalised for standing there."""
        if word.folded in ordinary_words()["grammar"]:
            return False
        return not self.gazetteer.is_word(word.folded) or word.folded in ordinary_words()["given"] | _TITLES

    def _between(self, end: int, start: int) -> str:
        return self.text[self.words[end - 1].end : self.words[start].start]

    def _listed(self, end: int, start: int) -> bool:
        return bool(re.fullmatch(r",? (?:and |or )?(?:in |at |near )?|, ", self._between(end, start)))

    # Cues

    def _is_cued(self, position: int) -> bool:
        index = position - 1
        while index >= 0 and self.words[index].folded in _MODIFIERS:
            index -= 1
        if index < 0:
            return False
        word = self.words[index]
        if not re.fullmatch(r"[\s\-(]*", word.gap) and index == position - 1:
            return False
        if word.folded == "the":
            index -= 1
            word = self.words[index]
        if word.folded == "of" and index:
            return kind_of(self.words[index - 1].folded) != "" or self.words[index - 1].folded in _BESIDE
        return index >= 0 and word.folded in _STRONG

    def _asked(self, position: int, last: int) -> str:
        """The kind of place that the words around a name call it ("X province", "the village of X")."""
        if last < len(self.words) and self.words[last - 1].gap in _JOINS:
            kind = kind_of(self.words[last].folded)
            if kind and not (self.words[last].folded in ("city", "state") and self.words[last].capital):
                return kind
        if position > 1 and self.words[position - 1].folded == "of":
            return kind_of(self.words[position - 2].folded)
        return ""

    def _distance(self, position: int) -> float | None:
        """How far from the place the text puts what it tells; zero for "near", none where it is the place itself."""
        start = self.words[position].start
        before = self.text[max(0, start - 60) : start]
        if position and (match := _DISTANCE.search(before)) and not re.search(r"\b(?:to|in|and)\s+$", before):
            number = float(match["number"].replace(",", ""))
            return number * (KM_PER_MILE if match["unit"].lower().startswith("mi") else 1.0)
        for back in range(1, min(4, position + 1)):
            word = self.words[position - back].folded
            if word in _NEAR and back <= 2:
                return 0.0
            if word in _BESIDE and self.words[position - back + 1].folded in ("of", "with", "to", "from", "between"):
                return 0.0
        return None

    # Persons, organisations, ordinary words

    def _is_person(
        self, mention: Mention, position: int, last: int, before: list[Word], after: list[Word], cued: bool
    ) -> bool:
        if position and self.words[position - 1].folded in _TITLES and self._joined(position - 1):
            return self.words[position - 1].capital or not cued
        if mention.folded.count(" ") > 1:
            return False
        unknown_after = [word for word in after if not self._is_common(word)]
        unknown_before = [word for word in before if not self._is_common(word)]
        if any(word.folded in _ORGANISATIONS for word in after):
            return False
        given = ordinary_words()["given"]
        if after and (mention.folded in given or unknown_after):
            return not kind_of(after[-1].folded)
        return bool(before) and (bool(unknown_before) or before[-1].folded in given)

    def _is_common(self, word: Word) -> bool:
        """Whether a capitalised neighbour is an ordinary word or a place itself, and no person's name."""
        if word.folded in _MODIFIERS or word.folded in _ORGANISATIONS or kind_of(word.folded):
            return True
        if self.gazetteer.is_word(word.folded) and word.folded not in ordinary_words()["given"]:
            return True
        named = self.gazetteer.named_as(word.folded)
        return bool(named) and (
            named[0][1] == NameKind.PEOPLE or self.gazetteer.known(named[0][0]).weight >= WORD_WEIGHT
        )

    def _in_name(self, position: int, last: int, before: list[Word], after: list[Word]) -> bool:
        """Whether the name is part of an organisation's, as in "Chicago Board of Trade" or "University of Tehran"."""
        after = [word for word in after if word.folded not in _MODIFIERS]
        if after and not self.loud and not kind_of(after[0].folded) and not self._is_place(after[0]):
            return True
        if any(word.folded in _ORGANISATIONS and word.folded not in ("state", "city") for word in before + after):
            return bool(before or after) and not self.loud
        if position > 1 and self.words[position - 1].folded == "of" and self.words[position - 2].capital:
            return self.words[position - 2].folded in _ORGANISATIONS
        return any(not self._is_modifier(word) for word in before) and not self.loud

    def _is_modifier(self, word: Word) -> bool:
        return word.folded in _MODIFIERS or bool(kind_of(word.folded)) or self._is_place(word)

    def _is_place(self, word: Word) -> bool:
        named = self.gazetteer.named_as(word.folded)
        return bool(named) and (named[0][1] == NameKind.PEOPLE or self.gazetteer.known(named[0][0]).weight >= 5.0)

    def _stands_alone(self, mention: Mention, position: int) -> bool:
        """Whether a name without a cue is a place more often than anything else."""
        weight = max(self.gazetteer.known(index).weight - (0.8 if kind else 0.0) for index, kind in mention.named[:5])
        return weight >= self._needed(mention, position)

    def _needed(self, mention: Mention, position: int) -> float:
        folded, ordinary = mention.folded, ordinary_words()
        if folded in ordinary["grammar"] or folded in ordinary["calendar"]:
            return 99.0
        if self.gazetteer.is_word(folded) or folded in ordinary["names"]:
            return WORD_WEIGHT + (1.5 if folded in ordinary["names"] else 0.0)
        if folded in ordinary["given"]:
            return GIVEN_WEIGHT
        if " " in folded:
            return 0.0
        token = self.tokens.get(mention.span.start - self.base)
        if token is not None and token.dep_ in ("nsubj", "nsubjpass", "poss"):
            return FIRST_WEIGHT
        return FIRST_WEIGHT if position == 0 or self.loud else BARE_WEIGHT

    # What a capital's or a country's name stands for

    def _use(self, mention: Mention, position: int, last: int) -> Use:
        if self._is_home(last):
            return "home"
        top = self.gazetteer.known(mention.named[0][0])
        if top.kind not in (Kind.CAPITAL, Kind.COUNTRY) or mention.near_km is not None:
            return "place"
        token = self._token_ending(mention.span.end - self.base)
        if token is None:
            return "place"
        return "government" if _acts(token, top.kind) else "place"

    def _token_ending(self, end: int) -> Token | None:
        return next((token for token in self.tokens.values() if token.idx < end <= token.idx + len(token)), None)

    def _is_home(self, last: int) -> bool:
        return self.words[last - 1].gap == "-" and last < len(self.words) and self.words[last].folded == "based"

    def _contained(self, found: list[tuple[int, int, Mention]], offset: int) -> list[Mention]:
        """The mentions, each with the one that the text names around it: "X, Y", "X (Y)", "X in Y"."""
        chosen = [mention for _, _, mention in found]
        for number in range(len(found) - 1):
            (_, end, inner), (start, _, outer) = found[number], found[number + 1]
            if inner.use == "people" or outer.use == "people":
                continue
            between = self._between(end, start)
            if re.fullmatch(r",\s|\s\(|,? in (?:the )?|,? in \w+ern ", between) or re.fullmatch(
                r" (?:village|town|city|district|county|area|neighbou?rhood|municipality)(?:,| in| of)(?: the)? ",
                between,
            ):
                chosen[number] = replace(chosen[number], within=offset + number + 1)
        return chosen


def kind_of(folded: str) -> str:
    """The kind of place a word names: "province", "district", "city", "land", "spot"; empty for other words."""
    return _kinds().get(folded, "")


def _acts(token: Token, kind: Kind) -> bool:
    """Whether a capital or country stands there for its government, by what it does in the sentence."""
    head = token.head
    if token.dep_ in ("nsubj", "nsubjpass") and head.tag_.startswith("VB"):
        return token.dep_ == "nsubj" and _lemma(head.lower_) in _VERBS
    if kind is not Kind.CAPITAL:
        return False
    if token.dep_ == "poss":
        return head.lower_ not in _LOCAL
    if token.dep_ in ("dobj", "dative"):
        return head.tag_.startswith("VB") and _lemma(head.lower_) in _VERBS
    if token.dep_ == "pobj" and head.lower_ in ("with", "between", "against", "by", "for", "toward", "towards"):
        return head.lower_ in ("with", "between", "against") or head.head.lower_ in _DEALINGS
    return token.dep_ == "conj" and token.head is not token and _acts(token.head, kind)


def _lemma(form: str) -> str:
    """A verb's plain form by its ending; good enough to look it up in a list of regular and few irregular verbs."""
    if form in _IRREGULAR:
        return _IRREGULAR[form]
    for ending, plain in (("ies", "y"), ("ied", "y"), ("es", "e"), ("ed", "e"), ("ing", "e"), ("s", ""), ("d", "")):
        if form.endswith(ending):
            stem = form[: -len(ending)]
            for candidate in (stem + plain, stem, stem[:-1]):
                if candidate in _VERBS:
                    return candidate
    return form


_IRREGULAR = {
    "said": "say", "told": "tell", "sent": "send", "sought": "seek", "thought": "think", "knew": "know", "gave": "give",
    "sold": "sell", "bought": "buy", "saw": "see", "withdrew": "withdraw", "cut": "cut", "won": "win", "lost": "lose",
    "left": "leave", "paid": "pay", "has": "have", "had": "have", "went": "go",
}  # fmt: skip


def _words(text: str) -> list[Word]:
    matches = list(_WORD.finditer(text))
    ends = [match.start() for match in matches[1:]] + [len(text)]
    return [
        Word(match[0], match.start(), match.end(), fold(match[0]), text[match.end() : end])
        for match, end in zip(matches, ends, strict=True)
    ]


def _is_loud(words: list[Word]) -> bool:
    long = [word for word in words if len(word.text) > 3]
    return len(long) > 2 and sum(word.capital for word in long) > 0.7 * len(long)


def _without_persons(found: list[Mention], persons: set[str]) -> list[Mention]:
    """Drops bare mentions of a word that was met as a person's name; numbers of containers are kept right."""
    kept: list[Mention] = []
    numbers: dict[int, int] = {}
    for number, mention in enumerate(found):
        if mention.folded in persons and not mention.cued and mention.use != "people" and mention.within is None:
            continue
        numbers[number] = len(kept)
        kept.append(mention)
    return [
        mention if mention.within is None else replace(mention, within=numbers.get(mention.within)) for mention in kept
    ]


@cache
def _cues() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("tocsin.find") / "place_cues.toml").read_text(encoding="utf-8"))


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for kind, words in _cues()["kinds"].items() for word in words.split()}


_ARTICLES = frozenset("al el ad an ar as ash at az ed en er es ez ul d l".split())
_STRONG = frozenset(_cues()["before"]["strong"].split())
_NEAR = frozenset(_cues()["before"]["near"].split())
_BESIDE = frozenset(_cues()["before"]["beside"].split())
_MODIFIERS = frozenset(_cues()["before"]["modifiers"].split())
_TITLES = frozenset(_cues()["person"]["titles"].split())
_ORGANISATIONS = frozenset(_cues()["names"]["organisations"].split())
_LAND = frozenset(
    word for kind in ("province", "district", "land", "city", "spot") for word in _cues()["kinds"][kind].split()
)
_LOCAL = frozenset(_cues()["capitals"]["local_nouns"].split())
_VERBS = frozenset(_cues()["capitals"]["verbs"].split())
_DEALINGS = frozenset(_cues()["capitals"]["dealings"].split())
