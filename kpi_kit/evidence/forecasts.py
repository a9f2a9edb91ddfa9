"""What the coming days bring if all goes on as before, and what would have been usual for some."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from kpi_kit import formatting, labels
from kpi_kit.errors import KpiKitError
from kpi_kit.estimates import LEVEL, Estimate
from kpi_kit.evidence.courses import paths
from kpi_kit.evidence.everyday import LEAST, days_of, every_day, moment

if TYPE_CHECKING:
    import pandas as pd

    from kpi_kit.evidence.courses import Paths

    Days = pd.Series[Any]


def forecast(
    history: "Days", until: date, *, level: float = LEVEL, stock: bool = False
) -> Estimate:
    """Estimate what the days after the history will bring in all, through a day.

    The usual course of the days (weekdays; from 60 weeks on also last year's season) is taken out
    of the figures. What remains goes up and down around its level and lasts for some days: a
    process with a memory of a week, fitted to square roots, which makes counts equally uncertain
    everywhere. It is simulated on, and the interval holds the middle of what the
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
    Yule and Walker's equations (P. Brockwell and R. Davis, "Time Series: Theory and Methods",
    section 8.1), solved by SciPy; F. J. Anscombe, "The transformation of Poisson, binomial and
    negative-binomial data", Biometrika 35 (1948); coverage: ``tests/test_seasons.py``.

    Examples
    --------
    >>> import pandas as pd
    >>> orders = pd.Series([30, 28, 31, 33, 40, 52, 20] * 10,
    ...                    pd.date_range("2026-01-05", periods=70))
    >>> forecast(orders, date(2026, 3, 22)).shown()
    '234 (90%: 234 to 234)'
    """
    known = every_day(history).dropna()
    if not 0 < level < 1:
        raise KpiKitError.saying("bad_level", level=level)
    if len(known) and moment(until) <= known.index[-1]:
        last = formatting.day(known.index[-1].date())
        raise KpiKitError.saying("forecast_of_the_past", until=formatting.day(until), last=last)
    moved = every_day(history).diff().dropna() if stock else known
    if len(moved) < LEAST:
        return Estimate(float("nan"), float("nan"), float("nan"), level)
    coming = paths(moved, days_of((known.index[-1] + timedelta(days=1)).date(), until))
    return _middle(coming.sum(axis=1) + (known.iloc[-1] if stock else 0.0), level)


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
            f"baseline.{key}", first=formatting.day(self.first), last=formatting.day(self.last),
            actual=formatting.number(self.actual), usual=self.usual.shown(),
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
    daily = every_day(history)
    before = daily[: moment(first - timedelta(days=1))]
    inside = daily.reindex(days_of(first, last))
    actual = float(inside.sum(skipna=False))
    known = before.dropna()
    if len(known) < LEAST:
        return Baseline(
            first, last, actual, Estimate(float("nan"), float("nan"), float("nan"), level)
        )
    days = days_of((known.index[-1] + timedelta(days=1)).date(), last)
    if not 0 < level < 1:
        raise KpiKitError.saying("bad_level", level=level)
    coming = paths(known, days)[:, days >= moment(first)]
    return Baseline(first, last, actual, _middle(coming.sum(axis=1), level))


def _middle(sums: "Paths", level: float) -> Estimate:
    import numpy as np

    low, high = np.quantile(sums, [(1 - level) / 2, (1 + level) / 2])
    return Estimate(float(sums.mean()), float(low), float(high), level)
