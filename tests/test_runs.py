"""Stretches of days that are not as usual: found where they are, and seldom where they are not."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_kit.counts import rate_ratio
from kpi_kit.errors import KpiKitError
from kpi_kit.runs import chance, watch
from kpi_kit.spans import Span


def series(*values: float) -> "pd.Series[float]":
    return pd.Series(values, index=pd.date_range("2026-01-01", periods=len(values)), dtype=float)


def test_a_burst_is_found_with_its_first_last_and_strongest_day() -> None:
    (run,) = watch(series(*[2.0] * 60, 20, 30, 25, *[2.0] * 10)).runs
    assert [str(run.start), str(run.peak), str(run.end)] == [
        "2026-03-02",
        "2026-03-03",
        "2026-03-04",
    ]
    assert (run.observed, round(run.expected), run.ended) == (75, 6, True)
    assert run.chance < 0.001


def test_a_quiet_day_inside_does_not_end_a_run_and_three_do() -> None:
    (run,) = watch(series(*[2.0] * 60, 20, 2, 2, 20, *[2.0] * 10)).runs
    assert (run.end - run.start).days == 3
    assert len(watch(series(*[2.0] * 60, 20, 2, 2, 2, 20, *[2.0] * 10)).runs) == 2


def test_a_run_at_the_end_of_the_data_goes_on() -> None:
    (run,) = watch(series(*[2.0] * 60, 20, 30)).runs
    assert not run.ended


def test_a_change_that_stays_is_the_new_level_after_eight_weeks() -> None:
    (run,) = watch(series(*[2.0] * 60, *[20.0] * 120)).runs
    assert (run.end - run.start).days == 56


def test_weekends_that_are_always_loud_are_no_event() -> None:
    week = [2.0] * 5 + [14.0, 14.0]
    assert watch(series(*week * 20)).runs == ()
    (run,) = watch(series(*week * 15, 14.0, *week[1:], *week)).runs  # the same on a Thursday
    assert run.observed == 14


def test_a_break_off_is_found_below_and_not_above() -> None:
    counts = series(*[40.0] * 60, *[0.0] * 7, *[40.0] * 10)
    assert watch(counts).runs == ()
    (run,) = watch(counts, direction="below").runs
    assert (run.observed, round(run.expected)) == (0, 280)


def test_within_four_weeks_nothing_is_judged() -> None:
    found = watch(series(*[2.0] * 27, 50))
    assert (found.runs, found.looks) == ((), 0)


@pytest.mark.parametrize(("mean", "spread"), [(1.5, 1.0), (20.0, 3.0)])
def test_in_series_without_any_event_few_runs_are_found(mean: float, spread: float) -> None:
    """Declared are 5 % of the series; of 60, 9 or more would be found once in a thousand times."""
    draws = np.random.default_rng(5)
    days = (
        draws.poisson(mean, (60, 200))
        if spread == 1
        else draws.negative_binomial(mean / (spread - 1), 1 / spread, (60, 200))
    )
    assert sum(bool(watch(series(*one)).runs) for one in days) < 9


@given(st.integers(0, 60), st.floats(0.1, 50), st.floats(1, 5))
def test_chances_are_those_of_scipy(observed: int, mean: float, spread: float) -> None:
    from scipy.stats import nbinom, poisson

    counts = poisson(mean) if spread == 1 else nbinom(mean / (spread - 1), 1 / spread)
    assert chance(observed, mean, spread, "above") == pytest.approx(
        counts.sf(observed - 1), abs=1e-9
    )
    assert chance(observed, mean, spread, "below") == pytest.approx(counts.cdf(observed), abs=1e-9)


def test_the_ratio_of_two_times_is_that_of_statsmodels() -> None:
    import statsmodels.api as sm

    draws = np.random.default_rng(3)
    now, then = draws.negative_binomial(4, 0.3, 30) * 1.0, draws.negative_binomial(4, 0.4, 50) * 1.0
    later = sm.add_constant(np.repeat([0.0, 1.0], [50, 30]))
    fit = sm.GLM(np.concatenate([then, now]), later, family=sm.families.Poisson()).fit(scale="X2")
    found = rate_ratio(now.astype(np.float64), then.astype(np.float64))
    assert found.value == pytest.approx(np.exp(fit.params[1]))
    assert [found.low, found.high] == pytest.approx(np.exp(fit.conf_int(0.1)[1]).tolist())


@given(
    st.lists(st.integers(0, 30), min_size=2, max_size=20),
    st.lists(st.integers(0, 30), min_size=2, max_size=20),
)
def test_the_other_way_round_the_ratio_is_its_inverse(now: list[int], then: list[int]) -> None:
    there, back = (
        rate_ratio(np.array(a, np.float64), np.array(b, np.float64))
        for a, b in ((now, then), (then, now))
    )
    if sum(now) and sum(then):
        assert there.value == pytest.approx(1 / back.value)
        assert there.low == pytest.approx(1 / back.high)
    else:
        assert there.value != there.value


@pytest.mark.parametrize("given_", ["soon", ("2026-02-01", "2026-01-01"), ("2026-01-01",)])
def test_what_is_no_period_is_refused(given_: str) -> None:
    with pytest.raises(KpiKitError, match="no period"):
        Span.of(given_)


def test_a_moment_lies_in_the_day_of_its_own_clock() -> None:
    late = pd.Series(pd.to_datetime(["2026-01-31 23:30"]).tz_localize("Europe/Berlin"))
    assert Span.of("2026-01").holds(late).tolist() == [True]
    with pytest.raises(KpiKitError, match="no day"):
        Span.over(late[:0])
