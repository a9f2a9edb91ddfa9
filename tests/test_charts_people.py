"""Charts of posts and people: what is drawn, what is said, and what is refused."""

import math

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes

from kpi_kit import charts, labels
from kpi_kit.errors import AggregationError, ColumnError, KpiKitError
from kpi_kit.values import compute

RATE = "engagement_rate_by_reach"
POSTS = pd.DataFrame(
    {
        "format": ["image", "image", "image", "reel", "reel", "reel"],
        "interactions": [1.0, 4.0, 3.0, 90.0, 20.0, 40.0],
        "reach": [100.0, 100.0, 100.0, 1000.0, 500.0, np.nan],
        "published_on": pd.to_datetime(["2026-05-04"] * 5 + ["2026-05-05"]),
        "published_hour": [9, 9, 9, 18, 18, 18],
    }
)
"""Images: 1, 4 and 3 %; reels: 9 and 4 %, and one without reach. 4 May 2026 was a Monday."""


def title(ax: Axes) -> str:
    return " ".join(ax.get_title(loc="left").split())


def test_a_distribution_draws_every_post_with_median_and_interval() -> None:
    ax = charts.distribution(POSTS, RATE)
    points = [line for line in ax.get_lines() if line.get_marker() == "o"]
    assert [np.asarray(line.get_xdata()).tolist() for line in points] == [
        [0.01, 0.03, 0.04], [0.04, 0.09],
    ]  # fmt: skip
    assert title(ax) == "Engagement rate by reach: Reel has the highest median (6.50%)"
    told = str(ax.get_label())
    assert "Image, 3 posts: median 3.00%, together 2.67%" in told
    assert "5 posts" in told
    assert [t.get_text() for t in ax.get_yticklabels()] == ["Image\n(3)", "Reel\n(2)"]


def test_a_field_of_weekday_and_hour_says_how_many_posts_it_rests_on() -> None:
    values = compute(POSTS, [RATE], by=["weekday", "hour"])
    ax = charts.weekday_hour(values, RATE)
    assert title(ax) == "Engagement rate by reach is highest on Mon 9:00: 2.67% from 3 posts"
    assert {text.get_text() for text in ax.texts} >= {"3", "2"}
    assert "Mon 18:00 7.33% (2)" in str(ax.get_label())
    with labels.speaking("de"):
        assert "Mo 9 Uhr, 2,67" in title(charts.weekday_hour(values, RATE))


def test_few_posts_give_no_best_time() -> None:
    values = compute(POSTS.iloc[:2], [RATE], by=["weekday", "hour"])
    assert "nothing can be said of the best time" in title(charts.weekday_hour(values, RATE))


@pytest.fixture
def bounds() -> pd.DataFrame:
    days = pd.DataFrame(
        {"date": pd.to_datetime(["2026-04-01", "2026-05-01", "2026-05-02"]), "reach": [7.0, 50, 30]}
    )
    with pytest.raises(AggregationError) as refused:
        compute(days, ["reach"], by="month")
    found: pd.DataFrame = refused.value.bounds
    return found


def test_reach_lies_between_the_largest_part_and_the_sum(bounds: pd.DataFrame) -> None:
    ax = charts.reach_bounds(bounds, known={"2026-05": 64.0, "2020-01": 1.0})
    (bar,) = ax.patches
    corner = bar.get_bbox()  # type: ignore[attr-defined]
    assert (corner.x0, corner.x1) == (50, 80)
    assert title(ax) == "Net reach, May 2026: at least 50, at most 80 people"
    assert "May 2026: 50–80 (64)" in str(ax.get_label())


def test_bounds_that_are_none_are_told(bounds: pd.DataFrame) -> None:
    with pytest.raises(ColumnError, match="'week'"):
        charts.reach_bounds(bounds, by="week")
    with pytest.raises(KpiKitError, match="Reach"):
        charts.reach_bounds(bounds.iloc[:0])


def heights(ax: Axes) -> list[float]:
    return [bar.get_height() for bar in ax.patches]  # type: ignore[attr-defined]


def test_what_a_stock_moves_beyond_follows_is_a_step_of_its_own() -> None:
    ax = charts.follower_flow(start=12_000, gained=900, lost=300, end=10_000, of="TikTok")
    assert heights(ax) == [12_000, 900, -300, -2_600, 10_000]
    assert title(ax) == "TikTok, Followers: −2,000 net, from 12,000 to 10,000"
    assert "unexplained: −2,600" in str(ax.get_label())


def test_a_stock_that_is_explained_has_no_such_step() -> None:
    ax = charts.follower_flow(start=100, gained=20, lost=5, end=115)
    assert heights(ax) == [100, 20, -5, 115]
    with pytest.raises(KpiKitError, match="Followers"):
        charts.follower_flow(start=100, gained=math.nan, lost=5, end=115)


def test_an_axis_that_does_not_begin_at_zero_says_so() -> None:
    said = "axis does not begin at 0"
    cut, whole = (
        charts.follower_flow(start=s, gained=9, lost=0, end=s + 9).get_ylabel()
        for s in (10_000, 10)
    )
    assert said in cut
    assert said not in whole


def test_a_funnel_names_its_narrowest_step() -> None:
    ax = charts.funnel({"impressions": 1000, "link_clicks": 20, "sessions": 10, "conversions": 1})
    assert (
        title(ax)
        == "Impressions to Conversions: 0.10% arrive; the narrowest step is Link clicks (2.0%)"
    )
    assert [text.get_text() for text in ax.texts][:3] == ["1,000", "20  (2.0%)", "10  (50%)"]


@pytest.mark.parametrize(
    "steps", [{}, {"sessions": 1.0}, {"a": 0.0, "b": 1.0}, {"a": 2.0, "b": math.nan}]
)
def test_what_is_no_funnel_is_refused(steps: dict[str, float]) -> None:
    with pytest.raises(KpiKitError, match="at least two known figures"):
        charts.funnel(steps)
