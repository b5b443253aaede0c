from __future__ import annotations

import csv
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "judgements"
CELLS = ("type", "factuality and voice", "actors", "place", "date")


@pytest.mark.parametrize("draw", ["1", "2", "3"])
def test_the_page_of_judgements_counts_what_the_table_holds(draw: str) -> None:
    with (FOLDER / "mentions.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["draw"] == draw]
    (part,) = [
        text.partition("\nDraw ")[0]
        for text in (FOLDER / "README.md").read_text(encoding="utf-8").split(f"Draw {draw}")[1:]
        if "| cell |" in text.partition("\nDraw ")[0]
    ]
    assert {row[cell] for row in rows for cell in CELLS} == {"right", "wrong", "missing", "none told"}
    for cell in CELLS:
        right, wrong, missing = (sum(row[cell] == verdict for row in rows) for verdict in ("right", "wrong", "missing"))
        assert f"| {cell} | {right} | {wrong} | {missing} | {right / (right + wrong):.2f} |" in part
    wrong_rows = [{row[cell] for cell in CELLS} for row in rows]
    clean = sum("wrong" not in cells for cells in wrong_rows)
    whole = sum(cells.isdisjoint(("wrong", "missing")) for cells in wrong_rows)
    assert f"In {clean} of the {len(rows)} rows nothing is wrong; in {whole} nothing is wrong or missing." in part
