"""Seasons: what a weekday, a season, a usual week would have brought.

Everything here is learnt from earlier days only. A day without a figure is missing, not zero.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from kpi_kit import labels
from kpi_kit.errors import KpiKitError
from kpi_kit.estimates import LEVEL, Estimate

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Days = pd.Series[Any]
    """One figure per day, indexed by day."""

    Paths = NDArray[np.float64]

Basis = Literal["season", "weekday", "linear"]

YEAR = timedelta(days=364)
"""52 weeks: a year later on the same weekday."""

SMOOTHED = 35
"""Days over which last year's course is averaged: five weeks, each weekday equally often."""

FORMER = 84
"""Days from which weekdays are learnt: the twelve weeks before."""

LEAST = 28
"""Days with a figure without which nothing is learnt: four weeks."""

REMEMBERED = 7
"""Days by which a day may still be influenced."""

DRAWN = 4000
"""How many courses of the coming days are simulated."""


@dataclass(frozen=True)
class Expected:
    """Which part of a period's total is to be expected by a day of it.

    Attributes
    ----------
    share : float
        In [0, 1]: 0 before the period, 1 on its last day.
    basis : {"season", "weekday", "linear"}
        What it was learnt from: the same days of earlier years; the weekdays of the twelve weeks
        before; or nothing, then every day counts alike.
    """

    share: float
    basis: Basis

    @property
    def sentence(self) -> str:
        """The share in words, and what it rests on."""
        share = labels.percent(self.share, digits=0)
        return labels.text(f"expected.{self.basis}", share=share)


def expected_share(history: "Days", start: date, deadline: date, on: date) -> Expected:
    """Return which part of a period's total is to be expected through a day.

    Half of the time is not half of the orders: Saturdays differ from Mondays, and December from
    January. Where the same days of an earlier year are known (364 days before, so that weekdays
    fall on weekdays), the share is the one that had come in by then; of several years, the mean.
    Otherwise the weekdays of the twelve weeks before the period tell, if there are four weeks of
    them. Otherwise every day counts alike.

    Parameters
    ----------
    history : Series
        One figure per day, by day. Only days before *start* are used. Missing days may be left out
        or NaN; at least four fifths of an earlier year's days must be there. Days with a loss (net
        follows below 0) count as 0.
    start, deadline : date
        First and last day of the period.
    on : date
        The day through which the share is asked for.

    Returns
    -------
    Expected
        The share and its basis.

    Raises
    ------
    KpiKitError
        If the deadline lies before the start, or the history is not indexed by day.

    Notes
    -----
    Last year's special days are taken for season: who ran a large campaign then and none now
    should leave it out of the history.

    Examples
    --------
    >>> import pandas as pd
    >>> quiet = pd.Series(1.0, pd.date_range("2025-01-01", "2026-10-31"))
    >>> quiet["2025-12-01":"2025-12-24"] = 3.0
    >>> by = expected_share(quiet, date(2026, 11, 1), date(2026, 12, 31), date(2026, 11, 30))
    >>> round(by.share, 2), by.basis
    (0.29, 'season')
    >>> print(by.sentence)
    29% would be usual by now, going by the same days of earlier years.
    """
    past = _daily(history)[: _moment(start - timedelta(days=1))]
    days = _days(start, deadline)
    through = int((days <= _moment(on)).sum())
    basis: Basis = "linear"
    shares = _shares_of_earlier_years(past, days, through)
    if shares:
        return Expected(float(sum(shares) / len(shares)), "season")
    weights = _by_weekday(past, days)
    total = float(weights.sum()) if weights is not None else 0.0
    if weights is not None and total > 0:
        share, basis = float(weights[:through].sum() / total), "weekday"
    else:
        share = through / len(days)
    return Expected(min(share, 1.0), basis)


def forecast(
    history: "Days", until: date, *, level: float = LEVEL, stock: bool = False
) -> Estimate:
    """Estimate what the days after the history will bring in all, through a day.

    The usual course of the days (weekdays; from 60 weeks on also last year's season) is taken out
    of the figures. What remains goes up and down around its level and lasts for some days: a
    process with a memory of a week, fitted by statsmodels to square roots, which makes counts
    equally uncertain everywhere. It is simulated on, and the interval holds the middle of what the
    simulations sum up to.

    Parameters
    ----------
    history : Series
        One figure per day, by day; of a stock, its value at the end of each day. Missing days may
        be left out or NaN.
    until : date
        The last day of the forecast, after the history's last.
    level : float
        The share of such intervals that contain what comes, between 0 and 1.
    stock : bool
        Whether the figure is a stock, such as followers: then its value at the end of *until* is
        estimated, from what it changes by per day.

    Returns
    -------
    Estimate
        The sum over the days after the last one with a figure; all NaN with fewer than 28 days.

    Raises
    ------
    KpiKitError
        If *until* is not after the history's last day, the level is no share, or the history is
        not indexed by day.

    Notes
    -----
    It says what comes if all goes on as before: no campaign, no new algorithm, no price rise. One
    year is a single example of a season. In simulations with weekdays, season and good and bad
    spells, 90 % intervals held what came in 90 to 92 % of the cases; where the level itself wanders
    off for good, in 81 %. The further ahead, the more is missing from the interval.

    Source
    ------
    ``statsmodels`` (Yule and Walker); F. J. Anscombe, "The transformation of Poisson, binomial
    and negative-binomial data", Biometrika 35 (1948); coverage: ``tests/test_seasons.py``.

    Examples
    --------
    >>> import pandas as pd
    >>> orders = pd.Series([30, 28, 31, 33, 40, 52, 20] * 10,
    ...                    pd.date_range("2026-01-05", periods=70))
    >>> forecast(orders, date(2026, 3, 22)).shown()
    '234 (90%: 234 to 234)'
    """
    known = _daily(history).dropna()
    if not 0 < level < 1:
        raise KpiKitError.saying("bad_level", level=level)
    if len(known) and _moment(until) <= known.index[-1]:
        last = labels.day(known.index[-1].date())
        raise KpiKitError.saying("forecast_of_the_past", until=labels.day(until), last=last)
    moved = _daily(history).diff().dropna() if stock else known
    if len(moved) < LEAST:
        return Estimate(float("nan"), float("nan"), float("nan"), level)
    paths = _paths(moved, _days((known.index[-1] + timedelta(days=1)).date(), until))
    return _middle(paths.sum(axis=1) + (known.iloc[-1] if stock else 0.0), level)


@dataclass(frozen=True)
class Baseline:
    """What a period brought, beside what would have been usual for it.

    Attributes
    ----------
    first, last : date
        The period's days.
    actual : float
        What it brought; NaN if a day of it is missing.
    usual : Estimate
        What would have come if all had gone on as before.
    """

    first: date
    last: date
    actual: float
    usual: Estimate

    @property
    def verdict(self) -> Literal["unusual", "usual", "cannot tell"]:
        """Whether the figure lies outside of what is usual."""
        if self.actual != self.actual or self.usual.value != self.usual.value:
            return "cannot tell"
        return "unusual" if self.usual.excludes(self.actual) else "usual"

    @property
    def sentence(self) -> str:
        """The period's figure beside the usual one."""
        key = {"usual": "usual", "cannot tell": "unknown"}.get(self.verdict)
        if key is None:
            key = "above" if self.actual > self.usual.value else "below"
        return labels.text(
            f"baseline.{key}", first=labels.day(self.first), last=labels.day(self.last),
            actual=labels.number(self.actual), usual=self.usual.shown(),
        )  # fmt: skip


def baseline(history: "Days", first: date, last: date, *, level: float = LEVEL) -> Baseline:
    """Say what would have been usual for some days, from all that lies before them.

    Parameters
    ----------
    history : Series
        One figure per day, by day, with the days asked for.
    first, last : date
        The days to judge. The days before them are what the usual is learnt from.
    level : float
        The share of usual periods that lie in the interval.

    Returns
    -------
    Baseline
        Figure, usual figure, verdict and sentence.

    Raises
    ------
    KpiKitError
        As :func:`forecast` does.

    Notes
    -----
    At a level of 90 %, one usual week in ten is called unusual. Who watches thirty figures will
    see three of them every week.

    Examples
    --------
    >>> import pandas as pd
    >>> mentions = pd.Series([12.0, 9.0, 11.0, 10.0, 8.0, 5.0, 6.0] * 12,
    ...                      pd.date_range("2026-01-05", periods=84))
    >>> mentions["2026-03-23":"2026-03-29"] *= 4
    >>> print(baseline(mentions, date(2026, 3, 23), date(2026, 3, 29)).sentence)
    23 March 2026 to 29 March 2026: 244, well above the usual 61 (90%: 61 to 61).
    """
    daily = _daily(history)
    before = daily[: _moment(first - timedelta(days=1))]
    inside = daily.reindex(_days(first, last))
    actual = float(inside.sum(skipna=False))
    known = before.dropna()
    if len(known) < LEAST:
        return Baseline(
            first, last, actual, Estimate(float("nan"), float("nan"), float("nan"), level)
        )
    days = _days((known.index[-1] + timedelta(days=1)).date(), last)
    if not 0 < level < 1:
        raise KpiKitError.saying("bad_level", level=level)
    paths = _paths(known, days)[:, days >= _moment(first)]
    return Baseline(first, last, actual, _middle(paths.sum(axis=1), level))


def seasonal_index(values: "Days", period: int) -> "Days":
    """Return what each season adds to the level, from at least two full rounds.

    A round is what comes again: 7 days, 4 quarters, 12 months. The values' centred moving average
    over one round is their level; what a season lies above it, on the average, is its index.

    Parameters
    ----------
    values : Series
        One figure per day, month or quarter, without gaps.
    period : int
        How many make a round.

    Returns
    -------
    Series
        One index per season, in the unit of the values, beginning with the season of the first
        value; together they are 0.

    Raises
    ------
    KpiKitError
        If there are fewer than two rounds, or values are missing.

    Source
    ------
    ``statsmodels.tsa.seasonal.seasonal_decompose``, additive, as R's ``decompose``.

    Examples
    --------
    >>> import pandas as pd
    >>> seasonal_index(pd.Series([10, 20, 30, 20] * 3), 4).to_list()
    [-10.0, 0.0, 10.0, 0.0]
    """
    from statsmodels.tsa.seasonal import seasonal_decompose

    if len(values) < 2 * period or values.isna().any():
        raise KpiKitError.saying("no_rounds", period=period, least=2 * period)
    found = seasonal_decompose(values.to_numpy(dtype=float), model="additive", period=period)
    import pandas as pd

    return pd.Series(found.seasonal[:period], values.index[:period], name=values.name)


def _moment(day: date) -> "pd.Timestamp":
    import pandas as pd

    return pd.Timestamp(day)


def _days(first: date, last: date) -> "pd.DatetimeIndex":
    import pandas as pd

    if last < first:
        raise KpiKitError.saying(
            "period_ends_first", first=labels.day(first), last=labels.day(last)
        )
    return pd.date_range(first, last)


def _daily(history: "Days") -> "Days":
    """Lay a history on days without gaps; a day that is not there is missing."""
    import pandas as pd

    index = history.index
    if not isinstance(index, pd.DatetimeIndex):
        raise KpiKitError.saying("no_days")
    days = index.tz_localize(None).normalize()
    if days.has_duplicates:
        raise KpiKitError.saying("days_twice", day=labels.day(days[days.duplicated()][0].date()))
    series = history.astype(float).set_axis(days).sort_index()
    return series.asfreq("D") if len(series) else series


def _shares_of_earlier_years(past: "Days", days: "pd.DatetimeIndex", through: int) -> list[float]:
    """Return the share that each earlier year had by then, weekday for weekday."""
    shares = []
    back = days - YEAR
    while len(past) and back[-1] >= past.index[0] + (days[-1] - days[0]):
        year = past.reindex(back).clip(lower=0)
        if back[-1] <= past.index[-1] and year.notna().mean() >= 0.8 and year.sum() > 0:
            # A day that is missing is taken for the mean of that year's same weekdays.
            filled = year.fillna(year.groupby(back.day_of_week).transform("mean")).fillna(
                year.mean()
            )
            shares.append(float(filled.iloc[:through].sum() / filled.sum()))
        back -= YEAR
    return shares


def _by_weekday(past: "Days", days: "pd.DatetimeIndex") -> "Paths | None":
    """Return what each day usually brings as a weekday; None if too few weeks are known."""
    recent = past[-FORMER:].clip(lower=0)
    if recent.notna().sum() < LEAST:
        return None
    found: Paths = _weekdays(recent).fillna(recent.mean()).loc[days.day_of_week].to_numpy()
    return found


def _weekdays(daily: "Days") -> "Days":
    """Return the mean of each weekday, 0 for Monday; missing for one that is not there."""
    days: Any = daily.index
    means: Days = daily.groupby(days.day_of_week).mean().reindex(range(7))
    return means


def _paths(known: "Days", days: "pd.DatetimeIndex") -> "Paths":
    """Simulate the coming days many times: one row per course, one column per day."""
    import numpy as np

    daily = _daily(known)
    counted = bool((known >= 0).all())
    # Losses have no square root, and nothing can be a multiple of them.
    season = _season(daily, days) if counted else None
    course = _course(daily, days, season)
    usual, former = course[len(daily) :].to_numpy(), course[: len(daily)]
    if not counted:
        moves: Paths = _simulated(daily - former, len(days)) + usual
        return moves
    # Last year's course was itself a matter of chance in each of its stretches of five weeks.
    unsure = 0.0 if season is None else len(days) / (len(days) + SMOOTHED)
    roots = _simulated(np.sqrt(daily / former), len(days), unsure).clip(0)
    counts: Paths = np.square(roots) * usual
    return counts


def _course(daily: "Days", days: "pd.DatetimeIndex", season: "Days | None") -> "Days":
    """Return the usual course of the known and the coming days: weekday times season."""
    every: Any = daily.index.append(days)
    flat = daily if season is None else daily / season[: len(daily)]
    course: Days = _weekdays(flat[-364:]).loc[every.day_of_week].set_axis(every)
    return course if season is None else course * season


def _season(daily: "Days", days: "pd.DatetimeIndex") -> "Days | None":
    """Return how last year's course compares with its mean, a year later; None if unknown."""
    smooth = daily.rolling(SMOOTHED, center=True, min_periods=LEAST).mean()
    every: Any = daily.index.append(days)
    back = every - YEAR
    while (late := back > daily.index[-1]).any():
        back = back.where(~late, back - YEAR)
    season = smooth.reindex(back).set_axis(every)
    known, coming = season[: len(daily)].dropna(), season[len(daily) :]
    if len(known) < 2 * LEAST or coming.isna().any() or not (season.dropna() > 0).all():
        return None
    relative: Days = season / season.mean()
    return relative


def _simulated(noise: "Days", count: int, unsure: float = 0.0) -> "Paths":
    """Simulate what remains beside weekdays and season, with its memory of the last days.

    The level is known from as many days only as there are, so it may be another one; *unsure* is
    what else it may be off by, as a part of the variance of the days' mean.
    """
    import numpy as np
    from scipy.linalg import solve_toeplitz, toeplitz
    from statsmodels.tsa.arima_process import ArmaProcess
    from statsmodels.tsa.stattools import acovf

    seen = noise[noise.first_valid_index() :][-364:]
    seen = seen.fillna(seen.mean()).fillna(0.0)  # all is missing where nothing ever happens
    if np.isclose(seen.std(), 0, atol=1e-9):
        return np.full((DRAWN, count), seen.mean())
    lags = min(REMEMBERED, len(seen) // 8)
    # Yule and Walker's estimate always returns to the level, a free fit may run away from it.
    related = acovf(seen, nlag=lags)
    memory = solve_toeplitz(related[:-1], related[1:])
    # Seven weekdays were estimated as well.
    variance = max(related[0] - memory @ related[1:], 0.0) * len(seen) / (len(seen) - lags - 7)
    fading = toeplitz(ArmaProcess.from_coeffs(memory).impulse_response(count), np.zeros(count))
    chance = np.random.default_rng(0)
    deviations = chance.standard_normal((DRAWN, count)) @ fading.T * variance**0.5
    error = deviations.mean(axis=1).std() * (count / len(seen) + unsure) ** 0.5
    shifts = error * chance.standard_normal((DRAWN, 1))
    simulated: Paths = _going_on(seen.to_numpy(), memory, count) + deviations + shifts
    return simulated


def _going_on(seen: "Paths", memory: "Paths", count: int) -> "Paths":
    """Return the course by which the last days' deviation from the level fades away."""
    import numpy as np

    level = seen.mean()
    course = list(seen - level)
    for _ in range(count):
        course.append(float(memory @ np.array(course[: -len(memory) - 1 : -1])))
    fading: Paths = np.array(course[-count:]) + level
    return fading


def _middle(sums: "Paths", level: float) -> Estimate:
    import numpy as np

    low, high = np.quantile(sums, [(1 - level) / 2, (1 + level) / 2])
    return Estimate(float(sums.mean()), float(low), float(high), level)
