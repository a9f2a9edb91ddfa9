"""Meta's daily figures: blocks of days and one value each, into rows of ``accounts``."""

from collections.abc import Iterator
from datetime import datetime

import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.blocks import Block, channel_of
from kpi_kit.cells import as_count, plain
from kpi_kit.channels import ChannelSpec, Series
from kpi_kit.ledger import Reading, Told
from kpi_kit.recognition import Recognised
from kpi_kit.sheets import Sheet
from kpi_kit.tables import INTERACTIONS_OF, typed


def read_daily(sheet: Sheet, found: Recognised, blocks: list[Block], told: Told) -> Reading:
    """Read every daily series; a row per day and metric.

    A zero that was filled in has no ``source_row``.
    """
    reading = Reading(sheet.file, found.spec, found.why, repairs=list(sheet.repairs))
    frames = [_read_block(block, reading, told) for block in blocks]
    reading.rows_read = sum(len(block.days) + len(block.others) for block in blocks)
    reading.rows = typed(pd.concat(frames, ignore_index=True), reading.table)
    if not len(reading.rows):
        reading.note("note", labels.text("problem.no_rows"))
    return reading


def _read_block(block: Block, reading: Reading, told: Told) -> pd.DataFrame:
    for number, cells in block.others:
        cell = next(filter(None, cells))
        reading.leave_out(number, block.title, cell, _why_not(block.title))
    series = series_of(block.title, reading.spec)
    if series is None:
        for number, cells in block.days:
            reading.leave_out(number, block.title, cells[0], _why_not(block.title))
        return pd.DataFrame()
    frame = pd.DataFrame(_days(block, reading), columns=["date", series.metric, "source_row"])
    frame = _with_zero_days(frame, series, reading)
    channel = channel_of(series, block.title, reading, told)
    if series.metric == "interactions":
        frame[INTERACTIONS_OF] = frame["interactions"].notna().map({True: channel})
    return frame.assign(channel=channel, account=told.account, source_file=reading.file)


def _why_not(title: str) -> str:
    if title:
        return labels.text("reason.unknown_title", title=title)
    return labels.text("reason.no_title")


def series_of(title: str, spec: ChannelSpec) -> Series | None:
    """Return what a block of this title counts; None if it is no series that is known."""
    for series in spec.series:
        if plain(title) in map(plain, series.titles):
            return series
    return None


def _days(block: Block, reading: Reading) -> Iterator[tuple[datetime, float, str]]:
    """Read date and value of each row; a row that does not fit is set aside."""
    (form,) = reading.spec.formats["date"]
    for number, cells in block.days:
        value = cells[1] if len(cells) > 1 else ""
        try:
            # The time of day says nothing: Facebook shows T01:00:00 in the American winter.
            day = datetime.strptime(cells[0][:10], form)  # noqa: DTZ007 - a day has no zone
        except ValueError:
            reason = labels.text("reason.no_date", form=formatting.date_form(form))
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
    reading.repairs.append(
        labels.text("repair.zero_days", metric=labels.name_of(series.metric), days=len(gaps))
    )
    zeros = pd.DataFrame({"date": gaps, series.metric: 0.0, "source_row": ""})
    return pd.concat([frame, zeros], ignore_index=True).sort_values("date", ignore_index=True)
