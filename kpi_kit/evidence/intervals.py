"""How sure a rate is.

Two kinds of rates, two kinds of intervals. Where every trial is another person who decides alone
(answered or not, bought or not), :func:`wilson_interval` is right. Interactions per impression or
per reach are no such trials: one post that catches on brings hundreds of them at once. What varies
there are the posts, so :func:`bootstrap_interval` draws posts.

What SciPy is needed for is loaded only when an interval is asked for.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, overload

import narwhals as nw

from kpi_kit import formatting
from kpi_kit.errors import AggregationError, KpiKitError
from kpi_kit.evidence.resampling import (
    complete_rows,
    middle_of,
    refuse_no_sums,
    resampled,
    statistic_of,
)  # fmt: skip
from kpi_kit.kpis import Figure, figure
from kpi_kit.periods import Table
from kpi_kit.values import compute

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Rows = NDArray[np.float64]
    """One number per post, or an array of them whose last axis runs over posts."""

    Counts = float | NDArray[Any] | pd.Series[Any]

Frame = TypeVar("Frame")


@overload
def wilson_interval(
    successes: float, trials: float, *, level: float = 0.95
) -> tuple[float, float]: ...
@overload
def wilson_interval(
    successes: "Counts", trials: "Counts", *, level: float = 0.95
) -> tuple[Any, Any]: ...
def wilson_interval(
    successes: "Counts", trials: "Counts", *, level: float = 0.95
) -> tuple[Any, Any]:
    """Return Wilson's score interval for a share of persons.

    It suits shares in which every trial is another person (or message, or mention) that decides
    independently: response rate, service level, share of positive mentions, conversion rate of
    visitors. For interactions per impression or per reach it is far too narrow, because the
    impressions of one post succeed or fail together: there, take :func:`bootstrap_interval`.

    Parameters
    ----------
    successes, trials : float, array or Series
        Counts; single numbers and columns may be mixed.
    level : float
        The share of such intervals that contain the true share, between 0 and 1.

    Returns
    -------
    low, high : float, array or Series
        Shares in [0, 1], the observed one between them, also for few trials and for none or all
        successes. Undefined (NaN) for 0 trials or a missing count.

    Raises
    ------
    KpiKitError
        If there are more successes than trials, a count is negative, or the level is no share.

    Source
    ------
    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal
    of the American Statistical Association 22 (1927). Reference values: R package binom.

    Examples
    --------
    18 of 20 messages answered in time are 90 %, and may well be 70 % or 97 %:

    >>> low, high = wilson_interval(18, 20)
    >>> round(low, 3), round(high, 3)
    (0.699, 0.972)
    """
    import numpy as np

    hits, tried = _counts(successes), _counts(trials)
    _refuse_impossible(hits, tried)
    z = _quantile(level)
    with np.errstate(invalid="ignore", divide="ignore"):  # 0 trials are undefined, not an accident
        share = hits / tried
        centre = (hits + z**2 / 2) / (tried + z**2)
        half = z / (tried + z**2) * np.sqrt(share * (tried - hits) + z**2 / 4)
    # Rounding must not push the observed share, or 0 and 1, out of the interval.
    low = np.minimum(share, np.maximum(centre - half, 0.0))
    high = np.maximum(share, np.minimum(centre + half, 1.0))
    return (low, high) if np.ndim(low) else (float(low), float(high))


def bootstrap_interval(
    frame: Frame,
    kpi: str | Figure | Callable[..., Any],
    *,
    by: str | Sequence[str] = (),
    level: float = 0.95,
    resamples: int = 2000,
    seed: int = 0,
) -> Frame:
    """Compute a KPI from rows, with an interval from resampling the rows.

    The rows of each group, as a rule its posts, are drawn with replacement, as many as there are,
    and the KPI is computed anew from the drawn ones: the ratio of their sums. The interval holds
    the middle of what comes out (percentile bootstrap). It answers how far the figure would have
    moved with other posts of the same kind, and says nothing of what the posts have in common,
    such as a season or a faulty export. With fewer than some 20 posts it is still too narrow.

    Parameters
    ----------
    frame : frame
        Rows of a canonical table, pandas or Polars; not lazy.
    kpi : str, Kpi or function
        One figure whose inputs are sums over rows, or that is a mean or median of rows. A total
        is counted and not estimated; its interval speaks of as many other posts.
    by : str or sequence of str
        Keys, as in :func:`~kpi_kit.values.compute`.
    level : float
        The share of such intervals that contain the true value, between 0 and 1.
    resamples : int
        How often the rows are drawn.
    seed : int
        The same seed gives the same interval. Each group begins with it afresh, so no group's
        interval depends on the others.

    Returns
    -------
    frame
        What ``compute`` gives, with ``low`` and ``high`` after the value and in its unit. They
        are missing where fewer than two rows hold all inputs, or where some draw leaves nothing
        to divide by.

    Raises
    ------
    AggregationError
        If the frame is lazy, or an input is a stock or counts people: neither is a sum of rows.
    ColumnError, AggregationError
        As ``compute`` does.
    KpiKitError
        If the level is no share, or nothing would be drawn.

    Source
    ------
    B. Efron and R. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13;
    ``scipy.stats.bootstrap``, paired.

    Examples
    --------
    >>> import pandas as pd
    >>> posts = pd.DataFrame({"interactions": [1, 90, 30, 9], "reach": [10, 1000, 500, 300]})
    >>> bootstrap_interval(posts, "engagement_rate_by_reach").round(3).iloc[0].to_list()
    [4.0, 0.072, 0.032, 0.09, 4.0]
    """
    wanted = figure(kpi)
    table: Table = nw.from_native(frame)
    if isinstance(table, nw.LazyFrame):
        raise AggregationError.saying("lazy_interval")
    refuse_no_sums(wanted)
    _quantile(level)  # refuses a level that is none, also for an empty frame
    if resamples < 1:
        raise KpiKitError.saying("no_resamples", resamples=resamples)
    values: Table = nw.from_native(compute(frame, [wanted], by=by))
    ends = []
    for rows in complete_rows(table, [wanted], values)[wanted.name]:
        drawn = resampled(rows, statistic_of(wanted), resamples=resamples, seed=seed)
        ends.append(middle_of(drawn, level))
    columns = values.columns
    place = columns.index(wanted.name) + 1
    bounds = {name: [pair[at] for pair in ends] for at, name in enumerate(("low", "high"))}
    made = [
        nw.new_series(n, v, nw.Float64, backend=values.implementation) for n, v in bounds.items()
    ]
    shown = values.with_columns(*made).select(*columns[:place], *bounds, *columns[place:])
    return shown.to_native()  # type: ignore[no-any-return]


def _counts(given: "Counts") -> Any:
    """Make floats of counts; a column of pandas keeps its index."""
    import numpy as np
    import pandas as pd

    return given.astype(float) if isinstance(given, pd.Series) else np.asarray(given, dtype=float)


def _refuse_impossible(hits: Any, tried: Any) -> None:
    """Refuse what cannot have been counted; missing counts pass."""
    import numpy as np

    wrong = np.asarray((hits < 0) | (tried < 0) | (hits > tried))
    if wrong.any():
        first = tuple(places[0] for places in np.nonzero(np.atleast_1d(wrong)))
        pair = (np.broadcast_to(np.asarray(c), wrong.shape) for c in (hits, tried))
        found, of = (formatting.number(float(np.atleast_1d(c)[first])) for c in pair)
        raise KpiKitError.saying("impossible_share", successes=found, trials=of)


def _quantile(level: float) -> float:
    """Return how many standard errors an interval of this level reaches to either side."""
    from scipy.special import ndtri

    if not 0 < level < 1:
        raise KpiKitError.saying("bad_level", level=level)
    return float(ndtri((1 + level) / 2))
