"""Files into sheets of text: bytes, encoding, separator, workbooks and archives.

A sheet knows the number of each row as a spreadsheet counts it, so that a message can point at
it, and what had to be repaired on the way.
"""

import contextlib
import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kpi_kit import labels
from kpi_kit.errors import ReadingError

SUFFIXES = (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".zip")
"""The files of a folder that may be exports."""

MAX_BYTES = 500_000_000
"""The largest file, or content of an archive, that is opened: a ZIP may hold a trap."""

SEPARATORS = ",;\t"

Row = tuple[int, list[str]]
"""A row's number in the spreadsheet, and its cells, trimmed."""


@dataclass(frozen=True)
class Sheet:
    """One table of text, as it stands in a file.

    Attributes
    ----------
    file : str
        The file as shown to the reader, with member or sheet where it has several.
    rows : list of Row
        The rows that are not empty. Blank rows count in the numbering.
    repairs : tuple of str
        What was mended, in the reader's language.
    """

    file: str
    rows: list[Row]
    repairs: tuple[str, ...] = ()


def sheets(path: Path, file: str) -> Iterator[Sheet]:
    """Read a file's sheets.

    Parameters
    ----------
    path : Path
        CSV, TSV, XLS, XLSX, or a ZIP of them.
    file : str
        What the file is called in messages and in ``source_file``.

    Raises
    ------
    ReadingError
        If the file is empty, too large, damaged, or in no known encoding.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        raise ReadingError.saying("unreadable", where=file, what=error.strerror) from error
    if size > MAX_BYTES:
        raise ReadingError.saying("too_large", where=file, size=size // 1_000_000)
    yield from _sheets_of(data, file)


def _sheets_of(data: bytes, file: str) -> Iterator[Sheet]:
    if data.startswith(b"PK\x03\x04"):
        yield from _archive(data, file)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        yield from _workbook(data, file)
    else:
        sheet = _text(data, file)
        if not sheet.rows:
            raise ReadingError.saying("empty_file", where=file)
        yield sheet


def _archive(data: bytes, file: str) -> Iterator[Sheet]:
    """Open a ZIP; a workbook is one too."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as error:
        raise ReadingError.saying("damaged", where=file) from error
    if "xl/workbook.xml" in archive.namelist():
        yield from _workbook(data, file)
        return
    members = [
        member
        for member in archive.infolist()
        if PurePosixPath(member.filename).suffix.lower() in SUFFIXES
    ]
    if not members:
        raise ReadingError.saying("empty_archive", where=file, suffixes=", ".join(SUFFIXES))
    if sum(member.file_size for member in members) > MAX_BYTES:
        size = sum(member.file_size for member in members) // 1_000_000
        raise ReadingError.saying("too_large", where=file, size=size)
    for member in members:
        yield from _sheets_of(archive.read(member), f"{file}/{member.filename}")


def _workbook(data: bytes, file: str) -> Iterator[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = workbook.sheet_names
        contents = [
            workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names
        ]
    except CalamineError as error:
        raise ReadingError.saying("damaged", where=file) from error
    for name, rows in zip(names, contents, strict=True):
        shown = file if len(names) == 1 else f"{file}/{name}"
        yield Sheet(shown, _numbered([_as_text(cell) for cell in row] for row in rows))


def _as_text(cell: object) -> str:
    """Write a workbook's cell as its export would have."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _text(data: bytes, file: str) -> Sheet:
    text, repairs = _decode(data, file)
    first, _, rest = text.partition("\n")
    declared = first.strip("\r\ufeff\"' ")
    if declared.lower().startswith("sep="):
        # A spreadsheet takes this line as an instruction, so the next one is row 1.
        return Sheet(file, _parse(rest, declared[4:5] or "\t", file), tuple(repairs))
    if unwrapped := _unwrapped(text, file):
        return Sheet(file, unwrapped, (*repairs, labels.text("repair.quoted_lines")))
    separator = _separator(text, file)
    return Sheet(file, _parse(text, separator, file), tuple(repairs))


def _unwrapped(text: str, file: str) -> list[Row]:
    """Undo what a re-save did that put whole lines in quotes; nothing where that is not certain.

    It is certain if the header line is wrapped, and the lines without their wrapping make rows
    of one width.
    """
    first = text.partition("\n")[0].rstrip("\r")
    if _bare(first) == first:
        return []
    rows = _parse("\n".join(map(_bare, text.splitlines())), ",", file)
    widths = {len(cells) for _, cells in rows}
    return rows if len(widths) == 1 and widths != {1} else []


def _bare(line: str) -> str:
    """Return a line without the quotes around the whole of it, if those are what it has."""
    if len(line) > 1 and line[0] == line[-1] == '"':
        with contextlib.suppress(csv.Error):
            cells = next(csv.reader([line], strict=True))
            if len(cells) == 1:
                return cells[0]
    return line


def _decode(data: bytes, file: str) -> tuple[str, list[str]]:
    """Decode by byte order mark, then as UTF-8, then as Windows text; and say the latter."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\x00" in data[:1000]:
        raise ReadingError.saying("wrong_encoding", where=file)
    else:
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError as error:
        if encoding == "utf-16":
            raise ReadingError.saying("wrong_encoding", where=file) from error
    try:
        return data.decode("cp1252"), [labels.text("repair.windows_text")]
    except UnicodeDecodeError as error:
        raise ReadingError.saying("wrong_encoding", where=file) from error


def _separator(text: str, file: str) -> str:
    """Choose the separator that cuts the most of the first lines, and cuts them widest."""
    head = "\n".join(text.splitlines()[:40])

    def cuts(separator: str) -> tuple[int, int]:
        widths = [len(cells) for _, cells in _parse(head, separator, file)]
        return sum(width > 1 for width in widths), max(widths, default=0)

    return max(SEPARATORS, key=cuts)


def _parse(text: str, separator: str, file: str) -> list[Row]:
    try:
        return _numbered(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise ReadingError.saying("bad_csv", where=file, what=error) from error


def _numbered(rows: Iterator[list[str]]) -> list[Row]:
    trimmed = ((number, list(map(str.strip, row))) for number, row in enumerate(rows, 1))
    return [(number, cells) for number, cells in trimmed if any(cells)]
