"""Many small files of one kind, read together: converting columns costs per call, not per row.

Files are alike if they have one format and one header, and the folder says the same of them. As
soon as there is anything to say about one of them, it is read on its own, so that a batch changes
nothing but the time it takes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from kpi_kit.errors import KpiKitError
from kpi_kit.ledger import Reading, Told
from kpi_kit.recognition import Recognised
from kpi_kit.records import read_records
from kpi_kit.sheets import HEAD, Row, Sheet, Unreadable

ENOUGH = 500
"""How many files are read together; more would only hold more of them in memory."""

Key = tuple[object, ...]


@dataclass
class Batch:
    """Sheets that are alike, in the order in which they came."""

    found: Recognised
    told: Told
    sheets: list[Sheet] = field(default_factory=list)


def key_of(sheet: Sheet, found: Recognised, told: Told) -> Key | None:
    """Say with which sheets a sheet may be read; None for one that must be read on its own.

    It must be small and sound, and its format must not need a whole file to decide anything.
    """
    spec = found.spec
    decides = len(spec.numbers) > 1 or any(len(forms) > 1 for forms in spec.formats.values())
    says = spec.totals or spec.footers or spec.empty or spec.period
    if spec.layout != "table" or decides or says or spec.description_row or spec.unnamed_total:
        return None
    cut = sheet.may_be_cut(by_custom=spec.open_end)
    if len(sheet.head) == HEAD or sheet.repairs or cut or found.header_at:
        return None
    if any(len(cells) != len(sheet.head[0][1]) for _, cells in sheet.head):
        return None
    return (spec.id, tuple(sheet.head[0][1]), told)


def read_together(batch: Batch, time_zone: str) -> Iterator[Reading | Unreadable]:
    """Read the sheets of a batch; where one is remarkable, in ever smaller batches.

    Yields
    ------
    Reading or Unreadable
        One per sheet.
    """
    try:
        sheet = batch.sheets[0] if len(batch.sheets) == 1 else _joined(batch.sheets)
        whole = read_records(sheet, batch.found, batch.told, time_zone)
    except KpiKitError as error:
        if len(batch.sheets) == 1:
            yield Unreadable(batch.sheets[0].file, error)
            return
        whole = None
    if len(batch.sheets) == 1 and whole:
        yield whole
    elif whole and not (whole.problems or whole.set_aside or whole.repairs):
        yield from _taken_apart(whole, batch.sheets)
    else:
        for part in _parted(batch.sheets, whole):
            yield from read_together(replace(batch, sheets=part), time_zone)


def _parted(sheets: list[Sheet], whole: Reading | None) -> Iterator[list[Sheet]]:
    """Part the sheets with rows that are set aside from the others; without any, cut in halves."""
    ends = np.cumsum([len(sheet.head) - 1 for sheet in sheets])
    rows = [entry["row"] for entry in whole.set_aside] if whole else []
    alone = {*np.searchsorted(ends, np.array(rows, dtype="int64"), side="right").tolist()}
    if not alone or len(alone) == len(sheets):
        middle = len(sheets) // 2
        yield from (sheets[:middle], sheets[middle:])
        return
    yield [sheet for at, sheet in enumerate(sheets) if at not in alone]
    yield from ([sheets[at]] for at in sorted(alone))


def _joined(sheets: Sequence[Sheet]) -> Sheet:
    """Put the rows of all sheets below the first one's header, numbered through."""

    def rows() -> Iterator[Row]:
        yield sheets[0].head[0]
        number = 0
        for sheet in sheets:
            for _, cells in sheet.head[1:]:
                yield number, cells
                number += 1

    return Sheet("", [sheets[0].head[0]], rows)


def _taken_apart(whole: Reading, sheets: Sequence[Sheet]) -> Iterator[Reading]:
    """Give each sheet its own rows, with their own file and number."""
    sizes = [len(sheet.head) - 1 for sheet in sheets]
    files = np.repeat(np.array([sheet.file for sheet in sheets], dtype=object), sizes)
    numbers = [str(number) for sheet in sheets for number, _ in sheet.head[1:]]
    rows = whole.rows.assign(source_file=files, source_row=numbers)
    # Texts as objects, so that columns lie side by side by type: a part is cheap, and small.
    texts = [name for name in map(str, rows) if rows[name].dtype == "str"]
    rows = rows.astype(dict.fromkeys(texts, "object")).copy()
    ends = np.cumsum(sizes)
    for sheet, size, end in zip(sheets, sizes, ends, strict=True):
        own = rows.iloc[end - size : end]
        yield Reading(
            sheet.file, whole.spec, whole.why, rows=own, rows_read=size,
            currency=whole.currency, unread=whole.unread,
        )  # fmt: skip
