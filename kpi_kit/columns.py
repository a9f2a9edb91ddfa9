"""One column of cells into values, by what the canonical column holds; nothing is guessed."""

import re
from collections.abc import Collection, Iterable
from itertools import compress

import numpy as np
import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.cells import as_numbers, plain, those_among, without_currency
from kpi_kit.damage import Reasons, as_saved, why_no_number, without_destroyed
from kpi_kit.dates import read_dates
from kpi_kit.errors import ReadingError
from kpi_kit.ledger import Reading
from kpi_kit.metrics import METRICS
from kpi_kit.rows import Array, Rows, constant, each
from kpi_kit.tables import Kind

MONEY = {name for name, metric in METRICS.items() if metric.unit == "money"} | {"amount", "rate"}

ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'"}
"""What a platform writes for the characters that mean something in HTML, and no more."""

_ENTITY = re.compile("|".join(ENTITIES))

LONG = 16
"""From so many digits on, a number may be an identifier that no float holds."""

SPOKEN = {"text", "campaign", "ad_set", "ad"}
"""Texts that people write, in which emoji and foreign letters stand."""


def number_style(columns: Iterable[tuple[str, Kind, Array]], reading: Reading) -> str:
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
    telling: dict[Kind, set[str]] = {"count": set(), "number": set()}
    for name, kind, column in columns:
        if column.dtype == object:
            bare = (_bare(cell, name) for cell in _told_apart(column, reading)[0])
            telling[kind] |= {cell for cell in bare if not _is_the_same_in_all_styles(cell)}
    values = {
        style: np.concatenate([_read(cells, kind, style) for kind, cells in telling.items()])
        for style in styles
    }
    wrong = {style: int(np.isnan(values[style]).sum()) for style in styles}
    fitting = [style for style in styles if not wrong[style]]
    for style in fitting[1:]:
        if (differ := values[style] != values[fitting[0]]).any():
            cells = [(cell, kind) for kind, own in telling.items() for cell in own]
            cell, _ = min(compress(cells, differ))
            raise ReadingError.saying(
                "ambiguous_numbers", where=reading.file, cell=cell, one=fitting[0], other=style
            )
    return fitting[0] if fitting else min(styles, key=lambda style: wrong[style])


def _told_apart(column: Array, reading: Reading) -> tuple[list[str], list[str]]:
    """Return each cell once: those that should be figures, and those that hide a small one."""
    known = dict.fromkeys(column.tolist())
    missing = those_among(known, reading.spec.missing) | {""}
    masked = those_among(known, reading.spec.masked) - missing
    figures = [cell for cell in known if cell not in missing and cell not in masked]
    return figures, [cell for cell in known if cell in masked]


def _bare(cell: str, name: str) -> str:
    """Return a cell without currency and percent sign, where its column may have them."""
    if name in MONEY:
        return without_currency(cell)[0]
    return cell.removesuffix("%").rstrip() if name == "share" else cell


def _is_the_same_in_all_styles(cell: str) -> bool:
    return cell.isdecimal() and len(cell) < LONG


def _read(cells: Collection[str], kind: Kind, style: str) -> Array:
    return as_numbers(cells, style, whole=kind == "count")


def numbers(
    rows: Rows, name: str, kind: Kind, style: str, reading: Reading
) -> tuple[Array, Reasons]:
    """Convert a column of numbers, each distinct cell once.

    Returns
    -------
    tuple of ndarray and dict
        The figures in our unit, missing where the platform gives none; and the reasons for the
        rows whose cell is no number.
    """
    factor, column = reading.spec.scale.get(name, 1.0), rows.columns[name]
    if column.dtype != object:  # read as numbers straight away
        broken = rows.numbers[(column % 1 != 0) & ~np.isnan(column) & (kind == "count")]
        reason = labels.text("reason.no_count")
        return _scaled(column, factor), dict.fromkeys(broken.tolist(), reason)
    cells = column.tolist()
    known = dict.fromkeys(cells, np.nan)
    figures, masked = _told_apart(column, reading)
    for cell in masked:
        _note_masked(cell, cells.count(cell), name, reading)
    bare = [_bare(cell, name) for cell in figures]
    values = _read(bare, kind, style)
    wrong = {
        figures[at]: why_no_number(figures[at], bare[at], kind, style)
        for at in np.flatnonzero(np.isnan(values))
    }
    if kind == "count" and any(cell.endswith(".0") for cell in known):
        mended = labels.text("repair.point_zero")
        reading.repairs += [] if mended in reading.repairs else [mended]
    in_percent = [name == "share" and cell.endswith("%") for cell in figures]
    scaled = _scaled(values, np.where(in_percent, 0.01, factor))
    known |= zip(figures, scaled.tolist(), strict=True)
    found = np.fromiter(map(known.__getitem__, cells), dtype="float64", count=len(cells))
    return found, {row: wrong[cell] for row, cell in rows.with_one_of(name, wrong).items()}


def _note_masked(cell: str, cells: int, name: str, reading: Reading) -> None:
    """Say how often the platform hides a figure because it is small."""
    facts = {"column": labels.name_of(name), "cell": cell, "cells": cells}
    reading.note("note", labels.text("problem.masked", **facts), column=name)
    reading.masked.add(name)


def _scaled(values: Array, factor: Array | float) -> Array:
    """Multiply, so that 98.4 percent are 0.984 and not 0.9840000000000001."""
    if np.all(factor == 1):
        return values
    return np.where(factor == 1, values, np.round(values * factor, 9))


def currencies(cells: Array) -> Array:
    """Return the currency that stands in each cell of a column of money."""
    if cells.dtype != object:
        return constant(None, len(cells))
    return each(lambda cell: without_currency(cell)[1], cells)


def texts(rows: Rows, name: str, reading: Reading) -> Array:
    """Keep texts; turn the words of each language into the canonical value.

    An identifier that a spreadsheet has rounded is missing: nothing can be joined by it. So is a
    text in whose place it has written that it is no formula.
    """
    spec, cells = reading.spec, rows.columns[name]
    if name in SPOKEN:
        cells = as_saved(rows, name, reading)
    if name.endswith("_id"):
        cells = without_destroyed(rows, name, reading)
    if name == "group" and spec.nameless:
        _note_nameless(rows, reading)
    if spec.words.get(name):
        cells = _canonical_words(cells, name, reading)
    if spec.entities and name == "text":
        cells = each(as_typed, cells)
    return np.where(cells == "", np.nan, cells)


def _note_nameless(rows: Rows, reading: Reading) -> None:
    ids = rows.with_one_of("group", those_among(rows.columns["group"], reading.spec.nameless))
    if ids:
        row, cell = next(iter(ids.items()))
        facts = {"rows": formatting.number(len(ids)), "row": row, "cell": cell}
        shown = labels.text("problem.nameless", **facts)
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


def _canonical_words(cells: Array, name: str, reading: Reading) -> Array:
    wanted = reading.spec.words[name]
    words = {plain(word): value for value, known in wanted.items() for word in known}
    for value in sorted(v for v in {*cells.tolist()} if v and plain(v) not in words):
        problem = labels.text("problem.unknown_value", value=value, column=labels.name_of(name))
        reading.note("note", problem, column=name)
    return each(lambda cell: words.get(plain(cell), cell), cells)


def dates(
    cells: Array, name: str, head: str, reading: Reading, year: int | None
) -> tuple[pd.DatetimeIndex, str]:
    """Read a column of dates; return it, and the form that fits. The file calls it ``head``."""
    where = f"{reading.file}, {head}"
    return read_dates(cells, reading.spec.formats[name], where=where, year=year)


def in_zone(
    rows: Rows, times: pd.DatetimeIndex, form: str, reading: Reading, time_zone: str
) -> tuple[pd.DatetimeIndex, Reasons]:
    """Turn times of day into the account's zone; return them with those that never were."""
    if "%z" in form:
        return times.tz_convert(time_zone), {}
    meant = reading.spec.time_zone or time_zone
    local = times.tz_localize(meant, ambiguous=True, nonexistent="NaT")
    winter = times.tz_localize(meant, ambiguous=False, nonexistent="NaT")
    if twice := np.count_nonzero(local != winter) - np.count_nonzero(pd.isna(local)):
        reading.note("note", labels.text("problem.ambiguous_time", rows=twice))
    skipped = rows.numbers[pd.isna(local) & pd.notna(times)]
    reason = labels.text("reason.no_such_time")
    return local.tz_convert(time_zone), dict.fromkeys(skipped.tolist(), reason)
