"""Charts of money and of groups: what is drawn, what is said, and what is refused."""

import math
from datetime import date

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes

from kpi_kit import charts, labels
from kpi_kit.compare import channels
from kpi_kit.errors import ColumnError, KpiKitError
from kpi_kit.estimates import Estimate
from kpi_kit.goals import Assessment, Goal
from kpi_kit.goals.measuring import Measured
from kpi_kit.goals.verdicts import State
from kpi_kit.listening import share_of_voice
from kpi_kit.money.budget import Mix, Share
from kpi_kit.money.curves import Curve
from kpi_kit.money.levers import Sensitivity, Swing
from kpi_kit.money.outcomes import compare_scenarios
from kpi_kit.money.scenarios import Scenario


def title(ax: Axes) -> str:
    return " ".join(ax.get_title(loc="left").split())


def words(ax: Axes) -> set[str]:
    return {" ".join(text.get_text().split()) for text in ax.texts}


SWINGS = Sensitivity(
    -0.1,
    (Swing("attribution", 0.5, 1.2, -0.4, 0.1, "data"), Swing("hours", 10, 20, 0.0, -0.2, "guess")),
)


def test_a_tornado_draws_each_assumption_from_end_to_end() -> None:
    ax = charts.tornado(SWINGS)
    boxes = [bar.get_bbox() for bar in ax.patches]  # type: ignore[attr-defined]
    assert [(round(box.x0, 9), round(box.x1, 9)) for box in boxes] == [(-0.4, 0.1), (-0.2, 0.0)]
    assert words(ax) >= {"50%", "120%", "10 h", "20 h"}
    assert title(ax) == "ROI −10.00%: what moves it most is the attribution of orders"
    with labels.speaking("de"):
        assert "die Zuordnung der Käufe" in title(charts.tornado(SWINGS))


def test_plans_are_drawn_with_their_ranges_and_doing_nothing_beside_them() -> None:
    plan = Scenario(name="A plan with a name that is much too long for one line", media=100.0,
                    cost_per_click=0.5, conversion_rate=(0.01, 0.02, 0.03), order_value=100.0,
                    margin_rate=0.4, currency="EUR")  # fmt: skip
    found = compare_scenarios([plan])
    ax = charts.scenarios(found)
    bars = [line for line in ax.get_lines() if line.get_linewidth() == 4]
    drawn = [np.asarray(bar.get_xdata()).tolist() for bar in bars]
    assert drawn == [[one.profit.low, one.profit.high] for one in found.outcomes]
    assert title(ax) == " ".join(str(found.sentence).split()).removesuffix(".")
    assert ax.get_xlabel() == "result after all costs (EUR)"
    assert str(found.outcomes[1].sentence) in str(ax.get_label())


def test_a_budget_s_curves_end_where_spend_was_seen() -> None:
    curve = Curve("Brand", most=1_000, half=200, lowest=50, highest=400, weeks=40)
    mix = Mix(200.0, "EUR", (Share(curve, Estimate(200, 180, 220), 500.0),), (), 0.0)
    ax = charts.budget_curves(mix)
    spend = np.asarray(ax.get_lines()[0].get_xdata())
    assert (spend[0], spend[-1]) == (50, 400)
    assert np.asarray(ax.get_lines()[1].get_ydata()).tolist() == [500]
    assert title(ax) == "€200.00 a week bring most split like this: Brand €200.00"
    with pytest.raises(KpiKitError, match="no campaign has a curve"):
        charts.budget_curves(Mix(200.0, "EUR", (), (), 0.0))


POSTS = pd.DataFrame(
    {
        "channel": ["facebook", "instagram", "x"],
        "date": pd.to_datetime(["2026-05-04"] * 3),
        "interactions": [20.0, 50.0, 10.0],
        "impressions": [1000.0, 1000.0, np.nan],
        "interactions_of": ["likes", "likes", "likes"],
    }
)
RATE = "engagement_rate_by_impressions"


def test_channels_that_compare_are_ranked_and_the_unknown_is_said() -> None:
    ax = charts.channels(channels(POSTS, [RATE]), RATE)
    assert title(ax) == "Engagement rate by impressions: Instagram is ahead (5.00%)"
    assert [t.get_text() for t in ax.get_yticklabels()] == ["X", "Facebook", "Instagram"]
    assert "not known" in words(ax)
    assert "X: –" in str(ax.get_label())


def test_of_channels_that_do_not_compare_none_is_ahead() -> None:
    mixed = POSTS.assign(interactions_of=["likes", "likes + saves", "likes"])
    ax = charts.channels(channels(mixed, [RATE]), RATE)
    assert title(ax) == "Engagement rate by impressions: the channels do not compare"
    points = [line for line in ax.get_lines() if line.get_marker() == "o"]
    assert {point.get_markerfacecolor() for point in points} == {"white"}
    assert "Likes + Saves" in str(ax.get_label())
    with pytest.raises(ColumnError, match="'reach'"):
        charts.channels(channels(mixed, [RATE]), "reach")
    with pytest.raises(KpiKitError, match="no value"):
        charts.channels(channels(POSTS.assign(impressions=np.nan), [RATE]), RATE)


def test_shares_of_voice_are_stacked_to_one_with_their_numbers() -> None:
    days = pd.to_datetime(["2026-01-01"] * 4 + ["2026-01-02"] * 8)
    about = ["us", "us", "they", "they", "us", "us", *["they"] * 6]
    mentions = pd.DataFrame({"date": days, "about": about})
    ax = charts.share_of_voice(share_of_voice(mentions, "us", period="2026-01-02"))
    widths = [bar.get_width() for bar in ax.patches]  # type: ignore[attr-defined]
    assert widths == [0.5, 0.5, 0.25, 0.75]
    assert title(ax) == "Share of voice: us 25.0%, 50.0% before"
    assert words(ax) >= {"us 2", "they 6"}
    assert "they: 2 → 6 (50.0% → 75.0%)" in str(ax.get_label())
    assert "(8 mentions)" in ax.get_yticklabels()[1].get_text()


def test_campaigns_are_named_at_their_points() -> None:
    values = pd.DataFrame(
        {"campaign": ["A", "B", "C"], "spend": [10.0, 20.0, np.nan], "orders": [5.0, 5.0, 1.0],
         "currency": "EUR"}
    )  # fmt: skip
    ax = charts.campaigns(values, "orders")
    (points,) = ax.get_lines()
    assert np.asarray(points.get_xydata()).tolist() == [[10, 5], [20, 5]]
    assert words(ax) >= {"A", "B"}
    assert ax.get_xlabel() == "Ad spend (EUR)"
    heights = [t.xyann[1] for t in ax.texts if t.get_text() in "AB"]  # type: ignore[attr-defined]
    assert heights[1] - heights[0] > 8  # names of points at one level do not cover one another


START, NOW, END = date(2026, 3, 1), date(2026, 3, 4), date(2026, 3, 11)


def paced(kind: str = "total", forecast: Estimate | None = None) -> Assessment:
    goal = Goal(name="Orders", kpi="orders", table="orders", target=20.0, start=START, deadline=END)
    state = State(kind=kind, aim="higher", actual=6.0, target=20.0, share=0.4,  # type: ignore[arg-type]
                  forecast=forecast)  # fmt: skip
    rows = pd.DataFrame({"order_id": [*"abcdef"], "ordered_on": pd.to_datetime(
        ["2026-03-01", *["2026-03-02"] * 3, *["2026-03-04"] * 2])})  # fmt: skip
    return Assessment(goal, NOW, NOW, Measured(6.0), state, "at_risk", window=rows)


def test_pacing_draws_what_came_in_what_was_due_and_the_forecast() -> None:
    ax = charts.pacing(paced(forecast=Estimate(16, 12, 19)))
    came, plan, *_ = ax.get_lines()
    assert np.asarray(came.get_ydata()).tolist() == [1, 4, 4, 6]
    assert np.asarray(plan.get_ydata()).tolist() == [0, 8, 20]
    band = np.asarray(ax.collections[0].get_paths()[0].vertices)[:, 1]
    assert (band.min(), band.max()) == (6, 19)
    assert words(ax) >= {"target 20", "forecast 16", "due by now 8"}
    assert title(ax) == (
        "Orders: 6 on 4 March 2026, at risk; forecast 16 (90%: 12 to 19), target 20"
    )


def test_pacing_without_a_forecast_claims_none() -> None:
    assert title(charts.pacing(paced())) == "Orders: 6 on 4 March 2026, at risk; target 20"
    unknown = Estimate(math.nan, math.nan, math.nan)
    assert "forecast" not in title(charts.pacing(paced(forecast=unknown)))


def test_what_has_no_pace_is_refused() -> None:
    with pytest.raises(KpiKitError, match="Orders has no pace"):
        charts.pacing(paced(kind="rate"))
