"""Goals: how far one has come, and whether its pace will do."""

from typing import TYPE_CHECKING, Any

from kpi_kit import formatting, labels
from kpi_kit.charts.drawing import (
    COLOURS,
    INK,
    PALE,
    QUIET,
    finish,
    new_axes,
    ticks,
    units,
)  # fmt: skip
from kpi_kit.errors import KpiKitError

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd
    from matplotlib.axes import Axes

    from kpi_kit.goals import Assessment

VERDICTS = {
    "reached": (COLOURS[0], "✓"), "on_track": (COLOURS[0], "↗"), "at_risk": (COLOURS[1], "!"),
    "missed": (COLOURS[2], "✗"), "too_early_to_tell": (COLOURS[3], "…"),
    "not_measurable": (COLOURS[3], "?"),
}  # fmt: skip
"""The colour of a verdict, and the sign that says it without colour."""


def goal_bullet(one: "Assessment", *, ax: "Axes | None" = None) -> "Axes":
    """Draw a goal's figure beside its baseline, its target, and what is due by now.

    Parameters
    ----------
    one : Assessment
        One of what :func:`kpi_kit.assess` found.
    ax : Axes, optional
        Where to draw; a new figure otherwise.

    Returns
    -------
    Axes
        The bar is the figure, the thick line the target, the thin one the baseline; the pale band
        is the tolerance around what is due by now. Its label is the alternative text.

    Raises
    ------
    KpiKitError
        If there is no figure.
    """
    state, goal = one.state, one.goal
    _refuse_unknown(one)
    ax = ax or new_axes(2.3)
    colour, _ = VERDICTS[one.verdict]
    ax.barh(0, state.actual, height=0.5, color=colour, zorder=2)
    due = state.expected
    whole = due - state.baseline if state.kind == "stock" else due
    if due == due and whole == whole:
        slack = goal.tolerance * abs(whole)
        ax.barh(0, 2 * slack, left=due - slack, height=1.0, color=PALE, zorder=1)
    marks = {"target": (state.target, 1, 3.0), "baseline": (state.baseline, -1, 1.2)}
    if due == due and abs(due - state.target) > 1e-9 * abs(state.target):
        marks["due"] = (due, -2, 1.2)
    for name, (at, row, width) in marks.items():
        if at == at:
            ax.plot([at, at], [-0.42, 0.42], color=INK, linewidth=width, zorder=3,
                    linestyle=":" if name == "due" else "-")  # fmt: skip
            ax.annotate(
                f"{labels.text(f'bullet.{name}')} {_shown(one, at)}", (at, 0.55 * (row > 0) -
                0.5 * (row < 0)), (0, 2 if row > 0 else 12 * (row + 1) - 3),
                textcoords="offset points", ha="center", va="bottom" if row > 0 else "top",
                fontsize=8, color=INK,
            )  # fmt: skip
    everything = [at for at, _, _ in marks.values() if at == at] + [state.actual, 0.0]
    low, high = min(everything), max(everything)
    ax.set(ylim=(-1.6, 1.0), yticks=[], xlim=(low - (low < 0) * 0.15 * (high - low),
           high + 0.18 * (high - low or 1)))  # fmt: skip
    ax.spines["left"].set_visible(False)
    units(ax.xaxis, goal.kpi.unit, labels.name_of(goal.kpi.name), currency=one.measured.currency)
    facts = {"name": goal.title, "actual": _shown(one, state.actual),
             "target": labels.text(f"goal.target_{goal.aim}", target=_shown(one, state.target)),
             "verdict": labels.text(f"verdict.{one.verdict}")}  # fmt: skip
    return finish(
        ax, title=labels.text("chart.bullet_title", **facts),
        alt=labels.text("chart.bullet_alt", sentence=one.sentence, values="; ".join(
            f"{labels.text(f'bullet.{name}')} {_shown(one, at)}"
            for name, (at, _, _) in marks.items() if at == at)),
    )  # fmt: skip


def pacing(one: "Assessment", *, ax: "Axes | None" = None) -> "Axes":
    """Draw how a goal's figure came in, what was to be expected, and where it will end.

    Parameters
    ----------
    one : Assessment
        One of what :func:`kpi_kit.assess` found, of a total or a stock.
    ax : Axes, optional
        Where to draw; a new figure otherwise.

    Returns
    -------
    Axes
        The dashed line goes by what is due today, the band is the forecast's interval at the
        deadline. Its label is the alternative text.

    Raises
    ------
    KpiKitError
        If there is no figure, or the goal is a rate, growth or people, which have no pace.
    """
    state, goal = one.state, one.goal
    _refuse_unknown(one)
    if state.kind not in {"total", "stock"} or one.through is None:
        raise KpiKitError.saying(
            "no_pace", where="charts.pacing", kpi=labels.name_of(goal.kpi.name)
        )
    ax, days = ax or new_axes(), _course(one)
    start, now, end = (_on_axis(day) for day in (goal.start, one.through, goal.deadline))
    ax.plot([_on_axis(day) for day in days.index], days.to_numpy(), color=COLOURS[0], linewidth=2,
            marker="o" if len(days) == 1 else "")  # fmt: skip
    begin = state.baseline if state.kind == "stock" else 0.0
    ax.plot([start, now, end], [begin, state.expected, state.target], color=QUIET, linestyle="--")
    ax.plot(end, state.target, "D", color=INK)
    ends = {f"{labels.text('bullet.target')} {_shown(one, state.target)}": state.target}
    if now < end and state.expected == state.expected:
        due = f"{labels.text('bullet.due')} {_shown(one, state.expected)}"
        side = "right" if now - start > 0.3 * (end - start) else "left"
        ax.annotate(due, (now, state.expected), (-4 if side == "right" else 4, 6), ha=side,
                    textcoords="offset points", fontsize=8, color=QUIET)  # fmt: skip
    coming = state.forecast
    if coming is not None and coming.low == coming.low:
        ax.fill_between([now, end], [state.actual, coming.low], [state.actual, coming.high],
                        color=COLOURS[0], alpha=0.25, linewidth=0)  # fmt: skip
        ax.plot([now, end], [state.actual, coming.value], color=COLOURS[0], linestyle=":")
        ends[labels.text("chart.forecast", value=_shown(one, coming.value))] = coming.value
    for text, value in ends.items():
        above = value == max(ends.values())
        ax.annotate(text, (end, value), (6, 0), textcoords="offset points", fontsize=8,
                    va="bottom" if above else "top", annotation_clip=False)  # fmt: skip
    if state.kind == "total":
        ax.set_ylim(bottom=min(0.0, float(days.min())))
    return _say_pacing(ax, one, days)


def _say_pacing(ax: "Axes", one: "Assessment", days: "pd.Series[Any]") -> "Axes":
    state, goal = one.state, one.goal
    known = state.forecast is not None and state.forecast.low == state.forecast.low
    unit, money = goal.kpi.unit, one.measured.currency
    facts = {
        "name": goal.title, "actual": _shown(one, state.actual),
        "day": formatting.day(days.index[-1]),
        "verdict": labels.text(f"verdict.{one.verdict}"), "target": _shown(one, state.target),
        "forecast": state.forecast.shown(unit, currency=money) if state.forecast else "",
    }  # fmt: skip
    weekly = days.iloc[::-7].iloc[::-1]
    told = "; ".join(
        f"{formatting.day(day)}: {_shown(one, value)}"
        for day, value in zip(weekly.index.date, weekly.to_numpy(), strict=True)  # type: ignore[attr-defined]
    )
    units(ax.yaxis, unit, labels.name_of(goal.kpi.name), currency=money)
    ax.set_xlabel(labels.text("column.day"))
    marks = dict.fromkeys([goal.start, one.through, goal.deadline])
    days_shown = [f"{day:%Y-%m-%d}" for day in marks]
    ax.set_xticks([_on_axis(day) for day in marks], ticks("day", days_shown))
    return finish(
        ax, title=labels.text("chart.pacing_title" if known else "chart.pacing_over", **facts),
        alt=labels.text("chart.pacing_alt", text=one.text, values=told),
    )  # fmt: skip


def _course(one: "Assessment") -> "pd.Series[Any]":
    """Return the figure day by day since the start: of a total, all that has come until then."""
    import pandas as pd

    from kpi_kit.goals.measuring import Rows, daily
    from kpi_kit.periods import time_column

    window, through = one.window, one.through
    if window is None or through is None or window.empty:
        raise KpiKitError.saying("goal_no_figure", name=one.goal.title, reason=one.reason)
    rows = Rows(window, window, time_column(window.columns), through)
    days = daily(rows, one.goal, through, one.measured.currency)
    if days.empty:  # rows of whole weeks or months do not say how it came in
        return pd.Series([one.actual], index=pd.DatetimeIndex([through]))
    return days.fillna(0.0).cumsum() if one.state.kind == "total" else days.dropna()


def _on_axis(day: "date | None") -> float:
    from matplotlib.dates import date2num

    return float(date2num(day))  # type: ignore[no-untyped-call]


def _refuse_unknown(one: "Assessment") -> None:
    if one.actual != one.actual:
        raise KpiKitError.saying("goal_no_figure", name=one.goal.title, reason=one.reason)


def _shown(one: "Assessment", value: float) -> str:
    return formatting.shown(value, one.goal.kpi.unit, currency=one.measured.currency)
