"""Figures over time: breaks, events, cut periods and the year before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.breaks import known
from kpi_kit.charts.drawing import (
    QUIET,
    cues,
    currency_of,
    finish,
    listed,
    name_ends,
    new_axes,
    place,
    present,
    shown_in,
    ticks,
    units,
)  # fmt: skip
from kpi_kit.errors import KpiKitError, require
from kpi_kit.kpis import Figure as KpiFigure
from kpi_kit.kpis import figure as named
from kpi_kit.metrics import METRICS
from kpi_kit.periods import NAMES, PERIODS, name_of_day

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TICKS = {"day": 8}
"""As many labels an axis holds without crowding, where it is not a dozen."""

MARKED = 60
"""With more periods, a marker each would run into a thick line."""

ROWS = 4
"""What is marked stands in so many rows above the lines."""

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
    ComparisonError
        If amounts are of several currencies.
    KpiKitError
        If no value is there to draw, none a year before although ``last_year`` is wanted, or
        several of one period and series.
    """
    keys = [by, *([series] if series else [])]
    table = present(values, [kpi, *keys], labels.name_of(kpi))
    item = named(kpi)
    currency = currency_of(table, item, keys)
    ax = ax or new_axes()
    periods = all_periods([str(period) for period in table[by]], by)
    now, then = _a_year_apart(table, by, item.name) if last_year else (table, table.iloc[:0])
    periods = [period for period in periods if period >= str(now[by].min())]
    _draw_year_before(ax, then, item.name, by, series, periods)
    ends = _draw_lines(ax, now, item.name, by, series, periods)
    _from_zero(ax, float(pd.concat([now, then])[kpi].min()))
    title = finding(now, item, by, series)
    notes = [labels.text("chart.year_before")] if len(then) else []
    label_axes(ax, item, by, periods, now, notes, currency)

    def line(row: "pd.Series[Any]") -> str:
        cut = f" ({labels.text('chart.incomplete')})" if is_cut(row) else ""
        return f"{place(row, by, series)}: {shown_in(item, row)}{cut}"

    marks = [*_breaks(now, item, by, periods), *_events(now, events, by, periods)]
    _draw_marks(ax, marks, len(periods))
    if series:
        name_ends(ax, ends)
    alt = labels.text("chart.trend_alt", title=title, values=listed(now, line, item.name))
    before = (
        labels.text("chart.year_before_alt", values=listed(then, line, item.name))
        if len(then)
        else ""
    )
    return finish(
        ax, title=title, alt=" ".join(filter(None, [alt, before, *(m.said for m in marks)]))
    )


def finding(table: pd.DataFrame, item: KpiFigure, by: str, series: str | None) -> str:
    """Say where a figure is highest; of one figure, or all alike, nothing is."""
    top = table[table[item.name] == table[item.name].max()].iloc[0]
    times = int((table[item.name] == top[item.name]).sum())
    facts = {"name": labels.name_of(item.name), "value": shown_in(item, top),
             "at": place(top, by, series), "times": formatting.number(times)}  # fmt: skip
    key = "trend_tied" if times > 1 else "trend_title"
    if times == len(table):
        key = "trend_alone" if times == 1 else "trend_even"
    return labels.text(f"chart.{key}", **facts)


def is_cut(row: "pd.Series[Any]") -> bool:
    """Whether the rows do not reach over the whole of their period."""
    return not bool(row.get("complete", True))


def _draw_lines(
    ax: "Axes", table: pd.DataFrame, kpi: str, by: str, series: str | None, periods: list[str]
) -> list[tuple[str, float, float]]:
    """Draw a line per series, and return the name and the end of each."""
    ends = []
    for number, (name, rows) in enumerate(lines(table, series)):
        ordered = rows.set_index(by)[kpi].reindex(periods)
        colour, marker, dashes = cues(number)
        ax.plot(
            range(len(periods)), ordered.to_numpy(), color=colour, label=name, linestyle=dashes,
            marker=marker if len(periods) <= MARKED else "",
        )  # fmt: skip
        cut = rows[rows.apply(is_cut, axis=1)]
        ax.scatter(
            [periods.index(str(period)) for period in cut[by]], cut[kpi].tolist(), s=36,
            marker=marker, zorder=3, facecolors="white", edgecolors=colour,
        )  # fmt: skip
        ends.append((name, float(len(periods) - 1), float(ordered.iloc[-1])))
    return ends


def _from_zero(ax: "Axes", lowest: float) -> None:
    """Begin the axis at 0; where figures are negative, leave room below and draw the zero."""
    if lowest >= 0:
        ax.set_ylim(bottom=0)
    else:
        ax.axhline(0, color=QUIET, linewidth=0.8, zorder=0)


def _a_year_apart(table: pd.DataFrame, by: str, kpi: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the periods that have one a year before, and these under the later names."""
    later = table[by].astype(str).map(lambda period: f"{int(period[:4]) + 1}{period[4:]}")
    both = {*later} & {*table[by].astype(str)}
    if not both:
        raise KpiKitError.saying("no_last_year", where="charts.trend", kpi=labels.name_of(kpi))
    return table[table[by].astype(str) >= min(both)], table.assign(**{by: later})[later.isin(both)]


def _draw_year_before(
    ax: "Axes", then: pd.DataFrame, kpi: str, by: str, series: str | None, periods: list[str]
) -> None:
    """Draw a pale line per series, behind the others."""
    for number, (_, rows) in enumerate(lines(then, series) if len(then) else []):
        ordered = rows.set_index(by)[kpi].reindex(periods)
        ax.plot(range(len(periods)), ordered.to_numpy(), color=PAST, linewidth=2.5, zorder=1,
                label="_", linestyle=cues(number)[2])  # fmt: skip


def label_axes(
    ax: "Axes", item: KpiFigure, by: str, periods: Sequence[str], table: pd.DataFrame,
    notes: Sequence[str], currency: str | None,
) -> None:  # fmt: skip
    """Write periods and units on the axes, and what open points and pale lines mean."""
    name = labels.text(f"column.{by}") if by in PERIODS else labels.name_of(by)
    cut = [labels.text("chart.open_point")] if table.apply(is_cut, axis=1).any() else []
    notes = [*cut, *notes]
    ax.set_xlabel(f"{name} ({'; '.join(notes)})" if notes else name)
    units(ax.yaxis, item.unit, labels.name_of(item.name), currency=currency)
    most = TICKS.get(by, 12)
    name_periods(ax, by, periods, most)
    if by not in NAMES and len(periods) > most // 2:
        ax.tick_params(axis="x", rotation=45)


def name_periods(ax: "Axes", by: str, periods: Sequence[str], most: int) -> None:
    """Name every period on the axis, or every second, third … so that they are not too many."""
    step = -(-len(periods) // most)
    shown = periods[::step]
    names = ticks(by, shown) if by in NAMES else [labels.value_name(by, one) for one in shown]
    ax.set_xticks(range(0, len(periods), step), names)


def all_periods(found: Sequence[str], by: str) -> list[str]:
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


def lines(table: pd.DataFrame, series: str | None) -> list[tuple[str, pd.DataFrame]]:
    """Return the shown name and the rows of each series; all rows where there are no series."""
    if series is None:
        return [("", table)]
    return [
        (labels.value_name(series, str(name)), line)
        for name, line in table.groupby(series, sort=True)
    ]


@dataclass(frozen=True)
class Mark:
    """What happened in a period: its place, its name, the sentence on it, and how it is drawn."""

    at: int
    label: str
    said: str
    dashes: str = "-"


def _breaks(table: pd.DataFrame, item: KpiFigure, by: str, periods: Sequence[str]) -> list[Mark]:
    """Find where a definition changed between two periods."""
    channels = set(table["channel"]) if "channel" in table else set()
    columns = {METRICS[name].column for name in item.inputs if name in METRICS}
    marks = []
    for found in known():
        at = name_of_day(found.date, by) if by in NAMES else ""
        if found.channel in channels and columns & set(found.metrics) and at in periods[1:]:
            name = labels.value_name("channel", found.channel)
            label = labels.text("chart.break", channel=name)
            marks.append(Mark(periods.index(at), label, str(found), ":"))
    return marks


def _events(
    table: pd.DataFrame, events: pd.DataFrame | None, by: str, periods: Sequence[str]
) -> list[Mark]:
    """Find the events of these channels in these periods."""
    if events is None or by not in NAMES:
        return []
    require(("date", "label", "channel"), events, "charts.trend")
    channels = {*table["channel"]} if "channel" in table else set()
    marks = []
    for date, label, channel in events[["date", "label", "channel"]].itertuples(index=False):
        when = pd.Timestamp(date).date()
        at = name_of_day(when, by)
        if at in periods and not (channels and pd.notna(channel) and channel not in channels):
            marks.append(Mark(periods.index(at), str(label), f"{formatting.day(when)}: {label}."))
    return marks


def _draw_marks(ax: "Axes", marks: Sequence[Mark], periods: int) -> None:
    """Draw a line for each mark and its name in a row of its own, above the lines."""
    if not marks:
        return
    low, high = ax.get_ylim()
    ax.set_ylim(low, high + 0.075 * (1 + min(len(marks), ROWS)) * (high - low))
    for number, mark in enumerate(sorted(marks, key=lambda mark: mark.at)):
        right = mark.at > 0.6 * periods
        ax.axvline(mark.at, color=QUIET, linewidth=0.8, linestyle=mark.dashes, zorder=0)
        ax.annotate(
            mark.label, (mark.at, 1), (-3 if right else 3, -2 - 10 * (number % ROWS)),
            ("data", "axes fraction"), "offset points", fontsize=7, color=QUIET,
            ha="right" if right else "left", va="top",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )  # fmt: skip
