"""Sentences in, mentions out, through all finders."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tocsin.reading import Reading

Read = Callable[..., Reading]


def codings(reading: Reading) -> set[str]:
    return {mention.acled.sub_event_type for mention in reading.mentions if mention.acled}


@pytest.mark.parametrize(
    ("text", "sub_event"),
    [
        ("Hundreds of teachers marched in Tunis to demand higher pay.", "Peaceful protest"),
        ("Dock workers went on strike in Durban.", "Peaceful protest"),
        ("Farmers blocked a highway near Ica with tractors.", "Peaceful protest"),
        ("Students rallied in Accra. Police fired tear gas to disperse them.", "Protest with intervention"),
        ("Students rallied in Accra. Soldiers opened fire on protesters.", "Excessive force against protesters"),
        ("Protesters in Lomé burned tyres and threw stones at the police.", "Violent demonstration"),
        ("A mob lynched a man in Puebla.", "Mob violence"),
        ("Supporters of two parties clashed in Khulna.", "Mob violence"),
        ("Rebels clashed with soldiers near Goma.", "Armed clash"),
        ("Militants attacked an army base near Gao.", "Armed clash"),
        ("Gunmen attacked a village in Kaduna.", "Attack"),
        ("Gunmen abducted a priest in Kaduna.", "Abduction/forced disappearance"),
        ("The army shelled a village near Loikaw.", "Shelling/artillery/missile attack"),
        ("Warplanes carried out air strikes on Idlib.", "Air/drone strike"),
        ("A suicide bomber blew himself up in Mogadishu.", "Suicide bomb"),
        ("A roadside bomb exploded in Quetta.", "Remote explosive/landmine/IED"),
        ("Masked men threw a grenade at a bar in Celaya.", "Grenade"),
        ("Police arrested a journalist in Minsk.", "Arrests"),
        ("Bandits looted shops in Gonaïves.", "Looting/property destruction"),
        ("Engineers defused a bomb in Peshawar.", "Disrupted weapons use"),
        ("Soldiers raped two women in a village near Bukavu.", "Sexual violence"),
        ("The army recaptured the town of Bunagana.", "Government regains territory"),
        ("Rebels seized the town of Bunagana.", "Non-state actor overtakes territory"),
    ],
)
def test_principal_sub_event(read: Read, text: str, sub_event: str) -> None:
    reading = read(text)
    chief = reading.mention(reading.principal)
    assert chief is not None
    assert chief.acled is not None
    assert chief.acled.sub_event_type == sub_event


@pytest.mark.parametrize(
    "text",
    [
        "The museum opened a show of Ming vases in Lisbon.",
        "The gardens are a riot of colour this spring.",
        "The striker scored twice in the cup final in Porto.",
        "He suffered a heart attack at his home in Oslo.",
        "The riot police wore new helmets.",
        "Shares rallied in Tokyo after the shares rally in New York.",
    ],
)
def test_nothing_here(read: Read, text: str) -> None:
    assert codings(read(text)) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Hundreds marched in Tunis to protest the killing of a teacher.",
        "Residents of Natal demonstrated against the murder of a boy.",
        "Nurses rallied in Quito after a colleague was shot dead.",
        "Students gathered in Delhi. They demanded justice for three people killed in a raid.",
    ],
)
def test_what_a_protest_is_about_did_not_happen_there(read: Read, text: str) -> None:
    reading = read(text)
    assert codings(reading) == {"Peaceful protest"}
    assert not [figure for figure in reading.figures if figure.kind == "killed"]
    assert reading.toll is None


def test_actors_from_syntax_and_not_from_nearness(read: Read) -> None:
    (mention,) = read("Soldiers near a camp of rebels were attacked by villagers in Jonglei.").mentions
    assert {(actor.role, actor.name) for actor in mention.actors} == {("actor", "villagers"), ("recipient", "Soldiers")}


def test_a_list_of_towns_is_one_mention_each(read: Read) -> None:
    reading = read("Protests broke out in Arequipa, Cusco and Puno on Monday.")
    assert [mention.places[0].name for mention in reading.mentions] == ["Arequipa", "Cusco", "Puno"]


def test_further_towns_after_a_clause_about_the_first(read: Read) -> None:
    text = "Riots erupted in Lima, where police used tear gas, and also in other cities: Arequipa, Cusco and Puno."
    reading = read(text)
    riots = [mention.places[0].name for mention in reading.mentions if mention.action == "riot"]
    gas = [mention.places[0].name for mention in reading.mentions if mention.action == "disperse"]
    assert (riots, gas) == (["Lima", "Arequipa", "Cusco", "Puno"], ["Lima"])


def test_told_twice_is_one_mention_with_two_sentences(read: Read) -> None:
    reading = read("Gunmen attacked a market in Kaduna on Monday. The attack lasted an hour.")
    (mention,) = reading.mentions
    assert len(mention.evidence) == 2


def test_deaths_told_after_a_shelling_are_its_toll(read: Read) -> None:
    reading = read("The army shelled a village near Loikaw on Monday. Five villagers died.")
    (mention,) = reading.mentions
    toll = reading.figure(reading.toll)
    assert toll is not None
    assert (toll.best, toll.mention) == (5, mention.id)


@pytest.mark.parametrize(
    ("text", "voice", "factuality"),
    [
        ("Rebels attacked the base at Gao, the ministry said.", "claimed", "happened"),
        ("“Rebels attacked the base at Gao,” said Moussa Traoré, a local official.", "claimed", "happened"),
        ("Rebels attacked the base at Gao.", "outlet", "happened"),
        ("The army denied that its soldiers killed herders near Gao.", "denied", "happened"),
    ],
)
def test_voice(read: Read, text: str, voice: str, factuality: str) -> None:
    found = {(mention.voice, mention.factuality) for mention in read(text).mentions if mention.type == "ASSAULT"}
    assert found == {(voice, factuality)}


def test_where_a_speaker_spoke_is_not_where_it_happened(read: Read) -> None:
    reading = read("Defence minister Ana Ruiz said in Madrid on Tuesday that rebels attacked a convoy near Gao.")
    places = {place.name for mention in reading.mentions for place in mention.places}
    assert "Madrid" not in places
    assert all(mention.date is None for mention in reading.mentions)


@pytest.mark.parametrize(
    "text",
    [
        "Analysts warned that the fighting will result in hundreds of deaths.",
        "The mayor fears that dozens of people could be killed.",
        "If shelling resumes, 40 people may die.",
        "The ministry denied that 12 protesters were killed in Lomé.",
    ],
)
def test_a_forecast_or_denial_is_no_toll(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.toll is None
    assert not [figure for figure in reading.figures if figure.states_a_toll]


def test_nothing_planned_is_principal(read: Read) -> None:
    assert read("Unions in Quito plan to march on Friday.").principal is None


def test_every_number_of_a_sentence_has_its_kind(read: Read) -> None:
    reading = read("Rebels attacked a base near Goma, killing at least six soldiers and wounding ten.")
    assert {(figure.kind, figure.low, figure.best, figure.high) for figure in reading.figures} == {
        ("killed", 6, 6, None),
        ("injured", 10, 10, 10),
    }


def test_parts_are_told_from_wholes(read: Read) -> None:
    whole, part = read("A bomb in Quetta killed nine people, including two children.").figures
    assert (whole.best, part.best, part.part_of) == (9, 2, whole.id)


def test_two_buildings_attacked_are_two_deeds(read: Read) -> None:
    reading = read("Rioters stormed the mayor's office in Jalapa on Monday. They also attacked a police station.")
    assert [[actor.name for actor in mention.actors if actor.role == "recipient"] for mention in reading.mentions] == [
        ["mayor's office"],
        ["police station"],
    ]


def test_the_town_of_a_dateline_holds_for_the_paragraph_it_opens(read: Read) -> None:
    reading = read("GAO, Mali (Andes Wire) — Gunmen shot two teachers on Monday.\nA nurse was kidnapped.")
    assert [(mention.action, [place.name for place in mention.places]) for mention in reading.mentions] == [
        ("shoot", ["Gao"]),
        ("abduct", []),
    ]
    assert reading.mentions[0].places[0].precision == "area"


def test_what_is_said_under_a_dateline_did_not_happen_there_for_that(read: Read) -> None:
    reading = read("GAO, Mali (Andes Wire) — Gunmen shot two teachers on Monday, the ministry said.")
    assert [mention.places for mention in reading.mentions] == [()]


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("A protest that began in Oruro reached Potosí on Tuesday, when police used tear gas.", ["Potosí"]),
        ("Riots erupted in Lima on the coast, where police used tear gas, and in Arequipa, Cusco and Puno.", ["Lima"]),
    ],
)
def test_a_deed_happened_where_its_own_clause_says(read: Read, text: str, towns: list[str]) -> None:
    found = [place.name for one in read(text).mentions if one.action == "disperse" for place in one.places]
    assert found == towns


@pytest.mark.parametrize(
    ("text", "action", "sides"),
    [
        ("The government declared a state of emergency in Lae.", "restrict", [("actor", "government")]),
        ("Dina Huanca, whose brother was arrested in Puno, wept.", "arrest", [("recipient", "brother")]),
        ("The airport, which gunmen seized on Monday, is shut.", "seize-territory", [("actor", "gunmen")]),
        ("Suicide attack kills ten.", "suicide-bombing", []),
    ],
)
def test_words_that_name_no_side(read: Read, text: str, action: str, sides: list[tuple[str, str]]) -> None:
    (one,) = [mention for mention in read(text).mentions if mention.action == action]
    assert [(actor.role, actor.name) for actor in one.actors] == sides


def test_those_who_are_dispersed_demand_and_not_the_police(read: Read) -> None:
    told = read("Police dispersed villagers demanding water in Quito.").mentions
    assert not [
        one for one in told for actor in one.actors
        if one.action in ("demonstrate", "request") and actor.role == "actor" and actor.name == "Police"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz shot ahead at the start of the regatta and held off every attack until the last buoy, where a gust "
        "struck. The yacht of her sister came in second on the podium.",
        "The mayor opened the race with a blast from the old signal gun.",
        "The ministry put the injured at 300.",
        "People rallied round the government.",
    ],
)
def test_words_of_violence_that_tell_of_none(read: Read, text: str) -> None:
    assert codings(read(text)) == set()


def test_an_air_strike_that_hits_is_one_deed(read: Read) -> None:
    assert [one.action for one in read("Air strikes hit the port of Hodeida on Monday.").mentions] == ["airstrike"]


@pytest.mark.parametrize(
    ("text", "action", "sub_event"),
    [
        ("Two soldiers were killed in clashes with rebels near Gao.", "kill", "Armed clash"),
        ("Ten people were hurt when a drone strike hit Gao.", "beat", "Air/drone strike"),
        (
            "Two people were killed in Lomé when police opened fire on protesters.",
            "kill",
            "Excessive force against protesters",
        ),
        ("Two protesters were killed in clashes with police in Lomé.", "kill", "Violent demonstration"),
        ("Soldiers opened fire to disperse marchers in Lomé.", "shoot", "Excessive force against protesters"),
        ("Police used tear gas on marchers in Lomé. Some people were hurt.", "disperse", "Protest with intervention"),
        ("Gunmen killed two people in Gao.", "kill", "Attack"),
    ],
)
def test_the_dead_and_injured_are_of_what_left_them(read: Read, text: str, action: str, sub_event: str) -> None:
    (one,) = [mention for mention in read(text).mentions if mention.action == action]
    assert one.acled is not None
    assert one.acled.sub_event_type == sub_event


def test_a_day_that_names_another_thing_dates_nothing(read: Read) -> None:
    (one,) = read("Protesters marched through Lomé against the March 2 coup.").mentions
    assert one.date is None


def test_harm_told_in_short_was_done_to_its_subject(read: Read) -> None:
    (one,) = [
        mention
        for mention in read("The coup saw Ana Ruiz detained with her aides.").mentions
        if mention.action == "arrest"
    ]
    assert [(actor.role, actor.name) for actor in one.actors] == [("recipient", "Ana Ruiz")]


@pytest.mark.parametrize(
    ("text", "action", "sides"),
    [
        ("Three policemen shot dead in Gao attack.", "shoot", [("recipient", "Three policemen")]),
        ("Soldiers used force to disperse villagers.", "disperse", [("actor", "Soldiers")]),
        ("Six herders went missing near Gao.", "abduct", [("recipient", "Six herders")]),
        ("Gunmen shot dead two men in Gao.", "shoot", [("actor", "Gunmen"), ("recipient", "two men")]),
    ],
)
def test_who_suffers_it(read: Read, text: str, action: str, sides: list[tuple[str, str]]) -> None:
    (one,) = [mention for mention in read(text).mentions if mention.action == action]
    assert [(actor.role, actor.name) for actor in one.actors] == sides


def test_who_is_only_claimed_to_have_acted_does_not_act_outside_the_claim(read: Callable[..., Reading]) -> None:
    reading = read("The president claimed that rebels had attacked Gao, and thanked the ruler of Chad for his troops.")

    assert {str(mention.type): [one.name for one in mention.actors] for mention in reading.mentions} == {
        "ASSAULT": ["rebels"],
        "SUPPORT": [],
    }
