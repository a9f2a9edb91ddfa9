"""Numbered rows of trimmed text, and how they are laid into columns: the reference for both paths.

What is read here is whatever people upload, so nothing grows without a limit.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from kpi_kit.errors import ReadingError

MAX_ROWS = 50_000_000
MAX_COLUMNS = 20_000
"""The most that is read of one sheet; an old Facebook export has 4,048 columns."""

TEXT = pd.StringDtype("python", na_value=np.nan)
"""The type that pandas calls ``str``; never PyArrow's, which makes each small step dear."""

Array = np.ndarray[tuple[int], np.dtype[Any]]

Row = tuple[int, list[str]]
"""A row's number in the spreadsheet, and its cells, trimmed."""


@dataclass(frozen=True)
class Cells:
    """The records of a sheet, as columns.

    Attributes
    ----------
    frame : DataFrame
        Index: row numbers; columns: the positions that were wanted. Columns of text hold trimmed
        ``str``, ``""`` where empty; columns of numbers are ``float64``, NaN where
        empty.
    short : int
        Rows with fewer cells than the header; they are padded with ``""``.
    long : list of tuple of int and str
        Rows with more filled cells than the header, and the first cell too many; they are not in
        ``frame``.
    """

    frame: pd.DataFrame
    short: int = 0
    long: list[tuple[int, str]] = field(default_factory=list)


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
    positions = sorted(wanted)
    records: list[Sequence[str]] = []
    numbers: list[int] = []
    long: list[tuple[int, str]] = []
    short = 0
    for number, cells in rows:
        if len(cells) > width and (extra := next(filter(None, cells[width:]), "")):
            long.append((number, extra))
            continue
        if len(cells) < width:
            short += 1
            cells = cells + [""] * (width - len(cells))
        numbers.append(number)
        records.append([cells[position] for position in positions])
    columns = zip(*records, strict=True) if records else [()] * len(positions)
    texts = {
        at: np.array(column, dtype=object) for at, column in zip(positions, columns, strict=True)
    }
    return Cells(framed(texts, np.array(numbers, dtype="int64")), short, long)


def framed(columns: Mapping[int, Array], numbers: Array) -> pd.DataFrame:
    """Put columns side by side, those of objects as text."""
    data: dict[int, Any] = {
        at: pd.array(cells, dtype=TEXT) if cells.dtype == object else cells
        for at, cells in columns.items()
    }
    index, positions = pd.Index(numbers, dtype="int64"), pd.Index(list(columns), dtype="int64")
    return pd.DataFrame(data, index=index, columns=positions, copy=False)
