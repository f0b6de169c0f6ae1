"""A table in plain text: rows are lines, cells stand between tabs or bars (Tabelle)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CELL = re.compile(r"[^\t|]+")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell and where they stand."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A header and what stands under it, empty cells left out."""

    header: Cell
    cells: tuple[Cell, ...]


def cells_of(text: str, start: int, end: int) -> list[Cell]:
    """The cells with content of one row, `text[start:end]`."""
    return [cell for _, cell in _numbered(text, start, end)]


def columns_of(text: str, start: int, end: int) -> list[Column]:
    """The columns of a table in `text[start:end]`; its first row of several cells is the header."""
    header: dict[int, Cell] = {}
    under: dict[int, list[Cell]] = {}
    position = start
    while position < end:
        newline = text.find("\n", position, end)
        stop = end if newline < 0 else newline
        row = dict(_numbered(text, position, stop))
        if not header:
            header = row if len(row) >= _FEWEST else {}
        else:
            for number, cell in row.items():
                under.setdefault(number, []).append(cell)
        position = stop + 1
    return [Column(cell, tuple(under.get(number, ()))) for number, cell in header.items()]


def _numbered(text: str, start: int, end: int) -> Iterator[tuple[int, Cell]]:
    """Cells with their column number; a bar or a tab opens the next column."""
    bars = text[start:end].lstrip().startswith("|")
    for match in _CELL.finditer(text, start, end):
        words = match.group().strip()
        if not words or set(words) <= set("-: "):
            continue
        first = match.start() + len(match.group()) - len(match.group().lstrip())
        number = sum(text.count(mark, start, match.start()) for mark in "\t|")
        yield number - bars, Cell(first, first + len(words), words)
