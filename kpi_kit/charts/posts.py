"""Posts one by one: how a figure is spread over them, and when they are published."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.charts.drawing import COLOURS, INK, QUIET, finish, listed, new_axes, present, units
from kpi_kit.contrast import contrast
from kpi_kit.evidence.intervals import bootstrap_interval
from kpi_kit.kpis import figure as named
from kpi_kit.values import compute

if TYPE_CHECKING:
    from matplotlib.axes import Axes

POST = "_post"
SPREAD = 0.28
"""How far the points of a group lie from its middle line at most."""

FEW = 3
"""With fewer posts, a weekday and hour says nothing about others."""


def distribution(
    posts: pd.DataFrame, kpi: str, *, by: str = "format", ax: "Axes | None" = None
) -> "Axes":
    """Draw every post as a point, with each group's median, pooled value and interval.

    Parameters
    ----------
    posts : DataFrame
        Rows of ``exports.posts``, not values.
    kpi : str
        A KPI that a single post has, such as ``engagement_rate_by_reach``.
    by : str
        The column of groups.
    ax : Axes, optional
        Where to draw; a new figure otherwise.

    Returns
    -------
    Axes
        The points; the median as a line, half of the posts above and half below; and the value of
        all posts together (ratio of sums) with its bootstrap interval. Its label is the
        alternative text.

    Raises
    ------
    ColumnError, AggregationError
        As :func:`kpi_kit.compute` and :func:`kpi_kit.bootstrap_interval` do.
    KpiKitError
        If no post has the figure.
    """
    item, name = named(kpi), labels.name_of(kpi)
    numbered = posts.assign(**{POST: range(len(posts))})
    single = present(compute(numbered, [kpi], by=[by, POST]), [kpi, by], name)
    pooled = bootstrap_interval(posts, kpi, by=by)
    groups = single.groupby(by)[kpi].agg(["median", "size"]).sort_values("median")
    told = pooled.set_index(by).loc[groups.index].join(groups).reset_index()
    ax = ax or new_axes(1.6 + 0.62 * len(told))
    for place, row in enumerate(told.to_dict("records")):
        points = single.loc[single[by] == row[by], kpi].sort_values().to_numpy()
        ax.plot(
            points, place + _aside(len(points)), "o", color=COLOURS[0], alpha=0.7,
            markersize=4.5, markeredgewidth=0, zorder=3,
        )  # fmt: skip
        ax.plot([row["median"]] * 2, [place - 0.33, place + 0.33], color=INK, linewidth=2)
        ax.plot([row["low"], row["high"]], [place + 0.4] * 2, color=COLOURS[2], linewidth=2.5)
        ax.plot(row[kpi], place + 0.4, marker="D", color=COLOURS[2], markersize=5)
    shown = [labels.value_name(by, str(value)) for value in told[by]]
    names = [
        f"{group}\n({formatting.number(n)})" for group, n in zip(shown, told["size"], strict=True)
    ]
    ax.set_yticks(range(len(told)), names)
    ax.set_ylim(-0.5, len(told) - 0.4)
    units(ax.xaxis, item.unit, name)
    level = (told["median"] == told["median"].max()).to_list()
    best = [group for group, top in zip(shown, level, strict=True) if top]
    facts = {
        "name": name, "best": ", ".join(best), "posts": formatting.number(len(single)),
        "median": formatting.shown(told["median"].max(), item.unit),
    }  # fmt: skip
    key = "distribution_title" if len(best) == 1 else "distribution_tied"
    if len(told) == 1:
        key = "distribution_alone" if len(single) > 1 else "distribution_one"

    def line(row: "pd.Series[Any]") -> str:
        written = {k: formatting.shown(row[k], item.unit) for k in ("median", kpi, "low", "high")}
        return labels.text(
            "chart.distribution_line", group=labels.value_name(by, str(row[by])),
            posts=formatting.number(row["size"]), median=written["median"], pooled=written[kpi],
            low=written["low"], high=written["high"],
        )  # fmt: skip

    finish(
        ax, title=labels.text(f"chart.{key}", **facts),
        alt=labels.text("chart.distribution_alt", values=listed(told, line, "median"), **facts),
    )  # fmt: skip
    ax.annotate(
        labels.text("chart.distribution_key"), (0, 0), (0, -6), ("axes fraction", ax.xaxis.label),
        "offset points", va="top", fontsize=7, color=QUIET, annotation_clip=False,
    )  # fmt: skip
    return ax


def _aside(points: int) -> Any:
    """Move points out of each other's way, the same way at every run."""
    return SPREAD * np.sin(2.399963 * np.arange(points))  # the golden angle never repeats


def weekday_hour(values: pd.DataFrame, kpi: str, *, ax: "Axes | None" = None) -> "Axes":
    """Draw a figure by weekday and hour; each field says how many posts it rests on.

    Parameters
    ----------
    values : DataFrame
        What :func:`kpi_kit.compute` gave by ``["weekday", "hour"]``.
    kpi : str
        The column to draw.
    ax : Axes, optional
        Where to draw; a new figure otherwise.

    Returns
    -------
    Axes
        Fields with fewer than three posts are hatched, and never the finding. Its label is the
        alternative text.

    Raises
    ------
    ColumnError
        If a column is not in ``values``.
    KpiKitError
        If no value is there to draw.
    """
    from matplotlib.colors import to_hex

    item, name = named(kpi), labels.name_of(kpi)
    table = present(values, [kpi, "weekday", "hour"], name)
    used = f"{kpi}_rows"
    ax = ax or new_axes(3.6)
    hours = range(int(table["hour"].min()), int(table["hour"].max()) + 1)
    grid = table.pivot_table(index="weekday", columns="hour", values=kpi)
    grid = grid.reindex(index=range(1, 8), columns=hours)
    fields = ax.imshow(
        grid.to_numpy(), aspect="auto", cmap="Blues", vmin=min(0.0, float(table[kpi].min())),
        interpolation="nearest",
    )  # fmt: skip
    for row in table.to_dict("records"):
        x, y = row["hour"] - hours[0], row["weekday"] - 1
        field = to_hex(tuple(fields.to_rgba(row[kpi])))
        ink = max(("#ffffff", "#000000"), key=lambda ink: contrast(ink, field))
        ax.text(x, y, formatting.number(row[used]), ha="center", va="center", fontsize=7, color=ink)
        if row[used] < FEW:
            ax.fill_between([x - 0.5, x + 0.5], y - 0.5, y + 0.5, hatch="///", facecolor="none",
                            edgecolor="#888888", linewidth=0)  # fmt: skip
    ax.set_xticks(range(len(hours)), [str(hour) for hour in hours])
    ax.set_yticks(range(7), [formatting.weekday(day) for day in range(1, 8)])
    ax.set_xlabel(labels.text("chart.hour"))
    steady = table[table[used] >= FEW]
    facts = {"name": name, "few": FEW}

    def slot(row: "pd.Series[Any]") -> dict[str, object]:
        return {
            "day": formatting.weekday(int(row["weekday"])), "hour": int(row["hour"]),
            "value": formatting.shown(row[kpi], item.unit), "posts": formatting.number(row[used]),
        }  # fmt: skip

    def line(row: "pd.Series[Any]") -> str:
        return labels.text("chart.weekday_hour_line", **slot(row))

    level = steady[steady[kpi] == steady[kpi].max()]
    if len(level) == 1:
        title = labels.text("chart.weekday_hour_title", name=name, **slot(level.iloc[0]))
    elif len(level):
        title = labels.text("chart.weekday_hour_tied", name=name,
                            times=formatting.number(len(level)),
                            value=formatting.shown(level.iloc[0][kpi], item.unit))  # fmt: skip
    else:
        title = labels.text("chart.weekday_hour_few", **facts)
    alt = labels.text("chart.weekday_hour_alt", values=listed(table, line, kpi), **facts)
    return finish(ax, title=title, alt=alt)
