"""Files as they are handed on: whole or not there, and without cells that run as formulas."""

import contextlib
from pathlib import Path

import pandas as pd

from kpi_kit.errors import KpiKitError

FORMULA = tuple("=+-@\t\r")
"""What a cell begins with that a spreadsheet would run."""


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that it is whole or not there: first beside it, then in its place."""
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(content.encode() if isinstance(content, str) else content)
        draft.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise KpiKitError.saying("unwritable", where=path, what=error.strerror) from error


def defused(values: pd.DataFrame) -> pd.DataFrame:
    """Put a mark before texts that a spreadsheet would run as a formula.

    Examples
    --------
    >>> defused(pd.DataFrame({"campaign": ["=1+1", "May"]}))["campaign"].tolist()
    ["'=1+1", 'May']
    """
    texts = values.select_dtypes(["object", "str"])
    return values.assign(**texts.map(harmless))


def harmless(cell: object) -> object:
    """Put a mark before a text that a spreadsheet would run as a formula; numbers stay."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
