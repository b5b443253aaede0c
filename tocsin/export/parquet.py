"""Parquet: our rows with types, one folder a month (`month=2022-01`), as data frames and databases read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tocsin.errors import UsageError
from tocsin.export import rows
from tocsin.export.cells import row_of
from tocsin.export.shown import first_day
from tocsin.store import Sourced

if TYPE_CHECKING:
    import pyarrow

AT_ONCE = 5_000
"""Rows of one row group."""

UNDATED = "undated"


def write(items: Iterable[Sourced], folder: Path) -> None:
    """Write the events, which come by day, into a new or empty folder."""
    arrow, parquet = _pyarrow()
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder}: not empty; Parquet is written into a folder of its own")
    shape = schema(arrow)
    for month, of_month in groupby(items, key=_month):
        part = folder / f"month={month}" / "events.parquet"
        part.parent.mkdir(parents=True, exist_ok=True)
        with parquet.ParquetWriter(part, shape) as writer:
            for batch in _batches(of_month):
                writer.write_table(arrow.Table.from_pylist(batch, schema=shape))


def schema(arrow: Any) -> pyarrow.Schema:
    """The columns with their types."""
    types = {"text": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(), "day": arrow.date32()}
    return arrow.schema([(column.name, types[rows.kind_of(column.name)]) for column in rows.COLUMNS])


def _batches(items: Iterable[Sourced]) -> Iterator[list[dict[str, Any]]]:
    running = iter(items)
    while batch := [_typed(item) for item in islice(running, AT_ONCE)]:
        yield batch


def _typed(item: Sourced) -> dict[str, Any]:
    told = dict(zip((column.name for column in rows.COLUMNS), row_of(rows.COLUMNS, item), strict=True))
    days = {name: date.fromisoformat(str(told[name])) for name in ("from", "to") if told[name]}
    texts = {name: _sound(value) for name, value in told.items() if isinstance(value, str)}
    return {**told, **texts, **days}


def _sound(text: str) -> str:
    """Without lone surrogates, which no UTF-8 has."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _month(item: Sourced) -> str:
    day = first_day(item)
    return f"{day:%Y-%m}" if day else UNDATED


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow  # noqa: PLC0415 - an extra, slow to load
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow: pip install 'tocsin[parquet]'") from error
    return pyarrow, parquet
