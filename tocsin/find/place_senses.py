"""Which place each name means: chosen together for all names of a report, since they explain one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.find.place_names import Mention
from tocsin.gazetteer.entries import LEVELS, NAME_COST, Kind, NameKind
from tocsin.gazetteer.gazetteer import Gazetteer, Known
from tocsin.gazetteer.middle import EARTH_KM

MOST_SENSES = 12
"""Places considered for one name. The thirteenth Springfield by size is only ever meant beside its own county."""
MOST_NAMES = 80
SUPPORT = 1.5
"""Powers of ten of people that each doubling of the support from the rest of the report is worth."""
STATED = 5.0
"""The same for what the text names around it ("Springfield, Illinois")."""
NEAR_KM = 120.0
"""Distance at which two places of one report no longer speak for each other as neighbours."""
WITHIN_COUNTRY, WITHIN_PROVINCE, WITHIN_DISTRICT = 1.0, 2.0, 2.0
SAME_COUNTRY, SAME_PROVINCE, NEIGHBOURS, SAME_PLACE = 0.3, 0.6, 1.2, 2.5
PEOPLE_SHARE, HOME_SHARE, UNLISTED_SHARE = 0.7, 0.8, 0.2
"""How much the words for a people, the outlet's home and a name known by its sound alone speak for other places."""

SEAT_SHARE = 50
"""A town with less than one in fifty of a division's people bears its name by chance."""

_PROVINCE, _DISTRICT = LEVELS.index("province"), LEVELS.index("district")
_COUNTRY, _REGION, _CITY = LEVELS.index("country"), LEVELS.index("region"), LEVELS.index("city")
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sense:
    """What a name was taken to mean.

    `weight` is how likely the name means it when nothing else is known, `support` how much of the report speaks for
    it, `margin` how far ahead it is of the next place of that name. `stated` says that the text itself names what lies
    around it and that it lies there.
    """

    known: Known
    weight: float
    support: float
    margin: float
    stated: bool
    rivals: int


@dataclass(slots=True)
class _Name:
    """One name of the report with its possible places and how often it stands there."""

    rows: list[int]
    kinds: list[int]
    count: int = 1
    share: float = 1.0
    around: set[int] = field(default_factory=set)
    start: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.rows)


def senses(
    mentions: Sequence[Mention], gazetteer: Gazetteer, homes: Sequence[Sequence[int]] = ()
) -> list[Sense | None]:
    """For each mention the place it means, or none where its name is in no gazetteer.

    `homes` are rows of places that the outlet is at home in; they speak for what lies there as a mention would.
    """
    names, number_of = _names(mentions, gazetteer)
    if not any(name.rows for name in names):
        return [None] * len(mentions)
    pseudo = [_Name(list(rows), [0] * len(rows), share=HOME_SHARE) for rows in homes]
    scored = _Scored.of([*names, *pseudo], gazetteer)
    return [scored.sense(names[number]) if number >= 0 else None for number in number_of]


def _names(mentions: Sequence[Mention], gazetteer: Gazetteer) -> tuple[list[_Name], list[int]]:
    """The distinct names, and for each mention the number of its name; the same word in two states is two names."""
    numbers: dict[tuple[str, str], int] = {}
    names: list[_Name] = []
    number_of: list[int] = []
    for mention in mentions:
        around = mentions[mention.within].folded if mention.within is not None else ""
        key = (mention.folded, around) if around else next((k for k in numbers if k[0] == mention.folded), None)
        key = key or (mention.folded, "")
        if key not in numbers:
            numbers[key] = len(names)
            names.append(_name_of(mention, gazetteer))
        else:
            names[numbers[key]].count += 1
        number_of.append(numbers[key])
    for index, number in enumerate(number_of):
        if _is_wide(names[number], gazetteer):  # "Africa, Tunisia and" is a list
            continue
        names[number].around.update(number_of[outer] for outer in containers(mentions, index))
    return names, number_of


def _is_wide(name: _Name, gazetteer: Gazetteer) -> bool:
    return bool(name.rows) and gazetteer.known(name.rows[0]).level == "supranational"


def containers(mentions: Sequence[Mention], number: int) -> Iterator[int]:
    """The numbers of the mentions that the text names around one, the nearest first ("X, Y district, Z")."""
    while (outer := mentions[number].within) is not None:
        yield outer
        number = outer


def _name_of(mention: Mention, gazetteer: Gazetteer) -> _Name:
    people = mention.use == "people"
    usable = [pair for pair in mention.named if (pair[1] == NameKind.PEOPLE) == people] or list(mention.named)
    usable = _without_namesakes(usable, gazetteer) if mention.ask != "city" else usable
    chosen = ([pair for pair in usable if _answers(gazetteer.known(pair[0]), mention.ask)] or usable)[:MOST_SENSES]
    unlisted = mention.use == "unlisted"
    share = PEOPLE_SHARE if people else UNLISTED_SHARE if unlisted else 1.0
    return _Name([row for row, _ in chosen], [NameKind.FORMER if unlisted else kind for _, kind in chosen], share=share)


def _without_namesakes(named: Sequence[tuple[int, int]], gazetteer: Gazetteer) -> list[tuple[int, int]]:
    """Without towns that bear the name beside one of their own, where a country has it: Mexico is not Mexico City."""
    if not any(kind == NameKind.OWN and gazetteer.known(row).level == "country" for row, kind in named):
        return list(named)
    return [(row, kind) for row, kind in named if kind == NameKind.OWN or gazetteer.known(row).level != "city"]


def _answers(known: Known, ask: str) -> bool:
    if ask == "province":
        return known.level in ("province", "region")
    if ask == "district":
        return known.level in ("district", "province")
    return ask != "city" or known.level == "city"


@dataclass(frozen=True, slots=True)
class _Scored:
    """All places of all names, scored against one another."""

    gazetteer: Gazetteer
    rows: NDArray[Any]
    prior: Floats
    scores: Floats
    support: Floats
    stated: Floats

    @classmethod
    def of(cls, names: list[_Name], gazetteer: Gazetteer) -> _Scored:
        listed = [name for name in names if name.rows][:MOST_NAMES]
        position = 0
        for name in names:
            name.start = position
            position += len(name.rows) if name in listed else 0
        index = np.array([row for name in listed for row in name.rows])
        rows = gazetteer.places[index]
        cost = np.array([NAME_COST.get(NameKind(kind), 0.0) for name in listed for kind in name.kinds])
        prior = rows["weight"].astype(float) - cost
        relation = _relations(index, rows)
        starts = np.array([name.start for name in listed])
        owner = np.repeat(np.arange(len(listed)), [len(name.rows) for name in listed])
        share = np.array([name.share * np.sqrt(min(name.count, 4)) for name in listed])
        stated = _stated(names, index, rows)
        scores, support = prior, np.zeros(len(index))
        for _ in range(2):
            belief = _belief(scores, starts, owner)
            best = np.maximum.reduceat(relation * belief[None, :], starts, axis=1)
            best[np.arange(len(index)), owner] = 0.0
            support = best @ share
            scores = prior + SUPPORT * np.log2(1.0 + support) + STATED * stated
        return cls(gazetteer, index, prior, scores, support, stated)

    def sense(self, name: _Name) -> Sense | None:
        """The best place of a name, with its lead over the best that lies elsewhere."""
        if not name.rows or name.end > len(self.rows):
            return None
        scores = self.scores[name.start : name.end]
        best = int(np.argmax(scores))
        known = self.gazetteer.known(int(self.rows[name.start + best]))
        others = [
            float(scores[best] - scores[number])
            for number in range(len(scores))
            if number != best and not _same_spot(known, self.gazetteer.known(int(self.rows[name.start + number])))
        ]
        return Sense(
            known,
            weight=float(self.prior[name.start + best]),
            support=float(self.support[name.start + best]),
            margin=min(others, default=9.0),
            stated=bool(self.stated[name.start + best] > 0.5),
            rivals=len(others),
        )


def _belief(scores: Floats, starts: NDArray[Any], owner: NDArray[Any]) -> Floats:
    """How likely each place of a name is, among those of that name."""
    top = np.maximum.reduceat(scores, starts)[owner]
    odds = np.power(4.0, scores - top)
    return np.asarray(odds / np.add.reduceat(odds, starts)[owner])


def _relations(index: NDArray[Any], rows: NDArray[Any]) -> Floats:
    """How much each place speaks for each other: by lying within, by lying near, by a shared country."""
    same_country = (rows["country"][:, None] == rows["country"][None, :]) & (rows["country"] >= 0)[:, None]
    admin1 = np.where(rows["level"] == _PROVINCE, index, rows["admin1"])
    admin2 = np.where(rows["level"] == _DISTRICT, index, rows["admin2"])
    same_province = (admin1[:, None] == admin1[None, :]) & (admin1 >= 0)[:, None]
    same_district = (admin2[:, None] == admin2[None, :]) & (admin2 >= 0)[:, None]
    is_country = rows["level"] == _COUNTRY
    either_country = is_country[:, None] | is_country[None, :]
    is_province = rows["level"] == _PROVINCE
    either_province = is_province[:, None] | is_province[None, :]
    value = np.where(same_country, np.where(either_country, WITHIN_COUNTRY, SAME_COUNTRY), 0.0)
    value += np.where(same_province, np.where(either_province, WITHIN_PROVINCE, SAME_PROVINCE), 0.0)
    value += np.where(same_district, WITHIN_DISTRICT, 0.0)
    value += np.where(index[:, None] == index[None, :], SAME_PLACE, 0.0)
    near = NEIGHBOURS * np.exp(-distances(rows) / NEAR_KM)
    return np.asarray(value + np.where(either_country, 0.0, near))


def distances(rows: NDArray[Any]) -> Floats:
    """Kilometres between each two of some places, along the chord, which is near enough below a thousand."""
    lat, lon = np.radians(rows["lat"].astype(float)), np.radians(rows["lon"].astype(float))
    points = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    return np.asarray(EARTH_KM * np.sqrt(np.maximum(0.0, 2.0 - 2.0 * (points @ points.T))))


def _stated(names: list[_Name], index: NDArray[Any], rows: NDArray[Any]) -> Floats:
    """For each place whether it lies in, or around, what the text names with it: 1 for yes, less where only near."""
    stated = np.zeros(len(index))
    for name in names:
        for other in name.around:
            inner, outer = slice(name.start, name.end), slice(names[other].start, names[other].end)
            if name.end > len(index) or names[other].end > len(index) or not name.rows or not names[other].rows:
                continue
            lies = _lies_in(index[outer], rows[inner], rows[outer])
            odds = rows["weight"][outer] - rows["weight"][outer].max()
            stated[inner] = np.maximum(stated[inner], lies.max(axis=1))
            stated[outer] = np.maximum(stated[outer], lies.max(axis=0) * (odds > -4))
    return stated


def _lies_in(outer_index: NDArray[Any], inner: NDArray[Any], outer: NDArray[Any]) -> Floats:
    both = np.concatenate([inner, outer])
    apart = distances(both)[: len(inner), len(inner) :]
    same_country = inner["country"][:, None] == outer["country"][None, :]
    in_country = same_country & (outer["level"] == _COUNTRY)[None, :]
    in_province = inner["admin1"][:, None] == outer_index[None, :]
    in_district = inner["admin2"][:, None] == outer_index[None, :]
    wide = (outer["level"] >= _DISTRICT) & (outer["level"] != _COUNTRY)
    in_reach = wide[None, :] & (apart < 1.2 * outer["radius"][None, :])
    smaller = inner["population"][:, None] * 10 < outer["population"][None, :]
    by_town = (outer["level"] == _CITY)[None, :] & (apart < 40.0) & (apart > 0.0) & smaller
    full = in_country | in_province | in_district
    return np.where(
        full,
        1.0,
        np.where(in_reach & (same_country | (outer["country"] < 0)[None, :]), 0.8, np.where(by_town, 0.7, 0.0)),
    )


def _same_spot(one: Known, other: Known) -> bool:
    """Whether it makes no difference which of two is meant: one holds the other, or they lie side by side."""
    if one.country != other.country:
        return False
    reach = max(one.radius_km, other.radius_km, 25.0)
    return kilometres(one.lat, one.lon, other.lat, other.lon) <= reach


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Kilometres between two points."""
    a, b, c, d = (np.radians(value) for value in (lat1, lon1, lat2, lon2))
    half = np.sin((c - a) / 2) ** 2 + np.cos(a) * np.cos(c) * np.sin((d - b) / 2) ** 2
    return float(2 * EARTH_KM * np.arcsin(np.sqrt(half)))


def town_of(sense: Sense, mention: Mention, gazetteer: Gazetteer) -> Known:
    """The town rather than the division of its name, where both bear it and nothing asks for the division."""
    known = sense.known
    if known.kind is not Kind.DIVISION or mention.ask in ("province", "district"):
        return known
    towns = [gazetteer.known(row) for row, kind in mention.named if kind in (NameKind.OWN, NameKind.OTHER)]
    near = [town for town in towns if town.level == "city" and _is_seat(town, known)]
    return max(near, key=lambda town: town.population, default=known)


def _is_seat(town: Known, division: Known) -> bool:
    """Whether a town is of the size that a division is named after it, and not the other way round."""
    return _same_spot(division, town) and town.population * SEAT_SHARE >= division.population
