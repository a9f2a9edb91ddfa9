"""Sheets with a header and one record per row, such as posts and ads: into canonical rows."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kpi_kit import labels
from kpi_kit.cells import plain
from kpi_kit.channels import ChannelSpec
from kpi_kit.columns import values
from kpi_kit.errors import ColumnError, ReadingError, nearest
from kpi_kit.ledger import Reading, Told
from kpi_kit.metrics import METRICS
from kpi_kit.recognition import Recognised, overlay
from kpi_kit.sheets import Row, Sheet
from kpi_kit.tables import TABLES, typed

SEGMENT = "segment:"  # marks a column by which the platform splits its figures
NAMES = ("campaign", "ad_set", "ad")


def read_records(sheet: Sheet, found: Recognised, told: Told, time_zone: str) -> Reading:
    """Read a sheet that is one table.

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
        If a column is there twice and says two things.
    """
    spec = found.spec
    reading = Reading(sheet.file, spec, found.why, repairs=list(sheet.repairs))
    header = sheet.rows[found.header_at][1]
    records = sheet.rows[found.header_at + 1 :]
    reading.rows_read = len(records)
    raw = _raw(records, header, reading)
    heads = _headers(header, spec)
    _require(heads, header, reading)
    raw = _without_blank(raw, heads, reading)
    raw, totals = _split_total(raw, reading)
    reading.rows = _canonical(raw, heads, reading, told, time_zone)
    if len(totals):
        reading.totals = _period(_canonical(totals, heads, reading, told, time_zone))
        _compare_total(reading)
    _explain_empty(reading)
    return reading


def _headers(header: list[str], spec: ChannelSpec) -> dict[str, str]:
    """Map each canonical name to the header that stands for it."""
    named = ((spec.column(cell)[0], cell) for cell in header)
    return {name: cell for name, cell in reversed(list(named)) if name}


def _require(heads: Mapping[str, str], header: list[str], reading: Reading) -> None:
    spec = reading.spec
    missing = [name for name in spec.required if name not in heads]
    if missing:
        wanted = spec.columns[missing[0]][0]
        raise ColumnError.saying(
            "no_header", where=reading.file, label=spec.label[labels.language()],
            wanted=repr(wanted), hint=nearest(wanted, header),
            mend=overlay(spec, missing, header),
        )  # fmt: skip
    doubtful = sorted(head for head in heads.values() if plain(head) in spec.doubtful)
    if doubtful:
        headers = ", ".join(map(repr, doubtful))
        reading.note("note", labels.text("problem.unconfirmed", headers=headers))


def _raw(records: list[Row], header: list[str], reading: Reading) -> pd.DataFrame:
    """Lay the cells under their canonical names; the index is the row's number."""
    width, short = len(header), 0
    numbers: list[int] = []
    rows: list[list[str]] = []
    for number, cells in records:
        if len(cells) != width:
            if any(cells[width:]):
                reading.leave_out(number, "", cells[width], labels.text("reason.too_long"))
                continue
            if len(cells) == 1 and cells[0] in reading.spec.empty:
                reading.leave_out(number, header[0], cells[0], labels.text("reason.no_data"))
                continue
            short += len(cells) < width
            cells = (cells + [""] * width)[:width]
        numbers.append(number)
        rows.append(cells)
    if short:
        reading.repairs.append(labels.text("repair.short_rows", rows=short))
    return _named(rows, pd.Index(numbers, dtype="int64"), header, reading)


def _named(
    rows: list[list[str]], numbers: "pd.Index[Any]", header: list[str], reading: Reading
) -> pd.DataFrame:
    """Give the columns their names.

    Where two headers stand for one text, the second fills what the first leaves empty (Facebook
    keeps a photo's text in its title). A figure that is there twice must say the same twice.
    """
    spec = reading.spec
    named: dict[str, pd.Series[Any]] = {}
    for position in sorted(range(len(header)), key=lambda at: spec.rank(header[at])):
        head = header[position]
        name = _name(head, reading)
        if name is None:
            continue
        column = pd.Series([row[position] for row in rows], index=numbers, dtype="object")
        column = column.mask(column.isin(spec.missing), "")
        if TABLES[spec.table].columns.get(name) == "text" and name in named:
            named[name] = named[name].mask(named[name].eq(""), column)
        elif name in named and not named[name].equals(column):
            raise ReadingError.saying("header_twice", where=reading.file, header=head)
        elif name in named:
            reading.repairs.append(labels.text("repair.header_twice", header=head))
        else:
            named[name] = column
    return pd.DataFrame(named, index=numbers)


def _name(head: str, reading: Reading) -> str | None:
    """Return a header's canonical name, and keep the currency that stands in it."""
    name, currency = reading.spec.column(head)
    reading.currency = currency or reading.currency
    if name is None and plain(head) in map(plain, reading.spec.breakdowns):
        return SEGMENT + head
    return name


def _without_blank(raw: pd.DataFrame, heads: Mapping[str, str], reading: Reading) -> pd.DataFrame:
    """Set rows aside that lack what a row cannot do without; often the platform says why."""
    required = list(reading.spec.required)
    blank = ~raw[required].astype(bool).all(axis=1)
    for number, row in zip(raw.index[blank], raw[blank].to_dict("records"), strict=True):
        column = heads[next(name for name in required if not row[name])]
        if note := row.get("note"):
            reason = labels.text("reason.explained", note=note)
        else:
            reason = labels.text("reason.blank_cell", column=column)
        reading.leave_out(number, column, "", reason)
    return raw[~blank]


def _split_total(raw: pd.DataFrame, reading: Reading) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Take the platform's total out of the rows: the first one, and only if it has no names."""
    names = [c for c in raw.columns if c in NAMES or str(c).startswith(SEGMENT)]
    if not (reading.spec.first_row_may_be_total and names and len(raw)):
        return raw, raw.iloc[:0]
    unnamed = raw[names].apply(
        lambda cells: cells.eq("") | cells.str.startswith(reading.spec.totals)
    )
    nameless = unnamed.all(axis=1)
    first = nameless & (raw.index == raw.index[0])
    for number in raw.index[nameless & ~first]:
        reading.leave_out(int(number), "", "", labels.text("reason.second_total"))
    return raw[~nameless], raw[first]


def _canonical(
    raw: pd.DataFrame, heads: Mapping[str, str], reading: Reading, told: Told, time_zone: str
) -> pd.DataFrame:
    """Turn cells into values, column by column; a row with a bad cell is set aside."""
    spec = reading.spec
    kinds = TABLES[spec.table].columns
    given: dict[str, pd.Series[Any]] = {}
    bad: dict[int, tuple[str, str]] = {}
    for name in raw.columns:
        kind = kinds.get(name) or ("date" if name in spec.formats else None)
        if kind is None:
            continue
        column, reasons = values(raw[name], kind, name, reading, time_zone)
        given[name] = column
        for number, reason in reasons.items():
            bad.setdefault(number, (name, reason))
    for number, (name, reason) in sorted(bad.items()):
        reading.leave_out(number, heads[name], str(raw.loc[number, name]), reason)
    frame = pd.DataFrame(given, index=raw.index)
    frame = _complete(frame, raw, reading, told).drop(index=list(bad))
    return typed(frame, spec.table, time_zone)


def _complete(frame: pd.DataFrame, raw: pd.DataFrame, reading: Reading, told: Told) -> pd.DataFrame:
    """Add what the format, the folder and the other columns say."""
    spec = reading.spec
    frame["channel"] = spec.channel or told.channel
    if "account" not in frame:
        frame["account"] = told.account
    if spec.interactions and "interactions" not in frame and {*spec.interactions} <= {*frame}:
        frame["interactions"] = frame[list(spec.interactions)].sum(axis=1, skipna=False)
    if spec.table == "ads":
        frame = _ads(frame, raw, reading)
    frame["source_file"] = reading.file
    frame["source_row"] = raw.index.astype(str)
    return frame


def _ads(frame: pd.DataFrame, raw: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """Put breakdowns into two columns, and a day into both ends of the period."""
    splits = [c for c in raw.columns if str(c).startswith(SEGMENT)]
    frame["breakdown"] = ", ".join(c.removeprefix(SEGMENT) for c in splits) or None
    frame["segment"] = raw[splits].agg(", ".join, axis=1) if splits else None
    frame["currency"] = reading.currency
    if "day" in frame:
        frame["period_start"] = frame["day"].fillna(frame["period_start"])
        frame["period_end"] = frame["day"].fillna(frame["period_end"])
    return frame


def _period(totals: pd.DataFrame) -> pd.DataFrame:
    """Turn a total row into the platform's own period figure."""
    return typed(totals.assign(what="total"), "periods")


def _compare_total(reading: Reading) -> None:
    """Compare the platform's total with the rows, where adding up is allowed."""
    for name, metric in METRICS.items():
        if metric.aggregate != "sum" or name not in {*reading.totals} & {*reading.rows}:
            continue
        theirs = float(reading.totals[name].iloc[0])
        ours = float(reading.rows[name].sum(min_count=1))
        slack = 0.01 * (len(reading.rows) + 1) if metric.unit == "money" else 0.5
        if abs(ours - theirs) > slack:  # a missing figure differs from nothing
            digits = 2 if metric.unit == "money" else 0
            facts = {
                k: labels.number(v, digits=digits) for k, v in (("ours", ours), ("theirs", theirs))
            }
            shown = labels.text("problem.total_differs", column=labels.name_of(name), **facts)
            reading.note("warning", shown, column=name)


def _explain_empty(reading: Reading) -> None:
    if not len(reading.rows) and not len(reading.totals):
        reading.note("note", labels.text("problem.no_rows"))
