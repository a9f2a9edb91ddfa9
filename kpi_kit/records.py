"""Sheets with a header and one record per row, such as posts and ads: into canonical rows."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kpi_kit import labels
from kpi_kit.cells import visible
from kpi_kit.channels import NO_TABLE
from kpi_kit.columns import (
    dates,
    in_zone,
    number_style,
    numbers,
    texts,
)
from kpi_kit.completion import complete
from kpi_kit.damage import Reasons, misfits
from kpi_kit.dates import days_before, has_year
from kpi_kit.ledger import Reading, Told
from kpi_kit.recognition import Recognised
from kpi_kit.reconciliation import WHAT, compare_totals, warn_of_a_total
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
from kpi_kit.tables import TABLES, typed

Parts = tuple[pd.DataFrame, pd.DataFrame]
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
    rows = pd.concat([rows for rows, _ in parts], ignore_index=True)
    totals = pd.concat([totals for _, totals in parts], ignore_index=True)
    reading.rows = typed(rows, reading.table, time_zone)
    if len(totals):
        reading.totals = typed(totals.assign(what=totals[WHAT].map(visible)), "periods")
    warn_of_a_total(reading.rows, reading)
    _explain(reading)
    return reading


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
    raw = pd.concat([raw, totals]) if len(totals) else raw  # a copy costs a second per million
    frame, bad = _converted(raw, heads, reading, told, time_zone)
    for number, (name, reason) in sorted(bad.items()):
        reading.leave_out(number, heads[name], str(raw.loc[number, name]), reason)
    complete(frame, raw, heads, section, reading, told)
    frame = frame.drop(index=list(bad)) if bad else frame
    if not len(totals):
        return frame, frame.iloc[:0]
    is_total = frame.index.isin(totals.index)
    return frame[~is_total], frame[is_total]


def _nothing_of(raw: pd.DataFrame, section: Section, reading: Reading, key: str) -> Parts:
    """Set a whole table aside that holds nothing for us."""
    reason = labels.text(key, header=", ".join(filter(None, section.header))[:80])
    for number in raw.index:
        reading.leave_out(int(number), section.header[0], "", reason, "note")
    return pd.DataFrame(), pd.DataFrame()


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
    raw: pd.DataFrame, heads: Mapping[str, str], reading: Reading, told: Told, time_zone: str
) -> tuple[pd.DataFrame, dict[int, tuple[str, str]]]:
    """Turn cells into values, column by column; say which rows have a cell that does not fit."""
    spec, kinds = reading.spec, TABLES[reading.table].columns
    figures = [name for name in map(str, raw.columns) if is_figure(name, spec)]
    style = number_style([(name, kinds[name], raw[name]) for name in figures], reading)
    given: dict[str, pd.Series[Any]] = {}
    bad: dict[int, tuple[str, str]] = {}
    for name in map(str, raw.columns):
        reasons: Reasons = {}
        if name in spec.formats:
            columns, reasons = _times(name, raw, heads, reading, told, time_zone)
            given |= columns
        elif name in figures:
            given[name], reasons = numbers(raw[name], name, kinds[name], style, reading)
        elif kinds.get(name) == "text":
            given[name] = texts(raw[name], name, reading)
        for number, reason in reasons.items():
            bad.setdefault(number, (name, reason))
    return pd.DataFrame(given, index=raw.index), bad


def _times(
    name: str,
    raw: pd.DataFrame,
    heads: Mapping[str, str],
    reading: Reading,
    told: Told,
    time_zone: str,
) -> tuple[dict[str, "pd.Series[Any]"], Reasons]:
    """Read a column of dates; a time gives its day too, and a day alone gives no time."""
    if name == "range":
        return _range(raw, heads, reading, told)
    kinds = TABLES[reading.table].columns
    form = reading.spec.formats[name][0]
    if "exported" in raw and name != "exported" and not has_year(form):
        exported = dates(raw["exported"], "exported", heads["exported"], reading, told.year)
        found = days_before(raw[name], form, exported[0])
        bad = misfits(raw[name], found, form)
    else:
        found, form, bad = dates(raw[name], name, heads[name], reading, told.year)
    if kinds.get(name) != "time":
        return {name: found.dt.tz_localize(None).dt.normalize()}, bad
    stem, given = name.removesuffix("_at"), dict[str, Any]()
    if f"{stem}_raw" in kinds:
        given[f"{stem}_raw"] = raw[name]
    if "%H" in form or "%I" in form:
        given[name], never = in_zone(found, form, reading, time_zone)
        found, bad = given[name].dt.tz_localize(None).dt.normalize(), bad | never
        if f"{stem}_hour" in kinds:
            given[f"{stem}_hour"] = given[name].dt.hour
    elif f"{stem}_on" not in kinds:
        without = labels.text("reason.no_time")
        bad |= {int(str(number)): without for number in found.dropna().index}
    if f"{stem}_on" in kinds:
        given[f"{stem}_on"] = found
    return given, bad


def _range(
    raw: pd.DataFrame, heads: Mapping[str, str], reading: Reading, told: Told
) -> tuple[dict[str, "pd.Series[Any]"], Reasons]:
    """Read both ends of a period that stand in one cell."""
    ends = raw["range"].str.extract(r"^(.*\S)\s+[-–]\s+(\S.*)$").fillna("")
    both = pd.concat([ends[0], ends[1]], ignore_index=True)  # they decide the form together
    found, form, _ = dates(both, "range", heads["range"], reading, told.year)
    start, end = (part.set_axis(raw.index) for part in (found[: len(raw)], found[len(raw) :]))
    return {"period_start": start, "period_end": end}, misfits(
        raw["range"], start.where(end.notna()), form
    )


def _explain(reading: Reading) -> None:
    """Say what the rows do not show: that there are none, or what their figures mean."""
    if not len(reading.rows):
        if not len(reading.totals) and not reading.set_aside:
            reading.note("note", labels.text("problem.no_rows"))
        return
    if "channel" in reading.rows and reading.rows["channel"].isna().all():
        reading.note("warning", labels.text("problem.no_channel", match=reading.match))
