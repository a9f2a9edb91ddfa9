"""What a weekday, a season and a usual week would have brought."""

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_kit import labels
from kpi_kit.errors import KpiKitError
from kpi_kit.evidence.forecasts import baseline, forecast
from kpi_kit.evidence.seasons import expected_share, seasonal_index

START, DEADLINE = date(2026, 3, 1), date(2026, 3, 31)
WEEKDAYS = np.array([1, 0.9, 0.9, 1, 1.2, 1.5, 0.5])


def daily(first: str, last: str, value: float = 1.0) -> pd.Series:
    return pd.Series(value, pd.date_range(first, last))


def simulated(
    seed: int, days: int, rate: float, *, memory: float, season: float = 0.0
) -> pd.Series:
    """Return counts with weekdays, a season, and good and bad spells."""
    chance = np.random.default_rng(seed)
    index = pd.date_range("2024-01-01", periods=days)
    spell = np.zeros(days)
    for day in range(1, days):
        spell[day] = memory * spell[day - 1] + 0.12 * chance.normal()
    year = 1 + season * np.sin(2 * np.pi * index.day_of_year.to_numpy() / 365.25)
    mean = rate * WEEKDAYS[index.day_of_week] * year * np.exp(spell)
    return pd.Series(chance.poisson(mean).astype(float), index)


# --- the share of a period


def test_without_a_history_every_day_counts_alike() -> None:
    share = expected_share(pd.Series([], pd.DatetimeIndex([]), dtype=float), START, DEADLINE,
                           date(2026, 3, 10))  # fmt: skip
    assert share.share == pytest.approx(10 / 31)
    assert share.basis == "linear"


def test_weekdays_tell_where_no_season_is_known() -> None:
    """Saturdays bring as much as the other six days together: 6 of 12 by Friday."""
    history = daily("2026-01-05", "2026-03-01")
    history[history.index.to_series().dt.day_of_week == 5] = 6.0
    share = expected_share(history, date(2026, 3, 2), date(2026, 3, 8), date(2026, 3, 6))
    assert share.share == pytest.approx(5 / 12)
    assert share.basis == "weekday"


def test_last_years_same_days_tell_where_they_are_known() -> None:
    history = daily("2025-01-01", "2026-02-28")
    history["2025-03-23":"2025-04-01"] = 10.0  # 364 days before 22 to 31 March 2026
    share = expected_share(history, START, DEADLINE, date(2026, 3, 21))
    assert share.share == pytest.approx(21 / 121)
    assert share.basis == "season"


def test_several_years_count_alike_however_large_they_were() -> None:
    history = daily("2024-01-01", "2026-02-28")
    history["2024-03-01":"2024-04-15"] *= 1_000
    history["2024-03-03":"2024-03-12"] = 0.0  # 728 days before 1 to 10 March 2026
    share = expected_share(history, START, DEADLINE, date(2026, 3, 10))
    assert share.share == pytest.approx((0 + 10 / 31) / 2)


def test_the_period_itself_and_what_comes_after_are_not_looked_at() -> None:
    history = daily("2025-01-01", "2026-02-28")
    later = pd.concat([history, daily("2026-03-01", "2026-06-30", 99.0)])
    by = date(2026, 3, 10)
    assert expected_share(history, START, DEADLINE, by) == expected_share(
        later, START, DEADLINE, by
    )


def test_a_missing_day_is_not_a_day_with_nothing() -> None:
    """Of the year before, two Mondays are missing; they count as its other Mondays do."""
    history = daily("2025-01-01", "2026-02-28")
    gaps = history.drop(pd.to_datetime(["2025-03-10", "2025-03-17"]))
    by = date(2026, 3, 20)
    assert expected_share(gaps, START, DEADLINE, by) == expected_share(history, START, DEADLINE, by)
    zeros = history.copy()
    zeros[pd.to_datetime(["2025-03-10", "2025-03-17"])] = 0.0
    assert expected_share(zeros, START, DEADLINE, by).share < 20 / 31


def test_a_year_with_too_many_gaps_is_no_season() -> None:
    history = daily("2025-01-01", "2026-02-28").drop(pd.date_range("2025-03-05", "2025-03-25"))
    assert expected_share(history, START, DEADLINE, START).basis == "weekday"


@given(st.lists(st.integers(-5, 50), min_size=60, max_size=500), st.integers(0, 40))
def test_a_share_grows_from_0_to_1_whatever_the_history(figures: list[int], length: int) -> None:
    history = pd.Series(figures, pd.date_range(end="2026-02-28", periods=len(figures)))
    deadline = START + timedelta(days=length)
    ends = [START + timedelta(days=day) for day in range(-1, length + 2)]
    shares = [expected_share(history, START, deadline, on).share for on in ends]
    assert shares[0] == 0
    assert shares[-2:] == pytest.approx([1, 1])
    assert all(a <= b + 1e-12 for a, b in pairwise(shares))


@given(st.floats(0.01, 1e6))
def test_a_share_does_not_depend_on_the_unit(unit: float) -> None:
    history = simulated(1, 425, 20, memory=0.3)
    start, deadline, on = date(2025, 3, 1), date(2025, 3, 31), date(2025, 3, 9)
    one, other = (expected_share(h, start, deadline, on) for h in (history, history * unit))
    assert one.share == pytest.approx(other.share)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(KpiKitError, match="swap the two days"):
        expected_share(daily("2026-01-01", "2026-02-28"), DEADLINE, START, START)


def test_a_history_without_days_is_refused_and_told_how() -> None:
    with pytest.raises(KpiKitError, match="set_index"):
        forecast(pd.Series([1.0, 2.0]), START)
    twice = pd.concat([daily("2026-01-01", "2026-01-31")] * 2)
    with labels.speaking("de"), pytest.raises(KpiKitError, match=r"1\. Januar 2026 steht mehrmals"):
        forecast(twice, START)


# --- forecast


def test_what_never_varies_goes_on() -> None:
    found = forecast(daily("2026-01-01", "2026-02-28", 7.0), date(2026, 3, 10))
    assert (found.value, found.low, found.high) == pytest.approx((70, 70, 70))


def test_nothing_stays_nothing() -> None:
    found = forecast(daily("2026-01-01", "2026-02-28", 0.0), date(2026, 3, 10))
    assert (found.value, found.low, found.high) == (0, 0, 0)


def test_a_stock_goes_on_from_its_last_value() -> None:
    stock = pd.Series(range(1_000, 1_118, 2), pd.date_range("2026-01-01", periods=59))
    found = forecast(stock, date(2026, 3, 10), stock=True)
    assert (found.value, found.low, found.high) == pytest.approx((1_136, 1_136, 1_136))


def test_a_stock_may_fall() -> None:
    chance = np.random.default_rng(3)
    stock = pd.Series(5_000 + chance.normal(-4, 6, 100).cumsum(), pd.date_range("2026-01-01",
                      periods=100))  # fmt: skip
    found = forecast(stock, date(2026, 5, 10), stock=True)
    assert found.value < stock.iloc[-1]
    assert found.low < stock.iloc[-1] - 4 * 30 < found.high


def test_less_than_four_weeks_say_nothing() -> None:
    found = forecast(daily("2026-02-02", "2026-02-28"), DEADLINE)
    assert np.isnan([found.value, found.low, found.high]).all()
    assert found.shown() == labels.NOTHING


def test_a_day_that_is_missing_is_not_forecast_as_zero() -> None:
    """Weekends without figures are unknown; a mean of the other days would be a guess."""
    history = simulated(5, 140, 20, memory=0.0)
    gaps = history.drop(history.index[[30, 31, 60, 90]])
    until = history.index[-1].date() + timedelta(days=14)
    assert forecast(gaps, until).value == pytest.approx(forecast(history, until).value, rel=0.05)


def test_last_years_season_is_in_the_forecast() -> None:
    """After a winter comes the spring of the year before, although winter was all there was."""
    index = pd.date_range("2024-07-01", "2026-02-28")
    history = pd.Series(40 - 20 * np.cos(2 * np.pi * (index.day_of_year - 15) / 365), index)
    coming = history["2025-03-03":"2025-05-03"].sum()
    history += np.random.default_rng(0).normal(0, 2, len(history))
    found = forecast(history, date(2026, 4, 30))
    assert found.value == pytest.approx(coming, rel=0.1)
    assert coming > 1.6 * 59 * history["2026-01-01":].mean()


def test_only_days_after_the_history_can_be_forecast() -> None:
    with pytest.raises(KpiKitError, match="not after the last day that is known"):
        forecast(daily("2026-01-01", "2026-02-28"), date(2026, 2, 28))


@pytest.mark.parametrize(
    ("days", "ahead", "rate", "memory", "season"),
    [(700, 30, 30, 0.6, 0.4), (700, 60, 8, 0.6, 0.4), (120, 30, 30, 0.6, 0), (56, 14, 3, 0.3, 0)],
)
def test_ninety_percent_of_the_forecasts_hold_what_comes(
    days: int, ahead: int, rate: float, memory: float, season: float
) -> None:
    """120 companies with weekdays, season and spells; 90 % give or take their own chance."""
    held = 0
    for seed in range(120):
        figures = simulated(seed, days + ahead, rate, memory=memory, season=season)
        found = forecast(figures[:days], figures.index[-1].date())
        held += not found.excludes(figures[days:].sum())
    assert 0.84 <= held / 120 <= 0.97


# --- what is usual


def test_a_usual_week_is_called_usual_and_its_double_is_not() -> None:
    history = simulated(7, 700, 20, memory=0.3, season=0.3)
    first, last = history.index[-7].date(), history.index[-1].date()
    assert baseline(history, first, last, level=0.99).verdict == "usual"
    history[-7:] *= 2
    assert baseline(history, first, last, level=0.99).verdict == "unusual"


def test_the_days_to_judge_are_no_part_of_what_is_usual() -> None:
    history = simulated(7, 100, 20, memory=0.3)
    first, last = history.index[-7].date(), history.index[-1].date()
    usual = baseline(history, first, last).usual
    history[-7:] = 1_000.0
    assert baseline(history, first, last).usual == usual


def test_a_week_with_a_missing_day_cannot_be_judged() -> None:
    history = simulated(7, 100, 20, memory=0.3)
    first, last = history.index[-7].date(), history.index[-1].date()
    found = baseline(history.drop(history.index[-3]), first, last)
    assert (found.verdict, np.isnan(found.actual)) == ("cannot tell", True)


def test_the_seasonal_index_is_that_of_r() -> None:
    """The quarterly series of statsmodels' tests; the figures are those of R's decompose (W88)."""
    quarters = [
        -50, 175, 149, 214, 247, 237, 225, 329, 729, 809, 530, 489, 540, 457, 195, 176, 337, 239,
        128, 102, 232, 429, 3, 98, 43, -141, -77, -13, 125, 361, -45, 184,
    ]  # fmt: skip
    found = seasonal_index(pd.Series(quarters, dtype=float), 4)
    assert found.to_list() == pytest.approx([62.46, 86.17, -88.38, -60.25], abs=0.01)


def test_a_season_takes_two_rounds() -> None:
    with pytest.raises(KpiKitError, match="14 values at period=7"):
        seasonal_index(pd.Series(range(13)), 7)
