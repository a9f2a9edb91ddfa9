"""Files of small titled tables, one below the other: Meta's daily figures.

The title says metric and channel. The second header cannot be trusted: files exist in which it
names another metric.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from kpi_kit import labels
from kpi_kit.cells import as_count, plain
from kpi_kit.channels import ChannelSpec, Series
from kpi_kit.errors import ReadingError
from kpi_kit.ledger import Reading, Told
from kpi_kit.recognition import Recognised, is_daily_header
from kpi_kit.sheets import Row, Sheet
from kpi_kit.tables import typed

DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T[\d:]+)?")


@dataclass(frozen=True)
class Block:
    """A titled table: ``days`` where it is a daily series, ``others`` where it is not."""

    title: str
    days: list[Row]
    others: list[Row]


def read_blocks(sheet: Sheet, found: Recognised, told: Told) -> Reading:
    """Read every daily series of a sheet.

    Parameters
    ----------
    sheet, found, told
        As in :func:`kpi_kit.reading.read`.

    Returns
    -------
    Reading
        ``rows`` are rows of ``accounts`` with one metric each; a filled-in zero has no
        ``source_row``.

    Raises
    ------
    ReadingError
        If daily figures lack the title that says what they count.
    """
    spec = found.spec
    reading = Reading(sheet.file, spec, found.why, repairs=list(sheet.repairs))
    blocks = list(_blocks(sheet.rows, spec))
    if not any(block.title for block in blocks if block.days):
        raise ReadingError.saying("no_title", where=sheet.file)
    frames = [_read_block(block, reading, told) for block in blocks]
    reading.rows_read = sum(len(block.days) + len(block.others) for block in blocks)
    reading.rows = typed(pd.concat(frames, ignore_index=True), spec.table)
    return reading


def _blocks(rows: list[Row], spec: ChannelSpec) -> Iterator[Block]:
    """Cut the sheet where a title stands alone in its row, or where rows were left blank."""
    title, in_days, last = "", False, 0
    days: list[Row] = []
    others: list[Row] = []
    for number, cells in rows:
        filled = [cell for cell in cells if cell]
        if is_daily_header((number, cells), spec):
            if days or others:  # the title above is theirs; this header has lost its own
                yield Block(title, days, others)
                title, days, others = "", [], []
            in_days = True
        elif in_days and (DAY.fullmatch(filled[0]) or (len(filled) > 1 and number == last + 1)):
            days.append((number, cells))
        elif len(filled) == 1 or number > last + 1:
            if days or others:
                yield Block(title, days, others)
            alone = len(filled) == 1
            title, days, in_days = (filled[0] if alone else ""), [], False
            others = [] if alone else [(number, cells)]
        else:
            others.append((number, cells))
        last = number
    yield Block(title, days, others)


def _read_block(block: Block, reading: Reading, told: Told) -> pd.DataFrame:
    for number, cells in block.others:
        reading.leave_out(number, block.title, cells[0], _why_not(block.title))
    series = _series(block.title, reading.spec)
    if series is None:
        for number, cells in block.days:
            reading.leave_out(number, block.title, cells[0], _why_not(block.title))
        return pd.DataFrame()
    frame = pd.DataFrame(_days(block, reading), columns=["date", series.metric, "source_row"])
    frame = _with_zero_days(frame, series, reading)
    return frame.assign(
        channel=_channel(series, block.title, reading, told),
        account=told.account,
        source_file=reading.file,
    )


def _why_not(title: str) -> str:
    if title:
        return labels.text("reason.unknown_title", title=title)
    return labels.text("reason.no_title")


def _series(title: str, spec: ChannelSpec) -> Series | None:
    for series in spec.series:
        if plain(title) in map(plain, series.titles):
            return series
    return None


def _days(block: Block, reading: Reading) -> Iterator[tuple[datetime, float, str]]:
    """Read date and value of each row; a row that does not fit is set aside."""
    form = reading.spec.formats["date"]
    for number, cells in block.days:
        value = cells[1] if len(cells) > 1 else ""
        try:
            # The time of day says nothing: Facebook shows T01:00:00 in the American winter.
            day = datetime.strptime(cells[0][:10], form)  # noqa: DTZ007 - a day has no zone
        except ValueError:
            reason = labels.text("reason.no_date", form=form)
            reading.leave_out(number, block.title, cells[0], reason)
            continue
        try:
            yield day, as_count(value) if value else float("nan"), str(number)
        except ValueError:
            reading.leave_out(number, block.title, value, labels.text("reason.no_count"))


def _with_zero_days(frame: pd.DataFrame, series: Series, reading: Reading) -> pd.DataFrame:
    """Fill gaps between two days with 0 where the platform writes no zero; never the tail."""
    if series.gaps != "zero" or frame.empty:
        return frame
    there = frame["date"]
    gaps = pd.date_range(there.min(), there.max()).difference(pd.DatetimeIndex(there))
    if gaps.empty:
        return frame
    reading.repairs.append(labels.text("repair.zero_days", days=len(gaps)))
    zeros = pd.DataFrame({"date": gaps, series.metric: 0.0, "source_row": ""})
    return pd.concat([frame, zeros], ignore_index=True).sort_values("date", ignore_index=True)


def _channel(series: Series, title: str, reading: Reading, told: Told) -> str | None:
    """Return whose figures these are; the title counts more than the folder."""
    if series.channel is None and told.channel is None:
        problem = labels.text("problem.unknown_channel", title=title, match=reading.file)
        reading.note("warning", problem)
    if series.channel and told.channel and series.channel != told.channel:
        facts = {"said": series.channel, "told": told.channel}
        reading.note("warning", labels.text("problem.other_channel", title=title, **facts))
    return series.channel or told.channel
