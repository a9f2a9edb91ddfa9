"""A figure beside the same figure of earlier days, and how sure the change is."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from scipy.stats import ttest_rel

import kpi_kit as kk
from kpi_kit.errors import AggregationError, ComparisonError, KpiKitError
from kpi_kit.evidence.changes import changes
from kpi_kit.evidence.days import change_of_stock, difference_of_days
from kpi_kit.reporting.changed import _found
from kpi_kit.spans import Span
from tests.emscherrad import emscherrad
from tests.test_seasons import simulated

FIRST, LAST = date(2026, 3, 9), date(2026, 3, 15)
DAYS = pd.date_range("2026-03-02", periods=14)
WEEK = np.array([20.0, 18, 22, 21, 25, 30, 11])


def accounts(then: object, now: object, figure: str = "views") -> pd.DataFrame:
    values = np.concatenate([np.asarray(then, float), np.asarray(now, float)])
    return pd.DataFrame({"date": DAYS, "channel": "instagram", figure: values})


def orders(*days: str, currency: str | None = "EUR") -> pd.DataFrame:
    day = pd.to_datetime(pd.Series(days))
    ids = [f"{name}-{n}" for n, name in enumerate(days)]
    money = {"revenue": 100.0, "currency": currency}
    return pd.DataFrame({"order_id": ids, "ordered_on": day, **money})


def test_days_are_held_against_their_weekdays_as_in_a_paired_t_test() -> None:
    now = WEEK + np.array([9, 12, 10, 11, 8, 10, 30])
    found = kk.change(accounts(WEEK, now), "views", FIRST, LAST)
    low, high = ttest_rel(now, WEEK).confidence_interval(0.95)
    assert (found.difference.low, found.difference.high) == pytest.approx((7 * low, 7 * high))
    assert found.strays == "days"
    assert "single days" in found.sentence


def test_what_is_counted_strays_by_chance_at_least() -> None:
    """147 and 217 are counted; their difference has a standard error of √364 at least."""
    found = kk.change(accounts(WEEK, WEEK + 10), "views", FIRST, LAST)
    width = found.difference.high - found.difference.low
    assert width == pytest.approx(2 * 2.447 * 364**0.5, rel=1e-3)  # t with 6 degrees of freedom
    assert found.verdict == "effect"


def test_an_order_more_is_chance_and_a_day_without_one_is_no_missing_day() -> None:
    table = orders("2026-03-02", "2026-03-04", "2026-03-09", "2026-03-12", "2026-03-15")
    found = kk.change(table, "orders", FIRST, LAST)
    assert (found.now, found.then, found.verdict) == (3, 2, "cannot tell")
    assert found.difference.low < 0 < found.difference.high


def test_followers_stray_as_their_changes_per_day_do() -> None:
    stock = 1_000 + np.cumsum([3, 4, 2, 3, 5, 2, 3, 4, 3, 2, 5, 3, 4, 2])
    found = kk.change(accounts(stock[:7], stock[7:], "followers"), "followers", FIRST, LAST)
    assert (found.difference.value, found.verdict) == (23, "effect")
    known = change_of_stock(pd.Series(stock[6:]), level=0.95)
    assert found.difference == known
    spike = stock + np.where(np.arange(14) >= 10, 60, 0)  # one day brought nearly all of it
    found = kk.change(accounts(spike[:7], spike[7:], "followers"), "followers", FIRST, LAST)
    assert found.verdict == "cannot tell"


def test_a_day_on_which_one_account_is_missing_is_no_loss_of_followers() -> None:
    one = accounts([100] * 7, [100] * 7, "followers").assign(account="a")
    other = one.assign(account="b").drop(index=10)
    found = kk.change(pd.concat([one, other]), "followers", FIRST, LAST)
    assert found.difference.value == 0
    assert not abs(found.difference.low) > 1


def test_what_posts_brought_strays_with_single_posts() -> None:
    chance = np.random.default_rng(0)
    days = pd.to_datetime(["2026-03-03", "2026-03-10"]).repeat(20)  # the silence of a week is usual
    likes = chance.poisson(50, 40).astype(float)
    posts = pd.DataFrame({"published_on": days, "channel": "x", "likes": likes})
    calm = kk.change(posts, "likes", FIRST, LAST)
    assert (calm.strays, calm.verdict) == ("posts", "cannot tell")
    likes[-1] = 2_000  # one post caught on
    viral = kk.change(posts.assign(likes=likes), "likes", FIRST, LAST)
    assert viral.relative > 1.5
    assert viral.verdict == "cannot tell"
    assert "single posts" in viral.sentence


def test_the_number_of_own_posts_is_decided_and_has_no_interval() -> None:
    days = pd.to_datetime(["2026-03-03", "2026-03-04", "2026-03-10"])
    found = kk.change(pd.DataFrame({"published_on": days, "channel": "x"}), "posts", FIRST, LAST)
    assert np.isnan(found.difference.low)
    assert found.sentence.endswith("(−50%).")


def test_days_after_the_exports_end_are_missing_and_days_without_a_post_are_not() -> None:
    two_days = accounts(WEEK, WEEK).iloc[:-2]
    assert kk.change(two_days, "views", FIRST, LAST).missing == 2
    sold = orders("2026-03-02", "2026-03-05", "2026-03-09", "2026-03-12")
    assert kk.change(sold, "orders", FIRST, LAST).missing == 0  # three days of silence, four before


@pytest.mark.parametrize("kpi", ["follower_growth_rate", "net_follower_growth"])
def test_what_is_no_sum_has_a_change_without_an_interval(kpi: str) -> None:
    frame = accounts([100 + n for n in range(7)], [110 + 2 * n for n in range(7)], "followers")
    found = kk.change(frame, kpi, FIRST, LAST)
    assert found.now > found.then
    assert np.isnan(found.difference.low)


# --- several figures at once


def test_several_figures_at_once_change_as_each_does_alone() -> None:
    frame = accounts(WEEK, WEEK + 9).assign(followers=np.arange(100.0, 114.0), follows=3.0)
    frame["date"] += pd.Timestamp(2025, 4, 21) - DAYS[7]  # Instagram's views began that day
    period = date(2025, 4, 21), date(2025, 4, 27)
    kpis = ["views", "followers", "follower_growth_rate", "follows"]
    found = changes(frame, kpis, *period)
    alone = [kk.change(frame, kpi, *period) for kpi in kpis]
    assert list(map(repr, found)) == list(map(repr, alone))  # NaN is unlike NaN
    assert [bool(one.notes) for one in found] == [True, False, False, False]


def test_interactions_that_count_something_else_now_are_noted_of_them_alone() -> None:
    kinds = ["likes"] * 7 + ["likes + saves"] * 7
    frame = accounts(WEEK, WEEK).assign(interactions=5.0, interactions_of=kinds)
    views, interactions = changes(frame, ["views", "interactions"], FIRST, LAST)
    assert not views.notes
    assert "Likes; Likes + Saves" in interactions.notes[0]
    assert interactions.verdict == "cannot tell"


def test_people_of_one_row_now_and_one_then_are_people_of_two_rows() -> None:
    frame = accounts(WEEK, WEEK, "reach").iloc[[3, 10]]
    with pytest.raises(AggregationError, match="2 rows"):
        changes(frame, ["reach"], FIRST, LAST)


def test_in_the_report_one_refused_figure_does_not_hide_the_others() -> None:
    frame = accounts(WEEK, WEEK + 9).assign(reach=50.0)
    refused: list[str] = []
    week = Span(FIRST, LAST)
    found = _found(frame, ["views", "reach"], week, "previous", "Instagram", refused)
    assert [one.kpi for one in found] == ["views"]
    (said,) = refused
    assert said.startswith("Instagram, Reach: ")


# --- what is refused


def test_without_rows_there_is_nothing_to_compare() -> None:
    with pytest.raises(KpiKitError, match="one of the two periods has no rows"):
        kk.change(accounts(WEEK, WEEK).iloc[:0], "views", FIRST, LAST)
    only_now = accounts(WEEK, WEEK).iloc[7:]
    with pytest.raises(KpiKitError, match="one of the two periods has no rows"):
        kk.change(only_now, "views", FIRST, LAST)


@pytest.mark.parametrize("other", ["CHF", None])
def test_two_currencies_are_neither_added_nor_compared(other: str | None) -> None:
    euros = orders("2026-03-03", "2026-03-10")
    mixed = pd.concat([euros, orders("2026-03-11", currency=other)])
    with pytest.raises(ComparisonError, match=r"change: amounts in .*EUR"):
        kk.change(mixed, "revenue", FIRST, LAST)


def test_euros_now_and_francs_then_are_not_compared_either() -> None:
    table = pd.concat([orders("2026-03-10"), orders("2026-03-03", currency="CHF")])
    with pytest.raises(ComparisonError, match="CHF, EUR"):
        kk.change(table, "revenue", FIRST, LAST)


def test_one_currency_is_shown_with_the_amounts() -> None:
    found = kk.change(orders("2026-03-03", "2026-03-10", "2026-03-11"), "revenue", FIRST, LAST)
    assert "€200.00 after €100.00" in found.sentence


def test_a_row_across_the_end_of_the_period_cannot_be_divided() -> None:
    ads = pd.DataFrame({"period_start": pd.to_datetime(["2026-03-03", "2026-03-10"]),
                        "period_end": pd.to_datetime(["2026-03-03", "2026-04-02"]),
                        "channel": "meta_ads", "clicks": [5.0, 9.0]})  # fmt: skip
    with pytest.raises(AggregationError, match="10 March 2026 to 2 April 2026 and so reaches"):
        kk.change(ads, "clicks", FIRST, LAST)


def test_a_period_that_ends_first_is_refused() -> None:
    with pytest.raises(KpiKitError, match="swap"):
        kk.change(accounts(WEEK, WEEK), "views", LAST, FIRST)


# --- coverage, by simulation


@pytest.mark.parametrize(("memory", "days", "least"), [(0.0, 7, 0.91), (0.3, 28, 0.88)])
def test_where_nothing_changed_95_percent_of_the_intervals_say_so(
    memory: float, days: int, least: float
) -> None:
    """200 pairs of periods with weekdays, and in the second case with good and bad spells."""
    held = []
    for seed in range(200):
        daily = simulated(seed, 2 * days + 50, 30, memory=memory)[50:]
        then, now = daily[:days], daily[days:]
        held.append(
            not difference_of_days(now, then, counted=True, level=0.95).excludes(0)
        )  # fmt: skip
    assert least <= np.mean(held) <= 0.99


def test_the_interval_of_a_stock_holds_what_is_usual() -> None:
    chance = np.random.default_rng(3)
    moved = chance.poisson(5, (300, 28)) - chance.poisson(3, (300, 28))
    stocks = 1_000 + np.cumsum(moved, axis=1)
    held = [not change_of_stock(pd.Series([1_000.0, *s]), level=0.9).excludes(56) for s in stocks]
    assert 0.86 <= np.mean(held) <= 0.94


# --- Emscherrad


def test_the_week_of_the_viral_reel_has_more_views_for_sure_and_orders_by_chance() -> None:
    week = (date(2026, 5, 12), date(2026, 5, 18))
    sold = kk.change(emscherrad().orders, "orders", *week)
    assert sold.verdict == "cannot tell"
    assert "(95%: " in sold.sentence
    views = kk.change(emscherrad().accounts.query("channel == 'instagram'"), "views", *week)
    assert views.difference.low == views.difference.low
