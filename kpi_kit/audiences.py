"""Meta's audience: blocks that divide the followers, into rows of ``audience``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kpi_kit import labels
from kpi_kit.blocks import Block, channel_of
from kpi_kit.cells import is_a_date_of_a_number, plain
from kpi_kit.channels import Audience, ChannelSpec
from kpi_kit.columns import number_style, numbers
from kpi_kit.ledger import Reading, Told
from kpi_kit.recognition import Recognised
from kpi_kit.rows import Rows
from kpi_kit.sheets import Sheet
from kpi_kit.tables import typed

A_FIGURE = re.compile(r"[\d.,]+ ?%?")


@dataclass(frozen=True)
class Figure:
    """One group of an audience: where its figure stands, and what it says."""

    row: int
    block: str
    group: str
    cell: str


def audience_of(title: str, spec: ChannelSpec) -> Audience | None:
    """Return how a block of this title divides the audience; None if it does not."""
    for audience in spec.audiences:
        if plain(title) in map(plain, audience.titles):
            return audience
    return None


def read_audience(
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
    channels = {block.title: channel_of(a, block.title, reading, told) for block, a in blocks}
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
    return reading


def _with_figures(frame: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """Read shares in percent; and the one figure for all, which counts people."""
    cells = frame["cell"].to_numpy(dtype=object)
    style = number_style([("share", "number", cells)], reading)
    rows = Rows(frame.index.to_numpy(), {"share": cells})
    shares, wrong = numbers(rows, "share", "number", style, reading)
    for at, reason in wrong.items():
        row, dimension, cell = (str(frame[n][at]) for n in ("source_row", "dimension", "cell"))
        reading.leave_out(int(row), dimension, cell, reason)
    everybody = (frame["dimension"] == "all").to_numpy()
    people = np.where(everybody, np.round(shares * 100), np.nan)
    shares = np.where(everybody, np.nan, shares)
    return frame.assign(share=shares, followers=people).drop(index=list(wrong))


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
