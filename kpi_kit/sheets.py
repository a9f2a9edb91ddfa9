"""Files into sheets of text: safely, whatever the file is, and without holding all of it.

A sheet knows the number of each row as a spreadsheet counts it, so that a message can point at
it, and what had to be repaired on the way.
"""

import io
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from kpi_kit import labels
from kpi_kit.archives import MAX_HELD, Archive
from kpi_kit.bystanders import SUFFIXES, may_be_export, told_of
from kpi_kit.delimited import Delimited, delimited, unwrapped
from kpi_kit.encodings import Opener, Text, text_of
from kpi_kit.errors import KpiKitError, NoExportError, ReadingError
from kpi_kit.rows import Cells, Row, laid, numbered
from kpi_kit.workbooks import OLD_WORKBOOK, check_parts, tables

__all__ = ["HEAD", "SUFFIXES", "Cells", "Row", "Sheet", "Unreadable", "sheets"]

HEAD = 60
"""How many rows are kept ready for recognition."""

MAX_BYTES = 8_000_000_000
"""The largest file of text; it is never held as a whole."""

SMALL = 1_000_000
"""Up to this size a file is read at once."""

ZIP = b"PK\x03\x04"
PDF = b"%PDF"


@dataclass(frozen=True)
class Sheet:
    """One table of text, as it stands in a file.

    Attributes
    ----------
    file : str
        The file as shown to the reader, with member or sheet where it has several.
    head : list of Row
        The first rows that are not empty, at most :data:`HEAD`. Blank rows count in the numbering.
    read : callable
        Reads all rows anew, as they are in the file.
    repairs : tuple of str
        What was mended, in the reader's language.
    text : Delimited, optional
        Where the rows come from text that pandas may be able to parse.
    open_end : bool
        Whether the last line of the text has no line end.
    torn : bool
        Whether it has fewer cells than the line above, too.
    undeclared : bool
        Whether this is text whose first line does not say what separates the cells.
    """

    file: str
    head: list[Row]
    read: Callable[[], Iterator[Row]]
    repairs: tuple[str, ...] = ()
    text: Delimited | None = None
    open_end: bool = False
    torn: bool = False
    undeclared: bool = False

    def may_be_cut(self, *, by_custom: bool) -> bool:
        """Tell whether the end may be missing; some formats end without a line end *by custom*."""
        return self.torn or (self.open_end and not by_custom)

    @cached_property
    def rows(self) -> list[Row]:
        """All rows that are not empty."""
        return self.head if len(self.head) < HEAD else list(self.read())

    def cells(
        self,
        header_at: int,
        wanted: Collection[int],
        numbers: Collection[int] = (),
        end: int | None = None,
    ) -> Cells:
        """Read the records below a header as columns.

        Parameters
        ----------
        header_at : int
            Where the header is in :attr:`head`.
        wanted : collection of int
            The positions in the header that are needed.
        numbers : collection of int
            Those of them that may come as ``float64``: where every filled cell is a plain number.
            Otherwise they are text like the others.
        end : int, optional
            Where the records end in :attr:`rows`; else they go on to the end of the file.

        Returns
        -------
        Cells
            The columns, and what became of rows of another width.

        Raises
        ------
        ReadingError
            If the text is no CSV further down, or larger than is read here.
        """
        header = (self.head if end is None else self.rows)[header_at]
        if self.text and wanted and end is None:
            whole = {at for at in numbers if self._are_whole(at, header_at)}
            if found := self.text.cells(header, wanted, whole):
                return found
        rows = self.read() if end is None else iter(self.rows)
        return laid(islice(rows, header_at + 1, end), len(header[1]), wanted)

    def _are_whole(self, position: int, header_at: int) -> bool:
        """Tell whether the first cells of a column promise whole numbers."""
        below = (cells[position : position + 1] for _, cells in self.head[header_at + 1 :])
        return all(cell.lstrip("+-").isdecimal() for cells in below for cell in cells if cell)


@dataclass(frozen=True)
class Unreadable:
    """A file, a member of an archive or a sheet that is not read, and why."""

    file: str
    error: KpiKitError
    severity: str = "error"


def sheets(path: Path, file: str) -> Iterator[Sheet | Unreadable]:
    """Read a file's sheets; what is wrong with a member of an archive keeps no other from it.

    Parameters
    ----------
    path : Path
        CSV, TSV, XLS, XLSX, or a ZIP of them.
    file : str
        What the file is called in messages and in ``source_file``.

    Yields
    ------
    Sheet or Unreadable
        The sheets, and the parts of an archive or workbook that are none.

    Raises
    ------
    ReadingError
        If the file is empty, too large, damaged, encrypted, a trap, in no known encoding, or no
        file at all, such as a link or a device.
    """
    _check_kind(path, file)
    open_file = partial(_open, path, file)
    with open_file() as stream:
        start = stream.read(SMALL + 1)
        size = stream.seek(0, io.SEEK_END)
    open_bytes = open_file if len(start) > SMALL else partial(io.BytesIO, start)
    yield from _sheets_of(open_bytes, size, file)


def _check_kind(path: Path, file: str) -> None:
    """Look at a file before it is opened: opening a pipe would wait for ever."""
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        raise ReadingError.saying("unreadable", where=file, what=error.strerror) from error
    if stat.S_ISLNK(mode):
        raise ReadingError.saying("is_link", where=file)
    if not stat.S_ISREG(mode):
        raise ReadingError.saying("no_file", where=file)


def _open(path: Path, file: str) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise ReadingError.saying("unreadable", where=file, what=error.strerror) from error


def _sheets_of(
    open_bytes: Opener, size: int, file: str, *, packed: bool = False
) -> Iterator[Sheet | Unreadable]:
    with open_bytes() as stream:
        start = stream.read(4)
    if size > (MAX_HELD if start in (ZIP, OLD_WORKBOOK) else MAX_BYTES):
        raise ReadingError.saying("too_large", where=file, size=size // 1_000_000)
    if start == ZIP:
        yield from _archive(open_bytes, file, packed=packed)
    elif start == OLD_WORKBOOK:
        yield from _workbook(open_bytes, file)
    elif start == PDF:
        raise ReadingError.saying("is_pdf", where=file)
    else:
        yield _text(text_of(open_bytes, file), size)


def _archive(open_bytes: Opener, file: str, *, packed: bool) -> Iterator[Sheet | Unreadable]:
    """Open a ZIP; a workbook is one too."""
    with open_bytes() as stream:
        archive = Archive(stream, file)
        names = archive.names
        if "xl/workbook.xml" in names:
            yield from _workbook(open_bytes, file, failed=check_parts(archive))
            return
        if packed:
            raise ReadingError.saying("nested_archive", where=file)
        exports = [name for name in names if may_be_export(name)]
        if not exports:
            raise ReadingError.saying("empty_archive", where=file, suffixes=", ".join(SUFFIXES))
        for severity, said in told_of(names):
            yield Unreadable(file, ReadingError(f"{file}: {said}"), severity)
        for name in exports:
            yield from _member(archive, name, f"{file}/{name}")


def _member(archive: Archive, name: str, file: str) -> Iterator[Sheet | Unreadable]:
    try:
        data = b"".join(archive.pieces(name))
        yield from _sheets_of(partial(io.BytesIO, data), len(data), file, packed=True)
    except ReadingError as error:
        yield Unreadable(file, error)


def _workbook(open_bytes: Opener, file: str, failed: int = 0) -> Iterator[Sheet | Unreadable]:
    with open_bytes() as stream:
        found = tables(stream, file)
    repairs = (labels.text("repair.failed_cells", count=failed),) if failed else ()
    if not any(cell.strip() for rows in found.values() for row in rows for cell in row):
        raise ReadingError.saying("empty_file", where=file)
    for name, rows in found.items():
        shown = file if len(found) == 1 else f"{file}/{name}"
        sheet = _held(shown, list(numbered(rows, shown)), repairs)
        empty = ReadingError.saying("empty_sheet", where=shown)
        yield sheet if sheet.head else Unreadable(shown, empty, "note")


def _text(text: Text, size: int) -> Sheet:
    found = delimited(text)
    if not found.declared and size <= MAX_HELD and (rows := unwrapped(text)):
        return _held(text.file, rows, (*text.repairs, labels.text("repair.quoted_lines")))
    small = size <= SMALL
    rows = list(islice(found.rows(), None if small else HEAD))
    sheet = _held(text.file, rows, text.repairs) if small else _streamed(found, rows)
    if not sheet.head:
        raise NoExportError.saying("empty_file", where=text.file)
    saved = found.separator == ";" and not found.declared  # no platform writes that
    padded = _is_padded(rows, _width(rows))
    keys = [key for key, there in (("semicolons", saved), ("padding", padded)) if there]
    repairs = (*sheet.repairs, *(labels.text(f"repair.{key}") for key in keys))
    open_end = _has_open_end(text, size)
    return replace(
        sheet, repairs=repairs, open_end=open_end, torn=open_end and small and _is_torn(rows),
        undeclared=not found.declared,
    )  # fmt: skip


def _is_torn(rows: list[Row]) -> bool:
    """Tell whether the last row has fewer cells, empty ones included, than the one above."""
    widths = [len(cells) for _, cells in rows[-2:]]
    return widths != sorted(widths)


def _has_open_end(text: Text, size: int) -> bool:
    """Tell whether the last line has no line end."""
    width = 2 if text.encoding.startswith("utf-16") else 1
    with text.open() as stream:
        stream.seek(max(size - width, 0))
        return stream.read().decode(text.encoding, "replace") not in {"\r", "\n"}


def _held(file: str, rows: list[Row], repairs: tuple[str, ...]) -> Sheet:
    rows = list(_cut(rows, _width(rows)))
    return Sheet(file, rows[:HEAD], partial(iter, rows), repairs)


def _is_padded(rows: list[Row], width: int) -> bool:
    """Tell whether every row goes on with empty cells; that is how a spreadsheet saves text."""
    return bool(rows) and all(len(cells) > width for _, cells in rows)


def _streamed(found: Delimited, head: list[Row]) -> Sheet:
    width = _width(head)
    file, repairs = found.text.file, found.text.repairs
    if all(len(cells) <= width for _, cells in head):
        return Sheet(file, head, found.rows, repairs, found)
    return Sheet(file, list(_cut(head, width)), lambda: _cut(found.rows(), width), repairs)


def _width(rows: Iterable[Row]) -> int:
    """Return how many columns there are up to the last one in which anything is filled."""
    width = 0
    for _, cells in rows:
        if len(cells) > width:
            width = max(width, _filled(cells))
    return width


def _filled(cells: list[str]) -> int:
    return next((at for at in range(len(cells), 0, -1) if cells[at - 1]), 0)


def _cut(rows: Iterable[Row], width: int) -> Iterator[Row]:
    """Cut off the empty cells that a re-save adds to every row."""
    for number, cells in rows:
        padded = len(cells) > width and not any(cells[width:])
        yield number, cells[:width] if padded else cells
