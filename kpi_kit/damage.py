"""What spreadsheets have done to the cells of a column: recognised and said, never guessed back."""

import re
from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.cells import is_a_date_of_a_number, is_rewritten_date, is_rewritten_number
from kpi_kit.ledger import Reading
from kpi_kit.rows import Array, Rows, each
from kpi_kit.tables import Kind

Reasons = dict[int, str]
"""Why the cell of a row is no value, by the row's number."""

PIECE = 10_000
"""How many cells are searched at once."""

_NO_FORMULA = "#NAME?"

_NO_IDENTIFIER = re.compile(rf"\d([.,]\d+)?E\+\d+|{re.escape(_NO_FORMULA)}")

_LOST = re.compile(r"(?<!\S)\?\?")


def why_no_number(cell: str, bare: str, kind: Kind, style: str) -> str:
    """Say why a cell is no number, and whether a spreadsheet has made it so."""
    if is_a_date_of_a_number(cell):
        return labels.text("reason.date_of_a_number")
    if is_rewritten_number(bare, style):
        return labels.text("reason.rewritten_number")
    return labels.text("reason.no_count" if kind == "count" else "reason.no_number")


def as_saved(rows: Rows, name: str, reading: Reading) -> Array:
    """Say what a spreadsheet has done to texts, and leave out those that it has replaced."""
    cells: Array = rows.columns[name]
    traces = _found(cells, "??", _NO_FORMULA)
    if "??" in traces and all(map(_is_western, _pieces(cells))):
        lost = {cell for cell in cells.tolist() if _LOST.search(cell)}
        _note_rows("note", "lost_characters", rows.with_one_of(name, lost), name, reading)
    if _NO_FORMULA not in traces:
        return cells
    replaced = rows.with_one_of(name, {_NO_FORMULA})
    _note_rows("warning", "lost_texts", replaced, name, reading)
    return np.where(cells == _NO_FORMULA, "", cells)


def _found(cells: Array, *words: str) -> set[str]:
    """Say which words stand anywhere in a column."""
    return {word for piece in _pieces(cells) for word in words if word in piece}


def _pieces(cells: Array) -> Iterator[str]:
    """Join cells piece by piece: long texts are searched fast, one of all would be a copy."""
    for start in range(0, len(cells), PIECE):
        yield "\n".join(cells[start : start + PIECE])


def _is_western(text: str) -> bool:
    """Tell whether a text has no character but those of Windows in western Europe."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _note_rows(
    severity: str, key: str, found: Mapping[int, str], name: str, reading: Reading
) -> None:
    """Note in how many rows something is found, with the first; its message may show the cell."""
    if found:
        row, cell = next(iter(found.items()))
        facts = {"rows": formatting.number(len(found)), "row": row, "cell": cell}
        reading.note(severity, labels.text(f"problem.{key}", **facts), row=row, column=name)


def without_destroyed(rows: Rows, name: str, reading: Reading) -> Array:
    """Leave out identifiers that a spreadsheet has destroyed, and say so."""
    cells: Array = rows.columns[name]
    if not _found(cells, "E+", _NO_FORMULA):
        return cells
    damaged = {*filter(_NO_IDENTIFIER.fullmatch, cells.tolist())}
    _note_rows("warning", "damaged_ids", rows.with_one_of(name, damaged), name, reading)
    return each(lambda cell: "" if cell in damaged else cell, cells)


def misfits(rows: Rows, name: str, found: pd.DatetimeIndex, form: str) -> Reasons:
    """Return the rows whose cell is no date of the form."""
    wrong = rows.where(pd.isna(found) & (rows.columns[name] != ""))
    if not len(wrong):
        return {}
    said = {
        rewritten: labels.text(f"reason.{key}", form=formatting.date_form(form))
        for rewritten, key in ((True, "rewritten_date"), (False, "no_date"))
    }
    cells = zip(wrong.numbers.tolist(), wrong.columns[name], strict=True)
    return {row: said[is_rewritten_date(cell)] for row, cell in cells}
