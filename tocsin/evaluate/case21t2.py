"""CASE 2021 task 2: news snippets, each with one of ACLED's sub-events or one of five types the task added.

A snippet is read as a report of its own, without a date, and its principal event's sub-event is its type. The five
added types (disasters, crime, diplomacy, who is blamed) are no events of ACLED's: reading nothing there is right, and
reading one of ACLED's there is wrong. *weighted F1 over the ACLED types* weights each of those by its rows in gold, so
that a false reading of an added type lowers the precision of the type read. *with the rest as one class* counts
"nothing of ACLED's" as a class beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tocsin.evaluate.corpus import Row
from tocsin.evaluate.scores import Confusion, Miss, Scores, accuracy, macro_f1, share, weighted_f1
from tocsin.reading import Reading
from tocsin.report import Report

NOTHING = "none"

SUB_EVENTS: Mapping[str, str] = {
    "ABDUCT_DISSAP": "Abduction/forced disappearance",
    "AGREEMENT": "Agreement",
    "AIR_STRIKE": "Air/drone strike",
    "ARMED_CLASH": "Armed clash",
    "ARREST": "Arrests",
    "ART_MISS_ATTACK": "Shelling/artillery/missile attack",
    "ATTACK": "Attack",
    "CHANGE_TO_GROUP_ACT": "Change to group/activity",
    "CHEM_WEAP": "Chemical weapon",
    "DISR_WEAP": "Disrupted weapons use",
    "FORCE_AGAINST_PROTEST": "Excessive force against protesters",
    "GOV_REGAINS_TERIT": "Government regains territory",
    "GRENADE": "Grenade",
    "HQ_ESTABLISHED": "Headquarters or base established",
    "MOB_VIOL": "Mob violence",
    "NON_STATE_ACTOR_OVERTAKES_TER": "Non-state actor overtakes territory",
    "NON_VIOL_TERRIT_TRANSFER": "Non-violent transfer of territory",
    "OTHER": "Other",
    "PEACE_PROTEST": "Peaceful protest",
    "PROPERTY_DISTRUCT": "Looting/property destruction",
    "PROTEST_WITH_INTER": "Protest with intervention",
    "REM_EXPLOS": "Remote explosive/landmine/IED",
    "SEX_VIOL": "Sexual violence",
    "SUIC_BOMB": "Suicide bomb",
    "VIOL_DEMONSTR": "Violent demonstration",
}
"""The names that the task gives to ACLED's sub-events; every other type is one of its own."""


def score(rows: Iterable[Row], read: Callable[[Report], Reading]) -> Scores:
    """Accuracy and F1 over the types, with the snippets read otherwise than gold has them."""
    given = list(rows)
    pairs = tuple((SUB_EVENTS.get(row.gold["type"], NOTHING), _found(row, read)) for row in given)
    types = Confusion("type", pairs)
    outside = [found for gold, found in pairs if gold == NOTHING]
    false = sum(found != NOTHING for found in outside)
    measures = (
        weighted_f1("weighted F1 over the ACLED types", types, without={NOTHING}),
        weighted_f1("weighted F1, with the rest as one class", types),
        macro_f1("macro-F1 over the ACLED types", types, without={NOTHING}),
        accuracy("accuracy, with the rest as one class", pairs),
        share("unrest read where there is none", false, len(outside), is_error=True),
    )
    misses = tuple(
        Miss(row.id, "type" if gold != NOTHING else row.gold["type"], gold, found, row.text)
        for row, (gold, found) in zip(given, pairs, strict=True)
        if gold != found
    )
    return Scores(measures, misses, (types,))


def _found(row: Row, read: Callable[[Report], Reading]) -> str:
    reading = read(Report(id=row.id, text=row.text, sha256="", published=row.date, language="en"))
    chief = reading.mention(reading.principal)
    return chief.acled.sub_event_type if chief and chief.acled else NOTHING
