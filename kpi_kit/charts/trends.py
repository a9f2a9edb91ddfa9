"""Figures over time, and groups in the order of a figure."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from kpi_kit import labels
from kpi_kit.breaks import known
from kpi_kit.charts.drawing import (
    COLOURS,
    DASHES,
    MARKERS,
    QUIET,
    finish,
    listed,
    new_axes,
    present,
    units,
)  # fmt: skip
from kpi_kit.kpis import Figure as KpiFigure
from kpi_kit.kpis import figure as named
from kpi_kit.metrics import METRICS
from kpi_kit.periods import NAMES, PERIODS, name_of_day

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TICKS = 14  # as many labels as an axis holds without crowding


def trend(
    values: pd.DataFrame, kpi: str, *, by: str = "month", series: str | None = None,
    ax: "Axes | None" = None,
) -> "Axes":  # fmt: skip
    """Draw a figure over time, one line per series.

    Parameters
    ----------
    values : DataFrame
        What :func:`kpi_kit.compute` gave: one row per period (and series).
    kpi : str
        The column to draw.
    by : str
        The column of periods.
    series : str, optional
        The column that tells lines apart, such as ``channel``.
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
    KpiKitError
        If no value is there to draw.
    """
    keys = [by, *([series] if series else [])]
    table = present(values, [kpi, *keys], labels.name_of(kpi))
    ax = ax or new_axes()
    item = named(kpi)
    periods = _all_periods([str(period) for period in table[by]], by)
    for place, (name, line) in enumerate(_lines(table, series)):
        ordered = line.set_index(by)[kpi].reindex(periods)
        ax.plot(
            periods, ordered.to_numpy(),
            color=COLOURS[place % len(COLOURS)], marker=MARKERS[place % len(MARKERS)],
            linestyle=DASHES[place % len(DASHES)], label=name,
        )  # fmt: skip
    if series:
        ax.legend(frameon=False)
    top = table.sort_values(kpi).iloc[-1]
    facts = {"name": labels.name_of(kpi), "value": _shown(item, top), "at": _place(top, by, series)}
    ax.set_ylim(bottom=min(0.0, float(table[kpi].min())))
    all_values = listed(table, lambda row: f"{_place(row, by, series)}: {_shown(item, row)}")
    finish(
        ax, title=labels.text("chart.trend_title", **facts),
        alt=labels.text("chart.trend_alt", values=all_values, **facts),
    )  # fmt: skip
    changes = _mark_breaks(ax, table, item, by, periods)
    ax.set_label(" ".join([str(ax.get_label()), *changes]))
    ax.set_xlabel(labels.text(f"column.{by}") if by in PERIODS else labels.name_of(by))
    units(ax.yaxis, item.unit, labels.name_of(kpi))
    step = -(-len(periods) // TICKS)
    ax.set_xticks(range(0, len(periods), step), periods[::step])
    ax.tick_params(axis="x", rotation=45 if len(periods) > TICKS // 2 else 0)
    return ax


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
    KpiKitError
        If no value is there to draw.
    """
    table = present(values, [kpi, by], labels.name_of(kpi)).sort_values(kpi)
    ax = ax or new_axes()
    item = named(kpi)
    groups = [labels.value_name(by, str(value)) for value in table[by]]
    bars = ax.barh(groups, table[kpi].to_numpy(), color=COLOURS[0])
    ax.bar_label(bars, [_shown(item, row) for _, row in table.iterrows()], padding=4)
    top = table.iloc[-1]
    name = f"{of}, {labels.name_of(kpi)}" if of else labels.name_of(kpi)
    facts = {"name": name, "value": _shown(item, top), "at": groups[-1]}
    all_values = listed(
        table.iloc[::-1], lambda row: f"{_place(row, by, None)}: {_shown(item, row)}"
    )
    finish(
        ax, title=labels.text("chart.ranking_title", **facts),
        alt=labels.text("chart.ranking_alt", values=all_values, **facts),
    )  # fmt: skip
    ax.margins(x=0.15)
    units(ax.xaxis, item.unit, labels.name_of(kpi))
    return ax


def _all_periods(found: Sequence[str], by: str) -> list[str]:
    """List every period from the first to the last: a month without data takes its place too."""
    first, last = min(found), max(found)
    match by:
        case "month":
            return [str(period) for period in pd.period_range(first, last, freq="M")]
        case "quarter":
            quarters = pd.period_range(first.replace("-", ""), last.replace("-", ""), freq="Q")
            return [f"{quarter.year}-Q{quarter.quarter}" for quarter in quarters]
        case "day":
            return pd.date_range(first, last).strftime("%Y-%m-%d").tolist()
        case "week":
            # ISO weeks by their Mondays, for a year has 52 or 53 of them.
            start, end = (datetime.strptime(f"{w}-1", "%G-W%V-%u") for w in (first, last))  # noqa: DTZ007
            return pd.date_range(start, end, freq="7D").strftime("%G-W%V").tolist()
        case _:
            return sorted(set(found))


def _lines(table: pd.DataFrame, series: str | None) -> list[tuple[str, pd.DataFrame]]:
    if series is None:
        return [("", table)]
    return [
        (labels.value_name(series, str(name)), line)
        for name, line in table.groupby(series, sort=True)
    ]


def _shown(item: KpiFigure, row: "pd.Series[Any]") -> str:
    return labels.shown(float(row[item.name]), item.unit, currency=row.get("currency"))


def _place(row: "pd.Series[Any]", by: str, series: str | None) -> str:
    at = labels.value_name(by, str(row[by]))
    return f"{labels.value_name(series, str(row[series]))}, {at}" if series else at


def _mark_breaks(
    ax: "Axes", table: pd.DataFrame, item: KpiFigure, by: str, periods: Sequence[str]
) -> list[str]:
    """Draw a line where a definition changed between two periods, and return what to say of it."""
    channels = set(table["channel"]) if "channel" in table else set()
    columns = {METRICS[name].column for name in item.inputs if name in METRICS}
    said = []
    for found in known():
        at = name_of_day(found.date, by) if by in NAMES else ""
        if found.channel in channels and columns & set(found.metrics) and at in periods[1:]:
            ax.axvline(periods.index(at), color=QUIET, linewidth=1, linestyle=":")
            label = labels.text("chart.break", channel=labels.value_name("channel", found.channel))
            ax.annotate(
                label, (at, 1), (3, -3), ("data", "axes fraction"), "offset points",
                fontsize=7, color=QUIET, va="top",
            )  # fmt: skip
            said.append(str(found))
    return said
