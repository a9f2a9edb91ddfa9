"""Money: from ROAS to ROI, what moves a result, plans side by side, a budget's split."""

import textwrap
from typing import TYPE_CHECKING

from kpi_kit import formatting, labels
from kpi_kit.charts.drawing import (
    COLOURS,
    HATCHES,
    INK,
    NAME,
    QUIET,
    cues,
    finish,
    name_ends,
    new_axes,
    units,
)  # fmt: skip
from kpi_kit.errors import KpiKitError
from kpi_kit.estimates import Estimate
from kpi_kit.kpis import KPIS
from kpi_kit.sentences import Shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from kpi_kit.money.budget import Mix
    from kpi_kit.money.ladder import Ladder
    from kpi_kit.money.levers import Sensitivity, Swing
    from kpi_kit.money.outcomes import Comparison
    from kpi_kit.money.rungs import Rung

SPLIT = 3
"""More shares of a budget than these are left to the points."""


def roi_ladder(ladder: "Ladder", *, ax: "Axes | None" = None) -> "Axes":
    """Draw what came back per unit of money, from the platform's ROAS up to incremental ROI.

    Parameters
    ----------
    ladder : Ladder
        What :func:`kpi_kit.roi_ladder` found.
    ax : Axes, optional
        Where to draw; a new figure otherwise.

    Returns
    -------
    Axes
        All rungs on one scale: what came back for one unit spent, so that a return on investment
        of −20 % stands at 0.80. Left of the line at 1 it is a loss, and hatched. Its label is the
        alternative text.

    Raises
    ------
    KpiKitError
        If no rung has a figure.
    """
    rungs = ladder.rungs
    if all(rung.why_not for rung in rungs):
        raise KpiKitError.saying("nothing_to_draw", where="charts", kpi=ladder.campaign.name)
    ax = ax or new_axes(1.6 + 0.6 * len(rungs))
    for place, rung in enumerate(rungs):
        _rung(ax, rung, place)
    ax.axvline(1, color=INK, linewidth=1.2, zorder=3)
    ax.annotate(labels.text("chart.break_even"), (1, 1), (3, -2), ("data", "axes fraction"),
                "offset points", fontsize=8, va="top")  # fmt: skip
    names = [f"{labels.text(f'rung.{rung.name}')}\n({rung.source})" for rung in rungs]
    ax.set_yticks(range(len(rungs)), names, fontsize=8)
    ax.set_ylim(-0.6, len(rungs) - 0.1)
    left, right = ax.get_xlim()
    ax.set_xlim(min(0.0, left), right + 0.18 * (right - left))
    back = labels.text("chart.came_back", money=ladder.campaign.currency or "")
    units(ax.xaxis, "factor", back)
    told = "; ".join(f"{labels.text(f'rung.{r.name}')}: {r.shown} ({r.source})" for r in rungs)
    facts = {"campaign": ladder.campaign.name, "roas": rungs[0].shown,
             "top": ladder.top.shown if ladder.top else labels.NOTHING,
             "rung": labels.text(f"rung.{ladder.top.name}") if ladder.top else "",
             "verdict": labels.text(f"ladder_verdict.{ladder.verdict}")}  # fmt: skip
    key = "ladder_title" if ladder.top else "ladder_open"
    return finish(
        ax, title=labels.text(f"chart.{key}", **facts),
        alt=labels.text("chart.ladder_alt", sentence=ladder.sentence, values=told),
    )  # fmt: skip


def _rung(ax: "Axes", rung: "Rung", place: int) -> None:
    """Draw a rung as what came back for one unit; say where it cannot be told."""
    if rung.why_not:
        ax.annotate(labels.text("chart.unknown"), (0, place), (4, 0), textcoords="offset points",
                    va="center", fontsize=8, color=QUIET)  # fmt: skip
        return
    # A ROAS is what came back ÷ what was spent; an ROI has the spent already taken off.
    more = 1.0 if KPIS[rung.kpi].unit == "share" else 0.0
    back = rung.point + more
    loss = back < 1
    ax.barh(place, back, height=0.55, color=COLOURS[2 if loss else 0], edgecolor="white",
            hatch=HATCHES[1 if loss else 0])  # fmt: skip
    end = max(back, 0.0)
    if isinstance(rung.value, Estimate) and rung.value.low == rung.value.low:
        ends = (rung.value.low + more, rung.value.high + more)
        ax.plot(ends, (place, place), color=INK, linewidth=2, marker="|", markersize=9, zorder=4)
        end = max(end, ends[1])
    ax.annotate(rung.shown, (end, place), (6, 0), textcoords="offset points", va="center",
                fontsize=8, zorder=5,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5})  # fmt: skip


def tornado(found: "Sensitivity", *, ax: "Axes | None" = None) -> "Axes":
    """Draw how far each assumption moves the ROI, the widest on top.

    Parameters
    ----------
    found : Sensitivity
        What the ``sensitivity`` of a ladder found.
    ax : Axes, optional
        Where to draw; a new figure otherwise.

    Returns
    -------
    Axes
        Both ends of a bar say what is assumed there. Its label is the alternative text.
    """
    swings = found.swings
    ax = ax or new_axes(1.7 + 0.6 * len(swings))
    for place, swing in enumerate(swings):
        ends = sorted(((swing.roi_low, swing.low), (swing.roi_high, swing.high)))
        (left, _), (right, _) = ends
        ax.barh(place, right - left, left=left, height=0.5, color=COLOURS[0])
        for (roi, at), side in zip(ends, ("right", "left"), strict=True):
            ax.annotate(_assumed(swing, at), (roi, place), (-4 if side == "right" else 4, 0),
                        textcoords="offset points", ha=side, va="center", fontsize=8)  # fmt: skip
    ax.axvline(found.roi, color=INK, linewidth=1.2)
    if ax.get_xlim()[0] < 0 < ax.get_xlim()[1]:
        ax.axvline(0, color=QUIET, linewidth=1, linestyle=":")
    names = [f"{labels.text(f'lever.{s.assumption}')}\n({labels.text(f'lever.{s.source}')})"
             for s in swings]  # fmt: skip
    ax.set_yticks(range(len(swings)), names, fontsize=8)
    ax.set_ylim(len(swings) - 0.5, -0.5)
    ax.use_sticky_edges = False
    ax.margins(x=0.15)
    units(ax.xaxis, "share", labels.text("rung.margin_roi"))
    facts = {"widest": labels.text(f"lever.{swings[0].assumption}"),
             "roi": formatting.shown(found.roi, "share")}  # fmt: skip
    still = swings[0].roi_low == swings[0].roi_high
    return finish(
        ax, title=labels.text("chart.tornado_still" if still else "chart.tornado_title", **facts),
        alt=labels.text("chart.tornado_alt", values=" ".join(map(str, found.sentences))),
    )  # fmt: skip


def _assumed(swing: "Swing", at: float) -> str:
    if swing.assumption == "hours":
        return labels.text("chart.hours", hours=formatting.number(at))
    return formatting.percent(at, digits=0)


def scenarios(found: "Comparison", *, ax: "Axes | None" = None) -> "Axes":
    """Draw the profit of plans as ranges side by side, doing nothing among them.

    Parameters
    ----------
    found : Comparison
        What :func:`kpi_kit.compare_scenarios` found.
    ax : Axes, optional
        Where to draw; a new figure otherwise.

    Returns
    -------
    Axes
        The point is the median, the line holds the middle 90 % of the draws; beside it the chance
        to lose nothing. Its label is the alternative text.
    """
    outcomes = found.outcomes
    ax = ax or new_axes(1.6 + 0.6 * len(outcomes))
    money = next((one.scenario.money for one in outcomes if one.scenario.money), None)
    for place, one in enumerate(outcomes):
        profit = one.profit
        ax.plot([profit.low, profit.high], [place, place], color=COLOURS[0], linewidth=4)
        ax.plot(profit.value, place, "o", color=INK, zorder=3)
        chance = labels.text("chart.chance", share=Shown(one.break_even, "chance"))
        said = formatting.shown(profit.value, "money", currency=money)
        if one.break_even == one.break_even:
            said = f"{said} · {chance}"
        ax.annotate(said, (profit.value, place), (0, 8), textcoords="offset points",
                    ha="center", fontsize=8,
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5})  # fmt: skip
    ax.axvline(0, color=INK, linewidth=1, zorder=0)
    names = [textwrap.fill(one.scenario.name, NAME) for one in outcomes]
    ax.set_yticks(range(len(outcomes)), names)
    ax.set_ylim(len(outcomes) - 0.5, -0.7)
    ax.margins(x=0.15)
    units(ax.xaxis, "money", labels.text("chart.profit"), currency=money)
    return finish(
        ax, title=str(found.sentence).removesuffix("."),
        alt=labels.text("chart.scenarios_alt", values=" ".join(map(str, found.sentences))),
    )  # fmt: skip


def budget_curves(mix: "Mix", *, ax: "Axes | None" = None) -> "Axes":
    """Draw what a week brings at what spend, for campaigns whose weeks can tell it.

    Parameters
    ----------
    mix : Mix
        What :func:`kpi_kit.budget_mix` found.
    ax : Axes, optional
        Where to draw; a new figure otherwise.

    Returns
    -------
    Axes
        Curves reach over the spend that was seen and no further; the point is the split that was
        found. Its label is the alternative text.

    Raises
    ------
    KpiKitError
        If no campaign has a curve; the reasons are in it.
    """
    if not mix.shares:
        raise KpiKitError.saying("no_curve", where="charts", why=" ".join(map(str, mix.refused)))
    ax, ends = ax or new_axes(), []
    for place, share in enumerate(mix.shares):
        curve, (colour, marker, dashes) = share.curve, cues(place)
        steps = [curve.lowest + (curve.highest - curve.lowest) * n / 60 for n in range(61)]
        ax.plot(steps, [curve.at(spend) for spend in steps], color=colour, linestyle=dashes,
                label=curve.campaign)  # fmt: skip
        ax.plot(share.spend.value, share.result, marker, color=colour)
        ends.append((curve.campaign, curve.highest, curve.at(curve.highest)))
    ax.set_ylim(bottom=0)
    name_ends(ax, ends)
    units(ax.xaxis, "money", labels.text("chart.week_spend"), currency=mix.currency)
    units(ax.yaxis, "money", labels.text("chart.week_result"), currency=mix.currency)
    split = ", ".join(f"{s.curve.campaign} {_money(s.spend.value, mix)}" for s in mix.shares)
    key = "chart.budget_title" if len(mix.shares) <= SPLIT else "chart.budget_many"
    return finish(
        ax, title=labels.text(key, budget=_money(mix.budget, mix), split=split),
        alt=labels.text("chart.budget_alt", values=" ".join(map(str, mix.sentences))),
    )  # fmt: skip


def _money(amount: float, mix: "Mix") -> str:
    return formatting.shown(amount, "money", currency=mix.currency)
