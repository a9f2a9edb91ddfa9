"""Charts of goals, of evidence: what is drawn, what is said, and what is refused."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes

from kpi_kit import charts, labels
from kpi_kit.errors import KpiKitError
from kpi_kit.estimates import Estimate
from kpi_kit.evidence.changes import Change
from kpi_kit.evidence.regions import DifferenceInDifferences
from kpi_kit.goals import Assessment, Baseline, Goal, goal_tree
from kpi_kit.goals.goal import Verdict
from kpi_kit.goals.measuring import Measured
from kpi_kit.goals.verdicts import State

FIRST, LAST = date(2026, 3, 1), date(2026, 6, 30)
ORDERS = Goal(
    name="More orders", kpi="orders", table="orders", target=200.0, start=FIRST, deadline=LAST,
    company="raise_revenue", strategic="win_customers", measure="Turn visits into orders",
    baseline=Baseline(value=120.0, first=date(2025, 3, 1), last=date(2025, 6, 30), source="shop"),
)  # fmt: skip
LOOSE = Goal(name="Replies", kpi="response_rate", target=0.95)


def assessed(goal: Goal, actual: float, verdict: Verdict, share: float = 0.5) -> Assessment:
    state = State(kind="total", aim="higher", actual=actual, target=goal.target, baseline=120.0,
                  share=share)  # fmt: skip
    return Assessment(goal, LAST, LAST, Measured(actual), state, verdict)


def title(ax: Axes) -> str:
    return " ".join(ax.get_title(loc="left").split())


def words(ax: Axes) -> set[str]:
    return {" ".join(text.get_text().split()) for text in ax.texts}


def test_a_goal_tree_has_a_box_for_every_goal_on_the_way() -> None:
    ax = charts.goal_tree(goal_tree([ORDERS, LOOSE]))
    assert words(ax) >= {
        "Raise profit", "Raise revenue", "Win customers", "Turn visits into orders",
        "More orders: Orders at least 200 (outcomes)",
    }  # fmt: skip
    assert len(ax.patches) == 9  # the root, and two ways of four boxes
    assert title(ax) == "2 goals, 1 of them not fully assigned"


def test_boxes_of_a_goal_tree_do_not_overlap() -> None:
    goals = [ORDERS.model_copy(update={"name": f"A goal with quite a long name {n}" * n})
             for n in range(1, 6)]  # fmt: skip
    ax = charts.goal_tree(goal_tree(goals))
    boxes = [box.get_bbox() for box in ax.patches]  # type: ignore[attr-defined]
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            assert not (one.x0 < other.x1 and other.x0 < one.x1
                        and one.y0 < other.y1 and other.y0 < one.y1)  # fmt: skip


def test_a_goal_tree_says_verdicts_by_sign_and_word_beside_colour() -> None:
    found = [assessed(ORDERS, 80, "at_risk"), assessed(LOOSE, 0.9, "missed")]
    ax = charts.goal_tree(goal_tree([ORDERS, LOOSE]), found)
    assert title(ax) == "Of 2 goals: 1 at risk, 1 missed"
    told = str(ax.get_label())
    assert (
        "Turn visits into orders → More orders: Orders at least 200 (outcomes): ! at risk" in told
    )
    assert any(text.endswith("✗ missed") for text in words(ax))


def test_every_verdict_has_its_own_sign() -> None:
    from kpi_kit.charts.goals import VERDICTS

    assert len({sign for _, sign in VERDICTS.values()}) == len(VERDICTS)
    assert {*VERDICTS} == {*labels.words()["verdict"]}


def test_a_goal_s_bar_stands_beside_baseline_target_and_what_is_due() -> None:
    ax = charts.goal_bullet(assessed(ORDERS, 80, "at_risk"))
    assert title(ax) == "More orders: 80, target at least 200, at risk"
    assert words(ax) >= {"target 200", "baseline 120", "due by now 100"}
    bar, band = (box.get_bbox() for box in ax.patches)  # type: ignore[attr-defined]
    assert (bar.x0, bar.x1) == (0, 80)
    assert (band.x0, band.x1) == (95, 105)  # 5 % around what is due
    with labels.speaking("de"):
        assert "Ziel mindestens 200, gefährdet" in title(
            charts.goal_bullet(assessed(ORDERS, 80, "at_risk"))
        )


def test_a_goal_whose_figure_is_below_zero_is_drawn_leftwards() -> None:
    ax = charts.goal_bullet(assessed(ORDERS, -50, "missed"))
    assert ax.get_xlim()[0] < -50


def test_a_goal_without_a_figure_is_refused_with_the_reason() -> None:
    nothing = replace(assessed(ORDERS, float("nan"), "not_measurable"), why="no rows")
    with pytest.raises(KpiKitError, match="no rows"):
        charts.goal_bullet(nothing)


def weeks() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "week": pd.date_range("2026-03-02", periods=5, freq="7D"),
            "days": [7, 7, 7, 7, 3], "during": [False, False, False, True, True],
            "treated": [20.0, 22, 24, 36, 15], "control": [10.0, 11, 12, 12, 5],
            "expected": [20.0, 22, 24, 24, 10],
        }
    )  # fmt: skip


def cause(trend: float = 0.6, low: float = 10) -> DifferenceInDifferences:
    return DifferenceInDifferences(
        date(2026, 3, 23), date(2026, 4, 1), Estimate(17, low, 24), Estimate(0.5, 0.3, 0.7), 6.0,
        trend, pd.DataFrame(), weeks(),
    )  # fmt: skip


def test_both_regions_are_drawn_week_by_week_and_cut_weeks_open() -> None:
    ax = charts.parallel_trends(cause())
    treated, cut = ax.get_lines()[:2]
    assert np.asarray(treated.get_ydata()).tolist() == [20, 22, 24, 36]
    assert np.asarray(cut.get_ydata()).tolist() == [15]
    assert cut.get_fillstyle() == "none"
    assert title(ax) == (
        "Orders because of the campaign: 17 (90%: 10 to 24), +50% on what the control region"
        " suggests"
    )
    assert "23 March 2026: 36 instead of 24" in str(ax.get_label())


def test_the_title_claims_no_effect_that_the_data_do_not_show() -> None:
    assert "cannot be told" in title(charts.parallel_trends(cause(low=-3)))
    assert "drifted apart before" in title(charts.parallel_trends(cause(trend=0.01)))


def change(value: float, low: float, high: float, unit: str = "share") -> Change:
    return Change(
        "engagement_rate_by_reach", "previous", date(2026, 5, 1), date(2026, 5, 31),
        date(2026, 4, 3), date(2026, 5, 3), 0.05, 0.05 - value, Estimate(value, low, high),
        unit=unit,
    )  # fmt: skip


def test_changes_are_drawn_with_intervals_and_only_sure_ones_filled() -> None:
    ax = charts.changes([change(0.01, 0.002, 0.018), change(-0.002, -0.007, 0.005)])
    points = [line for line in ax.get_lines() if line.get_marker() == "o"]
    assert [point.get_markerfacecolor() == "white" for point in points] == [False, True]
    assert title(ax) == "More than chance on the period before: Engagement rate by reach (+1.00)"
    assert words(ax) >= {"+1.00", "−0.20"}
    assert ax.get_xlabel() == "difference in percentage points"


def test_no_change_is_sure_where_all_intervals_hold_none() -> None:
    assert title(charts.changes([change(-0.002, -0.007, 0.005)])).startswith("No difference")


def test_changes_of_several_units_and_none_are_refused() -> None:
    with pytest.raises(KpiKitError, match="several units"):
        charts.changes([change(0.1, 0, 0.2), change(3, 1, 4, "count")])
    with pytest.raises(KpiKitError, match="Engagement rate by reach"):
        charts.changes([change(float("nan"), float("nan"), float("nan"))])
