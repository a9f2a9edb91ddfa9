"""Small multiples: a panel per channel, all on one scale, for more lines than one chart holds."""

import textwrap
from typing import TYPE_CHECKING

import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.charts.drawing import (
    COLOURS,
    QUIET,
    brief,
    currency_of,
    finish,
    present,
    shown_in,
    units,
)
from kpi_kit.charts.trends import PAST, all_periods, finding, is_cut, lines, name_periods
from kpi_kit.kpis import Figure as KpiFigure
from kpi_kit.kpis import figure as named

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ACROSS = 3
"""Panels side by side."""

NAME = 26
"""Letters of a panel's name; the alternative text has all of them."""

TICKS = 4
"""Periods named below a panel."""


def panels(
    values: pd.DataFrame, kpi: str, *, by: str = "month", series: str = "channel"
) -> "list[Axes]":
    """Draw a figure over time, one panel per series with all others pale behind it.

    Parameters
    ----------
    values : DataFrame
        What :func:`kpi_kit.compute` gave: one row per period and series.
    kpi : str
        The column to draw.
    by : str
        The column of periods.
    series : str
        The column that tells panels apart.

    Returns
    -------
    list of Axes
        A panel per series in a new figure, all on one scale; points mark the highest value and
        the latest, an open one an incomplete period. The label of the first is the alternative
        text of the figure.

    Raises
    ------
    ColumnError
        If a column is not in ``values``.
    ComparisonError
        If amounts are of several currencies.
    KpiKitError
        If no value is there to draw, or several of one period and series.
    """
    table = present(values, [kpi, by, series], labels.name_of(kpi))
    item, drawn = named(kpi), lines(table, series)
    currency = currency_of(table, item, [by, series])
    periods = all_periods([str(period) for period in table[by]], by)
    axes, told = _grid(len(drawn)), []
    for place, ax in enumerate(axes):
        told.append(_panel(ax, place, drawn, item, by, periods))
        name_periods(ax, by, periods, TICKS)
        name = textwrap.shorten(drawn[place][0], NAME, placeholder=" …")
        finish(ax, title=name, alt="", source=" ")
    units(axes[0].yaxis, item.unit, labels.name_of(kpi), currency=currency)
    figure = axes[0].get_figure(root=True)
    assert figure is not None
    figure.supylabel(axes[0].get_ylabel(), fontsize=9)
    axes[0].set_ylabel("")
    if float(table[kpi].min()) >= 0:
        axes[0].set_ylim(bottom=0)
    title = finding(table, item, by, series)
    figure.supxlabel(labels.text("chart.source"), x=0.99, ha="right", fontsize=7, color=QUIET)
    figure.suptitle(title, x=0.01, ha="left", fontsize=11, wrap=True)
    alt = labels.text("chart.panels_alt", title=title, values="; ".join(told))
    axes[0].set_label(brief(alt))
    return axes


def _grid(number: int) -> "list[Axes]":
    """Return as many Axes as there are panels, on one scale."""
    import matplotlib.pyplot as plt

    down, across = -(-number // ACROSS), min(number, ACROSS)
    _, grid = plt.subplots(
        down, across, figsize=(7.5, 1.1 + 1.5 * down), sharex=True, sharey=True, squeeze=False,
        layout="constrained",
    )  # fmt: skip
    axes = list(grid.ravel())
    for empty in axes[number:]:
        empty.remove()
    for above in axes[max(0, number - across) : number]:
        above.tick_params(labelbottom=True)  # also where nothing is below
    return axes[:number]


def _panel(
    ax: "Axes", place: int, drawn: list[tuple[str, pd.DataFrame]], item: KpiFigure, by: str,
    periods: list[str],
) -> str:  # fmt: skip
    """Draw one series before all others, and return what to say of it."""
    name, rows = drawn[place]
    courses = [table.set_index(by)[item.name].reindex(periods).to_list() for _, table in drawn]
    gap, at = [float("nan")], list(range(len(periods)))
    # All of them are one line with gaps: a line per panel and channel would take seconds.
    everyone = [value for course in courses for value in (*course, *gap)]
    ax.plot((at + at[-1:]) * len(drawn), everyone, color=PAST, linewidth=0.7, zorder=1)
    ax.plot(at, courses[place], color=COLOURS[0], linewidth=2, zorder=3)
    top, last = rows.sort_values(item.name).iloc[-1], rows.sort_values(by).iloc[-1]
    for row in (top, last):
        ax.plot(periods.index(str(row[by])), float(row[item.name]), "o", color=COLOURS[0],
                markersize=5, markerfacecolor="white" if is_cut(row) else COLOURS[0],
                zorder=4)  # fmt: skip
    said = [f"{formatting.period(by, str(row[by]))} {shown_in(item, row)}" for row in (top, last)]
    return f"{name}: {', '.join(dict.fromkeys(said))}"
