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
    Quasi-Poisson regression on the time: ``statsmodels``' GLM with Pearson's scale, at least 1.
    Counts come in bursts, and a Poisson interval alone would be too narrow.

    Examples
    --------
    >>> found = rate_ratio(np.array([20.0, 22, 18, 20]), np.array([10.0, 9, 11, 10]))
    >>> round(found.value, 2), round(found.low, 2), round(found.high, 2)
    (2.0, 1.48, 2.71)
    """
    import statsmodels.api as sm

    if not (now.sum() and then.sum()):
        return Estimate(np.nan, np.nan, np.nan, level)
    if min(len(now), len(then)) < 2:
        return Estimate(float(now.mean() / then.mean()), np.nan, np.nan, level)
    later = np.repeat([0.0, 1.0], [len(then), len(now)])
    model = sm.GLM(
        np.concatenate([then, now]), sm.add_constant(later), family=sm.families.Poisson()
    )
    fit = model.fit(scale="X2")
    if fit.scale < 1:  # strays less than chance alone would make it: then by chance
        fit = model.fit(scale=1.0)
    low, high = np.exp(fit.conf_int(1 - level)[1])
    return Estimate(float(np.exp(fit.params[1])), float(low), float(high), level)
