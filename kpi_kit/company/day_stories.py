"""Instagram stories, which run for a day: which of the followers' other views were of them."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

import numpy as np

from .almanac import days
from .draws import Ints, different, draw, hits
from .facts import Company
from .seeing import NO_POST, Channel


@dataclass(frozen=True)
class DayStory:
    """One story and what it had collected when its day was over; ``at`` is Berlin time."""

    at: datetime
    people: int
    impressions: int
    views: int
    likes: int
    replies: int
    visits: int
    link_clicks: int
    taps: int
    moves: int


def day_stories(company: Company, channel: Channel) -> list[DayStory]:
    """Return the stories, oldest first.

    Followers look at stories, older posts and the profile without a new post. Every story takes
    its share of these views, and no view is of two stories: all stories together are part of what
    the account counts.
    """
    left = np.where(channel.post == NO_POST, channel.impressions, 0)
    replays = channel.views - channel.impressions
    by_day = np.argsort(channel.day, kind="stable")
    begins = np.searchsorted(channel.day[by_day], np.arange(len(days(company)) + 2))
    found = []
    for at in _times(company):
        day = (at.date() - company.first).days
        if at + timedelta(days=1) > datetime.combine(company.last, time(23, 59)):
            continue
        around = by_day[begins[day] : begins[day + 2]]
        seen = _seen(company, channel, around[left[around] > 0], at, day)
        twice = (left[seen] > 1) & hits(0.1, len(seen), company.seed, "day story", at, "twice")
        left[seen] -= 1 + twice
        found.append(_counted(company, channel, seen, int(twice.sum()), replays, at))
    return found


def _times(company: Company) -> list[datetime]:
    """Follow the weekly plan of stories."""
    found = []
    for day in days(company):
        for weekday, hour, share in company.facts["day_stories"]["plan"]:
            key = (company.seed, "day story", day, hour)
            if day.weekday() == weekday and draw(0, 999, *key) < share:
                found.append(datetime.combine(day, time(hour, draw(0, 59, *key, "minute"))))
    return found


def _seen(company: Company, channel: Channel, rows: Ints, at: datetime, day: int) -> Ints:
    """Return the views that were of the story, on its day or on the next until it ends."""
    hours: list[int] = company.facts["shop"]["hours"]
    late = sum(hours[at.hour :]) / sum(hours)
    facts = company.facts["day_stories"]
    quality = draw(*facts["quality"], company.seed, "day story", at, "quality") / 100
    part = np.where(channel.day[rows] == day, late, 1 - late)
    chance = facts["share"] / 1000 * quality * part
    rows = rows[hits(chance, len(rows), company.seed, "day story", at, "seen")]
    # Who looks on both days has seen it once.
    _, first = np.unique(channel.person[rows], return_index=True)
    return rows[np.sort(first)]


def _counted(
    company: Company, channel: Channel, seen: Ints, twice: int, replays: Ints, at: datetime
) -> DayStory:
    key, facts = (company.seed, "day story", at), company.facts["day_stories"]
    count = len(different(channel.person[seen]))
    began_again = (replays[seen] > 0) & hits(0.2, len(seen), *key, "again")
    views = count + twice + int(began_again.sum())
    has_sticker = draw(0, 999, *key, "sticker") < facts["sticker"]
    tapped = count * draw(*facts["taps"], *key, "taps") // 1000 if has_sticker else 0

    def did(name: str) -> int:
        return int(channel.did[name][seen].sum())

    return DayStory(
        at, count, count + twice, views, did("likes"), did("comments"), did("visits"), did("bio"),
        tapped, views * draw(*facts["moves"], *key, "moves") // 100,
    )  # fmt: skip
