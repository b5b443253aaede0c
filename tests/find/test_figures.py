"""Sentences in, numbers of people out: every kind of harm, in the ways of many countries' reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.pipeline import Tools, read_report
from tocsin.reading import Reading
from tocsin.values import Figure

Read = Callable[..., Reading]


def told(reading: Reading) -> list[tuple[str, int]]:
    """The kind and number of each figure that stands by itself and happened."""
    return [(one.kind, one.best) for one in reading.figures if one.states_a_toll and not one.part_of]


def figures(reading: Reading, kind: str) -> list[Figure]:
    return [one for one in reading.figures if one.kind == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Noun phrases are counted, not digits.
        ("A rancher and his brother were killed near Durango.", [("killed", 2)]),
        ("Gunmen shot dead a pregnant woman and her husband in Karachi.", [("killed", 2)]),
        ("A family of four was killed when a shell hit their flat in Kherson.", [("killed", 4)]),
        ("A two-year-old died after soldiers opened fire in Bamenda.", [("killed", 1)]),
        ("Two 17-year-olds were killed by a landmine near Taiz.", [("killed", 2)]),
        ("An extortionist was lynched in Guayaquil.", [("killed", 1)]),
        ("Soldiers killed a dahalo near Betroka.", [("killed", 1)]),
        ("A member of the Red Lanterns was shot and killed in Tegucigalpa.", [("killed", 1)]),
        ("The bomb killed a teacher along with four pupils in Kandahar.", [("killed", 5)]),
        ("Two people, a man and a woman, were killed in Izmir.", [("killed", 2)]),
        ("Clashes near Djibo led to the death of 3 soldiers and 4 volunteers.", [("killed", 7)]),
        ("Eight police officers and guardsmen were killed in Taraz.", [("killed", 8)]),
        ("The attack claimed the lives of six miners in Ituri.", [("killed", 6)]),
        ("The attack claimed three lives in Ituri.", [("killed", 3)]),
        ("The bodies of 11 men were found in a well near Mosul.", [("killed", 11)]),
        ("Both of the brothers were killed.", [("killed", 2)]),
        ("A bomber blew himself up at a market in Kismayo.", [("killed", 1)]),
        ("The mayor was pronounced dead at the scene.", [("killed", 1)]),
        ("Villagers found a trader dead beside the road to Gao.", [("killed", 1)]),
        ("Police fatally shot a student in Medellín.", [("killed", 1)]),
        ("There was an ambush near Gao, in which two soldiers were killed.", [("killed", 2)]),
        ("A man and woman were found dead in Oslo, as were three children.", [("killed", 5)]),
        ("Ana and Luis Rivas were shot dead in Cali.", [("killed", 2)]),
        ("The mayor and party leader was shot dead in Cali.", [("killed", 1)]),
        ("Both brothers were shot dead in Gaza.", [("killed", 2)]),
        ("A teacher, her husband and a guard were killed in Narathiwat.", [("killed", 3)]),
        ("Two civilians were killed, as well as a soldier, in the raid on Gwoza.", [("killed", 3)]),
        ("Three officers were killed along with a child in Peshawar.", [("killed", 4)]),
        ("Four people burned to death when rebels torched a bus near Bunia.", [("killed", 4)]),
        ("The commander, who is believed to have killed 40 people, surrendered in Goma.", [("killed", 40)]),
        # Headlines and datelines.
        ("One dead, three hurt in Lahore blast", [("killed", 1), ("injured", 3)]),
        ("3 killed, 15 injured in grenade blast in Bujumbura", [("killed", 3), ("injured", 15)]),
        ("Four shot dead in Culiacán", [("killed", 4)]),
        ("MAIDUGURI, Nigeria — Insurgents killed 14 farmers on Monday.", [("killed", 14)]),
        ("Seven people shot, two fatally, at a rally in Durban", [("killed", 2), ("injured", 5)]),
        # Bounds and words.
        ("At least 18 officers were killed in Almaty.", [("killed", 18)]),
        ("More than two dozen people were killed in Bangui.", [("killed", 24)]),
        ("Between five and seven rebels were killed in Shabwa.", [("killed", 5)]),
        ("Dozens of villagers were killed in Plateau state.", [("killed", 12)]),
        ("Scores of people were killed in Plateau state.", [("killed", 20)]),
        ("Soldiers were killed in an ambush near Tillabéri.", [("killed", 3)]),
        ("An unknown number of fighters were killed in Shabwa.", [("killed", 3)]),
        # Injured.
        ("Police fired pellets, wounding ten students in Srinagar.", [("injured", 10)]),
        ("A man was shot in the leg in Port-au-Prince.", [("injured", 1)]),
        ("Three men and a woman were stabbed in Leeds.", [("injured", 4)]),
        ("The blast left 3 men and a woman wounded.", [("injured", 4)]),
        ("Nine protesters were taken to hospital in Nairobi.", [("injured", 9)]),
        ("Five conscripts sustained injuries when a mine exploded near Jenin.", [("injured", 5)]),
        ("Gunmen killed seven farmers and injured five others in Benue.", [("killed", 7), ("injured", 5)]),
        ("A gunman shot three men in Cali. Two of them died.", [("killed", 2), ("injured", 1)]),
        # Detained.
        ("Police made 14 arrests in Portland.", [("detained", 14)]),
        ("Some 5,800 people have been detained across Kazakhstan.", [("detained", 5800)]),
        ("A blogger and her lawyer were taken into custody in Minsk.", [("detained", 2)]),
        ("Police rounded up 31 hawkers in Kampala.", [("detained", 31)]),
        ("Six fishermen remain in custody in Djibouti.", [("detained", 6)]),
        # Missing.
        ("Bandits abducted 27 schoolgirls from a dormitory in Kuriga.", [("missing", 27)]),
        ("Two journalists went missing near Gao.", [("missing", 2)]),
        ("Rebels took three aid workers hostage in Darfur.", [("missing", 3)]),
        # Displaced.
        ("About 2 lakh people fled their homes in Manipur.", [("displaced", 200_000)]),
        ("More than 1,50,000 villagers were displaced in Assam.", [("displaced", 150_000)]),
        ("The army evacuated 400 residents from Mocímboa.", [("displaced", 400)]),
        ("The fighting forced 12,000 people to flee.", [("displaced", 12_000)]),
        # Taking part.
        ("Some 300 nurses marched in Harare.", [("participants", 300)]),
        ("Tens of thousands of people protested in Tbilisi.", [("participants", 10_000)]),
    ],
)
def test_people_are_counted(read: Read, text: str, expected: list[tuple[str, int]]) -> None:
    assert sorted(told(read(text))) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        # Questions, nobody, and a body of people.
        "It is not known how many protesters were injured in Osh.",
        "No one was killed when police fired on the crowd in Goma.",
        "Nobody was hurt in the blast in Quetta.",
        "The attack was repelled without loss of life near Gao.",
        "The protesters were arrested in Minsk.",
        "The police were attacked in Homs.",
        # Said of a certain person: no number.
        "Lena Ortiz, whose brother was arrested in Taraz, spoke to reporters.",
        "He was arrested in Baku on Tuesday.",
        # Things, beasts, measures, money, ages, years, armies, scores.
        "Raiders killed 30 cows near Pibor.",
        "Drones destroyed 12 tanks near Kupiansk.",
        "The soldiers marched 40 kilometres to Bunia.",
        "The army, 60,000 strong, attacked Goma.",
        "The rebels command an army of 20,000 soldiers.",
        "Protesters burned shops worth $2,000,000 in Durban.",
        "The film was shot in Oran by 35 people.",
        "The home side killed off the match with 3 goals in Lagos.",
        "A new law kills 40 percent of the subsidy.",
        "Police shot down two drones over Odesa.",
        # Of nobody's violence, or in another sense.
        "Eight people died of an unknown disease in Maracay.",
        "Three people were killed in a road accident near Ica.",
        "Six passengers were detained in hospital in Belfast.",
        # Why something was done, and not what was done.
        "Militiamen burned huts in reprisal for the killing of two herders.",
        "Mourners attended the funeral of a boy who was killed in May.",
        "Hundreds marched in Lima to demand justice for 49 people killed by police.",
        "Mothers of people killed in the uprising sat in a square in Omdurman.",
        "Lawyers boycotted courts in Multan against the murder of a lawyer and his son.",
        "The 2014 Harrow Bay killings are the subject of a trial.",
        "The two sides exchanged the bodies of 14 fighters near Taiz.",
        "Youths in Srinagar carried the body of a student killed on Thursday and threw stones.",
        "Police fired tear gas at mourners in Nairobi who marched with the body of a slain activist.",
        "Police were taking the body of a robber, who had been killed in a raid, to a morgue in Kota.",
        # The speaker lives.
        "\u201cI thought I was going to die in the shooting,\u201d a porter in Oslo said.",
        "\u201cPlease don't let my baby die,\u201d a mother in Oslo begged.",
    ],
)
def test_nobody_is_counted(read: Read, text: str) -> None:
    assert [one for one in told(read(text)) if one[0] != "participants"] == []


@pytest.mark.parametrize(
    ("text", "kind", "factuality"),
    [
        ("The shelling could kill hundreds of people in Sloviansk.", "killed", "predicted"),
        ("If the dam breaks, 40 people will die.", "killed", "hypothetical"),
        ("The governor threatened to arrest 200 strikers.", "detained", "threatened"),
        ("Ten guards were not injured in the attack on Baidoa.", "injured", "negated"),
        ("The ministry said that 12 soldiers were killed near Gao.", "killed", "happened"),
    ],
)
def test_whether_it_happened(read: Read, text: str, kind: str, factuality: str) -> None:
    (figure,) = figures(read(text), kind)
    assert figure.factuality == factuality


def test_long_past_by_its_year(read: Read) -> None:
    (figure,) = figures(read("Riots in Jos killed 300 people in 2010."), "killed")
    assert figure.factuality == "historical"


@pytest.mark.parametrize(
    ("text", "low", "best", "high"),
    [
        ("At least 18 officers were killed in Almaty.", 18, 18, None),
        ("Up to 20 rebels were killed in Marib.", None, 20, 20),
        ("Between five and seven rebels were killed in Marib.", 5, 5, 7),
        ("Nearly 4,000 people were killed in Marib.", None, 4000, None),
        ("50-plus rebels were killed in Marib.", 50, 50, None),
    ],
)
def test_bounds(read: Read, text: str, low: int | None, best: int, high: int | None) -> None:
    (figure,) = figures(read(text), "killed")
    assert (figure.low, figure.best, figure.high) == (low, best, high)


# -- figures beside one another ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "A mine killed nine people, including two children, near Taiz.",
        "A mine killed nine people near Taiz. Two of them were children.",
        "A mine killed nine people near Taiz. The dead included two children.",
        "A mine killed nine people near Taiz, among them two children.",
        "A mine killed nine people near Taiz. Two children are among the dead.",
        "Mines killed nine people. They killed two people in Taiz alone.",
    ],
)
def test_a_part(read: Read, text: str) -> None:
    found = figures(read(text), "killed")
    assert [one.best for one in found] == [9, 2]
    assert found[1].part_of == found[0].id


@pytest.mark.parametrize(
    "text",
    [
        "Ministry withdraws report of 40 deaths in Gao",
        "A report that 40 people had been killed in the unrest was published by mistake, the ministry said.",
        "Reports of 40 deaths in Gao are false, the army said.",
    ],
)
def test_a_number_that_was_taken_back_is_no_toll(read: Read, text: str) -> None:
    reading = read(text)
    assert [one for one in figures(reading, "killed") if one.states_a_toll] == []
    assert reading.toll is None


def test_a_number_that_is_confirmed_is_one(read: Read) -> None:
    assert told(read("The army confirmed reports of 12 deaths in the attack on Gao.")) == [("killed", 12)]


def test_the_part_in_one_town_of_a_number_told_far_before(read: Read) -> None:
    text = "At least 164 people were killed in riots. It rained. Shops closed. It counts 103 dead in Osh alone."
    whole, part = figures(read(text), "killed")
    assert part.part_of == whole.id


def test_the_dead_are_put_at_a_number(read: Read) -> None:
    reading = read("It put the dead among the police at 18, two of whom were beheaded, and the injured at 748.")
    assert [(one.kind, one.best) for one in figures(reading, "injured")] == [("injured", 748)]


def test_those_in_custody_are_detained(read: Read) -> None:
    (figure,) = figures(read("The number of people in custody rose to 9,900 in Almaty."), "detained")
    assert (figure.best, figure.running) == (9900, True)


def test_two_more_add_to_those_told_before(read: Read) -> None:
    reading = read("Gunmen killed six herders near Jos. Two more herders died in the attack on Sunday.")
    total, first, more = figures(reading, "killed")
    assert (total.best, total.rule) == (8, "sum-of-told")
    assert (first.part_of, more.part_of, more.adds_to) == (total.id, total.id, first.id)
    assert reading.toll == total.id


def test_others_beside_the_dead_add_nothing(read: Read) -> None:
    reading = read("Gunmen kill 7, injure 7 in Gombi. They killed seven villagers and injured seven others.")
    assert not [one for one in reading.figures if one.adds_to]


def test_one_victim_is_a_part_of_all(read: Read) -> None:
    reading = read("Gunmen killed 18 villagers near Jos. The village head was killed too.")
    whole, head = figures(reading, "killed")
    assert (whole.best, head.best, head.part_of) == (18, 1, whole.id)


def test_a_running_total_has_its_day(read: Read) -> None:
    text = "Two miners died on Monday, bringing the death toll from the clashes in Marikana to 45."
    running = [one for one in figures(read(text), "killed") if one.running]
    assert [one.best for one in running] == [45]
    assert running[0].as_of == date(2023, 3, 13)


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("The death toll rose to 12 in Almaty.", 12),
        ("The number of people killed in the fighting has reached 45.", 45),
        ("The number of arrests has risen to 7,900.", 7900),
    ],
)
def test_totals(read: Read, text: str, best: int) -> None:
    (figure,) = (one for one in read(text).figures if one.kind != "participants")
    assert (figure.best, figure.running) == (best, True)


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Police detained 9,900 people across the country.", "aggregate"),
        ("Bandits have killed 400 people since January.", "aggregate"),
        ("Bandits killed four people on Monday in the deadliest raid on the road to Jos in weeks.", "event"),
        ("Four people were killed a day after the vote in Conakry.", "event"),
    ],
)
def test_scope(read: Read, text: str, scope: str) -> None:
    (figure,) = (one for one in read(text).figures if one.kind != "participants")
    assert figure.scope == scope


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Rebels killed at least six Chadian soldiers near Bol.", "Chadian soldiers"),
        ("Gunmen shot dead a pregnant woman and her husband in Karachi.", "pregnant woman and husband"),
        ("Ana Ruiz was killed in Cali.", "person"),
        ("Gunmen killed three men, two of whom were brothers.", "men"),
        ("A family of four was killed in Kherson.", "family"),
        ("Ten were killed in Marib.", "people"),
        ("20 dead in Marib", None),
        ("Thirty civilians dead in Marib town Thirty civilians died on Monday", "civilians"),
        ("A fisherman's two young sons drowned near Lamu.", "young sons"),
        ("Among the security forces the ministry put the dead at 18.", "security forces"),
    ],
)
def test_the_group_is_worded_cleanly(read: Read, text: str, who: str | None) -> None:
    assert figures(read(text), "killed")[0].who == who


def test_a_number_without_a_deed_belongs_to_the_deed_before(read: Read) -> None:
    reading = read("Rebels attacked a convoy near Gao on Monday. Ten soldiers were rushed to hospital.")
    (figure,) = figures(reading, "injured")
    mention = reading.mention(figure.mention)
    assert mention is not None
    assert mention.action == "attack"


@pytest.mark.parametrize(
    "text",
    ["Two people were killed in police firing near Barpeta.", "Three miners died when police opened fire on a crowd."],
)
def test_the_dead_belong_to_the_act_that_killed_them(read: Read, text: str) -> None:
    reading = read(text)
    (figure,) = figures(reading, "killed")
    mention = reading.mention(figure.mention)
    assert mention is not None
    assert mention.action != "kill"


def test_whoever_died_was_not_injured(read: Read) -> None:
    reading = read("A trader was shot in Lagos on Monday. The trader was taken to hospital, where he died.")
    assert told(reading) == [("killed", 1)]


def test_the_speaker_of_a_number(read: Read) -> None:
    reading = read("Rebels killed 12 soldiers near Gao, spokesman Issa Maïga said.")
    (figure,) = figures(reading, "killed")
    claim = reading.claim(figure.claim)
    assert claim is not None
    assert claim.speaker is not None
    assert (figure.voice, claim.speaker.name) == ("claimed", "Issa Maïga")


# -- the toll -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "toll"),
    [
        ("Gunmen attacked a market in Jos. Four traders were killed.", 4),
        ("Gunmen killed Musa Bello in Jos. Five people died in the attack.", 5),
        ("Gunmen killed soldiers near Jos. The army said six soldiers were killed.", 6),
        ("Teachers marched in Accra. A teacher was killed in Tamale in 2019.", None),
        ("Gunmen opened fire on Mill Road in Jos on Monday. Four people died in Jos.", 4),
        ("Police fired tear gas in Accra. In another incident in Lagos in May, a man was killed.", None),
        # Told as the reason of what a crowd did.
        ("Residents torched a bus in Durban. The unrest began when a boy was shot dead by police on Monday.", None),
        ("Settlers burned cars near Hebron, after a settler was stabbed to death on Tuesday.", None),
        ("Villagers set fire to a police post in Bihar when a man died after being beaten in custody.", None),
        ("Two people died when gunmen opened fire on a bus in Beni.", 2),
        ("Clashes broke out in Conakry, in which three people died.", 3),
    ],
)
def test_toll(read: Read, text: str, toll: int | None) -> None:
    reading = read(text)
    figure = reading.figure(reading.toll)
    assert (figure.best if figure else None) == toll


# -- conventions --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("convention", "text", "best", "rule"),
    [
        ("acled", "Dozens of people were killed in Jos.", 12, "acled-dozens-12"),
        ("plural", "Dozens of people were killed in Jos.", 24, "plural-dozens-24"),
        ("acled", "Rebels killed several people in Jos.", 3, "acled-unknown-3"),
        ("acled", "Russian forces killed civilians in Kharkiv.", 10, "acled-unknown-in-war-10"),
    ],
)
def test_a_convention_is_named(tools: Tools, convention: str, text: str, best: int, rule: str) -> None:
    (figure,) = figures(_read_by(convention, text, tools), "killed")
    assert (figure.best, figure.rule) == (best, rule)


def test_without_a_convention_words_are_no_numbers(tools: Tools) -> None:
    reading = _read_by("none", "Dozens of people were killed in Jos and 8 injured.", tools)
    assert [(one.kind, one.best) for one in reading.figures] == [("injured", 8)]


def _read_by(convention: str, text: str, tools: Tools) -> Reading:
    from dataclasses import replace  # noqa: PLC0415

    from conftest import report  # noqa: PLC0415

    use = replace(tools, settings=replace(tools.settings, convention=convention))
    return read_report(report(text, published=date(2023, 3, 15)), use, everything=True)


# -- what always holds --------------------------------------------------------------------------------------------

NUMBERS = st.sampled_from(
    "12|at least 18|nearly 4,000|dozens of|between 5 and 7|up to 20|several hundred|2 lakh|more than 300|a".split("|")
)
PEOPLE = st.sampled_from("people|soldiers|a rancher and his brother|students, including two girls|others".split("|"))
HARMS = st.sampled_from("were killed|were injured|were arrested|went missing|fled their homes|marched".split("|"))
PLACES = st.sampled_from(" in Jos| near Gao on 3 May 2021| aged 35| worth $40| at 10 pm".split("|"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(NUMBERS, PEOPLE, HARMS, PLACES), min_size=1, max_size=3))
def test_bounds_and_offsets_hold(read: Read, clauses: list[tuple[str, str, str, str]]) -> None:
    text = " ".join(f"{number.capitalize()} {people} {harm}{place}." for number, people, harm, place in clauses)
    reading = read(text)
    ids = {one.id for one in reading.figures}
    assert len(ids) == len(reading.figures)
    for one in reading.figures:
        assert one.low is None or one.low <= one.best
        assert one.high is None or one.best <= one.high
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert {one.part_of, one.adds_to} <= ids | {None}
        assert one.part_of != one.id


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(min_value=13, max_value=99), st.integers(min_value=2010, max_value=2022))
def test_no_figure_from_an_age_a_year_or_money(read: Read, number: int, year: int) -> None:
    text = (
        f"In {year} a {number}-year-old was shot dead in Jos. Musa, {number}, lost ${number} million. "
        f"The {number}-year-old walked {number} kilometres, {number} percent of the way."
    )
    assert {one.best for one in read(text).figures} <= {1}
