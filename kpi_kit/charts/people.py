"""People: how many were reached at least and at most, how a stock of followers moves, a funnel."""

import textwrap
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.charts.drawing import (
    COLOURS,
    HATCHES,
    INK,
    NAME,
    PALE,
    finish,
    listed,
    new_axes,
    present,
    signed,
    units,
)  # fmt: skip
from kpi_kit.errors import KpiKitError

if TYPE_CHECKING:
    from matplotlib.axes import Axes


STOCKS = {"flow_start", "flow_end"}


def reach_bounds(
    bounds: pd.DataFrame, *, by: str = "month", known: Mapping[str, float] | None = None,
    ax: "Axes | None" = None,
) -> "Axes":  # fmt: skip
    """Draw between which numbers net reach lies, and the true one where it is known.

    Parameters
    ----------
    bounds : DataFrame
        ``error.bounds`` of an :class:`~kpi_kit.errors.AggregationError`: a row per group with
        ``at_least`` and ``at_most``.
    by : str
        The column of groups.
    known : mapping of str to float, optional
        Net reach of some groups, as the platform or the truth tells it.
    ax : Axes, optional
        Where to draw; a new figure otherwise.

    Returns
    -------
    Axes
        Its label is the alternative text.

    Raises
    ------
    ColumnError
        If a column is not in ``bounds``.
    KpiKitError
        If there is no group to draw.
    """
    table = present(bounds, [by, "at_least", "at_most"], labels.name_of("reach")).iloc[::-1]
    ax = ax or new_axes(0.9 + 0.45 * len(table))
    groups = [formatting.period(by, str(value)) for value in table[by]]
    width = table["at_most"] - table["at_least"]
    ax.barh(groups, width, left=table["at_least"], color=COLOURS[0], height=0.5)
    for group, low, high in zip(groups, table["at_least"], table["at_most"], strict=True):
        ax.plot([low, high], [group, group], "|", color=COLOURS[0], markersize=12)
        ax.annotate(
            formatting.number(low) + (f" – {formatting.number(high)}" if high > low else ""),
            (high, group), (7, 0),
            textcoords="offset points", va="center", fontsize=8,
        )  # fmt: skip
    there = {formatting.period(by, str(key)): value for key, value in (known or {}).items()}
    inside = {group: there[group] for group in groups if group in there}
    if inside:
        ax.plot(list(inside.values()), list(inside), "D", color=INK)
    ax.set(xlim=(0, 1.3 * float(table["at_most"].max()) or 1), ylim=(-0.6, len(table) - 0.4))
    known_too = f"; {labels.text('chart.net')}" if inside else ""
    units(ax.xaxis, "count", labels.text("chart.people") + known_too)
    widest = table.iloc[int(width.argmax())]
    facts = {
        "at": formatting.period(by, str(widest[by])),
        "low": formatting.number(widest["at_least"]), "high": formatting.number(widest["at_most"]),
    }  # fmt: skip

    def line(row: "pd.Series[Any]") -> str:
        group = formatting.period(by, str(row[by]))
        ends = f"{formatting.number(row['at_least'])}–{formatting.number(row['at_most'])}"
        return f"{group}: {ends}" + (
            f" ({formatting.number(inside[group])})" if group in inside else ""
        )

    wide = widest["at_most"] > widest["at_least"]
    key = "reach_bounds_title" if wide else "reach_bounds_exact"
    return finish(
        ax, title=labels.text(f"chart.{key}", **facts),
        alt=labels.text("chart.reach_bounds_alt", values=listed(table.iloc[::-1], line, "at_most"),
                        **facts),
    )  # fmt: skip


def follower_flow(
    *, start: float, gained: float, lost: float, end: float, of: str = "", ax: "Axes | None" = None
) -> "Axes":
    """Draw how a stock of followers comes about: start, who came, who left, end.

    What the stock moved beyond those, such as deleted bots, is a step of its own.

    Parameters
    ----------
    start, end : float
        The stock before the period, and at its end.
    gained, lost : float
        Who followed and who unfollowed in it, both not negative.
    of : str
        Whose followers these are, for the title.
    ax : Axes, optional
        Where to draw; a new figure otherwise.

    Returns
    -------
    Axes
        Its label is the alternative text.

    Raises
    ------
    KpiKitError
        If a figure is missing.
    """
    steps = {"flow_start": start, "flow_gained": gained, "flow_lost": -lost}
    rest = end - start - gained + lost
    steps |= ({"flow_unexplained": rest} if abs(rest) >= 0.5 else {}) | {"flow_end": end}
    if any(value != value for value in steps.values()):
        raise KpiKitError.saying("nothing_to_draw", where="charts", kpi=labels.name_of("followers"))
    ax = ax or new_axes()
    names = [labels.text(f"chart.{step}") for step in steps]
    level = 0.0
    for place, (step, value) in enumerate(steps.items()):
        stock = step in STOCKS
        bottom = 0.0 if stock else level
        colour = PALE if stock else COLOURS[0 if value >= 0 else 2]
        hatch = HATCHES[0 if stock or value >= 0 else 1]
        ax.bar(names[place], value, bottom=bottom, color=colour, hatch=hatch, edgecolor="white")
        level = value if stock else level + value
        written = formatting.number(value) if stock else signed(value)
        ax.annotate(
            written, (place, max(bottom, bottom + value)), (0, 3), textcoords="offset points",
            ha="center", fontsize=9,
        )  # fmt: skip
    low, high = min(start, end, start + gained - lost), max(start + gained, end)
    bottom = max(0.0, low - 3 * (high - low)) if high > low else 0.0
    ax.set_ylim(bottom, high + 0.1 * (high - bottom) or 1)
    unit = labels.name_of("followers")
    units(ax.yaxis, "count", labels.text("chart.cut", name=unit) if bottom else unit)
    name = f"{of}, {labels.name_of('followers')}" if of else labels.name_of("followers")
    facts = {"name": name, "net": signed(end - start), "start": formatting.number(start),
             "end": formatting.number(end)}  # fmt: skip
    told = "; ".join(
        f"{names[n]}: {formatting.number(v) if s in STOCKS else signed(v)}"
        for n, (s, v) in enumerate(steps.items())
    )
    return finish(
        ax, title=labels.text("chart.flow_title", **facts),
        alt=labels.text("chart.flow_alt", values=told, **facts),
    )  # fmt: skip


def funnel(steps: Mapping[str, float], *, ax: "Axes | None" = None) -> "Axes":
    """Draw a way in steps, such as impressions, clicks, sessions, orders, and what each step loses.

    Parameters
    ----------
    steps : mapping of str to float
        Figures in the order of the way, by metric or name. Two sources that count differently
        belong into two funnels.
    ax : Axes, optional
        Where to draw; a new figure otherwise.

    Returns
    -------
    Axes
        Widths are true to scale, for a logarithmic scale would hide the losses; each bar says how
        many of the step before it are left. Its label is the alternative text.

    Raises
    ------
    KpiKitError
        If there are fewer than two steps, or one is missing or not positive at the start.
    """
    values = list(steps.values())
    if len(values) < 2 or any(value != value for value in values) or values[0] <= 0:
        raise KpiKitError.saying("no_funnel", where="charts.funnel")
    ax = ax or new_axes(1.0 + 0.55 * len(values))
    names = [labels.name_of(step) for step in steps]
    places = range(len(values))
    ax.barh(places, values, color=COLOURS[0], height=0.6)
    ax.set_yticks(places, [textwrap.fill(name, NAME) for name in names])
    ax.set_ylim(len(values) - 0.5, -0.5)
    rates = [float("nan"), *(b / a if a else float("nan") for a, b in pairwise(values))]
    written = [
        formatting.number(value) + (f"  ({_rate(rate)})" if rate == rate else "")
        for value, rate in zip(values, rates, strict=True)
    ]
    for place, value, text in zip(places, values, written, strict=True):
        ax.annotate(
            text, (value, place), (4, 0), textcoords="offset points", va="center", fontsize=9
        )
    ax.margins(x=0.22)
    units(ax.xaxis, "count", labels.text("chart.number"))
    worst = min(range(1, len(rates)), key=lambda place: rates[place])
    facts = {
        "first": names[0], "last": names[-1], "step": names[worst],
        "rate": _rate(rates[worst]), "whole": _rate(values[-1] / values[0]),
    }  # fmt: skip
    key = "funnel_title" if rates[worst] < 1 else "funnel_whole"
    key = key if values[-1] else "funnel_none"
    title = labels.text(f"chart.{key}", **facts)
    told = "; ".join(f"{name}: {text}" for name, text in zip(names, written, strict=True))
    return finish(
        ax, title=title, alt=labels.text("chart.funnel_alt", title=title, values=told)
    )  # fmt: skip


def _rate(share: float) -> str:
    """Write a share with two digits that count, for a funnel has 0.009 % and 75 %."""
    digits = next((n for n in range(6) if share * 100 >= 10 ** (1 - n)), 0)
    return formatting.percent(share, digits=digits)
