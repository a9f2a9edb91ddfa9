"""Share of voice: who is talked about, before and now."""

import textwrap
from typing import TYPE_CHECKING

import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.charts.drawing import COLOURS, HATCHES, INK, finish, new_axes, units

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from kpi_kit.listening.voice import ShareOfVoice

NARROW = 0.13
"""A part of a stacked bar that is narrower has no room for its name."""

LETTERS = 75
"""Letters across a stacked bar."""

VOICES = 5
"""As many other voices have a part of their own."""


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
    table = _voices(found)
    spans = {"before": found.before, "now": found.span}
    shown = {name: span for name, span in spans.items() if table[name].sum()}
    ax = ax or new_axes(1.8 + 0.9 * len(shown))
    for at, name in enumerate(shown):
        _stack(ax, at, table, name)
    named_periods = [
        labels.text("chart.voice_period", span=span, mentions=formatting.number(table[name].sum()))
        for name, span in shown.items()
    ]
    ax.set_yticks(range(len(shown)), named_periods, fontsize=8)
    ax.set(xlim=(0, 1), ylim=(len(shown) - 0.5, -0.9))
    units(ax.xaxis, "share", labels.text("chart.voice_axis"))
    facts = {"own": found.own, "share": formatting.percent(found.share),
             "before": formatting.percent(found.share_before)}  # fmt: skip
    told = "; ".join(
        f"{row['about']}: {formatting.number(row['before'])} → {formatting.number(row['now'])} "
        f"({formatting.percent(row['share_before'])} → {formatting.percent(row['share'])})"
        for row in found.mentions.to_dict("records")
    )
    key = "voice_title" if "before" in shown else "voice_alone"
    return finish(
        ax, title=labels.text(f"chart.{key}", **facts),
        alt=labels.text("chart.voice_alt", sentence=found.sentence, values=told),
    )  # fmt: skip


def _voices(found: "ShareOfVoice") -> pd.DataFrame:
    """Return numbers before and now: own mentions first, small voices together last."""
    table = found.mentions.sort_values("now", ascending=False)[["about", "before", "now"]]
    mine = table["about"] == found.own
    first, rest = table[~mine].iloc[:VOICES], table[~mine].iloc[VOICES:]
    if len(rest) == 1:
        first, rest = table[~mine], rest.iloc[:0]
    name = labels.text("chart.voice_others", count=formatting.number(len(rest)))
    others = [{"about": name, **rest[["before", "now"]].sum()}] if len(rest) else []
    return pd.concat([table[mine], first, pd.DataFrame(others, columns=table.columns)])


def _stack(ax: "Axes", at: int, table: pd.DataFrame, name: str) -> None:
    """Draw one period's parts, each with its name and number in it or, if narrow, above it."""
    left, small = 0.0, 0
    for number, row in enumerate(table.to_dict("records")):
        part = float(row[name]) / float(table[name].sum())
        ax.barh(at, part, left=left, height=0.6, color=COLOURS[number % len(COLOURS)],
                hatch=HATCHES[number % len(HATCHES)], edgecolor="white")  # fmt: skip
        middle, about = left + part / 2, f"{row['about']} {formatting.number(row[name])}"
        if part >= NARROW:
            ax.text(middle, at, textwrap.fill(about, int(part * LETTERS)), ha="center",
                    va="center", fontsize=8, color=INK,
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 1})  # fmt: skip
        elif part:
            ax.annotate(about, (middle, at - 0.3), (0, 2 + 9 * (small % 3)),
                        textcoords="offset points", fontsize=8,
                        ha="left" if left < 0.5 else "right")  # fmt: skip
            small += 1
        left += part
