"""The page on the codebook says what is so: its files load, and its sentences are read as it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import report

from tocsin import codebook
from tocsin.errors import CodebookError
from tocsin.pipeline import Tools, read_report
from tocsin.reading import Reading
from tocsin.settings import Settings

PAGE = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text(encoding="utf-8")
HEALTH, ACTORS = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
TABLE = re.search(r"\| sentence \| mention \|\n\|[-|]+\n(.*?)\n\n", PAGE, re.DOTALL)
ROWS = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in TABLE[1].split("\n")] if TABLE else []


@pytest.fixture(scope="module")
def read_health(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Reading]:
    path = tmp_path_factory.mktemp("books") / "health.toml"
    path.write_text(HEALTH, encoding="utf-8")
    tools = Tools.open(replace(Settings.from_environment(), codebooks=(path,)))
    return lambda text: read_report(report(text), tools, everything=True)


def own(reading: Reading) -> list[str]:
    """The mentions of the page's action, in the page's words."""
    return [
        ", ".join(
            (
                mention.action,
                "denied" if mention.voice == "denied" else mention.factuality,
                *(["claimed"] if mention.voice == "claimed" else []),
                *(f"by {actor.name}".lower() for actor in mention.actors if actor.role == "actor"),
                *(f"to {actor.name}" for actor in mention.actors if actor.role == "recipient"),
            )
        )
        for mention in reading.mentions
        if mention.action == "attack-on-health"
    ]


@pytest.mark.parametrize(("text", "told"), ROWS)
def test_a_sentence_of_the_page_is_read_as_it_says(read_health: Callable[[str], Reading], text: str, told: str) -> None:
    expected = [] if told == "none" else [re.sub(r"by \w+", lambda match: match[0].lower(), told)]
    assert own(read_health(text)) == expected


def test_the_examples_of_the_file_are_read_as_they_say(read_health: Callable[[str], Reading]) -> None:
    for text, code in re.findall(r'^ {4}"(.*) → (.*)",$', HEALTH, re.MULTILINE):
        codes = {one.acled.sub_event_type for one in read_health(text).mentions if one.acled}
        assert code in codes


@pytest.fixture
def own_actors(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "actors.toml"
    path.write_text(ACTORS, encoding="utf-8")
    yield path
    codebook.use_actors(())


def test_a_users_actors_go_before_ours(own_actors: Path, read: Callable[..., Reading]) -> None:
    codebook.use_actors([own_actors])
    (mention,) = read("LDF fighters attacked a river guard near Bol.", published=date(2022, 3, 1)).mentions
    told = {actor.role: (actor.name, actor.acled_type, actor.country) for actor in mention.actors}
    assert told["actor"] == ("Lake Defence Front", "Rebel groups", "TD")
    assert told["recipient"][1] == "Political militias"
    kind = codebook.register().named("LDF", date(2015, 1, 1))
    assert kind is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("[[actor]]", "[[player]]"), "unknown tables player"),
        (('sector = "REB"\n', ""), "actor Lake Defence Front: no sector"),
        (('"Rebel groups"', '"Rebels"'), "'Rebels' is no actor type"),
    ],
)
def test_a_faulty_file_of_actors_says_what_is_wrong(own_actors: Path, change: tuple[str, str], reason: str) -> None:
    own_actors.write_text(ACTORS.replace(*change, 1), encoding="utf-8")
    with pytest.raises(CodebookError, match=reason):
        codebook.use_actors([own_actors])
