"""Before and after a campaign, with the season of a year before; no proof of a cause."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kpi_kit import formatting, labels
from kpi_kit.estimates import LEVEL, Estimate
from kpi_kit.evidence.everyday import YEAR, every_day
from kpi_kit.evidence.forecasts import Baseline, baseline
from kpi_kit.evidence.shown import signed
from kpi_kit.evidence.verdicts import Verdict, judged

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class BeforeAfter:
    """What before and after says of a campaign, and what the season says to that.

    Attributes
    ----------
    first, last : date
        The campaign's days.
    change : float
        Change of the mean per day against as many days before, as a share: the naive figure.
    change_last_year : float
        The same change one year before, when the campaign did not run; NaN if not known.
    usual : Baseline
        The campaign's figure beside what was to be expected without it.
    worth : float
        The smallest effect worth mentioning.
    """

    first: date
    last: date
    change: float
    change_last_year: float
    usual: Baseline
    worth: float = 0.0

    @property
    def effect(self) -> Estimate:
        """The figure beyond the usual one; what else happened then is in it."""
        usual, actual = self.usual.usual, self.usual.actual
        return Estimate(actual - usual.value, actual - usual.high, actual - usual.low, usual.level)

    @property
    def verdict(self) -> Verdict:
        """Whether more came than usual, with the season of a year before."""
        return judged(self.effect, self.worth)

    @property
    def sentence(self) -> str:
        """The naive figure, last year's beside it, and what remains."""
        known = "known" if self.change_last_year == self.change_last_year else "unknown"
        facts = {
            "first": formatting.day(self.first), "last": formatting.day(self.last),
            "change": signed(self.change), "last_year": signed(self.change_last_year),
            "effect": self.effect.shown(), "worth": formatting.number(self.worth),
        }  # fmt: skip
        verdict = self.verdict.replace(" ", "_")
        parts = (labels.text(f"before_after.{key}", **facts) for key in (known, verdict))
        return " ".join(parts)


def before_after(
    history: "pd.Series[Any]", first: date, last: date, *, worth: float = 0.0, level: float = LEVEL
) -> BeforeAfter:
    """Compare a campaign's days with those before, and hold last year's season against it.

    Take this only where there is no region or group without the campaign.

    Parameters
    ----------
    history : Series
        One figure per day, by day, up to the campaign's last day.
    first, last : date
        The campaign's days.
    worth : float
        The smallest effect worth mentioning, in the figure's unit; 0 if there is none.
    level : float
        Of the interval.

    Returns
    -------
    BeforeAfter
        The naive change, the same change a year before, and what remains beyond the usual.

    Raises
    ------
    KpiKitError
        As :func:`~kpi_kit.evidence.forecasts.forecast` does.

    Notes
    -----
    Before and after alone finds an effect of every campaign that begins in spring. Even with the
    season taken out, everything else that happened at the same time is in the effect: weather,
    prices, a post that caught on. It is no proof of a cause.

    Examples
    --------
    >>> import pandas as pd
    >>> days = pd.date_range("2024-01-01", "2026-04-30")
    >>> orders = pd.Series([60.0 if day.month in (3, 4, 5) else 30.0 for day in days], days)
    >>> spring = before_after(orders, date(2026, 3, 2), date(2026, 4, 30))
    >>> round(spring.change, 1), round(spring.change_last_year, 1)
    (1.0, 0.9)
    """
    daily = every_day(history)
    return BeforeAfter(
        first, last, _change(daily, first, last), _change(daily, first - YEAR, last - YEAR),
        baseline(history, first, last, level=level), worth,
    )  # fmt: skip


def _change(daily: "pd.Series[Any]", first: date, last: date) -> float:
    """Return the change per day against as many days before; NaN if days are missing."""
    import pandas as pd

    length = last - first + timedelta(days=1)
    now = daily.reindex(pd.date_range(first, last))
    then = daily.reindex(pd.date_range(first - length, first - timedelta(days=1)))
    before = float(then.mean(skipna=False))
    return float(now.mean(skipna=False)) / before - 1 if before > 0 else float("nan")
