"""Workbooks into rows of text: the values that are stored in them, nothing is computed.

What a workbook is made of is looked through before it is opened: an entity that multiplies, or
two cells at opposite corners of a sheet, would take all memory.
"""

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, BinaryIO

from kpi_kit.archives import Archive
from kpi_kit.compound import check_chains
from kpi_kit.errors import ReadingError

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"

MAX_CELLS = 30_000_000
"""The largest rectangle of cells; a full sheet of Excel has 1,048,576 rows."""

_DECLARATION = re.compile(rb"<\0?!\0?(D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,7})([0-9]{1,9})""")
_FAILED = re.compile(rb"""<c\s[^>]*t\s*=\s*["']e["']""")
_ENCRYPTED = re.compile(
    re.escape("EncryptedPackage".encode("utf-16-le"))  # an XLSX, wrapped
    + rb"|\x09\x08(?:\x10\0\0\x06\x05\0.{12}|\x08\0\0\x05\x05\0.{4})(?:\x86\0\0\0)?\x2f\0",
    re.DOTALL,
)
"""What only a file with a password holds: in an .xls, the record FILEPASS below the first one."""

_OVERLAP = 200
"""Bytes that are looked at again with the next piece, so that nothing hides where two meet."""


def check_parts(archive: Archive) -> int:
    """Look through the parts of an XLSX before it is opened.

    Returns
    -------
    int
        How many cells hold an error such as ``#REF!``; they are read as empty.

    Raises
    ------
    ReadingError
        If a part declares entities, or a sheet is larger than is read here.
    """
    return sum(_check_part(archive, name) for name in archive.names)


def _check_part(archive: Archive, name: str) -> int:
    rows = columns = failed = 0
    before = b""
    for piece in archive.pieces(name):
        part = before + piece
        if _DECLARATION.search(part):
            raise ReadingError.saying("workbook_entity", where=archive.file)
        for letters, row in set(_PLACE.findall(part)):
            rows, columns = max(rows, int(row)), max(columns, _ordinal(letters))
        columns = max(columns, *(row.count(b"<c") for row in part.split(b"<row")))
        failed += len(_FAILED.findall(part)) - len(_FAILED.findall(before))
        before = part[-_OVERLAP:]
    if rows * columns > MAX_CELLS:
        raise ReadingError.saying("workbook_area", where=archive.file, most=MAX_CELLS)
    return failed


def _ordinal(letters: bytes) -> int:
    """Return the number of the column ``AB``."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def tables(stream: BinaryIO, file: str) -> dict[str, list[list[str]]]:
    """Read the rows of each sheet, by its name.

    Raises
    ------
    ReadingError
        If the workbook is damaged or encrypted.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    _check_old(stream, file)
    try:
        workbook = CalamineWorkbook.from_filelike(stream)
        return {name: _rows(workbook, name) for name in workbook.sheet_names}
    except PasswordError as error:
        raise ReadingError.saying("encrypted", where=file) from error
    except CalamineError as error:
        raise ReadingError.saying("damaged", where=file) from error
    except BaseException as error:
        # A panic in Rust is no Exception, and its class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise ReadingError.saying("damaged", where=file) from error


def _check_old(stream: BinaryIO, file: str) -> None:
    """Look through an old workbook, or an encrypted one, which looks the same from outside."""
    data = stream.read()
    stream.seek(0)
    if not data.startswith(OLD_WORKBOOK):
        return
    if _ENCRYPTED.search(data):
        raise ReadingError.saying("encrypted", where=file)
    check_chains(data, file)


def _rows(workbook: "CalamineWorkbook", name: str) -> list[list[str]]:
    rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return [list(map(_as_text, row)) for row in rows]


def _as_text(cell: object) -> str:
    """Write a workbook's cell as its export would have."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date | datetime | time):
        return cell.isoformat()
    return str(cell)
