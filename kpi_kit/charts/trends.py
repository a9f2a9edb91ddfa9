"""Figures over time: breaks, events, cut periods and the year before."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import pairwise
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
    place,
    present,
    shown_in,
    units,
)  # fmt: skip
from kpi_kit.errors import KpiKitError, require
from kpi_kit.kpis import Figure as KpiFigure
from kpi_kit.kpis import figure as named
from kpi_kit.metrics import METRICS
from kpi_kit.periods import NAMES, PERIODS, name_of_day

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TICKS = 14  # as many labels as an axis holds without crowding

ROOM = 0.06
"""The part of an axis that the label at a line's end needs."""

PAST = "#a9b4be"
"""The year before: paler than every line, and still 2:1 on white."""


def trend(
    values: pd.DataFrame, kpi: str, *, by: str = "month", series: str | None = None,
    events: pd.DataFrame | None = None, last_year: bool = False, ax: "Axes | None" = None,
) -> "Axes":  # fmt: skip
    """Draw a figure over time, one line per series.

    Parameters
    ----------
    values : DataFrame
        What :func:`kpi_kit.compute` gave: one row per period (and series). Periods that are not
        ``complete`` are open points.
    kpi : str
        The column to draw.
    by : str
        The column of periods.
    series : str, optional
        The column that tells lines apart, such as ``channel``.
    events : DataFrame, optional
        ``exports.events``: ``date``, ``label`` and ``channel`` (empty: of all). Each is marked in
        its period.
    last_year : bool
        Draw the periods that have one a year before, and that as a pale line.
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
        If no value is there to draw, or none a year before although ``last_year`` is wanted.
    """
    keys = [by, *([series] if series else [])]
    table = present(values, [kpi, *keys], labels.name_of(kpi))
    ax, item = ax or new_axes(), named(kpi)
    periods = _all_periods([str(period) for period in table[by]], by)
    now, then = _a_year_apart(table, by, item.name) if last_year else (table, table.iloc[:0])
    periods = [period for period in periods if period >= str(now[by].min())]
    _draw_lines(ax, now, item.name, by, series, periods)
    top = now.sort_values(kpi).iloc[-1]
    facts = {"name": labels.name_of(kpi), "value": shown_in(item, top),
             "at": place(top, by, series)}  # fmt: skip
    ax.set_ylim(bottom=min(0.0, float(pd.concat([now, then])[kpi].min())))

    def line(row: "pd.Series[Any]") -> str:
        cut = f" ({labels.text('chart.incomplete')})" if _cut(row) else ""
        return f"{place(row, by, series)}: {shown_in(item, row)}{cut}"

    finish(
        ax, title=labels.text("chart.trend_title", **facts),
        alt=labels.text("chart.trend_alt", values=listed(now, line), **facts),
    )  # fmt: skip
    said = [
        *_draw_year_before(ax, then, item.name, by, series, periods, line),
        *_mark_breaks(ax, now, item, by, periods),
        *_mark_events(ax, now, events, by, periods),
    ]
    ax.set_label(" ".join([str(ax.get_label()), *said]))
    _label_axes(ax, item, by, periods, now)
    return ax


def _cut(row: "pd.Series[Any]") -> bool:
    """Whether the rows do not reach over the whole of their period."""
    return not bool(row.get("complete", True))


def _draw_lines(
    ax: "Axes", table: pd.DataFrame, kpi: str, by: str, series: str | None, periods: list[str]
) -> None:
    """Draw a line per series, labelled at its end if there is room, in a legend otherwise."""
    ends = []
    for number, (name, line) in enumerate(_lines(table, series)):
        ordered = line.set_index(by)[kpi].reindex(periods)
        colour, marker = COLOURS[number % len(COLOURS)], MARKERS[number % len(MARKERS)]
        ax.plot(
            periods, ordered.to_numpy(), color=colour, marker=marker,
            linestyle=DASHES[number % len(DASHES)], label=name,
        )  # fmt: skip
        cut = line[line.apply(_cut, axis=1)]
        ax.scatter(
            cut[by].astype(str).tolist(), cut[kpi].tolist(), s=36, marker=marker, zorder=3,
            facecolors="white", edgecolors=colour,
        )  # fmt: skip
        ends.append((name, float(ordered.iloc[-1])))
    if series and _apart([end for _, end in ends], float(table[kpi].max())):
        for name, end in ends:
            ax.annotate(name, (len(periods) - 1, end), (7, 0), textcoords="offset points",
                        va="center", fontsize=9, annotation_clip=False)  # fmt: skip
    elif series:
        ax.legend(frameon=False)


def _apart(ends: Sequence[float], top: float) -> bool:
    """Whether all lines reach the last period, far enough apart for a label each."""
    gaps = [high - low for low, high in pairwise(sorted(ends))]
    return all(end == end for end in ends) and all(gap > ROOM * abs(top) for gap in gaps)


def _a_year_apart(table: pd.DataFrame, by: str, kpi: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the periods that have one a year before, and these under the later names."""
    later = table[by].astype(str).map(lambda period: f"{int(period[:4]) + 1}{period[4:]}")
    both = {*later} & {*table[by].astype(str)}
    if not both:
        raise KpiKitError.saying("no_last_year", where="charts.trend", kpi=labels.name_of(kpi))
    return table[table[by].astype(str) >= min(both)], table.assign(**{by: later})[later.isin(both)]


def _draw_year_before(
    ax: "Axes", then: pd.DataFrame, kpi: str, by: str, series: str | None, periods: list[str],
    line: "Callable[[pd.Series[Any]], str]",
) -> list[str]:  # fmt: skip
    """Draw a pale line per series behind the others, and return what to say of it."""
    for number, (_, rows) in enumerate(_lines(then, series) if len(then) else []):
        ordered = rows.set_index(by)[kpi].reindex(periods)
        ax.plot(periods, ordered.to_numpy(), color=PAST, linewidth=2.5, zorder=1, label="_",
                linestyle=DASHES[number % len(DASHES)])  # fmt: skip
    if then.empty:
        return []
    first = then.sort_values(by).iloc[0]
    ax.annotate(labels.text("chart.year_before"), (periods.index(str(first[by])), first[kpi]),
                (0, 5), textcoords="offset points", fontsize=8, color=QUIET)  # fmt: skip
    return [labels.text("chart.year_before_alt", values=listed(then, line))]


def _label_axes(
    ax: "Axes", item: KpiFigure, by: str, periods: list[str], table: pd.DataFrame
) -> None:
    name = labels.text(f"column.{by}") if by in PERIODS else labels.name_of(by)
    cut = table.apply(_cut, axis=1).any()
    ax.set_xlabel(labels.text("chart.open_point", name=name) if cut else name)
    money = ", ".join(sorted({*table["currency"].dropna()})) if "currency" in table else None
    units(ax.yaxis, item.unit, labels.name_of(item.name), currency=money)
    step = -(-len(periods) // TICKS)
    ax.set_xticks(range(0, len(periods), step), periods[::step])
    ax.tick_params(axis="x", rotation=45 if len(periods) > TICKS // 2 else 0)


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


def _mark_events(
    ax: "Axes", table: pd.DataFrame, events: pd.DataFrame | None, by: str, periods: Sequence[str]
) -> list[str]:
    """Mark what happened in its period, one below the other, and return what to say of it."""
    if events is None or by not in NAMES:
        return []
    require(("date", "label", "channel"), events, "charts.trend")
    channels = {*table["channel"]} if "channel" in table else set()
    said: list[str] = []
    for date, label, channel in events[["date", "label", "channel"]].itertuples(index=False):
        at = name_of_day(pd.Timestamp(date).date(), by)
        if at not in periods or (channels and pd.notna(channel) and channel not in channels):
            continue
        here = periods.index(at)
        ax.axvline(here, color=QUIET, linewidth=0.8, zorder=0)
        right = here > len(periods) * 0.6
        ax.annotate(
            label, (here, 1), (-3 if right else 3, -12 - 10 * (len(said) % 4)),
            ("data", "axes fraction"), "offset points", fontsize=7, color=QUIET,
            ha="right" if right else "left", va="top",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )  # fmt: skip
        said.append(f"{labels.day(pd.Timestamp(date).date())}: {label}.")
    if said:  # the marks stand above the lines
        low, high = ax.get_ylim()
        ax.set_ylim(low, high + 0.35 * (high - low))
    return said
