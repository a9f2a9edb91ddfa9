"""Who follows, sees and reacts: every view of every post is one person on one day."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from .almanac import days
from .draws import Flags, Floats, Ints, around, different, hits, integers, rounded, uniforms
from .empty_accounts import EmptyAccounts
from .facts import Company, Facts
from .newcomers import Newcomers
from .people import People, drawn
from .plan import Post

REACTIONS = ("likes", "comments", "shares", "saves", "clicks")
NO_POST = -1
"""Stands for stories, older posts and the profile, which followers look at without a new post."""


@dataclass(frozen=True)
class Channel:
    """What happened on one channel, one entry per person, post and day.

    Attributes
    ----------
    post, person, day : array of int
        Which post was seen by whom on which day of the company.
    impressions, views : array of int
        How often it was shown; views also count that it began again.
    paid : array of int
        How many of the impressions were paid for.
    did : dict of str to array of bool
        What the person did; ``visits`` the profile, ``bio`` the link there, ``follows``.
    followers, follows, unfollows : array of int
        Stock at the end of each day, and what changed it.
    fans : array of int
        To whom posts are shown when the exports end: who follows, and who is about to.
    """

    name: str
    posts: list[Post]
    post: Ints
    person: Ints
    day: Ints
    impressions: Ints
    views: Ints
    paid: Ints
    did: dict[str, Flags]
    followers: Ints
    follows: Ints
    unfollows: Ints
    fans: Ints


def seen(company: Company, everybody: People, name: str, posts: list[Post]) -> Channel:
    """Let the days of a channel go by."""
    return _Days(company, everybody, name, posts).channel()


class _Days:
    """The state of a channel while its days go by."""

    def __init__(self, company: Company, everybody: People, name: str, posts: list[Post]) -> None:
        self.company, self.everybody, self.name, self.posts = company, everybody, name, posts
        self.facts: Facts = company.facts["channels"][name]
        self.key = (company.seed, name)
        self.days = days(company)
        self.pool = everybody.on[name]
        self.following = np.zeros(everybody.count, dtype=bool)
        self.parts: list[tuple[Ints | Flags, ...]] = []
        self.coming: dict[int, list[Ints]] = defaultdict(list)
        self.counts: list[tuple[int, int, int]] = []
        self.empty = EmptyAccounts(company, name)
        self.newcomers = Newcomers(company, name)

    def channel(self) -> Channel:
        """Go through all days and put together what happened."""
        scale = self.company.trade["followers"] / 1000
        wanted = int(self.facts["followers"] * scale)
        first = different(drawn(self.pool, self.everybody, 3 * wanted, *self.key, "first"))
        order = np.argsort(uniforms(len(first), *self.key, "order"), kind="stable")
        self.following[first[order[:wanted]]] = True
        by_day = defaultdict(list)
        for number, post in enumerate(self.posts):
            by_day[(post.at.date() - self.company.first).days].append(number)
        for day in range(len(self.days)):
            self._people_come_and_go(day)
            for number in by_day[day]:
                self._show(number, day)
            self._show_older(day)
        return self._together()

    def _people_come_and_go(self, day: int) -> None:
        fans = np.flatnonzero(self.following)
        gone = fans[hits(self.facts["leave"] / 1000, len(fans), *self.key, day, "leave")]
        self.following[gone] = False
        none = np.zeros(0, dtype=np.int64)
        came = self._join(np.concatenate([none, *self.coming.pop(day, [])]))
        joining = rounded(self.facts["join"], *self.key, day, "join")
        look_on = self._join(drawn(self.pool, self.everybody, joining, *self.key, day, "new"))
        came += self.newcomers.come(day, look_on)
        came_empty, gone_empty = self.empty.come_and_go(self.days[day])
        stock = int(self.following.sum()) - self.newcomers.waiting + self.empty.count
        self.counts.append((stock, came + came_empty, len(gone) + gone_empty))

    def _join(self, person: Ints) -> int:
        """Show the channel's posts to these people from now on; return to how many more."""
        new = different(person[~self.following[person]])
        self.following[new] = True
        return len(new)

    def _show(self, number: int, day: int) -> None:
        """Show a post to some followers, and to strangers who may like it."""
        post = self.posts[number]
        key = (*self.key, number)
        rates = self.facts["formats"]["viral" if post.viral else post.format]
        posting = self.company.facts["posting"]
        low, high = posting["quality"]
        quality = post.appeal / 100
        quality *= (low + (high - low) * float(uniforms(1, *key, "quality")[0])) / 100
        fans = np.flatnonzero(self.following)
        chance = rates["see"] / 1000 * quality * self.everybody.active[fans]
        fans = fans[hits(chance, len(fans), *key, "see")]
        strangers = self._strangers(post, int(self._found(rates, quality)), key)
        person = np.concatenate([fans, strangers])
        fan = np.arange(len(person)) < len(fans)
        age = self._age(len(person), key, viral=post.viral)
        self._note(number, person, day + age, rates, fan, key)

    def _found(self, rates: Facts, quality: float) -> float:
        found: float = int(self.following.sum()) * rates["found"] / 1000 * quality * quality
        return found

    def _strangers(self, post: Post, count: int, key: tuple[object, ...]) -> Ints:
        """Draw people who do not follow; what goes viral reaches anybody."""
        if post.viral:
            people: int = self.company.stories["viral"]["people"]
            everyone = self.everybody.count
            order = np.argsort(uniforms(everyone, *key, "viral"), kind="stable")[:people]
            return order[~self.following[order]].astype(np.int64)
        found = different(drawn(self.pool, self.everybody, count, *key, "found"))
        return found[~self.following[found]]

    def _age(self, count: int, key: tuple[object, ...], *, viral: bool) -> Ints:
        """Draw after how many days each person sees the post."""
        curve = self.facts["curve"]
        ages, shares = (np.array(part, dtype=float) for part in zip(*curve, strict=True))
        chance = uniforms(count, *key, "age") * 1000
        if viral:
            chance = 420 + chance * 0.58  # the second day and later, when it has spread
        place = np.searchsorted(shares, chance, side="left")
        before = np.maximum(place - 1, 0)
        width = np.maximum(ages[place] - ages[before], 1)
        age = ages[place] - integers(count, 1000, *key, "day") / 1000 * width
        # whoever is before the curve's first point sees it on the very day
        found: Ints = age.astype(np.int64).clip(0) * (place > 0)
        return found

    def _show_older(self, day: int) -> None:
        fans = np.flatnonzero(self.following)
        key = (*self.key, "older", day)
        chance = self.facts["regulars"] / 1000 * self.everybody.active[fans]
        person = fans[hits(chance, len(fans), *key)]
        rates = {"again": 450, "likes": 40, "comments": 6}
        self._note(NO_POST, person, np.full(len(person), day), rates, person >= 0, key)

    def _note(
        self, number: int, person: Ints, day: Ints, rates: Facts, fan: Flags,
        key: tuple[object, ...],
    ) -> None:  # fmt: skip
        """Write down who saw what when, how often, and what they did."""
        count, posting = len(person), self.company.facts["posting"]
        again = uniforms(count, *key, "again") * 1000
        shown = 1 + sum((again < rates["again"] / part).astype(np.int64) for part in (1, 4, 12))
        views = shown + hits(0.34, count, *key, "replay")
        warm = 1.0
        if number != NO_POST:
            warm = around(1.0, 12, *key, "warm")
            if self.posts[number].at.hour == 18:
                warm *= posting["evening"] / 100
        likely = np.where(fan, posting["fans"], 2000 - posting["fans"]) / 1000 * warm
        did = [hits(rates.get(what, 0) / 10_000 * likely, count, *key, what) for what in REACTIONS]
        visits = hits(posting["visits"] / 1000, count, *key, "visits")
        bio = visits & hits(posting["bio"] / 1000, count, *key, "bio")
        follows = ~fan & hits(rates.get("follows", 0) / 10_000 * 2.2, count, *key, "follows")
        for when in different(day[follows]):
            self.coming[int(when) + 1].append(person[follows & (day == when)])
        post = np.full(count, number)
        self.parts.append((post, person, day, shown, views, *did, visits, bio, follows))

    def _together(self) -> Channel:
        post, person, day, shown, views, *did = (
            np.concatenate(column) for column in zip(*self.parts, strict=True)
        )
        stock, came, gone = (np.array(c, dtype=np.int64) for c in zip(*self.counts, strict=True))
        names = (*REACTIONS, "visits", "bio", "follows")
        flags = {name: flag.astype(bool) for name, flag in zip(names, did, strict=True)}
        return Channel(
            self.name, self.posts, post, person, day, shown, views, np.zeros_like(shown), flags,
            stock, came, gone, np.flatnonzero(self.following),
        )  # fmt: skip


def per_day(channel: Channel, count: int, weights: Ints | Flags | None = None) -> Ints:
    """Add up over the days: how often, or how much of something."""
    inside = channel.day < count
    chosen = None if weights is None else weights[inside].astype(np.float64)
    return np.bincount(channel.day[inside], chosen, count).astype(np.int64)


def people_per(period: Ints, person: Ints, periods: int) -> Ints:
    """Count the different people of each period: the net reach."""
    size = int(person.max(initial=0)) + 1
    found = different(period * size + person)
    return np.bincount(found // size, minlength=periods).astype(np.int64)


def per_post(channel: Channel, until: int, weights: Floats | Ints | Flags | None = None) -> Ints:
    """Add up over each post until the end of a day, or count the people who saw it."""
    inside = (channel.post != NO_POST) & (channel.day <= until)
    chosen = None if weights is None else weights[inside].astype(np.float64)
    return np.bincount(channel.post[inside], chosen, len(channel.posts)).astype(np.int64)
