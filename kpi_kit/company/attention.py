"""How much attention a day brings: a recall that spreads, a prize draw that ends, service hours."""

from datetime import date, timedelta
from itertools import accumulate

from .almanac import season
from .draws import Floats, around, counted
from .facts import Company


def in_crisis(company: Company, day: date) -> float:
    """Return how far a day is in the crisis: 1 at its beginning, 0 outside of it."""
    length = len(company.facts["talk"]["crisis_curve"])
    age = (day - company.stories["recall"]["day"]).days
    return (1 - age / length) if 0 <= age < length else 0.0


def in_draw(company: Company, day: date) -> bool:
    """Tell whether the competitor's prize draw runs."""
    story = company.stories["competitor"]
    runs: bool = 0 <= (day - story["day"]).days < story["days"]
    return runs


def crisis_counts(company: Company, total: int, *key: object) -> dict[date, int]:
    """Spread a total over the crisis: it breaks out, fades, and comes up once more."""
    curve = company.facts["talk"]["crisis_curve"]
    return _spread(company, company.stories["recall"]["day"], curve, total, *key)


def draw_counts(company: Company) -> dict[date, int]:
    """Spread the mentions of the prize draw: most take part in its first and its last days."""
    story, facts = company.stories["competitor"], company.facts["talk"]
    begins, ends = facts["draw_begins"], facts["draw_ends"]
    between = [facts["draw_usual"]] * (story["days"] - len(begins) - len(ends))
    return _spread(company, story["day"], [*begins, *between, *ends], story["mentions"], "draw")


def _spread(
    company: Company, first: date, curve: list[int], total: int, *key: object
) -> dict[date, int]:
    """Spread a total over days by a curve, by weekdays and by chance; it adds up exactly."""
    everyday = [first + timedelta(days=number) for number in range(len(curve))]
    weights = [
        share * _lively(company, day, *key) for day, share in zip(everyday, curve, strict=True)
    ]
    until = [int(total * part / sum(weights) + 0.5) for part in accumulate(weights)]
    return {day: end - start for day, start, end in zip(everyday, [0, *until], until, strict=False)}


def _lively(company: Company, day: date, *key: object) -> float:
    weekday: int = company.facts["talk"]["weekdays"][day.weekday()]
    return around(weekday / 1000, 24, company.seed, "lively", day, *key)


def people_speak(company: Company, day: date, mean: float, *key: object) -> int:
    """Draw how many speak on a day: fewer at weekends, and never the same number for long."""
    weekday: int = company.facts["talk"]["weekdays"][day.weekday()]
    return counted(mean * weekday / 1000, company.seed, "voices", day, *key)


def usual_mentions(company: Company, day: date, mean: float) -> float:
    """Return the mean of a usual day: half of the talk goes with the season."""
    return mean * (1 + season(company, day)) / 2


def hour_of(company: Company, chance: Floats) -> int:
    """Return the hour in which somebody speaks: by day more than at night."""
    hours: list[int] = company.facts["talk"]["hours"]
    place = float(chance[0]) * sum(hours)
    for hour, share in enumerate(hours):
        if place < share:
            return hour
        place -= share
    raise AssertionError
