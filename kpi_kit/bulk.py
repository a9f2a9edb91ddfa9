"""Separated text into columns by pandas' parser: fast, and only where its result is certain.

The reference is Python's csv module (:mod:`kpi_kit.delimited`); a property test compares both.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kpi_kit.cells import EXACT
from kpi_kit.encodings import Text
from kpi_kit.rows import Array, Cells, Row
from kpi_kit.structure import UNUSED, IrregularError, Structure

AT_ONCE = 1 << 13
"""Records that pandas holds before they are laid into columns; more are slower."""


@dataclass(frozen=True)
class Bulk:
    """The records below a header.

    Attributes
    ----------
    text : Text
        The characters.
    separator : str
        What separates the cells.
    header : Row
        The header.
    above : int
        How many records come first, the header among them.
    """

    text: Text
    separator: str
    header: Row
    above: int

    def cells(self, wanted: Collection[int], numbers: Collection[int]) -> Cells | None:
        """Read columns; nothing where pandas might read otherwise than the csv module.

        Parameters
        ----------
        wanted : collection of int
            Positions in the header.
        numbers : collection of int
            Those of them that become numbers, if each filled cell is a whole number.
        """
        try:
            columns, structure = self._columns(wanted, numbers)
            if mixed := set(wanted) - columns.keys():
                columns |= self._columns(mixed, ())[0]
        except (IrregularError, pd.errors.ParserError, pd.errors.EmptyDataError):
            return None
        blank = _blank(columns.values(), structure.records)
        if blank.sum() != structure.blank:  # some row is filled, but not where it is wanted
            return None
        rows = (np.arange(structure.records) + self.header[0] + 1)[~blank]
        kept = {position: columns.pop(position)[~blank] for position in sorted(wanted)}
        return Cells(rows, kept, structure.short)

    def _columns(
        self, wanted: Collection[int], numbers: Collection[int]
    ) -> tuple[dict[int, Array], Structure]:
        """Read columns; those of ``numbers`` that hold anything else are left out."""
        width = len(self.header[1])
        with closing(self.text.utf8()) as source:
            structure = Structure(source, self.separator, width, self.above, self.text.file)
            parts = [
                {at: (_numbers if at in numbers else _texts)(part[str(at)]) for at in wanted}
                for part in self._parts(structure, wanted, numbers)
            ]
        columns = {}
        for at in wanted:
            pieces = [piece for part in parts if (piece := part.pop(at)) is not None]
            if len(pieces) == len(parts):
                columns[at] = np.concatenate(pieces)
        if not parts or any(len(column) != structure.records for column in columns.values()):
            raise IrregularError
        return columns, structure

    def _parts(
        self, structure: Structure, wanted: Collection[int], numbers: Collection[int]
    ) -> Iterator[pd.DataFrame]:
        """Let pandas parse, some records at a time."""
        # The stubs know open files only, not what just reads bytes.
        with pd.read_csv(  # type: ignore[call-overload]
            structure,
            sep=self.separator,
            header=None,
            names=[str(at) for at in range(len(self.header[1]))],
            index_col=False,
            usecols=[str(at) for at in wanted],
            dtype={str(at): object for at in wanted if at not in numbers},
            skiprows=self.above,
            skip_blank_lines=False,
            keep_default_na=False,
            na_values={str(at): [""] for at in numbers},
            decimal=UNUSED,
            chunksize=AT_ONCE,
            low_memory=False,
            engine="c",
        ) as parts:
            yield from parts


def _texts(column: "pd.Series[str]") -> Array:
    return np.fromiter(map(str.strip, column.to_numpy()), dtype=object, count=len(column))


def _numbers(column: "pd.Series[float]") -> Array | None:
    """Return whole numbers; nothing if there is anything else, ``True`` and ``inf`` among it."""
    if column.dtype.kind not in "iuf":
        return None
    values = column.to_numpy(dtype="float64")
    known = values[~np.isnan(values)]
    whole = (np.abs(known) < EXACT) & (np.trunc(known) == known)
    return values if whole.all() else None


def _blank(columns: Iterable[Array], records: int) -> Array:
    """Tell which records are empty in all columns."""
    blank = np.full(records, True)
    for column in columns:
        empty = np.isnan(column) if column.dtype.kind == "f" else column == ""
        blank &= empty
        if not blank.any():
            break
    return blank
