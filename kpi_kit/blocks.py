"""Files of small titled tables, one below the other: Meta's daily figures and its audience.

The title says metric and channel. The second header of a daily series cannot be trusted: files
exist in which it names another metric.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from kpi_kit import labels
from kpi_kit.cells import as_count, is_a_date_of_a_number, plain
from kpi_kit.channels import Audience, ChannelSpec, Series
from kpi_kit.columns import number_style, numbers
from kpi_kit.errors import ReadingError
from kpi_kit.ledger import Reading, Told
from kpi_kit.recognition import Recognised, is_daily_header
from kpi_kit.sheets import Row, Sheet
from kpi_kit.tables import typed

DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T[\d:]+)?")
A_FIGURE = re.compile(r"[\d.,]+ ?%?")


@dataclass(frozen=True)
class Block:
    """A titled table: ``days`` where it is a daily series, ``others`` where it is not."""

    title: str
    days: list[Row]
    others: list[Row]


@dataclass(frozen=True)
class Figure:
    """One group of an audience: where its figure stands, and what it says."""

    row: int
    block: str
    group: str
    cell: str


def read_blocks(sheet: Sheet, found: Recognised, told: Told) -> list[Reading]:
    """Read every block of a sheet.

    Parameters
    ----------
    sheet, found, told
        As in :func:`kpi_kit.reading.read`.

    Returns
    -------
    list of Reading
        One for ``accounts`` with a row per day and metric, in which a filled-in zero has no
        ``source_row``; one for ``audience`` with a row per group, which counts as a row here.

    Raises
    ------
    ReadingError
        If daily figures lack the title that says what they count.
    """
    spec = found.spec
    blocks = list(_blocks(sheet.rows, spec, told.title or ""))
    if not any(block.title for block in blocks if block.days or block.others):
        raise ReadingError.saying("no_title", where=sheet.file)
    divided = [(block, _audience(block.title, spec)) for block in blocks if not block.days]
    audiences = [(block, audience) for block, audience in divided if audience]
    others = [block for block in blocks if block not in [block for block, _ in audiences]]
    readings = []
    if any(block.days or block.others for block in others) or not audiences:
        readings.append(_read_days(sheet, found, others, told))
    if audiences:
        readings.append(_read_audience(sheet, found, audiences, told))
    return readings


def _blocks(rows: list[Row], spec: ChannelSpec, told: str) -> Iterator[Block]:
    """Cut the sheet where a title stands alone in its row, or where rows were left blank."""
    title, in_days, last = told, False, 0
    days: list[Row] = []
    others: list[Row] = []
    for number, cells in rows:
        filled = [cell for cell in cells if cell]
        apart = number > last + 1
        if is_daily_header((number, cells), spec):
            if days or others:  # the title above is theirs; this header has lost its own
                yield Block(title, days, others)
                title, days, others = "", [], []
            in_days = True
        elif in_days and (DAY.fullmatch(filled[0]) or (len(filled) > 1 and not apart)):
            days.append((number, cells))
        elif (len(filled) == 1 and (apart or in_days or not title)) or apart:
            if days or others:
                yield Block(title, days, others)
            alone = len(filled) == 1
            title, days, in_days = (filled[0] if alone else ""), [], False
            others = [] if alone else [(number, cells)]
        else:
            others.append((number, cells))
        last = number
    yield Block(title, days, others)


def _read_days(sheet: Sheet, found: Recognised, blocks: list[Block], told: Told) -> Reading:
    reading = Reading(sheet.file, found.spec, found.why, repairs=list(sheet.repairs))
    frames = [_read_block(block, reading, told) for block in blocks]
    reading.rows_read = sum(len(block.days) + len(block.others) for block in blocks)
    reading.rows = typed(pd.concat(frames, ignore_index=True), reading.table)
    series = [(block.title, _series(block.title, found.spec)) for block in blocks if block.days]
    if not told.channel:
        _ask_for_channel([title for title, s in series if s and not s.channel], reading)
    if not len(reading.rows):
        reading.note("note", labels.text("problem.no_rows"))
    return reading


def _read_block(block: Block, reading: Reading, told: Told) -> pd.DataFrame:
    for number, cells in block.others:
        cell = next(filter(None, cells))
        reading.leave_out(number, block.title, cell, _why_not(block.title))
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
    (form,) = reading.spec.formats["date"]
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


def _channel(block: Series | Audience, title: str, reading: Reading, told: Told) -> str | None:
    """Return whose figures these are; the title counts more than the folder."""
    if block.channel and told.channel and block.channel != told.channel:
        facts = {"said": block.channel, "told": told.channel}
        reading.note("warning", labels.text("problem.other_channel", title=title, **facts))
    return block.channel or told.channel


def _ask_for_channel(titles: Iterable[str], reading: Reading) -> None:
    """Ask once for the channel of all blocks that name none."""
    named = ", ".join(map(repr, dict.fromkeys(titles)))
    if named:
        problem = labels.text("problem.unknown_channel", titles=named, match=reading.file)
        reading.note("warning", problem)


def _audience(title: str, spec: ChannelSpec) -> Audience | None:
    for audience in spec.audiences:
        if plain(title) in map(plain, audience.titles):
            return audience
    return None


def _read_audience(
    sheet: Sheet, found: Recognised, blocks: list[tuple[Block, Audience]], told: Told
) -> Reading:
    """Read the blocks that divide the audience; each figure counts as a row."""
    reading = Reading(sheet.file, found.spec, found.why, "audience", repairs=list(sheet.repairs))
    figures = [(audience, f) for block, audience in blocks for f in _figures(block)]
    reading.rows_read = len(figures)
    damaged = {f.block: f.cell for _, f in reversed(figures) if is_a_date_of_a_number(f.cell)}
    for _, figure in figures:
        if figure.block in damaged:
            reason = labels.text("reason.damaged_block", cell=damaged[figure.block])
            reading.leave_out(figure.row, figure.block, figure.cell, reason)
    kept = [(audience, figure) for audience, figure in figures if figure.block not in damaged]
    channels = {block.title: _channel(a, block.title, reading, told) for block, a in blocks}
    frame = pd.DataFrame(
        {
            "channel": [channels[figure.block] for _, figure in kept],
            "account": told.account,
            "of": found.spec.fixed.get("of"),
            "dimension": [audience.dimension for audience, _ in kept],
            "group": [figure.group for _, figure in kept],
            "cell": [figure.cell for _, figure in kept],
            "source_row": [str(figure.row) for _, figure in kept],
            "source_file": reading.file,
        }
    )
    reading.rows = typed(_with_figures(frame, reading), "audience")
    if not told.channel:
        _ask_for_channel([block.title for block, a in blocks if not a.channel], reading)
    return reading


def _with_figures(frame: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """Read shares in percent; and the one figure for all, which counts people."""
    cells = frame["cell"]
    style = number_style([("share", "number", cells)], reading)
    shares, wrong = numbers(cells, "share", "number", style, reading)
    for at, reason in wrong.items():
        row = frame.loc[at]
        reading.leave_out(int(row["source_row"]), row["dimension"], row["cell"], reason)
    everybody = frame["dimension"].eq("all")
    people = (shares * 100).round().where(everybody)
    return frame.assign(share=shares.mask(everybody), followers=people).drop(index=list(wrong))


def _figures(block: Block) -> Iterator[Figure]:
    """Read a block's groups: a table of ages by gender, a list, or names above their figures."""
    if not block.others:
        return
    (_, header), *rows = block.others
    names = [cell for cell in header if cell]
    if len(rows) == 1 and header[0] and len(names) > 1 and A_FIGURE.fullmatch(rows[0][1][0]):
        for name, cell in zip(header, rows[0][1], strict=False):
            if name:
                yield Figure(rows[0][0], block.title, name, cell)
        return
    for number, cells in rows:
        filled = [cell for cell in cells if cell]
        if len(filled) == 1:
            yield Figure(number, block.title, "all", filled[0])
        elif len(names) == 2 and header[0]:
            # A re-save may have cut "Pleven, Bulgaria" at its comma.
            yield Figure(number, block.title, ", ".join(filled[:-1]), filled[-1])
        else:
            for name, cell in zip(header[1:], cells[1:], strict=False):
                if name:
                    yield Figure(number, block.title, f"{cells[0]}, {name}", cell)
