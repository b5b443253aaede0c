"""Cells of a table that leave the house: one line each, no control or override, and nothing a spreadsheet would run."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TextIO, TypeVar

Cell = str | int | float | bool | None

_FORMULA = re.compile(r"[=+@\t\r-]")
_KEPT = "\u200c\u200d"
"""Joiners change the shape of letters in Persian and Indian scripts and nothing else."""
_QUOTED = re.compile(r'[",\r\n]')

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Column(Generic[Item]):
    """One column: its name, how it comes about (for the documentation), and its value; none where it stays empty."""

    name: str
    how: str
    value: Callable[[Item], Cell] | None = None


def empty(name: str, why: str) -> Column[Item]:
    """A column of a foreign shape that the record has nothing for: better empty than invented."""
    return Column(name, why)


def row_of(columns: Sequence[Column[Item]], item: Item) -> list[Cell]:
    """The cells of one row, in the order of the columns."""
    return [column.value(item) if column.value else None for column in columns]


def one_line(text: str) -> str:
    """Text as one line: blanks run together; controls, changes of direction and lone surrogates left out."""
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(sign for sign in line if _is_plain(sign))


def csv_cell(cell: Cell) -> str:
    """A cell of a CSV file. A text that a spreadsheet would take for a formula begins with a quotation mark."""
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    text = one_line(cell)
    if _FORMULA.match(text):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def tsv_cell(cell: Cell) -> str:
    """A cell of a file parted by tabs, in which a quotation mark would open a quoted cell."""
    text = csv_cell(cell)
    return '"' + text.replace('"', '""') + '"' if '"' in text and not text.startswith('"') else text


def write_csv(columns: Sequence[Column[Item]], items: Iterable[Item], out: TextIO) -> None:
    """A header and a row for each item, UTF-8, lines ended by a line feed."""
    out.write(",".join(column.name for column in columns) + "\n")
    for item in items:
        out.write(",".join(map(csv_cell, row_of(columns, item))) + "\n")


def write_tsv(columns: Sequence[Column[Item]], items: Iterable[Item], out: TextIO) -> None:
    """The same, parted by tabs."""
    out.write("\t".join(column.name for column in columns) + "\n")
    for item in items:
        out.write("\t".join(map(tsv_cell, row_of(columns, item))) + "\n")


def _is_plain(sign: str) -> bool:
    return sign in _KEPT or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
