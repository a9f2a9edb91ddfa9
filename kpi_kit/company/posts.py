"""Emscherrad's posts: what was said when, and how many people it moved by a given day."""

import tomllib
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from .draws import draw

Channel = Literal["instagram", "facebook"]

FIRST_DAY = date(2026, 1, 1)
LAST_DAY = date(2026, 6, 30)

_HERE = Path(__file__).parent
_RATES = tomllib.loads((_HERE / "rates.toml").read_text(encoding="utf-8"))
_FACEBOOK_FORMATS = {"image": "photo", "carousel": "photo"}


@dataclass(frozen=True)
class Post:
    """One post on one channel; `at` is Berlin time."""

    at: datetime
    format: str
    text: str
    on: str = "instagram"
    seconds: int = 0
    appeal: int = 100
    viral: bool = False
    unreported: bool = False
    """Whether the platform leaves reach and follows empty, as it does for some reels."""


def posts(channel: Channel) -> list[Post]:
    """Return the posts of *channel*, oldest first."""
    tables = (
        tomllib.loads(path.read_text(encoding="utf-8"))["post"]
        for path in sorted((_HERE / "texts").glob("*.toml"))
    )
    everything = (Post(**fields) for table in tables for fields in table)
    chosen = (post for post in everything if post.on in (channel, "both"))
    if channel == "facebook":
        chosen = (_for_facebook(post) for post in chosen)
    return sorted(chosen, key=lambda post: post.at)


def _for_facebook(post: Post) -> Post:
    """Return the post as it goes to Facebook: a little later, and without the hashtags."""
    if post.on == "facebook":
        return post
    lines = post.text.split("\n")
    return replace(
        post,
        at=post.at + timedelta(minutes=draw(4, 38, post.at)),
        format=_FACEBOOK_FORMATS.get(post.format, post.format),
        text="\n".join(line for line in lines if not line.startswith("#")).strip(),
        viral=False,
        unreported=False,
    )


def figures(post: Post, channel: Channel, until: date, *, seed: int) -> dict[str, int]:
    """Return what the post has collected by the end of the day *until*."""
    share = _per_mille((until - post.at.date()).days, viral=post.viral)
    final = _final(post, channel, seed)
    return {metric: value * share // 1000 for metric, value in final.items()}


@cache  # the days ask for it again and again
def _final(post: Post, channel: Channel, seed: int) -> dict[str, int]:
    """Return what the post collects in the long run."""
    key = (seed, channel, post.at)
    rates = _RATES[channel]["viral" if post.viral else post.format]
    drawn = {metric: draw(*bounds, *key, metric) for metric, bounds in rates.items()}
    growth = 100 + 12 * (post.at.date() - FIRST_DAY).days // 180  # the account grows by an eighth
    reach = drawn.pop("reach") * post.appeal * growth // 10_000
    views = reach * drawn.pop("views") // 100
    counts = {metric: reach * rate // 10_000 for metric, rate in drawn.items()}
    return {"views": views, "reach": reach} | counts


def _per_mille(age: int, *, viral: bool) -> int:
    """Return the share of its final figures that a post has at an age in days."""
    curve: list[list[int]] = _RATES["curve"]["viral" if viral else "usual"]
    if age < 0:
        return 0
    for (young, less), (old, more) in pairwise(curve):
        if age < old:
            return less + (more - less) * (age - young) // (old - young)
    return curve[-1][1]
