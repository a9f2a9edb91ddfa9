"""Workbooks, as small as they can be: .xls (BIFF8 in an OLE2 container) and .xlsx."""

import struct
from collections.abc import Mapping
from datetime import date
from xml.sax.saxutils import escape

from .formats import Cells, archive

SECTOR = 512
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def xls(sheets: Mapping[str, Cells]) -> bytes:
    """Return sheets as a workbook of Excel 97 to 2003, as LinkedIn still writes them."""
    stream = _workbook(sheets)
    stream += bytes(-len(stream) % SECTOR) if len(stream) >= 4096 else bytes(4096 - len(stream))
    used = len(stream) // SECTOR
    tables = 1
    while tables * SECTOR // 4 < used + 1 + tables:
        tables += 1
    chain = [*range(1, used), END, END, *[TABLE] * tables]  # the stream, the directory, itself
    chain += [FREE] * (tables * SECTOR // 4 - len(chain))
    root = _entry("Root Entry", 5, child=1, start=END, size=0)
    book = _entry("Workbook", 2, child=FREE, start=0, size=len(stream))
    directory = root + book + bytes(2 * 128)
    return _header(used, tables) + stream + directory + struct.pack(f"<{len(chain)}I", *chain)


def _header(used: int, tables: int) -> bytes:
    places = [used + 1 + number for number in range(tables)]
    places += [FREE] * (109 - tables)
    return struct.pack(
        "<8s16s5H6x9I109I", bytes.fromhex("d0cf11e0a1b11ae1"), b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, tables, used, 0, 4096, END, 0, END, 0, *places,
    )  # fmt: skip


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBB3I16xI16xIQ", text, len(text), kind, 1, FREE, FREE, child, 0, start, size
    )


def _workbook(sheets: Mapping[str, Cells]) -> bytes:
    """Return the stream of records: one part about all sheets, then one part for each."""
    font = _record(0x31, struct.pack("<5H4xBB", 200, 0, 0x7FFF, 400, 0, 5, 0) + b"Arial")
    looks = b"".join(
        _record(0xE0, struct.pack("<HHHBBBBIIH", 0, 0, kind, 32, 0, 0, 0, 0, 0, 0x20C0))
        for kind in [0xFFF5] * 15 + [1]  # fifteen styles that must be there, then that of the cells
    )
    begin = _record(0x809, struct.pack("<4H2I", 0x600, 5, 0xDBB, 0x7CC, 0, 6))
    begin += _record(0x42, struct.pack("<H", 1200)) + font * 4 + looks
    parts = [_sheet(cells) for cells in sheets.values()]
    named = sum(len(_named(name, 0)) for name in sheets)
    place = len(begin) + named + 4
    listed = b""
    for name, part in zip(sheets, parts, strict=True):
        listed += _named(name, place)
        place += len(part)
    return begin + listed + _record(0x0A) + b"".join(parts)


def _named(name: str, place: int) -> bytes:
    text = name.encode("utf-16-le")
    return _record(0x85, struct.pack("<IHBB", place, 0, len(name), 1) + text)


def _sheet(cells: Cells) -> bytes:
    width = max(map(len, cells))
    records = [
        _record(0x809, struct.pack("<4H2I", 0x600, 0x10, 0xDBB, 0x7CC, 0, 6)),
        _record(0x200, struct.pack("<2I3H", 0, len(cells), 0, width, 0)),
    ]
    for row, line in enumerate(cells):
        for column, value in enumerate(line):
            if value == "":
                continue
            at = struct.pack("<3H", row, column, 15)
            if isinstance(value, str):
                text = value.encode("utf-16-le")
                length = struct.pack("<HB", len(text) // 2, 1)
                records.append(_record(0x204, at + length + text))
            else:
                records.append(_record(0x203, at + struct.pack("<d", value)))
    return b"".join([*records, _record(0x0A)])


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<2H", kind, len(data)) + data


def xlsx(name: str, cells: Cells, at: date) -> bytes:
    """Return one sheet as a workbook whose dimension says, as LinkedIn's does, that it is A1."""
    rows = "".join(
        f'<row r="{r}">' + "".join(_cell(r, c, value) for c, value in enumerate(line)) + "</row>"
        for r, line in enumerate(cells, start=1)
    )
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    link = f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}'
    return archive(
        {
            "[Content_Types].xml": f'{head}<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            '<Override PartName="/xl/worksheets/sheet1.xml" '
            f'ContentType="{kind}.worksheet+xml"/></Types>',
            "_rels/.rels": f'{head}{link}/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>",
            "xl/workbook.xml": f'{head}<workbook {main} xmlns:r="{office}"><sheets>'
            f'<sheet name="{escape(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'{head}{link}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'{head}<worksheet {main}><dimension ref="A1"/>'
            f"<sheetData>{rows}</sheetData></worksheet>",
        },
        at,
    )


def _cell(row: int, column: int, value: object) -> str:
    place = f"{chr(65 + column)}{row}"
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'
