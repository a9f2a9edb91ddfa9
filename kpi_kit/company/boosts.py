"""Boosted posts: a few Facebook posts are shown to more people for some euros."""

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from .draws import Flags, Ints, around, draw, hits, integers
from .facts import Company, Facts, end_of_month
from .people import HOME, People, drawn
from .plan import Post
from .seeing import REACTIONS, Channel


@dataclass(frozen=True)
class Boost:
    """Money behind one post; ``spend`` in cents, ``first`` and ``last`` are days of the company."""

    post: int
    name: str
    first: int
    last: int
    spend: int


def boosts(company: Company, posts: list[Post]) -> list[Boost]:
    """Return the boosts in order of their posts; each ends in the month in which it begins."""
    facts, found = company.facts["boosts"], []
    for number, post in enumerate(posts):
        key = (company.seed, "boost", post.at)
        length = draw(*facts["days"], *key, "days")
        ends = post.at.date() + timedelta(days=length)
        chosen = post.format in facts["formats"] and draw(0, 999, *key) < facts["share"]
        if not chosen or ends > min(end_of_month(post.at.date()), company.last):
            continue
        first = (post.at.date() - company.first).days + 1
        spend = 100 * draw(*facts["spend"], *key, "spend")
        found.append(Boost(number, _named(post), first, first + length - 1, spend))
    return found


def _named(post: Post) -> str:
    """Name the campaign as Meta does, after the day and the beginning of the post."""
    begins = " ".join(post.text.split())
    short = begins if len(begins) <= 34 else f"{begins[:34].rsplit(' ', 1)[0]} …"
    return f"[{post.at:%d.%m.%Y}] Beitrag: {short}"


def boosted(company: Company, everybody: People, channel: Channel) -> Channel:
    """Add what was paid for: more people, and more of it to some who had seen the post already.

    Whoever is reached by money alone reacts and clicks, but neither begins to follow nor buys.
    """
    for boost in boosts(company, channel.posts):
        channel = _with(company, everybody, channel, boost)
    return channel


def _with(company: Company, everybody: People, channel: Channel, boost: Boost) -> Channel:
    key = (company.seed, "boost", channel.posts[boost.post].at)
    who, times = np.unique(_shown_to(company, everybody, channel, boost, key), return_counts=True)
    mine = np.flatnonzero(channel.post == boost.post)
    known = mine[np.isin(channel.person[mine], who)]
    again = times[np.searchsorted(who, channel.person[known])]
    is_new = ~np.isin(who, channel.person[known])
    person, shown = who[is_new], times[is_new]
    count = len(person)
    day = boost.first + integers(count, boost.last - boost.first + 1, *key, "day")
    added = replace(
        channel,
        post=np.full(count, boost.post), person=person, day=day,
        impressions=shown, views=shown, paid=shown,
        did=_reactions(company, channel, boost, count, key),
    )  # fmt: skip
    # Who sees the post both ways sees the paid one while it runs.
    earlier = channel.day.copy()
    earlier[known] = np.minimum(earlier[known], boost.last)
    more = np.zeros(len(channel.person), dtype=np.int64)
    more[known] = again
    return _joined(
        replace(
            channel, day=earlier, impressions=channel.impressions + more,
            views=channel.views + more, paid=channel.paid + more,
        ),
        added,
    )  # fmt: skip


def _shown_to(
    company: Company, everybody: People, channel: Channel, boost: Boost, key: tuple[object, ...]
) -> Ints:
    """Draw for each impression who sees it: people of the region whom Facebook thinks fitting."""
    facts = company.facts["boosts"]
    pool = everybody.on[channel.name]
    pool = pool[everybody.region[pool] == HOME]
    fitting = pool[hits(facts["audience"] / 1000, len(pool), *key, "audience")]
    price = around(facts["cpm"], 18, *key, "cpm")
    return drawn(fitting, everybody, int(boost.spend * 1000 / price), *key)


def _reactions(
    company: Company, channel: Channel, boost: Boost, count: int, key: tuple[object, ...]
) -> dict[str, Flags]:
    rates: Facts = company.facts["channels"][channel.name]["formats"]
    rates = rates[channel.posts[boost.post].format]
    warm = company.facts["boosts"]["warmth"] / 1000
    nothing = np.zeros(count, dtype=bool)
    did = {name: hits(rates[name] / 10_000 * warm, count, *key, name) for name in REACTIONS}
    return {name: did.get(name, nothing) for name in channel.did}


def _joined(channel: Channel, added: Channel) -> Channel:
    def both(name: str) -> Ints:
        return np.concatenate([getattr(channel, name), getattr(added, name)])

    return replace(
        channel,
        post=both("post"), person=both("person"), day=both("day"),
        impressions=both("impressions"), views=both("views"), paid=both("paid"),
        did={name: np.concatenate([flags, added.did[name]]) for name, flags in channel.did.items()},
    )  # fmt: skip
