"""Small titled tables, one below the other, as Meta's Insights export them.

The title says metric and channel. The second header of a daily series cannot be trusted: files
exist in which it names another metric.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kpi_kit import formatting, labels
from kpi_kit.channels import Audience, ChannelSpec, Series
from kpi_kit.ledger import Reading, Told
from kpi_kit.recognition import is_daily_header
from kpi_kit.sheets import Row

DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T[\d:]+)?")


@dataclass(frozen=True)
class Block:
    """A titled table: ``days`` where it is a daily series, ``others`` where it is not."""

    title: str
    days: list[Row]
    others: list[Row]


def blocks_of(rows: list[Row], spec: ChannelSpec, told: str) -> Iterator[Block]:
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


def channel_of(block: Series | Audience, title: str, reading: Reading, told: Told) -> str | None:
    """Return whose figures these are; the title counts more than the folder."""
    if block.channel and told.channel and block.channel != told.channel:
        facts = {"said": block.channel, "told": told.channel}
        reading.note("warning", labels.text("problem.other_channel", title=title, **facts))
    return block.channel or told.channel


def ask_for_channel(titles: Iterable[str], reading: Reading) -> None:
    """Ask once for the channel of all blocks that name none."""
    named = formatting.quoted(dict.fromkeys(titles))
    if named:
        problem = labels.text("problem.unknown_channel", titles=named, match=reading.match)
        reading.note("warning", problem)
