"""Sheets of a workbook: numbers in their formats, and no text that runs as a formula."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kpi_kit import labels
from kpi_kit.kpis import figure
from kpi_kit.reporting.definitions import Definition
from kpi_kit.reporting.figures import Value
from kpi_kit.reporting.writing import harmless

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FORMATS = {"share": "0.00%", "points": "0.0", "count": "#,##0", "factor": "#,##0.00",
           "number": "#,##0.00", "seconds": "#,##0.0", "months": "#,##0.0"}  # fmt: skip
"""How a spreadsheet shows each unit; it writes marks and signs as its own language does."""

WIDEST = 60
"""Characters of a column; longer texts are wrapped."""

LONGEST = 32_000
"""Characters of a cell; a spreadsheet takes 32,767."""


@dataclass(frozen=True)
class Sheet:
    """A sheet to be: its name, heads and rows of texts, numbers and values."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def spreadsheet(sheets: Iterable[Sheet]) -> bytes:
    """Write sheets as an XLSX file; those without rows are left out."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        if sheet.rows:
            _fill(book.create_sheet(sheet.name[:31]), sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def meanings(definitions: Iterable[Definition]) -> Sheet:
    """Lay out what figures mean, in the language in use."""
    heads = ("figure", "meaning", "unit", "formula", "pitfall", "said_by")
    return Sheet(
        labels.text("report.sheet_meanings"),
        tuple(labels.text(f"report.{head}") for head in heads),
        tuple((d.name, d.meaning, d.unit, d.formula, d.pitfall, d.source) for d in definitions),
    )


def _fill(page: "Worksheet", sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for row, cells in enumerate((sheet.heads, *sheet.rows), start=1):
        for column, cell in enumerate(cells, start=1):
            written = page.cell(row, column)
            written.value, written.number_format = _written(cell)
            # What was a formula in an export stays a text here, whatever it begins with.
            written.data_type = "s" if isinstance(written.value, str) else written.data_type
            written.alignment = Alignment(vertical="top", wrap_text=True)
            written.font = Font(bold=row == 1)
    page.freeze_panes = "B2"
    for column, head in enumerate(sheet.heads, start=1):
        texts = [head, *(str(_written(cells[column - 1])[0] or "") for cells in sheet.rows)]
        width = min(WIDEST, max(10, *map(len, texts)) + 2)
        page.column_dimensions[get_column_letter(column)].width = width


def _written(cell: object) -> tuple[Any, str]:
    """Return a cell's value and its number format."""
    if isinstance(cell, Value):
        if cell.number != cell.number:
            return None, "General"
        return cell.number, _format(cell)
    if isinstance(cell, str):
        return harmless(_printable(cell)[:LONGEST]), "@"
    return (None if cell is None or cell != cell else cell), "General"


def _printable(text: str) -> str:
    """Drop control characters, which no workbook may hold."""
    return "".join(c for c in text if c.isprintable() or c in "\n\t\r")


def _format(value: Value) -> str:
    if not value.name:
        return "0.0%"  # a change, or how much of the way is done
    unit = figure(value.name).unit
    if unit == "money":
        return f'#,##0.00 "{value.currency}"' if value.currency else "#,##0.00"
    return FORMATS.get(unit, "General")
