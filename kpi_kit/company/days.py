"""Emscherrad's days: what all posts together did on each of them."""

from collections.abc import Iterable
from datetime import date, timedelta

from .draws import draw
from .posts import FIRST_DAY, LAST_DAY, Channel, Post, figures, posts

Series = dict[date, int]

DAYS = [FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]

# People who come without a new post: through stories, older posts, the profile.
_REGULARS = {"instagram": (680, 1080), "facebook": (150, 290)}
_LOOKERS = {"instagram": (20, 40), "facebook": (4, 14)}
_INTERACTIONS = ("likes", "reactions", "comments", "shares", "saves")


def days(channel: Channel, *, seed: int) -> dict[str, Series]:
    """Return each daily metric of *channel* as day -> value."""
    series: dict[str, Series] = {}
    everything = posts(channel)
    for day in DAYS:
        gains = [_gain(post, channel, day, seed) for post in everything if post.at.date() <= day]
        for metric, value in _day(day, gains, channel, seed).items():
            series.setdefault(metric, {})[day] = value
    return series


def _gain(post: Post, channel: Channel, day: date, seed: int) -> dict[str, int]:
    """Return what the post collected on this one day."""
    before = figures(post, channel, day - timedelta(days=1), seed=seed)
    after = figures(post, channel, day, seed=seed)
    return {metric: after[metric] - before[metric] for metric in after}


def _day(day: date, gains: list[dict[str, int]], channel: Channel, seed: int) -> dict[str, int]:
    """Return one day's figures from what each post gained on it."""

    def chance(low: int, high: int, what: str) -> int:
        return draw(low, high, seed, channel, day, what)

    regulars = chance(*_REGULARS[channel], "regulars")
    reach = regulars + _people(gain["reach"] for gain in gains)
    views = regulars * chance(130, 170, "views") // 100 + sum(gain["views"] for gain in gains)
    visits = reach * chance(22, 34, "visits") // 1000 + chance(*_LOOKERS[channel], "lookers")
    interactions = sum(gain.get(metric, 0) for gain in gains for metric in _INTERACTIONS)
    return {
        "reach": reach,
        "views": views,
        "interactions": interactions + chance(2, 12, "interactions"),
        "follows": sum(gain.get("follows", 0) for gain in gains) + max(0, chance(-5, 3, "follows")),
        "visits": visits,
        "link_clicks": visits * chance(60, 110, "link clicks") // 1000,
    }


def _people(reaches: Iterable[int]) -> int:
    """Return how many different people several posts reached: three in ten saw another one too."""
    reaches = sorted(reaches)
    return reaches[-1] + sum(reaches[:-1]) * 7 // 10 if reaches else 0
