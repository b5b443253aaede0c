"""Made-up weeks of news whose events are known: thousands of reports that copy, contradict and correct one another.

Nothing here knows how merging works. The rates of noise are those of reports of gun violence about one incident, taken
from the development half of that set (`RATES`); what that set cannot tell, such as twins, is set by hand and says so.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from tocsin.event import Actor, Claim, Mention, Speaker
from tocsin.reading import Reading
from tocsin.report import Report, content_hash
from tocsin.span import Span
from tocsin.values import Date, Figure, Place

FIRST_DAY = date(2021, 1, 1)


@dataclass(frozen=True, slots=True)
class Rates:
    """How often a report about an event leaves out or mistakes what it tells.

    Measured: `no_day` and `no_town` are the shares of reports in which no mention has the day of the event, or no place
    is its town; `wrong_day` the share whose principal mention has another day; `rival_toll` the share of pairs of
    reports of one incident that are read as giving different numbers of dead. The others are set by hand: copies, for
    one, are rarer in that set (1 in 100) than in news of war. `asides` is how many further deeds a report tells on the
    average, `claims` the share of reports in which somebody is quoted: none, unless a whole desk is made up.
    """

    no_day: float = 0.26
    no_town: float = 0.11
    rival_toll: float = 0.23
    wide_place: float = 0.06
    wrong_day: float = 0.07
    copied: float = 0.30
    twins: float = 0.10
    corrected: float = 0.05
    denied: float = 0.02
    asides: float = 0.0
    claims: float = 0.0


@dataclass(frozen=True, slots=True)
class Truth:
    """What the readings should come to: the event of each mention, and the contradictions that were put in."""

    event_of: dict[str, int]
    disputed: frozenset[int]
    rival: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Happening:
    """One event as it was."""

    number: int
    action: str
    town: Place
    day: date
    dead: int
    target: str
    spot: str
    names: tuple[str, ...]


ACTIONS = (
    ("attack", "ASSAULT"),
    ("explosion", "ASSAULT"),
    ("demonstrate", "PROTEST"),
    ("riot", "PROTEST"),
    ("arrest", "COERCE"),
    ("clash", "ASSAULT"),
)
TARGETS = "convoy barracks bridge market depot granary ferry tower bakery station archive quarry mill dam bank".split()
SYLLABLES = "ba do ke li mo na pu ra si to ve wu za cho dra fel gri hol jas kur lem nor pos".split()
PERSON = 4
"""Syllables of a person's name, so that there are 300,000 of them: with three, 50,000 mentions use each name of the
world several times over, and no name tells anybody from anybody."""

REPORTS = 3
"""Reports about an event on the average."""

LOOKED_BACK = 60
"""Events before it that a report may come back to in an aside."""

SPEAKERS = (("the governor", "governor"), ("the interior ministry", "ministry"), ("a hospital", "hospital"))


def made(mentions: int, *, seed: int = 1, rates: Rates = Rates()) -> tuple[list[Reading], Truth]:
    """About so many mentions in readings, in the order of publication, and the truth behind them."""
    world = _World(Random(seed), rates, towns=max(40, mentions // 150))
    readings: list[Reading] = []
    while world.told < mentions:
        readings += world.next_event()
    ordered = sorted(readings, key=lambda reading: (reading.report.published or FIRST_DAY, reading.report.id))
    return ordered, Truth(world.event_of, frozenset(world.disputed), frozenset(world.rival))


class _World:
    """Towns, outlets and what happens, drawn one after the other from one seed."""

    def __init__(self, random: Random, rates: Rates, *, towns: int) -> None:
        self.random, self.rates = random, rates
        self.towns = [self._town(number) for number in range(towns)]
        self.told = 0
        self.event_of: dict[str, int] = {}
        self.disputed: set[int] = set()
        self.rival: set[int] = set()
        self._given: dict[tuple[int, date], set[int]] = {}
        self._lately: deque[_Happening] = deque(maxlen=LOOKED_BACK)
        self._events = 0
        self._reports = 0

    def next_event(self) -> list[Reading]:
        """The reports of one more event, and of its twin where it has one."""
        town = self.random.choice(self.towns)
        day = FIRST_DAY + timedelta(self.random.randrange(365))
        action, _ = self.random.choice(ACTIONS)
        first = self._happening(action, town, day)
        self._lately.append(first)
        told = self._reports_of(first)
        if self.random.random() < self.rates.twins:
            told += self._reports_of(self._happening(action, town, day, beside=first))
        return told

    # -- what there is ---------------------------------------------------------------------------------------------

    def _town(self, number: int) -> Place:
        country = f"Q{chr(65 + number % 20)}"
        lat, lon = self.random.uniform(-50, 60), self.random.uniform(-170, 170)
        name = self._name()
        return Place(
            Span("text", 0, 1), name, 1000 + number, lat, lon, "city", 8.0, country, f"{country}{number % 7}", "exact"
        )

    def _name(self, syllables: int = 3) -> str:
        return "".join(self.random.choice(SYLLABLES) for _ in range(syllables)).capitalize()

    def _happening(self, action: str, town: Place, day: date, *, beside: _Happening | None = None) -> _Happening:
        self._events += 1
        targets = [target for target in TARGETS if beside is None or target != beside.target]
        dead = self.random.choice((0, 1, 2, 3, 5, 8, 12)) if action in ("attack", "explosion", "clash", "riot") else 0
        if beside and dead == beside.dead:
            dead += 4
        names = (self._name(PERSON), self._name(PERSON))
        spot = self._name(PERSON)
        return _Happening(self._events, action, town, day, dead, self.random.choice(targets), spot, names)

    # -- what is written -------------------------------------------------------------------------------------------

    def _reports_of(self, event: _Happening) -> list[Reading]:
        count = 1 + min(12, int(self.random.expovariate(1 / REPORTS)))
        told: list[Reading] = []
        for _ in range(count):
            if told and self.random.random() < self.rates.copied:
                told.append(self._reprint(self.random.choice(told), event))
            else:
                told.append(self._report(event))
        if event.dead and len(told) > 1 and self.random.random() < self.rates.corrected:
            told.append(self._report(event, dead=event.dead + self.random.randint(1, 9), after=3))
        if len(told) > 1 and self.random.random() < self.rates.denied:
            told.append(self._report(event, denied=True))
            self.disputed.add(event.number)
        return told

    def _report(self, event: _Happening, *, dead: int | None = None, after: int = 0, denied: bool = False) -> Reading:
        self._reports += 1
        rates, random = self.rates, self.random
        number = event.dead if dead is None else dead
        if dead is None and number and random.random() < rates.rival_toll / 2:
            number += random.randint(1, 4)
        published = event.day + timedelta(after + random.choice((0, 1, 1, 1, 2)))
        self._note(event, published, number)
        text = self._text(event, number)
        report = Report(
            id=f"r{self._reports}",
            text=text,
            sha256=content_hash(text),
            outlet=f"The {self._name()} {random.choice(('Post', 'Wire', 'Herald', 'Radio'))}",
            published=published,
            published_basis="given",
            language="en",
        )
        return self._reading(report, event, number, denied=denied)

    def _note(self, event: _Happening, published: date, number: int) -> None:
        """Two reports of one day that give different numbers contradict one another; a later number is an update."""
        given = self._given.setdefault((event.number, published), set())
        given.update({number} - {0})
        if len(given) > 1:
            self.rival.add(event.number)

    def _reprint(self, reading: Reading, event: _Happening) -> Reading:
        self._reports += 1
        old = reading.report
        published = (old.published or event.day) + timedelta(self.random.choice((0, 1)))
        report = Report(
            id=f"r{self._reports}",
            text=old.text,
            sha256=old.sha256,
            outlet=f"The {self._name()} Mirror",
            published=published,
            published_basis="given",
            language="en",
        )
        number = next((figure.best for figure in reading.figures), 0)
        return self._reading(report, event, number, like=reading.mentions[0])

    def _text(self, event: _Happening, dead: int) -> str:
        filler = " ".join(self.random.choice(SYLLABLES) + self.random.choice(SYLLABLES) for _ in range(60))
        lead = f"There was {event.action} at the {event.target} of {event.town.name}."
        toll = f" At {event.spot} Street {dead} people died." if dead else ""
        return f"{lead}{toll} Witnesses named {event.names[0]} and {event.names[1]} to us. {filler}."

    def _reading(
        self, report: Report, event: _Happening, dead: int, *, denied: bool = False, like: Mention | None = None
    ) -> Reading:
        lead = Span("text", 0, report.text.index(".") + 1)
        mention = self._mention(report, event, lead, denied=denied, like=like)
        told = [mention]
        figures: tuple[Figure, ...] = ()
        if dead:
            start = report.text.index(f"{dead} people died")
            span = Span("text", start, start + len(f"{dead} people"))
            name = content_hash(report.id, "figure")
            figures = (Figure(name, span, "killed", dead, dead, dead, "people", mention=mention.id),)
            told = [replace(mention, figures=(name,))]
        claims: tuple[Claim, ...] = ()
        if denied:
            speaker = Speaker("police", None)
            claims = (Claim(content_hash(report.id, "claim"), "indirect", speaker, None, (lead,), stance="denies"),)
            told = [replace(told[0], claim=claims[0].id)]
        if not like and self.random.random() < 0.5:
            told.append(self._second(report, event))
        told += self._asides(report)
        claims += self._quoted(report, event, told)
        self.told += len(told)
        return Reading(report, tuple(told), claims, figures, mention.places, principal=mention.id)

    def _mention(self, report: Report, event: _Happening, lead: Span, *, denied: bool, like: Mention | None) -> Mention:
        random, rates = self.random, self.rates
        type_ = dict(ACTIONS)[event.action]
        name = content_hash(report.id, "mention", "0")
        self.event_of[name] = event.number
        day = event.day + timedelta(random.choice((-1, 1))) if random.random() < rates.wrong_day else event.day
        dated = denied or random.random() >= rates.no_day
        place: tuple[Place, ...] = (event.town,)
        chance = random.random()
        if not denied and chance < rates.no_town:
            place = ()
        elif not denied and chance < rates.no_town + rates.wide_place:
            place = (_country(event.town),)
        if like:
            place, dated = like.places, like.date is not None
            day = like.date.start if like.date and like.date.start else day
        return Mention(
            id=name,
            type=type_,
            mode=None,
            quad=4,
            trigger=lead,
            sentence=lead,
            evidence=(lead,),
            action=event.action,
            voice="denied" if denied else "outlet",
            factuality="negated" if denied else "happened",
            actors=(Actor("recipient", f"the {event.target}", lead),),
            places=place,
            date=Date(lead, "DATE", day.isoformat(), day, day, "day", None, "stated") if dated else None,
        )

    def _second(self, report: Report, event: _Happening) -> Mention:
        """The deed told once more, further down, without its place."""
        start = report.text.index("Witnesses named")
        span = Span("text", start, report.text.index(" to us.") + 7)
        name = content_hash(report.id, "mention", "1")
        self.event_of[name] = event.number
        return Mention(name, dict(ACTIONS)[event.action], None, 4, span, span, (span,), event.action)

    def _asides(self, report: Report) -> Iterator[Mention]:
        """Other deeds that a report comes back to, in the filler: of the last weeks, or of years before."""
        start = report.text.index(" to us.") + 8
        span = Span("text", start, len(report.text))
        for number in range(_rounded(self.random, self.rates.asides) if self.rates.asides else 0):
            event = self.random.choice(self._lately)
            before = self.random.random() < 0.2
            day = event.day - timedelta(365 * self.random.randint(1, 9)) if before else event.day
            name = content_hash(report.id, "aside", str(number))
            self.event_of[name] = event.number
            yield Mention(
                name,
                dict(ACTIONS)[event.action],
                None,
                4,
                span,
                span,
                (span,),
                event.action,
                factuality="historical" if before else "happened",
                actors=(Actor("recipient", f"the {event.target}", span),),
                places=(event.town,),
                date=Date(span, "DATE", day.isoformat(), day, day, "day", None, "stated"),
            )

    def _quoted(self, report: Report, event: _Happening, told: Sequence[Mention]) -> tuple[Claim, ...]:
        """Somebody who says what the report begins with."""
        if not self.rates.claims or self.random.random() >= self.rates.claims:
            return ()
        name, role = self.random.choice(SPEAKERS)
        speaker = Speaker(f"{name} of {event.town.name}", None, role)
        content = (told[0].sentence,)
        key = content_hash(report.id, "quoted")
        return (Claim(key, "indirect", speaker, None, content, stance="asserts", about=(told[0].id,)),)


def _rounded(random: Random, mean: float) -> int:
    """A whole number that comes to that mean."""
    return int(mean) + (random.random() < mean % 1)


def _country(town: Place) -> Place:
    code = town.country or ""
    return Place(town.span, code, ord(code[1]), 0.0, 0.0, "country", 800.0, code, None, "area")


def shuffled(readings: Sequence[Reading], seed: int) -> Iterator[Reading]:
    """The same readings in another order."""
    order = list(readings)
    Random(seed).shuffle(order)
    return iter(order)
