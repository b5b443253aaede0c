"""A reading as people read it on a terminal: what happened, figures, and who claims what."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tocsin.cli import words
from tocsin.cli.safe import plain, safe, shortened
from tocsin.event import Claim, Mention
from tocsin.reading import Reading
from tocsin.values import Figure

WIDE = 100
"""Columns from which a table of five cells can be read; below it each account is told in lines."""

CONTENT = 170
"""Characters shown of what is claimed."""

SHORT = ("When", "Stance", "Id")
"""Columns whose cells are not broken."""

CHIEF = "★"


def show_reading(reading: Reading, console: Console) -> None:
    """Print a reading."""
    for part in _parts(reading, console.width):
        console.print(part)
    console.print()


def _parts(reading: Reading, width: int) -> Iterator[RenderableType]:
    yield _head(reading)
    if reading.passed_over:
        yield plain(f"  passed over: {reading.passed_over}", style="yellow")
        return
    if reading.mentions:
        yield _section("What happened")
        yield from _wide_mentions(reading) if width >= WIDE else _narrow_mentions(reading)
    loose = _loose_figures(reading)
    if loose:
        yield _section("Further figures")
        yield from (_figure_line(reading, figure) for figure in loose)
    if reading.claims:
        yield _section("Who says what")
        yield from _wide_claims(reading) if width >= WIDE else _narrow_claims(reading)
    if not (reading.mentions or loose or reading.claims):
        yield plain("  nothing found", style="yellow")


def _head(reading: Reading) -> Text:
    report = reading.report
    title = report.title or report.text.strip().split("\n", 1)[0]
    published = f"{words.day(report.published)} ({report.published_basis})" if report.published else "date unknown"
    about = " · ".join(safe(part) for part in (report.outlet, report.byline, published, report.id) if part)
    return Text.assemble((shortened(title, 200), "bold"), "\n", (about, "dim"))


def _section(name: str) -> Text:
    return Text(f"\n{name}", style="bold cyan")


def _wide_mentions(reading: Reading) -> Iterator[RenderableType]:
    table = table_of("", "What", "When", "Where", "Who → whom", "People")
    for mention in reading.mentions:
        table.add_row(
            CHIEF if mention.id == reading.principal else "",
            _what(reading, mention),
            plain(words.when(mention.date)),
            plain(words.where(mention.places)),
            plain(words.who(mention.actors)),
            Text("\n").join(_people(reading, figure) for figure in _figures_of(reading, mention)),
        )
    yield table
    yield from _legend(reading)


def _narrow_mentions(reading: Reading) -> Iterator[RenderableType]:
    for mention in reading.mentions:
        mark = CHIEF if mention.id == reading.principal else "•"
        lines = [Text.assemble(f"{mark} ", _what(reading, mention))]
        cells = (words.when(mention.date), words.where(mention.places), words.who(mention.actors))
        told = [safe(cell) for cell in cells if cell != words.NOTHING]
        if told:
            lines.append(Text("  " + " · ".join(told)))
        lines += [Text.assemble("  ", _people(reading, figure)) for figure in _figures_of(reading, mention)]
        yield Padding(Text("\n").join(lines), (0, 0, 0, 1))
    yield from _legend(reading)


def _what(reading: Reading, mention: Mention) -> Text:
    standing = words.standing(reading, mention)
    shown = Text.assemble((safe(words.what(mention)), "bold"), " ", (f"“{words.wording(reading, mention)}”", "dim"))
    return Text.assemble(shown, "\n", (safe(standing), "yellow")) if standing else shown


def _legend(reading: Reading) -> Iterator[Text]:
    if reading.mention(reading.principal):
        yield Text(f" {CHIEF} what the report is chiefly about", style="dim")


def _figures_of(reading: Reading, mention: Mention) -> list[Figure]:
    return [figure for figure in reading.figures if figure.id in mention.figures]


def _loose_figures(reading: Reading) -> list[Figure]:
    shown = {figure for mention in reading.mentions for figure in mention.figures}
    return [figure for figure in reading.figures if figure.id not in shown]


def _people(reading: Reading, figure: Figure) -> Text:
    standing = words.figure_standing(reading, figure)
    style = "bold red" if figure.id == reading.toll else ""
    return Text.assemble((safe(words.people(figure)), style), (f" {safe(standing)}" if standing else "", "yellow"))


def _figure_line(reading: Reading, figure: Figure) -> Padding:
    return Padding(Text.assemble("• ", _people(reading, figure)), (0, 0, 0, 1))


def _wide_claims(reading: Reading) -> Iterator[RenderableType]:
    table = table_of("Who", "Stance", "What is said", "When")
    for claim in reading.claims:
        table.add_row(
            plain(words.speaker_in_full(claim)),
            plain(claim.stance),
            Text(words.content(reading, claim, CONTENT)),
            plain(words.when(claim.said_on) if claim.said_on else _channel(claim)),
        )
    yield table


def _narrow_claims(reading: Reading) -> Iterator[RenderableType]:
    for claim in reading.claims:
        who = (safe(words.speaker_in_full(claim)), "bold")
        said = Text.assemble("• ", who, (f" {claim.stance}", "dim"), "\n  ", words.content(reading, claim, CONTENT))
        yield Padding(said, (0, 0, 0, 1))


def _channel(claim: Claim) -> str:
    return ", ".join((*(carrier.name for carrier in claim.via), *filter(None, (claim.medium,)))) or words.NOTHING


def table_of(*columns: str) -> Table:
    """A table of these columns, without lines but the one under their names."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold", header_style="dim", no_wrap=column in SHORT)
    return table
