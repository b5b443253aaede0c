from __future__ import annotations

import pytest

from tocsin.find.people import People, people
from tocsin.parse import ParsedReport, parse
from tocsin.report import Report


def read(text: str) -> tuple[ParsedReport, People]:
    parsed = parse(Report(id="r", text=text, sha256=""))
    return parsed, people(parsed)


def stands_for(text: str, word: str, *, last: bool = True) -> str | None:
    """The name that the last (or first) token of that wording is followed back to."""
    parsed, known = read(text)
    tokens = [(s, t) for s in parsed.sentences for t in s.tokens if t.text == word]
    reference = known.resolve(*tokens[-1 if last else 0])
    return reference.name if reference else None


@pytest.mark.parametrize(
    ("text", "name", "role", "organisation"),
    [
        ("Peruvian President Ana Quispe resigned.", "Ana Quispe", "Peruvian President", None),
        ("Interior Minister Kofi Badu resigned.", "Kofi Badu", "Interior Minister", None),
        ("Police spokesman Musa Sesay denied it.", "Musa Sesay", "Police spokesman", None),
        ("The opposition leader, Rosa Condori, was held.", "Rosa Condori", "opposition leader", None),
        ("Lila Haddad, head of the Coastal Relief Society, said so.", "Lila Haddad", "head", "Coastal Relief Society"),
        ("Tomas Varga, an analyst at Delta Institute, said so.", "Tomas Varga", "analyst", "Delta Institute"),
        ("The state news agency Suriname Wire said so.", "Suriname Wire", "state news agency", None),
    ],
)
def test_names_come_with_role_and_organisation(text: str, name: str, role: str, organisation: str | None) -> None:
    person = read(text)[1].named(name)

    assert person is not None
    assert (person.role, person.organisation) == (role, organisation)


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Bolivian President Rosa Mamani spoke. Mamani said the road was shut.", "Mamani", "Rosa Mamani"),
        ("Kenyan activist Peter Otieno was held. He said the police beat him.", "He", "Peter Otieno"),
        ("Mrs. Otieno and Mr. Barasa spoke. She said the hall was full.", "She", "Otieno"),
        ("Malian President Issa Traore spoke on Monday. The president said talks go on.", "president", "Issa Traore"),
        ("Malian President Issa Traore said talks go on. The Malian leader said so twice.", "leader", "Issa Traore"),
        ("Georgian analyst Nino Beridze said little. The expert said more later.", "expert", "Nino Beridze"),
        ("Chadian President Ali Deby said no. The head of state said it again.", "head", "Ali Deby"),
        ("“Issa Traore, our president, is gone,” a man said. He wept.", "He", "a man"),
        ("A hotel porter said the road was shut. The porter had seen it.", "porter", "A hotel porter"),
        ("The ministry said the road was shut. It said no more.", "It", "The ministry"),
        ("Two witnesses said the road was shut. They said no more.", "They", "Two witnesses"),
        ("Rosa Quispe lives in Nur-Sultan. She said the road was shut.", "She", "Rosa Quispe"),
        ("The governor of Oruro, Rosa Quispe, spoke.", "governor", "Rosa Quispe"),
        ("Captain Eva Novak said little. Those who know Novak, who said more, agree.", "who", "Eva Novak"),
    ],
)
def test_short_names_pronouns_and_descriptions_are_followed_back(text: str, word: str, name: str) -> None:
    assert stands_for(text, word) == name


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Malian President Issa Traore spoke. The Peruvian president said no.", "president"),
        ("Malian President Issa Traore spoke. The teacher said no.", "teacher"),
        ("A president said no.", "president"),
        ("Mrs. Otieno spoke. He said no.", "He"),
        ("A nurse walked through Republic Square. She said no.", "She"),
        ("Kim Varga said he was tired. She said no.", "She"),
        ("The town was quiet. He said no.", "He"),
    ],
)
def test_what_cannot_be_told_safely_stays_as_it_is_worded(text: str, word: str) -> None:
    assert stands_for(text, word) is None


def test_two_persons_of_one_last_name_are_kept_apart() -> None:
    _, known = read("Amir Khalil spoke. Later Sara Khalil spoke.")

    assert {person.name for person in known.persons} == {"Amir Khalil", "Sara Khalil"}


def test_a_heading_speaks_of_those_under_it() -> None:
    text = "Roads To Stay Shut, Says Chilean Minister\n\nTransport Minister Carla Rojas of Chile said on Monday."

    assert stands_for(text, "Minister", last=False) == "Carla Rojas"


def test_the_link_shows_where_the_fuller_name_stands() -> None:
    text = "Bolivian President Rosa Mamani spoke. Mamani said the road was shut."
    parsed, known = read(text)
    sentence = parsed.sentences[1]

    reference = known.resolve(sentence, sentence.tokens[0])

    assert reference is not None
    assert reference.resolved_from is not None
    assert parsed.cut(reference.resolved_from) == "Rosa Mamani"
