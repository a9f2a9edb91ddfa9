"""From ROAS to what was earned: values by head, laws, refusals, and Emscherrad's campaigns."""

import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kpi_kit as kk
from kpi_kit import labels
from kpi_kit.company.exports import TRUTH
from tests.money_cases import UTM, company, usual

SPRING, AUTUMN, REMINDER = (
    "Frühjahr Lastenrad Prospecting", "Herbst Lichtset", "Retargeting Warenkorb"
)  # fmt: skip
TAGS = {SPRING: "fruehjahr_lastenrad", AUTUMN: "herbst_lichtset", REMINDER: "retargeting",
        "Sommer Stadtrad Reels": "sommer_stadtrad"}  # fmt: skip


@cache
def emscherrad() -> kk.Exports:
    return kk.load(kk.sample() / "ads", kk.sample() / "costs", kk.sample() / "shop")


@cache
def truth() -> pd.DataFrame:
    return pd.read_csv(kk.sample().parent / TRUTH / "campaigns.csv").set_index("campaign")


def values(ladder: Any) -> list[float]:
    return [rung.point for rung in ladder.rungs]


# By head


def test_the_ladder_by_head() -> None:
    """4,000 claimed and 3,000 sold on 1,000; 900 of margin; 1,000 + 10 × 50 + 100 of cost."""
    ladder = kk.roi_ladder(usual(), "May", utm=UTM, incremental=kk.Estimate(5, 2, 8))
    assert values(ladder) == pytest.approx([4, 3, 0.9, -700 / 1_600, 450 / 1_600 - 1])
    top = ladder.rung("incremental_roi").value
    assert isinstance(top, kk.Estimate)
    assert (top.low, top.high) == pytest.approx((180 / 1_600 - 1, 720 / 1_600 - 1))
    assert ladder.verdict == "loss"


def test_a_published_case_comes_out_rung_by_rung() -> None:
    """W60: 500 orders of 80, margin 12,000, spend 10,000: ROAS 4, POAS 1.2."""
    made = usual(spend=10_000, claimed=40_000, orders=500, value=80, margin=24, hours=0,
                 production=0)  # fmt: skip
    ladder = kk.roi_ladder(made, "May", utm=UTM)
    assert values(ladder)[:4] == pytest.approx([4, 4, 1.2, 0.2])
    assert ladder.verdict == "profit"
    # W58: with 30 % margin, ROAS has to be 1 ÷ 0.3; and as nothing else costs, for all costs, too.
    assert ladder.break_even.roas == ladder.break_even.full_roas == pytest.approx(10 / 3)


def test_a_published_experiment_comes_out_of_the_ladder() -> None:
    """W63: 300 of 1,200 orders were additional; 80 each, margin 40 %, spend 50,000: −40,400."""
    made = usual(spend=50_000, claimed=96_000, orders=1_200, value=80, margin=32, hours=0,
                 production=0)  # fmt: skip
    ladder = kk.roi_ladder(made, "May", utm=UTM, incremental=kk.Estimate(300, 200, 400))
    assert ladder.rung("platform_roas").point == pytest.approx(1.92)
    assert ladder.rung("incremental_roi").point * 50_000 == pytest.approx(-40_400)


def test_ad_spend_is_not_put_into_the_margin() -> None:
    """W100: revenue 10,000, variable cost 5,500: break-even at 2.22, not at 3.03."""
    made = usual(orders=10, value=1_000, margin=450)
    known = kk.roi_ladder(made, "May", utm=UTM).break_even
    assert known.roas == pytest.approx(2.2222, abs=1e-4)


def test_break_even_by_head() -> None:
    """1,600 of cost, 90 of margin per order of 300."""
    known = kk.roi_ladder(usual(), "May", utm=UTM).break_even
    assert known.margin_rate == pytest.approx(0.3)
    assert known.cost_per_acquisition == pytest.approx(90)
    assert known.actual_cost_per_order == 160
    assert known.orders_needed == pytest.approx(1_600 / 90)
    assert known.margin_rate_needed == pytest.approx(1_600 / 3_000)
    assert known.full_roas == pytest.approx(1_600 / 0.3 / 1_000)
    assert "have taken 18 orders" in str(known.sentence)  # 17 bring 1,530 and still lose 70


def test_payback_goes_by_the_pace_of_the_campaign() -> None:
    """31 days brought 900 of 1,600: in 1,600 ÷ 900 of that time all is back."""
    ladder = kk.roi_ladder(usual(), "May", utm=UTM)
    assert ladder.payback_months == pytest.approx(31 / (365.25 / 12) * 1_600 / 900)
    nothing = kk.roi_ladder(usual(margin=0.0), "May", utm=UTM)
    assert nothing.payback_months != nothing.payback_months


# Full cost


def test_media_in_both_tables_count_once() -> None:
    cost = kk.full_costs(usual()).of("May")
    assert (cost.media, cost.work, cost.production, cost.total) == (1_000, 500, 100, 1_600)
    assert cost.notes == ()


@pytest.mark.parametrize(("booked", "taken"), [(1_190.0, 1_190.0), (800.0, 1_000.0)])
def test_media_that_differ_are_noted_and_the_larger_counts(booked: float, taken: float) -> None:
    made = company(ads=[{"spend": 1_000.0}], costs=[{"kind": "media", "amount": booked}], orders=[])
    cost = kk.full_costs(made).of("May")
    assert cost.media == taken
    (note,) = cost.notes
    assert f"{taken:,.2f}" in str(note)


def test_a_cent_of_rounding_is_no_difference() -> None:
    made = company(ads=[{"spend": 1_000.0}], costs=[{"kind": "media", "amount": 1_000.4}],
                   orders=[])  # fmt: skip
    assert kk.full_costs(made).of("May").notes == ()


def test_an_hour_without_a_rate_is_not_free() -> None:
    made = company(ads=[{"spend": 1.0}], costs=[{"kind": "work", "hours": 5.0}], orders=[])
    cost = kk.full_costs(made).of("May")
    assert cost.total != cost.total
    assert "or without hours and their rate: 1." in str(cost.notes[0])
    assert kk.roi_ladder(made, "May").rung("margin_roi").why_not is not None


def test_a_kind_of_cost_without_a_name_is_not_lost() -> None:
    made = company(ads=[], costs=[{"kind": "Influencer", "amount": 300.0}], orders=[])
    assert kk.full_costs(made).of("May").other == 300


def overhead() -> kk.Exports:
    june = pd.Timestamp("2026-06-30")
    return company(
        ads=[{"spend": 300.0}, {"campaign": "Other", "spend": 100.0}],
        costs=[
            {"kind": "work", "hours": 1.0, "rate": 50.0},
            {"campaign": "Other", "kind": "work", "hours": 3.0, "rate": 50.0},
            {"campaign": None, "kind": "tools", "amount": 80.0},
            {"campaign": None, "kind": "tools", "amount": 20.0, "date": june},
        ],
        orders=[],
    )


def test_costs_without_a_campaign_are_shown_and_charged_to_none() -> None:
    costs = kk.full_costs(overhead())
    assert (costs.of("May").total, costs.of("Other").total) == (350, 250)
    assert costs.unassigned.total == 100
    assert costs.table()["total"].tolist() == [350, 250, 100]
    assert "€100.00 are assigned to no campaign" in str(costs.sentences[-1])


@pytest.mark.parametrize(("rule", "may", "other"), [("spend", 60, 20), ("hours", 20, 60)])
def test_a_named_rule_spreads_them_month_by_month(rule: Any, may: float, other: float) -> None:
    """Of May's 80; June had no campaign, so its 20 stay where they are."""
    costs = kk.full_costs(overhead(), overhead=rule)
    assert (costs.of("May").overhead, costs.of("Other").overhead) == (may, other)
    assert costs.unassigned.total == 20
    assert costs.table()["total"].sum() == 700


def test_another_rule_is_refused() -> None:
    with pytest.raises(kk.KpiKitError, match="take one of spend, hours"):
        kk.full_costs(overhead(), overhead="revenue")  # type: ignore[arg-type]


# What is refused, and what is not known


def test_two_currencies_are_never_added() -> None:
    made = company(ads=[{"spend": 1.0}], costs=[{"kind": "work", "amount": 1.0, "currency": "USD"}],
                   orders=[])  # fmt: skip
    with pytest.raises(kk.ComparisonError, match=r"May: .*EUR, USD can be neither added up"):
        kk.full_costs(made)
    sold = company(ads=[{"spend": 1.0}], costs=[],
                   orders=[{"order_id": "1", "revenue": 9.0, "currency": "CHF"}])  # fmt: skip
    with pytest.raises(kk.ComparisonError, match=r"CHF, EUR"):
        kk.roi_ladder(sold, "May", utm=UTM)


def test_a_missing_currency_is_not_taken_for_the_other_one() -> None:
    made = company(ads=[{"spend": 1.0, "currency": None}], costs=[{"kind": "work", "amount": 1.0}],
                   orders=[])  # fmt: skip
    with pytest.raises(kk.ComparisonError, match=r'exports.toml, for example currency = "EUR"'):
        kk.full_costs(made)


def test_several_breakdowns_are_not_added_up() -> None:
    made = company(ads=[{"spend": 1.0}, {"spend": 1.0, "breakdown": "Age", "segment": "18-24"}],
                   costs=[], orders=[])  # fmt: skip
    with pytest.raises(kk.AggregationError):
        kk.roi_ladder(made, "May")


def test_a_row_across_the_period_cannot_be_divided() -> None:
    with pytest.raises(kk.AggregationError, match=r"ads.csv, row 2: .*reaches beyond the period"):
        kk.roi_ladder(usual(), "May", utm=UTM, since="2026-05-10")
    with pytest.raises(kk.AggregationError, match=r"ads.csv, row 2: .*reaches beyond the period"):
        kk.roi_ladder(usual(), "May", utm=UTM, until="2026-05-20")
    with pytest.raises(kk.AggregationError, match="has no date"):
        kk.full_costs(company(ads=[], costs=[{"kind": "work", "amount": 1.0, "date": pd.NaT}],
                              orders=[]), since="2026-05-01")  # fmt: skip


def test_a_period_leaves_out_what_is_before_and_after() -> None:
    later = pd.Timestamp("2026-07-01")
    made = company(
        ads=[{"spend": 10.0}, {"spend": 5.0, "period_start": later, "period_end": later}],
        costs=[{"kind": "work", "amount": 1.0}, {"kind": "work", "amount": 2.0, "date": later}],
        orders=[{"order_id": "1", "revenue": 30.0, "contribution_margin": 9.0},
                {"order_id": "2", "revenue": 30.0, "contribution_margin": 9.0,
                 "ordered_on": later}],
    )  # fmt: skip
    ladder = kk.roi_ladder(made, "May", utm=UTM, until="2026-05-31")
    assert (ladder.campaign.spend, ladder.campaign.orders, ladder.campaign.full_cost) == (10, 1, 11)


def test_names_are_declared_and_never_guessed() -> None:
    made = usual()
    assert kk.roi_ladder(made, "May").rung("shop_roas").why_not is not None
    names = kk.campaign_names(made)
    assert names["campaign"].isna().tolist() == [False, True]
    assert names["orders"].tolist() == [0, 10]
    assert kk.campaign_names(made, utm=UTM)["orders"].tolist() == [10]
    with pytest.raises(kk.ColumnError, match="no order carries that value; did you mean 'may'"):
        kk.roi_ladder(made, "May", utm={"May": "mai"})
    with pytest.raises(kk.ColumnError, match="did you mean 'May'"):
        kk.roi_ladder(made, "Mayy")


def test_equal_names_belong_together_and_a_campaign_may_have_two_tags() -> None:
    tags = ["May", "may_video"]
    orders = [{"order_id": tag, "revenue": 5.0, "utm_campaign": tag} for tag in tags]
    made = company(ads=[{"spend": 10.0}], costs=[], orders=orders)
    assert kk.roi_ladder(made, "May").campaign.orders == 1
    assert kk.roi_ladder(made, "May", utm={"May": tags}).campaign.orders == 2


def test_returns_are_deducted_and_said() -> None:
    made = company(
        ads=[{"spend": 10.0}], costs=[],
        orders=[{"order_id": "1", "revenue": 50.0, "contribution_margin": 20.0},
                {"order_id": "2", "revenue": -30.0, "contribution_margin": -12.0}],
    )  # fmt: skip
    known = kk.roi_ladder(made, "May", utm=UTM)
    assert (known.campaign.orders, known.campaign.revenue) == (1, 20)
    assert any("taken for returns" in str(note) for note in known.notes)


def test_what_was_paid_back_is_said_and_is_not_deducted_again() -> None:
    sold = {"order_id": "1", "revenue": 50.0, "refund": 30.0, "contribution_margin": 8.0}
    made = company(ads=[{"spend": 10.0}], costs=[], orders=[sold])
    known = kk.roi_ladder(made, "May", utm=UTM)
    assert known.campaign.revenue == 50
    assert any("€30.00 (orders: 1)" in str(note) for note in known.notes)


def test_a_margin_that_is_missing_is_not_zero() -> None:
    made = company(ads=[{"spend": 10.0}], costs=[{"kind": "work", "amount": 1.0}],
                   orders=[{"order_id": "1", "revenue": 50.0}])  # fmt: skip
    ladder = kk.roi_ladder(made, "May", utm=UTM)
    assert ladder.rung("shop_roas").point == 5
    assert "missing in orders of the campaign (1 of 1)" in str(ladder.rung("poas").permits)
    assert ladder.verdict == "unknown"


def test_spend_that_lacks_a_row_is_not_the_spend_of_the_others() -> None:
    """3,000 of revenue on the 1,000 that are known would be a ROAS of 3, and may be far less."""
    made = company(
        ads=[{"spend": 1_000.0, "conversions": 6.0, "revenue": 2_000.0},
             {"spend": None, "conversions": 3.0, "revenue": 1_000.0}],
        costs=[{"kind": "work", "amount": 100.0}],
        orders=[{"order_id": "1", "revenue": 3_000.0, "contribution_margin": 900.0}],
    )  # fmt: skip
    ladder = kk.roi_ladder(made, "May", utm=UTM)
    assert [point == point for point in values(ladder)] == [False] * 5
    assert ladder.verdict == "unknown"


def test_a_campaign_without_spend_has_no_roas() -> None:
    ladder = kk.roi_ladder(usual(spend=0.0), "May", utm=UTM)
    assert "nothing can be divided by zero" in str(ladder.rung("platform_roas").permits)
    assert ladder.rung("margin_roi").point == pytest.approx(0.5)


def test_an_experiment_that_knows_nothing_makes_no_rung() -> None:
    nothing = kk.Estimate(float("nan"), float("nan"), float("nan"))
    ladder = kk.roi_ladder(usual(), "May", utm=UTM, incremental=nothing)
    assert ladder.top is not None
    assert ladder.top.name == "margin_roi"


# Laws

AMOUNTS = st.floats(1, 1e5)
ORDERS = st.integers(1, 20)


@settings(max_examples=20)
@given(k=st.floats(0.01, 100), spend=AMOUNTS, claimed=AMOUNTS, margin=st.floats(0, 300))
def test_another_currency_changes_no_rung(
    k: float, spend: float, claimed: float, margin: float
) -> None:
    incremental = kk.Estimate(5, 2, 8)
    one, other = (
        kk.roi_ladder(
            usual(spend=spend * by, claimed=claimed * by, value=300 * by, margin=margin * by,
                  rate=50 * by, production=100 * by, currency=currency),
            "May", utm=UTM, incremental=incremental,
        )
        for by, currency in ((1.0, "EUR"), (k, "SEK"))
    )  # fmt: skip
    assert values(one) == pytest.approx(values(other), rel=1e-9, abs=1e-9)


@settings(max_examples=20)
@given(spend=AMOUNTS, orders=ORDERS, margin=st.floats(0, 300), production=AMOUNTS)
def test_the_ladder_goes_down_from_shop_to_full_cost(
    spend: float, orders: int, margin: float, production: float
) -> None:
    """Margin is at most revenue, and full cost at least ad spend."""
    made = usual(spend=spend, orders=orders, margin=margin, production=production)
    _, shop, poas, roi, _ = values(kk.roi_ladder(made, "May", utm=UTM))
    assert poas <= shop * (1 + 1e-12)
    assert roi <= poas - 1 + 1e-9


@settings(max_examples=20)
@given(more=st.floats(0, 1e4), kind=st.sampled_from(["production", "hours", "spend"]))
def test_more_cost_never_raises_the_roi(more: float, kind: str) -> None:
    """Where margin is not negative; who loses on every sale loses a smaller share of more."""
    before = {"production": 100.0, "hours": 10.0, "spend": 1_000.0}
    after = {**before, kind: before[kind] + more}
    estimate = kk.Estimate(5, 2, 8)
    low, high = (
        values(kk.roi_ladder(usual(**costs), "May", utm=UTM, incremental=estimate))  # type: ignore[arg-type]
        for costs in (after, before)
    )
    assert all(a <= b + 1e-12 for a, b in zip(low, high, strict=True))


@settings(max_examples=20)
@given(fewer=st.floats(0, 50), more=st.floats(0, 50))
def test_more_caused_orders_never_lower_the_roi(fewer: float, more: float) -> None:
    low, high = (
        kk.roi_ladder(usual(), "May", utm=UTM, incremental=kk.Estimate(n, n - 1, n + 1))
        for n in sorted((fewer, more))
    )
    assert low.rungs[-1].point <= high.rungs[-1].point


# Sensitivity


def test_sensitivity_by_head() -> None:
    """900 of margin, 1,600 of cost, 500 of it work; the platform claims 4,000 of 3,000."""
    swings = kk.roi_ladder(usual(), "May", utm=UTM).sensitivity()
    found = {s.assumption: (s.low, s.high, s.roi_low, s.roi_high) for s in swings.swings}
    assert swings.roi == pytest.approx(-700 / 1_600)
    assert found["attribution"] == pytest.approx((0.5, 4 / 3, -1_150 / 1_600, -400 / 1_600))
    assert found["margin_rate"] == pytest.approx((0.27, 0.33, -790 / 1_600, -610 / 1_600))
    assert found["hours"] == pytest.approx((7.5, 12.5, -575 / 1_475, -825 / 1_725))
    assert [s.assumption for s in swings.swings] == ["attribution", "margin_rate", "hours"]
    assert swings.table()["width"].is_monotonic_decreasing


def test_an_experiment_takes_the_place_of_the_platforms_claim() -> None:
    ladder = kk.roi_ladder(usual(), "May", utm=UTM, incremental=kk.Estimate(5, 2, 8))
    (swing,) = [s for s in ladder.sensitivity().swings if s.assumption == "attribution"]
    assert (swing.low, swing.high, swing.source) == (0.2, 0.8, "experiment")


def test_without_margin_or_cost_there_is_nothing_to_vary() -> None:
    with pytest.raises(kk.KpiKitError, match="nothing to vary"):
        kk.roi_ladder(usual(), "May").sensitivity()


# Emscherrad


def test_story_four_a_roas_of_four_loses_money() -> None:
    ladder = kk.roi_ladder(emscherrad(), SPRING, utm=TAGS)
    assert values(ladder)[:4] == pytest.approx([3.92, 3.55, 0.78, -0.547], abs=0.005)
    assert ladder.verdict == "loss"
    assert "ROAS of 3.92" in str(ladder.sentence)
    assert "lost money" in str(ladder.sentence)
    assert "keeps its sign" in str(ladder.sensitivity().sentence)


def test_story_nine_the_experiment_with_the_truth_finds_a_profit() -> None:
    known = truth().to_dict("index")[AUTUMN]
    incremental = kk.Estimate(float(known["incremental_orders"]), 380, 470)
    ladder = kk.roi_ladder(emscherrad(), AUTUMN, utm=TAGS, incremental=incremental)
    expected = known["incremental_margin"] / ladder.campaign.full_cost - 1
    assert ladder.rung("incremental_roi").point == pytest.approx(expected, abs=1e-4)
    assert ladder.verdict == "profit"
    # A wide interval is not talked into a profit.
    wide = kk.roi_ladder(emscherrad(), AUTUMN, utm=TAGS, incremental=kk.Estimate(424, 250, 600))
    assert wide.verdict == "unclear"


@pytest.mark.parametrize("campaign", [*TAGS])
def test_platform_and_shop_figures_are_those_of_the_truth(campaign: str) -> None:
    known, ladder = truth().loc[campaign], kk.roi_ladder(emscherrad(), campaign, utm=TAGS)
    figures = ladder.campaign
    assert figures.spend == pytest.approx(known["spend"])
    assert figures.claimed_revenue == pytest.approx(known["claimed_revenue"])
    assert figures.claimed_orders == known["claimed_orders"]
    assert figures.claimed_orders > figures.orders


def test_retargeting_shines_by_its_own_account_and_caused_nothing() -> None:
    caused = truth()["incremental_orders"].to_dict()[REMINDER]
    nothing = kk.Estimate(float(caused), -20, 20)
    ladder = kk.roi_ladder(emscherrad(), REMINDER, utm=TAGS, incremental=nothing)
    assert ladder.rung("platform_roas").point > 11
    assert ladder.rung("incremental_roi").point == -1
    assert ladder.verdict == "loss"


def test_a_campaign_of_which_the_books_say_nothing_gets_no_verdict() -> None:
    made = emscherrad()
    booked = made.costs[made.costs["campaign"] != "Marke"]
    silent = kk.Exports(**{**vars(made), "costs": booked})
    ladder = kk.roi_ladder(silent, "Marke", utm={"Marke": "marke"})
    assert ladder.verdict == "unknown"
    assert "full cost is not known" in str(ladder.sentence)


def test_what_is_wrong_with_one_campaign_does_not_matter_to_another(tmp_path: Path) -> None:
    """The folder of ads alone does not say in which currency LinkedIn charges."""
    alone = shutil.copytree(kk.sample() / "ads" / "linkedin", tmp_path / "linkedin")
    made = kk.load(alone, kk.sample() / "costs")
    with pytest.raises(kk.ComparisonError, match="currency"):
        kk.full_costs(made)
    assert kk.roi_ladder(made, AUTUMN).campaign.cost.total == pytest.approx(13_278.64)


@pytest.mark.parametrize("lang", labels.LANGUAGES)
def test_the_table_speaks_the_readers_language(lang: labels.Language) -> None:
    with labels.speaking(lang):
        table = kk.roi_ladder(usual(), "May", utm=UTM).table()
    assert table["rung"][0] == {"de": "Plattform-ROAS", "en": "Platform ROAS"}[lang]
    assert table["value"].isna().tolist() == [False] * 4 + [True]
