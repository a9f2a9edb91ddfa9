"""Courses that the coming days may take: weekday, season, and what goes up and down beside them."""

from typing import TYPE_CHECKING, Any

from kpi_kit.evidence.everyday import LEAST, YEAR, every_day, weekdays_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Days = pd.Series[Any]

    Paths = NDArray[np.float64]

SMOOTHED = 35
"""Days over which last year's course is averaged: five weeks, each weekday equally often."""

REMEMBERED = 7
"""Days by which a day may still be influenced."""

DRAWN = 4000
"""How many courses of the coming days are simulated."""


def paths(known: "Days", days: "pd.DatetimeIndex") -> "Paths":
    """Simulate the coming days many times: one row per course, one column per day."""
    import numpy as np

    daily = every_day(known)
    counted = bool((known >= 0).all())
    # Losses have no square root, and nothing can be a multiple of them.
    season = _season(daily, days) if counted else None
    course = _course(daily, days, season)
    usual, former = course[len(daily) :].to_numpy(), course[: len(daily)]
    if not counted:
        moves: Paths = _simulated(daily - former, len(days)) + usual
        return moves
    # Last year's course was itself a matter of chance in each of its stretches of five weeks.
    unsure = 0.0 if season is None else len(days) / (len(days) + SMOOTHED)
    roots = _simulated(np.sqrt(daily / former), len(days), unsure).clip(0)
    counts: Paths = np.square(roots) * usual
    return counts


def _course(daily: "Days", days: "pd.DatetimeIndex", season: "Days | None") -> "Days":
    """Return the usual course of the known and the coming days: weekday times season."""
    every: Any = daily.index.append(days)
    flat = daily if season is None else daily / season[: len(daily)]
    course: Days = weekdays_of(flat[-364:]).loc[every.day_of_week].set_axis(every)
    return course if season is None else course * season


def _season(daily: "Days", days: "pd.DatetimeIndex") -> "Days | None":
    """Return how last year's course compares with its mean, a year later; None if unknown."""
    smooth = daily.rolling(SMOOTHED, center=True, min_periods=LEAST).mean()
    every: Any = daily.index.append(days)
    back = every - YEAR
    while (late := back > daily.index[-1]).any():
        back = back.where(~late, back - YEAR)
    season = smooth.reindex(back).set_axis(every)
    known, coming = season[: len(daily)].dropna(), season[len(daily) :]
    if len(known) < 2 * LEAST or coming.isna().any() or not (season.dropna() > 0).all():
        return None
    relative: Days = season / season.mean()
    return relative


def _simulated(noise: "Days", count: int, unsure: float = 0.0) -> "Paths":
    """Simulate what remains beside weekdays and season, with its memory of the last days.

    The level is known from as many days only as there are, so it may be another one; *unsure* is
    what else it may be off by, as a part of the variance of the days' mean.
    """
    import numpy as np
    from scipy.linalg import solve_toeplitz, toeplitz

    seen = noise[noise.first_valid_index() :][-364:]
    seen = seen.fillna(seen.mean()).fillna(0.0)  # all is missing where nothing ever happens
    if np.isclose(seen.std(), 0, atol=1e-9):
        return np.full((DRAWN, count), seen.mean())
    lags = min(REMEMBERED, len(seen) // 8)
    # Yule and Walker's estimate always returns to the level, a free fit may run away from it.
    around = seen.to_numpy() - seen.mean()
    related = np.array([around[lag:] @ around[: len(seen) - lag] for lag in range(lags + 1)])
    related /= len(seen)
    memory = solve_toeplitz(related[:-1], related[1:])
    # Seven weekdays were estimated as well.
    variance = max(related[0] - memory @ related[1:], 0.0) * len(seen) / (len(seen) - lags - 7)
    impulse = np.append(np.zeros(lags), 1.0)
    faded = np.append(1.0, _going_on(impulse, 0.0, memory, count - 1))
    fading = toeplitz(faded, np.zeros(count))
    chance = np.random.default_rng(0)
    deviations = chance.standard_normal((DRAWN, count)) @ fading.T * variance**0.5
    error = deviations.mean(axis=1).std() * (count / len(seen) + unsure) ** 0.5
    shifts = error * chance.standard_normal((DRAWN, 1))
    going_on = _going_on(seen.to_numpy(), seen.mean(), memory, count)
    simulated: Paths = going_on + deviations + shifts
    return simulated


def _going_on(seen: "Paths", level: float, memory: "Paths", count: int) -> "Paths":
    """Return the course by which the last days' deviation from the level fades away."""
    import numpy as np

    course = list(seen - level)
    for _ in range(count):
        course.append(float(memory @ np.array(course[: -len(memory) - 1 : -1])))
    return np.array(course[len(seen) :]) + level
