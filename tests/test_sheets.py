"""Bytes into rows: encodings, separators, workbooks, archives, and what is wrong with a file."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from kpi_kit.cells import as_count, as_number, plain
from kpi_kit.errors import ReadingError
from kpi_kit.sheets import Sheet, sheets


def read(tmp_path: Path, content: bytes, name: str = "export.csv") -> list[Sheet]:
    path = tmp_path / name
    path.write_bytes(content)
    return list(sheets(path, name))


def workbook(rows: dict[str, list[list[object]]]) -> bytes:
    """Write an XLSX with a sheet per entry."""
    book = Workbook(write_only=True)
    for name, content in rows.items():
        sheet = book.create_sheet(name)
        for row in content:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16"], ids=["plain", "with a mark", "UTF-16"]
)
def test_every_unicode_encoding_is_read_alike(tmp_path: Path, encoding: str) -> None:
    (sheet,) = read(tmp_path, "Größe,Währung\n1,€\n".encode(encoding))
    assert sheet.rows == [(1, ["Größe", "Währung"]), (2, ["1", "€"])]
    assert sheet.repairs == ()


def test_windows_text_is_read_and_said(tmp_path: Path) -> None:
    (sheet,) = read(tmp_path, "Größe;Maß\n1;2\n".encode("cp1252"))
    assert sheet.rows[0] == (1, ["Größe", "Maß"])
    assert sheet.repairs == ("Windows characters instead of UTF-8",)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_the_one_that_cuts_most(tmp_path: Path, separator: str) -> None:
    text = f'a{separator}"Reactions, Comments; Shares"{separator}c\n1{separator}2{separator}3\n'
    (sheet,) = read(tmp_path, text.encode())
    assert sheet.rows == [(1, ["a", "Reactions, Comments; Shares", "c"]), (2, ["1", "2", "3"])]


def test_the_line_that_declares_the_separator_is_no_row(tmp_path: Path) -> None:
    (sheet,) = read(tmp_path, "sep=;\nTitle;\nDate;Primary\n".encode("utf-16"))
    assert sheet.rows == [(1, ["Title", ""]), (2, ["Date", "Primary"])]


def test_rows_are_numbered_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    """A text with a line break is one row; a blank row counts."""
    (sheet,) = read(tmp_path, b'a,b\n"two\nlines",1\n\n,\nx,2\n')
    assert [number for number, _ in sheet.rows] == [1, 2, 5]


def test_windows_line_ends_are_line_ends(tmp_path: Path) -> None:
    (sheet,) = read(tmp_path, b"a,b\r\n1,2\r\n")
    assert sheet.rows == [(1, ["a", "b"]), (2, ["1", "2"])]


def test_a_workbook_gives_each_of_its_sheets(tmp_path: Path) -> None:
    content = workbook({"Metrics": [["Date", "Views"], ["x", 5.0]], "Posts": [["a", 1.5]]})
    one, two = read(tmp_path, content, "linkedin.xlsx")
    assert (one.file, two.file) == ("linkedin.xlsx/Metrics", "linkedin.xlsx/Posts")
    assert one.rows == [(1, ["Date", "Views"]), (2, ["x", "5"])]
    assert two.rows == [(1, ["a", "1.5"])]


def test_an_archive_gives_the_exports_inside(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("Table data.csv", "a,b\n1,2\n")
        archive.writestr("readme.pdf", b"no export")
    (sheet,) = read(tmp_path, buffer.getvalue(), "Content.zip")
    assert (sheet.file, sheet.rows[1]) == ("Content.zip/Table data.csv", (2, ["1", "2"]))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the file is empty; download the export again"),
        (b" \n \n", "the file is empty"),
        (b"a,b\n\x81\x8d,2\n", "neither UTF-8 nor UTF-16 nor Windows text"),
        (b"\x00\x01\x02binary", "neither UTF-8 nor UTF-16"),
        (b"\xff\xfea", "neither UTF-8 nor UTF-16"),
        (b"PK\x03\x04 cut off", "the file is damaged"),
        (b"\xd0\xcf\x11\xe0 cut off", "the file is damaged"),
        (b'a,b\n"' + b"x" * 200_000 + b'",1\n', "not readable as CSV"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(
    tmp_path: Path, content: bytes, told: str
) -> None:
    with pytest.raises(ReadingError, match=rf"export\.csv: .*{told}"):
        read(tmp_path, content)


def test_a_file_that_is_too_large_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kpi_kit.sheets.MAX_BYTES", 3_000_000)
    with pytest.raises(ReadingError, match="4 MB are more than is opened here"):
        read(tmp_path, b"a," * 2_000_000)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.csv", b"0" * 5_000_000)
    assert len(buffer.getvalue()) < 10_000
    with pytest.raises(ReadingError, match="5 MB are more than is opened here"):
        read(tmp_path, buffer.getvalue(), "bomb.zip")


@pytest.mark.parametrize(
    "cell", ["1,5", "NAN", "nan", "inf", "1.234,5", "1 234", "", "--", "3.apr", "0x10", "12x"]
)
def test_what_is_no_number_is_refused_and_not_guessed(cell: str) -> None:
    with pytest.raises(ValueError, match=re.escape(cell) or "^$"):
        as_number(cell)


def test_a_thousands_point_is_no_whole_number() -> None:
    assert as_count("1348535.0") == 1_348_535
    with pytest.raises(ValueError, match=r"1\.234"):
        as_count("1.234")


@given(st.integers(-(10**15), 10**15))
def test_a_count_is_read_as_it_is_written(count: int) -> None:
    assert as_count(str(count)) == count


@given(st.text())
def test_a_header_made_plain_stays_plain(header: str) -> None:
    assert plain(plain(header)) == plain(header)
