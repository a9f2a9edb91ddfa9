"""Rows that are no records: explanations, remarks, the platform's totals, and broken ones."""

from collections.abc import Collection, Iterable, Mapping

import numpy as np

from kpi_kit import formatting, labels
from kpi_kit.cells import is_one_of, those_among, visible
from kpi_kit.ledger import Reading
from kpi_kit.rows import Array, Rows, constant, is_among
from kpi_kit.sections import FIRST, SEGMENT, Section

NAMES = ("campaign", "ad_set", "ad")


def without_remarks(raw: Rows, section: Section, reading: Reading) -> Rows:
    """Leave out what explains the columns, says that there is nothing, or that a list was cut."""
    spec, head = reading.spec, section.header[0]
    if spec.description_row and len(raw) and _is_description(raw):
        reading.rows_read -= 1  # it belongs to the header
        raw = raw.where(raw.numbers != raw.numbers[0])
    if spec.empty and len(raw) == 1:
        said = [cell for (cell,) in raw.columns.values() if isinstance(cell, str) and cell]
        if said and is_one_of(said[0], spec.empty):
            reason = labels.text("reason.no_data")
            reading.leave_out(int(raw.numbers[0]), head, said[0], reason, "note")
            return raw.where(raw.numbers != raw.numbers[0])
    if not spec.footers:
        return raw
    remarks = those_among({*raw.columns[FIRST].tolist()}, spec.footers)
    for number, cell in raw.with_one_of(FIRST, remarks).items():
        reason = labels.text("reason.footer", text=visible(cell))
        reading.leave_out(number, head, cell, reason, "note")
    return raw.where(~is_among(raw.columns[FIRST], remarks))


def _is_description(raw: Rows) -> bool:
    return not any(str(column[0])[:1].isdigit() for column in raw.columns.values())


def split_totals(raw: Rows, reading: Reading) -> tuple[Rows, Rows]:
    """Take the platform's totals out of the rows.

    They are told by the word in their first cell, or in one that every row must have, since
    columns may be moved; or, where the format has a total without a name, by lacking every name,
    and only in the first row.
    """
    spec = reading.spec
    if spec.unnamed_total:
        return _without_names(raw, reading)
    word = _word(raw, [FIRST, *spec.required], spec.totals)
    total = word != ""
    if not total.any():
        return raw, raw.where(total)
    doubtful = those_among({*word[total].tolist()}, spec.unconfirmed_totals)
    if doubtful:
        said = labels.text("problem.unconfirmed_totals", totals=formatting.quoted(sorted(doubtful)))
        reading.note("note", said)
    rows, totals, word = raw.where(~total), raw.where(total), word[total]
    # The word stands where a name or a day would; it is neither.
    columns = {
        name: np.where(column == word, "", column) if column.dtype == object else column
        for name, column in totals.columns.items()
    }
    return rows, Rows(totals.numbers, {**columns, FIRST: word})


def _word(raw: Rows, columns: Iterable[str], words: Collection[str]) -> Array:
    """Return the first cell of each row that is one of some words; empty where none is."""
    found = constant("", len(raw))
    for column in (raw.columns[name] for name in columns if words and name in raw.columns):
        if column.dtype == object and (said := those_among({*column.tolist()}, words)):
            found = np.where((found == "") & is_among(column, said), column, found)
    return found


def _without_names(raw: Rows, reading: Reading) -> tuple[Rows, Rows]:
    """Take the first row out if it lacks every name, and leave out others that do."""
    names = [name for name in raw.columns if name in NAMES or name.startswith(SEGMENT)]
    nameless = np.full(len(raw), bool(names))
    for column in (raw.columns[name] for name in names):
        blank = those_among({*column.tolist()}, reading.spec.totals) | {""}
        nameless &= is_among(column, blank)
    first = nameless & (np.arange(len(raw)) == 0)
    for number in raw.numbers[nameless & ~first].tolist():
        reading.leave_out(number, "", "", labels.text("reason.second_total"))
    return raw.where(~nameless), raw.where(first)


def without_blank(raw: Rows, heads: Mapping[str, str], reading: Reading) -> Rows:
    """Set rows aside that lack what a row cannot do without; often the platform says why."""
    required = reading.spec.required
    if not required:
        return raw
    lacking = {name: is_among(raw.columns[name], {""}) for name in required}
    blank = np.any([*lacking.values()], axis=0)
    for at in np.flatnonzero(blank).tolist():
        column = heads[next(name for name in required if lacking[name][at])]
        if "note" in raw.columns and (note := raw.columns["note"][at]):
            reason = labels.text("reason.explained", column=column, note=note)
        else:
            reason = labels.text("reason.blank_cell", column=column)
        reading.leave_out(int(raw.numbers[at]), column, "", reason)
    return raw.where(~blank) if blank.any() else raw
