"""`tocsin judge`: what people decide about a record, signed and dated, and taken back by another decision."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from tocsin.cli import given, options
from tocsin.errors import MalformedInput, UsageError
from tocsin.settings import Settings

if TYPE_CHECKING:
    from tocsin.judgement import Judgement, JudgementKind

app = typer.Typer(no_args_is_help=True, help="Decide about a record: join, part, accept, reject, correct, undo.")

By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.", envvar="TOCSIN_ANALYST")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")]
Ids = Annotated[list[str], typer.Argument(metavar="ID…", help="Of events or mentions.", show_default=False)]
AnyIds = Annotated[
    list[str], typer.Argument(metavar="ID…", help="Of events, mentions, tolls or figures.", show_default=False)
]
One = Annotated[str, typer.Argument(metavar="ID", show_default=False)]
File = Annotated[Path, typer.Argument(metavar="FILE", help="JSONL; - is standard input or output.")]
ListForm = Annotated[Literal["table", "jsonl"], typer.Option("--format")]

_INTERVAL = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?")
_COUNT = re.compile(r"(\d+)(?:\s*-\s*(\d+)|(\+))?")


@app.command()
def same(ids: Ids, *, db: options.Database, by: By, reason: Reason) -> None:
    """Say that accounts tell of one event."""
    _judge(db, "same", ids, by, reason)


@app.command()
def different(ids: Ids, *, db: options.Database, by: By, reason: Reason) -> None:
    """Say that accounts tell of different events."""
    _judge(db, "different", ids, by, reason)


@app.command()
def merge(ids: Ids, *, db: options.Database, by: By, reason: Reason) -> None:
    """Make one event of several."""
    _judge(db, "merge", ids, by, reason)


@app.command()
def split(event: One, mentions: Ids, *, db: options.Database, by: By, reason: Reason) -> None:
    """Take mentions out of an event; they make one of their own."""
    _judge(db, "split", [event, *mentions], by, reason)


@app.command()
def accept(ids: AnyIds, *, db: options.Database, by: By, reason: Reason = "seen") -> None:
    """Say that what the record has is right."""
    _judge(db, "accept", ids, by, reason)


@app.command()
def reject(ids: AnyIds, *, db: options.Database, by: By, reason: Reason) -> None:
    """Say that it is wrong: the record leaves it out."""
    _judge(db, "reject", ids, by, reason)


@app.command()
def correct(  # noqa: PLR0913
    key: One,
    cell: Annotated[str, typer.Argument(metavar="CELL", help="place, date, actor, recipient, count, …")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="A name, day, number or JSON; none empties the cell.")],
    *,
    db: options.Database,
    by: By,
    reason: Reason,
) -> None:
    """Set a cell of an event, mention, toll or figure. What was read stays beside it."""
    from tocsin.judgement import value_of  # noqa: PLC0415

    _judge(db, "correct", [key], by, reason, cell=cell, value=value_of(_meant(cell, value)))


@app.command()
def undo(key: One, *, db: options.Database, by: By, reason: Reason) -> None:
    """Take a judgement back."""
    _judge(db, "undo", [key], by, reason)


@app.command("list")
def list_(*, db: options.Database, form: ListForm = "table") -> None:
    """List all judgements, those that conflict, and those whose words are no longer read so."""
    store = given.opened(db)
    if form == "jsonl":
        _write(store.judgements(), sys.stdout)
        return
    from tocsin.cli.judgements import show_judgements  # noqa: PLC0415

    show_judgements(store.judgements(), store.decisions())


@app.command()
def export(file: File, *, db: options.Database) -> None:
    """Write all judgements as JSONL."""
    made = given.opened(db).judgements()
    if str(file) == "-":
        _write(made, sys.stdout)
    else:
        with file.open("w", encoding="utf-8") as out:
            _write(made, out)


@app.command("import")
def import_(file: File, *, db: options.Database) -> None:
    """Add judgements from JSONL. Those that are there already are left alone."""
    text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    made = list(_judgements(text.splitlines(), str(file)))
    new = given.opened(db).add_judgements(made)
    print(f"{new} new, {len(made) - new} as before", file=sys.stderr)


def _judge(  # noqa: PLR0913
    db: str,
    kind: JudgementKind,
    ids: Iterable[str],
    by: str,
    reason: str,
    *,
    cell: str | None = None,
    value: Any = None,
) -> None:
    from tocsin.store import Decision  # noqa: PLC0415

    judgement = given.opened(db).judge(Decision(kind, tuple(ids), by, reason, cell, value))
    print(f"{judgement.id} {judgement.kind}, signed {judgement.signature}")


def _write(judgements: Iterable[Judgement], out: Any) -> None:
    from tocsin.judgement import as_json  # noqa: PLC0415

    out.writelines(f"{json.dumps(as_json(one))}\n" for one in judgements)


def _judgements(lines: Iterable[str], source: str) -> Iterator[Judgement]:
    from tocsin.judgement import from_json  # noqa: PLC0415

    for number, line in enumerate(lines, 1):
        if line.strip():
            place = f"{source}, line {number}"
            try:
                record = json.loads(line)
            except ValueError as error:
                raise MalformedInput(place, f"not JSON ({error})") from error
            yield from_json(record, source=place)


def _meant(cell: str, value: str) -> Any:
    """What a person means by a few characters: a day, a number of people, a place of the gazetteer."""
    if value == "none":
        return None
    if value.startswith("{"):
        try:
            return json.loads(value)
        except ValueError as error:
            raise UsageError(f"{value}: not JSON") from error
    read = {"date": _days, "count": _people, "place": _place, "actor": _name, "recipient": _name}.get(cell)
    return read(value) if read else value


def _days(value: str) -> Any:
    found = _INTERVAL.fullmatch(value)
    try:
        first, last = (
            (date.fromisoformat(found[1]), date.fromisoformat(found[2] or found[1])) if found else (None, None)
        )
    except ValueError as error:
        raise UsageError(f"{value}: {error}") from error
    if first is None or last is None or last < first:
        raise UsageError(f"{value}: a day is 2022-01-05, a stretch of days 2022-01-05/2022-01-07")
    return {"from": first.isoformat(), "to": last.isoformat()}


def _people(value: str) -> Any:
    found = _COUNT.fullmatch(value)
    if found is None:
        raise UsageError(f"{value}: a number is 18, its bounds 18-25, or 18+ where it is open")
    low = int(found[1])
    return {"low": low, "best": low, "high": None if found[3] else int(found[2] or low)}


def _name(value: str) -> Any:
    return {"name": value}


def _place(value: str) -> Any:
    """The likeliest place of that name; a country code behind a comma narrows it (Oruro, BO)."""
    from tocsin.gazetteer.gazetteer import Gazetteer, as_cell  # noqa: PLC0415

    name, _, country = (part.strip() for part in value.partition(","))
    settings = Settings.from_environment()
    gazetteer = Gazetteer.open(settings.cache, settings.gazetteer)
    known = [gazetteer.known(index) for index, _ in gazetteer.named(name)]
    fitting = [place for place in known if not country or place.country == country.upper()]
    if not fitting:
        raise UsageError(f"{value}: no such place in the gazetteer; give its JSON with name, lat, lon and country")
    return as_cell(fitting[0])
