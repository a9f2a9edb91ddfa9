"""One column of cells into values, by what the canonical column holds; nothing is guessed."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.cells import (
    as_count,
    as_number,
    is_one_of,
    plain,
    without_currency,
)
from kpi_kit.damage import Reasons, as_saved, misfits, why_no_number, without_destroyed
from kpi_kit.dates import read_dates
from kpi_kit.errors import ReadingError
from kpi_kit.ledger import Reading
from kpi_kit.metrics import METRICS
from kpi_kit.tables import Kind

MONEY = {name for name, metric in METRICS.items() if metric.unit == "money"} | {"amount", "rate"}

ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'"}
"""What a platform writes for the characters that mean something in HTML, and no more."""

_ENTITY = re.compile("|".join(ENTITIES))

SPOKEN = {"text", "campaign", "ad_set", "ad"}
"""Texts that people write, in which emoji and foreign letters stand."""

Column = "pd.Series[Any]"


def number_style(columns: Iterable[tuple[str, Kind, "pd.Series[Any]"]], reading: Reading) -> str:
    """Choose how a file writes its numbers: the one style that fits all its cells.

    Where no style fits all, the one that fits most is taken, and the rows of the others are set
    aside later.

    Raises
    ------
    ReadingError
        If two styles fit and say different numbers.
    """
    styles = reading.spec.numbers
    if len(styles) == 1:
        return styles[0]
    cells = {
        (_bare(cell, name, reading), kind)
        for name, kind, column in columns
        if column.dtype != "float64"
        for cell in _distinct(column)
        if cell and not _is_no_figure(cell, reading)
    }
    wrong = {
        style: sum(_read(cell, kind, style) is None for cell, kind in cells) for style in styles
    }
    fitting = [style for style in styles if not wrong[style]]
    for style in fitting[1:]:
        for cell, kind in sorted(cells):
            if _read(cell, kind, style) != _read(cell, kind, fitting[0]):
                raise ReadingError.saying(
                    "ambiguous_numbers", where=reading.file, cell=cell, one=fitting[0], other=style
                )
    return fitting[0] if fitting else min(styles, key=lambda style: wrong[style])


def _distinct(column: "pd.Series[Any]") -> list[str]:
    """Return each cell once; pandas' own texts are slow to go through one by one."""
    cells: list[str] = np.asarray(column.unique(), dtype=object).tolist()
    return cells


def _bare(cell: str, name: str, reading: Reading) -> str:
    """Return a cell without currency and percent sign, where its column may have them."""
    if name in MONEY:
        return without_currency(cell)[0]
    return cell.removesuffix("%").rstrip() if name == "share" else cell


def _is_no_figure(cell: str, reading: Reading) -> bool:
    return is_one_of(cell, (*reading.spec.missing, *reading.spec.masked))


@lru_cache(maxsize=100_000)
def _read(cell: str, kind: Kind, style: str) -> float | None:
    try:
        return as_count(cell, style) if kind == "count" else as_number(cell, style)
    except ValueError:
        return None


def numbers(
    cells: "pd.Series[Any]", name: str, kind: Kind, style: str, reading: Reading
) -> tuple["pd.Series[Any]", Reasons]:
    """Convert a column of numbers, each distinct cell once.

    Returns
    -------
    tuple of Series and dict
        The figures in our unit, missing where the platform gives none; and the reasons for the
        rows whose cell is no number.
    """
    factor = reading.spec.scale.get(name, 1.0)
    if cells.dtype == "float64":  # read as numbers straight away
        broken = cells[cells.notna() & (cells % 1 != 0) & (kind == "count")]
        reason = labels.text("reason.no_count")
        return _scaled(cells, factor), dict.fromkeys(broken.index.tolist(), reason)
    codes, distinct = pd.factorize(cells)
    known: list[str] = np.asarray(distinct, dtype=object).tolist()
    values, reasons = np.full(len(known), np.nan), dict[int, str]()
    for place, cell in enumerate(known):
        if not cell or is_one_of(cell, reading.spec.missing):
            continue
        if is_one_of(cell, reading.spec.masked):
            hidden = int((codes == place).sum())
            facts = {"column": labels.name_of(name), "cell": cell, "cells": hidden}
            reading.note("note", labels.text("problem.masked", **facts), column=name)
            reading.masked.add(name)
            continue
        value = _read(_bare(cell, name, reading), kind, style)
        in_percent = name == "share" and cell.endswith("%")
        if value is None:
            reasons[place] = why_no_number(cell, _bare(cell, name, reading), kind, style)
        else:
            values[place] = _scaled(value, 0.01 if in_percent else factor)
    if kind == "count" and any(cell.endswith(".0") for cell in known):
        mended = labels.text("repair.point_zero")
        reading.repairs += [] if mended in reading.repairs else [mended]
    wrong = np.flatnonzero(np.isin(codes, list(reasons)))
    rows = zip(cells.index[wrong].tolist(), codes[wrong].tolist(), strict=True)
    return pd.Series(values[codes], index=cells.index), {row: reasons[at] for row, at in rows}


def _scaled(value: Any, factor: float) -> Any:
    """Multiply, so that 98.4 percent are 0.984 and not 0.9840000000000001."""
    return value if factor == 1 else np.round(value * factor, 9)


def currencies(cells: "pd.Series[Any]") -> "pd.Series[Any]":
    """Return the currency that stands in each cell of a column of money."""
    if cells.dtype == "float64":
        return pd.Series(None, index=cells.index, dtype="object")
    found = {cell: without_currency(cell)[1] for cell in _distinct(cells)}
    return cells.map(found)


def texts(cells: "pd.Series[str]", name: str, reading: Reading) -> "pd.Series[Any]":
    """Keep texts; turn the words of each language into the canonical value.

    An identifier that a spreadsheet has rounded is missing: nothing can be joined by it. So is a
    text in whose place it has written that it is no formula.
    """
    spec = reading.spec
    if name in SPOKEN:
        cells = as_saved(cells, name, reading)
    if name.endswith("_id"):
        cells = without_destroyed(cells, name, reading)
    if name == "group" and spec.nameless:
        _note_nameless(cells, reading)
    if spec.words.get(name):
        cells = _canonical_words(cells, name, reading)
    if spec.entities and name == "text":
        cells = cells.map(as_typed)
    return cells.mask(cells.eq(""), None)


def _note_nameless(cells: "pd.Series[str]", reading: Reading) -> None:
    ids = cells[[is_one_of(cell, reading.spec.nameless) for cell in cells]]
    if len(ids):
        row, facts = int(str(ids.index[0])), {"rows": formatting.number(len(ids))}
        shown = labels.text("problem.nameless", row=row, cell=ids.iloc[0], **facts)
        reading.note("note", shown, row=row, column="group")


def as_typed(text: str) -> str:
    """Put the characters back for which a platform has written entities of HTML; each once.

    Entities that no platform writes stay, for they are part of the text: a link may hold
    ``&copy=1``.

    Examples
    --------
    >>> as_typed("Kaffee &amp; Kuchen &lt;3"), as_typed("?a=1&copy=2"), as_typed("&amp;lt;")
    ('Kaffee & Kuchen <3', '?a=1&copy=2', '&lt;')
    """
    return _ENTITY.sub(lambda found: ENTITIES[found[0]], text)


def _canonical_words(cells: "pd.Series[str]", name: str, reading: Reading) -> "pd.Series[str]":
    wanted = reading.spec.words[name]
    words = {plain(word): value for value, known in wanted.items() for word in known}
    codes, distinct = pd.factorize(cells)
    known = [words.get(plain(value), value) for value in distinct]
    for value in sorted(v for v in distinct if v and plain(v) not in words):
        problem = labels.text("problem.unknown_value", value=value, column=labels.name_of(name))
        reading.note("note", problem, column=name)
    return pd.Series(np.array(known, dtype="object")[codes], index=cells.index, dtype="object")


def dates(
    cells: "pd.Series[str]", name: str, head: str, reading: Reading, year: int | None
) -> tuple["pd.Series[Any]", str, Reasons]:
    """Read a column of dates; return it, the form that fits, and the rows that do not.

    ``head`` is what the file calls it.
    """
    where = f"{reading.file}, {head}"
    found, form = read_dates(cells, reading.spec.formats[name], where=where, year=year)
    return found, form, misfits(cells, found, form)


def in_zone(
    times: "pd.Series[Any]", form: str, reading: Reading, time_zone: str
) -> tuple["pd.Series[Any]", Reasons]:
    """Turn times of day into the account's zone; return them with those that never were."""
    if "%z" in form:
        return times.dt.tz_convert(time_zone), {}
    meant = reading.spec.time_zone or time_zone
    local = times.dt.tz_localize(meant, ambiguous=True, nonexistent="NaT")
    winter = times.dt.tz_localize(meant, ambiguous=False, nonexistent="NaT")
    if twice := int((local != winter).sum() - local.isna().sum()):
        reading.note("note", labels.text("problem.ambiguous_time", rows=twice))
    skipped = labels.text("reason.no_such_time")
    bad = {int(str(row)): skipped for row in times.index[local.isna() & times.notna()]}
    return local.dt.tz_convert(time_zone), bad
