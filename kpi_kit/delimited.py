"""Text with separators into rows, by Python's csv module; and what separates the cells."""

import contextlib
import csv
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TextIO

from kpi_kit.bulk import Bulk
from kpi_kit.encodings import Text
from kpi_kit.errors import ReadingError
from kpi_kit.rows import Cells, Row, numbered

SEPARATORS = ",;\t"

SAMPLE = 1 << 18
"""How many characters tell the separator."""

MAX_LINE = 100_000_000
"""The longest line; a file without line ends is not read into memory to find that out."""

MAX_CELL = 10_000_000
"""The longest text; Python's own limit of 131,072 is met by real ones."""


@dataclass(frozen=True)
class Delimited:
    """Text of which it is known what separates its cells.

    Attributes
    ----------
    text : Text
        The characters.
    separator : str
        One character.
    declared : bool
        Whether the first line is one like ``sep=;``. A spreadsheet takes it as an instruction, so
        the next one is row 1.
    """

    text: Text
    separator: str
    declared: bool = False

    def rows(self) -> Iterator[Row]:
        """Read the rows that are not empty, one by one.

        Raises
        ------
        ReadingError
            If this is no CSV, or larger than is read here.
        """
        with self.text.characters() as characters:
            rows = _parsed(_lines(characters), self.separator, self.text.file)
            yield from numbered(islice(rows, self.declared, None), self.text.file)

    def cells(self, header: Row, wanted: Collection[int], numbers: Collection[int]) -> Cells | None:
        """Read the records below a header in bulk; nothing if the text is too irregular."""
        bulk = Bulk(self.text, self.separator, header, above=header[0] + self.declared)
        return bulk.cells(wanted, numbers)


def delimited(text: Text) -> Delimited:
    """Find out what separates the cells: what the first line declares, or what cuts most."""
    with text.characters() as characters:
        sample = characters.read(SAMPLE)
    if len(sample) == SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    first = sample.partition("\n")[0].strip("\r\"' ")
    if first.lower().startswith("sep=") and first[4:5] in {*SEPARATORS, "|", ""}:
        return Delimited(text, first[4:5] or "\t", declared=True)
    return Delimited(text, _separator(sample, text.file))


def unwrapped(text: Text) -> list[Row]:
    """Undo what a re-save did that put whole lines in quotes; nothing where that is not certain.

    It is certain if the header line is wrapped, and the lines without their wrapping make rows
    of one width.
    """
    with text.characters() as characters:
        first = characters.readline(MAX_CELL).rstrip("\r\n")
        bare = _bare(first)
        if bare == first or len(next(csv.reader([bare]))) == 1:
            return []
    with text.characters() as characters:
        lines = (_bare(line.rstrip("\r\n")) + "\n" for line in _lines(characters))
        rows = list(numbered(_parsed(lines, ",", text.file), text.file))
    return rows if len({len(cells) for _, cells in rows}) == 1 else []


def _bare(line: str) -> str:
    """Return a line without the quotes around the whole of it, if those are what it has."""
    if len(line) > 1 and line[0] == line[-1] == '"':
        with contextlib.suppress(csv.Error):
            cells = next(csv.reader([line], strict=True))
            if len(cells) == 1:
                return cells[0]
    return line


def _separator(sample: str, file: str) -> str:
    """Choose the separator that cuts the most of the first lines, and cuts them widest.

    Lines count, not rows: a wrong separator takes a quoted text of several lines for rows.
    """
    head = [f"{line}\n" for line in sample.splitlines()[:40]]

    def cuts(separator: str) -> tuple[int, int]:
        if separator not in sample:
            return 0, 0
        rows = [cells for _, cells in numbered(_parsed(head, separator, file), file)]
        rows = [cells for cells in rows if len(cells) > 1]
        lines = sum("\n".join(cells).count("\n") - len(cells) + 2 for cells in rows)
        return lines, max(map(len, rows), default=0)

    return max(SEPARATORS, key=cuts)


def _lines(characters: TextIO) -> Iterator[str]:
    while line := characters.readline(MAX_LINE):
        if len(line) == MAX_LINE:
            msg = f"a line of more than {MAX_LINE} characters"
            raise csv.Error(msg)
        yield line


def _parsed(lines: Iterable[str], separator: str, file: str) -> Iterator[list[str]]:
    csv.field_size_limit(max(csv.field_size_limit(), MAX_CELL))
    try:
        yield from csv.reader(lines, delimiter=separator)
    except csv.Error as error:
        raise ReadingError.saying("bad_csv", where=file, what=error) from error
