"""Daily counts of two times, the one as a multiple of the other."""

import numpy as np
from numpy.typing import NDArray

from kpi_kit.estimates import LEVEL, Estimate

Counts = NDArray[np.float64]


def rate_ratio(now: Counts, then: Counts, *, level: float = LEVEL) -> Estimate:
    """Compare two means of daily counts.

    Parameters
    ----------
    now, then : array
        A count for every day.
    level : float
        Of the interval.

    Returns
    -------
    Estimate
        1 is no change. Undefined where one of both times has no count at all; without an interval
        where there are fewer than two days in either, so that nothing shows how far days stray.

    Source
    ------
    Quasi-Poisson regression on the time, with Pearson's scale, at least 1 (P. McCullagh and
    J. Nelder, "Generalized Linear Models", 1989): for two times it has this closed form. Counts
    come in bursts, and a Poisson interval alone would be too narrow.

    Examples
    --------
    >>> found = rate_ratio(np.array([20.0, 22, 18, 20]), np.array([10.0, 9, 11, 10]))
    >>> round(found.value, 2), round(found.low, 2), round(found.high, 2)
    (2.0, 1.45, 2.75)
    """
    from scipy.special import ndtri  # scipy.stats takes a second to import

    if not (now.sum() and then.sum()):
        return Estimate(np.nan, np.nan, np.nan, level)
    ratio = float(now.mean() / then.mean())
    if min(len(now), len(then)) < 2:
        return Estimate(ratio, np.nan, np.nan, level)
    strayed = sum(((days - days.mean()) ** 2).sum() / days.mean() for days in (now, then))
    # Counts that stray less than chance alone would make them do so by luck.
    spread = max(float(strayed) / (len(now) + len(then) - 2), 1.0)
    error = np.sqrt(spread * (1 / now.sum() + 1 / then.sum()))
    away = float(np.exp(ndtri((1 + level) / 2) * error))
    return Estimate(ratio, ratio / away, ratio * away, level)
