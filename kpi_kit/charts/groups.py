"""Groups side by side: a ranking, and the channels with what does not compare."""

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.charts.drawing import (
    COLOURS,
    INK,
    NAME,
    currency_of,
    finish,
    listed,
    new_axes,
    place,
    present,
    shown_in,
    units,
)  # fmt: skip
from kpi_kit.errors import ColumnError, KpiKitError
from kpi_kit.kpis import Figure as KpiFigure
from kpi_kit.kpis import figure as named

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from kpi_kit.compare import ChannelComparison

NOTE = 110
"""Letters of a line below the axes."""


def ranking(
    values: pd.DataFrame, kpi: str, *, by: str, of: str = "", ax: "Axes | None" = None
) -> "Axes":
    """Draw groups as bars, the largest on top, each with its value.

    Parameters
    ----------
    values : DataFrame
        What :func:`kpi_kit.compute` gave: one row per group.
    kpi : str
        The column to draw.
    by : str
        The column of groups.
    of : str, optional
        Whose figures these are, for the title.
    ax : Axes, optional
        Where to draw; a new figure otherwise.

    Returns
    -------
    Axes
        Its label is the alternative text.

    Raises
    ------
    ColumnError
        If a column is not in ``values``.
    ComparisonError
        If amounts are of several currencies.
    KpiKitError
        If no value is there to draw, or several of one group.
    """
    table = present(values, [kpi, by], labels.name_of(kpi)).sort_values(kpi)
    item = named(kpi)
    currency = currency_of(table, item, [by])
    groups = [formatting.period(by, str(value)) for value in table[by]]
    names = [textwrap.fill(group, NAME) for group in groups]
    lines = max(name.count("\n") for name in names)
    ax = ax or new_axes(1.4 + (0.42 + 0.15 * lines) * len(table))
    bars = ax.barh(range(len(table)), table[kpi].to_numpy(), height=0.75, color=COLOURS[0])
    ax.bar_label(bars, [shown_in(item, row) for _, row in table.iterrows()], padding=4)
    ax.set_yticks(range(len(table)), names)
    ax.set_ylim(-0.6, len(table) - 0.4)
    title = _first(table, item, groups, of)
    all_values = listed(
        table.iloc[::-1], lambda row: f"{place(row, by)}: {shown_in(item, row)}", item.name
    )
    ax.margins(x=0.18)
    if float(table[kpi].min()) < 0:
        ax.axvline(0, color=INK, linewidth=0.8)
    units(ax.xaxis, item.unit, labels.name_of(kpi), currency=currency)
    alt = labels.text("chart.ranking_alt", title=title, values=all_values)
    return finish(ax, title=title, alt=alt)


def _first(table: pd.DataFrame, item: KpiFigure, groups: Sequence[str], of: str) -> str:
    """Say who is ahead; nobody is where several are level, or there is but one."""
    level = (table[item.name] == table[item.name].max()).to_list()
    first = [group for group, top in zip(groups, level, strict=True) if top]
    name = labels.name_of(item.name)
    key = "ranking_title" if len(first) == 1 else "ranking_tied"
    if len(first) == len(groups):
        key = "ranking_alone" if len(groups) == 1 else "ranking_even"
    return labels.text(
        f"chart.{key}", name=f"{of}, {name}" if of else name, at=", ".join(first),
        value=shown_in(item, table.iloc[-1]), count=formatting.number(len(groups)),
    )  # fmt: skip


def channels(found: "ChannelComparison", kpi: str, *, ax: "Axes | None" = None) -> "Axes":
    """Draw one KPI of all channels as points, with what does not compare said beside it.

    Parameters
    ----------
    found : ChannelComparison
        What :func:`kpi_kit.compare.channels` found.
    kpi : str
        One of its KPIs.
    ax : Axes, optional
        Where to draw; a new figure otherwise.

    Returns
    -------
    Axes
        Points that must not be ranked are open and in the order of their names, and no channel
        is called ahead. A channel without the figure has a row that says so. Its label is the
        alternative text.

    Raises
    ------
    ColumnError
        If the KPI is not in ``found``.
    KpiKitError
        If no channel has a value.
    """
    cells = [cell for cell in found.found if cell.kpi == kpi]
    if not cells:
        raise ColumnError.missing(kpi, found.comparable, where="charts.channels")
    there = sorted((cell for cell in cells if cell.there), key=lambda cell: cell.value)
    if not there:
        raise KpiKitError.saying("nothing_to_draw", where="charts", kpi=labels.name_of(kpi))
    item, ranked = named(kpi), found.comparable[kpi]
    if not ranked:
        there = sorted(there, key=lambda cell: cell.shown_channel, reverse=True)
    rows = [*(cell for cell in cells if not cell.there), *there]
    ax = ax or new_axes(1.6 + 0.45 * len(rows))
    for at, cell in enumerate(rows):
        text = cell.shown if cell.there else labels.text("chart.unknown")
        ax.plot(cell.value, at, "o", color=COLOURS[0], markersize=9,
                markerfacecolor=COLOURS[0] if ranked else "white")  # fmt: skip
        ax.annotate(text, (cell.value if cell.there else 0, at), (9, 0), va="center",
                    textcoords="offset points", fontsize=9)  # fmt: skip
    ax.set_yticks(range(len(rows)), [textwrap.fill(cell.shown_channel, NAME) for cell in rows])
    ax.set_ylim(-0.6, len(rows) - 0.4)
    ax.set_xlim(min(0.0, *(c.value for c in there)), 1.2 * max(*(c.value for c in there), 0.0) or 1)
    units(ax.xaxis, item.unit, labels.name_of(kpi), currency=there[0].currency)
    key = "channels_alone" if len(there) == 1 else "channels_apart"
    best = there[-1]
    first = [cell.shown_channel for cell in there if cell.value == best.value]
    ahead = "ranking_tied" if len(first) > 1 else "ranking_title"
    title = labels.text(
        f"chart.{ahead if ranked else key}", name=labels.name_of(kpi), at=", ".join(first),
        value=best.shown,
    )  # fmt: skip
    notes = found.notes_on(kpi)
    told = "; ".join(f"{cell.shown_channel}: {cell.shown}" for cell in rows[::-1])
    return finish(
        ax, title=title, source="\n".join([textwrap.fill(note, NOTE) for note in notes] +
        [labels.text("chart.source")]),
        alt=labels.text("chart.channels_alt", title=title, values=told, notes=" ".join(notes)),
    )  # fmt: skip
