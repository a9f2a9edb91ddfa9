"""Figures laid on days without gaps. A day without a figure is missing, not zero."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kpi_kit import formatting
from kpi_kit.errors import KpiKitError

if TYPE_CHECKING:
    import pandas as pd

    Days = pd.Series[Any]
    """One figure per day, indexed by day."""

YEAR = timedelta(days=364)
"""52 weeks: a year later on the same weekday."""

LEAST = 28
"""Days with a figure without which nothing is learnt: four weeks."""


def moment(day: date) -> "pd.Timestamp":
    """Return a day as pandas has it."""
    import pandas as pd

    return pd.Timestamp(day)


def days_of(first: date, last: date) -> "pd.DatetimeIndex":
    """Return all days of a period; refuse one that ends before it begins."""
    import pandas as pd

    if last < first:
        raise KpiKitError.saying(
            "period_ends_first", first=formatting.day(first), last=formatting.day(last)
        )
    return pd.date_range(first, last)


def every_day(history: "Days") -> "Days":
    """Lay a history on days without gaps; a day that is not there is missing."""
    import pandas as pd

    index = history.index
    if not isinstance(index, pd.DatetimeIndex):
        raise KpiKitError.saying("no_days")
    days = index.tz_localize(None).normalize()
    if days.has_duplicates:
        raise KpiKitError.saying(
            "days_twice", day=formatting.day(days[days.duplicated()][0].date())
        )
    series = history.astype(float).set_axis(days).sort_index()
    return series.asfreq("D") if len(series) else series


def weekdays_of(daily: "Days") -> "Days":
    """Return the mean of each weekday, 0 for Monday; missing for one that is not there."""
    days: Any = daily.index
    means: Days = daily.groupby(days.day_of_week).mean().reindex(range(7))
    return means
