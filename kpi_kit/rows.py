"""Numbered rows of trimmed text, and how they are laid into columns: the reference for both paths.

What is read here is whatever people upload, so nothing grows without a limit.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

import numpy as np

from kpi_kit.errors import ReadingError

MAX_ROWS = 50_000_000
MAX_COLUMNS = 20_000
"""The most that is read of one sheet; an old Facebook export has 4,048 columns."""

AT_ONCE = 10_000
"""Rows that are laid into columns at once: more would be held twice."""

Array = np.ndarray[tuple[int], np.dtype[Any]]

Row = tuple[int, list[str]]
"""A row's number in the spreadsheet, and its cells, trimmed."""


@dataclass(frozen=True)
class Cells:
    """The records of a sheet, as columns.

    Attributes
    ----------
    numbers : ndarray of int64
        The rows' numbers.
    columns : dict of int to ndarray
        The positions that were wanted, in order. Columns of text hold trimmed ``str``, ``""`` where
        empty; columns of numbers are ``float64``, NaN where empty.
    short : int
        Rows with fewer cells than the header; they are padded with ``""``.
    long : list of tuple of int and str
        Rows with more filled cells than the header, and the first cell too many; they are not in
        ``columns``.
    """

    numbers: Array
    columns: dict[int, Array]
    short: int = 0
    long: list[tuple[int, str]] = field(default_factory=list)

    def filled(self) -> "Cells":
        """Leave out rows that are empty in all columns."""
        there = np.zeros(len(self.numbers), dtype=bool)
        for column in self.columns.values():
            there |= column.astype(bool)
        columns = {at: column[there] for at, column in self.columns.items()}
        return replace(self, numbers=self.numbers[there], columns=columns)


@dataclass(frozen=True)
class Rows:
    """Rows under our names, column by column.

    Most tables are small, and each step with a column of pandas' costs, whatever its length.

    Attributes
    ----------
    numbers : ndarray of int64
        The rows' numbers in the spreadsheet.
    columns : dict of str to array
        One value for each row: texts are objects, numbers ``float64``, NaN where missing, days
        ``datetime64[us]``; only moments with a zone are pandas' arrays.
    """

    numbers: Array
    columns: dict[str, Any]

    def __len__(self) -> int:
        return len(self.numbers)

    def where(self, kept: Array) -> "Rows":
        """Return the rows that are marked; mostly all are, which takes no copy."""
        if kept.all():
            return self
        columns = {name: column[kept] for name, column in self.columns.items()}
        return Rows(self.numbers[kept], columns)

    def with_one_of(self, name: str, cells: Collection[str]) -> dict[int, str]:
        """Return the rows that have one of some cells in a column: by their number, the cell."""
        if not cells:
            return {}
        pairs = zip(self.numbers.tolist(), self.columns[name].tolist(), strict=True)
        return {row: cell for row, cell in pairs if cell in cells}

    def followed_by(self, other: "Rows") -> "Rows":
        """Put other rows, which have the same columns, below these."""
        if not len(other):
            return self
        both = {
            name: np.concatenate([column, other.columns[name]])
            for name, column in self.columns.items()
        }
        return Rows(np.concatenate([self.numbers, other.numbers]), both)


def constant(value: object, rows: int) -> Array:
    """Return a column that holds the same text everywhere; NumPy's ``full`` would copy it."""
    column = np.empty(rows, dtype=object)
    column.fill(value)
    return column


def distinct(cells: Array) -> tuple[list[str], Array]:
    """Return each text of a column once, and for every row where its own is among them."""
    texts = cells.tolist()
    places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    return [*places], np.fromiter(map(places.__getitem__, texts), dtype="int64", count=len(texts))


def each(function: Callable[[str], object], cells: Array) -> Array:
    """Apply a function to each cell of a column of texts, once to those that are equal."""
    known, places = distinct(cells)
    return np.fromiter(map(function, known), dtype=object, count=len(known))[places]


def numbered(rows: Iterable[list[str]], file: str) -> Iterator[Row]:
    """Yield rows that are not blank, with their cells trimmed, numbered as in a spreadsheet.

    Raises
    ------
    ReadingError
        If the sheet is larger than is read here.
    """
    for number, row in enumerate(rows, 1):
        if number > MAX_ROWS:
            raise ReadingError.saying("too_many_rows", where=file, most=MAX_ROWS)
        if len(row) > MAX_COLUMNS:
            raise ReadingError.saying("too_many_columns", where=file, most=MAX_COLUMNS)
        cells = list(map(str.strip, row))
        if any(cells):
            yield number, cells


def laid(rows: Iterable[Row], width: int, wanted: Collection[int]) -> Cells:
    """Lay the wanted cells of each row into columns.

    Parameters
    ----------
    rows : iterable of Row
        The records.
    width : int
        How many cells the header has.
    wanted : collection of int
        Positions in the header.
    """
    positions, rows = sorted(wanted), iter(rows)
    parts = [(np.array([], dtype="int64"), [np.array([], dtype=object)] * len(positions))]
    long: list[tuple[int, str]] = []
    short = 0
    while piece := [*islice(rows, AT_ONCE)]:
        if {len(cells) for _, cells in piece} != {width}:
            long += ((row, extra) for row, cells in piece if (extra := _beyond(cells, width)))
            piece = [(row, cells) for row, cells in piece if not _beyond(cells, width)]
            short += sum(len(cells) < width for _, cells in piece)
            padding = [""] * width
            piece = [(row, (cells + padding)[:width]) for row, cells in piece]
        if piece:
            columns = [*zip(*(cells for _, cells in piece), strict=True)]
            texts = [np.array(columns[at], dtype=object) for at in positions]
            parts.append((np.array([row for row, _ in piece], dtype="int64"), texts))
    numbers, texts = zip(*parts, strict=True)
    joined = map(np.concatenate, zip(*texts, strict=True))
    return Cells(np.concatenate(numbers), dict(zip(positions, joined, strict=True)), short, long)


def _beyond(cells: list[str], width: int) -> str:
    """Return the first filled cell beyond a width; mostly there is none."""
    return next(filter(None, cells[width:]), "") if len(cells) > width else ""


def is_among(cells: Array, some: Collection[str]) -> Array:
    """Mark the cells of a column of texts that are among some."""
    return np.fromiter(map(some.__contains__, cells.tolist()), dtype=bool, count=len(cells))
