"""Campaigns as points: what was spent, and what came of it."""

import textwrap
from typing import TYPE_CHECKING, Any

import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.charts.drawing import (
    COLOURS,
    NAME,
    currency_of,
    finish,
    listed,
    new_axes,
    present,
    shown_in,
    units,
)  # fmt: skip
from kpi_kit.kpis import figure as named

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAMED = 8
"""As many points have room for their names beside them; more have numbers and a key."""

HEIGHT = 200
"""Points from the bottom of the axes to the top."""


def campaigns(
    values: pd.DataFrame, kpi: str, *, by: str = "campaign", spend: str = "spend",
    ax: "Axes | None" = None,
) -> "Axes":  # fmt: skip
    """Draw campaigns as points: what was spent, and what came of it.

    Parameters
    ----------
    values : DataFrame
        What :func:`kpi_kit.compute` gave by campaign, with spend and the result.
    kpi : str
        The result.
    by : str
        The column of campaigns.
    spend : str
        The column of what was spent.
    ax : Axes, optional
        Where to draw; a new figure otherwise.

    Returns
    -------
    Axes
        Every point has its name. Its label is the alternative text.

    Raises
    ------
    ColumnError
        If a column is not in ``values``.
    ComparisonError
        If amounts are of several currencies.
    KpiKitError
        If no campaign has both, or one has several rows.
    """
    table = present(values, [by, spend, kpi], labels.name_of(kpi)).sort_values(kpi)
    item, paid = named(kpi), named(spend)
    money = currency_of(table, paid, [by])
    ax = ax or new_axes()
    ax.plot(table[spend], table[kpi], "o", color=COLOURS[0], markersize=9, linestyle="")
    ax.set_xlim(0, 1.1 * float(table[spend].max()) or 1)
    low, high = min(0.0, float(table[kpi].min())), float(table[kpi].max())
    ax.set_ylim(low, low + 1.12 * (high - low) or 1)
    units(ax.xaxis, "money", labels.name_of(spend), currency=money)
    units(ax.yaxis, item.unit, labels.name_of(kpi), currency=money)
    if len(table) > NAMED:
        _numbers(ax, table, by, spend, kpi)
    else:
        _names(ax, table, by, spend, kpi)

    def line(row: "pd.Series[Any]") -> str:
        return f"{row[by]}: {shown_in(paid, row)}, {shown_in(item, row)}"

    top = table.iloc[-1]
    level = int((table[kpi] == top[kpi]).sum())
    facts = {"name": labels.name_of(kpi), "top": top[by], "value": shown_in(item, top),
             "spend": shown_in(paid, top), "count": formatting.number(level)}  # fmt: skip
    key = "campaigns_title" if level == 1 else "campaigns_tied"
    key = key if len(table) > 1 else "campaigns_alone"
    return finish(
        ax, title=labels.text(f"chart.{key}", **facts),
        alt=labels.text("chart.campaigns_alt", x=labels.name_of(spend), y=labels.name_of(kpi),
                        values=listed(table.iloc[::-1], line, kpi)),
    )  # fmt: skip


def _names(ax: "Axes", table: pd.DataFrame, by: str, spend: str, kpi: str) -> None:
    """Write each campaign's name beside its point, upwards, and none on the one below it."""
    far, span = 0.6 * ax.get_xlim()[1], ax.get_ylim()[1] - ax.get_ylim()[0]
    level = float("-inf")
    for _, row in table.iterrows():
        name = textwrap.fill(str(row[by]), NAME)
        room = 0.055 * (1 + name.count("\n")) * span
        right, level = row[spend] > far, max(float(row[kpi]), level + room)
        raised = HEIGHT * (level - row[kpi]) / span
        ax.annotate(name, (row[spend], row[kpi]), (-8 if right else 8, raised),
                    textcoords="offset points", ha="right" if right else "left", va="center",
                    fontsize=8)  # fmt: skip


def _numbers(ax: "Axes", table: pd.DataFrame, by: str, spend: str, kpi: str) -> None:
    """Write a number beside each point, and beside the axes whose it is, by spend."""
    ordered = table.sort_values([spend, kpi], ascending=False).reset_index(drop=True)
    for number, (_, row) in enumerate(ordered.iterrows(), 1):
        ax.annotate(f"{number}", (row[spend], row[kpi]), (0, 6), ha="center",
                    textcoords="offset points", fontsize=8)  # fmt: skip
    key = [textwrap.fill(f"{n} {name}", NAME, subsequent_indent="   ")
           for n, name in enumerate(map(str, ordered[by]), 1)]  # fmt: skip
    ax.annotate("\n".join(key), (1, 1), (10, 0), "axes fraction", "offset points", va="top",
                fontsize=7, annotation_clip=False)  # fmt: skip
