"""The tables of `tocsin bench`: how fast, where the time goes, and beside whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.table import Table

from tocsin.cli.readings import table_of
from tocsin.evaluate.exporting import Leaving
from tocsin.evaluate.merging import Kept, Size, slope
from tocsin.evaluate.serving import TARGETS, Served
from tocsin.evaluate.speed import Bench

MEGABYTE = 1_000_000


def show_bench(bench: Bench, console: Console) -> None:
    """Print the rates, the time by stage, and what was parsed."""
    console.print(_rates(bench))
    console.print(_stages(bench))
    console.print(
        f"\nPast the gate {bench.passed:.1%} of the words, parsed {bench.parsed:.1%}. {bench.found:,} statements. "
        f"Peak memory {bench.peak_bytes / MEGABYTE:.0f} MB."
    )


def show_leaving(formats: Iterable[Leaving], console: Console) -> None:
    """Print what each format took."""
    table = table_of("Format", "Events", "Seconds", "Events/s", "MB", "Peak MB")
    for column in table.columns[1:]:
        column.justify = "right"
    for one in formats:
        table.add_row(
            one.form,
            f"{one.events:,}",
            f"{one.seconds:.1f}",
            f"{one.events / one.seconds:,.0f}",
            f"{one.size / MEGABYTE:,.0f}",
            f"{one.peak_bytes / MEGABYTE:,.0f}",
        )
    console.print(table)


def show_merging(sizes: Iterable[Size], console: Console) -> None:
    """Print how well and how fast each size was merged, and how time grows."""
    table = table_of(
        "Mentions", "Reports", "Events", "Seconds", "Precision", "Recall", "F1", "Contradictions", "False", "Examined"
    )
    for column in table.columns:
        column.justify = "right"
    told = list(sizes)
    for one in told:
        table.add_row(
            f"{one.mentions:,}",
            f"{one.reports:,}",
            f"{one.events:,}",
            f"{one.seconds:.1f}",
            f"{one.precision:.3f}",
            f"{one.recall:.3f}",
            f"{one.f1:.3f}",
            f"{one.found:,} of {one.put_in:,}",
            f"{one.false:,} of {one.shown:,}",
            f"{one.examined:.1f}",
        )
    console.print(table)
    if len(told) > 1:
        console.print(f"\nTime grows by the power of {slope(told):.2f} of the mentions.")


def show_kept(sizes: Iterable[Kept], console: Console) -> None:
    """Print what keeping took."""
    table = table_of("Mentions", "Seconds", "ms/mention", "MB", "Bytes/mention")
    for column in table.columns:
        column.justify = "right"
    for one in sizes:
        table.add_row(
            f"{one.mentions:,}",
            f"{one.seconds:.1f}",
            f"{1000 * one.seconds / one.mentions:.2f}",
            f"{one.size / MEGABYTE:,.0f}",
            f"{one.size / one.mentions:,.0f}",
        )
    console.print(table)


def show_serving(stores: Mapping[str, Served], console: Console) -> None:
    """Print how long answers took, for each store."""
    table = table_of("Milliseconds", "Asked for within", *(f"{name}: half, 95 %" for name in stores))
    for column in table.columns[1:]:
        column.justify = "right"
    for what, target in TARGETS.items():
        told = (f"{served.middle(what):,.0f}, {served.slow(what):,.0f}" for served in stores.values())
        table.add_row(what, f"{target}", *told)
    console.print(table)
    for name, served in stores.items():
        answers = sum(map(len, served.took.values()))
        console.print(
            f"{name}: {answers:,} answers, {served.failed} of them failed; {served.came_in} reports came in, "
            f"the longest in {served.longest_intake:,.0f} ms."
        )


def _rates(bench: Bench) -> Table:
    table = table_of("", "Reports", "Words", "Seconds", "Words/s", "Reports/h", "Words/s of ours")
    for column in table.columns[1:]:
        column.justify = "right"
    for rate in bench.rates:
        ratio = bench.own.words_a_second / rate.words_a_second if rate.words_a_second else 0.0
        table.add_row(
            rate.what,
            f"{rate.reports:,}",
            f"{rate.words:,}",
            f"{rate.seconds:.2f}",
            f"{rate.words_a_second:,.0f}",
            f"{rate.reports_an_hour:,.0f}",
            "" if rate is bench.own else f"{ratio:.1f} ×",
        )
    return table


def _stages(bench: Bench) -> Table:
    table = table_of("Stage", "Seconds", "Share", "µs a word")
    for column in table.columns[1:]:
        column.justify = "right"
    rest = bench.own.seconds - sum(bench.stages.values())
    stages = sorted(bench.stages.items(), key=lambda stage: -stage[1])
    for name, seconds in (*stages, ("all else", rest)):
        share, each = seconds / bench.own.seconds, seconds / bench.own.words
        table.add_row(name, f"{seconds:.2f}", f"{share:.0%}", f"{each * 1e6:.1f}")
    return table
