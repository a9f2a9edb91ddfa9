"""Bytes into rows: encodings, separators, workbooks, archives, and what is wrong with a file."""

import csv
import io
import os
import re
import struct
import zipfile
from itertools import cycle
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from kpi_kit import labels
from kpi_kit.cells import as_count, as_number, as_numbers, plain
from kpi_kit.company.writers.workbooks import xls
from kpi_kit.encodings import Readable, Text
from kpi_kit.errors import ReadingError
from kpi_kit.folders import files_of, rules_of
from kpi_kit.rows import Cells
from kpi_kit.sheets import HEAD, Sheet, Unreadable, sheets

PART = "xl/worksheets/sheet1.xml"


def read(tmp_path: Path, content: bytes, name: str = "export.csv") -> list[Sheet]:
    path = tmp_path / name
    path.write_bytes(content)
    return sound(path, name)


def sound(path: Path, name: str) -> list[Sheet]:
    """Read the sheets of a file no part of which is broken; parts that are no exports are not."""
    found = list(sheets(path, name))
    for one in found:
        if isinstance(one, Unreadable) and one.severity == "error":
            raise one.error
    return [one for one in found if isinstance(one, Sheet)]


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


def archive(*members: tuple[str, str | bytes]) -> bytes:
    """Write a ZIP."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members:
            target.writestr(name, content)
    return buffer.getvalue()


def rewritten(content: bytes, old: bytes, new: bytes, part: str = PART) -> bytes:
    """Change a part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    return archive(*parts.items())


def refuses(tmp_path: Path, key: str, content: bytes | None, name: str = "export.zip") -> None:
    """Check that a file is refused with the message of this key, in both languages."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    for lang in labels.LANGUAGES:
        said = re.escape(labels.words()["message"][key][lang])
        pattern = re.sub(r"\\{\w+\\}", ".+", said)
        with labels.speaking(lang), pytest.raises(ReadingError, match=rf"^{pattern}$"):
            sound(tmp_path / name, name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_unicode_encoding_is_read_alike(tmp_path: Path, encoding: str) -> None:
    (sheet,) = read(tmp_path, "Größe,Währung\n1,€\n".encode(encoding))
    assert sheet.rows == [(1, ["Größe", "Währung"]), (2, ["1", "€"])]
    assert sheet.repairs == ()


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("cp1252", ["Größe", "Maß"]),
        ("cp1252", ["Portée à l'étranger", "publicação"]),
        ("cp1251", ["Обхват", "3.апр"]),
    ],
)
def test_windows_text_is_read_and_its_code_page_said(
    tmp_path: Path, page: str, words: list[str]
) -> None:
    (sheet,) = read(tmp_path, (",".join(words) + "\n1,2\n").encode(page))
    assert sheet.rows[0] == (1, words)
    assert sheet.repairs == (f"Windows characters ({page}) instead of UTF-8",)


def test_semicolons_betray_a_spreadsheet_unless_the_file_declares_them(tmp_path: Path) -> None:
    (saved,) = read(tmp_path, b"a;b\n1;2\n")
    assert saved.repairs == ("semicolons instead of commas: saved again by a spreadsheet",)
    (declared,) = read(tmp_path, b"sep=;\na;b\n1;2\n")
    assert declared.repairs == ()


def test_a_few_bytes_that_are_no_utf8_do_not_spoil_the_others(tmp_path: Path) -> None:
    (sheet,) = read(tmp_path, "Größe,Währung,Ni\n".encode().replace(b"Ni", b"Ni\xc3?") + b"1,2,3\n")
    assert sheet.rows[0] == (1, ["Größe", "Währung", "Ni\N{REPLACEMENT CHARACTER}?"])
    assert sheet.repairs == (
        "unreadable bytes: 1; \N{REPLACEMENT CHARACTER} stands in their place",
    )


def test_an_invalid_byte_far_down_is_found_before_the_rows_are_read(tmp_path: Path) -> None:
    content = "Größe,ä\n".encode() + b"1,2\n" * 500_000
    (sheet,) = read(tmp_path, content + b"Ni\xc3,2\n")
    assert len(sheet.repairs) == 1
    assert sheet.cells(0, [0]).columns[0][-1] == "Ni\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_the_one_that_cuts_most(tmp_path: Path, separator: str) -> None:
    text = f'a{separator}"Reactions, Comments; Shares"{separator}c\n1{separator}2{separator}3\n'
    (sheet,) = read(tmp_path, text.encode())
    assert sheet.rows == [(1, ["a", "Reactions, Comments; Shares", "c"]), (2, ["1", "2", "3"])]


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;;;"])
def test_the_line_that_declares_the_separator_is_no_row(tmp_path: Path, line: str) -> None:
    (sheet,) = read(tmp_path, f"{line}\nTitle;\nDate;Primary\n".encode("utf-16"))
    assert sheet.rows == [(1, ["Title", ""]), (2, ["Date", "Primary"])]


def test_a_re_save_that_pads_every_line_leaves_no_columns_behind(tmp_path: Path) -> None:
    (sheet,) = read(tmp_path, "sep=\t\t\t\nTitle\t\t\t\nDate\tPrimary\t\t\n".encode("utf-16"))
    assert sheet.rows == [(1, ["Title", ""]), (2, ["Date", "Primary"])]
    (sheet,) = read(tmp_path, b"a;b;;;\n1;2;;;\n;;;;\n3;4;;;\n")
    assert sheet.rows == [(1, ["a", "b"]), (2, ["1", "2"]), (4, ["3", "4"])]


def test_a_padding_that_is_filled_somewhere_is_no_padding(tmp_path: Path) -> None:
    content = b"a;b;\n" + b"1;2;\n" * HEAD + b"3;4;x\n"
    (sheet,) = read(tmp_path, content)
    assert {len(cells) for _, cells in sheet.rows} == {3}


def test_of_a_large_file_the_head_tells_what_is_padding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is filled further down is not lost: its row has a cell too many."""
    monkeypatch.setattr("kpi_kit.sheets.SMALL", 0)
    (sheet,) = read(tmp_path, b"a;b;\n" + b"1;2;\n" * HEAD + b"3;4;x\n")
    assert sheet.repairs[-1] == "empty columns at the end left out"
    cells = sheet.cells(0, [0, 1])
    assert (cells.short, cells.long) == (0, [(HEAD + 2, "x")])
    assert len(cells.numbers) == HEAD


def test_whole_lines_in_quotes_are_unwrapped(tmp_path: Path) -> None:
    content = b'"ID,""Post, text"",Views"\n"1,""two\nlines"",5"\n'
    (sheet,) = read(tmp_path, content)
    assert sheet.repairs == ()  # not certain: a text is cut in two
    (sheet,) = read(tmp_path, b'"ID,""Post, text"",Views"\n"1,""a, b"",5"\n')
    assert sheet.rows == [(1, ["ID", "Post, text", "Views"]), (2, ["1", "a, b", "5"])]
    assert len(sheet.repairs) == 1


def test_rows_are_numbered_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    """A text with a line break is one row; a blank row counts."""
    (sheet,) = read(tmp_path, b'a,b\n"two\nlines",1\n\n,\nx,2\n')
    assert [number for number, _ in sheet.rows] == [1, 2, 5]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_one(tmp_path: Path, end: str) -> None:
    (sheet,) = read(tmp_path, f"a,b{end}1,2{end}".encode())
    assert sheet.rows == [(1, ["a", "b"]), (2, ["1", "2"])]


def test_a_long_text_is_read(tmp_path: Path) -> None:
    (sheet,) = read(tmp_path, b'a,b\n"' + b"x" * 200_000 + b'",1\n')
    assert sheet.rows[1] == (2, ["x" * 200_000, "1"])


def test_columns_say_which_rows_were_short_or_long(tmp_path: Path) -> None:
    (sheet,) = read(tmp_path, b"note\na,b,c\n1,2\n\n1,2,3,\n1,2,3,,x\n")
    cells = sheet.cells(1, [2, 0], numbers=[0])
    assert (cells.short, cells.long) == (1, [(6, "x")])
    assert cells.numbers.tolist() == [3, 5]
    assert [*cells.columns] == [0, 2]
    assert cells.columns[2].tolist() == ["", "3"]
    assert sheet.cells(1, [0], end=3).numbers.tolist() == [3]


def test_a_workbook_gives_each_of_its_sheets(tmp_path: Path) -> None:
    content = workbook({"Metrics": [["Date", "Views"], ["x", 5.0]], "Posts": [["a", 1.5]]})
    one, two = read(tmp_path, content, "linkedin.xlsx")
    assert (one.file, two.file) == ("linkedin.xlsx/Metrics", "linkedin.xlsx/Posts")
    assert one.rows == [(1, ["Date", "Views"]), (2, ["x", "5"])]
    assert two.rows == [(1, ["a", "1.5"])]
    assert one.cells(0, [1], [1]).columns[1].tolist() == ["5"]


def test_a_workbook_s_cells_are_written_as_an_export_would(tmp_path: Path) -> None:
    from datetime import date, datetime, time

    # A workbook's times have no zone.
    row = [date(2026, 5, 1), datetime(2026, 5, 1, 10), time(10, 30), True, 1e15, "=1+1"]  # noqa: DTZ001
    (sheet,) = read(tmp_path, workbook({"A": [["a"] * 6, row]}), "export.xlsx")
    assert sheet.rows[1][1] == [
        "2026-05-01", "2026-05-01T10:00:00", "10:30:00", "True", "1000000000000000", "",
    ]  # fmt: skip


def test_no_formula_or_link_is_evaluated(tmp_path: Path) -> None:
    """What a workbook stores as a formula's result counts; in a text, a formula is a text."""
    content = workbook({"A": [["Views"], ["=1+1"]]})
    content = rewritten(content, b"<f>1+1</f><v />", b"<f>1+1</f><v>7</v>")
    (sheet,) = read(tmp_path, content, "export.xlsx")
    assert sheet.rows[1] == (2, ["7"])
    link = '=HYPERLINK("https://example.org")'
    (sheet,) = read(tmp_path, b'Text,Views\n"=HYPERLINK(""https://example.org"")",=1+1\n', "a.csv")
    assert sheet.rows[1] == (2, [link, "=1+1"])


def test_a_workbook_s_wrong_dimension_hides_nothing(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["a", "b"], [1, 2], [3, 4]):
        book.active.append(row)  # type: ignore[union-attr]
    buffer = io.BytesIO()
    book.save(buffer)
    content = rewritten(buffer.getvalue(), b'<dimension ref="A1:B3"', b'<dimension ref="A1"')
    (sheet,) = read(tmp_path, content, "export.xlsx")
    assert sheet.rows == [(1, ["a", "b"]), (2, ["1", "2"]), (3, ["3", "4"])]


def test_cells_with_an_error_are_empty_and_counted(tmp_path: Path) -> None:
    content = workbook({"A": [["a", "b"], [1, "x"]]})
    content = rewritten(content, b'<c r="A2" t="n"><v>1</v>', b'<c r="A2" t="e"><v>#REF!</v>')
    (sheet,) = read(tmp_path, content, "export.xlsx")
    assert sheet.rows[1] == (2, ["", "x"])
    assert sheet.repairs == (
        "cells with an error such as #REF! in this workbook: 1; they count as empty",
    )


def test_an_archive_gives_the_exports_inside(tmp_path: Path) -> None:
    content = archive(
        ("Table data.csv", "a,b\n1,2\n"), ("readme.pdf", b"no export"), ("folder/", b""),
        ("__MACOSX/._Table data.csv", b"\0\0"), (".hidden.csv", b"\0\0"),
    )  # fmt: skip
    (sheet,) = read(tmp_path, content, "Content.zip")
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
        (b'a,b\n"' + b"x" * 11_000_000 + b'",1\n', "not readable as CSV"),
        (b"a," * 20_001, "more than 20000 columns"),
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
    refuses(tmp_path, "too_large", b"a," * 2_000_000, "export.csv")
    monkeypatch.setattr("kpi_kit.sheets.MAX_HELD", 1_000)
    refuses(tmp_path, "too_large", archive(("a.csv", os.urandom(2_000))))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = archive(("bomb.csv", b"0" * 20_000_000))
    assert len(bomb) < 50_000
    refuses(tmp_path, "archive_ratio", bomb)
    monkeypatch.setattr("kpi_kit.archives.MAX_HELD", 3_000_000)
    refuses(tmp_path, "too_large", bomb)


def test_a_zip_that_lies_about_its_size_is_not_unpacked_beyond_it(tmp_path: Path) -> None:
    bomb = archive(("bomb.csv", b"0" * 20_000_000))
    refuses(tmp_path, "damaged", bomb.replace(struct.pack("<I", 20_000_000), struct.pack("<I", 9)))


def test_an_archive_of_too_many_files_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kpi_kit.archives.MAX_MEMBERS", 2)
    refuses(tmp_path, "archive_members", archive(*((f"{at}.csv", "a,b\n") for at in range(3))))


@pytest.mark.parametrize(
    "name", ["../up.csv", "a/../../up.csv", "/etc/up.csv", "C:/up.csv", "a\\up.csv", "..\\up.csv"]
)
def test_an_archive_whose_names_point_outside_is_refused(tmp_path: Path, name: str) -> None:
    refuses(tmp_path, "archive_path", archive(("good.csv", "a,b\n1,2\n"), (name, "a,b\n1,2\n")))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_archive_with_a_name_twice_is_refused(tmp_path: Path) -> None:
    refuses(tmp_path, "archive_twice", archive(("a.csv", "a,b\n1,2\n"), ("a.csv", "a,b\n3,4\n")))


def test_an_archive_inside_an_archive_is_refused(tmp_path: Path) -> None:
    inner = archive(("a.csv", "a,b\n1,2\n"))
    refuses(tmp_path, "nested_archive", archive(("inner.zip", inner)))
    refuses(tmp_path, "nested_archive", archive(("disguised.csv", inner)))


def test_an_archive_without_exports_is_refused(tmp_path: Path) -> None:
    refuses(tmp_path, "empty_archive", archive(("readme.pdf", b"no export")))


def test_an_encrypted_archive_is_refused(tmp_path: Path) -> None:
    content = bytearray(archive(("a.csv", "a,b\n1,2\n")))
    content[content.index(b"PK\x01\x02") + 8] |= 1  # the flag in the list of contents
    refuses(tmp_path, "encrypted", bytes(content))


def old_workbook(directory: int, following: list[int]) -> bytes:
    """Write an .xls of one sector, the table that says which sector follows which."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    end = 0xFFFFFFFE
    header += struct.pack("<10I", 0, 1, directory, 0, 4096, end, 0, end, 0, 0)
    header += struct.pack("<108I", *[0xFFFFFFFF] * 108)
    return header + struct.pack("<128I", *following, *[0xFFFFFFFF] * (128 - len(following)))


def test_an_old_workbook_whose_sectors_run_in_a_circle_is_refused(tmp_path: Path) -> None:
    """The library would follow them until memory is full; this file has 1,024 bytes."""
    refuses(tmp_path, "damaged", old_workbook(1, [0xFFFFFFFD, 2, 1]), "export.xls")


def test_a_panic_in_the_reader_of_workbooks_is_a_damaged_file(tmp_path: Path) -> None:
    refuses(tmp_path, "damaged", old_workbook(2, [0xFFFFFFFD]), "export.xls")


def test_an_encrypted_workbook_is_refused(tmp_path: Path) -> None:
    content = old_workbook(100, [0xFFFFFFFD]) + "EncryptedPackage".encode("utf-16-le")
    refuses(tmp_path, "encrypted", content, "export.xlsx")


@pytest.mark.parametrize(
    "protection",
    [
        struct.pack("<5H48x", 0x2F, 54, 1, 1, 1),  # RC4, what Excel 97 to 2003 does by itself
        struct.pack("<5H", 0x2F, 6, 0, 0x1234, 0x4321),  # XOR, what Excel 95 did
        struct.pack("<2H", 0x86, 0) + struct.pack("<5H", 0x2F, 6, 0, 1, 2),  # "read only", too
    ],
)
def test_an_old_workbook_with_a_password_is_refused_and_not_called_damaged(
    tmp_path: Path, protection: bytes
) -> None:
    """What follows the record FILEPASS is encrypted, so that nothing of it can be read."""
    content = bytearray(xls({"A": [["Date", "Impressions"], ["2026-05-01", 1.0]]}))
    (whole,) = read(tmp_path, bytes(content), "export.xls")
    assert whole.head[1][1] == ["2026-05-01", "1"]
    below = content.index(b"\x09\x08\x10\0\0\x06\x05\0") + 20
    content[below : below + len(protection)] = protection
    content[below + len(protection) : below + 400] = bytes(range(200)) * 2
    refuses(tmp_path, "encrypted", bytes(content), "export.xls")


def test_a_pdf_that_is_called_csv_is_called_a_pdf(tmp_path: Path) -> None:
    refuses(tmp_path, "is_pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n\0\x81\n")


def test_an_unusual_method_of_packing_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as target:
        target.writestr("a.csv", "a,b\n1,2\n")
    refuses(tmp_path, "damaged", buffer.getvalue())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_that_declares_entities_is_refused(tmp_path: Path, encoding: str) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    content = workbook({"A": [["a", "b"], [1, 2]]})
    content = rewritten(content, b"<worksheet", laughs.encode(encoding) + b"<worksheet")
    refuses(tmp_path, "workbook_entity", content, "export.xlsx")


@pytest.mark.parametrize("place", [b'r="XFD1048576"', b"r = 'XFD900000'", b'r="xfd9000"'])
def test_two_cells_at_opposite_corners_do_not_take_all_memory(tmp_path: Path, place: bytes) -> None:
    content = workbook({"A": [["a", "b"], [1, 2]]})
    content = rewritten(content, b'r="B2"', place)
    refuses(tmp_path, "workbook_area", content, "export.xlsx")


def test_a_workbook_is_checked_like_any_archive(tmp_path: Path) -> None:
    content = workbook({"A": [["a", "b"], [1, 2]]})
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        parts = [(name, source.read(name)) for name in source.namelist()]
    refuses(tmp_path, "archive_path", archive(*parts, ("../up.xml", b"")), "export.xlsx")
    refuses(tmp_path, "archive_ratio", archive(*parts, ("x", b"0" * 20_000_000)), "export.xlsx")


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_file_is_refused_or_read_but_never_crashes(tmp_path: Path, seed: int) -> None:
    chance = np.random.default_rng(seed)
    whole = [workbook({"A": [["a", "b"], [1, "x"]]}), archive(("a.csv", "a,b\n1,2\n"))]
    for _ in range(60):
        for content in whole:
            broken = bytearray(content)
            for at in chance.integers(4, len(broken), 3):
                broken[at] = chance.integers(256)
            cut = len(broken) if chance.random() < 0.5 else int(chance.integers(4, len(broken)))
            try:
                for sheet in read(tmp_path, bytes(broken[:cut])):
                    assert isinstance(sheet.rows, list)
            except ReadingError as error:
                assert str(error).startswith("export.csv")  # noqa: PT017 - both ends are right


def test_links_and_devices_are_refused_aloud(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "real.csv").write_text("a,b\n1,2\n")
    root = tmp_path / "folder"
    root.mkdir()
    try:
        (root / "link.csv").symlink_to(tmp_path / "secret" / "real.csv")
        (root / "loop.csv").symlink_to(root / "loop.csv")
        (root / "linked").symlink_to(tmp_path / "secret", target_is_directory=True)
    except OSError:
        pytest.skip("links need a permission here")
    listed = [found.name for found in files_of(root, rules_of(root), set())]
    assert listed == ["link.csv", "linked", "loop.csv"]
    for name in listed:
        refuses(root, "is_link", None, name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    refuses(tmp_path, "no_file", None, "pipe.csv")
    assert [found.name for found in files_of(tmp_path, rules_of(tmp_path), set())] == ["pipe.csv"]
    assert [
        found.name
        for found in files_of(tmp_path / "pipe.csv", rules_of(tmp_path / "pipe.csv"), set())
    ]


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    refuses(tmp_path, "unreadable", None, "gone.csv")


@pytest.mark.parametrize("quote", [b"", b'"x"'])
def test_more_rows_than_are_read_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quote: bytes
) -> None:
    monkeypatch.setattr("kpi_kit.sheets.SMALL", 10)
    monkeypatch.setattr("kpi_kit.rows.MAX_ROWS", 100)
    monkeypatch.setattr("kpi_kit.structure.MAX_ROWS", 100)
    (sheet,) = read(tmp_path, b"a,b\n" + b"1,2\n" * 200 + b"1,2" + quote)
    with pytest.raises(ReadingError, match=r"export\.csv: more than 100 rows"):
        sheet.cells(0, [0, 1])


def test_a_line_without_end_is_not_read_into_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kpi_kit.delimited.MAX_LINE", 1_000)
    refuses(tmp_path, "bad_csv", b"a,b\n" + b"1" * 2_000, "export.csv")


# Both ways of reading must give the same cells, whatever is in the file.

SPELLINGS = [
    "1", "0", "-1", "+5", "007", "1e5", "1E+05", ".5", "1.", "1.5", "nan", "NaN", "NA", "null",
    "inf", "-inf", "Infinity", "0x1F", "1_000", "1,5", "--", "-", "True", "False", "e5", "1e", "٣",
    " 12", "12 ", "\t3", "1e400", "1e-3", "9007199254740993", "12345678901234567890123", "0.0",
]  # fmt: skip
SIGNS = 'ab ,;\t"\n\r\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}üß🎉\N{LINE SEPARATOR}\x1c\x0b\x01'
COUNTS = st.integers(0, 10**6).map(str) | st.sampled_from(["", "5"])
CELLS = st.sampled_from(SPELLINGS) | st.text("abü ", max_size=4) | st.text(SIGNS, max_size=5)


@st.composite
def exports(draw: st.DrawFn) -> tuple[bytes, list[int]]:
    """Draw a file and the positions that are wanted."""
    width = draw(st.integers(1, 4))
    kinds = [draw(st.sampled_from([COUNTS, COUNTS, CELLS])) for _ in range(width)]
    header = [f"h{at}" for at in range(width)]
    odd = draw(st.sampled_from([[], [], ["blank", "empty", "short"], ["long", "padded", "spaces"]]))
    rows = [header]
    for kind in draw(st.lists(st.sampled_from(["whole"] * 6 + odd), max_size=12)):
        row = [draw(cells) for cells in kinds]
        rows.append(
            {
                "whole": row, "blank": [], "empty": [""] * width, "short": row[: width // 2],
                "long": [*row, "x"], "padded": [*row, ""], "spaces": [" "] * width,
            }[kind]
        )  # fmt: skip
    separator = draw(st.sampled_from([",", ";", "\t"]))
    end = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    text = io.StringIO()
    always: Literal[0, 1] = 1 if draw(st.booleans()) else 0
    csv.writer(text, delimiter=separator, lineterminator=end, quoting=always).writerows(rows)
    content = text.getvalue() if draw(st.booleans()) else text.getvalue().removesuffix(end)
    if draw(st.integers(0, 9)) == 0:  # a quote too few
        content = content.replace('"', "", 1)
    wanted = draw(st.sets(st.integers(0, width - 1), min_size=1))
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    return content.encode(encoding), sorted(wanted)


class Sips:
    """Bytes a few at a time, so that everything is once cut in two."""

    def __init__(self, source: Readable) -> None:
        self._source = source
        self._sizes = cycle(np.random.default_rng(7).integers(1, 9, 999).tolist())

    def read(self, _: int = -1, /) -> bytes:
        return self._source.read(next(self._sizes))

    def close(self) -> None:
        self._source.close()


def same(fast: Cells, slow: Cells) -> None:
    assert (fast.short, fast.long) == (slow.short, slow.long)
    assert fast.numbers.tolist() == slow.numbers.tolist()
    assert [*fast.columns] == [*slow.columns]
    for position, column in fast.columns.items():
        ours, texts = column.tolist(), slow.columns[position].tolist()
        if column.dtype == "float64":
            numbers = [as_number(text) if text else float("nan") for text in texts]
            np.testing.assert_array_equal(ours, numbers)
        else:
            assert ours == texts


def both_ways(
    tmp_path: Path, content: bytes, wanted: list[int], *, sips: bool = False
) -> tuple[Cells | None, Cells]:
    """Read by pandas, even where few rows make that no use, and by the csv module."""
    utf8 = Text.utf8
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("kpi_kit.sheets.SMALL", 0)
        patched.setattr("kpi_kit.sheets.HEAD", 2)
        patched.setattr("kpi_kit.bulk.AT_ONCE", 3)
        patched.setattr("kpi_kit.rows.AT_ONCE", 2)
        if sips:
            patched.setattr(Text, "utf8", lambda text: Sips(utf8(text)))
        (sheet,) = read(tmp_path, content)
        slow = sheet.cells(0, wanted, end=len(sheet.rows))
        fast = sheet.text.cells(sheet.head[0], wanted, wanted) if sheet.text else None
        same(sheet.cells(0, wanted, wanted), slow)
    return fast, slow


@pytest.mark.parametrize("sips", [False, True])
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(export=exports())
def test_pandas_and_the_csv_module_give_the_same_cells(
    tmp_path: Path, sips: bool, export: tuple[bytes, list[int]]
) -> None:
    fast, slow = both_ways(tmp_path, *export, sips=sips)
    if fast:
        same(fast, slow)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_column_of_one_spelling_is_the_same_both_ways(tmp_path: Path, spelling: str) -> None:
    fast, slow = both_ways(tmp_path, b"a,b\n" + f"{spelling},\n".encode() * 9, [0, 1])
    assert fast or "," in spelling
    same(fast or slow, slow)


@pytest.mark.parametrize(
    "text",
    [
        'a,b\nx"y,1"z\n3,4\n', 'a,b\n1,2\r,3\n4,5\n', 'a,b\n1,2\n3,"4\n', "a,b\n1,2,3\n4,5\n",
        'a,b\n1\x012,3\n', "a,b\n,x\n1,2\n", "a,b\n1,2\r\n3,4\r",
    ],
)  # fmt: skip
def test_what_pandas_would_read_otherwise_is_left_to_the_csv_module(
    tmp_path: Path, text: str
) -> None:
    assert both_ways(tmp_path, text.encode(), [0])[0] is None


def test_a_text_without_end_is_not_given_to_pandas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kpi_kit.structure.MAX_RECORD", 1_000)
    text = '"' + "x" * 2_000 + '"'
    fast, slow = both_ways(tmp_path, f"a,b\n{text},2\n".encode(), [0], sips=True)
    assert fast is None
    assert slow.columns[0].tolist() == ["x" * 2_000]


def test_a_zero_byte_far_down_is_left_to_the_csv_module(tmp_path: Path) -> None:
    fast, slow = both_ways(tmp_path, b"a,b\n" + b"1,2\n" * 2_000 + b"x\0y,2\n", [0])
    assert fast is None
    assert slow.columns[0][-1] == "x\0y"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_regular_is_read_by_pandas_wherever_it_is_cut(tmp_path: Path, end: str) -> None:
    rows = "".join(f'{at},"a, ""{at}""{end}b","",0.5{end}' for at in range(40))
    content = f"id,text,empty,rate{end}{rows},,,{end}{end}1,x{end}".encode()
    fast, slow = both_ways(tmp_path, content, [0, 1, 2, 3], sips=True)
    assert fast
    assert fast.short == 1
    same(fast, slow)


def test_a_regular_file_is_read_by_pandas_and_its_counts_are_numbers(tmp_path: Path) -> None:
    """Else the comparison above would compare the slow path with itself."""
    rows = "".join(f'{at},"text, ""{at}""\nand more",{at % 7 or ""},0.5\n' for at in range(60_000))
    (sheet,) = read(tmp_path, ("id,text,count,rate\n" + rows + ",,,\n\n1,x\n").encode())
    assert sheet.text
    cells = sheet.text.cells(sheet.head[0], {0, 1, 2, 3}, {2, 3})
    assert cells
    kinds = [str(column.dtype) for column in cells.columns.values()]
    assert kinds == ["object", "object", "float64", "object"]
    assert (cells.short, len(cells.numbers)) == (1, 60_001)
    same(cells, sheet.cells(0, range(4), end=len(sheet.rows)))


@pytest.mark.parametrize(
    "cell",
    [
        "1,5", "NAN", "nan", "inf", "1.234,5", "1 234", "", "--", "3.apr", "0x10", "12x",
        "1.22158E+17", "1e400",
    ],
)  # fmt: skip
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


STYLES = ("1234.5", "1,234.5", "1.234,5")


@given(
    cells=st.lists(
        st.sampled_from(SPELLINGS) | st.text("0123456789.,-+eE", max_size=9) | st.text(max_size=3)
    ),
    style=st.sampled_from(STYLES),
    whole=st.booleans(),
)
def test_many_numbers_at_once_are_the_same_as_one_by_one(
    cells: list[str], style: str, whole: bool
) -> None:
    def one(cell: str) -> float:
        try:
            return as_count(cell, style) if whole else as_number(cell, style)
        except ValueError:
            return float("nan")

    np.testing.assert_array_equal(as_numbers(cells, style, whole=whole), [*map(one, cells)])


@given(st.text())
def test_a_header_made_plain_stays_plain(header: str) -> None:
    assert plain(plain(header)) == plain(header)
