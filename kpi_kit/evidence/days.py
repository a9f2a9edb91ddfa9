"""How far counts of two periods differ by more than single days do.

Both periods have the same weekdays, so every day has its counterpart: Monday against Monday. What
the differences of such pairs stray by, their sum strays by, too.
"""

from typing import TYPE_CHECKING, Any

from kpi_kit.estimates import Estimate

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Days = pd.Series[Any]
    """One figure per day, indexed by day; what is not known is missing."""

MEMORY = 7
"""Days by which a day may still be influenced."""

FEWEST = 4
"""Pairs of days without which nobody knows what days stray by."""


def difference_of_days(now: "Days", then: "Days", *, counted: bool, level: float) -> Estimate:
    """Estimate the difference of two periods' sums, from the differences of their days.

    Parameters
    ----------
    now, then : Series
        As many days each, in order, so that the same weekdays meet.
    counted : bool
        Whether things are counted, which stray by chance at least (Poisson), however alike the
        days look.
    level : float
        The share of such intervals that hold the difference of what was to be expected.

    Returns
    -------
    Estimate
        Without an interval where fewer than four pairs are known, or nothing was counted at all.

    Source
    ------
    Student's paired t; where days influence the next ones, their sum strays further by the
    autocovariances of a week (Bartlett's weights: Newey and West, Econometrica 55, 1987).
    Coverage: ``tests/test_changes.py``.

    Examples
    --------
    >>> import pandas as pd
    >>> then = pd.Series([20.0, 18, 22, 21, 25, 30, 11])
    >>> found = difference_of_days(then + [9, 12, 10, 11, 8, 10, 10], then, counted=True, level=0.9)
    >>> round(found.value), round(found.low), round(found.high)
    (70, 33, 107)
    """
    value = float(now.sum() - then.sum())
    pairs = (now.to_numpy(dtype=float), then.to_numpy(dtype=float))
    least = float(now.sum() + then.sum()) if counted else 0.0
    return _summed(value, pairs[0] - pairs[1], least, level)


def change_of_stock(stock: "Days", *, level: float) -> Estimate:
    """Estimate what a stock changes by between its first and its last day.

    It is the sum of its changes per day, and strays as they do.

    Parameters
    ----------
    stock : Series
        Its value at the end of each day, without gaps in the days.
    level : float
        Of the interval.

    Examples
    --------
    >>> import pandas as pd
    >>> found = change_of_stock(pd.Series([100.0, 103, 104, 109, 111, 115, 118, 121]), level=0.9)
    >>> round(found.value), round(found.low), round(found.high)
    (21, 14, 28)
    """
    moved = stock.diff().to_numpy(dtype=float)[1:]
    return _summed(float(stock.iloc[-1] - stock.iloc[0]), moved, 0.0, level)


def _summed(value: float, days: "NDArray[np.float64]", least: float, level: float) -> Estimate:
    """Return a sum of days with the interval that their straying makes; unknown days are NaN."""
    import numpy as np
    from scipy.special import stdtrit  # scipy.stats takes a second to import

    known = days[~np.isnan(days)]
    if len(known) < FEWEST or not (known.any() or least):
        return Estimate(value, float("nan"), float("nan"), level)
    variance = max(_variance(known) * len(days), least)
    reach = float(stdtrit(len(known) - 1, (1 + level) / 2)) * variance**0.5
    return Estimate(value, value - reach, value + reach, level)


def _variance(days: "NDArray[np.float64]") -> float:
    """Return the variance per day of a sum of days that may influence those after them."""
    away, count = days - days.mean(), len(days)
    own = float(away @ away) / (count - 1)
    lags = min(MEMORY, count // 8)
    related = sum(
        (1 - lag / (lags + 1)) * float(away[lag:] @ away[:-lag]) / (count - 1)
        for lag in range(1, lags + 1)
    )
    return max(own + 2 * related, own)
