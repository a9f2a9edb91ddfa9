"""Files into readings: each sheet by the format that it shows, small alike ones together."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import pandas as pd

from kpi_kit import labels
from kpi_kit.audiences import audience_of, read_audience
from kpi_kit.batches import ENOUGH, Batch, Key, key_of, read_together
from kpi_kit.beside import Beside
from kpi_kit.blocks import ask_for_channel, blocks_of
from kpi_kit.bystanders import is_memo
from kpi_kit.channels import ChannelSpec, load_channel
from kpi_kit.daily import read_daily, series_of
from kpi_kit.errors import KpiKitError, NoExportError, ReadingError
from kpi_kit.folders import Found
from kpi_kit.ledger import Reading, Told
from kpi_kit.recognition import Formats, Recognised
from kpi_kit.records import read_records
from kpi_kit.sheets import Row, Sheet, Unreadable, sheets
from kpi_kit.tables import PYTHON_TEXTS


def read_files(
    files: Iterable[Found], formats: Formats, time_zone: str
) -> Iterator[Reading | Unreadable]:
    """Read files; what is wrong with one does not keep the others from being read.

    Parameters
    ----------
    files : iterable of Found
        The files, and what the folder tells of them.
    formats : Formats
        The formats to choose from.
    time_zone : str
        The account's zone, into which times are turned.

    Yields
    ------
    Reading or Unreadable
        One per canonical table that a sheet fills, in no order;
        ``len(rows) + len(totals) + len(set_aside) == rows_read``, but for days filled in.
    """
    waiting: dict[Key, Batch] = {}
    for file in files:
        try:
            own = Formats([load_channel(file.told.spec)]) if file.told.spec else formats
            for sheet in sheets(file.path, file.name):
                if isinstance(sheet, Unreadable):
                    yield sheet
                else:
                    yield from _read_sheet(sheet, own, file.told, time_zone, waiting)
        except KpiKitError as error:
            yield Unreadable(file.name, error, _severity(error, file.name))
    for batch in waiting.values():
        yield from read_together(batch, time_zone)


def read_shared(
    files: Sequence[Found], formats: Formats, time_zone: str,
    progress: Callable[[Sequence[Found]], Iterable[Found]], other: Beside,
) -> list[Reading | Unreadable]:  # fmt: skip
    """Read files as :func:`read_files` does, half of them in another process.

    In a folder, neighbours are alike and take as long: so every second one is the other's.
    """
    answer = other.begin(_read_all, files[1::2], formats, time_zone)
    return [*read_files(progress(files[::2]), formats, time_zone), *answer()]


@pd.option_context(*PYTHON_TEXTS)
def _read_all(
    files: Sequence[Found], formats: Formats, time_zone: str
) -> list[Reading | Unreadable]:
    return list(read_files(files, formats, time_zone))


def _read_sheet(
    sheet: Sheet, formats: Formats, told: Told, time_zone: str, waiting: dict[Key, Batch]
) -> Iterator[Reading | Unreadable]:
    """Read a sheet, or let it wait for others that are alike."""
    try:
        found = formats.recognise(sheet)
        sheet = _with_odd_start(sheet, found.spec)
        key = key_of(sheet, found, told)
        if key is None:
            yield from _read_alone(sheet, found, told, time_zone)
            return
    except KpiKitError as error:
        yield Unreadable(sheet.file, error, _severity(error, sheet.file, sheet.head))
        return
    batch = waiting.setdefault(key, Batch(found, told))
    batch.sheets.append(sheet)
    if len(batch.sheets) == ENOUGH:
        yield from read_together(waiting.pop(key), time_zone)


def _severity(error: KpiKitError, file: str, head: Sequence[Row] = ()) -> str:
    """Tell how bad it is that a file is not read: a memo among exports is only noted."""
    memo = isinstance(error, NoExportError) and is_memo(file, [cells for _, cells in head])
    return "note" if memo else "error"


def _with_odd_start(sheet: Sheet, spec: ChannelSpec) -> Sheet:
    """Say where a text lacks the line with which its platform's files begin."""
    if not (sheet.undeclared and spec.declared):
        return sheet
    return replace(sheet, repairs=(*sheet.repairs, labels.text("repair.no_declaration")))


def _read_alone(sheet: Sheet, found: Recognised, told: Told, time_zone: str) -> list[Reading]:
    if found.spec.layout == "blocks":
        readings = _read_blocks(sheet, found, told)
    else:
        readings = [read_records(sheet, found, told, time_zone)]
    if sheet.may_be_cut(by_custom=found.spec.open_end):
        readings[0].note("note", labels.text("problem.open_end"))
    return readings


def _read_blocks(sheet: Sheet, found: Recognised, told: Told) -> list[Reading]:
    """Read daily series into ``accounts`` and what divides the audience into ``audience``."""
    blocks = list(blocks_of(sheet.rows, found.spec, told.title or ""))
    if not any(block.title for block in blocks if block.days or block.others):
        raise ReadingError.saying("no_title", where=sheet.file)
    divided = [(b, audience_of(b.title, found.spec)) for b in blocks if not b.days]
    audiences = [(block, audience) for block, audience in divided if audience]
    others = [block for block in blocks if block not in [block for block, _ in audiences]]
    readings = []
    if any(block.days or block.others for block in others) or not audiences:
        readings.append(read_daily(sheet, found, others, told))
    if audiences:
        readings.append(read_audience(sheet, found, audiences, told))
    if not told.channel:
        series = [(b.title, series_of(b.title, found.spec)) for b in blocks if b.days]
        known = [*series, *((block.title, audience) for block, audience in audiences)]
        ask_for_channel([title for title, one in known if one and not one.channel], readings[0])
    return readings
