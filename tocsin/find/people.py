"""The persons and institutions of a report, and whom a short name, a pronoun or a description stands for.

Used for the speakers of claims and for the actors of events. What cannot be told safely stays as it is worded.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from tocsin.codebook.cues import cue_table
from tocsin.codebook.roles import role_ending_at, role_starting_at, role_table
from tocsin.find.headings import headings
from tocsin.find.names import Name, names_in
from tocsin.find.nations import nation_of
from tocsin.parse import ParsedReport, Sentence
from tocsin.span import Span

THINGS = frozenset(("it", "its", "itself"))
PLURALS = frozenset(("they", "them", "their"))
WHERE = frozenset("in at near from to on through across outside around towards into between".split())
"""Prepositions whose noun is where something happens; nobody named there alone is spoken of as a person."""
GENDERS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
SHORT_REACH = 2
"""Sentences back that "it" and "they" may reach: they stand for too many things to reach further."""
RELATIVES = frozenset(("who", "which", "that", "whom", "whose"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
DETERMINERS = frozenset(("the", "this", "that"))
REACH = 6
"""Sentences back that a pronoun may reach. Beyond that a careful writer repeats the name."""


@dataclass(slots=True)
class _Draft:
    """A person while the report is still being read."""

    name: Name
    words: tuple[str, ...]
    role: str | None
    role_class: str | None
    organisation: str | None
    nation: str | None
    gender: str | None
    institution: bool
    speaks: bool = False
    unnamed: bool = False
    plural: bool = False

    def learn(self, name: Name) -> None:
        """Take over what another naming of the same person adds."""
        if len(name.words) > len(self.words):
            self.name, self.words = name, name.words
        if name.role and not self.role:
            self.role, self.role_class, self.organisation = name.role, name.role_class, name.organisation
        self.organisation = self.organisation or name.organisation
        self.nation = self.nation or name.nation
        self.gender = self.gender or name.gender


@dataclass(frozen=True, slots=True)
class Person:
    """A person or institution that a report names. `span` is where the fullest name stands."""

    name: str
    span: Span
    role: str | None = None
    role_class: str | None = None
    organisation: str | None = None
    nation: str | None = None
    gender: str | None = None
    institution: bool = False
    outlet: bool = False
    unnamed: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a person is named, or an unnamed one speaks. `weight` is higher for a speaker and a subject."""

    person: int
    sentence: int
    start: int
    end: int
    weight: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """Whom a word stands for. `resolved_from` is the span of the fuller name where the word itself is not that name."""

    name: str
    role: str | None = None
    organisation: str | None = None
    resolved_from: Span | None = None
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class People:
    """Everybody a report names, and where. Ask `resolve` whom a token stands for."""

    persons: tuple[Person, ...]
    sightings: tuple[Sighting, ...]
    headings: frozenset[int] = frozenset()

    def resolve(self, sentence: Sentence, token: Token) -> Reference | None:
        """Whom the head of a noun phrase stands for; none where the report does not tell safely."""
        lower = token.lower_
        if lower in RELATIVES and token.dep_ in SUBJECTS and token.head.dep_ == "relcl":
            return self.resolve(sentence, token.head.head)
        named = self._in_apposition(sentence, token)
        if named is None:
            named = self._named_at(sentence, token)
        if named is not None:
            return self._reference(named, sentence.locate_token(token))
        if lower in GENDERS:
            return self._pronoun(sentence, token, GENDERS[lower])
        if lower in THINGS or lower in PLURALS:
            return self._group(sentence, token, plural=lower in PLURALS)
        return self._description(sentence, token)

    def number_of(self, name: Name) -> int | None:
        """The number of the person whom a description stands for: "the president", who was named before."""
        token = name.sentence.tokens[name.last - 1]
        reference = self.resolve(name.sentence, token)
        return self.persons.index(reference.person) if reference and reference.person else None

    def seen_in(self, sentence: Sentence) -> Iterator[tuple[Person, Span]]:
        """The persons and institutions named in a sentence, each with where it stands."""
        for seen in self._in_sentence(sentence.index):
            yield self.persons[seen.person], sentence.locate(seen.start, seen.end)

    def phrase_at(self, sentence: Sentence, token: Token) -> tuple[int, int] | None:
        """The tokens of a name with the title before it, where the token is part of that name."""
        here = self._in_sentence(sentence.index)
        return next(((seen.start, seen.end) for seen in here if seen.start <= token.i < seen.end), None)

    def described(self, sentence: Sentence, token: Token) -> tuple[str | None, str | None]:
        """The role and organisation in a description of somebody unnamed: "a Radio Sana reporter"."""
        words = [other.lower_ for other in sentence.tokens]
        found = _head_of(words, token.i) or role_ending_at(words, token.i + 1)
        if not found:
            return None, None
        start = _phrase(token)[0]
        before = [
            name
            for name, span in self.seen_in(sentence)
            if span.start >= sentence.locate_token(sentence.tokens[start]).start
            and span.end <= sentence.locate_token(token).end
            and not nation_of(name.name)
            and not name.unnamed
        ]
        role = sentence.tokens[found[0] : token.i + 1].text if found[0] <= token.i else token.text
        return role, before[-1].name if before else None

    def named(self, name: str) -> Person | None:
        """The person whose full or last name this is."""
        words = tuple(name.lower().split())
        return next((p for p in self.persons if _same_name(tuple(p.name.lower().split()), words)), None)

    def _named_at(self, sentence: Sentence, token: Token) -> int | None:
        here = self._in_sentence(sentence.index)
        return next((s.person for s in here if s.start <= token.i < s.end and not self.persons[s.person].unnamed), None)

    def _in_apposition(self, sentence: Sentence, token: Token) -> int | None:
        """Who is named behind an office: "the governor of the province, Rosa Quispe"."""
        if token.tag_ not in ("NN", "NNP") or token.lower_ not in role_table().classes:
            return None
        behind = (word for word in token.subtree if word.i > token.i and word.dep_ == "appos")
        names = (self._named_at(sentence, word) for word in behind if sentence.tokens[word.left_edge.i - 1].text == ",")
        return next((name for name in names if name is not None and not self.persons[name].institution), None)

    def _in_sentence(self, index: int) -> Sequence[Sighting]:
        start = bisect_left(self.sightings, index, key=_sentence_of)
        return self.sightings[start : bisect_right(self.sightings, index, key=_sentence_of)]

    def _reference(self, number: int, at: Span) -> Reference:
        person = self.persons[number]
        elsewhere = None if person.span.overlaps(at) else person.span
        return Reference(person.name, person.role, person.organisation, elsewhere, person)

    def _pronoun(self, sentence: Sentence, token: Token, gender: str) -> Reference | None:
        fits = [
            seen
            for seen in self._before(sentence, token.i)
            if not self._is_no_person(seen) and self.persons[seen.person].gender in (None, gender)
        ]
        chosen = _most_salient(fits, sentence.index)
        return self._reference(chosen, sentence.locate_token(token)) if chosen is not None else None

    def _is_no_person(self, seen: Sighting) -> bool:
        """Whether somebody cannot be "he" or "she": an institution, several people, or a name that is only where."""
        person = self.persons[seen.person]
        if person.institution or person.plural or nation_of(person.name):
            return True
        return seen.weight == 0 and not (person.role or person.gender)

    def _group(self, sentence: Sentence, token: Token, *, plural: bool) -> Reference | None:
        """Whom "it" or "they" stands for: the one institution or group that spoke last, near before."""
        before = [
            seen
            for seen in self._before(sentence, token.i)
            if sentence.index - seen.sentence <= SHORT_REACH and seen.weight == 3
        ]
        if not before:
            return None
        person = self.persons[before[-1].person]
        fits = person.plural if plural else person.institution and not person.plural
        return self._reference(before[-1].person, sentence.locate_token(token)) if fits else None

    def _description(self, sentence: Sentence, token: Token) -> Reference | None:
        words = [other.lower_ for other in sentence.tokens]
        start, end = _phrase(token)
        found = _head_of(words, token.i) or role_ending_at(words, token.i + 1)
        heading = sentence.index in self.headings
        if not heading and sentence.tokens[start].lower_ not in DETERMINERS:
            return None
        nation = next((code for word in words[start:end] if (code := nation_of(word))), None)
        if (same := self._same_noun(sentence, token)) is not None:
            return same
        if found:
            return self._by_role(sentence, token, found[1], nation, heading=heading)
        return self._institution(sentence, token)

    def _same_noun(self, sentence: Sentence, token: Token) -> Reference | None:
        """The unnamed speaker who was introduced by the same word: "a nurse … the nurse"."""
        before = [
            seen
            for seen in self._before(sentence, token.i)
            if self.persons[seen.person].unnamed and token.lower_ in self.persons[seen.person].name.lower().split()
        ]
        last = before[-1] if before else None
        start, end = _phrase(token)
        if any(word.tag_ in ("NNP", "NNPS") for word in sentence.tokens[start : end - 1]):
            return None
        if last is None or self.persons[last.person].name.split()[0].lower() not in ("a", "an", "one"):
            return None
        return self._reference(last.person, sentence.locate_token(token))

    def _by_role(
        self, sentence: Sentence, token: Token, role_class: str, nation: str | None, *, heading: bool
    ) -> Reference | None:
        where = self._after(sentence) if heading else self._before(sentence, token.i)
        named = [seen for seen in where if not self.persons[seen.person].unnamed]
        fits = [seen for seen in named if self._may_be(self.persons[seen.person], role_class, nation)]
        if heading and fits:
            return self._reference(fits[0].person, sentence.locate_token(token))
        speakers = [seen for seen in fits if seen.weight >= 3]
        chosen = (speakers or fits)[-1].person if fits else None
        return self._reference(chosen, sentence.locate_token(token)) if chosen is not None else None

    def _may_be(self, person: Person, role_class: str, nation: str | None) -> bool:
        if not role_table().compatible(role_class, person.role_class):
            return False
        return nation is None or person.nation in (None, nation)

    def _institution(self, sentence: Sentence, token: Token) -> Reference | None:
        if token.lower_ not in role_table().institutions:
            return None
        start, end = _phrase(token)
        told = {word.lower_ for word in sentence.tokens[start : end - 1]} - DETERMINERS
        after = sentence.index in self.headings
        for seen in self._after(sentence) if after else reversed(self._before(sentence, token.i)):
            person = self.persons[seen.person]
            words = person.name.lower().split()
            if person.institution and token.lower_ in words[-1:] and told <= set(words):
                return self._reference(seen.person, sentence.locate_token(token))
        return None

    def _after(self, sentence: Sentence) -> list[Sighting]:
        """A heading speaks of those in the text under it."""
        return [seen for seen in self.sightings if seen.sentence > sentence.index and not seen.quoted]

    def _before(self, sentence: Sentence, token: int) -> list[Sighting]:
        end = bisect_right(self.sightings, sentence.index, key=_sentence_of)
        return [s for s in self.sightings[:end] if not s.quoted and (s.sentence < sentence.index or s.end <= token)]


def _sentence_of(seen: Sighting) -> int:
    return seen.sentence


def people(parsed: ParsedReport) -> People:
    """Everybody a report names, with roles and organisations put together from all its sentences."""
    titles = headings(parsed)
    names = [name for sentence in parsed.sentences if sentence.index not in titles for name in names_in(sentence)]
    drafts: list[_Draft] = []
    numbers = _grouped(names, drafts)
    sightings = [_sighting(parsed, name, number) for name, number in zip(names, numbers, strict=True)]
    for seen in sightings:
        drafts[seen.person].speaks |= seen.weight >= 3
    _learn_genders(parsed, drafts, sightings)
    known = People(tuple(map(_person, drafts)), _in_order(sightings), titles)
    for name in _unnamed(parsed, titles, sightings):
        number = known.number_of(name)
        sightings.append(_sighting(parsed, name, len(drafts) if number is None else number))
        if number is None and _introduces(name):
            drafts.append(_unnamed_draft(name))
        elif number is None:
            sightings.pop()
    persons = tuple(_person(draft) for draft in drafts)
    headlines = _in_headings([sentence for sentence in parsed.sentences if sentence.index in titles], persons)
    return People(persons, _in_order((*sightings, *headlines)), titles)


def _in_order(sightings: Iterable[Sighting]) -> tuple[Sighting, ...]:
    return tuple(sorted(sightings, key=lambda seen: (seen.sentence, seen.start)))


def _grouped(names: Sequence[Name], drafts: list[_Draft]) -> list[int]:
    """The number of the person each name belongs to. Full names come first, so that a short one may precede its own."""
    numbers: dict[int, int] = {}
    by_word: dict[str, list[tuple[int, int]]] = {}
    for at, name in sorted(enumerate(names), key=lambda entry: (len(entry[1].words) == 1, entry[0])):
        number = _known(name, at, by_word, drafts)
        if number is None:
            number = len(drafts)
            drafts.append(_draft(name))
        else:
            drafts[number].learn(name)
        numbers[at] = number
        for word in {name.words[0], name.words[-1]}:
            by_word.setdefault(word, []).append((at, number))
    return [numbers[at] for at in range(len(names))]


def _known(name: Name, at: int, by_word: dict[str, list[tuple[int, int]]], drafts: Sequence[_Draft]) -> int | None:
    fits = [
        (seen, number)
        for seen, number in by_word.get(name.words[-1], ())
        if _same_name(drafts[number].words, name.words) and _agree(drafts[number], name)
    ]
    before = [number for seen, number in sorted(fits) if seen < at]
    return before[-1] if before else (fits[0][1] if fits else None)


def _same_name(full: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one may be short for the other: the same last name, and no first name that differs."""
    if len(other) > len(full):
        full, other = other, full
    if len(other) == 1:
        return other[0] == full[-1] or (other[0] == full[0] and len(full) <= 3)
    return other == full or (other[-1] == full[-1] and set(other) <= set(full)) or (full[: len(other)] == other)


def _agree(draft: _Draft, name: Name) -> bool:
    return not (draft.gender and name.gender and draft.gender != name.gender)


def _draft(name: Name) -> _Draft:
    institution = role_table().is_institution(name.text) and not name.gender
    institution = institution or (name.role is not None and name.role_class is None)
    return _Draft(
        name, name.words, name.role, name.role_class, name.organisation, name.nation, name.gender, institution
    )


def _person(draft: _Draft) -> Person:
    described = bool(draft.role and not draft.role_class)
    head = draft.name.sentence.tokens[draft.name.last - 1].lower_
    outlet = head in role_table().media if draft.unnamed else described or role_table().is_outlet(draft.name.text)
    return Person(
        draft.name.text,
        draft.name.span,
        draft.role,
        draft.role_class,
        draft.organisation,
        draft.nation,
        draft.gender,
        institution=draft.institution,
        outlet=outlet,
        unnamed=draft.unnamed,
        plural=draft.plural,
    )


def _learn_genders(parsed: ParsedReport, drafts: Sequence[_Draft], sightings: Sequence[Sighting]) -> None:
    """Take over the sex that "he" or "she" tells where only one person was named before it in its sentence."""
    votes: dict[int, set[str]] = {}
    by_sentence: dict[int, list[Sighting]] = {}
    for seen in sightings:
        if not drafts[seen.person].institution and not seen.quoted and seen.weight > 0:
            by_sentence.setdefault(seen.sentence, []).append(seen)
    for index, here in by_sentence.items():
        if len({seen.person for seen in here}) != 1 or here[0].weight < 2:
            continue
        for token in parsed.sentences[index].tokens[here[0].end :]:
            if token.lower_ in ("he", "she"):
                votes.setdefault(here[0].person, set()).add(GENDERS[token.lower_])
    for number, sexes in votes.items():
        if len(sexes) == 1 and drafts[number].gender is None:
            drafts[number].gender = next(iter(sexes))


def _unnamed(parsed: ParsedReport, titles: frozenset[int], sightings: Sequence[Sighting]) -> Iterator[Name]:
    """Speakers without a name, as they are introduced: "a hotel porter", "two witnesses", "the city's press office"."""
    named = {(seen.sentence, at) for seen in sightings for at in range(seen.start, seen.end)}
    for sentence in parsed.sentences:
        if sentence.index in titles:
            continue
        for token in sentence.tokens:
            if token.tag_ in ("NN", "NNS") and (sentence.index, token.i) not in named and _speaks(token):
                start = token.left_edge.i
                words = [other.lower_ for other in sentence.tokens]
                role = role_ending_at(words, token.i + 1)
                of = (part for part in token.children if part.lower_ == "of" and part.i == token.i + 1)
                last = next((part.right_edge.i for part in of), token.i)
                text = " ".join(sentence.tokens[start : last + 1].text.partition(",")[0].split())
                yield Name(
                    sentence, start, token.i + 1, start, token.i + 1, text, role_class=role[1] if role else None,
                    gender=role_table().gender.get(token.lower_),
                )  # fmt: skip


def _speaks(token: Token) -> bool:
    if token.dep_ in SUBJECTS:
        cue = cue_table().verbs.get(token.head.lower_)
        return cue is not None and cue.quotes and token.left_edge.lower_ not in ("no", "this", "that")
    return token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according"


def _introduces(name: Name) -> bool:
    """Whether a description brings somebody in: "a nurse", "two men", "the ministry"; not "the lecturer"."""
    head = name.sentence.tokens[name.last - 1]
    table = role_table()
    return (
        name.words[0] not in DETERMINERS
        or head.tag_ == "NNS"
        or head.lower_ in table.institutions
        or head.lower_ in table.media
    )


def _unnamed_draft(name: Name) -> _Draft:
    head = name.sentence.tokens[name.last - 1].lower_
    table = role_table()
    institution = head in table.institutions or head in table.media
    plural = name.sentence.tokens[name.last - 1].tag_ == "NNS"
    return _Draft(
        name, name.words, None, name.role_class, None, None, name.gender, institution, unnamed=True, plural=plural
    )


def _sighting(parsed: ParsedReport, name: Name, number: int) -> Sighting:
    span = name.sentence.locate(name.first, name.last)
    quoted = any(quotation.inner.covers(span) for quotation in parsed.quotations)
    return Sighting(number, name.sentence.index, name.start, name.last, _weight(name), quoted)


def _weight(name: Name) -> int:
    """3 for a speaker, 2 for a subject, 0 for a name that only tells where, 1 for anybody else."""
    for word in name.sentence.tokens[name.first : name.last]:
        token = word.head if word.dep_ == "appos" and word.head.dep_ in SUBJECTS else word
        if token.dep_ in SUBJECTS:
            return 3 if token.head.lower_ in cue_table().verbs else 2
        if token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according":
            return 3
        if token.dep_ == "pobj" and token.head.lower_ in WHERE and token.head.head.tag_[:2] != "NN":
            return 0
    return 0 if _is_where(name) else 1


def _is_where(name: Name) -> bool:
    last = name.sentence.tokens[name.last - 1]
    if name.role or name.gender or last.dep_ != "pobj":
        return False
    return last.head.lower_ in WHERE or name.words[-1] in ("street", "square", "avenue", "road", "airport", "city")


def _in_headings(sentences: Iterable[Sentence], persons: Sequence[Person]) -> list[Sighting]:
    """Names in headings, where tags cannot be trusted: only those that the text names too."""
    last_names = {p.name.lower().split()[-1]: number for number, p in enumerate(persons) if not p.unnamed}
    return [
        Sighting(last_names[token.lower_], sentence.index, token.i, token.i + 1, 1, quoted=False)
        for sentence in sentences
        for token in sentence.tokens
        if token.lower_ in last_names and token.text[:1].isupper()
    ]


def _most_salient(seen: Sequence[Sighting], sentence: int) -> int | None:
    """The person last spoken of, a speaker or subject before others named in the same sentence."""
    near = [sighting for sighting in seen if sentence - sighting.sentence <= REACH]
    prominent = [sighting for sighting in near if sighting.weight > 1]
    pool = prominent or near
    if not pool:
        return None
    last = pool[-1].sentence
    within = [sighting for sighting in pool if sighting.sentence == last]
    return max(within, key=lambda sighting: sighting.weight).person


def _phrase(token: Token) -> tuple[int, int]:
    """The words before a head that belong to its noun phrase."""
    return token.left_edge.i, token.i + 1


def _head_of(words: Sequence[str], index: int) -> tuple[int, str] | None:
    """The role "head of state" where the parser's head is its first word."""
    found = role_starting_at(words, index)
    return (index, found[1]) if found and found[0] > index + 1 else None
