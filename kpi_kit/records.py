"""Sheets with a header and one record per row, such as posts and ads: into canonical rows."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pandas as pd

from kpi_kit import labels
from kpi_kit.cells import is_one_of, plain, visible
from kpi_kit.channels import NO_TABLE, ChannelSpec
from kpi_kit.columns import (
    MONEY,
    Reasons,
    currencies,
    dates,
    in_zone,
    misfits,
    number_style,
    numbers,
    texts,
)
from kpi_kit.dates import days_before, has_year
from kpi_kit.ledger import Reading, Told
from kpi_kit.recognition import Recognised
from kpi_kit.reconciliation import WHAT, compare_totals
from kpi_kit.sections import (
    FIRST,
    SEGMENT,
    Section,
    cells_of,
    is_figure,
    period_of,
    places_of,
    require,
    sections,
    transposed,
)
from kpi_kit.sheets import Sheet
from kpi_kit.sifting import split_totals, without_blank, without_remarks
from kpi_kit.tables import INTERACTIONS_OF, TABLES, typed

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
        return _nothing_of(raw, section, reading, "reason.describes")
    if spec.layout == "sections" and not any(is_figure(name, spec) for name in places):
        return _nothing_of(raw, section, reading, "reason.no_figure")
    require(heads, section.header, reading)
    _leave_out_below(sheet, section, reading)
    raw, totals = split_totals(without_remarks(raw, section, reading), reading)
    raw = without_blank(raw, heads, reading)
    raw = pd.concat([raw, totals]) if len(totals) else raw  # a copy costs a second per million
    frame, bad = _converted(raw, reading, told, time_zone)
    for number, (name, reason) in sorted(bad.items()):
        reading.leave_out(number, heads[name], str(raw.loc[number, name]), reason)
    _complete(frame, raw, heads, section, reading, told)
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
    raw: pd.DataFrame, reading: Reading, told: Told, time_zone: str
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
            columns, reasons = _times(name, raw, reading, told, time_zone)
            given |= columns
        elif name in figures:
            given[name], reasons = numbers(raw[name], name, kinds[name], style, reading)
        elif kinds.get(name) == "text":
            given[name] = texts(raw[name], name, reading)
        for number, reason in reasons.items():
            bad.setdefault(number, (name, reason))
    return pd.DataFrame(given, index=raw.index), bad


def _times(
    name: str, raw: pd.DataFrame, reading: Reading, told: Told, time_zone: str
) -> tuple[dict[str, "pd.Series[Any]"], Reasons]:
    """Read a column of dates; a time gives its day too, and a day alone gives no time."""
    if name == "range":
        return _range(raw, reading, told)
    kinds = TABLES[reading.table].columns
    form = reading.spec.formats[name][0]
    if "exported" in raw and name != "exported" and not has_year(form):
        found = days_before(
            raw[name], form, dates(raw["exported"], "exported", reading, told.year)[0]
        )
        bad = misfits(raw[name], found, form)
    else:
        found, form, bad = dates(raw[name], name, reading, told.year)
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
    raw: pd.DataFrame, reading: Reading, told: Told
) -> tuple[dict[str, "pd.Series[Any]"], Reasons]:
    """Read both ends of a period that stand in one cell."""
    ends = raw["range"].str.extract(r"^(.*\S)\s+[-–]\s+(\S.*)$").fillna("")
    both = pd.concat([ends[0], ends[1]], ignore_index=True)  # they decide the form together
    found, form, _ = dates(both, "range", reading, told.year)
    start, end = (part.set_axis(raw.index) for part in (found[: len(raw)], found[len(raw) :]))
    return {"period_start": start, "period_end": end}, misfits(
        raw["range"], start.where(end.notna()), form
    )


def _complete(
    frame: pd.DataFrame, raw: pd.DataFrame, heads: Mapping[str, str], section: Section,
    reading: Reading, told: Told,
) -> None:  # fmt: skip
    """Add what the format, the folder and the other columns say."""
    spec, kinds = reading.spec, TABLES[reading.table].columns
    said = {"channel": spec.channel or told.channel, "account": told.account, **spec.fixed}
    for name, value in said.items():
        if name in kinds and name not in frame:
            frame[name] = value
    for name in filter(frame.__contains__, spec.zero_gaps):
        frame[name] = _without_gaps(frame[name], frame["date"], name, reading)
    if spec.interactions and "interactions" not in frame and {*spec.interactions} <= {*frame}:
        frame["interactions"] = frame[list(spec.interactions)].sum(axis=1, skipna=False)
    if INTERACTIONS_OF in kinds and "interactions" in frame:
        # Where nobody says what the platform's own figure counts, it is the platform's own set.
        counted = " + ".join(spec.interactions) or said["channel"]
        frame[INTERACTIONS_OF] = frame["interactions"].notna().map({True: counted})
    if spec.id_from and spec.id_from in raw:
        frame["post_id"] = raw[spec.id_from].str.extract(r"(\d{8,})(?!.*\d{8})", expand=False)
    if "response_seconds" in kinds and {"received_at", "answered_at"} <= {*frame}:
        waited = frame["answered_at"] - frame["received_at"]
        frame["response_seconds"] = waited.dt.total_seconds()
    if "dimension" in kinds and "dimension" not in frame:
        frame["dimension"] = _dimension(heads["group"], spec)
    if "breakdown" in kinds:
        splits = [name for name in map(str, raw) if name.startswith(SEGMENT)]
        frame["breakdown"] = ", ".join(n.removeprefix(SEGMENT) for n in splits) or None
        segments = raw[splits].itertuples(index=False, name=None)
        frame["segment"] = list(map(", ".join, segments)) if splits else None
    if spec.above and "date" in raw:
        _put_above(frame, raw, section, reading)
    if "currency" in kinds:
        frame["currency"] = _currency(frame, raw, reading)
    _put_period(frame, raw, period_of(section, reading), kinds)
    frame[WHAT] = raw.get(FIRST, "total")
    frame["source_file"] = reading.file
    frame["source_row"] = raw.index.astype(str)


def _put_above(frame: pd.DataFrame, raw: pd.DataFrame, section: Section, reading: Reading) -> None:
    """Read figures that stand above the header, for the day that is named there too."""
    for name, words in reading.spec.above.items():
        for title, cell in pairwise(section.above):
            if is_one_of(title, words):
                day = title.rstrip(": ").rpartition(" ")[2]
                (figure,), _ = numbers(pd.Series([cell]), name, "count", "1234.5", reading)
                frame[name] = pd.Series(figure, index=raw.index).where(raw["date"].eq(day))
                reading.unread += [] if frame[name].notna().any() else [title]


def _without_gaps(
    figures: "pd.Series[Any]", days: "pd.Series[Any]", name: str, reading: Reading
) -> "pd.Series[Any]":
    """Fill what is blank between two days with figures with 0, and say so; never the ends."""
    known = days[figures.notna()]
    between = figures.isna() & days.gt(known.min()) & days.lt(known.max())
    if between.any():
        facts = {"metric": labels.name_of(name), "days": int(between.sum())}
        reading.repairs.append(labels.text("repair.zero_days", **facts))
    return figures.mask(between, 0.0)


def _dimension(header: str, spec: ChannelSpec) -> str:
    """Tell how an audience is divided, by the header of its groups."""
    for dimension, words in spec.words.get("dimension", {}).items():
        if plain(header) in map(plain, words):
            return dimension
    return header


def _currency(frame: pd.DataFrame, raw: pd.DataFrame, reading: Reading) -> "pd.Series[Any]":
    """Take the currency from its column or the amounts, else from a header or what is told."""
    found = pd.Series(reading.currency, index=raw.index, dtype="object")
    said = [currencies(raw[name]) for name in map(str, raw) if name in MONEY]
    said += [frame["currency"]] if "currency" in frame else []
    for column in said:
        found = column.where(column.notna(), found)
    known = found.dropna().unique()
    if len(known) == 1:
        reading.currency = str(known[0])
    return found


def _put_period(
    frame: pd.DataFrame, raw: pd.DataFrame, period: tuple[Any, Any], kinds: Mapping[str, str]
) -> None:
    """Say to which days the rows belong: by their columns, else by what stands elsewhere."""
    start, end = period
    if "days" in raw:
        frame["date"] = start + pd.to_timedelta(pd.to_numeric(raw["days"]), unit="D")
    for name in ("period_start", "period_end"):
        if "day" in frame:
            frame[name] = frame["day"].fillna(frame[name]) if name in frame else frame["day"]
    for name, told in (("period_start", start), ("period_end", end), ("as_of", end)):
        if name not in frame and (name not in kinds or "date" not in frame):
            frame[name] = told  # a total needs it even where the table has no such column


def _explain(reading: Reading) -> None:
    """Say what the rows do not show: that there are none, or what their figures mean."""
    if not len(reading.rows):
        if not len(reading.totals) and not reading.set_aside:
            reading.note("note", labels.text("problem.no_rows"))
        return
    if "channel" in reading.rows and reading.rows["channel"].isna().all():
        reading.note("warning", labels.text("problem.no_channel", match=reading.match))
