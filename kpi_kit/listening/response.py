"""How often and how fast messages are answered, with those that still wait.

A message without an answer has waited for so long and may be answered yet: its time is *censored*.
The median of the answered ones alone leaves the slowest out and looks better the more are left
lying. Kaplan and Meier's estimate takes both in.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from kpi_kit import formatting, labels
from kpi_kit.errors import KpiKitError, require
from kpi_kit.estimates import LEVEL, Estimate
from kpi_kit.evidence.intervals import wilson_interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

HOUR = 3600.0


@dataclass(frozen=True)
class OpeningHours:
    """When messages are answered; waiting outside of it does not count.

    Attributes
    ----------
    opens, closes : float
        Hours of the clock: 9.5 is half past nine.
    weekdays : str
        Monday to Sunday, 1 where open.
    closed_on : tuple of date
        Holidays.
    """

    opens: float
    closes: float
    weekdays: str = "1111100"
    closed_on: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.opens < self.closes <= 24 or "1" not in self.weekdays:
            raise KpiKitError.saying("bad_opening", opens=self.opens, closes=self.closes)

    def seconds(self, moments: "pd.Series[Any]") -> "NDArray[np.float64]":
        """Return the open seconds from 1970 until each moment, on its own clock."""
        clock = moments.dt.tz_localize(None)
        days = clock.dt.normalize().to_numpy().astype("datetime64[D]")
        closed = np.array(self.closed_on, dtype="datetime64[D]")
        known: Any = {"weekmask": self.weekdays, "holidays": closed}
        length = self.closes - self.opens
        hours = (clock - clock.dt.normalize()).dt.total_seconds().to_numpy() / HOUR
        today = np.clip(hours - self.opens, 0, length) * np.is_busday(days, **known)
        return np.asarray((np.busday_count("1970-01-01", days, **known) * length + today) * HOUR)


@dataclass(frozen=True)
class Response:
    """Response rate, response time and service level.

    Attributes
    ----------
    messages, answered : int
        All messages whose times make sense, and those answered.
    impossible : int
        Messages answered before they came, or that came after the end; they are left out.
    as_of : datetime
        The moment until which answers are known.
    rate : Estimate
        answered ÷ messages.
    median : Estimate
        Seconds until more than half of all messages were answered (Kaplan-Meier); undefined
        where no more than half are, then ``low`` may still be known. An upper end beyond the
        data is infinite.
    median_of_answered : float
        The naive median, of the answered messages only.
    within : dict of float to Estimate
        Service level: per limit in seconds, the share answered in time among the messages old
        enough to tell.
    opening : OpeningHours or None
        Whether only opening hours count.
    curve : DataFrame
        seconds, waiting: the share not yet answered after so long.
    """

    messages: int
    answered: int
    impossible: int
    as_of: datetime
    rate: Estimate
    median: Estimate
    median_of_answered: float
    within: dict[float, Estimate] = field(hash=False)
    opening: OpeningHours | None
    curve: pd.DataFrame = field(repr=False, compare=False)

    @property
    def naive(self) -> str:
        """What the answered messages alone say."""
        return labels.text(
            "listening.response_naive", median=formatting.shown(self.median_of_answered, "seconds")
        )

    @property
    def sentence(self) -> str:
        """How many were answered, how fast, and how many in time."""
        if not self.messages:
            return labels.text("listening.response_none")
        parts = [
            labels.text(
                "listening.response_rate",
                answered=formatting.number(self.answered),
                messages=formatting.number(self.messages),
                rate=self.rate.shown("share"),
                as_of=formatting.day(self.as_of.date()),
            ),
            self._median_said(),
        ]
        parts += [
            labels.text("listening.service_level", limit=_hours(limit), share=share.shown("share"))
            for limit, share in self.within.items()
            if share.value == share.value
        ]
        if self.opening:
            parts += [
                labels.text(
                    "listening.opening",
                    opens=_clock(self.opening.opens),
                    closes=_clock(self.opening.closes),
                )
            ]
        if self.impossible:
            parts += [
                labels.text(
                    "listening.response_impossible", count=formatting.number(self.impossible)
                )
            ]
        return " ".join(parts)

    def _median_said(self) -> str:
        low = formatting.shown(self.median.low, "seconds")
        if self.median.value != self.median.value:
            known = "median_not_reached" if low == labels.NOTHING else "median_not_reached_low"
            return labels.text(f"listening.{known}", low=low)
        naive = formatting.shown(self.median_of_answered, "seconds")
        if np.isinf(self.median.high):
            value = formatting.shown(self.median.value, "seconds")
            return labels.text("listening.median_open", median=value, low=low, naive=naive)
        return labels.text("listening.median", median=self.median.shown("seconds"), naive=naive)


def response(
    messages: pd.DataFrame,
    *,
    as_of: datetime | None = None,
    within: Sequence[float] = (HOUR, 24 * HOUR),
    opening: OpeningHours | None = None,
    level: float = LEVEL,
) -> Response:
    """Compute response rate, response time and service level of messages.

    Parameters
    ----------
    messages : DataFrame
        ``exports.messages``: received_at, answered_at (missing where nobody answered).
    as_of : datetime, optional
        Until when answers are known, on the clock of the table; the last moment in it, unless
        given. Take the moment of the export.
    within : sequence of float
        Limits of the service level, in seconds.
    opening : OpeningHours, optional
        Counts waiting in opening hours only, the service level's too.
    level : float
        Of all intervals.

    Raises
    ------
    ColumnError
        If a column is missing.

    Source
    ------
    E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete observations" (1958);
    interval of the median by Brookmeyer and Crowley on the log-log scale, as in
    ``statsmodels.duration.survfunc.SurvfuncRight``. Service level: Wilson.

    Examples
    --------
    >>> came = pd.to_datetime(["2026-01-05 09:00"] * 5)
    >>> hours = ["10:00", "11:00", "12:00"]
    >>> left = pd.to_datetime([*(f"2026-01-05 {hour}" for hour in hours), None, None])
    >>> found = response(pd.DataFrame({"received_at": came, "answered_at": left}),
    ...                  as_of=datetime(2026, 1, 7))
    >>> found.rate.value, found.median_of_answered / 3600, found.median.value / 3600
    (0.6, 2.0, 3.0)
    """
    require(("received_at", "answered_at"), messages, "response")
    came, left = messages["received_at"], messages["answered_at"]
    last = pd.concat([came, left]).max() if as_of is None else _on_clock(as_of, came)
    known = came.notna() & (came <= last)
    left = left.where(left <= last)  # what was answered later was still waiting then
    fine = known & ~(left < came)
    waited = _waited(came[fine], left[fine].fillna(last), opening)
    done = left[fine].notna().to_numpy()
    age = _waited(came[fine], pd.Series(last, index=came[fine].index, dtype=came.dtype), opening)
    median, curve = _kaplan_meier(waited, done, level)
    return Response(
        len(waited),
        int(done.sum()),
        int((~fine).sum()),
        last.to_pydatetime(),
        rate=_share(done, level),
        median=median,
        median_of_answered=float(np.median(waited[done])) if done.any() else np.nan,
        within={
            float(limit): _share((done & (waited <= limit))[age >= limit], level)
            for limit in within
        },
        opening=opening,
        curve=curve,
    )


def _on_clock(moment: datetime, column: "pd.Series[Any]") -> pd.Timestamp:
    given, zone = pd.Timestamp(moment), column.dt.tz
    if zone is None:
        return given
    return given.tz_convert(zone) if given.tzinfo else given.tz_localize(zone)


def _waited(
    came: "pd.Series[Any]", until: "pd.Series[Any]", opening: OpeningHours | None
) -> "NDArray[np.float64]":
    if opening:
        return opening.seconds(until) - opening.seconds(came)
    return np.asarray((until - came).dt.total_seconds(), dtype=float)


def _kaplan_meier(
    waited: "NDArray[np.float64]", done: "NDArray[np.bool_]", level: float
) -> tuple[Estimate, pd.DataFrame]:
    """Return the median waiting time with its interval, and the curve.

    These lines are here because the import of statsmodels takes a second of every report.
    """
    from scipy.special import ndtri

    times, answered = np.unique(waited[done], return_counts=True)
    waiting = len(waited) - np.searchsorted(np.sort(waited), times)
    curve = np.cumprod(1 - answered / waiting)
    with np.errstate(all="ignore"):  # the curve's end has no error of its own
        error = np.sqrt(np.cumsum(answered / (waiting * (waiting - answered))))  # Greenwood's
        from_half = (np.log(-np.log(curve)) - np.log(np.log(2))) * np.log(curve) / error
    may_be_half = np.flatnonzero(np.abs(from_half) <= ndtri(0.5 + level / 2))
    low, high = np.nan, np.nan
    if len(may_be_half):
        low, high = times[may_be_half[0]], [*times, np.inf][may_be_half[-1] + 1]
    median = next(iter(times[curve < 0.5]), np.nan)
    estimate = Estimate(float(median), float(low), float(high), level)
    return estimate, pd.DataFrame({"seconds": times, "waiting": curve})


def _share(hits: "NDArray[np.bool_]", level: float) -> Estimate:
    low, high = wilson_interval(int(hits.sum()), len(hits), level=level)
    return Estimate(float(hits.mean()) if len(hits) else np.nan, low, high, level)


def _hours(seconds: float) -> str:
    return labels.text("listening.hours", hours=f"{seconds / HOUR:g}")


def _clock(hours: float) -> str:
    return f"{int(hours)}:{round(hours % 1 * 60):02}"
