from __future__ import annotations

import pytest
from conftest import sentence

from tocsin import codebook
from tocsin.find.factuality import factuality
from tocsin.find.signals import matches

BOOK = codebook.load()


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Police did not attack the miners.", "attack", "negated"),
        ("The rebels denied killing the mayor.", "killing", "negated"),
        ("No one was killed in Oruro.", "killed", "negated"),
        ("There were no clashes in Lomé.", "clashes", "negated"),
        ("Guards foiled an attack on the airport.", "attack", "negated"),
        ("The strike was called off.", "strike", "negated"),
        ("Without clashes, the rally ended.", "clashes", "negated"),
        ("The attempt to seize the airport failed.", "seize", "failed"),
        ("The attempt to seize the airport was foiled.", "seize", "failed"),
        ("The coup failed.", "coup", "failed"),
        ("A failed coup shook the capital.", "coup", "failed"),
        ("Rebels attempted to seize the airport.", "seize", "attempted"),
        ("Protesters tried to storm the court and burn it.", "burn", "attempted"),
        ("An attempt was made to seize the airport.", "seize", "attempted"),
        ("The mayor survived an assassination attempt.", "attempt", "attempted"),
        ("No attempt was made to seize the airport.", "seize", "negated"),
        ("Rebels did not try to seize the airport.", "seize", "negated"),
        ("Rebels will try to seize the airport.", "seize", "planned"),
        ("The militia will march and burn the court.", "burn", "planned"),
        ("Somebody will push them to stage riots.", "riots", "planned"),
        ("Somebody will push them in Peru to stage riots there.", "riots", "planned"),
        ("Hundreds marched to the court to protest the killings.", "protest", "happened"),
        ("The rebels did not hesitate to shoot prisoners.", "shoot", "happened"),
        ("It did not say how many people were injured.", "injured", "hypothetical"),
        ("Hours earlier gunmen had attacked a village.", "attacked", "happened"),
        ("The party plans to stage a protest.", "protest", "planned"),
        ("The rally will be held on Friday.", "rally", "planned"),
        ("Unions called for a general strike.", "strike", "planned"),
        ("The general ordered troops to shell the town.", "shell", "planned"),
        ("Militants threatened to attack the embassy.", "attack", "threatened"),
        ("Leaders vowed to march on Sunday.", "march", "threatened"),
        ("Officials fear further attacks.", "attacks", "predicted"),
        ("Soldiers may shell the town.", "shell", "predicted"),
        ("If troops are redeployed, clashes will erupt.", "redeployed", "hypothetical"),
        ("If troops are redeployed, clashes will erupt.", "clashes", "hypothetical"),
        ("A rally marked the anniversary of the massacre.", "massacre", "historical"),
        ("Thousands marched in memory of the victims of the massacre.", "marched", "happened"),
        ("The army said it killed 12 militants.", "killed", "happened"),
        ("Gunmen attacked a village, killing two people.", "killing", "happened"),
        ("Herders blocked a road on 7 May and burned tyres.", "blocked", "happened"),
        ("Police prevented the protesters from reaching the square.", "prevented", "happened"),
    ],
)
def test_factuality(text: str, word: str, expected: str) -> None:
    triggers = [match.trigger for match in matches(sentence(text), BOOK)]
    found = {token.text: factuality(token) for token in sentence(text).tokens if token.text == word}
    assert triggers
    assert found[word] == expected
