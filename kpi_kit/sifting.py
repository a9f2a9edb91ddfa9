"""Rows that are no records: explanations, remarks, the platform's totals, and broken ones."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.cells import is_one_of, visible
from kpi_kit.ledger import Reading
from kpi_kit.sections import FIRST, SEGMENT, Section

NAMES = ("campaign", "ad_set", "ad")


def without_remarks(raw: pd.DataFrame, section: Section, reading: Reading) -> pd.DataFrame:
    """Leave out what explains the columns, says that there is nothing, or that a list was cut."""
    spec, head = reading.spec, section.header[0]
    if spec.description_row and len(raw) and _is_description(raw.iloc[0]):
        reading.rows_read -= 1  # it belongs to the header
        raw = raw.iloc[1:]
    if spec.empty and len(raw) == 1:
        said = [str(cell) for cell in raw.iloc[0] if isinstance(cell, str) and cell]
        if said and is_one_of(said[0], spec.empty):
            reading.leave_out(
                int(raw.index[0]), head, said[0], labels.text("reason.no_data"), "note"
            )
            return raw.iloc[1:]
    if not spec.footers:
        return raw
    remarks = _word(raw, [FIRST], spec.footers).notna()
    for number, row in raw[remarks].iterrows():
        reason = labels.text("reason.footer", text=visible(str(row[FIRST])))
        reading.leave_out(int(str(number)), head, str(row[FIRST]), reason, "note")
    return raw[~remarks]


def _is_description(row: "pd.Series[Any]") -> bool:
    return not any(str(cell)[:1].isdigit() for cell in row)


def _word(raw: pd.DataFrame, columns: Iterable[str], words: Collection[str]) -> "pd.Series[Any]":
    """Return the first cell of each row that is one of some words; missing where none is."""
    found = pd.Series(None, index=raw.index, dtype="object")
    there = [raw[name] for name in columns if words and name in raw]
    for at, column in enumerate(there):
        if not (at and column.equals(there[0])):
            said = {cell: is_one_of(str(cell), words) for cell in column.unique()}
            found = found.fillna(column.where(column.map(said).astype(bool)))
    return found


def split_totals(raw: pd.DataFrame, reading: Reading) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Take the platform's totals out of the rows.

    They are told by the word in their first cell, or in one that every row must have, since
    columns may be moved; or, where the format has a total without a name, by lacking every name,
    and only in the first row.
    """
    spec = reading.spec
    if not (spec.totals or spec.unnamed_total):
        return raw, raw.iloc[:0]
    if not spec.unnamed_total:
        word = _word(raw, [FIRST, *spec.required], spec.totals)
        total = word.notna()
        doubtful = {w for w in word.dropna() if is_one_of(w, spec.unconfirmed_totals)}
        if doubtful:
            said = labels.text(
                "problem.unconfirmed_totals", totals=formatting.quoted(sorted(doubtful))
            )
            reading.note("note", said)
        # The word stands where a name or a day would; it is neither.
        totals = raw[total].copy()
        for name in totals.columns if total.any() else ():
            totals[name] = totals[name].mask(totals[name].eq(word[total]), "")
        return raw[~total], totals.assign(**{FIRST: word[total]})
    names = [c for c in raw.columns if c in NAMES or str(c).startswith(SEGMENT)]
    if not names or raw.empty:
        return raw, raw.iloc[:0]
    nameless = pd.Series(data=True, index=raw.index)
    for name in names:
        blank = {cell: not cell or is_one_of(cell, spec.totals) for cell in raw[name].unique()}
        nameless &= raw[name].map(blank).astype(bool)
    first = nameless & (raw.index == raw.index[0])
    for number in raw.index[nameless & ~first]:
        reading.leave_out(int(number), "", "", labels.text("reason.second_total"))
    return raw[~nameless], raw[first]


def without_blank(raw: pd.DataFrame, heads: Mapping[str, str], reading: Reading) -> pd.DataFrame:
    """Set rows aside that lack what a row cannot do without; often the platform says why."""
    required = list(reading.spec.required)
    lacking = pd.DataFrame({name: raw[name].isin(["", None]) for name in required}, raw.index)
    blank = lacking.any(axis=1)
    if not blank.any():
        return raw
    rows = zip(raw.index[blank], raw[blank].to_dict("records"), strict=True)
    for (number, row), lacks in zip(rows, lacking[blank].to_numpy(), strict=True):
        column = heads[required[int(lacks.argmax())]]
        if note := row.get("note"):
            reason = labels.text("reason.explained", column=column, note=note)
        else:
            reason = labels.text("reason.blank_cell", column=column)
        reading.leave_out(int(number), column, "", reason)
    return raw[~blank]
