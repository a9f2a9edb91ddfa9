"""A sheet's tables: where each header is, what stands above it, and its cells under our names."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.cells import is_a_date_of_a_number, is_one_of, plain
from kpi_kit.channels import ChannelSpec
from kpi_kit.dates import are_days, period_above, period_in_name
from kpi_kit.errors import ColumnError, ReadingError
from kpi_kit.ledger import Reading
from kpi_kit.overlays import alike, overlay, usual_header
from kpi_kit.recognition import Recognised, is_comment
from kpi_kit.rows import Array, Cells, Rows
from kpi_kit.sheets import Sheet
from kpi_kit.tables import TABLES

SEGMENT = "segment:"  # marks a column by which the platform splits its figures
_NUMBER = re.compile(r"[+-]?[\d.,:]+ ?%?")

FIRST = "first:"  # the first cell of a row, in which totals and footers give themselves away


@dataclass(frozen=True)
class Section:
    """One table of a sheet: where its header is, what stands above it, and where it ends."""

    header_at: int
    header: list[str]
    above: list[str]
    end: int | None = None


def sections(sheet: Sheet, found: Recognised) -> Iterator[Section]:
    """Cut a sheet into its tables: one, or one below each group of comment lines."""
    if found.spec.layout == "table":
        above = [cell for _, cells in sheet.head[: found.header_at] for cell in cells if cell]
        header = sheet.head[found.header_at][1]
        end = _next_title(sheet, found.header_at) if found.spec.tables_below else None
        for part in _beside(header) if found.spec.side_by_side else (header,):
            yield Section(found.header_at, part, above, end)
        return
    rows = sheet.rows
    comments = [is_comment(row, found.spec) for row in rows]
    starts = [at for at in range(1, len(rows)) if comments[at - 1] and not comments[at]]
    for start in starts:
        end = next((at for at in range(start, len(rows)) if comments[at]), len(rows))
        first = next((at for at in range(start - 1, -1, -1) if not comments[at]), -1)
        above = [rows[at][1][0].removeprefix(found.spec.comment) for at in range(first + 1, start)]
        yield Section(start, rows[start][1], above, end)


def _beside(header: list[str]) -> Iterator[list[str]]:
    """Cut a header at its empty column, each part with the other left blank."""
    gap = header.index("")
    yield [cell if at < gap else "" for at, cell in enumerate(header)]
    yield [cell if at > gap else "" for at, cell in enumerate(header)]


def _next_title(sheet: Sheet, header_at: int) -> int | None:
    """Return where the title of a further table stands: alone in its row, with rows below it."""
    below = range(header_at + 1, len(sheet.rows) - 1)
    return next((at for at in below if not any(sheet.rows[at][1][1:])), None)


def transposed(sheet: Sheet) -> Sheet:
    """Turn names and figures below one another into a header and one record.

    A wider table that follows, and its title, stay below them as they are.
    """
    wide = [at for at, (_, cells) in enumerate(sheet.rows) if any(cells[2:])]
    end = wide[0] if wide else len(sheet.rows)
    end -= bool(wide and end and not any(sheet.rows[end - 1][1][1:]))
    pairs = zip(*(cells[:2] for _, cells in sheet.rows[:end] if len(cells) > 1), strict=True)
    rows = [*((number, list(cells)) for number, cells in enumerate(pairs, 1)), *sheet.rows[end:]]
    return replace(sheet, head=rows, read=lambda: iter(rows), text=None)


def period_of(section: Section, reading: Reading) -> tuple[Any, Any]:
    """Return the period that stands above a table or in the file's name; missing without one."""
    for where in reading.spec.period:
        if where == "above":
            found = period_above(section.above, reading.spec.formats["period"])
        else:
            found = period_in_name(reading.file)
        if found[0] is not pd.NaT:
            return found[0], found[1] - pd.Timedelta(days=int(where.endswith("exclusive")))
    return pd.NaT, pd.NaT


def is_figure(name: str, spec: ChannelSpec) -> bool:
    """Tell whether a canonical name stands for a figure in the format's table."""
    columns = TABLES[spec.table].columns if spec.table in TABLES else {}
    return columns.get(name) in {"count", "number"}


def first_figure(header: list[str], spec: ChannelSpec) -> int | None:
    """Return where the first figure of a header stands, if it has one."""
    known = (at for at, head in enumerate(header) if is_figure(spec.column(head)[0] or "", spec))
    return next(known, None)


def places_of(header: list[str], reading: Reading) -> dict[str, list[int]]:
    """Map canonical names, marks and breakdowns to the places of their headers, best first.

    A currency that stands in a header is kept.
    """
    spec, places = reading.spec, dict[str, list[int]]()
    any_divides = "*" in spec.breakdowns and first_figure(header, spec) is not None
    breakdowns = {plain(head) for head in spec.breakdowns}
    for at in sorted(range(len(header)), key=lambda at: spec.rank(header[at])):
        head = header[at]
        name, currency = spec.column(head)
        reading.currency = currency or reading.currency
        if head and (plain(head) in breakdowns or (name is None and any_divides)):
            places[SEGMENT + head] = [at]
        if name is not None and not (name in spec.marks and name in places):
            places.setdefault(name, []).append(at)
    read = {at for where in places.values() for at in where}
    unread = [head for at, head in enumerate(header) if head and at not in read]
    reading.unread += [head for head in unread if head not in reading.unread]
    if header and (spec.footers or (spec.totals and not spec.unnamed_total)):
        places[FIRST] = [0]
    return places


def require(heads: Mapping[str, str], header: list[str], reading: Reading) -> None:
    """Refuse a table that lacks a column; say which headers no real file has shown yet.

    Raises
    ------
    ColumnError
        With a description to complete, for a file that calls the column something else.
    """
    spec = reading.spec
    missing = [name for name in spec.required if name not in heads]
    if missing:
        wanted = usual_header(spec, missing[0], header)
        raise ColumnError.saying(
            "no_header", where=reading.file, label=spec.label[labels.language()],
            wanted=repr(wanted), hint=alike(spec, wanted, header),
            mend=overlay(spec, missing, header),
        )  # fmt: skip
    _miss_usual(heads, header, reading)
    doubtful = sorted({head for head in heads.values() if plain(head) in spec.doubtful})
    if doubtful:
        headers = formatting.quoted(doubtful)
        reading.note("note", labels.text("problem.unconfirmed", headers=headers))


def _miss_usual(heads: Mapping[str, str], header: list[str], reading: Reading) -> None:
    """Note figures that are not there, and the headers that may stand for them."""
    spec = reading.spec
    for names in spec.usual if reading.rows_read else ():
        if not any(name in heads for name in names.split(" or ")):
            name = names.split(" or ")[0]
            facts = {"column": labels.name_of(name), "mend": overlay(spec, [name], header)}
            reading.note("warning", labels.text("problem.unusual", **facts), column=name)


def cells_of(
    sheet: Sheet, section: Section, places: Mapping[str, list[int]], reading: Reading
) -> Rows:
    """Lay the cells under their canonical names.

    Figures may come as numbers already, everything else is text.
    """
    spec = reading.spec
    figures = {at for name, where in places.items() if is_figure(name, spec) for at in where}
    others = {at for name, where in places.items() if not is_figure(name, spec) for at in where}
    as_numbers = figures - others if spec.numbers == ("1234.5",) else set[int]()
    cells = sheet.cells(section.header_at, figures | others, as_numbers, section.end)
    short = max(cells.short - _ends_with_a_remark(cells, spec), 0)
    if spec.side_by_side:  # the other table may be longer
        cells = cells.filled()
    reading.rows_read += len(cells.numbers) + len(cells.long)
    for number, cell in cells.long:
        reading.leave_out(number, "", cell, labels.text("reason.too_long"))
    if short:
        reading.repairs.append(labels.text("repair.short_rows", rows=short))
    columns = {
        name: _one_column(cells.columns, name, where, section.header, reading)
        for name, where in places.items()
    }
    found = Rows(cells.numbers, columns)
    if "*" in spec.breakdowns:
        found = _without_other_figures(found, section.header, reading)
        _warn_of_days(found, reading)
    return found


def _warn_of_days(rows: Rows, reading: Reading) -> None:
    """Say where days divide the figures because their header is not known to stand for a date."""
    named = {plain(head) for head in reading.spec.breakdowns}
    heads = [n.removeprefix(SEGMENT) for n in rows.columns if n.startswith(SEGMENT)]
    for head in heads if "date" in reading.spec.formats else ():
        if plain(head) not in named and are_days(rows.columns[SEGMENT + head]):
            date = json.dumps([head], ensure_ascii=False)
            mend = f'extends = "{reading.spec.id}"\n[columns]\ndate = {date}'
            shown = labels.text("problem.days_divide", header=head, mend=mend)
            reading.note("warning", shown, column=head)


def _without_other_figures(rows: Rows, header: list[str], reading: Reading) -> Rows:
    """Leave out unknown columns of numbers, where they stand among the figures.

    Left of the figures, numbers divide them too, such as the hours of a day. Right of them only
    texts do, whose column was moved, and what the format names. If rows then differ in nothing
    but figures, one of the columns left out must have divided them.
    """
    first = first_figure(header, reading.spec) or 0
    named = {plain(head) for head in reading.spec.breakdowns}
    others = [
        SEGMENT + head
        for head in header[first:]
        if SEGMENT + head in rows.columns
        and plain(head) not in named
        and _are_numbers(dict.fromkeys(rows.columns[SEGMENT + head]))
    ]
    if not others:
        return rows
    heads = [name.removeprefix(SEGMENT) for name in others]
    reading.unread += [head for head in heads if head not in reading.unread]
    rest = {name: column for name, column in rows.columns.items() if name not in others}
    keys = {name: cells for name, cells in rest.items() if not is_figure(name, reading.spec)}
    alike = int(pd.DataFrame(keys).duplicated(keep=False).sum()) if keys else len(rows)
    if alike > 1:
        facts = {"rows": formatting.number(alike), "headers": formatting.quoted(heads)}
        mend = f'extends = "{reading.spec.id}"\nbreakdowns = ["…"]'
        reading.note("warning", labels.text("problem.lost_segment", mend=mend, **facts))
    return Rows(rows.numbers, rest)


def _are_numbers(cells: Iterable[str]) -> bool:
    """Tell whether cells are numbers, but for those of which a spreadsheet has made ``3. Apr``."""
    filled = [cell for cell in cells if cell]
    others = [cell for cell in filled if not _NUMBER.fullmatch(cell)]
    return len(others) < max(len(filled), 1) and all(map(is_a_date_of_a_number, others))


def _ends_with_a_remark(cells: Cells, spec: ChannelSpec) -> bool:
    """Tell whether the last row is no record: it says that the list was cut, or is empty."""
    if spec.empty and len(cells.numbers) == 1:
        return True
    return bool(spec.footers and len(cells.numbers)) and is_one_of(
        cells.columns[0][-1], spec.footers
    )


def _one_column(
    cells: Mapping[int, Array], name: str, places: list[int], header: list[str], reading: Reading
) -> Array:
    """Put columns of one name together.

    Where two headers stand for one text, the second fills what the first leaves empty (Facebook
    keeps a photo's text in its title). A header that is there twice must say the same twice; of
    two headers for one figure the better one counts.
    """
    kinds = TABLES[reading.table].columns if reading.table in TABLES else {}
    column = _without_missing(cells[places[0]], reading)
    for at in places[1:]:
        other = _without_missing(cells[at], reading)
        heads = {"first": header[places[0]], "header": header[at]}
        if kinds.get(name) == "text":
            column = np.where(column == "", other, column)
        elif pd.Series(column).astype(str).equals(pd.Series(other).astype(str)):
            reading.repairs.append(labels.text("repair.header_twice", **heads))
        elif plain(heads["first"]) == plain(heads["header"]):
            raise ReadingError.saying("header_twice", where=reading.file, **heads)
        else:
            reading.note("note", labels.text("problem.second_header", **heads), column=name)
    return column


def _without_missing(column: Array, reading: Reading) -> Array:
    """Empty the cells that mean "not available"."""
    if column.dtype != object:
        return column
    for word in reading.spec.missing:
        column = np.where(column == word, "", column)
    return column
