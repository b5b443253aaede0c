"""The bench measures what it says: rates of the same texts, stages that add up, shares of the words."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import Run

from tocsin.errors import EmptyInput
from tocsin.evaluate.laid_out import as_page
from tocsin.evaluate.speed import bench_read
from tocsin.read import Source
from tocsin.read.page import report_from_page
from tocsin.settings import Settings

RIOT = (
    "Police fired tear gas at miners in Oruro on Tuesday, injuring four people.\n\n"
    "The miners had blocked the road to Potosi since Monday, the ministry of labour said in a statement."
)
GARDEN = "The garden show opened in the usual sun.\n\nRoses took the first prize, and nobody was surprised by that."


def source(text: str) -> Source:
    return Source("a.txt", "text", text.encode())


def test_rates_stages_and_shares() -> None:
    bench = bench_read([source(RIOT), source(GARDEN)], Settings.from_environment(), words=1_000, compare=False)
    text, page = bench.rates
    assert (text.reports, page.reports) == (2, 2)
    assert text.words == len(f"{RIOT} {GARDEN}".split())
    assert {"report", "gate", "parse", "deeds", "statements"} <= bench.stages.keys()
    assert sum(bench.stages.values()) <= text.seconds
    assert 0 < bench.parsed <= bench.passed < 1
    assert bench.found > 10


def test_nothing_to_measure() -> None:
    with pytest.raises(EmptyInput):
        bench_read([], Settings.from_environment(), words=1_000)


def test_a_text_is_found_again_on_its_page() -> None:
    report = report_from_page(as_page(RIOT, title="Miners and police clash"), source="x")
    assert report.text.endswith(RIOT)
    assert report.title == "Miners and police clash"


def test_the_command_prints_rates_and_stages(run: Run, tmp_path: Path) -> None:
    (tmp_path / "riot.txt").write_text(RIOT)
    shown = run("bench", "read", tmp_path, "--no-compare").out
    assert "from text" in shown
    assert "parse" in shown


def test_every_format_of_events_is_benched(run: Run) -> None:
    shown = run("bench", "export", "--events", "300").out
    for form in ("acled", "ucdp", "polecat", "plover", "csv", "jsonl", "parquet", "geojson", "hxl", "atom"):
        assert form in shown
    assert shown.count("300") >= 10
