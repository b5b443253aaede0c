"""A report in which a detainee and a witness are named, for tests of what is left out."""

from __future__ import annotations

import re
from datetime import date

from readings import at, report_of

from tocsin.event import Actor, Claim, Mention, Speaker
from tocsin.reading import Reading
from tocsin.values import Date, Figure, Place

TEXT = (
    "POTOSI, May 2 — Soldiers arrested Aurelio Condori in Potosi on Monday. Aurelio\nCondori and Rosita Limachi, "
    "a nurse, were held. “They took Condori away,” Rosita Limachi said. Minister Ana Flores denied it.\n"
)
NAMES = re.compile(r"Condori|Aurelio|Limachi|Rosita", re.IGNORECASE)


def condori() -> Reading:
    """A report in which a detainee and a witness are named, and a minister."""
    day = date(2022, 5, 2)
    monday = Date(at("Monday", TEXT), "DATE", "2022-05-02", day, day, "day", day, "publication")
    potosi = Place(
        at("Potosi", TEXT), "Potosi", 3907584, -19.58, -65.75, "city", 8.0, "BO", "Potosi", "exact", "only one"
    )
    arrest = Mention(
        id="m-arrest",
        type="COERCE",
        mode="arrest",
        quad=4,
        trigger=at("arrested", TEXT),
        sentence=at("Soldiers arrested Aurelio Condori in Potosi on Monday.", TEXT),
        evidence=(at("Soldiers arrested Aurelio Condori", TEXT),),
        action="arrest",
        actors=(
            Actor("actor", "Soldiers", at("Soldiers", TEXT), "MIL"),
            Actor("recipient", "Aurelio Condori", at("Aurelio Condori", TEXT), "CVL"),
        ),
        places=(potosi,),
        date=monday,
        figures=("f-held",),
    )
    claims = (
        Claim(
            "c-took",
            "direct",
            Speaker("Rosita Limachi", at("Rosita Limachi", TEXT), "nurse"),
            at("said", TEXT),
            (at("They took Condori away", TEXT),),
            "accuses",
            about=("m-arrest",),
            blames=("Aurelio Condori",),
        ),
        Claim(
            "c-denied", "indirect", Speaker("Ana Flores", at("Ana Flores", TEXT), "Minister"), None, (at("it", TEXT),)
        ),
    )
    held = Figure("f-held", at("Aurelio Condori", TEXT), "detained", 2, 2, 2, "Aurelio Condori", mention="m-arrest")
    report = report_of(
        TEXT, id="potosi", title="Aurelio Condori held", outlet="El Altiplano", published=day, published_basis="given"
    )
    return Reading(report, (arrest,), claims, (held,), (potosi,), (monday,), "m-arrest")
