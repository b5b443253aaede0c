from __future__ import annotations

import csv
import re
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs" / "judgements"
CELLS = ("type", "factuality and voice", "actors", "place", "date")


def test_the_page_of_judgements_counts_what_the_table_holds() -> None:
    with (FOLDER / "mentions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert {row[cell] for row in rows for cell in CELLS} == {"right", "wrong", "missing", "none told"}
    for cell in CELLS:
        right, wrong, missing = (sum(row[cell] == verdict for row in rows) for verdict in ("right", "wrong", "missing"))
        assert f"| {cell} | {right} | {wrong} | {missing} | {right / (right + wrong):.2f} |" in page
    clean = sum(all(row[cell] != "wrong" for cell in CELLS) for row in rows)
    assert re.search(rf"In {clean} of the {len(rows)} rows nothing is wrong", page)
