"""Seasons: which part of a period is usual by a day, and what each season adds.

Everything here is learnt from earlier days only.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from kpi_kit import formatting, labels
from kpi_kit.errors import KpiKitError
from kpi_kit.evidence.everyday import LEAST, YEAR, days_of, every_day, moment, weekdays_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Days = pd.Series[Any]

    Weights = NDArray[np.float64]

Basis = Literal["season", "weekday", "linear"]

FORMER = 84
"""Days from which weekdays are learnt: the twelve weeks before."""


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
        share = formatting.percent(self.share, digits=0)
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
    29% would be usual by that day, going by the same days of earlier years.
    """
    past = every_day(history)[: moment(start - timedelta(days=1))]
    days = days_of(start, deadline)
    through = int((days <= moment(on)).sum())
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


def _by_weekday(past: "Days", days: "pd.DatetimeIndex") -> "Weights | None":
    """Return what each day usually brings as a weekday; None if too few weeks are known."""
    recent = past[-FORMER:].clip(lower=0)
    if recent.notna().sum() < LEAST:
        return None
    found: Weights = weekdays_of(recent).fillna(recent.mean()).loc[days.day_of_week].to_numpy()
    return found
