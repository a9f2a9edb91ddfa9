"""Meta's daily figures: blocks of days and one value each, into rows of ``accounts``."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.blocks import Block, channel_of
from kpi_kit.cells import as_count, plain
from kpi_kit.channels import ChannelSpec, Series
from kpi_kit.ledger import Reading, Told
from kpi_kit.recognition import Recognised
from kpi_kit.rows import constant
from kpi_kit.sheets import Sheet
from kpi_kit.tables import INTERACTIONS_OF, filled

Day = tuple[date, float, str]
"""A day, its figure, and the number of the row that says so."""


def read_daily(sheet: Sheet, found: Recognised, blocks: list[Block], told: Told) -> Reading:
    """Read every daily series; a row per day and metric.

    A zero that was filled in has no ``source_row``.
    """
    reading = Reading(sheet.file, found.spec, found.why, repairs=list(sheet.repairs))
    columns = [_read_block(block, reading, told) for block in blocks]
    reading.rows_read = sum(len(block.days) + len(block.others) for block in blocks)
    tables = [filled(own, len(own.get("date", ())), reading.table) for own in columns]
    reading.rows = pd.concat(tables, ignore_index=True)
    if not len(reading.rows):
        reading.note("note", labels.text("problem.no_rows"))
    return reading


def _read_block(block: Block, reading: Reading, told: Told) -> dict[str, Any]:
    for number, cells in block.others:
        cell = next(filter(None, cells))
        reading.leave_out(number, block.title, cell, _why_not(block.title))
    series = series_of(block.title, reading.spec)
    if series is None:
        for number, cells in block.days:
            reading.leave_out(number, block.title, cells[0], _why_not(block.title))
        return {}
    days = _with_zero_days([*_days(block, reading)], series, reading)
    channel = channel_of(series, block.title, reading, told)
    columns = {
        "channel": constant(channel, len(days)),
        "account": constant(told.account, len(days)),
        "date": np.array([day for day, _, _ in days], dtype="datetime64[us]"),
        series.metric: np.array([figure for _, figure, _ in days]),
        "source_file": constant(reading.file, len(days)),
        "source_row": np.array([row for _, _, row in days], dtype=object),
    }
    if series.metric == "interactions":
        columns[INTERACTIONS_OF] = np.where(
            np.isnan(columns["interactions"]), np.nan, columns["channel"]
        )
    return columns


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


def _days(block: Block, reading: Reading) -> Iterator[Day]:
    """Read date and value of each row; a row that does not fit is set aside."""
    (form,) = reading.spec.formats["date"]
    for number, cells in block.days:
        value = cells[1] if len(cells) > 1 else ""
        try:
            # The time of day says nothing: Facebook shows T01:00:00 in the American winter.
            day = _day(cells[0][:10], form)
        except ValueError:
            reason = labels.text("reason.no_date", form=formatting.date_form(form))
            reading.leave_out(number, block.title, cells[0], reason)
            continue
        try:
            yield day, as_count(value) if value else np.nan, str(number)
        except ValueError:
            reading.leave_out(number, block.title, value, labels.text("reason.no_count"))


@lru_cache(maxsize=10_000)
def _day(text: str, form: str) -> date:
    """Read a day; the files of an account have the same ones."""
    return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone


def _with_zero_days(days: list[Day], series: Series, reading: Reading) -> list[Day]:
    """Fill gaps between two days with 0 where the platform writes no zero; never the tail."""
    if series.gaps != "zero" or not days:
        return days
    there = {day for day, _, _ in days}
    first, last = min(there), max(there)
    between = (first + timedelta(days=away) for away in range((last - first).days))
    gaps = [(day, 0.0, "") for day in between if day not in there]
    if not gaps:
        return days
    reading.repairs.append(
        labels.text("repair.zero_days", metric=labels.name_of(series.metric), days=len(gaps))
    )
    return sorted([*days, *gaps], key=itemgetter(0))
