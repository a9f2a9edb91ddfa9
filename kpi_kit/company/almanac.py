"""The days of a company: holidays of North Rhine-Westphalia, seasons, weekdays, weather."""

from datetime import date, timedelta
from functools import cache

import numpy as np

from .draws import Floats, uniforms
from .facts import Company


def days(company: Company) -> list[date]:
    """Return every day of the company's exports."""
    return list(_between(company.first, company.last))


@cache
def _between(first: date, last: date) -> tuple[date, ...]:
    return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))


@cache
def easter(year: int) -> date:
    """Return Easter Sunday (Gregorian; the algorithm of Gauss as Lichtenberg completed it).

    Examples
    --------
    >>> easter(2025), easter(2026)
    (datetime.date(2025, 4, 20), datetime.date(2026, 4, 5))
    """
    century = year // 100
    moon = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    sun = 2 - (3 * century + 3) // 4
    golden = year % 19
    seed = (19 * golden + moon) % 30
    full = 21 + seed - (seed // 29 + (seed // 28 - seed // 29) * (golden // 11))
    sunday = 7 - (year + year // 4 + sun) % 7
    return date(year, 3, 1) + timedelta(days=full + 7 - (full - sunday) % 7 - 1)


@cache
def holidays(year: int) -> frozenset[date]:
    """Return the public holidays of North Rhine-Westphalia.

    Examples
    --------
    >>> date(2026, 6, 4) in holidays(2026)  # Corpus Christi
    True
    """
    fixed = {(1, 1), (5, 1), (10, 3), (11, 1), (12, 25), (12, 26)}
    moving = (-2, 1, 39, 50, 60)
    return frozenset(
        {date(year, *day) for day in fixed}
        | {easter(year) + timedelta(days=away) for away in moving}
    )


def clocks_change(day: date) -> bool:
    """Tell whether clocks in Germany change: on the last Sundays of March and October."""
    return day.month in (3, 10) and day.weekday() == 6 and day.day > 24


def season(company: Company, day: date) -> float:
    """Return how much a day of the year sells; months are anchors, days between them a line."""
    months: list[int] = company.trade["season"]
    place = (day.month - 1) + (day.day - 15) / 30
    left = int(place // 1) % 12
    part = place - place // 1
    return (months[left] * (1 - part) + months[(left + 1) % 12] * part) / 1000


def weather(company: Company) -> Floats:
    """Return each day's weather, from 0.75 (nobody goes out) to 1.25; it lasts for some days."""
    count = len(days(company))
    fronts = uniforms(count // 4 + 3, company.seed, "fronts")
    daily = uniforms(count, company.seed, "weather")
    place = np.arange(count)
    part = (place % 4) / 4
    front = fronts[place // 4] * (1 - part) + fronts[place // 4 + 1] * part
    return 0.75 + 0.36 * front + 0.14 * daily


def demand(company: Company) -> Floats:
    """Return how much each day sells of its own: season, weekday, weather, growth, holidays."""
    return np.array([_usual(company, day) for day in days(company)]) * _outdoors(company)


def _outdoors(company: Company) -> Floats:
    share: float = company.trade["weather"] / 100
    return 1 - share + share * weather(company)


def _usual(company: Company, day: date) -> float:
    shop = company.facts["shop"]
    grown: float = 1 + shop["growth"] / 1000 * (day - company.first).days / 365
    holiday: float = shop["holiday"] / 1000 if day in holidays(day.year) else 1.0
    weekday: float = shop["weekdays"][day.weekday()] / 1000
    return season(company, day) * weekday * grown * holiday
