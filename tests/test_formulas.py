"""Formulas: what holds for every KPI of the catalogue, zeros, and true laws."""

import inspect
import math
from typing import Any

import narwhals as nw
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_kit import formatting, formulas, labels
from kpi_kit.cataloging import part_of
from kpi_kit.kpis import KPIS, Kpi
from kpi_kit.metrics import METRICS

# Formulas that do not divide, and one whose denominator is 1 when all inputs are zero.
UNDIVIDED = {
    "difference_in_differences", "economic_value", "joint_variance", "median_order_value",
    "median_response_time", "net_follower_growth", "net_reach_at_least", "net_reach_at_most",
    "price_variance", "quantity_variance", "reach_if_independent", "variance",
    "weighted_engagement", "customer_lifetime_value", "customer_lifetime_value_with_retention",
}  # fmt: skip

# Of a unit that scales with nothing: the ratio stays when every input of one kind is scaled.
MONEY_RATIOS = [
    kpi
    for kpi in KPIS.values()
    if kpi.unit in {"share", "factor", "months"}
    and any(METRICS[name].unit == "money" for name in kpi.inputs)
]
COSTS = [
    kpi
    for kpi in KPIS.values()
    if kpi.unit == "money" and any(METRICS[name].unit == "money" for name in kpi.inputs)
]

counts = st.integers(min_value=1, max_value=10**9).map(float)
numbers = st.floats(-1e6, 1e6)
factors = st.sampled_from([0.01, 0.5, 2.0, 10.0])

# Values to check by head, for the KPIs without a published example.
BY_HEAD: list[tuple[str, dict[str, float], float]] = [
    ("amplification_rate_per_follower", {"shares": 10, "average_followers": 200}, 0.05),
    ("amplification_rate_per_post", {"shares": 10, "posts": 4}, 2.5),
    ("applause_rate_per_follower", {"likes": 30, "average_followers": 200}, 0.15),
    ("applause_rate_per_post", {"likes": 30, "posts": 4}, 7.5),
    ("average_view_duration", {"watch_seconds": 300, "views": 20}, 15),
    ("average_view_duration_by_video_views", {"watch_seconds": 300, "video_views": 10}, 30),
    ("benchmark_gap", {"actual": 3, "benchmark": 4}, -0.25),
    ("click_rate_by_reach", {"clicks": 5, "gross_reach": 50}, 0.1),
    ("completion_rate_by_starts", {"completed_views": 5, "video_starts": 20}, 0.25),
    ("conversation_rate_per_follower", {"comments": 8, "average_followers": 200}, 0.04),
    ("conversation_rate_per_post", {"comments": 8, "posts": 4}, 2),
    ("conversion_rate_by_impressions", {"conversions": 3, "impressions": 3_000}, 0.001),
    ("conversion_rate_by_link_clicks", {"conversions": 3, "link_clicks": 60}, 0.05),
    ("conversion_rate_by_sessions", {"conversions": 3, "sessions": 50}, 0.06),
    ("cost_per_interaction", {"spend": 30, "interactions": 60}, 0.5),
    ("cost_per_lead", {"spend": 30, "leads": 2}, 15),
    ("cost_per_link_click", {"spend": 30, "link_clicks": 20}, 1.5),
    ("cost_per_thousand_reached", {"spend": 30, "reach": 6_000}, 5),
    ("daily_engagement_rate", {"interactions": 21, "follower_days": 700}, 0.03),
    ("economic_value", {"revenue": 100, "long_term_revenue": 20, "cost_savings": 3}, 123),
    ("engagement_rate_by_video_views", {"interactions": 6, "video_views": 60}, 0.1),
    ("engagement_rate_by_views", {"interactions": 6, "views": 120}, 0.05),
    ("gross_rating_points", {"impressions": 600, "target_population": 400}, 1.5),
    (
        "incremental_conversions",
        {"test_conversions": 50, "control_conversions": 10, "test_people": 400,
         "control_people": 100},
        10,
    ),
    ("joint_variance", {"actual_price": 7, "target_price": 5, "actual_quantity": 13,
                        "target_quantity": 10}, 6),
    ("link_click_through_rate", {"link_clicks": 4, "impressions": 200}, 0.02),
    ("margin_per_cost", {"contribution_margin": 30, "cost": 20}, 1.5),
    ("median_order_value", {"order_value": 40}, 40),
    ("median_response_time", {"response_seconds": 60}, 60),
    ("net_follower_growth", {"followers": 110, "followers_at_start": 130}, -20),
    ("net_sentiment_without_neutral", {"positive_mentions": 9, "negative_mentions": 3}, 0.5),
    ("positive_share", {"positive_mentions": 3, "classified_mentions": 12}, 0.25),
    ("price_variance", {"actual_price": 7, "target_price": 5, "target_quantity": 10}, 20),
    ("quantity_variance", {"target_price": 5, "actual_quantity": 13, "target_quantity": 10}, 15),
    ("relative_variance", {"actual": 6, "target": 8}, -0.25),
    ("response_rate", {"answered_messages": 6, "messages": 8}, 0.75),
    ("return_on_investment_by_margin_rate", {"revenue": 90, "margin_rate": 0.5, "cost": 30}, 0.5),
    ("run_rate_forecast", {"actual": 12, "elapsed": 4, "period": 10}, 30),
    ("save_rate_by_impressions", {"saves": 2, "impressions": 200}, 0.01),
    ("save_rate_by_reach", {"saves": 2, "gross_reach": 100}, 0.02),
    ("share_of_voice", {"own_mentions": 20, "competitor_mentions": 60}, 0.25),
    ("view_through_conversion_rate", {"view_through_conversions": 2, "impressions": 1_000}, 0.002),
    ("weighted_engagement", {"likes": 10, "comments": 5, "shares": 2}, 26),
]  # fmt: skip

every_kpi = pytest.mark.parametrize("kpi", KPIS.values(), ids=lambda kpi: kpi.name)


def known(kpi: Kpi) -> dict[str, float]:
    """Give every input a value of its own at which nothing is undefined."""
    shares = {"margin_rate": 0.4, "retention_rate": 0.7, "discount_rate": 0.1, "missed_share": 0.25}
    return {name: shares.get(name, 3.0 + place) for place, name in enumerate(kpi.inputs)}


@every_kpi
def test_every_formula_takes_known_metrics(kpi: Kpi) -> None:
    assert kpi.inputs
    assert {*kpi.inputs} <= {*METRICS}


def test_a_constant_is_no_input() -> None:
    assert KPIS["weighted_engagement"].inputs == ("likes", "comments", "shares")


@every_kpi
def test_every_formula_says_meaning_units_range_pitfall_source_and_example(kpi: Kpi) -> None:
    heads = ["Parameters", "Returns", "Notes", "Source", "Examples"]
    text = inspect.getdoc(kpi.formula) or ""
    assert [line for line in text.splitlines() if line in heads] == heads
    assert text.splitlines()[0] == labels.meaning_of(kpi.name)
    assert " ".join(part_of(kpi, "Notes").split()) == labels.pitfall_of(kpi.name)
    assert all(f"{name} : float" in part_of(kpi, "Parameters") for name in kpi.inputs)
    assert f"{kpi.name}(" in part_of(kpi, "Examples")


@every_kpi
def test_zeros_give_undefined_and_never_infinity(kpi: Kpi) -> None:
    zeros = dict.fromkeys(kpi.inputs, 0.0)
    assert math.isnan(kpi.formula(**zeros)) == (kpi.name not in UNDIVIDED)
    for name in kpi.inputs:
        values = known(kpi) | {name: 0.0}
        by_float = kpi.formula(**values)
        assert not math.isinf(by_float)
        for frame in (pd.DataFrame, pl.DataFrame):
            table = nw.from_native(frame({n: [v, known(kpi)[n]] for n, v in values.items()}))
            expression = kpi.formula(**{n: nw.col(n) for n in kpi.inputs}).alias("result")
            zero, other = table.select(expression)["result"].to_list()
            assert not math.isinf(math.nan if zero is None else zero)
            assert zero is None or zero == pytest.approx(by_float, nan_ok=True)
            assert other == pytest.approx(kpi.formula(**known(kpi)))
        series = kpi.formula(**{n: pd.Series([v, known(kpi)[n]]) for n, v in values.items()})
        assert series[0] == pytest.approx(by_float, nan_ok=True)
        assert math.isfinite(series[1])


@every_kpi
def test_a_missing_input_gives_nothing(kpi: Kpi) -> None:
    for name in kpi.inputs:
        values = known(kpi) | {name: math.nan}
        assert math.isnan(kpi.formula(**values))
        assert math.isnan(kpi.formula(**{n: pd.Series([v]) for n, v in values.items()})[0])
        missing = pl.DataFrame({n: [None if math.isnan(v) else v] for n, v in values.items()},
                               schema=dict.fromkeys(values, pl.Float64))  # fmt: skip
        expression = kpi.formula(**{n: nw.col(n) for n in kpi.inputs}).alias("result")
        assert nw.from_native(missing).select(expression)["result"][0] is None


@pytest.mark.parametrize(("name", "inputs", "expected"), BY_HEAD, ids=[row[0] for row in BY_HEAD])
def test_a_value_checked_by_head_comes_out(
    name: str, inputs: dict[str, float], expected: float
) -> None:
    assert {*inputs} == {*KPIS[name].inputs}
    assert KPIS[name].formula(**inputs) == pytest.approx(expected, rel=1e-12)


def test_the_weights_of_an_engagement_score_are_the_reader_s_to_choose() -> None:
    weights = {"like_weight": 100.0, "comment_weight": 10.0, "share_weight": 1.0}
    assert formulas.weighted_engagement(1.0, 2.0, 3.0, **weights) == 123


def test_a_given_number_goes_with_a_column() -> None:
    """A universe is one number beside a column of reach; so is a margin ratio."""
    reach: Any = pd.Series([500.0, 2_000.0, math.nan])
    capped = formulas.net_reach_at_most(reach, 1_000.0)
    assert capped[:2].tolist() == [500, 1_000]
    assert math.isnan(capped[2])
    contacts = formulas.gross_rating_points(reach, 0.0)
    assert contacts.isna().all()
    assert len(contacts) == 3


@pytest.mark.parametrize("margin", [0.0, -100.0])
def test_what_never_pays_back_has_no_payback_period(margin: float) -> None:
    assert math.isnan(formulas.payback_months(6_000.0, margin))
    assert math.isnan(formulas.break_even_return_on_ad_spend(margin))


def test_customers_who_never_leave_have_no_finite_worth() -> None:
    assert math.isnan(formulas.customer_lifetime_value_with_retention(100.0, 1.0, 0.0))
    assert math.isnan(formulas.customer_lifetime_value_with_retention(100.0, 1.2, 0.1))


def test_sentiment_is_thirty_or_sixty_points_from_the_same_mentions() -> None:
    with_neutral = formulas.net_sentiment(80.0, 20.0, 200.0)
    without = formulas.net_sentiment_without_neutral(80.0, 20.0)
    assert [formatting.shown(v, "points") for v in (with_neutral, without)] == ["30.0", "60.0"]


@pytest.mark.parametrize("kpi", MONEY_RATIOS, ids=lambda kpi: kpi.name)
@pytest.mark.parametrize("factor", [0.01, 2.0, 163.0])
def test_a_ratio_of_money_does_not_depend_on_the_currency(kpi: Kpi, factor: float) -> None:
    values = known(kpi)
    money = {n: v * factor for n, v in values.items() if METRICS[n].unit == "money"}
    assert kpi.formula(**values | money) == pytest.approx(kpi.formula(**values))


@pytest.mark.parametrize("kpi", COSTS, ids=lambda kpi: kpi.name)
@pytest.mark.parametrize("factor", [0.01, 2.0, 163.0])
def test_an_amount_is_converted_as_its_inputs_are(kpi: Kpi, factor: float) -> None:
    values = known(kpi)
    money = {n: v * factor for n, v in values.items() if METRICS[n].unit == "money"}
    assert kpi.formula(**values | money) == pytest.approx(factor * kpi.formula(**values))


@given(parts=st.lists(st.tuples(counts, counts), min_size=2, max_size=8))
def test_a_ratio_of_sums_lies_between_its_parts(parts: list[tuple[float, float]]) -> None:
    tops, bases = zip(*parts, strict=True)
    whole = formulas.engagement_rate_by_reach(sum(tops), sum(bases))
    rates = [formulas.engagement_rate_by_reach(top, base) for top, base in parts]
    assert min(rates) * (1 - 1e-9) <= whole <= max(rates) * (1 + 1e-9)


@given(parts=st.lists(st.integers(0, 1_000), min_size=1, max_size=6))
def test_the_combined_reach_lies_between_the_bounds(parts: list[int]) -> None:
    universe, missed = 1_000.0, math.prod(1 - part / 1_000 for part in parts)
    low = formulas.net_reach_at_least(float(max(parts)))
    high = formulas.net_reach_at_most(float(sum(parts)), universe)
    assert low - 1e-6 <= formulas.reach_if_independent(universe, missed) <= high + 1e-6


@given(one=counts, other=counts)
def test_the_upper_bound_is_the_smaller_of_the_two(one: float, other: float) -> None:
    assert formulas.net_reach_at_most(one, other) == min(one, other)


@given(actual=numbers, baseline=numbers, target=numbers, factor=factors, shift=numbers)
def test_progress_does_not_depend_on_the_unit(
    actual: float, baseline: float, target: float, factor: float, shift: float
) -> None:
    """Degrees Celsius or Fahrenheit, seconds or hours: the progress is the same."""
    if abs(target - baseline) < 1:
        return
    progress = formulas.progress_from_baseline(actual, baseline, target)
    changed = formulas.progress_from_baseline(
        actual * factor + shift, baseline * factor + shift, target * factor + shift
    )
    assert changed == pytest.approx(progress, rel=1e-3, abs=1e-3)


@given(baseline=numbers, target=numbers)
def test_progress_is_nothing_at_the_start_and_all_at_the_target(
    baseline: float, target: float
) -> None:
    if baseline == target:
        return
    assert formulas.progress_from_baseline(baseline, baseline, target) == 0
    assert formulas.progress_from_baseline(target, baseline, target) == 1


prices = st.integers(1, 10_000).map(float)


@given(p0=prices, p1=prices, q0=prices, q1=prices)
def test_price_quantity_and_joint_variance_are_the_whole(
    p0: float, p1: float, q0: float, q1: float
) -> None:
    parts = (
        formulas.price_variance(p1, p0, q0)
        + formulas.quantity_variance(p0, q1, q0)
        + formulas.joint_variance(p1, p0, q1, q0)
    )
    assert parts == formulas.variance(p1 * q1, p0 * q0)


@given(start=counts, end=counts, months=st.integers(1, 36).map(float))
def test_growth_per_month_leads_from_start_to_end(start: float, end: float, months: float) -> None:
    rate = formulas.compound_monthly_growth_rate(end, start, months)
    assert start * (1 + rate) ** months == pytest.approx(end, rel=1e-6)


@given(positive=counts, negative=counts, neutral=counts)
def test_sentiment_stays_within_its_scale(positive: float, negative: float, neutral: float) -> None:
    everything = positive + negative + neutral
    diluted = formulas.net_sentiment(positive, negative, everything)
    sharp = formulas.net_sentiment_without_neutral(positive, negative)
    assert -1 <= diluted <= 1
    assert abs(diluted) <= abs(sharp) <= 1


@given(margin=counts, cost=counts)
def test_roi_is_the_multiple_less_one(margin: float, cost: float) -> None:
    multiple = formulas.margin_per_cost(margin, cost)
    assert formulas.return_on_investment(margin, cost) == pytest.approx(multiple - 1, abs=1e-6)


@given(rate=st.floats(0.01, 1.0), spend=counts)
def test_at_the_break_even_roas_the_margin_is_the_spend(rate: float, spend: float) -> None:
    revenue = spend * formulas.break_even_return_on_ad_spend(rate)
    assert formulas.profit_on_ad_spend(revenue * rate, spend) == pytest.approx(1)


@given(actual=counts, elapsed=st.integers(1, 30).map(float))
def test_who_goes_on_as_before_ends_where_the_pace_leads(actual: float, elapsed: float) -> None:
    forecast = formulas.run_rate_forecast(actual, elapsed, 30.0)
    pace = formulas.pacing(actual, 1_000.0, elapsed, 30.0)
    assert forecast == pytest.approx(pace * 1_000)
