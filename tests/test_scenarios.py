"""Plans: values by head, laws of the drawing, ranges from past campaigns, and refusals."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kpi_kit as kk
from kpi_kit.money.outcomes import Outcome
from kpi_kit.money.past import Assumption
from kpi_kit.money.scenarios import Scenario
from tests.money_cases import company
from tests.test_money import AUTUMN, SPRING, TAGS, emscherrad

FIXED = {"cost_per_click": 0.5, "conversion_rate": 0.02, "order_value": 100.0, "margin_rate": 0.4}
"""2,000 clicks per 1,000 of media, 40 orders, 4,000 of revenue, 1,600 of margin."""


def plan(name: str = "Plan", **changes: object) -> Scenario:
    return Scenario(**{"name": name, "media": 1_000.0, "currency": "EUR", **FIXED, **changes})  # type: ignore[arg-type]


def outcome(scenario: Scenario) -> Outcome:
    return kk.compare_scenarios([scenario]).of(scenario.name)


def test_what_a_plan_costs_by_head() -> None:
    assert plan(hours=10, rate=54, production=200, tools=60).cost == 1_000 + 540 + 200 + 60


def test_what_a_fixed_plan_brings_by_head() -> None:
    """Only chance in the number of orders is left: 40, give or take 6.3."""
    found = outcome(plan(media=100_000.0))
    assert found.orders.value == pytest.approx(4_000, rel=0.01)
    assert found.profit.value == pytest.approx(60_000, rel=0.02)
    assert found.roi.value == pytest.approx(0.6, rel=0.02)
    few = outcome(plan())
    assert few.orders.high - few.orders.low == pytest.approx(2 * 1.645 * 40**0.5, rel=0.1)


def test_what_would_have_come_anyway_is_no_result_of_the_plan() -> None:
    assert outcome(plan(additional_share=0.5)).orders.value == pytest.approx(20, abs=1)


def test_break_even_of_a_coin_toss() -> None:
    """Margin is between 0 and 2,000 with its middle at 1,000, and 1,000 is the cost."""
    found = outcome(plan(media=1e6, order_value=62.5, margin_rate=(0.2, 0.4, 0.6)))
    assert found.break_even == pytest.approx(0.5, abs=0.02)


def test_doing_nothing_is_always_among_the_alternatives() -> None:
    compared = kk.compare_scenarios([plan()])
    nothing, _ = compared.outcomes
    assert (nothing.scenario.cost, nothing.profit.value) == (0, 0)
    assert nothing.roi.value != nothing.roi.value
    assert sum(compared.best) == pytest.approx(1)


@pytest.mark.parametrize(("value", "said"), [(20.0, "do nothing"), (1_000.0, "'Plan' is ahead")])
def test_the_verdict_names_who_is_ahead(value: float, said: str) -> None:
    assert said in str(kk.compare_scenarios([plan(order_value=value)]).sentence)


def test_two_that_suppose_the_same_draw_the_same() -> None:
    """So the dearer one never wins, and only by what it costs more is it behind."""
    ranges: dict[str, Any] = {
        "conversion_rate": (0.01, 0.02, 0.03), "order_value": (50, 100, 200)
    }  # fmt: skip
    compared = kk.compare_scenarios(
        [plan("Cheap", **ranges), plan("Dear", **ranges, production=100)]
    )
    cheap, dear = compared.of("Cheap"), compared.of("Dear")
    assert cheap.profit.value - dear.profit.value == pytest.approx(100)
    assert compared.best[2] == 0


def test_a_seed_gives_the_same_result_and_another_one_nearly_the_same() -> None:
    wide = plan(conversion_rate=(0.01, 0.02, 0.03))
    one, same, other = (
        kk.compare_scenarios([wide], seed=seed).of("Plan").profit for seed in (1, 1, 2)
    )
    assert one == same != other
    assert one.value == pytest.approx(other.value, abs=50)


def test_the_range_holds_as_many_outcomes_as_it_says() -> None:
    """A margin rate drawn between 0.2 and 0.6: the middle 90 % of a triangle, by its formula."""
    found = outcome(plan(media=1e7, margin_rate=(0.2, 0.4, 0.6)))
    rates = [end / found.revenue.value for end in
             (found.contribution_margin.low, found.contribution_margin.high)]  # fmt: skip
    edge = 0.4 * (0.05 / 2) ** 0.5
    assert rates == pytest.approx([0.2 + edge, 0.6 - edge], abs=0.004)


@settings(max_examples=15)
@given(k=st.floats(0.01, 100))
def test_another_currency_changes_no_chance(k: float) -> None:
    ranges: dict[str, Any] = {"margin_rate": (0.2, 0.4, 0.5), "conversion_rate": (0.01, 0.02, 0.03)}
    one = outcome(plan(**ranges, production=300))
    other = outcome(
        plan(**ranges, production=300 * k, media=1_000 * k, cost_per_click=0.5 * k,
             order_value=100 * k, currency="SEK")
    )  # fmt: skip
    assert one.roi.value == pytest.approx(other.roi.value, rel=1e-6, abs=0.02)
    assert one.break_even == pytest.approx(other.break_even, abs=0.01)


@settings(max_examples=15)
@given(more=st.floats(0, 5_000))
def test_more_cost_beside_the_media_never_raises_roi_or_chance(more: float) -> None:
    low, high = outcome(plan(tools=more)), outcome(plan())
    assert low.roi.value <= high.roi.value
    assert low.break_even <= high.break_even


# Ranges from past campaigns


def months() -> kk.Exports:
    """Three months: 1,000 clicks each for 500, 600, 700; 10, 20, 30 orders of 100, margin 40."""
    starts = pd.date_range("2026-01-01", periods=3, freq="MS")
    return company(
        ads=[{"period_start": s, "period_end": s + pd.offsets.MonthEnd(0), "spend": 500.0 + 100 * i,
              "link_clicks": 1_000.0} for i, s in enumerate(starts)],
        costs=[],
        orders=[{"order_id": f"{i}-{n}", "ordered_on": s, "revenue": 100.0,
                 "contribution_margin": 40.0}
                for i, s in enumerate(starts) for n in range(10 * (i + 1))],
    )  # fmt: skip


def test_ranges_are_those_of_the_months_and_the_likeliest_that_of_all() -> None:
    past = kk.past_rates(months(), ["May"], utm={"May": "may"})
    assert past.cost_per_click == Assumption(0.5, 0.6, 0.7, source="data")
    assert past.conversion_rate == Assumption(0.01, 0.02, 0.03, source="data")
    assert (past.order_value.low, past.order_value.high) == (100, 100)
    assert past.margin_rate.likely == pytest.approx(0.4)
    assert past.currency == "EUR"
    made = Scenario(name="Again", media=600.0, past=past, conversion_rate=0.05)
    assert made.assumptions["conversion_rate"].source == "guess"
    assert made.assumptions["cost_per_click"].source == "data"
    assert made.money == "EUR"


def test_a_month_without_orders_had_a_rate_of_zero_and_no_order_value() -> None:
    made = months()
    late = made.orders["ordered_on"] > pd.Timestamp("2026-01-31")
    fewer = kk.Exports(**{**vars(made), "orders": made.orders[late]})
    past = kk.past_rates(fewer, ["May"], utm={"May": "may"})
    assert past.conversion_rate.low == 0
    assert past.order_value.low == 100


def test_two_months_show_no_range() -> None:
    with pytest.raises(kk.KpiKitError, match="2 months with clicks do not show a range"):
        kk.past_rates(emscherrad(), [AUTUMN], utm=TAGS)


def test_a_row_across_months_is_not_divided() -> None:
    row = {"spend": 1.0, "link_clicks": 5.0, "period_start": pd.Timestamp("2026-04-20")}
    with pytest.raises(kk.AggregationError, match="reaches across months"):
        kk.past_rates(company(ads=[row], costs=[], orders=[]), ["May"])


def test_unlike_campaigns_are_pointed_out() -> None:
    """Cargo bikes sell seldom and dear, lights often and cheap: no product of both extremes."""
    mixed = kk.past_rates(emscherrad(), [SPRING, AUTUMN], utm=TAGS)
    alike = kk.past_rates(emscherrad(), [SPRING], utm=TAGS)
    assert [len(mixed.notes), len(alike.notes)] == [2, 1]
    assert "too wide" in str(mixed.notes[1])


def test_the_spring_campaign_again_would_lose_again() -> None:
    past = kk.past_rates(emscherrad(), [SPRING], utm=TAGS)
    again = Scenario(name="Again", media=15_000, hours=136, rate=54, production=3_900, past=past)
    compared = kk.compare_scenarios([again])
    found = compared.of("Again")
    # It was 24 orders and some −14,624.
    assert found.orders.low < 24 < found.orders.high
    assert found.profit.low < -14_624 < found.profit.high
    assert found.break_even < 0.01
    assert "Better to do nothing" in str(compared.sentence)


# Refusals


def test_every_mistake_of_a_plan_is_named_at_once() -> None:
    with pytest.raises(kk.KpiKitError) as refused:
        Scenario(name="x", media=-1, hours=float("nan"), cost_per_click=0.0, conversion_rate=2,
                 order_value=(3, 2, 1))  # fmt: skip
    said = str(refused.value)
    for mistake in ("media is below 0", "hours is below 0 or no number", "must not be 0",
                    "conversion_rate must be a share", "order_value must be an amount",
                    "margin_rate is missing"):  # fmt: skip
        assert mistake in said


def test_plans_in_two_currencies_are_not_compared() -> None:
    with pytest.raises(kk.ComparisonError, match="EUR, USD can be neither added up"):
        kk.compare_scenarios([plan("A"), plan("B", currency="USD")])


def test_two_plans_of_one_name_and_no_draws_are_refused() -> None:
    with pytest.raises(kk.ComparisonError, match="one name"):
        kk.compare_scenarios([plan(), plan()])
    with pytest.raises(kk.KpiKitError, match="draws nothing"):
        kk.compare_scenarios([plan()], draws=0)
    with pytest.raises(kk.ColumnError, match="did you mean 'Plan'"):
        kk.compare_scenarios([plan()]).of("Plann")
