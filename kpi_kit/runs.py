"""Stretches of days that are not as usual: more mentions, fewer visits than the days before.

Every day is held against the eight usual weeks before it. What is usual is robust: the median of
their weekly means, times the day of the week's share. How far a count strays by itself is taken
from the same weeks; counts stray at least as a Poisson distribution does. Who looks at 700 days
sees some odd one by chance, so the bar is higher the more days are looked at (Bonferroni). Days
of a run are not usual and do not become the measure of others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from statistics import median
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Direction = Literal["above", "below"]

WEEKS, LEAST_WEEKS = 8, 4
"""How many usual weeks a day is held against, and without how many nothing is said."""

FALSE_ALARMS = 0.05
"""In which share of series without any event a run may be found."""

GOES_ON = 0.05
"""A day belongs to a run while chance alone would bring it less often than this."""

QUIET = 3
"""So many days as usual end a run."""


@dataclass(frozen=True)
class Run:
    """One stretch of days that are not as usual.

    Attributes
    ----------
    start, peak, end : date
        Its first day, the day farthest from what was expected, and its last day.
    ended : bool
        Whether it was over before the series was; a run of eight weeks is no run any more but
        the new level, and ends there.
    observed, expected : float
        Counts of the whole run.
    peak_observed, peak_expected : float
        Counts of the day of the peak.
    chance : float
        How often a series of this length without any event would show such a day: an upper bound.
    """

    start: date
    peak: date
    end: date
    ended: bool
    observed: float
    expected: float
    peak_observed: float
    peak_expected: float
    chance: float


@dataclass(frozen=True)
class Watched:
    """A series of days, and the runs in it.

    Attributes
    ----------
    days : DataFrame
        date, observed, expected (missing in the first weeks, which are needed to learn what is
        usual), p_value.
    runs : tuple of Run
        In order of time.
    looks : int
        How many days were judged.
    """

    days: pd.DataFrame
    runs: tuple[Run, ...]
    looks: int


def watch(counts: "pd.Series[float]", *, direction: Direction = "above") -> Watched:
    """Find the stretches in which a daily count is not as usual.

    Parameters
    ----------
    counts : Series
        A count for every day, in order; indexed by day without gaps. 0 where nothing happened.
    direction : {"above", "below"}
        Which side is looked at.

    Examples
    --------
    >>> days = pd.date_range("2026-01-01", periods=70)
    >>> counts = pd.Series([2.0] * 60 + [30.0, 25.0] + [2.0] * 8, index=days)
    >>> [(str(run.start), str(run.end), run.observed) for run in watch(counts).runs]
    [('2026-03-02', '2026-03-03', 55.0)]
    """
    values = np.asarray(counts, dtype=np.float64)
    weekdays = np.asarray(pd.DatetimeIndex(counts.index).day_of_week)
    looks = max(len(values) - 7 * LEAST_WEEKS, 0)
    expected, chances, stretches = _walk(values, weekdays, direction, FALSE_ALARMS / max(looks, 1))
    days = pd.DataFrame(
        {"date": counts.index, "observed": values, "expected": expected, "p_value": chances}
    )
    runs = tuple(_run(days, stretch, looks, direction) for stretch in stretches)
    return Watched(days, runs, looks)


def _walk(
    values: "Floats", weekdays: "NDArray[Any]", direction: Direction, bar: float
) -> "tuple[Floats, Floats, list[list[int]]]":
    """Go through the days; return expectations, chances and the days of each run."""
    expected, chances = np.full(len(values), np.nan), np.full(len(values), np.nan)
    usual: list[int] = []
    run: list[int] = []
    found: list[list[int]] = []
    for now in range(len(values)):
        known = usual[-7 * WEEKS :]
        if len(known) < 7 * LEAST_WEEKS:
            usual.append(now)
            continue
        expected[now], spread = _usual(values, weekdays, known, weekdays[now])
        chances[now] = chance(values[now], expected[now], spread, direction)
        run += [now] if chances[now] < GOES_ON else []
        alarm = bool(run) and min(chances[run]) < bar
        if run and now - run[0] >= 7 * WEEKS:  # that is the new level
            found += [run] if alarm else []
            usual, run = [*run], []
        elif not run or now - run[-1] >= (QUIET if alarm else 1):
            found += [run] if alarm else []
            usual += range(run[-1] + 1 if alarm else run[0] if run else now, now + 1)
            run = []
    if run and min(chances[run]) < bar:
        found.append(run)
    return expected, chances, found


def _usual(
    values: "Floats", weekdays: "NDArray[Any]", known: Sequence[int], weekday: int
) -> tuple[float, float]:
    """Return what is expected of a day of the week, and its variance relative to a Poisson's."""
    days, weekly = values[[*known]], weekdays[[*known]]
    mean = days.mean()
    if not mean:
        return 0.0, 1.0
    weeks = days[len(days) % 7 :].reshape(-1, 7).mean(axis=1)
    # A share of the week from few days is unsure: four days at the overall mean are added.
    sums, counted = (np.bincount(weekly, weights, minlength=7) for weights in (days, None))
    shares = (sums + 4 * mean) / ((counted + 4) * mean)
    fitted = shares[weekly] * mean
    strayed = float(((days - fitted) ** 2 / fitted).sum())
    # Strayed by luck too little in these weeks: the upper end of what their spread may be.
    spread = strayed / _little(len(days) - 1)
    unsure = 1 + np.pi / 2 / len(days)  # a median of weeks is itself only known so well
    return float(median(weeks.tolist()) * shares[weekday]), max(spread, 1.0) * unsure


@cache
def _little(degrees: int) -> float:
    """Return what chi-squared exceeds in nine of ten cases."""
    from scipy.special import chdtri

    return float(chdtri(degrees, 0.9))


def chance(observed: float, expected: float, spread: float, direction: Direction) -> float:
    """Return how often a count at least as odd comes by itself.

    Parameters
    ----------
    observed, expected : float
        The count, and its mean.
    spread : float
        Its variance divided by its mean, 1 or more: Poisson, else negative binomial.
    direction : {"above", "below"}
        Which side is odd.

    Examples
    --------
    >>> round(chance(3, 1, 1, "above"), 4)  # 1 − (1 + 1 + 1/2) ÷ e
    0.0803
    """
    # The functions behind scipy.stats' poisson and nbinom: a hundred times as fast for one number.
    from scipy.special import betainc, gammainc, gammaincc

    mean = max(expected, 1 / (7 * WEEKS))  # nothing in eight weeks: as if once
    if direction == "above" and observed <= 0:
        return 1.0
    if spread <= 1:
        tail = gammainc(observed, mean) if direction == "above" else gammaincc(observed + 1, mean)
    elif direction == "above":
        tail = betainc(observed, mean / (spread - 1), 1 - 1 / spread)
    else:
        tail = betainc(mean / (spread - 1), observed + 1, 1 / spread)
    return float(tail)


def _run(days: pd.DataFrame, places: list[int], looks: int, direction: Direction) -> Run:
    """Describe the days from the first to the last of a run."""
    inside = days.iloc[places[0] : places[-1] + 1]
    away = (inside["observed"] - inside["expected"]) * (1 if direction == "above" else -1)
    peak = inside.iloc[int(away.argmax())]
    return Run(
        start=inside["date"].iloc[0].date(),
        peak=peak["date"].date(),
        end=inside["date"].iloc[-1].date(),
        ended=len(days) - 1 - places[-1] >= QUIET,
        observed=float(inside["observed"].sum()),
        expected=float(inside["expected"].sum()),
        peak_observed=float(peak["observed"]),
        peak_expected=float(peak["expected"]),
        chance=min(1.0, looks * float(inside["p_value"].min())),
    )
