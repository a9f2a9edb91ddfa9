"""Groups side by side: a ranking, channels, voices, campaigns."""

import textwrap
from typing import TYPE_CHECKING, Any

import pandas as pd

from kpi_kit import labels
from kpi_kit.charts.drawing import (
    COLOURS,
    HATCHES,
    INK,
    finish,
    listed,
    new_axes,
    place,
    present,
    shown_in,
    units,
)  # fmt: skip
from kpi_kit.errors import ColumnError, KpiKitError
from kpi_kit.kpis import figure as named

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from kpi_kit.compare import ChannelComparison
    from kpi_kit.listening.voice import ShareOfVoice

NARROW = 0.13
"""A part of a stacked bar that is narrower has no room for its name."""

HEIGHT = 200
"""Points from the bottom of the axes to the top."""

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
    KpiKitError
        If no value is there to draw.
    """
    table = present(values, [kpi, by], labels.name_of(kpi)).sort_values(kpi)
    ax = ax or new_axes()
    item = named(kpi)
    groups = [labels.value_name(by, str(value)) for value in table[by]]
    bars = ax.barh(groups, table[kpi].to_numpy(), color=COLOURS[0])
    ax.bar_label(bars, [shown_in(item, row) for _, row in table.iterrows()], padding=4)
    top = table.iloc[-1]
    name = f"{of}, {labels.name_of(kpi)}" if of else labels.name_of(kpi)
    facts = {"name": name, "value": shown_in(item, top), "at": groups[-1]}
    all_values = listed(table.iloc[::-1], lambda row: f"{place(row, by)}: {shown_in(item, row)}")
    finish(
        ax, title=labels.text("chart.ranking_title", **facts),
        alt=labels.text("chart.ranking_alt", values=all_values, **facts),
    )  # fmt: skip
    ax.margins(x=0.15)
    units(ax.xaxis, item.unit, labels.name_of(kpi))
    return ax


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
        text = labels.shown(cell.value, item.unit) if cell.there else labels.text("chart.unknown")
        ax.plot(cell.value, at, "o", color=COLOURS[0], markersize=9,
                markerfacecolor=COLOURS[0] if ranked else "white")  # fmt: skip
        ax.annotate(text, (cell.value if cell.there else 0, at), (9, 0), va="center",
                    textcoords="offset points", fontsize=9)  # fmt: skip
    ax.set_yticks(range(len(rows)), [cell.shown_channel for cell in rows])
    ax.set_ylim(-0.6, len(rows) - 0.4)
    ax.set_xlim(min(0.0, *(c.value for c in there)), 1.2 * max(*(c.value for c in there), 0.0) or 1)
    units(ax.xaxis, item.unit, labels.name_of(kpi))
    key = "channels_alone" if len(there) == 1 else "channels_apart"
    best = there[-1]
    title = labels.text(
        f"chart.{'channels_ranked' if ranked else key}", name=labels.name_of(kpi),
        best=best.shown_channel, value=labels.shown(best.value, item.unit),
    )  # fmt: skip
    notes = [note for note in found.notes if note.startswith(labels.name_of(kpi))]
    told = "; ".join(f"{c.shown_channel}: {labels.shown(c.value, item.unit)}" for c in rows[::-1])
    return finish(
        ax, title=title, source="\n".join([textwrap.fill(note, NOTE) for note in notes] +
        [labels.text("chart.source")]),
        alt=labels.text("chart.channels_alt", title=title, values=told, notes=" ".join(notes)),
    )  # fmt: skip


def share_of_voice(found: "ShareOfVoice", *, ax: "Axes | None" = None) -> "Axes":
    """Draw everybody's share of all mentions, before and now, with the numbers behind it.

    Parameters
    ----------
    found : ShareOfVoice
        What :func:`kpi_kit.listening.share_of_voice` found.
    ax : Axes, optional
        Where to draw; a new figure otherwise.

    Returns
    -------
    Axes
        A stacked bar per period; own mentions first, with their number and that of all mentions,
        for a share also falls because others are louder. Its label is the alternative text.
    """
    ax = ax or new_axes(3.6)
    table = found.mentions.sort_values("now", ascending=False)
    mine = table["about"] == found.own
    table = pd.concat([table[mine], table[~mine]])
    spans = {"before": found.before, "now": found.span}
    for at, (name, share) in enumerate((("before", "share_before"), ("now", "share"))):
        left, small = 0.0, 0
        for number, row in enumerate(table.to_dict("records")):
            part = float(row[share]) if row[share] == row[share] else 0.0
            ax.barh(at, part, left=left, height=0.6, color=COLOURS[number % len(COLOURS)],
                    hatch=HATCHES[number % len(HATCHES)], edgecolor="white")  # fmt: skip
            name_and_number = f"{row['about']} {labels.number(row[name])}"
            if part >= NARROW:
                ax.text(left + part / 2, at, name_and_number.replace(" ", "\n"), ha="center",
                        va="center", fontsize=8, color=INK,
                        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1})  # fmt: skip
            elif part:
                ax.annotate(name_and_number, (left + part / 2, at - 0.3), (0, 2 + 9 * (small % 3)),
                            textcoords="offset points", fontsize=8,
                            ha="left" if left < 0.5 else "right")  # fmt: skip
                small += 1
            left += part
    named_periods = [
        labels.text("chart.voice_period", span=span, mentions=labels.number(table[name].sum()))
        for name, span in spans.items()
    ]
    ax.set_yticks([0, 1], named_periods, fontsize=8)
    ax.set(xlim=(0, 1), ylim=(1.5, -0.9))
    units(ax.xaxis, "share", labels.text("chart.voice_axis"))
    facts = {"own": found.own, "share": labels.percent(found.share),
             "before": labels.percent(found.share_before)}  # fmt: skip
    told = "; ".join(
        f"{row['about']}: {labels.number(row['before'])} → {labels.number(row['now'])} "
        f"({labels.percent(row['share_before'])} → {labels.percent(row['share'])})"
        for row in table.to_dict("records")
    )
    return finish(
        ax, title=labels.text("chart.voice_title", **facts),
        alt=labels.text("chart.voice_alt", sentence=found.sentence, values=told),
    )  # fmt: skip


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
    KpiKitError
        If no campaign has both.
    """
    table = present(values, [by, spend, kpi], labels.name_of(kpi)).sort_values(kpi)
    ax, item = ax or new_axes(), named(kpi)
    ax.plot(table[spend], table[kpi], "o", color=COLOURS[0], markersize=9, linestyle="")
    far, span = 0.8 * float(table[spend].max()), float(table[kpi].max() - min(0, table[kpi].min()))
    level = float("-inf")
    for _, row in table.iterrows():  # upwards, and no name on the one below it
        right, level = row[spend] > far, max(float(row[kpi]), level + 0.05 * span)
        raised = HEIGHT * (level - row[kpi]) / span if span else 0.0
        ax.annotate(str(row[by]), (row[spend], row[kpi]), (-8 if right else 8, raised),
                    textcoords="offset points", ha="right" if right else "left", va="center",
                    fontsize=8)  # fmt: skip
    ax.set(xlim=(0, 1.1 * float(table[spend].max()) or 1))
    ax.set_ylim(bottom=min(0.0, float(table[kpi].min())))
    ax.margins(y=0.15)
    money = ", ".join(sorted({*table["currency"].dropna()})) if "currency" in table else None
    units(ax.xaxis, "money", labels.name_of(spend), currency=money)
    units(ax.yaxis, item.unit, labels.name_of(kpi), currency=money)
    paid = named(spend)

    def line(row: "pd.Series[Any]") -> str:
        return f"{row[by]}: {shown_in(paid, row)}, {shown_in(item, row)}"

    top = table.iloc[-1]
    facts = {"name": labels.name_of(kpi), "top": top[by], "value": shown_in(item, top),
             "spend": shown_in(paid, top)}  # fmt: skip
    return finish(
        ax, title=labels.text("chart.campaigns_title", **facts),
        alt=labels.text("chart.campaigns_alt", x=labels.name_of(spend), y=labels.name_of(kpi),
                        values=listed(table.iloc[::-1], line)),
    )  # fmt: skip
