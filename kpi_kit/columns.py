"""One column of cells into values, by what the canonical column holds; nothing is guessed."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from kpi_kit import labels
from kpi_kit.cells import as_count, as_number, plain
from kpi_kit.ledger import Reading
from kpi_kit.tables import Kind


def values(
    cells: "pd.Series[str]", kind: Kind, name: str, reading: Reading, time_zone: str
) -> tuple["pd.Series[Any]", dict[int, str]]:
    """Convert one column; return it with the reasons for the rows that do not fit.

    Parameters
    ----------
    cells : Series of str
        Trimmed cells by row number; an empty one is missing.
    kind : str
        What the canonical column holds.
    name : str
        The canonical column.
    reading : Reading
        Knows the format, and takes notes.
    time_zone : str
        The account's zone, into which times are turned.
    """
    spec = reading.spec
    if kind in {"time", "date"}:
        return _times(cells, spec.formats[name], kind, reading, time_zone)
    if kind == "text":
        return _texts(cells, name, reading), {}
    reason = labels.text("reason.no_count" if kind == "count" else "reason.no_number")
    values, wrong = _numbers(cells, as_count if kind == "count" else as_number)
    return values, dict.fromkeys(wrong, reason)


def _numbers(
    cells: "pd.Series[str]", convert: Callable[[str], float]
) -> tuple["pd.Series[float]", list[int]]:
    """Convert each distinct cell once; return the column and the rows that do not fit."""
    codes, distinct = pd.factorize(cells)
    values = np.full(len(distinct), np.nan)
    wrong = np.zeros(len(distinct), dtype=bool)
    for place, cell in enumerate(distinct):
        try:
            values[place] = convert(cell) if cell else np.nan
        except ValueError:
            wrong[place] = True
    return pd.Series(values[codes], index=cells.index), cells.index[wrong[codes]].tolist()


def _texts(cells: "pd.Series[str]", name: str, reading: Reading) -> "pd.Series[Any]":
    """Keep texts; turn the words of each language into the canonical value."""
    wanted = reading.spec.words.get(name)
    if wanted:
        words = {plain(word): value for value, known in wanted.items() for word in known}
        known = {value: words.get(plain(value)) for value in sorted(set(cells) - {""})}
        for value in [value for value, word in known.items() if word is None]:
            problem = labels.text("problem.unknown_value", value=value, column=name)
            reading.note("note", problem, column=name)
        cells = cells.map({value: word or value for value, word in known.items()})
    return cells.mask(cells.eq(""), None)


def _times(
    cells: "pd.Series[str]", form: str, kind: Kind, reading: Reading, time_zone: str
) -> tuple["pd.Series[Any]", dict[int, str]]:
    """Read dates in the one form the spec states; nothing is inferred."""
    stamped = "%z" in form
    filled = cells.mask(cells.eq(""), None)
    times = pd.to_datetime(filled, format=form, errors="coerce", utc=stamped)
    reason = labels.text("reason.no_date", form=form)
    bad = {int(str(n)): reason for n in cells.index[times.isna() & cells.ne("")]}
    if kind == "date":
        return times, bad
    if stamped:
        return times.dt.tz_convert(time_zone), bad
    meant = reading.spec.time_zone or time_zone
    local = times.dt.tz_localize(meant, ambiguous=True, nonexistent="NaT")
    winter = times.dt.tz_localize(meant, ambiguous=False, nonexistent="NaT")
    if twice := int((local != winter).sum() - local.isna().sum()):
        reading.note("note", labels.text("problem.ambiguous_time", rows=twice))
    skipped = labels.text("reason.no_such_time")
    bad |= {int(str(n)): skipped for n in cells.index[local.isna() & times.notna()]}
    return local.dt.tz_convert(time_zone), bad
