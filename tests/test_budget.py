"""The split of a budget: known curves are found, and what the data cannot carry is refused."""

import numpy as np
import pandas as pd
import pytest

import kpi_kit as kk
from kpi_kit.money.budget import Mix
from kpi_kit.money.curves import Curve
from tests.money_cases import company, weeks
from tests.test_money import SPRING, TAGS, emscherrad


def two() -> pd.DataFrame:
    """Two campaigns; at 1,000 a week the best split is 250 to 750, worked out by hand.

    The slopes 1000 × 200 ÷ (250 + 200)² and 3000 × 600 ÷ (750 + 600)² are the same.
    """
    return pd.concat([weeks("A", seed=0), weeks("B", most=3_000, half=600, seed=1)])


def said(mix: Mix) -> str:
    return str(mix)


def test_the_best_split_of_known_curves_is_found() -> None:
    mix = kk.budget_mix(two(), 1_000)
    a, b = mix.shares
    assert a.spend.value == pytest.approx(250, abs=15)
    assert a.spend.value + b.spend.value == pytest.approx(1_000)
    assert a.spend.low < 250 < a.spend.high
    assert b.spend.low < 750 < b.spend.high
    assert a.result == pytest.approx(1_000 * 250 / 450, rel=0.03)
    assert mix.left == pytest.approx(0, abs=1e-6)
    assert mix.table()["campaign"].tolist() == ["A", "B"]


def test_no_other_split_is_better() -> None:
    mix = kk.budget_mix(two(), 900)
    a, b = (share.curve for share in mix.shares)
    best = sum(share.result for share in mix.shares)
    for other in range(100, 800, 50):
        assert a.at(other) + b.at(900 - other) <= best + 1e-6


def test_a_split_never_goes_beyond_what_was_seen() -> None:
    mix = kk.budget_mix(two(), 5_000)
    assert [s.spend.value for s in mix.shares] == [s.curve.highest for s in mix.shares]
    assert mix.left == pytest.approx(5_000 - sum(s.curve.highest for s in mix.shares))
    assert "so much has never been spent" in said(mix)


def test_in_another_currency_the_shares_are_the_same() -> None:
    data = two()
    other = data.assign(spend=data["spend"] * 11, result=data["result"] * 11)
    one, eleven = (kk.budget_mix(frame, b).table() for frame, b in ((data, 700), (other, 7_700)))
    assert (one["spend"] * 11).tolist() == pytest.approx(eleven["spend"].tolist(), rel=1e-3)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda w: w.head(20), "20 whole weeks of daily figures are too few"),
        (lambda w: w.assign(spend=100 + w["spend"] / 100), "nearly always the same"),
        (lambda w: w.assign(demand=w["spend"] / 3), "cannot be told apart"),
        (lambda w: w.assign(demand=-w["spend"]), "cannot be told apart"),
        (lambda w: w.assign(result=w["spend"] * 2), "do not show where more money brings less"),
        (lambda w: w.assign(result=0.0), "attributes no margin"),
    ],
    ids=["few", "steady", "season", "against the season", "straight", "nothing"],
)
def test_a_campaign_whose_weeks_carry_no_curve_gets_nothing_and_the_reason(
    change: object, reason: str
) -> None:
    mix = kk.budget_mix(change(weeks()), 300)  # type: ignore[operator]
    assert mix.shares == ()
    assert mix.left == 300
    assert reason in said(mix)
    assert "do not say how to split" in said(mix)


def test_one_refused_campaign_does_not_stop_the_other() -> None:
    mix = kk.budget_mix(pd.concat([weeks("A"), weeks("B").head(5)]), 300)
    assert [share.curve.campaign for share in mix.shares] == ["A"]
    assert "B: no curve" in said(mix)


def test_a_demand_that_never_changes_confounds_nothing() -> None:
    assert kk.budget_mix(weeks().assign(demand=7.0), 300).shares


def test_on_emscherrad_the_season_is_in_the_way() -> None:
    """Google's spend follows the search for bicycles; Meta's ads are exported by month."""
    tags = {**TAGS, "Marke": "marke", "Lastenrad generisch": "lastenrad_generisch"}
    asked = ["Marke", "Lastenrad generisch", SPRING]
    data = kk.campaign_weeks(emscherrad(), asked, utm=tags)
    assert data["campaign"].value_counts()["Marke"] == 104
    mix = kk.budget_mix(data, 400)
    assert mix.shares == ()
    assert said(mix).count("cannot be told apart") == 2
    assert f"{SPRING}: no curve, for 0 whole weeks" in said(mix)


def test_weeks_are_whole_and_hold_spend_margin_and_demand() -> None:
    days = pd.date_range("2026-05-01", "2026-05-17")  # a Friday to a Sunday
    made = company(
        ads=[{"spend": 10.0, "period_start": day, "period_end": day} for day in days],
        costs=[],
        orders=[{"order_id": "1", "revenue": 30.0, "contribution_margin": 9.0,
                 "ordered_on": pd.Timestamp("2026-05-10")},
                {"order_id": "2", "revenue": 5.0, "utm_campaign": None,
                 "ordered_on": pd.Timestamp("2026-05-11")}],
    )  # fmt: skip
    found = kk.campaign_weeks(made, ["May"], utm={"May": "may"})
    assert found["week"].dt.strftime("%d.%m.").tolist() == ["04.05.", "11.05."]
    assert found[["spend", "result", "demand"]].to_numpy().tolist() == [[70, 9, 0], [70, 0, 1]]


def test_no_budget_and_missing_columns_are_refused() -> None:
    with pytest.raises(kk.KpiKitError, match="give an amount above 0"):
        kk.budget_mix(weeks(), 0)
    with pytest.raises(kk.ColumnError, match="demand"):
        kk.budget_mix(weeks().drop(columns="demand"), 10)


def test_a_curve_rises_ever_less_steep() -> None:
    curve = Curve("A", most=900, half=100, lowest=0, highest=1_000, weeks=60)
    brought = [curve.at(spend) for spend in range(0, 1_000, 50)]
    steps = np.diff(brought)
    assert brought[0] == 0
    assert (steps > 0).all()
    assert (np.diff(steps) < 0).all()
    assert max(brought) < 900
