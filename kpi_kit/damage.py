"""What spreadsheets have done to the cells of a column: recognised and said, never guessed back."""

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.cells import is_a_date_of_a_number, is_rewritten_date, is_rewritten_number
from kpi_kit.ledger import Reading
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


def as_saved(cells: "pd.Series[str]", name: str, reading: Reading) -> "pd.Series[str]":
    """Say what a spreadsheet has done to texts, and leave out those that it has replaced."""
    traces = _found(cells, "??", _NO_FORMULA)
    if "??" in traces and all(map(_is_western, _pieces(cells))):
        _note_rows("note", "lost_characters", cells.str.contains(_LOST), name, reading)
    if _NO_FORMULA not in traces:
        return cells
    replaced = cells.eq(_NO_FORMULA)
    _note_rows("warning", "lost_texts", replaced, name, reading)
    return cells.mask(replaced, "")


def _found(cells: "pd.Series[str]", *words: str) -> set[str]:
    """Say which words stand anywhere in a column."""
    return {word for piece in _pieces(cells) for word in words if word in piece}


def _pieces(cells: "pd.Series[str]") -> Iterator[str]:
    """Join cells piece by piece: long texts are searched fast, one of all would be a copy."""
    texts = cells.tolist()
    for start in range(0, len(texts), PIECE):
        yield "\n".join(texts[start : start + PIECE])


def _is_western(text: str) -> bool:
    """Tell whether a text has no character but those of Windows in western Europe."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _note_rows(severity: str, key: str, hit: Any, name: str, reading: Reading) -> None:
    if hit.any():
        row = int(hit.index[hit][0])
        facts = {"rows": formatting.number(int(hit.sum())), "row": row}
        reading.note(severity, labels.text(f"problem.{key}", **facts), row=row, column=name)


def without_destroyed(cells: "pd.Series[str]", name: str, reading: Reading) -> "pd.Series[str]":
    """Leave out identifiers that a spreadsheet has destroyed, and say so."""
    if not _found(cells, "E+", _NO_FORMULA):
        return cells
    suspicious = cells[cells.str.contains("E+", regex=False) | cells.eq(_NO_FORMULA)]
    damaged = cells.index.isin(suspicious.index[suspicious.str.fullmatch(_NO_IDENTIFIER)])
    if damaged.any():
        row, cell = int(str(cells.index[damaged][0])), cells[damaged].iloc[0]
        shown = labels.text("problem.damaged_ids", rows=int(damaged.sum()), row=row, cell=cell)
        reading.note("warning", shown, row=row, column=name)
    return cells.mask(damaged, "")


def misfits(cells: "pd.Series[str]", found: "pd.Series[Any]", form: str) -> Reasons:
    """Return the rows whose cell is no date of the form."""
    wrong = cells[found.isna() & cells.ne("")]
    said = {
        rewritten: labels.text(f"reason.{key}", form=formatting.date_form(form))
        for rewritten, key in ((True, "rewritten_date"), (False, "no_date"))
    }
    return {int(str(row)): said[is_rewritten_date(cell)] for row, cell in wrong.items()}
