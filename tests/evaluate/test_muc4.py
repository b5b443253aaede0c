"""Templates from a report, and their slots against a key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tocsin.evaluate import muc4
from tocsin.evaluate.corpus import Row
from tocsin.evaluate.templates import templates
from tocsin.pipeline import Tools, read_report
from tocsin.reading import Reading

TEXT = (
    "LIMA, 3 MAR 90 -- SHINING PATH GUERRILLAS KILLED THE MAYOR OF TARMA AND TWO POLICEMEN ON 1 MARCH IN TARMA.\n\n"
    "A BOMB EXPLODED IN CUSCO ON 2 MARCH, WOUNDING FIVE PEOPLE."
)


def gold(
    kind: str, numbers: list[tuple[int, int]], organisation: str | None = None, *, optional: bool = False
) -> muc4.Gold:
    return {
        "type": [kind],
        "optional": optional,
        "victim_numbers": [
            {"raw": str(low), "alts": [{"low": low, "high": high}], "optional": False} for low, high in numbers
        ],
        "perp_orgs": [{"alts": [{"text": organisation}], "optional": False}] if organisation else [],
    }


def row(*key: muc4.Gold) -> Row:
    return Row("one", TEXT, date(1990, 3, 3), {"templates": list(key)}, {})


@pytest.fixture(scope="module")
def reading(tools: Tools) -> Callable[[object], Reading]:
    return lambda report: read_report(report, tools, everything=True)  # type: ignore[arg-type]


def test_incidents_become_templates(reading: Callable[[object], Reading]) -> None:
    found = templates(reading(muc4._report(row())))
    assert [one.type for one in found] == ["ATTACK", "BOMBING"]
    assert found[0].organisations == ("Shining Path",)
    assert found[1].numbers == (5,)


def test_slots_are_counted_as_missing_and_spurious(reading: Callable[[object], Reading]) -> None:
    key = gold("ATTACK", [(2, 3)], "SHINING PATH"), gold("KIDNAPPING", [(1, 1)])
    measures = {one.name: one.value for one in muc4.score([row(*key)], reading).measures}
    assert measures["type: recall"] == 0.5
    assert measures["type: precision"] == 0.5
    assert measures["perpetrator organisation: F"] == 1


def test_a_wider_type_counts_half_and_an_optional_template_nothing(reading: Callable[[object], Reading]) -> None:
    measures = {one.name: one.value for one in muc4.score([row(gold("ARSON", []))], reading).measures}
    assert measures["type: recall"] == 0.5
    key = gold("ATTACK", []), gold("BOMBING", [(5, 5)]), gold("ROBBERY", [(1, 1)], optional=True)
    measures = {one.name: one.value for one in muc4.score([row(*key)], reading).measures}
    assert (measures["type: recall"], measures["victim number: recall"]) == (1, 1)
