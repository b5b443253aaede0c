"""A record in Python withholds what the command line withholds."""

from __future__ import annotations

from pathlib import Path

from wire import LAGOS, ORURO, Told, reading

from tocsin.compare.page import comparison_page
from tocsin.recorded import Record

VICTIM = reading(
    "victim",
    "Soldiers beat Rosa Quispe in Oruro on Friday. Nothing was said of it.",
    Told(
        "Soldiers beat Rosa Quispe in Oruro on Friday.",
        "beat",
        ORURO,
        "2022-03-04",
        type="ASSAULT",
        actors=[("actor", "soldiers", "MIL"), ("recipient", "Rosa Quispe", "CVL")],
        sub_event="Attack",
    ),
)
# The surname alone, told elsewhere of the same person: only the whole record tells that it is a private one.
ELSEWHERE = reading(
    "elsewhere",
    "A march for Quispe was held in Lagos on Saturday.",
    Told("A march for Quispe was held in Lagos on Saturday.", "demonstrate", LAGOS, "2022-03-05"),
)


def test_briefs_and_comparisons_withhold_what_the_whole_record_tells_is_private(tmp_path: Path) -> None:
    record = Record.open(tmp_path / "record.db")
    record.add([VICTIM, ELSEWHERE])
    rows = tmp_path / "rows.csv"
    rows.write_text("date,place,country,type,killed\n2022-03-04,Oruro,Bolivia,Attack,0\n")

    assert "Quispe" in str(record.brief(place="Lagos"))
    assert "Quispe" not in str(record.brief(place="Lagos", mask=True))
    assert "Quispe" in comparison_page(record.compare(rows))
    assert "Quispe" not in comparison_page(record.compare(rows, mask=True))
