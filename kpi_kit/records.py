"""Sheets with a header and one record per row, such as posts and ads: into canonical rows."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from kpi_kit import labels
from kpi_kit.cells import visible
from kpi_kit.channels import NO_TABLE
from kpi_kit.columns import dates, in_zone, number_style, numbers, texts
from kpi_kit.completion import complete
from kpi_kit.damage import Reasons, misfits
from kpi_kit.dates import days_before, has_year
from kpi_kit.ledger import Reading, Told
from kpi_kit.recognition import Recognised
from kpi_kit.reconciliation import WHAT, compare_totals, warn_of_a_total
from kpi_kit.rows import Array, Rows, each
from kpi_kit.sections import (
    Section,
    cells_of,
    is_figure,
    places_of,
    require,
    sections,
    transposed,
)
from kpi_kit.sheets import Sheet
from kpi_kit.sifting import split_totals, without_blank, without_remarks
from kpi_kit.tables import TABLES, filled

_ENDS = re.compile(r"^(.*\S)\s+[-–]\s+(\S.*)$")

Parts = tuple[Rows, Rows]
"""Rows, and the platform's totals, in canonical columns."""


def read_records(sheet: Sheet, found: Recognised, told: Told, time_zone: str) -> Reading:
    """Read a sheet of one table, or of several that go to the same canonical table.

    Parameters
    ----------
    sheet, told, time_zone
        As in :func:`kpi_kit.reading.read`.
    found : Recognised
        The format, and where its header is.

    Returns
    -------
    Reading
        ``rows`` are canonical rows of the format's table, ``totals`` of ``periods``.

    Raises
    ------
    ColumnError
        If a column is missing that a row cannot do without.
    ReadingError
        If a column is there twice and says two things, or if numbers or dates are ambiguous.
    """
    if found.spec.transposed:
        sheet = transposed(sheet)
    reading = Reading(sheet.file, found.spec, found.why, repairs=list(sheet.repairs))
    reading.currency = told.currency
    parts = [
        _read_section(sheet, part, reading, told, time_zone) for part in sections(sheet, found)
    ]
    if reading.table == NO_TABLE:
        return reading
    for rows, totals in parts:
        if len(totals):
            compare_totals(rows, totals, reading)
            totals.columns["what"] = each(visible, totals.columns[WHAT])
    reading.rows = _joined([rows for rows, _ in parts], reading.table, time_zone)
    reading.totals = _joined([totals for _, totals in parts if len(totals)], "periods", time_zone)
    warn_of_a_total(reading.rows, reading)
    _explain(reading)
    return reading


def _joined(parts: Sequence[Rows], table: str, time_zone: str) -> pd.DataFrame:
    """Put the rows of several tables of a sheet below one another."""
    tables = [filled(rows.columns, len(rows), table, time_zone) for rows in parts]
    if not tables:
        return pd.DataFrame()
    return tables[0] if len(tables) == 1 else pd.concat(tables, ignore_index=True)


def _read_section(
    sheet: Sheet, section: Section, reading: Reading, told: Told, time_zone: str
) -> Parts:
    spec = reading.spec
    places = places_of(section.header, reading)
    heads = {name: section.header[where[0]] for name, where in places.items()}
    raw = cells_of(sheet, section, places, reading)
    if reading.table == NO_TABLE:
        why = f"caution.{spec.caution}" if spec.caution else "reason.describes"
        return _nothing_of(raw, section, reading, why)
    if spec.layout == "sections" and not any(is_figure(name, spec) for name in places):
        return _nothing_of(raw, section, reading, "reason.no_figure")
    require(heads, section.header, reading)
    _leave_out_below(sheet, section, reading)
    raw, totals = split_totals(without_remarks(raw, section, reading), reading)
    raw = without_blank(raw, heads, reading)
    are_totals = np.arange(len(raw) + len(totals)) >= len(raw)
    raw = raw.followed_by(totals)
    given, bad = _converted(raw, heads, reading, told, time_zone)
    for number, (name, reason) in sorted(bad.items()):
        (cell,) = raw.columns[name][raw.numbers == number]
        reading.leave_out(number, heads[name], str(cell), reason)
    complete(given, raw, heads, section, reading, told)
    good = ~np.isin(raw.numbers, list(bad))
    rows = Rows(raw.numbers, given)
    return rows.where(good & ~are_totals), rows.where(good & are_totals)


def _nothing_of(raw: Rows, section: Section, reading: Reading, key: str) -> Parts:
    """Set a whole table aside that holds nothing for us."""
    reason = labels.text(key, header=", ".join(filter(None, section.header))[:80])
    for number in raw.numbers.tolist():
        reading.leave_out(number, section.header[0], "", reason, "note")
    nothing = raw.where(np.full(len(raw), False))
    return nothing, nothing


def _leave_out_below(sheet: Sheet, section: Section, reading: Reading) -> None:
    """Set the tables aside that stand below the one that is read."""
    if not reading.spec.tables_below or section.end is None:
        return
    title = sheet.rows[section.end][1][0]
    reason = labels.text("reason.table_below", title=title)
    for number, cells in sheet.rows[section.end :]:
        reading.rows_read += 1
        reading.leave_out(number, "", cells[0], reason, "note")


def _converted(
    raw: Rows, heads: Mapping[str, str], reading: Reading, told: Told, time_zone: str
) -> tuple[dict[str, Any], dict[int, tuple[str, str]]]:
    """Turn cells into values, column by column; say which rows have a cell that does not fit."""
    spec, kinds = reading.spec, TABLES[reading.table].columns
    figures = [name for name in raw.columns if is_figure(name, spec)]
    style = number_style([(name, kinds[name], raw.columns[name]) for name in figures], reading)
    given: dict[str, Any] = {}
    bad: dict[int, tuple[str, str]] = {}
    for name in raw.columns:
        reasons: Reasons = {}
        if name in spec.formats:
            columns, reasons = _times(name, raw, heads, reading, told, time_zone)
            given |= columns
        elif name in figures:
            given[name], reasons = numbers(raw, name, kinds[name], style, reading)
        elif kinds.get(name) == "text":
            given[name] = texts(raw, name, reading)
        for number, reason in reasons.items():
            bad.setdefault(number, (name, reason))
    return given, bad


def _times(
    name: str,
    raw: Rows,
    heads: Mapping[str, str],
    reading: Reading,
    told: Told,
    time_zone: str,
) -> tuple[dict[str, Any], Reasons]:
    """Read a column of dates; a time gives its day too, and a day alone gives no time."""
    if name == "range":
        return _range(raw, heads, reading, told)
    kinds = TABLES[reading.table].columns
    form = reading.spec.formats[name][0]
    if "exported" in raw.columns and name != "exported" and not has_year(form):
        exported = dates(raw.columns["exported"], "exported", heads["exported"], reading, told.year)
        found = days_before(raw.columns[name], form, exported[0])
    else:
        found, form = dates(raw.columns[name], name, heads[name], reading, told.year)
    bad = misfits(raw, name, found, form)
    if kinds.get(name) != "time":
        return {name: _days(found)}, bad
    stem, given = name.removesuffix("_at"), dict[str, Any]()
    if f"{stem}_raw" in kinds:
        given[f"{stem}_raw"] = raw.columns[name]
    if "%H" in form or "%I" in form:
        given[name], never = in_zone(raw, found, form, reading, time_zone)
        found, bad = given[name], bad | never
        if f"{stem}_hour" in kinds:
            given[f"{stem}_hour"] = given[name].hour.to_numpy(dtype="float64")
    elif f"{stem}_on" not in kinds:
        without = labels.text("reason.no_time")
        bad |= dict.fromkeys(raw.numbers[pd.notna(found)].tolist(), without)
    if f"{stem}_on" in kinds:
        given[f"{stem}_on"] = _days(found)
    return given, bad


def _days(times: pd.DatetimeIndex) -> Array:
    """Return the days of moments, as their own clock shows them."""
    return times.tz_localize(None).normalize().to_numpy()


def _range(
    raw: Rows, heads: Mapping[str, str], reading: Reading, told: Told
) -> tuple[dict[str, Any], Reasons]:
    """Read both ends of a period that stand in one cell."""
    cells = [_ENDS.search(cell) for cell in raw.columns["range"]]
    both = [match[end] if match else "" for end in (1, 2) for match in cells]
    found, form = dates(  # they decide the form together
        np.array(both, dtype=object), "range", heads["range"], reading, told.year
    )
    start, end = found[: len(raw)], found[len(raw) :]
    bad = misfits(raw, "range", pd.DatetimeIndex(start.where(pd.notna(end))), form)
    return {"period_start": start.to_numpy(), "period_end": end.to_numpy()}, bad


def _explain(reading: Reading) -> None:
    """Say what the rows do not show: that there are none, or what their figures mean."""
    if not len(reading.rows):
        if not len(reading.totals) and not reading.set_aside:
            reading.note("note", labels.text("problem.no_rows"))
        return
    if "channel" in reading.rows and reading.rows["channel"].isna().all():
        reading.note("warning", labels.text("problem.no_channel", match=reading.match))
