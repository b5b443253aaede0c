"""A week in Oruro as eight reports tell it: the fixture of the brief's tests."""

from __future__ import annotations

from wire import BOLIVIA, ORURO, POTOSI, Count, Said, Told, reading

from tocsin.reading import Reading

WIRE = (
    "Riots broke out in Oruro on Friday after a tram fare was doubled. Four people died when a market hall burned. "
    "Miners' wives had warned of trouble all week, and the mayor's office stayed shut. Police said that 40 people were "
    "detained. Buses turned back at the bridge and traders pulled down their shutters before noon."
)


def wire_story(name: str, outlet: str, published: str) -> Reading:
    riot = Told(
        "Riots broke out in Oruro on Friday after a tram fare was doubled.",
        "riot",
        ORURO,
        "2022-03-04",
        counts=[Count("Four people", 4, who="people")],
        actors=[("actor", "residents", "CVL")],
    )
    arrest = Told(
        "Police said that 40 people were detained.",
        "arrest",
        ORURO,
        "2022-03-04",
        type="COERCE",
        voice="claimed",
        said=0,
        counts=[Count("40 people", 40, "detained", said=0, who="people")],
    )
    return reading(
        name,
        WIRE,
        riot,
        arrest,
        outlet=outlet,
        published=published,
        said=[Said("40 people were detained", "Police")],
        places=[BOLIVIA, ORURO],
        title="Riots in Oruro",
        url=f"https://example.org/{name}",
    )


def own_story() -> Reading:
    text = (
        "Oruro smelt of smoke on Saturday. Riots on Friday left at least six people dead, this paper counted. Governor "
        "Ana Flores said the army had fired on nobody. The union will march in Potosí on Monday."
    )
    riot = Told(
        "Riots on Friday left at least six people dead, this paper counted.",
        "riot",
        ORURO,
        "2022-03-04",
        counts=[Count("at least six people", 6, low=6, who="people")],
    )
    denial = Told(
        "the army had fired on nobody",
        "fire-on-crowd",
        ORURO,
        "2022-03-04",
        type="ASSAULT",
        voice="denied",
        factuality="negated",
        said=0,
        actors=[("actor", "army", "MIL")],
    )
    plan = Told("The union will march in Potosí on Monday.", "demonstrate", POTOSI, "2022-03-07", factuality="planned")
    said = [Said("the army had fired on nobody", "Ana Flores", "denies", role="Governor")]
    return reading(
        "c", text, riot, denial, plan, outlet="La Semana", published="2022-03-05", said=said, places=[BOLIVIA]
    )


def accusing_story() -> Reading:
    text = (
        "Soldiers fired at a crowd near the station of Oruro on Friday, three shopkeepers told us. Opposition leader "
        "Jorge Rojas said that plain-clothes men had set the market on fire. Protests went on in several towns."
    )
    fired = Told(
        "Soldiers fired at a crowd near the station of Oruro on Friday, three shopkeepers told us.",
        "fire-on-crowd",
        ORURO,
        "2022-03-04",
        type="ASSAULT",
        actors=[("actor", "soldiers", "MIL"), ("recipient", "a crowd", "CVL")],
    )
    burned = Told(
        "plain-clothes men had set the market on fire",
        "vandalise",
        ORURO,
        "2022-03-04",
        voice="claimed",
        said=0,
    )
    vague = Told("Protests went on in several towns.", "demonstrate")
    said = [Said("plain-clothes men had set the market on fire", "Jorge Rojas", "accuses", role="opposition leader")]
    return reading("d", text, fired, burned, vague, outlet="Radio *Altiplano*", published="2022-03-06", said=said)


def archive() -> list[Reading]:
    return [
        wire_story("a", "Andes Wire", "2022-03-04"),
        wire_story("b", "Daily of the Valley", "2022-03-05"),
        own_story(),
        accusing_story(),
    ]
