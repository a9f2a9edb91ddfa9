"""Formulas: values a reader can check by head, reference values, zeros, true laws."""

import inspect
import math
from typing import Any

import narwhals as nw
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_kit import formulas
from kpi_kit.kpis import KPIS
from kpi_kit.metrics import METRICS

# Published values; the source is in the formula's docstring or named here.
REFERENCES = [
    ("frequency", (5_000, 4_000), 1.25),  # Klipfolio
    ("engagement_rate_by_reach", (175, 2_500), 0.07),  # luceena.com/de
    ("engagement_rate_by_impressions", (50, 1_000), 0.05),  # poaster.io
    ("engagement_rate_by_impressions", (51, 1_807), 0.0282236),  # catehstn/social-brain PR 25
    ("engagement_rate_by_followers", (100, 7, 1_250), 0.0114286),  # CrowdTangle 1141064
    ("engagement_rate_by_followers", (30, 10, 200), 0.015),  # academy.fanpagekarma.com
    ("follower_growth_rate", (1_100, 1_000), 0.1),  # Keyhole
    ("follower_growth_rate", (1_150, 1_000), 0.15),  # thesocialcat
    ("compound_monthly_growth_rate", (3_500, 2_000, 5), 0.1184269),  # marketing-calculator.net
    ("compound_monthly_growth_rate", (2_000, 500, 2), 1.0),  # academy.fanpagekarma.com
    ("cost_per_mille", (200, 100_000), 2.0),  # adwisely
    ("cost_per_mille", (60, 15_000), 4.0),  # adwisely
    ("cost_per_click", (10, 5), 2.0),  # Google Ads help
    ("cost_per_link_click", (10, 4), 2.5),
    ("cost_per_acquisition", (100, 2), 50.0),  # Google Ads help
    ("return_on_ad_spend", (2.0e6, 0.5e6), 4.0),  # ficilcom
    ("return_on_ad_spend", (0.8, 1.0), 0.8),  # ficilcom
    ("return_on_ad_spend", (500 * 80, 10_000), 4.0),  # 42medien.de
    ("return_on_investment", (12_000, 10_000), 0.2),  # 42medien.de: margin 12,000 on 10,000
    ("return_on_investment", (0.4 * 300 * 80, 50_000), -0.808),  # metrickittools: -40,400 of 50,000
]

RATIOS = [kpi for kpi in KPIS.values() if kpi.name != "net_follower_growth"]

counts = st.integers(min_value=1, max_value=10**9).map(float)


@pytest.mark.parametrize(("name", "inputs", "expected"), REFERENCES)
def test_published_examples_come_out(name: str, inputs: tuple[float, ...], expected: float) -> None:
    assert KPIS[name].formula(*map(float, inputs)) == pytest.approx(expected, rel=1e-5)


def test_a_growth_per_month_counts_intervals_not_values() -> None:
    """A published example takes 10k to 50k in 6 months as 37.8 %; that is 5 intervals."""
    assert formulas.compound_monthly_growth_rate(50.0, 10.0, 6.0) == pytest.approx(0.3077, abs=1e-4)


def test_revenue_in_place_of_margin_is_another_figure() -> None:
    """2,000 of cost, 5,000 of revenue: with 40 % margin nothing is left, not +150 %."""
    assert formulas.return_on_investment(5_000.0 * 0.4, 2_000.0) == 0.0


@pytest.mark.parametrize("kpi", RATIOS, ids=lambda kpi: kpi.name)
def test_no_data_gives_undefined_and_never_infinity(kpi: Any) -> None:
    zeros = dict.fromkeys(kpi.inputs, 0.0)
    assert math.isnan(kpi.formula(**zeros))
    series = kpi.formula(**{name: pd.Series([0.0, 5.0]) for name in kpi.inputs})
    assert math.isnan(series[0])
    assert math.isfinite(series[1])


@pytest.mark.parametrize("kpi", KPIS.values(), ids=lambda kpi: kpi.name)
def test_floats_series_and_expressions_agree(kpi: Any) -> None:
    values = {name: float(3 + place) for place, name in enumerate(kpi.inputs)}
    frame = pd.DataFrame({name: [value] for name, value in values.items()})
    by_float = kpi.formula(**values)
    by_series = kpi.formula(**{name: frame[name] for name in kpi.inputs})
    expression = kpi.formula(**{name: nw.col(name) for name in kpi.inputs}).alias("result")
    by_expression = nw.from_native(frame).select(expression)["result"]
    assert by_series[0] == pytest.approx(by_float, rel=1e-12)
    assert by_expression[0] == pytest.approx(by_float, rel=1e-12)


@pytest.mark.parametrize("kpi", KPIS.values(), ids=lambda kpi: kpi.name)
def test_every_formula_is_documented_and_takes_known_metrics(kpi: Any) -> None:
    text = inspect.getdoc(kpi.formula) or ""
    assert {*kpi.inputs} <= {*METRICS}
    for section in ("Parameters", "Returns", "Source", "Examples", ">>> "):
        assert section in text


@given(interactions=counts, reach=counts, factor=st.sampled_from([2.0, 10.0, 0.5]))
def test_a_rate_does_not_depend_on_the_unit(
    interactions: float, reach: float, factor: float
) -> None:
    rate = formulas.engagement_rate_by_reach(interactions, reach)
    assert formulas.engagement_rate_by_reach(
        interactions * factor, reach * factor
    ) == pytest.approx(rate)


@given(margin=counts, cost=counts, rate=st.floats(0.5, 2.0))
def test_roi_does_not_depend_on_the_currency(margin: float, cost: float, rate: float) -> None:
    roi = formulas.return_on_investment(margin, cost)
    assert formulas.return_on_investment(margin * rate, cost * rate) == pytest.approx(roi, abs=1e-9)


@given(start=counts, end=counts, months=st.integers(1, 36).map(float))
def test_growth_per_month_leads_from_start_to_end(start: float, end: float, months: float) -> None:
    rate = formulas.compound_monthly_growth_rate(end, start, months)
    assert start * (1 + rate) ** months == pytest.approx(end, rel=1e-6)
