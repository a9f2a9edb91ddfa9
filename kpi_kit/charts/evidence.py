"""What is known of causes and changes: regions beside their control, changes with intervals."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kpi_kit import formatting, labels
from kpi_kit.charts.drawing import (
    COLOURS,
    INK,
    PALE,
    QUIET,
    finish,
    listed,
    new_axes,
    signed,
    ticks,
    units,
)  # fmt: skip
from kpi_kit.errors import KpiKitError
from kpi_kit.evidence import shown

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from kpi_kit.evidence.changes import Change
    from kpi_kit.evidence.regions import DifferenceInDifferences


TICKS = 9
"""As many days as an axis holds without crowding."""

NAMED = 3
"""More changes than these are counted in the title, not named."""


def parallel_trends(found: "DifferenceInDifferences", *, ax: "Axes | None" = None) -> "Axes":
    """Draw the regions with a campaign, and what the control lets expect of them, week by week.

    Parameters
    ----------
    found : DifferenceInDifferences
        What :func:`kpi_kit.difference_in_differences` found.
    ax : Axes, optional
        Where to draw; a new figure otherwise.

    Returns
    -------
    Axes
        Before the campaign the two lines should run side by side; the distance during it is what
        it caused. A week of fewer than seven days is an open point. Its label is the alternative
        text.
    """
    ax, weeks = ax or new_axes(), found.weeks.reset_index(drop=True)
    what = labels.name_of(found.of) if found.of else labels.text("control.orders")
    names = {side: labels.text(f"parallel.{side}") for side in ("treated", "expected")}
    looks = {"treated": (COLOURS[0], "-", "o"), "expected": (INK, "--", "")}
    whole, cut = weeks[weeks["days"] == 7], weeks[weeks["days"] < 7]
    for side, (colour, dash, marker) in looks.items():
        ax.plot(whole.index, whole[side], color=colour, linestyle=dash, marker=marker,
                markersize=4, label=names[side])  # fmt: skip
        ax.plot(cut.index, cut[side], color=colour, linestyle="", marker="o", fillstyle="none")
    begins = int(weeks["during"].argmax())
    ax.axvspan(begins - 0.5, len(weeks) - 0.5, color=PALE, alpha=0.6, linewidth=0, zorder=0)
    top = 1.22 * float(weeks[["treated", "expected"]].max().max())
    ax.annotate(labels.text("chart.campaign"), (begins - 0.5, 1), (-3, -3),
                ("data", "axes fraction"), "offset points", fontsize=8, color=QUIET, va="top",
                ha="right")  # fmt: skip
    ax.set_ylim(0, top or 1)
    ax.legend(frameon=False, loc="upper left", fontsize=8)
    key = found.verdict.replace(" ", "_") if found.parallel else "not_parallel"
    facts = {"what": what[:1].upper() + what[1:], "effect": found.effect.shown(),
             "lift": shown.signed(found.lift.value)}  # fmt: skip

    def line(row: "pd.Series[Any]") -> str:
        sides = {side: formatting.number(row[side]) for side in names}
        return labels.text("chart.parallel_week", week=formatting.day(row["week"]), **sides)

    ax.set_xlabel(labels.text("chart.weeks_from"))
    units(ax.yaxis, "number", labels.text("chart.per_week", what=what))
    step = -(-len(weeks) // TICKS)
    days = [f"{day:%Y-%m-%d}" for day in weeks["week"]]
    ax.set_xticks(range(0, len(weeks), step), ticks("day", days[::step]))
    return finish(
        ax, title=labels.text(f"parallel.{key}", **facts),
        alt=labels.text("chart.parallel_alt", values=listed(weeks, line, "treated"),
                        sentence=found.sentence),
    )  # fmt: skip


def changes(found: "Sequence[Change]", *, ax: "Axes | None" = None) -> "Axes":
    """Draw changes of figures with their intervals around no change (a forest plot).

    Parameters
    ----------
    found : sequence of Change
        What :func:`kpi_kit.change` found, of one unit and the same days.
    ax : Axes, optional
        Where to draw; a new figure otherwise.

    Returns
    -------
    Axes
        A filled point is a change that its interval permits to call one; an open point is none,
        or has no interval. Its label is the alternative text.

    Raises
    ------
    KpiKitError
        If there is no change to draw, or they are of several units.
    """
    drawn = [one for one in found if one.difference.value == one.difference.value]
    if not drawn:
        wanted = ", ".join(labels.name_of(one.kpi) for one in found) or labels.NOTHING
        raise KpiKitError.saying("nothing_to_draw", where="charts", kpi=wanted)
    if len({one.unit for one in drawn}) > 1:
        raise KpiKitError.saying("several_units", where="charts.changes")
    unit = drawn[0].unit
    ax = ax or new_axes(1.5 + 0.45 * len(drawn))
    names = [labels.name_of(one.kpi) for one in drawn]
    ax.axvline(0, color=INK, linewidth=1)
    for place, one in enumerate(drawn):
        sure = one.verdict == "effect"
        known = one.difference
        if known.low == known.low:
            ax.plot([known.low, known.high], [place, place], color=COLOURS[0], linewidth=3)
        ax.plot(known.value, place, "o", color=COLOURS[0], markersize=8,
                markerfacecolor=COLOURS[0] if sure else "white")  # fmt: skip
        ax.annotate(_difference(one), (known.value, place), (0, 7), textcoords="offset points",
                    ha="center", fontsize=8)  # fmt: skip
    ax.set_yticks(range(len(drawn)), names)
    ax.set_ylim(len(drawn) - 0.5, -0.7)
    ax.margins(x=0.15)
    sure_ones = [f"{name} ({_difference(one)})" for name, one in zip(names, drawn, strict=True)
                 if one.verdict == "effect"]  # fmt: skip
    against = labels.text(f"chart_than.{drawn[0].against.replace(' ', '_')}")
    # Percent would leave open of what: a difference of shares is written in percentage points.
    points = {"share": labels.text("chart.points")}.get(unit)
    units(ax.xaxis, "points" if points else unit, points or labels.text("chart.difference"))
    facts = {"names": ", ".join(sure_ones), "against": against,
             "sure": formatting.number(len(sure_ones)),
             "of": formatting.number(len(drawn))}  # fmt: skip
    key = "changes_counted" if len(sure_ones) > NAMED else "changes_sure"
    key = key if sure_ones else "changes_unsure"
    told = "; ".join(f"{n}: {one.sentence}" for n, one in zip(names, drawn, strict=True))
    return finish(
        ax, title=labels.text(f"chart.{key}", **facts),
        alt=labels.text("chart.changes_alt", values=told, **facts),
    )  # fmt: skip


def _difference(one: "Change") -> str:
    """Write the difference; that of shares in percentage points, two digits of them."""
    value = one.difference.value
    if one.unit != "share":
        return signed(value, one.unit)
    return f"{'−' if value < 0 else '+'}{formatting.number(abs(value) * 100, digits=2)}"
