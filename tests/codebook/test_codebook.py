from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tocsin import codebook
from tocsin.codebook import interaction, register
from tocsin.codebook.tables import shipped
from tocsin.errors import CodebookError

BOOK = codebook.load()


def test_every_action_is_defined_in_plovers_terms() -> None:
    assert all(action.definition and action.type in BOOK.quads for action in BOOK.actions.values())


def test_every_sub_event_of_acled_can_be_coded_or_is_named_as_missing() -> None:
    coded = {rule.sub_event for action in BOOK.actions.values() for rule in action.acled}
    derived = {"Protest with intervention", "Violent demonstration", "Excessive force against protesters"}
    assert set(BOOK.event_type_of) - coded - derived == set()


def test_no_signal_names_two_actions_with_the_same_demands() -> None:
    for signals in (*BOOK.verbs.values(), *BOOK.nouns.values()):
        seen: dict[object, str] = {}
        for signal in signals:
            key = (signal.steps, signal.is_verb, signal.object_class, signal.subject, signal.subject_class)
            assert seen.setdefault(key, signal.action) == signal.action, key


@pytest.mark.parametrize(
    ("first", "second", "label"),
    [
        ("Protesters", None, "Protesters only"),
        ("Civilians", "State forces", "State forces-Civilians"),
        ("State forces", "Rebel groups", "State forces-Rebel group"),
        ("Rebel groups", "State forces", "State forces-Rebel group"),
        ("Rioters", "Rioters", "Rioters-Rioters"),
        (None, None, ""),
    ],
)
def test_interaction(first: str | None, second: str | None, label: str) -> None:
    assert interaction(first, second) == label


HEALTH = """
[classes]
clinic = "hospital|clinic|ambulance|health centre"

[[action]]
name = "attack-on-health"
definition = "A health facility is attacked."
type = "ASSAULT"
mode = "destroy"
family = "attack"
weight = 80
verbs = "attack [clinic]|torch [clinic]|shell [clinic]"
acled = [{ by = "any", sub = "Attack" }]
"""


def test_a_user_adds_an_action_without_code(tmp_path: Path) -> None:
    path = tmp_path / "health.toml"
    path.write_text(HEALTH)
    book = codebook.load(path)
    assert book.actions["attack-on-health"].mode == "destroy"
    assert set(BOOK.actions) < set(book.actions)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (('type = "ASSAULT"', 'type = "MAYHEM"'), "no PLOVER type"),
        (('mode = "destroy"', 'mode = "loud"'), "no mode of ASSAULT"),
        (('sub = "Attack"', 'sub = "Fuss"'), "no ACLED sub-event"),
        (("[clinic]|", "[clinics]|"), "no class 'clinics'"),
        (('by = "any"', 'by = "martians"'), "groups are"),
        (("[[action]]", "[[acton]]"), "unknown tables acton"),
        (("[classes]", "[classes"), "health.toml"),
    ],
)
def test_a_faulty_codebook_says_what_is_wrong(tmp_path: Path, change: tuple[str, str], reason: str) -> None:
    path = tmp_path / "health.toml"
    path.write_text(HEALTH.replace(*change, 1))
    with pytest.raises(CodebookError, match=reason.replace("[", r"\[")):
        codebook.load(path)


def test_the_taliban_are_rebels_and_later_a_government() -> None:
    named = register().named
    before, after = named("Taliban", date(2015, 6, 1)), named("Taliban", date(2022, 6, 1))
    assert before is not None
    assert after is not None
    assert (before.group, after.group) == ("armed", "state")


def test_aliases_are_not_shared_by_two_actors_of_one_time() -> None:
    seen: dict[str, list[tuple[int, int]]] = {}
    for row in shipped("actors.toml")["actor"]:
        years = (row.get("from", 0), row.get("to", 9999))
        for name in (row["name"], *row.get("aliases", ())):
            assert all(years[0] >= other[1] or other[0] >= years[1] for other in seen.get(name, [])), name
            seen.setdefault(name, []).append(years)
