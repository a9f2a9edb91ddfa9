"""Posts beside the followers of their account on the day of publishing."""

from typing import Any

import pandas as pd
import pytest

import kpi_kit as kk
from kpi_kit.followers import with_followers
from kpi_kit.values import compute
from tests.emscherrad import emscherrad

MAY_4, MAY_5 = "2026-05-04", "2026-05-05"


def frame(day: str, **columns: list[Any]) -> pd.DataFrame:
    made = pd.DataFrame(columns)
    made[day] = pd.to_datetime(made[day])
    return made.astype({"account": "str"})


def joined(posts: list[tuple[Any, ...]], days: list[tuple[Any, ...]]) -> list[float | None]:
    """Join posts (channel, account, day) with stocks (channel, account, day, followers)."""
    one, other = zip(*posts, strict=True), zip(*days, strict=True)
    channel, account, day = map(list, one)
    owner = dict(zip(("channel", "account", "date", "followers"), map(list, other), strict=True))
    stocks = with_followers(
        frame("published_on", channel=channel, account=account, published_on=day),
        frame("date", **owner),
    )["followers"]
    return [None if pd.isna(stock) else stock for stock in stocks]


def test_each_post_has_the_stock_of_its_day() -> None:
    posts = [("x", "a", MAY_5), ("x", "a", MAY_4), ("x", "a", MAY_5)]
    assert joined(posts, [("x", "a", MAY_4, 10.0), ("x", "a", MAY_5, 20.0)]) == [20, 10, 20]


def test_no_other_day_stands_in() -> None:
    days = [("x", "a", MAY_4, 10.0), ("x", "a", MAY_5, None)]
    assert joined([("x", "a", MAY_5), ("x", "a", "2026-05-06"), ("x", "a", None)], days) == [
        None, None, None,
    ]  # fmt: skip


def test_no_other_channel_stands_in() -> None:
    assert joined([("tiktok", "a", MAY_4)], [("x", "a", MAY_4, 10.0)]) == [None]


@pytest.mark.parametrize(("post", "account"), [("a", None), (None, "a"), (None, None)])
def test_a_channel_s_only_account_needs_no_name(post: str | None, account: str | None) -> None:
    assert joined([("x", post, MAY_4)], [("x", account, MAY_4, 10.0)]) == [10]


def test_of_several_accounts_only_the_named_one_counts() -> None:
    days = [("x", "a", MAY_4, 10.0), ("x", "b", MAY_4, 20.0), ("x", None, MAY_4, 30.0)]
    assert joined([("x", "b", MAY_4), ("x", None, MAY_4)], days) == [20, None]
    assert joined([("x", "a", MAY_4)], [("x", "b", MAY_4, 20.0)]) == [None]


def test_two_stocks_of_one_day_are_none() -> None:
    assert joined([("x", "a", MAY_4)], [("x", "a", MAY_4, 10.0), ("x", None, MAY_4, 11.0)]) == [
        None
    ]
    assert joined([("x", "a", MAY_4)], [("x", "a", MAY_4, 10.0), ("x", None, MAY_4, 10.0)]) == [10]


def test_rates_per_follower_use_the_posts_whose_stock_is_known() -> None:
    posts = frame(
        "published_on", channel=["x"] * 3, account=["a"] * 3, interactions=[4.0, 8.0, 99.0],
        published_on=[MAY_4, MAY_5, "2026-05-06"],
    )  # fmt: skip
    days = frame(
        "date", channel=["x"] * 2, account=["a"] * 2, date=[MAY_4, MAY_5], followers=[100.0, 300.0]
    )
    values = compute(with_followers(posts, days), ["engagement_rate_by_followers"])
    # 12 interactions ÷ 2 posts ÷ 200 followers
    assert values["engagement_rate_by_followers"].tolist() == [0.03]
    assert values["engagement_rate_by_followers_rows"].tolist() == [2]


def test_a_stock_that_no_export_tells_can_be_given() -> None:
    posts = pd.DataFrame({"interactions": [4.0, 8.0]})
    values = compute(posts, ["engagement_rate_by_followers"], given={"average_followers": 200})
    assert values["engagement_rate_by_followers"].tolist() == [0.03]


def test_the_sample_s_exports_tell_the_followers_of_tiktok_only() -> None:
    exports = emscherrad()
    posts = exports.posts_with_followers()
    assert len(posts) == len(exports.posts)
    known = posts[posts["followers"].notna()]
    assert set(known["channel"]) == {"tiktok"}
    assert len(known) > 180


def test_platform_figures_are_the_rows_that_state_the_metric() -> None:
    exports = emscherrad()
    stated = exports.platform_figures("reach")
    assert set(stated["channel"]) == {"meta_ads", "tiktok_ads"}
    assert stated["reach"].notna().all()
    assert stated.columns.tolist() == [
        "channel", "account", "what", "period_start", "period_end", "reach", "source_file",
        "source_row",
    ]  # fmt: skip
    with pytest.raises(kk.ColumnError, match="did you mean 'reach'"):
        exports.platform_figures("reech")
